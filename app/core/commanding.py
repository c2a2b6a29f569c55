"""What becomes of a command in the desk's copy: queued, answered, refused."""

from __future__ import annotations

import functools
import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from app.contract.errors import StudySpotError
from app.contract.models import Booking
from app.contract.tongue import translate
from app.core import prices, provisional, undoing
from app.core.apply import apply
from app.core.batch import Batch
from app.core.changes import BookingChange, BookingRow, Changes
from app.core.commands import Action, Command, Refusal, SetPrices, WalkIn
from app.core.hush import Silencing
from app.core.ledger import Ledger
from app.core.outbox import Outbox
from app.core.refusals import Refusals
from app.core.rows import SELECT, booking_row, edit_bytes


class Tables(msgspec.Struct, frozen=True):
    """The tables of an open copy; each works within transactions that the store begins and ends."""

    connection: sqlite3.Connection
    ledger: Ledger
    outbox: Outbox
    refusals: Refusals

    def booking(self, booking_id: str) -> BookingRow | None:
        """The row of a booking."""
        found = self.connection.execute(f"{SELECT} WHERE id = ?", (booking_id,)).fetchone()
        return booking_row(found) if found else None


def queue(tables: Tables, command: Command, now: datetime) -> Changes:
    """Put a command behind the others, and show on what it is about that it waits."""
    tables.outbox.put(command, now)
    if isinstance(command.what, WalkIn):
        made = provisional.expected(tables.connection, command.key, command.what.request, now)
        return Changes(bookings=(provisional.put(tables.connection, made, now),))
    return shown(tables, command)


def answered(
    tables: Tables,
    command: Command,
    booking: Booking | None,
    batch: Batch | None,
    now: datetime,
    silence: Silencing,
) -> Changes:
    """Take a command out together with the row that the hub answered, if it did."""
    removed: BookingRow | None = None
    if isinstance(command.what, WalkIn) and tables.outbox.is_walk_in(command.key):
        if batch is None and booking is not None and booking.id:
            # A basic backend's short answer: its list brings the rest.
            _, removed = provisional.become(tables.connection, command.key, booking.id)
            tables.outbox.became(command.key, booking.id)
        elif batch is None:
            removed = provisional.take_back(tables.connection, command.key)
    changes = Changes()
    if batch is not None:
        changes = apply(tables.connection, tables.ledger, tables.outbox, batch, now, silence)
    made = row_of(tables, command)
    tables.outbox.succeeded(command.key, now, made.booking if made is not None else None)
    also = shown(tables, command)
    return msgspec.structs.replace(
        changes,
        bookings=joined(changes.bookings, also.bookings),
        removed=(*changes.removed, *((removed,) if removed is not None else ())),
        pricing=changes.pricing or also.pricing,
    )


def sent_anew(tables: Tables, command: Command, error: StudySpotError) -> bool:
    """Whether the hub is to be asked once more: its booking changed, but not what this is about."""
    given = tables.outbox.given(command.key)
    anew = undoing.sent_anew(given.command.what, error) if given is not None else None
    if given is None or not given.waits or anew is None:
        return False
    tables.outbox.send_anew(given.command, anew)
    return True


def refused(
    tables: Tables, command: Command, error: StudySpotError, now: datetime
) -> tuple[Changes, Refusal | None]:
    """Take a command back, with what waits for it, and keep the reason until it was seen.

    None when an event told meanwhile that the hub has done it, or when it is so without it.
    """
    if tables.outbox.done(command.key, now) is None:
        return Changes(), None
    if undoing.is_so_already(command.action, command.what, error):
        return shown(tables, command), None
    removed: BookingRow | None = None
    message, booking_id = error.message, command.booking_id or None
    if isinstance(command.what, WalkIn):
        removed = provisional.take_back(tables.connection, command.key)
        behind = tables.outbox.about(command.booking_id)
        for each in behind:
            tables.outbox.done(each.key, now)
        if behind:
            words = translate("commanding", "{message} With it, {others} went back.")
            message = words.format(message=message, others=_told_of(behind))
        booking_id = tables.outbox.real_id(command.booking_id)
    refusal = Refusal(
        booking_id=booking_id,
        title=error.title,
        message=message,
        key=command.key,
        at=now,
        wanted=command.what,
        details=error.details,
    )
    tables.refusals.put(refusal)
    changes = shown(tables, command)
    if removed is not None:
        changes = msgspec.structs.replace(changes, removed=(removed,))
    return changes, refusal


def _told_of(commands: Iterable[Command]) -> str:
    """What commands were to do, each once."""
    wanted = {
        Action.CHECK_IN: translate("commanding", "its check-in"),
        Action.CHECK_OUT: translate("commanding", "its check-out"),
        Action.UNDO: translate("commanding", "what was to be taken back of it"),
        Action.CANCEL: translate("commanding", "its cancellation"),
        Action.NO_SHOW: translate("commanding", "that nobody came"),
        Action.EXTEND: translate("commanding", "its other end"),
        Action.MOVE: translate("commanding", "its other seat"),
        Action.PAY: translate("commanding", "its payment"),
        Action.NOTE: translate("commanding", "its note"),
        Action.HOLD: translate("commanding", "that its seat is kept"),
    }
    other = translate("commanding", "a change")
    each_once = dict.fromkeys(wanted.get(each.action, other) for each in commands)
    both = translate("commanding", "{these} and {this}")
    return functools.reduce(lambda these, this: both.format(these=these, this=this), each_once)


def left_behind(count: int, now: datetime) -> Refusal:
    """What is told of commands that went with the account they were given under."""
    if count > 1:
        words = translate(
            "commanding",
            "{count} things that were done here under the sign-in before could not be sent any "
            "more, because another account has signed in. Whoever did it should look whether it "
            "is needed.",
        )
    else:
        words = translate(
            "commanding",
            "Something that was done here under the sign-in before could not be sent any more, "
            "because another account has signed in. Whoever did it should look whether it is "
            "needed.",
        )
    return Refusal(
        booking_id=None,
        title=translate("commanding", "Not sent"),
        message=words.format(count=count),
        key=f"left-behind:{uuid.uuid4().hex}",
        at=now,
    )


def shown(tables: Tables, command: Command) -> Changes:
    """What is different on the screen now that the command waits, or does not any more."""
    if isinstance(command.what, SetPrices):
        row = prices.of(tables.connection, command.what.library_id)
        return Changes(pricing=(row.pricing,) if row is not None else ())
    held = row_of(tables, command)
    if held is None:
        return Changes()
    waits = tables.outbox.shown(held.booking.id)
    after = msgspec.structs.replace(held, pending=waits.pending, written=waits.written)
    if after == held:
        return Changes()
    tables.connection.execute(
        "UPDATE bookings SET pending = ?, written = ? WHERE row = ?",
        (after.pending, edit_bytes(after.written), held.rowid),
    )
    return Changes(bookings=(BookingChange(before=held, after=after),))


def row_of(tables: Tables, command: Command) -> BookingRow | None:
    """The row that a command is about; of a walk-in, what has become of it."""
    booking_id = command.booking_id
    return tables.booking(tables.outbox.real_id(booking_id) or booking_id)


def joined(
    first: Sequence[BookingChange], then: Sequence[BookingChange]
) -> tuple[BookingChange, ...]:
    """Two lots of changes as one, with one change a row."""
    joined = {change.after.booking.id: change for change in first}
    for change in then:
        earlier = joined.get(change.after.booking.id)
        before = earlier.before if earlier else change.before
        joined[change.after.booking.id] = BookingChange(before=before, after=change.after)
    return tuple(joined.values())
