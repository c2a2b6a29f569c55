"""The day by seat: each booking a bar, to be opened, moved to another seat, or stretched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip

from app.contract.models import Seat
from app.core.changes import BookingRow
from app.core.shift import Shift, stepped
from app.core.touching import Span
from app.ui.seats.drawing import Drawing
from app.ui.seats.edge import Edge
from app.ui.seats.held_bar import Grip, HeldBar, Spot, may_hold
from app.ui.seats.lines import HEAD, HIGH, LABEL, Lines
from app.ui.seats.reach import pointed, stepped_on
from app.ui.seats.scale import Scale
from app.ui.seats.told import bar_words, time_words
from app.ui.theme import Theme

translate = QCoreApplication.translate

_RIGHT = 8
_DIRECTIONS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_CARRY, _STRETCH = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class Timeline(QAbstractScrollArea):
    """`chosen(BookingRow)`, `opened(id)` of bars; `free_chosen(seat id, moment)` between them.

    `moment_wanted` is pressed above. `told` and `dropped` as of the map; `judge(row, seat id,
    start, end)` says what another place would be.
    """

    chosen = Signal(object)
    opened = Signal(str)
    free_chosen = Signal(str, object)
    moment_wanted = Signal(object)
    told = Signal(object)
    dropped = Signal(object)

    def __init__(
        self,
        theme: Theme,
        judge: Callable[[BookingRow, str, datetime, datetime], Shift | None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._judge, self._now = judge, now
        self._seats: tuple[Seat, ...] = ()
        self._bars: dict[str, list[BookingRow]] = {}
        self._zone: tzinfo = UTC
        self._span = Span(now(), now())
        self._held: HeldBar | None = None
        self._at, self._said = QPointF(), ""
        self._edge = Edge(self, self._carry_to_pointer, top=HEAD)
        self._theme = theme
        self._moment: datetime | None = None
        self.booking_id, self.seat_id = "", ""
        self.setProperty("look", "map")
        self.setAccessibleName(translate("seats", "The day by seat"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)

    def tell(
        self,
        seats: Sequence[Seat],
        rows: Mapping[str, list[BookingRow]],
        span: Span,
        zone: tzinfo,
        moment: datetime | None,
    ) -> None:
        """Show a day: seats from top to bottom, their bookings, and the moment looked at.

        `moment` is None for now. A booking that is looked at and sits elsewhere now is looked at
        there.
        """
        self._seats, self._bars = tuple(seats), dict(rows)
        self._span, self._zone, self._moment = span, zone, moment
        self._fit()
        row = self._row(self.booking_id)
        if row is not None and row not in self._bars.get(self.seat_id, ()):
            self.choose(row.booking.seat_id or "", row.booking.id)
            self.chosen.emit(row)
        self._tell_chosen()
        self._follow()
        self.viewport().update()

    def choose(self, seat_id: str, booking_id: str = "") -> None:
        """Look at a seat, or a booking on it, and bring it into sight."""
        self.seat_id, self.booking_id = seat_id, booking_id
        self._show_seat(seat_id)
        self._tell_chosen()
        self.viewport().update()

    @property
    def bars(self) -> Mapping[str, list[BookingRow]]:
        """The bookings shown, by seat."""
        return self._bars

    @property
    def day(self) -> date:
        """The day shown, by the library's clock."""
        return self._span.since.astimezone(self._zone).date()

    @property
    def carrying(self) -> bool:
        """Whether a bar is on its way."""
        return self._held is not None and self._held.begun

    def bar(self, booking_id: str) -> QRectF:
        """Where a booking is drawn, in pixels of the viewport; nowhere when it is not there."""
        lines = self._lines()
        found = lines.row(booking_id)
        return lines.bar(*found) if found is not None else QRectF()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some seats high."""
        return QSize(600, HEAD + 8 * HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """More seats fit, or fewer."""
        super().resizeEvent(event)
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tell the booking below the pointer."""
        if isinstance(event, QHelpEvent):
            found = self._lines().found(QPointF(event.pos()))
            words = bar_words(found[0].booking, self._zone, self._now()) if found else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw the seats that are in sight."""
        now = self._now()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, height = self.viewport().width(), self.viewport().height()
        lines = self._lines()
        drawing = Drawing(self._theme, painter, self.font(), lines.scale, self._zone)
        first = self.verticalScrollBar().value() // HIGH
        for place in range(first, min(len(self._seats), first + height // HIGH + 2)):
            seat, top = self._seats[place], lines.top(place)
            drawing.seat(top, width, seat, chosen=seat.id == self.seat_id)
            for row in lines.stacked(seat.id):
                chosen = row.booking.id == self.booking_id
                drawing.bar(lines.bar(row, seat.id), row, now, chosen=chosen)
        if self._held is not None and self._held.begun and self._held.shift is not None:
            shift = self._held.shift
            box = lines.box(shift.seat.id, shift.starts_at, shift.ends_at)
            if not box.isEmpty():
                times = (shift.starts_at, shift.ends_at)
                drawing.ghost(box, shift, time_words(*times, self._zone, now, self.day))
        drawing.above(width, height, now, self._moment)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a bar, choose the time between two, or a moment above."""
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if at.y() < HEAD:
            if at.x() >= LABEL:
                self.moment_wanted.emit(stepped(self._lines().scale.moment(at.x()), self._zone))
            return
        found = self._lines().found(at)
        if found is not None:
            row, seat_id, grip = found
            self.choose(seat_id, row.booking.id)
            self._held = HeldBar(row=row, grip=grip, from_=at)
            self.chosen.emit(row)
            return
        seat_id = self._lines().seat_at(at.y())
        if seat_id:
            self.choose(seat_id)
            moment = stepped(self._lines().scale.moment(at.x()), self._zone)
            self.free_chosen.emit(seat_id, moment if at.x() >= LABEL else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry the bar, or show by the pointer what it would be held by."""
        held, at = self._held, event.position()
        if held is None or held.from_ is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(at)
            return
        if not held.begun:
            far = (at - held.from_).manhattanLength() >= QApplication.startDragDistance()
            if not far or not may_hold(held.row, held.grip, self._now()):
                return
            held.begun = True
        self._at = at
        self._edge.near(at.toPoint())
        self._carry_to_pointer()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Let it go; where it cannot be, nothing happens."""
        if self._held is not None and self._held.from_ is not None:
            self._drop()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the booking."""
        found = self._lines().found(event.position())
        if found is not None:
            self.opened.emit(found[0].booking.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go through seats and their bookings; Enter opens one.

        With Shift they carry the booking and with Ctrl its end; then Enter lets it go there.
        """
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key in _DIRECTIONS and event.modifiers() & (_CARRY | _STRETCH):
            by_end = bool(event.modifiers() & _STRETCH)
            self._carry_on(key, Grip.END if by_end else Grip.BODY)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.carrying:
            self._drop()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step_seat(1 if key is Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self._step_bar(-1 if (key is Qt.Key.Key_Left) is not rtl else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.booking_id:
            self.opened.emit(self.booking_id)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """What keys carry is let go of by whoever goes elsewhere in the window."""
        super().focusOutEvent(event)
        aside = event.reason() is Qt.FocusReason.ActiveWindowFocusReason
        if not aside and self._held is not None and self._held.from_ is None:
            self._let_go()

    # Where things are.

    def _lines(self) -> Lines:
        wide = max(1, self.viewport().width() - LABEL - _RIGHT)
        scale = Scale(self._span, LABEL, wide)
        return Lines(self._seats, self._bars, scale, self.verticalScrollBar().value())

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), max(1, self.viewport().height() - HEAD)
        bar.setRange(0, max(0, len(self._seats) * HIGH - room))
        bar.setPageStep(room)
        bar.setSingleStep(HIGH)

    def _show_seat(self, seat_id: str) -> None:
        place = self._lines().place(seat_id)
        if place is None:
            return
        top = place * HIGH
        bar, room = self.verticalScrollBar(), self.viewport().height() - HEAD
        if top < bar.value():
            bar.setValue(top)
        elif top + HIGH > bar.value() + room:
            bar.setValue(top + HIGH - room)

    # What is carried.

    def _carry(self, held: HeldBar, spot: Spot | None) -> None:
        """Say what it would be there."""
        held.shift = (
            self._judge(held.row, spot.seat_id, spot.starts_at, spot.ends_at)
            if spot is not None
            else None
        )
        self.told.emit(held.shift)
        self.viewport().update()

    def _carry_to_pointer(self) -> None:
        """Carry it to what is below the pointer by now."""
        held, height = self._held, self.viewport().height()
        if held is not None and held.begun:
            now = self._now()
            self._carry(held, pointed(self._lines(), held, self._at, height, self._zone, now))

    def _follow(self) -> None:
        """What others did meanwhile counts for what is carried, too."""
        held = self._held
        if held is None or not held.begun:
            return
        row = self._row(held.row.booking.id)
        if row is None or not may_hold(row, held.grip, self._now()):
            self._let_go()
            return
        held.row = row
        self._carry(held, held.spot)

    def _carry_on(self, key: Qt.Key, grip: Grip) -> None:
        """A step further by keys: along the hours, or to the next seat."""
        held, row, now = self._held, self._chosen_row(), self._now()
        if held is None and row is not None:
            held = HeldBar(row=row, grip=grip, begun=True)
        if held is None:
            return
        across, down = _DIRECTIONS[key]
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            across = -across
        spot = stepped_on(self._lines(), held, grip, across, down, self._zone, now)
        if spot is None:
            return
        self._held = held
        held.grip = grip
        self._show_seat(spot.seat_id)
        self._carry(held, spot)

    def _drop(self) -> None:
        """Let it go where it is; where it cannot be, nothing happens."""
        held = self._held
        self._let_go()
        shift = held.shift if held is not None and held.begun else None
        if shift is not None and shift.why is None and shift.is_another:
            self.dropped.emit(shift)

    def _let_go(self) -> None:
        if self._held is not None and self._held.begun:
            self.told.emit(None)
        self._held = None
        self._edge.rest()
        self.viewport().update()

    def _point(self, at: QPointF) -> None:
        found = self._lines().found(at)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None and may_hold(found[0], found[2], self._now()):
            is_end = found[2] is Grip.END
            shape = Qt.CursorShape.SizeHorCursor if is_end else Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    # The keyboard.

    def _step_seat(self, by: int) -> None:
        if not self._seats:
            return
        self._let_go()
        seat_id = self._lines().beside(self.seat_id, by)
        bars = self._bars.get(seat_id, [])
        self.choose(seat_id, bars[0].booking.id if bars else "")
        self._emit_chosen()

    def _step_bar(self, by: int) -> None:
        self._let_go()
        bars = self._bars.get(self.seat_id, [])
        ids = [row.booking.id for row in bars]
        if not ids:
            return
        place = ids.index(self.booking_id) + by if self.booking_id in ids else 0
        self.choose(self.seat_id, ids[max(0, min(len(ids) - 1, place))])
        self._emit_chosen()

    def _emit_chosen(self) -> None:
        row = self._chosen_row()
        if row is not None:
            self.chosen.emit(row)
        else:
            self.free_chosen.emit(self.seat_id, None)

    def _chosen_row(self) -> BookingRow | None:
        return next(
            (row for row in self._bars.get(self.seat_id, ()) if row.booking.id == self.booking_id),
            None,
        )

    def _row(self, booking_id: str) -> BookingRow | None:
        found = self._lines().row(booking_id)
        return found[0] if found is not None else None

    def say(self, words: str) -> None:
        """Where the bar that is carried would be, for those who hear it; "" when none is."""
        self._said = words if self.carrying else ""
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        """What is chosen, or carried, for those who hear it."""
        row = self._chosen_row()
        label = next((seat.label for seat in self._seats if seat.id == self.seat_id), "")
        words = translate("seats", "Seat {label}").format(label=label) if label else ""
        if row is not None:
            words = f"{words}, {bar_words(row.booking, self._zone, self._now())}"
        if (said := self._said or words) != self.accessibleDescription():
            self.setAccessibleDescription(said)
