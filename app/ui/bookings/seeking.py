"""A booking that is to be brought into sight, or the first hit, as soon as the list has it."""

from __future__ import annotations

from collections.abc import Callable

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
    ) -> None:
        self._table, self._model, self._reader, self._reached = table, model, reader, reached
        self._booking = ""
        self._action: Action | None = None
        self._entering = False

    def seek(self, booking_id: str, action: Action | None) -> bool:
        """Bring a booking into sight; False when the list does not show it yet."""
        self._booking, self._action = booking_id, action
        return self._reach()

    def enter(self) -> None:
        """Go to the first row that is found."""
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
        """Where the first row stands that is called just so, or begins so; else the first."""
        typed = folded(self._model.wanted.text).strip()
        if not typed:
            return 0
        rows = self._model.rows_at(range(min(_LOOKED_AT, self._model.rowCount())))
        names = [
            [folded(name).strip() for name in (each.student_name, each.seat_label, each.code)]
            for each in (row.booking for row in rows)
        ]
        for fits in (str.__eq__, str.startswith):
            for place, words in enumerate(names):
                if any(fits(word, typed) for word in words):
                    return place
        return 0
