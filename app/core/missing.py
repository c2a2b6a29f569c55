"""What became of bookings that a basic backend's list does not show any more."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from app.contract import events
from app.contract.errors import SignedOut, StudySpotError, Unavailable, Unreachable
from app.contract.lifecycle import Status
from app.contract.models import Booking
from app.core.listed import Listed, ListSource, Unreadable, as_booking

ASKED = 50
"""So many rows are asked for one by one after a list; the others have their turn with the next."""

FEW = 3
"""An empty list takes no more bookings than this back: a server may have just started."""

_ENDS = {
    events.BOOKING_CANCELLED: Status.CANCELLED,
    events.BOOKING_CHECKOUT: Status.COMPLETED,
}


class Missing:
    """Finds out about rows that are here, open and not over, and stand in the list no more.

    Some servers delete what is cancelled; others show only a part of what they have. So a row
    counts as gone when an event says so, when the server is asked for it and has it no more,
    when the list is known to be the whole, or when it shows the rows before and after it in
    its own order. Otherwise it stays as it is.

    Such a list may also not show a booking that an event spoke of; `told_of` gives what the
    event told. `is_here` says whether the student was told to have come, in whatever words.
    """

    def __init__(
        self,
        source: ListSource,
        row_of: Callable[[str], Booking | None],
        said_of: Callable[[str], str],
        told_of: Callable[[str], Booking | None],
        is_here: Callable[[str], bool],
    ) -> None:
        self._source = source
        self._row_of = row_of
        self._said_of = said_of
        self._told_of = told_of
        self._is_here = is_here
        self._answers_one: bool | None = None
        self._outside: set[str] = set()

    def ask_again(self) -> None:
        """After a new connection nothing is taken for granted."""
        self._answers_one = None
        self._outside.clear()

    async def found_of(self, missing: Iterable[str], listed: Listed, longest: int) -> list[Booking]:
        """The missing rows that are known to be different, as they are now.

        `longest` is the length of the longest list that this server ever gave: it cuts
        shorter lists off nowhere.

        Raises:
            StudySpotError: when the server cannot be asked.
        """
        waiting = [each for each in missing if self._said_of(each) or each not in self._outside]
        said = [each for each in waiting if self._said_of(each) in _ENDS]
        found = [self._gone(each) for each in said]
        unsaid = [each for each in waiting if self._said_of(each) not in _ENDS]
        if unsaid and await self._can_ask(listed):
            found += [await self._asked(each) for each in unsaid[:ASKED]]
        elif (listed.whole or len(listed.bookings) + len(listed.unread) < longest) and (
            listed.bookings or len(unsaid) <= FEW
        ):
            found += [self._gone(each) for each in unsaid]
        elif not listed.whole:
            found += [self._by_its_place(each, listed) for each in unsaid]
        return [each for each in found if each is not None]

    def _by_its_place(self, booking_id: str, listed: Listed) -> Booking | None:
        """What the list's own order says of a row, which may just lie beyond its end."""
        held = self._row_of(booking_id)
        if held is None:
            return self._told_of(booking_id)
        return self._gone(booking_id) if listed.passes_over(held) else None

    async def _can_ask(self, listed: Listed) -> bool:
        """Whether the server answers for a single booking, tried with one that it has."""
        if self._answers_one is None and listed.bookings:
            answer = await self._ask(next(iter(listed.bookings)))
            self._answers_one = isinstance(answer, dict)
        return bool(self._answers_one)

    async def _asked(self, booking_id: str) -> Booking | None:
        answer = await self._ask(booking_id)
        if answer is None:
            return self._gone(booking_id)
        # It is there; the list is only a part, and this row need not be asked for again.
        self._outside.add(booking_id)
        try:
            booking = as_booking(answer)
        except Unreadable:
            return None
        return booking if booking.id == booking_id else None

    async def _ask(self, booking_id: str) -> object | None:
        try:
            return await self._source.booking(booking_id)
        except (Unreachable, Unavailable, SignedOut):
            raise
        except StudySpotError as error:
            # It says something, and not that there is no such row.
            return error

    def _gone(self, booking_id: str) -> Booking | None:
        held = self._row_of(booking_id)
        if held is None:
            return None
        # Whoever is here does not cancel any more: the row went when they left.
        here = held.status == Status.CHECKED_IN or self._is_here(booking_id)
        left = Status.COMPLETED if here else Status.CANCELLED
        ended = _ENDS.get(self._said_of(booking_id), left)
        return msgspec.structs.replace(held, status=ended)
