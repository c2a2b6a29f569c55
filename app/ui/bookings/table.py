"""The list of bookings on the screen: keeps its place while rows come and go."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.ui.bookings.cells import PAD, Fonts, RowDelegate
from app.ui.bookings.columns import ALWAYS, USUAL, Column
from app.ui.bookings.model import BookingModel
from app.ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex

# Gone first when the detail pane makes the list narrow: all are told there.
_SPARED = (
    Column.BOOKED,
    Column.PAYMENT,
    Column.KIND,
    Column.AMOUNT,
    Column.TO,
    Column.FROM,
    Column.LIBRARY,
)
_STUDENT_MIN = 150
_MOST_RESTORED = 500
# So many parts of spare room go to the names, one to each other column.
_STUDENT_SHARES = 3


class BookingTable(QTableView):
    """The list. Rows that arrive above what is looked at do not move it.

    `widths` are the columns' of an earlier day. `came_above(n)` tells that n
    rows arrived above the visible ones; `at_top` that the first row is in sight again.
    `sort_wanted(Column)` is pressed in the header, `columns_wanted(point)` with the other
    button; the point is one of the screen.
    """

    came_above = Signal(int)
    at_top = Signal()
    sort_wanted = Signal(object)
    columns_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        model: BookingModel,
        widths: list[int] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bookings = model
        self._delegate = RowDelegate(theme, model, self)
        self._anchor: tuple[int, int] | None = None
        self._current = 0
        self._chosen: list[int] = []
        self._restoring = False
        self._shown: tuple[Column, ...] = USUAL
        self._several = False
        self._widths: list[int] = []
        self._share = 0
        self._fitting = False
        self.setItemDelegate(self._delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.setVisible(False)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self._fit_rows()
        columns = self.horizontalHeader()
        columns.setHighlightSections(False)
        columns.setMinimumSectionSize(44)
        columns.setSectionsClickable(True)
        columns.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        columns.customContextMenuRequested.connect(
            lambda at: self.columns_wanted.emit(columns.mapToGlobal(at))
        )
        columns.sectionClicked.connect(lambda section: self.sort_wanted.emit(Column(section)))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setModel(model)
        natural = self._natural_widths()
        kept = widths if widths and len(widths) == len(Column) else natural
        self._widths = [max(44, min(600, width)) for width in kept]
        columns.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        columns.setSectionResizeMode(Column.STUDENT, QHeaderView.ResizeMode.Stretch)
        columns.sectionResized.connect(self._resized)
        self._fit()
        model.reloading.connect(self._hold)
        model.reloaded.connect(self._restore)
        model.rowsMoved.connect(self._moved)

    @property
    def restoring(self) -> bool:
        """Whether the current row changes only because the list was read anew."""
        return self._restoring

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow another font or direction."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange}:
            self._delegate.forget_fonts()
            self._fit_rows()
        super().changeEvent(event)

    def places(self) -> list[int]:
        """Where the chosen bookings stand, from the top.

        Qt makes the first row current when the list gets the focus; chosen is only what is
        selected, because a booking that is chosen counts as seen.
        """
        spans = self._spans()
        return sorted({place for top, bottom in spans for place in range(top, bottom + 1)})

    def place(self) -> int:
        """Where the one chosen booking stands; -1 when none is chosen, or several."""
        spans = self._spans()
        top, bottom = next(iter(spans)) if len(spans) == 1 else (-1, 0)
        return top if top == bottom else -1

    def chosen(self) -> int:
        """How many bookings are chosen."""
        return sum(bottom - top + 1 for top, bottom in self._spans())

    def _spans(self) -> set[tuple[int, int]]:
        # Not row by row: all of a million may be selected.
        selection = self.selectionModel().selection()
        spans = [selection.at(each) for each in range(selection.size())]
        return {(span.top(), span.bottom()) for span in spans}

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns that are shown where there is room."""
        return self._shown

    def show_columns(self, shown: Sequence[Column]) -> None:
        """Show these columns, and those that are always there."""
        self._shown = tuple(column for column in Column if column in {*shown, *ALWAYS})
        self._fit()

    def tell_several(self, several: bool) -> None:
        """Whether bookings of more than one library are shown."""
        if several is not self._several:
            self._several = several
            self._fit()

    def widths(self) -> list[int]:
        """The columns' least widths in pixels; where there is more room, they share it."""
        return list(self._widths)

    def choose(self, place: int) -> None:
        """Choose the row at `place` alone and bring it into sight."""
        index = self.model().index(place, Column.STUDENT)
        # Said outright: Qt's own way asks which keys are held, and of a booking that Ctrl+Z
        # brings into sight it would make one of several, or none.
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone | QItemSelectionModel.SelectionFlag.Rows)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Down begins at the first booking: Qt makes it current unchosen, and would pass it."""
        begins = event.key() == Qt.Key.Key_Down and not event.modifiers()
        if begins and not self.chosen() and self._bookings.rowCount():
            self.choose(max(0, self.currentIndex().row()))
            return
        super().keyPressEvent(event)

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Home and End lead to the first and the last booking: rows are chosen, not cells."""
        ends = {QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MoveEnd}
        if action in ends:
            modifiers |= Qt.KeyboardModifier.ControlModifier
        # The last column may be one that is spared as soon as the detail opens.
        return super().moveCursor(action, modifiers).siblingAtColumn(Column.STUDENT)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:  # noqa: N802 - Qt's
        """Keep what is looked at in its place."""
        bar = self.verticalScrollBar()
        value, first = bar.value(), self.rowAt(0)
        super().rowsInserted(parent, start, end)
        self.updateGeometries()
        if value > 0 and start <= max(0, first):
            count = end - start + 1
            bar.setValue(value + count * self._row)
            self.came_above.emit(count)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:  # noqa: N802
        """Keep what is looked at in its place."""
        bar = self.verticalScrollBar()
        value, first = bar.value(), self.rowAt(0)
        super().rowsAboutToBeRemoved(parent, start, end)
        if value > 0 and end < first:
            bar.setValue(max(0, value - (end - start + 1) * self._row))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Light up the row under the pointer."""
        super().mouseMoveEvent(event)
        self._hover(self.rowAt(int(event.position().y())))

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Let the light go out when the pointer leaves."""
        if event.type() is QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share the room out anew."""
        super().resizeEvent(event)
        if self._widths:
            self._fit()

    def _natural_widths(self) -> list[int]:
        metrics = self.fontMetrics()
        samples = {
            Column.SEAT: "A-120",
            Column.LIBRARY: "Reading Room",
            Column.KIND: "By the month",
            Column.FROM: "Tomorrow, 12:00 pm",
            Column.TO: "Tomorrow, 12:00 pm",
            Column.STATUS: "Checking in…xx",
            Column.PAYMENT: "Refunded",
            Column.AMOUNT: "₹1,20,000.00",
            Column.BOOKED: "Yesterday, 12:00 pm",
        }
        return [
            metrics.horizontalAdvance(samples[column]) + 2 * PAD + 6
            if column in samples
            else _STUDENT_MIN
            for column in Column
        ]

    def _fit_rows(self) -> None:
        self._row = Fonts(self.font(), rtl=self.isRightToLeft()).height
        rows = self.verticalHeader()
        rows.setMinimumSectionSize(self._row)
        rows.setDefaultSectionSize(self._row)
        self.verticalScrollBar().setSingleStep(self._row // 2)

    def _fit(self) -> None:
        """Spare columns that do not fit; where there is room to spare, all get some of it."""
        self._fitting = True
        width = self.viewport().width()
        shown = [each for each in self._shown if self._several or each is not Column.LIBRARY]
        for column in _SPARED:
            if column in shown and sum(self._widths[each] for each in shown) > width:
                shown.remove(column)
        for column in Column:
            self.setColumnHidden(column, column not in shown)
        self._share = max(0, width - sum(self._widths[column] for column in shown)) // (
            len(shown) + _STUDENT_SHARES - 1
        )
        for column in shown:
            if column is not Column.STUDENT:
                self.setColumnWidth(column, self._widths[column] + self._share)
        self._fitting = False

    def _resized(self, section: int, before: int, after: int) -> None:
        if not self._fitting and section != Column.STUDENT and before and after:
            self._widths[section] = max(44, after - self._share)

    def _hover(self, row: int) -> None:
        if row != self._delegate.hovered:
            self._delegate.hovered = row
            self.viewport().update()

    def _scrolled(self, value: int) -> None:
        if value == 0:
            self.at_top.emit()

    def _moved(self, parent: Index, start: int, end: int, into: Index, before: int) -> None:
        """Keep what is looked at in its place when a row goes from above it to below, or back."""
        _ = parent, end, into
        bar = self.verticalScrollBar()
        first = bar.value() // self._row
        if bar.value() == 0:
            return
        above, then_above = start < first, before <= first
        bar.setValue(bar.value() + (then_above - above) * self._row)

    def _hold(self) -> None:
        self._restoring = True
        places = self.places()
        self._chosen = [self._bookings.rowid_at(place) for place in places]
        self._current = self._bookings.rowid_at(self.currentIndex().row())
        self._anchor = None
        top = self.rowAt(0)
        if self.verticalScrollBar().value() > 0 and top >= 0:
            self._anchor = (self._bookings.rowid_at(top), self.rowViewportPosition(top))

    def _restore(self) -> None:
        self.updateGeometries()
        places = [self._bookings.place_of(rowid) for rowid in self._chosen[:_MOST_RESTORED]]
        self._select(sorted(place for place in places if place >= 0))
        kept = self._bookings.place_of(self._anchor[0]) if self._anchor else -1
        if kept >= 0 and self._anchor is not None:
            self.verticalScrollBar().setValue(kept * self._row - self._anchor[1])
        elif not any(place >= 0 for place in places):
            self.scrollToTop()
        self._restoring = False

    def _select(self, places: Sequence[int]) -> None:
        """Select the rows at these places alone, and go on from the one that was current."""
        model, chosen = self.selectionModel(), QItemSelection()
        last = len(Column) - 1
        for place in places:
            chosen.select(self._bookings.index(place, 0), self._bookings.index(place, last))
        here = self._bookings.place_of(self._current) if self._current else -1
        if here >= 0:
            index = self._bookings.index(here, Column.STUDENT)
            model.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        model.select(chosen, QItemSelectionModel.SelectionFlag.ClearAndSelect)
