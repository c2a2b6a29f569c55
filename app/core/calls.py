"""The hub's endpoints as the desk calls them, signed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import msgspec

from app.contract.errors import NotAHub, StudySpotError
from app.contract.events import StreamHead
from app.contract.history import HistoryEntry
from app.contract.models import Booking, CancelRequest, Library, Pricing, Seat, User
from app.contract.requests import AcknowledgeRequest
from app.contract.tongue import translate
from app.core import basic
from app.core.account import Account
from app.core.commands import Cancel, CheckIn, CheckOut, Command, Edit, SetPrices, Undo, WalkIn

PAGE = 500

WAITED = timedelta(seconds=60)
"""A command this old says when it was given; of a younger one, the hub's clock knows better."""

WAITED_AT_MOST = timedelta(days=30)
"""One that seems to be older was given before this computer's clock was set, nobody knows when."""


class EventPage(msgspec.Struct, frozen=True, rename="camel"):
    """A StreamPage whose events are not decoded yet: one that is malformed spoils no other."""

    epoch: str
    events: tuple[msgspec.Raw, ...]
    next: int
    head: int


class RawSnapshot(msgspec.Struct, frozen=True, rename="camel"):
    """A Snapshot whose bookings are not decoded yet: one call must not hold the others up."""

    epoch: str
    position: int
    library: Library
    seats: tuple[Seat, ...] = ()
    pricing: Pricing | None = None
    bookings: tuple[msgspec.Raw, ...] = ()


class RawBookings(msgspec.Struct, frozen=True):
    """A page of bookings as decoded JSON, not looked into yet.

    `total` is how many bookings there are in all, and `last` that there is no other page,
    where the server says so.
    """

    items: tuple[Any, ...]
    next_cursor: str | None = None
    total: int | None = None
    last: bool = False


class Calls:
    """What the desk asks of a hub.

    Raises (all methods):
        StudySpotError: as `Account.call`.
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    def server_now(self) -> datetime:
        """The hub's wall clock, as far as its answers tell."""
        return self._account.api.server_now()

    async def me(self) -> User:
        """The account that is signed in."""
        return await self._account.call("GET", "/api/auth/me", User)

    async def streams(self) -> tuple[StreamHead, ...]:
        """The streams this account may read, with how far they reach."""
        return await self._account.call("GET", "/api/streams", tuple[StreamHead, ...])

    async def streams_if_any(self) -> tuple[StreamHead, ...] | None:
        """The streams; None when the server has bookings, but knows no streams."""
        try:
            return await self.streams()
        except StudySpotError as error:
            if not basic.lacks_page(error):
                raise
        # Something else may have no such page either.
        await self.bookings()
        return None

    async def prove(self) -> None:
        """Ask for something, so that a token which is good no more is found out."""
        await self.bookings()

    async def events(self, stream: str, after: int, epoch: str) -> EventPage:
        """The next events of a stream after a position.

        Raises:
            Gone: when the position is not kept any more, or the epoch is another.
        """
        return await self._account.call(
            "GET",
            f"/api/streams/{quote(stream, safe=':')}/events",
            EventPage,
            params={"after": after, "epoch": epoch, "limit": PAGE},
        )

    async def snapshot(self, library_id: str) -> RawSnapshot:
        """A whole library as it stands at one position of its stream."""
        return await self._account.call(
            "GET", f"/api/libraries/{quote(library_id, safe='')}/snapshot", RawSnapshot
        )

    async def bookings(self, cursor: str | None = None, page: int = 1) -> RawBookings:
        """A page of the list of bookings: the first, the one at a cursor, or one by number."""
        params: dict[str, str | int] = {"limit": PAGE}
        if cursor:
            params["cursor"] = cursor
        if page > 1:
            params["page"] = page
        answer = await self._account.call("GET", "/api/bookings", msgspec.Raw, params=params)
        try:
            return RawBookings(*basic.page(msgspec.json.decode(answer)))
        except (ValueError, RecursionError) as error:
            raise NotAHub(
                translate(
                    "calls",
                    "The server sent a list of bookings that StudySpot Desk does not understand "
                    "({why}).",
                ).format(why=error)
            ) from error

    async def booking(self, booking_id: str) -> Any | None:
        """One booking as decoded JSON; None when the server has no such row, or no such page."""
        try:
            return await self._account.call("GET", booking_path(booking_id), Any)
        except StudySpotError as error:
            if basic.lacks_page(error):
                return None
            raise

    async def history(self, booking_id: str) -> tuple[HistoryEntry, ...]:
        """What was done to a booking, oldest first.

        Raises:
            NotFound: no such booking, or a server that keeps no history.
        """
        path = f"{booking_path(booking_id)}/history"
        return await self._account.call("GET", path, tuple[HistoryEntry, ...])

    async def acknowledge(self, library_id: str, alert_ids: Sequence[str]) -> None:
        """Tell the other desks of a library that these alerts have been read."""
        await self._account.call(
            "POST",
            f"/api/libraries/{quote(library_id, safe='')}/acknowledgements",
            msgspec.Raw,
            body=AcknowledgeRequest(alert_ids=tuple(alert_ids)),
        )

    async def send(self, command: Command) -> Booking | Pricing:
        """Carry out a command; its key makes a second attempt harmless."""
        call, key, at = self._account.call, command.key, self._done_at(command)
        path = booking_path(command.booking_id)
        match command.what:
            case CheckIn():
                return await call("POST", f"{path}/check-in", Booking, key=key, done_at=at)
            case CheckOut():
                return await call("POST", f"{path}/check-out", Booking, key=key, done_at=at)
            case Undo() | Edit() as change:
                return await call("PUT", path, Booking, body=change.as_edit, key=key, done_at=at)
            case Cancel(reason=reason, version=version):
                why = CancelRequest(reason=reason, version=version)
                return await call("DELETE", path, Booking, body=why, key=key, done_at=at)
            case WalkIn(request=request):
                return await call(
                    "POST", "/api/bookings", Booking, body=request, key=key, done_at=at
                )
            case SetPrices(library_id=library_id, edit=prices):
                path = f"/api/libraries/{quote(library_id, safe='')}/pricing"
                return await call("PUT", path, Pricing, body=prices, key=key)

    def _done_at(self, command: Command) -> datetime | None:
        """When a command that has waited was given, by the hub's clock; None for one of now.

        The age counts, not the hour: this computer's clock may be wrong.
        """
        api, made_at = self._account.api, command.made_at
        if made_at is None:
            return None
        done_at = api.server_time(made_at)
        return done_at if WAITED <= api.server_now() - done_at <= WAITED_AT_MOST else None


def booking_path(booking_id: str) -> str:
    """The address of a booking."""
    return f"/api/bookings/{quote(booking_id, safe='')}"
