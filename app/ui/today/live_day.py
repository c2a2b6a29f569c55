"""The day of the libraries that are shown, kept as the desk's copy and the clock move on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta

import msgspec

from app.contract.models import Library, Seat
from app.core.changes import Changes
from app.core.day import (
    FREE_LATER,
    Day,
    Hour,
    day_of,
    hours_of,
    hours_together,
    span_of,
    together,
)
from app.core.reader import Reader
from app.core.touching import Span, Touching
from app.ui.words import zone_of

_WEEK = timedelta(days=7)


class LiveDay:
    """Reads through `reader`; `shown` are the libraries that are looked at.

    Whoever asks for `day` and `hours` has the newest of both. Methods raise `sqlite3.Error` when
    the copy cannot be read.
    """

    def __init__(self, reader: Reader, now: Callable[[], datetime]) -> None:
        self._reader, self._now = reader, now
        self._today, self._week_ago = Touching(reader, here=True), Touching(reader)
        self._seats: dict[str, tuple[Seat, ...]] = {}
        self._dates: dict[str, date] = {}
        self.libraries: tuple[Library, ...] = ()

    def show(self, libraries: Sequence[Library], *, anew: bool = False) -> None:
        """Look at these libraries, reading what is not held yet, or all of it `anew`."""
        before = [(each.id, each.timezone) for each in self.libraries]
        self.libraries = tuple(libraries)
        if anew or before != [(each.id, each.timezone) for each in libraries]:
            self.read()

    def read(self) -> None:
        """Read everything anew."""
        today: dict[str, Span] = {}
        week_ago: dict[str, Span] = {}
        for library in self.libraries:
            zone = zone_of(library)
            local = self._now().astimezone(zone).date()
            whole = span_of(local, zone)
            # Shortly before midnight, what is free in two hours lies behind it.
            today[library.id] = Span(whole.since, whole.until + FREE_LATER)
            week_ago[library.id] = span_of(local - _WEEK, zone)
            self._dates[library.id] = local
        self._today.read(today)
        self._week_ago.read(week_ago)
        self._read_seats()

    def take(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed; whether the day is another one now."""
        moved = self._today.take(changes)
        moved |= self._week_ago.take(changes)
        if any(each.seats or each.reloaded for each in changes):
            self._read_seats()
            moved = True
        return moved

    def day(self) -> Day:
        """The day as it stands now."""
        if self._day_is_over():
            self.read()
        now = self._now()
        return together(
            [
                day_of(
                    library,
                    zone_of(library),
                    self._seats.get(library.id, ()),
                    self._today.rows(library.id),
                    now,
                )
                for library in self.libraries
            ]
        )

    def hours(self) -> tuple[Hour, ...]:
        """How full it is by the hour."""
        now = self._now()
        return hours_together(
            [
                hours_of(
                    zone_of(library),
                    self._dates[library.id],
                    self._today.rows(library.id),
                    self._week_ago.rows(library.id),
                    now,
                )
                for library in self.libraries
                if library.id in self._dates
            ]
        )

    def _day_is_over(self) -> bool:
        now = self._now()
        return any(
            self._dates.get(library.id) != now.astimezone(zone_of(library)).date()
            for library in self.libraries
        )

    def _read_seats(self) -> None:
        try:
            self._seats = {each.id: self._reader.seats(each.id) for each in self.libraries}
        except msgspec.MsgspecError as error:
            raise sqlite3.DatabaseError(f"a seat is damaged: {error}") from error
