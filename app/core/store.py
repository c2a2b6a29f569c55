"""The desk's copy of the hub's rows: one writer, where all news becomes changes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec

from app.contract.errors import StudySpotError
from app.contract.events import LIBRARY, StreamHead
from app.contract.models import Booking, Library, Seat
from app.core import beside, commanding, prices, taking_back
from app.core.apply import apply, with_taken
from app.core.batch import AWAITED, Batch, Cursor
from app.core.catalogue import Catalogue, ours
from app.core.changes import (
    Alert,
    AlertKind,
    BookingRow,
    Changes,
    PricesRow,
)
from app.core.commanding import Tables
from app.core.commands import Command, Refusal
from app.core.file import StoreFile
from app.core.hush import Hush
from app.core.ledger import Ledger
from app.core.notice_book import NoticeBook
from app.core.outbox import Outbox
from app.core.ports import Clock
from app.core.quiet import Quiet
from app.core.refusals import Refusals
from app.core.rows import instant, micros, nearest
from app.core.voice import Voice

SET_BACK = timedelta(hours=1)
_OWNER, _QUIET, _QUIET_SINCE, _LOUD = "owner", "quiet_until", "quiet_since", "loud_until"


def _nothing() -> None:
    """Nothing else is done."""


class Store:
    """One profile's SQLite file, opened for writing; to be used by one thread.

    What rings is said by `catalogue`, by ours if it is None. Every method that writes is one
    transaction: all of it is there, or nothing. `notices` is what rang, and what people do with
    it; `hush` decides which alerts are kept silent.

    Raises (all methods):
        StoreFailed: when the file cannot be read or written (disk full, locked, damaged).
    """

    def __init__(self, path: Path, clock: Clock, catalogue: Catalogue | None = None) -> None:
        self._clock, self._catalogue = clock, catalogue or ours()
        self._file = StoreFile(path, clock, self._take_up)
        with self._file.transaction():
            self._tables.outbox.prune(clock.now())
        self.notices = NoticeBook(self._file, lambda: self._tables, clock, self._counted)
        self.hush = Hush(clock, self._catalogue)
        since, until, loud = (
            _moment(self._file.meta(key)) for key in (_QUIET_SINCE, _QUIET, _LOUD)
        )
        self.hush.wished, self.hush.loud_until = Quiet(clock, since, until), loud

    @property
    def set_aside(self) -> str | None:
        """The sentence that says so, when an earlier file could not be used."""
        return self._file.set_aside

    def on_rebuilt(self, listener: Callable[[], None]) -> None:
        """Call `listener` when the file had to be made anew while it was in use."""
        self._file.on_rebuilt = listener

    def check(self) -> None:
        """Look whether the file is sound; one that is not is set aside and made anew.

        Raises:
            StoreFailed: says so.
        """
        self._file.check()

    def _take_up(self, connection: sqlite3.Connection) -> None:
        """Work on this connection from now on."""
        self._tables = Tables(
            connection,
            Ledger(connection, Voice(self._catalogue, partial(beside.where, connection))),
            Outbox(connection),
            Refusals(connection),
        )

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # News.

    def apply(self, batch: Batch) -> Changes:
        """Take news: rows, cursor and ledger lines in one transaction.

        What the store has already (a lower or equal version, a position behind the cursor)
        changes nothing. Live alerts are in the answer; those of an absence follow with
        `settle`.
        """
        now = self._clock.now()
        with self._file.transaction():
            tables = self._tables
            changes = apply(
                tables.connection,
                tables.ledger,
                tables.outbox,
                batch,
                now,
                self.hush.decide(),
            )
            if not batch.taken:
                return self._counted(changes)
            return self._counted(with_taken(changes, self.notices.taken(batch.taken)))

    def settle(self, stream: str, at: datetime) -> Changes:
        """Note that a stream was in step at `at`, the hub's time, and tell what was gathered.

        An earlier time counts only if the hub's clock was set back, as by `SET_BACK`.
        """
        now, stepped = self._clock.now(), micros(nearest(at))
        with self._file.transaction():
            self._tables.connection.execute(
                "UPDATE cursors SET in_step_at = ? WHERE stream = ?"
                " AND coalesce(in_step_at, 0) NOT BETWEEN ? AND ?",
                (stepped, stream, stepped, stepped + SET_BACK // timedelta(microseconds=1)),
            )
            told = self._tables.ledger.settle(stream, now, self.hush.decide())
        return Changes(alerts=tuple(told), notices=bool(told))

    def tell_late(self, before: datetime) -> Changes:
        """Tell what has been gathered since before then, though nobody is in step yet."""
        now = self._clock.now()
        told: list[Alert] = []
        with self._file.transaction():
            for stream in self._tables.ledger.gathered_before(before):
                told += self._tables.ledger.settle(stream, now, self.hush.decide())
        return Changes(alerts=tuple(told), notices=bool(told))

    def untold(self) -> Changes:
        """What was recorded before the program ended, but not shown."""
        now = self._clock.now()
        with self._file.transaction():
            told: list[Alert] = self._tables.ledger.untold(now, self.hush.decide())
        return Changes(alerts=tuple(told))

    # What stands.

    def cursor(self, stream: str) -> Cursor | None:
        """Where the stream stands; None before its first snapshot."""
        found = self._one("SELECT epoch, position FROM cursors WHERE stream = ?", stream)
        return Cursor(stream, *found) if found else None

    def in_step_at(self, stream: str) -> datetime | None:
        """The hub's time at which the stream was last known to be in step."""
        found = self._one("SELECT in_step_at FROM cursors WHERE stream = ?", stream)
        return instant(found[0]) if found and found[0] is not None else None

    def awaited(self, opened: Library, epoch: str) -> Cursor | None:
        """From where on the stream of a library without rows is news; None when none is."""
        with self._file.reading():
            return beside.awaited(self._tables.connection, opened, epoch)

    def booking(self, booking_id: str) -> BookingRow | None:
        """The row of a booking."""
        with self._file.reading():
            return self._tables.booking(booking_id)

    def libraries(self) -> tuple[Library, ...]:
        """The libraries known, by id."""
        with self._file.reading():
            return beside.libraries(self._tables.connection)

    def seats(self, library_id: str) -> tuple[Seat, ...]:
        """The seats of a library, by id; empty when none are known."""
        with self._file.reading():
            return beside.seats(self._tables.connection, library_id)

    def prices(self, library_id: str) -> PricesRow | None:
        """The prices of a library with what is wanted of them; None when they are not known."""
        with self._file.reading():
            return prices.of(self._tables.connection, library_id)

    def told_last(self, booking_id: str) -> AlertKind | None:
        """What was last told of a booking's way: cancelled, arrived or left."""
        with self._file.reading():
            return self._tables.ledger.told_last(booking_id)

    # What people do.

    def quiet(self, until: datetime | None) -> None:
        """Keep alerts silent until then, or let them ring again; kept over a restart."""
        self.hush.wish(until)
        loud = self.hush.loud_until
        with self._file.transaction():
            self._file.put_meta(_QUIET_SINCE, self._clock.now().isoformat() if until else "")
            self._file.put_meta(_QUIET, until.isoformat() if until else "")
            self._file.put_meta(_LOUD, loud.isoformat() if loud else "")

    # Commands of ours.

    def queue(self, command: Command) -> Changes:
        """Put a command behind the others and show that it waits.

        Until the hub has it, it exists only here; so it is on the disk before this returns.
        """
        with self._file.transaction(durable=True):
            return self._counted(commanding.queue(self._tables, command, self._clock.now()))

    def next_command(self) -> Command | None:
        """The oldest command that has not been answered."""
        with self._file.reading():
            return self._tables.outbox.first()

    def attempting(self, command: Command, at: datetime) -> None:
        """The command is about to be sent; written down first, so that a crash is no riddle.

        `at` is the hub's time.
        """
        with self._file.transaction():
            self._tables.outbox.attempt(command.key, at)

    def last_waiting(self, booking_id: str) -> Command | None:
        """What was given last for a booking and has no answer; None when nothing waits."""
        with self._file.reading():
            return next(reversed(self._tables.outbox.about(booking_id)), None)

    def waiting(self) -> int:
        """How many commands have not been answered."""
        with self._file.reading():
            return self._tables.outbox.waiting()

    def answered(
        self, command: Command, batch: Batch | None, booking: Booking | None = None
    ) -> Changes:
        """Take a command out together with what the hub answered: as news, or its id alone."""
        now = self._clock.now()
        with self._file.transaction():
            return self._counted(
                commanding.answered(self._tables, command, booking, batch, now, self.hush.decide())
            )

    def refused(self, command: Command, error: StudySpotError) -> tuple[Changes, Refusal | None]:
        """Take a command back; the reason is kept until `refusal_seen`.

        No refusal when the hub was heard to have done it.
        """
        with self._file.transaction(durable=True):
            changes, refusal = commanding.refused(self._tables, command, error, self._clock.now())
            return self._counted(changes), refusal

    def sent_anew(self, command: Command, error: StudySpotError) -> bool:
        """Whether a command that was refused is sent once more, upon what changed meanwhile."""
        with self._file.transaction():
            return commanding.sent_anew(self._tables, command, error)

    def take_back(self, key: str) -> Changes:
        """Take back what a command of ours did, or is to do; it is on the disk by then.

        Raises:
            WrongState: it was refused, or its booking is not any more as it made it.
        """
        with self._file.transaction(durable=True):
            return self._counted(taking_back.take_back(self._tables, key, self._clock.now()))

    def refusals(self) -> tuple[Refusal, ...]:
        """The refusals that nobody has seen yet, oldest first."""
        with self._file.reading():
            return self._tables.refusals.unseen()

    def refusal_seen(self, key: str) -> None:
        """Somebody has seen the refusal of this command."""
        with self._file.transaction():
            self._tables.refusals.seen(key)

    def real_id(self, booking_id: str) -> str:
        """The id itself, or the hub's for a walk-in that had a provisional one."""
        with self._file.reading():
            return self._tables.outbox.real_id(booking_id) or booking_id

    # Whose copy it is.

    def belong_to(self, owner: str, *, trusting: bool = False) -> bool:
        """Make this the copy of `owner`; another one's rows are removed. True when they were.

        A copy that names nobody is another one's, too, unless `trusting`. What the other one
        did and the hub never got is told as refused, without names.
        """
        known = self._file.meta(_OWNER)
        if known == owner:
            return False
        other = known is not None
        # Damage may have taken the name away, but not what waits.
        left = self.waiting() if other or not trusting else 0
        wiped = other or not trusting
        had_rows = wiped and self._one("SELECT 1 FROM bookings LIMIT 1") is not None

        def begin() -> None:
            self._file.put_meta(_OWNER, owner)
            if left:
                self._tables.refusals.put(commanding.left_behind(left, self._clock.now()))

        if wiped:
            self._wipe(begin)
        else:
            with self._file.transaction():
                begin()
        return had_rows

    def await_news(self, heads: Iterable[StreamHead]) -> None:
        """Note how far the libraries' streams reached at the sign-in: what follows is news.

        Only of a copy that has nothing yet; another one knows where it stands.
        """
        now = self._clock.now()
        with self._file.transaction():
            if self._tables.connection.execute("SELECT 1 FROM cursors").fetchone() is not None:
                return
            for head in heads:
                if head.stream.startswith(LIBRARY):
                    cursor = Cursor(head.stream, AWAITED + head.epoch, head.head)
                    beside.move(self._tables.connection, cursor, (), now)

    def wipe(self) -> None:
        """Remove everything, also from the file's free pages and from files set aside."""
        self._wipe()

    def _wipe(self, then: Callable[[], None] = _nothing) -> None:
        """Remove everything and do `then` in the same transaction."""
        self._file.wipe(then)
        self.hush.wished, self.hush.loud_until = Quiet.none(self._clock), None

    def _counted(self, changes: Changes) -> Changes:
        """The changes with their revision, within the transaction that made them."""
        if not (changes.bookings or changes.removed or changes.reloaded):
            return changes
        return msgspec.structs.replace(changes, revision=self._file.count_up())

    def _one(self, query: str, *values: str) -> tuple[Any, ...] | None:
        with self._file.reading():
            found: tuple[Any, ...] | None = self._tables.connection.execute(
                query, values
            ).fetchone()
        return found


def _moment(kept: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(kept) if kept else None
    except ValueError:
        return None
