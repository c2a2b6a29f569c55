"""Alerts that follow each other closely: which are told one by one, and which in one toast."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.changes import Alert

ONE_BY_ONE = 3
"""So many alerts of a burst are told at once, each with a toast of its own."""

CALM_S = 3.0
"""After so long without an alert, the next one begins another burst."""

LONGEST_S = 12.0
"""So long after its beginning a burst that does not end rings anew."""

GATHER_S, GATHER_MOST_S = 0.4, 1.5
"""What follows is told when this long nothing more came, or that long after the first of it."""


class Burst:
    """One burst; `now` is in seconds of a monotonic clock.

    `sounds` are those that were played for it: each is played once.
    """

    def __init__(self, now: float) -> None:
        self.sounds: set[str] = set()
        self._began = self._last = now
        self._single = 0
        self._told: list[Alert] = []
        self._fresh: list[Alert] = []
        self._fresh_since = now

    def is_over(self, now: float) -> bool:
        """Whether the next alert belongs to another burst."""
        if self._fresh:
            return False
        return now - self._last >= CALM_S or now - self._began >= LONGEST_S

    def take(self, alerts: Sequence[Alert], now: float) -> bool:
        """Take alerts that came together; whether they are told one by one, or gathered."""
        self._last = now
        if not self._told and not self._fresh and self._single + len(alerts) <= ONE_BY_ONE:
            self._single += len(alerts)
            return True
        if not self._fresh:
            self._fresh_since = now
        self._fresh.extend(alerts)
        return False

    def wait(self, now: float) -> float | None:
        """Seconds until what was gathered is to be told; None when all of it is."""
        if not self._fresh:
            return None
        if not self._single and not self._told:
            # Nothing rang yet, and the first to ring does not wait.
            return 0.0
        due = min(self._last + GATHER_S, self._fresh_since + GATHER_MOST_S)
        return max(0.0, due - now)

    def tell(self) -> tuple[tuple[Alert, ...], tuple[Alert, ...]]:
        """All that was gathered, which one toast stands for, and what of it is new to it."""
        fresh, self._fresh = tuple(self._fresh), []
        self._told.extend(fresh)
        return tuple(self._told), fresh

    def forget(self) -> None:
        """The toast was opened: the next one begins to count anew."""
        self._told.clear()
        # What comes next is gathered all the same.
        self._single = ONE_BY_ONE
