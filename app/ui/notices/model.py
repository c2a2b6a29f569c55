"""The notices as a list: newest first, with a heading above each day."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import groupby

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.changes import AlertRecord
from app.core.notice_rows import NoticeIndex
from app.core.rows import instant
from app.ui.notices.told import spoken
from app.ui.words import clock_time, day

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_PAGE = 64
_KEPT = 2_000
_MOST_FOLLOWED = 200
"""Of more places that change the list is shown anew, for each would be painted."""


class NoticeModel(QAbstractListModel):
    """`read` gives the notices of rowids. A row is a notice, or names the day of those below."""

    def __init__(self, read: Callable[[Sequence[int]], list[AlertRecord]]) -> None:
        super().__init__()
        self._read = read
        # A rowid, or below zero the day that a heading names.
        self._keys: list[int] = []
        self._records: dict[int, AlertRecord] = {}
        self._zone: tzinfo = UTC
        self._now = datetime.now(UTC)

    @property
    def keys(self) -> Sequence[int]:
        """What stands in each row: a rowid, or below zero the day that is named, as an ordinal."""
        return self._keys

    def show(self, index: NoticeIndex, zone: tzinfo, now: datetime) -> None:
        """Show these notices by the days of `zone`; those that were shown keep their rows."""
        self._records.clear()
        self._zone, self._now = zone, now
        keys = list(_with_days(index, zone))
        self._follow(keys)
        if keys:
            self.dataChanged.emit(self.index(0), self.index(len(keys) - 1))

    def tick(self, now: datetime) -> None:
        """Tell relative times anew."""
        self._now = now
        if self._keys:
            self.dataChanged.emit(self.index(0), self.index(len(self._keys) - 1))

    def record(self, row: int) -> AlertRecord | None:
        """The notice of a row; None for a heading, and for one that is gone meanwhile."""
        key = self._keys[row] if 0 <= row < len(self._keys) else 0
        if key <= 0:
            return None
        if key not in self._records:
            self._load(row)
        return self._records.get(key)

    def heading(self, row: int) -> str:
        """The day that a row names; "" for a notice."""
        key = self._keys[row]
        if key > 0:
            return ""
        noon = datetime.combine(date.fromordinal(-key), time(12), tzinfo=self._zone)
        return day(noon, self._zone, self._now)

    def when(self, record: AlertRecord) -> str:
        """When it happened, within its day."""
        return clock_time(record.alert.at, self._zone)

    # Qt's face.

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Notices and headings."""
        return 0 if parent.isValid() else len(self._keys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Its title; all about it for who points at it or hears it."""
        if not index.isValid():
            return None
        heading, record = self.heading(index.row()), self.record(index.row())
        if record is None:
            return heading if heading and role == Qt.ItemDataRole.DisplayRole else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return record.alert.title
            case Qt.ItemDataRole.ToolTipRole:
                return f"{record.alert.title}\n{record.alert.body}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return spoken(record, self.when(record))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self._keys[index.row()] <= 0:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def _load(self, row: int) -> None:
        first = max(0, row - _PAGE // 2)
        wanted = [key for key in self._keys[first : first + _PAGE] if key > 0]
        if len(self._records) > _KEPT:
            self._records.clear()
        self._records.update((each.rowid, each) for each in self._read(wanted))

    def _follow(self, keys: list[int]) -> None:
        """Let rows go and come, so that what is chosen stays so."""
        before, after = set(self._keys), set(keys)
        stay = [key for key in self._keys if key in after]
        steady = stay == [key for key in keys if key in before] and len(after) == len(keys)
        moved = len(self._keys) + len(keys) - 2 * len(stay)
        if not steady or moved > _MOST_FOLLOWED:
            self.beginResetModel()
            self._keys = keys
            self.endResetModel()
            return
        for first, last in reversed(list(_runs(self._keys, lambda key: key not in after))):
            self.beginRemoveRows(_ROOT, first, last)
            del self._keys[first : last + 1]
            self.endRemoveRows()
        for first, last in _runs(keys, lambda key: key not in before):
            self.beginInsertRows(_ROOT, first, last)
            self._keys[first:first] = keys[first : last + 1]
            self.endInsertRows()


def _with_days(index: NoticeIndex, zone: tzinfo) -> Iterator[int]:
    """The rowids, each day's behind what names it."""
    since = until = 0
    for rowid, received in zip(index.rowids, index.received, strict=True):
        if not since <= received < until:
            local = instant(received).astimezone(zone).date()
            since, until = (_micros(local + timedelta(days=step), zone) for step in (0, 1))
            yield -local.toordinal()
        yield rowid


def _micros(local: date, zone: tzinfo) -> int:
    midnight = datetime.combine(local, time(), tzinfo=zone)
    return round(midnight.timestamp()) * 1_000_000


def _runs(keys: Iterable[int], chosen: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """Where the chosen ones stand, first and last of each run."""
    for is_chosen, run in groupby(enumerate(keys), key=lambda each: chosen(each[1])):
        if is_chosen:
            places = [place for place, _ in run]
            yield places[0], places[-1]
