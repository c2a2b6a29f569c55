"""The supervisor of the live connection: up, in step, and up again, for as long as it runs."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from app.contract.errors import SignedOut, StudySpotError, Unreachable
from app.contract.events import StreamHead
from app.contract.models import User
from app.contract.tongue import translate
from app.core.account import Account
from app.core.api import AWAY
from app.core.asking import ASK_S, Asking, Follows
from app.core.connection import Socket, websocket_works
from app.core.inbox import Inbox
from app.core.opening import Opener
from app.core.pauses import FIRST_PAUSE_S, LAST_PAUSE_S, backoff, first_of
from app.core.ports import Clock
from app.core.status import LinkState, LinkStatus

log = logging.getLogger(__name__)

CALM_S = 60.0
"""After so long a connection the pauses begin with the first again."""

FLAPPING = 3
"""A connection that comes up and breaks again and again waits no longer than after its third
attempt, 4 s at most: the server answers, and whoever waits longer is blind without need."""

ASK_FROM_ATTEMPT = 2
"""So many attempts in a row without a connection, and news are asked for meanwhile."""

RENEW_S = 10.0
CHECK_S = 3.0
SETTLE_S = 1.0
"""A network that changes does so in several steps; they are looked at as one."""

PROBE_PAUSES_S = (2.0, 4.0)
SPREAD_S = 3.0
"""A hub that answers again is not met by all desks at once: each waits up to so long more."""

WEBSOCKET_PAUSES_S = (180.0, 300.0)
FIRST_WEBSOCKET_PAUSES_S = (1.0, 3.0)
"""A hub that has just come back may answer in pieces, so the first polling is soon doubted."""

LOOK_S = 2.5
JUMP_S = 5.0
"""Wall clock and monotonic clock may differ by this within LOOK_S; more means a sleep."""

RENEW_EVENT = "auth:renew"


class Link:
    """Keeps one connection up until `run` is cancelled; never gives up, never storms.

    `status` is LIVE or DEGRADED while the connection stands, and DEGRADED too while news are
    asked for instead. `follows(basic)` gives who is to follow; `on_status` is called with
    each new status.
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
        self.status = LinkStatus(state=LinkState.CONNECTING, since=clock.now())
        self._account = account
        self._clock = clock
        self._follows = follows
        self._on_status = on_status
        self._packet_at = clock.monotonic()
        self._poked = asyncio.Event()
        self._changed = asyncio.Event()
        self._more = asyncio.Event()
        # Whether the connections of before may look well and lead nowhere.
        self._suspect = False
        self._inbox = Inbox()
        self._opener = Opener(account, user, self._packet)
        self._asking = Asking(clock, self._opener.heads, self._follower, self._tell)
        self._came_up = False
        self._wanted = self.status
        self._last_failure = ""

    @property
    def basic(self) -> bool:
        """Whether the server knows no streams."""
        return self._opener.basic

    def heard(self) -> None:
        """The server was heard from, by whatever traffic."""
        self.last_heard = self._clock.now()

    def poke(self) -> None:
        """Tear the connection down and bring it up at once: a wake from sleep, a button."""
        self._poked.set()

    def network_changed(self) -> None:
        """See whether the connection still carries; without one, try again at once."""
        self._changed.set()

    def join_more(self) -> None:
        """There is a stream that this connection has not joined."""
        self._more.set()

    async def run(self) -> None:
        """Connect, stay, and connect again; returns only when the sign-in has ended."""
        attempt = 0
        try:
            while True:
                if self._suspect:
                    self._suspect = False
                    await self._account.api.start_over()
                began = self._clock.monotonic()
                try:
                    self._say(LinkState.CONNECTING)
                    error: StudySpotError = Unreachable(await self._session())
                except SignedOut as ended:
                    await self._asking.stop()
                    self._say(LinkState.SIGNED_OUT, ended.message)
                    return
                except StudySpotError as met:
                    error = met
                except Exception as fault:
                    # Whatever a server may send: the supervisor lives and tries again.
                    log.exception("the live connection failed")
                    told = translate("link", "The live connection failed ({fault}).")
                    error = Unreachable(told.format(fault=fault))
                attempt = 0 if self._clock.monotonic() - began > CALM_S else attempt + 1
                if self._came_up:
                    attempt = min(attempt, FLAPPING)
                if attempt >= ASK_FROM_ATTEMPT:
                    self._asking.start()
                await self._pause(backoff(attempt), error)
                if self._poked.is_set():
                    attempt = 0
        finally:
            await self._asking.stop()

    async def _session(self) -> str:
        """One connection from beginning to end; the sentence why it ended."""
        self._inbox, self._came_up = Inbox(), False
        # Whoever asked for a new connection before this moment gets it by this one.
        self._poked.clear()
        self._changed.clear()
        self._more.clear()
        socket, heads = await self._up_unless_interrupted()
        follower: Follows | None = None
        try:
            await self._asking.stop()
            follower = self._follower()
            follower.connected(heads)
            self._inbox.lead_to(follower.live)
            self._came_up = True
            self._say(_up(socket))
            return await self._stay(socket)
        finally:
            if follower is not None:
                follower.away()
            await socket.close()

    def _follower(self) -> Follows:
        return self._follows(self.basic)

    async def _come_up(self) -> tuple[Socket, list[StreamHead]]:
        socket = await self._opener.open(self._inbox.put)
        try:
            return socket, await self._opener.join(socket)
        except BaseException:
            await socket.close()
            raise

    async def _up_unless_interrupted(self) -> tuple[Socket, list[StreamHead]]:
        """A joined connection, unless the world it was begun in is gone before it stands.

        An attempt from before a sleep, or by a network that was left, would be waited for
        until it times out.
        """
        rising = asyncio.create_task(self._come_up())
        jobs = [self._until_poked(), self._until_asleep(), self._until_network_changed()]
        interrupted = asyncio.create_task(first_of(jobs))
        taken = False
        try:
            await asyncio.wait({rising, interrupted}, return_when=asyncio.FIRST_COMPLETED)
            if not rising.done():
                self._suspect = True
                raise Unreachable(interrupted.result())
            taken = True
            return rising.result()
        finally:
            for task in (rising, interrupted):
                task.cancel()
            await asyncio.gather(rising, interrupted, return_exceptions=True)
            if not taken and not rising.cancelled() and rising.exception() is None:
                # It stood just as we were asked to leave.
                await rising.result()[0].close()

    # Staying up.

    async def _stay(self, socket: Socket) -> str:
        jobs = [
            self._until_lost(socket),
            self._until_silent(socket),
            self._until_poked(),
            self._until_asleep(),
            self._until_cut_off(socket),
        ]
        if not self.basic:
            jobs += [self._keep_signed_in(socket), self._join_what_opens(socket)]
        if socket.polling:
            jobs.append(self._until_websocket())
        return await first_of(jobs)

    async def _join_what_opens(self, socket: Socket) -> str:
        """Join the rooms anew whenever there is another, such as a library just opened."""
        while True:
            await self._more.wait()
            self._more.clear()
            self._follower().connected(await self._opener.join(socket))

    async def _until_lost(self, socket: Socket) -> str:
        why = await socket.lost()
        return translate("link", "The connection to {server} was lost ({why}).").format(
            server=self._account.api.server, why=why
        )

    async def _until_silent(self, socket: Socket) -> str:
        interval, timeout = socket.silence_limit
        limit, late = interval + timeout, interval + timeout / 2
        while True:
            silent = self._clock.monotonic() - self._packet_at
            if silent >= limit:
                self._suspect = True
                return translate("link", "{server} has gone silent.").format(
                    server=self._account.api.server
                )
            if silent >= late:
                why = translate("link", "Nothing has been heard from the server lately.")
                self._say(LinkState.STALE, why)
                await self._clock.sleep(min(1.0, limit - silent))
                continue
            if self.status.state is LinkState.STALE:
                self._say(_up(socket))
            await self._clock.sleep(late - silent)

    async def _until_poked(self) -> str:
        await self._poked.wait()
        self._suspect = True
        return translate("link", "Connecting anew.")

    async def _until_asleep(self) -> str:
        """Notice that the machine slept: its clocks do not agree on how long it was."""
        while True:
            wall, steady = self._clock.now(), self._clock.monotonic()
            await self._clock.sleep(LOOK_S)
            steady_passed = self._clock.monotonic() - steady
            jump = (self._clock.now() - wall).total_seconds() - steady_passed
            if abs(jump) > JUMP_S or steady_passed > LOOK_S + JUMP_S:
                self._suspect = True
                return translate("link", "This computer was asleep, or its clock was set.")

    async def _until_cut_off(self, socket: Socket) -> str:
        """The network is another now, and the connection of before does not carry any more."""
        while True:
            await self._until_network_changed()
            if not await self._opener.carries(socket, CHECK_S):
                self._suspect = True
                return translate("link", "The network has changed.")

    async def _until_network_changed(self) -> str:
        await self._changed.wait()
        await self._clock.sleep(SETTLE_S)
        self._changed.clear()
        return translate("link", "The network has changed.")

    async def _until_websocket(self) -> str:
        pauses = FIRST_WEBSOCKET_PAUSES_S
        while True:
            await self._clock.sleep(random.uniform(*pauses))  # noqa: S311 - no secret
            pauses = WEBSOCKET_PAUSES_S
            if await websocket_works(self._account.api.server):
                self._opener.websocket_blocked = False
                return translate("link", "A better connection can be had.")

    async def _keep_signed_in(self, socket: Socket) -> str:
        """Give the hub each new token before the old one runs out."""
        while True:
            try:
                token = await self._account.token()
                if token != self._opener.token:
                    answer = await socket.ask(RENEW_EVENT, {"token": token}, RENEW_S)
                    if not (isinstance(answer, dict) and answer.get("ok")):
                        return translate("link", "The server did not take the renewed sign-in.")
                    self._opener.token = token
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
        self._say_offline(error.message, seconds)
        jobs = [
            self._until_passed(seconds),
            self._until_poked(),
            self._until_asleep(),
            self._until_network_changed(),
        ]
        if isinstance(error, AWAY) and seconds > PROBE_PAUSES_S[0]:
            jobs.append(self._until_answers())
        if self._opener.not_renewed:
            jobs.append(self._until_renewed())
        await first_of(jobs)

    async def _until_passed(self, seconds: float) -> str:
        await self._clock.sleep(seconds)
        return ""

    async def _until_answers(self) -> str:
        """A server that was away answers again; one that answers already is left alone."""
        api = self._account.api
        if not self._opener.was_away and await api.wrong() is None:
            await asyncio.Event().wait()
        while True:
            await self._clock.sleep(random.uniform(*PROBE_PAUSES_S))  # noqa: S311 - no secret
            if await api.wrong() is None:
                spread = random.uniform(0, SPREAD_S)  # noqa: S311 - no secret
                self._say_offline(self._last_failure, spread)
                await self._clock.sleep(spread)
                return ""

    async def _until_renewed(self) -> str:
        """The sign-in can be renewed again, seen by who asks for news: no desk asks more for it."""
        renewals = self._account.renewals
        while self._account.renewals == renewals:
            await self._clock.sleep(FIRST_PAUSE_S)
        return ""

    def _packet(self) -> None:
        self._packet_at = self._clock.monotonic()
        self.heard()

    # What is said of it.

    def _say(self, state: LinkState, reason: str = "", *, retry_at: datetime | None = None) -> None:
        self._wanted = LinkStatus(
            state=state, since=self._clock.now(), reason=reason, retry_at=retry_at
        )
        if state is LinkState.OFFLINE:
            self._last_failure = reason
        self._tell()

    def _say_offline(self, reason: str, seconds: float) -> None:
        """Offline, and tried again in so many seconds."""
        retry_at = self._clock.now() + timedelta(seconds=seconds)
        self._say(LinkState.OFFLINE, reason, retry_at=retry_at)

    def _tell(self) -> None:
        """Tell how it stands; while news are asked for, that is better than being offline."""
        status = self._wanted
        if self._asking.up and status.state in {LinkState.OFFLINE, LinkState.CONNECTING}:
            status = msgspec.structs.replace(
                status,
                state=LinkState.DEGRADED,
                reason=_asking(self._last_failure),
                asking=True,
            )
        if status.state is self.status.state:
            status = msgspec.structs.replace(status, since=self.status.since)
        self.status = status
        self._on_status(status)


def _asking(why: str) -> str:
    return translate(
        "link",
        "No live connection can be had, so the desk asks for news every {seconds} s. {why}",
    ).format(seconds=f"{ASK_S:.0f}", why=why)


def _up(socket: Socket) -> LinkState:
    return LinkState.DEGRADED if socket.polling else LinkState.LIVE
