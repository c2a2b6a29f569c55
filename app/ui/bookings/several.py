"""What is said of several chosen bookings, and what can be done about all of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QVBoxLayout

from app.contract.lifecycle import Status, is_time_to_check_in, may_step
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.wording import seat_name
from app.ui.bookings.detail import WIDTH
from app.ui.dialogs import Question
from app.ui.theme import Theme
from app.ui.words import money, number, student_word

translate = QCoreApplication.translate

MOST = 200
"""So many chosen bookings are looked into; of more only the number is told."""

_NAMED = 8


class Several(QFrame):
    """The pane at the right; `closed`, or ids in `check_in`, `check_out` and `cancel`."""

    closed = Signal()
    check_in = Signal(list)
    check_out = Signal(list)
    cancel = Signal(list)

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
        self.check_in_button = self._button("primary", lambda: self._send(Status.CHECKED_IN))
        self.check_out_button = self._button("primary", lambda: self._send(Status.COMPLETED))
        self.cancel_button = self._button("danger", self._ask_cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 18)
        column.setSpacing(10)
        column.addLayout(top)
        column.addWidget(self.words)
        column.addWidget(self.names)
        column.addStretch()
        for button in (self.check_in_button, self.check_out_button, self.cancel_button):
            column.addWidget(button)
        self.tell(0, ())

    def tell(self, count: int, rows: Sequence[BookingRow]) -> None:
        """Say of `count` chosen bookings what can be said; no `rows` when they are too many."""
        self.rows = rows
        self.title.setText(translate("several", "%n bookings", "", count))
        self.words.setText(_sums(rows) if rows else _too_many())
        self.names.setText(_names(rows))
        for button, then, words in (
            (self.check_in_button, Status.CHECKED_IN, translate("several", "Check in {count}")),
            (self.check_out_button, Status.COMPLETED, translate("several", "Check out {count}")),
            (self.cancel_button, Status.CANCELLED, translate("several", "Cancel {count}…")),
        ):
            these = self._that_may(then)
            button.setText(words.format(count=number(len(these))))
            button.setAccessibleName(button.text())
            button.setVisible(bool(these))

    def press(self, action: Action) -> None:
        """As if the button of an action were pressed; nothing when it is not offered."""
        button = {
            Action.CHECK_IN: self.check_in_button,
            Action.CHECK_OUT: self.check_out_button,
            Action.CANCEL: self.cancel_button,
        }.get(action)
        if button is not None and button.isVisible():
            button.click()

    def _that_may(self, then: Status) -> list[str]:
        now = self._now()
        return [
            row.booking.id
            for row in self.rows
            if row.pending is None
            and may_step(row.booking.status, then, row.booking.ends_at, now)
            and (then is not Status.CHECKED_IN or _is_due(row, now))
        ]

    def _send(self, then: Status) -> None:
        these = self._that_may(then)
        signal = self.check_in if then is Status.CHECKED_IN else self.check_out
        if these:
            signal.emit(these)

    def _ask_cancel(self) -> None:
        these = self._that_may(Status.CANCELLED)
        question = Question(
            self,
            translate("several", "Cancel %n bookings?", "", len(these)),
            translate("several", "Their seats are free for others at once.\n{names}").format(
                names=_names([row for row in self.rows if row.booking.id in these])
            ),
            translate("several", "Keep them"),
            translate("several", "Cancel them"),
        )
        question.accepted.connect(lambda: self.cancel.emit(these))
        question.open()

    def _button(self, look: str, pressed: Callable[[], None]) -> QPushButton:
        button = QPushButton()
        button.setProperty("look", look)
        button.clicked.connect(pressed)
        return button


def _is_due(row: BookingRow, now: datetime) -> bool:
    # Somebody who is not expected yet is checked in one by one, where it is asked first; so is
    # whoever was let go already.
    booking = row.booking
    return booking.status == Status.CONFIRMED and (
        booking.starts_at is None or is_time_to_check_in(booking.starts_at, booking.ends_at, now)
    )


def _sums(rows: Sequence[BookingRow]) -> str:
    sums = Counter[str]()
    for row in rows:
        sums[row.booking.currency] += row.booking.total_minor
    told = [money(minor, currency) for currency, minor in sorted(sums.items())]
    return translate("several", "Together {money}").format(money=" + ".join(told))


def _too_many() -> str:
    return translate("several", "Choose up to {count} to do something about all of them.").format(
        count=number(MOST)
    )


def _names(rows: Sequence[BookingRow]) -> str:
    told = [
        translate("several", "{student} · {seat}").format(
            student=student_word(row.booking.student_name), seat=seat_name(row.booking) or "–"
        )
        for row in rows[:_NAMED]
    ]
    if len(rows) > _NAMED:
        told.append(
            translate("several", "and {count} more").format(count=number(len(rows) - _NAMED))
        )
    return "\n".join(told)
