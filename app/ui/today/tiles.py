"""The numbers of the day in a row, each to be pressed for what is behind it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.core.day import Day
from app.ui.today.tile import Tile
from app.ui.today.told import (
    due_words,
    free_words,
    here_words,
    late_words,
    leaving_words,
    owed_words,
    paid_words,
)
from app.ui.words import number

translate = QCoreApplication.translate

_IN_A_ROW = 820
"""From this width on all stand in one row."""


class Number(StrEnum):
    """What is counted."""

    LATE = "late"
    DUE = "due"
    HERE = "here"
    LEAVING = "leaving"
    FREE = "free"
    MONEY = "money"


class Tiles(QWidget):
    """`pressed(Number)` asks for what is behind a number."""

    pressed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.tiles = {each: Tile(_name(each), _hint(each)) for each in Number}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._columns = 0
        for each, tile in self.tiles.items():
            tile.clicked.connect(lambda _=False, each=each: self.pressed.emit(each))
        self._arrange(len(Number))

    def tell(self, day: Day, now: datetime, *, lively: bool = False) -> None:
        """Show the numbers of a day; `lively` as of a tile."""
        figures = {
            Number.LATE: (len(day.late), late_words(day, now)),
            Number.DUE: (len(day.due), due_words(day, now)),
            Number.HERE: (len(day.here), here_words(day)),
            Number.LEAVING: (len(day.leaving), leaving_words(day, now)),
            Number.FREE: (day.free, free_words(day)),
        }
        for each, (count, below) in figures.items():
            tone = "away" if each is Number.LATE and count else ""
            self.tiles[each].tell(number(count), below, tone, lively=lively)
        paid, owed = paid_words(day.takings), owed_words(day.takings)
        self.tiles[Number.MONEY].tell(paid, owed, lively=lively)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """In two rows where there is little room."""
        super().resizeEvent(event)
        self._arrange(len(Number) if self.width() >= _IN_A_ROW else len(Number) // 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for place, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, place // columns, place % columns)
        for column in range(len(Number)):
            self._grid.setColumnStretch(column, int(column < columns))


def _name(which: Number) -> str:
    return {
        Number.LATE: translate("today", "Late"),
        Number.DUE: translate("today", "Still to come"),
        Number.HERE: translate("today", "Here"),
        Number.LEAVING: translate("today", "Leaving"),
        Number.FREE: translate("today", "Free seats"),
        Number.MONEY: translate("today", "Paid for today"),
    }[which]


def _hint(which: Number) -> str:
    return {
        Number.LATE: translate("today", "Go to the first who is late"),
        Number.DUE: translate("today", "Go to the next who comes"),
        Number.HERE: translate("today", "Show all who are here"),
        Number.LEAVING: translate("today", "Go to the next who leaves"),
        Number.FREE: translate("today", "Book a free seat"),
        Number.MONEY: translate("today", "Show what is not paid of today’s bookings"),
    }[which]
