"""What an owner arranges at the hub, asked at once: seats and their places, rules, staff."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from urllib.parse import quote

from app.contract.models import Library, Seat, User
from app.contract.requests import (
    LibraryEdit,
    LibraryRequest,
    SeatEdit,
    SeatPlace,
    SeatPlaces,
    SeatRequest,
    StaffRequest,
)
from app.core.account import Account


class Administration:
    """Nothing here waits in the outbox: who arranges a library wants to see that it is done.

    What it changes comes back to the desk by the library's stream, as everything does.

    Raises (all methods):
        Forbidden: the role of the account does not allow it.
        NotFound: no such library, seat or person, or a server that knows no such thing.
        Conflict: somebody else has changed it meanwhile, or bookings stand in the way.
        InvalidInput: the hub refuses what was asked for, and says why.
        StudySpotError: as `Account.call`.
    """

    def __init__(self, account: Account) -> None:
        self._account = account

    async def add_library(self, wanted: LibraryRequest) -> Library:
        """Another library of the same owner."""
        return await self._account.call("POST", "/api/libraries", Library, body=wanted, key=_key())

    async def edit_library(self, library_id: str, edit: LibraryEdit) -> Library:
        """Another name, zone or rule; the edit names the version that was looked at."""
        return await self._account.call("PUT", _library(library_id), Library, body=edit, key=_key())

    async def add_seats(self, library_id: str, wanted: SeatRequest) -> tuple[Seat, ...]:
        """New seats; answers them."""
        return await self._account.call(
            "POST", _library(library_id, "seats"), tuple[Seat, ...], body=wanted, key=_key()
        )

    async def edit_seat(self, library_id: str, seat_id: str, edit: SeatEdit) -> Seat:
        """Another name or room, or closed and opened again."""
        path = _library(library_id, "seats", seat_id)
        return await self._account.call("PUT", path, Seat, body=edit, key=_key())

    async def place_seats(self, library_id: str, places: Sequence[SeatPlace]) -> tuple[Seat, ...]:
        """Put seats in their places, all or none; answers all seats of the library."""
        return await self._account.call(
            "PUT",
            _library(library_id, "seats"),
            tuple[Seat, ...],
            body=SeatPlaces(places=tuple(places)),
            key=_key(),
        )

    async def staff(self, library_id: str) -> tuple[User, ...]:
        """Who works for the library."""
        return await self._account.call("GET", _library(library_id, "staff"), tuple[User, ...])

    async def hire(self, library_id: str, person: StaffRequest) -> User:
        """A new account that works for the library, or one of staff that works for none."""
        path = _library(library_id, "staff")
        return await self._account.call("POST", path, User, body=person, key=_key())

    async def dismiss(self, library_id: str, user_id: str) -> None:
        """Take a person's access to the library away."""
        path = _library(library_id, "staff", user_id)
        await self._account.call("DELETE", path, type(None), key=_key())


def _library(library_id: str, *rest: str) -> str:
    return "/".join(["/api/libraries", *(quote(part, safe="") for part in (library_id, *rest))])


def _key() -> str:
    """A second attempt of the same call, after a broken connection, does nothing twice."""
    return uuid.uuid4().hex
