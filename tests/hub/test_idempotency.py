"""The same command twice is done once."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest

from app.core.sender import ASK_AGAIN_FOR
from app.hub.housekeeping import KEEP_ANSWERS_FOR
from tests.hub.people import Library, Person, new_owner, register
from tests.hub.process import HubProcess, bearer, data_of
from tests.hub.refusals import refused


def test_a_repeated_booking_is_answered_and_not_made_again(
    library: Library, student: Person
) -> None:
    asked = library.asked()
    first = student.post("/api/bookings", asked, key="book-1")
    again = student.post("/api/bookings", asked, key="book-1")
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert first.status_code == 201
    events = [event for event in library.events() if event["event"] == "booking:created"]
    assert [event["cause"] for event in events] == ["book-1"]


def test_a_key_is_for_one_request(library: Library, student: Person) -> None:
    booking = data_of(student.post("/api/bookings", library.asked(), key="one-key"))
    refused(student.post("/api/bookings", library.asked(seat=1), key="one-key"), 409, "key_reused")
    path = f"/api/bookings/{booking['id']}"
    refused(student.delete(path, key="one-key"), 409, "key_reused")
    assert data_of(student.get(path))["status"] == "confirmed"


def test_a_key_is_each_account_s_own(hub: HubProcess, library: Library, student: Person) -> None:
    other = register(hub.url)
    first = data_of(student.post("/api/bookings", library.asked(), key="shared"))
    second = data_of(other.post("/api/bookings", library.asked(seat=1), key="shared"))
    assert first["studentId"] != second["studentId"]
    other.close()


def test_a_refused_command_may_succeed_later_with_its_key(
    library: Library, student: Person
) -> None:
    blocking = library.book(library.owner)
    asked = library.asked()
    refused(student.post("/api/bookings", asked, key="retry-1"), 409, "seat_taken")
    data_of(library.owner.delete(f"/api/bookings/{blocking['id']}"))
    assert student.post("/api/bookings", asked, key="retry-1").status_code == 201


def test_an_answer_outlives_the_hub(tmp_path: Path) -> None:
    own = HubProcess(tmp_path / "data")
    own.start()
    library = new_owner(own.data, own.url)
    asked = library.asked(studentName="Walk In")
    first = library.owner.post("/api/bookings", asked, key="over-a-restart")
    own.kill9()
    own.start()
    again = library.owner.post("/api/bookings", asked, key="over-a-restart")
    assert (again.status_code, again.content) == (201, first.content)
    library.owner.close()
    own.stop()


def test_answers_are_kept_longer_than_a_desk_asks_again() -> None:
    assert KEEP_ANSWERS_FOR > ASK_AGAIN_FOR


@pytest.mark.parametrize("key", ["", "x" * 201, "tab\there"])
def test_a_key_that_cannot_be_is_refused(library: Library, student: Person, key: str) -> None:
    refused(student.post("/api/bookings", library.asked(), key=key), 400, "invalid_input")
    assert len(library.events()) == 1


async def test_parallel_duplicates_are_done_once(library: Library, student: Person) -> None:
    asked = library.asked()
    headers = bearer(student.sign_in) | {"Idempotency-Key": "parallel-1"}
    limits = httpx.Limits(max_connections=20)
    async with httpx.AsyncClient(
        base_url=str(student.http.base_url), headers=headers, limits=limits, timeout=30
    ) as http:
        answers = await asyncio.gather(*(http.post("/api/bookings", json=asked) for _ in range(20)))
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.content for answer in answers}) == 1
    assert len(library.events()) == 2


def test_check_in_and_edit_take_keys_too(library: Library, student: Person) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    edit = {"version": 1, "note": "x"}
    first = library.owner.put(path, edit, key="edit-1")
    assert library.owner.put(path, edit, key="edit-1").content == first.content
    arrived = library.owner.post(f"{path}/check-in", key="in-1")
    assert arrived.status_code == 200
    assert library.owner.post(f"{path}/check-in", key="in-1").content == arrived.content
    refused(library.owner.post(f"{path}/check-in", key="in-2"), 409, "wrong_state")
