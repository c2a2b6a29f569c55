"""What one desk has read, the others of the library need not read once more."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.contract.events import ALERT_ACKNOWLEDGED
from app.core.batch import Taken
from app.core.changes import AlertRecord
from app.core.status import LinkState
from app.core.store import Store
from tests.core.desks import Told, started
from tests.core.made import NOON, STREAM, ManualClock, a_booking, live, snapshot, told, until
from tests.hub.people import Library, Person, hire
from tests.hub.process import PASSWORD, HubProcess


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("sharing-hub") / "data", heads_seconds=0.5)
    process.start()
    yield process
    process.stop()


async def at_the_desk(desk: Told, hub: HubProcess, person: Person) -> None:
    await desk.desk.sign_in(hub.url, person.sign_in["user"]["email"], PASSWORD)
    await desk.becomes(LinkState.LIVE)


async def rang(desk: Told, booking_id: str) -> None:
    await until(lambda: booking_id in desk.about)


async def record_of(desk: Told, booking_id: str) -> AlertRecord:
    found = await desk.desk.notices.recent(50)
    return next(each for each in found if each.alert.booking_id == booking_id)


def acknowledged(library: Library) -> list[dict[str, Any]]:
    return [each for each in library.events(after=0) if each["event"] == ALERT_ACKNOWLEDGED]


async def test_what_was_read_at_one_desk_is_read_at_the_other_and_says_by_whom(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    staff = await asyncio.to_thread(hire, library, hub.url)
    async with started(tmp_path / "one") as one, started(tmp_path / "two") as two:
        await at_the_desk(one, hub, library.owner)
        await at_the_desk(two, hub, staff)
        key = library.book(library.owner, seat=0, studentName="Asha")["id"]
        await rang(one, key)
        await rang(two, key)
        assert (one.desk.status.unread, two.desk.status.unread) == (1, 1)
        await two.desk.notices.seen([key])
        await until(lambda: one.desk.status.unread == 0)
        theirs, own = await record_of(one, key), await record_of(two, key)
        assert (theirs.taken_by, own.taken_by) == ("Sam Staff", None)
        assert theirs.acknowledged_at is not None
        # Told once, and not by the desk that only heard of it.
        await one.desk.notices.read(None)
        await two.desk.notices.read(None)
        other = library.book(library.owner, seat=3, hours=4, studentName="Rohan")["id"]
        await rang(one, other)
        await rang(two, other)
        await one.desk.notices.seen([other])
        await until(lambda: two.desk.status.unread == 0)
        assert [each["payload"]["by"]["name"] for each in acknowledged(library)] == [
            "Sam Staff",
            library.owner.sign_in["user"]["name"],
        ]


async def test_what_is_read_without_a_connection_is_told_when_there_is_one(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path / "one") as one, started(tmp_path / "two") as two:
        for desk in (one, two):
            await at_the_desk(desk, hub, library.owner)
        keys = [
            library.book(library.owner, seat=seat, hours=5, studentName=f"Zoya {seat}")["id"]
            for seat in (1, 2)
        ]
        for desk in (one, two):
            for key in keys:
                await rang(desk, key)
        await asyncio.to_thread(hub.kill9)
        await two.becomes(LinkState.OFFLINE)
        await two.desk.notices.read(None)
        assert one.desk.status.unread == 2
        await asyncio.to_thread(hub.start)
        await until(lambda: one.desk.status.unread == 0)


def test_what_was_read_elsewhere_before_it_came_does_not_ring(
    store: Store, tmp_path: Path, clock: ManualClock
) -> None:
    news = [told(a_booking(key)) for key in ("b1", "b2")]
    read = {alert.booking_id: alert.id for alert in store.apply(live(2, *news)).alerts}["b1"]
    late = Store(tmp_path / "late.sqlite3", clock)
    late.apply(snapshot(0))
    late.settle(STREAM, NOON)
    taken = Taken((read,), "Sam Staff", NOON + timedelta(seconds=5))
    changes = late.apply(msgspec.structs.replace(live(3, *news), taken=(taken,)))
    assert [alert.booking_id for alert in changes.alerts] == ["b2"]
    assert changes.read == (read,)
    assert {each.after.booking.id: each.after.unseen for each in changes.bookings} == {
        "b1": False,
        "b2": True,
    }
    assert late.notices.unshared() == ("", [])
    # Once more is nothing new: whoever read it first is told.
    again = Taken((read,), "Somebody else", NOON)
    assert late.apply(msgspec.structs.replace(live(4), taken=(again,))).read == ()
    late.close()
