"""The core at a real hub process: the whole chain without a window."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import msgspec
import psutil  # type: ignore[import-untyped]  # it has no types
import pytest

from app.contract.errors import NotAHub, WrongState
from app.contract.models import Booking, BookingEdit
from app.core.changes import AlertKind
from app.core.commands import Action
from app.core.status import LinkState
from tests.core.desks import Told, started
from tests.core.made import until
from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, HubProcess, data_of


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("core-hub") / "data", heads_seconds=0.5)
    process.start()
    yield process
    process.stop()


async def at_the_desk(told: Told, hub: HubProcess, library: Library) -> None:
    address = library.owner.sign_in["user"]["email"]
    await told.desk.sign_in(hub.url, address, PASSWORD)
    await told.becomes(LinkState.LIVE)


async def test_an_address_with_something_behind_it_is_said_to_be_wrong(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as told:
        with pytest.raises(NotAHub, match="there is no sign-in at that address") as wrong:
            await told.sign_in(f"{hub.url}/desk", library.owner.sign_in["user"]["email"])
        assert wrong.value.details["field"] == "server"


async def test_a_students_booking_rings_with_name_and_seat(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        booking = library.book(student, seat=3)
        await until(lambda: told.about == [booking["id"]])
        (alert,) = told.alerts
        assert alert.title == "New booking: Asha Verma"
        assert booking["seatLabel"] in alert.body
        assert alert.library_id == library.id
        student.delete(f"/api/bookings/{booking['id']}", {"reason": "ill"})
        await until(lambda: len(told.alerts) == 2)
        assert told.alerts[-1].kind == AlertKind.CANCELLED
        assert told.desk.status.unread == 2


def connections(hub: HubProcess) -> set[int]:
    """The ports of this process that are connected to the hub."""
    port = int(hub.url.rpartition(":")[2])
    return {
        each.laddr.port
        for each in psutil.Process().net_connections("tcp")
        if each.raddr and each.raddr.port == port and each.status == psutil.CONN_ESTABLISHED
    }


async def test_a_desk_that_has_ended_keeps_no_connection(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    before = connections(hub)
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        assert connections(hub) - before
    assert connections(hub) - before == set()


async def test_our_own_arrival_reaches_the_hub_and_does_not_ring(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    booking = library.book(student)
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        await told.desk.check_in(booking["id"])
        await until(lambda: told.pending(booking["id"]) is None)
        status = library.owner.get(f"/api/bookings/{booking['id']}").json()["data"]["status"]
        assert status == "checked_in"
        assert told.alerts == []
        assert told.refusals == []


async def test_a_check_out_and_its_undo_reach_the_hub(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student)["id"]
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        with pytest.raises(WrongState, match="nothing to take back"):
            await told.desk.undo(key)
        for command, status in (
            (told.desk.check_in, "checked_in"),
            (told.desk.check_out, "completed"),
            (told.desk.undo, "checked_in"),
        ):
            await command(key)
            await until(lambda: told.pending(key) is None)
            row = library.owner.get(f"/api/bookings/{key}").json()["data"]
            assert row["status"] == status
        assert row["checkedOutAt"] is None
        assert told.refusals == []
        assert told.alerts == []


async def test_a_check_in_after_all_is_taken_back_to_did_not_arrive(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student)["id"]
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)

        async def stands(status: str) -> None:
            await until(lambda: told.pending(key) is None)
            assert told.row(key).status == status

        marked = BookingEdit(version=told.row(key).version, status="no_show")
        await told.desk.edit(key, Action.NO_SHOW, marked)
        await stands("no_show")
        await told.desk.check_in(key)
        await stands("checked_in")
        await told.desk.undo(key)
        await stands("no_show")
        # So does Ctrl+Z.
        given = await told.desk.check_in(key)
        await stands("checked_in")
        await told.desk.take_back(given)
        await stands("no_show")
        assert told.refusals == []
        assert told.alerts == []


async def test_a_hub_killed_and_started_again_costs_nothing(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    async with started(tmp_path / "one") as told, started(tmp_path / "two") as other:
        await at_the_desk(told, hub, library)
        await at_the_desk(other, hub, library)
        first = library.book(student, seat=1)
        await until(lambda: told.about == [first["id"]])
        await other.desk.stop()
        await asyncio.to_thread(hub.kill9)
        await told.becomes(LinkState.OFFLINE)
        await asyncio.to_thread(hub.start)
        # Two bookings before either desk is back.
        made = [library.book(student, seat=seat, hours=seat)["id"] for seat in (2, 3)]
        await told.becomes(LinkState.LIVE)
        await until(lambda: len(told.about) == 3)
        await other.desk.start()
        await until(lambda: len(other.about) >= 3)
        assert sorted(told.about[1:], key=str) == sorted(made)
        assert told.desk.status.unread == 3


async def test_a_long_absence_becomes_one_summary(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        vault = told.vault
    made = {library.book(student, seat=seat, hours=1 + seat)["id"] for seat in range(6)}
    async with started(tmp_path, vault) as again:
        await until(lambda: again.alerts)
        (summary,) = again.alerts
        assert summary.title == "While you were away: 6 bookings"
        assert set(summary.booking_ids or ()) == made


async def test_a_session_ended_at_the_hub_is_signed_out_here(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)
        (refresh,) = told.vault.secrets.values()
        library.owner.post("/api/auth/logout", {"refreshToken": refresh})
        await asyncio.to_thread(hub.kill9)
        await asyncio.to_thread(hub.start)
        await told.becomes(LinkState.SIGNED_OUT, LinkState.LIVE)
        # The access token may be good for a while; a new start needs the refresh token.
        vault = told.vault
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.SIGNED_OUT)
        assert again.desk.status.user is not None


async def test_a_check_in_and_a_check_out_taken_back_reach_the_desk_without_their_times(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    path = f"/api/bookings/{library.book(student)['id']}"
    async with started(tmp_path) as told:
        await at_the_desk(told, hub, library)

        async def follows(answer: httpx.Response) -> Booking:
            """The desk's own row, once it is of the version that the hub answered."""
            changed = msgspec.convert(data_of(answer), Booking)
            await until(lambda: told.row(changed.id).version == changed.version)
            assert told.row(changed.id) == changed
            return changed

        owner = library.owner
        assert (await follows(owner.post(f"{path}/check-in"))).checked_in_at is not None
        back = await follows(owner.put(path, {"version": 2, "status": "confirmed"}))
        assert (back.status, back.checked_in_at) == ("confirmed", None)
        await follows(owner.post(f"{path}/check-in"))
        await follows(owner.post(f"{path}/check-out"))
        again = await follows(owner.put(path, {"version": 5, "status": "checked_in"}))
        assert (again.status, again.checked_out_at) == ("checked_in", None)
        # Arrivals ring; what is taken back is only recorded.
        assert [alert.kind for alert in told.alerts] == [AlertKind.CHECKIN] * 2
