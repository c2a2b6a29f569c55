"""A hub's wire without a hub: sign-in, streams and a real Socket.IO server, with its faults."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import msgspec
import socketio
from aiohttp import web

from app.contract.errors import NotFound, StudySpotError, Unauthenticated, Unavailable
from app.contract.events import EventMeta, StreamEvent
from app.contract.models import Booking
from app.contract.wire import DONE_AT, builtins, failure, success
from tests.core.fake_hub import FakeHub
from tests.core.made import LIBRARY, STREAM

PING_S = 1.0
"""The least there is: the server tells its ping interval in whole seconds."""
PASSWORD = "right horse battery"
EMAIL = "meera@lotus.example"
OWNER = {
    "id": "owner",
    "name": "Meera",
    "email": EMAIL,
    "role": "owner",
    "libraries": [{"id": LIBRARY.id, "name": LIBRARY.name}],
}
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class WireHub:
    """Serves a FakeHub on the loopback. The switches may be turned at any time."""

    def __init__(self, ping_s: float = PING_S) -> None:
        self.hub = FakeHub()
        self._ping_s = ping_s
        self.url = ""
        self.blocks_websocket = False
        self.basic = False
        self.check_s = 0.0
        self.joins = asyncio.Event()
        self.joins.set()
        self.refresh_fails: StudySpotError | None = None
        self.socket_refuses_all = False
        self.no_socket = False
        self.web_page = False
        self.lifetime_s = 900
        self.valid: set[str] = set()
        self.refresh_tokens: dict[str, str] = {}
        self.sockets: dict[str, str] = {}
        self.seen_transports: list[str] = []
        self.renewed: list[str] = []
        self.calls: list[str] = []
        self.keys: list[str] = []
        self.done_at: list[str | None] = []
        self.refresh_keys: list[str | None] = []
        self.command_fails: StudySpotError | None = None
        self.answers_late = asyncio.Event()
        self.answers_late.set()
        self.done: dict[str, Booking] = {}
        self.basic_sign_in = False
        self.attempts = 0
        self.joined = 0
        self._numbers = itertools.count(1)
        self._runner: web.AppRunner | None = None
        self._port = 0
        self._sio: Any = None

    async def start(self) -> str:
        """Listen; after a stop, on the same port."""
        self._sio = socketio.AsyncServer(
            async_mode="aiohttp", ping_interval=self._ping_s, ping_timeout=self._ping_s / 2
        )
        self._sio.on("connect", self._connect)
        self._sio.on("disconnect", self._disconnect)
        self._sio.on("join:role", self._join)
        self._sio.on("join:library", self._join)
        self._sio.on("auth:renew", self._renew)

        @web.middleware
        async def answer(request: web.Request, handler: Handler) -> web.StreamResponse:
            return await self._answer(request, handler)

        application = web.Application(middlewares=[answer])
        self._sio.attach(application)
        application.router.add_route("*", "/{path:.*}", self._nothing)
        self._runner = web.AppRunner(application, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        assert site.name
        self.url = site.name
        self._port = int(self.url.rpartition(":")[2])
        return self.url

    async def stop(self) -> None:
        """Go away, as a killed process does."""
        if self._runner is not None:
            for sid in list(self.sockets):
                await self._sio.disconnect(sid)
            await self._runner.cleanup()
            await self._sio.shutdown()
            self._runner = None
            self.sockets.clear()

    async def emit(self, event: StreamEvent) -> None:
        """Send a committed event to everybody, as the hub does."""
        place = EventMeta(
            stream=event.stream,
            epoch=event.epoch,
            position=event.position,
            event_id=event.event_id,
            at=event.at,
            cause=event.cause,
        )
        await self.send(event.event, event.payload, builtins(place))

    async def send(self, name: str, *arguments: Any) -> None:
        """Send anything to everybody."""
        await self._sio.emit(name, arguments)

    async def throw_out(self) -> None:
        """Disconnect every socket from the server's side."""
        for sid in list(self.sockets):
            await self._sio.disconnect(sid)

    def tokens(self) -> dict[str, Any]:
        """A new pair of tokens."""
        number = next(self._numbers)
        access, refresh = f"access-{number}", f"refresh-{number}"
        self.valid.add(access)
        self.refresh_tokens[refresh] = access
        return {"accessToken": access, "refreshToken": refresh, "expiresIn": self.lifetime_s}

    # Socket.

    async def _connect(self, sid: str, _environ: Any, auth: Any) -> None:
        self.attempts += 1
        await asyncio.sleep(self.check_s)
        token = (auth or {}).get("token")
        if token not in self.valid or self.socket_refuses_all:
            raise socketio.exceptions.ConnectionRefusedError("unauthenticated")
        self.sockets[sid] = token
        self.seen_transports.append(self._sio.transport(sid))

    async def _disconnect(self, sid: str, *_: Any) -> None:
        self.sockets.pop(sid, None)

    async def _join(self, sid: str, room: Any) -> Any:
        assert sid in self.sockets
        await self.joins.wait()
        self.joined += 1
        if self.basic:
            return None
        head = self.hub.head
        if room == LIBRARY.id:
            return {"ok": True, "stream": STREAM, "epoch": head.epoch, "head": head.head}
        return {"ok": True}

    async def _renew(self, sid: str, told: Any) -> Any:
        assert sid in self.sockets
        self.renewed.append(told["token"])
        return {"ok": told["token"] in self.valid}

    # REST.

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.web_page:
            return web.Response(
                text="<html>Welcome to our network</html>", content_type="text/html"
            )
        if request.path.startswith("/socket.io"):
            websocket = request.query.get("transport") == "websocket"
            if self.no_socket or (websocket and self.blocks_websocket):
                return web.Response(status=400, text="no upgrade here")
            return await handler(request)
        self.calls.append(f"{request.method} {request.path}")
        try:
            data = await self._data(request)
        except StudySpotError as error:
            return web.Response(
                status=error.status, body=failure(error), content_type="application/json"
            )
        return web.Response(body=success(data), content_type="application/json")

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        raise web.HTTPNotFound(text=request.path)

    async def _data(self, request: web.Request) -> Any:
        path = request.path.removeprefix("/api/")
        body = await request.json() if request.can_read_body else {}
        if path == "health":
            return {"status": "ok"}
        if path == "auth/login":
            if body["password"] != PASSWORD:
                raise Unauthenticated("The e-mail or the password is wrong.")
            made = self.tokens()
            if self.basic_sign_in:
                return {"token": made["accessToken"], "user": OWNER}
            return {**made, "user": OWNER}
        if path == "auth/refresh":
            self.refresh_keys.append(request.headers.get("Idempotency-Key"))
            return self._refreshed(body["refreshToken"])
        if path == "auth/logout":
            self.valid.discard(self.refresh_tokens.pop(body["refreshToken"], ""))
            return None
        if request.headers.get("Authorization", "").removeprefix("Bearer ") not in self.valid:
            raise Unauthenticated("The sign-in has ended.")
        return await self._private(path, request)

    async def _private(self, path: str, request: web.Request) -> Any:
        if path == "auth/me":
            return OWNER
        if path == "bookings":
            page = await self.hub.bookings(request.query.get("cursor"))
            return {"items": page.items, "nextCursor": page.next_cursor}
        if path.startswith("bookings/"):
            return await self._command(path.split("/")[1], request)
        if self.basic:
            raise NotFound("There is no such page.")
        if path == "streams":
            return await self.hub.streams()
        if path == f"libraries/{LIBRARY.id}/snapshot":
            return await self.hub.snapshot(LIBRARY.id)
        if path == f"streams/{STREAM}/events":
            query = request.query
            return await self.hub.events(STREAM, int(query["after"]), query["epoch"])
        raise NotFound("There is no such page.")

    async def _command(self, booking_id: str, request: web.Request) -> Any:
        """Check in or cancel; a key that came before is answered as before."""
        key = request.headers["Idempotency-Key"]
        self.keys.append(key)
        self.done_at.append(request.headers.get(DONE_AT))
        if self.command_fails is not None:
            raise self.command_fails
        if key not in self.done:
            held = self.hub.rows[booking_id]
            cancels = request.method == "DELETE"
            status, name = ("cancelled", "cancelled") if cancels else ("checked_in", "checkin")
            row = msgspec.structs.replace(held, status=status, version=held.version + 1)
            self.done[key] = row
            await self.emit(self.hub.commit(row, f"booking:{name}", key))
        await self.answers_late.wait()
        return self.done[key]

    def _refreshed(self, refresh: str) -> Any:
        if self.refresh_fails is not None:
            raise self.refresh_fails
        if refresh not in self.refresh_tokens:
            raise Unauthenticated("The sign-in has ended.")
        self.valid.discard(self.refresh_tokens.pop(refresh))
        return {**self.tokens(), "user": OWNER}


def unavailable() -> Unavailable:
    """What a hub with a full disk says."""
    return Unavailable("The hub cannot work just now.")


@asynccontextmanager
async def wire_hub(ping_s: float = PING_S) -> AsyncIterator[WireHub]:
    """A WireHub that listens, with so many seconds between pings."""
    hub = WireHub(ping_s)
    await hub.start()
    try:
        yield hub
    finally:
        await hub.stop()
