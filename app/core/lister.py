"""Follows a basic backend, which has no streams: fetches its list and compares."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

import msgspec

from app.contract.errors import NotAHub, StudySpotError
from app.contract.events import DURABLE_EVENTS, StreamHead
from app.core.batch import Cursor
from app.core.calls import RawBookings
from app.core.changes import Changes
from app.core.news import of_list
from app.core.store import Store

log = logging.getLogger(__name__)

STREAM = "list"
RETRY_S = 5.0


class ListSource(Protocol):
    """The backend, as far as the list is concerned; see `Calls`."""

    def server_now(self) -> datetime:
        """The backend's wall clock."""
        ...

    async def bookings(self, cursor: str | None) -> RawBookings:
        """A page of the list."""
        ...


class Lister:
    """The same face as `Feed`: any event or reconnection means fetch, compare, tell."""

    def __init__(
        self,
        store: Store,
        source: ListSource,
        on_changes: Callable[[Changes], None],
        on_state: Callable[[], None],
    ) -> None:
        self.in_step = False
        self.trouble: StudySpotError | None = None
        self._store = store
        self._source = source
        self._on_changes = on_changes
        self._on_state = on_state
        self._wanted = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def connected(self, _heads: Iterable[StreamHead]) -> None:
        """The connection is up; the list is fetched."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="compare lists")
        self._wanted.set()

    def away(self) -> None:
        """The connection is gone."""
        self.in_step = False

    def live(self, name: str, _arguments: tuple[Any, ...]) -> None:
        """Any event says only that something is different."""
        if name in DURABLE_EVENTS:
            self._wanted.set()

    async def compare(self) -> None:
        """Fetch the list soon."""
        self._wanted.set()

    async def close(self) -> None:
        """End the work."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    async def _run(self) -> None:
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            try:
                await self._fetch()
            except StudySpotError as error:
                self._failed(error)
            except Exception as error:
                # A list of whatever shape must not end the desk.
                log.exception("comparing lists failed")
                self._failed(NotAHub(f"The server's list could not be compared ({error})."))
            else:
                self.in_step, self.trouble = True, None
                self._on_state()
                continue
            await asyncio.sleep(RETRY_S)
            self._wanted.set()

    async def _fetch(self) -> None:
        raw: list[msgspec.Raw] = []
        page = await self._source.bookings(None)
        raw.extend(page.items)
        while page.next_cursor:
            page = await self._source.bookings(page.next_cursor)
            raw.extend(page.items)
        stands = self._store.cursor(STREAM)
        cursor = Cursor(STREAM, "", stands.position + 1 if stands else 1)
        now = self._source.server_now()
        for changes in (
            self._store.apply(of_list(raw, cursor, now)),
            self._store.settle(STREAM, now),
        ):
            if changes:
                self._on_changes(changes)

    def _failed(self, error: StudySpotError) -> None:
        self.in_step, self.trouble = False, error
        self._on_state()
