"""How it stands with a seat now and at another moment."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Seat
from app.core.changes import BookingRow
from app.core.seat_states import Held, SeatState, states
from tests.core.made import NOON, a_booking

HOUR = timedelta(hours=1)
SEAT = Seat(id="s1", library_id="lib", label="A-1")
CLOSED = Seat(id="s2", library_id="lib", label="A-2", available=False, closed_reason="lamp")


def row(
    start: float, end: float, status: str = "confirmed", seat_id: str = "s1", **fields: object
) -> BookingRow:
    name = f"{start} {end} {status}"
    times = {"starts_at": NOON + start * HOUR, "ends_at": NOON + end * HOUR}
    return BookingRow(booking=a_booking(name, status=status, seat_id=seat_id, **times, **fields))


def state(*rows: BookingRow, at: datetime = NOON, seat: Seat = SEAT) -> SeatState:
    return states([seat], rows, at, NOON)[seat.id]


def test_what_a_seat_can_be() -> None:
    assert state().held is Held.FREE
    assert state(row(-1, 1)).held is Held.EXPECTED
    assert state(row(-1, 1, "checked_in")).held is Held.HERE
    assert state(row(-1, 1, "pending")).held is Held.ASKED
    assert state(seat=CLOSED).held is Held.CLOSED
    held = state(row(-1, 1, "checked_in", "s2"), seat=CLOSED)
    assert (held.held, held.until) == (Held.HERE, NOON + HOUR)


def test_who_came_early_is_there() -> None:
    early = row(1, 2, "checked_in", checked_in_at=NOON - HOUR / 4)
    found = state(early)
    assert (found.held, found.row, found.until) == (Held.HERE, early, NOON + 2 * HOUR)
    assert state(early, at=NOON - HOUR / 2).held is Held.FREE
    # Beside whoever has the seat until then, it is still that one's.
    now = row(-1, 1, "checked_in")
    assert state(now, early).row == state(early, now).row == now
    assert state(now, early, at=NOON + HOUR).row == early


def test_what_ended_or_was_never_used_holds_nothing() -> None:
    for status in ("completed", "cancelled", "no_show", "declined", "expired"):
        assert state(row(-1, 1, status)).held is Held.FREE
    assert state(row(-3, -1)) == SeatState(seat=SEAT, held=Held.FREE)


def test_until_when_it_is_free_and_until_when_it_is_held() -> None:
    later = [row(3, 4), row(2, 3)]
    assert state(*later).until == NOON + 2 * HOUR
    assert state(*later, row(-1, 1)).until == NOON + HOUR
    # At the moment itself one has gone and the next is there.
    assert state(row(-1, 0), row(0, 1)).until == NOON + HOUR


def test_at_another_moment() -> None:
    rows = [row(-1, 1, "checked_in"), row(2, 4)]
    assert state(*rows, at=NOON + 1.5 * HOUR).held is Held.FREE
    assert state(*rows, at=NOON + 3 * HOUR).held is Held.EXPECTED
    # What was over before now and never used held its seat then all the same; nobody sat there.
    assert state(row(-3, -1), at=NOON - 2 * HOUR).held is Held.FREE


def test_who_should_have_gone_sits_there_until_somebody_else_sits_down() -> None:
    stays = row(-3, -1, "checked_in")
    assert (state(stays).held, state(stays).over) == (Held.HERE, True)
    # Whoever is expected now finds the seat taken.
    following = state(stays, row(-0.5, 1))
    assert (following.row, following.over) == (stays, True)
    sitting = row(-0.5, 1, "checked_in")
    following = state(stays, sitting)
    assert (following.row, following.over) == (sitting, False)
    # Nobody knows how long they will stay.
    assert state(stays, at=NOON + HOUR).held is Held.FREE


def test_of_two_on_one_seat_the_one_who_is_there_is_shown() -> None:
    both = [row(-1, 1, "checked_in"), row(-2, 2)]
    assert state(*both).held is Held.HERE
    assert state(*both[::-1]).held is Held.HERE


@given(
    st.lists(
        st.tuples(
            st.integers(-30, 30),
            st.integers(1, 20),
            st.sampled_from(("confirmed", "checked_in", "pending", "completed", "cancelled")),
        ),
        max_size=8,
    ),
    st.integers(-20, 40),
)
def test_a_seat_is_free_exactly_when_nobody_holds_it(
    told: list[tuple[int, int, str]], at: int
) -> None:
    moment = NOON + at * HOUR
    rows = [row(start, start + long, status) for start, long, status in told]
    found = state(*rows, at=moment)
    holding = [
        each
        for each in rows
        if each.booking.status == "checked_in"
        or (
            each.booking.status in {"confirmed", "pending"}
            and (each.booking.ends_at or NOON) > NOON
        )
    ]
    there = [
        each
        for each in holding
        if each.booking.starts_at and each.booking.ends_at
        if each.booking.starts_at <= moment < each.booking.ends_at
    ]
    sits = [each for each in there if each.booking.status == "checked_in"]
    stays = [
        each
        for each in holding
        if each.booking.status == "checked_in" and (each.booking.ends_at or NOON) <= moment
    ]
    if sits:
        assert found.row in sits
    elif stays and moment == NOON:
        assert found.row in stays
    elif there:
        assert found.row in there
    else:
        assert found.held is Held.FREE
        starts = [each.booking.starts_at for each in holding if each.booking.starts_at]
        assert found.until == min((start for start in starts if start > moment), default=None)
    assert found.over is (not sits and bool(stays) and moment == NOON)
