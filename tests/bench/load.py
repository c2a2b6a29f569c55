"""Makes bookings as fast as a hub takes them."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor

from tests.hub.people import Library
from tests.hub.process import data_of


def book_many(library: Library, count: int) -> None:
    """So many bookings of one hour each, at the library's desk."""
    seats = len(library.seats)

    def book(index: int) -> None:
        slot, seat = divmod(index, seats)
        name = f"Student {index}"
        body = library.asked(seat=seat, hours=1 + slot, studentName=name, source="phone")
        data_of(library.owner.post("/api/bookings", body))

    with ThreadPoolExecutor(4) as pool:
        deque(pool.map(book, range(count)), maxlen=0)
