"""One transaction's company: its connection, its moment, who acts, what to emit after commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection

from app.contract.events import EventMeta
from app.hub.access import HUB_ITSELF, Principal

Clock = Callable[[], datetime]

BELIEVED_FOR = timedelta(days=60)
"""A desk gives a command up by then; what claims to be older comes of a clock that is wrong."""


def system_clock() -> datetime:
    """The wall clock as an aware UTC instant."""
    return datetime.now(UTC)


class Emission(msgspec.Struct, frozen=True, kw_only=True):
    """A live event to send once its transaction is committed; `meta` None for a hint."""

    rooms: tuple[str, ...]
    event: str
    payload: dict[str, Any]
    meta: EventMeta | None = None


ACCESS_LOST = Emission(rooms=(), event="access:lost", payload={})
"""Heard by nobody: the gateway looks anew at who may still listen, before what comes after it."""


class Look:
    """A read transaction: everything seen through `conn` is of one moment."""

    def __init__(self, conn: Connection, now: datetime, by: Principal = HUB_ITSELF) -> None:
        self.conn = conn
        self.now = now
        self.by = by


class Work(Look):
    """A write transaction. `cause` is the idempotency key of the command behind it.

    `done_at` is when somebody says that the command was given, if that was before it came.
    """

    def __init__(
        self,
        conn: Connection,
        now: datetime,
        by: Principal = HUB_ITSELF,
        cause: str | None = None,
    ) -> None:
        super().__init__(conn, now, by)
        self.cause = cause
        self.done_at: datetime | None = None
        self.emissions: list[Emission] = []

    def acted_at(self, library_id: str) -> datetime:
        """When the command was given, never later than now.

        A desk that was offline sends what was done at it afterwards. Of others it is not
        believed: whoever books online is online. A time before `BELIEVED_FOR` counts as now.
        """
        if self.done_at is None or library_id not in self.by.roles:
            return self.now
        if self.done_at < self.now - BELIEVED_FOR:
            return self.now
        return min(self.done_at, self.now)
