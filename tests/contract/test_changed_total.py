"""What a moved or longer booking costs: what must always hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking, BookingKind, Pricing
from app.contract.pricing import changed_total, end_of_local_day, month_later, quote
from tests.contract.strategies import instants, pricings, spans, zones

BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 5, 1, 9, tzinfo=UTC)
# Of other servers too, whose totals need not be a whole number of units.
bookings = st.builds(
    lambda start, span, kind, total: Booking(
        id="b", kind=kind, starts_at=start, ends_at=start + span, total_minor=total
    ),
    instants,
    spans,
    st.sampled_from(list(BookingKind)),
    st.integers(0, 10**9),
)


@given(bookings, instants, spans, zones)
def test_it_is_never_negative(
    booking: Booking, start: datetime, span: timedelta, zone: ZoneInfo
) -> None:
    assert changed_total(booking, start, start + span, zone) >= 0


@given(bookings, zones)
def test_the_same_span_costs_the_same(booking: Booking, zone: ZoneInfo) -> None:
    assert booking.starts_at is not None
    assert booking.ends_at is not None
    same = changed_total(booking, booking.starts_at, booking.ends_at, zone)
    assert same == booking.total_minor


@given(bookings, instants, spans, spans, zones)
def test_a_later_end_never_costs_less(
    booking: Booking, start: datetime, span: timedelta, more: timedelta, zone: ZoneInfo
) -> None:
    shorter = changed_total(booking, start, start + span, zone)
    assert shorter <= changed_total(booking, start, start + span + more, zone)


@given(pricings, st.sampled_from(list(BookingKind)), instants, spans, instants, spans, zones)
def test_at_unchanged_prices_it_costs_what_a_new_one_would(
    pricing: Pricing,
    kind: BookingKind,
    start: datetime,
    span: timedelta,
    then: datetime,
    lasting: timedelta,
    zone: ZoneInfo,
) -> None:
    total = quote(pricing, kind, start, start + span, zone).total_minor
    booked = Booking(id="b", kind=kind, starts_at=start, ends_at=start + span, total_minor=total)
    anew = quote(pricing, kind, then, then + lasting, zone).total_minor
    assert changed_total(booked, then, then + lasting, zone) == anew


def test_units_are_counted_anew_in_the_library_s_zone() -> None:
    hour = Booking(
        id="h", kind="hour", starts_at=START, ends_at=START + timedelta(hours=2), total_minor=100
    )
    assert changed_total(hour, START, START + timedelta(minutes=121), BERLIN) == 150
    midnight = end_of_local_day(START, BERLIN)
    day = Booking(id="d", kind="day", starts_at=START, ends_at=midnight, total_minor=300)
    assert changed_total(day, START, midnight + timedelta(minutes=1), BERLIN) == 600
    month = Booking(
        id="m", kind="month", starts_at=START, ends_at=month_later(START, BERLIN), total_minor=400
    )
    assert changed_total(month, START, month_later(START, BERLIN, 2), BERLIN) == 800


@pytest.mark.parametrize(
    "odd",
    [
        Booking(id="b", starts_at=START),
        Booking(id="b", ends_at=START),
        Booking(id="b", starts_at=START, ends_at=START),
        Booking(id="b", kind="week", starts_at=START, ends_at=START + timedelta(hours=1)),
    ],
)
def test_what_has_no_price_of_a_unit_is_refused(odd: Booking) -> None:
    with pytest.raises(ValueError, match=r"without times|after its start|not a valid"):
        changed_total(odd, START, START + timedelta(hours=1), BERLIN)
