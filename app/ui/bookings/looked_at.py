"""Gathers what the pane beside the list tells of the booking that is looked at."""

from __future__ import annotations

import sqlite3

from PySide6.QtCore import QObject

from app.core.changes import BookingRow
from app.core.reader import Reader
from app.ui.acts.holders import seats_of
from app.ui.bookings.detail import Detail
from app.ui.bookings.history import Past
from app.ui.bookings.model import BookingModel
from app.ui.parts import Parts


class LookedAt:
    """Keeps `detail` true; `past` is what the hub is asked of the booking's history."""

    def __init__(
        self, detail: Detail, model: BookingModel, reader: Reader, parts: Parts, parent: QObject
    ) -> None:
        self._detail, self._model, self._reader, self._now = detail, model, reader, parts.now
        self.past = Past(detail.history, parts.bridge, parts.tasks, parts.now, parent)

    def show(self, row: BookingRow) -> None:
        """This booking is looked at, or is another by now."""
        zone = self._model.zone(row)
        self._detail.tell(row, zone, self._model.whose(row), self._moving_to(row))
        self.past.look_at(row.booking, zone)
        self.tell_rang(row)

    def tell_rang(self, row: BookingRow) -> None:
        """Tell what was told of it at this desk."""
        now = self._now()
        try:
            told = self._reader.notices_of(row.booking.id, now)
        except sqlite3.Error:
            # What cannot be read is said by the list.
            told = []
        self._detail.rang.tell(told, self._model.zone(row), now)

    def _moving_to(self, row: BookingRow) -> str:
        """The label of the seat that the booking is to have when that is sent; "" for its own."""
        wanted = row.awaited.seat_id
        if wanted == row.booking.seat_id:
            return ""
        seats = seats_of(self._reader, row.booking.library_id)
        return next((each.label for each in seats if each.id == wanted), "")
