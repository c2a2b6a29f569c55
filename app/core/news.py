"""Decodes durable events into batches; what cannot be understood is set aside, not fatal."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from app.contract import events
from app.contract.events import EventMeta, StreamEvent
from app.contract.models import Booking, Library, Pricing
from app.contract.requests import Acknowledged, SeatChange
from app.core import basic
from app.core.batch import Batch, Cursor, Heard, Origin, SetAside, Taken, Told
from app.core.calls import RawSnapshot
from app.core.rows import is_held

log = logging.getLogger(__name__)

_LARGEST = 2**63 - 1
_TIMES = tuple(name for name in Booking.__struct_fields__ if name.endswith(("_at", "_until")))
_CHANGES_ROWS = events.BOOKING_EVENTS | {events.ALERT_ACKNOWLEDGED}
"""What these tell follows from the rows that they change."""


class Misunderstood(Exception):
    """An event that is not as the contract says; the message says in what."""


class _PricingNews(msgspec.Struct, rename="camel"):
    library_id: str
    pricing: Pricing


class News:
    """Collects what events tell, in order, until a batch is made of it."""

    def __init__(self) -> None:
        self._bookings: list[Told] = []
        self._libraries: list[Library] = []
        self._opened: list[str] = []
        self._seats: list[SeatChange] = []
        self._pricing: list[Pricing] = []
        self._heard: list[Heard] = []
        self._taken: list[Taken] = []
        self._aside: list[SetAside] = []
        self._causes: set[str] = set()
        self._takers: dict[str, Callable[[StreamEvent], None]] = {
            **dict.fromkeys(events.BOOKING_EVENTS, self._booking),
            events.LIBRARY_CREATED: self._new_library,
            events.LIBRARY_UPDATED: self._library,
            events.PRICING_UPDATED: self._price,
            events.SEAT_AVAILABILITY: self._seat,
            events.ALERT_ACKNOWLEDGED: self._read,
        }

    def add(self, event: StreamEvent) -> None:
        """Take an event in; one without sense is set aside, and nobody's event is heard."""
        if event.cause:
            self._causes.add(event.cause)
        if event.event not in _CHANGES_ROWS:
            self._heard.append(heard(event))
        take = self._takers.get(event.event)
        if take is None:
            return
        try:
            take(event)
        except (msgspec.MsgspecError, Misunderstood) as error:
            self.put_aside(event.position, f"{event.event}: {error}", event)

    def take(self, told: Told) -> None:
        """Take a booking in that came without an event."""
        self._bookings.append(told)

    def put_aside(self, position: int, why: str, what: object) -> None:
        """Keep what cannot be understood; the line goes on."""
        log.warning("an event at position %d is set aside: %s", position, why)
        data = bytes(what) if isinstance(what, msgspec.Raw) else msgspec.json.encode(what)
        self._aside.append(SetAside(position=position, why=why, data=data))

    def batch(self, origin: Origin, cursor: Cursor) -> Batch:
        """All that was taken in, as one batch that brings the stream to `cursor`."""
        return Batch(
            origin=origin,
            bookings=tuple(self._bookings),
            libraries=tuple(self._libraries),
            opened=tuple(self._opened),
            seats=tuple(self._seats),
            pricing=tuple(self._pricing),
            heard=tuple(self._heard),
            taken=tuple(self._taken),
            set_aside=tuple(self._aside),
            cursor=cursor,
            causes=frozenset(self._causes),
        )

    def _booking(self, event: StreamEvent) -> None:
        booking = checked(msgspec.convert(event.payload, Booking))
        if booking.version < 1:
            raise Misunderstood("the booking has no version")
        self._bookings.append(
            Told(booking=booking, at=event.at, cause=event.cause, event=event.event)
        )

    def _new_library(self, event: StreamEvent) -> None:
        self._library(event)
        self._opened.append(self._libraries[-1].id)

    def _library(self, event: StreamEvent) -> None:
        self._libraries.append(msgspec.convert(event.payload, Library))

    def _price(self, event: StreamEvent) -> None:
        self._pricing.append(msgspec.convert(event.payload, _PricingNews).pricing)

    def _read(self, event: StreamEvent) -> None:
        told = msgspec.convert(event.payload, Acknowledged)
        self._taken.append(Taken(told.alert_ids, told.by.name, told.at))

    def _seat(self, event: StreamEvent) -> None:
        self._seats.append(msgspec.convert(event.payload, SeatChange))


