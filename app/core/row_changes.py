"""The rows that a batch of news touches, as they were and as they become."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.contract.models import Booking
from app.core.changes import AlertKind, BookingChange, BookingRow
from app.core.ledger import Ledger, Line
from app.core.outbox import Shown
from app.core.rows import COLUMNS, SELECT, booking_row, columns, edit_bytes

_CHUNK = 500
_OURS = ("unseen", "pending", "written")
_UPSERT = (
    f"INSERT INTO bookings ({', '.join(COLUMNS)}, unseen, pending, written)"  # noqa: S608 - constants
    f" VALUES ({', '.join('?' * len(COLUMNS))}, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
    + ", ".join(f"{name} = excluded.{name}" for name in (*COLUMNS[1:], *_OURS))
)


class RowChanges:
    """Read when it is made, written at the end.

    `walk_ins` are bookings whose row was provisional until now: to the hub's news they are new.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        ledger: Ledger,
        booking_ids: Iterable[str],
        walk_ins: set[str],
    ) -> None:
        self._connection = connection
        self._ledger = ledger
        self._lines: set[tuple[str, str | None]] = set()
        self.catalogue, self.meaning = ledger.voice.catalogue, ledger.meaning
        self.walk_ins = walk_ins
        self.before: dict[str, BookingRow] = self._load(list(booking_ids))
        self.after: dict[str, BookingRow] = dict(self.before)

    def _load(self, booking_ids: Sequence[str]) -> dict[str, BookingRow]:
        rows = [booking_row(stored) for stored in self._select(SELECT, booking_ids)]
        return {row.booking.id: row for row in rows}

    def _select(self, select: str, booking_ids: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        for start in range(0, len(booking_ids), _CHUNK):
            part = booking_ids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            yield from self._connection.execute(f"{select} WHERE id IN ({marks})", part)

    def was_told(self, kind: AlertKind, booking_id: str) -> bool:
        """Whether a booking has a line of this kind, of whatever version, or gets one now."""
        return (kind, booking_id) in self._lines or self._ledger.was_told(kind, booking_id)

    def gets(self, line: Line) -> Line:
        """Note that this line is to be recorded."""
        self._lines.add((line.kind, line.booking_id))
        return line

    @property
    def new(self) -> set[str]:
        """Bookings that had no row."""
        return self.after.keys() - self.before.keys()

    def put(self, booking: Booking) -> None:
        """The booking is so now."""
        held = self.after.get(booking.id)
        self.after[booking.id] = (
            BookingRow(booking=booking)
            if held is None
            else msgspec.structs.replace(held, booking=booking)
        )

    def rang(self, booking_id: str) -> None:
        """Somebody has to look at the booking."""
        if booking_id in self.after:
            held = self.after[booking_id]
            self.after[booking_id] = msgspec.structs.replace(held, unseen=True)

    def shows(self, booking_id: str, shown: Shown) -> None:
        """So much waits in the outbox for the booking."""
        if booking_id in self.after:
            held = self.after[booking_id]
            self.after[booking_id] = msgspec.structs.replace(
                held, pending=shown.pending, written=shown.written
            )

    def write(self, now: datetime) -> tuple[BookingChange, ...]:
        """Write what is different, and tell it."""
        changed = [row for key, row in self.after.items() if row != self.before.get(key)]
        self._connection.executemany(
            _UPSERT,
            (
                (*columns(row.booking, now), row.unseen, row.pending, edit_bytes(row.written))
                for row in changed
            ),
        )
        # What was written is known but for the place of the new ones; no need to decode it anew.
        new = [row.booking.id for row in changed if row.rowid == 0]
        places = dict(self._select("SELECT id, row FROM bookings", new))
        return tuple(
            BookingChange(
                before=self.before.get(row.booking.id),
                after=msgspec.structs.replace(row, rowid=places.get(row.booking.id, row.rowid)),
            )
            for row in changed
        )
