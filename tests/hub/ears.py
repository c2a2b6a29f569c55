"""Socket clients for the hub's tests: they write down what they hear and leave nothing open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest
import socketio

WAIT_SECONDS = 10.0


class Ear:
    """A socket client that writes down every event with its arguments."""

    def __init__(self) -> None:
        # The client's own session is made anew by whatever it still sends while it ends, and
        # then nobody closes that one.
        self._session = aiohttp.ClientSession()
        self.client = socketio.AsyncClient(
            reconnection=False, handle_sigint=False, http_session=self._session
        )
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self.gone = asyncio.Event()
        self._news = asyncio.Condition()
        self.client.on("*", self._hear)
        self.client.on("disconnect", self._left)
        self.client.on("connect_error", self._refused)
        self.refusal: Any = None

    async def connect(self, url: str, token: Any, transport: str = "websocket") -> Ear:
        await self.client.connect(url, auth={"token": token}, transports=[transport])
        return self

    async def call(self, event: str, data: Any = None) -> dict[str, Any]:
        answer: dict[str, Any] = await self.client.call(event, data, timeout=WAIT_SECONDS)
        return answer

    async def until(
        self,
        enough: Callable[[list[tuple[str, tuple[Any, ...]]]], bool],
        limit: float = WAIT_SECONDS,
    ) -> None:
        """Wait until what was heard is enough; `limit` is in seconds."""
        async with asyncio.timeout(limit), self._news:
            await self._news.wait_for(lambda: enough(self.heard))

    def of(self, event: str) -> list[tuple[Any, ...]]:
        return [arguments for name, arguments in self.heard if name == event]

    async def close(self) -> None:
        try:
            await self.client.disconnect()
            eio = self.client.eio
            tasks = [task for task in (eio.read_loop_task, eio.write_loop_task) if task]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
        finally:
            await self._session.close()

    async def _hear(self, event: str, *arguments: Any) -> None:
        async with self._news:
            self.heard.append((event, arguments))
            self._news.notify_all()

    async def _refused(self, why: Any) -> None:
        self.refusal = why

    async def _left(self, *_: Any) -> None:
        self.gone.set()


Ears = Callable[[], Ear]


@pytest.fixture
async def ears() -> AsyncIterator[Ears]:
    """Makes socket clients, and ends them all."""
    made: list[Ear] = []

    def ear() -> Ear:
        made.append(Ear())
        return made[-1]

    yield ear
    for one in made:
        await one.close()
