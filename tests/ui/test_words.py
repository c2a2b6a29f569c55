"""Money, times and counts in the person's words."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.contract.currencies import minor_digits
from app.contract.models import Library
from app.core import wording
from app.ui import language, words
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY

INDIA = ZoneInfo("Asia/Kolkata")
NOON = datetime(2026, 3, 10, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "minor", "currency", "told"),
    [
        ("en_IN", 12_000_000, "INR", "₹1,20,000.00"),
        ("en_IN", 5, "INR", "₹0.05"),
        ("en_US", 12_000_000, "INR", "₹120,000.00"),
        ("en_US", 999_999_999_999, "USD", "$9,999,999,999.99"),
        ("en_IN", 1250, "JPY", "¥1,250"),
        ("en_IN", 1250, "KWD", "KWD\u00a01.250"),
        ("de_DE", 123_456, "EUR", "1.234,56\u00a0€"),
        ("en_IN", -150, "INR", "-₹1.50"),
        ("en_IN", 150, "", "1.50"),
    ],
)
def test_money(locale: str, minor: int, currency: str, told: str) -> None:
    QLocale.setDefault(QLocale(locale))
    assert words.money(minor, currency) == told


@given(
    minor=st.integers(min_value=0, max_value=10**15),
    currency=st.sampled_from(["INR", "USD", "JPY", "KWD", "CHF"]),
    locale=st.sampled_from(["en_IN", "en_US", "de_DE", "fr_FR", "C"]),
)
def test_money_keeps_every_digit(minor: int, currency: str, locale: str) -> None:
    QLocale.setDefault(QLocale(locale))
    digits = "".join(re.findall(r"\d", words.money(minor, currency)))
    whole = digits.rjust(minor_digits(currency) + 1, "0")
    assert int(whole) == minor


def test_money_in_eastern_digits() -> None:
    QLocale.setDefault(QLocale("ar_EG"))
    assert "٫٠٥" in words.money(105, "INR")


@pytest.mark.parametrize(("count", "told"), [(1, "1 new booking"), (12, "12 new bookings")])
def test_counts_have_their_own_form_for_one(qapp: QApplication, count: int, told: str) -> None:
    language.speak(qapp, "en")
    language.speak(qapp, "en")
    assert words.translate("words", "%n new bookings", "", count) == told


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("en_GB", "Seat A-2 · today 14:05–16:05 · ₹100.00"),
        ("en_US", "Seat A-2 · today 2:05\u202fPM – 4:05\u202fPM · ₹100.00"),
        ("de_DE", "Seat A-2 · today 14:05–16:05 · 100,00\u00a0₹"),
    ],
)
def test_an_alert_writes_hours_and_money_as_the_pages_do(
    qapp: QApplication, locale: str, told: str
) -> None:
    language.speak(qapp, "en")
    QLocale.setDefault(QLocale(locale))
    at = datetime(2026, 3, 10, 8, 35, tzinfo=UTC)
    booking = a_booking(
        1, starts_at=at, ends_at=at + timedelta(hours=2), total_minor=10_000, currency="INR"
    )
    assert wording.body("booking:created", booking, LIBRARY, at) == told
    midnight = msgspec.structs.replace(booking, ends_at=datetime(2026, 3, 10, 18, 30, tzinfo=UTC))
    last = words.end_time(midnight.starts_at, midnight.ends_at or at, INDIA, at)
    assert last in wording.body("booking:created", midnight, LIBRARY, at)


def test_days_are_those_of_the_library() -> None:
    late = datetime(2026, 3, 10, 19, 0, tzinfo=UTC)
    assert words.day(late, INDIA, NOON) == "Tomorrow"
    assert words.day(late, UTC, NOON) == "Today"
    assert words.day(NOON - timedelta(days=1), INDIA, NOON) == "Yesterday"
    assert words.day(NOON + timedelta(days=5), INDIA, NOON) == "Sun 15 Mar"
    assert words.day(NOON + timedelta(days=400), INDIA, NOON) == "14 Apr 2027"


@pytest.mark.parametrize(("locale", "told"), [("en_GB", "14:05"), ("en_US", "2:05\u202fPM")])
def test_the_clock_has_12_or_24_hours(locale: str, told: str) -> None:
    QLocale.setDefault(QLocale(locale))
    at = datetime(2026, 3, 10, 8, 35, tzinfo=UTC)
    assert words.clock_time(at, INDIA) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(3, "Just now"), (70, "1 min ago"), (59 * 60, "59 min ago"), (3 * 3600, "3 h ago")],
)
def test_how_long_ago(seconds: int, told: str) -> None:
    assert words.ago(NOON - timedelta(seconds=seconds), INDIA, NOON) == told


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(45, "45 min"), (120, "2 h"), (150, "2 h 30 min"), (60 * 72, "3 days")],
)
def test_how_long(minutes: int, told: str) -> None:
    assert words.duration(NOON, NOON + timedelta(minutes=minutes)) == told


def test_the_hour_that_a_clock_change_takes_is_not_counted() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    starts = datetime(2026, 3, 29, 1, 0, tzinfo=berlin)
    assert words.duration(starts, datetime(2026, 3, 29, 4, 0, tzinfo=berlin)) == "2 h"


def test_an_unknown_zone_does_not_stop_the_window() -> None:
    assert words.zone_of(Library(id="1", name="x", timezone="Mars/Olympus")) is UTC
    assert words.zone_of(None) is UTC


def test_unknown_words_of_other_servers_are_shown_as_they_came() -> None:
    assert words.status_word("on_hold") == "On hold"
    assert words.payment_word("by_card") == "By card"
    assert words.pending_word("swap") == "Being sent…"
    assert words.student_word("  ") == "No name given"


def test_only_zones_with_another_time_are_foreign() -> None:
    here = datetime.now().astimezone().utcoffset()
    assert here is not None
    ahead = f"Etc/GMT{-round((here + timedelta(hours=5)).total_seconds() / 3600):+d}"
    libraries = [
        Library(id="a", name="A", timezone=ahead),
        Library(id="b", name="B", timezone=ahead),
        Library(id="c", name="C", timezone=f"Etc/GMT{-round(here.total_seconds() / 3600):+d}"),
    ]
    assert words.foreign_zones(libraries, datetime.now(UTC)) == [ahead]
