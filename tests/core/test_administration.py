"""What an owner arranges, at a real hub process: done at once, and back by the stream."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.contract.errors import Conflict, Forbidden, SignedOut, StaleVersion
from app.contract.models import Seat
from app.contract.requests import (
    LibraryEdit,
    LibraryRequest,
    SeatEdit,
    SeatPlace,
    SeatRequest,
    StaffRequest,
)
from app.core.changes import Changes
from app.core.floor import floor, moved
from app.core.status import LinkState
from tests.core.desks import OpenVault, Told, started
from tests.core.made import until
from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, HubProcess, data_of


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("administered") / "data", heads_seconds=0.5)
    process.start()
    yield process
    process.stop()


async def signed_in(told: Told, hub: HubProcess, address: str) -> None:
    await told.desk.sign_in(hub.url, address, PASSWORD)
    await told.becomes(LinkState.LIVE)


async def test_nobody_arranges_anything_without_a_sign_in(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        with pytest.raises(SignedOut, match="Sign in first"):
            _ = told.desk.administration


async def test_seats_are_added_placed_named_and_closed(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as told:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
        ours = told.desk.administration
        (added,) = await ours.add_seats(library.id, SeatRequest(label="Window 1"))
        place = SeatPlace(seat_id=added.id, room="Hall", x=4, y=2)
        placed = await ours.place_seats(library.id, [place])
        assert [(seat.room, seat.x, seat.y) for seat in placed if seat.id == added.id] == [
            ("Hall", 4, 2)
        ]
        named = await ours.edit_seat(
            library.id,
            added.id,
            SeatEdit(label="W-1", available=False, closed_reason="broken lamp"),
        )
        assert (named.label, named.available, named.closed_reason) == ("W-1", False, "broken lamp")
        # The desk's own copy hears of it as of everything else.
        await until(
            lambda: (
                named
                in [
                    seat
                    for update in told.updates
                    if isinstance(update, Changes)
                    for seat in update.seats
                ]
            )
        )


async def test_of_two_who_arrange_a_room_at_once_one_is_told_and_nothing_is_lost(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    address = library.owner.sign_in["user"]["email"]
    async with started(tmp_path / "one") as told, started(tmp_path / "other") as other:
        await signed_in(told, hub, address)
        await signed_in(other, hub, address)
        # Both look at a room that nobody has arranged yet.
        path = f"/api/libraries/{library.id}/seats"
        rooms = floor(msgspec.convert(data_of(library.owner.get(path)), list[Seat]))
        first, second = library.seats[:2]
        answers = await asyncio.gather(
            told.desk.administration.place_seats(library.id, moved(rooms, first, "", 5, 5)),
            other.desk.administration.place_seats(library.id, moved(rooms, second, "", 6, 6)),
            return_exceptions=True,
        )
        (refusal,) = [each for each in answers if isinstance(each, BaseException)]
        assert isinstance(refusal, StaleVersion)
        (made,) = [each for each in answers if not isinstance(each, BaseException)]
        lost = second if isinstance(answers[1], StaleVersion) else first
        kept = {seat.id: (seat.x, seat.y) for seat in made}
        assert kept[lost] not in {(5, 5), (6, 6)}
        # As it is looked at now, the move is done again, and takes no other seat along.
        again = moved(floor(made), lost, "", 7, 7)
        assert [each.seat_id for each in again] == [lost]
        seats = await other.desk.administration.place_seats(library.id, again)
        places = {seat.id: (seat.x, seat.y) for seat in seats}
        assert places == {**kept, lost: (7, 7)}


async def test_rules_and_another_library(tmp_path: Path, hub: HubProcess, library: Library) -> None:
    async with started(tmp_path) as told:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
        ours = told.desk.administration
        version = library.owner.get(library.path).json()["data"]["version"]
        edit = LibraryEdit(version=version, no_show_after_minutes=20)
        assert (await ours.edit_library(library.id, edit)).no_show_after_minutes == 20
        await until(
            lambda: [each.no_show_after_minutes for each in told.desk.status.libraries] == [20]
        )
        with pytest.raises(Conflict):
            await ours.edit_library(library.id, edit)
        made = await ours.add_library(LibraryRequest(name="Second Room", seats=3))
        await until(lambda: made.id in {each.id for each in told.desk.status.libraries})


async def test_staff_come_and_go_and_may_not_hire(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    person = StaffRequest(name="Ravi Rao", email=f"ravi@{library.id}.example", password=PASSWORD)
    async with started(tmp_path / "owner") as told, started(tmp_path / "staff") as other:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
        ours = told.desk.administration
        hired = await ours.hire(library.id, person)
        assert [each.name for each in await ours.staff(library.id)] == [
            library.owner.sign_in["user"]["name"],
            "Ravi Rao",
        ]
        await signed_in(other, hub, person.email)
        theirs = other.desk.administration
        with pytest.raises(Forbidden):
            await theirs.staff(library.id)
        await ours.dismiss(library.id, hired.id)
        assert hired.id not in {each.id for each in await ours.staff(library.id)}


def taken_on(library: Library, name: str) -> tuple[StaffRequest, Any]:
    """Somebody new on the staff: what was asked for them, and what the hub made of it."""
    email = f"{name}@{library.id}.example"
    person = StaffRequest(name="Ravi Rao", email=email, password=PASSWORD)
    return person, data_of(library.owner.post(f"{library.path}/staff", msgspec.to_builtins(person)))


async def test_whoever_is_let_go_keeps_no_names_on_a_desk_of_theirs(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    person, hired = taken_on(library, "gone")
    vault = OpenVault()
    library.book(student, seat=0)
    async with started(tmp_path, vault) as told:
        await signed_in(told, hub, person.email)
        assert told.kept == 1
        data_of(library.owner.delete(f"{library.path}/staff/{hired['id']}"))
        await told.becomes(LinkState.SIGNED_OUT)
        await until(lambda: told.kept == 0)
        assert "no longer on the staff" in told.desk.status.link.reason
        assert (told.desk.status.user, vault.secrets) == (None, {})
    async with started(tmp_path, vault) as told:
        assert (told.kept, told.desk.status.link.state) == (0, LinkState.SIGNED_OUT)


async def test_whoever_was_let_go_while_the_desk_was_off_is_told_at_its_start(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    person, hired = taken_on(library, "off")
    vault = OpenVault()
    library.book(student, seat=0)
    async with started(tmp_path, vault) as told:
        await signed_in(told, hub, person.email)
        assert told.kept == 1
    data_of(library.owner.delete(f"{library.path}/staff/{hired['id']}"))
    async with started(tmp_path, vault) as told:
        await told.becomes(LinkState.SIGNED_OUT)
        await until(lambda: told.kept == 0)
        assert "no longer on the staff" in told.desk.status.link.reason


def another(owner: Person, name: str) -> Library:
    """Another library of the owner, opened at the hub and not at this desk."""
    made = data_of(owner.post("/api/libraries", {"name": name, "seats": 3}))
    seats = data_of(owner.get(f"/api/libraries/{made['id']}/seats"))
    return Library(owner, made["id"], seats)


async def test_a_library_that_is_opened_elsewhere_rings_at_once(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    async with started(tmp_path) as told:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
        more = another(library.owner, "Annexe")
        first = more.book(student, seat=0)
        await until(lambda: told.about == [first["id"]])
        # From now on by the socket, as of every other library.
        second = more.book(student, seat=1, hours=3)
        await until(lambda: told.about == [first["id"], second["id"]])
        assert told.desk.status.link.state is LinkState.LIVE


async def test_a_library_that_was_opened_while_the_desk_was_off_is_news(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    vault = OpenVault()
    async with started(tmp_path, vault) as told:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
    more = another(library.owner, "Annexe")
    booked = more.book(student, seat=0)
    async with started(tmp_path, vault) as told:
        await told.becomes(LinkState.LIVE)
        await until(lambda: told.about == [booked["id"]])


async def test_what_was_booked_before_the_account_signed_in_here_is_no_news(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    more = another(library.owner, "Annexe")
    more.book(student, seat=0)
    async with started(tmp_path) as told:
        await signed_in(told, hub, library.owner.sign_in["user"]["email"])
        rung = library.book(student, seat=1)
        await until(lambda: rung["id"] in told.about)
        assert told.about == [rung["id"]]
        assert len(told.desk.status.libraries) == 2
