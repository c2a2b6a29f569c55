"""The desk's copy of the hub's rows: one writer, where all news becomes changes."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.contract.errors import StoreFailed
from app.contract.models import Library
from app.core.apply import RELOAD_FROM, apply
from app.core.batch import Batch, Cursor
from app.core.changes import Alert, AlertRecord, BookingChange, BookingRow, Changes, Moment
from app.core.ledger import Ledger
from app.core.outbox import Command, Outbox
from app.core.ports import Clock
from app.core.rows import SELECT, booking_row, instant, micros
from app.core.schema import DATA_TABLES, open_store

_LOOKED_AT = "UPDATE bookings SET unseen = 0"
_ALL_SEEN = (
    "NOT EXISTS (SELECT 1 FROM ledger WHERE booking_id = bookings.id AND rings = 1"
    " AND acknowledged_at IS NULL)"
)
_OWNER, _QUIET = "owner", "quiet_until"
_decode_library = msgspec.json.Decoder(Library).decode


class Store:
    """One profile's SQLite file, opened for writing; to be used by one thread.

    Every method that writes is one transaction: all of it is there, or nothing.

    Raises (all methods):
        StoreFailed: when the file cannot be read or written (disk full, locked, damaged).
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self._clock = clock
        self._connection, self.set_aside = open_store(path, clock.now())
        self._ledger = Ledger(self._connection, self._timezone_of)
        self._outbox = Outbox(self._connection)
        with self._transaction():
            self._outbox.prune(clock.now())
        kept = self._meta(_QUIET)
        self._quiet_until = datetime.fromisoformat(kept) if kept else None

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    # News.

    def apply(self, batch: Batch) -> Changes:
        """Take news: rows, cursor and ledger lines in one transaction.

        What the store has already (a lower or equal version, a position behind the cursor)
        changes nothing. Live alerts are in the answer; those of an absence follow with
        `settle`.
        """
        now = self._clock.now()
        with self._transaction():
            return apply(
                self._connection, self._ledger, self._outbox, batch, now, quiet=self._quiet(now)
            )

    def settle(self, stream: str, at: datetime) -> Changes:
        """Note that a stream was in step at `at`, the hub's time, and tell what was gathered."""
        now = self._clock.now()
        with self._transaction():
            self._connection.execute(
                "UPDATE cursors SET in_step_at = max(coalesce(in_step_at, 0), ?) WHERE stream = ?",
                (micros(at), stream),
            )
            told = self._ledger.settle(stream, now, quiet=self._quiet(now))
        return Changes(alerts=tuple(told))

    def untold(self) -> Changes:
        """What was recorded before the program ended, but not shown."""
        now = self._clock.now()
        with self._transaction():
            told: list[Alert] = self._ledger.untold(now, quiet=self._quiet(now))
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

    def booking(self, booking_id: str) -> BookingRow | None:
        """The row of a booking."""
        found = self._one(f"{SELECT} WHERE id = ?", booking_id)
        return booking_row(found) if found else None

    def libraries(self) -> tuple[Library, ...]:
        """The libraries known, by id."""
        with self._reading():
            found = self._connection.execute("SELECT data FROM libraries ORDER BY id").fetchall()
        return tuple(_decode_library(data) for (data,) in found)

    def unread(self) -> int:
        """How many alerts rang that nobody has acknowledged."""
        with self._reading():
            return self._ledger.unread()

    def recent_alerts(self, limit: int) -> list[AlertRecord]:
        """The newest ringing lines of the ledger, newest first, without summaries."""
        with self._reading():
            return self._ledger.newest(limit, self._clock.now())

    # What people do.

    def mark(self, alert_id: str, moment: Moment) -> Changes:
        """Write a station of an alert; acknowledging a summary acknowledges what it stands for."""
        now = self._clock.now()
        with self._transaction():
            self._ledger.mark(alert_id, moment, now)
            if moment is not Moment.ACKNOWLEDGED:
                return Changes()
            return self._looked_at(self._ledger.bookings_of(alert_id))

    def seen(self, booking_ids: Sequence[str] | None) -> Changes:
        """Acknowledge the alerts of these bookings, or all."""
        with self._transaction():
            unread = self._ledger.unread_bookings() if booking_ids is None else list(booking_ids)
            self._ledger.acknowledge(booking_ids, self._clock.now())
            return self._looked_at(unread)

    @property
    def quiet_until(self) -> datetime | None:
        """Until when alerts stay silent; None without quiet, or when it is over."""
        return self._quiet_until if self._quiet(self._clock.now()) else None

    def quiet(self, until: datetime | None) -> None:
        """Keep alerts silent until then; kept over a restart."""
        with self._transaction():
            self._put_meta(_QUIET, until.isoformat() if until else "")
        self._quiet_until = until

    # Commands of ours.

    def queue(self, command: Command) -> Changes:
        """Put a command behind the others and mark its row as pending."""
        with self._transaction():
            self._outbox.put(command, self._clock.now())
            return self._pending_changed(command.booking_id)

    def next_command(self) -> Command | None:
        """The oldest command that has not been answered."""
        with self._reading():
            return self._outbox.first()

    def waiting(self) -> int:
        """How many commands have not been answered."""
        with self._reading():
            return self._outbox.waiting()

    def answered(self, command: Command, batch: Batch | None) -> Changes:
        """Take a command out together with the row that the hub answered, if it did."""
        now = self._clock.now()
        with self._transaction():
            self._outbox.done(command.key, now)
            changes = Changes()
            if batch is not None:
                changes = apply(
                    self._connection, self._ledger, self._outbox, batch, now, quiet=self._quiet(now)
                )
            unmarked = self._pending_changed(command.booking_id)
        return msgspec.structs.replace(
            changes, bookings=_joined(changes.bookings, unmarked.bookings)
        )

    # Whose copy it is.

    def belong_to(self, owner: str) -> bool:
        """Make this the copy of `owner`; another one's rows are removed. True when they were."""
        if self._meta(_OWNER) == owner:
            return False
        other = self._meta(_OWNER) is not None
        self.wipe()
        with self._transaction():
            self._put_meta(_OWNER, owner)
        return other

    def wipe(self) -> None:
        """Remove everything, also from the file's free pages."""
        with self._transaction():
            for table in DATA_TABLES:
                self._connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
        self._quiet_until = None
        # A reader may hold the old pages for a moment; they then go with the next wipe.
        with contextlib.suppress(sqlite3.OperationalError):
            self._connection.execute("VACUUM")
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def _looked_at(self, booking_ids: Sequence[str]) -> Changes:
        if len(booking_ids) > RELOAD_FROM:
            self._connection.execute(f"{_LOOKED_AT} WHERE unseen = 1 AND {_ALL_SEEN}")
            return Changes(reloaded=True)
        changed = []
        for booking_id in booking_ids:
            before = self.booking(booking_id)
            if before is None or not before.unseen:
                continue
            done = self._connection.execute(
                f"{_LOOKED_AT} WHERE id = ? AND {_ALL_SEEN}", (booking_id,)
            )
            if done.rowcount:
                after = msgspec.structs.replace(before, unseen=False)
                changed.append(BookingChange(before=before, after=after))
        return Changes(bookings=tuple(changed))

    def _pending_changed(self, booking_id: str) -> Changes:
        before = self.booking(booking_id)
        if before is None:
            return Changes()
        pending = self._outbox.pending(booking_id)
        if pending == before.pending:
            return Changes()
        self._connection.execute(
            "UPDATE bookings SET pending = ? WHERE id = ?", (pending, booking_id)
        )
        after = msgspec.structs.replace(before, pending=pending)
        return Changes(bookings=(BookingChange(before=before, after=after),))

    def _quiet(self, now: datetime) -> bool:
        return self._quiet_until is not None and now < self._quiet_until

    def _timezone_of(self, library_id: str) -> str:
        found = self._one("SELECT data FROM libraries WHERE id = ?", library_id)
        return _decode_library(found[0]).timezone if found else "UTC"

    def _meta(self, name: str) -> str | None:
        found = self._one("SELECT value FROM meta WHERE name = ?", name)
        return str(found[0]) if found else None

    def _put_meta(self, name: str, value: str) -> None:
        self._connection.execute(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def _one(self, query: str, value: str) -> tuple[Any, ...] | None:
        with self._reading():
            found: tuple[Any, ...] | None = self._connection.execute(query, (value,)).fetchone()
        return found

    @contextlib.contextmanager
    def _reading(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _failed(error) from error

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite itself rolls back on a full disk; then there is nothing left to undo.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise _failed(error) from error


def _joined(
    first: Sequence[BookingChange], then: Sequence[BookingChange]
) -> tuple[BookingChange, ...]:
    """Two lots of changes as one, with one change a row."""
    joined = {change.after.booking.id: change for change in first}
    for change in then:
        earlier = joined.get(change.after.booking.id)
        before = earlier.before if earlier else change.before
        joined[change.after.booking.id] = BookingChange(before=before, after=change.after)
    return tuple(joined.values())


def _failed(error: sqlite3.Error) -> StoreFailed:
    return StoreFailed(
        f"The desk's copy of the bookings cannot be written or read just now ({error}). "
        "Make room on the disk; it goes on by itself as soon as it can."
    )
