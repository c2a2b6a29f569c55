"""Hypothesis strategies for what travels: instants, zones, prices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.contract.models import Pricing

ZONES = ("Asia/Kolkata", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC")

zones = st.sampled_from(ZONES).map(ZoneInfo)
instants = st.datetimes(
    min_value=datetime(2024, 1, 1),  # noqa: DTZ001 - hypothesis wants naive bounds
    max_value=datetime(2030, 1, 1),  # noqa: DTZ001 - likewise
    timezones=st.just(UTC),
)
spans = st.integers(min_value=1, max_value=90 * 24 * 60).map(lambda m: timedelta(minutes=m))
pricings = st.builds(
    Pricing,
    library_id=st.just("lib"),
    currency=st.sampled_from(["INR", "JPY", "KWD"]),
    hour_minor=st.integers(0, 10**6),
    day_minor=st.integers(0, 10**7),
    month_minor=st.integers(0, 10**8),
)
