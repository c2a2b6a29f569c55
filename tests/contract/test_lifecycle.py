"""The ways between the states of a booking."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.contract.lifecycle import (
    TRANSITIONS,
    Status,
    amounts_to,
    holds_seat,
    is_time_to_check_in,
    may_become,
    may_step,
)

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
A_MOMENT = timedelta(microseconds=1)

WAYS = {
    ("pending", "confirmed"),
    ("pending", "declined"),
    ("pending", "cancelled"),
    ("pending", "expired"),
    ("confirmed", "checked_in"),
    ("confirmed", "cancelled"),
    ("confirmed", "expired"),
    ("confirmed", "no_show"),
    ("checked_in", "completed"),
    ("checked_in", "confirmed"),
    ("no_show", "checked_in"),
    ("completed", "checked_in"),
}


@pytest.mark.parametrize("now", list(Status))
@pytest.mark.parametrize("then", list(Status))
def test_only_the_ways_of_the_design_are_open(now: Status, then: Status) -> None:
    assert may_become(now, then) == ((now.value, then.value) in WAYS)


def test_every_state_has_its_ways_and_can_be_reached() -> None:
    assert set(TRANSITIONS) == set(Status)
    assert {then for _, then in WAYS} | {"pending"} == {status.value for status in Status}


def test_words_of_other_backends_go_nowhere_and_hold_nothing() -> None:
    assert not may_become("awaiting_payment", "confirmed")
    assert not may_become("confirmed", "teleported")
    assert not holds_seat("awaiting_payment")


def test_what_ended_unused_or_is_done_holds_no_seat() -> None:
    holding = {status.value for status in Status if holds_seat(status)}
    assert holding == {"pending", "confirmed", "checked_in"}


@pytest.mark.parametrize("status", ["confirmed", "no_show", "completed"])
def test_nobody_is_checked_in_once_the_booking_is_over(status: str) -> None:
    assert may_step(status, "checked_in", NOW + A_MOMENT, NOW)
    assert may_step(status, "checked_in", None, NOW)
    assert not may_step(status, "checked_in", NOW, NOW)


def test_who_is_still_there_when_it_is_over_can_leave_and_it_can_be_settled() -> None:
    assert may_step("checked_in", "completed", NOW, NOW)
    assert may_step("confirmed", "no_show", NOW, NOW)
    assert may_step("confirmed", "cancelled", NOW, NOW)


@pytest.mark.parametrize("status", [*Status, "awaiting_payment"])
def test_a_booking_that_is_over_and_was_never_used_is_nothing_to_come(status: str) -> None:
    unused = {"confirmed": "no_show", "pending": "expired"}
    assert amounts_to(status, NOW + A_MOMENT, NOW) == status
    assert amounts_to(status, None, NOW) == status
    assert amounts_to(status, NOW, NOW) == unused.get(status, status)


def test_the_time_to_check_in_is_within_what_may_be_done() -> None:
    for minutes in range(-90, 150, 5):
        starts = NOW + timedelta(minutes=minutes)
        ends = starts + timedelta(hours=1)
        if is_time_to_check_in(starts, ends, NOW):
            assert may_step("confirmed", "checked_in", ends, NOW)
