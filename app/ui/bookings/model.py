"""The list of bookings as Qt sees it: rows that come, go and move, and their words."""

from __future__ import annotations

from array import array
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
from app.core.filters import BookingFilter, matches
from app.core.reader import Reader
from app.ui.bookings.columns import FAR, Column, column_word, sorted_word
from app.ui.bookings.held import Held
from app.ui.bookings.lookup import Found, Lookup
from app.ui.bookings.tally import Tally
from app.ui.bookings.told import Told

translate = QCoreApplication.translate
Index = QModelIndex | QPersistentModelIndex

_PACE_MS = 80
# Above this many changes in one delivery the list is read anew on the lookup's thread:
# following each row would hold up a frame.
MOST_FOLLOWED = 24
_ROOT = QModelIndex()


class BookingModel(QAbstractTableModel):
    """Bookings that match a filter, in its order.

    `reloading` and `reloaded` embrace a change that is more than rows coming, going and
    moving; a view keeps its place by rowid across them. `counted` carries `Counts`. `failed`
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
        self._lookup, self._now = lookup, now
        self._held = Held(reader, self.failed.emit)
        self._told = Told(now)
        self._wanted = BookingFilter()
        # What was asked for when the rows were looked up, and whether all of them are here.
        self._shown: BookingFilter | None = None
        self._whole = False
        self._tally = Tally()
        self._asked = 0
        self._ask_again = False
        self._revision = 0
        self._pinned: frozenset[int] = frozenset()
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
    def answered(self) -> bool:
        """Whether what is shown is what was asked for, be it only the beginning."""
        return self._shown == self._wanted

    @property
    def settled(self) -> bool:
        """Whether all that was asked for is shown, with nothing under way."""
        return self.answered and self._whole and not self._asked and not self._ask_again

    def show_only(self, wanted: BookingFilter) -> None:
        """Show what matches `wanted`; `loaded` follows."""
        if wanted != self._wanted or self._shown is None:
            self._wanted = wanted
            self._pinned = frozenset()
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
            self.refresh()

    def refresh(self) -> None:
        """Read the list anew; `loaded` follows."""
        if self.answered and (self._asked or self._pace.isActive()):
            self._ask_again = True
            return
        self._asked = self._lookup.ask(msgspec.structs.replace(self._wanted, at=self._now()))

    def tell_libraries(self, libraries: Iterable[Library]) -> None:
        """The libraries whose zones the times are told in."""
        if self._told.tell_libraries(libraries):
            self._tell_anew()

    def zone(self, row: BookingRow) -> tzinfo:
        """The zone of the booking's library; of the only library if it names none."""
        return self._told.zone(row)

    @property
    def several(self) -> bool:
        """Whether there is more than one library."""
        return self._told.several

    def whose(self, row: BookingRow) -> str:
        """The name of the booking's library where there are several, else ""."""
        return self._told.whose(row)

    def pin(self, rowids: Iterable[int]) -> None:
        """Keep these rows in the list although they may cease to match; no others."""
        self._pinned = frozenset(rowids)

    def row_at(self, place: int) -> BookingRow | None:
        """The row at `place`; None when it cannot be read."""
        return self._held.row_at(place)

    def rows_at(self, places: Iterable[int]) -> list[BookingRow]:
        """The rows at these places as the copy has them now, without those that are gone."""
        return self._held.read([self._held.rowid_at(place) for place in places])

    def words_of(self, row: BookingRow) -> tuple[str, ...]:
        """What the cells of a row say, by column."""
        return self._told.words_of(row)

    def state_of(self, row: BookingRow) -> str:
        """What its words take the booking for."""
        return self._told.state_of(row)

    def rowid_at(self, place: int) -> int:
        """The rowid at `place`; 0 when there is none."""
        return self._held.rowid_at(place)

    def place_of(self, rowid: int) -> int:
        """Where the row stands; -1 when it is not in the list."""
        return self._held.place_of(rowid)

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
            self._held.forget()
        # What the last answer contains already is neither followed nor counted once more.
        fresh = [each for each in changes if each.revision == 0 or each.revision > self._revision]
        rows = [change for outcome in fresh for change in outcome.bookings]
        gone = [row for outcome in fresh for row in outcome.removed]
        self._put([each for each in changes if all(each is not one for one in fresh)])
        if not rows and not gone and not reload:
            return
        many = len(rows) > MOST_FOLLOWED
        if reload or many or self._asked or self._ask_again or self._shown is None:
            self._put(fresh)
            self.refresh()
            return
        if not all(self._follow(change) for change in rows):
            self._put(fresh)
            self.refresh()
            return
        for row in gone:
            self._drop(row.rowid, row)
        self._count([(change.before, change.after) for change in rows])
        self._count([(row, None) for row in gone])

    def _put(self, changes: Sequence[Changes]) -> None:
        """Put rows that are remembered in their place, and tell them anew."""
        seen = [
            change.after
            for outcome in changes
            for change in outcome.bookings
            if self._held.knows(change.after.rowid)
        ]
        if seen:
            self._held.remember(seen)
            self._repaint()

    def _count(self, rows: Sequence[tuple[BookingRow | None, BookingRow | None]]) -> None:
        if self._tally.follow(self._wanted, rows):
            self.counted.emit(self._tally.counts)

    def _follow(self, change: BookingChange) -> bool:
        """Let one row come, go, move or change; False when the list must be read anew."""
        row, held = change.after, self._held
        before = change.before
        kept = row.rowid in self._pinned
        fits = kept or matches(held.order, row)
        was_here = before is not None and (kept or matches(held.order, before))
        place = held.place_of(row.rowid, before) if was_here else -1
        if place < 0 and not fits:
            # It may be remembered from a list that had it, and come back with another.
            if held.knows(row.rowid):
                held.remember([row])
            return True
        if place < 0:
            place = held.place_for(row)
            if place < 0 or not held.fits(row, place):
                return False
            held.remember([row])
            self.beginInsertRows(_ROOT, place, place)
            held.rowids.insert(place, row.rowid)
            self.endInsertRows()
            return True
        if not fits:
            self._drop(row.rowid, before)
            return True
        was, key = held.key(before), held.key(row)
        held.remember([row])
        if was is None or key is None or (was != key and not self._move(place, row)):
            return False
        place = place if was == key else held.place_of(row.rowid, row)
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(Column) - 1))
        return True

    def _move(self, place: int, row: BookingRow) -> bool:
        """Bring a row from `place` to where it belongs now; False when that cannot be told."""
        held = self._held
        rest, stood = held.rowids, row.rowid
        del rest[place]
        then = held.place_for(row)
        known = then >= 0 and held.fits(row, then)
        rest.insert(place, stood)
        if not known or then == place:
            return known
        # Qt counts the row itself: to stand behind a later one is to stand before the next.
        self.beginMoveRows(_ROOT, place, place, _ROOT, then if then < place else then + 1)
        del rest[place]
        rest.insert(then, stood)
        self.endMoveRows()
        return True

    def _drop(self, rowid: int, row: BookingRow | None) -> None:
        """Take a row away that is gone."""
        place = self._held.place_of(rowid, row)
        self._held.drop(rowid)
        if place >= 0:
            self.beginRemoveRows(_ROOT, place, place)
            del self._held.rowids[place]
            self.endRemoveRows()

    def _take_found(self, found: Found) -> None:
        if found.serial != self._asked:
            return
        shown = msgspec.structs.replace(found.wanted, at=None)
        same_question, self._shown = self._shown == shown, shown
        if found.counts is None and same_question:
            # The beginning of what is here already; the whole follows.
            return
        rowids, self._whole = found.rowids, found.counts is not None
        if self._whole:
            self._asked, self._revision = 0, found.revision
            if same_question:
                self._keep_pinned(self._held.like(rowids, found.wanted))
        self._held.order = found.wanted
        self._show(rowids, same_question=same_question)
        if found.counts is not None:
            self._tally.begin(found)
            self.counted.emit(found.counts)
            self._pace.start()
        self.loaded.emit()

    def _paced(self) -> None:
        if self._ask_again and not self._asked:
            self._ask_again = False
            self.refresh()

    def _show(self, rowids: array[int], *, same_question: bool) -> None:
        old = self._held.rowids
        more = len(rowids) - len(old)
        if same_question and rowids == old:
            # The same bookings, and maybe other words: after a snapshot all of them.
            self._repaint()
            return
        if same_question and more > 0 and len(old):
            for first in (0, len(old)):
                rest = rowids[more:] if first == 0 else rowids[: len(old)]
                if rest == old:
                    self.beginInsertRows(_ROOT, first, first + more - 1)
                    self._held.rowids = rowids
                    self.endInsertRows()
                    return
        self.reloading.emit()
        self.beginResetModel()
        self._held.rowids = rowids
        self.endResetModel()
        self.reloaded.emit()

    def _keep_pinned(self, found: Held) -> None:
        """Put what is pinned and does not match any more to where it belongs."""
        for row in found.read(list(self._pinned)):
            place = found.place_for(row)
            if place >= 0 and found.rowid_at(place) != row.rowid:
                found.rowids.insert(place, row.rowid)

    def _take_failure(self, serial: int, why: str) -> None:
        if serial != self._asked:
            return
        self._asked = 0
        self._ask_again = False
        self._pace.start()
        self.failed.emit(why)

    def _tell_anew(self) -> None:
        self._told.forget()
        self._repaint()

    def _repaint(self) -> None:
        if len(self._held):
            last = self.index(len(self._held) - 1, len(Column) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    # Qt's questions.

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """How many bookings are in the list."""
        return 0 if parent.isValid() else len(self._held)

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
            right = section in FAR
            side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return sorted_word(Column(section), self._wanted)
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
