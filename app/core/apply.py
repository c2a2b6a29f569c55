"""How a batch of news changes the tables: rows by version, cursor, ledger, at one stroke."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from app.contract.models import Booking, Library, Pricing, Seat
from app.core import alerts
from app.core.batch import Batch, Cursor, Origin, SetAside, Told
from app.core.changes import BookingChange, BookingRow, Changes
from app.core.ledger import Ledger, Line, Telling
from app.core.outbox import Outbox
from app.core.rows import COLUMNS, SELECT, booking_row, columns, instant, micros

RELOAD_FROM = 500
"""More changed rows than this are told as `reloaded`."""

KEEP_SET_ASIDE = 200
_CHUNK = 500
_encode = msgspec.json.Encoder().encode
_UPSERT = (
    f"INSERT INTO bookings ({', '.join(COLUMNS)}, unseen)"  # noqa: S608 - constants
    f" VALUES ({', '.join('?' * len(COLUMNS))}, ?) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[1:], "unseen"))
)


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a batch relates to what the store has.

    `first`: nothing was known before, so nothing rings. `replacing`: another epoch, or a hub
    whose history went back; its rows are taken whatever their version.
    """

    first: bool = False
    replacing: bool = False
    in_step_at: datetime | None = None


class _Rows:
    """The rows a batch touches, as they were and as they become."""

    def __init__(self, connection: sqlite3.Connection, booking_ids: Iterable[str]) -> None:
        self._connection = connection
        self.before: dict[str, BookingRow] = self._load(list(booking_ids))
        self.after: dict[str, BookingRow] = dict(self.before)

    def _load(self, booking_ids: Sequence[str]) -> dict[str, BookingRow]:
        loaded: dict[str, BookingRow] = {}
        for start in range(0, len(booking_ids), _CHUNK):
            part = booking_ids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            for stored in self._connection.execute(f"{SELECT} WHERE id IN ({marks})", part):
                row = booking_row(stored)
                loaded[row.booking.id] = row
        return loaded

    def put(self, booking: Booking) -> None:
        held = self.after.get(booking.id)
        self.after[booking.id] = (
            BookingRow(booking=booking)
            if held is None
            else msgspec.structs.replace(held, booking=booking)
        )

    def rang(self, booking_id: str) -> None:
        if booking_id in self.after:
            held = self.after[booking_id]
            self.after[booking_id] = msgspec.structs.replace(held, unseen=True)

    def write(self, now: datetime) -> tuple[BookingChange, ...]:
        changed = [row for key, row in self.after.items() if row != self.before.get(key)]
        self._connection.executemany(
            _UPSERT, ((*columns(row.booking, now), row.unseen) for row in changed)
        )
        written = self._load([row.booking.id for row in changed if row.rowid == 0])
        return tuple(
            BookingChange(
                before=self.before.get(row.booking.id), after=written.get(row.booking.id, row)
            )
            for row in changed
        )


def apply(
    connection: sqlite3.Connection,
    ledger: Ledger,
    outbox: Outbox,
    batch: Batch,
    now: datetime,
    *,
    quiet: bool,
) -> Changes:
    """Write `batch`; the caller begins and ends the transaction.

    Returns:
        What is different now, with the alerts to tell at once.
    """
    standing = _standing(connection, batch)
    if standing is None:
        return Changes()
    libraries = _put_libraries(connection, batch.libraries, standing)
    rows = _Rows(connection, dict.fromkeys(told.booking.id for told in batch.bookings))
    ours = outbox.ours({told.cause for told in batch.bookings if told.cause})
    lines = []
    for told in batch.bookings:
        line = _take(rows, told, batch, standing, own=told.cause in ours, quiet=quiet)
        if line is not None and ledger.record(line, now) and line.rings:
            rows.rang(line.booking.id)
            lines.append(line)
    changed = rows.write(now)
    removed = _remove_missing(connection, batch) if standing.replacing else 0
    seats = _put_seats(connection, batch.seats)
    pricing = _put_pricing(connection, batch.pricing, standing)
    if batch.cursor is not None:
        _move(connection, batch.cursor, batch.set_aside, now)
    reloaded = removed > 0 or len(changed) > RELOAD_FROM
    return Changes(
        bookings=() if reloaded else changed,
        alerts=tuple(ledger.alert(line, now) for line in lines if line.state is Telling.DUE),
        libraries=libraries,
        seats=seats,
        pricing=pricing,
        reloaded=reloaded,
    )


