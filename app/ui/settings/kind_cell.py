"""Paints a kind of alert: what it is, and how it rings."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

HOW = int(Qt.ItemDataRole.UserRole)
"""The role of the line below the name."""

_PAD, _ICON = 7, 18


class KindCell(QStyledItemDelegate):
    """Two lines beside an icon, each cut to fit."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802, ARG002
        """Two lines and some air."""
        return QSize(0, 2 * QFontMetrics(option.font).height() + 2 * _PAD)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        painter.save()
        area, state = option.rect, option.state
        tint = ""
        if QStyle.StateFlag.State_Selected in state:
            tint = "selected"
        elif QStyle.StateFlag.State_MouseOver in state:
            tint = "hover"
        if tint:
            painter.fillRect(area, self._theme.color(tint))
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        x = area.right() - _PAD - _ICON if rtl else area.left() + _PAD
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            icon.paint(painter, QRect(x, area.center().y() - _ICON // 2, _ICON, _ICON))
        near = 2 * _PAD + _ICON
        box = area.adjusted(_PAD if rtl else near, _PAD, -(near if rtl else _PAD), -_PAD)
        small = QFont(option.font)
        small.setPointSizeF(option.font.pointSizeF() * 0.92)
        height = box.height() // 2
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        lines = (
            (option.font, "text", Qt.ItemDataRole.DisplayRole),
            (small, "muted", HOW),
        )
        for place, (font, shade, role) in enumerate(lines):
            line = QRect(box.left(), box.top() + place * height, box.width(), height)
            words = QFontMetrics(font).elidedText(
                str(index.data(role)), Qt.TextElideMode.ElideRight, line.width()
            )
            painter.setFont(font)
            painter.setPen(self._theme.color(shade))
            painter.drawText(line, flags, words)
        painter.restore()
