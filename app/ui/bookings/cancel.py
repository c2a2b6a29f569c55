"""Asks why a booking is cancelled, before it is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.ui.dialogs import Question

translate = QCoreApplication.translate

_LONGEST_REASON = 300


class CancelDialog(Question):
    """Opened with `open()`; `decided` carries the reason, which may be empty."""

    decided = Signal(str)

    def __init__(
        self, parent: QWidget, student: str, seat: str, when: str, *, over: bool = False
    ) -> None:
        then = (
            translate("cancel", "It is over; it stays in the list, as cancelled.")
            if over
            else translate("cancel", "The seat is free for others at once.")
        )
        super().__init__(
            parent,
            translate("cancel", "Cancel this booking?"),
            translate("cancel", "{student} · Seat {seat} · {when}\n{then}").format(
                student=student, seat=seat or "–", when=when, then=then
            ),
            translate("cancel", "Keep booking"),
            translate("cancel", "Cancel booking"),
            default_on=True,
        )
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

    def _decide(self) -> None:
        self.decided.emit(" ".join(self.reason.text().split()))
