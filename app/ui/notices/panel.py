"""The notice that is looked at: all it says, how it was told, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.catalogue import Catalogue
from app.core.changes import AlertRecord
from app.ui.notices.told import way
from app.ui.theme import Theme
from app.ui.words import breakable, number

translate = QCoreApplication.translate

WIDTH = 320


class NoticePanel(QFrame):
    """Its buttons are `open`, `read` and `remove`; `closed` is pressed for the panel itself."""

    closed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
        self.setObjectName("detail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("notices", "Notice"))
        self.kind, self.title, self.words = (_label() for _ in range(3))
        self.kind.setProperty("look", "small")
        self.title.setProperty("look", "title")
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setAccessibleName(translate("notices", "Close the notice"))
        close.setToolTip(translate("notices", "Close (Esc)"))
        theme.dress(close, "close")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self.kind, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        body = QWidget()
        body.setProperty("look", "surface")
        lines = QVBoxLayout(body)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        lines.addWidget(self.title)
        lines.addWidget(self.words)
        lines.addSpacing(8)
        self._way = QGridLayout()
        self._way.setHorizontalSpacing(14)
        self._way.setVerticalSpacing(6)
        self._way.setColumnStretch(1, 1)
        lines.addLayout(self._way)
        lines.addStretch()
        area = QScrollArea()
        area.setProperty("look", "surface")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.open = _button(translate("notices", "Open the booking"), "Return", "primary")
        self.read = _button(translate("notices", "Mark as read"), "R")
        self.remove = _button(translate("notices", "Delete"), "Del", "danger")
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 14, 18)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(area, 1)
        for button in (self.open, self.read, self.remove):
            column.addWidget(button)

    def tell(self, record: AlertRecord, zone: tzinfo, now: datetime) -> None:
        """Show one notice."""
        alert = record.alert
        self.kind.setText(self._catalogue.of(alert.kind).kind)
        self.title.setText(breakable(alert.title))
        self.words.setText(breakable(alert.body))
        self._tell_way(way(record, zone, now))
        self.open.setVisible(alert.booking_id is not None)
        self.read.setVisible(record.acknowledged_at is None)
        self.remove.setText(translate("notices", "Delete"))

    def tell_several(self, count: int, unread: int) -> None:
        """Show that several are chosen, so many of them unread."""
        self.kind.setText("")
        self.title.setText(translate("words", "%n notices", "", count))
        self.words.setText(translate("words", "%n unread", "", unread) if unread else "")
        self._empty_way()
        self.open.hide()
        self.read.setVisible(unread > 0)
        self.remove.setText(translate("notices", "Delete {count}").format(count=number(count)))

    def told_way(self) -> list[tuple[str, str]]:
        """The stations that are shown."""
        cells = [self._way.itemAt(place) for place in range(self._way.count())]
        shown = [cell.widget() for cell in cells if cell is not None]
        words = [each.text() for each in shown if isinstance(each, QLabel)]
        return list(zip(words[::2], words[1::2], strict=True))

    def _tell_way(self, wanted: Sequence[tuple[str, str]]) -> None:
        if wanted == self.told_way():
            return
        self._empty_way()
        for place, (name, words) in enumerate(wanted):
            station, when = _label(name), _label(words)
            station.setProperty("look", "muted")
            top = Qt.AlignmentFlag.AlignTop
            self._way.addWidget(station, place, 0, top)
            self._way.addWidget(when, place, 1, top)

    def _empty_way(self) -> None:
        while (item := self._way.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


def _label(words: str = "") -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _button(words: str, key: str, look: str = "") -> QPushButton:
    button = QPushButton(words)
    button.setAccessibleName(words)
    button.setToolTip(translate("notices", "{what} ({key})").format(what=words, key=key))
    button.setProperty("look", look)
    return button
