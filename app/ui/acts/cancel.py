"""Asks why bookings are cancelled, before they are."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.ui.dialogs import Question

translate = QCoreApplication.translate

_LONGEST_REASON = 300


class CancelDialog(Question):
    """Opened with `open()`; `decided` carries the reason, which may be empty."""

    decided = Signal(str)

    def __init__(self, parent: QWidget, title: str, words: str, back: str, on: str) -> None:
        super().__init__(parent, title, words, back, on, default_on=True)
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
