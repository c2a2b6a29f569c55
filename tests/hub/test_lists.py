"""Lists, numbers of a day, availability, prices and seats, over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.hub.people import Library, Person, another_library, register, soon
from tests.hub.process import HubProcess, data_of
from tests.hub.refusals import refused
from tests.hub.zones import where_it_is_noon

LIST_PARAMETERS = ["from", "to", "libraryId", "status", "q", "updatedAfter", "cursor", "limit"]


def ids(by: Person, **params: Any) -> list[str]:
    return [item["id"] for item in data_of(by.get("/api/bookings", **params))["items"]]


def test_pages_give_every_booking_once_newest_first(library: Library) -> None:
    made = [
        library.book(library.owner, seat=n % 6, hours=1 + n // 6, lasting=1)["id"]
        for n in range(13)
    ]
    found: list[str] = []
    params: dict[str, Any] = {"libraryId": library.id, "limit": 5}
    sizes = []
    while True:
        page = data_of(library.owner.get("/api/bookings", **params))
        sizes.append(len(page["items"]))
        found += [item["id"] for item in page["items"]]
        if page["nextCursor"] is None:
            break
        params["cursor"] = page["nextCursor"]
    assert found == made[::-1]
    assert sizes == [5, 5, 3]


def test_filters(hub: HubProcess, library: Library, student: Person) -> None:
    owner = library.owner
    other = register(hub.url, "Ümit Öz")
    first = library.book(student, hours=2)
    second = library.book(other, seat=1, hours=30)
    cancelled = library.book(student, seat=2, hours=4)
    data_of(student.delete(f"/api/bookings/{cancelled['id']}"))
    where = {"libraryId": library.id}
    assert ids(owner, **where, status="cancelled") == [cancelled["id"]]
    assert ids(owner, **where, status="cancelled,confirmed") == [
        cancelled["id"],
        second["id"],
        first["id"],
    ]
    assert ids(owner, **where, q="ÜMIT") == [second["id"]]
    assert ids(owner, **where, q=first["code"].lower()) == [first["id"]]
    assert ids(owner, **where, q="%") == []
    assert ids(owner, **{"from": soon(24).isoformat()}, **where) == [second["id"]]
    assert ids(owner, to=soon(24).isoformat(), **where) == [cancelled["id"], first["id"]]
    assert ids(owner, updatedAfter=second["updatedAt"], **where) == [cancelled["id"]]
    assert set(ids(student, **where)) == {first["id"], cancelled["id"]}
    assert ids(other) == [second["id"]]
    other.close()


@pytest.mark.parametrize(
    ("params", "field"),
    [
        ({"limit": 0}, "limit"),
        ({"limit": 501}, "limit"),
        ({"limit": "many"}, "limit"),
        ({"cursor": "?"}, "cursor"),
        ({"cursor": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5Lng"}, "cursor"),
        ({"status": "gone"}, "status"),
        ({"from": "yesterday"}, "from"),
        ({"to": "2026-01-01T00:00:00"}, "to"),
        ({"updatedAfter": "0001-01-01T00:00:00Z"}, "updatedAfter"),
        ({"q": "x" * 201}, "q"),
    ],
)
def test_filters_that_cannot_be_are_refused(owner: Person, params: Any, field: str) -> None:
    error = refused(owner.get("/api/bookings", **params), 400, "invalid_input")
    assert error["details"]["field"] == field


@pytest.mark.parametrize(
    ("path", "unknown", "known"),
    [
        ("/api/bookings", "libary", LIST_PARAMETERS),
        ("/api/bookings", "library_id", LIST_PARAMETERS),
        ("/api/bookings/stats", "library", ["libraryId", "day"]),
        ("/api/bookings/availability", "seat", ["libraryId", "from", "to", "seatId"]),
        ("/api/libraries", "q", []),
        ("/api/libraries/{id}/seats", "limit", []),
        ("/api/libraries/{id}/staff", "limit", []),
        ("/api/streams", "stream", []),
        ("/api/streams/global/events", "before", ["after", "epoch", "limit"]),
    ],
)
def test_a_query_parameter_that_is_not_known_is_refused_with_those_that_are(
    library: Library, path: str, unknown: str, known: list[str]
) -> None:
    answer = library.owner.get(path.format(id=library.id), **{unknown: "1"})
    error = refused(answer, 400, "invalid_input")
    assert error["details"] == {"field": unknown, "known": known}
    assert f"no query parameter “{unknown}” here" in error["message"]
    assert (", ".join(known) if known else "none") in error["message"]


def test_what_monitors_add_to_the_address_of_health_does_no_harm(owner: Person) -> None:
    assert data_of(owner.get("/api/health", nocache="17"))["status"] == "ok"


def test_unknown_fields_of_a_body_stay_ignored(library: Library, student: Person) -> None:
    asked = library.asked(colour="green")
    assert student.post("/api/bookings?source=page", asked).status_code == 201


def test_the_numbers_of_a_day(library: Library, student: Person) -> None:
    owner = library.owner
    zone = where_it_is_noon()
    data_of(owner.put(library.path, {"version": 1, "timezone": zone}))
    day = datetime.now(ZoneInfo(zone)).date().isoformat()
    stats = {"libraryId": library.id}
    assert data_of(owner.get("/api/bookings/stats", **stats))["occupiedSeats"] == 0
    paid = library.book(owner, hours=0, lasting=0.5, paymentStatus="paid")
    library.book(owner, seat=1, hours=0, lasting=0.5)
    gone = library.book(student, seat=2, hours=0.01, lasting=0.4)
    data_of(owner.delete(f"/api/bookings/{gone['id']}"))
    data_of(owner.post(f"/api/bookings/{paid['id']}/check-in"))
    told = data_of(owner.get("/api/bookings/stats", **stats))
    assert told["counts"]["checked_in"] == 1
    assert told["counts"]["confirmed"] == 1
    assert told["counts"]["cancelled"] == 1
    assert told["counts"]["no_show"] == 0
    assert (told["paidMinor"], told["unpaidMinor"], told["revenueMinor"]) == (5000, 5000, 10000)
    assert (told["occupiedSeats"], told["checkedInNow"], told["seats"]) == (2, 1, 6)
    assert told["day"] == day
    another = data_of(owner.get("/api/bookings/stats", day="2020-02-29", **stats))
    assert sum(another["counts"].values()) == 0
    for wrong in ("yesterday", "0001-01-01", "9999-12-31"):
        refused(owner.get("/api/bookings/stats", day=wrong, **stats), 400, "invalid_input")


def test_availability_shows_when_and_not_who(library: Library, student: Person) -> None:
    booking = library.book(library.owner, hours=2, lasting=1, studentName="Secret Name")
    data_of(library.owner.put(f"{library.path}/seats/{library.seats[1]}", {"available": False}))
    answer = student.get(
        "/api/bookings/availability",
        libraryId=library.id,
        to=soon(5).isoformat(),
        **{"from": soon(1).isoformat()},
    )
    assert "Secret" not in answer.text
    assert booking["id"] not in answer.text
    told = {seat["seatId"]: seat for seat in data_of(answer)["seats"]}
    held = told[library.seats[0]]
    assert held["busy"] == [{"startsAt": booking["startsAt"], "endsAt": booking["endsAt"]}]
    assert [told[seat]["free"] for seat in library.seats[:3]] == [False, False, True]
    params = {"libraryId": library.id, "seatId": library.seats[2]}
    assert len(data_of(student.get("/api/bookings/availability", **params))["seats"]) == 1
    params["seatId"] = "nothing"
    refused(student.get("/api/bookings/availability", **params), 404, "not_found")
    turned = {"libraryId": library.id, "from": soon(2).isoformat(), "to": soon(1).isoformat()}
    refused(student.get("/api/bookings/availability", **turned), 400, "invalid_input")
    refused(student.get("/api/bookings/availability"), 400, "invalid_input")


def test_a_new_price_counts_for_new_bookings_only(library: Library, student: Person) -> None:
    owner, path = library.owner, f"{library.path}/pricing"
    before = library.book(student)
    asked = {"kind": "hour", "startsAt": soon(1).isoformat(), "endsAt": soon(3).isoformat()}
    tried = data_of(student.post(f"{path}/preview", asked | {"hourMinor": 7500}))
    assert tried["quote"]["totalMinor"] == 15000
    standing = data_of(owner.get(path))
    made = data_of(owner.put(path, {"version": standing["version"], "hourMinor": 7500}))
    assert (made["hourMinor"], made["dayMinor"]) == (7500, standing["dayMinor"])
    error = refused(
        owner.put(path, {"version": standing["version"], "hourMinor": 1}), 409, "stale_version"
    )
    assert error["details"]["current"] == made
    assert data_of(student.post(f"{path}/preview", asked))["quote"]["totalMinor"] == 15000
    assert library.book(student, seat=1, hours=3)["totalMinor"] == 7500
    assert data_of(owner.get(f"/api/bookings/{before['id']}"))["totalMinor"] == 5000
    for wrong in (-1, 10**13, "7", 1.5):
        body = {"version": made["version"], "hourMinor": wrong}
        refused(owner.put(path, body), 400, "invalid_input")


def test_seats_and_their_labels(library: Library) -> None:
    owner, path = library.owner, f"{library.path}/seats"
    made = data_of(owner.post(path, {"label": " Window 1 "}))
    assert [seat["label"] for seat in made] == ["Window 1"]
    more = data_of(owner.post(path, {"count": 15}))
    assert [more[0]["label"], more[-1]["label"]] == ["A-08", "B-02"]
    refused(owner.post(path, {"label": "Window 1"}), 409, "conflict")
    refused(owner.put(f"{path}/{more[0]['id']}", {"label": "A-01"}), 409, "conflict")
    for wrong in ({}, {"label": "x", "count": 1}, {"count": 0}, {"count": 3000}, {"label": " "}):
        refused(owner.post(path, wrong), 400, "invalid_input")
    assert len(data_of(owner.get(path))) == 22


def test_a_library_is_changed_and_closed(owner: Person, student: Person) -> None:
    library = another_library(owner)
    named = data_of(owner.put(library.path, {"version": 1, "name": "Quiet Room"}))
    assert (named["name"], named["version"]) == ("Quiet Room", 2)
    refused(owner.put(library.path, {"version": 1, "name": "x"}), 409, "stale_version")
    refused(owner.put(library.path, {"version": 2, "timezone": "Nowhere"}), 400, "invalid_input")
    booking = library.book(student)
    refused(owner.delete(library.path), 409, "conflict")
    data_of(student.delete(f"/api/bookings/{booking['id']}"))
    data_of(owner.delete(library.path))
    refused(owner.get(library.path), 404, "not_found")
    refused(student.post("/api/bookings", library.asked()), 404, "not_found")
    assert library.id not in {found["id"] for found in data_of(owner.get("/api/libraries"))}
    # Who was away when it was closed can still read that it was.
    assert library.events()[-1]["event"] == "library:deleted"
    assert library.id not in {ref["id"] for ref in data_of(owner.get("/api/auth/me"))["libraries"]}
