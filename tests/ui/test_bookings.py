"""The live list of bookings: what arrives, what stays where it is, what is found."""

from __future__ import annotations

import asyncio
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.contract.errors import StoreFailed
from app.contract.lifecycle import Status
from app.core.changes import Refusal
from app.core.reader import BookingFilter, Counts, Reader
from app.ui.bookings.cancel import CancelDialog
from app.ui.bookings.columns import Column
from app.ui.bookings.groups import Group
from app.ui.bookings.lookup import Found, Lookup
from app.ui.bookings.model import MOST_FOLLOWED, BookingModel
from tests.ui.bookings import a_booking
from tests.ui.stage import Stage, until


class HeldLookup(Lookup):
    """A lookup whose answers the test gives."""

    def __init__(self) -> None:
        super().__init__(lambda: Reader(Path("unused")))
        self._asked = 0

    def ask(self, wanted: BookingFilter) -> int:
        _ = wanted
        self._asked += 1
        return self._asked

    def answer(self, serial: int, wanted: BookingFilter, rowids: array[int]) -> None:
        """Answer question `serial`."""
        counts = Counts(total=len(rowids), by_status={})
        self.found.emit(Found(serial=serial, wanted=wanted, rowids=rowids, counts=counts))


def _column(model: BookingModel, column: Column) -> list[str]:
    return [str(model.index(place, column).data()) for place in range(model.rowCount())]


def _students(stage: Stage) -> list[str]:
    return _column(stage.window.bookings.model, Column.STUDENT)


def _ids(stage: Stage) -> list[str]:
    model = stage.window.bookings.model
    rows = [model.row_at(place) for place in range(model.rowCount())]
    return [row.booking.id for row in rows if row is not None]


def _chosen(stage: Stage) -> str:
    row = stage.window.bookings.model.row_at(stage.window.bookings.table.place())
    return row.booking.id if row is not None else ""


def _row_height(stage: Stage) -> int:
    return stage.window.bookings.table.rowHeight(0)


def _top_booking(stage: Stage) -> tuple[str, int]:
    """The booking at the upper edge of the list, and how far it is scrolled out."""
    table = stage.window.bookings.table
    place = table.rowAt(0)
    row = stage.window.bookings.model.row_at(place)
    assert row is not None
    return row.booking.id, table.rowViewportPosition(place)


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
        assert _ids(stage) == [f"b-{known}" for known in sorted(there, reverse=True)]


async def test_what_rang_is_new_until_it_is_looked_at(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2))
    await stage.settled(2)
    page = stage.window.bookings
    model = page.model
    await until(lambda: page.head.unread.text() == "2 new", "the badge")
    for place in range(2):
        row = model.row_at(place)
        assert row is not None
        assert row.unseen
    assert "New: " in str(model.index(0, Column.STUDENT).data(Qt.ItemDataRole.AccessibleTextRole))
    page.table.choose(0)
    await until(lambda: page.head.unread.text() == "1 new", "the badge")
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
    page.table.verticalScrollBar().setValue(55 * _row_height(stage) + 7)
    chosen, top = _chosen(stage), _top_booking(stage)
    # One by one, many at once, and so much that the list is read anew.
    await stage.arrive(a_booking(300))
    assert (_chosen(stage), _top_booking(stage)) == (chosen, top)
    await stage.arrive(*[a_booking(number) for number in range(400, 440)])
    await stage.settled(241)
    assert (_chosen(stage), _top_booking(stage)) == (chosen, top)
    older = [
        a_booking(number, created_at=datetime(2020, 1, 1, tzinfo=UTC) + timedelta(hours=number))
        for number in range(1000, 1600)
    ]
    await stage.arrive(*older, a_booking(450), rings=False)
    await stage.settled(842)
    assert (_chosen(stage), _top_booking(stage)) == (chosen, top)
    assert page.detail.isVisible()


async def test_what_leaves_above_does_not_move_what_is_looked_at(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(100)], rings=False)
    await stage.settled(100)
    page = stage.window.bookings
    page.show_group(Group.UPCOMING)
    await stage.settled(100)
    page.table.verticalScrollBar().setValue(40 * _row_height(stage) + 11)
    top = _top_booking(stage)
    await stage.arrive(a_booking(95, status=Status.CHECKED_IN, version=2))
    assert page.model.rowCount() == 99
    assert _top_booking(stage) == top


async def test_an_answer_that_was_overtaken_is_not_shown(stage: Stage, tmp_path: Path) -> None:
    await stage.arrive(a_booking(1), rings=False)
    reader = Reader(tmp_path / "desk.sqlite3")
    lookup = HeldLookup()
    model = BookingModel(reader, lookup)
    model.show_only(BookingFilter())
    model.show_only(BookingFilter(text="zebra"))
    lookup.answer(1, BookingFilter(), array("q", [1]))
    assert (model.rowCount(), model.settled) == (0, False)
    lookup.answer(2, BookingFilter(text="zebra"), array("q"))
    assert (model.rowCount(), model.settled) == (0, True)
    lookup.answer(1, BookingFilter(), array("q", [1]))
    assert model.rowCount() == 0
    reader.close()
    model.deleteLater()


