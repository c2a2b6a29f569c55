"""Asks which seat a booking moves to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.contract.models import Booking, Seat
from app.core.seating import Seating
from app.core.wording import seat_name
from app.ui.acts.seat_list import SeatList
from app.ui.dialogs import Question
from app.ui.words import day_time, end_time, student_within

translate = QCoreApplication.translate


class MoveDialog(Question):
    """Opened with `open()`; `decided` carries the id of the seat, for `booking` as it is then."""

    decided = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        booking: Booking,
        seats: Sequence[Seat],
        seating: Seating,
        zone: tzinfo,
        now: datetime,
    ) -> None:
        super().__init__(
            parent,
            translate("move", "To which seat?"),
            "",
            translate("move", "Leave it"),
            translate("move", "Move"),
            harmless=True,
            default_on=True,
        )
        self._zone = zone
        self._following, self._lost = False, ""
        self.seats = SeatList()
        self.told = QLabel()
        self.told.setProperty("look", "wrong")
        self.told.setWordWrap(True)
        self.body.addWidget(self.seats)
        self.body.addWidget(self.told)
        self.follow(booking, seats, seating, now)
        self.seats.changed.connect(self._chosen)
        self.accepted.connect(lambda: self.decided.emit(self.seats.seat_id()))
        self.seats.setFocus()

    def follow(
        self, booking: Booking, seats: Sequence[Seat], seating: Seating, now: datetime
    ) -> None:
        """Show booking and seats as they are by now; what is chosen stays, if it is free.

        If it is not, that is said, and nobody is moved before a seat is chosen anew.
        """
        chosen = self.seats.seat_id()
        assert booking.starts_at is not None  # noqa: S101 - only such are offered another seat
        assert booking.ends_at is not None  # noqa: S101 - likewise
        self.booking, zone = booking, self._zone
        self.what.setText(
            translate("move", "{student} · now on {seat} · {start} – {end}").format(
                student=student_within(booking.student_name),
                seat=seat_name(booking) or "–",
                start=day_time(booking.starts_at, zone, now),
                end=end_time(booking.starts_at, booking.ends_at, zone, now),
            )
        )
        others = [seat for seat in seats if seat.id != booking.seat_id]
        # Of what is over already nobody wants the seat.
        since = max(now, booking.starts_at)
        self._following = True
        self.seats.tell(others, seating, since, booking.ends_at, zone, now, booking.id)
        self._following = False
        lost = next((each for each in others if each.id == chosen), None)
        if lost is not None and self.seats.seat_id() != chosen:
            self._lost = translate(
                "move", "Seat {seat} cannot be had any more. Choose another."
            ).format(seat=lost.label)
        self._tell()

    def _chosen(self) -> None:
        if not self._following:
            self._lost = ""
            self._tell()

    def _tell(self) -> None:
        self.told.setText(self._lost)
        self.told.setVisible(bool(self._lost))
        self.on.setEnabled(bool(self.seats.seat_id()) and not self._lost)
