"""What alerts say to people."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core import wording, writing
from app.core.changes import AlertKind
from tests.core.made import LIBRARY, NOON, a_booking

KOLKATA = LIBRARY
SAMPLE = msgspec.structs.replace(LIBRARY, demo=True)
SINGLE = [kind for kind in AlertKind if kind is not AlertKind.SUMMARY]


def test_a_new_booking_names_the_student_seat_time_and_price() -> None:
    booking = a_booking()
    assert wording.title(AlertKind.CREATED, booking) == "New booking: Asha Verma"
    told = wording.body(AlertKind.CREATED, booking, KOLKATA, NOON)
    assert told == "Seat A-12 · today 12:00–14:00 · ₹100.00"


def test_a_cancellation_names_its_reason() -> None:
    booking = a_booking(status="cancelled", cancel_reason="Fell\nill")
    assert wording.title(AlertKind.CANCELLED, booking) == "Cancelled: Asha Verma"
    assert wording.body(AlertKind.CANCELLED, booking, KOLKATA, NOON).endswith(" · Fell ill")


@pytest.mark.parametrize(
    ("status", "begins"), [("declined", "Declined: "), ("expired", "Expired: ")]
)
def test_an_end_is_called_what_it_is(status: str, begins: str) -> None:
    assert wording.title(AlertKind.CANCELLED, a_booking(status=status)).startswith(begins)


@pytest.mark.parametrize(
    ("days", "word"),
    [(-1, "yesterday "), (0, "today "), (1, "tomorrow "), (6, "Mon 16 Mar "), (300, "2027 ")],
)
def test_days_near_and_far_have_their_words(days: int, word: str) -> None:
    starts = NOON + timedelta(days=days)
    booking = a_booking(starts_at=starts, ends_at=starts + timedelta(hours=1))
    assert word in wording.body(AlertKind.CREATED, booking, KOLKATA, NOON)


def test_the_day_is_that_of_the_library_not_of_utc() -> None:
    late = NOON + timedelta(hours=13)  # 01:00 of the next day in Kolkata, 19:30 in UTC
    booking = a_booking(starts_at=late, ends_at=late + timedelta(hours=1))
    assert "tomorrow 01:00–02:00" in wording.body(AlertKind.CREATED, booking, KOLKATA, NOON)


def test_a_booking_until_midnight_ends_at_24() -> None:
    midnight = NOON + timedelta(hours=12)
    booking = a_booking(ends_at=midnight)
    assert "today 12:00–24:00" in wording.body(AlertKind.CREATED, booking, KOLKATA, NOON)


def test_a_longer_booking_names_both_days() -> None:
    booking = a_booking(ends_at=NOON + timedelta(days=1))
    told = wording.body(AlertKind.CREATED, booking, KOLKATA, NOON)
    assert "today 12:00 – tomorrow 12:00" in told


@pytest.mark.parametrize(
    ("minor", "currency", "told"),
    [
        (12_000_000, "INR", "₹1,20,000.00"),
        (99_900, "INR", "₹999.00"),
        (123_456_789, "USD", "$1,234,567.89"),
        (1500, "JPY", "¥1,500"),
        (1250, "KWD", "KWD 1.250"),
        (-5, "EUR", "-€0.05"),
    ],
)
def test_money_is_written_as_its_currency_is(minor: int, currency: str, told: str) -> None:
    assert writing.PLAIN.money(minor, currency) == told


def test_a_wrong_zone_does_not_stop_an_alert() -> None:
    for zone in ("Mars/Olympus", "../etc"):
        library = msgspec.structs.replace(LIBRARY, timezone=zone)
        assert "today 06:30" in wording.body(AlertKind.CREATED, a_booking(), library, NOON)


@pytest.mark.parametrize("name", ["", "   ", "\n\t", "\u200b\u200d", "\u202e"])
def test_a_name_that_shows_nothing_becomes_a_student(name: str) -> None:
    assert wording.title(AlertKind.CREATED, a_booking(student_name=name)).endswith("A student")


def test_a_name_cannot_turn_the_line_around() -> None:
    title = wording.title(AlertKind.CREATED, a_booking(student_name="Asha\u202eamreV"))
    assert "\u202e" not in title


@pytest.mark.parametrize(
    ("seat_id", "label", "told"),
    [
        ("11", "A-3", "Seat A-3 · today 12:00–14:00"),
        ("11", "", "Seat 11 · today 12:00–14:00"),
        ("65f0c2a4e1b2c3d4e5f60718", "", "today 12:00–14:00"),
        (None, "", "No seat · today 12:00–14:00"),
    ],
)
def test_a_seat_without_a_label_is_not_called_none(
    seat_id: str | None, label: str, told: str
) -> None:
    booking = a_booking(seat_id=seat_id, seat_label=label, status="cancelled")
    assert wording.body(AlertKind.CANCELLED, booking, KOLKATA, NOON) == told


@given(st.text(), st.text(), st.sampled_from(SINGLE))
def test_every_alert_is_one_short_line_that_says_something(
    name: str, seat: str, kind: AlertKind
) -> None:
    booking = a_booking(student_name=name, seat_label=seat)
    title, body = wording.title(kind, booking), wording.body(kind, booking, KOLKATA, NOON)
    assert title.strip()
    assert body.strip()
    assert len(title) <= wording.NAME_LIMIT + 20
    for line in (title, body):
        assert len(line.splitlines()) == 1


def test_a_summary_counts_by_kind() -> None:
    kinds = [AlertKind.CREATED] * 6 + [AlertKind.CANCELLED] * 2 + [AlertKind.CHECKIN]
    told = wording.summary_title(kinds)
    assert told == "While you were away: 6 bookings, 2 cancellations, 1 arrival"


def test_a_summary_says_who_where_and_when_of_the_first() -> None:
    first = [
        (AlertKind.CREATED, a_booking(student_name="Asha Verma", seat_label="A-3")),
        (
            AlertKind.CANCELLED,
            a_booking(
                student_name="Ravi",
                seat_id=None,
                seat_label="",
                starts_at=None,
                status="cancelled",
            ),
        ),
    ]
    lines = [wording.line(kind, booking, KOLKATA, NOON) for kind, booking in first]
    told = wording.summary_body(lines, 7, KOLKATA).splitlines()
    assert told[0].startswith("Asha Verma · Seat A-3 · ")
    assert told[1:] == ["Cancelled: Ravi · No seat", "and 5 more"]
    assert wording.summary_body(lines, 2, KOLKATA).count("\n") == 1
    assert wording.summary_body(lines, 2, SAMPLE).endswith("\nsample library")
    several = wording.summary_body(lines, 2, SAMPLE, several=True)
    assert several.endswith(f"\n{SAMPLE.name}\nsample library")


def test_what_nobody_really_booked_says_so() -> None:
    told = wording.body(AlertKind.CREATED, a_booking(), SAMPLE, NOON)
    assert told == "Seat A-12 · today 12:00–14:00 · ₹100.00 · sample library"
