"""Seats' places, rooms and closing, over HTTP."""

from __future__ import annotations

from typing import Any

import pytest

from tests.hub.people import Library, Person, another_library
from tests.hub.process import data_of
from tests.hub.refusals import refused


def places(library: Library, *told: tuple[int, str, int | None, int | None]) -> dict[str, Any]:
    """The body that puts seats, by their number, into rooms at x and y."""
    return {
        "places": [
            {"seatId": library.seats[number], "room": room, "x": x, "y": y}
            for number, room, x, y in told
        ]
    }


def plan(by: Person, library: Library) -> list[tuple[str, str, int | None, int | None]]:
    """Label, room and place of each seat, as the library orders them."""
    seats = data_of(by.get(f"{library.path}/seats"))
    return [(seat["label"], seat["room"], seat["x"], seat["y"]) for seat in seats]


def told_of_seats(library: Library, since: int) -> list[dict[str, Any]]:
    """What the library's events after a position say of seats."""
    events = library.events(after=since)
    assert {event["event"] for event in events} <= {"seat:availability"}
    return [event["payload"] for event in events]


def head(library: Library) -> int:
    position: int = library.events()[-1]["position"] if library.events() else 0
    return position


def test_many_seats_are_placed_at_once_and_each_is_told(library: Library, student: Person) -> None:
    owner, since = library.owner, head(library)
    body = places(library, (0, "Hall", 0, 0), (1, "Hall", 999, 0), (2, "Quiet", 0, 0))
    answer = data_of(owner.put(f"{library.path}/seats", body))
    expected = [
        ("A-01", "Hall", 0, 0),
        ("A-02", "Hall", 999, 0),
        ("A-03", "Quiet", 0, 0),
        ("A-04", "", None, None),
        ("A-05", "", None, None),
        ("A-06", "", None, None),
    ]
    assert plan(owner, library) == expected
    assert plan(student, library) == expected
    assert answer == data_of(owner.get(f"{library.path}/seats"))
    assert answer == data_of(owner.get(f"{library.path}/snapshot"))["seats"]
    assert [seat["ordinal"] for seat in answer] == [0, 1, 2, 3, 4, 5]
    told = told_of_seats(library, since)
    assert [(each["label"], each["room"], each["x"], each["y"]) for each in told] == expected[:3]
    since = head(library)
    again = places(library, (0, "Hall", 0, 0), (1, "Hall", 7, 0))
    data_of(owner.put(f"{library.path}/seats", again))
    assert [each["label"] for each in told_of_seats(library, since)] == ["A-02"]


def test_seats_change_places_with_each_other(library: Library) -> None:
    path = f"{library.path}/seats"
    data_of(library.owner.put(path, places(library, (0, "Hall", 1, 1), (1, "Hall", 2, 1))))
    swapped = places(library, (0, "Hall", 2, 1), (1, "Hall", 1, 1))
    data_of(library.owner.put(path, swapped))
    assert plan(library.owner, library)[:2] == [("A-01", "Hall", 2, 1), ("A-02", "Hall", 1, 1)]
    data_of(library.owner.put(path, places(library, (0, "", None, None), (2, "Hall", 2, 1))))
    assert plan(library.owner, library)[0] == ("A-01", "", None, None)


@pytest.mark.parametrize(
    ("wanted", "status", "sentence"),
    [
        (
            ((2, "Hall", 5, 5), (3, "Hall", 5, 5)),
            409,
            "Seats A-03 and A-04 cannot both stand at x 5, y 5 of the room “Hall”. Give one",
        ),
        (
            ((3, " Hall\n", 1, 2),),
            409,
            "Seats A-01 and A-04 cannot both stand at x 1, y 2 of the room “Hall”. Give one",
        ),
        (((2, "", 5, 5), (3, "", 5, 5)), 409, "Seats A-03 and A-04 cannot both stand at x 5, y 5."),
        (((2, "Hall", 1000, 5),), 400, "The seat's place across the room (x) must be between 0"),
        (
            ((2, "Hall", 5, -1),),
            400,
            "The seat's place down the room (y) must be between 0 and 999",
        ),
        (((2, "Hall", 5, None),), 400, "The place of seat A-03 is half told."),
        (((2, "x" * 41, 5, 5),), 400, "The room's name is too long"),
        (((2, "Hall", 5, 5), (2, "Hall", 6, 5)), 400, "Seat A-03 is named twice."),
    ],
)
def test_what_cannot_be_moves_no_seat_at_all(
    library: Library, wanted: Any, status: int, sentence: str
) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    data_of(owner.put(path, places(library, (0, "Hall", 1, 2))))
    before, since = plan(owner, library), head(library)
    answer = owner.put(path, places(library, (1, "Hall", 0, 0), *wanted))
    error = refused(answer, status, "conflict" if status == 409 else "invalid_input")
    assert error["message"].startswith(sentence)
    assert plan(owner, library) == before
    assert told_of_seats(library, since) == []


