"""Until when alerts stay silent; a clock that is set does not make that longer."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.core.ports import Clock

LOOK_S = 60.0
"""So long after the last look it is looked again whether quiet has begun or ended."""


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


class TurnOfQuiet:
    """Calls `turned` when quiet begins or ends as planned; to be used on one loop."""

    def __init__(self, clock: Clock, turned: Callable[[], None]) -> None:
        self._clock, self._turned = clock, turned
        self._timer: asyncio.TimerHandle | None = None

    def plan(self, at: datetime | None) -> None:
        """Wait for this turn instead of another; None waits for none."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if at is not None:
            left = (at - self._clock.now()).total_seconds()
            # A little later: the two clocks need not agree to the microsecond. And not too much:
            # a clock that is set, or a machine that sleeps, brings the turn nearer.
            wait = min(left + 0.1, LOOK_S)
            self._timer = asyncio.get_running_loop().call_later(wait, self._turned)
