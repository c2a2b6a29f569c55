"""Which bookings a list shows and in which order, and whether a row is one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec

from app.contract.lifecycle import amounts_to
from app.contract.models import Booking
from app.core import orders, words
from app.core.changes import BookingRow
from app.core.orders import Order
from app.core.rows import micros, recency


class BookingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which bookings a list shows: of one library or all, in these states, with this text.

    An empty set means no limit. Each word of `text` must begin one of the student's name,
    phone, the code or the seat's label (see `words`). `seats` are labels, and those that sort
    alike are taken for the same. `starts_from` and `starts_before` bound the start, half-open;
    `ends_after` and `ends_until` the end, which is the moment behind the booking: so that
    `ends_after` and `starts_before` together ask for all that touch a span. With `at`, a booking
    is in the state that it amounts to at that moment (`lifecycle.amounts_to`).

    `order` says what comes first; `backwards` turns the whole list around. `libraries` are the
    ids of the known ones as they follow each other in the order by library; others come last.
    """

    library_id: str | None = None
    statuses: frozenset[str] = frozenset()
    payments: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    starts_from: datetime | None = None
    starts_before: datetime | None = None
    ends_after: datetime | None = None
    ends_until: datetime | None = None
    text: str = ""
    at: datetime | None = None
    order: Order = Order.BOOKED
    backwards: bool = False
    libraries: tuple[str, ...] = ()


def matches(wanted: BookingFilter, row: BookingRow) -> bool:
    """Whether a list with this filter holds the row; the same answer as the query's."""
    booking = row.booking
    return (
        wanted.library_id in {None, booking.library_id}
        and state_of(booking, wanted.at) in (wanted.statuses or {state_of(booking, wanted.at)})
        and booking.payment_status in (wanted.payments or {booking.payment_status})
        and booking.kind in (wanted.kinds or {booking.kind})
        and _is_on(booking.seat_label, wanted.seats)
        and _lies(booking.starts_at, wanted.starts_from, wanted.starts_before)
        and _lies(booking.ends_at, wanted.ends_after, wanted.ends_until, end=True)
        and _says(booking, wanted.text)
    )


def state_of(booking: Booking, at: datetime | None) -> str:
    """The state a booking is listed and counted under, as of `at` if that is given."""
    return booking.status if at is None else amounts_to(booking.status, booking.ends_at, at)


def sort_key(wanted: BookingFilter, row: BookingRow) -> tuple[Any, int] | None:
    """What the row is sorted by in a list with this filter; None when only its file can tell.

    A larger key stands further down, or further up in a list that is backwards.
    """
    booking = row.booking
    if booking.created_at is None or not row.rowid:
        # Such a booking is sorted by its arrival, of which the record says nothing.
        return None
    key: Any
    if wanted.order is Order.STATUS:
        key = orders.rank(Order.STATUS, state_of(booking, wanted.at))
    elif wanted.order is Order.LIBRARY:
        key = orders.library_key(wanted.libraries, booking.library_id)
    else:
        key = _KEYS[wanted.order](booking)
    return key, recency(micros(booking.created_at), row.rowid)


def _is_on(label: str, seats: frozenset[str]) -> bool:
    key = orders.seat_key(label)
    return not seats or any(orders.seat_key(seat) == key for seat in seats)


def _lies(
    moment: datetime | None,
    lower: datetime | None,
    upper: datetime | None,
    *,
    end: bool = False,
) -> bool:
    """Whether a start lies in [lower, upper), or an end in (lower, upper]."""
    if lower is None and upper is None:
        return True
    if moment is None:
        return False
    if end:
        return (lower is None or moment > lower) and (upper is None or moment <= upper)
    return (lower is None or moment >= lower) and (upper is None or moment < upper)


def _says(booking: Booking, text: str) -> bool:
    if not text.strip():
        return True
    asked = words.typed(text)
    return bool(asked) and words.fits(words.of_booking(booking), asked)


def _moment(moment: datetime | None) -> int:
    """A time as it sorts: none at all comes before every other, as in SQLite."""
    return -1 if moment is None else micros(moment)


_KEYS: dict[Order, Callable[[Booking], Any]] = {
    Order.BOOKED: lambda booking: 0,  # noqa: ARG005 - all have one signature
    Order.STUDENT: lambda booking: orders.name_key(booking.student_name),
    Order.SEAT: lambda booking: orders.seat_key(booking.seat_label),
    Order.STARTS: lambda booking: _moment(booking.starts_at),
    Order.ROSTER: lambda booking: (
        _moment(booking.starts_at),
        orders.seat_key(booking.seat_label),
    ),
    Order.ENDS: lambda booking: _moment(booking.ends_at),
    Order.AMOUNT: lambda booking: booking.total_minor,
    Order.PAYMENT: lambda booking: orders.rank(Order.PAYMENT, booking.payment_status),
    Order.KIND: lambda booking: orders.rank(Order.KIND, booking.kind),
}
