"""The rule of no-shows and the holds of a desk, over HTTP."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.hub.people import Library, Person, soon
from tests.hub.process import data_of
from tests.hub.refusals import refused


def told(moment: str) -> datetime:
    return datetime.fromisoformat(moment)


def test_the_owner_gives_a_rule_and_takes_it_away(library: Library) -> None:
    owner = library.owner
    assert data_of(owner.get(library.path))["noShowAfterMinutes"] is None
    ruled = data_of(owner.put(library.path, {"version": 1, "noShowAfterMinutes": 15}))
    assert (ruled["noShowAfterMinutes"], ruled["version"]) == (15, 2)
    assert library.events()[-1]["payload"] == ruled
    named = data_of(owner.put(library.path, {"version": 2, "name": "Quiet"}))
    assert named["noShowAfterMinutes"] == 15
    assert data_of(owner.get(f"{library.path}/snapshot"))["library"] == named
    off = data_of(owner.put(library.path, {"version": 3, "noShowAfterMinutes": None}))
    assert off["noShowAfterMinutes"] is None


@pytest.mark.parametrize("minutes", [5, 1440])
def test_rules_at_their_bounds(library: Library, minutes: int) -> None:
    edit = {"version": 1, "noShowAfterMinutes": minutes}
    assert data_of(library.owner.put(library.path, edit))["noShowAfterMinutes"] == minutes


@pytest.mark.parametrize("minutes", [4, 0, -15, 1441])
def test_rules_that_cannot_be(library: Library, minutes: int) -> None:
    edit = {"version": 1, "noShowAfterMinutes": minutes}
    error = refused(library.owner.put(library.path, edit), 400, "invalid_input")
    assert error["details"]["field"] == "noShowAfterMinutes"
    assert error["message"].startswith(
        "The number of minutes after which a seat is given up must be between 5 and 1,440."
    )


def test_staff_hold_a_seat_for_who_is_late(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student, hours=0, lasting=2)
    path = f"/api/bookings/{booking['id']}"
    assert booking["heldUntil"] is None
    until = soon(0.5)
    edit = {"version": 1, "heldUntil": until.isoformat()}
    refused(student.put(path, edit), 403, "forbidden")
    held = data_of(staff.put(path, edit, key="hold-1"))
    assert (told(held["heldUntil"]), held["version"]) == (until, 2)
    assert data_of(staff.put(path, edit, key="hold-1")) == held
    refused(staff.put(path, edit), 409, "stale_version")
    (entry,) = data_of(staff.get(f"{path}/history"))[1:]
    assert entry["changes"] == [{"field": "heldUntil", "before": None, "after": held["heldUntil"]}]
    end = data_of(staff.put(path, {"version": 2, "heldUntil": booking["endsAt"]}))
    assert end["heldUntil"] == booking["endsAt"]
    assert data_of(staff.put(path, {"version": 3, "heldUntil": None}))["heldUntil"] is None


@pytest.mark.parametrize("hours", [-0.1, 2.1, 24 * 365 * 300])
def test_a_hold_lies_between_now_and_the_end(
    library: Library, staff: Person, student: Person, hours: float
) -> None:
    booking = library.book(student, hours=0, lasting=2)
    edit = {"version": 1, "heldUntil": soon(hours).isoformat()}
    answer = staff.put(f"/api/bookings/{booking['id']}", edit)
    error = refused(answer, 400, "invalid_input")
    assert error["details"]["field"] == "heldUntil"
    assert error["message"].startswith(("A seat can be held from now on", "The time until which"))


def test_only_a_confirmed_booking_is_held(library: Library, staff: Person, student: Person) -> None:
    booking = library.book(student, hours=0, lasting=2)
    path = f"/api/bookings/{booking['id']}"
    until = soon(0.5).isoformat()
    both = {"version": 1, "status": "checked_in", "heldUntil": until}
    error = refused(staff.put(path, both), 409, "wrong_state")
    assert error["message"].startswith("This booking is checked in, so its seat waits for nobody.")
    assert error["details"]["current"] == booking
    data_of(staff.delete(path))
    refused(staff.put(path, {"version": 2, "heldUntil": until}), 409, "wrong_state")


def test_a_booking_is_confirmed_and_held_at_once(library: Library, student: Person) -> None:
    data_of(library.owner.put(library.path, {"version": 1, "autoConfirm": False}))
    booking = library.book(student, hours=0.5)
    until = soon(1)
    edit = {"version": 1, "status": "confirmed", "heldUntil": until.isoformat()}
    held = data_of(library.owner.put(f"/api/bookings/{booking['id']}", edit))
    assert (held["status"], told(held["heldUntil"])) == ("confirmed", until)


def test_a_hold_that_was_given_without_connection_counts_from_then(
    library: Library, staff: Person
) -> None:
    made = soon(-1)
    asked = library.asked(hours=-1, lasting=3, studentName="Ravi")
    booking = data_of(staff.done(made, "/api/bookings", asked))
    path = f"/api/bookings/{booking['id']}"
    edit: dict[str, Any] = {"version": 1, "heldUntil": soon(-0.25).isoformat()}
    refused(staff.put(path, edit), 400, "invalid_input")
    given = {"Done-At": soon(-0.5).isoformat()}
    held = data_of(staff.http.put(path, json=edit, headers=given))
    assert told(held["heldUntil"]) == told(edit["heldUntil"])


def test_who_books_after_the_start_has_the_rule_s_time(library: Library, student: Person) -> None:
    data_of(library.owner.put(library.path, {"version": 1, "noShowAfterMinutes": 5}))
    before = datetime.now(UTC)
    late = library.book(student, hours=-4.5 / 60, lasting=2)
    held = told(late["heldUntil"]) - timedelta(minutes=5)
    assert before <= held <= datetime.now(UTC)
    assert library.book(library.owner, seat=1, hours=1)["heldUntil"] is None
