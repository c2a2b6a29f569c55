"""Lines across the top of the window: what is wrong, why, and what to press."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.ui.glyph import Glyph
from app.ui.theme import Theme

translate = QCoreApplication.translate

_LEAST_HEIGHT = 36
_ICONS = {"info": ("info", "accent"), "warn": ("warning", "warn"), "bad": ("warning", "bad")}


class Banner(QFrame):
    """One line; with a button when there is something to press."""

    def __init__(
        self,
        theme: Theme,
        tone: str,
        text: str,
        press: tuple[str, Callable[[], None]] | None,
        dismissed: Callable[[], None] | None,
    ) -> None:
        super().__init__()
        self.setProperty("banner", tone)
        self.setAccessibleName(text)
        row = QHBoxLayout(self)
        # Buttons are higher than a line of words, and lines with one are hardly higher.
        row.setContentsMargins(16, 3, 10, 3)
        self.setMinimumHeight(_LEAST_HEIGHT)
        row.setSpacing(10)
        row.addWidget(Glyph(theme, _ICONS[tone][0], 18, _ICONS[tone][1]))
        self.words = QLabel(text)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        row.addWidget(self.words, 1)
        self.button: QPushButton | None = None
        if press is not None:
            label, pressed = press
            self.button = QPushButton(label)
            self.button.setAccessibleName(label)
            self.button.clicked.connect(lambda _=False: pressed())
            row.addWidget(self.button)
        self.close_button: QToolButton | None = None
        if dismissed is not None:
            self.close_button = close = QToolButton()
            close.setProperty("look", "icon")
            close.setAccessibleName(translate("banners", "Dismiss this message"))
            close.setToolTip(translate("banners", "Dismiss"))
            theme.dress(close, "close")
            close.clicked.connect(lambda _=False: dismissed())
            row.addWidget(close)


class Banners(QFrame):
    """The banners by name, most pressing first; each name is shown once."""

    _ORDER = ("bad", "warn", "info")

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: dict[str, tuple[str, Banner]] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setVisible(False)

    def tell(
        self,
        name: str,
        tone: str,
        text: str,
        *,
        press: tuple[str, Callable[[], None]] | None = None,
        dismissible: bool = False,
        dismissed: Callable[[], None] | None = None,
    ) -> None:
        """Show `text` under `name`, in place of what was told under it; "" takes it away.

        `dismissed` is called when a person takes it away.
        """
        known = self._shown.get(name)
        if known is not None and known[1].words.text() == text and known[0] == tone:
            return
        self.withdraw(name)
        if not text:
            return

        def dismiss() -> None:
            self.withdraw(name)
            if dismissed is not None:
                dismissed()

        banner = Banner(self._theme, tone, text, press, dismiss if dismissible else None)
        rank = self._ORDER.index(tone)
        place = sum(self._ORDER.index(other) <= rank for other, _ in self._shown.values())
        self._column.insertWidget(place, banner)
        self._shown[name] = (tone, banner)
        self.setVisible(True)

    def withdraw(self, name: str) -> None:
        """Take the banner of that name away."""
        known = self._shown.pop(name, None)
        if known is not None:
            self._column.removeWidget(known[1])
            known[1].hide()
            known[1].deleteLater()
        self.setVisible(bool(self._shown))

    def names(self) -> set[str]:
        """The names of the banners shown."""
        return set(self._shown)

    def text(self, name: str) -> str:
        """What the banner of that name says; empty when there is none."""
        known = self._shown.get(name)
        return known[1].words.text() if known is not None else ""

    def banner(self, name: str) -> Banner | None:
        """The banner of that name."""
        known = self._shown.get(name)
        return known[1] if known is not None else None
