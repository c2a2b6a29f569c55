"""Finding bookings: groups, text, libraries."""

from __future__ import annotations

import threading
from array import array
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.contract.lifecycle import Status
from app.contract.models import Booking
from app.core.filters import BookingFilter
from app.core.orders import Order
from app.core.reader import Counts, Reader
from app.ui.bookings.columns import Column
from app.ui.bookings.groups import Group
from app.ui.bookings.lookup import Found, Lookup
from app.ui.bookings.model import BookingModel
from app.ui.bookings.narrowing import Narrowing
from app.ui.bookings.views import View
from tests.ui.bookings import a_booking
from tests.ui.lists import chosen, column, students
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


async def test_a_question_after_the_end_starts_nothing(qapp: QApplication, tmp_path: Path) -> None:
    lookup = Lookup(lambda: Reader(tmp_path / "desk.sqlite3"), qapp)
    lookup.ask(BookingFilter())
    lookup.close()
    lookup.ask(BookingFilter(text="late"))
    assert "lookup" not in {thread.name for thread in threading.enumerate()}
    lookup.deleteLater()


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
    assert column(page.model, Column.STATUS) == ["Here", "Here"]


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
    assert chosen(stage) == "b-1"
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
    assert students(stage) == ["Zoya Khan"]


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


async def test_the_counts_are_of_what_is_listed_and_the_text_outlives_the_filter(
    stage: Stage,
) -> None:
    used = frozenset({Status.CHECKED_IN.value, Status.COMPLETED.value})
    await stage.arrive(
        *(a_booking(number, student_name="Sanjay Rao") for number in range(3)),
        a_booking(4, student_name="Asha Verma", status="checked_in"),
        rings=False,
    )
    await stage.settled(4)
    page, search = stage.window.bookings, stage.window.topbar.search
    page.show_view(View(name="Used", narrowing=Narrowing(statuses=used)))
    await stage.settled(1)
    assert page.head.chips[Group.ALL].text() == "All  1"
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  0"
    search.setText("sanjay")
    await stage.settled(0)
    assert page.head.chips[Group.ALL].text() == "All  0"
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  0"
    assert page.empty.button.text() == "Clear filter"
    page.empty.button.click()
    await stage.settled(3)
    assert search.text() == page.look.text == "sanjay"
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  3"
    search.setText("zebra")
    await stage.settled(0)
    assert page.empty.button.text() == "Clear search"


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


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
async def test_from_the_search_field_a_key_opens_the_first_hit(stage: Stage, key: Qt.Key) -> None:
    await stage.arrive(
        a_booking(1, student_name="Zebra One"), a_booking(2, student_name="Other"), rings=False
    )
    await stage.settled(2)
    stage.window.topbar.focus_search()
    QTest.keyClicks(stage.window.topbar.search, "zebra")
    QTest.keyClick(stage.window.topbar.search, key)
    await until(lambda: chosen(stage) == "b-1", "the first hit")
    assert stage.window.bookings.detail.isVisible()
    assert stage.window.focusWidget() is stage.window.bookings.table


@pytest.mark.parametrize(
    ("status", "starts"),
    [("checked_in", -9), ("confirmed", -0.5), ("pending", 1)],
    ids=["here", "late", "due next"],
)
async def test_of_equal_hits_the_key_opens_whom_the_desk_is_about(
    stage: Stage, status: str, starts: float
) -> None:
    now, hour = datetime.now(UTC), timedelta(hours=1)

    def sanjay(number: int, starts: float, **fields: str) -> Booking:
        begins = now + starts * hour
        name = {"student_name": "Sanjay Rao"}
        return a_booking(number, starts_at=begins, ends_at=begins + 2 * hour, **(name | fields))

    await stage.arrive(
        sanjay(1, -3, status="completed"),
        sanjay(2, starts, status=status),
        sanjay(3, -200),
        sanjay(4, 500),
        sanjay(5, 2),
        sanjay(6, 0, status="cancelled"),
        sanjay(7, 0, student_name="Asha Rao"),
        rings=False,
    )
    await stage.settled(7)
    stage.window.bookings.look.turn(Order.SEAT, backwards=True)
    QTest.keyClicks(stage.window.topbar.search, "sanjay")
    await stage.settled(6)
    QTest.keyClick(stage.window.topbar.search, Qt.Key.Key_Return)
    await until(lambda: chosen(stage), "a hit")
    assert chosen(stage) == "b-2"


async def test_with_no_hit_the_key_opens_nothing(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.topbar.focus_search()
    QTest.keyClicks(stage.window.topbar.search, "no such thing")
    QTest.keyClick(stage.window.topbar.search, Qt.Key.Key_Return)
    await stage.settled(0)
    assert stage.window.bookings.detail.isHidden()


async def test_a_booking_that_is_over_leaves_what_is_to_come(stage: Stage) -> None:
    now = datetime.now(UTC)
    over = now - timedelta(hours=1)
    await stage.arrive(
        a_booking(1, starts_at=over - timedelta(hours=2), ends_at=over),
        a_booking(2, ends_at=now + timedelta(hours=5)),
        a_booking(3, ends_at=now + timedelta(hours=9)),
        rings=False,
    )
    page = stage.window.bookings
    await stage.settled(3)
    assert column(page.model, Column.STATUS) == ["Confirmed", "Confirmed", "Did not arrive"]
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  2"
    assert page.head.chips[Group.ENDED].text() == "Ended  1"
    page.show_group(Group.UPCOMING)
    await stage.settled(2)
    # Time goes by, and nothing arrives.
    stage.ahead = timedelta(hours=6)
    page.model.tick()
    await stage.settled(1)
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  1"
    assert page.head.chips[Group.ENDED].text() == "Ended  2"


async def test_the_end_of_a_booking_that_came_later_is_kept_in_mind_too(stage: Stage) -> None:
    await stage.settled(0)
    await stage.arrive(a_booking(1, ends_at=datetime.now(UTC) + timedelta(hours=2)))
    page = stage.window.bookings
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  1"
    stage.ahead = timedelta(hours=3)
    page.model.tick()
    await until(lambda: page.head.chips[Group.ENDED].text() == "Ended  1", "its end")
    # From there on its row is counted where it is.
    await stage.arrive(a_booking(1, version=2, status=Status.NO_SHOW, ends_at=datetime.now(UTC)))
    assert page.head.chips[Group.ENDED].text() == "Ended  1"
    assert page.head.chips[Group.UPCOMING].text() == "Upcoming  0"
