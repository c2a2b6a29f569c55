"""Where the seats of a day and their bookings lie in pixels, and what lies below a point."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QPointF, QRectF

from app.contract.lifecycle import holds_seat
from app.contract.models import Seat
from app.core.changes import BookingRow
from app.ui.seats.held_bar import Grip
from app.ui.seats.scale import Scale

HEAD, HIGH, LABEL = 26, 30, 92
"""Pixels: the height of the hours above, of a seat's line, and the width of its label."""

_EDGE = 7


class Lines(msgspec.Struct, frozen=True):
    """Seats from top to bottom, scrolled down by so many pixels, with their bookings."""

    seats: Sequence[Seat]
    bars: Mapping[str, Sequence[BookingRow]]
    scale: Scale
    scrolled: int

    def place(self, seat_id: str) -> int | None:
        """The place of a seat, counted from the top."""
        return next((place for place, seat in enumerate(self.seats) if seat.id == seat_id), None)

    def top(self, place: int) -> int:
        """Where the line of a place begins."""
        return HEAD + place * HIGH - self.scrolled

    def seat_at(self, y: float) -> str:
        """The id of the seat there; "" where there is none."""
        place = int((y - HEAD + self.scrolled) // HIGH)
        return self.seats[place].id if 0 <= place < len(self.seats) else ""

    def beside(self, seat_id: str, by: int) -> str:
        """The id of the seat so many lines below; the first one of all if there is no such seat."""
        place = self.place(seat_id)
        place = 0 if place is None else max(0, min(len(self.seats) - 1, place + by))
        return self.seats[place].id

    def stacked(self, seat_id: str) -> list[BookingRow]:
        """The bookings of a seat, those above last: who has left lies below who is there now."""
        return sorted(self.bars.get(seat_id, ()), key=lambda row: holds_seat(row.booking.status))

    def row(self, booking_id: str) -> tuple[BookingRow, str] | None:
        """A booking of the day, with the seat that it is shown on."""
        known = ((row, seat_id) for seat_id, rows in self.bars.items() for row in rows)
        return next((each for each in known if each[0].booking.id == booking_id), None)

    def bar(self, row: BookingRow, seat_id: str) -> QRectF:
        """Where a booking lies; nowhere when it has no time."""
        booking = row.booking
        if booking.starts_at is None or booking.ends_at is None:
            return QRectF()
        return self.box(seat_id, booking.starts_at, booking.ends_at)

    def box(self, seat_id: str, starts_at: datetime, ends_at: datetime) -> QRectF:
        """Where a time on a seat lies, as far as it is of what is shown; else nowhere."""
        place, scale = self.place(seat_id), self.scale
        if place is None or not scale.span.touches(starts_at, ends_at):
            return QRectF()
        left = scale.x(max(starts_at, scale.span.since))
        right = scale.x(min(ends_at, scale.span.until))
        return QRectF(left, self.top(place) + 3, max(3.0, right - left), HIGH - 6)

    def found(self, at: QPointF) -> tuple[BookingRow, str, Grip] | None:
        """The booking there with its seat, and by what it is held there."""
        seat_id = self.seat_at(at.y()) if at.y() >= HEAD else ""
        for row in reversed(self.stacked(seat_id)):
            box = self.bar(row, seat_id)
            if box.adjusted(0, -3, 0, 3).contains(at):
                ends_at = row.booking.ends_at
                whole = ends_at is not None and ends_at <= self.scale.span.until
                by_end = whole and at.x() > box.right() - min(_EDGE, box.width() / 3)
                return row, seat_id, Grip.END if by_end else Grip.BODY
        return None
