"""Draws the tray's icon: the mark, the state by colour and shape, and the unread count."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from app.ui.tray_icon import TrayState, badge_text

_GROUND = {
    TrayState.LIVE: "#2f5be0",
    TrayState.QUIET: "#2f5be0",
    TrayState.RECONNECTING: "#c77700",
    TrayState.OFFLINE: "#6b7483",
    TrayState.BLIND: "#b3202c",
}
_LIGHT = "#ffd056"
_BADGE = "#d92332"
_GRID = 22.0


def tray_image(state: TrayState, unread: int, size: int) -> QImage:
    """The icon as an image of `size` pixels square."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.scale(size / _GRID, size / _GRID)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(_GROUND[state]))
    painter.drawRoundedRect(QRectF(0.6, 0.6, 20.8, 20.8), 5.4, 5.4)
    text = badge_text(unread)
    if state is TrayState.QUIET:
        _moon(painter)
    elif state is TrayState.RECONNECTING:
        _circling(painter)
    elif state is TrayState.BLIND:
        _warning(painter, x=7.0 if text else 11.0)
    else:
        _lamp(painter, lit=state is TrayState.LIVE)
    if state is TrayState.OFFLINE:
        _slash(painter)
    if text:
        _badge(painter, text)
    painter.end()
    return image


def _pen(color: str, width: float) -> QPen:
    pen = QPen(QColor(color), width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _polygon(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath(QPointF(*points[0]))
    for point in points[1:]:
        path.lineTo(QPointF(*point))
    return path


def _lamp(painter: QPainter, *, lit: bool) -> None:
    if lit:
        cone = _polygon((11.4, 9.6), (9.8, 17.2), (18.6, 17.2), (16.4, 7.8))
        painter.fillPath(cone, QColor(_LIGHT))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#ffffff", 1.7))
    painter.drawPath(_polygon((6.8, 17.2), (5.0, 11.4), (10.4, 7.0)))
    painter.drawPath(_polygon((3.8, 17.2), (18.4, 17.2)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    head = QPainterPath(QPointF(9.8, 10.4))
    head.cubicTo(8.0, 5.0, 15.2, 2.6, 17.2, 7.7)
    head.closeSubpath()
    painter.drawPath(head)


def _circling(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen("#ffffff", 2.0))
    painter.drawArc(QRectF(5.4, 5.4, 11.2, 11.2), 50 * 16, 285 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawPath(_polygon((12.6, 9.6), (18.4, 9.9), (16.9, 4.3), (12.6, 9.6)))


def _moon(painter: QPainter) -> None:
    disc, bite = QPainterPath(), QPainterPath()
    disc.addEllipse(QPointF(10.6, 11.4), 6.6, 6.6)
    bite.addEllipse(QPointF(13.9, 8.6), 5.7, 5.7)
    painter.fillPath(disc.subtracted(bite), QColor("#ffffff"))


def _slash(painter: QPainter) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(_pen(_GROUND[TrayState.OFFLINE], 4.6))
    painter.drawPath(_polygon((4.6, 4.6), (17.6, 17.6)))
    painter.setPen(_pen("#ffffff", 1.9))
    painter.drawPath(_polygon((4.6, 4.6), (17.6, 17.6)))


def _warning(painter: QPainter, x: float) -> None:
    """An exclamation mark around `x`."""
    painter.setBrush(QColor("#ffffff"))
    painter.drawPath(
        _polygon((x - 1.7, 4.0), (x + 1.7, 4.0), (x + 1.1, 12.6), (x - 1.1, 12.6), (x - 1.7, 4.0))
    )
    painter.drawEllipse(QPointF(x, 16.6), 1.8, 1.8)


def _badge(painter: QPainter, text: str) -> None:
    width = 12.6 if len(text) == 1 else 15.4
    box = QRectF(_GRID - width, _GRID - 12.6, width, 12.6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#ffffff"))
    painter.drawRoundedRect(box, 6.3, 6.3)
    painter.setBrush(QColor(_BADGE))
    inner = box.adjusted(1.0, 1.0, -1.0, -1.0)
    painter.drawRoundedRect(inner, 5.3, 5.3)
    font = QFont()
    font.setPixelSize(10)
    font.setWeight(QFont.Weight.Black if len(text) == 1 else QFont.Weight.Bold)
    painter.setFont(font)
    painter.setPen(QColor("#ffffff"))
    painter.drawText(inner.adjusted(-2, -2, 2, 2), Qt.AlignmentFlag.AlignCenter, text)
