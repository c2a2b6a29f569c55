"""The columns of the list of bookings, and what their cells say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, tzinfo
from enum import IntEnum

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import amounts_to
from app.contract.models import Booking
from app.core.changes import BookingRow
from app.core.commands import LOCAL
from app.core.filters import BookingFilter
from app.core.orders import Order
from app.core.wording import seat_name
from app.ui.memory import Memory
from app.ui.words import (
    ago,
    day_time,
    end_time,
    kind_word,
    money,
    payment_word,
    pending_word,
    status_word,
    student_word,
)

translate = QCoreApplication.translate

_NOTHING = "–"


class Column(IntEnum):
    """The columns, in their order."""

    STUDENT = 0
    SEAT = 1
    LIBRARY = 2
    FROM = 3
    TO = 4
    KIND = 5
    STATUS = 6
    PAYMENT = 7
    AMOUNT = 8
    BOOKED = 9


FAR = frozenset({Column.AMOUNT, Column.BOOKED})
"""Columns whose words stand at the far side."""

ALWAYS = (Column.STUDENT, Column.LIBRARY)
"""Columns that are not chosen: whose booking it is is told wherever there are several libraries."""

USUAL = tuple(column for column in Column if column is not Column.KIND)
"""The columns that are shown until somebody chooses others."""

ORDERS: dict[Column, Order] = {
    Column.STUDENT: Order.STUDENT,
    Column.SEAT: Order.SEAT,
    Column.LIBRARY: Order.LIBRARY,
    Column.FROM: Order.STARTS,
    Column.TO: Order.ENDS,
    Column.KIND: Order.KIND,
    Column.STATUS: Order.STATUS,
    Column.PAYMENT: Order.PAYMENT,
    Column.AMOUNT: Order.AMOUNT,
    Column.BOOKED: Order.BOOKED,
}
"""What the list is sorted by when a column is."""

LARGEST_FIRST = frozenset({Order.AMOUNT})
"""Orders that people want the other way round first."""


_KEY = "columns_shown"


def kept_columns(memory: Memory) -> tuple[Column, ...]:
    """The columns that were chosen on an earlier day, or the usual ones."""
    kept = memory.get(_KEY)
    if not isinstance(kept, str):
        return USUAL
    names = kept.split(",")
    return tuple(column for column in Column if column.name.lower() in names)


def keep_columns(memory: Memory, columns: Iterable[Column]) -> None:
    """Keep what was chosen; by name, because another version may number them otherwise."""
    memory.set(_KEY, ",".join(column.name.lower() for column in columns))


def cells(row: BookingRow, zone: tzinfo, now: datetime, library: str = "") -> tuple[str, ...]:
    """What the cells of a row say, by column; times in `zone`, as they are told at `now`."""
    booking = row.booking
    starts, ends, created = booking.starts_at, booking.ends_at, booking.created_at
    state = amounts_to(booking.status, ends, now)
    told = {
        Column.STUDENT: student_word(booking.student_name),
        Column.SEAT: seat_name(booking) or _NOTHING,
        Column.LIBRARY: library or _NOTHING,
        Column.FROM: day_time(starts, zone, now) if starts else _NOTHING,
        Column.TO: end_time(starts, ends, zone, now) if ends else _NOTHING,
        Column.KIND: kind_word(booking.kind),
        Column.STATUS: pending_word(row.pending) if row.pending else status_word(state),
        Column.PAYMENT: _payment_words(row),
        Column.AMOUNT: amount_word(booking),
        Column.BOOKED: ago(created, zone, now) if created else _NOTHING,
    }
    return tuple(told[column] for column in Column)


def _payment_words(row: BookingRow) -> str:
    awaited = row.awaited.payment_status
    word = payment_word(awaited)
    # As the states that wait to be sent are told.
    waits = awaited != row.booking.payment_status
    return translate("bookings", "{word}…").format(word=word) if waits else word


def amount_word(booking: Booking) -> str:
    """What a booking costs; a dash for a walk-in whose price only the hub knows."""
    if booking.id.startswith(LOCAL) and not booking.total_minor:
        return _NOTHING
    return money(booking.total_minor, booking.currency)


def sorted_word(column: Column, wanted: BookingFilter) -> str:
    """The name of a column, with the way it rises or falls if the list is sorted by it."""
    order = wanted.order
    if ORDERS.get(column) is not order:
        return column_word(column)
    # The newest first is how the list begins, and its times fall from top to bottom.
    falls = wanted.backwards is not (order is Order.BOOKED)
    return f"{column_word(column)} {'↓' if falls else '↑'}"


def column_word(column: Column) -> str:
    """The name of a column for people."""
    return {
        Column.STUDENT: translate("bookings", "Student"),
        Column.SEAT: translate("bookings", "Seat"),
        Column.LIBRARY: translate("bookings", "Library"),
        Column.FROM: translate("bookings", "From"),
        Column.TO: translate("bookings", "To"),
        Column.KIND: translate("bookings", "Kind"),
        Column.STATUS: translate("bookings", "Status"),
        Column.PAYMENT: translate("bookings", "Payment"),
        Column.AMOUNT: translate("bookings", "Amount"),
        Column.BOOKED: translate("bookings", "Booked"),
    }[column]
