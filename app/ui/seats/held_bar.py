"""A bar of the day that is on its way, in the hand of the pointer or carried by keys."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from enum import StrEnum

import msgspec
from PySide6.QtCore import QPointF

from app.core.changes import BookingRow
from app.core.shift import STEP, Shift, may_move, may_slide, may_stretch, stepped


class Grip(StrEnum):
    """By what a bar is held: all of it, or its end."""

    BODY = "body"
    END = "end"


class Spot(msgspec.Struct, frozen=True, kw_only=True):
    """A seat, and from when until when."""

    seat_id: str
    starts_at: datetime
    ends_at: datetime


class HeldBar(msgspec.Struct, kw_only=True):
    """`from_` is where the pointer took it up, None when keys carry it.

    It is not `begun` while the pointer may only have clicked; `shift` is where it would be.
    """

    row: BookingRow
    grip: Grip
    from_: QPointF | None = None
    begun: bool = False
    shift: Shift | None = None

    @property
    def spot(self) -> Spot | None:
        """Where it is carried now; where it stands while it was not carried yet."""
        shift, booking = self.shift, self.row.booking
        if shift is not None:
            return Spot(seat_id=shift.seat.id, starts_at=shift.starts_at, ends_at=shift.ends_at)
        return standing(self.row) if booking.seat_id is not None else None


def standing(row: BookingRow) -> Spot | None:
    """Where a booking stands; None when it has no seat or no time."""
    booking = row.booking
    if booking.seat_id is None or booking.starts_at is None or booking.ends_at is None:
        return None
    return Spot(seat_id=booking.seat_id, starts_at=booking.starts_at, ends_at=booking.ends_at)


def may_hold(row: BookingRow, grip: Grip, now: datetime) -> bool:
    """Whether a bar can be held so: not while something else waits to be sent for it."""
    may = may_stretch if grip is Grip.END else may_move
    return not row.is_held_up and may(row.booking, now)


def pulled(
    row: BookingRow,
    grip: Grip,
    spot: Spot,
    seat_id: str,
    by: timedelta,
    zone: tzinfo,
    now: datetime,
) -> Spot:
    """Where a bar comes from `spot` when it is pulled to a seat, and along the hours by a span.

    By its end it becomes longer or shorter. As a whole it goes along the hours only if it has not
    begun; without a span it keeps its very minute.
    """
    if grip is Grip.END:
        return msgspec.structs.replace(spot, ends_at=stepped(spot.ends_at + by, zone))
    if not by or not may_slide(row.booking, now):
        return msgspec.structs.replace(spot, seat_id=seat_id)
    start = stepped(spot.starts_at + by, zone)
    ends_at = spot.ends_at + (start - spot.starts_at)
    return Spot(seat_id=seat_id, starts_at=start, ends_at=ends_at)


def pushed(
    row: BookingRow, grip: Grip, spot: Spot, steps: int, zone: tzinfo, now: datetime
) -> Spot:
    """As `pulled`, by so many steps of the hours."""
    return pulled(row, grip, spot, spot.seat_id, steps * STEP, zone, now)
