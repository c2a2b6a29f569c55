"""Asks why bookings are cancelled, before they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.contract.lifecycle import Status, may_become
from app.contract.models import Booking
from app.ui.dialogs import Question

translate = QCoreApplication.translate

_LONGEST_REASON = 300


class CancelDialog(Question):
    """Opened with `open()`; `decided` carries the reason, which may be empty.

    `bookings` are as they were looked at last, `words` says of them what is to be known.
    """

    decided = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        back: str,
        on: str,
        bookings: Sequence[Booking],
        words: Callable[[Sequence[Booking]], str],
    ) -> None:
        super().__init__(parent, title, words(bookings), back, on, default_on=True)
        self.bookings, self._words = tuple(bookings), words
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.setPlaceholderText(translate("cancel", "For example: asked by phone"))
        self.reason.setAccessibleName(translate("cancel", "Reason, may be left empty"))
        label = QLabel(translate("cancel", "Reason (the student can read it)"))
        label.setBuddy(self.reason)
        self.body.addWidget(label)
        self.body.addWidget(self.reason)
        self.reason.setFocus()
        self.accepted.connect(self._decide)

    def to_cancel(self) -> list[Booking]:
        """Those that can be cancelled, as far as is known."""
        return [each for each in self.bookings if may_become(each.status, Status.CANCELLED)]

    def follow(self, bookings: Sequence[Booking]) -> None:
        """These are so now."""
        now = {each.id: each for each in bookings}
        then = tuple(now.get(each.id, each) for each in self.bookings)
        if [each.version for each in then] == [each.version for each in self.bookings]:
            return
        self.bookings = then
        self.on.setEnabled(bool(self.to_cancel()))
        words = (
            translate("acts", "Somebody has changed this meanwhile. It is now:\n{words}")
            if len(then) == 1
            else translate("several", "Somebody has changed these meanwhile. Now it is:\n{words}")
        )
        self.what.setText(words.format(words=self._words(then)))
        # What is told of that may take more lines than there was room for.
        self.adjustSize()

    def _decide(self) -> None:
        self.decided.emit(" ".join(self.reason.text().split()))
