"""What can be done about the booking that is looked at: its buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout

from app.contract.lifecycle import Status
from app.core.changes import BookingRow
from app.core.commands import Action
from app.ui.acts.offered import KEYS, is_due, is_held_up, offered
from app.ui.sheet import restyle
from app.ui.words import pending_word

translate = QCoreApplication.translate

_MAIN = (Action.CONFIRM, Action.CHECK_IN, Action.CHECK_OUT)
_SIDE = (Action.EXTEND, Action.MOVE, Action.PAY, Action.NOTE)
_LAST = (Action.UNDO, Action.NO_SHOW, Action.DECLINE, Action.CANCEL)
_LOOKS = {Action.UNDO: "quiet", Action.CANCEL: "danger", Action.DECLINE: "danger"}


class Actions(QFrame):
    """Buttons below a booking's detail; `wanted(Action)` is pressed."""

    wanted = Signal(object)

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._row: BookingRow | None = None
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

    def tell(self, row: BookingRow) -> None:
        """Offer what `row` allows."""
        self._row = row
        offered_now = offered(row, self._now())
        for action, button in self.buttons.items():
            # What may be done again meanwhile keeps its name.
            waits = row.pending == action and is_held_up(row, action)
            words = pending_word(action) if waits else self._words(action, row)
            button.setText(words)
            button.setAccessibleName(words if waits else words.removesuffix("…"))
            button.setToolTip(
                translate("detail", "{what} ({key})").format(
                    what=button.accessibleName(), key=KEYS[action]
                )
            )
            button.setVisible(action in offered_now)
            button.setEnabled(not is_held_up(row, action))
        for place, action in enumerate(each for each in _SIDE if each in offered_now):
            self._grid.addWidget(self.buttons[action], place // 2, place % 2)
        # Who comes days before is asked about, and that is not what is to be done next.
        restyle(self.check_in_button, "look", "primary" if is_due(row, self._now()) else "")

    def press(self, action: Action) -> bool:
        """As if its button were pressed; False when it is not offered."""
        button = self.buttons.get(action)
        if button is None or not button.isVisible():
            return False
        if not button.isEnabled():
            # Pressed a moment ago it is that press that waits; else another one does.
            return self._row is not None and self._row.pending is None
        button.click()
        return True

    def _words(self, action: Action, row: BookingRow) -> str:
        status = row.booking.status
        if action is Action.CHECK_IN and status == Status.NO_SHOW:
            return translate("detail", "Check in after all")
        if action is Action.CHECK_IN and not is_due(row, self._now()):
            return translate("detail", "Check in early…")
        if action is Action.UNDO and row.pending not in {None, Action.UNDO}:
            return translate("detail", "Take back what waits")
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
        if action in offered(row, self._now()):
            self.wanted.emit(action)
        else:
            # It ended while the button stood there.
            self.tell(row)

    def wait(self) -> None:
        """Offer no other step until it is known what became of the one that was pressed."""
        for each in (*_MAIN, *_LAST):
            self.buttons[each].setEnabled(False)
