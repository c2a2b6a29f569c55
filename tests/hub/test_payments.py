"""Money taken for a booking: amounts and the words for them, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.hub.people import Library, Person
from tests.hub.process import data_of
from tests.hub.refusals import refused
from tests.hub.zones import where_it_is_noon

TOTAL = 10_000
"""Two hours at 50 rupees."""


class Paying:
    """A booking of two hours, and the desk that takes money for it."""

    def __init__(self, library: Library, desk: Person, **more: Any) -> None:
        self.desk = desk
        self.booking = library.book(library.owner, hours=2, lasting=2, **more)
        self.path = f"/api/bookings/{self.booking['id']}"
        assert self.booking["totalMinor"] == TOTAL

    def sent(self, **edit: Any) -> Any:
        """The bare answer to an edit."""
        return self.desk.put(self.path, {"version": self.booking["version"], **edit})

    def told(self, **edit: Any) -> tuple[int, str]:
        """What the booking says of its money after an edit."""
        self.booking = data_of(self.sent(**edit))
        return self.money()

    def money(self) -> tuple[int, str]:
        return self.booking["paidMinor"], self.booking["paymentStatus"]

    def until(self, hours: float) -> str:
        """An end so many hours after the booking's start."""
        return (
            datetime.fromisoformat(self.booking["startsAt"]) + timedelta(hours=hours)
        ).isoformat()


@pytest.fixture
def paying(library: Library, staff: Person) -> Paying:
    return Paying(library, staff)


@pytest.mark.parametrize(
    ("paid", "word"), [(0, "unpaid"), (1, "partial"), (TOTAL - 1, "partial"), (TOTAL, "paid")]
)
def test_the_amount_says_the_word(library: Library, staff: Person, paid: int, word: str) -> None:
    paying = Paying(library, staff)
    assert paying.money() == (0, "unpaid")
    assert paying.told(paidMinor=paid) == (paid, word)
    made = Paying(library, staff, seat=1, paidMinor=paid)
    assert made.money() == (paid, word)


@pytest.mark.parametrize(
    ("paid", "why"), [(TOTAL + 1, "INR 100.00"), (-1, "amount"), (10**13, "amount")]
)
def test_an_amount_that_cannot_be_is_refused(
    library: Library, paying: Paying, paid: int, why: str
) -> None:
    asked = library.asked(seat=2, hours=2, lasting=2, studentName="Ravi", paidMinor=paid)
    for answer in (paying.sent(paidMinor=paid), library.owner.post("/api/bookings", asked)):
        error = refused(answer, 400, "invalid_input")
        assert error["details"]["field"] == "paidMinor"
        assert why in error["message"]
    assert data_of(paying.desk.get(paying.path)) == paying.booking


def test_too_much_is_refused_in_words(paying: Paying) -> None:
    error = refused(paying.sent(paidMinor=1_250_050), 400, "invalid_input")
    assert error["message"] == (
        "The booking costs INR 100.00, so INR 12,500.50 is too much. Give what was taken for it."
    )
    assert error["details"]["totalMinor"] == TOTAL


def test_the_word_alone_says_the_amount(paying: Paying) -> None:
    for word, paid in (
        ("paid", TOTAL),
        ("unpaid", 0),
        ("paid", TOTAL),
        ("refunded", 0),
        ("paid", TOTAL),
        ("exempt", 0),
        ("partial", 0),
    ):
        assert paying.told(paymentStatus=word) == (paid, word)
    paying.told(paidMinor=3000)
    assert paying.told(paymentStatus="partial") == (3000, "partial")
    paying.told(paidMinor=TOTAL)
    # Not all of it after all, and nobody says how much.
    assert paying.told(paymentStatus="partial") == (0, "partial")


def test_the_word_of_a_new_booking_says_the_amount(library: Library, staff: Person) -> None:
    for seat, (word, paid) in enumerate((("paid", TOTAL), ("partial", 0), ("exempt", 0))):
        assert Paying(library, staff, seat=seat, paymentStatus=word).money() == (paid, word)


def test_amount_and_word_together_must_fit(paying: Paying) -> None:
    assert paying.told(paidMinor=4000, paymentStatus="partial") == (4000, "partial")
    assert paying.told(paidMinor=0, paymentStatus="refunded") == (0, "refunded")
    for paid, word in ((4000, "paid"), (TOTAL, "unpaid"), (4000, "exempt"), (0, "partial")):
        error = refused(paying.sent(paidMinor=paid, paymentStatus=word), 400, "invalid_input")
        assert error["details"]["field"] == "paymentStatus"
        assert f"is not {word}." in error["message"]
    assert paying.told(paidMinor=2500) == (2500, "partial")


