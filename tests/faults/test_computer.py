"""Faults of this computer: it sleeps, its clock jumps, its disk is full or the store is locked."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.link import LOOK_S
from app.core.status import LinkState
from tests.core.desks import FastClock
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.witness import HEALED_S, Witness, at_the_desk
from tests.hub.people import Library

BLOCK = 1 << 16


@pytest.fixture
def clock() -> FastClock:
    """The machine's clock, but that it can be set."""
    return FastClock(factor=1.0)


@pytest.fixture
async def desk(
    tmp_path: Path, proxy: Proxy, library: Library, clock: FastClock
) -> AsyncIterator[Witness]:
    async with at_the_desk(tmp_path / "desk", proxy.url, library, clock) as made:
        yield made


async def test_fault_25_a_sleep_of_eight_hours(
    proxy: Proxy, desk: Witness, clock: FastClock, book: Book
) -> None:
    """After a sleep the desk is in step again, and tells what it missed in one summary."""
    proxy.strand()
    made = [book() for _ in range(6)]
    clock.jump(hours=8)
    await desk.has(*made, limit_s=LOOK_S + HEALED_S)
    assert [alert.title for alert in desk.alerts] == ["While you were away: 6 bookings"]
    await desk.fine()


async def test_fault_26_the_clock_jumps_a_day(desk: Witness, clock: FastClock, book: Book) -> None:
    """A clock that is set a day ahead, then two days back, changes no order and no time told."""
    made = [book()]
    await desk.has(*made)
    for days in (1, -2):
        clock.jump(days=days)
        made.append(book())
        await desk.has(*made)
    newest = [record.alert for record in await desk.told.desk.notices.recent()]
    assert [alert.booking_id for alert in newest] == made[::-1]
    assert all(abs(alert.at - datetime.now(UTC)) < timedelta(hours=1) for alert in newest)
    await desk.fine(limit_s=LOOK_S + HEALED_S)


async def test_fault_27_the_disk_is_full(
    small_disk: Path, proxy: Proxy, library: Library, book: Book
) -> None:
    """On a full disk the cursor stays and the error is on the screen; with room it goes on."""
    async with at_the_desk(small_disk / "desk", proxy.url, library) as desk:
        with contextlib.suppress(OSError), (small_disk / "filler").open("wb", buffering=0) as file:
            while True:
                file.write(bytes(BLOCK))
        place = desk.place
        made = [book() for _ in range(3)]
        await until(lambda: desk.told.desk.status.troubles)
        assert "Make room on the disk" in desk.told.desk.status.troubles[0]
        assert desk.place == place
        assert desk.alerts == []
        (small_disk / "filler").unlink()
        await desk.has(*made)
        await until(lambda: desk.told.desk.status.troubles == ())
        await desk.fine()


async def test_fault_27_the_store_is_locked(desk: Witness, book: Book) -> None:
    """While another program locks the store the cursor stays; the error is said, and ends."""
    place = desk.place
    with contextlib.closing(sqlite3.connect(desk.told.profile.store)) as other:
        other.execute("BEGIN IMMEDIATE")
        made = [book() for _ in range(2)]
        await until(lambda: desk.told.desk.status.troubles)
        assert "cannot be written" in desk.told.desk.status.troubles[0]
        assert desk.link.state is LinkState.CONNECTING
        assert desk.place == place
        assert desk.alerts == []
    await desk.has(*made)
    await until(lambda: desk.told.desk.status.troubles == ())
    await desk.fine()
