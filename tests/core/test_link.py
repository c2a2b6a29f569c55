"""The live connection: up, in step, degraded, silent, refused, and up again."""

from __future__ import annotations

import asyncio
import gc
import time
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from app.contract.errors import Unreachable
from app.core.asking import ASK_S
from app.core.connection import POLLING, WEBSOCKET, Socket
from app.core.ports import Sign
from app.core.status import LinkState
from tests.core.desks import FastClock, Told, signed_in, started
from tests.core.made import PATIENCE_S, a_booking, until
from tests.core.proxy import Proxy, Way
from tests.core.wire_hub import WireHub, unavailable, wire_hub

LONG_S = 25.0
"""A pause that a desk does not wait out when what it waited for is mended."""


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
async def told(tmp_path: Path, hub: WireHub) -> AsyncIterator[Told]:
    async with signed_in(tmp_path, hub.url) as made:
        yield made


async def test_a_live_booking_rings(hub: WireHub, told: Told) -> None:
    await hub.emit(hub.hub.commit(a_booking()))
    await until(lambda: told.about == ["b1"])
    assert hub.seen_transports == ["websocket"]
    assert told.desk.last_heard is not None


async def test_the_connection_comes_up_through_its_states(told: Told) -> None:
    assert told.states[-2:] == [LinkState.CONNECTING, LinkState.LIVE]
    assert told.desk.status.troubles == ()


async def test_from_polling_the_desk_comes_back_to_a_websocket(tmp_path: Path) -> None:
    async with wire_hub(ping_s=600) as hub:
        hub.blocks_websocket = True
        async with signed_in(tmp_path, hub.url, FastClock(40)) as told:
            assert told.desk.status.link.state is LinkState.DEGRADED
            hub.blocks_websocket = False
            await told.becomes(LinkState.LIVE, limit_s=30)
            *before, last = hub.seen_transports
            # More than one before: a hiccup of the machine looked like a sleep all the same.
            assert (set(before), last) == ({"polling"}, "websocket")


async def test_the_first_polling_is_soon_doubted(tmp_path: Path) -> None:
    async with wire_hub(ping_s=600) as hub:
        hub.blocks_websocket = True
        async with signed_in(tmp_path, hub.url) as told:
            assert told.desk.status.link.state is LinkState.DEGRADED
            hub.blocks_websocket = False
            await told.becomes(LinkState.LIVE, limit_s=20)
            assert hub.seen_transports[-1] == "websocket"


