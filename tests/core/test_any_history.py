"""Whatever happens between a hub and a desk, in any order: the same rows, each alert once."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine, Iterable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from app.contract.events import StreamEvent
from app.contract.models import Booking
from app.contract.wire import builtins
from app.core.batch import Cursor
from app.core.changes import Alert, Changes, Moment
from app.core.filters import BookingFilter
from app.core.reader import Reader
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import STREAM, a_booking

TOLD = {"booking:created", "booking:cancelled", "booking:checkin"}
OVER = {"cancelled", "declined"}


def next_version(
    held: Booking | None, booking_id: str, now: datetime, arrives: bool
) -> tuple[Booking, str]:
    """What happens next to a booking, and the event that tells it.

    It is made or asked for; asked for, it is granted or declined; then it is cancelled for
    good, or used and taken back.
    """
    if held is None:
        status = "pending" if arrives else "confirmed"
        made = a_booking(booking_id, status=status, created_at=now, updated_at=now)
        return made, "booking:created"
    changes: dict[str, Any] = {"version": held.version + 1, "updated_at": now}
    name = "booking:updated"
    if held.status in OVER:
        changes["note"] = f"{held.note}."
    elif held.status == "pending":
        changes["status"] = "confirmed" if arrives else "declined"
    elif held.status == "checked_in":
        changes |= {"status": "confirmed", "checked_in_at": None}
    elif arrives:
        name = "booking:checkin"
        changes |= {"status": "checked_in", "checked_in_at": now}
    else:
        name = "booking:cancelled"
        changes["status"] = "cancelled"
    return msgspec.structs.replace(held, **changes), name


class AnyHistory(RuleBasedStateMachine):
    """A hub, a line and a desk, each with its faults.

    The hub prunes and is restored; the line loses, repeats and reorders; the desk shows
    alerts or dies before it does.
    """

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.path = self.new_path(1)
        self.life = 1
        self.shown: list[Alert] = []
        self.told_in_this_life: list[Alert] = []
        self.cursor: Cursor | None = None
        self.past: list[StreamEvent] = []
        # Logs of the hub with which the desk was in step; one of them may be put back later.
        self.backups: list[list[StreamEvent]] = []
        self.histories = 0
        # While nothing was pruned or restored, what must have been recorded is known exactly.
        self.expected: set[str] | None = set()

    def new_path(self, life: int) -> Path:
        folder = Path(self.folder.name) / str(life)
        folder.mkdir()
        return folder / "desk.sqlite3"

    def run(self, work: Coroutine[Any, Any, None]) -> None:
        self.loop.run_until_complete(work)

    @initialize(
        changes=st.lists(st.tuples(st.integers(1, 4), st.booleans()), max_size=6),
    )
    def begin(self, changes: list[tuple[int, bool]]) -> None:
        """Signed in, and something happens before the first list."""

        async def do() -> None:
            self.hub = FakeHub(page_size=4)
            self.line = Line(self.path, self.hub)
            self.line.store.await_news([self.hub.head])
            for number, arrives in changes:
                self.commit(number, arrives, heard=False)
            self.line.connect()
            await self.line.in_step()

        self.run(do())

    # The hub.

    @rule(number=st.integers(1, 4), arrives=st.booleans(), heard=st.booleans())
    def commit(self, number: int, arrives: bool, heard: bool) -> None:
        self.hub.now += timedelta(seconds=1)
        # No two bookings ever have one id, also not in two histories.
        ids = [f"b{number}-{history}" for history in range(self.histories + 1)]
        known = next((each for each in ids if each in self.hub.rows), ids[-1])
        before = self.hub.rows.get(known)
        row, name = next_version(before, known, self.hub.now, arrives)
        event = self.hub.commit(row, name)
        declined = row.status == "declined" and before is not None and before.status == "pending"
        told = "booking:cancelled" if declined else name
        if self.expected is not None and told in TOLD:
            self.expected.add(f"{row.id}:{told.rpartition(':')[2]}:{row.version}")
        if heard:
            self.line.emit(event)

    @rule(number=st.integers(1, 4), arrives=st.booleans())
    def commit_and_tell(self, number: int, arrives: bool) -> None:
        """As on most days: the event comes at once, and is taken."""
        self.commit(number, arrives, heard=True)
        self.let_it_work(5)

    @rule(
        changes=st.lists(st.tuples(st.integers(1, 4), st.booleans()), min_size=1, max_size=6),
        left=st.none() | st.integers(0, 5),
    )
    def away(self, changes: list[tuple[int, bool]], left: int | None) -> None:
        """The desk is away, perhaps for longer than events are kept."""
        self.line.feed.away()
        for number, arrives in changes:
            self.commit(number, arrives, heard=False)
        if left is not None:
            self.prune(left)

    @precondition(lambda self: self.hub.log)
    @rule(left=st.integers(0, 5))
    def prune(self, left: int) -> None:
        self.hub.kept_from = max(self.hub.kept_from, len(self.hub.log) - left)
        self.expected = None

    @precondition(lambda self: self.hub.log)
    @rule(lost=st.integers(0, 6), followed=st.booleans())
    def restore_a_backup(self, lost: int, followed: bool) -> None:
        self.restore(self.hub.log[: max(0, len(self.hub.log) - lost)])
        if followed:
            self.step()

    @rule()
    def back_up(self) -> None:
        self.step()
        self.backups.append(list(self.hub.log))

    @precondition(lambda self: self.backups)
    @rule(which=st.integers(0, 20))
    def put_back_what_the_desk_has_seen(self, which: int) -> None:
        """Older than what the desk has, or of a history that went another way."""
        self.step()
        told = len(self.told_in_this_life)
        self.restore(self.backups[which % len(self.backups)])
        self.step()
        assert self.told_in_this_life[told:] == [], "it rang again"

    def restore(self, log: list[StreamEvent]) -> None:
        self.past.extend(self.hub.log)
        self.hub.restore(len(log), log)
        self.hub.kept_from = 1
        self.histories += 1
        self.expected = None

    def step(self) -> None:
        """Bring the desk in step, and take what it tells."""
        self.line.connect()
        self.run(self.line.in_step())
        self.take_alerts()

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
        for alert in self.told_in_this_life:
            self.line.store.notices.mark(alert.id, Moment.SHOWN)
        self.shown += self.told_in_this_life

    @rule()
    def die_and_start_again(self) -> None:
        """Killed: the next life finds the files as they lie there; what was not marked is told."""

        async def do() -> None:
            before, self.life = self.path, self.life + 1
            self.path = self.new_path(self.life)
            for file in before.parent.glob(f"{before.name}*"):
                shutil.copy(file, self.path.parent)
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
            assert alert.id not in ids_of(self.told_in_this_life), "told twice"
            assert alert.id not in ids_of(self.shown), "told again after it was shown"
            self.told_in_this_life.append(alert)

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
        recorded = [each.alert for each in self.line.store.notices.recent(1000)]
        assert len(recorded) == len(ids_of(recorded))
        if self.expected is not None:
            assert ids_of(recorded) == self.expected
        # Whatever was pruned or put back, nothing was passed over in silence.
        assert self.hub.rows.keys() <= {alert.booking_id for alert in recorded}
        cancelled = {row.id for row in self.hub.rows.values() if row.status in OVER}
        assert cancelled <= {
            each.booking_id for each in recorded if each.kind.endswith("cancelled")
        }
        told = [*self.shown, *self.told_in_this_life]
        summed = {one for alert in told for one in alert.booking_ids or ()}
        for alert in recorded:
            assert alert.id in ids_of(told) or alert.booking_id in summed, "recorded and not told"
        await self.line.close()


def ids_of(alerts: Iterable[Alert]) -> set[str]:
    return {alert.id for alert in alerts}


TestAnyHistory = AnyHistory.TestCase
TestAnyHistory.settings = settings(
    max_examples=150,
    stateful_step_count=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
