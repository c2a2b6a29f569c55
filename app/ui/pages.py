"""The pages of the window: one is shown, all follow what the desk tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from app.contract.models import Library
from app.core.changes import Changes
from app.core.commands import Action, Edit, WalkIn
from app.core.status import DeskStatus
from app.ui.acts.acts import Again
from app.ui.acts.undo_bar import UndoBar
from app.ui.bookings.page import BookingsPage
from app.ui.bookings.views import View
from app.ui.library.page import LibraryPage
from app.ui.notices.page import NoticesPage
from app.ui.parts import Parts
from app.ui.roles import may_arrange
from app.ui.seats.page import SeatsPage
from app.ui.settings.page import SettingsPage
from app.ui.today.page import TodayPage
from app.ui.walk_in.counter import WalkIns

translate = QCoreApplication.translate

_KEY = "page"

Page = BookingsPage | TodayPage | SeatsPage | NoticesPage | LibraryPage | SettingsPage
MadePage = TypeVar(
    "MadePage", BookingsPage, TodayPage, SeatsPage, NoticesPage, LibraryPage, SettingsPage
)
ICONS = {"notices": "bell"}
"""The icons of pages that are not called as they are."""

KEYS = {"settings": "Ctrl+,"}
"""The keys of pages that are not reached by their number."""


class Pages(QStackedWidget):
    """`names` are the pages in their order. What one asks of another goes through here.

    `shown(name)` tells that a page is shown, `offered(name, bool)` whether one is there for who is
    signed in; `search_cleared` that what was typed is not looked
    for any more; `library_wanted` and `unreadable` as of the pages.
    """

    shown = Signal(str)
    offered = Signal(str, bool)
    search_cleared = Signal()
    library_wanted = Signal(str)
    unreadable = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._status: DeskStatus | None = None
        self._library = ""
        self._made: dict[str, Page] = {}
        self.undo_bar = UndoBar(self)
        self.walk_ins = WalkIns(self, parts, self.undo_bar, self._booked)
        self.bookings = self._keep("bookings", BookingsPage(parts, self.undo_bar))
        self.bookings.search_cleared.connect(self.search_cleared)
        self.bookings.library_wanted.connect(self.library_wanted)
        self.bookings.unreadable.connect(self.unreadable)

    # The pages: each but the list is made when it is first wanted, for it costs a part of the
    # time until the window is there.

    @property
    def today(self) -> TodayPage:
        """The page of today."""
        known = self._made.get("today")
        if isinstance(known, TodayPage):
            return known
        page = TodayPage(self._parts, self.undo_bar)
        page.list_wanted.connect(self.show_view)
        page.new_wanted.connect(self.book)
        page.booking_wanted.connect(self.open_booking)
        page.unreadable.connect(self.unreadable)
        return self._keep("today", page)

    @property
    def seats(self) -> SeatsPage:
        """The page of seats."""
        known = self._made.get("seats")
        if isinstance(known, SeatsPage):
            return known
        page = SeatsPage(self._parts, self.undo_bar)
        page.book_wanted.connect(self.book)
        page.booking_wanted.connect(self.open_booking)
        page.unreadable.connect(self.unreadable)
        return self._keep("seats", page)

    @property
    def notices(self) -> NoticesPage:
        """The page of notices."""
        known = self._made.get("notices")
        if isinstance(known, NoticesPage):
            return known
        page = NoticesPage(self._parts, self.undo_bar)
        page.booking_wanted.connect(self.open_booking)
        page.unreadable.connect(self.unreadable)
        return self._keep("notices", page)

    @property
    def library(self) -> LibraryPage:
        """The page of a library."""
        known = self._made.get("library")
        if isinstance(known, LibraryPage):
            return known
        return self._keep("library", LibraryPage(self._parts))

    @property
    def settings(self) -> SettingsPage:
        """The page of settings."""
        known = self._made.get("settings")
        if isinstance(known, SettingsPage):
            return known
        return self._keep("settings", SettingsPage(self._parts))

    def _keep(self, name: str, page: MadePage) -> MadePage:
        self._made[name] = page
        self.addWidget(page)
        self.undo_bar.raise_()
        if self._status is not None:
            page.take_status(self._status)
            page.show_library(self._library)
        return page

    def _page(self, name: str) -> Page:
        page: Page = getattr(self, name)
        return page

    def words(self, *, arranges: bool = True) -> dict[str, str]:
        """The pages' names for people, by their own; all, or those of who `arranges` nothing."""
        words = {
            "today": translate("window", "Today"),
            "bookings": translate("window", "Bookings"),
            "seats": translate("window", "Seats"),
            "notices": translate("window", "Notices"),
        }
        library = {"library": translate("window", "Library")} if arranges else {}
        return words | library | {"settings": translate("window", "Settings")}

    def keys(self, *, arranges: bool) -> list[tuple[str, str]]:
        """The keys and the names of the pages, all or those of who `arranges` nothing."""
        words = self.words(arranges=arranges)
        return [
            (KEYS.get(name, f"Ctrl+{place}"), words[name])
            for place, name in enumerate(self.words(), start=1)
            if name in words
        ]

    # What is shown.

    def show_last(self) -> None:
        """Show the page that was shown when the desk ended."""
        last = str(self._parts.memory.get(_KEY))
        self.show_page(last if last in self.words() else next(iter(self.words())))

    def show_page(self, name: str) -> None:
        """Show a page by its name."""
        self._parts.memory.set(_KEY, name)
        self.setCurrentWidget(self._page(name))
        # What was done on the page before can still be taken back, and is still said.
        self.undo_bar.raise_()
        self.shown.emit(name)

    def go_to(self, name: str) -> None:
        """Show a page, and let its keys be heard."""
        self.show_page(name)
        self._page(name).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def open_booking(
        self, booking_id: str, action: Action | None = None, again: Again | None = None
    ) -> None:
        """Show a booking in the list, and what is asked before an action of it.

        `again` is what was wanted the last time.
        """
        self.show_page("bookings")
        self.search_cleared.emit()
        self.bookings.open_booking(booking_id, action, again)

    def try_again(self, what: WalkIn | Edit, decided: Callable[[], None]) -> None:
        """Ask once more for what was refused, with all that was typed."""
        if isinstance(what, WalkIn):
            self.walk_ins.again(self._libraries(), what.request, decided)
        else:
            self.open_booking(what.booking_id, what.purpose, Again(what, decided))

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
        """Ask for a booking made at the desk, in the library that is shown if none is named."""
        self.walk_ins.ask(self._libraries(), library_id or self._library, seat_id, starts_at)

    def _libraries(self) -> Sequence[Library]:
        return self._status.libraries if self._status is not None else ()

    def _booked(self, booking_id: str) -> None:
        # Elsewhere the new booking shows in its place, and whoever booked goes on there.
        page = self.currentWidget()
        if page is self.bookings:
            self.bookings.open_booking(booking_id)
        elif page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def remember(self) -> None:
        """Keep what is to be the same tomorrow."""
        for page in self._made.values():
            page.remember()

    # What they follow.

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery."""
        for page in self._made.values():
            page.take(changes)
        self.walk_ins.take(changes)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self._status = status
        for page in self._made.values():
            page.take_status(status)
        self.walk_ins.take_status(status)
        # What a role may not do is not shown.
        arranges = may_arrange(status)
        self.offered.emit("library", arranges)
        if not arranges and self.currentWidget() is self._made.get("library"):
            self.show_page("today")

    def show_library(self, library_id: str) -> None:
        """Show what is of one library; "" shows all."""
        self._library = library_id
        for page in self._made.values():
            page.show_library(library_id)

    def close_pages(self) -> None:
        """Let go of the file and the threads."""
        for page in self._made.values():
            page.close_page()
        self.walk_ins.close()
