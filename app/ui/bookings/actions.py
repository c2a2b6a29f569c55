"""What can be done about the booking that is looked at: its buttons, and what they ask first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from app.contract.lifecycle import (
    ENDED_UNUSED,
    UNDONE,
    Status,
    holds_seat,
    is_over,
    is_time_to_check_in,
    may_step,
)
from app.contract.models import BookingKind
from app.core.changes import BookingRow
from app.core.commands import LOCAL, Action
from app.core.wording import seat_name
from app.ui.bookings.cancel import CancelDialog
from app.ui.dialogs import Question
from app.ui.sheet import restyle
from app.ui.words import pending_word, student_word

translate = QCoreApplication.translate

KEYS: dict[Action, str] = {
    Action.CONFIRM: "C",
    Action.DECLINE: "D",
    Action.CHECK_IN: "I",
    Action.CHECK_OUT: "O",
    Action.UNDO: "U",
    Action.NO_SHOW: "N",
    Action.HOLD: "H",
    Action.EXTEND: "E",
    Action.MOVE: "S",
    Action.PAY: "P",
    Action.NOTE: "T",
    Action.CANCEL: "Del",
}
"""The key of each action on a booking, on every page."""

_MAIN = (Action.CONFIRM, Action.CHECK_IN, Action.CHECK_OUT)
_SIDE = (Action.EXTEND, Action.MOVE, Action.PAY, Action.NOTE)
_LAST = (Action.UNDO, Action.NO_SHOW, Action.DECLINE, Action.CANCEL)
_LOOKS = {Action.UNDO: "quiet", Action.CANCEL: "danger", Action.DECLINE: "danger"}
_WHILE_WAITING = frozenset({Action.PAY, Action.NOTE})
"""What can be done while something else waits to be sent: it stands in no other's way."""


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
        offered = self._offered(row)
        for action, button in self.buttons.items():
            words = pending_word(action) if waits == action else self._words(action, row)
            button.setText(words)
            button.setAccessibleName(words.removesuffix("…") if waits != action else words)
            button.setToolTip(
                translate("detail", "{what} ({key})").format(
                    what=button.accessibleName(), key=KEYS[action]
                )
            )
            button.setVisible(action in offered)
            button.setEnabled(waits is None or action in _WHILE_WAITING)
        for place, action in enumerate(each for each in _SIDE if each in offered):
            self._grid.addWidget(self.buttons[action], place // 2, place % 2)
        # Who comes days before is asked about, and that is not what is to be done next.
        restyle(self.check_in_button, "look", "primary" if self._is_due(row) else "")

    def press(self, action: Action) -> None:
        """As if its button were pressed; nothing when it is not offered."""
        button = self.buttons.get(action)
        if button is not None and button.isVisible() and button.isEnabled():
            button.click()

    def _offered(self, row: BookingRow) -> set[Action]:
        booking, now = row.booking, self._now()
        status, ends_at = booking.status, booking.ends_at
        over = is_over(ends_at, now)
        begun = booking.starts_at is not None and booking.starts_at <= now
        placed = booking.starts_at is not None and ends_at is not None
        back = UNDONE.get(status)
        may = {
            Action.CONFIRM: self._may(row, Status.CONFIRMED) and status == Status.PENDING,
            Action.DECLINE: self._may(row, Status.DECLINED),
            # Back from "completed" it is an undo, which has a button of its own.
            Action.CHECK_IN: status not in UNDONE and self._may(row, Status.CHECKED_IN),
            Action.CHECK_OUT: status == Status.CHECKED_IN,
            Action.UNDO: back is not None and self._may(row, back),
            Action.NO_SHOW: begun and self._may(row, Status.NO_SHOW),
            Action.EXTEND: placed
            and holds_seat(status)
            and booking.kind in set(BookingKind)
            and (not over or status == Status.CHECKED_IN),
            Action.MOVE: placed and holds_seat(status) and not over,
            Action.PAY: status not in ENDED_UNUSED and _is_priced(row),
            Action.NOTE: True,
            Action.CANCEL: self._may(row, Status.CANCELLED),
        }
        return {action for action, offered in may.items() if offered}

    def _words(self, action: Action, row: BookingRow) -> str:
        status = row.booking.status
        if action is Action.CHECK_IN and status == Status.NO_SHOW:
            return translate("detail", "Check in after all")
        if action is Action.CHECK_IN and not self._is_due(row):
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

    def _is_due(self, row: BookingRow) -> bool:
        booking = row.booking
        # Some servers name no start; then nothing says that it is early.
        return booking.starts_at is None or is_time_to_check_in(
            booking.starts_at, booking.ends_at, self._now()
        )

    def _may(self, row: BookingRow, then: Status) -> bool:
        return may_step(row.booking.status, then, row.booking.ends_at, self._now())

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
        if action not in self._offered(row):
            # It ended while the button stood there.
            self.tell(row, self._when)
        elif action is Action.CANCEL:
            self._ask_cancel(row)
        elif action is Action.DECLINE:
            self._ask_decline(row)
        elif action is Action.CHECK_IN and not self._is_due(row):
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


def _is_priced(row: BookingRow) -> bool:
    """Whether it is known what it costs; of a walk-in that waits only the hub may know."""
    booking = row.booking
    return bool(booking.currency) and (bool(booking.total_minor) or LOCAL not in booking.id)
