"""The tables of the desk's copy, their migrations, and how the file is opened or set aside."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from app.contract.errors import StoreFailed
from app.core import orders, salvage, words
from app.core.batch import SALVAGED
from app.core.rows import KEYS_ANEW, NOTICE_WORDS_ANEW, WORDS_ANEW
from app.core.soundness import TOLD_BY, has_header, is_damage, is_sound

BUSY_MS = 1000
"""How long a statement waits for a lock before it fails; the core loop waits with it."""

_FIRST = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE bookings (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    library_id TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    starts_at INTEGER,
    ends_at INTEGER,
    status TEXT NOT NULL,
    payment_status TEXT NOT NULL,
    kind TEXT NOT NULL,
    student_name TEXT NOT NULL,
    student_phone TEXT NOT NULL,
    seat_label TEXT NOT NULL,
    code TEXT NOT NULL,
    total_minor INTEGER NOT NULL,
    currency TEXT NOT NULL,
    version INTEGER NOT NULL,
    unseen INTEGER NOT NULL DEFAULT 0,
    pending TEXT,
    search TEXT NOT NULL,
    data BLOB NOT NULL
);
CREATE INDEX bookings_newest ON bookings (created_at DESC, row DESC, status);
CREATE INDEX bookings_of_library ON bookings (library_id, created_at DESC, row DESC, status);
CREATE INDEX bookings_by_start ON bookings (starts_at, library_id, status);

CREATE TABLE cursors (
    stream TEXT PRIMARY KEY,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    in_step_at INTEGER
) WITHOUT ROWID;

CREATE TABLE ledger (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    library_id TEXT NOT NULL,
    stream TEXT NOT NULL,
    booking_id TEXT,
    data BLOB NOT NULL,
    at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    rings INTEGER NOT NULL,
    state TEXT NOT NULL,
    summary_id TEXT,
    shown_at INTEGER,
    sounded_at INTEGER,
    clicked_at INTEGER,
    acknowledged_at INTEGER
);
CREATE INDEX ledger_unread ON ledger (booking_id)
    WHERE rings = 1 AND acknowledged_at IS NULL;
CREATE INDEX ledger_untold ON ledger (state, stream) WHERE shown_at IS NULL;

CREATE TABLE outbox (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    booking_id TEXT NOT NULL,
    action TEXT NOT NULL,
    body BLOB NOT NULL,
    made_at INTEGER NOT NULL,
    done_at INTEGER
);
CREATE INDEX outbox_waiting ON outbox (row) WHERE done_at IS NULL;

CREATE TABLE libraries (id TEXT PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE seats (id TEXT PRIMARY KEY, library_id TEXT NOT NULL, data BLOB NOT NULL)
    WITHOUT ROWID;
CREATE TABLE pricing (library_id TEXT PRIMARY KEY, version INTEGER NOT NULL, data BLOB NOT NULL)
    WITHOUT ROWID;

CREATE TABLE set_aside (
    row INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    epoch TEXT NOT NULL,
    position INTEGER NOT NULL,
    why TEXT NOT NULL,
    data BLOB NOT NULL,
    at INTEGER NOT NULL
);
"""

_SECOND = """
ALTER TABLE bookings ADD COLUMN checksum INTEGER;
ALTER TABLE cursors ADD COLUMN checksum INTEGER;
ALTER TABLE outbox ADD COLUMN checksum INTEGER;
ALTER TABLE outbox ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN attempted_at INTEGER;
ALTER TABLE outbox ADD COLUMN became TEXT;
-- Nobody wrote down whether these were sent, so they count as sent.
UPDATE outbox SET attempts = 1, attempted_at = made_at WHERE done_at IS NULL;

CREATE TABLE refusals (
    row INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL
);
"""

