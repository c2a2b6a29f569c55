"""What people do at the desk reaches the hub once, also from an absence, or comes back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.contract.errors import (
    InvalidInput,
    NotFound,
    StudySpotError,
    Unavailable,
    WrongState,
)
from app.contract.requests import PricingEdit
from app.core.status import LinkState
from tests.core.desks import FastClock, Told, signed_in, started
from tests.core.made import LIBRARY, a_booking, until
from tests.core.wire_hub import WireHub, wire_hub


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
async def told(tmp_path: Path, hub: WireHub) -> AsyncIterator[Told]:
    """Live, with one booking that has rung."""
    async with signed_in(tmp_path, hub.url) as made:
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: made.about == ["b1"])
        yield made


async def test_our_own_arrival_changes_the_row_and_does_not_ring(hub: WireHub, told: Told) -> None:
    await told.desk.check_in("b1")
    assert told.pending("b1") == "check_in"
    await until(lambda: told.pending("b1") is None)
    assert hub.hub.rows["b1"].status == "checked_in"
    assert told.about == ["b1"]
    assert told.desk.status.waiting == 0


async def test_a_cancellation_is_sent_with_its_key(hub: WireHub, told: Told) -> None:
    await told.desk.cancel("b1", "ill")
    await until(lambda: told.pending("b1") is None)
    assert hub.hub.rows["b1"].status == "cancelled"
    assert [key for key in hub.done if key] == list(hub.done)


async def test_a_refusal_takes_the_command_back_and_says_why(hub: WireHub, told: Told) -> None:
    hub.command_fails = WrongState("It was cancelled a moment ago.")
    await told.desk.check_in("b1")
    await until(lambda: told.refusals)
    (refusal,) = told.refusals
    assert refusal.booking_id == "b1"
    assert refusal.message == "It was cancelled a moment ago."
    assert refusal.title == WrongState.title
    assert told.pending("b1") is None
    assert told.desk.status.waiting == 0


async def test_what_another_desk_did_as_well_is_no_refusal(hub: WireHub, told: Told) -> None:
    hub.command_fails = WrongState("It is checked in.", details={"status": "checked_in"})
    await told.desk.check_in("b1")
    await until(lambda: told.desk.status.waiting == 0)
    assert (told.pending("b1"), told.refusals) == (None, [])
    # Where it is something else, somebody has to know.
    await told.desk.check_out("b1")
    await until(lambda: told.refusals)


async def test_what_is_done_offline_is_sent_once_when_the_hub_is_back(
    hub: WireHub, told: Told
) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await told.desk.check_in("b1")
    assert told.desk.status.waiting == 1
    assert told.pending("b1") == "check_in"
    await hub.start()
    await until(lambda: told.desk.status.waiting == 0)
    assert len(hub.done) == 1
    assert hub.hub.rows["b1"].version == 2
    assert told.refusals == []


async def test_what_waited_says_when_it_was_done_by_the_hubs_clock(
    hub: WireHub, tmp_path: Path
) -> None:
    clock = FastClock(1.0)
    # This computer's clock is wrong by a day; the hub's is not.
    clock.jump(days=1)
    async with signed_in(tmp_path, hub.url, clock) as told:
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: told.about == ["b1"])
        await hub.stop()
        await told.becomes(LinkState.OFFLINE)
        await told.desk.check_in("b1")
        clock.jump(hours=2)
        await hub.start()
        await until(lambda: told.desk.status.waiting == 0)
        await told.desk.cancel("b1")
        await until(lambda: told.desk.status.waiting == 0)
    waited, prompt = hub.done_at
    assert waited is not None
    ago = datetime.now(UTC) - datetime.fromisoformat(waited)
    assert timedelta(hours=2) <= ago < timedelta(hours=2, minutes=1)
    assert prompt is None


async def test_a_clock_that_was_set_right_while_a_command_waited_tells_no_time(
    hub: WireHub, tmp_path: Path
) -> None:
    clock = FastClock(1.0)
    clock.jump(days=-400)
    async with signed_in(tmp_path, hub.url, clock) as told:
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: told.about == ["b1"])
        await hub.stop()
        await told.becomes(LinkState.OFFLINE)
        await told.desk.check_in("b1")
        clock.jump(days=400)
        await hub.start()
        await until(lambda: told.desk.status.waiting == 0)
    assert hub.done_at == [None]


async def test_a_command_outlives_the_desk_with_its_key(hub: WireHub, tmp_path: Path) -> None:
    async with signed_in(tmp_path / "desk", hub.url) as first:
        vault = first.vault
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: first.about == ["b1"])
        hub.answers_late.clear()
        await first.desk.check_in("b1")
        # The hub has done it, but its answer never reaches this desk.
        await until(lambda: hub.done)
    hub.answers_late.set()
    async with started(tmp_path / "desk", vault) as again:
        await until(lambda: again.desk.status.waiting == 0)
        assert len(set(hub.keys[-2:])) == 1
        assert hub.hub.rows["b1"].version == 2
        assert again.refusals == []
        assert [alert.kind for alert in again.alerts if "checkin" in alert.id] == []


async def test_a_hub_that_cannot_just_now_is_asked_again(hub: WireHub, told: Told) -> None:
    hub.command_fails = Unavailable("The disk is full.")
    await told.desk.check_in("b1")
    await until(lambda: hub.keys)
    assert told.pending("b1") == "check_in"
    hub.command_fails = None
    await until(lambda: told.pending("b1") is None)
    assert len(set(hub.keys)) == 1


async def test_a_command_that_fails_oddly_does_not_stop_the_next_for_ever(
    hub: WireHub, told: Told
) -> None:
    hub.command_fails = StudySpotError("Internal error, reference 4711.")
    await told.desk.check_in("b1")
    await until(lambda: len(hub.keys) >= 2)
    assert told.desk.status.waiting == 1


async def test_commands_keep_their_order(hub: WireHub, told: Told) -> None:
    await hub.stop()
    await told.becomes(LinkState.OFFLINE)
    await told.desk.check_in("b1")
    await told.desk.cancel("b1")
    assert told.pending("b1") == "cancel"
    await hub.start()
    await until(lambda: told.desk.status.waiting == 0)
    assert [row.status for row in hub.done.values()] == ["checked_in", "cancelled"]


async def test_a_basic_server_is_not_asked_for_prices(hub: WireHub, tmp_path: Path) -> None:
    hub.basic = True
    async with signed_in(tmp_path, hub.url) as told:
        with pytest.raises(InvalidInput, match="basic one"):
            await told.desk.set_prices(LIBRARY.id, PricingEdit(version=1, hour_minor=6000))
        assert told.desk.status.waiting == 0


async def test_a_booking_nobody_knows_cannot_be_checked_in(told: Told) -> None:
    with pytest.raises(NotFound):
        await told.desk.check_in("nobody")
    assert told.desk.status.waiting == 0
