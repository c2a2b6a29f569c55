"""How a booking lies in a row of the desk's copy: columns to sort and filter by, and back."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.contract.models import Booking, BookingEdit
from app.core import orders, words
from app.core.changes import BookingRow

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

COLUMNS = (
    "id",
    "library_id",
    "created_at",
    "starts_at",
    "ends_at",
    "status",
    "payment_status",
    "kind",
    "student_name",
    "student_phone",
    "seat_label",
    "code",
    "total_minor",
    "currency",
    "version",
    "search",
    "name_key",
    "seat_key",
    "data",
    "checksum",
)
"""What `columns` gives, in this order."""

SELECT = "SELECT row, data, unseen, pending, written FROM bookings"
"""What `booking_row` takes."""

WORDS_ANEW = (
    "UPDATE bookings SET search = words_line(student_name, student_phone, code, seat_label)"
)
"""Gives every booking the words that it is found by; `words_line` is made of `words.line`."""

KEYS_ANEW = "UPDATE bookings SET name_key = name_key(student_name), seat_key = seat_key(seat_label)"
"""Gives every booking what it is sorted by; the two functions are those of `orders`."""

NOTICE_WORDS_ANEW = (
    "UPDATE ledger SET search = words_line("  # noqa: S608 - constants
    + ", ".join(
        f"coalesce(json_extract(CAST(data AS TEXT), '$.{name}'), '')"
        for name in ("studentName", "studentPhone", "code", "seatLabel")
    )
    + ") WHERE kind LIKE 'booking:%' AND json_extract(CAST(data AS TEXT), '$.event') IS NULL"
)
"""Gives every notice the words that its booking is found by."""

_decode = msgspec.json.Decoder(Booking).decode
_decode_edit = msgspec.json.Decoder(BookingEdit).decode
_encode = msgspec.json.Encoder().encode


def micros(instant: datetime) -> int:
    """An aware instant as whole microseconds since 1970, which sort as the instants do."""
    return (instant - EPOCH) // _MICROSECOND


def instant(stored: int) -> datetime:
    """The aware UTC instant of `micros`."""
    return EPOCH + stored * _MICROSECOND


def recency(created_at: int, rowid: int) -> int:
    """What a row has as `recency`: ascending, the newest first; `created_at` in microseconds."""
    return -(created_at // 1000 * 2097152 + (rowid & 2097151))


def is_held(moment: datetime) -> bool:
    """Whether a time is one that the store holds and every zone can tell.

    The zero dates and "never" of other programs, the years 1 and 9999, are none.
    """
    return EPOCH <= moment <= LATEST


def nearest(moment: datetime) -> datetime:
    """The time, or the nearest one that the store holds."""
    return min(max(moment, EPOCH), LATEST)


def index_words(connection: sqlite3.Connection) -> None:
    """Give the index of words what a transaction changed, as the last thing before its end."""
    if connection.execute("SELECT 1 FROM words_due").fetchone() is None:
        return
    connection.execute(
        "INSERT INTO words (words, rowid, line)"
        " SELECT iif(sum(times) < 0, 'delete', NULL), recency, line FROM words_due"
        " GROUP BY recency, line HAVING sum(times) != 0 ORDER BY recency, sum(times)"
    )
    connection.execute("DELETE FROM words_due")


def columns(booking: Booking, received_at: datetime) -> tuple[Any, ...]:
    """The values of COLUMNS; a booking without a time of creation sorts by its arrival."""
    data = _encode(booking)
    return (
        booking.id,
        booking.library_id,
        micros(booking.created_at or received_at),
        micros(booking.starts_at) if booking.starts_at else None,
        micros(booking.ends_at) if booking.ends_at else None,
        booking.status,
        booking.payment_status,
        booking.kind,
        booking.student_name,
        booking.student_phone,
        booking.seat_label,
        booking.code,
        booking.total_minor,
        booking.currency,
        booking.version,
        words.of_booking(booking),
        orders.name_key(booking.student_name),
        orders.seat_key(booking.seat_label),
        data,
        checksum(data),
    )


def checksum(data: bytes) -> int:
    """What is kept beside a row's data: SQLite itself does not notice a flipped bit in it."""
    return zlib.crc32(data)


def cursor_sum(stream: str, epoch: str, position: int) -> int:
    """What is kept beside a cursor: a flipped bit in it would skip events in silence."""
    return checksum(f"{stream} {epoch} {position}".encode())


def booking_row(stored: Sequence[Any]) -> BookingRow:
    """The record behind one line of SELECT."""
    row, data, unseen, pending, written = stored
    return BookingRow(
        booking=_decode(data),
        rowid=row,
        unseen=bool(unseen),
        pending=pending,
        written=_decode_edit(written) if written is not None else None,
    )


def edit_bytes(written: BookingEdit | None) -> bytes | None:
    """What the column `written` holds."""
    return _encode(written) if written is not None else None
