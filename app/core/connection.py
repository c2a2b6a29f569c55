"""One Socket.IO connection: opened within a time limit, heard, and surely let go of."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import aiohttp
import engineio
import msgspec
import socketio
from engineio.base_client import connected_clients
from engineio.payload import Payload

from app.contract.errors import NotAHub, StudySpotError, Unreachable
from app.contract.events import JoinAnswer
from app.contract.tongue import translate
from app.core.api import is_loopback, trusted
from app.core.outside import translated

OPEN_S = 8.0
"""Seconds for the connection and the sign-in check together."""

GOODBYE_S = 0.7
LAST_WORD_S = 0.1
PROBE_S = 5.0
WEBSOCKET, POLLING = "websocket", "polling"

_quiet = logging.getLogger(f"{__name__}.library")
_quiet.setLevel(logging.CRITICAL)  # what it says is said better by the link's state


class Refused(StudySpotError):
    """The server did not take the token for the live connection."""

    code, title = "refused", "The live connection was refused"


class _Engine(engineio.AsyncClient):  # type: ignore[misc]  # the package has no types
    """Tells of every packet, pings too; the library has no other place to learn of them."""

    heard: Callable[[], None] | None = None

    async def _receive_packet(self, pkt: Any) -> None:
        if self.heard is not None:
            self.heard()
        await super()._receive_packet(pkt)

    async def _send_request(self, *arguments: Any, **named: Any) -> Any:
        # Once our session is closed, the library would send what it still has to send over a
        # new one of its own, which nobody closes.
        if self.http.closed:
            return "the connection was let go of"
        return await super()._send_request(*arguments, **named)


class _Client(socketio.AsyncClient):  # type: ignore[misc]  # the package has no types
    def _engineio_client_class(self) -> type[_Engine]:
        return _Engine


class Socket:
    """A connection of its own for one attempt.

    `on_event(name, arguments)` and `on_heard()` are called as packets come; they must only
    put down what they get, because each message is a task of its own. `open_s` is the time
    limit of `open`, in seconds.
    """

    def __init__(
        self,
        server: str,
        *,
        on_event: Callable[[str, tuple[Any, ...]], None],
        on_heard: Callable[[], None],
        open_s: float = OPEN_S,
    ) -> None:
        self._server = server
        self._open_s = open_s
        self._lost = asyncio.Event()
        self._lost_why = ""
        self._refusal = ""
        self._session: aiohttp.ClientSession | None = None
        # A burst while polling comes as one payload of many packets.
        Payload.max_decode_packets = 10_000
        self._client = _Client(
            reconnection=False, handle_sigint=False, logger=_quiet, engineio_logger=_quiet
        )
        self._client.eio.heard = on_heard
        self._client.on("*", lambda name, *arguments: on_event(name, arguments))
        self._client.on("disconnect", self._disconnected)
        self._client.on("connect_error", self._refused)

    @property
    def polling(self) -> bool:
        """Whether it runs over polling."""
        return bool(self._client.eio.current_transport == POLLING)

    @property
    def silence_limit(self) -> tuple[float, float]:
        """The server's own ping interval and ping timeout, in seconds."""
        return self._client.eio.ping_interval, self._client.eio.ping_timeout

    async def open(self, token: str, transport: str) -> None:
        """Connect over one transport and have the token checked.

        Raises:
            Refused: the server did not take the token.
            Unreachable: no connection, or no answer in time.
            CertificateRefused: the server could not prove who it is.
        """
        parts = urlsplit(self._server)
        self._session = self._client.eio.http = new_session(self._server)
        self._client.eio.external_http = True
        try:
            async with asyncio.timeout(self._open_s):
                await self._client.connect(
                    f"{parts.scheme}://{parts.netloc}",
                    auth={"token": token},
                    transports=[transport],
                    socketio_path=f"{parts.path}/socket.io".lstrip("/"),
                    namespaces=["/"],
                    wait_timeout=self._open_s,
                )
        except (TimeoutError, OSError, aiohttp.ClientError, ValueError) as error:
            raise translated(error, self._server) from error
        except socketio.exceptions.ConnectionError as error:
            if self._refusal and self._client.failed_namespaces:
                raise Refused(
                    translate("connection", "{server} refused the live connection ({why}).").format(
                        server=self._server, why=self._refusal
                    )
                ) from error
            raise translated(error, self._server) from error

    async def ask(self, name: str, argument: object, limit_s: float) -> object:
        """Emit and wait for the acknowledgement; None when none came in time.

        Raises:
            Unreachable: when the connection is gone.
        """
        # The library waits for the acknowledgement also when the connection is gone.
        answer = asyncio.ensure_future(self._client.call(name, argument, timeout=limit_s))
        gone = asyncio.ensure_future(self._lost.wait())
        try:
            await asyncio.wait({answer, gone}, return_when=asyncio.FIRST_COMPLETED)
            if answer.done():
                return answer.result()
        except socketio.exceptions.TimeoutError:
            return None
        except socketio.exceptions.SocketIOError as error:
            raise self._gone() from error
        finally:
            for task in (answer, gone):
                task.cancel()
            await asyncio.gather(answer, gone, return_exceptions=True)
        raise self._gone()

    async def tell(self, name: str, argument: str) -> None:
        """Emit without an acknowledgement.

        Raises:
            Unreachable: when the connection is gone.
        """
        try:
            await self._client.emit(name, argument)
        except socketio.exceptions.SocketIOError as error:
            raise self._gone() from error

    async def join(self, name: str, argument: str, limit_s: float) -> JoinAnswer | None:
        """Join a room; None when the server does not acknowledge, as a basic one.

        Raises:
            NotAHub: when the acknowledgement has no sense.
            Unreachable: when the connection is gone.
        """
        answer = await self.ask(name, argument, limit_s)
        if answer is None:
            return None
        try:
            return msgspec.convert(answer, JoinAnswer)
        except msgspec.MsgspecError as error:
            words = translate("connection", "{server} answered “{name}” without sense ({why}).")
            raise NotAHub(words.format(server=self._server, name=name, why=error)) from error

    async def lost(self) -> str:
        """Wait until the connection is gone; says why."""
        await self._lost.wait()
        return self._lost_why

    async def close(self) -> None:
        """Say goodbye if that goes quickly, and let go of everything in any case."""
        try:
            await self._say_goodbye()
        finally:
            # Also when whoever closes is cancelled meanwhile: an open session complains aloud.
            if self._session is not None:
                await self._session.close()

    async def _say_goodbye(self) -> None:
        eio = self._client.eio
        tasks = [task for task in (eio.read_loop_task, eio.write_loop_task) if task is not None]
        try:
            async with asyncio.timeout(GOODBYE_S):
                await self._client.disconnect()
        except Exception as error:  # noqa: BLE001 - whatever the library meets, we only leave
            _quiet.debug("goodbye failed: %r", error)
        finally:
            for task in tasks:
                task.cancel()
            # The library keeps every client that did not end by itself in a list of its own.
            if eio in connected_clients:
                connected_clients.remove(eio)
        await asyncio.gather(*tasks, return_exceptions=True)
        websocket = eio.ws
        if isinstance(websocket, aiohttp.ClientWebSocketResponse):
            # A goodbye that was cut short leaves it open, and it holds its connection.
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(LAST_WORD_S):
                    await websocket.close()

    def _gone(self) -> Unreachable:
        words = translate("connection", "The connection to {server} is gone.")
        return Unreachable(words.format(server=self._server))

    def _disconnected(self, why: str = "") -> None:
        self._lost_why = why
        self._lost.set()

    def _refused(self, told: object = None) -> None:
        message = told.get("message", "") if isinstance(told, dict) else told
        self._refusal = str(message or translate("connection", "no reason given"))


