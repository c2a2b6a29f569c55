"""What can be done about the booking that is looked at: its buttons, and what they ask first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from app.contract.lifecycle import Status, is_over
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.wording import seat_name
from app.ui.acts.offered import KEYS, WHILE_WAITING, is_due, offered
from app.ui.bookings.cancel import CancelDialog
from app.ui.dialogs import Question
from app.ui.sheet import restyle
from app.ui.words import pending_word, student_word

translate = QCoreApplication.translate

_MAIN = (Action.CONFIRM, Action.CHECK_IN, Action.CHECK_OUT)
_SIDE = (Action.EXTEND, Action.MOVE, Action.PAY, Action.NOTE)
_LAST = (Action.UNDO, Action.NO_SHOW, Action.DECLINE, Action.CANCEL)
_LOOKS = {Action.UNDO: "quiet", Action.CANCEL: "danger", Action.DECLINE: "danger"}


class Actions(QFrame):
    """Buttons below a booking's detail.

    `wanted(Action)` is pressed, after a question if it needs one; `cancel` carries the id and
    the reason.
    """

    wanted = Signal(object)
    cancel = Signal(str, str)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._row: BookingRow | None = None
        self._when = ""
        self.setProperty("look", "surface")
        self.buttons = {action: self._button(action) for action in (*_MAIN, *_SIDE, *_LAST)}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 8, 20, 18)
        column.setSpacing(8)
        for action in _MAIN:
            column.addWidget(self.buttons[action])
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        column.addLayout(self._grid)
        for action in _LAST:
            column.addWidget(self.buttons[action])

    @property
    def check_in_button(self) -> QPushButton:
        """Checks in."""
        return self.buttons[Action.CHECK_IN]

    @property
    def check_out_button(self) -> QPushButton:
        """Checks out."""
        return self.buttons[Action.CHECK_OUT]

    @property
    def undo_button(self) -> QPushButton:
        """Takes a check-in or check-out back."""
        return self.buttons[Action.UNDO]

    @property
    def cancel_button(self) -> QPushButton:
        """Cancels, after a question."""
        return self.buttons[Action.CANCEL]

    def tell(self, row: BookingRow, when: str) -> None:
        """Offer what `row` allows; `when` is its time in words."""
        self._row, self._when = row, when
        waits = row.pending
        offered_now = offered(row, self._now())
        for action, button in self.buttons.items():
            words = pending_word(action) if waits == action else self._words(action, row)
            button.setText(words)
            button.setAccessibleName(words.removesuffix("…") if waits != action else words)
            button.setToolTip(
                translate("detail", "{what} ({key})").format(
                    what=button.accessibleName(), key=KEYS[action]
                )
            )
            button.setVisible(action in offered_now)
            button.setEnabled(waits is None or action in WHILE_WAITING)
        for place, action in enumerate(each for each in _SIDE if each in offered_now):
            self._grid.addWidget(self.buttons[action], place // 2, place % 2)
        # Who comes days before is asked about, and that is not what is to be done next.
        restyle(self.check_in_button, "look", "primary" if is_due(row, self._now()) else "")

    def press(self, action: Action) -> None:
        """As if its button were pressed; nothing when it is not offered."""
        button = self.buttons.get(action)
        if button is not None and button.isVisible() and button.isEnabled():
            button.click()

    def _words(self, action: Action, row: BookingRow) -> str:
        status = row.booking.status
        if action is Action.CHECK_IN and status == Status.NO_SHOW:
            return translate("detail", "Check in after all")
        if action is Action.CHECK_IN and not is_due(row, self._now()):
            return translate("detail", "Check in early…")
        if action is Action.UNDO and status != Status.CHECKED_IN:
            return translate("detail", "Undo check-out")
        return {
            Action.CONFIRM: translate("detail", "Confirm"),
            Action.DECLINE: translate("detail", "Decline…"),
            Action.CHECK_IN: translate("detail", "Check in"),
            Action.CHECK_OUT: translate("detail", "Check out"),
            Action.UNDO: translate("detail", "Undo check-in"),
            Action.NO_SHOW: translate("detail", "Did not arrive"),
            Action.EXTEND: translate("detail", "Another end…"),
            Action.MOVE: translate("detail", "Other seat…"),
            Action.PAY: translate("detail", "Payment…"),
            Action.NOTE: translate("detail", "Note…"),
            Action.CANCEL: translate("detail", "Cancel booking…"),
        }[action]

    def _button(self, action: Action) -> QPushButton:
        # With a parent from the start: shown without one, it would be a window of its own.
        button = QPushButton(self)
        button.setProperty("look", "primary" if action in _MAIN else _LOOKS.get(action, ""))
        button.clicked.connect(lambda: self._press(action))
        return button

    def _press(self, action: Action) -> None:
        row = self._row
        if row is None:
            return
        if action not in offered(row, self._now()):
            # It ended while the button stood there.
            self.tell(row, self._when)
        elif action is Action.CANCEL:
            self._ask_cancel(row)
        elif action is Action.DECLINE:
            self._ask_decline(row)
        elif action is Action.CHECK_IN and not is_due(row, self._now()):
            self._ask_early(row)
        else:
            self._want(action)

    def _want(self, action: Action, booking_id: str = "") -> None:
        """Ask for it, unless another booking is looked at by now."""
        if self._row is None or (booking_id and booking_id != self._row.booking.id):
            return
        if action not in _SIDE:
            for each in (*_MAIN, *_LAST):
                self.buttons[each].setEnabled(False)
        self.wanted.emit(action)

    def _ask_early(self, row: BookingRow) -> None:
        question = Question(
            self,
            translate("detail", "Check in {student} now?").format(
                student=student_word(row.booking.student_name)
            ),
            translate("detail", "This booking is not for now. It is for:\n{when}").format(
                when=self._when
            ),
            translate("detail", "Do not check in"),
            translate("detail", "Check in now"),
            harmless=True,
        )
        question.accepted.connect(lambda: self._want(Action.CHECK_IN, row.booking.id))
        question.open()

    def _ask_decline(self, row: BookingRow) -> None:
        question = Question(
            self,
            translate("detail", "Decline {student}?").format(
                student=student_word(row.booking.student_name)
            ),
            translate("detail", "The student is told, and the seat is free for others at once."),
            translate("detail", "Leave it open"),
            translate("detail", "Decline"),
        )
        question.accepted.connect(lambda: self._want(Action.DECLINE, row.booking.id))
        question.open()

    def _ask_cancel(self, row: BookingRow) -> None:
        booking = row.booking
        dialog = CancelDialog(
            self,
            student_word(booking.student_name),
            seat_name(booking),
            self._when,
            over=is_over(booking.ends_at, self._now()),
        )
        dialog.decided.connect(lambda reason: self.cancel.emit(booking.id, reason))
        dialog.open()
