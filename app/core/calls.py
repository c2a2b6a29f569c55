"""The hub's endpoints as the desk calls them, signed in."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import quote

import msgspec

from app.contract.errors import NotAHub
from app.contract.events import StreamHead
from app.contract.models import Booking, BookingEdit, CancelRequest, Library, Pricing, Seat, User
from app.core.account import Account
from app.core.commands import Cancel, CheckIn, CheckOut, Command, SetPrices, Undo, WalkIn

PAGE = 500


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


class RawBookings(msgspec.Struct, frozen=True, rename="camel"):
    """A page of bookings that are not decoded yet."""

    items: tuple[msgspec.Raw, ...]
    next_cursor: str | None = None


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

    async def bookings(self, cursor: str | None) -> RawBookings:
        """A page of the list of bookings; a basic backend may send it as a plain array."""
        params: dict[str, str | int] = {"limit": PAGE}
        if cursor:
            params["cursor"] = cursor
        answer = await self._account.call("GET", "/api/bookings", msgspec.Raw, params=params)
        try:
            if bytes(answer).lstrip().startswith(b"["):
                return RawBookings(items=msgspec.json.decode(answer, type=tuple[msgspec.Raw, ...]))
            return msgspec.json.decode(answer, type=RawBookings)
        except msgspec.MsgspecError as error:
            raise NotAHub(
                "The server sent a list of bookings that StudySpot Desk does not understand "
                f"({error})."
            ) from error

    async def send(self, command: Command) -> Booking | Pricing:
        """Carry out a command; its key makes a second attempt harmless."""
        call, key = self._account.call, command.key
        path = f"/api/bookings/{quote(command.booking_id, safe='')}"
        match command.what:
            case CheckIn():
                return await call("POST", f"{path}/check-in", Booking, key=key)
            case CheckOut():
                return await call("POST", f"{path}/check-out", Booking, key=key)
            case Undo(version=version, status=status):
                edit = BookingEdit(version=version, status=status)
                return await call("PUT", path, Booking, body=edit, key=key)
            case Cancel(reason=reason):
                why = CancelRequest(reason=reason)
                return await call("DELETE", path, Booking, body=why, key=key)
            case WalkIn(request=request):
                return await call("POST", "/api/bookings", Booking, body=request, key=key)
            case SetPrices(library_id=library_id, edit=prices):
                path = f"/api/libraries/{quote(library_id, safe='')}/pricing"
                return await call("PUT", path, Pricing, body=prices, key=key)
