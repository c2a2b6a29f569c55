"""What a booking costs, new or changed: pure, the same in the hub and at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.contract.models import Booking, BookingKind, Pricing, Record

BEGUN = timedelta(minutes=1)
"""A unit that has lasted for less than this has not begun: nobody pays an hour for 12 ms."""

_INSTANT = timedelta(microseconds=1)


class QuoteLine(Record, frozen=True, kw_only=True):
    """One line of a quote: `units` of `kind` at `unit_minor` each."""

    kind: BookingKind
    units: int
    unit_minor: int
    total_minor: int


class Quote(Record, frozen=True, kw_only=True):
    """A price with the lines that make it, in minor units of `currency`."""

    total_minor: int
    currency: str
    lines: tuple[QuoteLine, ...]


def quote(
    pricing: Pricing, kind: BookingKind, starts_at: datetime, ends_at: datetime, zone: ZoneInfo
) -> Quote:
    """The price of holding a seat from `starts_at` until `ends_at` (aware instants).

    Begun units count as whole, from BEGUN on: an hour is 60 minutes of real time, a day and a
    month are local ones in `zone`, so a day with 23 hours is one day.

    Raises:
        ValueError: when the end is not after the start.
    """
    units = _units(kind, starts_at, ends_at, zone)
    unit_minor = {
        BookingKind.HOUR: pricing.hour_minor,
        BookingKind.DAY: pricing.day_minor,
        BookingKind.MONTH: pricing.month_minor,
    }[kind]
    total = units * unit_minor
    line = QuoteLine(kind=kind, units=units, unit_minor=unit_minor, total_minor=total)
    return Quote(total_minor=total, currency=pricing.currency, lines=(line,))


def changed_total(booking: Booking, starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> int:
    """What a booking costs in minor units once it is from `starts_at` until `ends_at`.

    A unit costs what it cost when it was booked, whatever the prices are now; units are
    counted anew. `zone` is the library's.

    Raises:
        ValueError: when the end is not after the start, or the booking names no time or
            another kind than those of `BookingKind`.
    """
    was_from, was_to = booking.starts_at, booking.ends_at
    if was_from is None or was_to is None:
        raise ValueError("a booking without times has no price of a unit")
    kind = BookingKind(booking.kind)
    before, after = (
        _units(kind, *span, zone) for span in ((was_from, was_to), (starts_at, ends_at))
    )
    return booking.total_minor * after // before


def end_of_local_day(starts_at: datetime, zone: ZoneInfo) -> datetime:
    """Local midnight that ends the day in which `starts_at` lies, as an aware instant."""
    day = starts_at.astimezone(zone).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone)


def month_later(starts_at: datetime, zone: ZoneInfo, months: int = 1) -> datetime:
    """The same local wall time `months` later; the 31st becomes a shorter month's last day."""
    local = starts_at.astimezone(zone)
    index = local.month - 1 + months
    year, month = local.year + index // 12, index % 12 + 1
    first_of_next = datetime(year + month // 12, month % 12 + 1, 1, tzinfo=zone)
    last_day = (first_of_next.date() - timedelta(days=1)).day
    return local.replace(year=year, month=month, day=min(local.day, last_day))


def _units(kind: BookingKind, starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> int:
    if ends_at <= starts_at:
        raise ValueError("the end of a booking must lie after its start")
    ends_at = max(starts_at + _INSTANT, ends_at - BEGUN + _INSTANT)
    if kind == BookingKind.HOUR:
        return _hours(starts_at, ends_at)
    if kind == BookingKind.DAY:
        return _local_days(starts_at, ends_at, zone)
    return _local_months(starts_at, ends_at, zone)


def _hours(starts_at: datetime, ends_at: datetime) -> int:
    # Aware datetimes of one zone subtract as wall times; timestamps give the real span.
    seconds = ends_at.timestamp() - starts_at.timestamp()
    return max(1, -int(-seconds // 3600))


def _local_days(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> int:
    units, end = 1, end_of_local_day(starts_at, zone)
    last_instant = ends_at.astimezone(zone) - timedelta(microseconds=1)
    return units + max(0, (last_instant.date() - end.date()).days + 1)


def _local_months(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> int:
    units = 1
    while month_later(starts_at, zone, units).timestamp() < ends_at.timestamp():
        units += 1
    return units
