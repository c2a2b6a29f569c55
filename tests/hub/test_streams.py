"""The durable streams: nothing missing, nothing twice, nothing for strangers."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.errors import Gone
from app.contract.events import StreamPage
from app.contract.models import LibraryRef
from app.hub import streams
from app.hub.access import Principal
from app.hub.database import Database
from app.hub.migrate import renew_epoch
from app.hub.work import Look, Work
from tests.hub.people import Library, Person
from tests.hub.process import data_of
from tests.hub.refusals import refused

T = TypeVar("T")
STREAM = "user:u"
READER = Principal(user_id="u")


def test_each_change_is_one_event_without_a_gap(library: Library, student: Person) -> None:
    booking = library.book(student)
    path = f"/api/bookings/{booking['id']}"
    changed = data_of(library.owner.put(path, {"version": 1, "note": "x"}))
    refused(library.owner.put(path, {"version": 1, "note": "y"}), 409, "stale_version")
    gone = data_of(student.delete(path, key="cancel-1"))
    events = library.events()
    assert [event["position"] for event in events] == list(range(1, len(events) + 1))
    assert [(event["event"], event["payload"]) for event in events[1:]] == [
        ("booking:created", booking),
        ("booking:updated", changed),
        ("booking:cancelled", gone),
    ]
    assert [event["cause"] for event in events[1:]] == [None, None, "cancel-1"]
    assert len({event["eventId"] for event in events}) == len(events)
    assert len({event["epoch"] for event in events}) == 1


def test_a_student_s_own_stream_tells_the_same(library: Library, student: Person) -> None:
    stream = f"/api/streams/user:{student.id}/events"
    head = data_of(student.get(stream, limit=1))["head"]
    booking = library.book(student)
    page = data_of(student.get(stream, after=head))
    assert [event["payload"] for event in page["events"]] == [booking]
    assert page["events"][0]["position"] == head + 1
    assert page["next"] == page["head"] == head + 1


def test_pages_follow_on_until_the_head(library: Library) -> None:
    for hour in range(7):
        library.book(library.owner, hours=hour)
    path = f"/api/streams/{library.stream}/events"
    after, seen = 0, []
    while True:
        page = data_of(library.owner.get(path, after=after, limit=3))
        seen += [event["position"] for event in page["events"]]
        after = page["next"]
        if after == page["head"]:
            break
    assert seen == list(range(1, 9))


def test_the_streams_of_each(library: Library, student: Person, staff: Person) -> None:
    told = {head["stream"]: head for head in data_of(staff.get("/api/streams"))}
    assert set(told) == {library.stream, f"user:{staff.id}", "global"}
    assert told[library.stream]["head"] == len(library.events())
    own = {head["stream"] for head in data_of(student.get("/api/streams"))}
    assert own == {f"user:{student.id}", "global"}


def test_another_epoch_or_a_position_that_never_was_is_gone(library: Library) -> None:
    path = f"/api/streams/{library.stream}/events"
    head = data_of(library.owner.get(path))["head"]
    error = refused(library.owner.get(path, epoch="another"), 410, "gone")
    assert error["details"]["head"] == head
    refused(library.owner.get(path, after=head + 1), 410, "gone")
    epoch = error["details"]["epoch"]
    assert data_of(library.owner.get(path, after=head, epoch=epoch))["events"] == []
    for wrong in ({"after": -1}, {"after": 10**30}, {"limit": 501}, {"after": "x"}):
        refused(library.owner.get(path, **wrong), 400, "invalid_input")
    refused(library.owner.get("/api/streams/library:nowhere/events"), 404, "not_found")


def test_a_snapshot_is_of_one_position(library: Library, student: Person) -> None:
    bookings = [library.book(student, seat=seat, hours=1 + seat) for seat in range(3)]
    data_of(student.delete(f"/api/bookings/{bookings[0]['id']}"))
    told = data_of(library.owner.get(f"{library.path}/snapshot"))
    rows = {row["id"]: row for row in told["bookings"]}
    assert set(rows) == {booking["id"] for booking in bookings}
    assert rows[bookings[0]["id"]]["status"] == "cancelled"
    events = library.events(after=0)
    assert told["position"] == events[-1]["position"]
    assert told["epoch"] == events[-1]["epoch"]
    # Playing the stream up to that position gives the same rows.
    replayed = {
        e["payload"]["id"]: e["payload"] for e in events if e["event"].startswith("booking")
    }
    assert replayed == rows
    assert len(told["seats"]) == 6
    assert told["pricing"]["libraryId"] == told["library"]["id"] == library.id


class Clock:
    """A clock that stands until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


