"""Whatever happens between a hub and a desk, in any order: the same rows, each alert once."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.contract.events import StreamEvent
from app.contract.models import Booking
from app.contract.wire import builtins
from app.core.batch import Cursor
from app.core.changes import Alert, Changes, Moment
from app.core.reader import BookingFilter, Reader
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import STREAM, a_booking

TOLD = {"booking:created", "booking:cancelled", "booking:checkin"}


def next_version(held: Booking | None, number: int, arrives: bool) -> tuple[Booking, str]:
    """What happens next to booking `number`: made, then changed, cancelled or used in turn."""
    if held is None:
        return a_booking(f"b{number}"), "booking:created"
    version = held.version + 1
    if held.status != "confirmed":
        return a_booking(held.id, version=version), "booking:updated"
    if arrives:
        return a_booking(held.id, version=version, status="checked_in"), "booking:checkin"
    return a_booking(held.id, version=version, status="cancelled"), "booking:cancelled"


class AnyHistory(RuleBasedStateMachine):
    """A hub, a line and a desk, each with its faults.

    The hub prunes and is restored; the line loses, repeats and reorders; the desk shows
    alerts or dies before it does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "desk.sqlite3"
        self.shown: set[str] = set()
        self.told_in_this_life: list[str] = []
        self.cursor: Cursor | None = None
        self.past: list[StreamEvent] = []
        # While nothing was pruned or restored, what must have been recorded is known exactly.
        self.expected: set[str] | None = set()

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(work)

    @initialize()
    def begin(self) -> None:
        async def do() -> None:
            self.hub = FakeHub(page_size=4)
            self.line = Line(self.path, self.hub)
            self.line.connect()
            await self.line.in_step()

        self.run(do())

    # The hub.

    @rule(number=st.integers(1, 4), arrives=st.booleans(), heard=st.booleans())
    def commit(self, number: int, arrives: bool, heard: bool) -> None:
        row, name = next_version(self.hub.rows.get(f"b{number}"), number, arrives)
        event = self.hub.commit(row, name)
        if self.expected is not None and name in TOLD:
            self.expected.add(f"{row.id}:{name.rpartition(':')[2]}:{row.version}")
        if heard:
            self.line.emit(event)

    @precondition(lambda self: self.hub.log)
    @rule(left=st.integers(0, 5))
    def prune(self, left: int) -> None:
        self.hub.kept_from = max(self.hub.kept_from, len(self.hub.log) - left)
        self.expected = None

    @precondition(lambda self: self.hub.log)
    @rule(lost=st.integers(0, 6), followed=st.booleans())
    def restore_a_backup(self, lost: int, followed: bool) -> None:
        self.past.extend(self.hub.log)
        self.hub.restore(max(0, len(self.hub.log) - lost))
        self.hub.kept_from = 1
        self.expected = None
        if followed:
            self.line.connect()
            self.run(self.line.in_step())

    # The line.

    @precondition(lambda self: self.hub.log)
    @rule(which=st.integers(0, 40))
    def emit_any(self, which: int) -> None:
        """Late, early, again: any event of this epoch."""
        self.line.emit(self.hub.log[which % len(self.hub.log)])

    @rule(ahead=st.integers(0, 2))
    def emit_of_an_epoch_that_is_over(self, ahead: int) -> None:
        """Late, and at the very position that the desk waits for."""
        for event in self.past:
            if event.position == len(self.hub.log) + ahead:
                self.line.emit(event)
                self.let_it_work(5)

    @rule()
    def heads(self) -> None:
        self.line.feed.live("stream:heads", (builtins(self.hub.head),))

    @rule()
    def lose_the_connection(self) -> None:
        self.line.feed.away()

    @rule()
    def connect(self) -> None:
        self.line.connect()

    @rule(turns=st.integers(1, 20))
    def let_it_work(self, turns: int) -> None:
        async def do() -> None:
            for _ in range(turns):
                await asyncio.sleep(0)

        self.run(do())

    # The desk.

    @rule()
    def show(self) -> None:
        """The window takes what was told, and marks it."""
        self.take_alerts()
        for alert_id in self.told_in_this_life:
            self.line.store.mark(alert_id, Moment.SHOWN)
        self.shown.update(self.told_in_this_life)

    @rule()
    def die_and_start_again(self) -> None:
        """Killed between two transactions; what was not marked is told anew."""

        async def do() -> None:
            await self.line.close()
            self.take_alerts()
            self.told_in_this_life.clear()
            self.line = Line(self.path, self.hub)
            self.line.changes.append(self.line.store.untold())
            self.take_alerts()
            self.line.connect()

        self.run(do())

    def take_alerts(self) -> None:
        alerts: list[Alert] = [a for changes in self.line.changes for a in changes.alerts]
        self.line.changes[:] = [
            Changes(bookings=changes.bookings) for changes in self.line.changes if changes.bookings
        ]
        for alert in alerts:
            assert alert.id not in self.told_in_this_life, "told twice"
            assert alert.id not in self.shown, "told again after it was shown"
            self.told_in_this_life.append(alert.id)

    @invariant()
    def the_cursor_never_goes_back_within_an_epoch(self) -> None:
        if not hasattr(self, "line"):
            return
        cursor = self.line.store.cursor(STREAM)
        before, self.cursor = self.cursor, cursor
        if before is not None and cursor is not None and before.epoch == cursor.epoch:
            assert cursor.position >= before.position

    def teardown(self) -> None:
        if hasattr(self, "line"):
            self.run(self.end())
        self.loop.close()
        self.folder.cleanup()

    async def end(self) -> None:
        self.line.connect()
        await self.line.in_step()
        self.take_alerts()
        reader = Reader(self.path)
        rows = {row.booking.id: row.booking for row in reader.page(reader.rows(BookingFilter()))}
        reader.close()
        assert rows == self.hub.rows
        recorded = [each.alert.id for each in self.line.store.recent_alerts(1000)]
        assert len(recorded) == len(set(recorded))
        if self.expected is not None:
            assert set(recorded) == self.expected
        await self.line.close()


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
