"""What is asked before a step, for as long as it is possible."""

from __future__ import annotations

import sqlite3
from datetime import datetime, tzinfo
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contract.lifecycle import is_over
from app.contract.models import Booking
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.reader import Reader
from app.ui.acts.offered import is_due
from app.ui.acts.questions import ask_early, ask_seat_taken, ask_still_there
from app.ui.acts.undo_bar import UndoBar
from app.ui.dialogs import Question
from app.ui.words import status_word, student_within

if TYPE_CHECKING:
    from app.ui.acts.acts import Acts

translate = QCoreApplication.translate


class StepQuestions:
    """For `acts`, which do what is decided; `parent` gets the questions."""

    def __init__(self, parent: QWidget, reader: Reader, bar: UndoBar, acts: Acts) -> None:
        self._parent, self._reader, self._bar, self._acts = parent, reader, bar, acts
        self._asked: tuple[Question, BookingRow] | None = None

    def check_in(self, row: BookingRow, zone: tzinfo, now: datetime) -> None:
        """Check in, if nobody sits there and it is time; else ask."""
        parent, booking = self._parent, row.booking
        sitting = self._sitting(row)
        if sitting is not None and not is_over(sitting.ends_at, now):
            question = ask_seat_taken(
                parent, booking, sitting, zone, now, lambda: self._acts.ask(Action.MOVE, row, zone)
            )
        elif sitting is not None:
            question = ask_still_there(parent, booking, sitting, lambda: self._acts.check_in(row))
        elif not is_due(row, now):
            question = ask_early(parent, booking, zone, now, lambda: self._acts.check_in(row))
        else:
            self._acts.check_in(row)
            return
        self.follow_for(row, question)

    def follow_for(self, row: BookingRow, question: Question) -> None:
        """Close a question about a step when another desk changes what it is about."""
        self._asked = (question, row)
        question.finished.connect(self._answered)

    def _answered(self) -> None:
        self._asked = None

    def follow(self) -> None:
        """Something changed."""
        if self._asked is None:
            return
        question, row = self._asked
        try:
            found = self._reader.row(row.booking.id)
        except (sqlite3.Error, msgspec.MsgspecError):
            return
        if found is None or _placed(found[1].booking) == _placed(row.booking):
            return
        question.reject()
        self.tell_changed(found[1].booking)

    def tell_changed(self, booking: Booking) -> None:
        """Say why a question about it has gone."""
        words = translate("acts", "Somebody has just changed this booking – {student}: {state}")
        self._bar.hint(
            words.format(
                student=student_within(booking.student_name), state=status_word(booking.status)
            )
        )

    def _sitting(self, row: BookingRow) -> Booking | None:
        """Who else is on the seat of a booking, as far as the desk knows."""
        booking = row.booking
        if booking.seat_id is None:
            return None
        try:
            here = self._reader.here(booking.library_id)
        except (sqlite3.Error, msgspec.MsgspecError):
            # The hub says it, where it is so.
            return None
        others = (each for each in here if each.booking.id != booking.id and each.pending is None)
        return next(
            (each.booking for each in others if each.booking.seat_id == booking.seat_id), None
        )


def _placed(booking: Booking) -> tuple[object, ...]:
    """What a step is decided by: another state, seat or time is another question."""
    return booking.status, booking.seat_id, booking.starts_at, booking.ends_at
