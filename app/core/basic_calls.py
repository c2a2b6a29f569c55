"""Commands at a basic backend, which has plain PUT and DELETE and no idempotency keys."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

import msgspec

from app.contract.errors import (
    InvalidInput,
    MethodNotAllowed,
    NotAHub,
    NotFound,
    StudySpotError,
    WrongState,
)
from app.contract.lifecycle import Status, why_not
from app.contract.models import Booking, BookingRequest, Pricing
from app.contract.tongue import translate
from app.core import basic
from app.core.account import Account
from app.core.calls import Calls, booking_path
from app.core.commands import Cancel, CheckIn, CheckOut, Command, Edit, SetPrices, Undo, WalkIn
from app.core.edits import edited
from app.core.listed import Unreadable, as_booking, whole_list
from app.core.own import becomes, is_of, shows


class BasicCalls:
    """Carries commands out, each with a look at the list first.

    There is no key that would make a second attempt harmless, so what the list shows already
    counts as done. `row_of` gives the desk's own row; for a walk-in's provisional id, the row
    that it has become. A command and a comparison of lists never cross: both hold `crossing`.
    """

    def __init__(
        self,
        account: Account,
        calls: Calls,
        row_of: Callable[[str], Booking | None],
        crossing: asyncio.Lock,
    ) -> None:
        self._account = account
        self._calls = calls
        self._row_of = row_of
        self._crossing = crossing

    def server_now(self) -> datetime:
        """The backend's wall clock, as far as its answers tell."""
        return self._calls.server_now()

    async def send(self, command: Command) -> Booking:
        """Carry out a command; the booking as it is then, with the desk's next version.

        Raises:
            InvalidInput: a command that no basic backend takes.
            WrongState: the list shows that it is too late for it.
            NotFound: the server has no such booking.
            StudySpotError: as `Account.call`.
        """
        async with self._crossing:
            match command.what:
                case WalkIn(request=request):
                    return self._next(
                        self._become(command.booking_id)
                        or await self._walk_in(request, command.attempts)
                    )
                case SetPrices():
                    raise InvalidInput(basic.no_prices())
                case Edit():
                    return self._next(await self._edit(command.what))
                case CheckIn() | CheckOut() | Undo() | Cancel():
                    return self._next(await self._step(command.what))

    async def _step(self, step: CheckIn | CheckOut | Undo | Cancel) -> Booking:
        """Bring a booking that exists to another state."""
        shown, then = await self._look(step.booking_id), becomes(step) or ""
        if shown is not None and shows(step, shown):
            return shown
        if shown is not None:
            _require_step(shown, then)
        if isinstance(step, Cancel):
            answer = await self._cancel(step, shown)
        else:
            answer = await self._put(step.booking_id, {"status": then})
        return await self._outcome(step.booking_id, {"status": then}, answer)

    async def _edit(self, step: Edit) -> Booking:
        """Change fields of a booking that exists."""
        shown, then = await self._look(step.booking_id), becomes(step)
        held = shown or self._row_of(step.booking_id) or Booking(id=step.booking_id)
        step = msgspec.structs.replace(step, edit=basic.edit(step.edit, held.total_minor))
        if shown is not None and shows(step, shown):
            return shown
        if shown is not None and then is not None:
            _require_step(shown, then)
        sent = msgspec.to_builtins(step.edit)
        del sent["version"]
        answer = await self._put(step.booking_id, sent)
        return await self._outcome(step.booking_id, dict(edited(step.edit)), answer)

    def _become(self, provisional: str) -> Booking | None:
        """The booking that a list has shown to be this walk-in while the command waited here."""
        row = self._row_of(provisional)
        return row if row is not None and row.id != provisional else None

    async def _walk_in(self, asked: BookingRequest, attempts: int) -> Booking:
        """Make a booking; one that an attempt without an answer made is found in the list."""
        made = await self._made(asked) if attempts else None
        if made is not None:
            return made
        answer = await self._account.call("POST", "/api/bookings", Any, body=asked)
        answered = answer.get("booking", answer) if isinstance(answer, dict) else None
        try:
            return as_booking(answered)
        except Unreadable as error:
            made = await self._made(asked)
            if made is None:
                raise NotAHub(
                    translate(
                        "basic calls",
                        "The server took the booking, but its list does not show it yet.",
                    )
                ) from error
            return made

    async def _made(self, asked: BookingRequest) -> Booking | None:
        """The booking in the list that is just what was asked for, and was not here before."""
        listed = (await whole_list(self._calls)).bookings.values()
        return next(
            (each for each in listed if is_of(asked, each) and self._row_of(each.id) is None), None
        )

    async def _cancel(self, command: Cancel, shown: Booking | None) -> Any:
        path = booking_path(command.booking_id)
        reason = {"reason": command.reason} if command.reason else None
        try:
            return await self._account.call("DELETE", path, Any, body=reason)
        except StudySpotError as error:
            if not basic.lacks_page(error) and not isinstance(error, MethodNotAllowed):
                raise
        fields: dict[str, str] = {"status": Status.CANCELLED}
        if command.reason:
            fields["cancelReason"] = command.reason
        try:
            return await self._put(command.booking_id, fields)
        except NotFound:
            if shown is not None:
                raise
            # It is not there any more: an earlier attempt, or somebody else, was faster.
            return None

    async def _put(self, booking_id: str, fields: dict[str, Any]) -> Any:
        try:
            return await self._account.call("PUT", booking_path(booking_id), Any, body=fields)
        except StudySpotError as error:
            if basic.lacks_page(error):
                raise NotFound(
                    translate(
                        "basic calls",
                        "The server does not know this booking any more, or lets nobody change it.",
                    )
                ) from error
            raise

    async def _outcome(self, booking_id: str, becomes: dict[str, Any], answer: Any) -> Booking:
        """The booking after a command: as answered, else as listed, else as it must be now."""
        answered = answer.get("booking", answer) if isinstance(answer, dict) else None
        try:
            booking = as_booking(answered)
            if booking.id == booking_id and isinstance(answered, dict) and "status" in answered:
                return self._joined(booking, answered)
        except Unreadable:
            pass
        shown = await self._look(booking_id)
        if shown is not None:
            return shown
        held = self._row_of(booking_id) or Booking(id=booking_id)
        return msgspec.structs.replace(held, **becomes)

    async def _look(self, booking_id: str) -> Booking | None:
        """The booking as the list shows it."""
        return (await whole_list(self._calls)).bookings.get(booking_id)

    def _joined(self, booking: Booking, answered: dict[str, Any]) -> Booking:
        """What was answered, over what is known: some servers answer only what they changed."""
        held = self._row_of(booking.id)
        if held is None:
            return booking
        told = basic.booking(answered)
        fields = msgspec.to_builtins(held) | (told if isinstance(told, dict) else {})
        return msgspec.convert(fields, Booking)

    def _next(self, booking: Booking) -> Booking:
        """The booking in the desk's own count of versions; the same when nothing is new."""
        held = self._row_of(booking.id)
        version = held.version if held else 0
        same = msgspec.structs.replace(booking, version=version)
        return same if same == held else msgspec.structs.replace(booking, version=version + 1)


def _require_step(shown: Booking, then: str) -> None:
    """Pass when the step is still to be had: such a server may take any status after any other.

    What is pending there, and words of its own, are its own affair.

    Raises:
        WrongState: somebody was faster.
    """
    if shown.status not in set(Status) or shown.status == Status.PENDING:
        return
    if then in set(Status) and (why := why_not(shown.status, then)) is not None:
        raise WrongState(why, details={"status": shown.status})


class EitherCalls:
    """Sends each command as the server of the moment understands it."""

    def __init__(
        self, hub: Calls, plain: BasicCalls, is_basic: Callable[[], Awaitable[bool]]
    ) -> None:
        self._hub = hub
        self._plain = plain
        self._is_basic = is_basic

    def server_now(self) -> datetime:
        """The server's wall clock, as far as its answers tell."""
        return self._hub.server_now()

    async def send(self, command: Command) -> Booking | Pricing:
        """Carry out a command; see `Calls.send` and `BasicCalls.send`."""
        if await self._is_basic():
            return await self._plain.send(command)
        return await self._hub.send(command)
