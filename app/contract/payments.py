"""What was paid of a booking, in an amount and in a word that fits it."""

from __future__ import annotations

from app.contract.models import PaymentStatus

NOTHING_OWED = frozenset({PaymentStatus.REFUNDED, PaymentStatus.EXEMPT})
"""Words that somebody decides; no amount says as much."""


def status_of(paid_minor: int, total_minor: int) -> PaymentStatus:
    """The word for what was paid of a total, both in minor units of one currency.

    Of what costs nothing nothing was paid, so that is `unpaid` until somebody says otherwise.
    """
    if paid_minor <= 0:
        return PaymentStatus.UNPAID
    return PaymentStatus.PAID if paid_minor >= total_minor else PaymentStatus.PARTIAL