async def test_news_above_are_counted_and_a_press_leads_to_them(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(100)], rings=False)
    await stage.settled(100)
    page = stage.window.bookings
    page.table.verticalScrollBar().setValue(40 * _row_height(stage))
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
    assert _top_booking(stage) == ("b-200", 0)
    assert stage.window.bookings.newer.isHidden()


async def test_groups_narrow_the_list_and_tell_how_many(stage: Stage) -> None:
    statuses = [Status.CONFIRMED] * 3 + [Status.CHECKED_IN] * 2 + [Status.CANCELLED]
    await stage.arrive(
        *[a_booking(number, status=status) for number, status in enumerate(statuses)],
        rings=False,
    )
    await stage.settled(6)
    page = stage.window.bookings
    told = {group: chip.text() for group, chip in page.head.chips.items()}
    assert told[Group.ALL] == "All  6"
    assert told[Group.UPCOMING] == "Upcoming  3"
    page.head.chips[Group.HERE].click()
    await stage.settled(2)
    assert _column(page.model, Column.STATUS) == ["Here", "Here"]


async def test_counts_and_list_follow_a_change_of_status(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(3)], rings=False)
    await stage.settled(3)
    page = stage.window.bookings
    page.show_group(Group.UPCOMING)
    await stage.settled(3)
    await stage.arrive(a_booking(1, status=Status.CHECKED_IN, version=2))
    assert page.model.rowCount() == 2
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  2"
    assert page.head.chips[Group.HERE].text() == "Here  1"
    assert page.head.chips[Group.ALL].text() == "All  3"


async def test_the_booking_that_is_looked_at_stays_although_it_left_the_group(
    stage: Stage,
) -> None:
    await stage.arrive(*[a_booking(number) for number in range(3)], rings=False)
    await stage.settled(3)
    page = stage.window.bookings
    page.show_group(Group.UPCOMING)
    await stage.settled(3)
    page.table.choose(1)
    await stage.arrive(a_booking(1, status=Status.CHECKED_IN, version=2))
    assert _chosen(stage) == "b-1"
    assert page.detail.pill.text() == "Here"
    page.show_group(Group.HERE)
    await stage.settled(1)


@pytest.mark.parametrize("typed", ["zoya", "ZOYA kh", "98990", "ss-4007", "quiet 3"])
async def test_typing_finds_by_name_phone_code_and_seat(stage: Stage, typed: str) -> None:
    await stage.arrive(
        *[a_booking(number, student_name="Asha Verma") for number in (1, 2)],
        a_booking(7, student_name="Zoya Khan", student_phone="+91 98990 1", seat_label="Quiet 3"),
        rings=False,
    )
    await stage.settled(3)
    QTest.keyClicks(stage.window.topbar.search, typed)
    await stage.settled(1)
    assert _students(stage) == ["Zoya Khan"]


async def test_nothing_found_is_said_and_the_filter_can_be_cleared(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    page = stage.window.bookings
    stage.window.topbar.search.setText("zebra")
    await stage.settled(0)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Nothing matches"
    assert "“zebra”" in page.empty.words.text()
    page.empty.button.click()
    await stage.settled(1)
    assert stage.window.topbar.search.text() == ""
    assert page.table.isVisible()


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
    assert _top_booking(stage)[0] == "b-9999"
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
    await until(lambda: _students(stage).count("Changed") == many, "all changes")


async def test_open_booking_clears_what_hides_it(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(50)], rings=False)
    await stage.settled(50)
    stage.window.topbar.search.setText("no such thing")
    stage.window.bookings.show_group(Group.CANCELLED)
    await stage.settled(0)
    stage.window.open_booking("b-3")
    await until(lambda: _chosen(stage) == "b-3", "the booking")
    assert stage.window.bookings.detail.isVisible()
    assert stage.window.topbar.search.text() == ""


async def test_open_booking_waits_for_one_that_is_still_on_its_way(stage: Stage) -> None:
    await stage.settled(0)
    stage.window.open_booking("b-77")
    await stage.settled(0)
    await stage.arrive(a_booking(77))
    await until(lambda: _chosen(stage) == "b-77", "the booking")


async def test_the_detail_tells_the_whole_story(stage: Stage) -> None:
    at = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
    await stage.arrive(
        a_booking(
            1,
            status=Status.CANCELLED,
            created_at=at,
            starts_at=at,
            ends_at=at + timedelta(hours=2, minutes=30),
            updated_at=at + timedelta(hours=1),
            cancelled_by="student-1",
            cancel_reason="Exam moved",
            note="Window seat",
        ),
        rings=False,
    )
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    assert detail.pill.text() == "Cancelled"
    assert detail.history() == ["Booked", "Cancelled by the student: Exam moved"]
    assert detail.check_in_button.isHidden()
    assert detail.cancel_button.isHidden()


