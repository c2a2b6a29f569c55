"""A booking posted from outside reaches a person: seen, heard, counted, opened."""

from __future__ import annotations

import contextlib
import json
import re
from pathlib import Path

import pytest

from app.core.profile import Profile
from app.ui.tray import LOOK_TOLD_MS
from tests.desktop.conftest import sign_in
from tests.desktop.product import Product
from tests.faults.invariants import opened
from tests.hub.people import Library, Person
from tests.hub.process import HubProcess, data_of
from tests.rig.bus import LIMIT, wait_until
from tests.rig.keyring import Keyring
from tests.rig.notices import NotificationWatch
from tests.rig.pointer import Pointer
from tests.rig.session import DesktopSession, Part
from tests.rig.sound import SoundRecorder, melody
from tests.rig.tray import Tray

pytestmark = pytest.mark.desktop

BOOKING_NOTES = (523.25, 659.26, 783.99)
CANCELLATION_NOTES = (440.00, 349.23)
NOTES = (*BOOKING_NOTES, *CANCELLATION_NOTES)


def test_a_booking_is_shown_sounded_listed_and_counted(
    desk: Product,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    recorder: SoundRecorder,
    tray: Tray,
) -> None:
    library.book(student, hours=3, seat=1)
    notice = notices.wait_for("Asha Verma")
    assert notice.app_name == "StudySpot Desk"
    assert notice.title == "New booking: Asha Verma"
    assert "Seat" in notice.body
    assert [key for key, _ in notice.actions if key != "default"]
    assert melody(recorder.wait_chime(), NOTES) == list(BOOKING_NOTES)
    rows = desk.until("rows", lambda rows: len(rows) == 1)
    assert rows[0][0] == "Asha Verma"
    assert tray.wait_for("1 unread").tooltip
    desk.until("status", lambda status: status["unread"] == 1)


