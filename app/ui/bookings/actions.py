"""What can be done about the booking that is looked at: its buttons, and what they ask first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout

from app.contract.lifecycle import UNDONE, Status, is_over, is_time_to_check_in, may_step
from app.core.changes import BookingRow
from app.core.wording import seat_name
from app.ui.bookings.cancel import CancelDialog
from app.ui.dialogs import Question
from app.ui.sheet import restyle
from app.ui.words import pending_word, student_word

translate = QCoreApplication.translate


class Actions(QFrame):
    """Buttons below a booking's detail; each signal carries the booking's id."""

    check_in = Signal(str)
    check_out = Signal(str)
    undo = Signal(str)
    cancel = Signal(str, str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._row: BookingRow | None = None
        self._when = ""
        self.setProperty("look", "surface")
        self.check_in_button = self._button("primary", self._press_check_in)
        self.check_out_button = self._button(
            "primary", self._press_check_out, translate("detail", "Check out")
        )
        self.undo_button = self._button("quiet", self._press_undo)
        self.cancel_button = self._button(
            "danger", self._press_cancel, translate("detail", "Cancel booking…")
        )
        self.cancel_button.setAccessibleName(translate("detail", "Cancel booking"))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 18)
        column.setSpacing(8)
        for button in self._buttons():
            column.addWidget(button)

    def tell(self, row: BookingRow, when: str) -> None:
        """Offer what `row` allows; `when` is its time in words."""
        self._row, self._when = row, when
        status, waits = row.booking.status, row.pending
        # Some servers name no start; then nothing says that it is early.
        due = row.booking.starts_at is None or self._is_due(row)
        if status == Status.NO_SHOW:
            name = translate("detail", "Check in after all")
        elif due:
            name = translate("detail", "Check in")
        else:
            # It asks first, and is not what is to be done next.
            name = translate("detail", "Check in early…")
        restyle(self.check_in_button, "look", "primary" if due else "")
        back = (
            translate("detail", "Undo check-in")
            if status == Status.CHECKED_IN
            else translate("detail", "Undo check-out")
        )
        offered = {
            self.check_in_button: (self._may_check_in(row), "check_in", name),
            self.check_out_button: (
                status == Status.CHECKED_IN,
                "check_out",
                translate("detail", "Check out"),
            ),
            self.undo_button: (self._may_undo(row), "undo", back),
        }
        for button, (may, action, words) in offered.items():
            told = pending_word(action) if waits == action else words
            button.setText(told)
            button.setAccessibleName(told)
            button.setVisible(may)
        self.cancel_button.setVisible(self._may(row, Status.CANCELLED))
        for button in self._buttons():
            button.setEnabled(waits is None)

    def _may_check_in(self, row: BookingRow) -> bool:
        # Back from "completed" it is an undo, which has a button of its own.
        return row.booking.status not in UNDONE and self._may(row, Status.CHECKED_IN)

    def _is_due(self, row: BookingRow) -> bool:
        booking = row.booking
        return is_time_to_check_in(booking.starts_at, booking.ends_at, self._now())

    def _may_undo(self, row: BookingRow) -> bool:
        back = UNDONE.get(row.booking.status)
        return back is not None and self._may(row, back)

    def _may(self, row: BookingRow, then: Status) -> bool:
        return may_step(row.booking.status, then, row.booking.ends_at, self._now())

    def _buttons(self) -> tuple[QPushButton, ...]:
        return (
            self.check_in_button,
            self.check_out_button,
            self.undo_button,
            self.cancel_button,
        )

    def _button(self, look: str, pressed: Callable[[], None], words: str = "") -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", look)
        button.clicked.connect(pressed)
        return button

    def _press_check_in(self) -> None:
        if self._row is None:
            return
        booking = self._row.booking
        if self._is_due(self._row):
            self._send(self.check_in.emit)
            return
        if not self._may_check_in(self._row):
            # It ended while the button stood there.
            self.tell(self._row, self._when)
            return
        question = Question(
            self,
            translate("detail", "Check in {student} now?").format(
                student=student_word(booking.student_name)
            ),
            translate("detail", "This booking is not for now. It is for:\n{when}").format(
                when=self._when
            ),
            translate("detail", "Do not check in"),
            translate("detail", "Check in now"),
            harmless=True,
        )
        question.accepted.connect(lambda: self._send(self.check_in.emit, booking.id))
        question.open()

    def _press_check_out(self) -> None:
        self._send(self.check_out.emit)

    def _press_undo(self) -> None:
        self._send(self.undo.emit)

    def _send(self, emit: Callable[[str], None], booking_id: str = "") -> None:
        """Ask for it, unless another booking is looked at by now."""
        if self._row is None or (booking_id and booking_id != self._row.booking.id):
            return
        for button in self._buttons():
            button.setEnabled(False)
        emit(self._row.booking.id)

    def _press_cancel(self) -> None:
        if self._row is None:
            return
        booking = self._row.booking
        dialog = CancelDialog(
            self,
            student_word(booking.student_name),
            seat_name(booking),
            self._when,
            over=is_over(booking.ends_at, self._now()),
        )
        dialog.decided.connect(lambda reason: self.cancel.emit(booking.id, reason))
        dialog.open()
