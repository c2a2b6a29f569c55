"""Whatever becomes of commands: each is done once or told as refused, and nothing is left over."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from app.contract.errors import SeatTaken, StaleVersion, Unreachable, WrongState
from app.contract.models import Booking, Pricing
from app.contract.requests import PricingEdit
from app.core.batch import Batch, Origin, Told
from app.core.changes import Changes
from app.core.commands import Cancel, CheckIn, Command, SetPrices, WalkIn
from app.core.reader import BookingFilter, Reader
from app.core.sender import Sender
from app.core.store import Store
from tests.core.made import LIBRARY, NOON, ManualClock, a_booking, live, snapshot, told
from tests.core.test_outbox import PRICES, SEAT, WALK_IN

FATES = ("answered", "answered", "lost", "killed", "refused", "overtaken")


class OnceHub:
    """Does each key once, and lets each answer meet its fate; `done` are the keys in order."""

    def __init__(self) -> None:
        self.rows: dict[str, Booking] = {}
        self.prices = PRICES
        self.log: list[Told | tuple[str, Pricing]] = []
        self.answers: dict[str, Booking | Pricing] = {}
        self.fate = "answered"
        self.asked = asyncio.Event()
        self.overtake: Any = None

    def server_now(self) -> Any:
        return NOON

    async def send(self, command: Command) -> Booking | Pricing:
        if self.asked.is_set():
            await asyncio.Event().wait()  # one for each turn
        self.asked.set()
        if self.fate == "refused" and command.key not in self.answers:
            raise SeatTaken("Somebody else has it.")
        if command.key not in self.answers:
            self.answers[command.key] = self._do(command)
        if self.fate == "lost":
            raise Unreachable("No answer.")
        if self.fate == "killed":
            await asyncio.Event().wait()
        if self.fate == "overtaken":
            self.overtake()
        return self.answers[command.key]

    def _do(self, command: Command) -> Booking | Pricing:
        what = command.what
        if isinstance(what, SetPrices):
            if what.edit.version != self.prices.version:
                raise StaleVersion("Somebody changed them.")
            self.prices = msgspec.structs.replace(
                self.prices, version=what.edit.version + 1, hour_minor=what.edit.hour_minor
            )
            self.log.append((command.key, self.prices))
            return self.prices
        if isinstance(what, WalkIn):
            row, name = a_booking(f"hub-{command.key}", source="walk_in"), "booking:created"
        else:
            held = self.rows[what.booking_id]
            then = "checked_in" if isinstance(what, CheckIn) else "cancelled"
            if held.status != "confirmed":
                raise WrongState("It is not confirmed any more.")
            row = msgspec.structs.replace(held, status=then, version=held.version + 1)
            name = "booking:checkin" if then == "checked_in" else "booking:cancelled"
        self.rows[row.id] = row
        self.log.append(told(row, name, command.key))
        return row


class AnyCommands(RuleBasedStateMachine):
    """A desk's store and sender, a hub, and their crashes."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "desk.sqlite3"
        self.given: dict[str, Command] = {}
        self.heard, self.epoch, self.shift = 0, 1, 0

    @initialize()
    def begin(self) -> None:
        self.hub = OnceHub()
        self.hub.overtake = self.hear_all
        self.store = Store(self.path, ManualClock())
        for number in range(2):
            self.hub.rows[f"b{number}"] = a_booking(f"b{number}")
        self.store.apply(snapshot(0, *self.hub.rows.values()))
        self.store.apply(Batch(origin=Origin.ANSWER, seats=(SEAT,), pricing=(PRICES,)))

    def give(self, what: Any) -> None:
        command = Command(key=f"k{len(self.given)}", what=what)
        self.given[command.key] = command
        self.store.queue(command)

    @rule()
    def walk_in(self) -> None:
        later = NOON + timedelta(hours=1 + len(self.given))
        self.give(WalkIn(request=msgspec.structs.replace(WALK_IN, ends_at=later)))

    @rule(which=st.integers(0, 20), cancels=st.booleans())
    def press(self, which: int, cancels: bool) -> None:
        """On any row in the list, one that waits for the hub too."""
        ids = list(self.rows())
        booking_id = ids[which % len(ids)]
        self.give(Cancel(booking_id=booking_id) if cancels else CheckIn(booking_id=booking_id))

    @rule(amount=st.integers(1, 9))
    def set_prices(self, amount: int) -> None:
        held = self.store.prices(LIBRARY.id)
        assert held is not None
        edit = PricingEdit(version=held.pricing.version, hour_minor=amount)
        self.give(SetPrices(library_id=LIBRARY.id, edit=edit))

    @rule(fate=st.sampled_from(FATES))
    def send(self, fate: str) -> None:
        self.run(self.one_turn(fate))

    async def one_turn(self, fate: str) -> None:
        if not self.store.waiting():
            return
        self.hub.fate = fate
        self.hub.asked.clear()
        nobody = list[Any]()
        sender = Sender(self.store, self.hub, ManualClock(), nobody.append, nobody.append)
        work = asyncio.create_task(sender.run())
        await self.hub.asked.wait()
        for _ in range(5):
            await asyncio.sleep(0)
        work.cancel()
        await asyncio.gather(work, return_exceptions=True)

    @rule()
    def hear_all(self) -> None:
        """Catch up; what was our doing does not ring."""
        changes = Changes()
        while self.heard < len(self.hub.log):
            news = self.hub.log[self.heard]
            self.heard += 1
            position, epoch = self.heard - self.shift, f"e{self.epoch}"
            if isinstance(news, Told):
                changes = self.store.apply(live(position, news, epoch=epoch))
            else:
                key, prices = news
                batch = live(position, epoch=epoch)
                changes = self.store.apply(
                    msgspec.structs.replace(batch, pricing=(prices,), causes=frozenset({key}))
                )
            assert changes.alerts == ()

    @rule()
    def take_a_snapshot(self) -> None:
        """The position is not kept any more; nobody says who made what."""
        self.epoch += 1
        self.shift = self.heard = len(self.hub.log)
        self.store.apply(snapshot(0, *self.hub.rows.values(), epoch=f"e{self.epoch}"))

    @rule()
    def die_and_start_again(self) -> None:
        self.store.close()
        self.store = Store(self.path, ManualClock())
        assert self.store.set_aside is None

    def rows(self) -> dict[str, tuple[Booking, str | None]]:
        reader = Reader(self.path)
        found = reader.page(reader.rows(BookingFilter()))
        reader.close()
        return {row.booking.id: (row.booking, row.pending) for row in found}

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(work)

    def teardown(self) -> None:
        try:
            if hasattr(self, "store"):
                self.finish()
        finally:
            self.loop.close()
            self.folder.cleanup()

    def finish(self) -> None:
        while self.store.waiting():
            self.run(self.one_turn("answered"))
        self.hear_all()
        assert self.rows() == {each: (row, None) for each, row in self.hub.rows.items()}
        held = self.store.prices(LIBRARY.id)
        assert held is not None
        assert held.wanted is None
        assert held.pricing == self.hub.prices
        refused = [refusal.key for refusal in self.store.refusals()]
        assert len(refused) == len(set(refused))
        assert not set(refused) & set(self.hub.answers)
        # What waited for a refused walk-in is told with it.
        gone = {f"local:{key}" for key in refused}
        for key, command in self.given.items():
            behind = command.booking_id in gone
            assert key in self.hub.answers or key in refused or behind
        order = [key for key in self.given if key in self.hub.answers]
        assert list(self.hub.answers) == order
        self.store.close()


TestAnyCommands = AnyCommands.TestCase
TestAnyCommands.settings = settings(
    max_examples=60,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
