"""Who holds which seat of a library, and until when another one is free; pure, over rows."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta

from app.contract.lifecycle import HOLDING, Status, held_since, is_over
from app.contract.models import Booking, Seat

SOON = timedelta(minutes=30)
"""Who sits somewhere though their time is over is still in the way of whoever comes so soon."""


class Seating:
    """The bookings that hold a seat at some time from `now` on, by seat and since when.

    Who came before the booking's start holds the seat from then on.
    Who is checked in and stays on after the end holds nothing any more, but is known to be there.
    """

    def __init__(self, bookings: Iterable[Booking], now: datetime) -> None:
        self._now = now
        self._held: defaultdict[str, list[Booking]] = defaultdict(list)
        self._staying: dict[str, Booking] = {}
        for booking in bookings:
            if booking.seat_id is None:
                continue
            if _holds(booking, now):
                self._held[booking.seat_id].append(booking)
            elif booking.status == Status.CHECKED_IN and is_over(booking.ends_at, now):
                self._staying[booking.seat_id] = booking
        for held in self._held.values():
            held.sort(key=_start)

    def on(self, seat_id: str) -> list[Booking]:
        """The bookings that hold the seat, by their start."""
        return self._held.get(seat_id, [])

    def at(self, seat_id: str, moment: datetime) -> Booking | None:
        """Who holds the seat at a moment."""
        held = self.on(seat_id)
        place = bisect_right(held, moment, key=_start) - 1
        found = held[place] if place >= 0 else None
        return found if found is not None and _end(found) > moment else None

    def staying(self, seat_id: str, starts_at: datetime) -> Booking | None:
        """Who should have gone, and sits there still when somebody comes at `starts_at`."""
        return self._staying.get(seat_id) if starts_at <= self._now + SOON else None

    def clash(
        self, seat_id: str, starts_at: datetime, ends_at: datetime, but: str = ""
    ) -> Booking | None:
        """The first booking that holds the seat in the half-open span; not the one called `but`."""
        return next(
            (
                held
                for held in self.on(seat_id)
                if held.id != but and _start(held) < ends_at and _end(held) > starts_at
            ),
            None,
        )

    def between(self, starts_at: datetime, ends_at: datetime) -> list[Booking]:
        """The bookings that hold any seat in the half-open span."""
        return [
            held
            for every in self._held.values()
            for held in every
            if _start(held) < ends_at and _end(held) > starts_at
        ]

    def free_until(self, seat_id: str, since: datetime, but: str = "") -> datetime | None:
        """When the seat is held again after `since`; None when nobody has booked it.

        `since` itself when somebody holds it then.
        """
        for held in self.on(seat_id):
            if held.id != but and _end(held) > since:
                return max(_start(held), since)
        return None

    def proposed(
        self, seats: Iterable[Seat], starts_at: datetime, ends_at: datetime, but: str = ""
    ) -> list[Seat]:
        """The seats that are free for all of the span, those first that suit it best.

        Best is the one that is free for the shortest time behind it: the others stay whole for
        those who want to sit longer. Among equals the library's own order decides. A seat where
        somebody still sits comes last.
        """
        free = [
            seat
            for seat in seats
            if seat.available and self.clash(seat.id, starts_at, ends_at, but) is None
        ]
        never = datetime.max.replace(tzinfo=starts_at.tzinfo)
        return sorted(
            free,
            key=lambda seat: (
                self.staying(seat.id, starts_at) is not None,
                self.free_until(seat.id, ends_at, but) or never,
                seat.ordinal,
            ),
        )


def _holds(booking: Booking, now: datetime) -> bool:
    return (
        booking.status in HOLDING
        and booking.starts_at is not None
        and booking.ends_at is not None
        and not is_over(booking.ends_at, now)
    )


def _start(booking: Booking) -> datetime:
    since = held_since(booking.status, booking.starts_at, booking.checked_in_at)
    assert since is not None  # noqa: S101 - only such are held
    return since


def _end(booking: Booking) -> datetime:
    assert booking.ends_at is not None  # noqa: S101 - only such are held
    return booking.ends_at
