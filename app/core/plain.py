"""What the plain events of a basic backend say, kept until a list bears it out."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from typing import Any

import msgspec

from app.contract import events
from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import Booking, Library, Pricing, Seat
from app.core import basic
from app.core.news import Misunderstood

log = logging.getLogger(__name__)

LOOKS = 2
"""So many more lists are fetched for an event that the first one does not show yet."""

_REACHED = {
    events.BOOKING_CANCELLED: ENDED_UNUSED,
    events.BOOKING_CHECKIN: frozenset({Status.CHECKED_IN}),
    events.BOOKING_CHECKOUT: frozenset({Status.COMPLETED}),
}
_KINDS = {
    "hour_minor": ("hourMinor", "hourly", "hour"),
    "day_minor": ("dayMinor", "daily", "day"),
    "month_minor": ("monthMinor", "monthly", "month"),
}
_encode = msgspec.json.Encoder(enc_hook=repr).encode


class _Said(msgspec.Struct):
    event: str
    looks: int = LOOKS
    told: Booking | None = None


class PlainEvents:
    """Collects plain events, in the order in which they came.

    `library_of` and `prices_of` give what is known of a library, `labels` where a seat is and
    what it is called: {seat id: (library id, label)}.
    """

    def __init__(
        self,
        library_of: Callable[[str], Library | None],
        prices_of: Callable[[str], Pricing | None],
    ) -> None:
        self.labels: dict[str, tuple[str, str]] = {}
        self._library_of = library_of
        self._prices_of = prices_of
        self._said: dict[str, _Said] = {}
        self._libraries: dict[str, Library] = {}
        self._seats: dict[str, Seat] = {}
        self._prices: dict[str, Pricing] = {}
        self._unread: dict[bytes, str] = {}

    def take(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An event as it came; arguments beyond the first are ignored, and so are other names.

        What has no sense is set aside.
        """
        payload = arguments[0] if arguments else None
        try:
            match name:
                case _ if name in events.BOOKING_EVENTS:
                    self._booking(name, payload)
                case events.LIBRARY_CREATED | events.LIBRARY_UPDATED:
                    self._library(payload)
                case events.PRICING_UPDATED:
                    self._price(payload)
                case events.SEAT_AVAILABILITY:
                    self._seat(payload)
        except (msgspec.MsgspecError, Misunderstood) as error:
            log.warning("an event is set aside: %s: %s", name, error)
            self._unread[_encode({"event": name, "payload": payload})] = f"{name}: {error}"

    def said_of(self, booking_id: str) -> str:
        """The event that tells most of what happened to a booking; "" when none came."""
        said = self._said.get(booking_id)
        return said.event if said else ""

    def told_of(self, booking_id: str) -> Booking | None:
        """The booking as its creation told it, if that was more than an id."""
        said = self._said.get(booking_id)
        return said.told if said and said.event == events.BOOKING_CREATED else None

    def order(self) -> dict[str, int]:
        """The bookings spoken of, each with its place in the order of the events."""
        return {booking_id: place for place, booking_id in enumerate(self._said)}

    def rows(
        self,
    ) -> tuple[tuple[Library, ...], tuple[Seat, ...], tuple[Pricing, ...], dict[bytes, str]]:
        """Libraries, seats, prices and what had no sense, once; prices are remembered."""
        told = (
            tuple(self._libraries.values()),
            tuple(self._seats.values()),
            tuple(self._prices.values()),
            self._unread,
        )
        self._libraries, self._seats, self._unread = {}, {}, {}
        return told

    def borne_out(self, changed: Iterable[str], row_of: Callable[[str], Booking | None]) -> bool:
        """A list was compared and showed changes; whether all that was said is in it.

        What it does not show is waited for, for LOOKS lists more.
        """
        for booking_id in changed:
            self._said.pop(booking_id, None)
        for booking_id, said in list(self._said.items()):
            said.looks -= 1
            if said.looks < 0 or _shown(said.event, row_of(booking_id)):
                del self._said[booking_id]
        return not self._said

    def _booking(self, name: str, payload: object) -> None:
        told = basic.booking(payload)
        booking_id = told.get("id") if isinstance(told, dict) else basic.an_id(payload)
        if booking_id is None:
            raise Misunderstood("it names no booking")
        before = self._said.pop(booking_id, None)
        # An update beside a cancellation or an arrival says nothing of its own.
        event = before.event if before and name == events.BOOKING_UPDATED else name
        whole = isinstance(told, dict) and "status" in told
        self._said[booking_id] = _Said(
            event, told=msgspec.convert(told, Booking) if whole else None
        )

    def _library(self, payload: object) -> None:
        told = basic.library(payload)
        if not isinstance(told, dict) or "id" not in told:
            raise Misunderstood("it names no library")
        known = self._libraries.get(told["id"]) or self._library_of(told["id"])
        held = msgspec.to_builtins(known) if known else {"name": ""}
        self._libraries[told["id"]] = msgspec.convert({**held, **told}, Library)

    def _price(self, payload: object) -> None:
        if not isinstance(payload, dict):
            raise Misunderstood("the payload is not an object")
        pricing = payload.get("pricing")
        fields = pricing if isinstance(pricing, dict) else payload
        library_id = basic.an_id(payload.get("libraryId")) or basic.an_id(fields.get("libraryId"))
        if library_id is None:
            raise Misunderstood("it names no library")
        known = self._library_of(library_id)
        held = self._prices.get(library_id) or self._prices_of(library_id)
        usual = held.currency if held else (known or Library(id="", name="")).currency
        currency = basic.a_text(fields.get("currency")) or usual
        prices = _amounts(fields, currency)
        if not prices:
            raise Misunderstood("it names no price")
        if held is not None and held.currency == currency:
            # What it does not name stays as it was.
            prices = {kind: getattr(held, kind) for kind in _KINDS} | prices
        unnamed = [names[1] for kind, names in _KINDS.items() if kind not in prices]
        if unnamed:
            raise Misunderstood(f"the price {unnamed[0]} is not known")
        self._prices[library_id] = Pricing(
            library_id=library_id,
            currency=currency,
            hour_minor=prices["hour_minor"],
            day_minor=prices["day_minor"],
            month_minor=prices["month_minor"],
        )

    def _seat(self, payload: object) -> None:
        if not isinstance(payload, dict):
            raise Misunderstood("the payload is not an object")
        seat_id, available = basic.an_id(payload.get("seatId")), payload.get("available")
        if seat_id is None or not isinstance(available, bool):
            raise Misunderstood("it does not say which seat is available or not")
        library_id, label = self.labels.get(seat_id, ("", seat_id))
        self._seats[seat_id] = Seat(
            id=seat_id,
            library_id=basic.an_id(payload.get("libraryId")) or library_id,
            label=basic.a_text(payload.get("label")) or label,
            available=available,
        )


def _shown(event: str, row: Booking | None) -> bool:
    if event == events.BOOKING_CREATED:
        return row is not None
    return row is not None and row.status in _REACHED.get(event, frozenset())


def _amounts(fields: dict[str, Any], currency: str) -> dict[str, int]:
    """The prices that are named, in minor units.

    Raises:
        Misunderstood: one of them is no amount.
    """
    prices: dict[str, int] = {}
    for kind, (in_minor, *in_major) in _KINDS.items():
        told = [name for name in (in_minor, *in_major) if fields.get(name) is not None]
        amounts = [
            basic.a_count(fields[name]) if name == in_minor else basic.minor(fields[name], currency)
            for name in told
        ]
        price = next((each for each in amounts if each is not None and each >= 0), None)
        if told and price is None:
            raise Misunderstood(f"{told[0]} has no sense")
        if price is not None:
            prices[kind] = price
    return prices
