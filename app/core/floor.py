"""Where the seats of a library stand: rooms as grids, arranged or in rows by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import msgspec

from app.contract.models import Seat
from app.contract.requests import SeatPlace, SeatSight
from app.core.orders import seat_key

WIDE = 10
"""So many seats stand side by side until somebody arranges them."""

_GRID = 1000
_NUMBER = re.compile(r"^(.*?)([0-9]+)\D*$")


class Spot(msgspec.Struct, frozen=True):
    """A seat at its place in its room, in units of the grid."""

    seat: Seat
    x: int
    y: int


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """A room with its seats, row by row; "" is the name of one that has none.

    `left` and `top` are where its first column and row lie, `columns` and `rows` how many there
    are. No two seats stand at one place.
    """

    name: str
    spots: tuple[Spot, ...]
    left: int = 0
    top: int = 0
    columns: int = 0
    rows: int = 0

    def at(self, x: int, y: int) -> Seat | None:
        """The seat at a place."""
        return next((spot.seat for spot in self.spots if (spot.x, spot.y) == (x, y)), None)


def floor(seats: Iterable[Seat]) -> tuple[Room, ...]:
    """The rooms by name, those without one first, with all seats in their places.

    Seats that nobody has placed stand below the others, a row for each beginning of their
    labels, such as all of "A-".
    """
    rooms: dict[str, list[Seat]] = {}
    for seat in sorted(seats, key=lambda seat: (seat.ordinal, seat_key(seat.label))):
        rooms.setdefault(seat.room, []).append(seat)
    return tuple(
        _room(name, rooms[name]) for name in sorted(rooms, key=lambda name: name.casefold())
    )


def moved(
    rooms: Sequence[Room], seat_id: str, room_name: str, x: int, y: int
) -> tuple[SeatPlace, ...]:
    """The places to write so that a seat stands at another place, and all others where they are.

    Who stands there changes places with it. Empty when nothing would be different. Each place says
    from where the seat was taken, for the hub to see whether it stands there still.

    Raises:
        KeyError: no such seat.
        ValueError: a place outside every room.
    """
    if not (0 <= x < _GRID and 0 <= y < _GRID):
        raise ValueError(f"a room ends at {_GRID}: {x}, {y}")
    shown = {spot.seat.id: (room.name, spot.x, spot.y) for room in rooms for spot in room.spots}
    seats = {spot.seat.id: spot.seat for room in rooms for spot in room.spots}
    came_from, there = shown[seat_id], (room_name, x, y)
    other = next((key for key, place in shown.items() if place == there), None)
    if other is not None:
        shown[other] = came_from
    shown[seat_id] = there
    touched = {came_from[0], room_name}
    return tuple(
        SeatPlace(seat_id=key, room=room, x=across, y=down, seen=stood(seats[key]))
        for key, (room, across, down) in shown.items()
        # Of a room that nobody arranged, each seat gets its place now: else the others would
        # close up behind the one that goes.
        if room in touched and (seats[key].room, seats[key].x, seats[key].y) != (room, across, down)
    )


def stood(seat: Seat | SeatPlace) -> SeatSight:
    """The place of a seat, as one that was looked at."""
    return SeatSight(room=seat.room, x=seat.x, y=seat.y)


def _room(name: str, seats: Sequence[Seat]) -> Room:
    spots: dict[tuple[int, int], Seat] = {}
    rest: list[Seat] = []
    for seat in seats:
        if seat.x is None or seat.y is None or (seat.x, seat.y) in spots:
            rest.append(seat)
        else:
            spots[seat.x, seat.y] = seat
    left = min((x for x, _ in spots), default=0)
    top = min((y for _, y in spots), default=0)
    below = max((y for _, y in spots), default=top - 1) + 1
    for row, line in enumerate(_lines(rest)):
        for column, seat in enumerate(line):
            spots[left + column, below + row] = seat
    right = max((x for x, _ in spots), default=left - 1)
    bottom = max((y for _, y in spots), default=top - 1)
    return Room(
        name=name,
        spots=tuple(
            Spot(spots[x, y], x, y) for x, y in sorted(spots, key=lambda place: place[::-1])
        ),
        left=left,
        top=top,
        columns=right - left + 1,
        rows=bottom - top + 1,
    )


def _lines(seats: Sequence[Seat]) -> list[list[Seat]]:
    """Rows of seats: a new one where the labels begin otherwise, and where one is full."""
    lines: list[list[Seat]] = []
    before: str | None = None
    for seat in seats:
        beginning = _beginning(seat.label)
        if beginning != before or len(lines[-1]) == WIDE:
            lines.append([])
        lines[-1].append(seat)
        before = beginning
    return lines


def _beginning(label: str) -> str:
    """What stands before the number; names without one share a row."""
    found = _NUMBER.match(label.strip())
    return found.group(1).casefold() if found else "\0"
