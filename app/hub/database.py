"""The hub's database: transactions run whole in threads of their own, emits follow commits.

A transaction is a plain function over a `Work` or a `Look`. On SQLite it runs in one thread
from BEGIN to COMMIT: a hop between threads for each statement, as aiosqlite makes it, was
measured at a sixth of the speed. An asyncpg connection takes the same functions through
`AsyncConnection.run_sync`.
"""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import shutil
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple, TypeVar

from sqlalchemy import delete, insert
from sqlalchemy.exc import DBAPIError

from app.contract.errors import HubFailed, Unavailable
from app.contract.tongue import translate
from app.hub.dialect import (
    FolderLock,
    disk_full,
    make_private,
    soundness,
    sqlite_engine,
    translated,
)
from app.hub.mark import Mark
from app.hub.migrate import EPOCH_KEY, kept, migrate
from app.hub.schema import meta
from app.hub.work import Clock, Emission, Look, Work, system_clock

T = TypeVar("T")
L = TypeVar("L", Look, Work)
Publish = Callable[[list[Emission]], None]

READERS = 3
LOCK_WAIT_SECONDS = 3.0
PROOF_KEY = "proof"
PROOF_BYTES = 16_384
"""More than a booking with its events takes at most."""
SPACE_NEEDED = 1_000_000
"""The journal keeps its size, so that a full disk takes some more writes before it refuses one."""


class Failure(NamedTuple):
    """A write that the database could not take; `at` is of the monotonic clock, in seconds."""

    at: float
    error: Unavailable


