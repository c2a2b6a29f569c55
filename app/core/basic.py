"""What is known of basic backends: how they spell ids, states, times and money, made ours.

All of it is a pass over decoded JSON that never raises: fields nobody knows stay as they are,
and a field of ours that has no sense is left out, so that its default holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import msgspec
from msgspec import UNSET

from app.contract import payments
from app.contract.currencies import CURRENCIES, minor_digits
from app.contract.errors import Gone, NotAHub, NotFound, StudySpotError
from app.contract.lifecycle import Status
from app.contract.models import BookingEdit
from app.contract.tongue import translate
from app.core.rows import is_held

LARGEST = 2**63 - 1
"""The largest number that a row holds."""

_MILLISECONDS_FROM = 10**11
"""A time as a number is in seconds up to the year 5138, from there in milliseconds."""

_NOT_FOUND = 404

# What the fields of ours are called elsewhere; a dot leads into a record within the record.
_IDS = {
    "id": ("id", "_id", "bookingId"),
    "libraryId": ("libraryId", "library"),
    "seatId": ("seatId", "seat"),
    "studentId": ("studentId", "userId", "student", "user"),
}
_TEXTS = {
    "code": ("code",),
    "seatLabel": ("seatLabel", "seatNumber", "seat.label", "seat.number"),
    "studentName": ("studentName", "userName", "customerName", "student.name", "user.name"),
    "studentPhone": ("studentPhone", "student.phone", "user.phone"),
    "kind": ("kind",),
    "status": ("status",),
    "paymentStatus": ("paymentStatus",),
    "currency": ("currency",),
    "source": ("source",),
    "note": ("note",),
    "cancelledBy": ("cancelledBy",),
    "cancelReason": ("cancelReason",),
}
_TIMES = {
    "startsAt": ("startsAt", "startTime"),
    "endsAt": ("endsAt", "endTime"),
    "createdAt": ("createdAt",),
    "updatedAt": ("updatedAt",),
    "checkedInAt": ("checkedInAt",),
    "checkedOutAt": ("checkedOutAt",),
    "heldUntil": ("heldUntil",),
}
_LISTS = ("items", "bookings", "rows", "results", "data")
_AMOUNTS = ("amount", "totalAmount", "total", "price")

_SPELLINGS = {"canceled": "cancelled", "checkedin": "checked_in", "noshow": "no_show"}
_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])|[\s-]+")


def no_prices() -> str:
    """Why prices cannot be changed from here."""
    return translate(
        "basic",
        "This server is a basic one, which does not take prices from the desk. "
        "Please change them in the server's own pages.",
    )


def lacks_page(error: StudySpotError) -> bool:
    """Whether the server says that it has no such address or row, also as a web page."""
    page_missing = isinstance(error, NotAHub) and error.details.get("status") == _NOT_FOUND
    return page_missing or isinstance(error, NotFound | Gone)


def booking(value: object) -> object:
    """A booking in the contract's spelling; anything but a JSON object stays as it is."""
    if not isinstance(value, dict):
        return value
    told = dict(value)
    for field, names in _IDS.items():
        _put(told, field, (an_id(each) for each in _under(value, names)))
    for field, names in _TEXTS.items():
        _put(told, field, (a_text(each) for each in _under(value, names)))
    for field, names in _TIMES.items():
        _put(told, field, (a_time(each) for each in _under(value, names)))
    if "status" in told:
        told["status"] = a_status(told["status"])
    if told.get("currency", "").upper() in CURRENCIES:
        told["currency"] = told["currency"].upper()
    _put(told, "version", [a_count(value.get("version"))])
    amounts = (minor(each, told.get("currency", "")) for each in _under(value, _AMOUNTS))
    _put(told, "totalMinor", [a_number(value.get("totalMinor")), *amounts])
    _put(told, "paidMinor", [a_count(value.get("paidMinor"))])
    return told


def user(value: object) -> object:
    """An account in the contract's spelling; without an id, the e-mail stands for it."""
    if not isinstance(value, dict):
        return value
    inner = value.get("user")
    account: dict[str, Any] = inner if isinstance(inner, dict) else value
    told = dict(account)
    for field in ("name", "email", "role"):
        _put(told, field, [a_text(account.get(field))])
    _put(told, "id", [*map(an_id, _under(account, ("id", "_id"))), an_id(told.get("email"))])
    listed = account.get("libraries")
    if not isinstance(listed, list):
        listed = list(_under(account, ("libraryId", "library")))
    told["libraries"] = [
        {"id": key, "name": _name(each)} for each in listed if (key := an_id(each)) is not None
    ]
    return told


