"""What a list says when it has nothing to show: in words, with what to press."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.ui.glyph import Glyph
from app.ui.theme import Theme


class EmptyState(QWidget):
    """An icon, a title, a sentence, and perhaps a button."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._glyph = Glyph(theme, "bookings", 40, "disabled")
        self.title = QLabel()
        self.title.setProperty("look", "heading")
        self.words = QLabel()
        self.words.setProperty("look", "muted")
        self.words.setWordWrap(True)
        self.words.setFixedWidth(340)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton()
        column = QVBoxLayout(self)
        column.setSpacing(8)
        column.addStretch(2)
        for widget in (self._glyph, self.title):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        # Not by alignment, which would forget that wrapped words need more height.
        middle = QHBoxLayout()
        middle.addStretch()
        middle.addWidget(self.words)
        middle.addStretch()
        column.addLayout(middle)
        for label in (self.title, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addSpacing(6)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)

    def tell(self, icon: str, title: str, words: str, button: str = "") -> None:
        """Say `title` and `words`; no button when its text is empty."""
        self._glyph.show_icon(icon, "disabled")
        self.title.setText(title)
        self.words.setText(words)
        self.button.setText(button)
        self.button.setAccessibleName(button or title)
        self.button.setVisible(bool(button))
