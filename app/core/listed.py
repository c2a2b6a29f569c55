"""A basic backend's whole list of bookings, over all its pages, and whether it is the whole."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import pairwise
from typing import Any, Protocol, TypeGuard

import msgspec

from app.contract.models import Booking
from app.core import basic
from app.core.calls import RawBookings

PAGES = 1000
"""More pages than this are not asked for: a server that always has another would never end."""

ORDERED = 6
"""Of fewer rows it may be by chance that they stand in an order."""


class ListSource(Protocol):
    """The backend, as far as the list is concerned; see `Calls`."""

    def server_now(self) -> datetime:
        """The backend's wall clock."""
        ...

    async def bookings(self, cursor: str | None = None, page: int = 1) -> RawBookings:
        """A page of the list."""
        ...

    async def booking(self, booking_id: str) -> Any | None:
        """One booking, or None when the server has no such row, or no such page."""
        ...


class Listed(msgspec.Struct, frozen=True):
    """What a list showed: bookings by id, and rows without sense with the reason of each.

    `whole` when it is known that the server has no other rows; a list that stops for reasons
    of its own, without a word, is not.
    """

    bookings: dict[str, Booking]
    unread: dict[bytes, str]
    whole: bool = False

    def passes_over(self, booking: Booking) -> bool:
        """Whether the list shows rows before and after this one in its own order.

        A list that is cut off leaves out what lies beyond its end, and nothing from its midst.
        """
        if booking.id in self.bookings or len(self.bookings) < ORDERED:
            return False
        inside = False
        for place_of in _ORDERS:
            places = [place_of(each) for each in self.bookings.values()]
            place = place_of(booking)
            if not _is_order(places):
                continue
            first, last = sorted((places[0], places[-1]))
            # Several may stand at one place, as at one start.
            if place is None or not first <= place <= last:
                return False
            inside = inside or first < place < last
        return inside


class Unreadable(ValueError):
    """A row that is no booking; the message says in what."""


def as_booking(value: object) -> Booking:
    """A booking out of whatever a basic backend sends for one.

    Raises:
        Unreadable: when it is no object or has no id.
    """
    try:
        booking = msgspec.convert(basic.booking(value), Booking)
    except msgspec.ValidationError as error:
        raise Unreadable(str(error)) from error
    return booking


async def whole_list(source: ListSource) -> Listed:
    """Ask for the list, page by page.

    Raises:
        StudySpotError: as `Calls.bookings`.
    """
    seen = _Rows()
    page = await source.bookings()
    seen.add(page.items)
    totals, number = {page.total}, 1
    while page.next_cursor or (page.total is not None and seen.count < page.total):
        number += 1
        page = await source.bookings(page.next_cursor, 1 if page.next_cursor else number)
        totals.add(page.total)
        if not seen.add(page.items) or number > PAGES:
            # Another page with nothing new: this server does not give what it says it has.
            return seen.listed(whole=False)
    # When rows come and go between two pages, one may have slipped through.
    steady = len(totals) == 1 and page.total in {None, seen.count}
    return seen.listed(whole=steady and (page.last or page.total is not None))


class _Rows:
    def __init__(self) -> None:
        self._bookings: dict[str, Booking] = {}
        self._unread: dict[bytes, str] = {}

    @property
    def count(self) -> int:
        return len(self._bookings) + len(self._unread)

    def add(self, items: Iterable[Any]) -> bool:
        """Take a page in; whether there was anything new on it."""
        before = self.count
        for item in items:
            try:
                booking = as_booking(item)
            except Unreadable as error:
                self._unread[msgspec.json.encode(item)] = str(error)
            else:
                self._bookings[booking.id] = booking
        return self.count > before

    def listed(self, *, whole: bool) -> Listed:
        # A row that cannot be read may be any booking, also one that seems to be missing.
        return Listed(self._bookings, self._unread, whole and not self._unread)


def _by_id(booking: Booking) -> float | None:
    # Only numbers are given out in turn.
    return float(booking.id) if booking.id.isascii() and booking.id.isdecimal() else None


def _by_booking(booking: Booking) -> float | None:
    return booking.created_at.timestamp() if booking.created_at is not None else None


def _by_start(booking: Booking) -> float | None:
    return booking.starts_at.timestamp() if booking.starts_at is not None else None


_ORDERS = (_by_id, _by_booking, _by_start)


def _is_order(places: list[float | None]) -> TypeGuard[list[float]]:
    """Whether rows stand by this, the least or the greatest first."""
    known = [place for place in places if place is not None]
    if len(known) < len(places) or known[0] == known[-1]:
        return False
    pairs = list(pairwise(known))
    return all(one <= other for one, other in pairs) or all(one >= other for one, other in pairs)
