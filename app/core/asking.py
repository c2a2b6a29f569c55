"""Stands in while no live connection can be had: asks over REST, every few seconds."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Protocol

from app.contract.errors import SignedOut, StudySpotError
from app.contract.events import StreamHead
from app.core.ports import Clock

log = logging.getLogger(__name__)

ASK_S = 5.0


class Follows(Protocol):
    """Who follows the hub while it can be heard: `Feed`, or `Lister` for a basic one."""

    def connected(self, heads: Iterable[StreamHead], /) -> None:
        """The hub can be heard, and these are the streams."""
        ...

    def away(self) -> None:
        """It cannot be heard any more."""
        ...

    def live(self, name: str, arguments: tuple[Any, ...], /) -> None:
        """An event from the socket."""
        ...


class Asking:
    """Asks how far the streams reach, from `start` to `stop`; whoever is behind fetches.

    `up` tells whether the last question was answered; `on_moved` is called when that is
    different.
    """

    def __init__(
        self,
        clock: Clock,
        heads: Callable[[], Awaitable[Iterable[StreamHead]]],
        follows: Callable[[], Follows],
        on_moved: Callable[[], None],
    ) -> None:
        self.up = False
        self._clock = clock
        self._heads = heads
        self._follows = follows
        self._on_moved = on_moved
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin; fine when it has begun."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="ask")

    async def stop(self) -> None:
        """End; fine when it has ended."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self.up = False

    async def _run(self) -> None:
        follower: Follows | None = None
        try:
            while True:
                try:
                    heads = await self._heads()
                except SignedOut:
                    # The link hears of it by its own question, and says so.
                    return
                except StudySpotError as error:
                    log.debug("asking failed: %s", error.message)
                    if follower is not None:
                        follower.away()
                    self._moved(up=False)
                else:
                    follower = self._follows()
                    follower.connected(heads)
                    self._moved(up=True)
                await self._clock.sleep(ASK_S)
        finally:
            if follower is not None:
                follower.away()

    def _moved(self, *, up: bool) -> None:
        if up is not self.up:
            self.up = up
            self._on_moved()
