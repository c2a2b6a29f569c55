"""Who holds which seat when: half-open spans that never overlap on one seat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import bindparam, delete, insert, select

from app.contract.errors import AlreadyBooked, SeatTaken
from app.contract.lifecycle import Status
from app.contract.tongue import translate
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
_sitting = (
    select(occupancy.c.starts_at, occupancy.c.ends_at, occupancy.c.booking_id)
    .join(bookings, bookings.c.id == occupancy.c.booking_id)
    .where(
        occupancy.c.seat_id == bindparam("seat"),
        occupancy.c.booking_id != bindparam("booking"),
        occupancy.c.starts_at <= bindparam("at", type_=Moment),
        occupancy.c.ends_at > bindparam("at", type_=Moment),
        bookings.c.status == Status.CHECKED_IN,
    )
)
_until_then = (
    select(occupancy.c.ends_at)
    .where(
        occupancy.c.seat_id == bindparam("seat"),
        occupancy.c.booking_id != bindparam("booking"),
        occupancy.c.starts_at < bindparam("until", type_=Moment),
        occupancy.c.ends_at > bindparam("from", type_=Moment),
    )
    .order_by(occupancy.c.ends_at.desc())
    .limit(1)
)
_own = (
    select(
        bookings.c.id,
        bookings.c.code,
        bookings.c.seat_label,
        occupancy.c.starts_at,
        occupancy.c.ends_at,
    )
    .join(bookings, bookings.c.id == occupancy.c.booking_id)
    .where(
        bookings.c.student_id == bindparam("student"),
        bookings.c.library_id == bindparam("library"),
        occupancy.c.starts_at < bindparam("until", type_=Moment),
        occupancy.c.ends_at > bindparam("from", type_=Moment),
    )
    .order_by(occupancy.c.starts_at)
    .limit(1)
)


def _choose_another() -> str:
    return translate("hub", "Choose another seat or another time.")


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A booking's wish to hold a seat in `[starts_at, ends_at)`.

    `zone` is for the words of a refusal, and `advice` is how they end.
    """

    booking_id: str
    library_id: str
    seat_id: str
    seat_label: str
    starts_at: datetime
    ends_at: datetime
    zone: str
    advice: str = msgspec.field(default_factory=_choose_another)


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
        raise _taken(work, claim, in_the_way)
    work.conn.execute(
        insert(occupancy),
        {
            "booking_id": claim.booking_id,
            "seat_id": claim.seat_id,
            "starts_at": claim.starts_at,
            "ends_at": claim.ends_at,
        },
    )


def require_nobody_sits(work: Work, claim: Claim, at: datetime) -> None:
    """Pass when nobody else sits on the seat at that time, which is theirs.

    Raises:
        SeatTaken: as `hold`.
    """
    sitting = work.conn.execute(
        _sitting, {"seat": claim.seat_id, "booking": claim.booking_id, "at": at}
    ).all()
    if sitting:
        raise _taken(work, claim, sitting)


def free_since(
    work: Work, seat_id: str, booking_id: str, since: datetime, until: datetime
) -> datetime:
    """From when on, `since` or later, nobody else holds the seat up to `until`."""
    last = work.conn.execute(
        _until_then, {"seat": seat_id, "booking": booking_id, "from": since, "until": until}
    ).scalar()
    return since if last is None else min(max(since, last), until)


def require_one_seat(
    work: Work, student_id: str, library_id: str, starts_at: datetime, ends_at: datetime, zone: str
) -> None:
    """Pass when the student holds no seat of the library in `[starts_at, ends_at)` yet.

    One account could block every seat otherwise. To be called after something in the library's
    own row was changed: where transactions run side by side, that row's lock makes the student's
    next request wait for this one's end.

    Raises:
        AlreadyBooked: `details` has the booking that is in the way.
    """
    row = work.conn.execute(
        _own,
        {"student": student_id, "library": library_id, "from": starts_at, "until": ends_at},
    ).first()
    if row is None:
        return
    raise AlreadyBooked(
        translate(
            "hub",
            "You have seat {seat} {when} already, by booking {code}. "
            "Cancel that one first, or choose another time.",
        ).format(seat=row.seat_label, when=spoken(row.starts_at, row.ends_at, zone), code=row.code),
        details={
            "bookingId": row.id,
            "code": row.code,
            "seatLabel": row.seat_label,
            "from": msgspec.to_builtins(row.starts_at),
            "until": msgspec.to_builtins(row.ends_at),
        },
    )


def release(work: Work, booking_id: str) -> None:
    """Let go of what the booking holds; fine when it holds nothing."""
    work.conn.execute(delete(occupancy).where(occupancy.c.booking_id == booking_id))


def _taken(work: Work, claim: Claim, in_the_way: Sequence[Any]) -> SeatTaken:
    begins, until = in_the_way[0].starts_at, max(row.ends_at for row in in_the_way)
    details: dict[str, Any] = {
        "from": msgspec.to_builtins(begins),
        "until": msgspec.to_builtins(until),
        "seatId": claim.seat_id,
    }
    told: dict[str, Any] = {}
    if claim.library_id in work.by.roles:
        told = _for_staff(work, in_the_way[0].booking_id)
        details |= told
    seat, when = claim.seat_label, spoken(begins, until, claim.zone)
    said = (
        translate(
            "hub", "Seat {seat} is taken {when} by booking {code} ({student}). {advice}"
        ).format(
            seat=seat,
            when=when,
            code=told["code"],
            student=told["studentName"],
            advice=claim.advice,
        )
        if told
        else translate("hub", "Seat {seat} is taken {when}. {advice}").format(
            seat=seat, when=when, advice=claim.advice
        )
    )
    return SeatTaken(said, details=details)


def _for_staff(work: Work, booking_id: str) -> dict[str, Any]:
    query = select(bookings.c.code, bookings.c.student_name).where(bookings.c.id == booking_id)
    row = work.conn.execute(query).first()
    if row is None:
        return {}
    return {"bookingId": booking_id, "code": row.code, "studentName": row.student_name}


def spoken(begins: datetime, until: datetime, zone_name: str) -> str:
    """`from 14:00 to 16:00 on 3 May`, in the library's zone."""
    first, last = begins.astimezone(zone(zone_name)), until.astimezone(zone(zone_name))
    begin, end = f"{first:%H:%M}", f"{last:%H:%M}"
    if first.date() == last.date():
        return translate("hub", "from {begin} to {end} on {day} {month}").format(
            begin=begin, end=end, day=first.day, month=_month(first)
        )
    return translate(
        "hub", "from {begin} on {day} {month} to {end} on {last_day} {last_month}"
    ).format(
        begin=begin,
        day=first.day,
        month=_month(first),
        end=end,
        last_day=last.day,
        last_month=_month(last),
    )


def _month(day: datetime) -> str:
    names = (
        translate("hub", "January"),
        translate("hub", "February"),
        translate("hub", "March"),
        translate("hub", "April"),
        translate("hub", "May"),
        translate("hub", "June"),
        translate("hub", "July"),
        translate("hub", "August"),
        translate("hub", "September"),
        translate("hub", "October"),
        translate("hub", "November"),
        translate("hub", "December"),
    )
    return names[day.month - 1]
