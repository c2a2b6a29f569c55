"""A booking that is to be brought into sight, or the first hit, as soon as the list has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from app.contract.lifecycle import Status, amounts_to
from app.contract.models import Booking
from app.core.commands import Action
from app.core.reader import Reader
from app.core.words import folded
from app.ui.bookings.model import BookingModel
from app.ui.bookings.table import BookingTable

_LOOKED_AT = 200
"""So many of the rows that are found are looked through for the one that is meant."""


class Seeking:
    """Follows the list until what is sought is there; then `reached(Action | None)` is called."""

    def __init__(
        self,
        table: BookingTable,
        model: BookingModel,
        reader: Reader,
        reached: Callable[[Action | None], None],
        now: Callable[[], datetime],
    ) -> None:
        self._table, self._model, self._reader, self._reached = table, model, reader, reached
        self._now = now
        self._booking = ""
        self._action: Action | None = None
        self._entering = False

    def seek(self, booking_id: str, action: Action | None) -> bool:
        """Bring a booking into sight; False when the list does not show it yet."""
        self._booking, self._action = booking_id, action
        return self._reach()

    def enter(self) -> None:
        """Go to the row that is most likely meant, as soon as rows are found."""
        self._entering = True
        self._enter()

    def look(self) -> None:
        """Rows have come."""
        if self._booking:
            self._reach()
        self._enter()

    def _reach(self) -> bool:
        rowid = self._reader.rowid_of(self._booking)
        place = self._model.place_of(rowid) if rowid is not None else -1
        if place < 0:
            return False
        action, self._booking, self._action = self._action, "", None
        self._table.choose(place)
        self._reached(action)
        return True

    def _enter(self) -> None:
        if not self._entering or not self._model.answered:
            return
        self._entering = False
        if self._model.rowCount():
            self._table.choose(self._nearest())
            self._table.setFocus()

    def _nearest(self) -> int:
        """Where what is meant stands: called just so, else beginning so, and for now if it can be.

        Without a text it is the first row.
        """
        typed = folded(self._model.wanted.text).strip()
        rows = self._model.rows_at(range(min(_LOOKED_AT, self._model.rowCount())))
        if not typed or not rows:
            return 0
        now = self._now()

        def key(place: int) -> tuple[int, int, timedelta]:
            booking = rows[place].booking
            return _strays(booking, typed), *_far(booking, now)

        return min(range(len(rows)), key=key)


def _strays(booking: Booking, typed: str) -> int:
    """0 for a booking that is called just so, 1 for one that begins so, 2 for others."""
    names = (booking.student_name, booking.seat_label, booking.code)
    words = [folded(name).strip() for name in names]
    if typed in words:
        return 0
    return 1 if any(word.startswith(typed) for word in words) else 2


def _far(booking: Booking, now: datetime) -> tuple[int, timedelta]:
    """How far a booking is from what a desk has to do now; the smallest is the nearest.

    Who is here or late comes first, then who is still to come, then all others; within each
    what starts or ended nearest to now.
    """
    starts, ends = booking.starts_at or now, booking.ends_at or now
    away = max(starts - now, now - ends, timedelta())
    status = amounts_to(booking.status, booking.ends_at, now)
    if status == Status.CHECKED_IN:
        return 0, away
    if status in {Status.PENDING, Status.CONFIRMED}:
        return int(starts > now), away
    return 2, away
