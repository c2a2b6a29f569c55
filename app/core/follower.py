"""Follows one stream: events in order, once, gaps fetched, and in step after an absence."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from app.contract.errors import Gone, NotAHub, SignedOut, StudySpotError
from app.contract.events import LIBRARY, StreamEvent, StreamHead
from app.contract.tongue import translate
from app.core.batch import Batch, Cursor, Origin
from app.core.calls import EventPage, RawSnapshot
from app.core.changes import Changes
from app.core.news import News, of_page, of_snapshot
from app.core.pauses import retry_pause, set_or_passed
from app.core.store import Store

log = logging.getLogger(__name__)

LIVE_BATCH = 200
"""So many live events that lie ready go into one transaction."""

HELD_LIMIT = 5000
"""More held events than this are dropped: they are fetched anyway."""

NOTE_EVERY = timedelta(seconds=60)


class Source(Protocol):
    """The hub, as far as a follower asks it; see `Calls`."""

    def server_now(self) -> datetime:
        """The hub's wall clock."""
        ...

    async def streams(self) -> tuple[StreamHead, ...]:
        """The streams with how far they reach."""
        ...

    async def events(self, stream: str, after: int, epoch: str) -> EventPage:
        """The next events after a position."""
        ...

    async def snapshot(self, library_id: str) -> RawSnapshot:
        """A whole library."""
        ...


