"""The hub asks for a moved or longer booking what the desk reckons before, over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest

from app.contract.models import Booking
from app.contract.pricing import changed_total
from tests.hub.people import Library, Person
from tests.hub.process import data_of

ZONE = "Pacific/Apia"


@pytest.mark.parametrize(
    ("kind", "lasting", "later", "longer"),
    [
        ("hour", 2, 0, 0.25),
        ("hour", 2, 24.5, 3),
        ("hour", 3.5, 0, -3),
        ("day", 30, 0, 24),
        ("day", 60, 11.75, -50),
        ("month", 24 * 20, 24, 24 * 40),
        ("month", 24 * 70, 0, -24 * 60),
    ],
)
def test_the_hub_and_the_desk_reckon_alike(
    library: Library, student: Person, kind: str, lasting: float, later: float, longer: float
) -> None:
    owner = library.owner
    data_of(owner.put(library.path, {"version": 1, "timezone": ZONE}))
    booking = library.book(student, kind=kind, hours=5, lasting=lasting)
    prices = data_of(owner.get(f"{library.path}/pricing"))
    dearer = {"version": prices["version"], "hourMinor": 9, "dayMinor": 99, "monthMinor": 999}
    data_of(owner.put(f"{library.path}/pricing", dearer))
    starts, ends = (
        datetime.fromisoformat(booking[name]) + timedelta(hours=later)
        for name in ("startsAt", "endsAt")
    )
    ends += timedelta(hours=longer)
    expected = changed_total(msgspec.convert(booking, Booking), starts, ends, ZoneInfo(ZONE))
    move = {"version": 1, "startsAt": starts.isoformat(), "endsAt": ends.isoformat()}
    moved = data_of(owner.put(f"/api/bookings/{booking['id']}", move))
    assert moved["totalMinor"] == expected
    assert moved["totalMinor"] > 0
