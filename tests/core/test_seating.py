"""Free seats and clashes, as the desk's copy knows them."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking, Seat
from app.core.reader import Reader
from app.core.seating import Seating
from app.core.store import Store
from tests.core.made import NOON, a_booking, live, told

HOUR = timedelta(hours=1)


def held(name: str, start: int, end: int, **fields: object) -> Booking:
    span = {"starts_at": NOON + start * HOUR, "ends_at": NOON + end * HOUR}
    return a_booking(name, **(span | fields))


def test_who_came_early_holds_the_seat_from_then_on() -> None:
    early = held("early", 1, 3, status="checked_in", checked_in_at=NOON - 2 * HOUR)
    seating = Seating([early], NOON)
    assert seating.at("s12", NOON) == early
    assert seating.free_until("s12", NOON) == NOON
    assert seating.clash("s12", NOON, NOON + HOUR / 2) == early
    # Of a check-in that was taken back nobody is there.
    back = held("early", 1, 3, checked_in_at=NOON - 2 * HOUR)
    assert Seating([back], NOON).at("s12", NOON) is None


def test_who_holds_a_seat_and_until_when_it_is_free() -> None:
    seating = Seating(
        [
            held("later", 4, 6),
            held("now", -1, 2),
            held("over", -3, 0),
            held("gone", 2, 4, status="cancelled"),
            held("other", 0, 9, seat_id="s13"),
        ],
        NOON,
    )
    assert [booking.id for booking in seating.on("s12")] == ["now", "later"]
    now, none = seating.at("s12", NOON), seating.at("s12", NOON + 2 * HOUR)
    assert (now and now.id, none) == ("now", None)
    assert seating.free_until("s12", NOON) == NOON
    assert seating.free_until("s12", NOON, but="now") == NOON + 4 * HOUR
    assert seating.free_until("s12", NOON + 2 * HOUR) == NOON + 4 * HOUR
    assert seating.free_until("s12", NOON + 6 * HOUR) is None
    assert seating.clash("s12", NOON + 2 * HOUR, NOON + 4 * HOUR) is None
    clash = seating.clash("s12", NOON + 2 * HOUR, NOON + 5 * HOUR)
    assert clash is not None
    assert clash.id == "later"
    assert seating.clash("s12", NOON, NOON + 5 * HOUR, but="now") == clash


def test_the_seat_that_is_free_for_the_shortest_time_is_proposed_first() -> None:
    seats = [
        Seat(id=f"s{number}", library_id="lib", label=f"A-{number}", ordinal=number)
        for number in range(1, 6)
    ]
    seats[4] = Seat(id="s5", library_id="lib", label="A-5", ordinal=0, available=False)
    seating = Seating(
        [
            held("a", 3, 4, seat_id="s2"),
            held("b", 2, 9, seat_id="s3"),
            held("c", 0, 1, seat_id="s1"),
        ],
        NOON,
    )
    proposed = seating.proposed(seats, NOON, NOON + 2 * HOUR)
    assert [seat.id for seat in proposed] == ["s3", "s2", "s4"]


spans = st.tuples(st.integers(0, 8), st.integers(1, 4)).map(lambda it: (it[0], it[0] + it[1]))


@given(st.lists(st.tuples(st.sampled_from(["s1", "s2"]), spans), max_size=8), spans)
def test_a_seat_is_free_or_somebody_clashes(
    bookings: list[tuple[str, tuple[int, int]]], wanted: tuple[int, int]
) -> None:
    seating = Seating(
        [held(f"b{number}", *span, seat_id=seat) for number, (seat, span) in enumerate(bookings)],
        NOON,
    )
    starts_at, ends_at = (NOON + hours * HOUR for hours in wanted)
    for seat in ("s1", "s2"):
        taken = any(
            name == seat and start < wanted[1] and end > wanted[0]
            for name, (start, end) in bookings
        )
        assert (seating.clash(seat, starts_at, ends_at) is not None) is taken
        free = seating.free_until(seat, starts_at)
        assert (free is None or free >= ends_at) is not taken


def test_the_reader_gives_what_holds_a_seat(store: Store, reader: Reader) -> None:
    store.apply(
        live(
            1,
            told(held("now", -1, 2)),
            told(held("over", -3, 0)),
            told(held("asked", 3, 4, status="pending")),
            told(held("gone", 3, 4, status="no_show")),
            told(held("elsewhere", 3, 4, library_id="other")),
            told(held("endless", 3, 4, ends_at=None)),
        )
    )
    rows = reader.holding("lib", NOON)
    assert [row.booking.id for row in rows] == ["now", "asked"]
