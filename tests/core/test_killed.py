"""A desk killed at any moment, behind a network that swallows answers, does nothing twice."""

from __future__ import annotations

import asyncio
import random
import sys
from pathlib import Path
from typing import Any

import pytest

from app.contract.wire import encode
from tests.core.proxy import Proxy, Way
from tests.hub.people import Library, new_owner
from tests.hub.process import HubProcess

COMMANDS = 24
ANSWER_S = 60.0
LOST = 0.3


class Desk:
    """A desk process: lines in, the numbers of what was queued out."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def start(cls, folder: Path, server: str, email: str) -> Desk:
        program = (sys.executable, "-m", "tests.core.at_the_desk", str(folder), server, email)
        pipe = asyncio.subprocess.PIPE
        return cls(await asyncio.create_subprocess_exec(*program, stdin=pipe, stdout=pipe))

    async def do(self, number: int, what: str, limit_s: float = ANSWER_S) -> bytes:
        """What it said when that was done: the number, and how many commands came back."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{number} {what}\n".encode())
        await self._process.stdin.drain()
        try:
            async with asyncio.timeout(limit_s):
                return await self._process.stdout.readline()
        except TimeoutError:
            return b""

    async def kill(self) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()


@pytest.mark.timeout(300)
async def test_a_desk_killed_again_and_again_does_each_thing_once(tmp_path: Path) -> None:
    # Side by side: each waits more than it works.
    async with asyncio.TaskGroup() as group:
        for seed in (1, 2):
            group.create_task(killed_again_and_again(tmp_path, seed))


async def killed_again_and_again(folder: Path, seed: int) -> None:
    """One schedule of commands, faults and deaths, and the account of what was done."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable schedule
    hub = HubProcess(folder / f"hub-{seed}", heads_seconds=0.5)
    await asyncio.to_thread(hub.start)
    library = await asyncio.to_thread(new_owner, hub.data, hub.url, COMMANDS + 1)
    proxy = Proxy(hub.url)
    await proxy.start()
    profile, email = folder / f"desk-{seed}", library.owner.sign_in["user"]["email"]
    bookings = [
        (await asyncio.to_thread(library.book, library.owner, seat=seat))["id"]
        for seat in range(COMMANDS // 2)
    ]
    queued: list[int] = []
    desk = await Desk.start(profile, proxy.url, email)
    try:
        assert await desk.do(-1, f"check_in {bookings[0]}")
        for number in range(1, COMMANDS):
            if chance.random() < LOST:
                # All is well until here; then the hub still hears, and the desk does not.
                proxy.heal()
                proxy.cut()
                assert await desk.do(number, "empty -")
                proxy.blackholes = frozenset({Way.DOWN})
            else:
                _fault(proxy, chance)
            if await desk.do(number, _asked(library, bookings, number)):
                queued.append(number)
            if chance.random() < 0.5:
                # Anywhere: before it is sent, while the hub works, after the lost answer.
                await asyncio.sleep(chance.random() * 0.4)
                await desk.kill()
                desk = await Desk.start(profile, proxy.url, email)
        proxy.heal()
        proxy.cut()
        # A command that was done and sent again as another would come back as refused.
        assert await desk.do(99, "empty -") == b"99 0\n"
    finally:
        await desk.kill()
        await proxy.close()
    events = await asyncio.to_thread(library.events)
    told = [_number(event, bookings) for event in events]
    done = [number for number in told if number is not None]
    assert len(done) == len(set(done)), "done twice"
    assert done == sorted(done), "out of order"
    assert set(queued) <= set(done), "queued, but never done"
    library.owner.close()
    await asyncio.to_thread(hub.stop)


def _asked(library: Library, bookings: list[str], number: int) -> str:
    """Check-ins and walk-ins in turn; each says which number it is."""
    if number % 2 == 0:
        return f"check_in {bookings[number // 2]}"
    asked = library.asked(seat=COMMANDS // 2 + number // 2, hours=0, studentName=f"Guest {number}")
    return f"walk_in {encode(asked).decode()}"


def _number(event: dict[str, Any], bookings: list[str]) -> int | None:
    """Which of the commands an event came from."""
    payload = event["payload"]
    if event["event"] == "booking:checkin":
        return bookings.index(payload["id"]) * 2
    name = payload.get("studentName", "")
    if event["event"] == "booking:created" and name.startswith("Guest "):
        return int(name.removeprefix("Guest "))
    return None


def _fault(proxy: Proxy, chance: random.Random) -> None:
    """What the network does from now on."""
    fault = chance.choice(("none", "none", "swallow", "cut", "freeze", "thaw"))
    if fault == "none":
        proxy.heal()
    elif fault == "swallow":
        # The hub gets everything, the desk hears nothing.
        proxy.blackholes = frozenset({Way.DOWN})
    elif fault == "cut":
        proxy.cut()
    elif fault == "freeze":
        proxy.freeze()
    else:
        proxy.thaw()
