"""The outbox is worked off in order, and one odd command does not stop the rest."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta

from app.contract.errors import StudySpotError, Unreachable
from app.contract.models import Booking
from app.core.commands import CheckIn, Command, Refusal
from app.core.sender import ASK_AGAIN_FOR, ODD_ATTEMPTS, Sender
from app.core.store import Store
from tests.core.made import NOON, PATIENCE_S, ManualClock, a_booking, live, told, until


class SilentHub:
    """Never answers a command; `now` is its wall clock."""

    def __init__(self) -> None:
        self.now = NOON
        self.asked = 0

    def server_now(self) -> datetime:
        return self.now

    async def send(self, command: Command) -> Booking:
        self.asked += 1
        raise Unreachable(f"No answer to {command.key}.")


class OddHub:
    """Fails without a reason for one command, and does all others."""

    def __init__(self, odd: str) -> None:
        self._odd = odd
        self.asked: list[str] = []

    def server_now(self) -> datetime:
        return NOON

    async def send(self, command: Command) -> Booking:
        self.asked.append(command.key)
        if command.key == self._odd:
            raise StudySpotError("Internal error, reference 4711.")
        return a_booking(command.booking_id, version=2, status="checked_in")


async def test_a_command_that_always_fails_oddly_is_given_back_in_the_end(store: Store) -> None:
    store.apply(live(1, told(a_booking("b1")), told(a_booking("b2"))))
    for booking_id in ("b1", "b2"):
        store.queue(Command(key=booking_id, what=CheckIn(booking_id=booking_id)))
    hub, refusals = OddHub("b1"), list[Refusal]()
    sender = Sender(store, hub, lambda _: None, refusals.append)
    work = asyncio.create_task(sender.run())
    async with asyncio.timeout(PATIENCE_S):
        while store.waiting():
            # Whoever comes back online wakes the sender, which cuts its pauses short.
            sender.wake()
            await asyncio.sleep(0)
    assert hub.asked == ["b1"] * (ODD_ATTEMPTS + 1) + ["b2"]
    assert [refusal.booking_id for refusal in refusals] == ["b1"]
    row = store.booking("b2")
    assert row is not None
    assert row.booking.status == "checked_in"
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def test_only_the_hubs_clock_tells_how_old_an_attempt_is(
    store: Store, clock: ManualClock
) -> None:
    store.apply(live(1, told(a_booking("b1"))))
    store.queue(Command(key="k1", what=CheckIn(booking_id="b1")))
    hub, refusals = SilentHub(), list[Refusal]()
    sender = Sender(store, hub, lambda _: None, refusals.append)
    work = asyncio.create_task(sender.run())
    await until(lambda: hub.asked == 1)
    # This computer's clock was wrong, and is set right.
    clock.wall += timedelta(days=400)
    sender.wake()
    await until(lambda: hub.asked == 2)
    assert refusals == []
    hub.now += ASK_AGAIN_FOR + timedelta(seconds=1)
    sender.wake()
    await until(lambda: refusals)
    assert "sent long ago" in refusals[0].message
    assert hub.asked == 2
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)
