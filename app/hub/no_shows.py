"""No-shows by a library's own rule: who waits in vain for whom, and how long a seat is held."""

from __future__ import annotations

import itertools
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import bindparam, select

from app.contract.errors import InvalidInput, WrongState
from app.contract.lifecycle import Status, released_at, said
from app.contract.models import Booking, BookingEdit
from app.contract.tongue import translate
from app.contract.wire import builtins
from app.hub import checks
from app.hub.booking_rows import as_booking
from app.hub.schema import Moment, bookings, libraries
from app.hub.steps import given_at
from app.hub.work import Look, Work

SHORTEST, LONGEST = 5, 1440
"""Minutes that a rule may give; who is late by less is on the stairs."""

_rules = select(libraries.c.id, libraries.c.no_show_after_minutes).where(
    libraries.c.no_show_after_minutes.is_not(None), libraries.c.deleted_at.is_(None)
)
_rule = select(libraries.c.no_show_after_minutes).where(libraries.c.id == bindparam("library"))
_begun = (
    select(bookings)
    .where(
        bookings.c.library_id == bindparam("library"),
        bookings.c.status == Status.CONFIRMED,
        bookings.c.starts_at <= bindparam("latest", type_=Moment),
    )
    # A seat that is still wanted comes before what has long been over.
    .order_by(bookings.c.starts_at.desc())
)


def rule(minutes: int | None) -> int | None:
    """A rule that a library may have.

    Raises:
        InvalidInput: less than five minutes, or more than a day.
    """
    return (
        minutes
        if minutes is None
        else checks.number("noShowAfterMinutes", minutes, SHORTEST, LONGEST)
    )


def due(look: Look, now: datetime, limit: int) -> list[Booking]:
    """So many of the bookings that give up their seat by `now`, those that began last first."""
    begun = (
        (row.no_show_after_minutes, as_booking(each))
        for row in look.conn.execute(_rules).all()
        for each in look.conn.execute(_begun, _in_time(row.id, row.no_show_after_minutes, now))
    )
    over = (booking for minutes, booking in begun if _is_due(booking, minutes, now))
    return list(itertools.islice(over, limit))


def grace(booking: Booking, minutes: int | None, now: datetime) -> datetime | None:
    """How long the seat of a booking is held that is confirmed after it has begun.

    Its student has the time that the rule gives from now on; by the rule alone a seat could be
    given up in the moment in which it is taken. None where nothing needs to be held.
    """
    due_at = _released_at(booking, minutes)
    began, ends_at = booking.starts_at, booking.ends_at
    if due_at is None or minutes is None or began is None or ends_at is None or began >= now:
        return None
    return min(now + timedelta(minutes=minutes), ends_at)


def held(
    work: Work, standing: Booking, changes: dict[str, Any], asked: BookingEdit
) -> dict[str, Any]:
    """What an edit with these `changes` also changes of the time for which the seat is held.

    Raises:
        WrongState: a hold for a booking that is not confirmed.
        InvalidInput: a time before now, or after the booking's end.
    """
    wanted = msgspec.structs.replace(standing, **changes)
    if asked.held_until is not UNSET:
        return {"held_until": _asked(work, standing, wanted, asked.held_until)}
    if wanted.status != Status.CONFIRMED:
        return {}
    if standing.status != Status.CONFIRMED or wanted.starts_at != standing.starts_at:
        # A hold was for that start.
        minutes = work.conn.execute(_rule, {"library": standing.library_id}).scalar_one()
        wanted = msgspec.structs.replace(wanted, held_until=None)
        return {"held_until": grace(wanted, minutes, work.now)}
    until, ends_at = wanted.held_until, wanted.ends_at
    if until is not None and ends_at is not None and until > ends_at:
        return {"held_until": ends_at}
    return {}


def _asked(
    work: Work, standing: Booking, wanted: Booking, until: datetime | None
) -> datetime | None:
    if wanted.status != Status.CONFIRMED:
        raise WrongState(
            translate(
                "hub",
                "This booking is {state}, so its seat waits for nobody. "
                "Only a confirmed booking's seat can be held.",
            ).format(state=said(wanted.status)),
            details={"status": wanted.status, "current": builtins(standing)},
        )
    if until is None:
        return None
    told = checks.instant("heldUntil", until)
    if told < given_at(work, wanted) or (wanted.ends_at is not None and told > wanted.ends_at):
        raise InvalidInput(
            translate(
                "hub",
                "A seat can be held from now on until the booking's end. "
                "Choose a time between them.",
            ),
            details={"field": "heldUntil"},
        )
    return told


def _released_at(booking: Booking, minutes: int | None) -> datetime | None:
    return released_at(booking.status, booking.kind, booking.starts_at, booking.held_until, minutes)


def _is_due(booking: Booking, minutes: int, now: datetime) -> bool:
    due_at = _released_at(booking, minutes)
    return due_at is not None and due_at <= now


def _in_time(library_id: str, minutes: int, now: datetime) -> dict[str, Any]:
    return {"library": library_id, "latest": now - timedelta(minutes=minutes)}
