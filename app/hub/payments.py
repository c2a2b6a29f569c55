"""What was taken for a booking: the amount, the word for it, and how each follows from the other.

The amount says the word, but for `refunded` and `exempt`, with which nothing is taken or all was
given back. A desk that names the word alone says the amount by it, too; `partial` alone says
none, so what is known stays, and is 0 while nothing is.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from msgspec import UNSET, UnsetType

from app.contract.currencies import minor_digits
from app.contract.errors import InvalidInput
from app.contract.models import Booking, BookingEdit, PaymentStatus
from app.contract.payments import NOTHING_OWED, status_of
from app.contract.tongue import translate
from app.hub import checks


def of_new(
    paid_minor: int | UnsetType, word: PaymentStatus | None, total_minor: int, currency: str
) -> dict[str, Any]:
    """The money of a new booking, by what the desk says of it.

    Raises:
        InvalidInput: more than it costs, or an amount that the word contradicts.
    """
    nothing = Booking(id="", total_minor=total_minor, currency=currency, paid_minor=0)
    asked = BookingEdit(version=0, paid_minor=paid_minor, payment_status=word or UNSET)
    return {
        "paid_minor": 0,
        "payment_status": PaymentStatus.UNPAID.value,
    } | edited(nothing, asked, total_minor)


def edited(standing: Booking, asked: BookingEdit, total_minor: int) -> dict[str, Any]:
    """What an edit changes of the money; `total_minor` is what the booking costs after it.

    Raises:
        InvalidInput: more than it costs, or an amount that the word contradicts.
    """
    if asked.paid_minor is not UNSET:
        return _by_amount(asked.paid_minor, asked.payment_status, standing, total_minor)
    if asked.payment_status is not UNSET:
        return _by_word(asked.payment_status, standing, total_minor)
    if total_minor == standing.total_minor or standing.payment_status in NOTHING_OWED:
        return {}
    known = standing.paid_minor or 0
    if standing.payment_status == PaymentStatus.PARTIAL and known == 0:
        return {}
    return {"payment_status": status_of(known, total_minor).value}


def _by_amount(
    told: int, word: PaymentStatus | UnsetType, standing: Booking, total_minor: int
) -> dict[str, Any]:
    paid = _amount(told, standing, total_minor)
    fitting = status_of(paid, total_minor)
    if word is UNSET or word == fitting:
        return _changes(paid, fitting)
    if word in NOTHING_OWED and paid == 0:
        return _changes(paid, word)
    raise InvalidInput(
        translate(
            "hub",
            "A booking of which {money} was paid is not {word}. "
            "Send the amount alone, and its word follows.",
        ).format(money=_spoken(paid, standing.currency), word=word.value),
        details={"field": "paymentStatus"},
    )


def _by_word(word: PaymentStatus, standing: Booking, total_minor: int) -> dict[str, Any]:
    if word == PaymentStatus.PAID:
        return _changes(total_minor, word)
    known = standing.paid_minor or 0
    # All of it cannot have been a part, and nobody says how much was one.
    keeps = word == PaymentStatus.PARTIAL and known < total_minor
    return _changes(known if keeps else 0, word)


def _amount(paid: int, standing: Booking, total_minor: int) -> int:
    checks.money("paidMinor", paid)
    # What was taken before a booking became cheaper is as it is.
    if paid > total_minor and paid != standing.paid_minor:
        total, told = (_spoken(each, standing.currency) for each in (total_minor, paid))
        raise InvalidInput(
            translate(
                "hub",
                "The booking costs {total}, so {paid} is too much. Give what was taken for it.",
            ).format(total=total, paid=told),
            details={"field": "paidMinor", "totalMinor": total_minor},
        )
    return paid


def _changes(paid: int, word: PaymentStatus) -> dict[str, Any]:
    return {"paid_minor": paid, "payment_status": word.value}


def _spoken(minor: int, currency: str) -> str:
    """`INR 1,250.00`."""
    digits = minor_digits(currency)
    return f"{currency} {Decimal(minor).scaleb(-digits):,.{digits}f}"
