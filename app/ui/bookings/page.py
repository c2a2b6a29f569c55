"""The page of bookings: filters, the live list, and the booking that is looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
)

from app.contract.models import Library
from app.core.changes import BookingRow, Changes
from app.core.commands import Action
from app.core.link_state import CONNECTED
from app.core.reader import Counts
from app.core.status import DeskStatus, LinkState
from app.ui.acts.acts import Acts, Again
from app.ui.acts.hearing import hear, hear_actions
from app.ui.acts.offered import AT_ONCE, is_due
from app.ui.acts.undo_bar import UndoBar
from app.ui.bookings.above import Above
from app.ui.bookings.columns import Column, keep_columns, kept_columns
from app.ui.bookings.detail import Detail
from app.ui.bookings.empty import EmptyState
from app.ui.bookings.groups import Group
from app.ui.bookings.look import Look
from app.ui.bookings.looked_at import LookedAt
from app.ui.bookings.lookup import Lookup
from app.ui.bookings.model import BookingModel
from app.ui.bookings.newer import Newer
from app.ui.bookings.seeing import Seeing
from app.ui.bookings.seeking import Seeking
from app.ui.bookings.several import MOST, Several
from app.ui.bookings.table import BookingTable
from app.ui.bookings.views import View
from app.ui.export.exports import Exports
from app.ui.export.table import Wanted
from app.ui.leading import Leading
from app.ui.parts import Parts
from app.ui.words import foreign_zones

translate = QCoreApplication.translate

_RELATIVE_MS = 30_000


class BookingsPage(Leading):
    """Takes changes and status from the window; asks the desk through the bridge.

    `search_cleared` tells that the typed text was given up here, `library_wanted(id)` that a
    booking is to be shown that is of another library than the one that is looked at;
    `unreadable` why the desk's copy cannot be read, "" when it can again.
    """

    search_cleared = Signal()
    library_wanted = Signal(str)
    unreadable = Signal(str)

    def __init__(self, parts: Parts, bar: UndoBar) -> None:
        super().__init__()
        memory, now = parts.memory, parts.now
        self._memory, self._now = memory, now
        self._reader = parts.reader_factory()
        self._lookup = Lookup(parts.reader_factory, self)
        self.model = BookingModel(self._reader, self._lookup, self, now=now)
        self._status: DeskStatus | None = None
        self._again: Again | None = None
        self.look = Look(now, memory, self)
        self._build(parts, now)
        self._seeking = Seeking(self.table, self.model, self._reader, self._reached, now)
        self.undo_bar = bar
        self.acts = Acts(self, parts, self._reader, bar, self._tell_detail)
        self.head.export.serve(self, Exports(self, parts, bar, self._shown))
        self._seeing = Seeing(self._rows_chosen, self.acts.see, self)
        self._looked_at = LookedAt(self.detail, self.model, self._reader, parts, self)
        self._connect()

    @property
    def group(self) -> Group | None:
        """The group the list is narrowed to; None when it is narrowed to other states."""
        return self.look.group

    def _build(self, parts: Parts, now: Callable[[], datetime]) -> None:
        theme = parts.theme
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        widths = self._memory.get("columns")
        kept = widths if isinstance(widths, list) else None
        self.table = BookingTable(theme, self.model, kept)
        self.table.setAccessibleName(translate("bookings", "Bookings"))
        self.lead = self.table
        self.empty = EmptyState(theme)
        self.detail = Detail(theme, now, parts.catalogue)
        self.detail.hide()
        self.several = Several(theme, now)
        self.several.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.newer = Newer(theme, self.table)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.above = Above(theme, self.look, self._memory, lambda: self.table.columns, now)
        self.head = self.above.head
        left.addWidget(self.above)
        left.addLayout(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        row.addWidget(self.several)
        self._relative = QTimer(self)
        self._relative.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._relative.setInterval(_RELATIVE_MS)
        self.table.show_columns(kept_columns(self._memory))
        self._tell_empty()

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.model.loaded.connect(self._loaded)
        self.model.counted.connect(self._tell_counts)
        self.model.failed.connect(self.unreadable)
        self.model.rowsInserted.connect(self._inserted)
        self.model.rowsRemoved.connect(self._tell_empty)
        self.model.dataChanged.connect(self._refresh_detail)
        self.model.reloaded.connect(self._refresh_detail)
        self.head.seen_all.clicked.connect(lambda: self.acts.see(None))
        self.look.changed.connect(self._looked)
        self.look.text_cleared.connect(self.search_cleared)
        self.above.columns_chosen.connect(self._choose_columns)
        self.table.sort_wanted.connect(self.look.sort)
        self.table.columns_wanted.connect(self.above.list_menu.popup)
        self.several.closed.connect(self.close_detail)
        self.empty.button.clicked.connect(self.look.find_more)
        self.detail.buttons.wanted.connect(self._act)
        self.several.wanted.connect(self.acts.several)
        # Anywhere on the page: nothing is typed here, questions are windows of their own.
        hear_actions(self, self._press)
        self.detail.closed.connect(self.close_detail)
        self._relative.timeout.connect(self.tick)
        hear(self, "Esc", self.close_detail)

    # What the window tells.

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery."""
        self.model.take(changes)
        self.acts.follow()
        row = self.detail.row
        if row is not None and any(each.notices for each in changes):
            self._looked_at.tell_rang(row)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self._status = status
        if status.link.state in CONNECTED:
            self._looked_at.past.reached()
        self.acts.giving.follow(refusal.key for refusal in status.refusals)
        libraries = status.libraries or self._libraries_of_copy()
        self.model.tell_libraries(libraries)
        self.look.tell_libraries(libraries)
        self._tell_several()
        self._tell_zones()
        self.head.tell_unread(status.unread)
        # Whose calendar days are meant, and what the libraries are called.
        self._ask()
        self._tell_empty()

    def show_library(self, library_id: str) -> None:
        """Show the bookings of one library; "" shows all."""
        self.look.show_library(library_id)
        self._tell_zones()

    def search(self, text: str) -> None:
        """Show only what matches `text`."""
        self.look.search(text)

    def enter_list(self) -> None:
        """Go to the booking that is most likely meant, as soon as some are found."""
        self._seeking.enter()

    def show_group(self, group: Group) -> None:
        """Show only the bookings of a group."""
        self.look.show_group(group)

    def show_view(self, view: View) -> None:
        """Show what a view holds, and nothing that was typed."""
        self.look.search("")
        self.look.show(view)
        self.table.setFocus()

    def clear_filter(self) -> None:
        """Show everything."""
        self.look.clear()

    def open_booking(
        self, booking_id: str, action: Action | None = None, again: Again | None = None
    ) -> None:
        """Bring a booking into sight and show it in detail, as soon as it is read.

        Then `action` is asked about, as if its button were pressed; `again` is what was wanted
        of it the last time.
        """
        self._again = again
        if not self._seeking.seek(booking_id, action):
            row = self.row_of(booking_id)
            whose = row.booking.library_id if row is not None else ""
            if self.look.library not in {"", whose}:
                # The window shows which library is looked at, and changes with it.
                self.library_wanted.emit(whose)
            self.clear_filter()
            self.model.refresh()

    def row_of(self, booking_id: str) -> BookingRow | None:
        """A booking as the desk's copy has it; None when it has none, or cannot be read."""
        try:
            found = self._reader.row(booking_id)
        except sqlite3.Error:
            return None
        return found[1] if found else None

    def _tell_zones(self) -> None:
        """In whose zones the times are that are shown."""
        known = self._status.libraries if self._status is not None else ()
        libraries = known or self._libraries_of_copy()
        shown = [each for each in libraries if self.look.library in {"", each.id}]
        self.head.tell_zones(foreign_zones(shown, self._now()))

    def _libraries_of_copy(self) -> tuple[Library, ...]:
        """What a desk that waits for its profile has to go by; it shows the copy all the same."""
        try:
            return self._reader.libraries()
        except (sqlite3.Error, msgspec.MsgspecError):
            return ()

    def close_detail(self) -> None:
        """Look at no booking in particular."""
        self.table.clearSelection()
        self.table.setCurrentIndex(QModelIndex())
        self._looked_at.past.stop()
        self._seeing.stop()
        self.detail.hide()
        self.several.hide()
        self.table.setFocus()

    def remember(self) -> None:
        """Keep what is to be the same tomorrow."""
        self._memory.set("columns", self.table.widths())
        self.look.remember()

    def close_page(self) -> None:
        """Let go of the file and the thread."""
        self._relative.stop()
        self._lookup.close()
        self._reader.close()

    def _shown(self) -> tuple[str, Wanted]:
        """What a file of this page holds."""
        libraries = self._status.libraries if self._status is not None else ()
        title = self.look.view.name or translate("bookings", "Bookings")
        return title, Wanted(
            filters=(self.look.filter(),),
            day=self._now().astimezone(self.look.zone()).date(),
            columns=tuple(self.table.columns),
            libraries=libraries or self._libraries_of_copy(),
            now=self._now(),
        )

    # What happens here.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Relative times move only while they can be seen."""
        self.tick()
        self._relative.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves while it cannot be seen."""
        self._relative.stop()
        super().hideEvent(event)

    def tick(self) -> None:
        """Follow the clock."""
        # "Today" is another day after midnight.
        self._ask()
        self.model.tick()
        if self.detail.is_stale():
            self._tell_detail()

    def _ask(self) -> None:
        if self._status is not None:
            self.model.show_only(self.look.filter())

    def _tell_several(self) -> None:
        self.table.tell_several(not self.look.library and self.model.several)

    def _looked(self) -> None:
        self._tell_several()
        self._ask()
        self._tell_empty()

    def _choose_columns(self, columns: Sequence[Column]) -> None:
        self.table.show_columns(columns)
        keep_columns(self._memory, self.table.columns)

    def _inserted(self) -> None:
        self._tell_empty()
        self._seeking.look()

    def _loaded(self) -> None:
        self.unreadable.emit("")
        self._tell_empty()
        self._seeking.look()

    def _reached(self, action: Action | None) -> None:
        self._chosen_changed()
        self.table.setFocus()
        if action is not None:
            self.detail.buttons.press(action)

    def _chosen_changed(self) -> None:
        if self.table.restoring:
            return
        rows = self._rows_chosen()
        self.model.pin(row.rowid for row in rows)
        self._tell_chosen(self.table.chosen(), rows)
        self._seeing.look_at(rows)

    def _rows_chosen(self) -> list[BookingRow]:
        """What is chosen, if that is not very much."""
        return self.model.rows_at(self.table.places()) if self.table.chosen() <= MOST else []

    def _tell_chosen(self, count: int, rows: Sequence[BookingRow]) -> None:
        one = rows[0] if count == 1 and rows else None
        if one is None:
            self._looked_at.past.stop()
        elif one != self.detail.row or self.detail.isHidden():
            self._looked_at.show(one)
        if count > 1:
            self.several.tell(count, rows)
        self.detail.setVisible(one is not None)
        self.several.setVisible(count > 1)

    def _refresh_detail(self) -> None:
        if self.detail.isHidden() and self.several.isHidden():
            return
        rows = self._rows_chosen()
        self.model.pin(row.rowid for row in rows)
        self._tell_chosen(self.table.chosen(), rows)

    def _tell_empty(self) -> None:
        if self.model.rowCount():
            if self._stack.currentWidget() is not self.table:
                self._stack.setCurrentWidget(self.table)
                if self.window().hasFocus():
                    self.table.setFocus()
            return
        status = self._status
        self.empty.explain(
            status.link.state if status is not None else LinkState.CONNECTING,
            self.look,
            begun=status is None or status.begun,
            settled=self.model.settled,
        )
        self._stack.setCurrentWidget(self.empty)

    def _tell_counts(self, counts: Counts) -> None:
        # A copy that the desk could not make yet has no bookings, whatever the server has.
        if counts.total or (self._status is not None and self._status.begun):
            self.above.tell_counts(counts)

    def _press(self, action: Action) -> None:
        pane = self.several if self.several.isVisible() else self.detail.buttons
        if not pane.press(action):
            self.acts.tell_not_offered(action, self._rows_chosen())

    def _act(self, action: Action) -> None:
        row = self.detail.row
        if row is None:
            return
        again, self._again = self._again, None
        self.acts.ask(action, row, self.model.zone(row), again)
        if action in AT_ONCE and is_due(row, self._now()):
            # A double press is one.
            self.detail.buttons.wait()

    def _tell_detail(self) -> None:
        # The buttons were greyed while the command was on its way.
        if self.detail.row is not None:
            self._looked_at.show(self.detail.row)
