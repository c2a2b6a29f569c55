"""How it stands with each seat at a moment: free, expected, taken, asked for, or closed; pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec

from app.contract.lifecycle import HOLDING, Status, amounts_to, held_since
from app.contract.models import Booking, Seat
from app.core.changes import BookingRow


class Held(StrEnum):
    """What a seat is at a moment."""

    FREE = "free"
    EXPECTED = "expected"
    HERE = "here"
    ASKED = "asked"
    CLOSED = "closed"


class SeatState(msgspec.Struct, frozen=True, kw_only=True):
    """A seat at a moment, with who holds it.

    `until` is when who holds it goes or, of a free seat, when the next one comes; None when
    nobody does that day. `over` is set of who should have gone. A closed seat may be held all
    the same: then it is what it is held as.
    """

    seat: Seat
    held: Held
    row: BookingRow | None = None
    until: datetime | None = None
    over: bool = False


def states(
    seats: Iterable[Seat], rows: Iterable[BookingRow], moment: datetime, now: datetime
) -> dict[str, SeatState]:
    """The state of each seat at a moment, by its id, out of the bookings around it.

    Who is checked in sits there until checked out, also when the time is over and whoever is
    next has not sat down yet; that is known of `now` alone.
    """
    present: dict[str, BookingRow] = {}
    next_start: dict[str, datetime] = {}
    staying: dict[str, BookingRow] = {}
    for row in rows:
        booking = row.booking
        seat_id, starts_at, ends_at = booking.seat_id, booking.starts_at, booking.ends_at
        if seat_id is None or starts_at is None or ends_at is None:
            continue
        if amounts_to(booking.status, ends_at, now) not in HOLDING:
            continue
        since = held_since(booking.status, starts_at, booking.checked_in_at) or starts_at
        if since <= moment < ends_at:
            present[seat_id] = _nearer(present.get(seat_id), row, moment)
        elif starts_at > moment:
            next_start[seat_id] = min(starts_at, next_start.get(seat_id, starts_at))
        elif booking.status == Status.CHECKED_IN and moment == now:
            staying[seat_id] = row
    return {
        seat.id: _state(seat, present.get(seat.id), staying.get(seat.id), next_start.get(seat.id))
        for seat in seats
    }


def _state(
    seat: Seat, row: BookingRow | None, staying: BookingRow | None, next_start: datetime | None
) -> SeatState:
    here = row is not None and row.booking.status == Status.CHECKED_IN
    sits = row if here or staying is None else staying
    if sits is None:
        held = Held.FREE if seat.available else Held.CLOSED
        return SeatState(seat=seat, held=held, until=next_start)
    held = {Status.CHECKED_IN.value: Held.HERE, Status.PENDING.value: Held.ASKED}.get(
        sits.booking.status, Held.EXPECTED
    )
    over = sits is staying
    return SeatState(seat=seat, held=held, row=sits, until=sits.booking.ends_at, over=over)


def _nearer(known: BookingRow | None, row: BookingRow, moment: datetime) -> BookingRow:
    """Of two at one seat: who is there, and of those whose time it is.

    Somebody who came early may share the seat with who is about to go; a basic server may tell two
    of any kind.
    """
    if known is None:
        return row
    return max(known, row, key=lambda each: _claim(each.booking, moment))


def _claim(booking: Booking, moment: datetime) -> tuple[bool, bool]:
    begun = booking.starts_at is not None and booking.starts_at <= moment
    return booking.status == Status.CHECKED_IN, begun
