"""The ways between the states of a booking."""

from __future__ import annotations

import pytest

from app.contract.lifecycle import TRANSITIONS, Status, holds_seat, may_become

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
