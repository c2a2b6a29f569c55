"""What a person does at the counter: checked as far as the desk knows, and put into the outbox."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import msgspec
from msgspec import UNSET

from app.contract.errors import InvalidInput, NotFound, WrongState
from app.contract.lifecycle import UNDONE, why_not
from app.contract.limits import MONEY_LIMIT
from app.contract.models import Booking, BookingEdit, BookingRequest, Library, Source
from app.contract.requests import PricingEdit
from app.contract.tongue import translate
from app.core import basic, prices, provisional
from app.core.changes import BookingRow, Changes
from app.core.commands import (
    EDITS,
    LOCAL,
    Action,
    Cancel,
    CheckIn,
    CheckOut,
    Command,
    Edit,
    SetPrices,
    Sight,
    Undo,
    WalkIn,
    What,
    local_id,
)
from app.core.ports import Clock
from app.core.status import DeskStatus
from app.core.store import Store


class Counter:
    """Makes commands, as `status` allows; `took` gets what changed here."""

    def __init__(
        self,
        store: Callable[[], Store],
        clock: Clock,
        status: Callable[[], DeskStatus],
        took: Callable[[Changes], None],
    ) -> None:
        self._store, self._clock = store, clock
        self._status, self._took = status, took

    def check_in(self, booking_id: str) -> str:
        """See `Desk.check_in`."""
        return self._give(CheckIn(booking_id=self._known(booking_id).booking.id))

    def check_out(self, booking_id: str) -> str:
        """See `Desk.check_out`."""
        return self._give(CheckOut(booking_id=self._known(booking_id).booking.id))

    def undo(self, booking_id: str) -> None:
        """See `Desk.undo`."""
        booking = self._known(booking_id).booking
        if (waits := self._store().last_waiting(booking.id)) is not None:
            # What was done last is not at the hub yet, so that is what it is about.
            self.take_back(waits.key)
            return
        back = UNDONE.get(booking.status)
        if back is None:
            raise WrongState(
                translate(
                    "counter",
                    "There is nothing to take back: this booking is neither checked in nor out.",
                )
            )
        self._give(Undo(booking_id=booking.id, status=back, version=booking.version))

    def cancel(self, booking_id: str, reason: str, seen: Booking | None) -> str:
        """See `Desk.cancel`."""
        booking = self._known(booking_id).booking
        if seen is None or booking.id.startswith(LOCAL):
            # Of a walk-in that waits nobody but this desk knows.
            return self._give(Cancel(booking_id=booking.id, reason=reason))
        return self._give(
            Cancel(booking_id=booking.id, reason=reason, version=seen.version, seen=Sight.of(seen))
        )

    def take_back(self, key: str) -> None:
        """See `Desk.take_back`."""
        self._took(self._store().take_back(key))

    def edit(
        self, booking_id: str, purpose: Action, edit: BookingEdit, seen: Booking | None
    ) -> str:
        """See `Desk.edit`."""
        booking = self._known(booking_id).booking
        if purpose not in EDITS:
            raise ValueError(f"{purpose} is no edit of a booking")
        if edit.status is not UNSET and (why := why_not(booking.status, edit.status)) is not None:
            raise WrongState(why)
        if edit.paid_minor is not UNSET and not 0 <= edit.paid_minor <= MONEY_LIMIT:
            raise InvalidInput(
                translate(
                    "counter",
                    "That amount cannot have been paid. Give what was taken for this booking.",
                ),
                details={"field": "paidMinor"},
            )
        if seen is None and booking.version == edit.version:
            seen = booking
        sight = Sight.of(seen) if seen is not None else None
        return self._give(Edit(booking_id=booking.id, purpose=purpose, edit=edit, seen=sight))

    def walk_in(self, request: BookingRequest) -> str:
        """See `Desk.walk_in`."""
        provisional.check(
            request,
            self._library(request.library_id),
            self._store().seats(request.library_id),
            self._clock.now(),
        )
        source = request.source or Source.WALK_IN
        return local_id(self._give(WalkIn(request=msgspec.structs.replace(request, source=source))))

    def set_prices(self, library_id: str, edit: PricingEdit) -> None:
        """See `Desk.set_prices`."""
        if self._library(library_id) is None:
            raise InvalidInput(
                translate("counter", "This library is not known here. Choose one of yours."),
                details={"field": "libraryId"},
            )
        if self._status().basic:
            raise InvalidInput(basic.no_prices())
        prices.check(edit)
        self._give(SetPrices(library_id=library_id, edit=edit))

    def _library(self, library_id: str) -> Library | None:
        return next((each for each in self._status().libraries if each.id == library_id), None)

    def _known(self, booking_id: str) -> BookingRow:
        store = self._store()
        # The window may still name a walk-in as it was before the hub answered.
        row = store.booking(booking_id) or store.booking(store.real_id(booking_id))
        if row is None:
            raise NotFound(
                translate(
                    "counter", "This booking is not known here any more. The list shows what is."
                )
            )
        return row

    def _give(self, what: What) -> str:
        """Put it into the outbox; its key."""
        command = Command(key=uuid.uuid4().hex, what=what)
        self._took(self._store().queue(command))
        return command.key
