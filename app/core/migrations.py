"""The tables of the desk's copy, from each version of the file to the next."""

from __future__ import annotations

from app.core.batch import SALVAGED
from app.core.rows import KEYS_ANEW, NOTICE_WORDS_ANEW, WORDS_ANEW

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

WORDS_REMOVED = """
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
{WORDS_REMOVED}DROP TABLE words;
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

_ELEVENTH = """
-- What was told of a booking, asked for at each change of one.
CREATE INDEX ledger_of_booking ON ledger (booking_id);
"""

_TWELFTH = """
-- The page of notices asks of all of them what it counts and orders by: without their rows, which
-- are long.
DROP INDEX ledger_notices;
CREATE INDEX ledger_notices ON ledger (row, received_at, kind, library_id, acknowledged_at)
    WHERE rings = 1 AND removed_at IS NULL;
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
    _ELEVENTH,
    _TWELFTH,
)
"""Each brings the file from the version of its index to the next; never edited, only added to."""
