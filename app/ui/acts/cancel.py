"""Asks why bookings are cancelled, before they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.contract.lifecycle import Status, may_become
from app.contract.models import Booking
from app.ui.dialogs import Question

translate = QCoreApplication.translate

_LONGEST_REASON = 300


class CancelDialog(Question):
    """Opened with `open()`; `decided` carries the reason, which may be empty.

    Of one `booking`, it is the one that was looked at last; `changed(Booking)` tells that others
    have made another of it.
    """

    decided = Signal(str)
    changed = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        back: str,
        on: str,
        booking: Booking | None = None,
    ) -> None:
        super().__init__(parent, title, words, back, on, default_on=True)
        self._booking = booking
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

    @property
    def booking(self) -> Booking:
        """The booking as it is asked about."""
        assert self._booking is not None  # noqa: S101 - of several none is asked for
        return self._booking

    def follow(self, booking: Booking) -> None:
        """It is so now."""
        if self._booking is not None and booking.version != self._booking.version:
            self._booking = booking
            self.on.setEnabled(may_become(booking.status, Status.CANCELLED))
            self.changed.emit(booking)

    def _decide(self) -> None:
        self.decided.emit(" ".join(self.reason.text().split()))
