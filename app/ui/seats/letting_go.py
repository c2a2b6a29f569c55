"""Gives the desk what was let go of at another seat or time, and says so in the bar."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.edits import edited
from app.core.link_state import LinkState
from app.core.shift import Shift
from app.core.status import DeskStatus
from app.core.undoing import can_be_taken_back
from app.ui.acts.giving import Giving
from app.ui.seats.told import leaves_day, time_words
from app.ui.words import student_within

translate = QCoreApplication.translate

_CONNECTED = frozenset({LinkState.LIVE, LinkState.DEGRADED})


def let_go(giving: Giving, row: BookingRow, shift: Shift, told: str) -> None:
    """Ask for what became different of a booking; `told` is said of it, with a way back."""
    booking, edit, purpose = row.booking, shift.edit, shift.purpose
    back = can_be_taken_back(booking, edit)
    if back and all(getattr(row.awaited, name) == then for name, then in edited(edit)):
        return
    giving.give_one(
        lambda desk: desk.edit(booking.id, purpose, edit, booking), purpose.value, told, back=back
    )


def done_words(
    shift: Shift, status: DeskStatus | None, zone: tzinfo, now: datetime, shown: date
) -> str:
    """What was done; the day where it is not the one `shown`, and that it waits where it does."""
    who = f"{student_within(shift.booking.student_name)}, {shift.seat.label}"
    words = _done(shift).format(student=who)
    if shift.moves_in_time and leaves_day(shift, zone, shown):
        words = f"{words} · {time_words(shift.starts_at, shift.ends_at, zone, now, shown)}"
    if status is not None and status.link.state not in _CONNECTED:
        words = translate("seats", "{what} · is sent when the server is back").format(what=words)
    return words


def _done(shift: Shift) -> str:
    if shift.purpose is Action.EXTEND:
        return translate("acts", "Another end: {student}")
    if shift.seat.id == shift.booking.seat_id:
        return translate("acts", "Another time: {student}")
    return translate("acts", "Another seat: {student}")