def _standing(connection: sqlite3.Connection, batch: Batch) -> Standing | None:
    """How the batch relates to the stored cursor; None when it is behind it."""
    if batch.cursor is None:
        return Standing()
    stored = connection.execute(
        "SELECT epoch, position, in_step_at FROM cursors WHERE stream = ?", (batch.cursor.stream,)
    ).fetchone()
    if stored is None:
        return Standing(first=True, replacing=batch.origin is Origin.SNAPSHOT)
    epoch, position, in_step_at = stored
    standing = Standing(in_step_at=None if in_step_at is None else instant(in_step_at))
    if batch.origin is Origin.SNAPSHOT:
        replacing = epoch != batch.cursor.epoch or batch.cursor.position < position
        return msgspec.structs.replace(standing, replacing=replacing)
    if epoch == batch.cursor.epoch and batch.cursor.position <= position:
        return None
    return standing


def _take(
    rows: _Rows, told: Told, batch: Batch, standing: Standing, *, own: bool, quiet: bool
) -> Line | None:
    """Take one booking in; the ledger line that follows, if one does."""
    held = rows.after.get(told.booking.id)
    before = held.booking if held else None
    by_event = batch.origin in {Origin.LIVE, Origin.CATCH_UP}
    newer = _is_newer(before, told.booking, batch.origin)
    if newer or standing.replacing:
        rows.put(told.booking)
    if newer:
        kind = alerts.change_between(before, told.booking)
    elif by_event and told.event in alerts.BY_EVENT:
        # The row came by another way before its event did; the event is still to be told.
        kind = alerts.BY_EVENT[told.event]
    else:
        return None
    if standing.first and not by_event:
        return None
    rings = kind in alerts.RINGING and not own and batch.origin is not Origin.ANSWER
    if before is None and standing.replacing and not _made_since(told.booking, standing):
        rings = False
    return Line(
        kind=kind,
        booking=told.booking,
        stream=batch.cursor.stream if batch.cursor else "",
        at=told.at,
        rings=rings,
        state=_telling(batch.origin, rings=rings, quiet=quiet),
    )


def _is_newer(before: Booking | None, told: Booking, origin: Origin) -> bool:
    if before is None or told.version > before.version:
        return True
    # A basic backend has no versions; there the content decides.
    return origin is Origin.LISTED and told.version == before.version and told != before


def _made_since(booking: Booking, standing: Standing) -> bool:
    if standing.in_step_at is None or booking.created_at is None:
        return False
    return booking.created_at > standing.in_step_at


def _telling(origin: Origin, *, rings: bool, quiet: bool) -> Telling:
    if not rings or quiet:
        return Telling.SILENT
    return Telling.DUE if origin is Origin.LIVE else Telling.GATHERED


def _remove_missing(connection: sqlite3.Connection, batch: Batch) -> int:
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS kept (id TEXT PRIMARY KEY)")
    connection.execute("DELETE FROM kept")
    connection.executemany(
        "INSERT OR IGNORE INTO kept (id) VALUES (?)",
        ((told.booking.id,) for told in batch.bookings),
    )
    connection.execute("DELETE FROM seats WHERE library_id = ?", (batch.library_id,))
    removed = connection.execute(
        "DELETE FROM bookings WHERE library_id = ? AND id NOT IN (SELECT id FROM kept)",
        (batch.library_id,),
    )
    return removed.rowcount


def _put_libraries(
    connection: sqlite3.Connection, libraries: Sequence[Library], standing: Standing
) -> tuple[Library, ...]:
    return tuple(
        library
        for library in libraries
        if _put(connection, "libraries", "id", library.id, library.version, library, standing)
    )


def _put_pricing(
    connection: sqlite3.Connection, prices: Sequence[Pricing], standing: Standing
) -> tuple[Pricing, ...]:
    return tuple(
        each
        for each in prices
        if _put(connection, "pricing", "library_id", each.library_id, each.version, each, standing)
    )


def _put(
    connection: sqlite3.Connection,
    table: str,
    key: str,
    value: str,
    version: int,
    record: Library | Pricing,
    standing: Standing,
) -> bool:
    written = connection.execute(
        f"INSERT INTO {table} ({key}, version, data) VALUES (?, ?, ?)"  # noqa: S608 - constants
        f" ON CONFLICT ({key}) DO UPDATE SET version = excluded.version, data = excluded.data"
        " WHERE data != excluded.data AND (? OR version < excluded.version)",
        (value, version, _encode(record), standing.replacing),
    )
    return written.rowcount > 0


def _put_seats(connection: sqlite3.Connection, seats: Sequence[Seat]) -> tuple[Seat, ...]:
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


def _move(
    connection: sqlite3.Connection, cursor: Cursor, aside: Sequence[SetAside], now: datetime
) -> None:
    connection.execute(
        "INSERT INTO cursors (stream, epoch, position) VALUES (?, ?, ?)"
        " ON CONFLICT (stream) DO UPDATE SET epoch = excluded.epoch, position = excluded.position",
        (cursor.stream, cursor.epoch, cursor.position),
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
