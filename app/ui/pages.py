"""The pages of the window: one is shown, all follow what the desk tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.changes import Changes
from app.core.commands import Action
from app.core.reader import Reader
from app.core.status import DeskStatus
from app.ui.bookings.page import BookingsPage
from app.ui.bookings.views import View
from app.ui.bridge import Bridge
from app.ui.library.page import LibraryPage
from app.ui.memory import Memory
from app.ui.roles import may_arrange
from app.ui.seats.page import SeatsPage
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.today.page import TodayPage

translate = QCoreApplication.translate

_KEY = "page"


class Pages(QStackedWidget):
    """`names` are the pages in their order. What one asks of another goes through here.

    `shown(name)` tells that a page is shown, `offered(name, bool)` whether one is there for who is
    signed in; `search_cleared` that what was typed is not looked
    for any more; `unreadable` as of the pages.
    """

    shown = Signal(str)
    offered = Signal(str, bool)
    search_cleared = Signal()
    unreadable = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        reader_factory: Callable[[], Reader],
        memory: Memory,
        theme: Theme,
        tasks: Tasks,
        now: Callable[[], datetime],
    ) -> None:
        super().__init__()
        self._memory = memory
        self.today = TodayPage(bridge, reader_factory, memory, theme, tasks, now)
        self.bookings = BookingsPage(bridge, reader_factory, memory, theme, tasks, now)
        self.seats = SeatsPage(bridge, reader_factory, memory, theme, tasks, now)
        self.library = LibraryPage(bridge, theme, tasks)
        self._pages: dict[str, QWidget] = {
            "today": self.today,
            "bookings": self.bookings,
            "seats": self.seats,
            "library": self.library,
        }
        for page in self._pages.values():
            self.addWidget(page)
        for page in (self.today, self.bookings, self.seats):
            page.unreadable.connect(self.unreadable)
        for page in (self.today, self.seats):
            page.booking_wanted.connect(self.open_booking)
        self.bookings.search_cleared.connect(self.search_cleared)
        self.today.list_wanted.connect(self.show_view)
        self.today.new_wanted.connect(self.book)
        self.seats.book_wanted.connect(self.book)

    def words(self) -> dict[str, str]:
        """The pages' names for people, by their own."""
        return {
            "today": translate("window", "Today"),
            "bookings": translate("window", "Bookings"),
            "seats": translate("window", "Seats"),
            "library": translate("window", "Library"),
        }

    # What is shown.

    def show_last(self) -> None:
        """Show the page that was shown when the desk ended."""
        last = str(self._memory.get(_KEY))
        self.show_page(last if last in self._pages else next(iter(self._pages)))

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        self._memory.set(_KEY, name)
        self.setCurrentWidget(self._pages[name])
        self.shown.emit(name)

    def go_to(self, name: str) -> None:
        """Show a page, and let its keys be heard."""
        self.show_page(name)
        self._pages[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_booking(self, booking_id: str, action: Action | None = None) -> None:
        """Show a booking in the list, and what is asked before an action of it."""
        self.show_page("bookings")
        self.search_cleared.emit()
        self.bookings.open_booking(booking_id, action)

    def open_list(self) -> None:
        """Show the newest bookings."""
        self.show_page("bookings")
        self.bookings.clear_filter()
        self.bookings.table.scrollToTop()

    def show_view(self, view: View) -> None:
        """Show the bookings of a view."""
        self.show_page("bookings")
        self.search_cleared.emit()
        self.bookings.show_view(view)

    def search(self, text: str) -> None:
        """Show the bookings that match `text`."""
        if text:
            self.show_page("bookings")
        self.bookings.search(text)

    def book(
        self, library_id: str = "", seat_id: str = "", starts_at: datetime | None = None
    ) -> None:
        """Ask for a booking made at the desk, as `BookingsPage.book`."""
        self.show_page("bookings")
        self.bookings.book(library_id, seat_id, starts_at)

    def remember(self) -> None:
        """Keep what is to be the same tomorrow."""
        self.bookings.remember()
        self.seats.remember()

    # What they follow.

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery."""
        for page in (self.today, self.bookings, self.seats):
            page.take(changes)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        for page in (self.today, self.bookings, self.seats, self.library):
            page.take_status(status)
        # What a role may not do is not shown.
        arranges = may_arrange(status)
        self.offered.emit("library", arranges)
        if not arranges and self.currentWidget() is self.library:
            self.show_page("today")

    def show_library(self, library_id: str) -> None:
        """Show what is of one library; "" shows all."""
        for page in (self.today, self.bookings, self.seats, self.library):
            page.show_library(library_id)

    def close_pages(self) -> None:
        """Let go of the file and the threads."""
        for page in (self.today, self.bookings, self.seats):
            page.close_page()
