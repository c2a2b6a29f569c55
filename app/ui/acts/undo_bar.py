"""Says what was done just now, and takes it back, or leads on, for as long as that is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

translate = QCoreApplication.translate

SHOWN_MS = 12_000
_UP = 18


class _Said(NamedTuple):
    name: int
    words: str
    take_back: Callable[[], object] | None
    press: str


class UndoBar(QFrame):
    """Floats at the lower edge of its parent; Ctrl+Z presses its button.

    What was done shortly before comes back when the last of it was taken back: pressed again, the
    key takes that back, too.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undo")
        self._around = parent
        self._said: list[_Said] = []
        self._offered = 0
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(translate("undo", "Undo"))
        self.button.setAccessibleName(translate("undo", "Undo"))
        self.button.setProperty("look", "link")
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(self.told)
        row.addWidget(self.button)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(SHOWN_MS)
        self._end.timeout.connect(self._over)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), parent).activated.connect(
            self.button.click
        )
        parent.installEventFilter(self)
        self.hide()

    def offer(self, words: str, take_back: Callable[[], object] | None, press: str = "") -> int:
        """Say `words`; `take_back` is what undoes it, None when nothing does.

        With `press` the button says that, and does not undo.

        Returns:
            What names these words for `withdraw`.
        """
        self._offered += 1
        self._said.append(_Said(self._offered, words, take_back, press))
        self._tell()
        return self._offered

    def withdraw(self, offered: int) -> None:
        """Say that no more."""
        self._said = [each for each in self._said if each.name != offered]
        self._tell()

    def says(self, offered: int) -> bool:
        """Whether that is still said, or comes back when what was done after it is taken back."""
        return any(each.name == offered for each in self._said)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while somebody points at it."""
        super().enterEvent(event)
        self._end.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Go a while later."""
        super().leaveEvent(event)
        self._end.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep its place when the page has another size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        """Say what was done last; nothing when there is nothing."""
        if not self._said:
            self._over()
            return
        said = self._said[-1]
        self.told.setText(said.words)
        self.setAccessibleName(said.words)
        undo = translate("undo", "Undo")
        self.button.setText(said.press or undo)
        self.button.setAccessibleName(said.press or undo)
        self.button.setToolTip(
            translate("undo", "{what} (Ctrl+Z)").format(what=undo) if not said.press else ""
        )
        self.button.setVisible(said.take_back is not None)
        self.show()
        self._place()
        self._end.start()

    def _over(self) -> None:
        self._said.clear()
        self._end.stop()
        self.hide()

    def _press(self) -> None:
        if not self._said:
            return
        said = self._said.pop()
        while self._said and (self._said[-1].take_back is None or self._said[-1].press):
            # Only what can be taken back comes back.
            self._said.pop()
        self._tell()
        if said.take_back is not None:
            said.take_back()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - _UP)
        self.raise_()
