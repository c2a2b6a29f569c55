"""Provisional rows: a walk-in in the list before the hub has answered, and how it becomes real."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec

from app.contract.errors import InvalidInput
from app.contract.lifecycle import Status
from app.contract.limits import MONEY_LIMIT, PHONE_LIMIT
from app.contract.models import (
    Booking,
    BookingKind,
    BookingRequest,
    Library,
    PaymentStatus,
    Seat,
    Source,
)
from app.contract.payments import status_of
from app.contract.pricing import end_of_local_day, month_later, quote
from app.contract.tongue import translate
from app.core import beside, prices
from app.core.changes import BookingChange, BookingRow
from app.core.commands import Action, local_id
from app.core.rows import COLUMNS, SELECT, booking_row, checksum, columns

_INSERT = (
    f"INSERT INTO bookings ({', '.join(COLUMNS)}, pending)"  # noqa: S608 - constants
    f" VALUES ({', '.join('?' * len(COLUMNS))}, ?)"
)


def check(
    asked: BookingRequest, library: Library | None, seats: tuple[Seat, ...], now: datetime
) -> None:
    """Pass when a walk-in can be asked for; what only the hub knows is left to it.

    A server that tells no seats is asked about any seat.

    Raises:
        InvalidInput: names the field in `details["field"]`.
    """
    if library is None:
        why = translate("provisional", "This library is not known here. Choose one of yours.")
        raise _wrong("libraryId", why)
    if not asked.seat_id or (seats and all(seat.id != asked.seat_id for seat in seats)):
        why = translate("provisional", "There is no such seat in {library}. Choose another seat.")
        raise _wrong("seatId", why.format(library=library.name))
    if not asked.student_name.strip():
        raise _wrong("studentName", translate("provisional", "The student's name is missing."))
    if len(asked.student_phone.strip()) > PHONE_LIMIT:
        why = translate(
            "provisional",
            "A phone number has {most} characters at most. Write the rest into the note.",
        ).format(most=PHONE_LIMIT)
        raise _wrong("studentPhone", why)
    if asked.source is Source.ONLINE:
        why = translate(
            "provisional", "A booking made at the desk is a walk-in or by phone, not online."
        )
        raise _wrong("source", why)
    if asked.paid_minor is not msgspec.UNSET and not 0 <= asked.paid_minor <= MONEY_LIMIT:
        why = translate("provisional", "That amount cannot have been paid. Give what was taken.")
        raise _wrong("paidMinor", why)
    _check_times(asked, library, now)


def _check_times(asked: BookingRequest, library: Library, now: datetime) -> None:
    for field, moment in (("startsAt", asked.starts_at), ("endsAt", asked.ends_at)):
        if moment is not None and moment.tzinfo is None:
            raise _wrong(field, translate("provisional", "The time comes without its zone."))
    if asked.ends_at is None and asked.kind is BookingKind.HOUR:
        why = translate("provisional", "A booking by the hour needs an end. Say when it ends.")
        raise _wrong("endsAt", why)
    ends_at = _end(asked, library)
    if ends_at <= asked.starts_at:
        why = translate("provisional", "A booking must end after it starts. Choose a later end.")
        raise _wrong("endsAt", why)
    if ends_at <= now:
        why = translate("provisional", "That time is over already. Choose a time from now on.")
        raise _wrong("endsAt", why)


def expected(
    connection: sqlite3.Connection, key: str, asked: BookingRequest, now: datetime
) -> Booking:
    """What the hub is expected to make of a walk-in; its id, code and price may be others."""
    library = beside.library(connection, asked.library_id)
    seat = beside.seat(connection, asked.seat_id)
    priced = prices.of(connection, asked.library_id)
    ends_at = _end(asked, library) if library is not None else asked.ends_at
    total, currency = 0, library.currency if library is not None else ""
    if priced is not None and library is not None and ends_at is not None:
        zone = ZoneInfo(library.timezone)
        costs = quote(priced.pricing, asked.kind, asked.starts_at, ends_at, zone)
        total, currency = costs.total_minor, costs.currency
    payment, paid = asked.payment_status or PaymentStatus.UNPAID, None
    if asked.paid_minor is not msgspec.UNSET:
        payment, paid = status_of(asked.paid_minor, total), asked.paid_minor
    return Booking(
        id=local_id(key),
        library_id=asked.library_id,
        seat_id=asked.seat_id,
        seat_label=seat.label if seat is not None else "",
        student_name=asked.student_name.strip(),
        student_phone=asked.student_phone.strip(),
        kind=asked.kind.value,
        starts_at=asked.starts_at,
        ends_at=ends_at,
        status=Status.CONFIRMED,
        payment_status=payment.value,
        total_minor=total,
        paid_minor=paid,
        currency=currency,
        source=(asked.source or Source.WALK_IN).value,
        note=asked.note,
        created_at=now,
        updated_at=now,
    )


def put(connection: sqlite3.Connection, made: Booking, now: datetime) -> BookingChange:
    """Write the row of a walk-in that waits."""
    connection.execute(_INSERT, (*columns(made, now), Action.WALK_IN.value))
    row = _row(connection, made.id)
    assert row is not None  # noqa: S101 - it was written a line above
    return BookingChange(before=None, after=row)


def restore(connection: sqlite3.Connection, key: str, asked: BookingRequest, now: datetime) -> None:
    """Write the row of a walk-in that waits, if it is not there."""
    if _row(connection, local_id(key)) is None:
        put(connection, expected(connection, key, asked, now), now)


def become(
    connection: sqlite3.Connection, key: str, booking_id: str
) -> tuple[bool, BookingRow | None]:
    """The hub has given the walk-in of `key` this id: its row is that booking's from now on.

    Returns:
        Whether the row was renamed; and the provisional row, removed, when the booking had
        come into the list by itself.
    """
    row = _row(connection, local_id(key))
    if row is None:
        return False, None
    if _row(connection, booking_id) is not None:
        return False, take_back(connection, key)
    named = msgspec.structs.replace(row.booking, id=booking_id)
    data = msgspec.json.encode(named)
    connection.execute(
        "UPDATE bookings SET id = ?, data = ?, checksum = ? WHERE row = ?",
        (booking_id, data, checksum(data), row.rowid),
    )
    return True, None


def take_back(connection: sqlite3.Connection, key: str) -> BookingRow | None:
    """Remove the row of a walk-in; the row that went, if there was one."""
    row = _row(connection, local_id(key))
    if row is not None:
        connection.execute("DELETE FROM bookings WHERE row = ?", (row.rowid,))
    return row


def _row(connection: sqlite3.Connection, booking_id: str) -> BookingRow | None:
    found = connection.execute(f"{SELECT} WHERE id = ?", (booking_id,)).fetchone()
    return booking_row(found) if found else None


def _end(asked: BookingRequest, library: Library) -> datetime:
    """When it ends: a day and a month without an end have their local one, as at the hub."""
    if asked.ends_at is not None:
        return asked.ends_at
    zone = ZoneInfo(library.timezone)
    if asked.kind is BookingKind.MONTH:
        return month_later(asked.starts_at, zone)
    return end_of_local_day(asked.starts_at, zone)


def _wrong(field: str, sentence: str) -> InvalidInput:
    return InvalidInput(sentence, details={"field": field})
