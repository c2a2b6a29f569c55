"""Many desks' links in one process: says when all are live, and again after the hub was away."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections import Counter
from collections.abc import Iterable
from functools import partial
from typing import Any

from app.contract.events import StreamHead
from app.contract.models import User
from app.core.account import Account
from app.core.api import Api
from app.core.clock import SystemClock
from app.core.link import Link
from app.core.memory_vault import MemoryVault
from app.core.status import LinkState, LinkStatus
from tests.core.made import until
from tests.hub.process import PASSWORD

LONG_S = 180.0


class _Nobody:
    """Follows nothing: only the links are measured."""

    def connected(self, heads: Iterable[StreamHead], /) -> None:
        """Nothing is fetched."""

    def away(self) -> None:
        """Nothing is waited for."""

    def live(self, name: str, arguments: tuple[Any, ...], /) -> None:
        """Nothing is taken."""


class Crowd:
    """`count` links of one account, each with a sign-in of its own."""

    def __init__(self) -> None:
        self.live: set[int] = set()
        self.attempts: Counter[int] = Counter()
        self.running: list[asyncio.Task[None]] = []
        self.apis: list[Api] = []

    async def join(self, number: int, server: str, address: str) -> None:
        """Sign in and begin to connect."""
        clock = SystemClock()
        api = Api(server, clock)
        self.apis.append(api)
        account = Account(api, MemoryVault(), "token", clock)
        user: User = await account.sign_in(address, PASSWORD)
        link = Link(
            account,
            clock,
            user=lambda: user,
            follows=lambda _basic: _Nobody(),
            on_status=partial(self._moved, number),
        )
        self.running.append(asyncio.create_task(link.run()))

    def _moved(self, number: int, status: LinkStatus) -> None:
        if status.state is LinkState.LIVE:
            self.live.add(number)
            return
        self.live.discard(number)
        if status.state is LinkState.CONNECTING:
            self.attempts[int(time.time())] += 1


async def run(server: str, address: str, count: int) -> None:
    """Two lines: once all are live, and once they are so again after all were not."""
    crowd = Crowd()
    for number in range(count):
        await crowd.join(number, server, address)
    await until(lambda: len(crowd.live) == count, LONG_S)
    crowd.attempts.clear()
    print("live", flush=True)
    await until(lambda: not crowd.live, LONG_S)
    await until(lambda: len(crowd.live) == count, LONG_S)
    told = {"live": time.time(), "most": max(crowd.attempts.values())}
    print(json.dumps(told), flush=True)
    for task in crowd.running:
        task.cancel()
    await asyncio.gather(*crowd.running, return_exceptions=True)
    await asyncio.gather(*(api.close() for api in crowd.apis))


if __name__ == "__main__":
    asyncio.run(run(sys.argv[1], sys.argv[2], int(sys.argv[3])))
