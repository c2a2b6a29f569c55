"""Who holds which seat when: half-open spans that never overlap on one seat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from app.contract.errors import SeatTaken
from app.hub.checks import zone
from app.hub.schema import Moment, bookings, occupancy
from app.hub.work import Work

_in_the_way = (
    select(occupancy.c.starts_at, occupancy.c.ends_at, occupancy.c.booking_id)
    .where(
        occupancy.c.seat_id == bindparam("seat"),
        occupancy.c.starts_at < bindparam("until", type_=Moment),
        occupancy.c.ends_at > bindparam("from", type_=Moment),
    )
    .order_by(occupancy.c.starts_at)
)


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A booking's wish to hold a seat in `[starts_at, ends_at)`; `zone` is for the words."""

    booking_id: str
    library_id: str
    seat_id: str
    seat_label: str
    starts_at: datetime
    ends_at: datetime
    zone: str


Hold = Callable[[Work, Claim], None]
"""Takes a seat for a booking or raises `SeatTaken`."""


def hold(work: Work, claim: Claim) -> None:
    """Take the seat for the booking, which must have let go of what it held before.

    The write lock makes check and insert one step; a trigger in the database stands behind.

    Raises:
        SeatTaken: `details` has `from` and `until` of what is in the way; for staff of the
            library also the booking.
    """
    in_the_way = work.conn.execute(
        _in_the_way,
        {"seat": claim.seat_id, "from": claim.starts_at, "until": claim.ends_at},
    ).all()
    if in_the_way:
        begins, until = in_the_way[0].starts_at, max(row.ends_at for row in in_the_way)
        details: dict[str, Any] = {
            "from": msgspec.to_builtins(begins),
            "until": msgspec.to_builtins(until),
            "seatId": claim.seat_id,
        }
        if claim.library_id in work.by.roles:
            details |= _for_staff(work, in_the_way[0].booking_id)
        raise SeatTaken(
            f"Seat {claim.seat_label} is taken {_spoken(begins, until, claim.zone)}. "
            "Choose another seat or another time.",
            details=details,
        )
    work.conn.execute(
        insert(occupancy),
        {
            "booking_id": claim.booking_id,
            "seat_id": claim.seat_id,
            "starts_at": claim.starts_at,
            "ends_at": claim.ends_at,
        },
    )


def release(work: Work, booking_id: str) -> None:
    """Let go of what the booking holds; fine when it holds nothing."""
    work.conn.execute(delete(occupancy).where(occupancy.c.booking_id == booking_id))


def _for_staff(work: Work, booking_id: str) -> dict[str, Any]:
    query = select(bookings.c.code, bookings.c.student_name).where(bookings.c.id == booking_id)
    row = work.conn.execute(query).first()
    if row is None:
        return {}
    return {"bookingId": booking_id, "code": row.code, "studentName": row.student_name}


def _spoken(begins: datetime, until: datetime, zone_name: str) -> str:
    """`from 14:00 to 16:00 on 3 May`, in the library's zone."""
    first, last = begins.astimezone(zone(zone_name)), until.astimezone(zone(zone_name))
    if first.date() == last.date():
        return f"from {first:%H:%M} to {last:%H:%M} on {first.day} {first:%B}"
    return f"from {first:%H:%M} on {first.day} {first:%B} to {last:%H:%M} on {last.day} {last:%B}"
