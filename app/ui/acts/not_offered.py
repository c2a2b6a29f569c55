"""What is said when the key of an action is pressed that a booking does not allow now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import amounts_to
from app.core.changes import BookingRow
from app.core.commands import Action
from app.ui.acts.offered import is_held_up, offered
from app.ui.keys import action_words
from app.ui.words import status_word, student_within

translate = QCoreApplication.translate


def not_offered(action: Action, rows: Sequence[BookingRow], now: datetime) -> str:
    """Why `action` cannot be done with any of these; "" when nothing is chosen."""
    what = action_words()[action]
    if not rows:
        return ""
    if any(is_held_up(row, action) and action in offered(row, now) for row in rows):
        return translate(
            "acts", "“{what}” has to wait until what was done before has been sent"
        ).format(what=what)
    if len(rows) == 1:
        booking = rows[0].booking
        return translate("acts", "“{what}” is not possible now – {student}: {state}").format(
            what=what,
            student=student_within(booking.student_name),
            state=status_word(amounts_to(booking.status, booking.ends_at, now)),
        )
    if action is Action.CHECK_IN and any(action in offered(row, now) for row in rows):
        return translate("acts", "None of these is due now: check them in one by one")
    return translate("acts", "“{what}” is not possible with several, or with none of these").format(
        what=what
    )
