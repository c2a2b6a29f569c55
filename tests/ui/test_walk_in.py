"""A booking made at the desk: by keyboard alone, with what is known and what stands in the way."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.contract.errors import InvalidInput, SeatTaken
from app.contract.models import (
    BookingKind,
    BookingRequest,
    Library,
    PaymentStatus,
    Pricing,
    Seat,
    Source,
)
from app.contract.pricing import end_of_local_day, month_later
from app.core.batch import Batch, Origin
from app.ui.walk_in.dialog import WalkInDialog
from app.ui.walk_in.paid import Way
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY
from tests.ui.stage import Stage, point_at, until

KOLKATA = ZoneInfo("Asia/Kolkata")
HOUR = timedelta(hours=1)
SEATS = tuple(
    Seat(id=f"seat-{number}", library_id=LIBRARY.id, label=f"A-{number}", ordinal=number)
    for number in range(1, 6)
)
PRICES = Pricing(
    library_id=LIBRARY.id, currency="INR", hour_minor=5_000, day_minor=30_000, month_minor=400_000
)


def now() -> datetime:
    return datetime.now(UTC).replace(second=0, microsecond=0)


async def furnished(stage: Stage, *bookings: Any, seats: tuple[Seat, ...] = SEATS) -> None:
    """A library with seats and prices, and these bookings."""
    batch = Batch(origin=Origin.ANSWER, seats=seats, pricing=(PRICES,))
    await stage.tell(lambda desk: desk.store.apply(batch))
    await stage.arrive(*bookings, rings=False)
    await stage.settled(len(bookings))


async def opened(stage: Stage, *bookings: Any, seats: tuple[Seat, ...] = SEATS) -> WalkInDialog:
    await furnished(stage, *bookings, seats=seats)
    return await asked_for(stage)


async def asked_for(stage: Stage) -> WalkInDialog:
    await until(lambda: stage.window.findChild(WalkInDialog) is None, "the last one to go")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    found = stage.window.findChild(WalkInDialog)
    assert isinstance(found, WalkInDialog)
    # Keys are heard by what is in front.
    await until(found.isActiveWindow, "the dialog in front")
    return found


def typed(field: QWidget, text: str) -> None:
    QTest.keyClicks(field, text)


def enter(widget: QWidget) -> None:
    QTest.keyClick(widget, Qt.Key.Key_Return)


def asked(stage: Stage) -> list[BookingRequest]:
    return [call[1] for call in stage.desk.calls if call[0] == "walk_in"]


async def booked(stage: Stage) -> BookingRequest:
    await until(lambda: asked(stage), "the booking")
    (request,) = asked(stage)
    return request


async def test_a_name_and_enter_book_the_proposed_seat_and_check_in(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya Khan")
    enter(dialog.who.name.line)
    request = await booked(stage)
    assert (request.student_name, request.student_phone) == ("Zoya Khan", "")
    assert (request.seat_id, request.kind) == ("seat-1", BookingKind.HOUR)
    assert request.starts_at - now() <= timedelta(minutes=1)
    assert request.ends_at == request.starts_at + 2 * HOUR
    assert (request.source, request.payment_status) == (Source.WALK_IN, PaymentStatus.UNPAID)
    await until(lambda: [c for c in stage.desk.calls if c[0] == "check_in"], "the check-in")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the new row")
    await until(lambda: detail.name.text() == "Zoya Khan", "the new one")
    assert stage.window.bookings.undo_bar.told.text() == "New booking: Zoya Khan, A-1"


async def test_a_known_student_is_found_by_a_few_digits_and_taken_by_enter(stage: Stage) -> None:
    dialog = await opened(
        stage,
        a_booking(1, student_name="Asha Verma", student_phone="98450 12345", status="completed"),
    )
    typed(dialog.who.name.line, "12345")
    hits = dialog.who.hits
    await until(hits.isVisible, "the hits")
    enter(hits)
    assert dialog.who.student() == ("Asha Verma", "98450 12345")
    assert not hits.isVisible()
    enter(dialog.who.name.line)
    assert (await booked(stage)).student_phone == "98450 12345"


@pytest.mark.parametrize("key", [Qt.Key.Key_Tab, Qt.Key.Key_Escape, "the list's last line"])
async def test_somebody_new_may_be_called_like_somebody_known(
    stage: Stage, key: Qt.Key | str
) -> None:
    dialog = await opened(stage, a_booking(1, student_name="Asha Verma", status="completed"))
    hits = dialog.who.hits
    typed(dialog.who.name.line, "Asha")
    await until(hits.isVisible, "the hits")
    assert hits.model().index(hits.model().rowCount() - 1, 0).data() == "Somebody new: Asha"
    if isinstance(key, Qt.Key):
        QTest.keyClick(hits, key)
    else:
        QTest.keyClick(hits, Qt.Key.Key_Down)
        enter(hits)
    await until(lambda: not hits.isVisible(), "the hits to go")
    assert (dialog.who.student()[0], asked(stage)) == ("Asha", [])
    assert dialog.isVisible()
    enter(dialog.who.name.line)
    assert (await booked(stage)).student_name == "Asha"


async def test_without_a_name_it_is_said_at_the_field_and_nothing_is_booked(stage: Stage) -> None:
    dialog = await opened(stage)
    enter(dialog.who.phone.line)
    assert "name" in dialog.who.name.line.accessibleDescription()
    typed(dialog.who.name.line, "98450 12345")
    enter(dialog.who.name.line)
    # A number alone names nobody, and has not to be typed twice.
    assert "name" in dialog.who.name.line.accessibleDescription()
    assert (dialog.who.name.text(), dialog.who.phone.text()) == ("", "98450 12345")
    assert dialog.who.name.line.hasFocus()
    assert asked(stage) == []
    assert dialog.isVisible()


async def test_a_day_ends_at_local_midnight_and_a_month_a_month_later(stage: Stage) -> None:
    dialog = await opened(stage)
    dialog.when.kind.buttons[BookingKind.DAY].click()
    starts_at = dialog.when.starts_at()
    assert dialog.when.ends_at() == end_of_local_day(starts_at, KOLKATA)
    assert "₹300.00" in dialog.paid.price.text()
    dialog.when.kind.buttons[BookingKind.MONTH].click()
    assert dialog.when.ends_at() == month_later(starts_at, KOLKATA)
    assert "₹4,000.00" in dialog.paid.price.text()
    typed(dialog.who.name.line, "Zoya")
    enter(dialog.who.name.line)
    request = await booked(stage)
    assert request.kind is BookingKind.MONTH


@pytest.mark.parametrize(
    ("way", "amount", "paid", "status"),
    [
        (Way.ALL, "", 10_000, None),
        (Way.NOTHING, "", None, PaymentStatus.UNPAID),
        (Way.PART, "40", 4_000, None),
    ],
)
async def test_what_is_paid_at_once_goes_with_it(
    stage: Stage, way: Way, amount: str, paid: int | None, status: PaymentStatus | None
) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    dialog.paid.way.buttons[way].click()
    if amount:
        typed(dialog.paid.amount, amount)
    enter(dialog.paid.amount if amount else dialog.who.name.line)
    request = await booked(stage)
    assert request.payment_status == status
    assert (request.paid_minor == paid) if paid is not None else not request.paid_minor


@pytest.mark.parametrize("amount", ["abc", "100.01", "-5", "1.234"])
async def test_an_amount_that_cannot_be_is_said_and_not_booked(stage: Stage, amount: str) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    dialog.paid.way.buttons[Way.PART].click()
    typed(dialog.paid.amount, amount)
    assert dialog.told.property("look") == "wrong"
    enter(dialog.paid.amount)
    assert asked(stage) == []


async def test_seats_that_are_held_are_not_proposed_and_say_who_is_there(stage: Stage) -> None:
    start = now() - HOUR
    dialog = await opened(
        stage,
        *[
            a_booking(n, seat_id=f"seat-{n}", seat_label=f"A-{n}", starts_at=start,
                      ends_at=start + 3 * HOUR, student_name=f"Sitter {n}")
            for n in (1, 2)
        ],
    )  # fmt: skip
    assert dialog.seats.seat_id() == "seat-3"
    texts = [dialog.seats.list.item(row).text() for row in range(dialog.seats.list.count())]
    assert any("A-1" in text and "Sitter 1" in text for text in texts)


async def test_no_seat_for_that_long_is_said(stage: Stage) -> None:
    start = now() + HOUR
    dialog = await opened(
        stage,
        *[
            a_booking(n, seat_id=f"seat-{n}", starts_at=start, ends_at=start + 2 * HOUR)
            for n in range(1, 6)
        ],
    )
    typed(dialog.who.name.line, "Zoya")
    assert "No seat is free" in dialog.told.text()
    enter(dialog.who.name.line)
    assert asked(stage) == []
    # Where another time is chosen, and when a seat is to be had.
    assert dialog.when.isAncestorOf(dialog.focusWidget())
    texts = [dialog.seats.list.item(row).text() for row in range(dialog.seats.list.count())]
    assert all(" from " in text for text in texts)
    dialog.when.hours.buttons[1].click()
    assert dialog.seats.seat_id() == "seat-1"


async def test_a_seat_that_is_taken_meanwhile_is_told_and_another_proposed(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    assert dialog.seats.seat_id() == "seat-1"
    start = now()
    taken = a_booking(1, seat_id="seat-1", starts_at=start, ends_at=start + HOUR)
    await stage.arrive(taken)
    await until(lambda: dialog.seats.seat_id() == "seat-2", "another seat")
    words = "Seat A-1 cannot be had any more. Seat A-2 is proposed instead."
    assert (dialog.told.text(), dialog.told.property("look")) == (words, "wrong")
    assert dialog.who.name.text() == "Zoya"
    # Whoever chooses has seen it.
    QTest.keyClick(dialog.seats.search, Qt.Key.Key_Down)
    assert dialog.told.text().startswith("Seat A-3")
    enter(dialog.who.name.line)
    assert (await booked(stage)).seat_id == "seat-3"


async def test_a_seat_where_somebody_still_sits_is_proposed_last(stage: Stage) -> None:
    start = now() - 3 * HOUR
    staying = a_booking(
        1, seat_id="seat-1", status="checked_in", student_name="Late Lata",
        starts_at=start, ends_at=start + 2 * HOUR,
    )  # fmt: skip
    dialog = await opened(stage, staying)
    assert dialog.seats.seat_id() == "seat-2"
    texts = [dialog.seats.list.item(row).text() for row in range(dialog.seats.list.count())]
    assert texts[-1] == "A-1   \u2068Late Lata\u2069 is still there"
    # Of tomorrow nothing is known.
    dialog.when.start.show_moment(now() + 24 * HOUR)
    assert not [
        dialog.seats.list.item(row).text()
        for row in range(dialog.seats.list.count())
        if "still there" in dialog.seats.list.item(row).text()
    ]


async def test_the_question_follows_the_clock_and_the_prices(stage: Stage) -> None:
    dialog = await opened(stage)
    before = dialog.when.starts_at()
    stage.ahead += timedelta(minutes=7)
    dearer = msgspec.structs.replace(PRICES, hour_minor=6_000, version=2)
    await stage.tell(lambda desk: desk.told(Batch(origin=Origin.ANSWER, pricing=(dearer,))))
    await until(lambda: "₹120.00" in dialog.paid.price.text(), "the price")
    assert timedelta(minutes=7) <= dialog.when.starts_at() - before <= timedelta(minutes=8)
    assert dialog.when.ends_at() == dialog.when.starts_at() + 2 * HOUR
    # A time that somebody chose stays.
    chosen = now() + 3 * HOUR
    dialog.when.start.show_moment(chosen)
    stage.ahead += timedelta(minutes=7)
    await stage.arrive(a_booking(9))
    await stage.settled(1)
    assert dialog.when.starts_at() == chosen


@pytest.mark.parametrize("kind", [BookingKind.HOUR, BookingKind.MONTH])
async def test_an_end_that_was_written_stays_while_the_clock_goes_on(
    stage: Stage, kind: BookingKind
) -> None:
    dialog = await opened(stage)
    dialog.when.kind.buttons[kind].click()
    before, ends_at = dialog.when.starts_at(), dialog.when.ends_at()
    dialog.when.end.setFocus()
    for _ in range(2):
        QTest.keyClick(dialog.when.end, Qt.Key.Key_Up)
    step = dialog.when.ends_at() - ends_at
    assert step > timedelta()
    price = dialog.paid.price.text()
    stage.ahead += timedelta(minutes=3)
    await stage.arrive(a_booking(9))
    await until(lambda: dialog.when.starts_at() - before >= timedelta(minutes=3), "the clock")
    assert dialog.when.ends_at() == ends_at + step
    assert dialog.paid.price.text() == price
    # Another length is another end.
    dialog.when.kind.buttons[BookingKind.HOUR].click()
    dialog.when.hours.buttons[1].click()
    assert dialog.when.ends_at() == dialog.when.starts_at() + HOUR


async def test_a_number_that_is_too_long_is_said_at_its_field(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    typed(dialog.who.phone.line, "+91 98000 12345 mother +91 98000 54321 father")
    enter(dialog.who.phone.line)
    assert "40 characters at most" in dialog.who.phone.why()
    assert dialog.isVisible()
    dialog.who.phone.line.clear()
    typed(dialog.who.phone.line, "+91 98000 12345")
    enter(dialog.who.phone.line)
    assert (await booked(stage)).student_phone == "+91 98000 12345"


async def test_that_no_seat_is_free_is_said_before_a_name_is_written(stage: Stage) -> None:
    span = {"starts_at": now() - HOUR, "ends_at": now() + 4 * HOUR}
    held = [a_booking(number, seat_id=f"seat-{number}", **span) for number in range(1, 6)]
    dialog = await opened(stage, *held)
    assert "No seat is free" in dialog.told.text()
    enter(dialog.who.name.line)
    assert "name" in dialog.who.name.why()


async def test_what_the_hub_refuses_is_asked_again_with_all_that_was_typed(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya Khan")
    typed(dialog.who.phone.line, "98450 12345")
    dialog.when.hours.buttons[3].click()
    dialog.source.buttons[Source.PHONE].click()
    dialog.paid.way.buttons[Way.PART].click()
    dialog.paid.amount.clear()
    typed(dialog.paid.amount, "40")
    dialog.note.setText("By the window")
    enter(dialog.note)
    await booked(stage)
    bar = stage.window.pages.undo_bar
    await until(bar.isVisible, "the words")
    point_at(bar)
    start = now()
    taken = a_booking(1, seat_id="seat-1", starts_at=start, ends_at=start + HOUR)
    await stage.arrive(taken)
    await stage.tell(lambda desk: desk.answer(refusal=SeatTaken("Seat A-1 is taken.")))
    await until(bar.isHidden, "the words to go")
    banners = stage.window.banners
    await until(lambda: "refusal key-1" in banners.names(), "the banner")
    banner = banners.banner("refusal key-1")
    assert banner is not None
    assert banner.button is not None
    await until(lambda: stage.window.findChild(WalkInDialog) is None, "the first to go")
    banner.button.click()
    again = stage.window.findChild(WalkInDialog)
    assert isinstance(again, WalkInDialog)
    request = again.request()
    assert (request.student_name, request.student_phone) == ("Zoya Khan", "98450 12345")
    assert request.ends_at == request.starts_at + 3 * HOUR
    assert (request.source, request.paid_minor) == (Source.PHONE, 4_000)
    assert (request.note, request.seat_id) == ("By the window", "seat-2")
    assert again.told.text().startswith("Seat A-1 cannot be had any more.")
    again.reject()
    await until(lambda: stage.window.findChild(WalkInDialog) is None, "the second to go")
    await stage.window.tasks.idle()
    # It was not decided, so it is not lost.
    assert "refusal key-1" in banners.names()
    banner.button.click()
    decided = stage.window.findChild(WalkInDialog)
    assert isinstance(decided, WalkInDialog)
    decided.on.click()
    await until(lambda: "refusal key-1" not in banners.names(), "the banner to go")


async def test_whoever_books_goes_on_where_they_were(stage: Stage) -> None:
    await furnished(stage)
    stage.window.pages.show_page("today")
    stage.window.activateWindow()
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    typed(dialog.who.name.line, "Zoya")
    enter(dialog.who.name.line)
    await booked(stage)
    assert stage.window.pages.currentWidget() is stage.window.today
    await until(stage.window.pages.undo_bar.isVisible, "the words")
    await until(lambda: len(stage.window.today.day.here) + len(stage.window.today.day.late), "it")


async def test_who_has_a_booking_already_is_told(stage: Stage) -> None:
    dialog = await opened(
        stage,
        a_booking(7, student_name="Asha Verma", student_phone="98450 12345", seat_label="A-8"),
    )
    typed(dialog.who.name.line, "asha verma")
    assert "already" not in dialog.told.text()
    typed(dialog.who.phone.line, "+91 9845012345")
    assert "has a booking then already: seat A-8" in dialog.told.text()
    # It is told, and not forbidden.
    dialog.who.hits.hide()
    enter(dialog.who.phone.line)
    assert (await booked(stage)).student_name == "asha verma"


async def test_by_phone_or_for_later_nobody_is_checked_in(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    dialog.source.buttons[Source.PHONE].click()
    assert not dialog.arrived.isEnabled()
    assert not dialog.arrived.isChecked()
    dialog.source.buttons[Source.WALK_IN].click()
    assert dialog.arrived.isChecked()
    dialog.when.start.show_moment(now() + 5 * HOUR)
    assert not dialog.arrived.isEnabled()
    enter(dialog.who.name.line)
    await booked(stage)
    bar = stage.window.bookings.undo_bar
    await until(bar.isVisible, "the word")
    assert not [call for call in stage.desk.calls if call[0] == "check_in"]
    bar.button.click()
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")


async def test_ctrl_z_takes_back_who_sits_down_by_mistake_and_the_booking_with_it(
    stage: Stage,
) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    enter(dialog.who.name.line)
    await booked(stage)
    bar = stage.window.bookings.undo_bar
    await until(bar.isVisible, "the word")
    await until(lambda: stage.window.findChild(WalkInDialog) is None, "the dialog's end")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")
    assert stage.window.bookings.model.rowCount() == 1
    QTest.keyClick(stage.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")
    await until(lambda: stage.window.bookings.model.rowCount() == 0, "the row to go")


async def test_the_next_one_begins_as_the_last_one_was(stage: Stage) -> None:
    dialog = await opened(stage)
    typed(dialog.who.name.line, "Zoya")
    dialog.when.hours.buttons[4].click()
    dialog.paid.way.buttons[Way.ALL].click()
    enter(dialog.who.name.line)
    await booked(stage)
    await until(lambda: stage.window.findChild(WalkInDialog) is None, "the dialog's end")
    stage.window.pages.book()
    again = stage.window.findChild(WalkInDialog)
    assert isinstance(again, WalkInDialog)
    assert (again.when.hours.value(), again.paid.way.value()) == (4, Way.ALL)
    assert again.when.ends_at() - again.when.starts_at() == 4 * HOUR


async def test_a_seat_and_a_time_that_were_pointed_at_are_chosen(stage: Stage) -> None:
    await furnished(stage)
    starts = now() + 24 * HOUR
    stage.window.pages.book(seat_id="seat-4", starts_at=starts)
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    assert (dialog.seats.seat_id(), dialog.when.starts_at()) == ("seat-4", starts)


async def test_a_server_that_tells_no_seats_is_asked_about_any(stage: Stage) -> None:
    await stage.tell(lambda desk: desk.change_status(basic=True))
    await until(lambda: stage.bridge.status and stage.bridge.status.basic, "the status")
    dialog = await opened(stage, seats=())
    typed(dialog.who.name.line, "Zoya")
    enter(dialog.who.name.line)
    assert dialog.told.text() == "Write the seat."
    typed(dialog.seat, "14")
    enter(dialog.seat)
    assert (await booked(stage)).seat_id == "14"


async def test_a_refusal_is_told_and_the_list_stays(stage: Stage) -> None:
    dialog = await opened(stage)
    stage.desk.refuses = InvalidInput("That time is over already.")
    typed(dialog.who.name.line, "Zoya")
    enter(dialog.who.name.line)
    await until(lambda: "failure" in stage.window.banners.names(), "the word")
    assert "over already" in stage.window.banners.text("failure")


async def test_a_name_that_runs_the_other_way_turns_nothing_around_it(stage: Stage) -> None:
    there = a_booking(
        1, student_name="محمد", student_phone="", starts_at=now(), ends_at=now() + 3 * HOUR
    )
    dialog = await opened(stage, there)
    dialog.who.tell("محمد", "")
    assert dialog.told.text().startswith("\u2068محمد\u2069 has a booking then already")


async def test_of_several_libraries_one_is_chosen_in_the_question(stage: Stage) -> None:
    other = Library(id="lib-2", name="Second & Last", timezone="UTC", currency="EUR")
    theirs = Seat(id="b-1", library_id="lib-2", label="B-1", ordinal=1)
    await furnished(stage)
    batch = Batch(origin=Origin.ANSWER, seats=(theirs,))
    await stage.tell(lambda desk: desk.store.apply(batch))
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, other)))
    await until(stage.window.topbar.switch.isVisible, "the switch")
    dialog = await asked_for(stage)
    # What is typed at once is the name.
    typed(dialog.focusWidget(), "Zoya")
    assert dialog.who.student() == ("Zoya", "")
    starts_at = dialog.when.starts_at()
    chooser = dialog.library
    assert [chooser.itemText(place) for place in range(2)] == [LIBRARY.name, "Second & Last"]
    assert dialog.request().library_id == LIBRARY.id
    assert "₹" in dialog.paid.price.text()
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    request = dialog.request()
    assert (request.library_id, request.seat_id) == ("lib-2", "b-1")
    assert (dialog.who.student(), request.starts_at) == (("Zoya", ""), starts_at)
    assert "server says" in dialog.paid.lines.text()
    enter(chooser)
    assert (await booked(stage)).library_id == "lib-2"
    # The next one is for the same library.
    assert (await asked_for(stage)).request().library_id == "lib-2"


async def test_where_there_are_no_seats_yet_that_is_said(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    typed(dialog.who.name.line, "Zoya Khan")
    assert "has no seats yet" in dialog.told.text()
    assert not dialog.on.isEnabled()
    assert dialog.seat.isHidden()
