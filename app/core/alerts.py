"""Which alert follows from a change; pure."""

from __future__ import annotations

from datetime import datetime

from app.contract import events
from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import Booking
from app.core.changes import AlertKind

ONE_BY_ONE = 3
"""After an absence, more alerts than this become one summary."""

BY_EVENT = {
    events.BOOKING_CREATED: AlertKind.CREATED,
    events.BOOKING_CANCELLED: AlertKind.CANCELLED,
    events.BOOKING_UPDATED: AlertKind.UPDATED,
    events.BOOKING_CHECKIN: AlertKind.CHECKIN,
    events.BOOKING_CHECKOUT: AlertKind.CHECKOUT,
}


def change_between(before: Booking | None, after: Booking) -> AlertKind:
    """What happened to a booking, by its rows; `before` is None for one not known yet."""
    if before is None:
        return AlertKind.CANCELLED if after.status in ENDED_UNUSED else AlertKind.CREATED
    if before.status == after.status:
        return AlertKind.UPDATED
    if after.status in ENDED_UNUSED:
        return AlertKind.CANCELLED
    if after.status == Status.CHECKED_IN and before.status != Status.COMPLETED:
        return AlertKind.CHECKIN
    # Back from "completed" somebody took a slip back, and nobody came in.
    return AlertKind.CHECKOUT if after.status == Status.COMPLETED else AlertKind.UPDATED


def change_since(after: Booking, since: datetime | None) -> AlertKind | None:
    """What rings of a booking's life after `since`, by its row alone; None when nothing does."""

    def later(moment: datetime | None) -> bool:
        return since is not None and moment is not None and moment > since

    if later(after.created_at):
        return change_between(None, after)
    if after.status in ENDED_UNUSED and later(after.updated_at):
        return AlertKind.CANCELLED
    if after.status == Status.CHECKED_IN and later(after.checked_in_at):
        return AlertKind.CHECKIN
    return None


def listed_change(
    before: Booking | None, after: Booking, said: str, meant: AlertKind | None = None
) -> AlertKind:
    """What happened to a booking of a basic backend, which may have states of its own.

    For a word that nobody knows, the event of this name decides (`said`, "" for none), else
    the times and names that a booking gets on its way, else what the word has `meant` so far.
    """
    kind = change_between(before, after)
    if after.status in set(Status):
        return kind
    told = BY_EVENT.get(said)
    if before is None:
        cancelled = AlertKind.CANCELLED in {told, meant if told is None else None}
        return AlertKind.CANCELLED if cancelled else AlertKind.CREATED
    if before.status == after.status:
        return kind
    if told is not None and told is not AlertKind.CREATED:
        return told
    marks = {
        AlertKind.CANCELLED: (before.cancelled_by, after.cancelled_by),
        AlertKind.CHECKOUT: (before.checked_out_at, after.checked_out_at),
        AlertKind.CHECKIN: (before.checked_in_at, after.checked_in_at),
    }
    return next((each for each, (was, now) in marks.items() if now and not was), meant or kind)


def alert_id(kind: AlertKind, booking: Booking) -> str:
    """The key under which the ledger knows this alert: booking, change and version."""
    return f"{booking.id}:{kind.rpartition(':')[2]}:{booking.version}"
