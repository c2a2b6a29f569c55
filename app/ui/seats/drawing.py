"""Draws the day by seat: hours, seats, bars, and the line of now."""

from __future__ import annotations

from datetime import datetime, tzinfo

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPen

from app.contract.lifecycle import HOLDING, amounts_to
from app.contract.models import Seat
from app.core.changes import BookingRow
from app.core.shift import Shift
from app.ui.glyph import tone_of
from app.ui.seats.lines import HEAD, HIGH, LABEL
from app.ui.seats.scale import Scale
from app.ui.theme import Theme
from app.ui.words import hour_word, student_word

_PAD, _CORNER = 7, 5
_NAMED, _GAP = 26, 6


class Drawing:
    """One painting: what is there from top to bottom, `above` last.

    It holds the painter, so it must not outlive the paint event.
    """

    def __init__(
        self, theme: Theme, painter: QPainter, font: QFont, scale: Scale, zone: tzinfo
    ) -> None:
        self._theme = theme
        self._painter, self._scale, self._zone = painter, scale, zone
        self._plain, self._small, self._bold = QFont(font), QFont(font), QFont(font)
        self._small.setPointSizeF(font.pointSizeF() * 0.86)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._metrics, self._bold_metrics = QFontMetrics(self._small), QFontMetrics(self._bold)

    def seat(self, top: int, width: int, seat: Seat, *, chosen: bool) -> None:
        """A seat's line, as yet without bars."""
        painter, theme = self._painter, self._theme
        if chosen:
            painter.fillRect(QRectF(0, top, width, HIGH), theme.color("selected"))
        elif not seat.available:
            painter.fillRect(QRectF(LABEL, top, width - LABEL, HIGH), theme.color("plain_soft"))
        for hour, _ in self._scale.hours():
            x = round(self._scale.x(hour)) + 0.5
            painter.setPen(QPen(theme.color("border"), 1))
            painter.drawLine(QLineF(x, top, x, top + HIGH))
        painter.setPen(QPen(theme.color("border"), 1))
        painter.drawLine(QLineF(0, top + HIGH - 0.5, width, top + HIGH - 0.5))
        painter.setFont(self._bold)
        painter.setPen(theme.color("text" if seat.available else "disabled"))
        box = QRectF(10, top, LABEL - 14, HIGH)
        self._text(box, seat.label, self._bold_metrics)

    def bar(self, box: QRectF, row: BookingRow, now: datetime, *, chosen: bool) -> None:
        """A booking."""
        painter, theme, booking = self._painter, self._theme, row.booking
        state = amounts_to(booking.status, booking.ends_at, now)
        tone = "warn" if row.pending else tone_of(state)
        painter.setPen(QPen(theme.color("accent" if chosen else tone), 2.0 if chosen else 1.0))
        painter.setBrush(theme.color(f"{tone}_soft"))
        # What is over is there to be looked at, and no more.
        painter.setOpacity(1.0 if chosen or state in HOLDING else 0.6)
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        if box.width() > _NAMED:
            painter.setFont(self._small)
            painter.setPen(theme.color("text"))
            inner = box.adjusted(_PAD, 0, -_PAD, 0)
            self._text(inner, student_word(booking.student_name), self._metrics)
        painter.setOpacity(1.0)

    def ghost(self, box: QRectF, shift: Shift, words: str) -> None:
        """Where a bar that is carried would be, with the time that is."""
        painter, theme = self._painter, self._theme
        tone = "good" if shift.why is None else "bad"
        painter.setPen(QPen(theme.color(tone), 2, Qt.PenStyle.DashLine))
        painter.setBrush(theme.color(f"{tone}_soft"))
        painter.setOpacity(0.9)
        painter.drawRoundedRect(box, _CORNER, _CORNER)
        painter.setOpacity(1.0)
        painter.setFont(self._small)
        painter.setPen(theme.color(tone))
        self._text(box.adjusted(_PAD, 0, -_PAD, 0), words, self._metrics)

    def above(self, width: int, height: int, now: datetime, moment: datetime | None) -> None:
        """The hours at the upper edge, and the lines of now and of the moment looked at."""
        painter, theme, scale = self._painter, self._theme, self._scale
        painter.fillRect(QRectF(0, 0, width, HEAD), theme.color("surface"))
        painter.setFont(self._small)
        right = 0.0
        for hour, named in scale.hours():
            x = scale.x(hour)
            if named and x < width - 20:
                painter.setPen(theme.color("muted"))
                local = hour.astimezone(self._zone)
                words = hour_word(local.hour, local.minute)
                wide = self._metrics.horizontalAdvance(words)
                left = max(float(LABEL), min(x - wide / 2, width - wide - 2.0))
                # The first name is moved to the right, where the next one may stand.
                if left >= right:
                    painter.drawText(QPointF(left, HEAD - 9), words)
                    right = left + wide + _GAP
        painter.setPen(QPen(theme.color("border_strong"), 1))
        painter.drawLine(QLineF(0, HEAD - 0.5, width, HEAD - 0.5))
        if scale.span.since <= now < scale.span.until:
            self._line(scale.x(now), height, "accent", Qt.PenStyle.SolidLine)
        if moment is not None and scale.span.since <= moment < scale.span.until:
            self._line(scale.x(moment), height, "away", Qt.PenStyle.DashLine)

    def _line(self, x: float, height: int, tint: str, style: Qt.PenStyle) -> None:
        painter = self._painter
        painter.setPen(QPen(self._theme.color(tint), 1.6, style))
        painter.drawLine(QLineF(x, HEAD - 4, x, height))
        mark = QPainterPath(QPointF(x - 5, HEAD - 9))
        mark.lineTo(x + 5, HEAD - 9)
        mark.lineTo(x, HEAD - 2)
        painter.fillPath(mark, self._theme.color(tint))

    def _text(self, box: QRectF, words: str, metrics: QFontMetrics) -> None:
        told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, int(box.width()) + 1)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        self._painter.drawText(box, side, told)
