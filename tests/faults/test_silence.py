"""Silences: of the hub, of the line, of an old address, of one event; all waited for at one time.

Each takes most of a minute of waiting, so each has a desk and a proxy of its own, and they
run side by side; every test then waits for its own.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import pytest_asyncio

from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book, bookings
from tests.faults.edits import Dropped
from tests.faults.witness import HEADS_S, SILENT_S, SLACK_S, Witness, at_the_desk
from tests.hub.people import new_owner, register
from tests.hub.process import HubProcess

pytestmark = pytest.mark.asyncio(loop_scope="module")


class Scene(NamedTuple):
    """A desk in step, behind a proxy of its own."""

    hub: HubProcess
    proxy: Proxy
    desk: Witness
    book: Book


Silence = Callable[[Scene], Coroutine[Any, Any, None]]
Silences = dict[Silence, "asyncio.Task[None]"]


@asynccontextmanager
async def scene(folder: Path, hub: HubProcess) -> AsyncIterator[Scene]:
    """A library of its own at the hub, with a desk."""
    library = await asyncio.to_thread(new_owner, hub.data, hub.url)
    student = await asyncio.to_thread(register, hub.url)
    proxy = Proxy(hub.url)
    await proxy.start()
    try:
        async with at_the_desk(folder, proxy.url, library) as desk:
            yield Scene(hub, proxy, desk, bookings(library, student))
    finally:
        await proxy.close()
        library.owner.close()
        student.close()


async def frozen_hub(scene: Scene) -> None:
    """The hub is stopped in its tracks."""
    desk = scene.desk
    os.kill(scene.hub.pid, signal.SIGSTOP)
    try:
        await until(lambda: LinkState.OFFLINE in desk.told.states, SILENT_S + SLACK_S)
    finally:
        os.kill(scene.hub.pid, signal.SIGCONT)
    assert LinkState.STALE in desk.told.states
    await desk.has(scene.book())
    await desk.fine()


async def half_open(scene: Scene) -> None:
    """The line passes nothing, and nobody closes it."""
    desk = scene.desk
    scene.proxy.freeze()
    made = [scene.book() for _ in range(2)]
    await until(lambda: desk.link.state is LinkState.STALE, SILENT_S)
    assert "heard" in desk.link.reason
    heard = desk.told.desk.last_heard
    await until(lambda: LinkState.OFFLINE in desk.told.states, SILENT_S)
    assert desk.told.desk.last_heard == heard
    assert desk.alerts == []
    scene.proxy.thaw()
    await desk.has(*made)
    await desk.fine()


async def one_dropped(scene: Scene) -> None:
    """One event's frame does not arrive, and everything else does."""
    desk = scene.desk
    scene.proxy.edit = lost = Dropped()
    made = scene.book()
    await until(lambda: lost.done)
    await desk.has(made, limit_s=HEADS_S + SLACK_S)
    assert desk.told.states.count(LinkState.LIVE) == 1
    await desk.fine()


async def old_address(scene: Scene) -> None:
    """What stood passes nothing any more; new connections work."""
    desk, proxy = scene.desk, scene.proxy
    proxy.strand()
    stranded = proxy.connections
    made = [scene.book() for _ in range(2)]
    await until(lambda: desk.link.state is LinkState.STALE, SILENT_S)
    await until(lambda: proxy.connections > stranded, SILENT_S / 2 + SLACK_S)
    await desk.has(*made)
    await desk.fine()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def silences(
    tmp_path_factory: pytest.TempPathFactory, hub: HubProcess
) -> AsyncIterator[Silences]:
    """All of them, begun."""
    folder = tmp_path_factory.mktemp("silence")
    other = HubProcess(folder / "frozen")
    await asyncio.to_thread(other.start)

    async def run(silence: Silence) -> None:
        at = other if silence is frozen_hub else hub
        async with scene(folder / silence.__name__, at) as made:
            await silence(made)

    begun: Silences = {
        silence: asyncio.create_task(run(silence))
        for silence in (frozen_hub, half_open, one_dropped, old_address)
    }
    yield begun
    for task in begun.values():
        task.cancel()
    await asyncio.gather(*begun.values(), return_exceptions=True)
    await asyncio.to_thread(other.stop)


async def test_fault_02_a_frozen_hub(silences: Silences) -> None:
    """A hub stopped in its tracks is noticed within its ping limit, and the state says so."""
    await silences[frozen_hub]


async def test_fault_02_a_half_open_connection(silences: Silences) -> None:
    """A line that passes nothing is noticed within the ping limit; "last heard" stays true."""
    await silences[half_open]


async def test_fault_22_one_event_dropped(silences: Silences) -> None:
    """An event lost while the socket is up is found by the next heads, without a reconnection."""
    await silences[one_dropped]


async def test_fault_35_the_computers_address_changes(silences: Silences) -> None:
    """Connections of the old address die silently; within the ping limit there is a new one."""
    await silences[old_address]
