"""A TCP proxy on the loopback with the faults of a network: silence, resets, delays, walls."""

from __future__ import annotations

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from enum import Enum
from urllib.parse import urlsplit

from tests.core.frames import Edit, FrameEditor

NO_UPGRADE = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_CHUNK = 65536
_METHODS = (b"GET ", b"POST ", b"PUT ", b"DELETE ")
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
    answer to everything, as a captive portal gives it. `answers`: the answer to requests
    whose first line has the key in it. `edit`: remakes the texts that a websocket brings
    down. `context`: TLS on the client's side, as of the next `start`. `connections` counts
    those accepted, `swallowed` the bytes that were thrown away, `requests` are the first lines
    of what was asked.
    """

    def __init__(self, server: str, context: ssl.SSLContext | None = None) -> None:
        parts = urlsplit(server)
        assert parts.hostname is not None
        assert parts.port is not None
        self._to = (parts.hostname, parts.port)
        self.delay_s = 0.0
        self.bytes_per_s: float | None = None
        self.blackholes: frozenset[Way] = frozenset()
        self.blocks_upgrade = False
        self.portal: bytes | None = None
        self.answers: dict[str, bytes] = {}
        self.edit: Edit | None = None
        self.context = context
        self.connections = 0
        self.swallowed = 0
        self.requests: list[str] = []
        self._stranded = 0
        self._held = ""
        self._released = asyncio.Event()
        self._cut_after: int | None = None
        self._flows = asyncio.Event()
        self._flows.set()
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._port = 0
        self.url = ""

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; after `refuse`, on the same port."""
        self._server = await asyncio.start_server(
            self._serve, host, self._port or port, ssl=self.context
        )
        self._port = self._server.sockets[0].getsockname()[1]
        self.url = f"{'https' if self.context else 'http'}://{host}:{self._port}"

    def freeze(self) -> None:
        """Pass nothing on any more, and close nothing."""
        self._flows.clear()

    def thaw(self) -> None:
        """Pass on again, also what came meanwhile."""
        self._flows.set()

    def cut(self) -> None:
        """Reset every connection."""
        for writer in list(self._writers):
            writer.transport.abort()

    def cut_after(self, count: int) -> None:
        """Reset every connection when so many more bytes have passed down."""
        self._cut_after = count

    def strand(self) -> None:
        """Let the connections that stand pass nothing any more; new ones work."""
        self._stranded = self.connections

    def hold(self, part: str) -> None:
        """Let requests wait whose first line has `part` in it; everything else passes."""
        self._held = part
        self._released.clear()

    def release(self) -> None:
        """Pass on the requests that wait."""
        self._held = ""
        self._released.set()

    async def refuse(self) -> None:
        """Take no new connections, and cut those that stand."""
        assert self._server is not None
        self._server.close()
        self.cut()

    def heal(self) -> None:
        """Turn every switch back; what was thrown away stays lost."""
        self.delay_s, self.bytes_per_s, self.portal = 0.0, None, None
        self.blackholes, self.blocks_upgrade = frozenset(), False
        self.answers, self.edit, self._cut_after = {}, None, None
        self.release()
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
        number = self.connections
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        self._writers.add(writer)
        try:
            onward_reader, onward = await asyncio.open_connection(*self._to)
            self._writers.add(onward)
            try:
                await asyncio.gather(
                    self._up(reader, onward, writer, number),
                    self._down(onward_reader, writer, number),
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
        number: int,
    ) -> None:
        """Pass requests on, unless a wall answers them itself."""

        async def remade(data: bytes) -> bytes | None:
            line = _first_line(data)
            if line:
                self.requests.append(line)
            if line and self._held and self._held in line:
                await self._released.wait()
            answer = self._answer(line, data)
            if answer is None:
                return data
            back.write(answer)
            await back.drain()
            back.close()
            return None

        await self._pass(reader, onward, Way.UP, number, remade)

    async def _down(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, number: int
    ) -> None:
        """Pass answers and frames on, edited and cut as the switches say."""
        editor = FrameEditor(lambda: self.edit)

        async def remade(data: bytes) -> bytes | None:
            data = await editor.feed(data)
            if self._cut_after is None:
                return data
            passing, self._cut_after = data[: self._cut_after], self._cut_after - len(data)
            if self._cut_after > 0:
                return data
            self._cut_after = None
            writer.write(passing)
            self.cut()
            return None

        await self._pass(reader, writer, Way.DOWN, number, remade)

    async def _pass(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        way: Way,
        number: int,
        remade: Callable[[bytes], Awaitable[bytes | None]],
    ) -> None:
        """Pass on what `remade` makes of each chunk; None from it ends the connection."""
        while data := await reader.read(_THROTTLED_CHUNK if self.bytes_per_s else _CHUNK):
            if self.delay_s:
                await asyncio.sleep(self.delay_s)
            if self.bytes_per_s:
                await asyncio.sleep(len(data) / self.bytes_per_s)
            await self._flows.wait()
            if number <= self._stranded:
                await asyncio.Event().wait()
            if way in self.blackholes:
                self.swallowed += len(data)
                continue
            passing = await remade(data)
            if passing is None:
                break
            writer.write(passing)
            await writer.drain()
        writer.close()

    def _answer(self, line: str, data: bytes) -> bytes | None:
        """What a wall on the way answers in the server's place, if it does."""
        if self.portal is not None:
            return self.portal
        if self.blocks_upgrade and b"upgrade: websocket" in data.lower():
            return NO_UPGRADE
        return next((answer for part, answer in self.answers.items() if part in line), None)

    async def _let_go(self, writer: asyncio.StreamWriter) -> None:
        self._writers.discard(writer)
        writer.transport.abort()
        with contextlib.suppress(OSError):
            await writer.wait_closed()


def _first_line(data: bytes) -> str:
    """The first line of a request; "" amid one, and for what is none."""
    if not data.startswith(_METHODS):
        return ""
    return data.partition(b"\r\n")[0].decode("latin-1")


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
