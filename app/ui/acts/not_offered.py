"""What is said when the key of an action is pressed that a booking does not allow now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import amounts_to
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.day import expected
from app.ui.acts.offered import is_held_up, offered
from app.ui.keys import action_words
from app.ui.words import pending_word, status_word, student_within

translate = QCoreApplication.translate


def not_offered(action: Action, rows: Sequence[BookingRow], now: datetime) -> str:
    """Why `action` cannot be done with any of these; "" when nothing is chosen."""
    what = action_words()[action]
    if not rows:
        return ""
    if any(_has_to_wait(row, action, now) for row in rows):
        return translate(
            "acts", "“{what}” has to wait until what was done before has been sent"
        ).format(what=what)
    if len(rows) == 1:
        return translate("acts", "“{what}” is not possible now – {student}: {state}").format(
            what=what,
            student=student_within(rows[0].booking.student_name),
            state=_state_word(rows[0], now),
        )
    if action is Action.CHECK_IN and any(action in offered(row, now) for row in rows):
        return translate("acts", "None of these is due now: check them in one by one")
    return translate("acts", "“{what}” is not possible with several, or with none of these").format(
        what=what
    )


def _has_to_wait(row: BookingRow, action: Action, now: datetime) -> bool:
    """Whether it is possible now or will be then, but for what is to be sent first."""
    then = msgspec.structs.replace(row, booking=expected(row, now))
    return is_held_up(row, action) and action in offered(row, now) | offered(then, now)


def _state_word(row: BookingRow, now: datetime) -> str:
    """The state as the row tells it: of one that waits to be sent, what that is."""
    if row.is_held_up and row.pending is not None:
        return pending_word(row.pending)
    booking = row.booking
    return status_word(amounts_to(booking.status, booking.ends_at, now))
