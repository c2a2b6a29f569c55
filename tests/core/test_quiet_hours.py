"""Quiet hours of a week: over midnight, over changes of the clocks, touching each other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.quiet_hours import QuietHours, next_begin, quiet_until

KOLKATA, BERLIN = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")
NIGHT = QuietHours(begins=22 * 60, ends=7 * 60)
# 2 March 2026 is a Monday.
WEEKEND = QuietHours(days=frozenset({5, 6}), begins=9 * 60, ends=18 * 60)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=KOLKATA)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (at(2, 21, 59), None),
        (at(2, 22), at(3, 7)),
        (at(2, 23, 30), at(3, 7)),
        (at(3, 0), at(3, 7)),
        (at(3, 6, 59), at(3, 7)),
        (at(3, 7), None),
    ],
)
def test_a_night_reaches_over_midnight(now: datetime, until: datetime | None) -> None:
    assert quiet_until([NIGHT], now.astimezone(UTC), KOLKATA) == until


def test_days_are_those_on_which_it_begins() -> None:
    friday = QuietHours(days=frozenset({4}), begins=22 * 60, ends=7 * 60)
    assert quiet_until([friday], at(7, 3), KOLKATA) == at(7, 7)
    assert quiet_until([friday], at(8, 3), KOLKATA) is None
    assert quiet_until([WEEKEND], at(6, 12), KOLKATA) is None
    assert quiet_until([WEEKEND], at(7, 12), KOLKATA) == at(7, 18)
    assert next_begin([WEEKEND], at(3, 12), KOLKATA) == at(7, 9)
    assert next_begin([], at(3, 12), KOLKATA) is None


def test_hours_that_touch_are_one() -> None:
    evening = QuietHours(begins=20 * 60, ends=22 * 60)
    assert quiet_until([NIGHT, evening], at(2, 21), KOLKATA) == at(3, 7)
    # All day, every day: there is an end to be told, a week ahead at the most.
    always = QuietHours(begins=0, ends=0)
    until = quiet_until([always], at(2, 12), KOLKATA)
    assert until is not None
    assert timedelta(days=6) < until - at(2, 12) <= timedelta(days=9)


def test_the_clock_on_the_wall_counts_when_the_clocks_change() -> None:
    # On 29 March 2026 it is never 2:30 in Berlin, and on 25 October it is so twice.
    spring = datetime(2026, 3, 28, 23, tzinfo=BERLIN)
    assert quiet_until([NIGHT], spring, BERLIN) == datetime(2026, 3, 29, 7, tzinfo=BERLIN)
    autumn = datetime(2026, 10, 24, 23, tzinfo=BERLIN)
    until = quiet_until([NIGHT], autumn, BERLIN)
    assert until == datetime(2026, 10, 25, 7, tzinfo=BERLIN)
    assert until is not None
    assert until.astimezone(UTC) - autumn.astimezone(UTC) == timedelta(hours=9)


def test_hours_that_cannot_be_are_passed_over() -> None:
    assert quiet_until([QuietHours(begins=-5), QuietHours(ends=9999)], at(2, 23), KOLKATA) is None


MINUTES = st.integers(0, 24 * 60 - 1)
HOURS = st.builds(
    QuietHours, days=st.frozensets(st.integers(0, 6), min_size=1), begins=MINUTES, ends=MINUTES
)


@given(st.lists(HOURS, max_size=5), st.integers(0, 14 * 24 * 60))
def test_it_is_quiet_exactly_when_the_day_and_the_time_say_so(
    week: list[QuietHours], minutes: int
) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC) + timedelta(minutes=minutes)
    clock = now.hour * 60 + now.minute
    before = (now.weekday() - 1) % 7

    def holds(hours: QuietHours) -> bool:
        over = hours.ends <= hours.begins
        here = (
            now.weekday() in hours.days and clock >= hours.begins and (over or clock < hours.ends)
        )
        return here or (over and before in hours.days and clock < hours.ends)

    until = quiet_until(week, now, UTC)
    assert (until is not None) is any(holds(hours) for hours in week)
    if until is not None and until - now < timedelta(days=7):
        # Where it ends it is over.
        assert quiet_until(week, until, UTC) is None
    begins = next_begin(week, now, UTC)
    assert begins is None or quiet_until(week, begins, UTC) is not None
