"""The bookings that touch a span of time and those who are here, kept as the copy changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

import msgspec

from app.contract.lifecycle import Status
from app.core.changes import BookingRow, Changes
from app.core.reader import Reader
from app.core.rows import LATEST


class Span(msgspec.Struct, frozen=True):
    """Half-open: since `since`, before `until`."""

    since: datetime
    until: datetime

    def touches(self, starts_at: datetime | None, ends_at: datetime | None) -> bool:
        """Whether a booking with these times has a moment in it; one without times has none."""
        if starts_at is None or ends_at is None:
            return False
        return starts_at < self.until and ends_at > self.since


class Touching:
    """What pages show that are about a time and not about a list; for one thread, its reader's.

    It holds each row of the libraries asked for that touches their span; with `here`, those who
    are checked in as well, whenever their booking is.
    """

    def __init__(self, reader: Reader, *, here: bool = False) -> None:
        self._reader, self._here = reader, here
        self._spans: dict[str, Span] = {}
        # By rowid: a walk-in gets another id when the hub has it, and stays the same row.
        self._rows: dict[str, dict[int, BookingRow]] = {}
        self._revision = 0

    @property
    def spans(self) -> Mapping[str, Span]:
        """What is held, by the ids of the libraries."""
        return self._spans

    def read(self, spans: Mapping[str, Span]) -> None:
        """Hold what these libraries have in their spans, as the copy has it now.

        Raises:
            sqlite3.Error: the copy cannot be read; what was held is held still.
        """
        held: dict[str, dict[int, BookingRow]] = {}
        with self._reader.moment():
            revision = self._reader.revision()
            for library_id, span in spans.items():
                rows = self._reader.between(library_id, span.since, span.until)
                held[library_id] = {row.rowid: row for row in (*rows, *self._are(library_id))}
        self._spans, self._rows, self._revision = dict(spans), held, revision

    def take(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed; whether anything that is held is different now.

        Raises:
            sqlite3.Error: as `read`, which a copy that was made anew asks for.
        """
        if any(each.reloaded for each in changes):
            self.read(self._spans)
            return True
        # What was read contains it already, and maybe something newer.
        fresh = [each for each in changes if each.revision == 0 or each.revision > self._revision]
        moved = False
        for each in fresh:
            for change in each.bookings:
                if change.before is not None:
                    moved |= self._drop(change.before)
                moved |= self._put(change.after)
            for gone in each.removed:
                moved |= self._drop(gone)
        return moved

    def rows(self, library_id: str) -> list[BookingRow]:
        """What is held of a library, by the start; those of one start by their end."""
        return sorted(self._rows.get(library_id, {}).values(), key=_by_time)

    def _are(self, library_id: str) -> Iterable[BookingRow]:
        return self._reader.here(library_id) if self._here else ()

    def _put(self, row: BookingRow) -> bool:
        booking = row.booking
        span = self._spans.get(booking.library_id)
        if span is None:
            return False
        is_here = self._here and booking.status == Status.CHECKED_IN
        if not is_here and not span.touches(booking.starts_at, booking.ends_at):
            return False
        self._rows[booking.library_id][row.rowid] = row
        return True

    def _drop(self, row: BookingRow) -> bool:
        return self._rows.get(row.booking.library_id, {}).pop(row.rowid, None) is not None


def _by_time(row: BookingRow) -> tuple[datetime, datetime, int]:
    booking = row.booking
    return booking.starts_at or LATEST, booking.ends_at or LATEST, row.rowid
