"""Paints a notice: what it is about, when, and how it was told."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.core.catalogue import Catalogue
from app.core.changes import AlertRecord
from app.ui.notices.model import NoticeModel
from app.ui.notices.told import how_word
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

_MARGIN, _PAD, _ICON, _DOT = 24, 10, 18, 4
_HEADING_BELOW = 8


class NoticeCell(QStyledItemDelegate):
    """One line for the title, one for the rest; unread ones stand out."""

    def __init__(
        self, theme: Theme, model: NoticeModel, catalogue: Catalogue, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._theme, self._model, self._catalogue = theme, model, catalogue

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's
        """Two lines and some air, for a day as well: the list asks once for all rows."""
        del index
        return QSize(0, 2 * QFontMetrics(option.font).height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        heading = self._model.heading(index.row())
        if heading:
            self._heading(painter, option, heading)
        elif (record := self._model.record(index.row())) is not None:
            self._notice(painter, option, record)
        painter.restore()

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, words: str) -> None:
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(self._theme.color("muted"))
        line = QFontMetrics(font).height()
        area = option.rect.adjusted(_MARGIN, 0, -_MARGIN, -_HEADING_BELOW)
        area.setTop(area.bottom() - line)
        painter.drawText(area, _side(option, near=True), words)

    def _notice(self, painter: QPainter, option: QStyleOptionViewItem, record: AlertRecord) -> None:
        theme, area = self._theme, option.rect
        unread = record.acknowledged_at is None
        state = option.state
        tint = "unseen" if unread else ""
        if QStyle.StateFlag.State_Selected in state:
            tint = "selected"
        elif QStyle.StateFlag.State_MouseOver in state:
            tint = "hover"
        if tint:
            painter.fillRect(area, theme.color(tint))
        painter.fillRect(area.left(), area.bottom(), area.width(), 1, theme.color("border"))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        if unread:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            x = area.right() - 12 if rtl else area.left() + 12
            painter.drawEllipse(QPointF(x, area.center().y()), _DOT, _DOT)
        entry = self._catalogue.of(record.alert.kind)
        x = area.right() - _MARGIN - _ICON if rtl else area.left() + _MARGIN
        theme.icon(entry.icon, entry.tone).paint(
            painter, QRect(x, area.center().y() - _ICON // 2, _ICON, _ICON)
        )
        self._words(painter, option, record, unread=unread)

    def _words(
        self, painter: QPainter, option: QStyleOptionViewItem, record: AlertRecord, *, unread: bool
    ) -> None:
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        area = option.rect
        before, after = _MARGIN + _ICON + 14, _MARGIN - 8
        box = area.adjusted(after if rtl else before, _PAD, -(before if rtl else after), -_PAD)
        title, small = QFont(option.font), QFont(option.font)
        title.setWeight(QFont.Weight.Bold if unread else QFont.Weight.Medium)
        small.setPointSizeF(option.font.pointSizeF() * 0.92)
        lines = (
            (title, "text", record.alert.title, self._model.when(record)),
            (small, "muted", record.alert.body.replace("\n", " · "), how_word(record)),
        )
        height = box.height() // 2
        for place, (font, shade, words, aside) in enumerate(lines):
            line = QRect(box.left(), box.top() + place * height, box.width(), height)
            painter.setFont(small)
            painter.setPen(self._theme.color("muted"))
            painter.drawText(line, _side(option, near=False), aside)
            room = line.width() - QFontMetrics(small).horizontalAdvance(aside) - 16
            painter.setFont(font)
            painter.setPen(self._theme.color(shade))
            told = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, room)
            line.setWidth(room) if not rtl else line.setLeft(line.right() - room)
            painter.drawText(line, _side(option, near=True), told)


def _side(option: QStyleOptionViewItem, *, near: bool) -> Qt.AlignmentFlag:
    rtl = option.direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if near is rtl else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
