"""A hub in memory: streams with positions and an epoch, pages, snapshots, and its faults."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

import msgspec

from app.contract.errors import Gone, StudySpotError
from app.contract.events import StreamEvent, StreamHead
from app.contract.models import Booking
from app.contract.wire import encode
from app.core.calls import EventPage, RawBookings, RawSnapshot
from tests.core.made import LIBRARY, NOON, STREAM, stream_event


class FakeHub:
    """Answers as a hub does, for one library; `page_size` events at most in a page.

    `fails` is raised by each call while it is set. `open` keeps calls waiting while it is
    not set, `delivers` pages that are made already. `asked` lists the calls.
    """

    def __init__(self, page_size: int = 500) -> None:
        self.epoch = "e1"
        self.rows: dict[str, Booking] = {}
        self.log: list[StreamEvent] = []
        self.kept_from = 1
        self.page_size = page_size
        self.fails: StudySpotError | None = None
        self.open = asyncio.Event()
        self.open.set()
        self.delivers = asyncio.Event()
        self.delivers.set()
        self.asked: list[str] = []
        self.now = NOON

    @property
    def head(self) -> StreamHead:
        return StreamHead(stream=STREAM, epoch=self.epoch, head=len(self.log))

    def commit(
        self, booking: Booking, name: str = "booking:created", cause: str | None = None
    ) -> StreamEvent:
        """A change of a row with its event, as one transaction of the hub."""
        self.rows[booking.id] = booking
        position = len(self.log) + 1
        event = stream_event(position, booking, name, epoch=self.epoch, cause=cause)
        self.log.append(event)
        return event

    def restore(self, length: int, log: Sequence[StreamEvent] | None = None) -> None:
        """The database comes back from a backup that ends after `length` events.

        The backup is of this history, or of another `log`.
        """
        self.epoch += "'"
        self.rows.clear()
        kept, self.log = [*(self.log if log is None else log)][:length], []
        for event in kept:
            self.commit(msgspec.convert(event.payload, Booking), event.event)

    def server_now(self) -> datetime:
        return self.now

    async def streams(self) -> tuple[StreamHead, ...]:
        await self._asked("streams")
        return (self.head,)

    async def events(self, stream: str, after: int, epoch: str) -> EventPage:
        await self._asked(f"events after {after}")
        if stream != STREAM or epoch != self.epoch or after + 1 < self.kept_from:
            raise Gone("That is not kept any more.")
        events = self.log[after : after + self.page_size]
        page = EventPage(
            epoch=self.epoch,
            events=tuple(msgspec.Raw(encode(event)) for event in events),
            next=after + len(events),
            head=len(self.log),
        )
        await self.delivers.wait()
        return page

    async def snapshot(self, library_id: str) -> RawSnapshot:
        await self._asked("snapshot")
        assert library_id == LIBRARY.id
        return RawSnapshot(
            epoch=self.epoch,
            position=len(self.log),
            library=LIBRARY,
            bookings=tuple(msgspec.Raw(encode(booking)) for booking in self.rows.values()),
        )

    async def bookings(self, cursor: str | None) -> RawBookings:
        await self._asked(f"bookings {cursor}")
        rows = list(self.rows.values())
        start = int(cursor or 0)
        rest = start + self.page_size
        return RawBookings(
            items=tuple(msgspec.Raw(encode(row)) for row in rows[start:rest]),
            next_cursor=str(rest) if rest < len(rows) else None,
        )

    async def _asked(self, what: str) -> None:
        self.asked.append(what)
        await self.open.wait()
        if self.fails is not None:
            raise self.fails
