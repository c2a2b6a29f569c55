"""When it counts from what a desk without connection did and sent later, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.hub.people import Library, Person, soon
from tests.hub.process import data_of
from tests.hub.refusals import refused


def test_what_was_done_at_a_desk_without_connection_counts_from_then(
    library: Library, staff: Person
) -> None:
    asked = library.asked(hours=-20, lasting=1, studentName="Ravi")
    refused(staff.post("/api/bookings", asked), 400, "invalid_input")
    booking = data_of(staff.done(soon(-20), "/api/bookings", asked))
    path = f"/api/bookings/{booking['id']}"
    refused(staff.post(f"{path}/check-in"), 409, "wrong_state")
    came, went = soon(-19.9), soon(-19.5)
    arrived = data_of(staff.done(came, f"{path}/check-in"))
    assert datetime.fromisoformat(arrived["checkedInAt"]) == came
    left = data_of(staff.done(went, f"{path}/check-out"))
    assert datetime.fromisoformat(left["checkedOutAt"]) == went
    assert datetime.fromisoformat(left["updatedAt"]) > went


def test_nobody_leaves_before_they_came(library: Library, staff: Person, student: Person) -> None:
    path = f"/api/bookings/{library.book(student)['id']}"
    arrived = data_of(staff.post(f"{path}/check-in"))
    left = data_of(staff.done(soon(-1), f"{path}/check-out"))
    assert left["checkedOutAt"] == arrived["checkedInAt"]


@pytest.mark.parametrize("days", [61, 9_000])
def test_what_claims_to_be_older_than_a_desk_keeps_commands_counts_as_now(
    library: Library, staff: Person, student: Person, days: int
) -> None:
    long_ago = soon(-24 * days)
    path = f"/api/bookings/{library.book(student)['id']}"
    arrived = data_of(staff.done(long_ago, f"{path}/check-in"))
    assert arrived["checkedInAt"] == arrived["updatedAt"]
    left = data_of(staff.done(long_ago, f"{path}/check-out"))
    assert left["checkedOutAt"] == left["updatedAt"]
    asked = library.asked(seat=1, hours=-24 * days, studentName="Ravi")
    refused(staff.done(long_ago, "/api/bookings", asked), 400, "invalid_input")


def test_nobody_comes_before_the_booking_was_made(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    arrived = data_of(staff.done(soon(-3), f"/api/bookings/{booking['id']}/check-in"))
    assert arrived["checkedInAt"] == booking["createdAt"]


def test_a_walk_in_that_waited_was_made_when_it_was_written_down(
    library: Library, staff: Person
) -> None:
    made, came = soon(-2), soon(-1.9)
    asked = library.asked(hours=0.5, studentName="Ravi")
    walk_in = data_of(staff.done(made, "/api/bookings", asked))
    arrived = data_of(staff.done(came, f"/api/bookings/{walk_in['id']}/check-in"))
    assert datetime.fromisoformat(arrived["checkedInAt"]) == came
    other = data_of(staff.done(made, "/api/bookings", asked | {"seatId": library.seats[1]}))
    early = data_of(staff.done(soon(-5), f"/api/bookings/{other['id']}/check-in"))
    assert datetime.fromisoformat(early["checkedInAt"]) == made


def test_a_booking_is_not_moved_to_before_it_was_made(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    starts = soon(-24 * 30)
    moved = {
        "version": booking["version"],
        "startsAt": starts.isoformat(),
        "endsAt": (starts + timedelta(hours=1)).isoformat(),
    }
    path = f"/api/bookings/{booking['id']}"
    answer = staff.http.put(path, json=moved, headers={"Done-At": starts.isoformat()})
    refused(answer, 400, "invalid_input")


def test_a_time_to_come_and_a_students_word_do_not_count(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    arrived = data_of(staff.done(soon(5), f"/api/bookings/{booking['id']}/check-in"))
    assert arrived["checkedInAt"] == arrived["updatedAt"]
    bad = staff.http.post(
        f"/api/bookings/{booking['id']}/check-out", headers={"Done-At": "yesterday"}
    )
    assert refused(bad, 400, "invalid_input")["details"]["field"] == "Done-At"
    refused(
        student.done(soon(-1), "/api/bookings", library.asked(seat=1, hours=-1, lasting=3)),
        400,
        "invalid_input",
    )
