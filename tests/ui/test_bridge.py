"""The bridge between the core's loop and the window's."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest

from app.contract.errors import StoreFailed, StudySpotError
from app.core.changes import Changes, Update
from app.core.commands import Refusal
from app.core.desk import Desk
from app.core.status import DeskStatus
from app.ui.bridge import FRAME_S, STOP_WITHIN_S, Bridge
from tests.ui.desks import PlainDesk, as_desk, live_status
from tests.ui.stage import until


class Ear:
    """Keeps each delivery with its time."""

    def __init__(self, bridge: Bridge) -> None:
        self.batches: list[list[Update]] = []
        self.times: list[float] = []
        bridge.delivered.connect(self.hear)

    def hear(self, batch: list[Update]) -> None:
        self.batches.append(batch)
        self.times.append(time.monotonic())

    def titles(self) -> list[str]:
        return [update.title for update in self.updates() if isinstance(update, Refusal)]

    def updates(self) -> list[Update]:
        return [update for batch in self.batches for update in batch]


@pytest.fixture
def desk(tmp_path: Path) -> PlainDesk:
    return PlainDesk(tmp_path / "desk.sqlite3")


async def _up(bridge: Bridge) -> None:
    bridge.start()
    await until(lambda: bridge.status is not None, "the first status")


def _refusal(number: int) -> Refusal:
    return Refusal(booking_id=None, title=str(number), message="")


async def test_a_call_runs_on_the_cores_thread_and_answers_here(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)

    async def where(_: Desk) -> str:
        return threading.current_thread().name

    assert await bridge.call(where) == "core"
    await bridge.stop()


async def test_a_failure_of_the_desk_reaches_the_caller(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)
    desk.refuses = StoreFailed("The disk is full. Make room on it.")
    with pytest.raises(StoreFailed, match="disk is full"):
        await bridge.call(lambda d: d.notices.seen(None))
    await bridge.stop()


async def test_a_call_made_at_once_waits_for_the_core(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    bridge.start()

    async def status(d: Desk) -> DeskStatus:
        return d.status

    assert (await bridge.call(status)).server == "https://desk.lotus.example"
    await bridge.stop()


async def test_a_call_after_the_end_says_so(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)
    await bridge.stop()
    with pytest.raises(StudySpotError, match="not running"):
        await bridge.call(lambda d: d.notices.seen(None))


async def test_at_most_one_delivery_a_frame_and_nothing_lost_or_reordered(
    desk: PlainDesk,
) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)
    ear = Ear(bridge)

    async def flood(_: Desk) -> None:
        for number in range(2000):
            desk.tell(_refusal(number))
            if number % 20 == 0:
                await asyncio.sleep(0.001)

    began = time.monotonic()
    await bridge.call(flood)
    await until(lambda: len(ear.titles()) == 2000, "all updates")
    titles = ear.titles()
    assert titles == [str(number) for number in range(2000)]
    # Single gaps tell nothing: the ear may hear one delivery late and the next in time.
    frames = (ear.times[-1] - began) / (FRAME_S - 0.001)  # a millisecond is Qt's timers' grain
    assert 3 < len(ear.times) <= frames + 1
    await bridge.stop()


async def test_of_several_statuses_in_a_batch_only_the_newest_arrives(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)
    ear = Ear(bridge)

    async def change(_: Desk) -> None:
        for unread in range(200, 0, -1):
            desk.tell(live_status(unread=unread))
        desk.tell(Changes(reloaded=True))

    await bridge.call(change)
    await until(lambda: any(isinstance(u, Changes) for u in ear.updates()), "the changes")
    for batch in ear.batches:
        assert sum(isinstance(update, DeskStatus) for update in batch) <= 1
    assert bridge.status is not None
    assert bridge.status.unread == 1
    await bridge.stop()


async def test_what_was_last_heard_is_read_without_asking(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    assert bridge.last_heard is None
    await _up(bridge)
    assert bridge.last_heard == desk.last_heard
    await bridge.stop()


async def test_a_desk_that_cannot_start_is_told(tmp_path: Path) -> None:
    told: list[StudySpotError] = []

    def broken() -> Desk:
        raise StoreFailed("The folder cannot be written. Choose another profile.")

    bridge = Bridge(broken)
    bridge.broken.connect(told.append)
    bridge.start()
    await until(lambda: told, "the failure")
    assert isinstance(told[0], StoreFailed)
    await bridge.stop()
    _ = tmp_path


async def test_a_fault_while_starting_is_told_in_a_sentence(desk: PlainDesk) -> None:
    told: list[StudySpotError] = []

    class Faulty(PlainDesk):
        async def start(self, *, patient: bool = False) -> None:  # noqa: ARG002 - fails before
            raise ZeroDivisionError("division by zero")

    faulty = Faulty(Path("unused"))
    bridge = Bridge(lambda: as_desk(faulty))
    bridge.broken.connect(told.append)
    bridge.start()
    await until(lambda: told, "the failure")
    assert "could not start (ZeroDivisionError" in told[0].message
    await bridge.stop()
    _ = desk


async def test_stopping_takes_at_most_three_seconds_even_when_the_desk_hangs(
    desk: PlainDesk,
) -> None:
    desk.stops_slowly = True
    bridge = Bridge(lambda: as_desk(desk))
    await _up(bridge)
    began = time.monotonic()
    await bridge.stop()
    assert time.monotonic() - began < STOP_WITHIN_S
    assert not bridge.running


async def test_stopping_before_starting_does_nothing(desk: PlainDesk) -> None:
    bridge = Bridge(lambda: as_desk(desk))
    await bridge.stop()
    assert not bridge.running
