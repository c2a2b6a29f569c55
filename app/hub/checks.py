"""Checks on what people send: text, times, numbers; each failure is a sentence naming the field."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import msgspec

from app.contract import limits
from app.contract.currencies import CURRENCIES
from app.contract.errors import InvalidInput
from app.contract.lifecycle import Status
from app.contract.models import Instant
from app.contract.tongue import translate
from app.contract.wire import DONE_AT

NAME_LIMIT = limits.NAME_LIMIT
EMAIL_LIMIT = 254
PHONE_LIMIT = limits.PHONE_LIMIT
NOTE_LIMIT = limits.NOTE_LIMIT
LABEL_LIMIT = 40
PASSWORD_LIMITS = (8, 200)
MONEY_LIMIT = limits.MONEY_LIMIT

_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_QUOTED_LIMIT = 40
_EMAIL = re.compile(r"[^@\s\"<>]+@[^@\s\"<>]+")
# Control characters, lone surrogates and marks that turn the writing direction around.
_DROPPED = frozenset({"Cc", "Cs"})
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Spaces, what only formats, and marks without a letter that would carry them.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Me", "Mn", "Zl", "Zp", "Zs"})
# Blank all the same, by their category letters or signs: fillers, empty braille, tags.
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0") | frozenset(
    chr(number) for number in (*range(0xFFF0, 0xFFF9), *range(0xE0000, 0xE1000))
)

# They choose how the letter before them is drawn, and are nothing themselves.
_SELECTORS = re.compile("[\u180b-\u180d\ufe00-\ufe0f]")


def named(field: str) -> str:
    """A field as sentences name it, after "the"."""
    known = {
        DONE_AT: translate("hub checks", "time at which it was done ({header})").format(
            header=DONE_AT
        ),
        "after": translate("hub checks", "position (after)"),
        "alertIds": translate("hub checks", "alert's id"),
        "closedReason": translate("hub checks", "reason for closing the seat"),
        "count": translate("hub checks", "number of seats to add"),
        "dayMinor": translate("hub checks", "price of a day"),
        "endsAt": translate("hub checks", "booking's end"),
        "from": translate("hub checks", "beginning of the span (from)"),
        "heldUntil": translate("hub checks", "time until which the seat is held"),
        "hourMinor": translate("hub checks", "price of an hour"),
        "label": translate("hub checks", "seat's label"),
        "limit": translate("hub checks", "length of a page (limit)"),
        "monthMinor": translate("hub checks", "price of a month"),
        "name": translate("hub checks", "name"),
        "noShowAfterMinutes": translate(
            "hub checks", "number of minutes after which a seat is given up"
        ),
        "note": translate("hub checks", "note"),
        "paidMinor": translate("hub checks", "amount that was paid"),
        "q": translate("hub checks", "search text (q)"),
        "reason": translate("hub checks", "reason"),
        "room": translate("hub checks", "room's name"),
        "seats": translate("hub checks", "number of seats"),
        "startsAt": translate("hub checks", "booking's start"),
        "studentName": translate("hub checks", "student's name"),
        "studentPhone": translate("hub checks", "student's phone number"),
        "to": translate("hub checks", "end of the span (to)"),
        "updatedAfter": translate("hub checks", "time of the last change (updatedAfter)"),
        "x": translate("hub checks", "seat's place across the room (x)"),
        "y": translate("hub checks", "seat's place down the room (y)"),
    }
    return known.get(field, field)


def text(field: str, value: str, limit: int, *, required: bool = False, lines: bool = False) -> str:
    """`value` trimmed and without control characters; line breaks stay with `lines`.

    Raises:
        InvalidInput: longer than `limit` characters, or with nothing to see though required.
    """
    if len(value) > limit:
        raise InvalidInput(
            translate(
                "hub checks",
                "The {name} is too long: it has {count} characters and may have {most} at most.",
            ).format(name=named(field), count=len(value), most=limit),
            details={"field": field, "limit": limit},
        )
    clean = "".join(
        (char if lines else " ") if char in "\n\t" else char
        for char in value.replace("\r\n", "\n")
        if char in "\n\t" or (unicodedata.category(char) not in _DROPPED and char not in _TURNING)
    ).strip()
    if required and not any(map(_is_seen, clean)):
        raise InvalidInput(
            translate("hub checks", "The {name} is missing.").format(name=named(field)),
            details={"field": field},
        )
    return clean


def alike(value: str) -> str:
    """What two names have in common that people take for one: case and what is not seen are none.

    Marks above and below letters stay: in many scripts they are vowels.
    """
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", value).casefold())
    seen = "".join(
        char
        for char in plain
        if not _SELECTORS.match(char)
        and char not in _BLANK
        and (char.isspace() or unicodedata.category(char) not in {"Cc", "Cf", "Cs"})
    )
    return " ".join(seen.split())


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) not in _UNSEEN and char not in _BLANK


def email(value: str) -> str:
    """An e-mail address in the form it is kept in: trimmed and in lower case.

    Raises:
        InvalidInput: when it cannot be one.
    """
    clean = value.strip().lower()
    if len(clean) > EMAIL_LIMIT or not _EMAIL.fullmatch(clean) or not clean.isprintable():
        raise InvalidInput(
            translate(
                "hub checks", "That is not an e-mail address. Write it like name@example.com."
            ),
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
            translate(
                "hub checks", "The password must have between {least} and {most} characters."
            ).format(least=shortest, most=longest),
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
            translate(
                "hub checks",
                "The {name} lies outside the years 2000 to 2199. Choose another date.",
            ).format(name=named(field)),
            details={"field": field},
        )
    return value.astimezone(UTC)


def number(field: str, value: int, least: int, most: int) -> int:
    """The number itself.

    Raises:
        InvalidInput: when it is not between `least` and `most`.
    """
    if not least <= value <= most:
        raise InvalidInput(
            translate("hub checks", "The {name} must be between {least} and {most}.").format(
                name=named(field), least=f"{least:,}", most=f"{most:,}"
            ),
            details={"field": field},
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
        InvalidInput: when it is no code of a currency in use.
    """
    if value not in CURRENCIES:
        raise InvalidInput(
            translate(
                "hub checks",
                "There is no currency {code}. "
                "Give its code of three capital letters (ISO 4217), such as INR or EUR.",
            ).format(code=quoted(value)),
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
            translate(
                "hub checks",
                "There is no time zone {zone}. Write it like Asia/Kolkata or Europe/Berlin.",
            ).format(zone=quoted(value)),
            details={"field": "timezone"},
        )
    return value


