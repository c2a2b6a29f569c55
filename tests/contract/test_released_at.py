"""When a booking to which nobody has come gives up its seat."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.lifecycle import Status, released_at
from tests.contract.strategies import instants

START = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
rules = st.integers(5, 1440)


@given(instants, rules, st.none() | instants)
def test_it_is_by_the_rule_or_by_a_later_hold(
    start: datetime, minutes: int, held: datetime | None
) -> None:
    due = released_at("confirmed", "hour", start, held, minutes)
    assert due is not None
    assert due in {start + timedelta(minutes=minutes), held}
    assert due >= start + timedelta(minutes=minutes)
    assert held is None or due >= held


@pytest.mark.parametrize("status", [*Status, "awaiting_payment"])
def test_only_a_confirmed_booking_waits_for_somebody(status: str) -> None:
    waits = released_at(status, "hour", START, None, 15) is not None
    assert waits == (status == "confirmed")


@pytest.mark.parametrize(
    ("kind", "waits"), [("hour", True), ("day", True), ("month", False), ("week", False)]
)
def test_who_holds_a_seat_for_a_month_need_not_come_each_day(kind: str, waits: bool) -> None:
    assert (released_at("confirmed", kind, START, None, 15) is not None) == waits
    assert (released_at("confirmed", kind, START, START, 15) is not None) == waits


def test_without_a_rule_or_a_start_nothing_is_given_up() -> None:
    assert released_at("confirmed", "hour", START, START, None) is None
    assert released_at("confirmed", "hour", None, START, 15) is None
