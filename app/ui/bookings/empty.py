"""What a list says when it has nothing to show: in words, with what to press."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.link_state import LinkState
from app.ui.bookings.groups import Group, group_word
from app.ui.bookings.look import Look
from app.ui.bookings.narrowing_words import parts
from app.ui.glyph import Glyph
from app.ui.theme import Theme

translate = QCoreApplication.translate


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

    def explain(self, state: LinkState, look: Look, *, begun: bool, settled: bool) -> None:
        """Say why a list of what is looked at is empty.

        `begun` as in `DeskStatus`; `settled` means that it is known to be empty, and not still
        being read.
        """
        if settled and not look.everything:
            self.tell(
                "search",
                translate("bookings", "Nothing matches"),
                _no_match_words(look),
                translate("bookings", "Clear filter")
                if look.limited
                else translate("bookings", "Clear search"),
            )
        elif settled and state in {LinkState.LIVE, LinkState.DEGRADED}:
            self.tell(
                "bookings",
                translate("bookings", "No bookings yet"),
                translate("bookings", "They appear here the moment a student books."),
            )
        elif not begun:
            self.tell(
                "warning",
                translate("bookings", "The desk cannot begin yet"),
                translate(
                    "bookings",
                    "What keeps it from that stands at the top of this window. "
                    "It tries again every few seconds, and goes on by itself.",
                ),
            )
        elif state is LinkState.SIGNED_OUT:
            self.tell(
                "sign-out",
                translate("bookings", "You are signed out"),
                translate("bookings", "The bookings are shown as soon as somebody signs in."),
            )
        elif state is LinkState.CONNECTING or not settled:
            self.tell(
                "refresh",
                translate("bookings", "Fetching the bookings…"),
                translate("bookings", "This takes a moment after a start."),
            )
        else:
            self.tell(
                "bookings",
                translate("bookings", "No bookings here yet"),
                translate(
                    "bookings",
                    "They are fetched as soon as the server can be reached. "
                    "The desk keeps trying by itself.",
                ),
            )


def _no_match_words(look: Look) -> str:
    text, group = look.text.strip(), look.group
    limited = group is None or bool(parts(look.narrowing))
    if text and (limited or look.view.name):
        return translate(
            "bookings", "No booking that is shown with this filter has “{text}” in it."
        ).format(text=text)
    if look.view.name:
        return translate("bookings", "There is no booking under “{group}”.").format(
            group=look.view.name
        )
    if limited or group is None:
        return translate("bookings", "No booking fits this filter.")
    told = group_word(group)
    if text and group is not Group.ALL:
        return translate("bookings", "No booking under “{group}” has “{text}” in it.").format(
            group=told, text=text
        )
    if text:
        return translate(
            "bookings", "No booking has “{text}” as name, phone, code or seat."
        ).format(text=text)
    return translate("bookings", "There is no booking under “{group}”.").format(group=told)
