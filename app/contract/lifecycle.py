"""The states of a booking and the ways between them."""

from __future__ import annotations

from enum import StrEnum


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
    Status.CHECKED_IN: frozenset({Status.COMPLETED}),
    # The two undos: a late student is let in after all, a check-out was a slip.
    Status.NO_SHOW: frozenset({Status.CHECKED_IN}),
    Status.COMPLETED: frozenset({Status.CHECKED_IN}),
    Status.DECLINED: frozenset(),
    Status.CANCELLED: frozenset(),
    Status.EXPIRED: frozenset(),
}

HOLDING = frozenset({Status.PENDING, Status.CONFIRMED, Status.CHECKED_IN})
"""States in which the booking holds its seat."""

ENDED_UNUSED = frozenset({Status.DECLINED, Status.CANCELLED, Status.EXPIRED})


def may_become(now: str, then: str) -> bool:
    """Whether a booking in state `now` may go to `then`; unknown words may go nowhere."""
    try:
        return Status(then) in TRANSITIONS[Status(now)]
    except ValueError:
        return False


def holds_seat(status: str) -> bool:
    """Whether a booking in this state keeps its seat from others."""
    return status in HOLDING
