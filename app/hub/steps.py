"""What each step in a booking's life changes, and why it may be refused."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from msgspec import UNSET
from sqlalchemy import select

from app.contract.errors import InvalidInput, StaleVersion, WrongState
from app.contract.events import (
    BOOKING_CANCELLED,
    BOOKING_CHECKIN,
    BOOKING_CHECKOUT,
    BOOKING_CREATED,
    BOOKING_UPDATED,
)
from app.contract.lifecycle import CAME_FROM, Status, holds_seat, may_step, said, why_not
from app.contract.models import Booking, BookingEdit, BookingKind
from app.contract.pricing import changed_total
from app.contract.tongue import translate
from app.contract.wire import builtins
from app.hub import checks, journal, seats
from app.hub.schema import libraries as library_rows
from app.hub.spans import require_timely, span
from app.hub.work import Work


def step(work: Work, standing: Booking, then: str) -> tuple[dict[str, Any], str]:
    """What a step along the lifecycle changes, and the event that tells it.

    Raises:
        InvalidInput: there is no such status.
        WrongState: the lifecycle has no such step, or the booking's time is over.
    """
    require_step(standing, then)
    changes: dict[str, Any] = {"status": Status(then)}
    acted_at = _acted_at(work, standing)
    if then == Status.CANCELLED:
        return changes | {"cancelled_by": work.by.role}, BOOKING_CANCELLED
    if then == Status.COMPLETED:
        return changes | {"checked_out_at": acted_at}, BOOKING_CHECKOUT
    if not may_step(standing.status, then, standing.ends_at, acted_at):
        raise WrongState(
            translate("hub", "This booking's time is over, so nobody can be checked in any more."),
            details={"status": standing.status, "current": builtins(standing)},
        )
    if then == Status.CHECKED_IN:
        if standing.status == Status.COMPLETED:
            # A slip taken back: nobody has arrived, so nothing should ring.
            return changes | {"checked_out_at": None}, BOOKING_UPDATED
        return changes | {"checked_in_at": acted_at}, BOOKING_CHECKIN
    if standing.status == Status.CHECKED_IN:
        # Another slip taken back: whoever comes later is then told as having come.
        was = journal.state_before(work, BOOKING_CHECKIN, standing.id)
        if was in CAME_FROM:
            changes["status"] = Status(was)
        return changes | {"checked_in_at": None}, BOOKING_UPDATED
    return changes, BOOKING_UPDATED


def require_step(standing: Booking, then: str) -> None:
    """Pass when the lifecycle has this step.

    Raises:
        InvalidInput: there is no such status.
        WrongState: there is no such step; `details["current"]` is the booking.
    """
    if then not in set(Status):
        raise checks.no_status(then)
    why = why_not(standing.status, then)
    if why is not None:
        raise WrongState(why, details={"status": standing.status, "current": builtins(standing)})


def require_version(standing: Booking, version: int) -> None:
    """Pass when `version` is the present one.

    Raises:
        StaleVersion: it is not; `details["current"]` is the booking.
    """
    if version == standing.version:
        return
    why = (
        translate(
            "hub",
            "Somebody changed this booking meanwhile. Look at it as it is now and try again.",
        )
        if version < standing.version
        else translate(
            "hub",
            "This booking has had no version {version} yet; it is at {standing}. "
            "Look at it as it is now and try again.",
        ).format(version=f"{version:,}", standing=f"{standing.version:,}")
    )
    raise StaleVersion(why, details={"current": builtins(standing)})


def moved(work: Work, standing: Booking, asked: BookingEdit) -> dict[str, Any]:
    """What a new seat or time changes; the price of a unit stays as it was booked.

    Raises:
        NotFound, Conflict: no such seat, or out of use.
        InvalidInput: a time that cannot be.
        WrongState: the booking holds no seat any more.
    """
    changes: dict[str, Any] = {}
    if asked.seat_id is not UNSET and asked.seat_id != standing.seat_id:
        seat = seats.one(work, standing.library_id, asked.seat_id)
        if not seat.available:
            raise seats.out_of_use(seat)
        changes |= {"seat_id": seat.id, "seat_label": seat.label}
    if asked.starts_at is not UNSET or asked.ends_at is not UNSET:
        was_from, was_to = standing.starts_at, standing.ends_at
        if was_from is None or was_to is None:
            raise InvalidInput(translate("hub", "This booking has no time to change."))
        zone = zone_of(work, standing.library_id)
        kind = BookingKind(standing.kind)
        wished_from = was_from if asked.starts_at is UNSET else asked.starts_at
        wished_to = was_to if asked.ends_at is UNSET else asked.ends_at
        starts_at, ends_at = span(kind, wished_from, wished_to, zone)
        if (starts_at, ends_at) != (was_from, was_to):
            if starts_at != was_from:
                acted_at = given_at(work, standing)
                require_timely(starts_at, ends_at, acted_at, staff=True)
            total = changed_total(standing, starts_at, ends_at, checks.zone(zone))
            changes |= {"starts_at": starts_at, "ends_at": ends_at, "total_minor": total}
    if changes and not holds_seat(standing.status):
        raise WrongState(
            translate(
                "hub", "This booking is {state}, so its seat and time cannot be changed."
            ).format(state=said(standing.status)),
            details={"status": standing.status},
        )
    return changes


def zone_of(work: Work, library_id: str) -> str:
    """The IANA name of a library's zone."""
    query = select(library_rows.c.timezone).where(library_rows.c.id == library_id)
    return str(work.conn.execute(query).scalar_one())


def _acted_at(work: Work, standing: Booking) -> datetime:
    """When the step was taken: not before the arrival, whatever the desk's clock says."""
    acted_at, arrived_at = given_at(work, standing), standing.checked_in_at
    return acted_at if arrived_at is None else max(acted_at, arrived_at)


def given_at(work: Work, standing: Booking) -> datetime:
    """When the command was given: not before the booking was made, which may have waited, too."""
    acted_at, came_at = work.acted_at(standing.library_id), standing.created_at
    if came_at is None or acted_at >= came_at:
        return acted_at
    made_at = journal.done_at(work, BOOKING_CREATED, standing.id) or came_at
    return max(acted_at, made_at)
