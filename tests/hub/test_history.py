"""The history of a booking: who did what when, and what each field was before, over HTTP."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.contract import wire
from app.hub import history, schema
from app.hub.access import HUB_ITSELF
from app.hub.database import Database
from app.hub.work import Work
from tests.hub.insides import inside
from tests.hub.people import Library, Person, hire, soon
from tests.hub.process import HubProcess, data_of
from tests.hub.refusals import refused
from tests.hub.story import Story


def told_of(by: Person, booking: dict[str, Any]) -> list[dict[str, Any]]:
    """The history as this account is told it."""
    found: list[dict[str, Any]] = data_of(by.get(f"/api/bookings/{booking['id']}/history"))
    return found


def who(entries: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    return [(entry["byId"], entry["byName"], entry["byRole"]) for entry in entries]


def test_each_change_is_told_with_what_was_before(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    data_of(library.owner.put(path, {"version": 1, "seatId": library.seats[1], "note": "quiet"}))
    arrived = data_of(staff.post(f"{path}/check-in"))
    entries = told_of(staff, booking)
    assert [entry["action"] for entry in entries] == [
        "booking:created",
        "booking:updated",
        "booking:checkin",
    ]
    assert [entry["version"] for entry in entries] == [1, 2, 3]
    assert who(entries) == [
        (student.id, "Asha Verma", "student"),
        (library.owner.id, "Olga Owner", "owner"),
        (staff.id, "Sam Staff", "staff"),
    ]
    assert entries[0]["at"] == booking["createdAt"]
    assert entries[0]["changes"] == []
    assert entries[1]["changes"] == [
        {"field": "note", "before": "", "after": "quiet"},
        {"field": "seatId", "before": library.seats[0], "after": library.seats[1]},
        {"field": "seatLabel", "before": "A-01", "after": "A-02"},
    ]
    assert entries[2]["changes"] == [
        {"field": "checkedInAt", "before": None, "after": arrived["checkedInAt"]},
        {"field": "status", "before": "confirmed", "after": "checked_in"},
    ]


def test_what_was_sent_but_was_so_before_is_no_change(library: Library, student: Person) -> None:
    booking = library.book(student, note="window")
    same = {"version": 1, "note": "window", "studentPhone": "98450"}
    data_of(library.owner.put(f"/api/bookings/{booking['id']}", same))
    last = told_of(library.owner, booking)[-1]
    assert last["changes"] == [{"field": "studentPhone", "before": "", "after": "98450"}]


def test_what_was_done_before_it_reached_the_hub_says_when(
    library: Library, staff: Person, student: Person
) -> None:
    booking = library.book(student)
    data_of(staff.post(f"/api/bookings/{booking['id']}/check-in"))
    went = soon(-0.5)
    data_of(staff.done(went, f"/api/bookings/{booking['id']}/check-out"))
    made, came, left = told_of(staff, booking)
    assert (made["doneAt"], came["doneAt"]) == (None, None)
    assert datetime.fromisoformat(left["doneAt"]) == went
    assert datetime.fromisoformat(left["at"]) > went


def test_a_student_learns_who_did_it_by_their_role_only(
    hub: HubProcess, library: Library, student: Person
) -> None:
    booking = library.book(student)
    staff = hire(library, hub.url)
    for by in (staff, library.owner):
        version = data_of(by.get(f"/api/bookings/{booking['id']}"))["version"]
        data_of(by.put(f"/api/bookings/{booking['id']}", {"version": version, "note": by.id}))
    staff.close()
    answer = student.get(f"/api/bookings/{booking['id']}/history")
    assert who(data_of(answer)) == [
        (student.id, "Asha Verma", "student"),
        ("", "", "staff"),
        ("", "", "owner"),
    ]
    assert "Sam Staff" not in answer.text
    assert "Olga Owner" not in answer.text


def test_the_history_is_told_to_whom_the_booking_is(
    library: Library, student: Person, stranger: Person
) -> None:
    booking = library.book(student)
    refused(stranger.get(f"/api/bookings/{booking['id']}/history"), 404, "not_found")
    refused(student.get("/api/bookings/nothing/history"), 404, "not_found")


async def test_what_the_hub_did_by_itself_and_an_entry_of_names_alone(
    hub: HubProcess, library: Library, student: Person
) -> None:
    booking = library.book(student)

    def as_it_was_kept_first(work: Work) -> None:
        details = {"version": 2, "status": "expired", "changed": ["note", "seat_id"]}
        entry = {"at": work.now, "actor_id": HUB_ITSELF.user_id, "action": "booking:updated"}
        entry |= {"subject": booking["id"], "details": wire.encode(details)}
        work.conn.execute(schema.audit.insert(), entry)

    await inside(hub, as_it_was_kept_first)
    for by in (library.owner, student):
        last = told_of(by, booking)[-1]
        assert who([last]) == [("hub", "The hub", "hub")]
        assert last["changes"] == [
            {"field": "note", "before": None, "after": None},
            {"field": "seatId", "before": None, "after": None},
        ]


@pytest.mark.parametrize("more", [0, 3])
async def test_a_very_long_history_keeps_its_newest_part(tmp_path: Path, more: int) -> None:
    database = Database(tmp_path / "hub.sqlite3", clock=lambda: story.now)
    story = Story(database)
    await database.open()
    await database.write(story.begin)
    await story.do(("book", 0, 1, 2))

    def lengthen(work: Work) -> None:
        row = work.conn.execute(
            select(schema.audit).where(schema.audit.c.subject == story.made[0])
        ).one()
        entry = {"at": row.at, "actor_id": row.actor_id, "action": "booking:updated"}
        entry |= {"subject": row.subject}
        rows = [
            entry | {"details": wire.encode({"version": 2 + n})}
            for n in range(history.LONGEST - 1 + more)
        ]
        work.conn.execute(schema.audit.insert(), rows)
        work.by = story.owner
        told = history.of_booking(work, story.made[0])
        versions = [entry.version for entry in told]
        assert versions == list(range(1 + more, history.LONGEST + 1 + more))

    await database.write(lengthen)
    await database.close()
