"""Bookings made up for tests and pictures."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from app.contract.models import Booking
from tests.ui.desks import LIBRARY

NAMES = (
    "Asha Verma", "Rohan Kulkarni", "Priya Nair", "Imran Sheikh", "Kavya Reddy", "Arjun Menon",
    "Neha Joshi", "Farhan Ali", "Sneha Patil", "Vikram Rao", "Ananya Das", "Tenzin Dorje",
    "Divya Pillai", "Karthik Subramanian", "Zoya Khan", "Manish Gupta", "Ritu Agarwal",
    "Harpreet Singh", "Lakshmi Venkatesh", "Joel D’Souza",
)  # fmt: skip

_STATUSES = ("confirmed",) * 5 + ("checked_in",) * 3 + ("completed",) * 6 + (
    "cancelled", "no_show", "pending", "declined",
)  # fmt: skip


# One moment for all, so that the numbers alone decide what is newer.
_MONTH_AGO = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)


def a_booking(number: int, **fields: Any) -> Booking:
    """Booking `number`, confirmed, for two hours from now, with `fields` in place."""
    now = datetime.now(UTC).replace(microsecond=0)
    usual: dict[str, Any] = {
        "id": f"b-{number}",
        "code": f"SS-{4000 + number}",
        "library_id": LIBRARY.id,
        "seat_id": f"seat-{number % 40 + 1}",
        "seat_label": f"A-{number % 40 + 1}",
        "student_id": f"student-{number % 20}",
        "student_name": NAMES[number % len(NAMES)],
        "student_phone": f"+91 98{number % 100:02d}0 1{number % 10000:04d}",
        "starts_at": now,
        "ends_at": now + timedelta(hours=2),
        "status": "confirmed",
        "payment_status": "unpaid",
        "total_minor": 10_000,
        "currency": "INR",
        "version": 1,
        "created_at": _MONTH_AGO + timedelta(seconds=number),
        "updated_at": now,
    }
    return Booking(**(usual | fields))


def a_day(count: int, seed: int = 7) -> list[Booking]:
    """`count` bookings as they lie in a library's book, oldest first."""
    made, chance = [], random.Random(seed)  # noqa: S311 - pictures, not secrets
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    for number in range(count):
        age = count - number
        status = chance.choice(_STATUSES)
        starts = (now + timedelta(hours=chance.choice((1, 2, 3, 5, 24, 30)))).replace(minute=30)
        if status in {"checked_in", "completed", "no_show"}:
            starts -= timedelta(days=0 if status == "checked_in" else 1, hours=6)
        hours = chance.choice((1, 2, 2, 3, 4, 8))
        kind, minor = chance.choice((("hour", 5_000 * hours), ("day", 32_000), ("month", 450_000)))
        length = {"hour": timedelta(hours=hours), "day": timedelta(hours=12)}
        ended = status in {"cancelled", "declined"}
        made.append(
            a_booking(
                number,
                student_name=chance.choice(NAMES),
                student_phone=f"+91 9{chance.randrange(10**4):04d} {chance.randrange(10**5):05d}",
                seat_label=f"{chance.choice('ABC')}-{chance.randrange(1, 25)}",
                starts_at=starts,
                ends_at=starts + length.get(kind, timedelta(days=30)),
                kind=kind,
                status=status,
                payment_status=chance.choice(("paid", "paid", "unpaid", "partial")),
                total_minor=minor,
                created_at=now - timedelta(minutes=11 * age + age * age // 3, hours=age // 9),
                checked_in_at=starts + timedelta(minutes=4)
                if status in {"checked_in", "completed"}
                else None,
                checked_out_at=starts + timedelta(hours=hours) if status == "completed" else None,
                cancelled_by="student" if ended else None,
                cancel_reason="Exam moved to Monday" if ended else None,
            )
        )
    return made
