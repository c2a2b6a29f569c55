"""The live list of bookings: what arrives, what stays where it is, what is new."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.contract.errors import SeatTaken
from app.contract.lifecycle import Status
from app.contract.models import BookingRequest
from app.core.changes import Changes
from app.core.reader import Counts
from app.core.status import LinkState, LinkStatus
from app.ui.bookings.cells import PAD
from app.ui.bookings.columns import Column
from app.ui.bookings.groups import Group
from app.ui.bookings.model import MOST_FOLLOWED
from tests.ui.bookings import a_booking
from tests.ui.conftest import StageMaker
from tests.ui.desks import LIBRARY, live_status
from tests.ui.lists import chosen, column, ids, row_height, students, top_booking
from tests.ui.stage import Stage, until


async def test_a_booking_appears_on_top_the_moment_it_is_made(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(5)], rings=False)
    await stage.settled(5)
    await stage.arrive(
        a_booking(9, student_name="Zoya Khan", seat_label="B-7", total_minor=12_000_000)
    )
    model = stage.window.bookings.model
    assert model.rowCount() == 6
    told = [str(model.index(0, column).data()) for column in Column]
    assert told[Column.STUDENT] == "Zoya Khan"
    assert told[Column.SEAT] == "B-7"
    assert told[Column.FROM].startswith("Today, ")
    assert told[Column.STATUS] == "Confirmed"
    assert told[Column.PAYMENT] == "Unpaid"
    assert told[Column.AMOUNT] == "₹1,20,000.00"


async def test_the_list_is_newest_first_wherever_a_booking_comes_in(stage: Stage) -> None:
    there = list(range(0, 60, 3))
    await stage.arrive(*[a_booking(number) for number in there], rings=False)
    await stage.settled(len(there))
    for number in (4, 58, 31, 1, 70, 29, 46, 11):
        there.append(number)
        await stage.arrive(a_booking(number))
        await stage.settled(len(there))
        assert ids(stage) == [f"b-{known}" for known in sorted(there, reverse=True)]


async def test_what_rang_is_new_until_it_is_looked_at(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2))
    await stage.settled(2)
    page = stage.window.bookings
    model = page.model
    await until(lambda: page.head.unread.text() == "2 unread alerts", "the badge")
    for place in range(2):
        row = model.row_at(place)
        assert row is not None
        assert row.unseen
    assert "New: " in str(model.index(0, Column.STUDENT).data(Qt.ItemDataRole.AccessibleTextRole))
    page.table.choose(0)
    await until(lambda: page.head.unread.text() == "1 unread alert", "the badge")
    seen, new = model.row_at(0), model.row_at(1)
    assert seen is not None
    assert new is not None
    assert not seen.unseen
    assert new.unseen


async def test_getting_the_focus_does_not_make_a_booking_seen(stage: Stage) -> None:
    await stage.arrive(a_booking(1))
    await stage.settled(1)
    page = stage.window.bookings
    QApplication.sendEvent(page.table, QFocusEvent(QEvent.Type.FocusIn))
    page.table.setFocus()
    await stage.window.tasks.idle()
    assert page.detail.isHidden()
    assert ("seen", ("b-1",)) not in stage.desk.calls


async def test_all_can_be_marked_as_seen_at_once(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(4)])
    await stage.settled(4)
    page = stage.window.bookings
    await until(page.head.seen_all.isVisible, "the button")
    page.head.seen_all.click()
    await until(page.head.unread.isHidden, "the badge to go")
    assert not any(row.unseen for row in map(page.model.row_at, range(4)) if row)


async def test_news_move_neither_the_choice_nor_what_is_looked_at(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(200)], rings=False)
    await stage.settled(200)
    page = stage.window.bookings
    page.table.choose(60)
    page.table.verticalScrollBar().setValue(55 * row_height(stage) + 7)
    before = (chosen(stage), top_booking(stage))
    # One by one, many at once, and so much that the list is read anew.
    await stage.arrive(a_booking(300))
    assert (chosen(stage), top_booking(stage)) == before
    await stage.arrive(*[a_booking(number) for number in range(400, 440)])
    await stage.settled(241)
    assert (chosen(stage), top_booking(stage)) == before
    older = [
        a_booking(number, created_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number))
        for number in range(1000, 1600)
    ]
    await stage.arrive(*older, a_booking(450), rings=False)
    await stage.settled(842)
    assert (chosen(stage), top_booking(stage)) == before
    assert page.detail.isVisible()


async def test_what_changes_out_of_sight_is_told_as_it_is_when_it_comes_back(
    stage: Stage,
) -> None:
    one, two = a_booking(1, student_name="Deepa"), a_booking(2, student_name="Late Hour")
    await stage.arrive(one, two, rings=False)
    await stage.settled(2)
    page = stage.window.bookings
    assert column(page.model, Column.STATUS) == ["Confirmed", "Confirmed"]
    stage.window.topbar.search.setText("Deepa")
    await stage.settled(1)
    await stage.arrive(
        a_booking(2, student_name="Late Hour", status="checked_in", version=2), rings=True
    )
    await stage.bridge.call(lambda desk: desk.notices.seen(None))
    stage.window.topbar.search.setText("")
    await stage.settled(2)
    assert sorted(column(page.model, Column.STATUS)) == ["Confirmed", "Here"]


async def test_after_a_snapshot_of_the_same_bookings_each_is_told_as_it_is(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    await stage.arrive(a_booking(1, status="checked_in", version=2), rings=False)
    await until(lambda: page.detail.row and page.detail.row.booking.version == 2, "the detail")


async def test_what_leaves_above_does_not_move_what_is_looked_at(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(100)], rings=False)
    await stage.settled(100)
    page = stage.window.bookings
    page.show_group(Group.UPCOMING)
    await stage.settled(100)
    page.table.verticalScrollBar().setValue(40 * row_height(stage) + 11)
    top = top_booking(stage)
    await stage.arrive(a_booking(95, status=Status.CHECKED_IN, version=2))
    assert page.model.rowCount() == 99
    assert top_booking(stage) == top


async def test_news_above_are_counted_and_a_press_leads_to_them(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(100)], rings=False)
    await stage.settled(100)
    page = stage.window.bookings
    page.table.verticalScrollBar().setValue(40 * row_height(stage))
    await stage.arrive(a_booking(200))
    await stage.arrive(a_booking(201))
    assert page.newer.text() == "2 new bookings"
    page.newer.click()
    assert page.table.verticalScrollBar().value() == 0
    assert page.newer.isHidden()


async def test_at_the_top_a_new_booking_is_in_sight(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(100)], rings=False)
    await stage.settled(100)
    await stage.arrive(a_booking(200))
    assert top_booking(stage) == ("b-200", 0)
    assert stage.window.bookings.newer.isHidden()


async def test_no_bookings_is_said_in_words(stage: Stage) -> None:
    await stage.settled(0)
    empty = stage.window.bookings.empty
    await until(lambda: empty.title.text() == "No bookings yet", "the words")
    assert empty.words.text() == "They appear here the moment a student books."
    assert empty.button.isHidden()
    await stage.arrive(a_booking(1))
    assert stage.window.bookings.table.isVisible()


async def test_ten_thousand_bookings_hold_only_a_few_rows(stage: Stage) -> None:
    for start in range(0, 10_000, 500):
        await stage.arrive(*[a_booking(n) for n in range(start, start + 500)], rings=False)
    await stage.settled(10_000)
    model, table = stage.window.bookings.model, stage.window.bookings.table
    assert top_booking(stage)[0] == "b-9999"
    table.verticalScrollBar().setValue(table.verticalScrollBar().maximum())
    last = model.row_at(9999)
    assert last is not None
    assert last.booking.id == "b-0"
    await stage.arrive(a_booking(20_000))
    assert model.rowCount() == 10_001


async def test_many_changes_at_once_are_read_anew_and_none_is_missing(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(10)], rings=False)
    await stage.settled(10)
    many = MOST_FOLLOWED * 3
    await stage.arrive(*[a_booking(100 + number) for number in range(many)])
    await stage.settled(10 + many)
    await stage.arrive(
        *[a_booking(100 + n, version=2, student_name="Changed") for n in range(many)]
    )
    await until(lambda: students(stage).count("Changed") == many, "all changes")


async def test_times_are_those_of_the_bookings_library(stage: Stage) -> None:
    tokyo = msgspec.structs.replace(
        stage.desk.status.libraries[0], id="lib-2", timezone="Asia/Tokyo"
    )
    await stage.tell(lambda desk: desk.change_status(libraries=(*desk.status.libraries, tokyo)))
    at = datetime(2020, 3, 10, 3, 0, tzinfo=UTC)
    both = [a_booking(1, starts_at=at), a_booking(2, starts_at=at, library_id="lib-2")]
    await stage.arrive(*both, rings=False)
    await stage.settled(2)
    model = stage.window.bookings.model
    await until(lambda: "12:00" in column(model, Column.FROM)[0], "Tokyo's time")
    assert "8:30" in column(model, Column.FROM)[1]


async def test_a_desk_that_knows_nothing_yet_takes_the_zone_from_its_copy(stage: Stage) -> None:
    at = datetime(2020, 3, 10, 3, 0, tzinfo=UTC)
    await stage.arrive(a_booking(1, starts_at=at), rings=False)
    await stage.settled(1)
    await stage.tell(lambda desk: desk.change_status(libraries=(), user=None))
    page = stage.window.bookings
    await until(lambda: not stage.bridge.status.libraries, "the status")  # type: ignore[union-attr]
    assert "8:30" in column(page.model, Column.FROM)[0]
    assert "Asia/Kolkata" in page.head.zones.text()


async def test_a_desk_that_cannot_begin_does_not_blame_the_server(make_stage: StageMaker) -> None:
    why = "The disk is full. Make room on it."
    link = LinkStatus(state=LinkState.OFFLINE, since=datetime.now(UTC), reason=why)
    stage = await make_stage(live_status(link=link, begun=False, troubles=(why,), libraries=()))
    empty = stage.window.bookings.empty
    await until(lambda: empty.title.text() == "The desk cannot begin yet", "the words")
    assert "at the top of this window" in empty.words.text()
    stage.window.bookings.unreadable.emit("disk I/O error")
    assert stage.window.banners.names() == {f"desk {why}"}
    chip = stage.window.bookings.head.chips[Group.ALL]
    assert chip.accessibleName() == "All"
    await stage.tell(lambda desk: desk.tell(live_status()))
    await until(lambda: empty.title.text() == "No bookings yet", "the desk to go on")
    await stage.tell(lambda desk: desk.tell(Changes(reloaded=True)))
    await until(lambda: "0" in chip.accessibleName(), "the bookings to be counted")


async def test_home_and_end_lead_to_the_first_and_the_last_booking(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(60)], rings=False)
    await stage.settled(60)
    first, *_, last = ids(stage)
    table = stage.window.bookings.table
    table.setFocus()
    for key, booking_id in ((Qt.Key.Key_End, last), (Qt.Key.Key_Home, first)):
        QTest.keyClick(table, key)
        assert chosen(stage) == booking_id


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier),
        (Qt.Key.Key_Shift, Qt.KeyboardModifier.ShiftModifier),
    ],
)
async def test_a_booking_that_is_opened_is_the_only_one_chosen_whatever_key_is_held(
    stage: Stage, key: Qt.Key, held: Qt.KeyboardModifier
) -> None:
    await stage.arrive(*[a_booking(number) for number in range(6)], rings=False)
    await stage.settled(6)
    window = stage.window.windowHandle()
    QTest.keyPress(window, key, held)
    try:
        for booking_id in ("b-5", "b-2"):
            stage.window.open_booking(booking_id)
            assert chosen(stage) == booking_id
            assert stage.window.bookings.table.chosen() == 1
    finally:
        QTest.keyRelease(window, key)


async def test_down_chooses_the_first_booking_before_the_second(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(3)], rings=False)
    await stage.settled(3)
    table = stage.window.bookings.table
    table.setFocus(Qt.FocusReason.ShortcutFocusReason)
    for booking_id in ("b-2", "b-1"):
        QTest.keyClick(table, Qt.Key.Key_Down)
        assert chosen(stage) == booking_id


async def test_enter_in_the_search_leads_to_whoever_is_called_just_so(stage: Stage) -> None:
    await stage.arrive(
        a_booking(1, student_name="Mona Iyer", seat_label="B-03", student_phone="+91 7"),
        a_booking(2, student_name="Kofi Brandt", seat_label="A-07", student_phone="+91 03 4"),
        a_booking(3, student_name="Test 21", seat_label="A-08", student_phone="+91 2"),
        a_booking(4, student_name="Test 2", seat_label="A-09", student_phone="+91 5"),
        a_booking(5, student_name="Test 0", seat_label="A-10", student_phone="+91 2222"),
        rings=False,
    )
    await stage.settled(5)
    search = stage.window.topbar.search
    for typed, booking_id in (
        ("b-03", "b-1"),
        ("Test 2", "b-4"),
        ("test 21", "b-3"),
        ("kof", "b-2"),
    ):
        search.setText(typed)
        await until(lambda: stage.window.bookings.model.answered, "what is found")
        search.returnPressed.emit()
        await until(stage.window.bookings.table.hasFocus, "the list")
        assert chosen(stage) == booking_id


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_P])
async def test_the_window_s_keys_are_heard_in_the_search(stage: Stage, key: Qt.Key) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    search = stage.window.topbar.search
    search.setFocus()
    stage.window.activateWindow()
    await until(search.hasFocus, "the search")
    claimed = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.ControlModifier)
    claimed.ignore()
    QApplication.sendEvent(search, claimed)
    assert not claimed.isAccepted()


async def test_who_goes_through_the_list_has_not_seen_what_is_passed(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(6)])
    await stage.settled(6)
    table = stage.window.bookings.table
    for place in range(6):
        table.choose(place)
    await until(lambda: ("seen", ("b-0",)) in stage.desk.calls, "the last one to be seen")
    assert [call for call in stage.desk.calls if call[0] == "seen"] == [("seen", ("b-0",))]


async def test_a_cut_name_is_told_whole_and_a_row_lights_up(stage: Stage) -> None:
    await stage.arrive(a_booking(1, student_name="x" * 400), rings=False)
    await stage.settled(1)
    table = stage.window.bookings.table
    spot = QPointF(40.0, row_height(stage) / 2)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        spot,
        table.viewport().mapToGlobal(spot),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    before = table.grab().toImage()
    QApplication.sendEvent(table.viewport(), move)
    assert table.grab().toImage() != before
    assert table.rowAt(QPoint(40, 20).y()) == 0


async def test_accents_piled_upon_a_name_stay_in_their_row(stage: Stage) -> None:
    table = stage.window.bookings.table

    def top_row() -> QImage:
        assert ids(stage) == ["b-2", "b-1"]
        row = QRect(QPoint(0, 0), QSize(table.viewport().width(), row_height(stage)))
        return table.viewport().grab().toImage().copy(row)

    await stage.arrive(a_booking(1), a_booking(2), rings=False)
    await stage.settled(2)
    plain = top_row()
    piled = "Be" + "\u0301" * 60
    await stage.arrive(a_booking(1, student_name=piled, version=2), rings=False)
    await until(lambda: piled in students(stage)[1], "the new name")
    assert top_row() == plain


async def test_rows_grow_with_the_font(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    before = row_height(stage)
    table = stage.window.bookings.table
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert row_height(stage) > before


def a_walk_in() -> BookingRequest:
    now = datetime.now(UTC)
    return BookingRequest(
        library_id=LIBRARY.id,
        seat_id="seat-3",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        student_name="Zoya Khan",
    )


async def test_a_walk_in_is_in_the_list_at_once_and_becomes_the_hubs_booking(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2), rings=False)
    await stage.settled(2)
    await stage.tell(lambda desk: desk.given(a_walk_in()))
    await stage.settled(3)
    page = stage.window.bookings
    assert students(stage)[0] == "Zoya Khan"
    assert column(page.model, Column.STATUS)[0] == "Being sent…"
    page.table.choose(0)
    assert chosen(stage).startswith("local:")
    made = datetime.now(UTC) + timedelta(seconds=5)
    answer = a_booking(9, student_name="Zoya Khan", code="SS-77", created_at=made)
    await stage.tell(lambda desk: desk.answer(answer))
    await until(lambda: ids(stage)[0] == "b-9", "the hub's row")
    await stage.settled(3)
    assert ids(stage) == ["b-9", "b-2", "b-1"]
    assert chosen(stage) == "b-9"
    assert page.detail.row is not None
    assert page.detail.row.booking.code == "SS-77"
    assert column(page.model, Column.STATUS)[0] == "Confirmed"


async def test_a_walk_in_that_the_hub_made_late_takes_its_place(stage: Stage) -> None:
    await stage.tell(lambda desk: desk.given(a_walk_in()))
    await stage.settled(1)
    now = datetime.now(UTC)
    await stage.arrive(a_booking(1, created_at=now + timedelta(minutes=1)), rings=False)
    await stage.settled(2)
    assert ids(stage)[0] == "b-1"
    later = a_booking(9, created_at=now + timedelta(minutes=2))
    await stage.tell(lambda desk: desk.answer(later))
    await until(lambda: ids(stage) == ["b-9", "b-1"], "the order")


async def test_a_walk_in_that_is_refused_leaves_the_list(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    await stage.tell(lambda desk: desk.given(a_walk_in()))
    await stage.settled(2)
    page = stage.window.bookings
    counted: list[Counts] = []
    page.model.counted.connect(counted.append)
    page.table.choose(0)
    await until(page.detail.isVisible, "the detail")
    taken = SeatTaken("Seat A-4 is taken until 14:00.")
    await stage.tell(lambda desk: desk.answer(refusal=taken))
    await until(lambda: "refusal key-1" in stage.window.banners.names(), "the banner")
    await stage.settled(1)
    assert ids(stage) == ["b-1"]
    assert "taken until" in stage.window.banners.text("refusal key-1")
    banner = stage.window.banners.banner("refusal key-1")
    assert banner is not None
    assert banner.button is not None
    assert banner.button.text() == "Try again…"
    # Nothing of it is left in the counts, and the detail shows no ghost.
    assert counted[-1].total == 1
    assert page.detail.isHidden() or chosen(stage) == "b-1"


async def test_a_copy_that_cannot_be_read_is_said_and_heals(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    await stage.tell(lambda desk: desk.damage())
    stage.window.bookings.model.refresh()
    await until(lambda: "unreadable" in stage.window.banners.names(), "the banner")
    assert "cannot be read" in stage.window.banners.text("unreadable")
    await until(lambda: ("check_copy",) in stage.desk.calls, "the desk to look at its copy")
    await stage.tell(lambda desk: desk.mend())
    await asyncio.wait_for(_heal(stage), 5)


async def _heal(stage: Stage) -> None:
    stage.window.bookings.model.refresh()
    await until(lambda: "unreadable" not in stage.window.banners.names(), "the banner to go")


async def test_a_booking_over_midnight_says_when_it_ends(stage: Stage) -> None:
    day = datetime.now(ZoneInfo(LIBRARY.timezone)).replace(minute=0, second=0, microsecond=0)
    starts = day.replace(hour=22)
    await stage.arrive(
        a_booking(1, starts_at=starts, ends_at=starts + timedelta(hours=8)),
        a_booking(2, starts_at=starts, ends_at=starts + timedelta(hours=1)),
        a_booking(3, starts_at=starts, ends_at=starts + timedelta(days=30)),
        rings=False,
    )
    await stage.settled(3)
    monthly, short, night = column(stage.window.bookings.model, Column.TO)
    assert plain(night) == "Tomorrow, 6:00 am"
    assert plain(short) == "11:00 pm"
    assert plain(monthly).endswith(", 10:00 pm")


@pytest.mark.parametrize("width", [880, 1280, 1920])
async def test_no_column_is_narrower_than_its_words(stage: Stage, width: int) -> None:
    stage.window.resize(width, 800)
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    table = stage.window.bookings.table
    for detail in (False, True):
        if detail:
            stage.window.open_booking("b-1")
            await until(stage.window.bookings.detail.isVisible, "the detail")
            QApplication.processEvents()
        needed = table.fontMetrics().horizontalAdvance("Tomorrow, 12:00 pm") + 2 * PAD
        assert table.isColumnHidden(Column.BOOKED) or table.columnWidth(Column.BOOKED) >= needed
        for column_ in (Column.FROM, Column.TO):
            # In the smallest window, the detail alone tells them.
            assert table.isColumnHidden(column_) == (detail and width == 880)
            assert table.isColumnHidden(column_) or table.columnWidth(column_) >= needed
        shown = [each for each in Column if not table.isColumnHidden(each)]
        assert sum(table.columnWidth(each) for each in shown) <= table.viewport().width()


def plain(words: str) -> str:
    """With spaces as they are typed."""
    return words.replace("\u202f", " ").replace("\xa0", " ")
