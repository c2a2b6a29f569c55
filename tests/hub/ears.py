"""Socket clients for the hub's tests: they write down what they hear and leave nothing open."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import engineio
import pytest
import socketio

WAIT_SECONDS = 10.0


class _Engine(engineio.AsyncClient):  # type: ignore[misc]  # the package has no types
    async def _send_request(self, *arguments: Any, **named: Any) -> Any:
        # Whatever it still sends while it ends would go over a session that nobody closes.
        if self.http.closed:
            return "the connection was let go of"
        return await super()._send_request(*arguments, **named)


class _Client(socketio.AsyncClient):  # type: ignore[misc]  # the package has no types
    def _engineio_client_class(self) -> type[_Engine]:
        return _Engine


class Ear:
    """A socket client that writes down every event with its arguments."""

    def __init__(self) -> None:
        self._session = aiohttp.ClientSession()
        self.client = _Client(reconnection=False, handle_sigint=False, http_session=self._session)
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
