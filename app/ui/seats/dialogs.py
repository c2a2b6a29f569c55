"""What is asked before a seat is added, named anew or closed."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QListWidget, QWidget

from app.contract.errors import StaleVersion, StudySpotError
from app.contract.models import Booking, Seat
from app.contract.requests import SeatEdit, SeatRequest, SeatSight
from app.ui.asking import Ask, Asking
from app.ui.dialogs import Question
from app.ui.forms import Field, NumberField, TextField
from app.ui.options import Options
from app.ui.seats.told import bar_words
from app.ui.tasks import Tasks
from app.ui.usual_fields import all_right, text_wrong

translate = QCoreApplication.translate

Work = Coroutine[Any, Any, object]

_MOST_AT_ONCE = 500
_LISTED = 6


class AddDialog(Asking):
    """Asks `add` for a `SeatRequest`."""

    def __init__(self, parent: QWidget, tasks: Tasks, add: Callable[[SeatRequest], Work]) -> None:
        super().__init__(
            parent,
            translate("seats", "Which seats are added?"),
            translate(
                "seats", "Several get labels that follow on; one gets the label that you give it."
            ),
            translate("seats", "Add"),
            tasks,
        )
        self._add = add
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
        self._tell()
        self.count.line.setFocus()
        self.count.line.selectAll()

    @property
    def fields(self) -> Mapping[str, Field]:
        """The one that is shown."""
        return {"count": self.count, "label": self.label}

    def asked(self) -> Ask | None:
        """What is to be added."""
        most = translate("seats", "Type a number from 1 to {most}.").format(most=_MOST_AT_ONCE)
        if self.how.value():
            request = SeatRequest(count=self.count.value())
            right = all_right({self.count: "" if request.count is not None else most})
        else:
            request = SeatRequest(label=self.label.text())
            right = all_right({self.label: text_wrong(self.label.text())})
        return partial(self._add, request) if right else None

    def _tell(self) -> None:
        several = self.how.value()
        self.count.setVisible(several)
        self.label.setVisible(not several)


class NameDialog(Asking):
    """Asks `edit` for a `SeatEdit` of label and room."""

    def __init__(
        self,
        parent: QWidget,
        seat: Seat,
        rooms: Sequence[str],
        tasks: Tasks,
        edit: Callable[[SeatEdit], Work],
    ) -> None:
        self._seat, self._edit = seat, edit
        super().__init__(
            parent,
            translate("seats", "What is seat {label} called?").format(label=seat.label),
            translate("seats", "Bookings of it keep the seat, and show its new label."),
            translate("seats", "Save"),
            tasks,
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
        self._tell()
        self.label.line.setFocus()
        self.label.line.selectAll()

    @property
    def fields(self) -> Mapping[str, Field]:
        """Label and room."""
        return {"label": self.label, "room": self.room}

    def asked(self) -> Ask | None:
        """What is different now."""
        right = all_right({self.label: text_wrong(self.label.text())})
        return partial(self._edit, self._different()) if right else None

    def _different(self) -> SeatEdit:
        label, room = self.label.text(), self.room.text()
        told: dict[str, Any] = {"label": label} if label != self._seat.label else {}
        told |= {"room": room} if room != self._seat.room else {}
        # Only what is changed was looked at: one may name the seat and another one its room.
        seen = SeatSight(**{name: getattr(self._seat, name) for name in told})
        return SeatEdit(**told, seen=seen) if told else SeatEdit()

    def _refuse(self, error: StudySpotError) -> None:
        """Who changed it first has not lost it; what was typed here may follow."""
        super()._refuse(error)
        if isinstance(error, StaleVersion):
            with suppress(msgspec.ValidationError):
                self._seat = msgspec.convert(error.details.get("current"), Seat)

    def _tell(self) -> None:
        self.on.setEnabled(self._different() != SeatEdit())


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