class Database:
    """One SQLite file. Open it on the loop that will use it.

    `max_pages` bounds the file's size as a full disk would; `exclusive` keeps a second hub
    away, which a command that only adds a row does not want.
    """

    def __init__(
        self,
        path: Path,
        *,
        clock: Clock = system_clock,
        max_pages: int | None = None,
        exclusive: bool = True,
    ) -> None:
        self.path = path
        self._clock = clock
        self._max_pages = max_pages
        self._lock = FolderLock(path.with_suffix(".lock"), LOCK_WAIT_SECONDS) if exclusive else None
        self._mark = Mark(path.with_suffix(".mark"))
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="hub-writer")
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="hub-reader")
        self._listeners: list[Publish] = []
        self._loop: asyncio.AbstractEventLoop | None = None
        self.last_failure: Failure | None = None
        self._engine = sqlite_engine(path, writes=True, max_pages=max_pages)
        self._read_engine = sqlite_engine(path, writes=False)

    async def open(self) -> None:
        """Make or check the file and bring its tables up to date.

        Raises:
            HubFailed: folder not writable, file damaged, lost or of a newer version, disk full.
        """
        self._loop = asyncio.get_running_loop()
        await self._loop.run_in_executor(self._writer, self._prepare)

    def subscribe(self, listener: Publish) -> Callable[[], None]:
        """Call `listener` on the loop with what each commit has to emit, in commit order."""
        self._listeners.append(listener)

        def undo() -> None:
            with contextlib.suppress(ValueError):
                self._listeners.remove(listener)

        return undo

    async def write(self, do: Callable[[Work], T]) -> T:
        """The result of `do` in one write transaction; any exception takes all of it back.

        Once begun it runs to its end, also when the caller is cancelled meanwhile.

        Raises:
            Unavailable: disk full, database locked or unreadable.
        """
        return await self._in(self._writer, self._write, do)

    async def read(self, do: Callable[[Look], T]) -> T:
        """The result of `do` in one read transaction.

        Raises:
            Unavailable: database locked or unreadable.
        """
        return await self._in(self._readers, self._read, do)

    async def prove(self) -> None:
        """Pass when the database can be read, and a row of a booking's size be written.

        A failure of this is not kept as `last_failure`.

        Raises:
            Unavailable: disk full, database locked or unreadable.
        """
        await self.read(lambda look: kept(look.conn, EPOCH_KEY))
        await asyncio.get_running_loop().run_in_executor(self._writer, self._prove)

    async def close(self) -> None:
        """Finish what is under way and let go of the file."""
        await asyncio.to_thread(self._close)

    async def _in(
        self, pool: ThreadPoolExecutor, run: Callable[[Callable[[L], T]], T], do: Callable[[L], T]
    ) -> T:
        """What `run` makes of `do` in a thread of the pool."""
        try:
            # With what is known of the request: what is said there is in its language.
            known = contextvars.copy_context()
            done = asyncio.get_running_loop().run_in_executor(pool, known.run, run, do)
        except RuntimeError as error:
            # A request that was under way when the hub began to end.
            raise Unavailable(
                translate("hub", "The hub is ending. Try again in a moment.")
            ) from error
        return await done

    def _write(self, do: Callable[[Work], T]) -> T:
        try:
            work, result = self._transaction(do)
        except Unavailable as error:
            self.last_failure = Failure(time.monotonic(), error)
            raise
        self._mark.note(work.emissions)
        if work.emissions and self._loop is not None:
            # One writer thread, so the calls stand on the loop in the order of the commits.
            self._loop.call_soon_threadsafe(self._publish, work.emissions)
        return result

    def _transaction(self, do: Callable[[Work], T]) -> tuple[Work, T]:
        try:
            with self._engine.begin() as conn:
                work = Work(conn, self._clock())
                return work, do(work)
        except DBAPIError as error:
            raise translated(error) from error

    def _prove(self) -> None:
        if shutil.disk_usage(self.path.parent).free < SPACE_NEEDED:
            raise disk_full()
        self._transaction(_write_and_delete)

    def _read(self, do: Callable[[Look], T]) -> T:
        try:
            with self._read_engine.begin() as conn:
                return do(Look(conn, self._clock()))
        except DBAPIError as error:
            raise translated(error) from error

    def _publish(self, emissions: list[Emission]) -> None:
        for listener in tuple(self._listeners):
            listener(emissions)

    def _prepare(self) -> None:
        folder = self.path.parent
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if self._lock is not None:
                self._lock.take()
            marked = self._mark.names_event()
            # Looked at before SQLite does, which would write into it and drop the log beside it.
            if marked and (not self.path.exists() or self.path.stat().st_size == 0):
                raise _lost(self.path, self._mark.path)
            make_private(self.path)
            with self._engine.begin() as conn:
                wrong = soundness(conn)
                if wrong is not None:
                    raise _damaged(self.path, wrong)
                fresh = migrate(conn, self._clock())
                if fresh and marked:
                    raise _lost(self.path, self._mark.path)
                if fresh or self._lock is not None:
                    self._mark.check(conn, fresh=fresh)
            self._mark.keep(follow=self._lock is not None)
        except DBAPIError as error:
            raise _start_failure(self.path, str(error.orig)) from error
        except sqlite3.Error as error:
            raise _start_failure(self.path, str(error)) from error
        except OSError as error:
            raise HubFailed(
                f"The hub cannot keep its data in {folder}: {error.strerror or error}. "
                "Choose a folder that you may write to with --data."
            ) from error

    def _close(self) -> None:
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._read_engine.dispose()
        self._engine.dispose()
        self._mark.close()
        if self._lock is not None:
            self._lock.release()


def _write_and_delete(work: Work) -> None:
    # Taken back, it would prove nothing: only a commit reaches the disk. And a row that stayed
    # would have its room already the next time.
    work.conn.execute(insert(meta), {"key": PROOF_KEY, "value": "x" * PROOF_BYTES})
    work.conn.execute(delete(meta).where(meta.c.key == PROOF_KEY))


def _damaged(path: Path, why: str) -> HubFailed:
    return HubFailed(
        f"The hub's database {path} is damaged ({why}). Nothing was changed. "
        "Put a backup in its place, or start with another folder by --data."
    )


def _lost(path: Path, mark: Path) -> HubFailed:
    return HubFailed(
        f"The hub's database {path} is missing or empty, but {mark.name} beside it is of one "
        "that had a library. Nothing was changed. Put a backup in its place; or, to begin anew "
        f"without what was in it, remove {mark} and start the hub again."
    )


def _start_failure(path: Path, said: str) -> HubFailed:
    if "not a database" in said or "malformed" in said:
        return _damaged(path, said)
    if "full" in said:
        return HubFailed(
            f"The hub cannot start, because the disk of {path.parent} is full. "
            "Free some space and start it again."
        )
    if "locked" in said:
        return HubFailed(
            f"The hub's database {path} is in use by another program. "
            "Close that program and start the hub again."
        )
    return HubFailed(
        f"The hub cannot open its database {path}: {said}. "
        "Check that you may read and write there, or choose another folder with --data."
    )
