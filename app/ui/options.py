"""A row of buttons of which one is chosen; arrow keys go from one to the next."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

T = TypeVar("T")


class _Option(QPushButton):
    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter is the question's way on: it is chosen already, whatever the desktop's habit is."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            event.ignore()
        else:
            super().keyPressEvent(event)


class _Row(QWidget):
    changed = Signal()


class Options(_Row, Generic[T]):
    """`changed` when another one is chosen; the first is until then."""

    def __init__(self, name: str, offered: Iterable[tuple[T, str]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.buttons: dict[T, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for value, words in offered:
            button = _Option(words)
            button.setProperty("look", "option")
            button.setAccessibleName(words)
            button.setAccessibleDescription(name)
            button.setCheckable(True)
            button.setAutoExclusive(True)
            button.setAutoDefault(False)
            button.toggled.connect(self._toggled)
            self.buttons[value] = button
            row.addWidget(button)
        self.choose(next(iter(self.buttons)))

    def value(self) -> T:
        """What is chosen."""
        return next(value for value, button in self.buttons.items() if button.isChecked())

    def choose(self, value: T) -> None:
        """Choose one of them."""
        self.buttons[value].setChecked(True)
        # Tab comes to the one that is chosen, and arrows go on from there.
        self.setFocusProxy(self.buttons[value])

    def _toggled(self, on: bool) -> None:
        if on:
            self.setFocusProxy(self.buttons[self.value()])
            self.changed.emit()
