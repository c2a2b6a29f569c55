"""The pauses between attempts grow, spread, and stay within their bounds."""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.pauses import LAST_PAUSE_S, LAST_RETRY_S, backoff, retry_pause

DRAWN = 200


@pytest.mark.parametrize(
    ("pause", "longest"), [(backoff, LAST_PAUSE_S), (retry_pause, LAST_RETRY_S)]
)
@given(failures=st.integers(1, 10**6))
def test_a_pause_is_neither_none_nor_endless(
    pause: Callable[[int], float], longest: float, failures: int
) -> None:
    assert 0.1 <= pause(failures) <= longest


@pytest.mark.parametrize(
    ("pause", "longest"), [(backoff, LAST_PAUSE_S), (retry_pause, LAST_RETRY_S)]
)
def test_pauses_grow_and_are_not_all_alike(pause: Callable[[int], float], longest: float) -> None:
    first, fourth, late = ([pause(failures) for _ in range(DRAWN)] for failures in (1, 4, 40))
    assert mean(first) < mean(fourth) < mean(late)
    # Half of the longest on average: many desks do not come back at one moment.
    assert longest / 3 < mean(late) < longest * 2 / 3
    assert len(set(late)) > DRAWN / 2
