"""The states of a booking, the ways between them, and what may be done when."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from app.contract.models import BookingKind
from app.contract.tongue import translate


class Status(StrEnum):
    """Where a booking stands. Nothing is ever deleted, so every end is a state."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    CHECKED_IN = "checked_in"
    COMPLETED = "completed"
    DECLINED = "declined"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    NO_SHOW = "no_show"


TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.PENDING: frozenset(
        {Status.CONFIRMED, Status.DECLINED, Status.CANCELLED, Status.EXPIRED}
    ),
    Status.CONFIRMED: frozenset(
        {Status.CHECKED_IN, Status.CANCELLED, Status.EXPIRED, Status.NO_SHOW}
    ),
    # The undos: a check-in was a slip; a late student is let in after all; a check-out was one.
    Status.CHECKED_IN: frozenset({Status.COMPLETED, Status.CONFIRMED}),
    Status.NO_SHOW: frozenset({Status.CHECKED_IN}),
    Status.COMPLETED: frozenset({Status.CHECKED_IN}),
    Status.DECLINED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.EXPIRED: frozenset(),
}

HOLDING = frozenset({Status.PENDING, Status.CONFIRMED, Status.CHECKED_IN})
"""States in which the booking holds its seat."""

UNDONE: dict[str, Status] = {
    Status.CHECKED_IN: Status.CONFIRMED,
    Status.COMPLETED: Status.CHECKED_IN,
}
"""What a booking goes back to when the last press at the desk was a slip."""

CAME_FROM = frozenset({Status.CONFIRMED, Status.NO_SHOW})
"""States from which somebody is checked in. A check-in taken back leads to the one that was.

It is asked for as a step to "confirmed", for only the hub knows for sure which it was.
"""

CHECK_IN_BEFORE = timedelta(minutes=30)
"""So long before its start a booking is for now: students come early, but not by days."""

RELEASED_KINDS = frozenset({BookingKind.HOUR, BookingKind.DAY})
"""Kinds that a rule of no-shows is for; who holds a seat for a month need not come each day."""

ENDED_UNUSED = frozenset({Status.DECLINED, Status.CANCELLED, Status.EXPIRED})

UNUSED_WHEN_OVER: dict[Status, Status] = {
    Status.CONFIRMED: Status.NO_SHOW,
    Status.PENDING: Status.EXPIRED,
}
"""What a booking amounts to once its time is over, also while nobody has said so."""


def may_become(now: str, then: str) -> bool:
    """Whether a booking in state `now` may go to `then`; unknown words may go nowhere."""
    try:
        return Status(then) in TRANSITIONS[Status(now)]
    except ValueError:
        return False


def why_not(now: str, then: str) -> str | None:
    """Why a booking in state `now` may not go to the status `then`; None when it may."""
    if may_become(now, then):
        return None
    if then == now:
        return _already(then)
    return _cannot(Status(then)).format(state=said(now))


def said(status: str) -> str:
    """A state as sentences name it after "is"; a word that nobody knows stays as it is."""
    known: dict[str, str] = {
        Status.PENDING: translate("lifecycle", "still waiting for confirmation"),
        Status.CONFIRMED: translate("lifecycle", "confirmed"),
        Status.CHECKED_IN: translate("lifecycle", "checked in"),
        Status.COMPLETED: translate("lifecycle", "checked out"),
        Status.DECLINED: translate("lifecycle", "declined"),
        Status.CANCELLED: translate("lifecycle", "cancelled"),
        Status.EXPIRED: translate("lifecycle", "expired"),
        Status.NO_SHOW: translate("lifecycle", "marked as not arrived"),
    }
    return known.get(status, status)


