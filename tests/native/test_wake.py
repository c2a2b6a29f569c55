"""What the machine tells of its sleep and its network, from a bus and a kernel that say so."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest

from app.core.ports import Sign
from app.native.wake import SystemWake, system_wake
from app.native.wake_linux import Logind as LogindTeller
from tests.core.proxy import serving
from tests.native.sleeper import Logind, SystemBus, prepare_for_sleep

LIMIT_S = 10.0


async def test_the_end_of_a_sleep_is_a_sign_and_its_beginning_is_none(
    bus: SystemBus, logind: Logind
) -> None:
    signs: asyncio.Queue[Sign] = asyncio.Queue()
    wake = SystemWake([LogindTeller(bus.address)])
    undo = wake.subscribe(signs.put_nowait)
    await wake.open()
    assert wake.missing == ()
    stranger = bus.connect()
    prepare_for_sleep(stranger, sleeps=False)
    for _ in range(3):
        logind.say(sleeps=True)
    logind.say(sleeps=False)
    async with asyncio.timeout(LIMIT_S):
        assert await signs.get() is Sign.WOKE
    logind.say(sleeps=False)
    async with asyncio.timeout(LIMIT_S):
        # Neither the stranger's word nor the sleeps themselves came in between.
        assert await signs.get() is Sign.WOKE
    assert signs.empty()
    undo()
    await wake.close()
    stranger.close()


async def test_a_machine_without_a_system_bus_is_borne_and_said() -> None:
    wake = SystemWake([LogindTeller("unix:path=/nowhere/bus")])
    await wake.open()
    (why,) = wake.missing
    assert why == "no system bus tells of sleep here"
    await wake.close()


async def test_a_bus_that_hangs_is_not_waited_for() -> None:
    async with serving(lambda reader: reader.read()) as port:
        wake = SystemWake([LogindTeller(f"tcp:host=127.0.0.1,port={port}")])
        async with asyncio.timeout(LIMIT_S):
            await wake.open()
        (why,) = wake.missing
        assert why == "no system bus tells of sleep here"
        await wake.close()


async def test_a_bus_that_ends_ends_nothing_else(bus: SystemBus) -> None:
    wake = SystemWake([LogindTeller(bus.address)])
    await wake.open()
    bus.stop()
    await wake.close()


def test_the_kernel_tells_of_a_network_that_comes_up() -> None:
    try:
        done = subprocess.run(
            ["unshare", "--net", sys.executable, "-m", "tests.native.wanderer"],
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip("unshare is missing here")
    if "Operation not permitted" in done.stderr:
        pytest.skip("a network of one's own needs root")
    assert (done.stdout, done.returncode) == ("ready 0\nnetwork\n", 0), done.stderr


async def test_what_this_system_offers_opens_and_closes() -> None:
    wake = system_wake()
    await wake.open()
    await wake.close()
