"""How a booking lies in its row, and who may find it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row, select

from app.contract.errors import NotFound
from app.contract.models import Booking
from app.contract.tongue import translate
from app.hub.schema import bookings
from app.hub.work import Look

FIELDS = Booking.__struct_fields__


def find(look: Look, booking_id: str, *, lock: bool = False) -> Booking:
    """A booking that this account may see: its own, or of a library it works for.

    Raises:
        NotFound: for all others.
    """
    query = select(bookings).where(bookings.c.id == booking_id)
    row = look.conn.execute(query.with_for_update() if lock else query).first()
    if row is None or not (
        row.library_id in look.by.roles or (row.student_id and row.student_id == look.by.user_id)
    ):
        raise NotFound(translate("hub", "There is no such booking. Look at the list again."))
    return as_booking(row)


def as_booking(row: Row[Any]) -> Booking:
    """The record of a row."""
    return Booking(**{name: getattr(row, name) for name in FIELDS})


def values(booking: Booking) -> dict[str, Any]:
    """The columns of a row."""
    told = {name: getattr(booking, name) for name in FIELDS}
    looked_through = (
        booking.student_name,
        booking.student_phone,
        booking.code,
        booking.seat_label,
    )
    told["searchable"] = "\n".join(looked_through).casefold()
    return told
