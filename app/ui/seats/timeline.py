"""The day by seat: each booking a bar, to be opened, moved to another seat, or stretched."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from enum import StrEnum

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip

from app.contract.models import Seat
from app.core.changes import BookingRow
from app.core.shift import Shift, may_move, may_slide, may_stretch, stepped
from app.core.touching import Span
from app.ui.seats.drawing import HEAD, HIGH, LABEL, Drawing
from app.ui.seats.scale import Scale
from app.ui.seats.told import bar_words
from app.ui.theme import Theme

translate = QCoreApplication.translate

_EDGE = 7
_RIGHT = 8


class Grip(StrEnum):
    """By what a bar is held: all of it, or its end."""

    BODY = "body"
    END = "end"


class _Held(msgspec.Struct, kw_only=True):
    """A bar that the pointer has taken up."""

    row: BookingRow
    grip: Grip
    from_: QPointF
    begun: bool = False
    shift: Shift | None = None


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
        today = now()
        self._span = Span(today, today)
        self._held: _Held | None = None
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

        `moment` is None for now.
        """
        self._seats, self._bars = tuple(seats), dict(rows)
        self._span, self._zone, self._moment = span, zone, moment
        self._fit()
        self._tell_chosen()
        self.viewport().update()

    def choose(self, seat_id: str, booking_id: str = "") -> None:
        """Look at a seat, or a booking on it, and bring it into sight."""
        self.seat_id, self.booking_id = seat_id, booking_id
        place = self._place(seat_id)
        if place is not None:
            top = place * HIGH
            bar, room = self.verticalScrollBar(), self.viewport().height() - HEAD
            if top < bar.value():
                bar.setValue(top)
            elif top + HIGH > bar.value() + room:
                bar.setValue(top + HIGH - room)
        self._tell_chosen()
        self.viewport().update()

    @property
    def bars(self) -> Mapping[str, list[BookingRow]]:
        """The bookings shown, by seat."""
        return self._bars

    @property
    def carrying(self) -> bool:
        """Whether a bar is on its way."""
        return self._held is not None and self._held.begun

    def bar(self, booking_id: str) -> QRectF:
        """Where a booking is drawn, in pixels of the viewport; nowhere when it is not there."""
        for seat_id, rows in self._bars.items():
            for row in rows:
                if row.booking.id == booking_id:
                    return self._box(row, seat_id)
        return QRectF()

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
            found = self._found(QPointF(event.pos()))
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
        drawing = Drawing(self._theme, painter, self.font(), self._scale(), self._zone)
        first = self.verticalScrollBar().value() // HIGH
        for place in range(first, min(len(self._seats), first + height // HIGH + 2)):
            seat, top = self._seats[place], self._top(place)
            drawing.seat(top, width, seat, chosen=seat.id == self.seat_id)
            for row in self._bars.get(seat.id, ()):
                chosen = row.booking.id == self.booking_id
                drawing.bar(self._box(row, seat.id), row, now, chosen=chosen)
        if self._held is not None and self._held.begun and self._held.shift is not None:
            shift = self._held.shift
            drawing.ghost(self._span_box(shift.seat.id, shift.starts_at, shift.ends_at), shift)
        drawing.above(width, height, now, self._moment)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Take hold of a bar, choose the time between two, or a moment above."""
        at = event.position()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if at.y() < HEAD:
            if at.x() >= LABEL:
                self.moment_wanted.emit(stepped(self._scale().moment(at.x()), self._zone))
            return
        found = self._found(at)
        if found is not None:
            row, seat_id, grip = found
            self.choose(seat_id, row.booking.id)
            self._held = _Held(row=row, grip=grip, from_=at)
            self.chosen.emit(row)
            return
        seat_id = self._seat_at(at.y())
        if seat_id:
            self.choose(seat_id)
            moment = stepped(self._scale().moment(at.x()), self._zone)
            self.free_chosen.emit(seat_id, moment if at.x() >= LABEL else None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Carry the bar, or show by the pointer what it would be held by."""
        held, at = self._held, event.position()
        if held is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._point(at)
            return
        if not held.begun:
            far = (at - held.from_).manhattanLength() >= QApplication.startDragDistance()
            if not far or not self._may(held.row, held.grip):
                return
            held.begun = True
        held.shift = self._shift(held, at)
        self.told.emit(held.shift)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Let it go; where it cannot be, nothing happens."""
        held = self._held
        self._let_go()
        shift = held.shift if held is not None and held.begun else None
        if shift is not None and shift.why is None and shift.is_another:
            self.dropped.emit(shift)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the booking."""
        found = self._found(event.position())
        if found is not None:
            self.opened.emit(found[0].booking.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows go through seats and their bookings; Enter opens one."""
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and self._held is not None:
            self._let_go()
        elif key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
            self._step_seat(1 if key is Qt.Key.Key_Down else -1)
        elif key in {Qt.Key.Key_Left, Qt.Key.Key_Right}:
            rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self._step_bar(-1 if (key is Qt.Key.Key_Left) is not rtl else 1)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.booking_id:
            self.opened.emit(self.booking_id)
        else:
            super().keyPressEvent(event)

    # Where things are.

    def _scale(self) -> Scale:
        return Scale(self._span, LABEL, max(1, self.viewport().width() - LABEL - _RIGHT))

    def _fit(self) -> None:
        bar, room = self.verticalScrollBar(), max(1, self.viewport().height() - HEAD)
        bar.setRange(0, max(0, len(self._seats) * HIGH - room))
        bar.setPageStep(room)
        bar.setSingleStep(HIGH)

    def _place(self, seat_id: str) -> int | None:
        return next((place for place, seat in enumerate(self._seats) if seat.id == seat_id), None)

    def _top(self, place: int) -> int:
        return HEAD + place * HIGH - self.verticalScrollBar().value()

    def _seat_at(self, y: float) -> str:
        place = int((y - HEAD + self.verticalScrollBar().value()) // HIGH)
        return self._seats[place].id if 0 <= place < len(self._seats) else ""

    def _box(self, row: BookingRow, seat_id: str) -> QRectF:
        booking = row.booking
        if booking.starts_at is None or booking.ends_at is None:
            return QRectF()
        return self._span_box(seat_id, booking.starts_at, booking.ends_at)

    def _span_box(self, seat_id: str, starts_at: datetime, ends_at: datetime) -> QRectF:
        place = self._place(seat_id)
        if place is None:
            return QRectF()
        scale = self._scale()
        left, right = (
            scale.x(max(starts_at, self._span.since)),
            scale.x(min(ends_at, self._span.until)),
        )
        return QRectF(left, self._top(place) + 3, max(3.0, right - left), HIGH - 6)

    def _found(self, at: QPointF) -> tuple[BookingRow, str, Grip] | None:
        seat_id = self._seat_at(at.y()) if at.y() >= HEAD else ""
        for row in reversed(self._bars.get(seat_id, ())):
            box = self._box(row, seat_id)
            if box.adjusted(0, -3, 0, 3).contains(at):
                whole = row.booking.ends_at is not None and row.booking.ends_at <= self._span.until
                by_end = whole and at.x() > box.right() - min(_EDGE, box.width() / 3)
                return row, seat_id, Grip.END if by_end else Grip.BODY
        return None

    # What is carried.

    def _may(self, row: BookingRow, grip: Grip) -> bool:
        if row.pending is not None:
            return False
        may = may_stretch if grip is Grip.END else may_move
        return may(row.booking, self._now())

    def _shift(self, held: _Held, at: QPointF) -> Shift | None:
        booking = held.row.booking
        starts_at, ends_at = booking.starts_at, booking.ends_at
        if starts_at is None or ends_at is None:
            return None
        by = self._scale().stretch(at.x() - held.from_.x())
        if held.grip is Grip.END:
            end = stepped(ends_at + by, self._zone)
            return self._judge(held.row, booking.seat_id or "", starts_at, end)
        seat_id = self._seat_at(at.y()) or (booking.seat_id or "")
        if may_slide(booking, self._now()):
            # Along the hours it goes as a whole; a small slip to the side is none.
            start = (
                stepped(starts_at + by, self._zone)
                if abs(at.x() - held.from_.x()) > _EDGE
                else starts_at
            )
            starts_at, ends_at = start, ends_at + (start - starts_at)
        return self._judge(held.row, seat_id, starts_at, ends_at)

    def _let_go(self) -> None:
        if self._held is not None and self._held.begun:
            self.told.emit(None)
        self._held = None
        self.viewport().update()

    def _point(self, at: QPointF) -> None:
        found = self._found(at)
        shape = Qt.CursorShape.ArrowCursor
        if found is not None and self._may(found[0], found[2]):
            is_end = found[2] is Grip.END
            shape = Qt.CursorShape.SizeHorCursor if is_end else Qt.CursorShape.OpenHandCursor
        self.viewport().setCursor(shape)

    # The keyboard.

    def _step_seat(self, by: int) -> None:
        if not self._seats:
            return
        place = self._place(self.seat_id)
        place = 0 if place is None else max(0, min(len(self._seats) - 1, place + by))
        seat_id = self._seats[place].id
        bars = self._bars.get(seat_id, [])
        self.choose(seat_id, bars[0].booking.id if bars else "")
        self._emit_chosen()

    def _step_bar(self, by: int) -> None:
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

    def _tell_chosen(self) -> None:
        """What is chosen, for those who hear it."""
        row = self._chosen_row()
        label = next((seat.label for seat in self._seats if seat.id == self.seat_id), "")
        words = translate("seats", "Seat {label}").format(label=label) if label else ""
        if row is not None:
            words = f"{words}, {bar_words(row.booking, self._zone, self._now())}"
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
