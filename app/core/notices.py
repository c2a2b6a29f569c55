"""The notices of a desk: what rang, as people read it, take it away and bring it back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from app.core.changes import AlertRecord, Changes, Moment
from app.core.ports import Clock
from app.core.settings import NoticeBounds
from app.core.store import Store

_TIDY_EVERY = 250
"""After so many times that something was noted, what is beyond the bounds goes."""


class Notices:
    """To be called on the desk's loop.

    `opened` tells whether there is a store, `took` gets what changed.

    Raises (all methods):
        StoreFailed: the copy cannot be opened, read or written.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        opened: Callable[[], bool],
        clock: Clock,
        took: Callable[[Changes], None],
    ) -> None:
        self.bounds = NoticeBounds()
        self._store, self._opened, self._clock, self._took = store, opened, clock, took
        self._noted = 0
        self._tidied: date | None = None

    async def mark(self, alert_id: str, moment: Moment) -> None:
        """Write a station of an alert into the ledger; the first time counts."""
        self._took(self._store().notices.mark(alert_id, moment))

    async def seen(self, booking_ids: Sequence[str] | None = None) -> None:
        """These bookings were looked at, or all of them: what rang for them is read."""
        self._took(self._store().notices.seen(booking_ids))

    async def read(self, alert_ids: Sequence[str] | None = None) -> None:
        """These notices were read, or all of them."""
        self._took(self._store().notices.read(alert_ids))

    async def remove(self, alert_ids: Sequence[str]) -> None:
        """Take notices away, unread or not."""
        self._took(self._store().notices.remove(alert_ids))

    async def restore(self, alert_ids: Sequence[str]) -> None:
        """Bring notices back that were taken away."""
        self._took(self._store().notices.restore(alert_ids))

    async def recent(self, limit: int = 10) -> list[AlertRecord]:
        """The newest notices, newest first.

        None while the copy is not open; when it is, changes with `reloaded` are told.
        """
        return self._store().notices.recent(limit) if self._opened() else []

    def tidy(self) -> None:
        """Let go of what is beyond the bounds."""
        self._noted, self._tidied = 0, self._clock.now().date()
        gone = self._store().notices.bound(self.bounds)
        if gone:
            self._took(gone)

    def follow(self, changes: Changes) -> None:
        """Something was noted: each day, and of many, what is beyond the bounds goes."""
        self._noted += changes.notices
        today = self._clock.now().date()
        if changes.notices and (self._noted >= _TIDY_EVERY or self._tidied != today):
            self.tidy()
