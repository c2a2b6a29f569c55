"""Says aloud when bookings have not arrived for too long, again while it lasts, and its end."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.core.changes import Blindness
from app.core.ports import Clock
from app.core.settings import BlindRules
from app.core.status import LinkState, LinkStatus

LEAST_REPEAT_S = 60.0
SIGNED_OUT_S = 10.0
"""A sign-in that has ended does not mend by itself; a start may just be signing in anew."""

UNNOTICED_S = 45.0
"""A line may be silent for so long before the link doubts it; that counts as blind as well.
More does not: it was a sleep, after which the link first gets its chance."""

_RECEIVING = frozenset({LinkState.LIVE, LinkState.DEGRADED})


class Lookout:
    """Follows the link's state; `tell` gets what a person must hear.

    A sign-in that the server has ended is told soon: it does not mend by itself.
    """

    def __init__(self, clock: Clock, tell: Callable[[Blindness], None]) -> None:
        self.rules = BlindRules()
        self._clock = clock
        self._tell = tell
        self._lost_at: datetime | None = None
        self._said_at: datetime | None = None
        self._reason = ""
        self._soon = False
        self._counting: asyncio.Task[None] | None = None

    @property
    def blind_since(self) -> datetime | None:
        """Since when nothing is received, once that was said; None otherwise."""
        return self._lost_at if self._said_at is not None else None

    def look(
        self,
        link: LinkStatus,
        last_heard: datetime | None,
        news_at: datetime | None,
        *,
        wanted: bool,
    ) -> None:
        """Take the link's state, as often as it may be different.

        `last_heard` is when the server was last heard from, by traffic, and `news_at` when its
        news last changed something: while they do, whoever is not in step is late, not blind.
        Not `wanted` means that nobody is signed in, by their own wish; then there is nothing
        to miss.
        """
        if not wanted or link.state in _RECEIVING:
            self._see_again(received=wanted)
            return
        self._reason = link.reason or self._reason
        if self._lost_at is None:
            now = self._clock.now()
            self._lost_at = last_heard or now
            unnoticed = max(0.0, (now - self._lost_at).total_seconds())
            self._count(self.rules.after_s - min(unnoticed, UNNOTICED_S, self.rules.after_s / 2))
        elif news_at is not None and news_at > self._lost_at and self._said_at is None:
            self._lost_at = news_at
            self._count(self.rules.after_s)
        if link.state is LinkState.SIGNED_OUT and self._said_at is None and not self._soon:
            self._soon = True
            self._count(min(SIGNED_OUT_S, self.rules.after_s))

    async def close(self) -> None:
        """Stop counting."""
        counting, self._counting = self._counting, None
        if counting is not None:
            counting.cancel()
            await asyncio.gather(counting, return_exceptions=True)

    def _see_again(self, *, received: bool) -> None:
        lost_at, said_at = self._lost_at, self._said_at
        self._lost_at = self._said_at = None
        self._reason, self._soon = "", False
        if self._counting is not None:
            self._counting.cancel()
            self._counting = None
        if received and lost_at is not None and said_at is not None:
            self._tell(Blindness(since=lost_at, over_at=self._clock.now()))

    def _count(self, seconds: float) -> None:
        if self._counting is not None:
            self._counting.cancel()
        self._counting = asyncio.create_task(self._say_after(seconds), name="lookout")

    async def _say_after(self, seconds: float) -> None:
        await self._clock.sleep(seconds)
        while self._lost_at is not None:
            again = self._said_at is not None
            self._said_at = self._clock.now()
            self._tell(Blindness(since=self._lost_at, reason=self._reason, again=again))
            if self.rules.repeat_s <= 0:
                return
            await self._clock.sleep(max(LEAST_REPEAT_S, self.rules.repeat_s))
