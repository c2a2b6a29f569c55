"""At a Node backend: what happened while the desk or the server was away is told, once."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from app.core.changes import AlertKind
from app.core.status import LinkState
from tests.core.desks import Told, signed_in, started
from tests.core.made import until
from tests.node.conftest import Backend
from tests.node.server import NodeServer, compared, kinds


async def killed(told: Told, server: NodeServer) -> None:
    await asyncio.to_thread(server.kill9)
    await told.becomes(LinkState.OFFLINE)


@pytest.mark.parametrize("recovery", [False, True])
async def test_a_restart_of_the_server_costs_nothing_and_rings_nothing_twice(
    tmp_path: Path, backend: Backend, recovery: bool
) -> None:
    server = backend(recovery=recovery)
    async with signed_in(tmp_path / "desk", server.url) as told:
        first, second = server.book(), server.book(studentName="Ravi")
        await until(lambda: told.about == [first, second])
        for _ in range(2):
            await killed(told, server)
            await asyncio.to_thread(server.start)
            await told.becomes(LinkState.LIVE)
        await compared(told, server)
        assert told.about == [first, second]
        await killed(told, server)
        # Before the desk is back: one is cancelled, one is made.
        await asyncio.to_thread(server.start)
        server.cancel(first)
        third = server.book(studentName="Mina")
        await told.becomes(LinkState.LIVE)
        await until(lambda: len(told.alerts) == 4)
        assert set(kinds(told)[2:]) == {(AlertKind.CANCELLED, first), (AlertKind.CREATED, third)}


@pytest.mark.parametrize("deletes", [False, True])
async def test_what_happened_while_the_desk_was_closed_is_told_at_its_start(
    tmp_path: Path, backend: Backend, deletes: bool
) -> None:
    server = backend(deletes=deletes)
    async with signed_in(tmp_path / "desk", server.url) as told:
        stays, goes = server.book(), server.book(studentName="Ravi")
        await until(lambda: len(told.alerts) == 2)
        await told.desk.notices.seen()
        vault = told.vault
    server.cancel(goes)
    made = server.book(studentName="Mina")
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: len(again.alerts) == 2)
        await compared(again, server)
        assert set(kinds(again)) == {(AlertKind.CANCELLED, goes), (AlertKind.CREATED, made)}
        assert again.row(goes).status == "cancelled"
        assert again.row(stays).status == "confirmed"


async def test_a_long_absence_is_one_summary_a_library(tmp_path: Path, backend: Backend) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        here, annex = (library.id for library in told.desk.status.libraries)
        await told.desk.notices.seen()
        vault = told.vault
    made = [server.book(libraryId=here) for _ in range(4)]
    lone = server.book(libraryId=annex, studentName="Mina")
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: len(again.alerts) == 2)
        await compared(again, server)
        summary, single = sorted(again.alerts, key=lambda alert: not alert.summary)
        assert summary.title == "While you were away: 4 bookings"
        assert summary.booking_ids == tuple(made)
        assert (single.booking_id, single.title) == (lone, "New booking: Mina")
        assert again.desk.status.unread == 5


@pytest.mark.parametrize("single", [True, False])
async def test_a_row_that_is_deleted_is_cancelled_once_and_updated_when_it_comes_back(
    tmp_path: Path, backend: Backend, single: bool
) -> None:
    server = backend(deletes=True, ids="number", no_single=not single)
    async with signed_in(tmp_path / "desk", server.url) as told:
        kept, gone = server.book(), server.book(studentName="Ravi")
        await until(lambda: len(told.alerts) == 2)
        server.cancel(gone)
        await until(lambda: len(told.alerts) == 3)
        assert kinds(told)[2] == (AlertKind.CANCELLED, gone)
        await compared(told, server)
        assert told.row(gone).status == "cancelled"
        assert told.row(kept).status == "confirmed"
        await killed(told, server)
        server.put_back({"id": int(gone), "status": "confirmed", "studentName": "Ravi"})
        await asyncio.to_thread(server.start)
        await until(lambda: told.row(gone).status == "confirmed")
        assert len(told.alerts) == 3


@pytest.mark.parametrize("single", [True, False])
async def test_a_list_that_shows_only_the_newest_cancels_nothing(
    tmp_path: Path, backend: Backend, single: bool
) -> None:
    server = backend(list="newest", page=5, no_single=not single)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = [server.book() for _ in range(5)]
        await until(lambda: told.about == made)
        made += [server.book() for _ in range(3)]
        await until(lambda: told.about == made)
        await compared(told, server)
        assert {told.row(each).status for each in made} == {"confirmed"}
        assert told.about == made


async def test_a_row_that_is_deleted_while_another_comes_is_found_by_its_place(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(deletes=True, ids="number", no_single=True)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = [server.book() for _ in range(8)]
        await until(lambda: told.about == made)
        await told.desk.notices.seen()
        vault = told.vault
    server.cancel(made[3])
    new = server.book()
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: len(again.alerts) == 2)
        await compared(again, server)
        assert set(kinds(again)) == {(AlertKind.CANCELLED, made[3]), (AlertKind.CREATED, new)}


async def test_out_of_a_list_of_the_newest_a_deleted_row_is_found_by_asking_for_it(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(list="newest", page=3, deletes=True)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = [server.book() for _ in range(5)]
        await until(lambda: told.about == made)
        await told.desk.notices.seen()
        vault = told.vault
    server.cancel(made[3])
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: again.alerts)
        await compared(again, server)
        assert kinds(again) == [(AlertKind.CANCELLED, made[3])]


@pytest.mark.parametrize("shape", ["items", "bookings"])
async def test_a_list_in_pages_is_read_to_its_end(
    tmp_path: Path, backend: Backend, shape: str
) -> None:
    server = backend(list=shape, page=4, deletes=True, no_single=True)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = [server.book() for _ in range(10)]
        await until(lambda: told.about == made)
        await told.desk.notices.seen()
        vault = told.vault
    for each in (made[2], made[8]):
        server.cancel(each)
    made.append(server.book())
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: len(again.alerts) == 3)
        assert {booking_id for kind, booking_id in kinds(again) if kind == "booking:cancelled"} == {
            made[2],
            made[8],
        }
        assert again.about.count(made[10]) == 1


async def test_a_server_that_comes_back_without_its_rows_is_not_believed(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = [server.book() for _ in range(4)]
        await until(lambda: told.about == made)
        await killed(told, server)
        server.data.rename(tmp_path / "kept.json")
        await asyncio.to_thread(server.start)
        await until(lambda: told.desk.status.link.state is not LinkState.OFFLINE)
        await killed(told, server)
        (tmp_path / "kept.json").rename(server.data)
        await asyncio.to_thread(server.start)
        await told.becomes(LinkState.LIVE)
        await compared(told, server)
        assert told.about == made


async def test_a_state_of_its_own_means_in_an_absence_what_events_said_of_it_before(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(statuses="own", fields="few")
    async with signed_in(tmp_path / "desk", server.url) as told:
        first, second, third = server.book(), server.book(), server.book()
        await until(lambda: len(told.alerts) == 3)
        server.cancel(first)
        await until(lambda: len(told.alerts) == 4)
        await told.desk.notices.seen()
        vault = told.vault
    server.cancel(second)
    # Nobody has heard of this one yet, so it is shown as it is spelled and tells nothing.
    server.put(third, status="at the door")
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: again.alerts)
        await compared(again, server)
        assert kinds(again) == [(AlertKind.CANCELLED, second)]
        assert again.row(second).status == "void"
        assert again.row(third).status == "at the door"


async def test_who_came_by_a_word_of_its_own_has_left_when_the_row_goes(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(statuses="own", deletes=True)
    async with signed_in(tmp_path / "desk", server.url) as told:
        here, away = server.book(), server.book()
        await until(lambda: len(told.alerts) == 2)
        server.put(here, status="checked_in")
        await until(lambda: len(told.alerts) == 3)
        await told.desk.notices.seen()
        vault = told.vault
    server.cancel(here)
    server.cancel(away)
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: again.alerts)
        await compared(again, server)
        assert kinds(again) == [(AlertKind.CANCELLED, away)]
        assert again.row(here).status == "completed"


async def test_a_copy_that_was_made_anew_is_compared_with_the_list(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        known = server.book()
        await until(lambda: told.about == [known])
        await told.desk.notices.seen()
        vault = told.vault
    copy = sqlite3.connect(tmp_path / "desk" / "desk.sqlite3")
    copy.execute("UPDATE bookings SET checksum = checksum + 1")
    copy.commit()
    copy.close()
    made = server.book(studentName="Mina")
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: again.about == [made])
        assert any("set aside" in trouble for trouble in again.desk.status.troubles)
        after = server.book(studentName="Ravi")
        await until(lambda: again.about == [made, after])
    # The next start finds nothing amiss.
    async with started(tmp_path / "desk", vault) as third:
        last = server.book(studentName="Isha")
        await until(lambda: third.about and third.about[-1] == last)
        assert not any("set aside" in trouble for trouble in third.desk.status.troubles)
