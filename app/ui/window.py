"""The window's frame: pages at the left, search and connection on top, banners between."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QByteArray, QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import StudySpotError, Unreachable
from app.core.catalogue import Catalogue, ours
from app.core.changes import Changes, Update
from app.core.commands import Action
from app.core.reader import Reader
from app.core.status import DeskStatus, LinkState
from app.shipped import resource
from app.ui.acts.hearing import press
from app.ui.banners import Banners
from app.ui.bridge import Bridge
from app.ui.dialogs import About
from app.ui.doorway import Doorway
from app.ui.error_words import title_word
from app.ui.first_run import FirstRun
from app.ui.keys import Keys
from app.ui.language import chosen, speak
from app.ui.library.page import LibraryPage
from app.ui.memory import Memory
from app.ui.no_tray import NoTray
from app.ui.notices.page import NoticesPage
from app.ui.outlets import Outlets
from app.ui.pages import ICONS, KEYS, Pages
from app.ui.parts import Parts
from app.ui.quiet import be_quiet
from app.ui.quiet_wishes import QuietWish
from app.ui.quitting import quit_or_ask
from app.ui.refused import Refused
from app.ui.roles import may_arrange
from app.ui.seats.page import SeatsPage
from app.ui.settings.page import SettingsPage
from app.ui.sheet import sheet
from app.ui.sidebar import Sidebar
from app.ui.sign_out import sign_out_question
from app.ui.standing import Standing
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.today.page import TodayPage
from app.ui.topbar import Topbar

translate = QCoreApplication.translate

_SMALLEST = QSize(880, 560)
_USUAL = QSize(1180, 740)
_FOCUS_AGAIN_MS = 250


class MainWindow(QWidget):
    """Shows one desk. `hidden_to_tray` is told each time closing only hides it.

    `has_tray` is asked when the window is shown and closed: whether there is a tray to
    come back from. `quit_wanted` is pressed in the account's menu, and wanted all the same.
    """

    hidden_to_tray = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        bridge: Bridge,
        reader_factory: Callable[[], Reader],
        memory: Memory,
        theme: Theme,
        *,
        has_tray: Callable[[], bool] = lambda: True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        catalogue: Catalogue | None = None,
        outlets: Outlets | None = None,
    ) -> None:
        super().__init__()
        theme.ready()
        self.setObjectName("window")
        self.setWindowTitle(translate("window", "StudySpot Desk"))
        self.setWindowIcon(QIcon(str(resource("icons", "studyspot-desk.svg"))))
        self.setMinimumSize(_SMALLEST)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            speak(application, chosen(memory))
            application.commitDataRequest.connect(self.remember)
        self._bridge, self._memory, self._theme = bridge, memory, theme
        self._has_tray, self._now = has_tray, now
        self._status: DeskStatus | None = None
        self._leaving = self._unreachable = False
        self.tasks = Tasks(self.report)
        self.banners = Banners(theme)
        self._no_tray = NoTray(self, self.banners, self.ask_to_quit)
        self.sidebar = Sidebar(theme)
        self.topbar = Topbar(theme, lambda: bridge.last_heard, now)
        said = catalogue or ours()
        self.pages = Pages(
            Parts(bridge, reader_factory, memory, theme, self.tasks, now, said, outlets)
        )
        self.bookings = self.pages.bookings
        self.refused = Refused(
            self.banners,
            bridge,
            self.tasks,
            self.bookings.row_of,
            self.pages.open_booking,
            self.pages.try_again,
        )
        self.first_run = FirstRun(bridge, theme, self.tasks)
        self._standing = Standing(self.banners, self.first_run.banners, self._retry, now)
        self._build()
        self._connect()
        self._dress()
        self._restore()
        bridge.delivered.connect(self.take)
        if bridge.status is not None:
            self._take_status(bridge.status)

    # What others ask of it.

    @property
    def today(self) -> TodayPage:
        """The page of today."""
        return self.pages.today

    @property
    def seats(self) -> SeatsPage:
        """The page of seats."""
        return self.pages.seats

    @property
    def notices(self) -> NoticesPage:
        """The page of notices."""
        return self.pages.notices

    @property
    def settings(self) -> SettingsPage:
        """The page of settings."""
        return self.pages.settings

    @property
    def library(self) -> LibraryPage:
        """The page of a library."""
        return self.pages.library

    def show_up(self) -> None:
        """Come to the front, from wherever it is."""
        if self.isMinimized():
            self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self._take_focus()
        # A toast that closes at the same moment may take the focus back from the window that
        # its own button opened.
        QTimer.singleShot(_FOCUS_AGAIN_MS, self, self._insist_on_focus)

    def _take_focus(self) -> None:
        self.raise_()
        self.activateWindow()

    def _insist_on_focus(self) -> None:
        if self.isVisible() and not self.isActiveWindow():
            self._take_focus()

    def ask_to_quit(self) -> None:
        """Let the program end; asked first when something that was done here is not sent."""
        quit_or_ask(self._status, lambda: self, self.quit_wanted.emit)

    def open_booking(self, booking_id: str, action: Action | None = None) -> None:
        """Come to the front, showing this booking, and what is asked before an action of it."""
        self.show_up()
        if self._doorway.is_inside:
            self.pages.open_booking(booking_id, action)

    def open_list(self) -> None:
        """Come to the front, showing the newest bookings."""
        self.show_up()
        if self._doorway.is_inside:
            self.pages.open_list()

    def take(self, batch: list[Update]) -> None:
        """Follow one delivery of the bridge."""
        changes = [update for update in batch if isinstance(update, Changes)]
        if changes:
            self.pages.take(changes)
        for update in batch:
            if isinstance(update, DeskStatus):
                self._take_status(update)

    def report(self, error: StudySpotError) -> None:
        """Tell a failure: what, why, and what to do."""
        self._unreachable = isinstance(error, Unreachable)
        self._tell_failure(title_word(error.title), error.message)

    def tell_broken(self, error: StudySpotError) -> None:
        """Say what keeps the desk from starting at all."""
        self._doorway.show_inside()
        words = translate("window", "{title}: {message}").format(
            title=title_word(error.title), message=error.message
        )
        self.banners.tell("broken", "bad", words)

    def tell_trouble(self, name: str, words: str) -> None:
        """Show what is wrong and stays so; "" when it is mended."""
        self.banners.tell(f"trouble {name}", "warn", words)

    def tell_going_on(self, count: int, got_it: Callable[[], None]) -> None:
        """Say that alerts ring until somebody takes them, with the button for that."""
        words = translate("window", "%n alerts ring until somebody takes them", "", count)
        press = (translate("window", "Got it"), got_it)
        self.banners.tell("going on", "info", words if count else "", press=press)

    def tell_checked_in(self, booking_id: str, command: str) -> None:
        """Say that somebody was let in from a notification, with the way back."""
        row = self.bookings.row_of(booking_id)
        if row is not None:
            self.bookings.acts.checked_in(row, command)

    def tell_tray(self, *, present: bool) -> None:
        """Say that there is no tray to hide in, or take that back."""
        self._no_tray.tell(present=present)

    def leave(self) -> None:
        """Let the next close be a real one, and keep what is to be the same tomorrow."""
        self._leaving = True
        self.remember()

    def remember(self) -> None:
        """Keep place and columns."""
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self._memory.set("geometry", geometry)
        self.pages.remember()

    async def close_down(self) -> None:
        """End everything that runs for the window; it is of no use afterwards."""
        self.leave()
        self._bridge.delivered.disconnect(self.take)
        await self.tasks.close()
        self.pages.close_pages()
        self.close()

    # How it is made.

    def _build(self) -> None:
        for name, words in self.pages.words().items():
            self.sidebar.add_page(name, ICONS.get(name, name), words, KEYS.get(name, ""))
        inside = QWidget()
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.topbar)
        right.addWidget(self.banners)
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addLayout(right, 1)
        self._doorway = Doorway(
            inside,
            self.first_run,
            self.banners,
            has_rows=lambda: self.bookings.model.rowCount() > 0,
            focus=self.setFocus,
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._doorway)
        # Nothing is lit up before somebody uses the keyboard.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocus()

    def _connect(self) -> None:
        self.sidebar.page_chosen.connect(self.pages.go_to)
        self.pages.shown.connect(self.sidebar.show_page)
        self.pages.offered.connect(self.sidebar.offer_page)
        self.pages.search_cleared.connect(self.topbar.clear_search)
        self.pages.library_wanted.connect(self.topbar.show_library)
        self.pages.unreadable.connect(self._tell_unreadable)
        self.sidebar.sign_out_wanted.connect(self._ask_sign_out)
        self.sidebar.about_wanted.connect(lambda: About(self, self._theme).open())
        self.sidebar.keys_wanted.connect(self._show_keys)
        self.sidebar.quit_wanted.connect(self.ask_to_quit)
        self.topbar.searched.connect(self.pages.search)
        self.topbar.hits_wanted.connect(self.bookings.enter_list)
        self.topbar.library_chosen.connect(self.pages.show_library)
        self.topbar.quiet_wanted.connect(self.be_quiet)
        self.topbar.new_wanted.connect(self.pages.book)
        self.topbar.pill.popover.sign_in_wanted.connect(self._doorway.show_sign_in)
        self._theme.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(sheet(self._theme.tokens, self.font().pointSizeF()))
        self._theme.redress(self)

    def _restore(self) -> None:
        self.pages.show_last()
        kept = self._memory.get("geometry")
        if not isinstance(kept, str) or not self.restoreGeometry(
            QByteArray.fromBase64(kept.encode("ascii", "ignore"))
        ):
            # Not quite as large as the screen, whose edges belong to the desktop.
            self.resize(_USUAL.boundedTo(self.screen().availableSize() * 0.92))

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Say from the start what closing cannot do here."""
        super().showEvent(event)
        self.tell_tray(present=self._has_tray())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus, as Space does."""
        focus = self.focusWidget()
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and isinstance(focus, QAbstractButton) and not event.isAutoRepeat():
            press(focus)
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Closing hides to the tray; without one it is asked what to do."""
        application = QApplication.instance()
        ending = isinstance(application, QApplication) and application.isSavingSession()
        if self._leaving or ending:
            # The person logs out; if they think better of it, the next close hides it again.
            event.accept()
            return
        event.ignore()
        self.remember()
        if self._has_tray():
            self.hide()
            self.hidden_to_tray.emit()
        else:
            if self.isMinimized():
                self.show_up()
            self._no_tray.ask()

    # What it follows.

    def _take_status(self, status: DeskStatus) -> None:
        self._status = status
        # What was refused is told first: it is seen though something else were broken.
        self.refused.take(status.refusals)
        self.topbar.take_status(status)
        self.pages.take_status(status)
        self.sidebar.tell_user(status.user)
        self.sidebar.tell_count("notices", status.unread)
        title = translate("window", "StudySpot Desk")
        if status.unread:
            title = translate("window", "({count}) StudySpot Desk").format(count=status.unread)
        self.setWindowTitle(title)
        self._standing.take_status(status)
        if self._unreachable and status.link.state is LinkState.LIVE:
            # It can be reached again, so what was said is not true any more.
            self._unreachable = False
            self.banners.withdraw("failure")
        self._doorway.take_status(status)

    def _retry(self) -> None:
        self.tasks.start(self._bridge.call(lambda desk: desk.retry()), "try the connection now")

    def _tell_failure(self, title: str, message: str) -> None:
        words = translate("window", "{title}: {message}").format(title=title, message=message)
        self.banners.withdraw("failure")
        self.banners.tell("failure", "bad", words, dismissible=True)

    def _tell_unreadable(self, why: str) -> None:
        if self._status is not None and not self._status.begun:
            # What keeps the desk from its copy stands there already.
            why = ""
        words = translate(
            "window",
            "The desk’s copy of the bookings cannot be read ({why}). What is shown may be old. "
            "It is tried again with the next change; if it stays so, start the program anew.",
        ).format(why=why)
        self.banners.tell("unreadable", "bad", words if why else "")
        if why:
            # Damage that only a reader met: the desk makes its copy anew, and says so.
            self.tasks.start(self._bridge.call(lambda desk: desk.check_copy()), "check the copy")

    # What is pressed on it.

    def be_quiet(self, wish: QuietWish) -> None:
        """Keep alerts silent for an hour, or let them ring again."""
        self.tasks.start(be_quiet(self._bridge, self._now(), wish), "quiet")

    def _show_keys(self) -> None:
        arranges = may_arrange(self._status)
        Keys(self, self.pages.keys(arranges=arranges), arranges=arranges).open()

    def _ask_sign_out(self) -> None:
        question = sign_out_question(self, self._status)
        question.accepted.connect(self._sign_out)
        question.open()

    def _sign_out(self) -> None:
        self.tasks.start(self._bridge.call(lambda desk: desk.sign_out()), "sign out")
