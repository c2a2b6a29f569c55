"""The desk's file in use: transactions, what is remembered beside the rows, and damage mended."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

from app.contract.errors import StoreFailed
from app.contract.tongue import translate
from app.core import salvage
from app.core.ports import Clock
from app.core.rows import index_words
from app.core.schema import REVISION, empty, open_store
from app.core.soundness import TOLD_BY, is_damage, is_sound

DAMAGED = "was damaged"
_NOT_ALLOWED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN}

_IN_USE = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def _nobody() -> None:
    """Nobody listens."""


class StoreFile:
    """An SQLite file that is set aside and made anew when it proves damaged, also amid its use.

    `take_up` gets each connection to work on. `set_aside` is the sentence about a file that
    could not be used; `on_rebuilt` is called when that happened while it was in use.

    Raises (all methods):
        StoreFailed: when the file cannot be read or written.
    """

    def __init__(
        self, path: Path, clock: Clock, take_up: Callable[[sqlite3.Connection], None]
    ) -> None:
        self.set_aside: str | None = None
        self.on_rebuilt: Callable[[], None] = _nobody
        self._path, self._clock, self._take_up = path, clock, take_up
        self._within = False
        self._connection: sqlite3.Connection | None = None
        self._open()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """A block that reads; also fine within a transaction."""
        if self._within:
            yield
            return
        self._ready()
        try:
            yield
        except TOLD_BY as error:
            raise self._failed(error) from error

    @contextlib.contextmanager
    def transaction(self, *, durable: bool = False) -> Iterator[None]:
        """A block that is there as a whole or not at all.

        With `durable` it outlives a power cut too, for what cannot be fetched again.
        """
        connection = self._ready()
        try:
            connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
            connection.execute("BEGIN IMMEDIATE")
            self._within = True
            try:
                yield
                index_words(connection)
                connection.execute("COMMIT")
            except BaseException:
                # SQLite itself rolls back on a full disk; then there is nothing left to undo.
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
            finally:
                self._within = False
        except TOLD_BY as error:
            raise self._failed(error) from error

    def meta(self, name: str) -> str | None:
        """What is remembered under a name."""
        with self.reading():
            found = self._ready().execute("SELECT value FROM meta WHERE name = ?", (name,))
            row = found.fetchone()
        return str(row[0]) if row else None

    def put_meta(self, name: str, value: str) -> None:
        """Remember a value, within a transaction."""
        self._ready().execute(
            "INSERT INTO meta (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def count_up(self) -> int:
        """The next number of REVISION, within a transaction."""
        counted = self._ready().execute(
            "INSERT INTO meta (name, value) VALUES (?, '1') ON CONFLICT (name)"
            " DO UPDATE SET value = CAST(value AS INTEGER) + 1 RETURNING value",
            (REVISION,),
        )
        return int(counted.fetchone()[0])

    def check(self) -> None:
        """Look whether the file is sound; one that is not is made anew, and that is said."""
        self._ready()
        with self.reading(), contextlib.ExitStack() as stack:
            # Another connection sees what lies on the disk, and not what is remembered of it.
            where = f"{self._path.absolute().as_uri()}?mode=ro"
            looking = sqlite3.connect(where, uri=True)
            stack.callback(looking.close)
            sound = is_sound(looking)
        if not sound:
            raise self._made_anew(translate("file", "its checksums do not agree"))

    def wipe(self, then: Callable[[], None]) -> None:
        """Remove everything, also from the file's free pages and from files set aside.

        `then` is done in the same transaction.
        """
        try:
            self._empty(then)
        except StoreFailed:
            # One that was damaged has just been made anew.
            self._empty(then)
        # A reader may hold the old pages for a moment; they then go with the next wipe.
        with contextlib.suppress(*TOLD_BY):
            self._ready().execute("VACUUM")
            self._ready().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        salvage.forget(self._path, keep=0)

    def _empty(self, then: Callable[[], None]) -> None:
        with self.transaction():
            empty(self._ready())
            then()

    def _ready(self) -> sqlite3.Connection:
        """The connection; after a rebuild that failed, another attempt at it."""
        if self._connection is None:
            self._open(distrusted=DAMAGED)
            self.on_rebuilt()
        assert self._connection is not None  # noqa: S101 - `_open` makes it, or raises
        return self._connection

    def _open(self, distrusted: str | None = None) -> None:
        connection, told = open_store(self._path, self._clock.now(), distrusted=distrusted)
        self._connection = connection
        self.set_aside = told or self.set_aside
        self._take_up(connection)

    def _failed(self, error: Exception) -> StoreFailed:
        if not is_damage(error):
            return StoreFailed(
                translate(
                    "file",
                    "The desk's copy of the bookings cannot be written or read just now ({why}). "
                    "{remedy} It goes on by itself as soon as it can.",
                ).format(why=error, remedy=_remedy(error))
            )
        return self._made_anew(str(error))

    def _made_anew(self, why: str) -> StoreFailed:
        self.close()
        self._connection = None
        try:
            self._ready()
        except StoreFailed as again:
            return again
        return StoreFailed(
            translate(
                "file",
                "The desk's copy of the bookings was damaged ({why}). It was made anew and is "
                "fetched again now; try this once more in a moment.",
            ).format(why=why)
        )


def _remedy(error: Exception) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in _NOT_ALLOWED:
        return translate("file", "Check that you may write in the profile's folder.")
    if code in _IN_USE:
        return translate("file", "Another program holds the file; end that one.")
    return translate("file", "Make room on the disk.")
