"""How full the day is by the hour, beside the same day a week ago, as a picture."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.day import Hour
from app.ui.theme import Theme
from app.ui.today.told import hour_words, picture_words
from app.ui.words import hour_word, number

translate = QCoreApplication.translate

_TOP, _BELOW, _LEFT, _RIGHT = 10, 22, 34, 14
_GAP, _CORNER = 3, 3
_LABEL_ROOM = 46
_FIRST, _LAST = 8, 20
"""Hours of the day that are shown even when nobody is there."""


class Picture(QWidget):
    """Bars for today, those of hours to come lighter, and steps for a week ago."""

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._theme, self._now = theme, now
        self._hours: tuple[Hour, ...] = ()
        self._seats, self._instead = 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(110)
        self.setAccessibleName(translate("today", "Seats held by the hour"))

    @property
    def hours(self) -> tuple[Hour, ...]:
        """The hours shown."""
        return self._hours

    def tell(self, hours: Sequence[Hour], seats: int, instead: str = "") -> None:
        """Show a day of a library with so many seats, or say `instead` why there is none."""
        shown = _shown(hours)
        if (shown, seats, instead) == (self._hours, self._seats, self._instead):
            # The bar of the present hour moves on with the clock all the same.
            self.update()
            return
        self._hours, self._seats, self._instead = shown, seats, instead
        self.setAccessibleDescription(instead or picture_words(shown, seats))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Some height; more when there is."""
        return QSize(260, 170)

    def event(self, event: QEvent) -> bool:
        """Tell the hour below the pointer."""
        if isinstance(event, QHelpEvent):
            hour = self._hour_at(event.pos().x())
            QToolTip.showText(
                event.globalPos(), hour_words(hour, self._seats) if hour is not None else "", self
            )
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = painter.font()
        font.setPointSizeF(font.pointSizeF() * 0.85)
        painter.setFont(font)
        if self._instead:
            painter.setPen(self._theme.color("muted"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._instead)
            return
        top = self._top()
        self._draw_scale(painter, top)
        for place, hour in enumerate(self._hours):
            self._draw_hour(painter, place, hour, top)
        self._draw_week_ago(painter, top)
        if not any(hour.held or hour.before for hour in self._hours):
            painter.setPen(self._theme.color("muted"))
            nobody = picture_words(self._hours, self._seats)
            painter.drawText(self._area(), Qt.AlignmentFlag.AlignCenter, nobody)

    def _area(self) -> QRectF:
        return QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _BELOW)

    def _top(self) -> int:
        """The number at the upper edge: all seats, if the day comes anywhere near."""
        most = max((max(hour.held, hour.before) for hour in self._hours), default=0.0)
        if self._seats and most >= self._seats / 3:
            return max(self._seats, math.ceil(most))
        return max(4, 2 * math.ceil(most / 2))

    def _box(self, place: int, count: float, top: int) -> QRectF:
        area = self._area()
        wide = area.width() / max(1, len(self._hours))
        high = area.height() * min(1.0, count / top)
        left = area.left() + place * wide
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = area.right() - (place + 1) * wide
        return QRectF(left, area.bottom() - high, wide, high)

    def _draw_scale(self, painter: QPainter, top: int) -> None:
        area = self._area()
        for count in (0, top / 2, top):
            y = round(area.bottom() - area.height() * count / top) + 0.5
            painter.setPen(QPen(self._theme.color("border"), 1))
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
            if count == int(count):
                painter.setPen(self._theme.color("muted"))
                painter.drawText(
                    QRectF(0, y - 9, _LEFT - 7, 18),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                    number(int(count)),
                )

    def _draw_hour(self, painter: QPainter, place: int, hour: Hour, top: int) -> None:
        now = self._now()
        box = self._box(place, hour.held, top).adjusted(_GAP / 2, 0, -_GAP / 2, 0)
        is_now = hour.starts_at <= now < hour.ends_at
        color = QColor(self._theme.color("accent"))
        if hour.starts_at > now:
            color.setAlphaF(0.38)
        elif not is_now:
            color.setAlphaF(0.75)
        if box.height() > 0:
            path = QPainterPath()
            path.setFillRule(Qt.FillRule.WindingFill)
            # Round above, square below, where it stands.
            path.addRoundedRect(box, _CORNER, _CORNER)
            path.addRect(box.adjusted(0, min(box.height(), _CORNER), 0, 0))
            painter.fillPath(path, color)
        room = self._area().width() / max(1, len(self._hours))
        every = max(1, math.ceil(_LABEL_ROOM / max(1.0, room)))
        if place % every == 0 or is_now:
            painter.setPen(self._theme.color("text" if is_now else "muted"))
            if is_now or not self._near_now(place, every):
                self._draw_label(painter, place, hour)

    def _near_now(self, place: int, every: int) -> bool:
        """Whether the label of the present hour would stand on this one's."""
        now = self._now()
        return any(
            abs(other - place) < every and hour.starts_at <= now < hour.ends_at
            for other, hour in enumerate(self._hours)
            if other != place
        )

    def _draw_label(self, painter: QPainter, place: int, hour: Hour) -> None:
        box = self._box(place, 0, 1)
        painter.drawText(
            QRectF(box.center().x() - _LABEL_ROOM, box.bottom() + 3, 2 * _LABEL_ROOM, 18),
            Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
            hour_word(hour.hour, hour.minute),
        )

    def _draw_week_ago(self, painter: QPainter, top: int) -> None:
        if not any(hour.before for hour in self._hours):
            return
        pen = QPen(self._theme.color("text"), 1.6, Qt.PenStyle.SolidLine)
        pen.setDashPattern([3, 2])
        painter.setPen(pen)
        points: list[QPointF] = []
        for place, hour in enumerate(self._hours):
            box = self._box(place, hour.before, top)
            near, far = box.topLeft(), box.topRight()
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                near, far = far, near
            points += [near, far]
        painter.drawPolyline(points)

    def _hour_at(self, x: int) -> Hour | None:
        return next(
            (
                hour
                for place, hour in enumerate(self._hours)
                if self._box(place, 0, 1).left() <= x < self._box(place, 0, 1).right()
            ),
            None,
        )


class Key(QWidget):
    """What bars and steps stand for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._parts = (translate("today", "Today"), translate("today", "A week ago"))
        self.setAccessibleName(", ".join(self._parts))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as its words."""
        metrics = self.fontMetrics()
        return QSize(
            sum(metrics.horizontalAdvance(part) + 36 for part in self._parts), metrics.height() + 4
        )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, middle = 0, self.height() / 2
        for place, part in enumerate(self._parts):
            if place == 0:
                painter.fillRect(QRectF(x, middle - 5, 10, 10), self._theme.color("accent"))
            else:
                pen = QPen(self._theme.color("text"), 1.6)
                pen.setDashPattern([3, 2])
                painter.setPen(pen)
                painter.drawLine(QPointF(x, middle), QPointF(x + 16, middle))
            painter.setPen(self._theme.color("muted"))
            wide = painter.fontMetrics().horizontalAdvance(part)
            painter.drawText(
                QRectF(x + 20, 0, wide + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, part
            )
            x += wide + 36


def _shown(hours: Sequence[Hour]) -> tuple[Hour, ...]:
    """The hours in which anything is held, and those of an ordinary day."""
    places = [
        place
        for place, hour in enumerate(hours)
        if hour.held or hour.before or _FIRST <= hour.hour < _LAST
    ]
    return tuple(hours[places[0] : places[-1] + 1]) if places else ()
