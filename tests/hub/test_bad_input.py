"""Whatever is sent: an answer in the envelope, the right status, a sentence, nothing half done."""

from __future__ import annotations

import http.client
import json
import socket
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.hub.people import Library, Person, new_owner, register
from tests.hub.process import HubProcess, bearer, data_of
from tests.hub.refusals import refused

FAILING = """
import sys, msgspec
from app.hub.hub import HubSettings
from app.hub.server import run

def hold(work, claim):
    raise ZeroDivisionError("the secret inside")

told = msgspec.json.decode(sys.argv[1], type=HubSettings, dec_hook=lambda t, v: t(v))
sys.exit(run(told, hold=hold))
"""


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/", 404),
        ("GET", "/api", 404),
        ("GET", "/api/nothing", 404),
        ("GET", "/api/bookings/x/y/z", 404),
        ("GET", "/api/bookings/%ff%fe", 404),
        ("GET", "/api/bookings/..%2f..%2fetc", 404),
        ("GET", "/api/bookings/a%00b", 404),
        ("GET", "/api/bookings/" + "x" * 5000, 404),
        ("GET", "/api/libraries/'%20OR%201=1", 404),
    ],
)
def test_what_is_not_there_is_said_in_the_envelope(
    student: Person, method: str, path: str, status: int
) -> None:
    refused(student.http.request(method, path), status, "not_found")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PATCH", "/api/bookings", ["GET", "OPTIONS", "POST"]),
        ("DELETE", "/api/health", ["GET", "OPTIONS"]),
        ("POST", "/api/bookings/b1", ["DELETE", "GET", "OPTIONS", "PUT"]),
        ("GET", "/api/auth/login", ["OPTIONS", "POST"]),
    ],
)
def test_a_method_that_an_address_does_not_take_is_said_with_those_it_takes(
    student: Person, method: str, path: str, allowed: list[str]
) -> None:
    answer = student.http.request(method, path)
    error = refused(answer, 405, "method_not_allowed")
    assert answer.headers["Allow"] == ", ".join(allowed)
    assert error["details"]["allowed"] == allowed
    assert f"does not take {method}. It takes {', '.join(allowed)}" in error["message"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b"", "application/json"),
        (b"[]", "application/json"),
        (b"null", "application/json"),
        (b'"text"', "application/json"),
        (b"\xff\xfe", "application/json"),
        (b'{"libraryId": "\xff"}', "application/json"),
        (b"[" * 100_000, "application/json"),
        (b'{"libraryId": "\\ud800"}', "application/json"),
        (b"libraryId=1", "application/x-www-form-urlencoded"),
        (b"--x\r\n\r\n--x--", "multipart/form-data; boundary=x"),
        (b"<a/>", "text/xml"),
        (b"\x81\xa1a\x01", "application/x-msgpack"),
    ],
)
def test_a_body_that_is_no_such_json_is_refused(student: Person, body: bytes, kind: str) -> None:
    headers = {"Content-Type": kind}
    answer = student.http.post("/api/bookings", content=body, headers=headers)
    refused(answer, 400, "invalid_input")


def test_a_body_of_five_megabytes_is_refused_and_the_hub_lives_on(
    library: Library, student: Person
) -> None:
    body = json.dumps(library.asked(note="x" * 5_000_000)).encode()
    refused(student.http.post("/api/bookings", content=body), 413, "too_large")

    def chunks() -> Any:
        yield from (body[start : start + 65536] for start in range(0, len(body), 65536))

    refused(student.http.post("/api/bookings", content=chunks()), 413, "too_large")
    # A client that sends all before it reads anything gets to hear it too.
    plain = http.client.HTTPConnection("127.0.0.1", student.http.base_url.port, timeout=30)
    headers = bearer(student.sign_in) | {"Connection": "close"}
    plain.request("POST", "/api/bookings", body, headers)
    assert plain.getresponse().status == 413
    plain.close()
    assert len(library.events()) == 1
    library.book(student)


