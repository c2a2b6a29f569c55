"""Which alert follows from a change, and whether it rings; pure, and the words for it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from app.contract import events
from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import Booking, Library
from app.core import wording
from app.core.changes import Alert, AlertKind

RINGING = frozenset({AlertKind.CREATED, AlertKind.CANCELLED, AlertKind.CHECKIN})
"""What is told with a toast and a chime; the others are only recorded."""

ONE_BY_ONE = 3
"""After an absence, more alerts than this become one summary."""

BY_EVENT = {
    events.BOOKING_CREATED: AlertKind.CREATED,
    events.BOOKING_CANCELLED: AlertKind.CANCELLED,
    events.BOOKING_UPDATED: AlertKind.UPDATED,
    events.BOOKING_CHECKIN: AlertKind.CHECKIN,
    events.BOOKING_CHECKOUT: AlertKind.CHECKOUT,
}


class Where(msgspec.Struct, frozen=True):
    """The library that an alert is about, and whether it is one of several that ring here."""

    library: Library
    several: bool = False


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


def alert(
    kind: AlertKind,
    booking: Booking,
    *,
    where: Where,
    at: datetime,
    received_at: datetime,
    now: datetime,
) -> Alert:
    """The alert about one booking, worded as seen from `now`."""
    return Alert(
        id=alert_id(kind, booking),
        kind=kind,
        library_id=booking.library_id,
        title=wording.title(kind, booking),
        body=wording.body(kind, booking, where.library, now, several=where.several),
        at=at,
        received_at=received_at,
        summary=False,
        booking_id=booking.id,
    )


def summary(
    summary_id: str,
    library_id: str,
    told: Sequence[tuple[str, str]],
    first: Sequence[tuple[AlertKind, Booking]],
    *,
    where: Where,
    at: datetime,
    received_at: datetime,
) -> Alert:
    """One alert for many of one library: `told` is kind and booking id of each, not empty.

    `first` are the kinds and bookings that its body tells one by one.
    """
    return Alert(
        id=summary_id,
        kind=AlertKind.SUMMARY,
        library_id=library_id,
        title=wording.summary_title([kind for kind, _ in told]),
        body=wording.summary_body(
            first, len(told), where.library, received_at, several=where.several
        ),
        at=at,
        received_at=received_at,
        summary=True,
        booking_ids=tuple(dict.fromkeys(booking_id for _, booking_id in told)),
    )