def in_database(do: Callable[[Database, Clock], Any]) -> None:
    """Run `do` with a fresh database that has one stream."""

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            clock = Clock()
            database = Database(Path(folder) / "hub.sqlite3", clock=clock)
            await database.open()
            try:
                await database.write(lambda work: streams.open_stream(work, STREAM))
                await do(database, clock)
            finally:
                await database.close()

    asyncio.run(run())


def write(number: int) -> Callable[[Work], None]:
    return lambda work: streams.append(work, [STREAM], "notification", LibraryRef(id=str(number)))


def read(after: int, epoch: str | None = None) -> Callable[[Look], StreamPage]:
    def page(look: Look) -> StreamPage:
        look.by = READER
        return streams.page(look, STREAM, after=after, epoch=epoch, limit=500)

    return page


@settings(max_examples=12, deadline=None)
@given(
    ages=st.lists(st.integers(0, 3), min_size=1, max_size=12),
    keep=st.integers(0, 6),
    older_than=st.integers(0, 6),
)
def test_what_is_left_after_pruning_has_no_gap(ages: list[int], keep: int, older_than: int) -> None:
    async def story(database: Database, clock: Clock) -> None:
        times = []
        for number, age in enumerate(ages):
            clock.now += timedelta(days=age)
            times.append(clock.now)
            await database.write(write(number))
        before = clock.now - timedelta(days=older_than)
        await database.write(lambda work: streams.prune(work, keep=keep, before=before))
        aged = max((n for n, at in enumerate(times, 1) if at < before), default=0)
        pruned = max(len(ages) - keep, aged)
        for after in range(pruned):
            with pytest.raises(Gone):
                await database.read(read(after))
        page = await database.read(read(pruned))
        assert [event.position for event in page.events] == list(range(pruned + 1, len(ages) + 1))
        assert page.head == len(ages)
        await database.write(write(99))
        assert (await database.read(read(len(ages)))).events[0].position == len(ages) + 1

    in_database(story)


def test_a_restored_database_begins_a_new_epoch() -> None:
    async def story(database: Database, _clock: Clock) -> None:
        await database.write(write(1))
        old = (await database.read(read(0))).epoch
        new = await database.write(lambda work: renew_epoch(work.conn))
        assert new != old
        with pytest.raises(Gone) as gone:
            await database.read(read(1, old))
        assert gone.value.details["epoch"] == new
        assert (await database.read(read(0, new))).events[0].epoch == new

    in_database(story)


def test_a_failed_transaction_leaves_no_event_and_no_gap() -> None:
    async def story(database: Database, _clock: Clock) -> None:
        emitted: list[str] = []
        database.subscribe(lambda sent: emitted.extend(one.payload["id"] for one in sent))

        def fails(work: Work) -> None:
            write(1)(work)
            raise KeyError

        await database.write(write(0))
        with pytest.raises(KeyError):
            await database.write(fails)
        await database.write(write(2))
        page = await database.read(read(0))
        assert [(event.position, event.payload["id"]) for event in page.events] == [
            (1, "0"),
            (2, "2"),
        ]
        assert emitted == ["0", "2"]

    in_database(story)
