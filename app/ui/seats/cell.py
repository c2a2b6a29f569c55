"""Paints a seat: its label, who holds it, and until when."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.seat_states import Held, SeatState
from app.ui.seats.model import Index, SeatModel
from app.ui.seats.told import TONES, until_word, who_word
from app.ui.theme import Theme
from app.ui.words import pending_word

GAP = 3
_CORNER, _PAD, _SLACK = 7, 7, 3


class SeatCell(QStyledItemDelegate):
    """Colours say at a glance what the words say, too."""

    def __init__(self, theme: Theme, model: SeatModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        heading = self._model.heading(index.row())
        if heading is not None:
            self._heading(painter, option.rect, heading, option.font)
            return
        state = self._model.state(index)
        if state is None:
            return
        chosen = QStyle.StateFlag.State_Selected in option.state
        self.seat(painter, option.rect, state, option.font, chosen=chosen)

    def seat(
        self, painter: QPainter, area: QRect, state: SeatState, font: QFont, *, chosen: bool = False
    ) -> None:
        """Draw a seat, also where none stands: below the pointer that carries it."""
        theme = self._theme
        box = QRectF(area).adjusted(GAP, GAP, -GAP, -GAP)
        tone = "away" if state.over else TONES[state.held]
        if _waits(state):
            tone = "warn"
        ground = "surface" if state.held is Held.FREE else f"{tone}_soft"
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if chosen else ("border_strong" if state.held is Held.FREE else tone)
        color = theme.color(edge)
        painter.setPen(QPen(color, 2.0 if chosen else 1.0))
        painter.setBrush(theme.color(ground))
        painter.setOpacity(0.75 if state.held is Held.CLOSED else 1.0)
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        if not state.seat.available:
            # Hatched, for those who see no difference between greys.
            painter.setPen(Qt.PenStyle.NoPen)
            # Who sits on one all the same is to be seen no less than that it is closed.
            taken = state.held is not Held.CLOSED
            hatching = theme.color(tone if taken else "disabled")
            painter.setBrush(QBrush(hatching, Qt.BrushStyle.BDiagPattern))
            painter.setOpacity(0.3 if taken else 0.35)
            painter.drawRoundedRect(box, _CORNER, _CORNER)
            painter.setOpacity(1.0)
        painter.setClipRect(box)
        self._words(painter, box.toRect(), state, font, tone)
        painter.restore()

    def _words(
        self, painter: QPainter, box: QRect, state: SeatState, font: QFont, tone: str
    ) -> None:
        inner = box.adjusted(_PAD, 4, -_PAD, -4)
        label, small = QFont(font), QFont(font)
        label.setWeight(QFont.Weight.DemiBold)
        small.setPointSizeF(font.pointSizeF() * 0.86)
        theme = self._theme
        until = until_word(state, self._model.zone, self._model.moment)
        waits = _waits(state)
        lower_words = pending_word(waits) if waits else who_word(state)
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        painter.setFont(small)
        room = QFontMetrics(small).horizontalAdvance(until) + 8 if until else 0
        # A little more than it is wide: what just fits would be cut all the same.
        wide = QFontMetrics(label).horizontalAdvance(state.seat.label) + _SLACK
        if wide + room > inner.width():
            # The label comes first; who sits there, too, and until when stands in the panel.
            if state.held is Held.FREE:
                both = f"{lower_words} {until}"
                fits = QFontMetrics(small).horizontalAdvance(both) + 3 < inner.width()
                lower_words = both if fits else until
            until, room = "", 0
        painter.setPen(theme.color("muted" if state.held is Held.FREE else tone))
        painter.drawText(
            upper, Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter, until
        )
        painter.setFont(label)
        painter.setPen(theme.color("text"))
        _line(painter, upper.adjusted(0, 0, -room, 0), state.seat.label, QFontMetrics(label))
        lower = QRect(inner.left(), upper.bottom() + 1, inner.width(), inner.height() // 2)
        painter.setFont(small)
        painter.setPen(theme.color("muted" if state.row is None else "text"))
        _line(painter, lower, lower_words, QFontMetrics(small))

    def _heading(self, painter: QPainter, area: QRect, words: str, font: QFont) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(self._theme.color("text"))
        _line(painter, area.adjusted(GAP + 2, 8, 0, 0), words, QFontMetrics(bold))


def _waits(state: SeatState) -> str:
    """What was done about who sits there and waits to be sent; "" when nothing does."""
    return (state.row.pending or "") if state.row is not None else ""


def _line(painter: QPainter, box: QRect, words: str, metrics: QFontMetrics) -> None:
    told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter, told)
