"""Bookings, libraries and clocks made up for tests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from app.contract.events import StreamEvent
from app.contract.models import Booking, Library
from app.contract.wire import builtins
from app.core.alerts import BY_EVENT
from app.core.batch import Batch, Cursor, Origin, Told

NOON = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
"""12:00 in Kolkata."""

LIBRARY = Library(id="lib", name="Lotus Reading Room", timezone="Asia/Kolkata", demo=False)
STREAM = "library:lib"
PATIENCE_S = 10.0
"""How long a test waits for what must come."""


class ManualClock:
    """A clock that stands still until it is moved; sleeping moves nothing and lasts for ever."""

    def __init__(self, now: datetime = NOON) -> None:
        self.wall = now
        self.steady = 0.0

    def now(self) -> datetime:
        return self.wall

    def monotonic(self) -> float:
        return self.steady

    async def sleep(self, seconds: float) -> None:
        del seconds
        await asyncio.Event().wait()

    def pass_by(self, **span: float) -> None:
        passed = timedelta(**span)
        self.wall += passed
        self.steady += passed.total_seconds()


def a_booking(booking_id: str = "b1", **fields: Any) -> Booking:
    """A confirmed booking for two hours from NOON, with `fields` in place."""
    usual: dict[str, Any] = {
        "id": booking_id,
        "code": f"LR-{booking_id}",
        "library_id": LIBRARY.id,
        "seat_id": "s12",
        "seat_label": "A-12",
        "student_name": "Asha Verma",
        "student_phone": "+91 98450 12345",
        "starts_at": NOON,
        "ends_at": NOON + timedelta(hours=2),
        "status": "confirmed",
        "total_minor": 10_000,
        "currency": "INR",
        "version": 1,
        "created_at": NOON,
        "updated_at": NOON,
    }
    return Booking(**(usual | fields))


def told(booking: Booking, event: str = "booking:created", cause: str | None = None) -> Told:
    """The booking as an event tells it."""
    return Told(booking=booking, at=booking.updated_at or NOON, cause=cause, event=event)


def live(position: int, *news: Told, epoch: str = "e1") -> Batch:
    """A live batch that brings the library's stream to `position`."""
    return Batch(origin=Origin.LIVE, bookings=news, cursor=Cursor(STREAM, epoch, position))


def caught_up(position: int, *news: Told, epoch: str = "e1") -> Batch:
    """A catch-up page that brings the library's stream to `position`."""
    return Batch(origin=Origin.CATCH_UP, bookings=news, cursor=Cursor(STREAM, epoch, position))


def snapshot(position: int, *bookings: Booking, epoch: str = "e1") -> Batch:
    """The whole library at `position`."""
    return Batch(
        origin=Origin.SNAPSHOT,
        bookings=tuple(told(booking, "") for booking in bookings),
        libraries=(LIBRARY,),
        cursor=Cursor(STREAM, epoch, position),
        library_id=LIBRARY.id,
    )


def stream_event(
    position: int,
    booking: Booking,
    name: str = "booking:created",
    *,
    epoch: str = "e1",
    cause: str | None = None,
) -> StreamEvent:
    """A durable event of the library's stream."""
    assert name in BY_EVENT
    return StreamEvent(
        stream=STREAM,
        epoch=epoch,
        position=position,
        event_id=f"{epoch}-{position}",
        at=booking.updated_at or NOON,
        event=name,
        payload=builtins(booking),
        cause=cause,
    )


async def until(condition: Callable[[], object], limit_s: float = PATIENCE_S) -> None:
    """Let the loop run until the condition holds; fails when it does not in time."""
    ends = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > ends:
            raise AssertionError(f"not within {limit_s} s")
        await asyncio.sleep(0.005)


async def never(condition: Callable[[], object], limit_s: float) -> None:
    """Let the loop run for so long; fails when the condition comes to hold meanwhile."""
    ends = time.monotonic() + limit_s
    while time.monotonic() < ends:
        assert not condition(), "what must not happen has happened"
        await asyncio.sleep(0.005)
