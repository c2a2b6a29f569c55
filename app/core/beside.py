"""What comes beside the bookings: libraries, seats, prices, and where a stream stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.contract.events import library_stream, user_stream
from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import Library, Pricing, Seat
from app.contract.requests import SeatChange
from app.core.batch import AWAITED, Batch, Cursor, SetAside
from app.core.changes import AlertKind
from app.core.outbox import IS_PROVISIONAL
from app.core.rows import cursor_sum, micros
from app.core.voice import Where

KEEP_SET_ASIDE = 200
LIBRARIES = "SELECT data FROM libraries ORDER BY id"
_OVER = (*sorted(ENDED_UNUSED), Status.COMPLETED, Status.NO_SHOW)
_encode = msgspec.json.Encoder().encode
_decode_library = msgspec.json.Decoder(Library).decode
_decode_seat = msgspec.json.Decoder(Seat).decode


def library(connection: sqlite3.Connection, library_id: str) -> Library | None:
    """A library that is known here."""
    query = "SELECT data FROM libraries WHERE id = ?"
    found = connection.execute(query, (library_id,)).fetchone()
    return _decode_library(found[0]) if found else None


def libraries(connection: sqlite3.Connection) -> tuple[Library, ...]:
    """The libraries known, by id."""
    return as_libraries(connection.execute(LIBRARIES).fetchall())


def as_libraries(found: Iterable[tuple[Any, ...]]) -> tuple[Library, ...]:
    """The libraries out of what LIBRARIES found."""
    return tuple(_decode_library(data) for (data,) in found)


def where(connection: sqlite3.Connection, library_id: str) -> Where:
    """What alerts say of a library."""
    (count,) = connection.execute("SELECT count(*) FROM libraries").fetchone()
    found = library(connection, library_id)
    return Where(found or Library(id=library_id, name=""), several=count > 1)


def seat(connection: sqlite3.Connection, seat_id: str) -> Seat | None:
    """A seat that is known here."""
    found = connection.execute("SELECT data FROM seats WHERE id = ?", (seat_id,)).fetchone()
    return _decode_seat(found[0]) if found else None


def seats(connection: sqlite3.Connection, library_id: str) -> tuple[Seat, ...]:
    """The seats of a library, by id."""
    query = "SELECT data FROM seats WHERE library_id = ? ORDER BY id"
    return tuple(_decode_seat(data) for (data,) in connection.execute(query, (library_id,)))


def remove_missing(connection: sqlite3.Connection, batch: Batch) -> int:
    """Remove what a snapshot does not have, but for what waits here; how many rows went."""
    _keep(connection, (told.booking.id for told in batch.bookings))
    connection.execute("DELETE FROM seats WHERE library_id = ?", (batch.library_id,))
    removed = connection.execute(
        f"DELETE FROM bookings WHERE library_id = ? AND NOT {IS_PROVISIONAL}"  # noqa: S608 - constants
        " AND id NOT IN (SELECT id FROM kept)",
        (batch.library_id,),
    )
    return removed.rowcount


def missing(
    connection: sqlite3.Connection, present: Iterable[str], now: datetime
) -> tuple[str, ...]:
    """The bookings that are open and not over, and not among those present.

    A server's own word for an end is known by what was told of it last. A walk-in that waits
    is in no list yet.
    """
    _keep(connection, present)
    found = connection.execute(
        f"SELECT id FROM bookings WHERE status NOT IN ({', '.join('?' * len(_OVER))})"  # noqa: S608 - constants
        f" AND coalesce(ends_at, ?) >= ? AND NOT {IS_PROVISIONAL}"
        " AND id NOT IN (SELECT id FROM kept)"
        " AND coalesce((SELECT kind FROM ledger WHERE booking_id = bookings.id"
        " ORDER BY row DESC LIMIT 1), '') NOT IN (?, ?) ORDER BY row",
        (*_OVER, micros(now), micros(now), AlertKind.CANCELLED, AlertKind.CHECKOUT),
    )
    return tuple(row[0] for row in found)


def _keep(connection: sqlite3.Connection, booking_ids: Iterable[str]) -> None:
    """Put these ids into the temporary table `kept`."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM kept")
    connection.executemany(
        "INSERT OR IGNORE INTO kept (id) VALUES (?)", ((each,) for each in booking_ids)
    )