def _already(status: str) -> str:
    known: dict[str, str] = {
        Status.PENDING: translate("lifecycle", "This booking is waiting for confirmation already."),
        Status.CONFIRMED: translate("lifecycle", "This booking is confirmed already."),
        Status.CHECKED_IN: translate("lifecycle", "This booking is checked in already."),
        Status.COMPLETED: translate("lifecycle", "This booking is checked out already."),
        Status.DECLINED: translate("lifecycle", "This booking is declined already."),
        Status.CANCELLED: translate("lifecycle", "This booking is cancelled already."),
        Status.EXPIRED: translate("lifecycle", "This booking is expired already."),
        Status.NO_SHOW: translate("lifecycle", "This booking is marked as not arrived already."),
    }
    other = translate("lifecycle", "This booking is {state} already.").format(state=status)
    return known.get(status, other)


def _cannot(then: Status) -> str:
    """Why a booking that is `{state}` cannot go to `then`."""
    return {
        Status.PENDING: translate(
            "lifecycle",
            "This booking is {state}, so it cannot be put back to waiting for confirmation.",
        ),
        Status.CONFIRMED: translate(
            "lifecycle", "This booking is {state}, so it cannot be confirmed."
        ),
        Status.CHECKED_IN: translate(
            "lifecycle", "This booking is {state}, so it cannot be checked in."
        ),
        Status.COMPLETED: translate(
            "lifecycle", "This booking is {state}, so it cannot be checked out."
        ),
        Status.DECLINED: translate(
            "lifecycle", "This booking is {state}, so it cannot be declined."
        ),
        Status.CANCELLED: translate(
            "lifecycle", "This booking is {state}, so it cannot be cancelled."
        ),
        Status.EXPIRED: translate("lifecycle", "This booking is {state}, so it cannot expire."),
        Status.NO_SHOW: translate(
            "lifecycle", "This booking is {state}, so it cannot be marked as not arrived."
        ),
    }[then]


def may_step(status: str, then: str, ends_at: datetime | None, now: datetime) -> bool:
    """Whether a booking in `status` that ends at `ends_at` may go to `then` at `now`.

    Nobody can be checked in, for the first time or again, once its time is over.
    """
    if then == Status.CHECKED_IN and is_over(ends_at, now):
        return False
    return may_become(status, then)


def is_over(ends_at: datetime | None, now: datetime) -> bool:
    """Whether the time of a booking is over; False when it names no end."""
    return ends_at is not None and ends_at <= now


def amounts_to(status: str, ends_at: datetime | None, now: datetime) -> str:
    """What a booking is to people at `now`: its status, unless it is over and was never used."""
    if is_over(ends_at, now):
        return next((then for before, then in UNUSED_WHEN_OVER.items() if before == status), status)
    return status


def holds_seat(status: str) -> bool:
    """Whether a booking in this state keeps its seat from others."""
    return status in HOLDING


def held_since(
    status: str, starts_at: datetime | None, checked_in_at: datetime | None
) -> datetime | None:
    """From when a booking keeps its seat from others: its start, or when who came earlier sat down.

    None when it names no start.
    """
    if status == Status.CHECKED_IN and starts_at is not None and checked_in_at is not None:
        return min(starts_at, checked_in_at)
    return starts_at


def is_time_to_check_in(
    starts_at: datetime | None, ends_at: datetime | None, now: datetime
) -> bool:
    """Whether a student who comes now comes for this booking; False when it names no start."""
    if starts_at is None:
        return False
    return starts_at - CHECK_IN_BEFORE <= now and not is_over(ends_at, now)


def released_at(
    status: str,
    kind: str,
    starts_at: datetime | None,
    held_until: datetime | None,
    after_minutes: int | None,
) -> datetime | None:
    """When a booking to which nobody has come gives up its seat, by its library's rule.

    The rule is so many minutes after the start, or what the desk holds the seat until, if that
    is later. None: it does not, for there is no rule, or it is none that waits for somebody.
    """
    waits = status == Status.CONFIRMED and kind in RELEASED_KINDS
    if after_minutes is None or starts_at is None or not waits:
        return None
    due = starts_at + timedelta(minutes=after_minutes)
    return due if held_until is None else max(due, held_until)
