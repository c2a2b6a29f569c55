"""A sheet of bookings to print, as PDF: for the desk when the power goes, or to be signed."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import (
    QBuffer,
    QCoreApplication,
    QIODevice,
    QLineF,
    QLocale,
    QMarginsF,
    QRectF,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter

from app.core.whole_file import writing
from app.ui.words import locale, number

translate = QCoreApplication.translate

_DPI = 300
_MM = _DPI / 25.4
_HEAD, _ROW, _FOOT = 24 * _MM, 7.4 * _MM, 9 * _MM
_PAD, _TICK = 1.4 * _MM, 6 * _MM
_INK, _GREY, _LINE = QColor("#14181f"), QColor("#5a6472"), QColor("#c4cbd6")


class Column(msgspec.Struct, frozen=True):
    """A column: its name, its share of the width, and whether its words stand at the far side."""

    name: str
    share: float
    far: bool = False


class Sheet(msgspec.Struct, frozen=True, kw_only=True):
    """What is printed: a row of cells for each booking; an empty box stands at its end to tick."""

    title: str
    below: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    end: str
    footer: str


def write(path: Path, sheet: Sheet) -> int:
    """Write the sheet as PDF on the paper of the person's country; how many pages it has.

    Raises:
        NotWritten: the folder or the disk does not take it.
    """
    made, pages = _made(sheet)
    with writing(path) as file:
        file.write(made)
    return pages


def widths(needed: Sequence[float], shares: Sequence[float], room: float) -> list[float]:
    """How wide columns are that share the room: no wider than they need while another is cut.

    Those that need less than their share get what they need, and the others share the rest. What
    nobody needs is shared by all.
    """
    given, cut = dict[int, float](), set(range(len(needed)))
    left = room
    while True:
        whole = sum(shares[place] for place in cut)
        content = {place for place in cut if needed[place] * whole <= left * shares[place]}
        if not content:
            break
        given |= {place: needed[place] for place in content}
        left -= sum(needed[place] for place in content)
        cut -= content
    open_ones = cut or set(range(len(needed)))
    whole = sum(shares[place] for place in open_ones)
    return [
        given.get(place, 0.0) + (left * shares[place] / whole if place in open_ones else 0.0)
        for place in range(len(needed))
    ]


def _made(sheet: Sheet) -> tuple[bytes, int]:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(sheet.title)
    letter = locale().measurementSystem() is QLocale.MeasurementSystem.ImperialUSSystem
    paper = QPageSize.PageSizeId.Letter if letter else QPageSize.PageSizeId.A4
    writer.setPageSize(QPageSize(paper))
    writer.setPageMargins(QMarginsF(12, 12, 12, 12), QPageLayout.Unit.Millimeter)
    painter = QPainter(writer)
    pages = _Pages(painter, QRectF(0, 0, writer.width(), writer.height()), sheet)
    for page in range(pages.count):
        if page:
            writer.newPage()
        pages.draw(page)
    painter.end()
    return bytes(buffer.data().data()), pages.count


class _Pages:
    """Draws one page after another."""

    def __init__(self, painter: QPainter, area: QRectF, sheet: Sheet) -> None:
        self._painter, self._area, self._sheet = painter, area, sheet
        self._plain, self._bold, self._large, self._small = (QFont() for _ in range(4))
        for font, points in (
            (self._plain, 9.0), (self._bold, 9.0), (self._large, 17), (self._small, 8.5),
        ):  # fmt: skip
            font.setPointSizeF(points)
        self._bold.setWeight(QFont.Weight.DemiBold)
        self._large.setWeight(QFont.Weight.DemiBold)
        shares = [column.share for column in sheet.columns]
        self._widths = widths(self._needed(), shares, area.width() - _TICK)
        room = area.height() - _HEAD - _FOOT - _ROW
        # One row of room behind the last booking is for what they come to.
        self._fit = max(1, int(room / _ROW) - 1)
        self.count = max(1, math.ceil(len(sheet.rows) / self._fit))

    def draw(self, page: int) -> None:
        """Draw a page, counted from 0."""
        sheet = self._sheet
        self._draw_head()
        top = self._area.top() + _HEAD
        self._draw_cells(top, [column.name for column in sheet.columns], self._bold, _GREY)
        first = page * self._fit
        shown = sheet.rows[first : first + self._fit]
        for place, row in enumerate(shown, start=1):
            self._draw_cells(top + place * _ROW, row, self._plain, _INK, box=True)
        if page == self.count - 1:
            below = top + (len(shown) + 1) * _ROW
            self._text(
                QRectF(self._area.left(), below, self._area.width(), _ROW),
                sheet.end,
                self._bold,
                _INK,
            )
        self._draw_foot(page)

    def _needed(self) -> list[float]:
        """How wide the words of each column are."""
        metrics = QFontMetricsF(self._bold, self._painter.device())
        rows = [tuple(column.name for column in self._sheet.columns), *self._sheet.rows]
        return [
            max(metrics.horizontalAdvance(words) for words in cells) + 2 * _PAD
            for cells in zip(*rows, strict=True)
        ]

    def _draw_head(self) -> None:
        area, sheet = self._area, self._sheet
        self._text(
            QRectF(area.left(), area.top(), area.width(), 11 * _MM), sheet.title, self._large, _INK
        )
        below = QRectF(area.left(), area.top() + 11 * _MM, area.width(), 7 * _MM)
        self._text(below, sheet.below, self._plain, _GREY)

    def _draw_foot(self, page: int) -> None:
        area = self._area
        box = QRectF(area.left(), area.bottom() - _FOOT, area.width(), _FOOT)
        told = translate("sheet", "Page {page} of {count}").format(
            page=number(page + 1), count=number(self.count)
        )
        self._text(box, self._sheet.footer, self._small, _GREY)
        self._text(box, told, self._small, _GREY, far=True)

    def _draw_cells(
        self, top: float, cells: Sequence[str], font: QFont, ink: QColor, *, box: bool = False
    ) -> None:
        area, columns = self._area, self._sheet.columns
        x = area.left()
        for column, words, wide in zip(columns, cells, self._widths, strict=True):
            self._text(QRectF(x, top, wide - _PAD, _ROW), words, font, ink, far=column.far)
            x += wide
        self._painter.setPen(_LINE)
        self._painter.drawLine(QLineF(area.left(), top + _ROW, area.right(), top + _ROW))
        if box:
            side = 3.6 * _MM
            self._painter.setPen(_GREY)
            self._painter.drawRect(QRectF(area.right() - side, top + (_ROW - side) / 2, side, side))

    def _text(
        self, box: QRectF, words: str, font: QFont, ink: QColor, *, far: bool = False
    ) -> None:
        painter = self._painter
        painter.setFont(font)
        painter.setPen(ink)
        metrics = QFontMetricsF(font, painter.device())
        told = metrics.elidedText(words, Qt.TextElideMode.ElideRight, box.width())
        side = Qt.AlignmentFlag.AlignRight if far else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, told)
