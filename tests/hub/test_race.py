"""Fifty requests at once for one seat: one gets it; without the locks, the race is seen."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import httpx

from tests.hub.people import Library, Person, another_library, new_owner, register
from tests.hub.process import HubProcess, bearer
from tests.hub.refusals import refused
from tests.hub.unguarded import PROGRAM, drop_guards

REQUESTS = 50


def race(library: Library, url: str, hours: float = 2) -> list[httpx.Response]:
    """The answers to fifty bookings of one seat by five students at once."""
    people = [register(url, f"Student {number}") for number in range(5)]
    asked = library.asked(hours=hours)
    answers = at_once(url, [(people[number % 5], asked) for number in range(REQUESTS)])
    for person in people:
        person.close()
    return answers


def at_once(url: str, asked: list[tuple[Person, Any]]) -> list[httpx.Response]:
    """The answers to these bookings, each sent without waiting for another."""

    async def run() -> list[httpx.Response]:
        limits = httpx.Limits(max_connections=len(asked))
        async with httpx.AsyncClient(base_url=url, limits=limits, timeout=30) as http:
            return await asyncio.gather(
                *(
                    http.post("/api/bookings", json=body, headers=bearer(person.sign_in))
                    for person, body in asked
                )
            )

    return asyncio.run(run())


def held(hub: HubProcess, seat_id: str) -> int:
    """How many bookings hold the seat, by the rows themselves."""
    connection = sqlite3.connect(hub.data / "hub.sqlite3")
    query = "SELECT count(*) FROM occupancy WHERE seat_id = ?"
    count: int = connection.execute(query, (seat_id,)).fetchone()[0]
    connection.close()
    return count


def test_one_of_fifty_gets_the_seat(hub: HubProcess, library: Library) -> None:
    statuses = [answer.status_code for answer in race(library, hub.url)]
    assert statuses.count(201) == 1
    assert statuses.count(409) == REQUESTS - 1
    assert held(hub, library.seats[0]) == 1
    assert len(library.events()) == 2


def test_one_student_gets_one_of_fifty_seats(hub: HubProcess, owner: Person) -> None:
    library = another_library(owner, seats=REQUESTS)
    student = register(hub.url)
    asked = [(student, library.asked(seat=seat, hours=2)) for seat in range(REQUESTS)]
    answers = at_once(hub.url, asked)
    assert [answer.status_code for answer in answers].count(201) == 1
    (booking,) = [answer.json()["data"] for answer in answers if answer.status_code == 201]
    for answer in answers:
        if answer.status_code != 201:
            error = refused(answer, 409, "already_booked")
            assert error["details"]["bookingId"] == booking["id"]
    assert len(library.events()) == 2
    student.close()


def test_without_check_and_guard_the_race_is_seen(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", program=PROGRAM)
    hub.start()
    library = new_owner(hub.data, hub.url)
    drop_guards(hub.data / "hub.sqlite3")
    statuses = [answer.status_code for answer in race(library, hub.url)]
    assert statuses.count(201) > 1
    assert held(hub, library.seats[0]) > 1
    library.owner.close()
    assert hub.stop() == 0


def test_the_guard_in_the_database_alone_holds(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", program=PROGRAM)
    hub.start()
    library = new_owner(hub.data, hub.url)
    answers = race(library, hub.url)
    assert [answer.status_code for answer in answers].count(201) == 1
    codes = {answer.json()["error"]["code"] for answer in answers if answer.status_code != 201}
    # Whoever got the seat is told of that when asking again.
    assert codes == {"seat_taken", "already_booked"}
    assert held(hub, library.seats[0]) == 1
    library.owner.close()
    assert hub.stop() == 0
