"""Who may do what: a rule for every endpoint, each tried by every kind of caller."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from litestar import Litestar

from app.hub.hub import ENDPOINTS
from app.hub.routes.answers import JsonBody
from tests.hub.access_rules import ACTS, CALLERS, CASES, MISSING, OK, RULES, UNKNOWN, Case
from tests.hub.people import Library, Person, another_library, hire, register
from tests.hub.process import HubProcess, data_of

NAMED_IN_QUERY = {"/api/bookings", "/api/bookings/stats", "/api/bookings/availability"}


def described(hub: HubProcess) -> dict[str, dict[str, Any]]:
    """The endpoints by path and method, as the running hub describes them."""
    found: dict[str, dict[str, Any]] = httpx.get(f"{hub.url}/schema").json()["paths"]
    return found


def test_every_endpoint_of_the_running_hub_has_a_rule(hub: HubProcess) -> None:
    told = described(hub)
    endpoints = {(method.upper(), path) for path, ways in told.items() for method in ways}
    assert endpoints == set(RULES)
    assert {rule for rule, _ in ACTS} <= endpoints


def test_the_description_leaves_no_endpoint_out(hub: HubProcess) -> None:
    application = Litestar(ENDPOINTS, dto=JsonBody, openapi_config=None, logging_config=None)
    routes = {
        (method.lower(), route.path_format)
        for route in application.routes
        for method in getattr(route, "methods", ())
        if method != "OPTIONS"
    }
    assert routes == {(method, path) for path, ways in described(hub).items() for method in ways}


@pytest.fixture(scope="module")
def library(owner: Person) -> Library:
    """One library for all cases; each takes a seat of its own."""
    return another_library(owner, seats=2 * len(CASES) * len(CALLERS))


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


def head(library: Library) -> int:
    """How far the library's stream reaches."""
    heads = {each["stream"]: each["head"] for each in data_of(library.owner.get("/api/streams"))}
    position: int = heads[library.stream]
    return position


def named(told: tuple[str, str] | str) -> str:
    """An endpoint, or what it does, as it stands in a test's name."""
    return told if isinstance(told, str) else " ".join(told)


@pytest.mark.parametrize("caller", CALLERS)
@pytest.mark.parametrize(("rule", "act"), CASES, ids=named)
def test_the_endpoint_answers_each_caller_as_its_rule_says(
    rule: tuple[str, str],
    act: str,
    caller: str,
    library: Library,
    clients: dict[str, httpx.Client],
    student: Person,
) -> None:
    case = Case(library, student)
    method, template = rule
    path = template.format(
        booking_id=case.booking["id"],
        library_id=library.id,
        seat_id=library.seats[case.seat],
        user_id=case.victim() if rule[0] == "DELETE" and caller == "owner" else student.id,
        stream=library.stream,
    )
    expectations, fill = CASES[rule, act]
    expected = expectations[CALLERS.index(caller)]
    params = {"libraryId": library.id} if template in NAMED_IN_QUERY else {}
    body, before = fill(library, case), head(library)
    answer = clients[caller].request(method, path, params=params, json=body)
    if expected == OK:
        assert answer.status_code in {200, 201}, answer.text
    else:
        assert answer.status_code == expected, answer.text
        # Nothing has happened, whatever was said.
        assert head(library) == before
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
    paths = described(hub)
    for ((method, template), _), (expectations, _) in CASES.items():
        operation = paths[template][method.lower()]
        refusals = {str(told) for told in expectations if told != OK}
        assert refusals <= set(operation["responses"]), (method, template)
        asks_for_sign_in = expectations[0] == UNKNOWN and not template.startswith("/api/auth")
        assert ("security" in operation) >= asks_for_sign_in, (method, template)
        assert ("security" in operation) <= (expectations[0] == UNKNOWN), (method, template)
