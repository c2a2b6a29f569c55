"""How many bookings are in each state, and when the next of them will be over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec

from app.contract.lifecycle import amounts_to
from app.core.changes import BookingRow
from app.core.filters import BookingFilter, matches, state_of
from app.core.reader import Counts
from app.ui.bookings.lookup import Found


class Tally:
    """Counts as of the moment `at` of the last answer, which leave the states out of the filter."""

    def __init__(self) -> None:
        self.counts = Counts(total=0, by_status={})
        self.at: datetime | None = None
        self._next_end: datetime | None = None

    def begin(self, found: Found) -> None:
        """Take an answer's counts."""
        self.counts, self.at = found.counts or self.counts, found.wanted.at
        self._next_end = found.next_end

    def is_due(self, now: datetime) -> bool:
        """Whether a booking is over by now that was counted as one still to come."""
        return self._next_end is not None and self._next_end <= now

    def follow(
        self, wanted: BookingFilter, rows: Sequence[tuple[BookingRow | None, BookingRow | None]]
    ) -> bool:
        """Count rows as they were (before, after); whether that makes a difference."""
        base = msgspec.structs.replace(wanted, statuses=frozenset())
        by_status = dict(self.counts.by_status)
        for before, after in rows:
            for row, step in ((before, -1), (after, 1)):
                if row is not None and matches(base, row):
                    state = state_of(row.booking, self.at)
                    by_status[state] = by_status.get(state, 0) + step
            if after is not None:
                self._expect(after)
        counts = Counts(total=sum(by_status.values()), by_status=by_status)
        if counts == self.counts:
            return False
        self.counts = counts
        return True

    def _expect(self, row: BookingRow) -> None:
        booking = row.booking
        if booking.ends_at is None or (self.at is not None and booking.ends_at <= self.at):
            return
        turns = amounts_to(booking.status, booking.ends_at, booking.ends_at) != booking.status
        if turns and (self._next_end is None or booking.ends_at < self._next_end):
            self._next_end = booking.ends_at