_THIRD = f"""
-- Ascending, it is the list's own order: the newest first, and of one millisecond the later
-- arrival. The index of words has it as its key, so what is found comes in that order.
ALTER TABLE bookings ADD COLUMN recency INTEGER
    GENERATED ALWAYS AS (-((created_at / 1000) * 2097152 + (row & 2097151))) VIRTUAL;
{WORDS_ANEW};
DROP INDEX bookings_newest;
DROP INDEX bookings_of_library;
CREATE INDEX bookings_newest ON bookings (recency, status);
CREATE INDEX bookings_of_library ON bookings (library_id, recency, status);
CREATE VIRTUAL TABLE words USING fts5 (
    line, content='', detail='none', columnsize=0, tokenize='ascii', prefix='1 2 3 4'
);
INSERT INTO words (rowid, line) SELECT recency, search FROM bookings ORDER BY recency;
CREATE TRIGGER bookings_words_added AFTER INSERT ON bookings BEGIN
    INSERT INTO words (rowid, line) VALUES (new.recency, new.search);
END;
CREATE TRIGGER bookings_words_changed AFTER UPDATE OF search, created_at ON bookings
WHEN old.search != new.search OR old.recency != new.recency BEGIN
    INSERT INTO words (words, rowid, line) VALUES ('delete', old.recency, old.search);
    INSERT INTO words (rowid, line) VALUES (new.recency, new.search);
END;
CREATE TRIGGER bookings_words_removed AFTER DELETE ON bookings BEGIN
    INSERT INTO words (words, rowid, line) VALUES ('delete', old.recency, old.search);
END;
"""  # noqa: S608 - constants

_REMOVED = """
CREATE TRIGGER bookings_words_removed AFTER DELETE ON bookings BEGIN
    INSERT INTO words_due (recency, line, times) VALUES (old.recency, old.search, -1);
END;
"""

_FOURTH = f"""
-- The index takes words cheaply in the order of its keys only, and bookings come oldest first:
-- what a transaction changes is gathered here, and the index gets it in one go (index_words).
CREATE TABLE words_due (recency INTEGER NOT NULL, line TEXT NOT NULL, times INTEGER NOT NULL);
DROP TRIGGER bookings_words_added;
DROP TRIGGER bookings_words_changed;
DROP TRIGGER bookings_words_removed;
CREATE TRIGGER bookings_words_added AFTER INSERT ON bookings BEGIN
    INSERT INTO words_due (recency, line, times) VALUES (new.recency, new.search, 1);
END;
CREATE TRIGGER bookings_words_changed AFTER UPDATE OF search, created_at ON bookings
WHEN old.search != new.search OR old.recency != new.recency BEGIN
    INSERT INTO words_due (recency, line, times)
        VALUES (old.recency, old.search, -1), (new.recency, new.search, 1);
END;
{_REMOVED}DROP TABLE words;
CREATE VIRTUAL TABLE words USING fts5 (
    line, content='', detail='none', columnsize=0, tokenize='ascii', prefix='1 2 3'
);
INSERT INTO words (rowid, line) SELECT recency, search FROM bookings ORDER BY recency;
"""  # noqa: S608 - constants

_FIFTH = f"""
-- An index for each order of the list, with what it is most often narrowed by: no order of a
-- million rows may wait for a sort. The first has all that filters ask of a row.
ALTER TABLE bookings ADD COLUMN name_key TEXT NOT NULL DEFAULT '';
ALTER TABLE bookings ADD COLUMN seat_key TEXT NOT NULL DEFAULT '';
{KEYS_ANEW};
DROP INDEX bookings_newest;
DROP INDEX bookings_of_library;
DROP INDEX bookings_by_start;
CREATE INDEX bookings_newest ON bookings
    (recency, library_id, status, starts_at, ends_at, payment_status, kind);
CREATE INDEX bookings_by_status ON bookings (status, recency, library_id, ends_at);
CREATE INDEX bookings_by_start ON bookings (starts_at, recency, library_id, status, ends_at);
CREATE INDEX bookings_by_end ON bookings (ends_at, recency, library_id, status);
CREATE INDEX bookings_by_name ON bookings (name_key, recency, library_id, status, ends_at);
CREATE INDEX bookings_by_seat ON bookings (seat_key, recency, library_id, status, ends_at);
CREATE INDEX bookings_by_amount ON bookings (total_minor, recency, library_id, status, ends_at);
"""

