"""The map of a library's rooms: seats to be looked at, bookings and seats to be carried."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import msgspec
from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView

from app.core.changes import BookingRow
from app.core.floor import Room
from app.core.seat_states import SeatState
from app.core.shift import Shift, may_move
from app.ui.seats.cell import GAP, SeatCell
from app.ui.seats.edge import Edge
from app.ui.seats.model import Place, SeatModel
from app.ui.theme import Theme

_NARROWEST, _WIDEST, _HIGH, _HEADING = 58, 220, 52, 34
_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class _Carried(msgspec.Struct, kw_only=True):
    """What the pointer has taken up: the seat it began on, where, and whether it moves yet."""

    state: SeatState
    grip: QPoint
    begun: bool = False
    at: QPoint = QPoint()
    shift: Shift | None = None
    place: Place | None = None


class SeatMap(QTableView):
    """`chosen(id)` is the seat looked at, "" none; `opened(id)` the one whose booking is wanted.

    A booking that may move is carried to another seat: `judge` says what that would be, `told`
    carries it while it goes and None at its end, `dropped` the one that is let go where it can
    be. While `arranging`, it is the seats that are carried: `placed(id, Place)`.
    """

    chosen = Signal(str)
    opened = Signal(str)
    told = Signal(object)
    dropped = Signal(object)
    placed = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        judge: Callable[[BookingRow, str], Shift | None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._theme, self._judge, self._now = theme, judge, now
        self._carried: _Carried | None = None
        self._edge = Edge(self, self.follow)
        self._arranging = False
        self.seats = SeatModel()
        self.setModel(self.seats)
        self._cell = SeatCell(theme, self.seats, self)
        self.setItemDelegate(self._cell)
        self.setProperty("look", "map")
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        for header in (self.horizontalHeader(), self.verticalHeader()):
            header.hide()
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setMinimumSectionSize(_HEADING)
        self.viewport().setMouseTracking(True)

    @property
    def seat_id(self) -> str:
        """The seat looked at; "" when none is."""
        cells = self.selectionModel().selectedIndexes()
        state = self.seats.state(cells[0]) if cells else None
        return state.seat.id if state is not None else ""

    @property
    def carrying(self) -> bool:
        """Whether something is on its way."""
        return self._carried is not None and self._carried.begun

    @property
    def arranging(self) -> bool:
        """Whether seats are carried, and not their bookings."""
        return self._arranging

    def lay(self, rooms: tuple[Room, ...], *, arranging: bool) -> None:
        """Show these rooms; the seat that is looked at stays so."""
        if rooms == self.seats.rooms and arranging is self._arranging:
            return
        kept = self.seat_id
        if arranging is not self._arranging:
            self._let_go()
        self._arranging = arranging
        self.seats.lay(rooms, roomy=arranging)
        self.clearSpans()
        for line in range(self.seats.rowCount()):
            is_heading = self.seats.heading(line) is not None
            self.setRowHeight(line, _HEADING if is_heading else _HIGH)
            if is_heading and self.seats.columnCount() > 1:
                self.setSpan(line, 0, 1, self.seats.columnCount())
        self._fit()
        if kept:
            self.choose(kept)

    def follow(self) -> None:
        """What others did meanwhile, or came below the pointer, counts for what is carried."""
        if self._carried is not None and self._carried.begun:
            self._carry(self._carried, self._carried.at)

    def choose(self, seat_id: str) -> None:
        """Look at a seat."""
        cell = self.seats.cell(seat_id)
        if cell.isValid():
            self.setCurrentIndex(cell)
            self.scrollTo(cell)

    def selectionChanged(  # noqa: N802 - Qt's name
        self, selected: QItemSelection, deselected: QItemSelection
    ) -> None:
        """Tell which seat is looked at."""
        super().selectionChanged(selected, deselected)
        self.chosen.emit(self.seat_id)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cells take the room there is, within bounds."""
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its lines, if there is room."""
        return QSize(600, sum(self.rowHeight(line) for line in range(self.seats.rowCount())) + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens who sits there; Ctrl and an arrow move the seat while arranging."""
        key = Qt.Key(event.key())
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key is Qt.Key.Key_Escape and self._carried is not None:
            self._let_go()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.seat_id:
            self.opened.emit(self.seat_id)
        elif self._arranging and control and key in _STEPS and self.seat_id:
            self._step(*_STEPS[key])
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of what is there."""
        # Before it is looked at, which may move things.
        state = self.seats.state(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and state is not None:
            self._carried = _Carried(state=state, grip=event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry it; nothing is selected on the way."""
        carried, at = self._carried, event.position().toPoint()
        if carried is None or not event.buttons() & Qt.MouseButton.LeftButton:
            if not event.buttons():
                super().mouseMoveEvent(event)
            return
        if not carried.begun:
            far = (at - carried.grip).manhattanLength() >= QApplication.startDragDistance()
            if not far or not (self._arranging or self._may(carried.state.row)):
                return
            carried.begun = True
        self._edge.near(at)
        self._carry(carried, at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let it go; where it cannot be, nothing happens."""
        carried = self._carried
        self._let_go()
        if carried is None or not carried.begun:
            super().mouseReleaseEvent(event)
            return
        # The seat it was taken from stays the one that is looked at.
        self.setState(QAbstractItemView.State.NoState)
        shift, place = carried.shift, carried.place
        if self._arranging and place is not None:
            self.placed.emit(carried.state.seat.id, place)
        elif shift is not None and shift.why is None and shift.is_another:
            self.dropped.emit(shift)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open who sits there."""
        state = self.seats.state(self.indexAt(event.position().toPoint()))
        if state is not None:
            self.opened.emit(state.seat.id)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw the seats, and what is carried above them."""
        super().paintEvent(event)
        carried = self._carried
        if carried is None or not carried.begun:
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        target = self._below(carried.at)
        if self.seats.place(target) is not None:
            allowed = carried.shift is None or carried.shift.why is None
            painter.setPen(QPen(self._theme.color("good" if allowed else "bad"), 2.5))
            box = self.visualRect(target).adjusted(GAP, GAP, -GAP, -GAP)
            painter.drawRoundedRect(box, 7, 7)
        painter.setOpacity(0.85)
        size = QSize(self.columnWidth(0), _HIGH)
        box = QRect(carried.at - QPoint(size.width() // 2, _HIGH // 2), size)
        self._cell.seat(painter, box, carried.state, self.font(), chosen=True)

    def _may(self, row: BookingRow | None) -> bool:
        """Whether a booking can be carried: not while something else waits to be sent for it."""
        return row is not None and not row.is_held_up and may_move(row.booking, self._now())

    def _carry(self, carried: _Carried, at: QPoint) -> None:
        carried.at = at
        target = self._below(at)
        carried.place = self.seats.place(target)
        if not self._arranging and carried.state.row is not None:
            state = self.seats.state(target)
            seat_id = state.seat.id if state is not None else ""
            carried.shift = self._judge(carried.state.row, seat_id) if seat_id else None
            self.told.emit(carried.shift)
        self.viewport().update()

    def _below(self, at: QPoint) -> QModelIndex:
        """The cell there; none outside of what is in sight: nothing is let go where none looks."""
        seen = self.viewport().rect().contains(at)
        return self.indexAt(at) if seen else QModelIndex()

    def _let_go(self) -> None:
        self._edge.rest()
        if self._carried is not None and self._carried.begun:
            self.told.emit(None)
        self._carried = None
        self.viewport().update()

    def _step(self, across: int, down: int) -> None:
        place = self.seats.place(self.seats.cell(self.seat_id))
        if place is not None and place.x + across >= 0 and place.y + down >= 0:
            self.placed.emit(self.seat_id, Place(place.room, place.x + across, place.y + down))

    def _fit(self) -> None:
        columns = self.seats.columnCount()
        if not columns:
            return
        room = self.viewport().width() // columns
        self.horizontalHeader().setDefaultSectionSize(max(_NARROWEST, min(_WIDEST, room)))
