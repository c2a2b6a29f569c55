"""Which alerts of a burst are told one by one, and when the rest is."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
import pytest

from app.core.catalogue import ours
from app.core.changes import Alert, AlertKind
from app.ui.alert_toasts import LONGEST_LINE, NAMED, burst_toast
from app.ui.bursts import CALM_S, GATHER_MOST_S, GATHER_S, LONGEST_S, ONE_BY_ONE, Burst

AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def some(count: int, first: int = 0) -> list[Alert]:
    return [
        Alert(
            id=f"a-{number}", kind=AlertKind.CREATED, library_id="lib-1", title="", body="",
            at=AT, received_at=AT, summary=False,
        )
        for number in range(first, first + count)
    ]  # fmt: skip


def test_the_first_are_told_at_once_and_what_follows_is_gathered() -> None:
    burst = Burst(0)
    for number in range(ONE_BY_ONE):
        assert burst.take(some(1, number), number * 0.1)
        assert burst.wait(number * 0.1) is None
    assert not burst.take(some(1, 3), 0.5)
    assert burst.wait(0.5) == GATHER_S


def test_many_at_once_do_not_wait() -> None:
    burst = Burst(0)
    assert not burst.take(some(ONE_BY_ONE + 1), 0)
    assert burst.wait(0) == 0


def test_what_goes_on_coming_is_told_all_the_same() -> None:
    burst = Burst(0)
    burst.take(some(ONE_BY_ONE), 0)
    now, told = 0.0, 0.0
    for number in range(100):
        now += GATHER_S / 2
        burst.take(some(1, 10 + number), now)
        if burst.wait(now) == 0:
            told = now
            break
    assert GATHER_MOST_S < told <= GATHER_MOST_S + GATHER_S


def test_all_is_told_once_as_new_and_the_toast_stands_for_all() -> None:
    burst = Burst(0)
    burst.take(some(5), 0)
    assert burst.tell() == (tuple(some(5)), tuple(some(5)))
    burst.take(some(2, 5), 1)
    everything, fresh = burst.tell()
    assert everything == tuple(some(7))
    assert fresh == tuple(some(2, 5))
    assert burst.wait(1) is None
    burst.forget()
    assert not burst.take(some(1, 7), 1.5)
    assert burst.wait(1.5) == pytest.approx(GATHER_S)
    assert burst.tell() == (tuple(some(1, 7)), tuple(some(1, 7)))


def test_calm_ends_it_and_so_does_its_length_but_not_with_something_untold() -> None:
    burst = Burst(0)
    burst.take(some(1), 0)
    assert not burst.is_over(CALM_S - 0.01)
    assert burst.is_over(CALM_S)
    now = 0.0
    while now < LONGEST_S:
        burst.take(some(1), now)
        burst.tell()
        assert not burst.is_over(now + 0.9)
        now += 1
    assert burst.is_over(LONGEST_S)
    burst.take(some(1), LONGEST_S)
    assert not burst.is_over(LONGEST_S + CALM_S)


def test_a_long_name_makes_no_high_toast() -> None:
    long = [
        msgspec.structs.replace(each, title=f"New booking: {'Anantha ' * 30}", body="Seat A-1")
        for each in some(4)
    ]
    toast = burst_toast(long, ours())
    named = toast.body.splitlines()[:NAMED]
    assert len(named) == NAMED
    assert all(len(line) == LONGEST_LINE and line.endswith("…") for line in named)
