"""The page of notices: read, opened, searched, taken away and brought back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, tzinfo

import msgspec
from PySide6.QtCore import (
    QCoreApplication,
    QItemSelectionModel,
    QPersistentModelIndex,
    QPoint,
    Qt,
)
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QStackedLayout, QVBoxLayout

from app.core.changes import AlertRecord, Changes
from app.core.notice_rows import NoticeCounts, NoticeFilter, NoticeIndex
from app.ui.acts.giving import Command
from app.ui.acts.hearing import hear, hear_enter
from app.ui.acts.undo_bar import UndoBar
from app.ui.bookings.empty import EmptyState
from app.ui.live_page import LivePage
from app.ui.notices.cell import NoticeCell
from app.ui.notices.head import EVERY, UNREAD, NoticeHead
from app.ui.notices.model import NoticeModel
from app.ui.notices.panel import NoticePanel
from app.ui.parts import Parts
from app.ui.words import zone_of

translate = QCoreApplication.translate


class NoticesPage(LivePage):
    """`booking_wanted(id, None)` asks for the booking that a notice speaks of."""

    def __init__(self, parts: Parts, bar: UndoBar) -> None:
        super().__init__(parts)
        self.setProperty("look", "surface")
        self._bar = bar
        theme = parts.theme
        self.head = NoticeHead(theme, parts.catalogue)
        self.model = NoticeModel(self._read_page)
        self.list = QListView()
        self.list.setProperty("look", "surface")
        self.list.setModel(self.model)
        self.list.setItemDelegate(NoticeCell(theme, self.model, parts.catalogue, self.list))
        # There may be ten thousand, and all are laid out before the first is drawn.
        self.list.setUniformItemSizes(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setMouseTracking(True)
        self.list.setAccessibleName(translate("notices", "Notices"))
        self.lead = self.list
        self.empty = EmptyState(theme)
        self.panel = NoticePanel(theme, parts.catalogue)
        self.panel.hide()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.head)
        left.addLayout(self._stack, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.panel)
        self._connect()
        self._tell_empty()

    def _connect(self) -> None:
        panel = self.panel
        self.head.narrowed.connect(self.show_now)
        self.head.read_all.clicked.connect(
            lambda: self._ask(lambda desk: desk.notices.read(), "mark all as read")
        )
        self.list.selectionModel().selectionChanged.connect(self._tell_chosen)
        self.list.doubleClicked.connect(self._open)
        self.empty.button.clicked.connect(self._show_all)
        panel.closed.connect(self.close_panel)
        panel.open.clicked.connect(self._open)
        panel.read.clicked.connect(self._read)
        panel.remove.clicked.connect(self._remove)
        # Anywhere on the page: what is typed into the search is not heard.
        hear_enter(self, self._open)
        hear(self, "R", self._read)
        hear(self, "Del", self._remove)
        hear(self, "Esc", self.close_panel)

    # What it follows.

    def look(self, *, anew: bool = False) -> None:
        """Show the notices of the libraries that are looked at."""
        del anew
        if self.isVisible():
            self.show_now()

    def follow(self, changes: Sequence[Changes]) -> bool:
        """Whether there are others, or something else is told of them."""
        return any(each.notices or each.reloaded or each.libraries for each in changes)

    def show_now(self) -> None:
        """Read which there are, and show them."""
        found = self.guarded(self._find)
        if found is None:
            return
        index, counts, unread = found
        with self._in_place():
            self.model.show(index, self._zone(), self.parts.now())
        self.head.tell(counts, unread)
        self._tell_empty()
        self._tell_chosen()

    @contextmanager
    def _in_place(self) -> Iterator[None]:
        """Whatever comes above what is looked at does not move it."""
        bar = self.list.verticalScrollBar()
        top = QPersistentModelIndex(self.list.indexAt(QPoint(1, 1)))
        stood, at_top = self.list.visualRect(top).top(), bar.value() == 0
        yield
        if top.isValid() and not at_top:
            self.list.doItemsLayout()
            bar.setValue(bar.value() + self.list.visualRect(top).top() - stood)

    def tick(self) -> None:
        """Follow the clock: "Today" is another day after midnight."""
        self.model.tick(self.parts.now())

    def refused(self, keys: Iterable[str]) -> None:
        """Nothing of it is asked of the hub."""

    def close_panel(self) -> None:
        """Look at no notice in particular."""
        self.list.clearSelection()
        self.list.setFocus()

    def chosen(self) -> list[AlertRecord]:
        """The chosen notices, from the top."""
        rows = sorted(index.row() for index in self.list.selectionModel().selectedIndexes())
        found = self.guarded(lambda: [self.model.record(row) for row in rows]) or []
        return [record for record in found if record is not None]

    # What it shows.

    def _find(self) -> tuple[NoticeIndex, NoticeCounts, int]:
        reader, head = self.reader, self.head
        every = NoticeFilter(library_id=self.library_id or None)
        with reader.moment():
            said = msgspec.structs.replace(every, text=head.text)
            counts = reader.notice_counts(said)
            unread = reader.notice_counts(every).unread if head.text else counts.unread
            wanted = msgspec.structs.replace(
                said, kinds=head.events(counts), unread=head.chosen == UNREAD
            )
            return reader.notices(wanted), counts, unread

    def _read_page(self, rowids: Sequence[int]) -> list[AlertRecord]:
        return self.guarded(lambda: self.reader.notice_page(rowids, self.parts.now())) or []

    def _zone(self) -> tzinfo:
        libraries = self.known_libraries
        shown = [each for each in libraries if each.id == self.library_id]
        library = next(iter(shown or libraries), None)
        return zone_of(library) if library is not None else UTC

    def _tell_empty(self) -> None:
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        if self.head.text or self.head.chosen != EVERY:
            self.empty.tell(
                "search",
                translate("notices", "Nothing matches"),
                translate("notices", "No notice is of this kind and has that in it."),
                translate("notices", "Show all"),
            )
        else:
            self.empty.tell(
                "bell",
                translate("notices", "Nothing has rung yet"),
                translate(
                    "notices",
                    "What rings stands here from then on, and what was kept silent, with the "
                    "reason.",
                ),
            )
        self._stack.setCurrentWidget(self.empty)

    def _tell_chosen(self) -> None:
        chosen = self.chosen()
        if len(chosen) == 1:
            self.panel.tell(chosen[0], self._zone(), self.parts.now())
        elif chosen:
            unread = sum(each.acknowledged_at is None for each in chosen)
            self.panel.tell_several(len(chosen), unread)
        self.panel.setVisible(bool(chosen))

    # What is pressed.

    def _show_all(self) -> None:
        self.head.clear()
        self.list.setFocus()

    def _open(self) -> None:
        chosen = self.chosen()
        if len(chosen) != 1:
            return
        alert = chosen[0].alert
        self._ask(lambda desk: desk.notices.read([alert.id]), "mark as read")
        if alert.booking_id is not None:
            self.booking_wanted.emit(alert.booking_id, None)

    def _read(self) -> None:
        unread = [each.alert.id for each in self.chosen() if each.acknowledged_at is None]
        if unread:
            self._ask(lambda desk: desk.notices.read(unread), "mark as read")

    def _remove(self) -> None:
        gone = [each.alert.id for each in self.chosen()]
        if not gone:
            return
        self._choose_next()
        self._ask(lambda desk: desk.notices.remove(gone), "delete notices")
        self._bar.offer(
            translate("words", "%n notices deleted", "", len(gone)),
            lambda: self._ask(lambda desk: desk.notices.restore(gone), "bring notices back"),
        )

    def _choose_next(self) -> None:
        """Go on with the notice below the chosen ones, or above them at the end."""
        rows = [index.row() for index in self.list.selectionModel().selectedIndexes()]
        below = range(max(rows) + 1, self.model.rowCount())
        above = range(min(rows) - 1, -1, -1)
        row = next((row for row in (*below, *above) if self.model.record(row) is not None), None)
        if row is None:
            self.list.clearSelection()
            return
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(self.model.index(row), flags)

    def _ask(self, command: Command[None], what: str) -> None:
        self.parts.tasks.start(self.parts.bridge.call(command), what)
