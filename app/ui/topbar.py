"""The top of the window: library, search, quiet, connection."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)

from app.contract.models import Library
from app.core.silence import Hushed, Silence
from app.core.status import DeskStatus
from app.ui.connection import ConnectionPill
from app.ui.quiet import hushed_hint, hushed_words
from app.ui.quiet_wishes import QuietWish, add_wishes
from app.ui.search_line import SearchLine
from app.ui.theme import Theme

translate = QCoreApplication.translate

_SEARCH_LEAST, _SEARCH_WIDTH = 110, 300
_LIBRARY_LEAST, _LIBRARY_MOST = 60, 260
_NARROW = 900
_ICON_ONLY, _ANY = 34, 16_777_215
_SPACING, _ARROW = 10, 44


class Topbar(QFrame):
    """`searched(text)`, `library_chosen(id)` ("" is all), `quiet_wanted(QuietWish)`, `new_wanted`.

    `hits_wanted` is pressed in the search field to go on to what was found.
    """

    searched = Signal(str)
    hits_wanted = Signal()
    library_chosen = Signal(str)
    quiet_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        last_heard: Callable[[], datetime | None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setFixedHeight(54)
        # Its words follow its width; the width must not follow the words.
        self.setMinimumWidth(1)
        self._theme, self._now = theme, now
        self._libraries: tuple[Library, ...] = ()
        self._library = ""
        self._hushed: Hushed | None = None
        self._build(theme, last_heard, now)
        theme.changed.connect(self._tint)

    @property
    def library(self) -> str:
        """The id of the chosen library; "" stands for all."""
        return self._library

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self.pill.take_status(status)
        if status.libraries != self._libraries:
            self._libraries = status.libraries
            if self._library not in {library.id for library in status.libraries}:
                self._library = ""
            self._fill_libraries()
            self.new.setEnabled(bool(self._libraries))
        self._hushed = status.hushed
        self._tell_quiet()
        self._tell_library()

    def show_library(self, library_id: str) -> None:
        """Choose a library; "" chooses all."""
        self._library = library_id
        self._tell_library()
        self.library_chosen.emit(library_id)

    def clear_search(self) -> None:
        """Empty the field, telling nobody."""
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)

    def focus_search(self) -> None:
        """Go to the search field, ready to type over what is there."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Where there is little room, the name of the library and the pill give way."""
        super().resizeEvent(event)
        self.pill.be_brief(wanted=self.width() < _NARROW)
        narrow = self.width() < _NARROW
        self.new.setText("" if narrow else translate("topbar", "New booking"))
        self.new.setMaximumWidth(_ICON_ONLY if narrow else _ANY)
        self._tell_quiet()
        self._tell_library()

    def _build(
        self,
        theme: Theme,
        last_heard: Callable[[], datetime | None],
        now: Callable[[], datetime],
    ) -> None:
        self._one = QLabel()
        self._one.setTextFormat(Qt.TextFormat.PlainText)
        self._one.setProperty("look", "heading")
        self.switch = QToolButton()
        self.switch.setProperty("look", "quiet")
        self.switch.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.switch.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.switch.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.switch.setMenu(QMenu(self.switch))
        self.switch.hide()
        theme.dress(self.switch, "chevron-down")
        self.sample = QLabel(translate("topbar", "Sample"))
        self.sample.setProperty("look", "badge")
        self.sample.setToolTip(
            translate("topbar", "A library to try things out: nobody really booked these")
        )
        self.sample.hide()
        self._build_search()
        self.quiet = QPushButton(translate("topbar", "Quiet"))
        self.quiet.setProperty("look", "quiet")
        self.quiet.setCheckable(True)
        self.quiet_menu = QMenu(self.quiet)
        self.quiet_wishes = add_wishes(self.quiet_menu, self.quiet_wanted.emit)
        self.quiet.clicked.connect(self._press_quiet)
        theme.dress(self.quiet, "quiet")
        self.pill = ConnectionPill(theme, last_heard, now)
        self.new = QPushButton()
        self.new.setProperty("look", "primary")
        self.new.setAccessibleName(translate("topbar", "New booking at the desk"))
        self.new.setToolTip(translate("topbar", "New booking at the desk (Ctrl+N)"))
        self.new.clicked.connect(self.new_wanted)
        theme.dress(self.new, "plus", "on_accent")
        self.new.setEnabled(False)
        # Not the button's own, which goes with each change of its words.
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.setContext(Qt.ShortcutContext.WindowShortcut)
        new.activated.connect(self.new.click)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 16, 0)
        row.setSpacing(_SPACING)
        row.addWidget(self._one)
        row.addWidget(self.switch)
        row.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.search, 2)
        row.addWidget(self.new)
        row.addSpacing(4)
        row.addWidget(self.quiet)
        row.addWidget(self.pill)

    def _build_search(self) -> None:
        self.search = SearchLine()
        self.search.setProperty("look", "search")
        self.search.setMinimumWidth(_SEARCH_LEAST)
        self.search.setMaximumWidth(_SEARCH_WIDTH)
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(translate("topbar", "Search  (Ctrl+K)"))
        self.search.setToolTip(translate("topbar", "By name, phone, code or seat"))
        self.search.setAccessibleName(translate("topbar", "Search the bookings"))
        self._lens = QAction(self.search)
        self._lens.setText(translate("topbar", "Search"))
        self.search.addAction(self._lens, QLineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self.searched)
        self.search.returnPressed.connect(self.hits_wanted)
        for button in self.search.findChildren(QToolButton):
            lens = button.defaultAction() is self._lens
            button.setAccessibleName(
                self._lens.text() if lens else translate("topbar", "Clear the search")
            )
        self._tint()
        find = QShortcut(QKeySequence(translate("topbar", "Ctrl+K")), self)
        find.setContext(Qt.ShortcutContext.WindowShortcut)
        find.activated.connect(self.focus_search)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self.search)
        leave.setContext(Qt.ShortcutContext.WidgetShortcut)
        leave.activated.connect(self.search.clear)
        down = QShortcut(QKeySequence(Qt.Key.Key_Down), self.search)
        down.setContext(Qt.ShortcutContext.WidgetShortcut)
        down.activated.connect(self.hits_wanted)

    def _tint(self) -> None:
        self._lens.setIcon(self._theme.icon("search"))

    def _press_quiet(self) -> None:
        if self._endable:
            self.quiet_wanted.emit(QuietWish.END)
            return
        # It is not quiet before something was chosen.
        self._tell_quiet()
        self.quiet_wishes[QuietWish.END].setVisible(False)
        self.quiet_menu.popup(self.quiet.mapToGlobal(self.quiet.rect().bottomLeft()))
        self.quiet_menu.setActiveAction(self.quiet_wishes[QuietWish.HOUR])

    @property
    def _endable(self) -> bool:
        """Whether it is quiet, and not because the computer itself asks for it."""
        return self._hushed is not None and self._hushed.by is not Silence.SYSTEM

    def _fill_libraries(self) -> None:
        menu = self.switch.menu()
        menu.clear()
        if len(self._libraries) > 1:
            every = menu.addAction(translate("topbar", "All libraries"))
            every.triggered.connect(lambda: self.show_library(""))
            menu.addSeparator()
        for library in self._libraries:
            action = menu.addAction(library.name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, key=library.id: self.show_library(key))

    def _tell_quiet(self) -> None:
        hushed, quiet = self._hushed, translate("topbar", "Quiet")
        words = hushed_words(hushed, self._now()) if hushed is not None else ""
        hint = translate("topbar", "Keep alerts silent for a while")
        self.quiet.setChecked(hushed is not None)
        self.quiet.setText(words if words and self.width() >= _NARROW else quiet)
        self.quiet.setAccessibleName(words or hint)
        self.quiet.setToolTip(hushed_hint(hushed, self._now()) if hushed is not None else hint)
        self._theme.dress(self.quiet, "quiet", "accent" if hushed is not None else "muted")

    def _tell_library(self) -> None:
        several = len(self._libraries) > 1
        chosen = [library for library in self._libraries if library.id == self._library]
        if not several:
            chosen = list(self._libraries)
        told = chosen[0].name if chosen else translate("topbar", "All libraries")
        if not self._libraries:
            told = ""
        self._one.ensurePolished()
        metrics = self._one.fontMetrics()
        shown = chosen or list(self._libraries)
        self.sample.setVisible(any(library.demo for library in shown))
        short = metrics.elidedText(told, Qt.TextElideMode.ElideRight, self._library_room())
        self._one.setText(short)
        self._one.setToolTip(told if short != told else "")
        self._one.setVisible(not several)
        self.switch.setText(short.replace("&", "&&"))
        self.switch.setAccessibleName(translate("topbar", "Library: {name}").format(name=told))
        self.switch.setVisible(several)

    def _library_room(self) -> int:
        """Pixels for the library's name: what the others leave, within bounds."""
        row = self.layout()
        margins = row.contentsMargins() if row is not None else self.contentsMargins()
        taken = margins.left() + margins.right() + 7 * _SPACING + _SEARCH_LEAST
        taken += self.quiet.sizeHint().width() + self.pill.width()
        taken += min(self.new.sizeHint().width(), self.new.maximumWidth())
        if not self.sample.isHidden():
            taken += self.sample.sizeHint().width() + _SPACING
        if len(self._libraries) > 1:
            taken += _ARROW
        return max(_LIBRARY_LEAST, min(_LIBRARY_MOST, self.width() - taken))
