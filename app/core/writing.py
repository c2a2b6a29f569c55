"""How amounts and hours are written in alerts: plainly, or as whoever shows them has it.

In a terminal and for programs they are plain, the same everywhere. A window installs those of the
person's locale, so that a notification says what the page says.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from app.contract.currencies import minor_digits

SYMBOLS = {"INR": "₹", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "KRW": "₩"}
LAKH_CURRENCIES = frozenset({"INR", "PKR", "BDT", "LKR", "NPR"})


class Writing(NamedTuple):
    """Ways of writing.

    `money` takes minor units and an ISO 4217 code; `clock` a local time, of which it tells hour and
    minute; `midnight` the local midnight with which a day ends. They are called from any thread.
    """

    money: Callable[[int, str], str]
    clock: Callable[[datetime], str]
    midnight: Callable[[datetime], str]


def _plain_money(minor: int, currency: str) -> str:
    digits = minor_digits(currency)
    whole, part = divmod(abs(minor), 10**digits)
    grouped = _lakhs(whole) if currency in LAKH_CURRENCIES else f"{whole:,}"
    fraction = f".{part:0{digits}d}" if digits else ""
    sign = "-" if minor < 0 else ""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{sign}{symbol}{grouped}{fraction}"


def _lakhs(whole: int) -> str:
    digits = str(whole)
    head, tail = digits[:-3], digits[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


PLAIN = Writing(money=_plain_money, clock=lambda at: f"{at:%H:%M}", midnight=lambda _: "24:00")

_used = PLAIN


def write_by(writing: Writing) -> None:
    """From now on amounts and hours are written so; `PLAIN` is how it begins."""
    global _used  # noqa: PLW0603 - a process writes one way
    _used = writing


def money(minor: int, currency: str) -> str:
    """An amount in minor units as people read it: ₹1,20,000.00, KWD 1.250."""
    return _used.money(minor, currency)


def span(start: datetime, end: datetime) -> str:
    """From one local hour to another of the same day, or to the midnight that ends it."""
    last = _used.clock(end) if end.date() == start.date() else _used.midnight(end)
    first = _used.clock(start)
    # "1:00 pm" needs air around what joins it to the next.
    return f"{first}–{last}" if f"{first}{last}".isascii() else f"{first} – {last}"


def clock(at: datetime) -> str:
    """The hour and minute of a local time."""
    return _used.clock(at)
