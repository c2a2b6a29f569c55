"""How long the hub waits for a request: one that never ends holds no connection for ever."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle

from app.contract import wire
from app.contract.errors import Unavailable
from app.contract.tongue import translate
from app.hub.frames import Application, Message, Receive, Send

HEAD_SECONDS = 20.0
"""For a request's head; and for what may still come of a body behind an answer given before."""

BODY_SECONDS = 60.0
"""For a request's body, from the end of its head; a desk waits no longer for its answer."""

LATE = 408


class PatientHttp(H11Protocol):
    """Closes a connection on which no request could be begun, or no answer sent, for `seconds`.

    uvicorn itself counts only while nothing at all comes between two requests. A websocket,
    and a request whose answer is awaited, are left alone.
    """

    seconds = HEAD_SECONDS
    _ending: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Count from the beginning."""
        super().connection_made(transport)
        self._count()

    def data_received(self, data: bytes) -> None:
        """Count on, unless this was the end of a head."""
        super().data_received(data)
        self._count()

    def on_response_complete(self) -> None:
        """Count anew."""
        super().on_response_complete()
        self._count()

    def pause_writing(self) -> None:
        """Count while the client reads nothing of its answer."""
        super().pause_writing()
        self._count()

    def resume_writing(self) -> None:
        """Count no more: it reads."""
        super().resume_writing()
        self._count()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count no more."""
        super().connection_lost(exc)
        self._count()

    def _count(self) -> None:
        cycle: RequestResponseCycle | None = self.cycle
        answering = cycle is not None and not cycle.response_complete
        at_work = answering and not self.flow.write_paused
        # Not among them any more when it is lost, or has become a websocket.
        wanted = self in self.connections and not at_work
        if wanted and self._ending is None:
            self._ending = self.loop.call_later(self.seconds, self._end)
        elif not wanted and self._ending is not None:
            self._ending.cancel()
            self._ending = None

    def _end(self) -> None:
        self.transport.close()
        # That waits until all is sent, which may be never.
        self._ending = self.loop.call_later(self.seconds, self.transport.abort)


class PatientBodies:
    """An ASGI application before another: a body not whole after `seconds` is answered with 408."""

    def __init__(self, application: Application, *, seconds: float) -> None:
        self._application = application
        self._seconds = seconds

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] == "http":
            body = _Body(receive, send, self._seconds)
            receive, send = body.receive, body.send
        await self._application(scope, receive, send)


class _Body:
    """What an application hears and says of one request."""

    def __init__(self, receive: Receive, send: Send, seconds: float) -> None:
        self._receive = receive
        self._send = send
        self._seconds = seconds
        self._until = asyncio.get_running_loop().time() + seconds
        self._whole = self._answering = self._given_up = False

    async def receive(self) -> Message:
        """The next piece; when it is too late for one, as if the client had gone."""
        if self._whole:
            return await self._receive()
        try:
            async with asyncio.timeout_at(self._until):
                message = await self._receive()
        except TimeoutError:
            await self._give_up()
            return {"type": "http.disconnect"}
        self._whole = not message.get("more_body")
        return message

    async def send(self, message: Message) -> None:
        """Pass a part of the answer on, unless the request was given up."""
        if not self._given_up:
            self._answering = True
            await self._send(message)

    async def _give_up(self) -> None:
        if self._answering or self._given_up:
            return
        self._given_up = True
        error = Unavailable(
            translate(
                "hub requests",
                "The request's body was not complete after {seconds} s, so the hub has given it "
                "up. Check the connection and send the request again.",
            ).format(seconds=f"{self._seconds:g}")
        )
        body = wire.failure(error)
        headers = [
            (b"content-type", b"application/json"),
            (b"content-length", b"%d" % len(body)),
            (b"cache-control", b"no-store"),
            # The rest of the body may still come, and is no next request.
            (b"connection", b"close"),
        ]
        await self._send({"type": "http.response.start", "status": LATE, "headers": headers})
        await self._send({"type": "http.response.body", "body": body})
