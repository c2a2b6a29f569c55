"""All streams together: hands live events to their followers and knows when all are in step."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.contract import events
from app.contract.errors import SignedOut, StoreFailed, StudySpotError
from app.contract.events import StreamHead, library_stream
from app.core.batch import Batch, Origin
from app.core.changes import Changes
from app.core.follower import Follower, Source
from app.core.news import Misunderstood, of_hint, of_live
from app.core.store import Store

log = logging.getLogger(__name__)


class Feed:
    """Follows every stream that the account may read.

    `on_changes` gets each outcome that is not empty; `on_state` is called when `in_step` or
    `trouble` may be different, `on_more` when there is a stream that is not followed yet: it is
    to be joined, and told with `connected`.
    """

    def __init__(
        self,
        store: Store,
        source: Source,
        on_changes: Callable[[Changes], None],
        on_state: Callable[[], None],
        on_more: Callable[[], None],
    ) -> None:
        self._store = store
        self._source = source
        self._on_changes = on_changes
        self._on_state = on_state
        self._on_more = on_more
        self._followers: dict[str, Follower] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._ended: list[asyncio.Task[None]] = []
        self._comparing: asyncio.Task[None] | None = None

    @property
    def in_step(self) -> bool:
        """Whether every stream is known to be in step."""
        return all(follower.in_step for follower in self._followers.values())

    @property
    def trouble(self) -> StudySpotError | None:
        """Why a stream is not in step, if something failed."""
        return next((each.trouble for each in self._followers.values() if each.trouble), None)

    def connected(self, heads: Iterable[StreamHead]) -> None:
        """The connection is up, and these are the streams; the followers start."""
        listed = {head.stream: head for head in heads}
        for stream in self._followers.keys() - listed.keys():
            # An account that may not read a stream any more does not wait for it.
            self._tasks[stream].cancel()
            self._ended.append(self._tasks.pop(stream))
            del self._followers[stream]
        for stream, head in listed.items():
            follower = self._followers.get(stream)
            if follower is None:
                follower = Follower(stream, self._store, self._source, self._took, self._on_state)
                self._followers[stream] = follower
                self._tasks[stream] = asyncio.create_task(follower.run(), name=f"follow {stream}")
            follower.check(head)
        self._on_state()

    def away(self) -> None:
        """The connection is gone."""
        for follower in self._followers.values():
            follower.away()

    def live(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An event from the socket, as it came."""
        if name == events.STREAM_HEADS:
            self._heads(arguments)
            return
        try:
            event = of_live(name, arguments)
        except Misunderstood as error:
            log.warning("a live event is left to the catch-up: %s", error)
            self.compare_soon()
            return
        if event is None:
            if name in events.DURABLE_EVENTS:
                self.compare_soon()
            else:
                self._hear(name, arguments)
            return
        follower = self._followers.get(event.stream)
        if follower is not None:
            follower.offer(event)

    async def compare(self) -> None:
        """Ask how far the streams reach; whoever is behind fetches.

        Raises:
            StudySpotError: when the hub cannot be asked.
        """
        asked_at = self._source.server_now()
        for head in await self._source.streams():
            follower = self._followers.get(head.stream)
            if follower is not None:
                follower.check(head, asked_at)
            else:
                self._on_more()

    def compare_soon(self) -> None:
        """Compare without waiting for it; what fails is left to the next time."""
        if self._comparing is None or self._comparing.done():
            self._comparing = asyncio.create_task(self._compare_quietly(), name="compare heads")

    async def close(self) -> None:
        """End the followers."""
        tasks = [*self._tasks.values(), *self._ended]
        tasks += [self._comparing] if self._comparing else []
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._tasks.clear()
        self._ended.clear()
        self._followers.clear()

    def _hear(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An event that no stream keeps: it is told if anything is to be told of it."""
        hint = of_hint(name, arguments, self._source.server_now())
        if hint is None:
            return
        try:
            told = self._store.apply(Batch(origin=Origin.LIVE, heard=(hint,)))
        except StoreFailed as error:
            log.warning("%s is not told: %s", name, error.message)
            return
        if told:
            self._took(told)

    def _took(self, changes: Changes) -> None:
        self._on_changes(changes)
        if any(library_stream(each.id) not in self._followers for each in changes.libraries):
            self._on_more()

    async def _compare_quietly(self) -> None:
        try:
            await self.compare()
        except SignedOut:
            log.debug("signed out while comparing")
        except StudySpotError as error:
            log.info("comparing the streams failed: %s", error.message)

    def _heads(self, arguments: tuple[Any, ...]) -> None:
        try:
            head = msgspec.convert(arguments[0] if arguments else None, StreamHead)
        except msgspec.MsgspecError as error:
            log.warning("heads without sense: %s", error)
            return
        follower = self._followers.get(head.stream)
        if follower is not None:
            follower.check(head)
