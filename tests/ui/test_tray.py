"""The tray icon: what it shows, says and offers."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction, QImage
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.core.changes import Alert, AlertRecord
from app.core.silence import Hushed, Silence
from app.core.status import LinkState, LinkStatus
from app.shipped import resource
from app.ui.phases import Phase
from app.ui.quiet_wishes import QuietWish
from app.ui.tray import LOOK_MS, LOOK_TOLD_MS, Tray
from app.ui.tray_drawing import tray_image
from app.ui.tray_icon import SIZES, STARTING_SIZE, TrayState, badge_text, tray_state
from tests.ui.desks import live_status

NOW = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)


class Panel:
    """A desktop's tray that comes and goes."""

    def __init__(self) -> None:
        self.there = True

    def __call__(self) -> bool:
        return self.there


@pytest.fixture
def panel() -> Panel:
    return Panel()


@pytest.fixture
def tray(qapp: QApplication, panel: Panel) -> Iterator[Tray]:
    made = Tray(qapp, available=panel, now=lambda: NOW)
    made.hear_from(lambda: NOW - timedelta(seconds=3))
    yield made
    made.close()
    made.deleteLater()


def _link(state: LinkState) -> LinkStatus:
    return LinkStatus(state=state, since=NOW)


def _record(number: int, title: str) -> AlertRecord:
    alert = Alert(
        id=f"a-{number}",
        kind="booking:created",
        library_id="lib-1",
        title=title,
        body="Seat A-1",
        at=NOW,
        received_at=NOW,
        summary=False,
        booking_id=f"b-{number}",
    )
    return AlertRecord(alert=alert)


@pytest.mark.parametrize(
    ("state", "unread", "told"),
    [
        (LinkState.LIVE, 0, "StudySpot Desk · Live"),
        (LinkState.LIVE, 3, "StudySpot Desk · Live · 3 unread"),
        (LinkState.DEGRADED, 0, "StudySpot Desk · Live, slower"),
        (LinkState.CONNECTING, 1, "StudySpot Desk · Reconnecting · 1 unread"),
        (LinkState.STALE, 0, "StudySpot Desk · Reconnecting"),
        (LinkState.SIGNED_OUT, 0, "StudySpot Desk · Signed out"),
    ],
)
def test_the_tooltip_says_state_and_unread(
    tray: Tray, state: LinkState, unread: int, told: str
) -> None:
    tray.take_status(live_status(link=_link(state), unread=unread))
    assert tray.icon.toolTip() == told


def test_an_outage_of_a_minute_is_told_as_offline(tray: Tray) -> None:
    tray.hear_from(lambda: NOW - timedelta(seconds=61))
    tray.take_status(live_status(link=_link(LinkState.CONNECTING)))
    assert tray.icon.toolTip() == "StudySpot Desk · Offline"


def test_quiet_is_told_and_can_be_ended(tray: Tray) -> None:
    wishes: list[QuietWish] = []
    tray.quiet_wanted.connect(wishes.append)
    tray.take_status(live_status())
    assert offered(tray) == [
        "Quiet for an hour",
        "Quiet until tomorrow morning",
        "Quiet until I end it",
    ]
    tray.quiet[QuietWish.TOMORROW].trigger()
    tray.take_status(live_status(hushed=Hushed(Silence.QUIET, NOW + timedelta(minutes=5))))
    assert tray.icon.toolTip().startswith("StudySpot Desk · Live · Quiet until ")
    assert offered(tray)[1:] == ["End quiet"]
    tray.quiet[QuietWish.END].trigger()
    assert wishes == [QuietWish.TOMORROW, QuietWish.END]


@pytest.mark.parametrize(
    ("hushed", "told", "endable"),
    [
        (Hushed(Silence.QUIET), "Quiet until you end it", True),
        (Hushed(Silence.HOURS, NOW + timedelta(hours=1)), "Quiet hours until ", True),
        (Hushed(Silence.SYSTEM), "Do not disturb is on", False),
    ],
)
def test_why_it_is_quiet_is_told_at_all_times(
    tray: Tray, hushed: Hushed, told: str, endable: bool
) -> None:
    tray.take_status(live_status(hushed=hushed))
    assert told in tray.icon.toolTip()
    # The first entry says it; what the computer itself asks for cannot be ended here.
    first, *wishes = offered(tray)
    assert first.startswith(told)
    assert ("End quiet" in wishes) is endable


def test_what_goes_on_ringing_can_be_taken_in_the_menu(tray: Tray) -> None:
    taken: list[bool] = []
    tray.got_it.connect(lambda: taken.append(True))
    assert not tray.got.isVisible()
    tray.tell_going_on(2)
    assert tray.got.text() == "Got it: stop ringing for 2 alerts"
    tray.got.trigger()
    tray.tell_going_on(0)
    assert taken
    assert not tray.got.isVisible()


def offered(tray: Tray) -> list[str]:
    """What the menu has about quiet."""
    entries = [tray.quiet_state, *tray.quiet.values()]
    return [each.text() for each in entries if each.isVisible()]


def test_the_menu_offers_the_last_five_alerts_newest_first(tray: Tray) -> None:
    opened: list[str] = []
    tray.open_booking.connect(opened.append)
    tray.take_alerts([_record(9, "An older one")])
    tray.take_alerts([_record(number, f"New booking: Student {number}") for number in range(7)])
    texts = [action.text() for action in tray.menu.actions() if action.isVisible()]
    assert [text for text in texts if text.startswith("New booking")] == [
        f"New booking: Student {number}" for number in range(5)
    ]
    assert "An older one" not in texts
    _action(tray, "New booking: Student 3").trigger()
    assert opened == ["b-3"]


