"""A TCP proxy on the loopback with the faults of a network: silence, resets, delays, walls."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from urllib.parse import urlsplit

NO_UPGRADE = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_CHUNK = 65536
_THROTTLED_CHUNK = 1024


class Way(Enum):
    """A direction through the proxy, as seen from the client."""

    UP = "up"
    DOWN = "down"


class Proxy:
    """Forwards to `server`. The switches may be turned at any time, also amid a connection.

    `delay_s`: so long each chunk waits. `bytes_per_s`: no more passes each way of a
    connection. `blackholes`: what goes these ways is taken and thrown away.
    `blocks_upgrade`: a websocket is refused, everything else passes. `portal`: this is the
    answer to everything, as a captive portal gives it. `connections` counts those accepted,
    `swallowed` the bytes that were thrown away.
    """

    def __init__(self, server: str) -> None:
        parts = urlsplit(server)
        assert parts.hostname is not None
        assert parts.port is not None
        self._to = (parts.hostname, parts.port)
        self.delay_s = 0.0
        self.bytes_per_s: float | None = None
        self.blackholes: frozenset[Way] = frozenset()
        self.blocks_upgrade = False
        self.portal: bytes | None = None
        self.connections = 0
        self.swallowed = 0
        self._flows = asyncio.Event()
        self._flows.set()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._stranded: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._port = 0
        self.url = ""

    async def start(self) -> None:
        """Listen; after `refuse`, on the same port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self._port)
        self._port = self._server.sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

    def freeze(self) -> None:
        """Pass nothing on any more, and close nothing."""
        self._flows.clear()

    def thaw(self) -> None:
        """Pass on again, also what came meanwhile."""
        self._flows.set()

    def strand(self) -> None:
        """Pass nothing on any more over the connections that stand; new ones work."""
        self._stranded |= self._writers

    def cut(self) -> None:
        """Reset every connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    async def refuse(self) -> None:
        """Take no new connections, and cut those that stand."""
        assert self._server is not None
        self._server.close()
        self.cut()

    def heal(self) -> None:
        """Turn every switch back; what was thrown away stays lost."""
        self.delay_s, self.bytes_per_s, self.portal = 0.0, None, None
        self.blackholes, self.blocks_upgrade = frozenset(), False
        self.thaw()

    async def close(self) -> None:
        """End everything."""
        if self._server is not None:
            self._server.close()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self.connections += 1
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        try:
            onward_reader, onward = await asyncio.open_connection(*self._to)
            self._writers.add(onward)
            try:
                await asyncio.gather(
                    self._up(reader, onward, writer), self._pass(onward_reader, writer, Way.DOWN)
                )
            finally:
                await self._let_go(onward)
        except (OSError, asyncio.CancelledError):
            return  # what a connection meets at its end is no fault of the proxy's
        finally:
            await self._let_go(writer)

    async def _up(
        self,
        reader: asyncio.StreamReader,
        onward: asyncio.StreamWriter,
        back: asyncio.StreamWriter,
    ) -> None:
        """Pass requests on, unless a wall answers them itself."""

        async def answered(data: bytes) -> bool:
            answer = self.portal
            if answer is None and self.blocks_upgrade and b"upgrade: websocket" in data.lower():
                answer = NO_UPGRADE
            if answer is None:
                return False
            back.write(answer)
            await back.drain()
            back.close()
            return True

        await self._pass(reader, onward, Way.UP, answered)

    async def _pass(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: Way,
        answered: Callable[[bytes], Awaitable[bool]] | None = None,
    ) -> None:
        while data := await reader.read(_THROTTLED_CHUNK if self.bytes_per_s else _CHUNK):
            if self.delay_s:
                await asyncio.sleep(self.delay_s)
            if self.bytes_per_s:
                await asyncio.sleep(len(data) / self.bytes_per_s)
            await self._flows.wait()
            if way in self.blackholes or writer in self._stranded:
                self.swallowed += len(data)
                continue
            if answered is not None and await answered(data):
                break
            writer.write(data)
            await writer.drain()
        writer.close()

    async def _let_go(self, writer: asyncio.StreamWriter) -> None:
        self._writers.discard(writer)
        self._stranded.discard(writer)
        writer.transport.abort()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


@asynccontextmanager
async def serving(
    handle: Callable[[asyncio.StreamReader], Awaitable[object]],
    context: ssl.SSLContext | None = None,
) -> AsyncIterator[int]:
    """The port of a server that calls `handle` for each connection and then closes it."""
    tasks: set[asyncio.Task[object]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        tasks.add(task)
        try:
            await handle(reader)
        finally:
            writer.transport.abort()
            with contextlib.suppress(OSError):
                await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=context)
    yield server.sockets[0].getsockname()[1]
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