def test_a_seat_of_another_library_is_not_placed(library: Library) -> None:
    elsewhere = another_library(library.owner)
    body = places(library, (0, "Hall", 0, 0))
    body["places"] += places(elsewhere, (1, "Hall", 1, 0))["places"]
    refused(library.owner.put(f"{library.path}/seats", body), 404, "not_found")
    assert plan(library.owner, library)[0] == ("A-01", "", None, None)


def test_the_places_of_two_libraries_have_nothing_to_do_with_each_other(library: Library) -> None:
    elsewhere = another_library(library.owner)
    for each in (library, elsewhere):
        body = places(each, (0, "Hall", 0, 0))
        data_of(each.owner.put(f"{each.path}/seats", body))


def test_a_plan_that_is_sent_twice_is_told_once(library: Library) -> None:
    body, since = places(library, (0, "Hall", 0, 0)), head(library)
    answers = [library.owner.put(f"{library.path}/seats", body, key="plan-1") for _ in range(2)]
    assert data_of(answers[0]) == data_of(answers[1])
    assert len(told_of_seats(library, since)) == 1
    other = places(library, (0, "Hall", 1, 0))
    refused(library.owner.put(f"{library.path}/seats", other, key="plan-1"), 409, "key_reused")


def test_staff_close_a_seat_with_a_reason_and_opening_ends_it(
    library: Library, staff: Person, student: Person
) -> None:
    path, since = f"{library.path}/seats/{library.seats[0]}", head(library)
    booking = library.book(student)
    closing = {"available": False, "closedReason": " broken  lamp "}
    closed = data_of(staff.put(path, closing))
    assert (closed["available"], closed["closedReason"]) == (False, "broken  lamp")
    assert data_of(staff.put(path, closing)) == closed
    why = data_of(staff.put(path, {"closedReason": "no power"}))
    assert (why["available"], why["closedReason"]) == (False, "no power")
    opened = data_of(staff.put(path, {"available": True}))
    assert (opened["available"], opened["closedReason"]) == (True, "")
    told = [each["payload"] for each in library.events(after=since + 1)]
    assert [(each["available"], each["closedReason"]) for each in told] == [
        (False, "broken  lamp"),
        (False, "no power"),
        (True, ""),
    ]
    # Whoever holds it keeps it.
    assert data_of(staff.get(f"/api/bookings/{booking['id']}")) == booking


def test_an_open_seat_has_no_reason_for_being_closed(library: Library, staff: Person) -> None:
    path = f"{library.path}/seats/{library.seats[0]}"
    for edit in ({"closedReason": "dusty"}, {"closedReason": "dusty", "available": True}):
        error = refused(staff.put(path, edit), 400, "invalid_input")
        assert error["message"].startswith("Seat A-01 is open, so it has no reason")
        assert error["details"]["field"] == "closedReason"
    assert data_of(staff.put(path, {"closedReason": "", "available": True}))["available"] is True
    refused(staff.put(path, {"closedReason": "x" * 201, "available": False}), 400, "invalid_input")


def test_the_owner_names_a_seat_s_room_where_its_place_is_free(
    library: Library, staff: Person
) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    data_of(owner.put(path, places(library, (0, "Hall", 1, 1), (1, "Quiet", 1, 1))))
    one = f"{path}/{library.seats[0]}"
    refused(staff.put(one, {"room": "Attic"}), 403, "forbidden")
    error = refused(owner.put(one, {"room": "Quiet"}), 409, "conflict")
    assert error["message"].startswith("Seats A-01 and A-02 cannot both stand at x 1, y 1 of the")
    assert error["details"]["seatIds"] == library.seats[:2]
    moved = data_of(owner.put(one, {"room": "Attic", "label": "Window"}))
    assert (moved["label"], moved["room"], moved["x"], moved["y"]) == ("Window", "Attic", 1, 1)


def test_new_seats_follow_the_others_and_have_no_place(library: Library) -> None:
    made = data_of(library.owner.post(f"{library.path}/seats", {"count": 2}))
    assert [(seat["ordinal"], seat["room"], seat["x"]) for seat in made] == [
        (6, "", None),
        (7, "", None),
    ]
    assert library.events()[-1]["payload"]["ordinal"] == 7
