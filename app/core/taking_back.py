"""Takes a command of ours back: out of the outbox, or by others behind it."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

import msgspec

from app.contract.errors import WrongState
from app.contract.lifecycle import Status
from app.contract.models import BookingEdit, PaymentStatus
from app.contract.tongue import translate
from app.core import provisional, undoing
from app.core.changes import BookingRow, Changes
from app.core.commanding import Tables, joined, queue, row_of, shown
from app.core.commands import Action, Cancel, CheckIn, Command, Edit, Sight, Undo, WalkIn, What
from app.core.outbox import Given
from app.core.wording import shown_name


def by_mistake() -> str:
    """The reason of a cancellation that takes a booking made at the desk back."""
    return translate("taking back", "Booked by mistake")


def take_back(tables: Tables, key: str, now: datetime) -> Changes:
    """Take a command back; what a walk-in led to goes with it.

    Raises:
        WrongState: it was refused, or what it made of its booking does not stand any more.
    """
    given = tables.outbox.given(key)
    row = row_of(tables, given.command) if given is not None else None
    if given is None or row is None:
        raise WrongState(_nothing())
    if isinstance(given.command.what, WalkIn):
        return _unbook(tables, given, row, now)
    what, behind = given.command.what, tables.outbox.about(row.booking.id)
    if given.waits and not given.command.attempts and behind[-1:] == [given.command]:
        tables.outbox.withdraw(key)
        return shown(tables, given.command)
    sight = Sight.of(row.booking)
    if not given.waits:
        if given.made is None:
            raise WrongState(_nothing())
        if not undoing.still_stands(what, given.made, sight):
            raise _changed_since(row)
    version = row.booking.version
    if given.waits and isinstance(what, Edit):
        version = what.edit.version
    back = undoing.way_back(what, version=version)
    if back is None:
        raise WrongState(
            translate(
                "taking back", "This cannot be taken back. Change the booking as it is to be."
            )
        )
    fields: dict[str, Any] = {"booking_id": row.booking.id}
    if isinstance(back, Edit) and not given.waits:
        fields["seen"] = sight
    return _give(tables, msgspec.structs.replace(back, **fields), now)


def _unbook(tables: Tables, given: Given, row: BookingRow, now: datetime) -> Changes:
    """Take a booking made at the desk back, with its check-in and its payment."""
    booking, key = row.booking, given.command.key
    behind = tables.outbox.about(booking.id)
    if given.waits and not any(each.attempts for each in behind):
        # The hub has never heard of it, so it never was.
        for each in behind:
            tables.outbox.withdraw(each.key)
        removed = provisional.take_back(tables.connection, key)
        return Changes(removed=(removed,) if removed is not None else ())
    sight = Sight.of(booking)
    if not given.waits and not _is_as_made(tables, given, sight):
        raise _changed_since(row)
    for each in behind:
        tables.outbox.withdraw(each.key)
    sits = booking.status == Status.CHECKED_IN or any(
        isinstance(each.what, CheckIn) for each in tables.outbox.about(booking.id)
    )
    about: dict[str, Any] = {"booking_id": booking.id}
    steps: list[What] = []
    if sits:
        steps.append(Undo(status=Status.CONFIRMED, version=booking.version, **about))
    if booking.paid_minor or booking.payment_status == PaymentStatus.PAID:
        edit = BookingEdit(version=booking.version, payment_status=PaymentStatus.UNPAID)
        if booking.paid_minor is not None:
            edit = BookingEdit(version=booking.version, paid_minor=0)
        steps.append(Edit(purpose=Action.PAY, edit=edit, seen=sight, **about))
    steps.append(Cancel(reason=by_mistake(), version=booking.version, seen=sight, **about))
    changes = shown(tables, given.command)
    for step in steps:
        more = _give(tables, step, now)
        changes = Changes(bookings=joined(changes.bookings, more.bookings))
    return changes


def _is_as_made(tables: Tables, given: Given, sight: Sight) -> bool:
    """Whether nobody but this desk has done anything to a booking that was made here."""
    made = given.made
    if made is None:
        return False
    booking_id = tables.outbox.real_id(given.command.key) or given.command.booking_id
    if sight.status == Status.CHECKED_IN and tables.outbox.gave(booking_id, Action.CHECK_IN):
        sight = msgspec.structs.replace(sight, status=made.status)
    return sight == made


def _changed_since(row: BookingRow) -> WrongState:
    name = shown_name(row.booking.student_name)
    return WrongState(
        translate(
            "taking back",
            "Somebody has changed the booking of {name} since, so nothing was taken back. "
            "Look at it as it is now.",
        ).format(name=name)
    )


def _nothing() -> str:
    return translate(
        "taking back",
        "There is nothing to take back: this was refused, or it was done long ago.",
    )


def _give(tables: Tables, what: What, now: datetime) -> Changes:
    return queue(tables, Command(key=uuid.uuid4().hex, what=what), now)
