"""Asks what the note of a booking says."""

from __future__ import annotations

from msgspec import UNSET
from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

from app.contract.models import Booking, BookingEdit
from app.core.changes import BookingRow
from app.ui.dialogs import Question
from app.ui.sheet import restyle
from app.ui.words import number, student_within

translate = QCoreApplication.translate

LONGEST = 2000
"""Characters, as the hub takes them."""


class NoteDialog(Question):
    """Opened with `open()`; `decided` carries the text for `row`, as it is by then."""

    decided = Signal(str)

    def __init__(self, parent: QWidget, row: BookingRow, wanted: BookingEdit | None = None) -> None:
        self.row = row
        booking = row.awaited
        super().__init__(
            parent,
            translate("note", "Note"),
            translate("note", "{student} · the student can read it, too").format(
                student=student_within(booking.student_name)
            ),
            translate("note", "Leave it"),
            translate("note", "Keep the note"),
            harmless=True,
            default_on=True,
        )
        self.standing = QLabel()
        self.standing.setTextFormat(Qt.TextFormat.PlainText)
        self.standing.setWordWrap(True)
        self.standing.setProperty("look", "muted")
        self.standing.hide()
        self.body.addWidget(self.standing)
        text = booking.note
        if wanted is not None and wanted.note is not UNSET and wanted.note != booking.note:
            text = wanted.note
            self._tell_standing()
        self.text = QPlainTextEdit(text)
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

    @property
    def booking(self) -> Booking:
        """The booking as the hub has it."""
        return self.row.booking

    def follow(self, row: BookingRow) -> None:
        """Somebody else has written another note meanwhile; what is typed here stays."""
        before, self.row = self.row.awaited.note, row
        if row.awaited.note != before:
            self._tell_standing()

    def _tell_standing(self) -> None:
        """What was typed is not lost, and what somebody else wrote is not overlooked."""
        note = self.row.awaited.note
        self.standing.setText(
            translate("note", "By now it says: {note}").format(note=note)
            if note
            else translate("note", "By now it says nothing.")
        )
        self.standing.show()

    def _tell(self) -> None:
        over = len(self.text.toPlainText()) - LONGEST
        self.told.setText(
            translate("note", "{count} characters too many.").format(count=number(over))
            if over > 0
            else translate("note", "Ctrl+Enter keeps it.")
        )
        restyle(self.told, "look", "wrong" if over > 0 else "small")
        self.on.setEnabled(over <= 0)
