"""Who may do what: a rule for every endpoint, each tried by every kind of caller."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from app.hub.hub import ENDPOINTS
from app.hub.routes.answers import JsonBody
from tests.hub.people import Library, Person, another_library, email, hire, register
from tests.hub.process import PASSWORD, HubProcess, data_of

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
        self.booking = library.book(student, seat=self.seat, hours=3 + number)["id"]

    def version(self, what: str = "") -> int:
        """The present version of the library, or of what hangs on it."""
        version: int = data_of(self._library.owner.get(self._library.path + what))["version"]
        return version

    def victim(self) -> str:
        """Somebody on the staff who may be let go."""
        body = {"name": "V", "email": email(), "password": PASSWORD}
        user_id: str = data_of(self._library.owner.post(f"{self._library.path}/staff", body))["id"]
        return user_id


def _nothing(_library: Library, _case: Case) -> Any:
    return None


# For each endpoint: what anonymous, student (the booking's own), another student, staff, owner
# and the owner of another library get; then the body.
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
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        lambda _, case: {"version": case.version(), "name": "Named"},
    ),
    # A booking holds a seat, so the owner is told to end it first.
    ("DELETE", "/api/libraries/{library_id}"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, 409, MISSING),
        _nothing,
    ),
    ("GET", "/api/libraries/{library_id}/seats"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("POST", "/api/libraries/{library_id}/seats"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        lambda *_: {"count": 1},
    ),
    ("PUT", "/api/libraries/{library_id}/seats"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        lambda library, case: {
            "places": [{"seatId": library.seats[case.seat], "x": case.seat % 1000, "y": 0}]
        },
    ),
    ("PUT", "/api/libraries/{library_id}/seats/{seat_id}"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        lambda _, case: {"label": f"Window {case.seat}"},
    ),
    ("GET", "/api/libraries/{library_id}/pricing"): ((UNKNOWN, OK, OK, OK, OK, MISSING), _nothing),
    ("PUT", "/api/libraries/{library_id}/pricing"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
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
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        _nothing,
    ),
    ("POST", "/api/libraries/{library_id}/staff"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        lambda *_: {"name": "S", "email": email(), "password": PASSWORD},
    ),
    ("DELETE", "/api/libraries/{library_id}/staff/{user_id}"): (
        (UNKNOWN, FORBIDDEN, FORBIDDEN, FORBIDDEN, OK, MISSING),
        _nothing,
    ),
    ("GET", "/api/streams"): ((UNKNOWN, OK, OK, OK, OK, OK), _nothing),
    ("GET", "/api/streams/{stream}/events"): (
        (UNKNOWN, MISSING, MISSING, OK, OK, MISSING),
        _nothing,
    ),
}
CALLERS = ("anonymous", "student", "other student", "staff", "owner", "stranger")
NAMED_IN_QUERY = {"/api/bookings", "/api/bookings/stats", "/api/bookings/availability"}


def test_every_endpoint_has_a_rule() -> None:
    application = Litestar(ENDPOINTS, dto=JsonBody, openapi_config=None, logging_config=None)
    routes = {
        (method, route.path_format)
        for route in application.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }
    assert routes == set(RULES)


@pytest.fixture(scope="module")
def library(owner: Person) -> Library:
    """One library for all cases; each takes a seat of its own."""
    return another_library(owner, seats=2 * len(RULES) * len(CALLERS))


@pytest.fixture(scope="module")
def clients(
    hub: HubProcess, library: Library, student: Person, stranger: Person
) -> Iterator[dict[str, httpx.Client]]:
    others = [register(hub.url, "Bina Das"), hire(library, hub.url)]
    anonymous = httpx.Client(base_url=hub.url, timeout=30)
    told = (student, *others, library.owner, stranger)
    yield dict(zip(CALLERS, (anonymous, *(person.http for person in told)), strict=True))
    anonymous.close()
    for person in others:
        person.close()


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize("rule", RULES, ids=" ".join)
def test_the_endpoint_answers_each_caller_as_its_rule_says(
    rule: tuple[str, str],
    caller: str,
    library: Library,
    clients: dict[str, httpx.Client],
    student: Person,
) -> None:
    case = Case(library, student)
    method, template = rule
    path = template.format(
        booking_id=case.booking,
        library_id=library.id,
        seat_id=library.seats[case.seat],
        user_id=case.victim() if rule[0] == "DELETE" and caller == "owner" else student.id,
        stream=library.stream,
    )
    expectations, fill = RULES[rule]
    expected = expectations[CALLERS.index(caller)]
    params = {"libraryId": library.id} if template in NAMED_IN_QUERY else {}
    answer = clients[caller].request(method, path, params=params, json=fill(library, case))
    if expected == OK:
        assert answer.status_code in {200, 201}, answer.text
    else:
        assert answer.status_code == expected, answer.text
    if expected in {UNKNOWN, MISSING}:
        assert library.id not in answer.text


def test_a_stranger_is_told_nothing_of_a_body_that_cannot_be_read(hub: HubProcess) -> None:
    asked = [rule for rule, (told, _) in RULES.items() if told == (UNKNOWN, *told[1:])]
    with httpx.Client(base_url=hub.url) as stranger:
        for method, template in asked:
            if template.startswith("/api/auth"):
                continue
            path = re.sub(r"{\w+}", "x", template)
            for content in (b"", b"{no json"):
                answer = stranger.request(method, path, content=content)
                assert answer.status_code == 401, (method, path)


def test_every_refusal_of_a_rule_stands_in_the_description(hub: HubProcess) -> None:
    paths = httpx.get(f"{hub.url}/schema").json()["paths"]
    for (method, template), (expectations, _) in RULES.items():
        operation = paths[template][method.lower()]
        refusals = {str(told) for told in expectations if told != OK}
        assert refusals <= set(operation["responses"]), (method, template)
        asks_for_sign_in = expectations[0] == UNKNOWN and not template.startswith("/api/auth")
        assert ("security" in operation) >= asks_for_sign_in, (method, template)
        assert ("security" in operation) <= (expectations[0] == UNKNOWN), (method, template)
