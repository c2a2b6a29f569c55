"""Reads the desk's copy through a connection of its own, for the thread that shows it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.contract.lifecycle import UNUSED_WHEN_OVER, amounts_to
from app.contract.models import Booking, Library
from app.core import beside, prices, words
from app.core.changes import BookingRow, PricesRow
from app.core.rows import SELECT, booking_row, instant, micros
from app.core.schema import REVISION

_CHUNK = 500
_BUSY_S = 0.25
_MAY_TURN = ",".join(f"'{status.value}'" for status in UNUSED_WHEN_OVER)
_TURNED = " ".join(
    f"WHEN '{status.value}' THEN '{then}'" for status, then in UNUSED_WHEN_OVER.items()
)
# Most bookings are past and settled; of these the index tells the state, and no row is read.
_AMOUNTS_TO = (
    f"CASE WHEN status IN ({_MAY_TURN}) AND ends_at <= ? THEN CASE status {_TURNED} END "
    "ELSE status END"
)


class BookingFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which bookings a list shows: of one library or all, in these states, with this text.

    No states means every state. Each word of `text` must begin one of the student's name,
    phone, the code or the seat's label (see `words`). With `at`, a booking is in
    the state that it amounts to at that moment (`lifecycle.amounts_to`).
    """

    library_id: str | None = None
    statuses: frozenset[str] = frozenset()
    text: str = ""
    at: datetime | None = None


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many bookings there are, and how many in each state that occurs."""

    total: int
    by_status: dict[str, int]


class Reader:
    """Read-only queries on the file at `path`; to be used by one thread.

    It may be made before the file exists: until then everything is empty.

    Raises (all methods):
        sqlite3.Error: when the file cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None

    def rows(self, wanted: BookingFilter) -> array[int]:
        """The rowids (64-bit) of the bookings that match, newest first."""
        source, values = _source(wanted)
        found = self._each(f"SELECT row FROM {source} ORDER BY recency", values)  # noqa: S608 - built from constants, values are bound
        return array("q", (row for (row,) in found))

    def page(self, rowids: Sequence[int]) -> list[BookingRow]:
        """The rows of `rowids` in that order; one that is gone meanwhile is left out."""
        held: dict[int, BookingRow] = {}
        for start in range(0, len(rowids), _CHUNK):
            part = rowids[start : start + _CHUNK]
            marks = ",".join("?" * len(part))
            for stored in self._all(f"{SELECT} WHERE row IN ({marks})", tuple(part)):
                held[stored[0]] = _row(stored)
        return [held[rowid] for rowid in rowids if rowid in held]

    def row(self, booking_id: str) -> tuple[int, BookingRow] | None:
        """The rowid and the row of a booking, or None."""
        found = self._all(f"{SELECT} WHERE id = ?", (booking_id,))
        return (found[0][0], _row(found[0])) if found else None

    def rowid_of(self, booking_id: str) -> int | None:
        """The rowid of a booking, or None."""
        found = self._all("SELECT row FROM bookings WHERE id = ?", (booking_id,))
        return int(found[0][0]) if found else None

    def libraries(self) -> tuple[Library, ...]:
        """The libraries of the copy, by id; none while there is no copy."""
        return beside.as_libraries(self._all(beside.LIBRARIES, ()))

    def prices(self, library_id: str) -> PricesRow | None:
        """The prices of a library with what is wanted of them; None when they are not known."""
        connection = self._opened()
        return prices.of(connection, library_id) if connection is not None else None

    def matches(self, wanted: BookingFilter, row: BookingRow) -> bool:
        """Whether `rows(wanted)` would hold this row."""
        return matches(wanted, row)

    def counts(
        self,
        library_id: str | None = None,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        text: str = "",
        at: datetime | None = None,
    ) -> Counts:
        """Bookings by state, of one library or all, that match `text`.

        With `since` or `until` only those that start in the half-open span; with `at`, by
        what they amount to then.
        """
        source, values = _source(BookingFilter(library_id=library_id, text=text))
        for bound, condition in ((since, "starts_at >= ?"), (until, "starts_at < ?")):
            if bound is not None:
                source += f" AND {condition}"
                values = (*values, micros(bound))
        state, bound_to = _state(at)
        found = self._all(
            f"SELECT {state}, count(*) FROM {source} GROUP BY 1",  # noqa: S608 - built from constants, values are bound
            (*bound_to, *values),
        )
        by_status = {str(status): int(count) for status, count in found}
        return Counts(total=sum(by_status.values()), by_status=by_status)

    def next_end(self, library_id: str | None, at: datetime, *, text: str = "") -> datetime | None:
        """When the next booking that is still expected will be over; None when there is none."""
        source, values = _source(BookingFilter(library_id=library_id, text=text))
        found = self._all(
            f"SELECT min(ends_at) FROM {source} AND status IN ({_MAY_TURN}) AND ends_at > ?",  # noqa: S608 - built from constants, values are bound
            (*values, micros(at)),
        )
        return instant(found[0][0]) if found and found[0][0] is not None else None

    @contextmanager
    def moment(self) -> Iterator[None]:
        """All that is asked within is of one moment."""
        connection = self._opened()
        if connection is None:
            yield
            return
        connection.execute("BEGIN")
        try:
            yield
        finally:
            connection.execute("ROLLBACK")

    def revision(self) -> int:
        """How often rows of bookings have changed; see `Changes.revision`."""
        found = self._all("SELECT value FROM meta WHERE name = ?", (REVISION,))
        return int(found[0][0]) if found else 0

    def close(self) -> None:
        """Let go of the file; a later call opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None and self._path.exists():
            self._connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S
            )
        return self._connection

    def _all(self, query: str, values: tuple[Any, ...]) -> list[Any]:
        return list(self._each(query, values))

    def _each(self, query: str, values: tuple[Any, ...]) -> Iterator[Any]:
        connection = self._opened()
        if connection is None:
            return
        try:
            yield from connection.execute(query, values)
        except sqlite3.OperationalError as error:
            # The writer makes the file first and its tables a moment later.
            if "no such table" not in str(error):
                raise


def _row(stored: Sequence[Any]) -> BookingRow:
    try:
        return booking_row(stored)
    except msgspec.DecodeError as error:
        raise sqlite3.DatabaseError(f"a row is damaged: {error}") from error


def matches(wanted: BookingFilter, row: BookingRow) -> bool:
    """Whether a list with this filter holds the row; the same answer as the query's."""
    booking = row.booking
    if wanted.library_id is not None and booking.library_id != wanted.library_id:
        return False
    if wanted.statuses and state_of(booking, wanted.at) not in wanted.statuses:
        return False
    if not wanted.text.strip():
        return True
    asked = words.typed(wanted.text)
    return bool(asked) and words.fits(words.of_booking(booking), asked)


