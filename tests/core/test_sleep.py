"""A computer that slept is back within five seconds: told by logind, or seen by the clocks."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.core.made import PATIENCE_S
from tests.core.proxy import Proxy
from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, HubProcess

if sys.platform != "linux":
    pytest.skip("logind and SIGSTOP are Linux's", allow_module_level=True)

from tests.native.sleeper import Logind, SystemBus

BACK_S = 5.0
SLEEP_S = 9.0
"""Longer than what the clocks take for a hiccup."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("sleep-hub") / "data")
    process.start()
    yield process
    process.stop()


@pytest.fixture
async def desk(
    tmp_path: Path, proxy: Proxy, library: Library, bus: SystemBus
) -> AsyncIterator[Process]:
    """`studyspot-desk watch --json`, live, on a machine with this system bus."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "--profile", str(tmp_path / "profile"), "watch", "--json",
        "--server", proxy.url, "--email", library.owner.sign_in["user"]["email"],
        "--password-stdin", stdin=PIPE, stdout=PIPE, stderr=PIPE,
        env={**os.environ, "DBUS_SYSTEM_BUS_ADDRESS": bus.address},
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(f"{PASSWORD}\n".encode())
    process.stdin.close()
    await says(process, "Live.")
    yield process
    process.terminate()
    await process.communicate()


async def says(process: Process, words: str) -> None:
    """Wait for the line on standard error."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_S):
        while (await process.stderr.readline()).decode().strip() != words:
            pass


async def rings(process: Process, limit_s: float) -> str:
    """The booking that the next line on standard output tells of."""
    assert process.stdout is not None
    async with asyncio.timeout(limit_s):
        told: str = json.loads(await process.stdout.readline())["bookingId"]
        return told


async def test_woken_by_logind(
    logind: Logind, proxy: Proxy, library: Library, student: Person, desk: Process
) -> None:
    logind.say(sleeps=True)
    # What stands is as good as gone, and nobody is told.
    proxy.strand()
    booking = await asyncio.to_thread(library.book, student)
    logind.say(sleeps=False)
    assert await rings(desk, BACK_S) == booking["id"]
    # And it is live, not only in step.
    another = await asyncio.to_thread(library.book, student, seat=1, hours=3)
    assert await rings(desk, BACK_S) == another["id"]


async def test_woken_without_a_word(
    proxy: Proxy, library: Library, student: Person, desk: Process
) -> None:
    desk.send_signal(signal.SIGSTOP)
    # What stands is as good as gone, and nobody is told.
    proxy.strand()
    booking = await asyncio.to_thread(library.book, student)
    await asyncio.sleep(SLEEP_S)  # the sleep itself
    desk.send_signal(signal.SIGCONT)
    assert await rings(desk, BACK_S) == booking["id"]
    # And it is live, not only in step.
    another = await asyncio.to_thread(library.book, student, seat=1, hours=3)
    assert await rings(desk, BACK_S) == another["id"]
