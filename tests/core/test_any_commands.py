"""Whatever becomes of commands: each is done once or told as refused, and nothing is left over."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.contract.errors import SeatTaken, StaleVersion, StudySpotError, Unreachable, WrongState
from app.contract.models import Booking, BookingRequest, Pricing
from app.contract.requests import PricingEdit
from app.core.batch import Batch, Origin, Told
from app.core.changes import Changes
from app.core.commands import Cancel, CheckIn, Command, SetPrices, WalkIn
from app.core.filters import BookingFilter
from app.core.reader import Reader
from app.core.sender import Sender
from app.core.store import Store
from tests.core.made import (
    LIBRARY,
    NOON,
    PATIENCE_S,
    STREAM,
    ManualClock,
    a_booking,
    live,
    snapshot,
    told,
)
from tests.core.test_outbox import PRICES, SEAT, WALK_IN

FATES = ("answered", "answered", "lost", "killed", "refused", "overtaken")
STEPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "walk_in": {},
    "press": {"which": st.integers(0, 20), "cancels": st.booleans()},
    "set_prices": {"amount": st.integers(1, 9)},
    "send": {"fate": st.sampled_from(FATES)},
    "hear_all": {},
    "take_a_snapshot": {"restored": st.booleans()},
    "die_and_start_again": {},
}
# One rule for all: of many rules, Hypothesis leaves out about half in each run, and what
# matters here needs four of them in a row.
ANY_STEP = st.one_of(
    *(st.tuples(st.just(name), st.fixed_dictionaries(each)) for name, each in STEPS.items())
)


class OnceHub:
    """Does each key once, and lets each answer meet its fate; `answers` are in order of the keys.

    `settled` are the keys whose answer the desk got; `sent_again` are those of them that came
    once more. Its clock moves on with whatever it does.
    """

    def __init__(self) -> None:
        self.now = NOON
        self.settled: set[str] = set()
        self.sent_again: list[str] = []
        self.rows: dict[str, Booking] = {}
        self.prices = PRICES
        self.log: list[Told | tuple[str, Pricing]] = []
        self.answers: dict[str, Booking | Pricing] = {}
        self.fate = "answered"
        self.asked = asyncio.Event()
        self.overtake: Any = None

    def server_now(self) -> datetime:
        return self.now

    async def send(self, command: Command) -> Booking | Pricing:
        if command.key in self.settled:
            self.sent_again.append(command.key)
        if self.asked.is_set():
            await asyncio.Event().wait()  # one for each turn
        self.asked.set()
        if command.key not in self.answers:
            try:
                if self.fate == "refused":
                    raise SeatTaken("Somebody else has it.")
                self.answers[command.key] = self._do(command)
            except StudySpotError:
                self.settled.add(command.key)
                raise
        if self.fate == "lost":
            raise Unreachable("No answer.")
        if self.fate == "killed":
            await asyncio.Event().wait()
        if self.fate == "overtaken":
            self.overtake()
        self.settled.add(command.key)
        return self.answers[command.key]

    def _do(self, command: Command) -> Booking | Pricing:
        what = command.what
        self.now += timedelta(seconds=1)
        if isinstance(what, SetPrices):
            if what.edit.version != self.prices.version:
                raise StaleVersion("Somebody changed them.")
            self.prices = msgspec.structs.replace(
                self.prices, version=what.edit.version + 1, hour_minor=what.edit.hour_minor
            )
            self.log.append((command.key, self.prices))
            return self.prices
        if isinstance(what, WalkIn):
            row, name = self._made(f"hub-{command.key}", what.request), "booking:created"
        else:
            held = self.rows[what.booking_id]
            then = "checked_in" if isinstance(what, CheckIn) else "cancelled"
            if held.status != "confirmed":
                raise WrongState("It is not confirmed any more.")
            row = msgspec.structs.replace(
                held, status=then, version=held.version + 1, updated_at=self.now
            )
            if then == "checked_in":
                row = msgspec.structs.replace(row, checked_in_at=self.now)
            name = "booking:checkin" if then == "checked_in" else "booking:cancelled"
        self.rows[row.id] = row
        self.log.append(told(row, name, command.key))
        return row

    def _made(self, booking_id: str, asked: BookingRequest) -> Booking:
        return a_booking(
            booking_id,
            source="walk_in",
            ends_at=asked.ends_at,
            created_at=self.now,
            updated_at=self.now,
        )


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
        self.in_step()

    def in_step(self) -> None:
        """What was our own doing does not ring, by whatever way it was heard of."""
        assert self.store.settle(STREAM, self.hub.now).alerts == ()
        assert self.store.notices.unread() == 0

    @invariant()
    def nothing_is_shown_twice_or_without_what_waits_for_it(self) -> None:
        if not hasattr(self, "hub"):
            return
        rows = self.rows()
        assert not [key for key in self.given if {f"local:{key}", f"hub-{key}"} <= rows.keys()]
        waiting = [key for key in self.given if key not in self.hub.settled]
        waited_for = {name for key in waiting for name in self.names(key)}
        assert {each for each, (_, pending) in rows.items() if pending} <= waited_for
        assert self.hub.sent_again == []

    def names(self, key: str) -> set[str]:
        """What the row that a command is about may be called."""
        named = self.given[key].booking_id
        return {named, named.replace("local:", "hub-")}

    def give(self, what: Any) -> None:
        command = Command(key=f"k{len(self.given)}", what=what)
        self.given[command.key] = command
        self.store.queue(command)

    @rule(step=ANY_STEP)
    def step(self, step: tuple[str, dict[str, Any]]) -> None:
        name, arguments = step
        getattr(self, name)(**arguments)

    def walk_in(self) -> None:
        later = NOON + timedelta(hours=1 + len(self.given))
        self.give(WalkIn(request=msgspec.structs.replace(WALK_IN, ends_at=later)))

    def press(self, which: int, cancels: bool) -> None:
        """On any row in the list, one that waits for the hub too."""
        ids = list(self.rows())
        booking_id = ids[which % len(ids)]
        self.give(Cancel(booking_id=booking_id) if cancels else CheckIn(booking_id=booking_id))

    def set_prices(self, amount: int) -> None:
        held = self.store.prices(LIBRARY.id)
        assert held is not None
        edit = PricingEdit(version=held.pricing.version, hour_minor=amount)
        self.give(SetPrices(library_id=LIBRARY.id, edit=edit))

    def send(self, fate: str) -> None:
        self.run(self.one_turn(fate))

    async def one_turn(self, fate: str) -> None:
        if not self.store.waiting():
            return
        self.hub.fate = fate
        self.hub.asked.clear()
        nobody = list[Any]()
        sender = Sender(self.store, self.hub, nobody.append, nobody.append)
        work = asyncio.create_task(sender.run())
        async with asyncio.timeout(PATIENCE_S):
            await self.hub.asked.wait()
        for _ in range(5):
            await asyncio.sleep(0)
        work.cancel()
        (ended,) = await asyncio.gather(work, return_exceptions=True)
        assert isinstance(ended, asyncio.CancelledError), ended

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
        self.in_step()

    def take_a_snapshot(self, restored: bool) -> None:
        """The position is not kept any more, or the epoch; nobody says who made what."""
        self.heard = len(self.hub.log)
        if restored:
            self.epoch += 1
            self.shift = self.heard
        position, epoch = self.heard - self.shift, f"e{self.epoch}"
        self.store.apply(snapshot(position, *self.hub.rows.values(), epoch=epoch))
        self.in_step()

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
        for _ in range(self.store.waiting()):
            self.run(self.one_turn("answered"))
        assert not self.store.waiting()
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
