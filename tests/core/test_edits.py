"""Edits of bookings: each reaches the hub once, in order, and one builds on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.contract.errors import InvalidInput, SignedOut, WrongState
from app.contract.models import BookingEdit, BookingRequest
from app.core.commands import Action, Command, Edit, Undo, WalkIn
from app.core.status import LinkState
from app.core.store import Store
from tests.core.desks import Told, started
from tests.core.made import NOON, a_booking, live, told, until
from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, HubProcess


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("edits-hub") / "data", heads_seconds=0.5)
    process.start()
    yield process
    process.stop()


async def at_the_desk(desk: Told, hub: HubProcess, library: Library) -> None:
    await desk.desk.sign_in(hub.url, library.owner.sign_in["user"]["email"], PASSWORD)
    await desk.becomes(LinkState.LIVE)


def at_hub(library: Library, key: str) -> dict[str, Any]:
    data: dict[str, Any] = library.owner.get(f"/api/bookings/{key}").json()["data"]
    return data


async def test_what_is_done_at_the_counter_reaches_the_hub(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=1)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)

        async def edit(purpose: Action, **fields: Any) -> dict[str, Any]:
            await desk.desk.edit(key, purpose, BookingEdit(version=desk.row(key).version, **fields))
            assert desk.pending(key) == purpose
            await until(lambda: desk.pending(key) is None)
            return at_hub(library, key)

        total = at_hub(library, key)["totalMinor"]
        ends = desk.row(key).ends_at
        assert ends is not None
        longer = await edit(Action.EXTEND, ends_at=ends + timedelta(hours=1))
        assert datetime.fromisoformat(longer["endsAt"]) == ends + timedelta(hours=1)
        assert longer["totalMinor"] > total
        moved = await edit(Action.MOVE, seat_id=library.seats[4])
        assert moved["seatId"] == library.seats[4]
        paid = await edit(Action.PAY, paid_minor=total)
        assert (paid["paidMinor"], paid["paymentStatus"]) == (total, "partial")
        noted = await edit(Action.NOTE, note="Window, please")
        assert noted["note"] == "Window, please"
        gone = await edit(Action.NO_SHOW, status="no_show")
        assert gone["status"] == "no_show"
        assert desk.refusals == []
        assert desk.alerts == []
        history = await desk.desk.history(key)
        assert [change.field for entry in history for change in entry.changes][-1] == "status"


async def test_edits_that_wait_build_on_each_other(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=2)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        seen = desk.row(key).version
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.check_in(key)
        await desk.desk.edit(key, Action.PAY, BookingEdit(version=seen, paid_minor=100))
        await desk.desk.edit(key, Action.NOTE, BookingEdit(version=seen, note="Late"))
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["status"], shown["paidMinor"], shown["note"]) == ("checked_in", 100, "Late")
        assert desk.refusals == []


async def test_an_edit_that_somebody_else_overtook_comes_back(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=3)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        seen = desk.row(key).version
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.check_in(key)
        await desk.desk.edit(key, Action.NOTE, BookingEdit(version=seen, note="Mine"))
        await asyncio.to_thread(hub.start)
        # Done by somebody else before this desk is back, or after; then it is stale, or first.
        answer = library.owner.put(f"/api/bookings/{key}", {"version": seen, "note": "Theirs"})
        await until(lambda: desk.desk.status.waiting == 0)
        note = at_hub(library, key)["note"]
        if answer.status_code == 200:
            assert note == "Theirs"
            assert ["changed this booking" in each.message for each in desk.refusals] == [True]
        else:
            assert (note, desk.refusals) == ("Mine", [])


async def test_a_walk_in_can_be_edited_before_the_hub_knows_it(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        now = desk.desk.last_heard
        assert now is not None
        key = await desk.desk.walk_in(
            BookingRequest(
                library_id=library.id,
                seat_id=library.seats[5],
                starts_at=now,
                ends_at=now + timedelta(hours=2),
                student_name="Asha Verma",
            )
        )
        await desk.desk.edit(key, Action.NOTE, BookingEdit(version=0, note="Cash"))
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        assert desk.refusals == []
        (made,) = library.owner.get("/api/bookings?q=Asha&status=confirmed").json()["data"]["items"]
        assert made["note"] == "Cash"


async def test_what_cannot_be_is_said_at_once(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=5)["id"]
    async with started(tmp_path) as desk:
        with pytest.raises(SignedOut, match="Nobody is signed in"):
            await desk.desk.history(key)
        await at_the_desk(desk, hub, library)
        with pytest.raises(WrongState, match="is confirmed, so it cannot be declined"):
            await desk.desk.edit(key, Action.DECLINE, BookingEdit(version=1, status="declined"))
        with pytest.raises(InvalidInput, match="cannot have been paid"):
            await desk.desk.edit(key, Action.PAY, BookingEdit(version=1, paid_minor=-1))
        assert desk.desk.status.waiting == 0


def waiting(store: Store) -> list[int]:
    versions = []
    while (command := store.next_command()) is not None:
        what = command.what
        assert isinstance(what, Edit | Undo)
        versions.append(what.as_edit.version)
        store.answered(command, None)
    return versions


@pytest.mark.parametrize(("heard", "then"), [(2, [2, 2]), (3, [1, 1]), (1, [1, 1])])
def test_only_our_own_step_carries_what_waits_along(
    store: Store, heard: int, then: list[int]
) -> None:
    store.apply(live(1, told(a_booking(version=1))))
    note = Edit(booking_id="b1", purpose=Action.NOTE, edit=BookingEdit(version=1, note="x"))
    for key, what in (
        ("k1", note),
        ("k2", note),
        ("k3", Undo(booking_id="b1", status="confirmed", version=1)),
    ):
        store.queue(Command(key=key, what=what))
    store.apply(live(2, told(a_booking(version=heard, note="x"), "booking:updated", "k1")))
    assert waiting(store) == then


def test_what_waits_for_a_walk_in_that_was_refused_goes_with_it(store: Store) -> None:
    walk_in = Command(
        key="w",
        what=WalkIn(
            request=BookingRequest(
                library_id="lib", seat_id="s12", starts_at=NOON, student_name="A"
            )
        ),
    )
    store.queue(walk_in)
    paid = Edit(booking_id="local:w", purpose=Action.PAY, edit=BookingEdit(version=0, paid_minor=1))
    store.queue(Command(key="p", what=paid))
    _, refusal = store.refused(walk_in, WrongState("No."))
    assert refusal is not None
    assert refusal.message == "No. With it, its payment went back."
    assert store.waiting() == 0
