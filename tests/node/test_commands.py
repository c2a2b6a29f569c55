"""At a Node backend: what is done at the desk arrives by PUT and DELETE, once, and is our own."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from app.contract.models import Booking, BookingEdit, BookingRequest
from app.core.account import Account
from app.core.api import Api
from app.core.basic_calls import BasicCalls
from app.core.calls import Calls
from app.core.changes import AlertKind
from app.core.clock import SystemClock
from app.core.commands import Action, Command, WalkIn
from app.core.filters import BookingFilter
from app.core.reader import Reader
from app.core.status import LinkState
from tests.core.desks import OpenVault, Told, signed_in
from tests.core.made import until
from tests.core.proxy import Proxy, Way
from tests.core.wire_hub import EMAIL, PASSWORD
from tests.hub.people import soon
from tests.node.conftest import Backend
from tests.node.server import NodeServer, compared, kinds


@pytest.fixture
async def proxies() -> AsyncIterator[list[Proxy]]:
    made: list[Proxy] = []
    yield made
    for proxy in made:
        await proxy.close()


async def behind(proxies: list[Proxy], server: NodeServer) -> Proxy:
    proxy = Proxy(server.url)
    proxies.append(proxy)
    await proxy.start()
    return proxy


async def done(told: Told) -> None:
    """Every command has its answer."""
    await until(lambda: told.desk.status.waiting == 0)


@pytest.mark.parametrize("ids", ["string", "number"])
async def test_check_in_out_and_undo_reach_it_and_do_not_ring(
    tmp_path: Path, backend: Backend, ids: str
) -> None:
    server = backend(ids=ids)
    key = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        for command, status in (
            (told.desk.check_in, "checked_in"),
            (told.desk.undo, "confirmed"),
            (told.desk.check_in, "checked_in"),
            (told.desk.check_out, "completed"),
        ):
            await command(key)
            await done(told)
            assert server.status(key) == status
            assert told.row(key).status == status
        await compared(told, server)
        assert told.row(key).student_name == "Asha Verma"
        assert told.alerts == []
        assert told.refusals == []


async def test_edits_reach_it_in_its_own_words_and_do_not_ring(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    key = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        ends_at = told.row(key).ends_at
        assert ends_at is not None
        later, total = ends_at + timedelta(hours=1), told.row(key).total_minor
        for purpose, fields, field, then in (
            (Action.PAY, {"paid_minor": total - 1}, "payment_status", "partial"),
            (Action.PAY, {"paid_minor": total}, "payment_status", "paid"),
            (Action.NOTE, {"note": "Window, please"}, "note", "Window, please"),
            (Action.EXTEND, {"ends_at": later}, "ends_at", later),
            (Action.NO_SHOW, {"status": "no_show"}, "status", "no_show"),
        ):
            edit = BookingEdit(version=told.row(key).version, **fields)
            await told.desk.edit(key, purpose, edit)
            await done(told)
            assert getattr(told.row(key), field) == then
        puts = server.puts_asked()
        await compared(told, server)
        shown = told.row(key)
        assert (shown.status, shown.note, shown.ends_at) == ("no_show", "Window, please", later)
        # What the list shows already is not sent once more.
        await told.desk.edit(key, Action.NOTE, BookingEdit(version=1, note="Window,  please "))
        await done(told)
        assert server.puts_asked() == puts
        assert told.alerts == []
        assert told.refusals == []


@pytest.mark.parametrize("deletes", [False, True])
async def test_a_cancellation_of_ours_does_not_ring(
    tmp_path: Path, backend: Backend, deletes: bool
) -> None:
    server = backend(deletes=deletes)
    key = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        await told.desk.cancel(key, "ill")
        await done(told)
        await compared(told, server)
        assert told.row(key).status == "cancelled"
        assert told.alerts == []
        other = server.book()
        await until(lambda: kinds(told) == [(AlertKind.CREATED, other)])


async def test_words_of_its_own_do_not_make_our_doing_ring(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(statuses="own")
    key, other = server.book(), server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        await told.desk.check_in(key)
        await told.desk.cancel(other)
        await done(told)
        await compared(told, server)
        assert (told.row(key).status, told.row(other).status) == ("active", "void")
        assert told.alerts == []


async def test_a_refusal_is_told_with_the_servers_reason(tmp_path: Path, backend: Backend) -> None:
    # Whether that word of its own allows the step, only the server knows.
    server = backend(rooms="none", statuses="own")
    key = server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        server.cancel(key)
        await told.desk.check_in(key)
        await until(lambda: told.refusals)
        assert told.refusals[0].message == "This booking was cancelled."
        assert told.pending(key) is None


async def test_a_server_that_takes_anything_does_not_revive_what_was_cancelled(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend(takes_any=True)
    keys = [server.book(), server.book()]
    async with signed_in(tmp_path / "desk", server.url) as told:
        await asyncio.to_thread(server.kill9)
        await told.becomes(LinkState.OFFLINE)
        await told.desk.check_in(keys[0])
        await told.desk.check_out(keys[1])
        server.start()
        for key in keys:
            server.cancel(key)
        await done(told)
        await compared(told, server)
        assert [server.status(key) for key in keys] == ["cancelled", "cancelled"]
        assert kinds(told) == [(AlertKind.CANCELLED, key) for key in keys]
        assert [each.message for each in told.refusals] == [
            "This booking is cancelled, so it cannot be checked in.",
            "This booking is cancelled, so it cannot be checked out.",
        ]


async def test_what_is_done_offline_arrives_when_the_server_is_back(
    tmp_path: Path, backend: Backend
) -> None:
    server = backend()
    key, other = server.book(), server.book()
    async with signed_in(tmp_path / "desk", server.url) as told:
        await asyncio.to_thread(server.kill9)
        await told.becomes(LinkState.OFFLINE)
        await told.desk.check_in(key)
        await told.desk.cancel(other)
        assert told.pending(key) == "check_in"
        await asyncio.to_thread(server.start)
        await done(told)
        await told.becomes(LinkState.LIVE)
        assert (server.status(key), server.status(other)) == ("checked_in", "cancelled")
        assert told.alerts == []
        assert told.refusals == []


async def test_a_command_whose_answer_was_lost_is_not_sent_again(
    tmp_path: Path, backend: Backend, proxies: list[Proxy]
) -> None:
    server = backend(slow_put_ms=300)
    key = server.book()
    proxy = await behind(proxies, server)
    async with signed_in(tmp_path / "desk", proxy.url) as told:
        await told.desk.check_in(key)
        await until(lambda: server.puts_asked() == 1)
        proxy.blackholes = frozenset({Way.DOWN})
        # The server does it; its answer goes nowhere.
        await until(lambda: server.status(key) == "checked_in")
        proxy.cut()
        proxy.heal()
        await done(told)
        assert server.puts_asked() == 1
        assert told.row(key).status == "checked_in"
        await compared(told, server)
        assert told.alerts == []


async def test_a_walk_in_whose_answer_was_lost_is_one_row_and_does_not_ring(
    tmp_path: Path, backend: Backend, proxies: list[Proxy]
) -> None:
    server = backend()
    another = server.book()
    proxy = await behind(proxies, server)
    async with signed_in(tmp_path / "desk", proxy.url) as told:
        row = told.row(another)
        assert row.seat_id is not None
        assert row.starts_at is not None
        starts = row.starts_at + timedelta(days=1)
        asked = BookingRequest(
            library_id=row.library_id,
            seat_id=row.seat_id,
            starts_at=starts,
            ends_at=starts + timedelta(hours=2),
            student_name="Ravi Kumar",
        )
        proxy.blackholes = frozenset({Way.DOWN})
        provisional = await told.desk.walk_in(asked)
        # The server does it; its answer goes nowhere.
        await until(lambda: len(server.booked()) == 2)
        proxy.cut()
        proxy.heal()
        await done(told)
        await compared(told, server)
        (made,) = server.booked() - {another}
        reader = Reader(told.profile.store)
        shown = {each.booking.id for each in reader.page(reader.rows(BookingFilter()))}
        reader.close()
        assert provisional != made
        assert shown == {another, made}
        assert told.alerts == []
        assert told.refusals == []


async def test_a_walk_in_that_a_list_showed_while_it_waited_is_not_made_again(
    backend: Backend,
) -> None:
    server = backend()
    clock = SystemClock()
    api = Api(server.url, clock)
    account = Account(api, OpenVault(), "token", clock)
    user = await account.sign_in(EMAIL, PASSWORD)
    starts = soon(2)
    asked = BookingRequest(
        library_id=user.libraries[0].id,
        seat_id="1",
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        student_name="Ravi Kumar",
    )
    command = Command(key="k", what=WalkIn(request=asked), attempts=1)
    rows: dict[str, Booking] = {}
    crossing = asyncio.Lock()
    plain = BasicCalls(account, Calls(account), rows.get, crossing)
    async with crossing:
        sending = asyncio.create_task(plain.send(command))
        # An attempt before had made it, and now a list shows it.
        made = server.book(studentName="Ravi Kumar")
        rows[made] = rows[command.booking_id] = Booking(id=made, version=3)
    assert (await sending).id == made
    assert server.booked() == {made}
    await api.close()
