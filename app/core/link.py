"""The supervisor of the live connection: up, in step, and up again, for as long as it runs."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable, Coroutine, Iterable
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from app.contract.errors import (
    NotFound,
    SignedOut,
    StudySpotError,
    Unreachable,
)
from app.contract.events import JOIN_LIBRARY, JOIN_ROLE, StreamHead, library_stream
from app.contract.models import User
from app.core.account import Account
from app.core.calls import Calls
from app.core.connection import POLLING, WEBSOCKET, Refused, Socket, websocket_works
from app.core.ports import Clock
from app.core.status import LinkState, LinkStatus

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 60.0
CALM_S = 60.0
"""After so long a connection the pauses begin with the first again."""

JOIN_S = 5.0
BASIC_JOIN_S = 1.0
RENEW_S = 10.0
HEALTH_S = 3.0
PROBE_PAUSES_S = (2.0, 4.0)
WEBSOCKET_PAUSES_S = (180.0, 300.0)
LOOK_S = 10.0
JUMP_S = 20.0
"""Wall clock and monotonic clock may differ by this within LOOK_S; more means a sleep."""

RENEW_EVENT = "auth:renew"
LIBRARY = library_stream("")


class Follows(Protocol):
    """Who follows the hub while the connection is up: `Feed`, or `Lister` for a basic one."""

    def connected(self, heads: Iterable[StreamHead], /) -> None:
        """The connection is up, and these are the streams."""
        ...

    def away(self) -> None:
        """The connection is gone."""
        ...

    def live(self, name: str, arguments: tuple[Any, ...], /) -> None:
        """An event from the socket."""
        ...


class Link:
    """Keeps one connection up until `run` is cancelled; never gives up, never storms.

    `status` is LIVE or DEGRADED while the connection stands. `follows(basic)` gives who is
    to follow; `on_status` is called with each new status.
    """

    def __init__(
        self,
        account: Account,
        clock: Clock,
        *,
        user: Callable[[], User | None],
        follows: Callable[[bool], Follows],
        on_status: Callable[[LinkStatus], None],
    ) -> None:
        self.last_heard: datetime | None = None
        self.basic = False
        self.status = LinkStatus(state=LinkState.CONNECTING, since=clock.now())
        self._account = account
        self._calls = Calls(account)
        self._clock = clock
        self._user = user
        self._follows = follows
        self._on_status = on_status
        self._packet_at = clock.monotonic()
        self._token = ""
        self._poked = asyncio.Event()
        self._inbox = _Inbox()
        self._websocket_blocked = False

    def heard(self) -> None:
        """The server was heard from, by whatever traffic."""
        self.last_heard = self._clock.now()

    def poke(self) -> None:
        """Tear the connection down and bring it up at once: a wake from sleep, a button."""
        self._poked.set()

    async def run(self) -> None:
        """Connect, stay, and connect again; returns only when the sign-in has ended."""
        attempt = 0
        while True:
            began = self._clock.monotonic()
            try:
                self._say(LinkState.CONNECTING)
                error: StudySpotError = Unreachable(await self._session())
            except SignedOut as ended:
                self._say(LinkState.SIGNED_OUT, ended.message)
                return
            except StudySpotError as met:
                error = met
            except Exception as fault:
                # Whatever a server may send: the supervisor lives and tries again.
                log.exception("the live connection failed")
                error = Unreachable(f"The live connection failed ({fault}).")
            attempt = 0 if self._clock.monotonic() - began > CALM_S else attempt + 1
            await self._pause(_backoff(attempt), error)
            if self._poked.is_set():
                attempt = 0

    async def _session(self) -> str:
        """One connection from beginning to end; the sentence why it ended."""
        self._inbox = _Inbox()
        # Whoever asked for a new connection before this moment gets it by this one.
        self._poked.clear()
        socket = await self._open()
        follower: Follows | None = None
        try:
            heads = await self._join(socket)
            follower = self._follows(self.basic)
            follower.connected(heads)
            self._inbox.lead_to(follower.live)
            self._say(_up(socket))
            return await self._stay(socket)
        finally:
            if follower is not None:
                follower.away()
            await socket.close()

    # Up.

    async def _open(self) -> Socket:
        self._token = await self._account.token()
        try:
            return await self._over_either()
        except Refused:
            self._token = await self._account.renew(self._token)
        try:
            return await self._over_either()
        except Refused:
            # A new token that is refused, too: asked over REST, the hub ends the sign-in or
            # shows that only the live connection has a fault.
            await self._calls.me()
            raise

    async def _over_either(self) -> Socket:
        """Websocket first; polling only where everything but the websocket works."""
        if self._websocket_blocked:
            return await self._over(POLLING)
        try:
            return await self._over(WEBSOCKET)
        except Unreachable:
            if not await self._answers():
                raise
        if await websocket_works(self._account.api.server):
            return await self._over(WEBSOCKET)
        socket = await self._over(POLLING)
        self._websocket_blocked = True
        return socket

    async def _over(self, transport: str) -> Socket:
        socket = Socket(self._account.api.server, on_event=self._inbox.put, on_heard=self._packet)
        try:
            await socket.open(self._token, transport)
        except BaseException:
            await socket.close()
            raise
        return socket

    async def _join(self, socket: Socket) -> list[StreamHead]:
        """Join the rooms; the streams with how far they reach at least."""
        user = self._user()
        libraries = [library.id for library in user.libraries] if user else []
        role = user.role if user else ""
        try:
            heads = {head.stream: head for head in await self._calls.streams()}
            self.basic = False
        except NotFound:
            self.basic = True
            await socket.tell(JOIN_ROLE, role)
            for library_id in libraries:
                await socket.tell(JOIN_LIBRARY, library_id)
            return []
        libraries += [name.removeprefix(LIBRARY) for name in heads if name.startswith(LIBRARY)]
        await self._join_room(socket, JOIN_ROLE, role)
        for library_id in dict.fromkeys(libraries):
            head = await self._join_room(socket, JOIN_LIBRARY, library_id)
            if head is not None:
                heads[head.stream] = head
        return list(heads.values())

    async def _join_room(self, socket: Socket, name: str, argument: str) -> StreamHead | None:
        answer = await socket.join(name, argument, JOIN_S)
        if answer is None:
            raise Unreachable(f"{self._account.api.server} did not answer in time.")
        if not answer.ok:
            log.warning("%s %r was refused: %s", name, argument, answer.error)
        if answer.stream is None or answer.epoch is None or answer.head is None:
            return None
        return StreamHead(stream=answer.stream, epoch=answer.epoch, head=answer.head)

    # Staying up.

    async def _stay(self, socket: Socket) -> str:
        jobs = [
            self._until_lost(socket),
            self._until_silent(socket),
            self._until_poked(),
            self._until_asleep(),
        ]
        if not self.basic:
            jobs.append(self._keep_signed_in(socket))
        if socket.polling:
            jobs.append(self._until_websocket())
        return await _first_of(jobs)

    async def _until_lost(self, socket: Socket) -> str:
        return f"The connection to {self._account.api.server} was lost ({await socket.lost()})."

    async def _until_silent(self, socket: Socket) -> str:
        interval, timeout = socket.silence_limit
        limit, late = interval + timeout, interval + timeout / 2
        while True:
            silent = self._clock.monotonic() - self._packet_at
            if silent >= limit:
                return f"{self._account.api.server} has gone silent."
            if silent >= late:
                self._say(LinkState.STALE, "Nothing has been heard from the server lately.")
                await self._clock.sleep(min(1.0, limit - silent))
                continue
            if self.status.state is LinkState.STALE:
                self._say(_up(socket))
            await self._clock.sleep(late - silent)

    async def _until_poked(self) -> str:
        await self._poked.wait()
        return "Connecting anew."

    async def _until_asleep(self) -> str:
        """Notice that the machine slept: its clocks do not agree on how long it was."""
        while True:
            wall, steady = self._clock.now(), self._clock.monotonic()
            await self._clock.sleep(LOOK_S)
            steady_passed = self._clock.monotonic() - steady
            jump = (self._clock.now() - wall).total_seconds() - steady_passed
            if abs(jump) > JUMP_S or steady_passed > LOOK_S + JUMP_S:
                return "This computer was asleep, or its clock was set."

    async def _until_websocket(self) -> str:
        while True:
            await self._clock.sleep(random.uniform(*WEBSOCKET_PAUSES_S))  # noqa: S311 - no secret
            if await websocket_works(self._account.api.server):
                self._websocket_blocked = False
                return "A better connection can be had."

    async def _keep_signed_in(self, socket: Socket) -> str:
        """Give the hub each new token before the old one runs out."""
        while True:
            try:
                token = await self._account.token()
                if token != self._token:
                    answer = await socket.ask(RENEW_EVENT, {"token": token}, RENEW_S)
                    if not (isinstance(answer, dict) and answer.get("ok")):
                        return "The server did not take the renewed sign-in."
                    self._token = token
            except SignedOut:
                raise
            except StudySpotError as error:
                log.info("renewing the sign-in failed: %s", error.message)
            left = self._account.renewal_in()
            await self._clock.sleep(LAST_PAUSE_S if left is None else max(left, FIRST_PAUSE_S))

    # Down.

    async def _pause(self, seconds: float, error: StudySpotError) -> None:
        if self._poked.is_set():
            return
        self._say(
            LinkState.OFFLINE,
            error.message,
            retry_at=self._clock.now() + timedelta(seconds=seconds),
        )
        jobs = [self._until_passed(seconds), self._until_poked(), self._until_asleep()]
        if isinstance(error, Unreachable) and seconds > PROBE_PAUSES_S[0]:
            jobs.append(self._until_answers())
        await _first_of(jobs)

    async def _until_passed(self, seconds: float) -> str:
        await self._clock.sleep(seconds)
        return ""

    async def _until_answers(self) -> str:
        """A server that was away answers again; one that answers already is left alone."""
        if await self._answers():
            await asyncio.Event().wait()
        while True:
            await self._clock.sleep(random.uniform(*PROBE_PAUSES_S))  # noqa: S311 - no secret
            if await self._answers():
                # So that not every desk comes at the same moment.
                await self._clock.sleep(random.uniform(0, FIRST_PAUSE_S))  # noqa: S311 - no secret
                return ""

    async def _answers(self) -> bool:
        """Whether anything answers there over HTTP."""
        try:
            await self._account.api.request("GET", "/api/health", msgspec.Raw, limit_s=HEALTH_S)
        except Unreachable:
            return False
        except StudySpotError:
            return True
        return True

    def _packet(self) -> None:
        self._packet_at = self._clock.monotonic()
        self.heard()

    def _say(self, state: LinkState, reason: str = "", *, retry_at: datetime | None = None) -> None:
        same = state is self.status.state
        self.status = LinkStatus(
            state=state,
            since=self.status.since if same else self._clock.now(),
            reason=reason,
            retry_at=retry_at,
        )
        self._on_status(self.status)


class _Inbox:
    """Takes what comes before it is known who follows."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []
        self._take: Callable[[str, tuple[Any, ...]], None] | None = None

    def put(self, name: str, arguments: tuple[Any, ...]) -> None:
        if self._take is None:
            self._waiting.append((name, arguments))
        else:
            self._take(name, arguments)

    def lead_to(self, take: Callable[[str, tuple[Any, ...]], None]) -> None:
        self._take = take
        for name, arguments in self._waiting:
            take(name, arguments)
        self._waiting.clear()


def _up(socket: Socket) -> LinkState:
    return LinkState.DEGRADED if socket.polling else LinkState.LIVE


def _backoff(attempt: int) -> float:
    longest = min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(max(attempt - 1, 0), 10))
    return random.uniform(FIRST_PAUSE_S / 10, longest)  # noqa: S311 - spreads load, no secret


async def _first_of(jobs: Iterable[Coroutine[Any, Any, str]]) -> str:
    """Run the jobs until one ends, and end the others; its answer or its error."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
