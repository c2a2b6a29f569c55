"""What a list is narrowed to as people say it: states, money, kinds, seats, and days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Any

import msgspec

_WEEK = 7


class Days(StrEnum):
    """Days as they are named; all but DATES move on with the calendar."""

    YESTERDAY = "yesterday"
    TODAY = "today"
    TOMORROW = "tomorrow"
    THIS_WEEK = "this-week"
    NEXT_WEEK = "next-week"
    THIS_MONTH = "this-month"
    LAST_MONTH = "last-month"
    DATES = "dates"


class Which(StrEnum):
    """What has to lie in those days: any moment of the booking, its start, or its end."""

    HELD = "held"
    STARTS = "starts"
    ENDS = "ends"


class Narrowing(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Bookings in one of these states, and so on; an empty set, or no days, is no limit.

    `first` and `last` bound the days for `Days.DATES`, both included.
    """

    statuses: frozenset[str] = frozenset()
    payments: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    seats: frozenset[str] = frozenset()
    days: Days | None = None
    which: Which = Which.HELD
    first: date | None = None
    last: date | None = None


def span(narrowing: Narrowing, today: date, first_weekday: int = 0) -> tuple[date, date] | None:
    """The first and the last day that are meant as of `today`; None without a limit.

    `first_weekday` is the day that weeks begin with, Monday being 0.
    """
    if narrowing.days is None:
        return None
    if narrowing.days is Days.DATES:
        first = narrowing.first or narrowing.last or today
        last = narrowing.last or first
        return min(first, last), max(first, last)
    one = timedelta(days=1)
    week = today - timedelta(days=(today.weekday() - first_weekday) % _WEEK)
    month = today.replace(day=1)
    return {
        Days.YESTERDAY: (today - one, today - one),
        Days.TODAY: (today, today),
        Days.TOMORROW: (today + one, today + one),
        Days.THIS_WEEK: (week, week + 6 * one),
        Days.NEXT_WEEK: (week + 7 * one, week + 13 * one),
        Days.THIS_MONTH: (month, _next_month(month) - one),
        Days.LAST_MONTH: ((month - one).replace(day=1), month - one),
    }[narrowing.days]


def bounds(
    narrowing: Narrowing, zone: tzinfo, now: datetime, first_weekday: int = 0
) -> dict[str, Any]:
    """The fields of a `BookingFilter` that stand for the days, by the calendar of `zone`."""
    meant = span(narrowing, now.astimezone(zone).date(), first_weekday)
    if meant is None:
        return {}
    begins = _midnight(meant[0], zone)
    ends = _midnight(meant[1] + timedelta(days=1), zone)
    match narrowing.which:
        case Which.STARTS:
            return {"starts_from": begins, "starts_before": ends}
        case Which.ENDS:
            return {"ends_after": begins, "ends_until": ends}
        case Which.HELD:
            return {"ends_after": begins, "starts_before": ends}


def _next_month(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
