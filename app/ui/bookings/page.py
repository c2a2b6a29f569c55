"""The page of bookings: filters, the live list, and the booking that is looked at."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import StudySpotError
from app.contract.models import Library
from app.core.changes import BookingRow, Changes
from app.core.filters import BookingFilter
from app.core.reader import Counts, Reader
from app.core.status import DeskStatus, LinkState
from app.ui.bookings.detail import Detail
from app.ui.bookings.empty import EmptyState
from app.ui.bookings.groups import STATUSES, Group
from app.ui.bookings.head import Head
from app.ui.bookings.lookup import Lookup
from app.ui.bookings.model import BookingModel
from app.ui.bookings.table import BookingTable
from app.ui.bridge import Bridge
from app.ui.memory import Memory
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.words import foreign_zones

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

_TYPING_MS = 120
_RELATIVE_MS = 30_000


class BookingsPage(QWidget):
    """Takes changes and status from the window; asks the desk through the bridge.

    `search_cleared` tells that the typed text was given up here; `unreadable` why the
    desk's copy cannot be read, "" when it can again.
    """

    search_cleared = Signal()
    unreadable = Signal(str)

    def __init__(
        self,
        bridge: Bridge,
        reader_factory: Callable[[], Reader],
        memory: Memory,
        theme: Theme,
        tasks: Tasks,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._bridge, self._memory, self._tasks = bridge, memory, tasks
        self._theme, self._now = theme, now
        self._reader = reader_factory()
        self._lookup = Lookup(reader_factory, self)
        self.model = BookingModel(self._reader, self._lookup, self, now=now)
        self._status: DeskStatus | None = None
        self._group, self._text, self._library = Group.ALL, "", ""
        self._wanted_booking = ""
        self._entering = False
        self._above = 0
        self._build(theme, now)
        self._connect()

    @property
    def group(self) -> Group:
        """The group the list is narrowed to."""
        return self._group

    def _build(self, theme: Theme, now: Callable[[], datetime]) -> None:
        self.setProperty("look", "surface")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        widths = self._memory.get("columns")
        kept = widths if isinstance(widths, list) else None
        self.table = BookingTable(theme, self.model, kept)
        self.table.setAccessibleName(translate("bookings", "Bookings"))
        self.empty = EmptyState(theme)
        self.detail = Detail(theme, now)
        self.detail.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        self.newer = QPushButton(self)
        self.newer.setProperty("look", "primary")
        self.newer.setAccessibleName(translate("bookings", "Newer bookings"))
        theme.dress(self.newer, "arrow-up", "on_accent")
        self.newer.hide()
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self.head = Head(theme)
        left.addWidget(self.head)
        left.addLayout(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.detail)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._relative = QTimer(self)
        self._relative.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._relative.setInterval(_RELATIVE_MS)
        self._tell_empty()

    def _connect(self) -> None:
        self.table.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.table.came_above.connect(self._count_above)
        self.table.at_top.connect(self._forget_above)
        self.newer.clicked.connect(self.table.scrollToTop)
        self.model.loaded.connect(self._loaded)
        self.model.counted.connect(self._tell_counts)
        self.model.failed.connect(self.unreadable)
        self.model.rowsInserted.connect(self._inserted)
        self.model.rowsRemoved.connect(self._tell_empty)
        self.model.dataChanged.connect(self._refresh_detail)
        self.model.reloaded.connect(self._refresh_detail)
        self.head.seen_all.clicked.connect(self._mark_all_seen)
        self.head.group_chosen.connect(self.show_group)
        self.empty.button.clicked.connect(self.clear_filter)
        buttons = self.detail.buttons
        buttons.check_in.connect(lambda key: self._do("check in", lambda desk: desk.check_in(key)))
        buttons.check_out.connect(
            lambda key: self._do("check out", lambda desk: desk.check_out(key))
        )
        buttons.undo.connect(lambda key: self._do("undo", lambda desk: desk.undo(key)))
        buttons.cancel.connect(
            lambda key, why: self._do("cancel", lambda desk: desk.cancel(key, why))
        )
        self.detail.closed.connect(self.close_detail)
        self._typing.timeout.connect(self._ask)
        self._relative.timeout.connect(self._tick)
        escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self.close_detail)

    # What the window tells.

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery."""
        self.model.take(changes)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        first = self._status is None
        self._status = status
        libraries = status.libraries or self._libraries_of_copy()
        self.model.tell_libraries(libraries)
        self.head.tell_zones(foreign_zones(libraries, self._now()))
        self.head.tell_unread(status.unread)
        if first:
            self._ask()
        self._tell_empty()

    def show_library(self, library_id: str) -> None:
        """Show the bookings of one library; "" shows all."""
        if library_id != self._library:
            self._library = library_id
            self._ask()

    def search(self, text: str) -> None:
        """Show only what matches `text`, once the typing pauses."""
        if text != self._text:
            self._text = text
            self._typing.start()

    def enter_list(self) -> None:
        """Go to the first booking that was found, as soon as it is."""
        if self._typing.isActive():
            self._ask()
        self._entering = True
        self._enter_if_wanted()

    def show_group(self, group: Group) -> None:
        """Show only the bookings of a group."""
        self._group = group
        self.head.show_group(group)
        self._ask()

    def clear_filter(self) -> None:
        """Show everything."""
        self._text = ""
        self.search_cleared.emit()
        self.show_group(Group.ALL)

    def open_booking(self, booking_id: str) -> None:
        """Bring a booking into sight and show it in detail, as soon as it is read."""
        self._wanted_booking = booking_id
        if not self._reach_wanted():
            self._library = ""
            self.clear_filter()
            self.model.refresh()

    def row_of(self, booking_id: str) -> BookingRow | None:
        """A booking as the desk's copy has it; None when it has none, or cannot be read."""
        try:
            found = self._reader.row(booking_id)
        except sqlite3.Error:
            return None
        return found[1] if found else None

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
        self.detail.hide()
        self.table.setFocus()

    def remember(self) -> None:
        """Keep what is to be the same tomorrow."""
        self._memory.set("columns", self.table.widths())

    def close_page(self) -> None:
        """Let go of the file and the thread."""
        self._relative.stop()
        self._typing.stop()
        self._lookup.close()
        self._reader.close()

    # What happens here.

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Relative times move only while they can be seen."""
        self._tick()
        self._relative.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves while it cannot be seen."""
        self._relative.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the button for newer rows where it belongs."""
        super().resizeEvent(event)
        self._place_newer()

    def _tick(self) -> None:
        self.model.tick()
        self.detail.tick()

    def _ask(self) -> None:
        self._typing.stop()
        self.model.show_only(
            BookingFilter(
                library_id=self._library or None,
                statuses=STATUSES[self._group],
                text=self._text,
            )
        )

    def _inserted(self) -> None:
        self._tell_empty()
        if self._wanted_booking:
            self._reach_wanted()

    def _loaded(self) -> None:
        self.unreadable.emit("")
        self._tell_empty()
        if self._wanted_booking:
            self._reach_wanted()
        self._enter_if_wanted()

    def _enter_if_wanted(self) -> None:
        if not self._entering or not self.model.answered:
            return
        self._entering = False
        if self.model.rowCount():
            self.table.choose(0)
            self.table.setFocus()

    def _reach_wanted(self) -> bool:
        rowid = self._reader.rowid_of(self._wanted_booking)
        place = self.model.place_of(rowid) if rowid is not None else -1
        if place < 0:
            return False
        self._wanted_booking = ""
        self.table.choose(place)
        self._chosen_changed()
        self.table.setFocus()
        return True

    def _chosen_changed(self) -> None:
        if self.table.restoring:
            return
        row = self.model.row_at(self.table.place())
        self.model.pin([row.rowid] if row is not None else [])
        if row is None:
            self.detail.hide()
            return
        self.detail.tell(row, self.model.zone(row))
        self.detail.show()
        if row.unseen:
            booking_id = row.booking.id
            self._tasks.start(self._bridge.call(lambda desk: desk.seen([booking_id])), "seen")

    def _refresh_detail(self) -> None:
        if self.detail.isHidden():
            return
        row = self.model.row_at(self.table.place())
        if row is None:
            self.detail.hide()
            self.model.pin([])
        elif row != self.detail.row:
            self.detail.tell(row, self.model.zone(row))

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
            self._group,
            self._text.strip(),
            begun=status is None or status.begun,
            settled=self.model.settled,
        )
        self._stack.setCurrentWidget(self.empty)

    def _tell_counts(self, counts: Counts) -> None:
        # A copy that the desk could not make yet has no bookings, whatever the server has.
        if counts.total or (self._status is not None and self._status.begun):
            self.head.tell_counts(counts)

    def _count_above(self, count: int) -> None:
        self._above += count
        self.newer.setText(translate("words", "%n new bookings", "", self._above))
        self.newer.setAccessibleName(self.newer.text())
        self.newer.show()
        self._place_newer()

    def _forget_above(self) -> None:
        self._above = 0
        self.newer.hide()

    def _place_newer(self) -> None:
        self.newer.adjustSize()
        top = self.table.y() + self.table.horizontalHeader().height() + 10
        self.newer.move(self.table.x() + (self.table.width() - self.newer.width()) // 2, top)
        self.newer.raise_()

    def _mark_all_seen(self) -> None:
        self._tasks.start(self._bridge.call(lambda desk: desk.seen(None)), "mark all as seen")

    def _do(self, what: str, command: Callable[[Desk], Coroutine[Any, Any, None]]) -> None:
        self._tasks.start(self._told(self._bridge.call(command)), what)

    async def _told(self, command: Coroutine[Any, Any, None]) -> None:
        try:
            await command
        except StudySpotError:
            # The buttons were greyed while the command was on its way.
            if self.detail.row is not None:
                self.detail.tell(self.detail.row, self.model.zone(self.detail.row))
            raise
