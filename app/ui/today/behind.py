"""The lists of bookings that stand behind the numbers of the day."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import BookingKind, PaymentStatus
from app.core.orders import Order
from app.ui.bookings.narrowing import Days, Narrowing, Which
from app.ui.bookings.views import View, usual_views

translate = QCoreApplication.translate


def arriving() -> View:
    """Who is expected today."""
    return usual_views()[0]


def here() -> View:
    """Who is checked in, those first who leave first."""
    return View(
        name=translate("views", "Here"),
        narrowing=Narrowing(statuses=frozenset({Status.CHECKED_IN.value})),
        order=Order.ENDS,
    )


def passes() -> View:
    """Who has a month's pass and is not here; those first who have had it longest."""
    return View(
        name=translate("views", "Passes, not here"),
        narrowing=Narrowing(
            statuses=frozenset({Status.CONFIRMED.value}),
            kinds=frozenset({BookingKind.MONTH.value}),
            days=Days.TODAY,
        ),
        order=Order.STARTS,
    )


def unpaid_today() -> View:
    """What of the day's money is still owed."""
    counted = frozenset(status.value for status in Status if status not in ENDED_UNUSED)
    owed = frozenset({PaymentStatus.UNPAID.value, PaymentStatus.PARTIAL.value})
    return View(
        name=translate("views", "Not paid today"),
        narrowing=Narrowing(statuses=counted, payments=owed, days=Days.TODAY, which=Which.STARTS),
        order=Order.STARTS,
    )
