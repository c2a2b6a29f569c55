"""Which row of a basic backend is the walk-in that was asked for here."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from app.contract.models import Booking, BookingRequest
from app.core.commands import Undo
from app.core.own import is_of, shows
from tests.core.made import NOON


def test_a_server_that_keeps_milliseconds_or_seconds_has_the_same_walk_in() -> None:
    starts = NOON.replace(microsecond=987_654)
    asked = BookingRequest(
        library_id="lib",
        seat_id="3",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        student_name="Ravi Kumar",
    )
    for kept in (987_654, 987_000, 0):
        row = Booking(id="1", seat_id="3", starts_at=starts.replace(microsecond=kept))
        assert is_of(asked, msgspec.structs.replace(row, student_name=" Ravi  Kumar "))
        assert not is_of(asked, msgspec.structs.replace(row, student_name="Mina"))
    later = msgspec.structs.replace(row, starts_at=starts + timedelta(minutes=1))
    assert not is_of(asked, msgspec.structs.replace(later, student_name="Ravi Kumar"))


def test_a_check_in_that_was_taken_back_shows_as_what_was_before() -> None:
    back = Undo(booking_id="b1", status="confirmed", version=2)
    done = {
        status: shows(back, Booking(id="b1", status=status))
        for status in ("confirmed", "no_show", "checked_in", "cancelled")
    }
    assert done == {"confirmed": True, "no_show": True, "checked_in": False, "cancelled": False}
