"""Another seat or another time for a booking, looked at before anybody is asked; pure."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.contract.lifecycle import Status, holds_seat, is_over
from app.contract.models import Booking, BookingEdit, BookingKind, Seat
from app.contract.pricing import changed_total
from app.core.commands import Action
from app.core.seating import Seating

STEP = timedelta(minutes=15)
"""What is dragged along the hours moves by such steps."""


class Why(StrEnum):
    """Why a booking cannot be put somewhere."""

    TAKEN = "taken"
    CLOSED = "closed"
    PAST = "past"
    SHORT = "short"


class Shift(msgspec.Struct, frozen=True, kw_only=True):
    """A booking somewhere else: `why` not and, if it is `taken`, by whom.

    `total_minor` is what it costs then, None where nobody can tell.
    """

    booking: Booking
    seat: Seat
    starts_at: datetime
    ends_at: datetime
    why: Why | None = None
    taken: Booking | None = None
    total_minor: int | None = None

    @property
    def is_another(self) -> bool:
        """Whether anything would be different."""
        return self.seat.id != self.booking.seat_id or self.moves_in_time

    @property
    def moves_in_time(self) -> bool:
        """Whether it begins or ends at another time."""
        before = (self.booking.starts_at, self.booking.ends_at)
        return (self.starts_at, self.ends_at) != before

    @property
    def purpose(self) -> Action:
        """What the edit is for."""
        same = (self.booking.seat_id, self.booking.starts_at)
        return Action.EXTEND if (self.seat.id, self.starts_at) == same else Action.MOVE

    @property
    def edit(self) -> BookingEdit:
        """What is asked of the hub: only what becomes different."""
        booking = self.booking
        fields: dict[str, Any] = {}
        if self.seat.id != booking.seat_id:
            fields["seat_id"] = self.seat.id
        if self.starts_at != booking.starts_at:
            fields["starts_at"] = self.starts_at
        if self.ends_at != booking.ends_at:
            fields["ends_at"] = self.ends_at
        return msgspec.structs.replace(BookingEdit(version=booking.version), **fields)


def may_move(booking: Booking, now: datetime) -> bool:
    """Whether a booking can have another seat."""
    placed = booking.starts_at is not None and booking.ends_at is not None
    return placed and holds_seat(booking.status) and not is_over(booking.ends_at, now)


def may_slide(booking: Booking, now: datetime) -> bool:
    """Whether it can begin at another time: it has not begun, and is by the hour."""
    return (
        may_move(booking, now)
        and booking.kind == BookingKind.HOUR
        and booking.status != Status.CHECKED_IN
        and booking.starts_at is not None
        and booking.starts_at > now
    )


def may_stretch(booking: Booking, now: datetime) -> bool:
    """Whether it can end at another time by the hour."""
    return may_move(booking, now) and booking.kind == BookingKind.HOUR


def shifted(
    booking: Booking,
    seat: Seat,
    starts_at: datetime,
    ends_at: datetime,
    seating: Seating,
    zone: tzinfo,
    now: datetime,
) -> Shift:
    """The booking at another seat or time, with what would stand in its way and its price."""
    shift = Shift(booking=booking, seat=seat, starts_at=starts_at, ends_at=ends_at)
    changes: dict[str, Any] = {"total_minor": _price(booking, starts_at, ends_at, zone)}
    taken = seating.clash(seat.id, starts_at, ends_at, but=booking.id)
    if ends_at <= starts_at:
        changes["why"] = Why.SHORT
    elif ends_at <= now or (starts_at < now and starts_at != booking.starts_at):
        changes["why"] = Why.PAST
    elif not seat.available and seat.id != booking.seat_id:
        changes["why"] = Why.CLOSED
    elif taken is not None:
        changes |= {"why": Why.TAKEN, "taken": taken}
    return msgspec.structs.replace(shift, **changes)


def stepped(moment: datetime, zone: tzinfo) -> datetime:
    """The nearest step of the library's clock: quarters of its hours, whatever its zone."""
    offset = moment.astimezone(zone).utcoffset() or timedelta()
    local = moment.timestamp() + offset.total_seconds()
    step = STEP.total_seconds()
    return moment + timedelta(seconds=round(local / step) * step - local)


def _price(booking: Booking, starts_at: datetime, ends_at: datetime, zone: tzinfo) -> int | None:
    if not isinstance(zone, ZoneInfo) or not booking.currency:
        return None
    try:
        return changed_total(booking, starts_at, ends_at, zone)
    except ValueError:
        return None
