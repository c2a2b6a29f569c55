"""What the rows of the list say, made once for each row and moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import UTC, datetime, tzinfo

from app.contract.models import Library
from app.core.changes import BookingRow
from app.core.filters import state_of
from app.ui.bookings.columns import cells
from app.ui.words import zone_of

_KEPT = 512


class Told:
    """The words of rows, in the zones of their libraries."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._zones: dict[str, tzinfo] = {}
        self._names: dict[str, str] = {}
        self._words: dict[int, tuple[BookingRow, tuple[str, ...], str]] = {}

    def tell_libraries(self, libraries: Iterable[Library]) -> bool:
        """The libraries with their names and zones; whether that makes a difference."""
        known = list(libraries)
        zones = {library.id: zone_of(library) for library in known}
        names = {library.id: library.name for library in known}
        if (zones, names) == (self._zones, self._names):
            return False
        self._zones, self._names = zones, names
        return True

    @property
    def several(self) -> bool:
        """Whether there is more than one library."""
        return len(self._names) > 1

    def whose(self, row: BookingRow) -> str:
        """The name of the booking's library where there are several; "" where it goes without."""
        return self._names.get(row.booking.library_id, "") if self.several else ""

    def zone(self, row: BookingRow) -> tzinfo:
        """The zone of the booking's library; of the only library if it names none."""
        known = self._zones.get(row.booking.library_id)
        if known is None and len(self._zones) == 1:
            known = next(iter(self._zones.values()))
        return known or UTC

    def words_of(self, row: BookingRow) -> tuple[str, ...]:
        """What the cells of a row say, by column."""
        return self._told(row)[1]

    def state_of(self, row: BookingRow) -> str:
        """What its words take the booking for."""
        return self._told(row)[2]

    def forget(self) -> None:
        """Tell everything anew: time has passed."""
        self._words.clear()

    def _told(self, row: BookingRow) -> tuple[BookingRow, tuple[str, ...], str]:
        known = self._words.get(row.rowid)
        if known is None or known[0] is not row:
            if len(self._words) > _KEPT:
                self._words.clear()
            now = self._now()
            words = cells(row, self.zone(row), now, self.whose(row))
            known = (row, words, state_of(row.booking, now))
            self._words[row.rowid] = known
        return known
