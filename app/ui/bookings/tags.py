"""The limits that hold for the list, as tags: pressing one takes it away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.bookings.narrowing import Narrowing
from app.ui.bookings.narrowing_words import parts
from app.ui.theme import Theme

translate = QCoreApplication.translate

_WIDEST = 220


class Tags(QWidget):
    """`narrowed(Narrowing)` when one is pressed; hidden while there is none."""

    narrowed = Signal(object)

    def __init__(self, theme: Theme, margin: int) -> None:
        super().__init__()
        self._theme = theme
        self._told: list[tuple[str, Narrowing]] = []
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(margin, 0, margin, 8)
        self._row.setSpacing(6)
        self._row.addStretch()
        self.setMinimumWidth(1)
        self.hide()

    def tell(self, narrowing: Narrowing) -> None:
        """Show what holds."""
        told = parts(narrowing)
        if told == self._told:
            return
        self._told = told
        # The one that was pressed is no more; the keyboard goes on from its neighbour.
        focused = next((n for n, each in enumerate(self.buttons) if each.hasFocus()), -1)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = [self._tag(words, without) for words, without in told]
        for place, button in enumerate(self.buttons):
            self._row.insertWidget(place, button)
        self.setVisible(bool(told))
        if focused >= 0 and self.buttons:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus()

    def _tag(self, words: str, without: Narrowing) -> QPushButton:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, _WIDEST)
        button = QPushButton(shown.replace("&", "&&"))
        button.setProperty("look", "tag")
        button.setAccessibleName(
            translate("filter", "{what}; press to take this limit away").format(what=words)
        )
        button.setToolTip(button.accessibleName())
        button.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight
            if self.isRightToLeft()
            else Qt.LayoutDirection.RightToLeft
        )
        self._theme.dress(button, "close", "accent")
        button.setIconSize(QSize(12, 12))
        button.clicked.connect(lambda: self.narrowed.emit(without))
        return button
