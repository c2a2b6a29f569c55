"""Two hundred desks' connections in one process, which tells how they came back.

`python -m tests.faults.crowd SERVER TOKEN COUNT`: the real supervisor of the connection for
each, and nothing behind it. Lines out, as JSON: `{"up": n}` whenever all are up, or none is;
`{"long": n}` once when so many, half of them, mean to wait for longer than a probe takes; at the
end of standard input `{"attempts": [[…]], "pauses": [[…]], "called": […]}`, for each client the
moments of the monotonic clock at which it began to connect, the seconds it meant to wait before,
and those of whoever a probe called back from a longer wait.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from app.contract.events import StreamHead
from app.contract.models import Role, User
from app.core.account import Account
from app.core.api import Api
from app.core.clock import SystemClock
from app.core.link import Link
from app.core.memory_vault import MemoryVault
from app.core.status import LinkState, LinkStatus

NAME = "token"
LONG_S = 6.0
OWNER = User(id="owner", role=Role.OWNER)


class Nobody:
    """Follows nothing."""

    def connected(self, heads: Iterable[StreamHead], /) -> None:
        """It is up."""

    def away(self) -> None:
        """It is gone."""

    def live(self, name: str, arguments: tuple[Any, ...], /) -> None:
        """Something happened."""


class Crowd:
    """Many links, all signed in by one access token."""

    def __init__(self, count: int) -> None:
        self.attempts: list[list[float]] = [[] for _ in range(count)]
        self.pauses: list[list[float]] = [[] for _ in range(count)]
        self.called: list[float] = []
        self._retry_at: list[datetime | None] = [None] * count
        self.states = [LinkState.OFFLINE] * count
        self._said = 0
        self._said_long = False

    async def link(self, number: int, server: str, token: str) -> Link:
        """One of them; its `run` is still to be started."""
        clock, vault = SystemClock(), MemoryVault()
        await vault.write(NAME, f"bearer {token}")
        account = Account(Api(server, clock), vault, NAME, clock)
        await account.restore()
        return Link(
            account,
            clock,
            user=lambda: OWNER,
            follows=lambda _basic: Nobody(),
            on_status=lambda status: self._moved(number, status),
        )

    def _moved(self, number: int, status: LinkStatus) -> None:
        now = time.monotonic()
        self.states[number] = status.state
        if status.state is LinkState.CONNECTING:
            self.attempts[number].append(now)
        if status.retry_at is not None:
            pause = (status.retry_at - datetime.now(UTC)).total_seconds()
            if self._retry_at[number] is None:
                self.pauses[number].append(pause)
            elif self._retry_at[number] != status.retry_at:
                self.called.append(pause)
        self._retry_at[number] = status.retry_at
        long = sum(bool(each) and each[-1] > LONG_S for each in self.pauses)
        if not self._said_long and long >= len(self.states) / 2:
            self._said_long = True
            print(json.dumps({"long": long}), flush=True)
        up = self.states.count(LinkState.LIVE)
        if up in {0, len(self.states)} and up != self._said:
            self._said = up
            print(json.dumps({"up": up}), flush=True)


async def main(server: str, token: str, count: int) -> None:
    """Run them until standard input ends."""
    crowd = Crowd(count)
    links = [await crowd.link(number, server, token) for number in range(count)]
    tasks = [asyncio.create_task(link.run()) for link in links]
    await asyncio.to_thread(sys.stdin.read)
    told = {"attempts": crowd.attempts, "pauses": crowd.pauses, "called": crowd.called}
    print(json.dumps(told), flush=True)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