class Follower:
    """One stream. `offer` and `check` only put down what came; `run` does the work, in order.

    While it fetches, live events are held back and follow in their place.
    """

    def __init__(
        self,
        stream: str,
        store: Store,
        source: Source,
        on_changes: Callable[[Changes], None],
        on_state: Callable[[], None],
    ) -> None:
        self.stream = stream
        self.in_step = False
        self.trouble: StudySpotError | None = None
        self._store = store
        self._source = source
        self._on_changes = on_changes
        self._on_state = on_state
        self._held: dict[int, StreamEvent] = {}
        self._head: StreamHead | None = None
        self._head_at = source.server_now()
        self._fetch = False
        # Alerts of an absence may wait to be told, also from before this program began.
        self._gathering = True
        self._wake = asyncio.Event()
        self._asked = asyncio.Event()
        self._noted_at: datetime | None = None

    def offer(self, event: StreamEvent) -> None:
        """A live event of this stream, in whatever order, perhaps not for the first time."""
        if len(self._held) >= HELD_LIMIT:
            self._held.clear()
            self._fetch = True
        self._held[event.position] = event
        self._wake.set()

    def check(self, head: StreamHead, asked_at: datetime | None = None) -> None:
        """Compare with how far the hub says that the stream reaches.

        It says so of the hub's time `asked_at`, of now if it said it unasked.
        """
        self._head, self._head_at = head, asked_at or self._source.server_now()
        self._wake.set()
        self._asked.set()

    def away(self) -> None:
        """The connection is gone: nobody knows what is missed from here on."""
        self.in_step = False

    async def run(self) -> None:
        """Work until cancelled; a failure is tried again, with growing pauses."""
        failures = 0
        while True:
            if failures and self._fetch:
                # Live events alone do not cut the pause short: they may be many.
                await set_or_passed(self._asked, retry_pause(failures))
            else:
                await self._wake.wait()
            self._wake.clear()
            self._asked.clear()
            try:
                await self._work()
            except StudySpotError as error:
                failures += 1
                self._failed(error)
            except Exception as error:
                # One stream's fault, whatever it is, must not end the desk or the others.
                log.exception("following %s failed", self.stream)
                failures += 1
                words = translate("follower", "The stream {stream} could not be followed ({why}).")
                self._failed(NotAHub(words.format(stream=self.stream, why=error)))
            else:
                failures = 0

    async def _work(self) -> None:
        # What is committed while a page is on its way is not in it.
        began = self._source.server_now()
        cursor = self._store.cursor(self.stream)
        cursor = self._take_held(cursor)
        head, self._head, head_at = self._head, None, self._head_at
        if head is not None and self._differs(cursor, head):
            self._fetch = True
        while self._fetch:
            self._fetch = False
            cursor = self._take_held(await self._catch_up(cursor))
            if not self._fetch:
                self._stepped(began)
        if head is not None:
            self._confirmed(head_at)

    def _take_held(self, cursor: Cursor | None) -> Cursor | None:
        """Apply the held events that follow the cursor; what is left over shows a gap."""
        while cursor is not None and self._held:
            ready: list[StreamEvent] = []
            while len(ready) < LIVE_BATCH:
                event = self._held.get(cursor.position + len(ready) + 1)
                if event is None or event.epoch != cursor.epoch:
                    break
                ready.append(event)
            if not ready:
                break
            news = News()
            for event in ready:
                news.add(event)
            cursor = Cursor(self.stream, cursor.epoch, ready[-1].position)
            try:
                # What comes while those of an absence still wait is told after them, not before.
                origin = Origin.CATCH_UP if self._gathering else Origin.LIVE
                self._apply(news.batch(origin, cursor))
            except StudySpotError:
                self._fetch = True
                raise
            for event in ready:
                del self._held[event.position]
        self._drop_known(cursor)
        if self._held:
            self._fetch = True
        return cursor

    def _drop_known(self, cursor: Cursor | None) -> None:
        if cursor is None:
            return
        for position in [
            position
            for position, event in self._held.items()
            if event.epoch == cursor.epoch and position <= cursor.position
        ]:
            del self._held[position]

    @staticmethod
    def _differs(cursor: Cursor | None, head: StreamHead) -> bool:
        # A head before our position is an old message or a history that went back; a page
        # tells which.
        return cursor is None or head.epoch != cursor.epoch or head.head != cursor.position

    async def _catch_up(self, cursor: Cursor | None) -> Cursor:
        held_before = set(self._held)
        if cursor is None or cursor.awaited:
            cursor = await self._start_over(first=True)
        while True:
            try:
                page = await self._source.events(self.stream, cursor.position, cursor.epoch)
            except Gone:
                cursor = await self._start_over()
                continue
            if page.epoch != cursor.epoch or page.head < cursor.position:
                cursor = await self._start_over()
                continue
            if page.next > cursor.position:
                cursor = Cursor(self.stream, cursor.epoch, page.next)
                self._apply(of_page(page.events, cursor))
            elif page.head > cursor.position:
                raise NotAHub(
                    translate(
                        "follower",
                        "The server says that there is more in {stream}, but does not send it.",
                    ).format(stream=self.stream)
                )
            if page.next >= page.head:
                break
        self._drop_lost(cursor, held_before)
        return cursor

    def _drop_lost(self, cursor: Cursor, held_before: set[int]) -> None:
        """Drop what was held before the hub told all it has, and still has no place.

        It is of an epoch that is over, or of a position nobody reached; kept, it would look
        like a gap for ever.
        """
        for position in held_before & self._held.keys():
            if self._held[position].epoch != cursor.epoch or position > cursor.position + len(
                self._held
            ):
                del self._held[position]

    async def _start_over(self, *, first: bool = False) -> Cursor:
        """Take the whole of a library anew, or the end of a stream that has no rows.

        With the `first` snapshot comes what happened since the sign-in, or since the library
        was opened: it is still news.
        """
        if self.stream.startswith(LIBRARY):
            snapshot = await self._source.snapshot(self.stream.removeprefix(LIBRARY))
            epoch, position = snapshot.epoch, snapshot.position
            seen = self._store.awaited(snapshot.library, epoch) if first else None
            told = seen.after_first(epoch, position) if seen is not None else position
            cursor = Cursor(self.stream, epoch, told)
            self._apply(of_snapshot(snapshot, cursor, self._source.server_now()))
            return cursor
        for head in await self._source.streams():
            if head.stream == self.stream:
                cursor = Cursor(self.stream, head.epoch, head.head)
                self._apply(Batch(origin=Origin.SNAPSHOT, cursor=cursor))
                return cursor
        raise Gone(
            translate("follower", "The server knows no stream {stream} any more.").format(
                stream=self.stream
            )
        )

    def _apply(self, batch: Batch) -> None:
        self._gathering = self._gathering or batch.origin is not Origin.LIVE
        changes = self._store.apply(batch)
        if changes:
            self._on_changes(changes)

    def _stepped(self, at: datetime) -> None:
        self._noted_at = at
        changes = self._store.settle(self.stream, at)
        self._gathering = False
        if changes:
            self._on_changes(changes)
        self._is_in_step()

    def _confirmed(self, at: datetime) -> None:
        # Also after the hub's clock was set back.
        if not self.in_step or self._noted_at is None or abs(at - self._noted_at) > NOTE_EVERY:
            self._stepped(at)

    def _is_in_step(self) -> None:
        if not self.in_step or self.trouble is not None:
            self.in_step, self.trouble = True, None
            self._on_state()

    def _failed(self, error: StudySpotError) -> None:
        # A sign-in that has ended is not asked again; the link says so and waits.
        self._fetch = not isinstance(error, SignedOut)
        self.in_step, self.trouble = False, error
        self._on_state()