def checked(booking: Booking) -> Booking:
    """The booking, when the store can hold it; without times that nobody can tell.

    Raises:
        Misunderstood: an empty id, or a number too large for a row.
    """
    if not booking.id:
        raise Misunderstood("the booking has no id")
    amounts = (booking.total_minor, booking.paid_minor or 0)
    if not (0 <= booking.version <= _LARGEST and max(map(abs, amounts)) <= _LARGEST):
        raise Misunderstood("a number of the booking is out of range")
    times = {name: getattr(booking, name) for name in _TIMES}
    odd = {name: None for name, at in times.items() if at is not None and not is_held(at)}
    return msgspec.structs.replace(booking, **odd) if odd else booking


def heard(event: StreamEvent) -> Heard:
    """An event as it is told in words."""
    library_id = event.stream.removeprefix(events.LIBRARY)
    of_library = library_id if library_id != event.stream else ""
    return _heard(event.event_id, event.event, event.payload, event.at, of_library, event.cause)


def of_hint(name: str, arguments: tuple[Any, ...], at: datetime) -> Heard | None:
    """A live event that no stream keeps, as it is told in words; None when it says nothing.

    Nobody can say whether it is the same as an earlier one, so each is another.
    """
    told = arguments[0] if arguments else {}
    if isinstance(told, str):
        told = {"message": told}
    if not isinstance(told, dict):
        return None
    payload = {str(key): value for key, value in told.items()}
    return _heard(uuid.uuid4().hex, name, payload, at, "", None)


def _heard(
    event_id: str,
    name: str,
    payload: dict[str, Any],
    at: datetime,
    library_id: str,
    cause: str | None,
) -> Heard:
    booking = payload.get("booking")
    return Heard(
        id=event_id,
        event=name,
        payload=payload,
        at=at,
        library_id=library_id or basic.an_id(payload.get("libraryId")) or "",
        booking_id=basic.an_id(payload.get("bookingId"))
        or (basic.an_id(booking.get("id")) if isinstance(booking, dict) else None),
        cause=cause,
    )


def of_live(name: str, arguments: tuple[Any, ...]) -> StreamEvent | None:
    """A live event's arguments, the payload and its place in a stream, as one record.

    None when it has no such place: it is not durable, or the server knows no streams.
    Arguments beyond the second are ignored.

    Raises:
        Misunderstood: when the place or the payload is not as the contract says.
    """
    if len(arguments) < 2 or not isinstance(arguments[1], dict):  # noqa: PLR2004 - payload, place
        return None
    payload = arguments[0]
    try:
        place = msgspec.convert(arguments[1], EventMeta)
    except msgspec.MsgspecError as error:
        raise Misunderstood(f"{name}: {error}") from error
    if not isinstance(payload, dict):
        raise Misunderstood(f"{name}: the payload is not an object")
    return StreamEvent(
        stream=place.stream,
        epoch=place.epoch,
        position=place.position,
        event_id=place.event_id,
        at=place.at,
        event=name,
        payload=payload,
        cause=place.cause,
    )


def of_page(raw_events: Iterable[msgspec.Raw], cursor: Cursor) -> Batch:
    """A catch-up page as a batch that brings its stream to `cursor`."""
    news = News()
    for raw in raw_events:
        try:
            news.add(msgspec.json.decode(raw, type=StreamEvent))
        except msgspec.MsgspecError as error:
            news.put_aside(cursor.position, str(error), raw)
    return news.batch(Origin.CATCH_UP, cursor)


def of_snapshot(snapshot: RawSnapshot, cursor: Cursor, now: datetime) -> Batch:
    """A whole library as a batch; `now`, the hub's time, stands in for a missing one."""
    return msgspec.structs.replace(
        _of_rows(snapshot.bookings, Origin.SNAPSHOT, cursor, now),
        libraries=(snapshot.library,),
        seats=snapshot.seats,
        pricing=(snapshot.pricing,) if snapshot.pricing else (),
        library_id=snapshot.library.id,
    )


def _of_rows(raw: Iterable[msgspec.Raw], origin: Origin, cursor: Cursor, now: datetime) -> Batch:
    news = News()
    for each in raw:
        try:
            booking = checked(msgspec.json.decode(each, type=Booking))
        except (msgspec.MsgspecError, Misunderstood) as error:
            news.put_aside(cursor.position, str(error), each)
        else:
            news.take(Told(booking=booking, at=booking.updated_at or booking.created_at or now))
    return news.batch(origin, cursor)
