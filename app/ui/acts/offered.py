"""What can be done about a booking now, and the key of each."""

from __future__ import annotations

from datetime import datetime

from app.contract.lifecycle import (
    ENDED_UNUSED,
    UNDONE,
    Status,
    holds_seat,
    is_over,
    is_time_to_check_in,
    may_step,
)
from app.contract.models import BookingKind
from app.core.changes import BookingRow
from app.core.commands import BESIDE, LOCAL, Action

KEYS: dict[Action, str] = {
    Action.CONFIRM: "C",
    Action.DECLINE: "D",
    Action.CHECK_IN: "I",
    Action.CHECK_OUT: "O",
    Action.UNDO: "U",
    Action.NO_SHOW: "N",
    Action.HOLD: "H",
    Action.EXTEND: "E",
    Action.MOVE: "S",
    Action.PAY: "P",
    Action.NOTE: "T",
    Action.CANCEL: "Del",
}
"""The key of each action on a booking, on every page."""

AT_ONCE = frozenset({Action.CONFIRM, Action.CHECK_IN, Action.CHECK_OUT, Action.UNDO})
"""What is done without a question, but for a check-in long before its time."""

ASKED = frozenset({Action.EXTEND, Action.MOVE, Action.PAY, Action.NOTE})
"""What asks for something first, which can be asked for once more."""


def offered(row: BookingRow, now: datetime) -> set[Action]:
    """What a booking allows, as far as the desk knows; the hub refuses the rest."""
    booking = row.booking
    status, ends_at = booking.status, booking.ends_at
    over = is_over(ends_at, now)
    begun = booking.starts_at is not None and booking.starts_at <= now
    placed = booking.starts_at is not None and ends_at is not None
    back = UNDONE.get(status)

    def may(then: str) -> bool:
        return may_step(status, then, ends_at, now)

    allowed = {
        Action.CONFIRM: may(Status.CONFIRMED) and status == Status.PENDING,
        Action.DECLINE: may(Status.DECLINED),
        # Back from "completed" it is an undo, which has a button of its own.
        Action.CHECK_IN: status not in UNDONE and may(Status.CHECKED_IN),
        Action.CHECK_OUT: status == Status.CHECKED_IN,
        # What waits to be sent is taken back before anything else is.
        Action.UNDO: _is_to_be_sent(row) or (back is not None and may(back)),
        Action.NO_SHOW: begun and may(Status.NO_SHOW),
        Action.EXTEND: placed
        and holds_seat(status)
        and booking.kind in set(BookingKind)
        and (not over or status == Status.CHECKED_IN),
        Action.MOVE: placed and holds_seat(status) and not over,
        # Of what was not used after all, what was paid may go back.
        Action.PAY: is_priced(row) and (status not in ENDED_UNUSED or bool(row.awaited.paid_minor)),
        Action.NOTE: True,
        Action.CANCEL: may(Status.CANCELLED),
    }
    return {action for action, yes in allowed.items() if yes}


def is_held_up(row: BookingRow, action: Action) -> bool:
    """Whether an action has to wait until what was done before is sent."""
    if action is Action.UNDO and _is_to_be_sent(row):
        return False
    return row.is_held_up and action not in BESIDE


def _is_to_be_sent(row: BookingRow) -> bool:
    """Whether something waits that can be taken back; taking back pressed twice is one."""
    return row.pending is not None and row.pending != Action.UNDO


def is_due(row: BookingRow, now: datetime) -> bool:
    """Whether who comes now comes for it; of one without a start nothing says that it is early."""
    booking = row.booking
    return booking.starts_at is None or is_time_to_check_in(booking.starts_at, booking.ends_at, now)


def is_priced(row: BookingRow) -> bool:
    """Whether it is known what it costs; of a walk-in that waits only the hub may know."""
    booking = row.booking
    return bool(booking.currency) and (bool(booking.total_minor) or LOCAL not in booking.id)
