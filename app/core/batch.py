"""What store.apply takes: decoded news with where it came from and where its stream stands."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.contract.models import Booking, Library, Pricing, Seat
from app.contract.requests import SeatChange

SALVAGED = "salvaged"
"""The epoch of a stream whose rows came out of a damaged file: it begins anew."""

AWAITED = "awaited "
"""How the epoch begins of a stream that was seen at the sign-in, until its first snapshot."""


class Origin(StrEnum):
    """How news reached the desk; it decides whether an alert is told at once.

    LIVE: an event as it happens. CATCH_UP: a page of events from a time we did not see.
    SNAPSHOT: a whole library. LISTED: a list of a basic backend. ANSWER: what the hub
    said to a command of ours.
    """

    LIVE = "live"
    CATCH_UP = "catch_up"
    SNAPSHOT = "snapshot"
    LISTED = "listed"
    ANSWER = "answer"


class Cursor(msgspec.Struct, frozen=True):
    """Where a stream stands: every event up to `position` of `epoch` is in the store.

    One that is `awaited` has no rows yet; what comes after its position is news all the same.
    """

    stream: str
    epoch: str
    position: int

    @property
    def awaited(self) -> bool:
        """Whether the stream's first snapshot is still to come."""
        return self.epoch.startswith(AWAITED)

    def after_first(self, epoch: str, position: int) -> int:
        """Up to where all is told once a snapshot at `position` of `epoch` is the first one."""
        seen = self.epoch == AWAITED + epoch
        return min(self.position, position) if seen else position


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A booking as somebody told it: when the hub committed it, why, in which event.

    `cause` is the idempotency key of the command behind it. `event` is empty when the row
    did not come by an event.
    """

    booking: Booking
    at: datetime
    cause: str | None = None
    event: str = ""


class Heard(msgspec.Struct, frozen=True, kw_only=True):
    """An event that is told in words, whatever else follows from it; `id` is never another's."""

    id: str
    event: str
    payload: dict[str, Any]
    at: datetime
    library_id: str = ""
    booking_id: str | None = None
    cause: str | None = None


class Taken(msgspec.Struct, frozen=True):
    """Alerts that somebody has read, at this desk or another: who, and when by the hub's clock."""

    alert_ids: tuple[str, ...]
    by: str
    at: datetime


class SetAside(msgspec.Struct, frozen=True, kw_only=True):
    """An event that could not be understood, kept for whoever looks into it."""

    position: int
    why: str
    data: bytes


class Batch(msgspec.Struct, frozen=True, kw_only=True):
    """News for one transaction. `cursor` is where its stream stands afterwards.

    A SNAPSHOT names the library it is the whole of in `library_id`. LISTED says which
    bookings the list showed in `present`; None when there was no list. `at_once`: it is
    told as live events are, because the desk was in step and an event asked for the list.
    `opened` are the ids of libraries that are new at the hub: all that happens there is news.
    `causes` are the idempotency keys of all its events, whatever they were about.
    """

    origin: Origin
    bookings: tuple[Told, ...] = ()
    libraries: tuple[Library, ...] = ()
    opened: tuple[str, ...] = ()
    seats: tuple[Seat | SeatChange, ...] = ()
    pricing: tuple[Pricing, ...] = ()
    heard: tuple[Heard, ...] = ()
    taken: tuple[Taken, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    cursor: Cursor | None = None
    library_id: str = ""
    causes: frozenset[str] = frozenset()
    present: frozenset[str] | None = None
    at_once: bool = False
