"""Toasts on the rig's desktop: through its daemon, without it, and when it comes back."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.native.dialogue import Program
from tests.rig.bus import Bus
from tests.rig.notices import NotificationWatch
from tests.rig.pointer import NOTICE_CLASS, Pointer
from tests.rig.session import DesktopSession, Part

pytestmark = pytest.mark.desktop

BUTTONS = [["open", "Open"], ["check_in", "Check in"]]


@pytest.fixture
def toaster(rig: DesktopSession) -> Iterator[Program]:
    with Program("tests.native.toaster", env=rig.env) as program:
        yield program


def test_a_toast_reaches_the_daemon_as_it_should(
    toaster: Program, notices: NotificationWatch
) -> None:
    told = toaster.ask(
        do="show", id="a1", title="New booking", body="Asha Verma, seat A4", actions=BUTTONS
    )
    notice = notices.wait_for("Asha Verma")
    assert notice.app_name == "StudySpot Desk"
    assert notice.title == "New booking"
    assert notice.actions == (("open", "Open"), ("check_in", "Check in"))
    assert notice.hints["desktop-entry"] == "studyspot-desk"
    assert notice.hints["suppress-sound"] is True
    assert notice.hints["urgency"] == 1
    assert notice.icon.endswith("studyspot-desk.svg")
    assert "Xfce" in told["way"]
    assert told["failures"] == {}


@pytest.mark.parametrize("action", ["open", "check_in"])
def test_the_pointer_on_a_button_reaches_the_listener(
    toaster: Program, notices: NotificationWatch, pointer: Pointer, action: str
) -> None:
    toaster.ask(do="show", id=f"of-{action}", title=f"Press {action}", actions=BUTTONS)
    pointer.press(notices, notices.wait_for(f"Press {action}"), action)
    pressed = toaster.wait_for(lambda said: "pressed" in said)
    assert (pressed["pressed"], pressed["action"]) == (f"of-{action}", action)


def test_a_toast_that_is_dismissed_presses_nothing(
    toaster: Program, notices: NotificationWatch, pointer: Pointer
) -> None:
    toaster.ask(do="show", id="a1", title="Dismiss me", actions=BUTTONS)
    pointer.dismiss(notices, notices.wait_for("Dismiss me"))
    toaster.ask(do="show", id="a2", title="Open me", actions=BUTTONS)
    pointer.press(notices, notices.wait_for("Open me"), "open")
    assert toaster.wait_for(lambda said: "pressed" in said)["pressed"] == "a2"


def test_names_with_markup_in_them_are_shown_as_written(
    toaster: Program, notices: NotificationWatch
) -> None:
    name = 'Tom & <b>Jerry</b> "O\'Neil"'
    toaster.ask(do="show", id="a1", title=f"Title {name}", body=f"Body {name}")
    notice = notices.wait_for("Tom")
    # This daemon reads markup in the body, never in the title.
    assert notice.title == f"Title {name}"
    assert notice.body == 'Body Tom &amp; &lt;b&gt;Jerry&lt;/b&gt; "O\'Neil"'


@pytest.mark.parametrize(
    "name",
    ["😀 Asha 🎉 वर्मा", "שרה כהן", "\u202eevil\u202c & co", "Wolfe" * 2_000],
    ids=["emoji", "right to left", "turned", "10,000 characters"],
)
def test_whatever_somebody_is_called_is_shown_with_its_buttons(
    toaster: Program, notices: NotificationWatch, pointer: Pointer, name: str
) -> None:
    toaster.ask(do="show", id="a1", title=f"New: {name}", body=name, actions=BUTTONS)
    notice = notices.wait_for("New: ")
    assert name in notice.title
    pointer.press(notices, notice, "open")
    assert toaster.wait_for(lambda said: "pressed" in said)["pressed"] == "a1"


def test_a_service_without_buttons_and_markup_gets_the_words_as_they_are(
    rig: DesktopSession, toaster: Program
) -> None:
    rig.stop_part(Part.NOTIFICATIONS)
    name = "Tom & <b>Jerry</b>"
    with Program("tests.native.plain_service", env=rig.env) as service:
        told = toaster.ask(do="show", id="a1", title="New", body=name, actions=BUTTONS)
        assert (told["way"], told["failures"]) == ("notification service (Plain 1)", {})
        assert service.ask(do="shown")["shown"] == [{"title": "New", "body": name, "actions": []}]
        toaster.ask(do="withdraw", id="a1")
        assert service.ask(do="shown")["shown"][0]["closed"]


def test_a_toast_that_is_told_again_after_a_crash_takes_the_place_of_the_first(
    rig: DesktopSession, tmp_path: Path
) -> None:
    rig.stop_part(Part.NOTIFICATIONS)
    kept = str(tmp_path / "toasts.json")
    with Program("tests.native.plain_service", env=rig.env) as service:
        for _ in range(2):
            with Program("tests.native.toaster", kept, env=rig.env) as toaster:
                toaster.ask(do="show", id="a1", title="New", body="Asha Verma")
                shown = service.ask(do="shown")["shown"]
                # Killed, it takes nothing off the screen.
                toaster.process.kill()
        assert ["closed" in each for each in shown] == [True, False]


def test_an_urgent_toast_says_so(toaster: Program, notices: NotificationWatch) -> None:
    toaster.ask(do="show", id="a1", title="Urgent", urgency="critical")
    notice = notices.wait_for("Urgent")
    assert notice.hints["urgency"] == 2
    toaster.ask(do="withdraw", id="a1")
    assert notice.id is not None
    notices.wait_closed(notice.id)


def test_a_withdrawn_toast_leaves_the_screen(toaster: Program, notices: NotificationWatch) -> None:
    toaster.ask(do="show", id="a1", title="Take me away")
    notice = notices.wait_for("Take me away")
    assert "error" not in toaster.ask(do="withdraw", id="a1")
    assert notice.id is not None
    assert notices.wait_closed(notice.id).reason == 3
    # Once more, and one that never was, is fine.
    assert "error" not in toaster.ask(do="withdraw", id="a1")
    assert "error" not in toaster.ask(do="withdraw", id="nobody")


def test_a_warm_notifier_takes_milliseconds(toaster: Program, notices: NotificationWatch) -> None:
    toaster.ask(do="warm")
    seconds = []
    for number in range(15):
        said = toaster.ask(do="show", id=f"n{number}", title=f"Quick {number}")
        seconds.append(said["seconds"])
        toaster.ask(do="withdraw", id=f"n{number}")
    notices.wait_for("Quick 14")
    # Some 4 ms on an idle machine; this one may be busy.
    assert statistics.median(seconds) < 0.05


def test_a_restarted_daemon_gets_the_next_toast_with_its_buttons(
    toaster: Program, rig: DesktopSession, pointer: Pointer
) -> None:
    with NotificationWatch(rig.address) as before:
        toaster.ask(do="show", id="before", title="Before the restart", actions=BUTTONS)
        before.wait_for("Before the restart")
    rig.stop_part(Part.NOTIFICATIONS, kill=True)
    rig.start_part(Part.NOTIFICATIONS)
    with NotificationWatch(rig.address) as after:
        told = toaster.ask(do="show", id="after", title="After the restart", actions=BUTTONS)
        pointer.press(after, after.wait_for("After the restart"), "check_in")
    assert toaster.wait_for(lambda said: "pressed" in said)["pressed"] == "after"
    assert told["failures"] == {}
    assert not any("own" in said for said in toaster.heard)
    assert pointer.windows(window_class=NOTICE_CLASS) == []


def test_another_programs_notice_with_an_old_number_presses_nothing(
    toaster: Program, rig: DesktopSession, pointer: Pointer
) -> None:
    rig.stop_part(Part.NOTIFICATIONS, kill=True)
    rig.start_part(Part.NOTIFICATIONS)
    with NotificationWatch(rig.address) as before:
        toaster.ask(do="show", id="ours", title="Ours", actions=BUTTONS)
        ours = before.wait_for("Ours")
    rig.stop_part(Part.NOTIFICATIONS, kill=True)
    rig.start_part(Part.NOTIFICATIONS)
    with NotificationWatch(rig.address) as after, Bus(rig.address) as bus:
        path, interface = "/org/freedesktop/Notifications", "org.freedesktop.Notifications"
        hints: dict[str, object] = {}
        stranger = ("Mail", 0, "", "A stranger", "", ["open", "Open"], hints, -1)
        bus.call(interface, path, interface, "Notify", "susssasa{sv}i", stranger)
        notice = after.wait_for("A stranger")
        assert notice.id == ours.id
        pointer.press(after, notice, "open")
        # The answer comes after whatever the press has set off.
        toaster.ask(do="warm")
        toaster.ask(do="show", id="next", title="Next", actions=BUTTONS)
    assert not any("pressed" in said for said in toaster.heard)


def test_without_a_daemon_our_own_toast_takes_over_until_it_comes_back(
    toaster: Program, rig: DesktopSession
) -> None:
    assert toaster.ask(do="show", id="there", title="Somebody there")["failures"] == {}
    rig.stop_part(Part.NOTIFICATIONS)
    told = toaster.ask(do="show", id="alone", title="Nobody there")
    assert toaster.wait_for(lambda said: "own" in said)["own"] == "alone"
    assert told["way"] == "our own toast"
    # The tray stands behind the bus, so its messages would have gone to nobody.
    assert "tray icon message" in told["failures"]

    rig.start_part(Part.NOTIFICATIONS)
    with NotificationWatch(rig.address) as watch:
        told = toaster.ask(do="show", id="again", title="Somebody again")
        watch.wait_for("Somebody again")
    assert told["failures"] == {}


def test_a_daemon_that_hangs_neither_blocks_the_window_nor_shows_the_toast_twice(
    toaster: Program, notices: NotificationWatch, rig: DesktopSession
) -> None:
    toaster.ask(do="warm")
    rig.freeze(Part.NOTIFICATIONS)
    told = toaster.ask(do="show", id="hung", title="Into the void")
    assert told["way"] == "our own toast"
    assert told["seconds"] < 4
    # A timer of 20 ms kept ticking all the while.
    assert told["ticks"] > 0.5 * told["seconds"] / 0.02
    second = toaster.ask(do="show", id="next", title="Straight to our own")
    assert second["way"] == "our own toast"
    assert second["seconds"] < 1

    rig.thaw(Part.NOTIFICATIONS)
    late = notices.wait_for("Into the void")
    assert late.id is not None
    assert notices.wait_closed(late.id).reason == 3
    told = toaster.ask(do="show", id="well", title="Well again")
    notices.wait_for("Well again")
    assert told["failures"] == {}


def test_when_no_way_works_the_caller_is_told_why(rig: DesktopSession) -> None:
    rig.stop_part(Part.NOTIFICATIONS)
    with Program("tests.native.toaster", "--no-own", env=rig.env) as toaster:
        told = toaster.ask(do="show", id="a", title="Nowhere")
    assert told["error"] == "ToastFailed"
    assert "no notification service" in told["message"]
