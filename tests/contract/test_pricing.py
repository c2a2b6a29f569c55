"""Quotes: what must always hold, and the days that are not 24 hours long."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.currencies import CURRENCIES, DECIMALS, minor_digits
from app.contract.models import BookingKind, Pricing
from app.contract.pricing import end_of_local_day, month_later, quote
from tests.contract.strategies import instants, pricings, spans, zones

kinds = st.sampled_from(list(BookingKind))
FLAT = Pricing(library_id="lib", currency="INR", hour_minor=50, day_minor=300, month_minor=4000)
BERLIN = ZoneInfo("Europe/Berlin")


@given(pricings, kinds, instants, spans, zones)
def test_a_total_is_the_sum_of_its_lines(
    pricing: Pricing, kind: BookingKind, start: datetime, span: timedelta, zone: ZoneInfo
) -> None:
    told = quote(pricing, kind, start, start + span, zone)
    assert told.total_minor == sum(line.total_minor for line in told.lines)
    assert told.total_minor == sum(line.units * line.unit_minor for line in told.lines)
    assert told.currency == pricing.currency


@given(pricings, kinds, instants, spans, spans, zones)
def test_longer_never_costs_less_and_joining_never_costs_more(
    pricing: Pricing,
    kind: BookingKind,
    start: datetime,
    first: timedelta,
    second: timedelta,
    zone: ZoneInfo,
) -> None:
    middle, end = start + first, start + first + second
    whole = quote(pricing, kind, start, end, zone).total_minor
    one = quote(pricing, kind, start, middle, zone).total_minor
    other = quote(pricing, kind, middle, end, zone).total_minor
    assert one <= whole <= one + other


@given(pricings, kinds, instants, spans, zones)
def test_the_zone_an_instant_is_written_in_does_not_matter(
    pricing: Pricing, kind: BookingKind, start: datetime, span: timedelta, zone: ZoneInfo
) -> None:
    end = start + span
    elsewhere = ZoneInfo("America/Sao_Paulo")
    assert quote(pricing, kind, start, end, zone) == quote(
        pricing, kind, start.astimezone(elsewhere), end.astimezone(zone), zone
    )


@given(instants, zones)
def test_a_month_is_one_month_and_a_day_until_midnight_is_one_day(
    start: datetime, zone: ZoneInfo
) -> None:
    month = quote(FLAT, BookingKind.MONTH, start, month_later(start, zone), zone)
    day = quote(FLAT, BookingKind.DAY, start, end_of_local_day(start, zone), zone)
    assert month.lines[0].units == 1
    assert day.lines[0].units == 1


@pytest.mark.parametrize(("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25)])
def test_days_with_23_and_25_hours_are_one_day_and_that_many_hours(
    day: tuple[int, int, int], hours: int
) -> None:
    midnight = datetime(*day, tzinfo=BERLIN)
    end = end_of_local_day(midnight, BERLIN)
    assert quote(FLAT, BookingKind.DAY, midnight, end, BERLIN).total_minor == 300
    assert quote(FLAT, BookingKind.HOUR, midnight, end, BERLIN).total_minor == hours * 50


@pytest.mark.parametrize(
    ("span", "units"),
    [
        (timedelta(milliseconds=3), 1),
        (timedelta(hours=2), 2),
        (timedelta(hours=2, microseconds=1), 2),
        (timedelta(hours=2, seconds=59), 2),
        (timedelta(hours=2, minutes=1), 3),
    ],
    ids=str,
)
def test_less_than_a_minute_begins_no_unit(span: timedelta, units: int) -> None:
    start = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)
    zone = ZoneInfo("Asia/Kolkata")
    assert quote(FLAT, BookingKind.HOUR, start, start + span, zone).total_minor == units * 50
    midnight = end_of_local_day(start, zone)
    late = midnight + span - timedelta(hours=int(span / timedelta(hours=1)))
    days = 2 if late - midnight >= timedelta(minutes=1) else 1
    assert quote(FLAT, BookingKind.DAY, start, late, zone).total_minor == days * 300


def test_begun_hours_count_whole() -> None:
    start = datetime(2026, 5, 1, 9, tzinfo=UTC)
    for minutes, units in [(1, 1), (60, 1), (61, 2), (120, 2), (121, 3)]:
        told = quote(FLAT, BookingKind.HOUR, start, start + timedelta(minutes=minutes), BERLIN)
        assert told.lines[0].units == units


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    zone = ZoneInfo("Asia/Kolkata")
    later = month_later(datetime(2026, 1, 31, 10, tzinfo=zone), zone)
    assert later == datetime(2026, 2, 28, 10, tzinfo=zone)


def test_an_end_that_is_not_after_the_start_has_no_price() -> None:
    start = datetime(2026, 5, 1, 9, tzinfo=UTC)
    for end in (start, start - timedelta(hours=1)):
        with pytest.raises(ValueError, match="after its start"):
            quote(FLAT, BookingKind.HOUR, start, end, BERLIN)


@pytest.mark.parametrize(
    ("currency", "digits"),
    [("INR", 2), ("JPY", 0), ("UGX", 0), ("KWD", 3), ("IQD", 3), ("USD", 2)],
)
def test_currencies_know_their_decimal_places(currency: str, digits: int) -> None:
    assert minor_digits(currency) == digits


def test_every_currency_with_decimals_of_its_own_is_one_that_libraries_may_use() -> None:
    assert set(DECIMALS) <= CURRENCIES
    assert {"INR", "EUR", "USD", "JPY", "KWD"} <= CURRENCIES
    assert not {"ZZZ", "XXX", "XTS", "XAU"} & CURRENCIES