def test_a_name_with_an_ampersand_or_too_long_fits_the_menu(tray: Tray) -> None:
    tray.take_alerts([_record(1, "Cancelled: Tom & Jerry"), _record(2, "x" * 300)])
    texts = [action.text() for action in tray.menu.actions()]
    assert "Cancelled: Tom && Jerry" in texts
    assert any(text.endswith("…") and len(text) <= 60 for text in texts)


def test_a_click_opens_the_window_and_quit_quits(tray: Tray) -> None:
    told: list[str] = []
    tray.open_window.connect(lambda: told.append("open"))
    tray.quit_wanted.connect(lambda: told.append("quit"))
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    tray.icon.activated.emit(QSystemTrayIcon.ActivationReason.Context)
    _action(tray, "Quit").trigger()
    assert told == ["open", "quit"]


def test_a_tray_that_comes_late_is_taken_and_one_that_goes_is_told(
    tray: Tray, panel: Panel
) -> None:
    told: list[bool] = []
    tray.present_changed.connect(told.append)
    panel.there = False
    tray.show()
    assert (tray.present, tray.icon.isVisible()) == (False, False)
    panel.there = True
    tray.look()
    assert (tray.present, tray.icon.isVisible()) == (True, True)
    panel.there = False
    tray.look()
    assert told == [True, False]


def test_it_looks_for_a_tray_slowly_and_by_itself(tray: Tray, panel: Panel) -> None:
    panel.there = False
    tray.show()
    (timer,) = [timer for timer in tray.findChildren(QTimer) if timer.isActive()]
    for there in (True, False, True):
        panel.there = there
        timer.timeout.emit()
        assert tray.present is there
        assert timer.isActive()
        assert timer.interval() == LOOK_MS >= 5000


def test_where_the_desktop_tells_of_its_tray_it_looks_at_once_and_seldom_otherwise(
    tray: Tray, panel: Panel
) -> None:
    changed: list[Callable[[], object]] = []
    undone: list[bool] = []

    def watch(tell: Callable[[], object]) -> Callable[[], None]:
        changed.append(tell)
        return lambda: undone.append(True)

    tray.show()
    tray.listen(watch)
    (timer,) = [timer for timer in tray.findChildren(QTimer) if timer.isActive()]
    assert timer.interval() == LOOK_TOLD_MS
    panel.there = False
    changed[0]()
    # The register may come back before the tray behind it does.
    assert (tray.present, timer.interval()) == (False, LOOK_MS)
    panel.there = True
    timer.timeout.emit()
    assert (tray.present, timer.interval()) == (True, LOOK_TOLD_MS)
    tray.close()
    assert (undone, timer.isActive()) == ([True], False)


@pytest.mark.parametrize(
    ("phase", "quiet", "state"),
    [
        (Phase.LIVE, False, TrayState.LIVE),
        (Phase.POLLING, False, TrayState.LIVE),
        (Phase.LIVE, True, TrayState.QUIET),
        (Phase.RECONNECTING, True, TrayState.RECONNECTING),
        (Phase.STARTING, False, TrayState.RECONNECTING),
        (Phase.OFFLINE, False, TrayState.OFFLINE),
        (Phase.SIGNED_OUT, True, TrayState.OFFLINE),
    ],
)
def test_the_icon_for_each_phase(phase: Phase, quiet: bool, state: TrayState) -> None:
    assert tray_state(phase, quiet=quiet, blind=False) is state


@pytest.mark.parametrize("phase", Phase)
def test_blindness_is_told_before_all_else(phase: Phase) -> None:
    assert tray_state(phase, quiet=True, blind=True) is TrayState.BLIND


def test_blindness_is_said_by_the_icon(tray: Tray) -> None:
    tray.show()
    blind = live_status(link=_link(LinkState.OFFLINE), blind_since=NOW - timedelta(minutes=3))
    tray.take_status(blind)
    assert tray.icon.toolTip().startswith("StudySpot Desk · Not receiving bookings since ")
    drawn = tray.icon.icon().pixmap(SIZES[0]).toImage()
    tray.take_status(live_status())
    assert tray.icon.toolTip() == "StudySpot Desk · Live"
    assert tray.icon.icon().pixmap(SIZES[0]).toImage() != drawn


@pytest.mark.parametrize(("unread", "text"), [(0, ""), (1, "1"), (9, "9"), (10, "9+"), (99, "9+")])
def test_the_count_is_one_digit_or_nine_plus(unread: int, text: str) -> None:
    assert badge_text(unread) == text


@pytest.mark.parametrize("size", SIZES)
def test_every_icon_differs_from_every_other(qapp: QApplication, size: int) -> None:
    _ = qapp
    images = [tray_image(state, unread, size) for state in TrayState for unread in (0, 1, 7, 12)]
    for place, image in enumerate(images):
        assert all(image != other for other in images[place + 1 :])


def _action(tray: Tray, text: str) -> QAction:
    return next(action for action in tray.menu.actions() if action.text() == text)


def test_the_icon_of_a_start_is_the_drawing_kept_beside_the_others() -> None:
    drawn = tray_image(TrayState.RECONNECTING, 0, STARTING_SIZE)
    kept = QImage(str(resource("icons", "tray-starting.png")))
    assert kept.convertToFormat(drawn.format()) == drawn, "run: python -m tests.ui.starting_icon"


def test_the_tray_needs_nothing_that_is_slow_to_import() -> None:
    program = (
        "import sys, app.desktop; print(*(name for name in sys.argv[1:] if name in sys.modules))"
    )
    slow = ["msgspec", "asyncio", "qasync", "httpx", "socketio", "aiohttp", "sqlite3", "zoneinfo"]
    done = subprocess.run(
        [sys.executable, "-c", program, *slow], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
