"""Reads the desk's copy through a connection of its own, for the thread that shows it."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.contract.lifecycle import HOLDING, Status
from app.contract.models import Library, Seat
from app.core import beside, notice_rows, orders, prices, queries, students
from app.core.catalogue import Catalogue, ours
from app.core.changes import AlertRecord, BookingRow, PricesRow
from app.core.filters import BookingFilter
from app.core.notice_rows import Latencies, NoticeCounts, NoticeFilter, NoticeIndex
from app.core.rows import SELECT, booking_row, instant, micros
from app.core.schema import REVISION
from app.core.students import Student
from app.core.voice import Voice

T = TypeVar("T")

_CHUNK = 500
_BUSY_S = 0.25
_LOOKED_AT = 200
"""So many bookings are looked at for known students: regular ones have many bookings each."""

_MOST_HERE = 2_000
"""More than sit in any library: a server that never hears of a check-out has no end of them."""

_HERE = frozenset({Status.CHECKED_IN.value})
_LOOK_EVERY = 20_000
"""So many steps of SQLite's machine lie between two looks whether the answer is still wanted."""


_ALL = BookingFilter()


class Unwanted(Exception):
    """A query was given up because nobody waits for its answer any more."""


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many bookings there are, and how many in each state that occurs."""

    total: int
    by_status: dict[str, int]


class Reader:
    """Read-only queries on the file at `path`; to be used by one thread.

    It may be made before the file exists: until then everything is empty. `few` is that of
    `queries.rowids`; notices are worded by `catalogue`, by ours if it is None.

    Raises (all methods):
        sqlite3.Error: when the file cannot be read.
    """

    def __init__(
        self, path: Path, *, few: int = queries.FEW, catalogue: Catalogue | None = None
    ) -> None:
        self._path, self._few = path, few
        self._catalogue = catalogue or ours()
        self._connection: sqlite3.Connection | None = None
        self._unwanted: Callable[[], bool] | None = None

    def rows(self, wanted: BookingFilter, limit: int | None = None) -> array[int]:
        """The rowids (64-bit) of the bookings that match, in their order; the first `limit`."""
        return array("q", self._told(lambda copy: queries.rowids(copy, wanted, limit, self._few)))

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

    def seats(self, library_id: str) -> tuple[Seat, ...]:
        """The seats of a library in its own order; none while they are not known."""
        connection = self._opened()
        found = beside.seats(connection, library_id) if connection is not None else ()
        return tuple(sorted(found, key=lambda seat: (seat.ordinal, orders.seat_key(seat.label))))

    def holding(self, library_id: str, now: datetime) -> list[BookingRow]:
        """The bookings of a library that hold a seat now or later, by their end."""
        states = tuple(sorted(HOLDING))
        marks = ",".join("?" * len(states))
        found = self._all(
            f"{SELECT} INDEXED BY bookings_by_end WHERE ends_at > ? AND library_id = ?"
            f" AND status IN ({marks})",
            (micros(now), library_id, *states),
        )
        return [_row(stored) for stored in found]

    def here(self, library_id: str) -> list[BookingRow]:
        """The bookings of a library that are checked in, however long ago they ended."""
        return self.page(
            self.rows(BookingFilter(library_id=library_id, statuses=_HERE), _MOST_HERE)
        )

    def students(self, typed: str, limit: int = 6) -> list[Student]:
        """Students whose name or phone has what was typed, who booked last first."""
        rows = self.page(self.rows(BookingFilter(text=typed), _LOOKED_AT))
        return students.known((row.booking for row in rows), typed, limit)

    def between(self, library_id: str, since: datetime, until: datetime) -> list[BookingRow]:
        """The bookings of a library that touch a half-open span, whatever became of them.

        By their start; those of the same start as they were made.
        """
        touching = self._told(
            lambda copy: queries.touching(copy, library_id, since, until, self._few)
        )
        return self.page(tuple(touching))

    def prices(self, library_id: str) -> PricesRow | None:
        """The prices of a library with what is wanted of them; None when they are not known."""
        connection = self._opened()
        return prices.of(connection, library_id) if connection is not None else None

    def counts(self, wanted: BookingFilter = _ALL) -> Counts:
        """The bookings that match by state, as of `wanted.at`; the states wanted do not matter."""
        by_status = dict(self._told(lambda copy: queries.states(copy, wanted, self._few).items()))
        return Counts(total=sum(by_status.values()), by_status=by_status)

    def next_end(self, wanted: BookingFilter) -> datetime | None:
        """When the next booking that matches and is still expected at `wanted.at` will be over.

        None when there is none; the states wanted do not matter.
        """
        found = next(iter(self._told(lambda copy: [queries.next_end(copy, wanted)])), None)
        return instant(found) if found is not None else None

    def notices(self, wanted: NoticeFilter) -> NoticeIndex:
        """The notices that match, newest first."""
        found = next(iter(self._told(lambda copy: [notice_rows.index(copy, wanted)])), None)
        return found or NoticeIndex(array("q"), array("q"))

    def notice_page(self, rowids: Sequence[int], now: datetime) -> list[AlertRecord]:
        """The notices of `rowids` in that order, worded as seen from `now`; gone ones left out."""
        connection = self._opened()
        if connection is None:
            return []
        voice = Voice(self._catalogue, cache(partial(beside.where, connection)))

        held = dict[int, AlertRecord]()
        for start in range(0, len(rowids), _CHUNK):
            part = rowids[start : start + _CHUNK]
            query = f"{notice_rows.SELECT} WHERE row IN ({','.join('?' * len(part))})"
            for stored in self._all(query, tuple(part)):
                held[stored[0]] = _sound(lambda line: notice_rows.record(line, voice, now), stored)
        return [held[rowid] for rowid in rowids if rowid in held]

    def notices_of(self, booking_id: str, now: datetime) -> list[AlertRecord]:
        """The notices of one booking, oldest first."""
        found = self._all(
            f"SELECT row FROM ledger WHERE booking_id = ? AND {notice_rows.NOTICES}"  # noqa: S608 - constants
            " ORDER BY row",
            (booking_id,),
        )
        return self.notice_page([rowid for (rowid,) in found], now)

    def latencies(self, since: datetime) -> Latencies:
        """How long the alerts that happened since then took."""
        found = next(iter(self._told(lambda copy: [notice_rows.latencies(copy, since)])), None)
        return found or Latencies()

    def notice_counts(self, wanted: NoticeFilter) -> NoticeCounts:
        """The notices that match by kind, whatever kinds are wanted, and whether read or not."""
        found = next(iter(self._told(lambda copy: [notice_rows.counts(copy, wanted)])), None)
        return found or NoticeCounts(by_kind={}, unread=0)

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

    def give_up_when(self, unwanted: Callable[[], bool]) -> None:
        """Ask `unwanted` now and then while a query runs; when it says so, `Unwanted` is raised.

        It is called on the thread of the query.
        """
        self._unwanted = unwanted

    def _opened(self) -> sqlite3.Connection | None:
        if self._connection is None and self._path.exists():
            self._connection = sqlite3.connect(
                f"{self._path.absolute().as_uri()}?mode=ro", uri=True, timeout=_BUSY_S
            )
            if self._unwanted is not None:
                self._connection.set_progress_handler(self._unwanted, _LOOK_EVERY)
        return self._connection

    def _all(self, query: str, values: tuple[Any, ...]) -> list[Any]:
        return list(self._told(lambda copy: copy.execute(query, values)))

    def _told(self, ask: Callable[[sqlite3.Connection], Iterable[T]]) -> Iterator[T]:
        connection = self._opened()
        if connection is None:
            return
        try:
            yield from ask(connection)
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode == sqlite3.SQLITE_INTERRUPT:
                raise Unwanted from error
            # The writer makes the file first and its tables a moment later.
            if "no such table" not in str(error):
                raise


def _row(stored: Sequence[Any]) -> BookingRow:
    return _sound(booking_row, stored)


def _sound(read: Callable[[Sequence[Any]], T], stored: Sequence[Any]) -> T:
    try:
        return read(stored)
    except msgspec.DecodeError as error:
        raise sqlite3.DatabaseError(f"a row is damaged: {error}") from error