def test_a_broken_request_line_does_not_harm(hub: HubProcess) -> None:
    port = int(hub.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(b"NONSENSE\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 400")
    assert data_of(httpx.get(f"{hub.url}/api/health"))["status"] == "ok"


json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=5,
)
FIELDS = ("seatId", "startsAt", "endsAt", "kind", "studentName", "note", "source", "paymentStatus")


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(changes=st.dictionaries(st.sampled_from(FIELDS), json_values, min_size=1, max_size=4))
def test_any_value_in_any_field_is_answered_properly(
    library: Library, student: Person, changes: dict[str, Any]
) -> None:
    answer = student.post("/api/bookings", library.asked() | changes)
    if answer.status_code == 201:
        booking = data_of(answer)
        assert booking["endsAt"] > booking["startsAt"]
        data_of(student.delete(f"/api/bookings/{booking['id']}"))
    else:
        assert answer.status_code in {400, 404, 409}, answer.text
        assert answer.json()["error"]["message"]


def test_an_internal_failure_has_a_reference_and_no_inside(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", program=FAILING)
    hub.start()
    library = new_owner(hub.data, hub.url)
    asked = library.asked(studentName="Asha Secret")
    answer = library.owner.post("/api/bookings", asked, key="k1")
    error = refused(answer, 500, "failed")
    assert "secret inside" not in answer.text
    assert error["details"]["reference"] in hub.errors
    assert "Asha Secret" not in hub.errors
    assert library.owner.token not in hub.errors
    # Nothing is half done: no row, no event.
    assert data_of(library.owner.get("/api/bookings"))["items"] == []
    assert len(library.events()) == 1
    library.owner.close()
    assert hub.stop() == 0


def test_a_full_disk_is_said_and_nothing_is_half_done(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data")
    hub.start()
    library = new_owner(hub.data, hub.url, seats=6)
    size = (tmp_path / "data" / "hub.sqlite3").stat().st_size // 4096
    library.owner.close()
    assert hub.stop() == 0
    full = HubProcess(tmp_path / "data", max_pages=size + 30)
    full.start()
    student = register(full.url)
    owner = library.owner.sign_in
    booked, refusals = 0, 0
    for number in range(400):
        asked = library.asked(seat=number % 6, hours=1 + number // 6, note="x" * 1900)
        answer = student.post("/api/bookings", asked)
        if answer.status_code == 201:
            booked += 1
            continue
        assert "full" in refused(answer, 503, "unavailable")["message"]
        refusals += 1
        if refusals > 3:
            break
    assert refusals > 3
    with httpx.Client(base_url=full.url, headers=bearer(owner)) as http:
        found = data_of(http.get("/api/bookings", params={"limit": 500}))["items"]
        told = data_of(http.get(f"/api/streams/{library.stream}/events"))
    assert len(found) == booked
    assert told["head"] == len(told["events"]) == booked + 1
    student.close()
    assert full.stop() == 0


def test_the_api_describes_itself(hub: HubProcess) -> None:
    for path in ("/schema", "/schema/openapi.json"):
        told = httpx.get(hub.url + path).json()
        assert told["openapi"].startswith("3.")
        booking = told["paths"]["/api/bookings"]["post"]
        wanted = booking["requestBody"]["content"]["application/json"]["schema"]
        assert wanted["$ref"].endswith("BookingRequest")
        assert "libraryId" in str(told["components"]["schemas"])


def test_the_api_describes_its_failures(hub: HubProcess) -> None:
    told = httpx.get(f"{hub.url}/schema").json()
    booking = told["paths"]["/api/bookings"]["post"]
    assert booking["security"] == [{"token": []}]
    assert {each["name"] for each in booking["parameters"]} == {"Idempotency-Key", "Done-At"}
    for status, code in (("400", "invalid_input"), ("409", "seat_taken"), ("401", "unauth")):
        answer = booking["responses"][status]
        assert code in answer["description"]
        assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Failure")
    failure = told["components"]["schemas"]["Failure"]
    real = httpx.post(f"{hub.url}/api/bookings", json={}).json()
    assert real["success"] is failure["properties"]["success"]["const"]
    assert set(real["error"]) == set(failure["properties"]["error"]["required"])
