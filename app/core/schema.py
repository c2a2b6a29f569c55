"""How the file of the desk's copy is opened, brought up to date, or set aside."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.contract.errors import StoreFailed
from app.contract.tongue import translate
from app.core import orders, salvage, words
from app.core.migrations import MIGRATIONS, WORDS_REMOVED
from app.core.soundness import TOLD_BY, has_header, is_damage, is_sound

BUSY_MS = 1000
"""How long a statement waits for a lock before it fails; the core loop waits with it."""

DERIVED: tuple[tuple[str, int, Callable[..., str]], ...] = (
    ("words_line", 4, words.line),
    ("name_key", 1, orders.name_key),
    ("seat_key", 1, orders.seat_key),
)
"""What the migrations derive of columns: an SQL function's name, its arguments, and what it is."""

REVISION = "revision"
"""Under this name, meta counts the transactions that changed rows of bookings."""

_FOLDER, _EMPTY, _DAMAGED = "is a folder", "was empty", "was damaged"
_NEWER = "was written by a newer version of StudySpot Desk"
"""Why a file is not used; what is no other is told as damage."""

_DATA_TABLES = (
    "bookings",
    "cursors",
    "ledger",
    "outbox",
    "refusals",
    "libraries",
    "seats",
    "pricing",
    "set_aside",
    "meta",
)


def _keep_to_owner(path: Path) -> None:
    """Let nobody else read names and phones, whatever the folder allows."""
    for each in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        # Some file systems know no owners.
        with contextlib.suppress(OSError):
            each.chmod(0o600)


def open_store(
    path: Path, now: datetime, *, distrusted: str | None = None
) -> tuple[sqlite3.Connection, str | None]:
    """A connection to the desk's copy, made or brought up to date, for one writer.

    A file that is damaged or of a newer version, or is said to be by `distrusted`, is set
    aside beside a new one that has what could be read of it.

    Returns:
        The connection (autocommit; transactions are begun by hand) and, when a file was
        set aside, the sentence that says so.

    Raises:
        StoreFailed: when the folder cannot be written or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        salvage.finish(path)
        why = distrusted
        if why is None:
            try:
                return _ready(path), None
            except _Unusable as error:
                why = str(error)
        rebuilt = salvage.rebuild(path, now, _migrate)
        told = _was_set_aside(why, rebuilt.aside.name)
        return _ready(path), " ".join((told, *rebuilt.lost))
    except (sqlite3.Error, OSError, _Unusable) as error:
        raise _failed(path, error) from error


def empty(connection: sqlite3.Connection) -> None:
    """Remove everything from the tables, within a transaction of the caller's."""
    # Word by word a million bookings would take their time.
    connection.execute("DROP TRIGGER bookings_words_removed")
    for table in _DATA_TABLES:
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - constants
    connection.execute("INSERT INTO words (words) VALUES ('delete-all')")
    connection.execute("DELETE FROM words_due")
    connection.execute(WORDS_REMOVED)


class _Unusable(Exception):
    """The file is there, but it is not one that this program can work with."""


def _was_set_aside(why: str, name: str) -> str:
    """The sentence that says so, for one of the reasons why a file is not used."""
    said = {
        _FOLDER: translate(
            "schema",
            "The desk's copy of the bookings is a folder, so it was set aside as {name} and is "
            "fetched anew. Nothing is lost on the server.",
        ),
        _EMPTY: translate(
            "schema",
            "The desk's copy of the bookings was empty, so it was set aside as {name} and is "
            "fetched anew. Nothing is lost on the server.",
        ),
        _NEWER: translate(
            "schema",
            "The desk's copy of the bookings was written by a newer version of StudySpot Desk, so "
            "it was set aside as {name} and is fetched anew. Nothing is lost on the server.",
        ),
    }
    damaged = translate(
        "schema",
        "The desk's copy of the bookings was damaged, so it was set aside as {name} and is "
        "fetched anew. Nothing is lost on the server.",
    )
    return said.get(why, damaged).format(name=name)


def _ready(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise _Unusable(_FOLDER)
    if path.exists() and path.stat().st_size == 0:
        # SQLite would take it for a new one, and throw its log away.
        raise _Unusable(_EMPTY)
    if path.exists() and not has_header(path):
        raise _Unusable(_DAMAGED)
    there = path.exists()
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        try:
            _prepare(connection)
            if not there:
                _keep_to_owner(path)
        except (*TOLD_BY, TypeError) as error:
            if not isinstance(error, sqlite3.Error) or is_damage(error) or _is_odd(error):
                raise _Unusable(_DAMAGED) from error
            raise
    except BaseException:
        _close_untouched(path, connection)
        if not there:
            # The disk was full: the stump of a new file must not pass for a damaged one.
            path.unlink(missing_ok=True)
        raise
    return connection


def _prepare(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > len(MIGRATIONS):
        raise _Unusable(_NEWER)
    connection.execute("PRAGMA journal_mode = WAL")
    # A crash of the machine may take the newest commits, but row, cursor and ledger go
    # together, so what is missing is fetched again.
    connection.execute("PRAGMA synchronous = NORMAL")
    _migrate(connection)
    if version and not is_sound(connection):
        raise _Unusable(_DAMAGED)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables up to date, from whatever version they are of."""
    for name, arguments, derived in DERIVED:
        connection.create_function(name, arguments, derived, deterministic=True)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    for done in range(version, len(MIGRATIONS)):
        # executescript commits what is open, so the transaction is part of the script.
        connection.executescript(
            f"BEGIN IMMEDIATE;{MIGRATIONS[done]}PRAGMA user_version = {done + 1};COMMIT;"
        )


def _is_odd(error: sqlite3.Error) -> bool:
    """Whether SQLite takes offence at our own tables: they are not as we made them."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_ERROR


def _close_untouched(path: Path, connection: sqlite3.Connection) -> None:
    """Close without what a last connection does: to write the log, sound or not, into the file."""
    with contextlib.suppress(*TOLD_BY), contextlib.ExitStack() as stack:
        guard = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        stack.callback(guard.close)
        guard.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        connection.close()
    connection.close()


def _failed(path: Path, error: Exception) -> StoreFailed:
    return StoreFailed(
        translate(
            "schema",
            "The desk's copy of the bookings in {folder} cannot be opened ({error}). Check that "
            "the disk has room and that you may write to this folder.",
        ).format(folder=path.parent, error=error)
    )
