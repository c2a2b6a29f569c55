"""What edits of a booking make of it, one or several together."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from app.contract.models import Booking, BookingEdit
from app.contract.payments import status_of

_MONEY = ("payment_status", "paid_minor")


def edited(edit: BookingEdit) -> list[tuple[str, Any]]:
    """The fields that an edit changes, with what they become."""
    fields = (name for name in edit.__struct_fields__ if name != "version")
    return [(name, it) for name in fields if (it := getattr(edit, name)) is not UNSET]


def together(first: BookingEdit, then: BookingEdit) -> BookingEdit:
    """One edit for two, of the version of the first."""
    fields = dict(edited(then))
    if fields.keys() & set(_MONEY):
        # An amount and a word each say all that there is to say of the money.
        fields = dict.fromkeys(_MONEY, UNSET) | fields
    return msgspec.structs.replace(first, **fields)


def applied(booking: Booking, edit: BookingEdit | None) -> Booking:
    """The booking as the hub would tell it after an edit, as far as that is known here."""
    if edit is None:
        return booking
    fields = dict(edited(edit))
    if edit.paid_minor is not UNSET:
        fields["payment_status"] = status_of(edit.paid_minor, booking.total_minor)
    return msgspec.structs.replace(booking, **fields)
