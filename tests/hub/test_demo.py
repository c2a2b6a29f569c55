"""The sample library: marked, once, alive, never full and never empty."""

from __future__ import annotations

import itertools
import json
import random
import stat
import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.contract.interval import overlaps
from app.contract.lifecycle import HOLDING
from app.contract.models import BookingKind, BookingRequest, Role
from app.contract.requests import LibraryRequest
from app.hub import libraries, schema, seats
from app.hub.access import HUB_ITSELF, principal_of
from app.hub.accounts import add_user
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.demo import sample
from app.hub.demo.sample import EMAIL, LIBRARY_NAME, STUDENT_EMAIL
from app.hub.demo.students import NOTE, Students
from app.hub.hub import HubSettings
from app.hub.passwords import UNUSABLE, Passwords
from app.hub.server import run
from app.hub.work import Look, Work
from tests.hub.ears import Ears
from tests.hub.people import new_owner, sign_in
from tests.hub.process import HubProcess, data_of


async def test_the_sample_is_marked_made_once_and_alive(tmp_path: Path, ears: Ears) -> None:
    hub = HubProcess(tmp_path / "data", demo=True, demo_pace=100.0, demo_seed=7)
    hub.start()
    assert hub.demo is not None
    account = hub.demo
    assert account["email"] == EMAIL
    kept = tmp_path / "data" / "sample-account.json"
    assert json.loads(kept.read_text())["password"] == account["password"]
    if sys.platform != "win32":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    person = sign_in(hub.url, account["email"], account["password"])
    (library,) = data_of(person.get("/api/libraries"))
    assert library["demo"] is True
    assert library["name"] == LIBRARY_NAME
    assert data_of(person.get("/api/health"))["demo"] is True
    first = data_of(person.get(f"/api/libraries/{library['id']}/snapshot"))
    assert len(first["seats"]) == 24
    assert len(first["bookings"]) >= 20
    assert {booking["note"] for booking in first["bookings"]} == {"sample"}
    shows_a_front_desk(first)
    ear = await ears().connect(hub.url, person.token)
    await ear.call("join:library", library["id"])
    wanted = {"booking:created", "booking:cancelled", "booking:checkin"}
    await ear.until(lambda heard: wanted <= {name for name, _ in heard}, limit=30)
    await ear.close()
    assert hub.stop() == 0
    hub.start()
    assert hub.demo == account
    assert len(data_of(person.get("/api/libraries"))) == 1
    person.close()
    assert hub.stop() == 0
    assert hub.errors == ""


def test_a_folder_with_a_library_takes_no_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = HubProcess(tmp_path / "data")
    real.start()
    library = new_owner(real.data, real.url)
    address = library.owner.sign_in["user"]["email"]
    library.owner.close()
    assert real.stop() == 0
    assert run(HubSettings(data=real.data, port=0, demo=True)) == 1
    assert "would be mixed into it" in capsys.readouterr().err
    real.start()
    person = sign_in(real.url, address)
    assert [each["demo"] for each in data_of(person.get("/api/libraries"))] == [False]
    person.close()
    assert real.stop() == 0


def shows_a_front_desk(first: dict[str, Any]) -> None:
    """Rooms with places, parts of payments, and seats that the rule of no-shows gave up."""
    assert first["library"]["noShowAfterMinutes"] == 15
    places = [(seat["room"], seat["x"], seat["y"]) for seat in first["seats"]]
    assert Counter(room for room, _, _ in places) == {"Reading hall": 16, "Quiet room": 8}
    assert len(set(places)) == len(places)
    assert all(x is not None and y is not None for _, x, y in places)
    money = Counter(booking["paymentStatus"] for booking in first["bookings"])
    assert {"unpaid", "partial", "paid"} <= set(money)
    for booking in first["bookings"]:
        if booking["paymentStatus"] == "partial":
            assert booking["paidMinor"] == booking["totalMinor"] // 2
    assert "no_show" in {booking["status"] for booking in first["bookings"]}


