"""The seats as a grid of cells: a line for each row of a room, with the room's name above."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, tzinfo

import msgspec
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app.core.floor import Room
from app.core.seat_states import SeatState
from app.ui.seats.told import state_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_SPARE = 3
"""So many free rows and columns there are to put seats in, while they are arranged."""


class Place(msgspec.Struct, frozen=True):
    """A place in a room, by the room's name and its grid."""

    room: str
    x: int
    y: int


class _Line(msgspec.Struct, frozen=True):
    room: Room
    y: int | None
    """None of the line that names the room."""


class SeatModel(QAbstractTableModel):
    """The map's cells. Those where no seat stands are empty and cannot be chosen."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[_Line] = []
        self._columns = 0
        self._cells: dict[tuple[int, int], str] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._states: dict[str, SeatState] = {}
        self._zone: tzinfo = UTC
        self._now = self._moment = datetime.now(UTC)
        self.rooms: tuple[Room, ...] = ()

    @property
    def zone(self) -> tzinfo:
        """The zone that times are told in."""
        return self._zone

    @property
    def moment(self) -> datetime:
        """The moment that is shown."""
        return self._moment

    @property
    def seat_ids(self) -> list[str]:
        """The seats as they stand, room by room, row by row."""
        return list(self._places)

    def lay(self, rooms: Sequence[Room], *, roomy: bool) -> None:
        """Show these rooms; when `roomy`, with free rows and columns each, to put seats there."""
        self.beginResetModel()
        self.rooms = tuple(rooms)
        spare = _SPARE if roomy else 0
        self._columns = max((room.columns + spare for room in rooms), default=0)
        self._lines = []
        self._cells, self._places = {}, {}
        named = len(rooms) > 1 or any(room.name for room in rooms)
        for room in rooms:
            if named:
                self._lines.append(_Line(room, None))
            first = len(self._lines)
            self._lines += [_Line(room, y) for y in range(room.top, room.top + room.rows + spare)]
            for spot in room.spots:
                cell = (first + spot.y - room.top, spot.x - room.left)
                self._cells[cell] = spot.seat.id
                self._places[spot.seat.id] = cell
        self.endResetModel()

    def tell(
        self, states: Mapping[str, SeatState], zone: tzinfo, now: datetime, moment: datetime
    ) -> None:
        """Show how it stands with each seat at a moment; only what is different is painted anew."""
        anew = zone != self._zone or moment.date() != self._moment.date()
        self._moment = moment
        before, self._states, self._zone, self._now = self._states, dict(states), zone, now
        for seat_id, (line, column) in self._places.items():
            if anew or before.get(seat_id) != self._states.get(seat_id):
                cell = self.index(line, column)
                self.dataChanged.emit(cell, cell)

    def state(self, index: Index) -> SeatState | None:
        """The seat of a cell as it stands."""
        seat_id = self._cells.get((index.row(), index.column()))
        return self._states.get(seat_id) if seat_id is not None else None

    def state_of(self, seat_id: str) -> SeatState | None:
        """A seat as it stands."""
        return self._states.get(seat_id)

    def cell(self, seat_id: str) -> QModelIndex:
        """The cell of a seat; none when it is not shown."""
        place = self._places.get(seat_id)
        return self.index(*place) if place is not None else QModelIndex()

    def place(self, index: Index) -> Place | None:
        """The place that a cell stands for, with a seat or without."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if line.y is None:
            return None
        return Place(line.room.name, line.room.left + index.column(), line.y)

    def heading(self, line: int) -> str | None:
        """The name of the room of a line that names one."""
        return self._lines[line].room.name if self._lines[line].y is None else None

    # Qt's face.

    def rowCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Lines of all rooms."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _ROOT) -> int:  # noqa: N802 - Qt's name
        """Columns of the widest room."""
        return 0 if parent.isValid() else self._columns

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """The seat's label, and all about it for who points at it or hears it."""
        heading = self.heading(index.row())
        if heading is not None:
            shown = role == Qt.ItemDataRole.DisplayRole and index.column() == 0
            return heading if shown else None
        state = self.state(index)
        if state is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return state.seat.label
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return state_words(state, self._zone, self._now)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only seats can be chosen."""
        if self.state(index) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
