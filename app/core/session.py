"""One sign-in at work: account, link, feed and sender, begun and ended together."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec

from app.contract.errors import StoreFailed, StudySpotError
from app.contract.models import Booking, User
from app.contract.tongue import translate
from app.core.account import Account
from app.core.administration import Administration
from app.core.basic_calls import BasicCalls, EitherCalls
from app.core.calls import Calls
from app.core.changes import Changes
from app.core.commands import Refusal
from app.core.feed import Feed
from app.core.link import Link
from app.core.lister import Lister
from app.core.ports import Clock
from app.core.sender import Sender
from app.core.sharing import Sharer
from app.core.status import LinkState, LinkStatus
from app.core.store import Store

log = logging.getLogger(__name__)

COMPARE_PAUSES_S = (60.0, 120.0)
TELL_EVERY_S = 10.0
TELL_AFTER = timedelta(seconds=20)
"""What was fetched after an absence is told as one once all is here, and at the latest now:
the line may break again in the middle, and stay so."""

_UP = frozenset({LinkState.LIVE, LinkState.DEGRADED})


def _nobody(told: User | str) -> None:
    """Nobody listens."""
    del told


class Listener(msgspec.Struct, frozen=True, kw_only=True):
    """Whom a session tells: of changes, refusals, and that its status may be different.

    `user` is told what the server says of the account, `dismissed` why there is none any more
    when the library let the person go.
    """

    changes: Callable[[Changes], None]
    refusal: Callable[[Refusal], None]
    state: Callable[[], None]
    user: Callable[[User], None] = _nobody
    dismissed: Callable[[str], None] = _nobody


class Session:
    """Works for one account at one hub, from `start` to `stop`."""

    def __init__(
        self, account: Account, store: Store, clock: Clock, user: User, listener: Listener
    ) -> None:
        self.account = account
        self.user = user
        self.news_at: datetime | None = None
        """When the server's news last changed something here; None before the first time."""
        self._store = store
        self._clock = clock
        self._listener = listener
        calls = Calls(account)
        self._feed = Feed(store, calls, self._news, self._moved, self._join_more)
        crossing = asyncio.Lock()
        self._lister = Lister(
            store,
            calls,
            self._news,
            self._moved,
            user=lambda: self.user,
            crossing=crossing,
        )
        self._follows: Feed | Lister = self._feed
        plain = BasicCalls(account, calls, self._row, crossing)
        self._sender = Sender(
            store,
            EitherCalls(calls, plain, self._is_basic),
            listener.changes,
            listener.refusal,
        )
        self._sharer = Sharer(store, calls, clock, self._may_share)
        self.calls = calls
        """What is asked of the hub at once, and not by the outbox."""
        self.administration = Administration(account)
        self._link = Link(
            account,
            clock,
            user=lambda: self.user,
            follows=self._choose,
            on_status=self._link_moved,
        )
        self._tasks: list[asyncio.Task[None]] = []
        account.api.on_heard = self._link.heard
        account.on_user = self._user_told
        account.on_ended = self._link.poke
        account.on_dismissed = listener.dismissed

    @property
    def link(self) -> LinkStatus:
        """The link's state as a person should see it: live only when in step as well."""
        status = self._link.status
        if status.state not in _UP or self._follows.in_step:
            return status
        trouble = self._follows.trouble
        catching_up = translate("session", "Fetching what happened meanwhile.")
        return LinkStatus(
            state=LinkState.CONNECTING,
            since=status.since,
            reason=trouble.message if trouble else catching_up,
        )

    @property
    def basic(self) -> bool:
        """Whether the server knows no streams."""
        return self._link.basic

    @property
    def last_heard(self) -> datetime | None:
        """When the server was last heard from."""
        return self._link.last_heard

    @property
    def trouble(self) -> StoreFailed | None:
        """Why the news cannot be stored, if that is so."""
        trouble = self._follows.trouble
        return trouble if isinstance(trouble, StoreFailed) else None

    def start(self) -> None:
        """Begin to connect and to send."""
        self._tasks = [
            asyncio.create_task(self._link.run(), name="link"),
            asyncio.create_task(self._sender.run(), name="sender"),
            asyncio.create_task(self._sharer.run(), name="sharer"),
            asyncio.create_task(self._compare(), name="compare"),
            asyncio.create_task(self._tell_late(), name="tell late"),
        ]

    async def stop(self) -> None:
        """End all of it; the sign-in stays good."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._feed.close()
        await self._lister.close()
        await self.account.close()
        await self.account.api.close()

    def wake(self) -> None:
        """There is a new command in the outbox."""
        self._sender.wake()

    def read(self) -> None:
        """Something was read here."""
        self._sharer.wake()

    def reconnect(self) -> None:
        """Tear the connection down and bring it up again."""
        self._link.poke()

    def network_changed(self) -> None:
        """See whether the connection still carries."""
        self._link.network_changed()

    def move(self, server: str) -> None:
        """The same hub answers at another address."""
        if server != self.account.api.server:
            self.account.api.move(server)
        self._link.poke()

    def _join_more(self) -> None:
        self._link.join_more()

    def _choose(self, basic: bool) -> Feed | Lister:
        self._follows = self._lister if basic else self._feed
        return self._follows

    async def _is_basic(self) -> bool:
        """Whether commands go to a server without streams; asked while the link is down."""
        if self._link.status.state in _UP:
            return self._link.basic
        return await self.calls.streams_if_any() is None

    def _may_share(self) -> bool:
        return self._link.status.state in _UP and not self._link.basic

    def _row(self, booking_id: str) -> Booking | None:
        store = self._store
        row = store.booking(booking_id) or store.booking(store.real_id(booking_id))
        return row.booking if row else None

    def _user_told(self, user: User) -> None:
        self.user = user
        self._listener.user(user)

    def _link_moved(self, status: LinkStatus) -> None:
        if status.state in _UP:
            self._sender.wake()
            self._sharer.wake()
        self._moved()

    def _news(self, changes: Changes) -> None:
        self.news_at = self._clock.now()
        self._listener.changes(changes)

    def _moved(self) -> None:
        self._listener.state()

    async def _compare(self) -> None:
        """Compare heads from time to time, even when all looks well."""
        while True:
            await self._clock.sleep(random.uniform(*COMPARE_PAUSES_S))  # noqa: S311 - no secret
            if self._link.status.state not in _UP:
                continue
            try:
                await self._follows.compare()
            except StudySpotError as error:
                log.info("comparing the streams failed: %s", error.message)

    async def _tell_late(self) -> None:
        """Tell what was gathered too long ago to wait until all is in step."""
        while True:
            await self._clock.sleep(TELL_EVERY_S)
            try:
                told = self._store.tell_late(self._clock.now() - TELL_AFTER)
            except StoreFailed as error:
                log.info("what was gathered waits: %s", error.message)
                continue
            if told:
                self._listener.changes(told)