async def test_the_phone_number_can_be_copied(stage: Stage) -> None:
    await stage.arrive(a_booking(1, student_phone="+91 99999 00001"), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    stage.window.bookings.detail.copy.click()
    assert QGuiApplication.clipboard().text() == "+91 99999 00001"


async def test_a_check_in_is_pending_until_the_hub_has_answered(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    page.detail.check_in_button.click()
    await until(lambda: _column(page.model, Column.STATUS) == ["Checking in…"], "the mark")
    assert not page.detail.check_in_button.isEnabled()
    assert not page.detail.cancel_button.isEnabled()
    await stage.tell(lambda desk: desk.answer(a_booking(1, status=Status.CHECKED_IN, version=2)))
    await until(lambda: _column(page.model, Column.STATUS) == ["Here"], "the answer")
    assert page.detail.check_in_button.isHidden()


async def test_a_refusal_takes_the_mark_back_and_says_why(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    page.detail.check_in_button.click()
    await until(lambda: _column(page.model, Column.STATUS) == ["Checking in…"], "the mark")
    refusal = Refusal(
        booking_id="b-1", title="Not possible any more", message="It was cancelled meanwhile."
    )
    await stage.tell(lambda desk: desk.answer(refusal=refusal))
    await until(lambda: "refusal" in stage.window.banners.names(), "the banner")
    assert _column(page.model, Column.STATUS) == ["Confirmed"]
    assert page.detail.check_in_button.isEnabled()
    told = stage.window.banners.text("refusal")
    assert told == "Not possible any more: It was cancelled meanwhile."


async def test_a_command_that_cannot_be_kept_can_be_pressed_again(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    stage.desk.refuses = StoreFailed("The disk is full. Make room on it.")
    detail.check_in_button.click()
    await until(lambda: "failure" in stage.window.banners.names(), "the banner")
    assert "The disk is full" in stage.window.banners.text("failure")
    assert detail.check_in_button.isEnabled()


async def test_cancelling_asks_why_first(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    detail.cancel_button.click()
    dialog = stage.window.findChild(CancelDialog)
    assert isinstance(dialog, CancelDialog)
    dialog.back.click()
    await stage.window.tasks.idle()
    assert not [call for call in stage.desk.calls if call[0] == "cancel"]
    await until(lambda: stage.window.findChild(CancelDialog) is None, "the dialog to go")
    detail.cancel_button.click()
    dialog = stage.window.findChild(CancelDialog)
    assert isinstance(dialog, CancelDialog)
    dialog.reason.setText("  asked   by phone ")
    dialog.on.click()
    await until(lambda: ("cancel", "b-1", "asked by phone") in stage.desk.calls, "the cancellation")


async def test_arrow_keys_walk_through_the_list(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(4)], rings=False)
    await stage.settled(4)
    page = stage.window.bookings
    page.table.choose(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert _chosen(stage) == "b-2"
    page.close_detail()
    assert page.detail.isHidden()
    assert page.table.place() == -1


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
    await until(lambda: "12:00" in _column(model, Column.FROM)[0], "Tokyo's time")
    assert "8:30" in _column(model, Column.FROM)[1]


async def test_another_librarys_bookings_can_be_hidden(stage: Stage) -> None:
    second = msgspec.structs.replace(stage.desk.status.libraries[0], id="lib-2", name="Annexe")
    await stage.tell(lambda desk: desk.change_status(libraries=(*desk.status.libraries, second)))
    await stage.arrive(a_booking(1), a_booking(2, library_id="lib-2"), rings=False)
    await stage.settled(2)
    await until(stage.window.topbar.switch.isVisible, "the switch")
    stage.window.topbar.show_library("lib-2")
    await stage.settled(1)
    row = stage.window.bookings.model.row_at(0)
    assert row is not None
    assert row.booking.id == "b-2"


async def test_a_cut_name_is_told_whole_and_a_row_lights_up(stage: Stage) -> None:
    await stage.arrive(a_booking(1, student_name="x" * 400), rings=False)
    await stage.settled(1)
    table = stage.window.bookings.table
    spot = QPointF(40.0, _row_height(stage) / 2)
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


async def test_rows_grow_with_the_font(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    before = _row_height(stage)
    table = stage.window.bookings.table
    font = table.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    table.setFont(font)
    assert _row_height(stage) > before


async def test_a_copy_that_cannot_be_read_is_said_and_heals(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    await stage.tell(lambda desk: desk.damage())
    stage.window.bookings.model.refresh()
    await until(lambda: "unreadable" in stage.window.banners.names(), "the banner")
    assert "cannot be read" in stage.window.banners.text("unreadable")
    await stage.tell(lambda desk: desk.mend())
    await asyncio.wait_for(_heal(stage), 5)


async def _heal(stage: Stage) -> None:
    stage.window.bookings.model.refresh()
    await until(lambda: "unreadable" not in stage.window.banners.names(), "the banner to go")
