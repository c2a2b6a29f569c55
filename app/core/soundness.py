"""Whether the desk's file still says what was written: SQLite's own checks, and ours."""

from __future__ import annotations

import itertools
import sqlite3
from pathlib import Path

import msgspec

from app.core.changes import AlertKind, Telling
from app.core.rows import checksum, cursor_sum

_DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_TOOBIG})
TOLD_BY = (sqlite3.Error, msgspec.DecodeError, UnicodeDecodeError)
"""What tells damage; SQLite's own words about a broken name cannot always be decoded."""

_LATEST = 2**52
"""Later than any time in microseconds that is kept: the year 2112."""


def _words(words: type[AlertKind | Telling]) -> str:
    return ", ".join(f"'{word.value}'" for word in words)


_TIMES = {
    "ledger": ("at", "received_at", "shown_at", "sounded_at", "clicked_at", "acknowledged_at"),
    "cursors": ("in_step_at",),
    "outbox": ("made_at", "attempted_at", "done_at"),
}
# Of bookings the indexes tell: a time that is not as it was written is not where it was.
_ALL_TIMES = _TIMES | {"bookings": ("created_at", "starts_at", "ends_at")}
_NO_TIME = " UNION ALL ".join(
    f"SELECT 1 FROM {table} WHERE {name} NOT BETWEEN 0 AND {_LATEST}"  # noqa: S608 - constants
    for table, names in _TIMES.items()
    for name in names
)
_NO_WORD = (
    f"SELECT 1 FROM ledger WHERE kind NOT IN ({_words(AlertKind)})"  # noqa: S608 - constants
    f" OR state NOT IN ({_words(Telling)})"
)


def fits(table: str, column: str, kind: str, value: object) -> bool:
    """Whether a value can stand in a column that was declared as `kind`."""
    if value is None:
        return True
    if column in _ALL_TIMES.get(table, ()):
        return isinstance(value, int) and 0 <= value <= _LATEST
    return isinstance(value, {"INTEGER": int, "TEXT": str, "BLOB": bytes}[kind])


def has_header(path: Path) -> bool:
    """Whether the file begins as an SQLite file that can be written.

    With a flipped bit SQLite may take it for one that can only be read.

    Raises:
        OSError: when it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(20)
    return start[:16] == b"SQLite format 3\0" and set(start[18:20]) <= {1, 2}


def is_damage(error: Exception) -> bool:
    """Whether the error says that the file's content is not what was written.

    Others are about the disk or a lock, and pass.
    """
    if isinstance(error, msgspec.DecodeError | UnicodeDecodeError):
        return True
    if not isinstance(error, sqlite3.Error):
        return False
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in _DAMAGE or "UTF-8" in str(error)


def is_sound(connection: sqlite3.Connection) -> bool:
    """Whether structure, indexes and checksums agree; 30 ms for 10,000 bookings.

    Raises:
        sqlite3.Error: when it cannot even be read.
    """
    if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
        return False
    if connection.execute(f"{_NO_TIME} UNION ALL {_NO_WORD} LIMIT 1").fetchone() is not None:
        return False
    # One row after the other: a million of them would take more memory than all else here.
    sums = itertools.chain(
        connection.execute("SELECT data, checksum FROM bookings WHERE checksum IS NOT NULL"),
        connection.execute("SELECT body, checksum FROM outbox WHERE checksum IS NOT NULL"),
    )
    cursors = connection.execute(
        "SELECT stream, epoch, position, checksum FROM cursors WHERE checksum IS NOT NULL"
    )
    return all(checksum(data) == kept for data, kept in sums) and all(
        cursor_sum(*cursor) == kept for *cursor, kept in cursors
    )
