"""The students that a desk knows by their bookings, so that nobody types a name twice; pure."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.contract.models import Booking
from app.core import words


class Student(msgspec.Struct, frozen=True, kw_only=True):
    """A name and a phone number as they were last written, and the booking that has them."""

    name: str
    phone: str
    last: Booking


def known(bookings: Iterable[Booking], typed: str, limit: int) -> list[Student]:
    """The first students whose name or phone has what was typed, each once.

    Bookings that fit by their code or seat alone tell nothing of who is at the desk. Two of one
    name with other numbers are two; one number under two spellings is the first of them.
    """
    wanted = words.typed(typed)
    found: dict[str, Student] = {}
    for booking in bookings:
        name, phone = booking.student_name.strip(), booking.student_phone.strip()
        if not name or not wanted or not words.fits(words.line(name, phone, "", ""), wanted):
            continue
        key = same(name, phone)
        if key not in found:
            found[key] = Student(name=name, phone=phone, last=booking)
            if len(found) == limit:
                break
    return list(found.values())


def same(name: str, phone: str) -> str:
    """What tells one student from another: the last digits of the phone, else the name."""
    digits = "".join(letter for letter in words.folded(phone) if letter.isdigit())
    return digits[-words.NATIONAL :] or " ".join(words.folded(name).split())
