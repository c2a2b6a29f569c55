"""What stands above the notices: how many are unread, their kinds, and the search."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import AlertKind
from app.core.notice_rows import NoticeCounts
from app.ui.notices.told import kind_word
from app.ui.theme import Theme
from app.ui.words import number

translate = QCoreApplication.translate

EVERY, UNREAD = "", "unread"
_FIRST = (AlertKind.CREATED, AlertKind.CANCELLED, AlertKind.CHECKIN)
_SEARCH_WIDTH = 240


class NoticeHead(QWidget):
    """`narrowed` when another kind is chosen, or another text; `read_all` is its button."""

    narrowed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setMinimumWidth(1)
        title = QLabel(translate("notices", "Notices"))
        title.setProperty("look", "title")
        self.unread = QLabel()
        self.unread.setProperty("look", "count")
        self.unread.hide()
        self.read_all = QPushButton(translate("notices", "Mark all as read"))
        self.read_all.setAccessibleName(self.read_all.text())
        self.read_all.setProperty("look", "quiet")
        theme.dress(self.read_all, "check-all")
        self.search = QLineEdit()
        self.search.setProperty("look", "search")
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(translate("notices", "Search the notices  (Ctrl+F)"))
        self.search.setAccessibleName(translate("notices", "Search the notices"))
        self.search.textChanged.connect(self.narrowed)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(translate("notices", "Clear the search"))
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.search.setFocus)
        top = QHBoxLayout()
        top.setContentsMargins(24, 16, 16, 4)
        top.setSpacing(10)
        top.addWidget(title)
        top.addWidget(self.unread)
        top.addStretch()
        top.addWidget(self.read_all)
        top.addWidget(self.search, 1)
        self._chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self._row = QHBoxLayout()
        self._row.setContentsMargins(16, 4, 0, 10)
        self._row.setSpacing(3)
        self._row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._row)
        for name in (EVERY, UNREAD, *_FIRST):
            self._chip(name)
        self._chips[EVERY].setChecked(True)

    @property
    def chosen(self) -> str:
        """The kind that is chosen, or EVERY, or UNREAD."""
        return next(name for name, chip in self._chips.items() if chip.isChecked())

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.search.text().strip()

    def chip(self, name: str) -> QPushButton:
        """The button of a kind."""
        return self._chips[name]

    def choose(self, name: str) -> None:
        """Choose a kind."""
        self._chip(name).click()

    def clear(self) -> None:
        """Look at all of them."""
        self.search.clear()
        self.choose(EVERY)

    def tell(self, counts: NoticeCounts, unread: int) -> None:
        """Show how many there are of each kind, and how many are `unread` whatever is shown."""
        self.unread.setText(translate("words", "%n unread", "", unread))
        self.unread.setVisible(unread > 0)
        self.read_all.setVisible(unread > 0)
        for kind in counts.by_kind:
            self._chip(kind)
        told = {EVERY: counts.total, UNREAD: counts.unread} | counts.by_kind
        for name, chip in self._chips.items():
            count = told.get(name, 0)
            words = _word(name)
            chip.setText(
                translate("notices", "{kind}  {count}").format(kind=words, count=number(count))
            )
            chip.setAccessibleName(chip.text())

    def _chip(self, name: str) -> QPushButton:
        known = self._chips.get(name)
        if known is not None:
            return known
        chip = QPushButton(_word(name))
        chip.setAccessibleName(chip.text())
        chip.setProperty("look", "chip")
        chip.setCheckable(True)
        chip.clicked.connect(self.narrowed)
        self._group.addButton(chip)
        self._row.insertWidget(self._row.count() - 1, chip)
        self._chips[name] = chip
        return chip


def _word(name: str) -> str:
    if name == EVERY:
        return translate("notices", "All")
    return translate("notices", "Unread") if name == UNREAD else kind_word(name)