_SIXTH = f"""
-- Rows of a hub that is newer than this program lack what it did not know then: what was paid,
-- rooms, places. With a place that no hub knows, the next connection takes them all once more.
UPDATE cursors SET epoch = '{SALVAGED}', position = 0, checksum = NULL;
"""  # noqa: S608 - constants

_SEVENTH = """
-- What a command made of its booking: it is taken back only while that still stands.
ALTER TABLE outbox ADD COLUMN made BLOB;
"""

_EIGHTH = f"""
-- The ledger's lines are notices that people read, search and take away.
ALTER TABLE ledger ADD COLUMN why TEXT;
ALTER TABLE ledger ADD COLUMN removed_at INTEGER;
ALTER TABLE ledger ADD COLUMN search TEXT NOT NULL DEFAULT '';
{NOTICE_WORDS_ANEW};
UPDATE ledger SET rings = 0 WHERE kind = 'summary';
UPDATE ledger SET why = 'quiet' WHERE rings = 1 AND state = 'silent';
CREATE INDEX ledger_notices ON ledger (row) WHERE rings = 1 AND removed_at IS NULL;
"""  # noqa: S608 - constants

_NINTH = """
-- What payments and notes that wait to be sent make of a booking.
ALTER TABLE bookings ADD COLUMN written BLOB;
"""

_TENTH = """
-- Who took it at another desk, and when the hub was told that it was read at this one.
ALTER TABLE ledger ADD COLUMN taken_by TEXT;
ALTER TABLE ledger ADD COLUMN shared_at INTEGER;
UPDATE ledger SET shared_at = acknowledged_at;
CREATE INDEX ledger_unshared ON ledger (row)
    WHERE rings = 1 AND acknowledged_at IS NOT NULL AND shared_at IS NULL;
"""

MIGRATIONS: tuple[str, ...] = (
    _FIRST,
    _SECOND,
    _THIRD,
    _FOURTH,
    _FIFTH,
    _SIXTH,
    _SEVENTH,
    _EIGHTH,
    _NINTH,
    _TENTH,
)
"""Each brings the file from the version of its index to the next; never edited, only added to."""

DERIVED: tuple[tuple[str, int, Callable[..., str]], ...] = (
    ("words_line", 4, words.line),
    ("name_key", 1, orders.name_key),
    ("seat_key", 1, orders.seat_key),
)
"""What the migrations derive of columns: an SQL function's name, its arguments, and what it is."""

REVISION = "revision"
"""Under this name, meta counts the transactions that changed rows of bookings."""

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
        told = (
            f"The desk's copy of the bookings {why}, so it was set aside as "
            f"{rebuilt.aside.name} and is fetched anew. Nothing is lost on the server."
        )
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
    connection.execute(_REMOVED)


class _Unusable(Exception):
    """The file is there, but it is not one that this program can work with."""


def _ready(path: Path) -> sqlite3.Connection:
    if path.is_dir():
        raise _Unusable("is a folder")
    if path.exists() and path.stat().st_size == 0:
        # SQLite would take it for a new one, and throw its log away.
        raise _Unusable("was empty")
    if path.exists() and not has_header(path):
        raise _Unusable("was damaged")
    there = path.exists()
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MS / 1000)
    try:
        try:
            _prepare(connection)
            if not there:
                _keep_to_owner(path)
        except (*TOLD_BY, TypeError) as error:
            if not isinstance(error, sqlite3.Error) or is_damage(error) or _is_odd(error):
                raise _Unusable("was damaged") from error
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
        raise _Unusable("was written by a newer version of StudySpot Desk")
    connection.execute("PRAGMA journal_mode = WAL")
    # A crash of the machine may take the newest commits, but row, cursor and ledger go
    # together, so what is missing is fetched again.
    connection.execute("PRAGMA synchronous = NORMAL")
    _migrate(connection)
    if version and not is_sound(connection):
        raise _Unusable("was damaged")


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
        f"The desk's copy of the bookings in {path.parent} cannot be opened ({error}). "
        "Check that the disk has room and that you may write to this folder."
    )
