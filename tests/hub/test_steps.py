"""What a step in a booking's life changes, by the hub's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import create_engine

from app.contract.errors import WrongState
from app.contract.lifecycle import Status
from app.contract.models import Booking
from app.hub import schema
from app.hub.steps import step
from app.hub.work import Work

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def step_at(now: datetime, status: str, then: str) -> Status:
    """The status after a step at `now` of a booking that ends at NOW."""
    with create_engine("sqlite://").connect() as conn:
        schema.metadata.create_all(conn)
        ending = Booking(id="b-1", status=status, ends_at=NOW)
        changes, _ = step(Work(conn, now), ending, then)
        return Status(changes["status"])


@pytest.mark.parametrize("status", [Status.CONFIRMED, Status.NO_SHOW, Status.COMPLETED])
def test_a_booking_that_is_over_checks_nobody_in(status: Status) -> None:
    before = NOW - timedelta(microseconds=1)
    assert step_at(before, status, Status.CHECKED_IN) == Status.CHECKED_IN
    with pytest.raises(WrongState, match="time is over") as refused:
        step_at(NOW, status, Status.CHECKED_IN)
    assert refused.value.details["current"]["id"] == "b-1"


@pytest.mark.parametrize(
    ("status", "then"),
    [
        (Status.CHECKED_IN, Status.COMPLETED),
        (Status.CHECKED_IN, Status.CONFIRMED),
        (Status.CONFIRMED, Status.NO_SHOW),
        (Status.CONFIRMED, Status.CANCELLED),
    ],
)
def test_a_booking_that_is_over_can_be_settled(status: Status, then: Status) -> None:
    assert step_at(NOW, status, then) == then
