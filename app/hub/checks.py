"""Checks on what people send: text, times, numbers; each failure is a sentence naming the field."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from app.contract.errors import InvalidInput
from app.contract.models import Instant

NAME_LIMIT = 200
EMAIL_LIMIT = 254
PHONE_LIMIT = 40
NOTE_LIMIT = 2000
LABEL_LIMIT = 40
PASSWORD_LIMITS = (8, 200)
MONEY_LIMIT = 10**12

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+")
_CURRENCY = re.compile(r"[A-Z]{3}")
# Control characters, lone surrogates and marks that turn the writing direction around.
_DROPPED = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def text(field: str, value: str, limit: int, *, required: bool = False, lines: bool = False) -> str:
    """`value` trimmed and without control characters; line breaks stay with `lines`.

    Raises:
        InvalidInput: longer than `limit` characters, or empty though required.
    """
    if len(value) > limit:
        raise InvalidInput(
            f"The {_words(field)} is too long: {limit} characters at most, this has {len(value)}.",
            details={"field": field, "limit": limit},
        )
    clean = "".join(
        (char if lines else " ") if char in "\n\t" else char
        for char in value.replace("\r\n", "\n")
        if char in "\n\t" or (unicodedata.category(char) not in _DROPPED and char not in _TURNING)
    ).strip()
    if required and not clean:
        raise InvalidInput(f"The {_words(field)} is missing.", details={"field": field})
    return clean


def email(value: str) -> str:
    """An e-mail address in the form it is kept in: trimmed and in lower case.

    Raises:
        InvalidInput: when it cannot be one.
    """
    clean = value.strip().lower()
    if len(clean) > EMAIL_LIMIT or not _EMAIL.fullmatch(clean) or not clean.isprintable():
        raise InvalidInput(
            "That is no e-mail address. Write it like name@example.com.",
            details={"field": "email"},
        )
    return clean


def password(value: str) -> str:
    """A password that may be set.

    Raises:
        InvalidInput: too short or absurdly long.
    """
    shortest, longest = PASSWORD_LIMITS
    if not shortest <= len(value) <= longest:
        raise InvalidInput(
            f"The password must have between {shortest} and {longest} characters.",
            details={"field": "password"},
        )
    return value


def instant(field: str, value: datetime) -> datetime:
    """The instant in UTC.

    Raises:
        InvalidInput: when it lies outside the years 2000 to 2199.
    """
    # Compared before it is turned to UTC, which overflows at the calendar's ends.
    if not _EARLIEST <= value < _LATEST:
        raise InvalidInput(
            f"The {_words(field)} lies outside the years 2000 to 2199.", details={"field": field}
        )
    return value.astimezone(UTC)


def number(field: str, value: int, least: int, most: int) -> int:
    """The number itself.

    Raises:
        InvalidInput: when it is not between `least` and `most`.
    """
    if not least <= value <= most:
        raise InvalidInput(
            f"The {_words(field)} must be between {least} and {most}.", details={"field": field}
        )
    return value


def money(field: str, value: int) -> int:
    """An amount in minor units.

    Raises:
        InvalidInput: when it is negative or absurd.
    """
    return number(field, value, 0, MONEY_LIMIT)


def currency(value: str) -> str:
    """An ISO 4217 code.

    Raises:
        InvalidInput: when it is not three capital letters.
    """
    if not _CURRENCY.fullmatch(value):
        raise InvalidInput(
            "The currency must be three capital letters, such as INR or EUR.",
            details={"field": "currency"},
        )
    return value


def timezone(value: str) -> str:
    """An IANA zone name.

    Raises:
        InvalidInput: when this computer knows no such zone.
    """
    if value not in _zones():
        raise InvalidInput(
            "There is no such time zone. Write it like Asia/Kolkata or Europe/Berlin.",
            details={"field": "timezone"},
        )
    return value


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of a library; its name was checked when it was written."""
    return ZoneInfo(name)


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _words(field: str) -> str:
    """`studentName` as people read it: `student name`."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: " " + match[1].lower(), field)


def moment(field: str, value: str | None) -> datetime | None:
    """An instant written as ISO 8601 with a zone, in UTC; None stays None.

    Raises:
        InvalidInput: when it is written otherwise.
    """
    if value is None:
        return None
    try:
        told = msgspec.convert(value, Instant)
    except msgspec.ValidationError as error:
        raise InvalidInput(
            f"The {_words(field)} must be a time such as 2026-05-31T09:00:00Z.",
            details={"field": field},
        ) from error
    return instant(field, told)
