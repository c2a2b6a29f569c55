"""What is said of several chosen bookings, and what can be done about all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.contract.lifecycle import ENDED_UNUSED, Status
from app.core.changes import BookingRow
from app.core.commands import Action
from app.ui.acts.offered import is_due, is_held_up, offered
from app.ui.acts.questions import named
from app.ui.bookings.detail import WIDTH
from app.ui.theme import Theme
from app.ui.words import money, number

translate = QCoreApplication.translate

MOST = 200
"""So many chosen bookings are looked into; of more only the number is told."""

_LOOKS = {
    Action.CONFIRM: "primary",
    Action.CHECK_IN: "primary",
    Action.CHECK_OUT: "primary",
    Action.NO_SHOW: "",
    Action.DECLINE: "danger",
    Action.CANCEL: "danger",
}
"""What can be done about all of them, from top to bottom, and how its button looks."""


class Several(QFrame):
    """The pane at the right; `closed`, or `wanted(Action, rows)` of those that allow it."""

    closed = Signal()
    wanted = Signal(object, list)

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("several", "Chosen bookings"))
        self._now = now
        self.rows: Sequence[BookingRow] = ()
        self.title = QLabel()
        self.title.setProperty("look", "title")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("look", "muted")
        self.names = QLabel()
        self.names.setWordWrap(True)
        self.names.setTextFormat(Qt.TextFormat.PlainText)
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setAccessibleName(translate("several", "Choose none"))
        close.setToolTip(translate("several", "Choose none (Esc)"))
        theme.dress(close, "close")
        close.clicked.connect(self.closed)
        top = QHBoxLayout()
        top.addWidget(self.title, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.buttons = {action: self._button(look, action) for action, look in _LOOKS.items()}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.names)
        column.addStretch()
        for button in self.buttons.values():
            column.addWidget(button)
        self.tell(0, ())

    def tell(self, count: int, rows: Sequence[BookingRow]) -> None:
        """Say of `count` chosen bookings what can be said; no `rows` when they are too many."""
        self.rows = rows
        self.title.setText(translate("several", "%n bookings", "", count))
        self.words.setText(_sums(rows) if rows else _too_many())
        self.names.setText(named([row.booking for row in rows]))
        for action, button in self.buttons.items():
            these = self._that_may(action)
            button.setText(_words(action).format(count=number(len(these))))
            button.setAccessibleName(button.text())
            button.setVisible(bool(these))

    def press(self, action: Action) -> bool:
        """As if the button of an action were pressed; False when it is not offered."""
        button = self.buttons.get(action)
        if button is None or not button.isVisible():
            return False
        button.click()
        return True

    def _that_may(self, action: Action) -> list[BookingRow]:
        now = self._now()
        return [
            row
            for row in self.rows
            if not is_held_up(row, action)
            and action in offered(row, now)
            and (action is not Action.CHECK_IN or _is_expected(row, now))
        ]

    def _want(self, action: Action) -> None:
        these = self._that_may(action)
        if these:
            self.wanted.emit(action, these)

    def _button(self, look: str, action: Action) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", look)
        button.clicked.connect(lambda: self._want(action))
        return button


def _is_expected(row: BookingRow, now: datetime) -> bool:
    # Somebody who is not expected yet is checked in one by one, where it is asked first; so is
    # whoever was let go already.
    return row.booking.status == Status.CONFIRMED and is_due(row, now)


def _words(action: Action) -> str:
    return {
        Action.CONFIRM: translate("several", "Confirm {count}"),
        Action.CHECK_IN: translate("several", "Check in {count}"),
        Action.CHECK_OUT: translate("several", "Check out {count}"),
        Action.NO_SHOW: translate("several", "Did not arrive: {count}…"),
        Action.DECLINE: translate("several", "Decline {count}…"),
        Action.CANCEL: translate("several", "Cancel {count}…"),
    }[action]


def _sums(rows: Sequence[BookingRow]) -> str:
    sums = Counter[str]()
    for row in rows:
        # Of what was given up nothing is to be paid.
        if row.booking.status not in ENDED_UNUSED:
            sums[row.booking.currency] += row.booking.total_minor
    if not sums:
        return ""
    told = [money(minor, currency) for currency, minor in sorted(sums.items())]
    return translate("several", "Together {money}").format(money=" + ".join(told))


def _too_many() -> str:
    return translate("several", "Choose up to {count} to do something about all of them.").format(
        count=number(MOST)
    )