def new_session(server: str) -> aiohttp.ClientSession:
    """An HTTP session that trusts what the system trusts."""
    connector = aiohttp.TCPConnector(ssl=trusted()) if server.startswith("https:") else None
    here = is_loopback(urlsplit(server).hostname or "")
    return aiohttp.ClientSession(connector=connector, trust_env=not here, middlewares=(_only_once,))


async def _only_once(
    request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
) -> aiohttp.ClientResponse:
    """Send the request once; by itself aiohttp sends a GET again when its connection breaks.

    A polling answer that was lost with the connection had events in it. Asked again, the
    server sends the next ones, and nobody learns that some are missing.
    """
    try:
        return await handler(request)
    except (aiohttp.ClientOSError, aiohttp.ServerDisconnectedError) as error:
        if isinstance(error, aiohttp.ClientConnectorError):
            raise
        raise aiohttp.ClientConnectionError(str(error)) from error


async def websocket_works(server: str) -> bool:
    """Whether a websocket can be had there: asks for one without signing in."""
    parts = urlsplit(server)
    scheme = "wss" if parts.scheme == "https" else "ws"
    url = f"{scheme}://{parts.netloc}{parts.path}/socket.io/?transport=websocket&EIO=4"
    try:
        async with (
            asyncio.timeout(PROBE_S),
            new_session(server) as session,
            session.ws_connect(url) as websocket,
        ):
            return (await websocket.receive_str()).startswith("0")
    except (TimeoutError, OSError, aiohttp.ClientError, TypeError):
        return False