def test_twelve_bookings_at_once_are_four_toasts_at_most(
    desk: Product, library: Library, notices: NotificationWatch
) -> None:
    for number in range(12):
        library.book(library.owner, hours=3 + 2 * (number // 6), seat=number % 6)
    desk.until("status", lambda status: status["unread"] == 12)

    def told() -> list[int]:
        """How many bookings each toast on the screen speaks of."""
        counts = [re.match(r"(\d+) new bookings", notice.title) for notice in notices.on_screen]
        return [int(count[1]) if count else 1 for count in counts]

    # How many come alone depends on how many came together.
    wait_until(lambda: sum(told()) == 12, "all are told")
    assert len(told()) <= 4


def test_a_cancellation_rings_differently(
    desk: Product,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    recorder: SoundRecorder,
) -> None:
    booking = library.book(student, hours=3)
    notices.wait_for("New booking")
    recorder.wait_chime()
    since = recorder.position
    assert student.delete(f"/api/bookings/{booking['id']}").status_code == 200
    assert notices.wait_for("Cancelled").title == "Cancelled: Asha Verma"
    assert melody(recorder.wait_chime(since), NOTES) == list(CANCELLATION_NOTES)
    desk.until("rows", lambda rows: "Cancelled" in rows[0])


def test_open_on_the_notification_shows_that_booking(
    desk: Product,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    pointer: Pointer,
) -> None:
    first = library.book(student, hours=3)
    wanted = notices.wait_for("Asha Verma")
    library.book(student, hours=6, seat=1)
    notices.wait_for("Asha Verma", count=2)
    desk.ask("close window")
    desk.until("window", lambda window: window["gone"])
    keys = [key for key, label in wanted.actions if label == "Open"]
    pointer.press(notices, wanted, keys[0])
    desk.until("window", lambda window: window["visible"] and window["active"])
    desk.until("chosen", lambda chosen: chosen == first["id"])
    desk.until("status", lambda status: status["unread"] == 1)


def test_a_link_leads_to_its_booking_in_the_desk_that_runs(
    desk: Product, library: Library, student: Person
) -> None:
    first = library.book(student, hours=3)
    library.book(student, hours=6, seat=1)
    desk.until("rows", lambda rows: len(rows) == 2)
    desk.ask("close window")
    desk.until("window", lambda window: window["gone"])
    done = desk.command("--open", f"studyspot://booking/{first['id']}")
    assert done.returncode == 0
    desk.until("chosen", lambda chosen: chosen == first["id"])
    desk.until("window", lambda window: window["visible"] and window["active"])
    assert desk.command("--open", "studyspot://nothing").returncode == 0
    desk.until("banners", lambda told: any("leads to no booking" in one for one in told.values()))


def test_a_student_at_the_door_is_checked_in_from_the_notification(
    desk: Product,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    pointer: Pointer,
) -> None:
    booking = library.book(student, hours=0.2)
    notice = notices.wait_for("Asha Verma")
    keys = [key for key, label in notice.actions if label == "Check in"]
    pointer.press(notices, notice, keys[0])
    desk.until("rows", lambda rows: "Here" in rows[0])
    held = data_of(library.owner.get(f"/api/bookings/{booking['id']}"))
    assert held["status"] == "checked_in"
    # What this desk did itself does not ring here.
    assert [each.title for each in notices.notices] == ["New booking: Asha Verma"]
    # And a slip is taken back by the key that says so.
    desk.until("window", lambda window: window["active"])
    pointer.key("ctrl+z")
    desk.until("rows", lambda rows: "Confirmed" in rows[0])
    wait_until(
        lambda: (
            data_of(library.owner.get(f"/api/bookings/{booking['id']}"))["status"] == "confirmed"
        ),
        "the way back",
    )


def test_the_refresh_token_is_in_the_keyring_and_in_no_file(
    desk: Product, keyring_tool: Keyring, rig: DesktopSession
) -> None:
    names = keyring_tool.names("studyspot-desk")
    tokens = [keyring_tool.lookup("studyspot-desk", name) for name in names]
    kept = [token for token in tokens if token]
    assert kept
    places = [desk.profile, rig.home]
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    assert files
    for token in kept:
        assert not [path for path in files if token.encode() in path.read_bytes()]


def test_bookings_made_while_the_desk_was_cut_off_ring_once_each(
    desk: Product,
    hub: HubProcess,
    library: Library,
    student: Person,
    notices: NotificationWatch,
) -> None:
    hub.kill9()
    desk.until("status", lambda status: status["state"] not in {"live", "degraded"})
    hub.start()
    for hours, seat in ((3, 0), (5, 1)):
        library.book(student, hours=hours, seat=seat)
    notices.wait_for("Asha Verma", count=2, limit=30)
    desk.until("count", lambda count: count == 2)
    desk.live()
    library.book(student, hours=8, seat=2)
    notices.wait_for("Asha Verma", count=3)
    desk.until("status", lambda status: status["unread"] == 3)
    assert len(notices.notices) == 3


def test_a_desk_that_was_killed_tells_at_its_next_start_what_it_missed(
    desk: Product, library: Library, student: Person, notices: NotificationWatch
) -> None:
    desk.kill9()
    for hours in range(3, 9):
        library.book(student, hours=hours)
    desk.start()
    told = notices.wait_for("While you were away")
    assert "6 bookings" in told.title
    desk.until("count", lambda count: count == 6)
    desk.live()
    desk.until("status", lambda status: status["unread"] == 6)
    assert len(notices.notices) == 1


def moments(copy: Path) -> list[int | None]:
    """When each notice of a desk's copy was shown, seen from outside; at least of one."""
    with contextlib.closing(opened(copy)) as file:
        found = file.execute("SELECT shown_at FROM ledger WHERE rings = 1").fetchall()
    return [shown_at for (shown_at,) in found] or [None]


def test_what_is_pressed_on_a_notification_of_a_run_before_is_done(
    desk: Product,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    pointer: Pointer,
) -> None:
    booking = library.book(student, hours=0.2)
    notice = notices.wait_for("Asha Verma")
    # Before that is written down, it is told again.
    copy = Profile(desk.profile).store
    wait_until(lambda: all(shown_at for shown_at in moments(copy)), "its station in the ledger")
    # Killed, it takes nothing off the screen.
    desk.kill9()
    desk.start()
    desk.live()
    (key,) = [key for key, label in notice.actions if label == "Check in"]
    pointer.press(notices, notice, key)
    desk.until("rows", lambda rows: "Here" in rows[0])
    held = data_of(library.owner.get(f"/api/bookings/{booking['id']}"))
    assert held["status"] == "checked_in"
    assert [each.title for each in notices.notices] == ["New booking: Asha Verma"]


def test_closing_hides_says_so_once_and_the_tray_opens_it_again(
    desk: Product, notices: NotificationWatch, tray: Tray
) -> None:
    for _ in range(2):
        desk.ask("close window")
        desk.until("window", lambda window: window["gone"])
        tray.activate(tray.wait_for("StudySpot Desk"))
        desk.until("window", lambda window: window["visible"])
    notices.wait_for("keeps running")
    assert len(notices.notices) == 1


def test_without_a_tray_the_window_says_so_and_closing_does_not_lose_it(
    rig: DesktopSession, tmp_path: Path, library: Library
) -> None:
    desk = Product(rig, tmp_path / "profile")
    sign_in(desk, library)
    rig.stop_part(Part.TRAY)
    try:
        desk.start()
        desk.live()
        assert "no tray" in desk.until("banners", lambda banners: "tray" in banners)["tray"]
        desk.ask("close window")
        assert desk.ask("press", button="Minimise")
        desk.until("window", lambda window: window["minimised"])
        # A second start is the way back that the question names.
        assert desk.command().returncode == 0
        desk.until("window", lambda window: window["visible"] and not window["minimised"])
        rig.start_part(Part.TRAY)
        desk.until("banners", lambda banners: "tray" not in banners)
        desk.ask("close window")
        desk.until("window", lambda window: window["gone"])
    finally:
        desk.stop()
        if not rig.running(Part.TRAY):
            rig.start_part(Part.TRAY)


def test_a_tray_that_goes_and_comes_while_the_desk_runs_is_told_by_the_desktop(
    rig: DesktopSession, desk: Product
) -> None:
    assert LIMIT < LOOK_TOLD_MS / 1000, "else looking alone would find it"
    assert "tray" not in desk.ask("banners")
    rig.stop_part(Part.TRAY)
    try:
        desk.until("banners", lambda banners: "tray" in banners, limit=LIMIT)
    finally:
        rig.start_part(Part.TRAY)
    desk.until("banners", lambda banners: "tray" not in banners, limit=LIMIT)


def test_quit_in_the_tray_ends_the_desk(desk: Product, tray: Tray) -> None:
    tray.choose(tray.wait_for("StudySpot Desk"), "Quit")
    assert desk.ended() == 0


def test_quit_in_the_tray_asks_about_what_is_not_sent(
    desk: Product,
    hub: HubProcess,
    library: Library,
    student: Person,
    tray: Tray,
    pointer: Pointer,
) -> None:
    library.book(student, hours=0.2)
    desk.until("count", lambda count: count == 1)
    hub.kill9()
    desk.until("status", lambda status: status["state"] != "live")
    desk.until("page", lambda shown: shown, page="bookings", show=True)
    pointer.key("Down")
    pointer.key("i")
    desk.until("rows", lambda rows: "Checking in…" in rows[0])
    desk.ask("close window")
    desk.until("window", lambda window: window["gone"])
    tray.choose(tray.wait_for("StudySpot Desk"), "Quit")
    # The window comes up with the question; whoever stays has lost nothing.
    desk.until("press", lambda pressed: pressed, button="Stay")
    assert "Checking in…" in desk.ask("rows")[0]
    tray.choose(tray.wait_for("StudySpot Desk"), "Quit")
    desk.until("press", lambda pressed: pressed, button="Quit")
    assert desk.ended() == 0


def test_garbage_is_collected_in_the_thread_that_owns_the_widgets(
    desk: Product, library: Library, student: Person, notices: NotificationWatch
) -> None:
    for hours in range(3, 9):
        library.book(student, hours=hours)
    notices.wait_for("New booking")
    collected = desk.until("collected in", bool)
    desk.until("count", lambda count: count == 6)
    assert collected == ["MainThread"]


def test_the_sample_begins_anew_where_its_sign_in_is_gone(
    rig: DesktopSession, tmp_path: Path, keyring_tool: Keyring
) -> None:
    desk = Product(rig, tmp_path / "profile", sample=True)
    try:
        desk.start()
        desk.live()
        first = desk.until("rows", bool)
        desk.stop()
        rig.run("secret-tool", "clear", "service", "studyspot-desk")
        assert keyring_tool.names("studyspot-desk") == []
        desk.start()
        desk.live()
        assert len(desk.until("rows", bool, most=100)) >= len(first)
    finally:
        desk.stop()


def test_a_desk_that_receives_nothing_says_so_and_says_when_it_is_over(
    desk: Product,
    hub: HubProcess,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    tray: Tray,
) -> None:
    desk.stop()
    # Two minutes are too long for a test; the rule is the person's to set.
    settings = desk.profile / "settings.json"
    kept = json.loads(settings.read_text(encoding="utf-8"))
    settings.write_text(json.dumps({**kept, "blind": {"afterS": 1}}), encoding="utf-8")
    desk.start()
    desk.live()
    hub.kill9()
    lost = notices.wait_for("Not receiving bookings since")
    assert "The connection" in lost.body or "Nothing answers" in lost.body
    tray.wait_for("Not receiving bookings since")
    hub.start()
    library.book(student, hours=3)
    back = notices.wait_for("Receiving bookings again", limit=30)
    assert "Nothing arrived from" in back.body
    desk.until("status", lambda status: status["unread"] == 1)
    tray.wait_for("Live")
    told = [notice.body for notice in notices.notices if "Asha Verma" in notice.title + notice.body]
    assert len(told) == 1
