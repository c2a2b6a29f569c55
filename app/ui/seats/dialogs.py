"""What is asked before a seat is added, named anew or closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QListWidget, QWidget

from app.contract.models import Booking, Seat
from app.contract.requests import SeatEdit, SeatRequest
from app.ui.dialogs import Question
from app.ui.forms import NumberField, TextField
from app.ui.options import Options
from app.ui.seats.told import bar_words

translate = QCoreApplication.translate

_MOST_AT_ONCE = 500
_LISTED = 6


class AddDialog(Question):
    """Opened with `open()`; `decided` carries a `SeatRequest`."""

    decided = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(
            parent,
            translate("seats", "Which seats are added?"),
            translate(
                "seats", "Several get labels that follow on; one gets the label that you give it."
            ),
            translate("seats", "Leave it"),
            translate("seats", "Add"),
            harmless=True,
            default_on=True,
        )
        self.how = Options(
            translate("seats", "How many"),
            ((True, translate("seats", "Several")), (False, translate("seats", "One"))),
        )
        self.count = NumberField(translate("seats", "How many seats"), 1, _MOST_AT_ONCE, 10)
        self.label = TextField(translate("seats", "Label"), translate("seats", "such as W-1"))
        self.body.addWidget(self.how)
        self.body.addWidget(self.count)
        self.body.addWidget(self.label)
        self.how.changed.connect(self._tell)
        self.count.line.textChanged.connect(self._tell)
        self.label.line.textChanged.connect(self._tell)
        self.accepted.connect(lambda: self.decided.emit(self.request()))
        self._tell()
        self.count.line.setFocus()
        self.count.line.selectAll()

    def request(self) -> SeatRequest:
        """What is to be added."""
        if self.how.value():
            return SeatRequest(count=self.count.value())
        return SeatRequest(label=self.label.text())

    def _tell(self) -> None:
        several = self.how.value()
        self.count.setVisible(several)
        self.label.setVisible(not several)
        count = self.count.value()
        self.count.wrong(
            ""
            if count is not None
            else translate("seats", "Type a number from 1 to {most}.").format(most=_MOST_AT_ONCE)
        )
        self.on.setEnabled(count is not None if several else bool(self.label.text()))


class NameDialog(Question):
    """Opened with `open()`; `decided` carries a `SeatEdit` of label and room."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, seat: Seat, rooms: Sequence[str]) -> None:
        self._seat = seat
        super().__init__(
            parent,
            translate("seats", "What is seat {label} called?").format(label=seat.label),
            translate("seats", "Bookings of it keep the seat, and show its new label."),
            translate("seats", "Leave it"),
            translate("seats", "Save"),
            harmless=True,
            default_on=True,
        )
        self.label = TextField(translate("seats", "Label"), value=seat.label)
        self.room = TextField(
            translate("seats", "Room"), translate("seats", "none"), value=seat.room
        )
        self.room.line.setCompleter(QCompleter(sorted(name for name in rooms if name)))
        self.body.addWidget(self.label)
        self.body.addWidget(self.room)
        self.label.line.textChanged.connect(self._tell)
        self.room.line.textChanged.connect(self._tell)
        self.accepted.connect(lambda: self.decided.emit(self.edit()))
        self._tell()
        self.label.line.setFocus()
        self.label.line.selectAll()

    def edit(self) -> SeatEdit:
        """What is different now."""
        edit = SeatEdit()
        if self.label.text() != self._seat.label:
            edit = SeatEdit(label=self.label.text())
        if self.room.text() != self._seat.room:
            edit = SeatEdit(label=edit.label, room=self.room.text())
        return edit

    def _tell(self) -> None:
        self.on.setEnabled(bool(self.label.text()) and self.edit() != SeatEdit())


class CloseDialog(Question):
    """Opened with `open()`; `decided` carries a `SeatEdit` that closes the seat.

    `affected` are the bookings that hold it from now on.
    """

    decided = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        seat: Seat,
        affected: Sequence[Booking],
        zone: tzinfo,
        now: datetime,
    ) -> None:
        words = translate("seats", "Nobody can book it until it is opened again.")
        if affected:
            words = translate(
                "seats",
                "Nobody can book it until it is opened again. Bookings that hold it stay; find "
                "another seat for them, from the list beside the map.",
            )
        super().__init__(
            parent,
            translate("seats", "Close seat {label}?").format(label=seat.label),
            words,
            translate("seats", "Leave it open"),
            translate("seats", "Close it"),
            default_on=True,
        )
        self.reason = TextField(
            translate("seats", "Why"), translate("seats", "such as broken lamp")
        )
        self.body.addWidget(self.reason)
        self.list = QListWidget()
        if affected:
            count = QLabel(translate("seats", "%n bookings hold it", "", len(affected)))
            count.setProperty("look", "heading")
            self.body.addWidget(count)
            self.list.setAccessibleName(count.text())
            for booking in affected:
                self.list.addItem(bar_words(booking, zone, now))
            self.list.setFixedHeight(min(len(affected), _LISTED) * 27 + 10)
            self.body.addWidget(self.list)
        self.accepted.connect(
            lambda: self.decided.emit(SeatEdit(available=False, closed_reason=self.reason.text()))
        )
        self.reason.line.setFocus()
