"""At a Node backend: what rings, what does not, and in which order, whatever its spelling."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from app.core.changes import AlertKind
from app.core.connection import WEBSOCKET, Socket
from app.core.lister import SPACING_S
from app.core.status import LinkState
from tests.core.desks import signed_in
from tests.core.made import PATIENCE_S, until
from tests.node.conftest import Backend
from tests.node.server import STAFF, compared, kinds


@pytest.mark.parametrize("ids", ["string", "number"])
@pytest.mark.parametrize("missing", ["html", "json"])
async def test_it_is_known_as_a_basic_server_and_its_first_list_rings_nothing(
    tmp_path: Path, backend: Backend, ids: str, missing: str
) -> None:
    server = backend(ids=ids, missing=missing)
    known = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        status = told.desk.status
        assert status.basic
        assert status.user is not None
        assert status.user.role == "library_owner"
        assert [library.name for library in status.libraries] == ["Lotus Reading Room", "Annex"]
        row = told.row(known)
        assert (row.student_name, row.status, row.total_minor) == ("Asha Verma", "confirmed", 12050)
        assert isinstance(row.seat_id, str)
        assert row.seat_label == "A-1"
        made = server.book(studentName="Ravi Kumar")
        await until(lambda: told.about == [made])
        assert told.alerts[0].title == "New booking: Ravi Kumar"
        assert told.alerts[0].library_id == status.libraries[0].id
        assert not told.alerts[0].summary


@pytest.mark.parametrize("rooms", ["role", "library"])
@pytest.mark.parametrize("recovery", [False, True])
async def test_events_come_by_either_room_and_with_an_offset_too(
    tmp_path: Path, backend: Backend, rooms: str, recovery: bool
) -> None:
    server = backend(rooms=rooms, recovery=recovery)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made = server.book()
        await until(lambda: told.about == [made])
        server.cancel(made)
        await until(lambda: len(told.about) == 2)
        assert kinds(told)[1] == (AlertKind.CANCELLED, made)


async def test_what_other_parts_of_a_business_send_is_told_in_words(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        server.emit("typing:start", {"user": "Asha"})
        server.emit("notification", {"title": "Holiday", "message": "Closed on Monday"})
        server.emit("points:redeemed", {"points": 50, "customer": {"name": "Asha Verma"}})
        server.emit("locker:opened", {"locker": 7})
        server.emit("notification", {"type": "payment_received", "message": "₹500 by Ravi"})
        await until(lambda: len(told.alerts) == 4)
        assert [(alert.title, alert.body) for alert in told.alerts] == [
            ("Holiday", "Closed on Monday"),
            ("Points redeemed: 50", "Asha Verma"),
            ("Locker opened", "locker: 7"),
            ("Payment received", "₹500 by Ravi"),
        ]
        assert told.desk.status.unread == 4
        assert told.desk.status.link.state is LinkState.LIVE


async def test_connection_state_recovery_really_adds_an_argument(backend: Backend) -> None:
    server = backend(recovery=True)
    heard: list[tuple[Any, ...]] = []
    socket = Socket(server.url, on_event=lambda _, told: heard.append(told), on_heard=lambda: None)
    try:
        await socket.open(server.sign_in()["token"], WEBSOCKET)
        await socket.tell("join:role", "staff")
        async with asyncio.timeout(PATIENCE_S):
            # Nobody acknowledges the join.
            while not heard:
                await asyncio.to_thread(server.book)
    finally:
        await socket.close()
    assert len(heard[0]) == 2
    assert isinstance(heard[0][1], str)


async def test_a_member_of_staff_hears_of_arrivals(tmp_path: Path, backend: Backend) -> None:
    server = backend(rooms="role")
    made = server.book()
    async with signed_in(tmp_path / "desk", server.url, email=STAFF) as told:
        server.put(made, status="checked_in")
        await until(lambda: kinds(told) == [(AlertKind.CHECKIN, made)])
        server.put(made, status="completed")
        await until(lambda: told.row(made).status == "completed")
        server.put(made, note="left an umbrella")
        await compared(told, server)
        assert len(told.alerts) == 1


@pytest.mark.parametrize("fields", ["full", "few"])
async def test_states_of_its_own_are_shown_and_told_by_their_events(
    tmp_path: Path, backend: Backend, fields: str
) -> None:
    server = backend(statuses="own", ids="number", fields=fields)
    async with signed_in(tmp_path / "desk", server.url) as told:
        made, other = server.book(), server.book(studentName="Ravi")
        await until(lambda: len(told.alerts) == 2)
        assert told.row(made).status == "booked"
        server.put(made, status="checked_in")
        await until(lambda: len(told.alerts) == 3)
        assert told.row(made).status == "active"
        server.put(made, status="completed")
        await until(lambda: told.row(made).status == "done")
        server.cancel(other)
        await until(lambda: len(told.alerts) == 4)
        assert told.row(other).status == "void"
        assert kinds(told)[2:] == [(AlertKind.CHECKIN, made), (AlertKind.CANCELLED, other)]


async def test_a_burst_costs_few_lists_and_each_booking_rings_in_order(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        before, began = server.lists_asked(), time.monotonic()
        made = await asyncio.to_thread(lambda: [server.book() for _ in range(50)])
        await until(lambda: len(told.alerts) >= 50)
        assert told.about == made
        most = (time.monotonic() - began) / SPACING_S + 3
        assert server.lists_asked() - before < most


async def test_made_and_cancelled_between_two_lists_is_told_once(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(slow_list_ms=300)
    async with signed_in(tmp_path / "desk", server.url) as told:
        # The list that this one asks for is under way while the other comes and goes.
        first = server.book()
        brief = server.book(studentName="Brief")
        server.cancel(brief)
        await until(lambda: len(told.alerts) == 2)
        await compared(told, server)
        assert kinds(told) == [(AlertKind.CREATED, first), (AlertKind.CANCELLED, brief)]


async def test_events_without_sense_and_rows_without_sense_spoil_nothing(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    async with signed_in(tmp_path / "desk", server.url) as told:
        server.put(server.book(), id=None, startsAt="when it rains", createdAt=17)
        odd = server.book(startsAt="when it rains", amount="a lot", seatId={"of": "his own"})
        await until(lambda: odd in told.about)
        assert told.row(odd).starts_at is None
        fine = server.book()
        await until(lambda: fine in told.about)


async def test_by_polling_it_is_right_too(tmp_path: Path, backend: Backend) -> None:
    server = backend(polling=True)
    async with signed_in(tmp_path / "desk", server.url) as told:
        assert told.desk.status.link.state is LinkState.DEGRADED
        made = [server.book() for _ in range(8)]
        await until(lambda: told.about == made)
