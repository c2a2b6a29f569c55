"""Says what was done just now, and takes it back, or leads on, for as long as that is said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

translate = QCoreApplication.translate

SHOWN_MS = 12_000
_UP = 18


class UndoBar(QFrame):
    """Floats at the lower edge of its parent; Ctrl+Z presses its button."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undo")
        self._around = parent
        self._take_back: Callable[[], object] | None = None
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
        self._end.timeout.connect(self.hide)
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
        self._take_back = take_back
        self.told.setText(words)
        self.setAccessibleName(words)
        undo = translate("undo", "Undo")
        self.button.setText(press or undo)
        self.button.setAccessibleName(press or undo)
        self.button.setToolTip(
            translate("undo", "{what} (Ctrl+Z)").format(what=undo) if not press else ""
        )
        self.button.setVisible(take_back is not None)
        self.show()
        self._place()
        self._end.start()
        return self._offered

    def withdraw(self, offered: int) -> None:
        """Say that no more, unless something else is said by now."""
        if offered == self._offered:
            self._take_back = None
            self.hide()

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

    def _press(self) -> None:
        take_back, self._take_back = self._take_back, None
        self.hide()
        if take_back is not None:
            take_back()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - _UP)
        self.raise_()
