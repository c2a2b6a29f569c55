"""The seats of a library on a day and at a moment, kept as copy and clock move on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec

from app.contract.lifecycle import ENDED_UNUSED
from app.contract.models import Library, Seat
from app.core.changes import BookingRow, Changes
from app.core.day import span_of
from app.core.floor import Room, floor
from app.core.reader import Reader
from app.core.seat_states import SeatState, states
from app.core.touching import Span, Touching
from app.ui.words import zone_of

_MORNING = 6
"""The day is shown from this hour on, or from an earlier one that matters."""


_HOUR = timedelta(hours=1)


class LiveSeats:
    """Reads through `reader`; `sqlite3.Error` is raised when the copy cannot be read."""

    def __init__(self, reader: Reader, now: Callable[[], datetime]) -> None:
        self._reader, self._now = reader, now
        self._touching = Touching(reader, here=True)
        self._date: date | None = None
        self.library: Library | None = None
        self.moment: datetime | None = None
        self.seats: tuple[Seat, ...] = ()
        self.rooms: tuple[Room, ...] = ()

    def show(self, library: Library | None, moment: datetime | None, *, anew: bool = False) -> None:
        """Look at a library at a moment, None being now; reading what is not held yet."""
        same = _which(self.library) == _which(library)
        self.library, self.moment = library, moment
        if anew or not same or self._date != self._day():
            self.read()

    def read(self) -> None:
        """Read everything anew."""
        library = self.library
        if library is None:
            self.seats, self.rooms = (), ()
            self._touching.read({})
            return
        self._date = self._day()
        self._touching.read({library.id: self.day()})
        self._read_seats()

    def take(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed; whether anything shown is different now."""
        moved = self._touching.take(changes)
        if any(each.seats or each.reloaded for each in changes):
            self._read_seats()
            moved = True
        return moved

    def follow(self) -> None:
        """Follow the clock: after midnight now is on another day."""
        if self.library is not None and self._date != self._day():
            self.read()

    def states(self) -> dict[str, SeatState]:
        """How it stands with each seat at the moment."""
        now = self._now()
        return states(self.seats, self._rows(), self.moment or now, now)

    def bars(self) -> dict[str, list[BookingRow]]:
        """The bookings of the day by seat, by their start; without those that were given up."""
        day = self.day()
        found: dict[str, list[BookingRow]] = {}
        for row in self._rows():
            booking = row.booking
            on_it = day.touches(booking.starts_at, booking.ends_at)
            if booking.seat_id is not None and on_it and booking.status not in ENDED_UNUSED:
                found.setdefault(booking.seat_id, []).append(row)
        return found

    def day(self) -> Span:
        """The day shown, by the library's clock."""
        return span_of(self._day(), zone_of(self.library))

    def shown(self) -> Span:
        """What of the day is shown: from the morning on, or from whatever is earlier.

        That is now, the moment looked at, a booking that begins in the night, and one from the
        evening before that would not be seen else, unless it is over.
        """
        day, zone, now = self.day(), zone_of(self.library), self._now()
        local = day.since.astimezone(zone)
        morning = local.replace(hour=_MORNING).astimezone(UTC)
        begins = [morning]
        begins += [
            at for at in (now, self.moment) if at is not None and day.since <= at < day.until
        ]
        for row in (row for rows in self.bars().values() for row in rows):
            starts_at, ends_at = row.booking.starts_at, row.booking.ends_at
            if starts_at is None or ends_at is None:
                continue
            if starts_at >= day.since:
                begins.append(starts_at)
            elif now < ends_at <= morning:
                begins.append(day.since)
        whole = (min(begins) - day.since) // _HOUR
        return Span(day.since + whole * _HOUR, day.until)

    def _rows(self) -> list[BookingRow]:
        return self._touching.rows(self.library.id) if self.library is not None else []

    def _day(self) -> date:
        return (self.moment or self._now()).astimezone(zone_of(self.library)).date()

    def _read_seats(self) -> None:
        if self.library is None:
            return
        try:
            self.seats = self._reader.seats(self.library.id)
        except msgspec.MsgspecError as error:
            raise sqlite3.DatabaseError(f"a seat is damaged: {error}") from error
        self.rooms = floor(self.seats)


def _which(library: Library | None) -> tuple[str, str]:
    """What decides which rows are held: another rule or name of a library changes none."""
    return (library.id, library.timezone) if library is not None else ("", "")