def state_of(booking: Booking, at: datetime | None) -> str:
    """The state a booking is listed and counted under, as of `at` if that is given."""
    return booking.status if at is None else amounts_to(booking.status, booking.ends_at, at)


def _state(at: datetime | None) -> tuple[str, tuple[int, ...]]:
    """The same as SQL, with the values that it binds."""
    return ("status", ()) if at is None else (_AMOUNTS_TO, (micros(at),))


def _source(wanted: BookingFilter) -> tuple[str, tuple[Any, ...]]:
    """What to select from, up to a condition that others can be joined to, and its values."""
    tables, conditions, values = "bookings", ["1"], list[Any]()
    if wanted.text.strip():
        asked = words.typed(wanted.text)
        if not asked:
            return "bookings WHERE 0", ()
        # In this order, so that what is found comes as the index has it: the newest first.
        tables = "words CROSS JOIN bookings ON bookings.recency = words.rowid"
        conditions.append("words MATCH ?")
        values.append(" ".join(f'"{word}"*' for word in asked))
    if wanted.library_id is not None:
        conditions.append("library_id = ?")
        values.append(wanted.library_id)
    if wanted.statuses:
        state, bound_to = _state(wanted.at)
        conditions.append(f"{state} IN ({','.join('?' * len(wanted.statuses))})")
        values.extend((*bound_to, *sorted(wanted.statuses)))
    return f"{tables} WHERE {' AND '.join(conditions)}", tuple(values)
