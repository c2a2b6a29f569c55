"""What news shows to be our own doing though nobody says so: snapshots and lists name no cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any

import msgspec
from msgspec import UNSET

from app.contract.lifecycle import CAME_FROM, ENDED_UNUSED, Status
from app.contract.models import Booking, BookingRequest, Source
from app.core.batch import Batch, Origin, Told
from app.core.commands import Cancel, CheckIn, CheckOut, Command, Edit, Undo, WalkIn
from app.core.edits import edited
from app.core.outbox import Outbox

Step = CheckIn | CheckOut | Undo | Cancel | Edit
"""A command about a booking that exists."""

_ROUNDED = timedelta(seconds=1)
_OVER = frozenset({*ENDED_UNUSED, Status.COMPLETED, Status.NO_SHOW})


def recognised(outbox: Outbox, batch: Batch, is_known: Callable[[str], bool]) -> Batch:
    """The batch, with the oldest command's key as the cause of what must be its outcome.

    Commands go out one by one, so no other can have been done without an answer. An event of
    a hub says itself what caused it; a snapshot and a basic backend's list do not. `is_known`
    tells whether a booking has a row here: what was here before is no new walk-in.
    """
    if batch.origin not in {Origin.SNAPSHOT, Origin.LISTED}:
        return batch
    command = outbox.first()
    outcome = _outcome(command, outbox, batch, is_known) if command is not None else None
    if command is None or outcome is None:
        return batch
    caused = msgspec.structs.replace(outcome, cause=command.key)
    bookings = tuple(caused if told is outcome else told for told in batch.bookings)
    return msgspec.structs.replace(batch, bookings=bookings)


def _outcome(
    command: Command, outbox: Outbox, batch: Batch, is_known: Callable[[str], bool]
) -> Told | None:
    listed = batch.origin is Origin.LISTED
    found: Iterable[Told] = ()
    match command.what:
        case WalkIn(request=asked):
            if command.attempts and outbox.real_id(command.key) is None:
                fits = is_of if listed else _is_wholly_of
                made = (told for told in batch.bookings if fits(asked, told.booking))
                found = (told for told in made if not is_known(told.booking.id))
        case CheckIn() | CheckOut() | Undo() | Cancel() | Edit() as step:
            # Nothing is sent to a basic backend that its list shows as done.
            if command.attempts or listed:
                found = (told for told in batch.bookings if shows(step, told.booking))
    return next(iter(found), None)


def becomes(step: Step) -> str | None:
    """The state to which a step brings its booking; None when it leaves it in its own."""
    match step:
        case CheckIn():
            return Status.CHECKED_IN
        case CheckOut():
            return Status.COMPLETED
        case Cancel():
            return Status.CANCELLED
        case Undo(status=status):
            return status
        case Edit(edit=edit):
            return None if edit.status is UNSET else edit.status


def shows(step: Step, booking: Booking) -> bool:
    """Whether the booking is as the step wants it."""
    if booking.id != step.booking_id:
        return False
    if isinstance(step, Cancel):
        return booking.status in ENDED_UNUSED
    if isinstance(step, Edit):
        return all(_same(getattr(booking, name), asked) for name, asked in edited(step.edit))
    if isinstance(step, Undo) and step.status in CAME_FROM:
        return booking.status in CAME_FROM
    return booking.status == becomes(step)


def _same(shown: Any, asked: Any) -> bool:
    if isinstance(shown, datetime) and isinstance(asked, datetime):
        return abs(shown - asked) < _ROUNDED
    if isinstance(shown, str) and isinstance(asked, str):
        return _letters(shown) == _letters(asked)
    return bool(shown == asked)


def is_of(asked: BookingRequest, booking: Booking) -> bool:
    """Whether a basic backend's booking is what was asked for, in whatever it does not respell.

    It may write a phone number its own way, round an end or keep a start in milliseconds, and
    one that was overlooked would be made twice.
    """
    return (
        booking.seat_id == asked.seat_id
        and booking.starts_at is not None
        and abs(booking.starts_at - asked.starts_at) < _ROUNDED
        and _letters(booking.student_name) == _letters(asked.student_name)
        and booking.library_id in {"", asked.library_id}
    )


def _is_wholly_of(asked: BookingRequest, booking: Booking) -> bool:
    """As `is_of`, of a hub's row: it lacks nothing, and one that is over may be an earlier one."""
    told = (booking.kind, booking.source, _letters(booking.student_phone))
    wanted = (asked.kind, asked.source or Source.WALK_IN, _letters(asked.student_phone))
    ends_so = asked.ends_at is None or booking.ends_at == asked.ends_at
    return is_of(asked, booking) and told == wanted and ends_so and booking.status not in _OVER


def _letters(text: str) -> str:
    """A text as servers keep it: trimmed, without control characters."""
    shown = "".join(letter for letter in text if letter.isprintable() or letter.isspace())
    return " ".join(shown.split())
