"""Who may do what at each endpoint of the hub, as a table, and the requests to try it with."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import datetime
from typing import Any

from tests.hub.people import Library, Person, email
from tests.hub.process import PASSWORD, data_of

OK = "ok"
UNKNOWN, FORBIDDEN, MISSING = 401, 403, 404

Fill = Callable[[Library, "Case"], Any]


_numbers = itertools.count()


class Case:
    """What a request names: a seat and a time that no other case uses, and a booking of them."""

    def __init__(self, library: Library, student: Person) -> None:
        self._library = library
        number = next(_numbers)
        self.seat = 2 * number
        # One after the other, for a student holds one seat at a time.
        self.booking = library.book(student, seat=self.seat, hours=3 + number)

    def version(self, what: str = "") -> int:
        """The present version of the library, or of what hangs on it."""
        version: int = data_of(self._library.owner.get(self._library.path + what))["version"]
        return version

    def half_time(self) -> str:
        """When half of the booking is over."""
        starts, ends = (
            datetime.fromisoformat(self.booking[name]) for name in ("startsAt", "endsAt")
        )
        return (starts + (ends - starts) / 2).isoformat()

    def victim(self) -> str:
        """Somebody on the staff who may be let go."""
        body = {"name": "V", "email": email(), "password": PASSWORD}
        user_id: str = data_of(self._library.owner.post(f"{self._library.path}/staff", body))["id"]
        return user_id


def _nothing(_library: Library, _case: Case) -> Any:
    return None


CALLERS = ("anonymous", "student", "other student", "staff", "owner", "stranger")
OWNER_ALONE = (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING)
STAFF_TOO = (UNKNOWN, FORBIDDEN, FORBIDDEN, OK, OK, MISSING)
OF_THE_DESK = (UNKNOWN, FORBIDDEN, MISSING, OK, OK, MISSING)
SEAT = ("PUT", "/api/libraries/{library_id}/seats/{seat_id}")
LIBRARY = ("PUT", "/api/libraries/{library_id}")
PRICES = ("PUT", "/api/libraries/{library_id}/pricing")
BOOKING = ("PUT", "/api/bookings/{booking_id}")

# For each endpoint: what each caller gets, the student being the booking's own; then the body.
RULES: dict[tuple[str, str], tuple[tuple[Any, ...], Fill]] = {
    ("GET", "/api/health"): ((OK, OK, OK, OK, OK, OK), _nothing),
    ("POST", "/api/auth/register"): (
        (OK, OK, OK, OK, OK, OK),
        lambda *_: {"name": "A", "email": email(), "password": PASSWORD},
    ),
    ("POST", "/api/auth/login"): (
        (UNKNOWN,) * 6,
        lambda *_: {"email": email(), "password": PASSWORD},
    ),
    ("POST", "/api/auth/refresh"): ((UNKNOWN,) * 6, lambda *_: {"refreshToken": "x"}),
    ("POST", "/api/auth/logout"): ((OK,) * 6, lambda *_: {"refreshToken": "x"}),
    ("GET", "/api/auth/me"): ((UNKNOWN, OK, OK, OK, OK, OK), _nothing),
    ("GET", "/api/bookings"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("POST", "/api/bookings"): (
        (UNKNOWN, OK, OK, OK, OK, MISSING),
        lambda library, case: library.asked(seat=case.seat + 1, studentName="Ravi"),
    ),
    ("POST", "/api/libraries/{library_id}/acknowledgements"): (
        STAFF_TOO,
        lambda *_: {"alertIds": ["b:created:1"]},
    ),
    ("GET", "/api/bookings/stats"): ((UNKNOWN, FORBIDDEN, FORBIDDEN, OK, OK, MISSING), _nothing),
    ("GET", "/api/bookings/availability"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("GET", "/api/bookings/{booking_id}"): ((UNKNOWN, OK, MISSING, OK, OK, MISSING), _nothing),
    ("GET", "/api/bookings/{booking_id}/history"): (
        (UNKNOWN, OK, MISSING, OK, OK, MISSING),
        _nothing,
    ),
    ("PUT", "/api/bookings/{booking_id}"): (
        (UNKNOWN, FORBIDDEN, MISSING, OK, OK, MISSING),
        lambda *_: {"version": 1, "note": "x"},
    ),
    ("DELETE", "/api/bookings/{booking_id}"): ((UNKNOWN, OK, MISSING, OK, OK, MISSING), _nothing),
    ("POST", "/api/bookings/{booking_id}/check-in"): (
        (UNKNOWN, FORBIDDEN, MISSING, OK, OK, MISSING),
        _nothing,
    ),
    # Nobody has been checked in, so those who may are told that it does not fit.
    ("POST", "/api/bookings/{booking_id}/check-out"): (
        (UNKNOWN, FORBIDDEN, MISSING, 409, 409, MISSING),
        _nothing,
    ),
    ("GET", "/api/libraries"): ((UNKNOWN, OK, OK, OK, OK, OK), _nothing),
    ("POST", "/api/libraries"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, OK),
        lambda *_: {"name": "New"},
    ),
    ("GET", "/api/libraries/{library_id}"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("PUT", "/api/libraries/{library_id}"): (
        OWNER_ALONE,
        lambda _, case: {"version": case.version(), "name": "Named"},
    ),
    # A booking holds a seat, so the owner is told to end it first.
    ("DELETE", "/api/libraries/{library_id}"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, 409, MISSING),
        _nothing,
    ),
    ("GET", "/api/libraries/{library_id}/seats"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("POST", "/api/libraries/{library_id}/seats"): (
        OWNER_ALONE,
        lambda *_: {"count": 1},
    ),
    ("PUT", "/api/libraries/{library_id}/seats"): (
        OWNER_ALONE,
        lambda library, case: {
            "places": [{"seatId": library.seats[case.seat], "x": case.seat % 1000, "y": 0}]
        },
    ),
    ("PUT", "/api/libraries/{library_id}/seats/{seat_id}"): (
        OWNER_ALONE,
        lambda _, case: {"label": f"Window {case.seat}"},
    ),
    ("GET", "/api/libraries/{library_id}/pricing"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("PUT", "/api/libraries/{library_id}/pricing"): (
        OWNER_ALONE,
        lambda _, case: {"version": case.version("/pricing"), "hourMinor": 7000},
    ),
    ("POST", "/api/libraries/{library_id}/pricing/preview"): (
        (UNKNOWN, OK, OK, OK, OK, MISSING),
        lambda *_: {"kind": "day", "startsAt": "2026-05-01T09:00:00Z"},
    ),
    ("GET", "/api/libraries/{library_id}/snapshot"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, OK, OK, MISSING),
        _nothing,
    ),
    ("GET", "/api/libraries/{library_id}/staff"): (
        OWNER_ALONE,
        _nothing,
    ),
    ("POST", "/api/libraries/{library_id}/staff"): (
        OWNER_ALONE,
        lambda *_: {"name": "S", "email": email(), "password": PASSWORD},
    ),
    ("DELETE", "/api/libraries/{library_id}/staff/{user_id}"): (
        OWNER_ALONE,
        _nothing,
    ),
    ("GET", "/api/streams"): ((UNKNOWN, OK, OK, OK, OK, OK), _nothing),
    ("GET", "/api/streams/{stream}/events"): (
        (UNKNOWN, MISSING, MISSING, OK, OK, MISSING),
        _nothing,
    ),
}


def _with_version(what: str, **change: Any) -> Fill:
    return lambda _, case: {"version": case.version(what), **change}


def _edit(**change: Any) -> Fill:
    return lambda *_: {"version": 1, **change}


# What else an endpoint does, where that may be another's to do.
ACTS: dict[tuple[tuple[str, str], str], tuple[tuple[Any, ...], Fill]] = {
    (SEAT, "closed"): (
        STAFF_TOO,
        lambda *_: {"available": False, "closedReason": "broken lamp"},
    ),
    (SEAT, "opened"): (STAFF_TOO, lambda *_: {"available": True}),
    (SEAT, "put into a room"): (OWNER_ALONE, lambda *_: {"room": "Hall"}),
    (SEAT, "closed and renamed"): (
        OWNER_ALONE,
        lambda _, case: {"available": False, "label": f"Gone {case.seat}"},
    ),
    (("POST", "/api/libraries/{library_id}/seats"), "by its label"): (
        OWNER_ALONE,
        lambda _, case: {"label": f"New {case.seat}"},
    ),
    (LIBRARY, "zone"): (OWNER_ALONE, _with_version("", timezone="Asia/Kolkata")),
    (LIBRARY, "confirming"): (OWNER_ALONE, _with_version("", autoConfirm=True)),
    (LIBRARY, "rule of no-shows"): (OWNER_ALONE, _with_version("", noShowAfterMinutes=1440)),
    (LIBRARY, "no rule"): (OWNER_ALONE, _with_version("", noShowAfterMinutes=None)),
    (PRICES, "of a day"): (OWNER_ALONE, _with_version("/pricing", dayMinor=1)),
    (PRICES, "of a month"): (OWNER_ALONE, _with_version("/pricing", monthMinor=1)),
    (BOOKING, "name"): (OF_THE_DESK, _edit(studentName="Ravi", studentPhone="98450")),
    (BOOKING, "money"): (OF_THE_DESK, _edit(paidMinor=1)),
    (BOOKING, "word of money"): (OF_THE_DESK, _edit(paymentStatus="exempt")),
    (BOOKING, "no-show"): (OF_THE_DESK, _edit(status="no_show")),
    (BOOKING, "seat"): (
        OF_THE_DESK,
        lambda library, case: {"version": 1, "seatId": library.seats[case.seat + 1]},
    ),
    (BOOKING, "hold"): (
        OF_THE_DESK,
        lambda _, case: {"version": 1, "heldUntil": case.booking["endsAt"]},
    ),
    (BOOKING, "shorter stay"): (
        OF_THE_DESK,
        lambda _, case: {"version": 1, "endsAt": case.half_time()},
    ),
}
CASES = {(rule, ""): told for rule, told in RULES.items()} | ACTS
