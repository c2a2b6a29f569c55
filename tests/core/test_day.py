"""A library's day: who is expected, here, late and leaving, free seats, money, and the hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking, Seat
from app.core.changes import BookingRow
from app.core.day import Day, day_of, hours_of, hours_together, span_of, together
from tests.core.made import LIBRARY, NOON, a_booking

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
ZONE = ZoneInfo(LIBRARY.timezone)
RULED = msgspec.structs.replace(LIBRARY, no_show_after_minutes=20)
SEATS = tuple(
    Seat(id=f"s{number}", library_id="lib", label=f"A-{number}", available=number != 5)
    for number in range(1, 6)
)


def row(name: str, start: float, end: float, **fields: object) -> BookingRow:
    """A booking from so many hours after noon to so many, of a seat that nobody counts."""
    times = {"starts_at": NOON + start * HOUR, "ends_at": NOON + end * HOUR, "seat_id": "elsewhere"}
    return BookingRow(booking=a_booking(name, **(times | fields)))


def at_noon(*rows: BookingRow, now: datetime = NOON) -> Day:
    return day_of(RULED, ZONE, SEATS, rows, now)


def names(visits: tuple[object, ...]) -> list[str]:
    return [visit.booking.id for visit in visits]  # type: ignore[attr-defined]


def test_who_is_late_due_here_and_leaving() -> None:
    day = at_noon(
        row("came", -1, 2, status="checked_in"),
        row("stays too long", -3, -1, status="checked_in"),
        row("leaves soon", -2, 0.5, status="checked_in"),
        row("late", -0.25, 2),
        row("begins now", 0, 2),
        row("over", -3, 0),
        row("later", 2, 3),
        row("asks", 1, 2, status="pending"),
        row("asks since an hour", -1, 1, status="pending"),
        row("asked too late", -2, 0, status="pending"),
        row("tomorrow", 12, 13),
        row("pass", -24, 24 * 29, kind="month"),
        row("gone", -2, 1, status="completed"),
        row("cancelled", 1, 2, status="cancelled"),
    )
    assert names(day.late) == ["late", "begins now"]
    assert names(day.due) == ["later", "asks", "asks since an hour"]
    assert day.waiting == 2
    assert names(day.here) == ["stays too long", "leaves soon", "came"]
    assert names(day.leaving) == ["stays too long", "leaves soon"]


def test_a_seat_is_given_up_by_the_rule_or_when_it_is_no_longer_held() -> None:
    held = row("held", -1, 2, held_until=NOON + 5 * MINUTE)
    day = at_noon(row("late", -0.25, 2), held, row("pass", -1, 700, kind="month"))
    assert [visit.released_at for visit in day.late] == [NOON + 5 * MINUTE, NOON + 5 * MINUTE]
    free = day_of(LIBRARY, ZONE, SEATS, [held], NOON)
    assert [visit.released_at for visit in free.late] == [None]


def test_what_was_done_at_the_desk_counts_before_the_hub_has_it() -> None:
    def waiting(name: str, pending: str, **fields: object) -> BookingRow:
        return msgspec.structs.replace(row(name, -0.5, 2, **fields), pending=pending)

    day = at_noon(
        waiting("came", "check_in"),
        waiting("left", "check_out", status="checked_in"),
        waiting("cancelled", "cancel"),
        waiting("did not come", "no_show"),
        waiting("may come", "confirm", status="pending"),
        waiting("has a note", "note"),
        waiting("is booked", "walk_in"),
    )
    assert names(day.here) == ["came"]
    assert names(day.late) == ["may come", "has a note", "is booked"]
    assert names(day.due) == []
    (came,) = day.here
    assert (came.released_at, came.booking.status) == (None, "confirmed")


def test_who_came_early_holds_the_seat_already() -> None:
    early = row("early", 1, 3, seat_id="s1", status="checked_in", checked_in_at=NOON)
    on_the_way = msgspec.structs.replace(row("waits", 1, 3, seat_id="s2"), pending="check_in")
    day = at_noon(early, on_the_way)
    assert (len(day.here), day.free, day.free_later) == (2, 2, 2)
    hours = hours_of(ZONE, NOON.astimezone(ZONE).date(), [early], [], NOON)
    assert [hour.held for hour in hours if 11 <= hour.hour <= 15] == [0.0, 1.0, 1.0, 1.0, 0.0]


def test_seats_that_nobody_holds_now_and_in_two_hours() -> None:
    day = at_noon(
        row("now", -1, 1, seat_id="s1"),
        row("then", 1.5, 3, seat_id="s2"),
        row("both", -1, 3, seat_id="s3", status="checked_in"),
        row("no show", -1, 3, seat_id="s4", status="no_show"),
        row("closed", 0, 3, seat_id="s5"),
    )
    assert (day.seats, day.free, day.free_later) == (4, 2, 2)


def test_the_money_of_the_day_is_counted_as_the_hub_counts_it() -> None:
    day = at_noon(
        row("paid", -1, 1, total_minor=5_000, paid_minor=5_000, payment_status="paid"),
        row("half", 1, 2, total_minor=4_000, paid_minor=1_000, payment_status="partial"),
        row("cheaper since", 1, 2, total_minor=1_000, paid_minor=3_000, payment_status="paid"),
        row("no show", -2, -1, total_minor=700, payment_status="unpaid", status="no_show"),
        row("says only the word", 1, 2, total_minor=300, paid_minor=None, payment_status="paid"),
        row("free", 1, 2, total_minor=9_000, payment_status="exempt"),
        row("back", 1, 2, total_minor=9_000, payment_status="refunded"),
        row("cancelled", 1, 2, total_minor=9_000, status="cancelled"),
        row("yesterday", -13, 1, total_minor=9_000),
        row("tomorrow", 12, 14, total_minor=9_000),
        row("dinar", 1, 2, total_minor=1_250, paid_minor=250, currency="KWD"),
    )
    told = [(each.currency, each.total_minor, each.paid_minor) for each in day.takings]
    assert told == [("INR", 11_000, 7_300), ("KWD", 1_250, 250)]


def test_several_libraries_are_one_day_in_the_order_of_their_times() -> None:
    other = msgspec.structs.replace(LIBRARY, id="other")
    days = [
        at_noon(row("b", -0.5, 1), row("d", 2, 3), row("h", -1, 3, status="checked_in")),
        day_of(
            other,
            ZONE,
            SEATS[:2],
            [row("a", -1, 1), row("c", 1, 3), row("g", -1, 2, status="checked_in")],
            NOON,
        ),
    ]
    day = together(days)
    assert [*names(day.late), *names(day.due), *names(day.here)] == ["a", "b", "c", "d", "g", "h"]
    assert (day.seats, day.free) == (6, 6)
    assert together([]) == Day()


@pytest.mark.parametrize(
    ("zone", "day", "count", "labels"),
    [
        ("Europe/Berlin", date(2026, 3, 29), 23, ["00:00", "01:00", "03:00"]),
        ("Europe/Berlin", date(2026, 10, 25), 25, ["00:00", "01:00", "02:00", "02:00", "03:00"]),
        ("Australia/Lord_Howe", date(2026, 10, 4), 24, ["00:00", "01:00", "02:30"]),
        ("Asia/Kolkata", date(2026, 3, 10), 24, ["00:00", "01:00"]),
    ],
)
def test_the_hours_are_those_of_the_library_s_clock(
    zone: str, day: date, count: int, labels: list[str]
) -> None:
    local = ZoneInfo(zone)
    hours = hours_of(local, day, (), (), NOON)
    assert len(hours) == count
    assert [f"{hour.hour:02}:{hour.minute:02}" for hour in hours[: len(labels)]] == labels
    whole = span_of(day, local)
    assert (hours[0].starts_at, hours[-1].ends_at) == (whole.since, whole.until)
    full = BookingRow(
        booking=a_booking("all day", starts_at=whole.since, ends_at=whole.until, status="completed")
    )
    assert [hour.held for hour in hours_of(local, day, [full], (), NOON)] == [1.0] * count


def test_an_hour_is_as_full_as_its_minutes_are_beside_a_week_ago() -> None:
    week_ago = NOON - timedelta(days=7)
    hours = hours_of(
        ZONE,
        NOON.astimezone(ZONE).date(),
        [
            row("half", 0.5, 1.25),
            row("left early", -3, 3, status="completed", checked_out_at=NOON - 2.5 * HOUR),
            row("never came", -2, -1),
            row("no show", -2, 4, status="no_show"),
            row("pass", -200, 200, kind="month"),
        ],
        [
            BookingRow(
                booking=a_booking(
                    "then", starts_at=week_ago, ends_at=week_ago + HOUR, status="completed"
                )
            )
        ],
        NOON,
    )
    told = {hour.hour: (round(hour.held, 3), hour.before) for hour in hours if 9 <= hour.hour < 15}
    assert told == {
        9: (1.5, 0),
        10: (1, 0),
        11: (1, 0),
        12: (1.5, 1),
        13: (1.25, 0),
        14: (1, 0),
    }


def test_the_same_hour_of_two_libraries_is_one() -> None:
    day = NOON.astimezone(ZONE).date()
    one = hours_of(ZONE, day, [row("a", 0, 1)], (), NOON)
    both = hours_together([one, hours_of(ZONE, day, [row("b", 0, 2)], [row("c", 0, 1)], NOON)])
    told = {hour.hour: (hour.held, hour.before) for hour in both}
    assert (told[12], told[13]) == ((2, 0), (1, 0))
    assert [hour.hour for hour in both] == list(range(24))


_STATES = ("pending", "confirmed", "checked_in", "completed", "cancelled", "no_show")


@st.composite
def bookings(draw: st.DrawFn) -> list[Booking]:
    made = []
    for number in range(draw(st.integers(0, 12))):
        starts = NOON + draw(st.integers(-2_000, 2_000)) * MINUTE
        made.append(
            a_booking(
                f"b{number}",
                starts_at=starts,
                ends_at=starts + draw(st.integers(1, 3_000)) * MINUTE,
                status=draw(st.sampled_from(_STATES)),
                kind=draw(st.sampled_from(("hour", "day", "month"))),
                seat_id=draw(st.sampled_from([seat.id for seat in SEATS])),
            )
        )
    return made


@given(bookings())
def test_nobody_is_counted_twice_and_no_hour_is_lost(made: list[Booking]) -> None:
    rows = [BookingRow(booking=booking) for booking in made]
    day = at_noon(*rows)
    counted = [*names(day.late), *names(day.due), *names(day.here)]
    assert len(counted) == len(set(counted))
    assert set(names(day.leaving)) <= set(names(day.here))
    assert 0 <= day.free <= day.seats
    # What the hours hold in all is what each booking holds of the day.
    local = NOON.astimezone(ZONE).date()
    whole = span_of(local, ZONE)
    held = sum(hour.held for hour in hours_of(ZONE, local, rows, (), NOON))
    expected = sum(
        max(timedelta(), min(each.ends_at, whole.until) - max(each.starts_at, whole.since)) / HOUR
        for each in made
        if each.starts_at and each.ends_at
        if each.status in {"checked_in", "completed"}
        or (each.status in {"pending", "confirmed"} and each.ends_at > NOON)
    )
    assert abs(held - expected) < 1e-6
