"""A number of the day with its name, to be pressed for what is behind it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout

from app.ui.glyph import ElidedLabel
from app.ui.sheet import restyle

translate = QCoreApplication.translate

MOVED_MS = 1_600
_SIDE = 14


class Tile(QPushButton):
    """`clicked` asks for what is behind the number; `hint` says what that is."""

    def __init__(self, name: str, hint: str) -> None:
        super().__init__()
        self.setProperty("look", "tile")
        self.setProperty("moved", False)
        # All of a row are as high as the highest.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        self.setAccessibleName(name)
        self.setAccessibleDescription(hint)
        self._name = name
        title = ElidedLabel(name)
        title.setProperty("look", "small")
        # Sums in several currencies take as many lines; the whole row grows with them.
        self.figure = ElidedLabel(lines=2)
        self.figure.setProperty("look", "figure")
        self.below = ElidedLabel(lines=3)
        self.below.setProperty("look", "small")
        column = QVBoxLayout(self)
        column.setContentsMargins(_SIDE, 10, _SIDE, 10)
        column.setSpacing(1)
        for label in (title, self.figure, self.below):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(label)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(MOVED_MS)
        self._still.timeout.connect(lambda: restyle(self, "moved", False))

    def tell(self, figure: str, below: str, tone: str = "", *, lively: bool = False) -> None:
        """Show a number and the words below it; `tone` is "away" when it asks for somebody.

        A number that is another because something happened, and so `lively`, draws the eye.
        """
        moved = lively and figure != self.figure.whole()
        self.figure.tell(figure)
        self._fit()
        self.below.tell(below)
        restyle(self.figure, "tone", tone)
        told = translate("today", "{name}: {figure}, {below}").format(
            name=self._name, figure=figure, below=below
        )
        self.setAccessibleName(told)
        # The labels may be too narrow for it.
        self.setToolTip(f"{told}\n{self.accessibleDescription()}")
        if moved and self.isVisible():
            restyle(self, "moved", True)
            self._still.start()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A long amount is told in smaller letters rather than cut."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        whole, room = self.figure.whole(), self.width() - 2 * _SIDE
        for look in ("figure", "title", "heading"):
            restyle(self.figure, "look", look)
            self.figure.ensurePolished()
            if self.figure.fontMetrics().horizontalAdvance(whole) <= room:
                return

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its three lines; its width is what there is."""
        layout = self.layout()
        high = layout.sizeHint().height() if layout is not None else 0
        return QSize(120, high)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """It may be narrow: what does not fit is cut."""
        return QSize(96, self.sizeHint().height())
