"""Follows a basic backend, which has no streams: fetches its list and compares."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.contract.errors import NotAHub, SignedOut, StoreFailed, StudySpotError
from app.contract.events import BOOKING_EVENTS, DURABLE_EVENTS, StreamHead
from app.contract.models import Booking, Library, Pricing, User
from app.contract.tongue import translate
from app.core.batch import Batch, Cursor, Origin, SetAside, Told
from app.core.changes import AlertKind, Changes
from app.core.here import local_zone
from app.core.listed import Listed, ListSource, whole_list
from app.core.missing import Missing
from app.core.news import of_hint
from app.core.pauses import retry_pause, set_or_passed
from app.core.plain import PlainEvents
from app.core.store import Store

log = logging.getLogger(__name__)

STREAM = "list"
SPACING_S = 0.3
"""A burst of events costs one list for each such span, not one for each event."""

LOOK_AGAIN_S = 1.5
"""An event may come before the row that it speaks of; then the list is fetched once more."""


class Lister:
    """The same face as `Feed`: any event or reconnection means fetch, compare, tell.

    `user` is the account. A list and a command of ours never cross: both hold `crossing`.
    """

    def __init__(
        self,
        store: Store,
        source: ListSource,
        on_changes: Callable[[Changes], None],
        on_state: Callable[[], None],
        *,
        user: Callable[[], User | None],
        crossing: asyncio.Lock,
    ) -> None:
        self.in_step = False
        self.trouble: StudySpotError | None = None
        self._store = store
        self._source = source
        self._on_changes = on_changes
        self._on_state = on_state
        self._user = user
        self._crossing = crossing
        self._connections = 0
        self._joined_unseen = False
        self._by_event = False
        self._up = False
        self._wanted = asyncio.Event()
        self._asked = asyncio.Event()
        self._plain = PlainEvents(self._library, self._prices)
        self._missing = Missing(
            source, self._row, self._plain.said_of, self._plain.told_of, self._is_here
        )
        self._set_aside: set[bytes] = set()
        self._task: asyncio.Task[None] | None = None

    def connected(self, _heads: Iterable[StreamHead]) -> None:
        """The connection is up; the list is fetched."""
        if self._task is None:
            self._task = asyncio.create_task(self._run(), name="compare lists")
        self._up, self.in_step = True, False
        self._connections += 1
        # Nobody acknowledges a join; what happens before it is seen in a second list.
        self._joined_unseen = True
        self._missing.ask_again()
        self._want()

    def away(self) -> None:
        """The connection is gone."""
        self._up = self.in_step = False

    def live(self, name: str, arguments: tuple[Any, ...]) -> None:
        """Any event says that something is different; what it says beside that is a hint.

        What is not about bookings is told in words, if anything is to be told of it.
        """
        if name not in BOOKING_EVENTS:
            self._hear(name, arguments)
        if name in DURABLE_EVENTS:
            self._plain.take(name, arguments)
            self._by_event = True
            self._wanted.set()

    async def compare(self) -> None:
        """Fetch the list soon."""
        self._want()

    async def close(self) -> None:
        """End the work."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None

    def _want(self) -> None:
        self._wanted.set()
        self._asked.set()

    async def _run(self) -> None:
        failures = 0
        while True:
            await self._wanted.wait()
            self._wanted.clear()
            self._asked.clear()
            try:
                clear = await self._compare()
            except SignedOut as error:
                # Nothing is asked before somebody signs in again; the link says so.
                self._failed(error)
                continue
            except StudySpotError as error:
                failures += 1
                self._failed(error)
            except Exception as error:
                # A list of whatever shape must not end the desk.
                log.exception("comparing lists failed")
                failures += 1
                words = translate("lister", "The server's list could not be compared ({why}).")
                self._failed(NotAHub(words.format(why=error)))
            else:
                failures = 0
                await asyncio.sleep(SPACING_S)
                if not clear:
                    await set_or_passed(self._wanted, LOOK_AGAIN_S)
                    self._wanted.set()
                continue
            # Events alone do not cut the pause short: they may be many.
            await set_or_passed(self._asked, retry_pause(failures))
            self._wanted.set()

    async def _compare(self) -> bool:
        """Fetch the list and tell what is different; whether all that events said is in it."""
        async with self._crossing:
            connection = self._connections
            # In step before, and woken by an event: then what is different has just happened.
            at_once, self._by_event = self.in_step and self._by_event, False
            listed = await whole_list(self._source)
            first, longest = self._stands()
            beside = await self._missing.found_of(self._unlisted(listed), listed, longest)
            changes = self._apply(self._batch(listed, beside, at_once=at_once))
            changed = [each.after.booking.id for each in changes.bookings]
            if changes.missing and not first:
                found = await self._missing.found_of(changes.missing, listed, longest)
                changed += [booking.id for booking in found]
                if found:
                    self._apply(self._of(found, listed, at_once=at_once))
            settled = self._store.settle(STREAM, self._source.server_now())
            if settled:
                self._on_changes(settled)
            if self._up and connection == self._connections:
                self.in_step, self.trouble = True, None
                self._on_state()
            joined, self._joined_unseen = not self._joined_unseen, False
            return self._plain.borne_out(changed, self._row) and joined

    def _hear(self, name: str, arguments: tuple[Any, ...]) -> None:
        hint = of_hint(name, arguments, self._source.server_now())
        if hint is None:
            return
        try:
            self._apply(Batch(origin=Origin.LIVE, heard=(hint,)))
        except StoreFailed as error:
            log.warning("%s is not told: %s", name, error.message)

    def _unlisted(self, listed: Listed) -> list[str]:
        """Bookings that an event spoke of, but that are neither in the list nor here."""
        spoken_of = self._plain.order().keys() - listed.bookings.keys()
        return [each for each in spoken_of if self._row(each) is None]

    def _apply(self, batch: Batch) -> Changes:
        changes = self._store.apply(batch)
        if changes:
            self._on_changes(changes)
        return changes

    def _batch(self, listed: Listed, beside: list[Booking], *, at_once: bool) -> Batch:
        """All that a list, the bookings found beside it and the events before it say."""
        self._plain.labels |= {
            each.seat_id: (each.library_id, each.seat_label or each.seat_id)
            for each in listed.bookings.values()
            if each.seat_id is not None
        }
        libraries, seats, prices, unread = self._plain.rows()
        news = listed.unread | unread
        aside = [
            SetAside(position=0, why=why, data=data)
            for data, why in news.items()
            if data not in self._set_aside
        ]
        # The same row stands in each list; it is set aside once.
        self._set_aside.update(each.data for each in aside)
        return msgspec.structs.replace(
            self._of([*listed.bookings.values(), *beside], listed, at_once=at_once),
            libraries=(*self._new_libraries(listed), *libraries),
            seats=seats,
            pricing=prices,
            set_aside=tuple(aside),
            present=frozenset([*listed.bookings, *(each.id for each in beside)]),
        )

    def _of(self, bookings: Iterable[Booking], listed: Listed, *, at_once: bool) -> Batch:
        """A batch of bookings, in the order in which they came about as far as that is known.

        What no event spoke of yet came after the last one that did, or while we were away.
        """
        now, order = self._source.server_now(), self._plain.order()
        stands = self._store.cursor(STREAM)
        told = [
            Told(
                booking=booking,
                at=booking.updated_at or booking.created_at or now,
                event=self._plain.said_of(booking.id),
            )
            for booking in bookings
        ]
        unsaid = len(order) if at_once else -1
        told.sort(key=lambda each: (order.get(each.booking.id, unsaid), each.at))
        longest = max(self._stands()[1], len(listed.bookings))
        # The position counts the lists, and the epoch remembers how long the longest was.
        cursor = Cursor(STREAM, str(longest), stands.position + 1 if stands else 1)
        return Batch(origin=Origin.LISTED, bookings=tuple(told), cursor=cursor, at_once=at_once)

    def _stands(self) -> tuple[bool, int]:
        """Whether there was no list yet, and how many rows the longest had."""
        stands = self._store.cursor(STREAM)
        # A copy that was made anew has rows, but not how long the list was.
        known = stands is not None and stands.epoch.isdecimal()
        return stands is None, int(stands.epoch) if stands is not None and known else 0

    def _new_libraries(self, listed: Listed) -> list[Library]:
        """The libraries of the account and of the list that have no row yet."""
        user = self._user()
        names = {each.id: each.name for each in user.libraries} if user else {}
        known = {each.id for each in self._store.libraries()}
        currencies = {each.library_id: each.currency for each in listed.bookings.values()}
        usual = Library(id="", name="")
        return [
            Library(
                id=each,
                name=names.get(each, ""),
                # A server that names no zone is mostly in the same one.
                timezone=local_zone(),
                currency=currencies.get(each) or usual.currency,
                version=0,
            )
            for each in dict.fromkeys([*names, *currencies])
            if each not in known
        ]

    def _library(self, library_id: str) -> Library | None:
        return next((each for each in self._store.libraries() if each.id == library_id), None)

    def _prices(self, library_id: str) -> Pricing | None:
        row = self._store.prices(library_id)
        return row.pricing if row else None

    def _row(self, booking_id: str) -> Booking | None:
        row = self._store.booking(booking_id)
        return row.booking if row else None

    def _is_here(self, booking_id: str) -> bool:
        return self._store.told_last(booking_id) is AlertKind.CHECKIN

    def _failed(self, error: StudySpotError) -> None:
        self.in_step, self.trouble = False, error
        self._on_state()