@cache
def zone(name: str) -> ZoneInfo:
    """The zone of a library; its name was checked when it was written."""
    return ZoneInfo(name)


@cache
def _zones() -> frozenset[str]:
    # These two are no places: the one is each computer's own, the other stands for none.
    return frozenset(available_timezones()) - {"localtime", "Factory"}


def quoted(value: str) -> str:
    """What somebody sent, short and printable, as a sentence can repeat it."""
    shown = "".join(char if char.isprintable() else "?" for char in value[:_QUOTED_LIMIT])
    return f"“{shown}{'…' if len(value) > _QUOTED_LIMIT else ''}”"


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
            translate(
                "hub checks", "The {name} must be a time such as 2026-05-31T09:00:00Z."
            ).format(name=named(field)),
            details={"field": field},
        ) from error
    return instant(field, told)


def no_status(told: str) -> InvalidInput:
    """What is said of a booking's status that is none."""
    return InvalidInput(
        translate("hub checks", "There is no status {status}. Use: {known}.").format(
            status=quoted(told), known=", ".join(Status)
        ),
        details={"field": "status"},
    )


def which_library() -> InvalidInput:
    """What is said where a library must be named, and none is."""
    return InvalidInput(
        translate("hub checks", "Say which library is meant."), details={"field": "libraryId"}
    )
