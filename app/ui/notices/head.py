"""What stands above the notices: how many are unread, their kinds, and the search."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.catalogue import Catalogue
from app.core.changes import AlertKind
from app.core.notice_rows import NoticeCounts
from app.ui.search_line import SearchLine
from app.ui.theme import Theme
from app.ui.words import number

translate = QCoreApplication.translate

EVERY, UNREAD = "", "unread"
_FIRST = (AlertKind.CREATED, AlertKind.CANCELLED, AlertKind.CHECKIN)
_SEARCH_WIDTH, _CHIPS_LEFT, _GAP = 240, 16, 3


class NoticeHead(QWidget):
    """`narrowed` when another kind is chosen, or another text; `read_all` is its button.

    Kinds are by the names that the catalogue has for them: several events may be of one.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme, catalogue: Catalogue) -> None:
        super().__init__()
        self._catalogue = catalogue
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
        self.search = SearchLine()
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
        self._row.setContentsMargins(_CHIPS_LEFT, 4, 0, 10)
        self._row.setSpacing(_GAP)
        self._more = QPushButton(translate("notices", "More"))
        self._more.setAccessibleName(translate("notices", "More kinds"))
        self._more.setProperty("look", "chip")
        self._more.setMenu(QMenu(self._more))
        self._more.hide()
        self._row.addWidget(self._more)
        self._row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(self._row)
        for name in (EVERY, UNREAD, *(catalogue.of(event).kind for event in _FIRST)):
            self._chip(name)
        self._chips[EVERY].setChecked(True)

    def events(self, counts: NoticeCounts) -> frozenset[str]:
        """The events of the kind that is chosen; none where all are wanted."""
        if self.chosen in {EVERY, UNREAD}:
            return frozenset()
        of = self._catalogue.of
        found = {event for event in counts.by_kind if of(event).kind == self.chosen}
        # A kind of which there is nothing any more is not all of them.
        return frozenset(found or {self.chosen})

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
        told = Counter({EVERY: counts.total, UNREAD: counts.unread})
        for event, count in counts.by_kind.items():
            told[self._catalogue.of(event).kind] += count
        for name in told:
            self._chip(name)
        for name, chip in self._chips.items():
            count, words = told[name], _word(name)
            chip.setText(
                translate("notices", "{kind}  {count}").format(kind=words, count=number(count))
            )
            chip.setAccessibleName(chip.text())
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Kinds for which there is no room stand in a menu."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _CHIPS_LEFT - self._more.sizeHint().width()
        taken, hidden = 0, list[str]()
        for name, chip in self._chips.items():
            taken += chip.sizeHint().width() + _GAP
            fits = taken <= room or chip.isChecked()
            chip.setVisible(fits)
            if not fits:
                taken -= chip.sizeHint().width() + _GAP
                hidden.append(name)
        menu = self._more.menu()
        menu.clear()
        for name in hidden:
            action = menu.addAction(self._chips[name].text().replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: self.choose(name))
        self._more.setVisible(bool(hidden))

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
        # Before the menu of those for which there is no room.
        self._row.insertWidget(self._row.count() - 2, chip)
        self._chips[name] = chip
        return chip


def _word(name: str) -> str:
    if name == EVERY:
        return translate("notices", "All")
    return translate("notices", "Unread") if name == UNREAD else name
