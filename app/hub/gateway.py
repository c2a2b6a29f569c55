"""The Socket.IO side: sign-in, rooms checked against the rows, emits in commit order, heads.

A client connects with `auth {token}` and is put into its own room and `global`. It asks for
more with `join:library` and `join:role`; each answer is a `JoinAnswer`. Every tick, all rooms
that stand for a stream get `stream:heads`, and every client is looked at again: one whose
session has ended is disconnected, one that lost a library leaves its room. When a session ends
through this process, that look comes at once, before any later event is told. An access token
that ran out is borne for a grace; until then `auth:renew {token}` (answered `{ok}`) carries
the connection on, after it the hub disconnects.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import msgspec
import socketio
from engineio.payload import Payload
from sqlalchemy import select

from app.contract.errors import StudySpotError, Unauthenticated
from app.contract.events import (
    GLOBAL_STREAM,
    JOIN_LIBRARY,
    JOIN_ROLE,
    LEAVE_LIBRARY,
    STREAM_HEADS,
    JoinAnswer,
    StreamHead,
    library_stream,
    user_stream,
)
from app.contract.models import Role
from app.contract.wire import builtins
from app.hub import streams
from app.hub.access import Principal, library_for, principal_of_session
from app.hub.database import Database
from app.hub.schema import libraries, members, sessions
from app.hub.streams import public_room
from app.hub.tokens import Claims, Tokens
from app.hub.work import ACCESS_LOST, Clock, Emission, Look

AUTH_RENEW = "auth:renew"
GRACE_SECONDS = 60.0
PING_INTERVAL_SECONDS = 20
PING_TIMEOUT_SECONDS = 15
MESSAGE_LIMIT = 1_000_000
PACKETS_IN_PAYLOAD = 1000
"""A polling client that fell behind sends and gets many packets in one payload."""
ROLE_ALIASES = {"library_owner": Role.OWNER.value}

_log = logging.getLogger(__name__)


class _Client:
    """What the hub knows of one connection."""

    def __init__(self, claims: Claims, transport_id: str) -> None:
        self.claims = claims
        self.transport_id = transport_id
        self.libraries: set[str] = set()


class Gateway:
    """Rooms and emits. Built on the loop; `start` begins its tasks, `stop` ends them."""

    def __init__(
        self,
        database: Database,
        tokens: Tokens,
        clock: Clock,
        *,
        origins: tuple[str, ...] = (),
        heads_seconds: float = 20.0,
        grace_seconds: float = GRACE_SECONDS,
    ) -> None:
        Payload.max_decode_packets = PACKETS_IN_PAYLOAD
        self._database = database
        self._tokens = tokens
        self._clock = clock
        self._heads_seconds = heads_seconds
        self._grace = timedelta(seconds=grace_seconds)
        self._clients: dict[str, _Client] = {}
        self._queue: asyncio.Queue[Emission] = asyncio.Queue()
        self._tasks: list[asyncio.Task[None]] = []
        self._unsubscribe: Callable[[], None] | None = None
        self.server = socketio.AsyncServer(
            async_mode="asgi",
            # None lets the page's own origin in, and programs, which send none.
            cors_allowed_origins=list(origins) or None,
            ping_interval=PING_INTERVAL_SECONDS,
            ping_timeout=PING_TIMEOUT_SECONDS,
            max_http_buffer_size=MESSAGE_LIMIT,
            logger=_errors_of("socketio.server"),
            engineio_logger=_errors_of("engineio.server"),
        )
        self.server.on("connect", self._connect)
        self.server.on("disconnect", self._disconnect)
        self.server.on(JOIN_LIBRARY, self._join_library)
        self.server.on(LEAVE_LIBRARY, self._leave_library)
        self.server.on(JOIN_ROLE, self._join_role)
        self.server.on(AUTH_RENEW, self._renew)

    @property
    def load(self) -> dict[str, int]:
        """How many clients are connected, and how many library rooms somebody is in."""
        rooms = {library for client in self._clients.values() for library in client.libraries}
        return {"clients": len(self._clients), "rooms": len(rooms), "waiting": self._queue.qsize()}

    def start(self) -> None:
        """Begin to emit what commits bring, and to tick."""
        self._unsubscribe = self._database.subscribe(self._take)
        self._tasks = [
            asyncio.create_task(self._emit_all(), name="hub-emit"),
            asyncio.create_task(self._tick_all(), name="hub-heads"),
        ]

    async def stop(self) -> None:
        """Disconnect everybody and end the tasks."""
        if self._unsubscribe is not None:
            self._unsubscribe()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1):
                await asyncio.gather(
                    *(self.server.disconnect(sid) for sid in tuple(self._clients)),
                    return_exceptions=True,
                )
                await self.server.shutdown()

    def _take(self, emissions: list[Emission]) -> None:
        for emission in emissions:
            self._queue.put_nowait(emission)

    async def _emit_all(self) -> None:
        while True:
            emission = await self._queue.get()
            if emission is ACCESS_LOST:
                await self._tick_once()
            else:
                await self._emit(emission)

    async def _emit(self, emission: Emission) -> None:
        data: Any = emission.payload
        if emission.meta is not None:
            data = (emission.payload, builtins(emission.meta))
        try:
            await self.server.emit(emission.event, data, room=list(emission.rooms))
        except Exception:  # noqa: BLE001 - a lost emit costs time only; the next must go out
            _log.exception("Could not emit %s", emission.event)

    async def _connect(self, sid: str, _environ: dict[str, Any], auth: Any = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            claims, by = await self._admit(token)
        except StudySpotError as error:
            told = {"code": error.code, "message": error.message, **error.details}
            raise socketio.exceptions.ConnectionRefusedError(error.code, told) from error
        transport_id = self.server.manager.eio_sid_from_sid(sid, "/")
        self._clients[sid] = _Client(claims, transport_id)
        await self._enter(sid, user_stream(by.user_id))
        await self._enter(sid, GLOBAL_STREAM)

    async def _disconnect(self, sid: str, *_reason: Any) -> None:
        client = self._clients.pop(sid, None)
        transport = None if client is None else self.server.eio.sockets.get(client.transport_id)
        if transport is not None:
            # python-engineio 4.15 leaves the polling request of a client that says goodbye
            # unanswered until it times out, and the client waits for it before it ends.
            await transport.queue.put(None)

    async def _join_library(self, sid: str, wanted: Any = None, *_more: Any) -> dict[str, Any]:
        library_id = _word(wanted, "libraryId")
        client = self._clients.get(sid)
        if client is None or library_id is None:
            return _refused("Say which library to join.")
        session_id = client.claims.session_id

        def allowed(look: Look) -> bool:
            by = principal_of_session(look.conn, session_id)
            library_for(look.conn, by, library_id)
            return library_id in by.roles

        try:
            if not await self._database.read(allowed):
                await self._enter(sid, public_room(library_id))
                return _answer(JoinAnswer(ok=True))
            # The room first, then the head: what is committed in between comes by the room.
            stream = library_stream(library_id)
            await self._enter(sid, stream)
            client.libraries.add(library_id)
            head = await self._database.read(lambda look: streams.head(look, stream))
        except StudySpotError as error:
            return _refused(error.message)
        return _answer(JoinAnswer(ok=True, stream=head.stream, epoch=head.epoch, head=head.head))

    async def _leave_library(self, sid: str, wanted: Any = None, *_more: Any) -> dict[str, Any]:
        library_id = _word(wanted, "libraryId")
        client = self._clients.get(sid)
        if client is None or library_id is None:
            return _refused("Say which library to leave.")
        client.libraries.discard(library_id)
        await self.server.leave_room(sid, library_stream(library_id))
        await self.server.leave_room(sid, public_room(library_id))
        return _answer(JoinAnswer(ok=True))

    async def _join_role(self, sid: str, wanted: Any = None, *_more: Any) -> dict[str, Any]:
        role = _word(wanted, "role")
        client = self._clients.get(sid)
        if client is None or role is None:
            return _refused("Say which role to join.")
        role = ROLE_ALIASES.get(role, role)
        session_id = client.claims.session_id
        try:
            by = await self._database.read(lambda look: principal_of_session(look.conn, session_id))
        except StudySpotError as error:
            return _refused(error.message)
        if by.role != role:
            return _refused("This account has another role.")
        await self._enter(sid, f"role:{role}")
        return _answer(JoinAnswer(ok=True))

    async def _renew(self, sid: str, wanted: Any = None, *_more: Any) -> dict[str, Any]:
        client = self._clients.get(sid)
        try:
            claims, by = await self._admit(_word(wanted, "token"))
        except StudySpotError as error:
            return _refused(error.message)
        if client is None or client.claims.user_id != by.user_id:
            return _refused("That token is another account's. Connect anew with it.")
        client.claims = claims
        return _answer(JoinAnswer(ok=True))

    async def _enter(self, sid: str, room: str) -> None:
        # A client may be gone again by the time the database has answered.
        with contextlib.suppress(ValueError, KeyError):
            await self.server.enter_room(sid, room)

    async def _admit(self, token: Any) -> tuple[Claims, Principal]:
        if not isinstance(token, str):
            raise Unauthenticated("The connection needs a sign-in. Send auth {token}.")
        claims = self._tokens.read(token, self._clock())
        by = await self._database.read(
            lambda look: principal_of_session(look.conn, claims.session_id)
        )
        return claims, by

    async def _tick_all(self) -> None:
        while True:
            await asyncio.sleep(self._heads_seconds)
            await self._tick_once()

    async def _tick_once(self) -> None:
        try:
            await self._tick()
        except StudySpotError as error:
            _log.warning("Could not tell the heads of the streams: %s", error.message)

    async def _tick(self) -> None:
        now = self._clock()
        clients = dict(self._clients)
        if not clients:
            return
        standing = await self._database.read(lambda look: _Standing.of(look, clients))
        for sid, client in clients.items():
            if (
                client.claims.session_id in standing.ended
                or now > client.claims.expires_at + self._grace
            ):
                await self.server.disconnect(sid)
                continue
            for library_id in tuple(client.libraries):
                if (client.claims.user_id, library_id) not in standing.works:
                    client.libraries.discard(library_id)
                    await self.server.leave_room(sid, library_stream(library_id))
        for head in standing.heads:
            await self.server.emit(STREAM_HEADS, builtins(head), room=head.stream)


class _Standing(msgspec.Struct, frozen=True):
    """What one read transaction says of all clients."""

    ended: set[str]
    works: set[tuple[str, str]]
    heads: list[StreamHead]

    @classmethod
    def of(cls, look: Look, clients: dict[str, _Client]) -> _Standing:
        user_ids = {client.claims.user_id for client in clients.values()}
        session_ids = {client.claims.session_id for client in clients.values()}
        ended = select(sessions.c.id).where(
            sessions.c.id.in_(session_ids), sessions.c.ended_at.is_not(None)
        )
        works = (
            select(members.c.user_id, members.c.library_id)
            .join(libraries, libraries.c.id == members.c.library_id)
            .where(members.c.user_id.in_(user_ids), libraries.c.deleted_at.is_(None))
        )
        rooms = [library_stream(key) for client in clients.values() for key in client.libraries]
        rooms += [user_stream(key) for key in user_ids]
        return cls(
            ended={row.id for row in look.conn.execute(ended)},
            works={(row.user_id, row.library_id) for row in look.conn.execute(works)},
            heads=streams.heads(look, [*dict.fromkeys(rooms), GLOBAL_STREAM]),
        )


def _word(wanted: Any, field: str) -> str | None:
    """A plain string, or the one under `field` of an object."""
    told = wanted.get(field) if isinstance(wanted, dict) else wanted
    return told if isinstance(told, str) and told else None


def _answer(answer: JoinAnswer) -> dict[str, Any]:
    told: dict[str, Any] = builtins(answer)
    return told


def _refused(why: str) -> dict[str, Any]:
    return _answer(JoinAnswer(ok=False, error=why))


def _errors_of(name: str) -> logging.Logger:
    """The library's own logger, for errors alone.

    Given one, the library adds no handler, by which every line would stand twice; it warns of
    each client that has just left.
    """
    logger = logging.getLogger(name)
    logger.setLevel(logging.ERROR)
    return logger
