"""The socket: who gets in, who is told what, in which order, and who is shown out."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import socketio

from tests.hub.ears import WAIT_SECONDS, Ears
from tests.hub.people import Library, Person, hire, new_owner, register, sign_in
from tests.hub.process import HubProcess, data_of

GOODBYE_SECONDS = 5.0


@pytest.mark.parametrize("token", [None, 7, "", "nonsense", {"a": 1}])
async def test_a_connection_without_a_valid_token_is_refused(
    hub: HubProcess, ears: Ears, token: Any
) -> None:
    ear = ears()
    with pytest.raises(socketio.exceptions.ConnectionError):
        await ear.connect(hub.url, token)
    assert ear.refusal["message"] == "unauthenticated"
    assert "sign" in ear.refusal["data"]["message"].lower()


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_the_desk_hears_of_each_booking_with_its_place_in_the_stream(
    hub: HubProcess, ears: Ears, library: Library, student: Person, transport: str
) -> None:
    ear = await ears().connect(hub.url, library.owner.token, transport)
    joined = await ear.call("join:library", library.id)
    assert joined["ok"] is True
    assert joined["stream"] == library.stream
    assert joined["head"] == len(library.events())
    booking = data_of(student.post("/api/bookings", library.asked(), key=f"told by {transport}"))
    await ear.until(lambda heard: any(name == "booking:created" for name, _ in heard))
    payload, meta = ear.of("booking:created")[0]
    assert payload == booking
    stored = library.events()[-1]
    assert meta == {name: stored[name] for name in meta}
    assert meta["position"] == joined["head"] + 1
    assert meta["epoch"] == joined["epoch"]
    assert meta["cause"] == f"told by {transport}"
    # A client that says goodbye must not wait for a polling request to run out.
    async with asyncio.timeout(GOODBYE_SECONDS):
        await ear.close()


async def test_events_come_in_the_order_of_their_positions(
    hub: HubProcess, ears: Ears, library: Library
) -> None:
    ear = await ears().connect(hub.url, library.owner.token)
    first = (await ear.call("join:library", {"libraryId": library.id}))["head"] + 1
    async with httpx.AsyncClient(
        base_url=hub.url, headers=dict(library.owner.http.headers), timeout=30
    ) as http:
        await asyncio.gather(
            *(
                http.post(
                    "/api/bookings",
                    json=library.asked(seat=n % 6, hours=1 + n // 6, studentName=f"S{n}"),
                )
                for n in range(60)
            )
        )
    await ear.until(lambda heard: sum(name == "booking:created" for name, _ in heard) == 60)
    positions = [meta["position"] for _, meta in ear.of("booking:created")]
    assert positions == list(range(first, first + 60))


async def test_nobody_hears_of_another_library_s_bookings(
    hub: HubProcess, ears: Ears, library: Library, student: Person, stranger: Person
) -> None:
    outsider = await ears().connect(hub.url, stranger.token)
    for wanted in (library.id, {"libraryId": library.id}, "", 7, None, "nowhere"):
        assert (await outsider.call("join:library", wanted))["ok"] is False
    visitor = register(hub.url)
    reader = await ears().connect(hub.url, visitor.token)
    seen = await reader.call("join:library", library.id)
    assert seen == {"ok": True, "stream": None, "epoch": None, "head": None, "error": None}
    desk = await ears().connect(hub.url, library.owner.token)
    await desk.call("join:library", library.id)
    library.book(student)
    seat = f"{library.path}/seats/{library.seats[3]}"
    data_of(library.owner.put(seat, {"available": False}))
    data_of(library.owner.put(f"{library.path}/pricing", {"version": 1, "hourMinor": 6000}))
    await desk.until(lambda heard: any(name == "pricing:updated" for name, _ in heard))
    await reader.until(lambda heard: any(name == "pricing:updated" for name, _ in heard))
    assert [name for name, _ in reader.heard if name != "stream:heads"] == [
        "seat:availability",
        "pricing:updated",
    ]
    assert reader.of("pricing:updated")[0][0]["pricing"]["hourMinor"] == 6000
    assert desk.of("seat:availability")[0][0] == {
        "libraryId": library.id,
        "seatId": library.seats[3],
        "label": "A-04",
        "available": False,
        "closedReason": "",
        "room": "",
        "x": None,
        "y": None,
        "ordinal": 3,
    }
    assert [name for name, _ in outsider.heard if name != "stream:heads"] == []
    await desk.call("leave:library", library.id)
    library.book(student, seat=1, hours=3)
    await desk.until(lambda heard: sum(name == "stream:heads" for name, _ in heard) >= 2)
    assert len(desk.of("booking:created")) == 1
    visitor.close()


async def test_a_student_hears_of_their_own_bookings(
    hub: HubProcess, ears: Ears, library: Library, student: Person
) -> None:
    ear = await ears().connect(hub.url, student.token)
    booking = library.book(student)
    library.book(library.owner, seat=1)
    data_of(library.owner.post(f"/api/bookings/{booking['id']}/check-in"))
    await ear.until(lambda heard: any(name == "booking:checkin" for name, _ in heard))
    told = [(name, *arguments) for name, arguments in ear.heard if name.startswith("booking")]
    assert [name for name, *_ in told] == ["booking:created", "booking:checkin"]
    assert {meta["stream"] for *_, meta in told} == {f"user:{student.id}"}
    assert {payload["id"] for _, payload, _ in told} == {booking["id"]}


async def test_only_one_s_own_role_can_be_joined(
    hub: HubProcess, ears: Ears, library: Library, student: Person
) -> None:
    desk = await ears().connect(hub.url, library.owner.token)
    for wanted in ("owner", "library_owner", {"role": "owner"}):
        assert (await desk.call("join:role", wanted))["ok"] is True
    for other in ("student", "staff", "admin", "", None):
        assert (await desk.call("join:role", other))["ok"] is False
    reader = await ears().connect(hub.url, student.token)
    assert (await reader.call("join:role", "student"))["ok"] is True
    assert (await reader.call("join:role", "owner"))["ok"] is False
    # A role's room carries nobody's bookings.
    library.book(student)
    await desk.until(lambda heard: any(name == "stream:heads" for name, _ in heard))
    assert desk.of("booking:created") == []


async def test_heads_are_told_again_and_again(
    hub: HubProcess, ears: Ears, library: Library, student: Person
) -> None:
    ear = await ears().connect(hub.url, library.owner.token)
    await ear.call("join:library", library.id)
    library.book(student)
    head = len(library.events())

    def told(heard: list[tuple[str, tuple[Any, ...]]]) -> bool:
        heads = [arguments[0] for name, arguments in heard if name == "stream:heads"]
        reached = any(one["stream"] == library.stream and one["head"] == head for one in heads)
        return reached and {one["stream"] for one in heads} == expected

    expected = {library.stream, f"user:{library.owner.id}", "global"}
    await ear.until(told)


async def test_who_signs_out_or_is_let_go_is_disconnected(
    hub: HubProcess, ears: Ears, library: Library
) -> None:
    leaver, dismissed = hire(library, hub.url), hire(library, hub.url)
    signed_out = await ears().connect(hub.url, leaver.token)
    let_go = await ears().connect(hub.url, dismissed.token)
    for ear in (signed_out, let_go):
        assert (await ear.call("join:library", library.id))["ok"] is True
    data_of(leaver.post("/api/auth/logout", {"refreshToken": leaver.sign_in["refreshToken"]}))
    data_of(library.owner.delete(f"{library.path}/staff/{dismissed.id}"))
    async with asyncio.timeout(WAIT_SECONDS):
        await signed_out.gone.wait()
        await let_go.gone.wait()
    leaver.close()
    dismissed.close()


async def test_who_is_let_go_hears_nothing_of_what_is_booked_from_then_on(
    tmp_path: Path, ears: Ears
) -> None:
    # No tick comes to help.
    hub = HubProcess(tmp_path / "data", heads_seconds=3600)
    hub.start()
    library = await asyncio.to_thread(new_owner, hub.data, hub.url)
    staff, student = hire(library, hub.url), register(hub.url)
    ear = await ears().connect(hub.url, staff.token)
    assert (await ear.call("join:library", library.id))["ok"] is True
    mine = await ears().connect(hub.url, library.owner.token)
    assert (await mine.call("join:library", library.id))["ok"] is True
    before = library.book(student)
    await ear.until(lambda _: bool(ear.of("booking:created")))
    data_of(library.owner.delete(f"{library.path}/staff/{staff.id}"))
    after = library.book(student, seat=1, hours=5)
    await mine.until(lambda _: len(mine.of("booking:created")) == 2)
    async with asyncio.timeout(WAIT_SECONDS):
        await ear.gone.wait()
    assert [each[0]["id"] for each in ear.of("booking:created")] == [before["id"]]
    assert mine.of("booking:created")[1][0]["id"] == after["id"]
    for person in (staff, student, library.owner):
        person.close()
    assert hub.stop() == 0


async def test_the_room_of_a_closed_library_empties(
    hub: HubProcess, ears: Ears, library: Library
) -> None:
    ear = await ears().connect(hub.url, library.owner.token)
    assert (await ear.call("join:library", library.id))["ok"] is True
    data_of(library.owner.delete(library.path))

    def told(heard: list[tuple[str, tuple[Any, ...]]]) -> list[str]:
        names = [name for name, _ in heard]
        if names.count("library:deleted") < 2:  # by the library's stream and the owner's own
            return []
        after = heard[names.index("library:deleted") :]
        return [arguments[0]["stream"] for name, arguments in after if name == "stream:heads"]

    await ear.until(lambda heard: told(heard).count("global") >= 4)
    ticks = told(ear.heard)
    last = ticks[len(ticks) - ticks[::-1].index("global", 1) :]
    assert library.stream not in last
    assert (await ear.call("join:library", library.id))["ok"] is False


async def test_a_renewed_token_must_be_the_same_account_s(
    hub: HubProcess, ears: Ears, library: Library, student: Person
) -> None:
    ear = await ears().connect(hub.url, library.owner.token)
    fresh = sign_in(hub.url, library.owner.sign_in["user"]["email"])
    assert (await ear.call("auth:renew", {"token": fresh.token}))["ok"] is True
    for wrong in ({"token": student.token}, {"token": "x"}, {}, None, 7):
        assert (await ear.call("auth:renew", wrong))["ok"] is False
    fresh.close()


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[HubProcess, Library]]:
    """A hub whose access tokens run out at once and are borne for a moment only."""
    hub = HubProcess(
        tmp_path_factory.mktemp("brief") / "data",
        heads_seconds=0.1,
        access_seconds=2,
        grace_seconds=0.5,
    )
    hub.start()
    library = new_owner(hub.data, hub.url)
    yield hub, library
    library.owner.close()
    assert hub.stop() == 0


async def test_a_connection_ends_with_its_token_unless_that_is_renewed(
    brief: tuple[HubProcess, Library], ears: Ears
) -> None:
    hub, library = brief
    address = library.owner.sign_in["user"]["email"]
    silent, renewing = sign_in(hub.url, address), sign_in(hub.url, address)
    left = await ears().connect(hub.url, silent.token)
    kept = await ears().connect(hub.url, renewing.token)
    body = {"refreshToken": renewing.sign_in["refreshToken"]}
    until = time.monotonic() + WAIT_SECONDS
    while not left.gone.is_set() and time.monotonic() < until:
        told = data_of(renewing.http.post("/api/auth/refresh", json=body))
        body = {"refreshToken": told["refreshToken"]}
        assert (await kept.call("auth:renew", {"token": told["accessToken"]}))["ok"] is True
    assert left.gone.is_set()
    assert not kept.gone.is_set()
    silent.close()
    renewing.close()


def test_pages_of_other_origins_are_let_in_by_name_only(tmp_path: Path) -> None:
    hub = HubProcess(tmp_path / "data", origins=["https://desk.example"])
    hub.start()
    preflight = {"Access-Control-Request-Method": "POST"}
    for path, method in (
        ("/api/bookings", "OPTIONS"),
        ("/socket.io/?EIO=4&transport=polling", "GET"),
    ):
        known = httpx.request(
            method, hub.url + path, headers=preflight | {"Origin": "https://desk.example"}
        )
        assert known.headers["Access-Control-Allow-Origin"] == "https://desk.example"
        other = httpx.request(
            method, hub.url + path, headers=preflight | {"Origin": "https://evil.example"}
        )
        assert other.headers.get("Access-Control-Allow-Origin") in {None, "https://desk.example"}
    assert hub.stop() == 0


def test_health_tells_of_the_socket(hub: HubProcess) -> None:
    told = data_of(httpx.get(f"{hub.url}/api/health"))
    assert told["status"] == told["database"] == "ok"
    assert told["socket"]["clients"] >= 0
    assert told["demo"] is False
