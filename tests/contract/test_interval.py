"""Half-open spans: what must always hold."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.contract.interval import overlaps

START = datetime(2026, 3, 1, 10, tzinfo=UTC)
minutes = st.integers(-200, 200)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@given(minutes, minutes, minutes, minutes)
def test_overlap_is_sharing_a_minute(a: int, b: int, c: int, d: int) -> None:
    shared = set(range(a, b)) & set(range(c, d))
    assert overlaps(at(a), at(b), at(c), at(d)) == bool(shared)


@given(minutes, minutes, minutes, minutes)
def test_overlap_has_no_side(a: int, b: int, c: int, d: int) -> None:
    assert overlaps(at(a), at(b), at(c), at(d)) == overlaps(at(c), at(d), at(a), at(b))


@given(minutes, st.integers(1, 100), st.integers(1, 100))
def test_spans_that_only_touch_do_not_overlap(start: int, first: int, second: int) -> None:
    middle = start + first
    assert not overlaps(at(start), at(middle), at(middle), at(middle + second))