async def test_what_happened_while_the_hub_was_away_is_told_once(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    assert told.desk.status.link.reason
    assert told.desk.status.link.retry_at is not None
    hub.hub.commit(a_booking("b1"))
    hub.hub.commit(a_booking("b2"))
    await hub.start()
    await told.becomes(LinkState.LIVE)
    await until(lambda: len(told.alerts) == 2)
    assert told.about == ["b1", "b2"]
    assert told.desk.status.unread == 2


async def test_being_thrown_out_is_only_a_reason_to_come_back(hub: WireHub, told: Told) -> None:
    await hub.throw_out()
    await until(lambda: hub.attempts == 2)
    await told.becomes(LinkState.LIVE)
    await hub.emit(hub.hub.commit(a_booking()))
    await until(lambda: told.about == ["b1"])


async def test_a_line_that_breaks_again_and_again_is_never_waited_for_long(
    tmp_path: Path, hub: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url, FastClock()) as told:
        for _ in range(12):
            await hub.throw_out()
            await until(lambda: told.states[-1] is not LinkState.LIVE)
            await told.becomes(LinkState.LIVE)
        pauses = [
            (link.retry_at - link.since).total_seconds()
            for link in (status.link for status in told.statuses)
            if link.retry_at is not None
        ]
        assert len(pauses) >= 12
        assert max(pauses) < 4.5


async def test_being_thrown_out_amid_a_join_is_noticed_at_once(hub: WireHub, told: Told) -> None:
    hub.joins.clear()
    await hub.throw_out()
    await until(lambda: hub.attempts == 2 and hub.sockets)
    await hub.throw_out()
    hub.joins.set()
    await told.becomes(LinkState.LIVE, limit_s=4.0)


async def test_silence_is_noticed_said_and_mended(
    tmp_path: Path, hub: WireHub, proxy: Proxy
) -> None:
    async with signed_in(tmp_path, proxy.url) as told:
        proxy.freeze()
        hub.hub.commit(a_booking("b1"))
        await until(lambda: told.states[-1] is LinkState.OFFLINE, limit_s=3.0)
        assert LinkState.STALE in told.states
        proxy.cut()
        proxy.thaw()
        await told.becomes(LinkState.LIVE)
        await until(lambda: told.about == ["b1"])


async def test_an_access_token_that_ran_out_is_renewed_once(hub: WireHub, told: Told) -> None:
    await hub.stop()
    hub.valid.clear()
    await hub.start()
    await until(lambda: hub.attempts >= 2)
    await told.becomes(LinkState.LIVE)
    assert hub.calls.count("POST /api/auth/refresh") == 1


async def test_a_renewed_token_is_given_to_the_standing_connection(
    tmp_path: Path, hub: WireHub
) -> None:
    hub.lifetime_s = 2
    async with signed_in(tmp_path, hub.url) as told:
        await until(lambda: len(hub.renewed) >= 2)
        assert hub.attempts == 1
        assert told.desk.status.link.state is LinkState.LIVE


async def test_a_revoked_sign_in_ends_quietly_and_keeps_its_place(hub: WireHub, told: Told) -> None:
    await hub.emit(hub.hub.commit(a_booking("b1")))
    await until(lambda: told.about == ["b1"])
    hub.valid.clear()
    hub.refresh_tokens.clear()
    await hub.throw_out()
    await told.becomes(LinkState.SIGNED_OUT)
    assert "sign in again" in told.desk.status.link.reason
    attempts, calls = hub.attempts, len(hub.calls)
    assert told.vault.secrets == {}
    hub.hub.commit(a_booking("b2"))
    await told.sign_in(hub.url)
    await told.becomes(LinkState.LIVE)
    await until(lambda: told.about == ["b1", "b2"])
    assert hub.attempts == attempts + 1
    assert hub.calls[calls] == "POST /api/auth/login"


async def test_a_refresh_that_fails_for_now_is_tried_again(hub: WireHub, told: Told) -> None:
    hub.refresh_fails = unavailable()
    hub.valid.clear()
    await hub.throw_out()
    await told.becomes(LinkState.OFFLINE)
    await until(lambda: hub.calls.count("POST /api/auth/refresh") >= 2)
    hub.refresh_fails = None
    await told.becomes(LinkState.LIVE)


async def test_after_a_long_outage_of_the_refresh_alone_no_long_pause_is_waited_out(
    tmp_path: Path, hub: WireHub
) -> None:
    clock = FastClock(10)
    async with signed_in(tmp_path, hub.url, clock) as told:

        def pause_left() -> float:
            retry_at = told.desk.status.link.retry_at
            return (retry_at - clock.now()).total_seconds() if retry_at else 0.0

        began = clock.monotonic()
        hub.refresh_fails = unavailable()
        hub.valid.clear()
        await hub.throw_out()
        await until(lambda: pause_left() > LONG_S, 60.0)
        asked = hub.calls.count("POST /api/auth/refresh")
        # One at each attempt and one at each question for news: nobody asks for more.
        assert asked <= hub.attempts + 15 + (clock.monotonic() - began) / ASK_S
        hub.refresh_fails = None
        retry_at = told.desk.status.link.retry_at
        assert retry_at is not None
        await told.becomes(LinkState.LIVE)
        assert clock.now() < retry_at
        assert hub.calls.count("POST /api/auth/refresh") == asked + 1


async def test_a_socket_that_refuses_good_tokens_is_no_reason_to_sign_out(
    hub: WireHub, told: Told
) -> None:
    hub.socket_refuses_all = True
    await hub.throw_out()
    await until(lambda: "refused" in told.desk.status.link.reason)
    assert told.desk.status.user is not None
    assert told.states.count(LinkState.SIGNED_OUT) == 1, "before the sign-in, and never after it"
    hub.socket_refuses_all = False
    await told.becomes(LinkState.LIVE)


async def test_where_no_live_connection_can_be_had_news_are_asked_for(
    tmp_path: Path, hub: WireHub
) -> None:
    hub.socket_refuses_all = True
    async with started(tmp_path, clock=FastClock(10)) as told:
        await told.sign_in(hub.url)
        await told.becomes(LinkState.DEGRADED)
        assert told.desk.status.link.asking
        assert "asks for news every 5 s" in told.desk.status.link.reason
        assert "refused" in told.desk.status.link.reason
        for number in (1, 2):
            hub.hub.commit(a_booking(f"b{number}"))
            await until(lambda: len(told.about) == number)  # noqa: B023 - awaited at once
        await told.desk.check_in("b1")
        await until(lambda: told.pending("b1") is None)
        # Further attempts at a live connection do not make it look worse than it is.
        await until(lambda: hub.attempts >= 5)
        assert told.states[-2:] == [LinkState.CONNECTING, LinkState.DEGRADED]
        hub.socket_refuses_all = False
        await told.becomes(LinkState.LIVE)
        await until(lambda: not told.desk.status.link.asking)
        hub.hub.commit(a_booking("b3"))
        await hub.emit(hub.hub.log[-1])
        await until(lambda: told.about[-1] == "b3")


async def test_an_answer_that_was_asked_for_counts_as_heard(tmp_path: Path, hub: WireHub) -> None:
    hub.no_socket = True
    async with signed_in(tmp_path, hub.url, FastClock(10)) as told:
        for _ in range(2):
            heard = told.desk.last_heard
            await until(lambda: told.desk.last_heard != heard)  # noqa: B023 - awaited at once
        assert told.desk.status.link.asking


async def test_asking_stops_where_nothing_answers_and_goes_on_by_itself(
    tmp_path: Path, hub: WireHub
) -> None:
    hub.socket_refuses_all = True
    async with signed_in(tmp_path, hub.url, FastClock(10)) as told:
        await hub.stop()
        await told.becomes(LinkState.OFFLINE)
        hub.hub.commit(a_booking("b1"))
        await hub.start()
        await told.becomes(LinkState.DEGRADED)
        await until(lambda: told.about == ["b1"])


async def test_a_network_that_changes_under_a_sound_connection_costs_nothing(
    hub: WireHub, told: Told
) -> None:
    before = hub.joined
    told.wake.tell(Sign.NETWORK)
    await until(lambda: hub.joined == before + 1)
    assert hub.attempts == 1
    assert told.desk.status.link.state is LinkState.LIVE


async def test_a_connection_that_a_change_of_network_cut_off_is_made_anew(tmp_path: Path) -> None:
    async with wire_hub(ping_s=600) as hub:
        line = Proxy(hub.url)
        await line.start()
        async with signed_in(tmp_path, line.url, FastClock(10)) as told:
            line.freeze()
            hub.hub.commit(a_booking("b1"))
            told.wake.tell(Sign.NETWORK)
            await until(lambda: told.states[-1] is not LinkState.LIVE)
            line.cut()
            line.thaw()
            await told.becomes(LinkState.LIVE)
            await until(lambda: told.about == ["b1"])
        await line.close()


async def test_without_a_connection_a_new_network_is_tried_at_once(
    hub: WireHub, told: Told
) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await hub.start()
    told.wake.tell(Sign.NETWORK)
    await told.becomes(LinkState.LIVE, limit_s=3.0)


async def test_an_attempt_from_before_a_wake_is_not_waited_for(
    tmp_path: Path, proxy: Proxy
) -> None:
    async with signed_in(tmp_path, proxy.url) as told:
        proxy.blackholes = frozenset(Way)
        proxy.cut()
        # An attempt hangs now, for as long as a connection may take to open.
        await until(lambda: proxy.swallowed > 0)
        proxy.heal()
        told.wake.tell(Sign.WOKE)
        await told.becomes(LinkState.LIVE, limit_s=3.0)


@pytest.mark.parametrize("hours", [8, -8])
async def test_a_wake_or_a_clock_that_is_set_brings_the_connection_up_anew(
    tmp_path: Path, hours: float
) -> None:
    clock = FastClock(20)
    async with wire_hub(ping_s=6000) as hub, signed_in(tmp_path, hub.url, clock) as told:
        clock.jump(hours=hours)
        await until(lambda: hub.attempts == 2)
        await told.becomes(LinkState.LIVE)


async def test_a_retry_that_somebody_asks_for_does_not_wait(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await hub.start()
    await told.desk.retry()
    await told.becomes(LinkState.LIVE, limit_s=2.0)


async def test_a_basic_backend_is_understood(tmp_path: Path, hub: WireHub) -> None:
    hub.basic = True
    hub.hub.commit(a_booking("known"))
    async with signed_in(tmp_path, hub.url) as told:
        assert told.desk.status.basic
        assert told.alerts == []
        hub.hub.commit(a_booking("new"))
        await hub.send("booking:created", {"id": "new"})
        await until(lambda: told.about == ["new"])


async def test_a_server_that_accepts_and_never_answers_is_given_up(
    hub: WireHub, proxy: Proxy
) -> None:
    proxy.freeze()
    socket = Socket(proxy.url, on_event=lambda *_: None, on_heard=lambda: None, open_s=0.3)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="did not answer in time"):
        await socket.open(hub.tokens()["accessToken"], WEBSOCKET)
    await socket.close()
    assert time.monotonic() - began < PATIENCE_S / 2


@pytest.mark.parametrize("turns", range(1, 40, 3))
async def test_a_goodbye_that_is_cut_short_leaves_nothing_open(hub: WireHub, turns: int) -> None:
    """Nor does what the library still had to send by then: it would open a session of its own."""
    socket = Socket(hub.url, on_event=lambda *_: None, on_heard=lambda: None)
    await socket.open(hub.tokens()["accessToken"], POLLING)
    others = asyncio.all_tasks()
    for number in range(20):
        await socket.tell("noise", str(number))
    closing = asyncio.create_task(socket.close())
    for _ in range(turns):
        await asyncio.sleep(0)
    closing.cancel()
    await asyncio.wait({closing})
    await asyncio.wait(others - {asyncio.current_task()}, timeout=0.2)
    open_ones = [
        each
        for each in gc.get_objects()
        if isinstance(each, aiohttp.ClientSession) and not each.closed
    ]
    assert not open_ones


async def test_no_task_is_left_behind(tmp_path: Path, hub: WireHub) -> None:
    before = asyncio.all_tasks()
    async with signed_in(tmp_path, hub.url) as told:
        await hub.throw_out()
        await until(lambda: hub.attempts == 2)
        await told.becomes(LinkState.LIVE)
        await hub.throw_out()
    ours = {"link", "sender", "compare", "follow library:lib"}
    assert not [task for task in asyncio.all_tasks() - before if task.get_name() in ours]


async def test_without_a_network_the_last_copy_is_there(tmp_path: Path, hub: WireHub) -> None:
    async with signed_in(tmp_path, hub.url) as first:
        vault = first.vault
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: first.about == ["b1"])
        await hub.stop()
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.OFFLINE)
        assert again.desk.status.user is not None
        assert again.desk.status.unread == 1
        assert again.pending("b1") is None
