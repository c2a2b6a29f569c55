"""The rowids of the list in their order, a few of its rows, and where a row belongs."""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from app.core.changes import BookingRow
from app.core.filters import BookingFilter, sort_key
from app.core.reader import Reader

_CACHE = 512
_CHUNK = 48


class Held:
    """What a list holds. `failed` is told why the copy cannot be read.

    `order` is the filter of the answer that `rowids` came with: with its order and moment,
    a place is found by comparing, and not by looking through a million rowids.
    """

    def __init__(self, reader: Reader, failed: Callable[[str], None]) -> None:
        self._reader, self._failed = reader, failed
        self.rowids: array[int] = array("q")
        self.order = BookingFilter()
        self._cache: OrderedDict[int, BookingRow] = OrderedDict()

    def __len__(self) -> int:
        return len(self.rowids)

    def like(self, rowids: array[int], order: BookingFilter) -> Held:
        """Other rowids of the same copy, in their order."""
        other = Held(self._reader, self._failed)
        other.rowids, other.order = rowids, order
        return other

    def forget(self) -> None:
        """Let go of the rows, and of the file: another one may lie in its place."""
        self._cache.clear()
        self._reader.close()

    def row_at(self, place: int) -> BookingRow | None:
        """The row at `place`, read together with those around it; None when it cannot be."""
        if not 0 <= place < len(self.rowids):
            return None
        rowid = self.rowids[place]
        known = self._cache.get(rowid)
        if known is not None:
            self._cache.move_to_end(rowid)
            return known
        first = max(0, place - _CHUNK // 4)
        self.remember(self.read(self.rowids[first : first + _CHUNK]))
        return self._cache.get(rowid)

    def rowid_at(self, place: int) -> int:
        """The rowid at `place`; 0 when there is none."""
        return self.rowids[place] if 0 <= place < len(self.rowids) else 0

    def place_of(self, rowid: int, row: BookingRow | None = None) -> int:
        """Where the row stands; -1 when it is not in the list. `row` is it as the list has it."""
        place = self.place_for(row or self._one(rowid))
        if self.rowid_at(place) == rowid:
            return place
        try:
            return self.rowids.index(rowid)
        except ValueError:
            return -1

    def place_for(self, row: BookingRow | None) -> int:
        """The first place whose row does not come before this one; -1 when none can be told."""
        mine = self.key(row)
        if mine is None:
            return -1
        low, high = 0, len(self.rowids)
        while low < high:
            # Nearly always it is the newest, so the first look is at the top.
            middle = 0 if low == 0 and high == len(self.rowids) else (low + high) // 2
            other = self.key(self._glance(middle))
            if other is None:
                return -1
            if self._before(other, mine):
                low = middle + 1
            else:
                high = middle
        return low

    def fits(self, row: BookingRow, place: int) -> bool:
        """Whether a row that is to stand before the one at `place` is in order there."""
        mine = self.key(row)
        above, below = self._glance(place - 1), self._glance(place)
        first, last = self.key(above), self.key(below)
        return (
            mine is not None
            and (above is None or (first is not None and self._before(first, mine)))
            and (below is None or (last is not None and self._before(mine, last)))
        )

    def key(self, row: BookingRow | None) -> tuple[Any, int] | None:
        """What the row is sorted by here; None when that cannot be told."""
        return None if row is None else sort_key(self.order, row)

    def knows(self, rowid: int) -> bool:
        """Whether the row is remembered."""
        return rowid in self._cache

    def drop(self, rowid: int) -> None:
        """Remember this row no more."""
        self._cache.pop(rowid, None)

    def read(self, rowids: Sequence[int]) -> list[BookingRow]:
        """Rows as the copy has them now; none when it cannot be read."""
        try:
            return self._reader.page(rowids)
        except sqlite3.Error as error:
            self._reader.close()
            self._failed(str(error))
            return []

    def remember(self, rows: Iterable[BookingRow]) -> None:
        """Keep these rows at hand, and those that were used last."""
        for row in rows:
            self._cache[row.rowid] = row
            self._cache.move_to_end(row.rowid)
        while len(self._cache) > _CACHE:
            self._cache.popitem(last=False)

    def _glance(self, place: int) -> BookingRow | None:
        """The row at `place`, without those around it, which nobody is going to look at."""
        return self._one(self.rowids[place]) if 0 <= place < len(self.rowids) else None

    def _one(self, rowid: int) -> BookingRow | None:
        known = self._cache.get(rowid)
        return known if known is not None else next(iter(self.read([rowid])), None)

    def _before(self, one: tuple[Any, int], other: tuple[Any, int]) -> bool:
        return one > other if self.order.backwards else one < other
