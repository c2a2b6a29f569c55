"""Another seat or another time, judged before anybody is asked."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking, BookingEdit, Seat
from app.core.commands import Action
from app.core.seating import Seating
from app.core.shift import STEP, Shift, Why, may_move, may_slide, may_stretch, shifted, stepped
from tests.core.made import NOON, a_booking

HOUR = timedelta(hours=1)
ZONE = ZoneInfo("Asia/Kolkata")
HERE = Seat(id="s12", library_id="lib", label="A-12")
THERE = Seat(id="s13", library_id="lib", label="A-13")
CLOSED = Seat(id="s14", library_id="lib", label="A-14", available=False)


def held(name: str, start: float, end: float, **fields: object) -> Booking:
    times = {"starts_at": NOON + start * HOUR, "ends_at": NOON + end * HOUR}
    return a_booking(name, **(times | fields))


def judged(
    seat: Seat, start: float, end: float, *others: Booking, booking: Booking | None = None
) -> Shift:
    moving = booking or held("b", 1, 3)
    seating = Seating([moving, *others], NOON)
    return shifted(moving, seat, NOON + start * HOUR, NOON + end * HOUR, seating, ZONE, NOON)


def test_another_seat_that_is_free() -> None:
    shift = judged(THERE, 1, 3)
    assert (shift.why, shift.is_another, shift.moves_in_time) == (None, True, False)
    assert (shift.purpose, shift.edit) == (Action.MOVE, BookingEdit(version=1, seat_id="s13"))
    assert shift.total_minor == 10_000


def test_another_end_and_another_time_with_the_price_of_it() -> None:
    longer = judged(HERE, 1, 4.5)
    assert (longer.why, longer.purpose) == (None, Action.EXTEND)
    assert longer.edit == BookingEdit(version=1, ends_at=NOON + 4.5 * HOUR)
    assert longer.total_minor == 20_000
    later = judged(THERE, 2, 4)
    assert later.purpose is Action.MOVE
    assert later.edit == BookingEdit(
        version=1, seat_id="s13", starts_at=NOON + 2 * HOUR, ends_at=NOON + 4 * HOUR
    )


def test_where_it_is_it_is_no_other() -> None:
    shift = judged(HERE, 1, 3)
    assert (shift.why, shift.is_another) == (None, False)


def test_what_stands_in_the_way() -> None:
    other = held("other", 2, 5, seat_id="s13")
    taken = judged(THERE, 1, 3, other)
    assert (taken.why, taken.taken) == (Why.TAKEN, other)
    assert judged(THERE, 1, 2, other).why is None
    assert judged(CLOSED, 1, 3).why is Why.CLOSED
    assert judged(HERE, 3, 3).why is Why.SHORT
    assert judged(HERE, -1, 1).why is Why.PAST
    assert judged(HERE, 1, -0.5).why is Why.SHORT


def test_one_that_has_begun_needs_the_seat_for_the_rest_of_its_time_alone() -> None:
    begun = held("b", -2, 2, status="checked_in")
    earlier = held("gone soon", -3, 0, seat_id="s13")
    assert judged(THERE, -2, 2, earlier, booking=begun).why is None
    assert judged(THERE, -2, 2, held("next", 1, 2, seat_id="s13"), booking=begun).why is Why.TAKEN
    assert judged(HERE, -2, -0.5, booking=begun).why is Why.PAST


def test_a_closed_seat_is_kept_by_who_has_it() -> None:
    booking = held("b", 1, 3, seat_id="s14")
    assert judged(CLOSED, 1, 4, booking=booking).why is None


@pytest.mark.parametrize(
    ("fields", "moves", "slides", "stretches"),
    [
        ({}, True, True, True),
        ({"status": "checked_in", "starts_at": NOON - HOUR}, True, False, True),
        ({"starts_at": NOON - HOUR}, True, False, True),
        ({"kind": "day"}, True, False, False),
        ({"kind": "month"}, True, False, False),
        ({"status": "completed"}, False, False, False),
        ({"status": "pending"}, True, True, True),
        ({"ends_at": NOON}, False, False, False),
        ({"starts_at": None}, False, False, False),
    ],
    ids=str,
)
def test_what_can_be_carried_how(
    fields: dict[str, object], *, moves: bool, slides: bool, stretches: bool
) -> None:
    booking = held("b", 1, 3, **fields)
    told = (may_move(booking, NOON), may_slide(booking, NOON), may_stretch(booking, NOON))
    assert told == (moves, slides, stretches)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001 - gets its zone below
    st.sampled_from(["Asia/Kolkata", "Asia/Kathmandu", "Europe/Berlin", "America/St_Johns"]),
)
def test_steps_are_quarters_of_the_library_s_clock(moment: datetime, zone: str) -> None:
    local = ZoneInfo(zone)
    aware = moment.replace(tzinfo=ZoneInfo("UTC"))
    near = stepped(aware, local)
    assert near.astimezone(local).minute % 15 == 0
    assert near.astimezone(local).second == 0
    assert abs(near - aware) <= STEP / 2


@given(
    st.integers(-8, 40),
    st.integers(1, 30),
    st.lists(st.tuples(st.integers(-8, 40), st.integers(1, 12))),
)
def test_what_is_allowed_never_overlaps_anybody(
    start: int, long: int, others: list[tuple[int, int]]
) -> None:
    quarter = HOUR / 4
    held_there = [
        held(f"o{place}", begins / 4, (begins + lasts) / 4, seat_id="s13")
        for place, (begins, lasts) in enumerate(others)
    ]
    shift = judged(THERE, start / 4, (start + long) / 4, *held_there)
    if shift.why is not None:
        return
    assert shift.ends_at - shift.starts_at == long * quarter
    for other in held_there:
        assert other.starts_at
        assert other.ends_at
        if other.ends_at > NOON:
            assert shift.ends_at <= other.starts_at or shift.starts_at >= other.ends_at