def await_opened(
    connection: sqlite3.Connection, epoch: str, opened: Iterable[str], now: datetime
) -> None:
    """Note of libraries that were just opened that all of their streams is news.

    Not of one that is followed already.
    """
    for library_id in opened:
        stream = library_stream(library_id)
        found = connection.execute("SELECT 1 FROM cursors WHERE stream = ?", (stream,))
        if found.fetchone() is None:
            move(connection, Cursor(stream, AWAITED + epoch, 0), (), now)


def awaited(connection: sqlite3.Connection, opened: Library, epoch: str) -> Cursor | None:
    """From where on the stream of a library without rows is news; None when nobody has said.

    One that was opened since the desk knew all of its account's own streams is so from its
    beginning, whether its rows or the word of it come first.
    """
    stream = library_stream(opened.id)
    stored = connection.execute(
        "SELECT epoch, position FROM cursors WHERE stream = ?", (stream,)
    ).fetchone()
    if stored is not None:
        cursor = Cursor(stream, *stored)
        return cursor if cursor.awaited else None
    (in_step_at,) = connection.execute(
        "SELECT max(in_step_at) FROM cursors WHERE stream LIKE ?", (f"{user_stream('')}%",)
    ).fetchone()
    if in_step_at is None or opened.created_at is None:
        return None
    return Cursor(stream, AWAITED + epoch, 0) if micros(opened.created_at) > in_step_at else None


def put_libraries(
    connection: sqlite3.Connection, libraries: Sequence[Library], *, any_version: bool
) -> tuple[Library, ...]:
    """Write libraries; those that are different now.

    With `any_version` what is told last holds, else what has the higher version.
    """
    return tuple(
        library
        for library in libraries
        if _put(connection, "libraries", "id", library.id, library.version, library, any_version)
    )


def put_pricing(
    connection: sqlite3.Connection, prices: Sequence[Pricing], *, any_version: bool
) -> tuple[Pricing, ...]:
    """Write prices; those that are different now; see `put_libraries`."""
    return tuple(
        each
        for each in prices
        if _put(
            connection, "pricing", "library_id", each.library_id, each.version, each, any_version
        )
    )


def _put(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    value: str,
    version: int,
    record: Library | Pricing,
    any_version: bool,
) -> bool:
    written = connection.execute(
        f"INSERT INTO {table} ({key}, version, data) VALUES (?, ?, ?)"  # noqa: S608 - constants
        f" ON CONFLICT ({key}) DO UPDATE SET version = excluded.version, data = excluded.data"
        " WHERE data != excluded.data AND (? OR version < excluded.version)",
        (value, version, _encode(record), any_version),
    )
    return written.rowcount > 0


def put_seats(
    connection: sqlite3.Connection, told: Sequence[Seat | SeatChange]
) -> tuple[Seat, ...]:
    """Write seats; those that are different now. What a change leaves out stays as it is."""
    seats = (each if isinstance(each, Seat) else _changed(connection, each) for each in told)
    return tuple(
        seat
        for seat in seats
        if connection.execute(
            "INSERT INTO seats (id, library_id, data) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET data = excluded.data WHERE data != excluded.data",
            (seat.id, seat.library_id, _encode(seat)),
        ).rowcount
        > 0
    )


def _changed(connection: sqlite3.Connection, change: SeatChange) -> Seat:
    fields = msgspec.structs.asdict(change)
    seat_id, library_id = fields.pop("seat_id"), fields.pop("library_id")
    known = seat(connection, seat_id) or Seat(id=seat_id, library_id=library_id, label="")
    said = {name: value for name, value in fields.items() if value is not msgspec.UNSET}
    return msgspec.structs.replace(known, library_id=library_id, **said)


def move(
    connection: sqlite3.Connection, cursor: Cursor, aside: Sequence[SetAside], now: datetime
) -> None:
    """Bring a stream to where it stands, and keep what could not be understood."""
    cursor_key = (cursor.stream, cursor.epoch, cursor.position)
    connection.execute(
        "INSERT INTO cursors (stream, epoch, position, checksum) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch,"
        " position = excluded.position, checksum = excluded.checksum",
        (*cursor_key, cursor_sum(*cursor_key)),
    )
    if not aside:
        return
    connection.executemany(
        "INSERT INTO set_aside (stream, epoch, position, why, data, at) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (cursor.stream, cursor.epoch, each.position, each.why, each.data, micros(now))
            for each in aside
        ),
    )
    connection.execute(
        "DELETE FROM set_aside WHERE row <= (SELECT max(row) FROM set_aside) - ?", (KEEP_SET_ASIDE,)
    )
