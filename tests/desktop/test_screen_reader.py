"""What who does not see the window hears of it: every control has a name, on every page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest

from tests.desktop.conftest import sign_in
from tests.desktop.product import Product
from tests.hub.people import Library, new_owner
from tests.hub.process import HubProcess
from tests.rig.accessibility import Found, ScreenReader
from tests.rig.bus import wait_until
from tests.rig.pointer import Pointer
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

PROGRAM = "studyspot-desk"
TABS = 30


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library whose desk is listened to."""
    hub = HubProcess(tmp_path_factory.mktemp("heard") / "hub")
    hub.start()
    made = new_owner(hub.data, hub.url, seats=6)
    yield made
    made.owner.close()
    hub.stop()


@pytest.fixture(scope="module")
def heard(
    rig_of_module: DesktopSession, tmp_path_factory: pytest.TempPathFactory, library: Library
) -> Iterator[tuple[Product, ScreenReader, Pointer]]:
    """A desk that is listened to, its window in front, with a booking for now and one later."""
    rig = rig_of_module
    rig.start_part(Part.ACCESSIBILITY)
    told = {"QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1", "NO_AT_BRIDGE": "0"}
    product = Product(rig, tmp_path_factory.mktemp("heard-desk") / "profile", env=told)
    sign_in(product, library)
    product.start()
    product.live()
    library.book(library.owner, hours=0, seat=0, studentName="Asha Verma")
    library.book(library.owner, hours=3, seat=1, studentName="Rohan Kulkarni")
    product.until("count", lambda count: count == 2)
    product.until("window", lambda window: window["active"])
    with ScreenReader(rig) as reader:
        yield product, reader, Pointer(rig)
    product.stop()
    assert "Traceback" not in product.errors


def named(reader: ScreenReader, words: str) -> list[Found]:
    """What is shown and has these words in its name."""
    return [each for each in reader.showing(PROGRAM) if words in spoken(each)]


def spoken(found: Found) -> str:
    """Its name without what only turns the letters' direction."""
    return found.name.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("page", "told"),
    [
        (
            "today",
            ("Late: 1", "Free seats: ", "Asha Verma, ", "Check in", "Seats held by the hour"),
        ),
        ("bookings", ("Bookings", "Filter", "All", "Asha Verma")),
        ("seats", ("Map of the seats", "Seat A-01, Asha Verma", "The day by seat", "Arrange")),
        ("notices", ("New booking: Asha Verma", "Search the notices", "Cancellations", "All")),
        ("library", ("Name", "Time zone", "Add a person to the staff", "Bookings are confirmed")),
    ],
    ids=["today", "bookings", "seats", "notices", "library"],
)
def test_every_control_of_a_page_has_a_name_and_tab_tells_each_it_comes_to(
    heard: tuple[Product, ScreenReader, Pointer], page: str, told: tuple[str, ...]
) -> None:
    product, reader, pointer = heard
    product.until("page", lambda shown: shown, page=page, show=True)
    for words in told:
        wait_until(partial(named, reader, words), f"{words!r} on {page}")
    shown = reader.showing(PROGRAM)
    nameless = [each for each in shown if each.focusable and not each.name.strip()]
    assert nameless == []
    met: list[str] = []
    for _ in range(TABS):
        pointer.key("Tab")
        met.append(str(product.ask("focus")))
    assert "" not in met
    # That it comes by every control the tests of the window show.
    assert len(set(met)) >= 8
    assert any(name.startswith("Search") for name in met)


def test_what_opens_above_the_page_is_told_and_goes_with_esc(
    heard: tuple[Product, ScreenReader, Pointer], library: Library
) -> None:
    product, reader, pointer = heard
    product.until("page", lambda shown: shown, page="bookings", show=True)
    pointer.key("ctrl+f")
    product.until("focus", lambda focus: focus == "Status: Waiting")
    wait_until(partial(named, reader, "Payment: Part paid"), "the panel")
    (waiting,) = named(reader, "Status: Waiting")
    assert waiting.focused
    shown = reader.showing(PROGRAM)
    assert [each for each in shown if each.focusable and not each.name.strip()] == []
    # A choice from a list that opens above the panel leaves all else in the window whole.
    for _ in range(TABS):
        if product.ask("focus") == "Days":
            break
        pointer.key("Tab")
    for key in ("space", "Down", "Return"):
        pointer.key(key)
    wait_until(lambda: named(reader, "press to take this limit away"), "the limit")
    pointer.key("Escape")
    product.until("focus", lambda focus: focus.startswith("Filter"))
    wait_until(lambda: not named(reader, "Payment: Part paid"), "the panel to go")
    unread = product.ask("status")["unread"]
    library.book(library.owner, hours=5, seat=2, studentName="Zoya Khan")
    title = f"({unread + 1}) "
    product.until("window", lambda window: window["title"].startswith(title))


def test_the_dialog_of_a_new_booking_is_told_field_by_field(
    heard: tuple[Product, ScreenReader, Pointer],
) -> None:
    product, reader, pointer = heard
    pointer.key("ctrl+n")
    product.until("focus", lambda focus: "ame" in focus)
    focused = wait_until(
        lambda: [each for each in reader.showing(PROGRAM) if each.focused and "ame" in each.name],
        "the dialog",
    )
    assert focused[0].role in {"text", "entry"}
    nameless = [
        each for each in reader.showing(PROGRAM) if each.focusable and not each.name.strip()
    ]
    assert nameless == []
