"""The orders a list of bookings can have, and what a row is sorted by, in SQL and here alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import StrEnum

from app.contract.lifecycle import Status
from app.contract.models import BookingKind, PaymentStatus
from app.core.words import folded

_LAST = "\U0010ffff"
"""Sorts behind every letter: who has no name comes behind those who have one."""

_DIGITS = re.compile("[0-9]+")


class Order(StrEnum):
    """What a list is sorted by; within the same, the newest comes first.

    ROSTER is a day's: by the start, and what starts together by the seat. LIBRARY follows the
    ids that the filter has in their order.
    """

    BOOKED = "booked"
    STUDENT = "student"
    SEAT = "seat"
    LIBRARY = "library"
    STARTS = "starts"
    ROSTER = "roster"
    ENDS = "ends"
    STATUS = "status"
    PAYMENT = "payment"
    KIND = "kind"
    AMOUNT = "amount"


COLUMNS: dict[Order, tuple[tuple[str, ...], str]] = {
    Order.STUDENT: (("name_key",), "bookings_by_name"),
    Order.SEAT: (("seat_key",), "bookings_by_seat"),
    Order.STARTS: (("starts_at",), "bookings_by_start"),
    Order.ROSTER: (("starts_at", "seat_key"), "bookings_by_start"),
    Order.ENDS: (("ends_at",), "bookings_by_end"),
    Order.AMOUNT: (("total_minor",), "bookings_by_amount"),
}
"""The columns that an order follows, and the index that has the rows in that of the first."""

RANKS: dict[Order, tuple[str, ...]] = {
    Order.STATUS: (
        Status.PENDING,
        Status.CONFIRMED,
        Status.CHECKED_IN,
        Status.COMPLETED,
        Status.NO_SHOW,
        Status.CANCELLED,
        Status.DECLINED,
        Status.EXPIRED,
    ),
    Order.PAYMENT: (
        PaymentStatus.UNPAID,
        PaymentStatus.PARTIAL,
        PaymentStatus.PAID,
        PaymentStatus.REFUNDED,
        PaymentStatus.EXEMPT,
    ),
    Order.KIND: (BookingKind.HOUR, BookingKind.DAY, BookingKind.MONTH),
}
"""Words that sort by what they mean and not by their letters; unknown ones come last."""


def name_key(name: str) -> str:
    """What a student's name sorts by: without case and accents."""
    return folded(name).strip() or _LAST


def seat_key(label: str) -> str:
    """What a seat's label sorts by: its numbers as numbers, so that A-2 comes before A-10."""
    return _DIGITS.sub(_counted, folded(label).strip()) or _LAST


def rank(order: Order, word: str) -> int:
    """The place of a word in an order by RANKS; unknown words share the last."""
    return place(RANKS[order], word)


def library_key(known: Sequence[str], library_id: str) -> tuple[int, str]:
    """Where a library stands among the known ones; unknown ones come last, by their ids."""
    at = place(known, library_id)
    return at, library_id if at == len(known) else ""


def place(known: Sequence[str], word: str) -> int:
    """Where a word stands among the known ones; unknown words share the last place."""
    return known.index(word) if word in known else len(known)


def _counted(digits: re.Match[str]) -> str:
    # Behind its length a number sorts as text as it does as a number.
    bare = digits.group().lstrip("0")
    return f"{len(bare):03}{bare}"
