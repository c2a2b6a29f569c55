"""What the order of a basic backend's list says of the rows that it does not show."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking
from app.core.listed import ORDERED, Listed
from tests.core.made import NOON, a_booking


def listed(rows: Iterable[Booking]) -> Listed:
    return Listed({each.id: each for each in rows}, {})


def made_in_turn(count: int, at_once: int = 1) -> list[Booking]:
    """Rows by number; so many of them begin at the same time."""
    return [
        a_booking(str(each), starts_at=NOON + timedelta(minutes=each // at_once), ends_at=None)
        for each in range(count)
    ]


@given(
    st.data(),
    st.integers(0, 20),
    st.integers(ORDERED + 1, 30),
    st.integers(1, 40),
    st.booleans(),
)
def test_a_row_out_of_the_midst_is_passed_over_and_one_beyond_the_end_is_not(
    data: st.DataObject, cut: int, length: int, at_once: int, newest_first: bool
) -> None:
    rows = made_in_turn(cut + length, at_once)
    shown = rows[cut:]
    gone = shown.pop(data.draw(st.integers(1, length - 2)))
    if newest_first:
        shown.reverse()
    list_ = listed(shown)
    assert list_.passes_over(gone)
    assert not any(list_.passes_over(each) for each in (*rows[:cut], *shown))


def test_a_list_without_an_order_says_nothing() -> None:
    rows = made_in_turn(3 * ORDERED)
    gone = rows.pop(ORDERED)
    assert not listed([*rows[1::2], *rows[::2]]).passes_over(gone)


def test_a_few_rows_may_stand_in_an_order_by_chance() -> None:
    rows = made_in_turn(ORDERED)
    gone = rows.pop(2)
    assert not listed(rows).passes_over(gone)


def test_a_row_beyond_the_end_of_one_order_may_be_within_another() -> None:
    rows = made_in_turn(3 * ORDERED)
    gone = rows.pop(ORDERED)
    assert listed(rows).passes_over(gone)
    later = msgspec.structs.replace(gone, starts_at=NOON + timedelta(days=9))
    assert not listed(rows).passes_over(later)
    assert not listed(rows).passes_over(msgspec.structs.replace(gone, starts_at=None))
