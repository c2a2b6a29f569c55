"""Where seats stand: in the places they were given, or in rows by their labels."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Seat
from app.contract.requests import SeatPlace, SeatSight
from app.core.floor import WIDE, Room, floor, moved


def seat(label: str, ordinal: int, room: str = "", place: tuple[int, int] | None = None) -> Seat:
    x, y = place if place is not None else (None, None)
    return Seat(
        id=f"id-{label}", library_id="lib", label=label, ordinal=ordinal, room=room, x=x, y=y
    )


def rows(room: Room) -> list[list[str]]:
    """The labels, row by row."""
    found: dict[int, list[str]] = {}
    for spot in room.spots:
        found.setdefault(spot.y, []).append(spot.seat.label)
    return [found[y] for y in sorted(found)]


def test_without_an_arrangement_the_labels_make_rows() -> None:
    labels = [*(f"A-{n}" for n in range(1, 13)), "B-1", "B-2", "Window", "Corner", "7", "8"]
    (room,) = floor([seat(label, place) for place, label in enumerate(labels)])
    assert rows(room) == [
        [f"A-{n}" for n in range(1, WIDE + 1)],
        ["A-11", "A-12"],
        ["B-1", "B-2"],
        ["Window", "Corner"],
        ["7", "8"],
    ]
    assert (room.columns, room.rows) == (WIDE, 5)


def test_rooms_stand_by_name_and_what_was_not_placed_below_what_was() -> None:
    rooms = floor(
        [
            seat("A-1", 0, "Hall", (4, 7)),
            seat("A-2", 1, "Hall", (6, 7)),
            seat("A-3", 2, "Hall"),
            seat("Q-1", 3, "attic"),
            seat("N-1", 4),
        ]
    )
    assert [room.name for room in rooms] == ["", "attic", "Hall"]
    hall = rooms[2]
    assert (hall.left, hall.top, hall.columns, hall.rows) == (4, 7, 3, 2)
    assert [(spot.seat.label, spot.x, spot.y) for spot in hall.spots] == [
        ("A-1", 4, 7),
        ("A-2", 6, 7),
        ("A-3", 4, 8),
    ]
    assert hall.at(5, 7) is None
    assert floor([]) == ()


def test_two_seats_that_a_server_puts_in_one_place_are_both_shown() -> None:
    (room,) = floor([seat("A-1", 0, place=(1, 1)), seat("A-2", 1, place=(1, 1))])
    assert rows(room) == [["A-1"], ["A-2"]]


def test_a_seat_of_an_arranged_room_moves_alone_or_changes_places() -> None:
    rooms = floor([seat("A-1", 0, "Hall", (0, 0)), seat("A-2", 1, "Hall", (1, 0)), seat("B-1", 2)])
    first, second = (SeatSight(room="Hall", x=x, y=0) for x in (0, 1))
    assert moved(rooms, "id-A-1", "Hall", 3, 0) == (
        SeatPlace(seat_id="id-A-1", room="Hall", x=3, y=0, seen=first),
    )
    assert moved(rooms, "id-A-1", "Hall", 0, 0) == ()
    assert set(moved(rooms, "id-A-1", "Hall", 1, 0)) == {
        SeatPlace(seat_id="id-A-1", room="Hall", x=1, y=0, seen=first),
        SeatPlace(seat_id="id-A-2", room="Hall", x=0, y=0, seen=second),
    }
    with pytest.raises(ValueError, match="ends at"):
        moved(rooms, "id-A-1", "Hall", -1, 0)


_SEATS = st.lists(
    st.builds(
        lambda letter, number, room, place: (letter, number, room, place),
        st.sampled_from("ABC"),
        st.integers(1, 30),
        st.sampled_from(["", "Hall", "Attic"]),
        st.none() | st.tuples(st.integers(0, 12), st.integers(0, 12)),
    ),
    min_size=1,
    max_size=40,
    unique_by=lambda each: each[:2],
)


@given(_SEATS, st.data())
def test_whatever_is_carried_the_rest_stays_and_no_two_stand_in_one_place(
    told: list[tuple[str, int, str, tuple[int, int] | None]], data: st.DataObject
) -> None:
    seats = [
        seat(f"{letter}-{number}", place, room, where)
        for place, (letter, number, room, where) in enumerate(told)
    ]
    rooms = floor(seats)
    before = {spot.seat.id: (room.name, spot.x, spot.y) for room in rooms for spot in room.spots}
    assert len(before) == len(seats) == len(set(before.values()))
    chosen = data.draw(st.sampled_from([each.id for each in seats]))
    target = (
        data.draw(st.sampled_from([room.name for room in rooms])),
        data.draw(st.integers(0, 20)),
        data.draw(st.integers(0, 20)),
    )
    places = {each.seat_id: each for each in moved(rooms, chosen, *target)}
    after = floor(
        msgspec.structs.replace(
            each, room=places[each.id].room, x=places[each.id].x, y=places[each.id].y
        )
        if each.id in places
        else each
        for each in seats
    )
    shown = {spot.seat.id: (room.name, spot.x, spot.y) for room in after for spot in room.spots}
    expected = dict(before)
    other = next((key for key, place in before.items() if place == target), None)
    if other is not None:
        expected[other] = before[chosen]
    expected[chosen] = target
    assert shown == expected
