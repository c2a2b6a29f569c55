"""The rooms of the sample library: where each of its seats stands."""

from __future__ import annotations

from collections.abc import Sequence

from app.contract.models import Seat
from app.contract.requests import SeatPlace, SeatPlaces

# Columns of seats across each room, with aisles left free, and how many rows there are.
HALL, QUIET = "Reading hall", "Quiet room"
COLUMNS = {HALL: (0, 1, 3, 4), QUIET: (0, 3)}
ROWS = 4


def arranged(seats: Sequence[Seat]) -> SeatPlaces:
    """Places for the seats, row by row, the hall first; what finds no room stays without."""
    spots = [
        (room, x, y) for room, columns in COLUMNS.items() for y in range(ROWS) for x in columns
    ]
    return SeatPlaces(
        places=tuple(
            SeatPlace(seat_id=seat.id, room=room, x=x, y=y)
            for seat, (room, x, y) in zip(seats, spots, strict=False)
        )
    )
