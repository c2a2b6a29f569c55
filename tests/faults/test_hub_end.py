"""The hub ends, politely or not, and comes back, perhaps with an older database."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults import dying_hub, invariants
from tests.faults.conftest import Book
from tests.faults.edits import Followed
from tests.faults.witness import UP, Witness
from tests.hub.backups import back_up, put_back
from tests.hub.people import Library
from tests.hub.process import HubProcess

DISCONNECT, CLOSE = "41", "1"
"""What a server says to end a namespace (Socket.IO) and a connection (Engine.IO)."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub that dies when a booking's note says so."""
    process = HubProcess(tmp_path_factory.mktemp("end") / "data", program=dying_hub.PROGRAM)
    process.start()
    yield process
    process.stop()


async def killed_by(hub: HubProcess, library: Library, note: str) -> None:
    """A booking during which the hub dies; it is started again."""
    with contextlib.suppress(httpx.HTTPError):
        await asyncio.to_thread(library.book, library.owner, hours=90, note=note)
    await asyncio.to_thread(hub.kill9)


@pytest.mark.parametrize("goodbye", [DISCONNECT, CLOSE])
async def test_fault_14_the_server_says_disconnect(
    proxy: Proxy, desk: Witness, book: Book, goodbye: str
) -> None:
    """A server that ends the connection by its own word is only a reason to come back."""
    proxy.edit = said = Followed(goodbye)
    made = [book()]
    await until(lambda: said.done)
    made.append(book())
    await until(lambda: sum("transport=websocket" in line for line in proxy.requests) == 2)
    await desk.has(*made)
    await desk.fine()


async def test_fault_14_the_hub_stops_and_starts(
    hub: HubProcess, desk: Witness, book: Book
) -> None:
    """A hub that is stopped says goodbye to every desk; started again, it has them all back."""
    first = book()
    assert await asyncio.to_thread(hub.stop) == 0
    await desk.becomes(LinkState.OFFLINE)
    await asyncio.to_thread(hub.start)
    await desk.has(first, book())
    await desk.fine()


async def test_fault_15_killed_after_the_commit(
    hub: HubProcess, library: Library, desk: Witness, book: Book
) -> None:
    """A booking whose hub died before it told anybody is delivered by the catch-up, once."""
    await killed_by(hub, library, dying_hub.AFTER_COMMIT)
    await desk.becomes(LinkState.OFFLINE)
    assert desk.alerts == []
    await asyncio.to_thread(hub.start)
    await until(lambda: desk.alerts)
    (alert,) = desk.alerts
    assert alert.booking_id is not None
    assert desk.told.row(alert.booking_id).note == dying_hub.AFTER_COMMIT
    await desk.has(book())
    await desk.fine()


async def test_fault_16_killed_before_the_commit(
    hub: HubProcess, library: Library, desk: Witness, book: Book
) -> None:
    """A booking whose hub died before its commit never was: no row, no event, no alert."""
    await killed_by(hub, library, dying_hub.BEFORE_COMMIT)
    await desk.becomes(LinkState.OFFLINE)
    await asyncio.to_thread(hub.start)
    await desk.becomes(*UP)
    made = book()
    await desk.has(made)
    assert [alert.booking_id for alert in desk.alerts] == [made]
    await desk.fine()
    rows = invariants.committed(library, desk.since).rows
    assert [row.note for row in rows.values()] == [""]


@pytest.mark.parametrize("after", [0, 1, 2, 4])
async def test_fault_18_restored_from_a_backup(
    tmp_path: Path,
    hub: HubProcess,
    library: Library,
    proxy: Proxy,
    desk: Witness,
    book: Book,
    after: int,
) -> None:
    """A hub put back to a backup has a new epoch; what was known does not ring again.

    `after` bookings come before any desk is back: fewer than were lost, as many, or more, so
    that positions are given out a second time.
    """
    kept = book()
    await asyncio.to_thread(back_up, hub, tmp_path / "backup")
    lost = [book() for _ in range(2)]
    await desk.has(kept, *lost)
    recorded = list((await asyncio.to_thread(invariants.committed, library, desk.since)).alerts)
    before = desk.place
    await proxy.refuse()
    await asyncio.to_thread(hub.kill9)
    put_back(hub, tmp_path / "backup")
    await asyncio.to_thread(hub.start)
    new = [book() for _ in range(after)]
    # Before the line is there again: by then it may be up at once.
    await desk.becomes(LinkState.OFFLINE)
    await proxy.start()
    await desk.becomes(*UP)
    await desk.has(*new)
    assert before is not None
    assert desk.place is not None
    assert desk.place[0] != before[0]
    assert set(invariants.held(desk.told.profile.store, library).rows) == {kept, *new}
    recorded += [f"{booking}:created:1" for booking in new]
    await desk.fine(recorded=recorded)
