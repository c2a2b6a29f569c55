"""The list of bookings as Qt sees it: rowids, a few cached rows, and nothing else."""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

import msgspec
from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from app.contract.models import Library
from app.core.changes import BookingChange, BookingRow, Changes
from app.core.filters import BookingFilter, matches, state_of
from app.core.reader import Reader
from app.ui.bookings.columns import Column, cells, column_word
from app.ui.bookings.lookup import Found, Lookup
from app.ui.bookings.tally import Tally
from app.ui.words import zone_of

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

_CACHE = 512
_CHUNK = 48
_PACE_MS = 80
# Above this many changes in one delivery, or this many comparisons, the list is read anew
# on the lookup's thread: following each row would hold up a frame.
MOST_FOLLOWED = 24
_MOST_COMPARED = 200_000
_ROOT = QModelIndex()


class BookingModel(QAbstractTableModel):
    """Bookings that match a filter, newest first.

    `reloading` and `reloaded` embrace a change that is more than rows coming and going;
    a view keeps its place by rowid across them. `counted` carries `Counts`. `failed`
    carries why the copy cannot be read.
    """

    reloading = Signal()
    reloaded = Signal()
    loaded = Signal()
    counted = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        reader: Reader,
        lookup: Lookup,
        parent: QObject | None = None,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._reader, self._lookup, self._now = reader, lookup, now
        self._wanted = BookingFilter()
        self._shown: BookingFilter | None = None
        self._rowids: array[int] = array("q")
        self._cache: OrderedDict[int, BookingRow] = OrderedDict()
        self._words: dict[int, tuple[BookingRow, tuple[str, ...], str]] = {}
        self._zones: dict[str, tzinfo] = {}
        self._tally = Tally()
        self._asked = 0
        self._ask_again = False
        self._revision = 0
        self._pinned = 0
        # Pages that follow each other closely are read together.
        self._pace = QTimer(self)
        self._pace.setSingleShot(True)
        self._pace.setInterval(_PACE_MS)
        self._pace.timeout.connect(self._paced)
        lookup.found.connect(self._take_found)
        lookup.failed.connect(self._take_failure)

    # What it shows.

    @property
    def wanted(self) -> BookingFilter:
        """The filter that was asked for last."""
        return self._wanted

    @property
    def settled(self) -> bool:
        """Whether what is shown is what was asked for, with nothing under way."""
        return self._shown == self._wanted and not self._asked and not self._ask_again

    def show_only(self, wanted: BookingFilter) -> None:
        """Show what matches `wanted`; `loaded` follows."""
        if wanted != self._wanted or self._shown is None:
            self._wanted = wanted
            self._pinned = 0
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew; `loaded` follows."""
        if self._shown == self._wanted and (self._asked or self._pace.isActive()):
            self._ask_again = True
            return
        self._asked = self._lookup.ask(msgspec.structs.replace(self._wanted, at=self._now()))

    def tell_libraries(self, libraries: Iterable[Library]) -> None:
        """The libraries whose zones the times are told in."""
        zones = {library.id: zone_of(library) for library in libraries}
        if zones != self._zones:
            self._zones = zones
            self._tell_anew()

    def zone(self, row: BookingRow) -> tzinfo:
        """The zone of the booking's library; of the only library if it names none."""
        known = self._zones.get(row.booking.library_id)
        if known is None and len(self._zones) == 1:
            known = next(iter(self._zones.values()))
        return known or UTC

    def pin(self, rowid: int) -> None:
        """Keep this row in the list although it may cease to match; 0 pins none."""
        self._pinned = rowid

    def row_at(self, place: int) -> BookingRow | None:
        """The row at `place`; None when it cannot be read."""
        if not 0 <= place < len(self._rowids):
            return None
        rowid = self._rowids[place]
        known = self._cache.get(rowid)
        if known is not None:
            self._cache.move_to_end(rowid)
            return known
        first = max(0, place - _CHUNK // 4)
        self._remember(self._read(self._rowids[first : first + _CHUNK]))
        return self._cache.get(rowid)

    def words_of(self, row: BookingRow) -> tuple[str, ...]:
        """What the cells of a row say, by column."""
        return self._told(row)[1]

    def state_of(self, row: BookingRow) -> str:
        """What its words take the booking for."""
        return self._told(row)[2]

    def _told(self, row: BookingRow) -> tuple[BookingRow, tuple[str, ...], str]:
        known = self._words.get(row.rowid)
        if known is None or known[0] is not row:
            if len(self._words) > _CACHE:
                self._words.clear()
            now = self._now()
            known = (row, cells(row, self.zone(row), now), state_of(row.booking, now))
            self._words[row.rowid] = known
        return known

    def rowid_at(self, place: int) -> int:
        """The rowid at `place`; 0 when there is none."""
        return self._rowids[place] if 0 <= place < len(self._rowids) else 0

    def place_of(self, rowid: int) -> int:
        """Where the row stands; -1 when it is not in the list."""
        try:
            return self._rowids.index(rowid)
        except ValueError:
            return -1

    def tick(self) -> None:
        """Tell relative times anew; a booking that is over by now goes to where it belongs."""
        if self._tally.is_due(self._now()):
            self.refresh()
        self._tell_anew()

    # What happens to it.

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery; never moves a row that did not change."""
        reload = any(outcome.reloaded for outcome in changes)
        if reload:
            self._cache.clear()
            self._reader.close()
        seen = self._take_rows(change for outcome in changes for change in outcome.bookings)
        # What the last answer contains already is neither followed nor counted once more.
        fresh = [each for each in changes if each.revision == 0 or each.revision > self._revision]
        rows = [change for outcome in fresh for change in outcome.bookings]
        gone = [row for outcome in fresh for row in outcome.removed]
        if not rows and not gone and not reload:
            if seen:
                self._repaint()
            return
        many = len(rows) > MOST_FOLLOWED or len(rows) * len(self._rowids) > _MOST_COMPARED
        if reload or many or self._asked or self._ask_again or self._shown is None:
            if seen:
                self._repaint()
            self.refresh()
            return
        for change in rows:
            if not self._follow(change):
                self.refresh()
                return
        for row in gone:
            self._drop(row.rowid)
        self._count([(change.before, change.after) for change in rows])
        self._count([(row, None) for row in gone])

    def _take_rows(self, changes: Iterable[BookingChange]) -> bool:
        """Put rows that are remembered in their place; whether there were any."""
        seen = False
        for change in changes:
            if change.after.rowid in self._cache:
                self._cache[change.after.rowid] = change.after
                seen = True
        return seen

    def _count(self, rows: Sequence[tuple[BookingRow | None, BookingRow | None]]) -> None:
        if self._tally.follow(self._wanted, rows):
            self.counted.emit(self._tally.counts)

    def _follow(self, change: BookingChange) -> bool:
        row = change.after
        wanted = msgspec.structs.replace(self._wanted, at=self._tally.at)
        fits = matches(wanted, row) or row.rowid == self._pinned
        place = self.place_of(row.rowid)
        if place < 0 and not fits:
            return True
        if place < 0:
            place = self._place_for(row)
            if place < 0:
                return False
            self._remember([row])
            self.beginInsertRows(_ROOT, place, place)
            self._rowids.insert(place, row.rowid)
            self.endInsertRows()
        elif not fits:
            self._drop(row.rowid)
        else:
            self._remember([row])
            self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
            # A walk-in that the hub made later than it was typed may belong elsewhere.
            return change.before is None or _made_at(change.before) == _made_at(row)
        return True

    def _drop(self, rowid: int) -> None:
        """Take a row away that is gone."""
        self._cache.pop(rowid, None)
        place = self.place_of(rowid)
        if place >= 0:
            self.beginRemoveRows(_ROOT, place, place)
            del self._rowids[place]
            self.endRemoveRows()

    def _place_for(self, row: BookingRow) -> int:
        """Where a row that is not here belongs; -1 when that cannot be told from the rows."""
        mine = row.booking.created_at
        if mine is None or not row.rowid:
            return -1
        low, high = 0, len(self._rowids)
        while low < high:
            # Nearly always it is the newest, so the first look is at the top.
            middle = 0 if low == 0 and high == len(self._rowids) else (low + high) // 2
            other = self.row_at(middle)
            if other is None or other.booking.created_at is None:
                return -1
            if (other.booking.created_at, other.rowid) < (mine, row.rowid):
                high = middle
            else:
                low = middle + 1
        return low

    def _take_found(self, found: Found) -> None:
        if found.serial != self._asked:
            return
        self._asked, self._revision = 0, found.revision
        shown = msgspec.structs.replace(found.wanted, at=None)
        same_question, self._shown = self._shown == shown, shown
        rowids = found.rowids
        if same_question and self._pinned and self._pinned not in rowids:
            self._keep_pinned(rowids)
        self._show(rowids, same_question=same_question)
        self._tally.begin(found)
        self.counted.emit(found.counts)
        self._pace.start()
        self.loaded.emit()

    def _paced(self) -> None:
        if self._ask_again and not self._asked:
            self._ask_again = False
            self.refresh()

    def _show(self, rowids: array[int], *, same_question: bool) -> None:
        old = self._rowids
        more = len(rowids) - len(old)
        if same_question and rowids == old:
            return
        if same_question and more > 0 and len(old) and rowids[more:] == old:
            self.beginInsertRows(_ROOT, 0, more - 1)
            self._rowids = rowids
            self.endInsertRows()
            return
        self.reloading.emit()
        self.beginResetModel()
        self._rowids = rowids
        self.endResetModel()
        self.reloaded.emit()

    def _keep_pinned(self, rowids: array[int]) -> None:
        place = self.place_of(self._pinned)
        if place >= 0 and self._read([self._pinned]):
            rowids.insert(min(place, len(rowids)), self._pinned)

    def _take_failure(self, serial: int, why: str) -> None:
        if serial != self._asked:
            return
        self._asked = 0
        self._ask_again = False
        self._pace.start()
        self.failed.emit(why)

    # The cache.

    def _read(self, rowids: Sequence[int]) -> list[BookingRow]:
        try:
            return self._reader.page(rowids)
        except sqlite3.Error as error:
            self._reader.close()
            self.failed.emit(str(error))
            return []

    def _remember(self, rows: Iterable[BookingRow]) -> None:
        for row in rows:
            self._cache[row.rowid] = row
            self._cache.move_to_end(row.rowid)
        while len(self._cache) > _CACHE:
            self._cache.popitem(last=False)

    def _tell_anew(self) -> None:
        self._words.clear()
        self._repaint()

    def _repaint(self) -> None:
        if len(self._rowids):
            last = self.index(len(self._rowids) - 1, Column.BOOKED)
            self.dataChanged.emit(self.index(0, Column.STUDENT), last)

    # Qt's questions.

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many bookings are in the list."""
        return 0 if parent.isValid() else len(self._rowids)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            right = section in {Column.AMOUNT, Column.BOOKED}
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return column_word(Column(section))
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell."""
        texts = {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole}
        row = self.row_at(index.row()) if role in texts else None
        if row is None:
            return None
        told = self.words_of(row)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if index.column() == Column.STUDENT and row.unseen:
                return translate("bookings", "New: {name}").format(name=told)
            return f"{column_word(Column(index.column()))}: {told}"
        return told


def _made_at(row: BookingRow) -> datetime | None:
    return row.booking.created_at
