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
            "Seats A-03 and A-04 cannot both stand in one place of the room “Hall”. Give one",
        ),
        (
            ((3, " Hall\n", 1, 2),),
            409,
            "Seats A-01 and A-04 cannot both stand in one place of the room “Hall”. Give one",
        ),
        (
            ((2, "", 5, 5), (3, "", 5, 5)),
            409,
            "Seats A-03 and A-04 cannot both stand in one place.",
        ),
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


def test_a_seat_s_room_is_named_and_there_it_has_a_place_of_its_own(
    library: Library, staff: Person
) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    quiet = ((1, "Quiet", 1, 1), (2, "Quiet", 2, 1), (3, "Quiet", 1, 2), (4, "Quiet", 2, 2))
    data_of(owner.put(path, places(library, (0, "Hall", 1, 1), *quiet)))
    one = f"{path}/{library.seats[0]}"
    refused(staff.put(one, {"room": "Attic"}), 403, "forbidden")
    # Its own place is taken there, and so are all others of its row and of the one below.
    moved = data_of(owner.put(one, {"room": "Quiet"}))
    assert (moved["room"], moved["x"], moved["y"]) == ("Quiet", 1, 3)
    moved = data_of(owner.put(one, {"room": "Attic", "label": "Window"}))
    assert (moved["label"], moved["room"], moved["x"], moved["y"]) == ("Window", "Attic", 1, 3)
    # Of a room that is full it is in, too, and stands there as those that nobody placed.
    corner = ((0, "Hall", 999, 999), (1, "Quiet", 999, 999), (2, "", 0, 0), (3, "", 1, 0))
    data_of(owner.put(path, places(library, *corner)))
    moved = data_of(owner.put(one, {"room": "Quiet"}))
    assert (moved["room"], moved["x"], moved["y"]) == ("Quiet", None, None)


def seen(body: dict[str, Any], *told: dict[str, Any]) -> dict[str, Any]:
    """The body, saying of each seat how it was looked at."""
    for each, how in zip(body["places"], told, strict=True):
        each["seen"] = how
    return body


def test_of_two_who_arrange_at_once_the_second_is_told_and_writes_over_nothing(
    library: Library,
) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    nowhere = {"room": "", "x": None, "y": None}
    mine = seen(places(library, (0, "", 5, 5), (1, "", 1, 0)), nowhere, nowhere)
    theirs = seen(places(library, (0, "", 0, 0), (1, "", 6, 6)), nowhere, nowhere)
    data_of(owner.put(path, mine))
    before, since = plan(owner, library), head(library)
    error = refused(owner.put(path, theirs), 409, "stale_version")
    assert error["message"].startswith("Somebody has arranged these seats meanwhile")
    current = {seat["id"]: (seat["x"], seat["y"]) for seat in error["details"]["current"]}
    assert current == {library.seats[0]: (5, 5), library.seats[1]: (1, 0)}
    assert plan(owner, library) == before
    assert told_of_seats(library, since) == []
    # As it is looked at by now, it is moved; and who does not say how they saw it is asked nothing.
    again = seen(places(library, (1, "", 6, 6)), {"room": "", "x": 1, "y": 0})
    data_of(owner.put(path, again))
    data_of(owner.put(path, places(library, (1, "", 7, 7))))
    assert plan(owner, library)[:2] == [("A-01", "", 5, 5), ("A-02", "", 7, 7)]


def test_two_who_change_one_seat_at_once_write_over_nothing(
    library: Library, staff: Person
) -> None:
    one = f"{library.path}/seats/{library.seats[0]}"
    data_of(library.owner.put(one, {"label": "Window", "seen": {"label": "A-01"}}))
    error = refused(
        library.owner.put(one, {"label": "Door", "seen": {"label": "A-01"}}), 409, "stale_version"
    )
    assert error["message"].startswith("Somebody has changed seat Window meanwhile")
    assert error["details"]["current"]["label"] == "Window"
    # What was not looked at may be another one by now.
    data_of(library.owner.put(one, {"room": "Hall", "seen": {"room": ""}}))
    open_ = {"available": True, "closedReason": ""}
    closing = {"available": False, "closedReason": "lamp", "seen": open_}
    data_of(staff.put(one, closing))
    data_of(staff.put(one, closing))
    refused(staff.put(one, {**closing, "closedReason": "dust"}), 409, "stale_version")
    assert data_of(library.owner.get(f"{library.path}/seats"))[0]["closedReason"] == "lamp"


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("a-01", "A-01"),
        ("A-01\u200b", "A-01"),
        ("Ａ-02", "A-02"),
        ("कि", ""),
        ("A -01", ""),
    ],
)
def test_labels_that_look_alike_are_one(library: Library, label: str, shown: str) -> None:
    path = f"{library.path}/seats"
    data_of(library.owner.post(path, {"label": "कु"}))
    answers = (
        library.owner.post(path, {"label": label}),
        library.owner.put(f"{path}/{library.seats[4]}", {"label": label}),
    )
    if shown:
        for answer in answers:
            error = refused(answer, 409, "conflict")
            assert error["message"].startswith(f"There is already a seat {shown}.")
    else:
        assert data_of(answers[0])[0]["label"] == label
    # A seat may be spelled otherwise itself.
    one = f"{path}/{library.seats[3]}"
    assert data_of(library.owner.put(one, {"label": "a-04"}))["label"] == "a-04"


def test_rooms_that_look_alike_are_one(library: Library) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    data_of(owner.put(path, places(library, (0, "Hall", 0, 0), (1, "hall\u200b", 1, 0))))
    data_of(owner.put(f"{path}/{library.seats[2]}", {"room": "HALL"}))
    assert [room for _, room, _, _ in plan(owner, library)[:3]] == ["Hall", "Hall", "Hall"]


def test_new_seats_follow_the_others_and_have_no_place(library: Library) -> None:
    made = data_of(library.owner.post(f"{library.path}/seats", {"count": 2}))
    assert [(seat["ordinal"], seat["room"], seat["x"]) for seat in made] == [
        (6, "", None),
        (7, "", None),
    ]
    assert library.events()[-1]["payload"]["ordinal"] == 7
