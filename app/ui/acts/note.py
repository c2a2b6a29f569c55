"""Asks what the note of a booking says."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.contract.models import Booking
from app.ui.dialogs import Question
from app.ui.sheet import restyle
from app.ui.words import number, student_word

translate = QCoreApplication.translate

LONGEST = 2000
"""Characters, as the hub takes them."""


class NoteDialog(Question):
    """Opened with `open()`; `decided` carries the text."""

    decided = Signal(str)

    def __init__(self, parent: QWidget, booking: Booking) -> None:
        super().__init__(
            parent,
            translate("note", "Note"),
            translate("note", "{student} · the student can read it, too").format(
                student=student_word(booking.student_name)
            ),
            translate("note", "Leave it"),
            translate("note", "Keep the note"),
            harmless=True,
            default_on=True,
        )
        self.text = QPlainTextEdit(booking.note)
        self.text.setAccessibleName(translate("note", "Note"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(110)
        self.text.textChanged.connect(self._tell)
        self.told = QLabel()
        self.body.addWidget(self.text)
        self.body.addWidget(self.told)
        keep = QShortcut(QKeySequence("Ctrl+Return"), self)
        keep.setContext(Qt.ShortcutContext.WindowShortcut)
        keep.activated.connect(self.on.click)
        self.accepted.connect(lambda: self.decided.emit(self.text.toPlainText().strip()))
        self._tell()
        self.text.setFocus()
        self.text.selectAll()

    def _tell(self) -> None:
        over = len(self.text.toPlainText()) - LONGEST
        self.told.setText(
            translate("note", "{count} characters too many.").format(count=number(over))
            if over > 0
            else translate("note", "Ctrl+Enter keeps it.")
        )
        restyle(self.told, "look", "wrong" if over > 0 else "small")
        self.on.setEnabled(over <= 0)