def test_nobody_signs_in_as_a_made_up_student(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", demo=True)
    hub.start()
    for password in ("!", "", "nobody"):
        with pytest.raises(AssertionError, match="unauthenticated"):
            sign_in(hub.url, STUDENT_EMAIL.format(1), password)
    assert hub.stop() == 0


class Clock:
    """Made-up days pass as fast as the test goes."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, 6, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


async def test_over_days_it_neither_fills_up_nor_runs_dry(tmp_path: Path) -> None:
    clock, bookings = Clock(), Bookings()
    database = Database(tmp_path / "hub.sqlite3", clock=clock)
    await database.open()
    account = await sample.prepare(database, Passwords(), bookings, tmp_path, 3)
    students = await sample.students(database, bookings, account.library_id, 3)
    dice = random.Random(5)  # noqa: S311 - play, not secrecy
    occupied: list[int] = []
    for _ in range(2 * 24):
        for _ in range(12):
            clock.now += timedelta(minutes=dice.uniform(2, 8))
            await database.write(students.step)
        occupied.append(await database.read(held))
    assert max(occupied) < sample.SEATS
    assert min(occupied[6:]) >= 2
    rows = await database.read(lambda look: look.conn.execute(select(schema.bookings)).all())
    over = [row for row in rows if row.ends_at < clock.now]
    assert len(over) > 50
    assert not [row for row in over if row.status in HOLDING and row.ends_at < clock.now - DELAY]
    assert overlapping(rows) == []
    assert {row.status for row in rows} >= {"completed", "cancelled", "no_show", "checked_in"}
    await database.close()


class Half(random.Random):
    """Dice that always say one half: who is due comes, and nobody leaves early."""

    def random(self) -> float:
        return 0.5


async def test_who_comes_early_waits_for_the_one_before_to_leave(tmp_path: Path) -> None:
    clock, service = Clock(), Bookings()
    database = Database(tmp_path / "hub.sqlite3", clock=clock)
    await database.open()

    def make(work: Work) -> tuple[Students, list[str]]:
        work.by = HUB_ITSELF
        owner = add_user(work, "Owner", "owner@sample.test", UNUSABLE, Role.OWNER)
        wanted = LibraryRequest(name="Two after each other", seats=1)
        library = libraries.create(work, wanted, owner_id=owner, demo=True)
        work.by = principal_of(work.conn, owner)
        (seat,) = seats.of_library(work, library.id)
        made: list[str] = []
        for hours in (0, 1):
            asked = BookingRequest(
                library_id=library.id,
                seat_id=seat.id,
                student_name=f"Guest {hours}",
                kind=BookingKind.HOUR,
                starts_at=clock.now + timedelta(hours=hours),
                ends_at=clock.now + timedelta(hours=hours + 1),
                note=NOTE,
            )
            made.append(service.create(work, asked).id)
        return Students(service, library.id, owner, [], Half()), made

    students, (first, second) = await database.write(make)
    told: list[tuple[str, str]] = []
    through_the_door = ("booking:checkin", "booking:checkout")
    database.subscribe(
        lambda sent: told.extend(
            (one.event, one.payload["id"]) for one in sent if one.event in through_the_door
        )
    )
    clock.now += timedelta(minutes=1)
    await database.write(students.step)
    clock.now += timedelta(minutes=56)
    await database.write(students.step)
    assert told == [("booking:checkin", first)]
    clock.now += timedelta(minutes=4)
    await database.write(students.step)
    assert told[1:] == [("booking:checkout", first), ("booking:checkin", second)]
    await database.close()


async def test_at_a_lively_pace_it_does_not_fill_up_either(tmp_path: Path) -> None:
    clock, bookings = Clock(), Bookings()
    database = Database(tmp_path / "hub.sqlite3", clock=clock)
    await database.open()
    account = await sample.prepare(database, Passwords(), bookings, tmp_path, 1)
    students = await sample.students(database, bookings, account.library_id, 1)
    made: list[str] = []
    database.subscribe(lambda sent: made.extend(one.event for one in sent))
    for _ in range(1000):
        clock.now += timedelta(seconds=6)
        await database.write(students.step)
    last = Counter(made[-600:])
    assert last["booking:created"] > 100
    assert last["booking:cancelled"] > 50
    assert last["booking:checkin"] > 20
    assert await database.read(held) < sample.SEATS
    await database.close()


def overlapping(rows: Sequence[Any]) -> list[tuple[str, str]]:
    """Pairs of bookings that hold two seats for one student at one time."""
    holding = [row for row in rows if row.status in HOLDING]
    return [
        (one.id, other.id)
        for one, other in itertools.combinations(holding, 2)
        if one.student_id == other.student_id
        and overlaps(one.starts_at, one.ends_at, other.starts_at, other.ends_at)
    ]


DELAY = timedelta(minutes=10)


def held(look: Look) -> int:
    """How many seats are held at this moment."""
    spans = schema.occupancy.c
    query = select(func.count()).where(spans.starts_at <= look.now, spans.ends_at > look.now)
    return int(look.conn.execute(query).scalar_one())
