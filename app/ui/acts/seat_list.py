"""A list of seats to choose from: the free ones with until when, the others with who is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout

from app.contract.models import Seat
from app.core.seating import Seating
from app.ui.leading import Leading
from app.ui.words import day_time, isolated, student_word

translate = QCoreApplication.translate

_SHOWN = 7


class SeatList(Leading):
    """`changed` when another seat is chosen. Typing narrows it; up and down go through it.

    So many seats are `shown` at once.
    """

    changed = Signal()

    def __init__(self, shown: int = _SHOWN) -> None:
        super().__init__()
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("seats", "Type a seat"))
        self.search.setAccessibleName(translate("seats", "Find a seat"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("seats", "Seats"))
        self.list.setUniformItemSizes(True)
        self.list.setFixedHeight(shown * 27 + 8)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.search)
        column.addWidget(self.list)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.list.currentItemChanged.connect(lambda *_: self.changed.emit())
        self.lead = self.search

    def tell(
        self,
        seats: Sequence[Seat],
        seating: Seating,
        starts_at: datetime,
        ends_at: datetime,
        zone: tzinfo,
        now: datetime,
        but: str = "",
    ) -> None:
        """Show the seats as they are in the span, those that suit first.

        `but` is the id of the booking that is to be moved: it does not stand in its own way.
        """
        kept = self.seat_id()
        self.list.blockSignals(True)
        self.list.clear()
        free = seating.proposed(seats, starts_at, ends_at, but)
        known = {seat.id for seat in free}
        for seat in (*free, *(seat for seat in seats if seat.id not in known)):
            told = (
                _free(seat, seating, starts_at, ends_at, zone, now, but)
                if seat.id in known
                else _why_not(seat, seating, starts_at, ends_at, zone, now, but)
            )
            item = QListWidgetItem(
                translate("seats", "{seat}   {told}").format(seat=seat.label, told=told)
            )
            item.setData(Qt.ItemDataRole.UserRole, seat.id)
            item.setData(Qt.ItemDataRole.UserRole + 1, seat.label.casefold())
            if seat.id not in known:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
            if seat.id == kept and seat.id in known:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self._narrow()

    def seat_id(self) -> str:
        """The id of the chosen seat; "" when none is."""
        chosen = [item for item in self._choices() if item is self.list.currentItem()]
        return str(chosen[0].data(Qt.ItemDataRole.UserRole)) if chosen else ""

    def choose(self, seat_id: str) -> None:
        """Choose a seat, if it is free."""
        for item in self._items():
            if item.data(Qt.ItemDataRole.UserRole) == seat_id and _is_free(item):
                self.list.setCurrentItem(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Up and down in the field go through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            if step:
                self._go(step)
                return True
        return super().eventFilter(watched, event)

    def _narrow(self) -> None:
        typed = self.search.text().strip().casefold()
        first: QListWidgetItem | None = None
        for item in self._items():
            label = str(item.data(Qt.ItemDataRole.UserRole + 1))
            fits = typed in label or typed in label.replace("-", "").replace(" ", "")
            item.setHidden(not fits)
            if fits and first is None and _is_free(item):
                first = item
        here = self.list.currentItem()
        if here not in self._choices():
            self.list.setCurrentRow(-1 if first is None else self.list.row(first))
        self.changed.emit()

    def _go(self, step: int) -> None:
        free = self._choices()
        if not free:
            return
        here = self.list.currentItem()
        place = free.index(here) if here in free else -step
        self.list.setCurrentItem(free[max(0, min(len(free) - 1, place + step))])

    def _choices(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if _is_free(item) and not item.isHidden()]

    def _items(self) -> list[QListWidgetItem]:
        return [self.list.item(row) for row in range(self.list.count())]


def _is_free(item: QListWidgetItem) -> bool:
    return bool(item.flags() & Qt.ItemFlag.ItemIsEnabled)


def _free(
    seat: Seat,
    seating: Seating,
    starts_at: datetime,
    ends_at: datetime,
    zone: tzinfo,
    now: datetime,
    but: str,
) -> str:
    until = seating.free_until(seat.id, ends_at, but)
    told = (
        translate("seats", "free until {time}").format(time=day_time(until, zone, now))
        if until is not None
        else translate("seats", "free")
    )
    there = seating.staying(seat.id, starts_at)
    if there is None or there.id == but:
        return told
    return translate("seats", "{student} is still there").format(
        student=isolated(student_word(there.student_name))
    )


def _why_not(
    seat: Seat,
    seating: Seating,
    starts_at: datetime,
    ends_at: datetime,
    zone: tzinfo,
    now: datetime,
    but: str,
) -> str:
    if not seat.available:
        reason = seat.closed_reason.strip()
        if reason:
            return translate("seats", "closed: {why}").format(why=reason)
        return translate("seats", "closed")
    taken = seating.clash(seat.id, starts_at, ends_at, but)
    if taken is None or taken.starts_at is None or taken.ends_at is None:
        return ""
    who = isolated(student_word(taken.student_name))
    if taken.starts_at > starts_at:
        return translate("seats", "{student} from {time}").format(
            student=who, time=day_time(taken.starts_at, zone, now)
        )
    return translate("seats", "{student} until {time}").format(
        student=who, time=day_time(taken.ends_at, zone, now)
    )
