"""Paints the cells of a booking: two lines for the student, a pill for the status."""

from __future__ import annotations

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
)
from PySide6.QtGui import QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from app.core.changes import BookingRow
from app.ui.bookings.columns import FAR, Column
from app.ui.bookings.model import BookingModel
from app.ui.glyph import paint_pill, tone_of
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_ROW_LEAST = 46
PAD = 8
_FIRST_PAD = 24
_MUTED = frozenset({Column.KIND, Column.PAYMENT, Column.BOOKED})


class Fonts:
    """The fonts of a row with their metrics, its height, and which side is near."""

    def __init__(self, plain: QFont, *, rtl: bool) -> None:
        size = plain.pointSizeF()
        self.rtl = rtl
        self.plain, self.medium, self.bold = QFont(plain), QFont(plain), QFont(plain)
        self.small, self.pill = QFont(plain), QFont(plain)
        self.medium.setWeight(QFont.Weight.Medium)
        self.bold.setWeight(QFont.Weight.Bold)
        self.small.setPointSizeF(size * 0.9)
        self.pill.setPointSizeF(size * 0.92)
        self.plain_metrics = QFontMetrics(self.plain)
        self.medium_metrics = QFontMetrics(self.medium)
        self.bold_metrics = QFontMetrics(self.bold)
        self.small_metrics = QFontMetrics(self.small)
        self.lines = (self.bold_metrics.height(), self.small_metrics.height())
        self.height = max(_ROW_LEAST, sum(self.lines) + 8)
        left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
        rest = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        self.near = (right if rtl else left) | rest
        self.far = (left if rtl else right) | rest


class RowDelegate(QStyledItemDelegate):
    """A window full of rows is over a hundred cells, painted anew at each arrival.

    So fonts and alignments are made once, and words come from the model without Qt in
    between. `hovered` is the place of the row under the pointer.
    """

    def __init__(self, theme: Theme, model: BookingModel, parent: QObject) -> None:
        super().__init__(parent)
        self._theme, self._model = theme, model
        self._fonts: Fonts | None = None
        self.hovered = -1

    def forget_fonts(self) -> None:
        """Make fonts and sides anew with the next cell."""
        self._fonts = None

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        fonts = self._fonts
        if fonts is None:
            rtl = option.direction == Qt.LayoutDirection.RightToLeft
            fonts = self._fonts = Fonts(option.font, rtl=rtl)
        place, column, area = index.row(), index.column(), option.rect
        row = self._model.row_at(place)
        tint = ""
        if QStyle.StateFlag.State_Selected in option.state:
            tint = "selected"
        elif place == self.hovered:
            tint = "hover"
        elif row is not None and row.unseen:
            tint = "unseen"
        x, width = area.left(), area.width()
        if tint:
            painter.fillRect(area, self._theme.color(tint))
        painter.fillRect(x, area.bottom(), width, 1, self._theme.color("border"))
        if tint == "selected" and column == Column.STUDENT:
            edge = x + width - 3 if fonts.rtl else x
            painter.fillRect(edge, area.top(), 3, area.height(), self._theme.color("accent"))
        if row is None:
            return
        words = self._model.words_of(row)[column]
        painter.save()
        # Accents piled upon a letter would reach over the rows above.
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        self._words(painter, area, column, words, row, fonts)
        painter.restore()

    def _words(
        self,
        painter: QPainter,
        area: QRect,
        column: int,
        words: str,
        row: BookingRow,
        fonts: Fonts,
    ) -> None:
        if column == Column.STUDENT:
            self._student(painter, area, words, row, fonts)
        elif column == Column.STATUS:
            tone = "warn" if row.pending else tone_of(self._model.state_of(row))
            painter.setFont(fonts.pill)
            box = QRectF(area).adjusted(PAD - 2, 0, -2, 0)
            paint_pill(painter, box, words, tone, self._theme, rtl=fonts.rtl)
        else:
            painter.setFont(fonts.plain)
            side = fonts.far if column in FAR else fonts.near
            inner = area.adjusted(PAD, 0, -PAD, 0)
            shade = "muted" if column in _MUTED else "text"
            self._line(painter, inner, words, shade, fonts.plain_metrics, side)

    def helpEvent(  # noqa: N802 - Qt's name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell as a tooltip what did not fit."""
        column = index.column()
        area = view.visualRect(self._model.index(index.row(), column))
        words = str(index.data() or "")
        room = area.width() - PAD - (_FIRST_PAD if column == Column.STUDENT else PAD)
        cut = QFontMetrics(option.font).horizontalAdvance(words) > room
        if cut and column != Column.STATUS:
            QToolTip.showText(event.globalPos(), words, view, area)
        else:
            QToolTip.hideText()
        return True

    def _student(
        self, painter: QPainter, area: QRect, words: str, row: BookingRow, fonts: Fonts
    ) -> None:
        if row.unseen:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent"))
            x = area.right() - 12 if fonts.rtl else area.left() + 13
            painter.drawEllipse(QPointF(x, area.center().y()), 4, 4)
            painter.restore()
        near, far = (PAD, _FIRST_PAD) if fonts.rtl else (_FIRST_PAD, PAD)
        x, width, top = area.left() + near, area.width() - near - far, area.top()
        name, metrics = fonts.medium, fonts.medium_metrics
        if row.unseen:
            name, metrics = fonts.bold, fonts.bold_metrics
        painter.setFont(name)
        phone = row.booking.student_phone
        if not phone:
            box = QRect(x, top, width, area.height() - 1)
            self._line(painter, box, words, "text", metrics, fonts.near)
            return
        first, second = fonts.lines
        top += (area.height() - first - second) // 2
        self._line(painter, QRect(x, top, width, first), words, "text", metrics, fonts.near)
        painter.setFont(fonts.small)
        box = QRect(x, top + first, width, second)
        self._line(painter, box, phone, "muted", fonts.small_metrics, fonts.near)

    def _line(
        self,
        painter: QPainter,
        box: QRect,
        words: str,
        tint: str,
        metrics: QFontMetrics,
        side: Qt.AlignmentFlag,
    ) -> None:
        painter.setPen(self._theme.color(tint))
        if metrics.horizontalAdvance(words) > box.width():
            words = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, side, words)
