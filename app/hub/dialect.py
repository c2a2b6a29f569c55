"""What one database does otherwise than another: addresses, pragmas, locks, its errors' words."""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from app.contract.errors import HubFailed, SeatTaken, StudySpotError, Unavailable
from app.contract.tongue import translate

BUSY_MILLISECONDS = 5000
SEAT_TAKEN_MARK = "seat_taken"
"""What the guard behind `occupancy` says; the migrations put it there."""
FULL, BUSY, BROKEN = "full", "busy", "broken"
"""Why the database does not work just now, in the details of `Unavailable`."""


def sqlite_path(data: Path | None, database: str | None) -> Path:
    """The database file that a data folder or a database URL names.

    Raises:
        HubFailed: when the URL is none, or of a kind that this hub does not work with.
    """
    if database is None:
        if data is None:
            raise HubFailed("The hub needs a folder for its data. Name one with --data.")
        return data.expanduser().absolute() / "hub.sqlite3"
    try:
        url = make_url(database)
    except ArgumentError as error:
        raise HubFailed(
            "The database address could not be read. Write it like sqlite:////folder/hub.sqlite3, "
            "or leave it out and use --data."
        ) from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise HubFailed(
            f"This hub keeps its data in a SQLite file, not in {url.get_backend_name()}. "
            "Use --data with a folder, or an address like sqlite:////folder/hub.sqlite3."
        )
    return Path(url.database).expanduser().absolute()


def sqlite_engine(path: Path, *, writes: bool, max_pages: int | None = None) -> Engine:
    """An engine whose transactions take the write lock at once, or that cannot write.

    `max_pages` bounds the file to that many pages of 4096 bytes, as a full disk would.
    """
    engine = create_engine(URL.create("sqlite", database=str(path)), pool_size=4)
    pragmas = [f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON"]
    if writes:
        # FULL: after a power cut the journal still ends with the last commit that was answered
        # and emitted. Under NORMAL a position that desks have seen could be given out twice.
        pragmas += ["journal_mode=WAL", "synchronous=FULL"]
        if max_pages is not None:
            pragmas.append(f"max_page_count={max_pages}")
    else:
        pragmas.append("query_only=ON")
    # A deferred transaction that turns from reading to writing may meet a newer row and fail.
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: Any) -> None:
        # The driver's own transaction control would begin late and not for reads.
        connection.isolation_level = None
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def start(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def make_private(path: Path) -> None:
    """Let only its owner read a database, whatever the rights of its folder; make an empty one.

    Raises:
        OSError: the file cannot be made.
    """
    path.touch(mode=0o600)
    # SQLite gives files that it makes beside the database the rights of that one.
    for file in (path, *(path.with_name(path.name + end) for end in ("-wal", "-shm"))):
        # Who may use another one's file may not change its rights; some disks know of none.
        with contextlib.suppress(FileNotFoundError, PermissionError):
            file.chmod(file.stat().st_mode & 0o700)


def soundness(connection: Connection) -> str | None:
    """What SQLite finds wrong with its file, or None."""
    told = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
    return None if told == "ok" else str(told)


def translated(error: DBAPIError) -> StudySpotError:
    """The failure for people that stands behind a database's error."""
    said = str(error.orig)
    if SEAT_TAKEN_MARK in said:
        return SeatTaken(
            translate(
                "hub", "That seat is taken at this time. Choose another seat or another time."
            )
        )
    if "full" in said:
        return disk_full()
    if "locked" in said or "busy" in said:
        return Unavailable(
            translate(
                "hub",
                "The hub could not save this in time, because its database is busy. "
                "Nothing was changed. Try again in a moment.",
            ),
            details={"reason": BUSY},
        )
    return Unavailable(
        translate(
            "hub",
            "The hub cannot read or write its database just now. Nothing was changed. "
            "Check the disk of the hub's computer.",
        ),
        details={"reason": BROKEN},
    )


def disk_full() -> Unavailable:
    """The failure of a write that found no room."""
    return Unavailable(
        translate(
            "hub",
            "The hub could not save this, because its disk is full. Nothing was changed. "
            "Free some space and try again.",
        ),
        details={"reason": FULL},
    )


class FolderLock:
    """Keeps a second hub away from the same data; let go by the system when a process dies.

    A lock on a small SQLite file of its own: the one kind that behaves alike on Linux, macOS
    and Windows and is free again after a kill.
    """

    def __init__(self, path: Path, wait_seconds: float) -> None:
        self._path = path
        self._wait = wait_seconds
        self._connection: sqlite3.Connection | None = None

    def take(self) -> None:
        """Take the lock, waiting for a hub that is just ending.

        Raises:
            HubFailed: when another hub keeps it.
            OSError: the file cannot be made.
        """
        # Who may read it may keep it locked.
        make_private(self._path)
        connection = sqlite3.connect(
            self._path, timeout=self._wait, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if "locked" not in str(error):
                raise
            raise HubFailed(
                f"Another hub already works with the data in {self._path.parent}. "
                "Stop it first, or choose another folder with --data."
            ) from error
        self._connection = connection

    def release(self) -> None:
        """Let go; fine when nothing is held."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