def test_a_move_keeps_what_was_taken_and_finds_its_word(paying: Paying) -> None:
    paying.told(paidMinor=TOTAL)
    assert paying.told(endsAt=paying.until(3)) == (TOTAL, "partial")
    assert paying.told(endsAt=paying.until(2)) == (TOTAL, "paid")
    # Half an hour less is the same price.
    assert paying.told(endsAt=paying.until(1.5)) == (TOTAL, "paid")
    assert paying.told(endsAt=paying.until(1)) == (TOTAL, "paid")
    assert paying.booking["totalMinor"] == TOTAL // 2
    # What the desk has seen so it may send again.
    assert paying.told(paidMinor=TOTAL, note="gets half of it back") == (TOTAL, "paid")
    refused(paying.sent(paidMinor=TOTAL - 1), 400, "invalid_input")
    assert paying.told(paidMinor=TOTAL // 2) == (TOTAL // 2, "paid")


def test_amount_and_move_in_one_edit_fit_the_new_price(paying: Paying) -> None:
    refused(paying.sent(paidMinor=15_000), 400, "invalid_input")
    assert paying.told(paidMinor=15_000, endsAt=paying.until(3)) == (15_000, "paid")
    assert paying.told(paymentStatus="paid", endsAt=paying.until(4)) == (20_000, "paid")


@pytest.mark.parametrize("word", ["unpaid", "refunded", "exempt", "partial"])
def test_a_move_keeps_a_word_that_no_amount_says(paying: Paying, word: str) -> None:
    paying.told(paymentStatus=word)
    assert paying.told(endsAt=paying.until(4)) == (0, word)


def test_a_student_pays_nothing_by_saying_so(library: Library, student: Person) -> None:
    booking = library.book(student, paidMinor=5000)
    assert (booking["paidMinor"], booking["paymentStatus"]) == (0, "unpaid")
    edit = {"version": 1, "paidMinor": 5000}
    refused(student.put(f"/api/bookings/{booking['id']}", edit), 403, "forbidden")


def test_money_is_taken_once_and_of_the_version_that_was_seen(paying: Paying) -> None:
    edit = {"version": 1, "paidMinor": 4000}
    first, again = (paying.desk.put(paying.path, edit, key="pay-1") for _ in range(2))
    assert data_of(first) == data_of(again)
    assert data_of(first)["version"] == 2
    error = refused(paying.desk.put(paying.path, edit), 409, "stale_version")
    assert error["details"]["current"]["paidMinor"] == 4000
    (entry,) = data_of(paying.desk.get(f"{paying.path}/history"))[1:]
    assert {"field": "paidMinor", "before": 0, "after": 4000} in entry["changes"]


def test_the_numbers_of_a_day_count_parts(library: Library) -> None:
    owner = library.owner
    zone = where_it_is_noon()
    data_of(owner.put(library.path, {"version": 1, "timezone": zone}))
    told_at_once: list[dict[str, Any]] = [
        {"paidMinor": 2000},
        {"paymentStatus": "paid"},
        {},
        {"paymentStatus": "exempt"},
    ]
    for seat, paying in enumerate(told_at_once):
        library.book(owner, seat=seat, hours=0, lasting=1, **paying)
    shortened = library.book(owner, seat=4, hours=0, lasting=2, paymentStatus="paid")
    ends = datetime.fromisoformat(shortened["startsAt"]) + timedelta(hours=1)
    edit = {"version": 1, "endsAt": ends.isoformat()}
    data_of(owner.put(f"/api/bookings/{shortened['id']}", edit))
    gone = library.book(owner, seat=5, hours=0, lasting=1, paidMinor=3000)
    data_of(owner.delete(f"/api/bookings/{gone['id']}"))
    told = data_of(owner.get("/api/bookings/stats", libraryId=library.id))
    assert told["day"] == datetime.now(ZoneInfo(zone)).date().isoformat()
    money = (told["paidMinor"], told["unpaidMinor"], told["revenueMinor"])
    assert money == (2000 + 5000 + 5000, 3000 + 5000, 20_000)