def library(value: object) -> object:
    """A library in the contract's spelling; only what was told is in it."""
    if not isinstance(value, dict):
        return value
    told = dict(value)
    _put(told, "id", map(an_id, _under(value, ("id", "_id", "libraryId"))))
    for field in ("name", "timezone", "currency"):
        _put(told, field, [a_text(value.get(field))])
    for field in ("createdAt", "updatedAt"):
        _put(told, field, [a_time(value.get(field))])
    for field in ("demo", "autoConfirm"):
        _put(told, field, [value[field] if isinstance(value.get(field), bool) else None])
    for field in ("version", "noShowAfterMinutes"):
        _put(told, field, [a_count(value.get(field))])
    return told


def page(value: object) -> tuple[tuple[Any, ...], str | None, int | None, bool]:
    """A page of a list, as a basic backend sends it.

    Returns:
        Its rows, the next page's cursor, how many rows there are in all, and whether the
        server itself says that this page is the last.

    Raises:
        ValueError: when there is no list of rows in it.
    """
    if isinstance(value, list):
        return tuple(value), None, None, False
    fields = value if isinstance(value, dict) else {}
    lists = [fields[name] for name in _LISTS if isinstance(fields.get(name), list)]
    lists += [each for each in fields.values() if isinstance(each, list)]
    if not lists:
        raise ValueError(translate("basic", "there is no list in it"))
    totals = _under(fields, ("total", "totalCount", "count", "pagination.total"))
    total = next((each for each in map(a_count, totals) if each is not None), None)
    cursor = an_id(fields.get("nextCursor"))
    return tuple(lists[0]), cursor, total, "nextCursor" in fields and cursor is None


# One value at a time; None is what has no sense.


def an_id(value: object) -> str | None:
    """An id as text; of a record within the record, its own id."""
    if isinstance(value, dict):
        value = value.get("_id", value.get("id"))
    text = a_text(value)
    return text.strip() or None if text is not None else None


def a_text(value: object) -> str | None:
    """A text, or a number written out."""
    if isinstance(value, str):
        # Half of a pair of code units, which JSON can spell, cannot be stored.
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST:
        value = int(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def a_status(word: str) -> str:
    """A state of ours in its own spelling (`Checked-In`, `canceled`); other words as they are."""
    folded = _WORD_BEGINS.sub("_", word.strip()).lower()
    folded = _SPELLINGS.get(folded, folded)
    return folded if folded in set(Status) else word


def a_time(value: object) -> str | None:
    """A time as ISO 8601 in UTC, of those that the store holds; without a zone it is UTC's.

    Numbers are seconds or milliseconds since 1970.
    """
    try:
        if isinstance(value, str) and not value.strip().isdecimal():
            at = datetime.fromisoformat(value.strip())
            at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
            return at.isoformat() if is_held(at) else None
        number = a_number(value)
        if number is None or number == 0:
            return None
        seconds = number / 1000 if abs(number) >= _MILLISECONDS_FROM else number
        at = datetime.fromtimestamp(seconds, UTC)
        return at.isoformat() if is_held(at) else None
    except (ValueError, OverflowError, OSError):
        return None


def a_number(value: object) -> int | None:
    """A whole number that a row can hold, rounded."""
    amount = _decimal(value)
    return None if amount is None else int(amount.to_integral_value(ROUND_HALF_UP))


def a_count(value: object) -> int | None:
    """A whole number from zero on."""
    number = a_number(value)
    return number if number is not None and number >= 0 else None


def minor(value: object, currency: str) -> int | None:
    """An amount as people write it (250, "99.50") in minor units of `currency`."""
    amount = _decimal(value)
    return None if amount is None else a_number(str(amount * 10 ** minor_digits(currency)))


def _decimal(value: object) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        amount = Decimal(str(value).strip())
        # Compared first: an exponent of a billion is written out only by whoever rounds it.
        return amount if amount.is_finite() and abs(amount) <= LARGEST else None
    except (ArithmeticError, ValueError):
        return None


def _under(value: Mapping[str, Any], names: Iterable[str]) -> Iterable[object]:
    """What stands under these names, as far as something does."""
    for name in names:
        found: object = value
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if found is not None:
            yield found


def _put(told: dict[str, Any], field: str, choices: Iterable[object]) -> None:
    """The first choice that has sense, or no such field."""
    told.pop(field, None)
    sense = next((choice for choice in choices if choice is not None), None)
    if sense is not None:
        told[field] = sense


def _name(value: object) -> str:
    return (a_text(value.get("name")) or "") if isinstance(value, dict) else ""


def edit(asked: BookingEdit, total_minor: int) -> BookingEdit:
    """An edit as a basic backend takes it: it knows the word for a payment, and no amounts."""
    if asked.paid_minor is UNSET:
        return asked
    word = asked.payment_status
    if word is UNSET:
        word = payments.status_of(asked.paid_minor, total_minor)
    return msgspec.structs.replace(asked, paid_minor=UNSET, payment_status=word)
