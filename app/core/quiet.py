"""Until when alerts stay silent; a clock that is set does not make that longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.core.ports import Clock


class Quiet:
    """Silence from `since` until `until`, by the wall clock; none without `until`.

    `since` is None for one that an older version wrote down.
    """

    def __init__(self, clock: Clock, since: datetime | None, until: datetime | None) -> None:
        self._clock = clock
        self._since, self._until = since, until
        self._ends = clock.monotonic()
        if until is not None:
            self._ends += (until - clock.now()).total_seconds()

    @classmethod
    def none(cls, clock: Clock) -> Quiet:
        """No silence."""
        return cls(clock, None, None)

    @property
    def until(self) -> datetime | None:
        """Until when alerts stay silent; None without quiet, or when it is over."""
        return self._until if self.holds else None

    @property
    def holds(self) -> bool:
        """Whether alerts stay silent now.

        When the clocks disagree, the one that ends it is believed: a sleep of the machine stops
        the steady one, and a wall clock that was wrong may be set back by days.
        """
        if self._until is None or self._clock.monotonic() >= self._ends:
            return False
        now = self._clock.now()
        return now < self._until and (self._since is None or self._since <= now)


class EndOfQuiet:
    """Calls `over` when a quiet that was planned has ended; to be used on one loop."""

    def __init__(self, clock: Clock, over: Callable[[], None]) -> None:
        self._clock, self._over = clock, over
        self._timer: asyncio.TimerHandle | None = None

    def plan(self, until: datetime | None) -> None:
        """Wait for this end instead of another; None waits for none."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if until is not None:
            left = (until - self._clock.now()).total_seconds()
            # A little later: the two clocks need not agree to the microsecond.
            self._timer = asyncio.get_running_loop().call_later(left + 0.1, self._over)
