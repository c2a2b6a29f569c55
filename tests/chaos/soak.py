"""One soak: a hub with its libraries, writers, desks and faults, put together, run and judged."""

from __future__ import annotations

import asyncio
import contextlib
import math
import sqlite3
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import msgspec

from tests.bench.measure import quantile
from tests.chaos.desks import Heads, SoakDesk
from tests.chaos.faults import trouble_desk, trouble_hub
from tests.chaos.load import Pace, Writer, acknowledged
from tests.chaos.plan import HUB_LANE, Fault, draw
from tests.chaos.reckoning import Verdict, committed, reckon
from tests.hub.people import Library, another_library, new_owner, register, sign_in
from tests.hub.process import HubProcess, data_of

LIBRARIES, WRITERS_EACH = 3, 3
SEATS_EACH = 2
ACCESS_S = 120
"""How long an access token is good; short, so that renewals meet faults as well."""

EVENTS_PER_S = 150.0
"""As fast as writers ask for; the hub is free to be slower."""

FAULT_S = 6.0
"""About how long a fault takes in its lane, until the desk is in step again."""

LOOK_S = 0.05
PROGRESS_S = 5.0
IN_STEP_S, HEALED_S, END_S = 60.0, 60.0, 150.0
"""How long to wait: for the first step, before the next fault of a lane, and at the end."""

CONTROL_S = 5.0
"""So long instead where the desks lack a part: some never come into step."""


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What soak is wanted; `without` switches a part of the desks off, to see the account fail."""

    seed: int
    events: int
    faults: int
    desks: int
    without: str | None = None

    @property
    def plan(self) -> list[Fault]:
        """The faults, in the order in which they begin."""
        return draw(self.seed, events=self.events, faults=self.faults, desks=self.desks)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How a soak ended: a verdict for each desk, what it cost and what was complained of."""

    verdicts: list[Verdict]
    healed: list[float]
    slow: list[str]
    complaints: list[str]
    unanswered: int
    seconds: float

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or out of order, and nobody complained."""
        return (
            all(each.clean for each in self.verdicts)
            and not self.complaints
            and not self.unanswered
        )

    def heal(self, share: float) -> float:
        """The time in seconds within which this share of the faults was healed."""
        return quantile(self.healed, share) if self.healed else math.nan


class Soak:
    """Runs once, in a folder of its own."""

    def __init__(self, wanted: Wanted, folder: Path) -> None:
        self._wanted, self._folder = wanted, folder
        self._hub = HubProcess(folder / "hub", access_seconds=ACCESS_S)
        self._database = folder / "hub" / "hub.sqlite3"
        self._heads: sqlite3.Connection | None = None
        self._desks: list[SoakDesk] = []
        self._writers: list[Writer] = []
        self._due: dict[int, float] = {}
        self._met = 0

    async def run(self) -> Outcome:
        """Load and faults until both are over, then calm, then the account."""
        began = time.monotonic()
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(32))
        await asyncio.to_thread(self._hub.start)
        try:
            await asyncio.to_thread(self._people)
            self._heads = sqlite3.connect(
                f"file:{self._database}?mode=ro", uri=True, isolation_level=None
            )
            await asyncio.gather(*(desk.start() for desk in self._desks))
            await self._in_step(IN_STEP_S)
            watching = [asyncio.create_task(work()) for work in (self._look, self._progress)]
            try:
                await self._under_fire()
                await self._in_step(END_S if self._wanted.without is None else CONTROL_S)
            finally:
                for task in watching:
                    task.cancel()
                await asyncio.gather(*watching, return_exceptions=True)
        finally:
            await asyncio.gather(*(desk.stop() for desk in self._desks))
            for writer in self._writers:
                writer.close()
            code = await asyncio.to_thread(self._hub.stop)
            if self._heads is not None:
                self._heads.close()
        return self._account(code, time.monotonic() - began)

    @property
    def _done(self) -> int:
        return sum(len(writer.done) for writer in self._writers)

    def _people(self) -> None:
        """An owner with libraries, students who book there, clerks, and the desks."""
        seats = WRITERS_EACH * SEATS_EACH
        first = new_owner(self._hub.data, self._hub.url, seats=seats)
        owner = first.owner
        libraries = [first, *(another_library(owner, seats) for _ in range(LIBRARIES - 1))]
        # In one of them somebody has to agree to each booking.
        record = data_of(owner.get(libraries[-1].path))
        answer = owner.put(libraries[-1].path, {"version": record["version"], "autoConfirm": False})
        data_of(answer)
        address = owner.sign_in["user"]["email"]
        for library in libraries:
            for number in range(WRITERS_EACH):
                self._writers.append(self._writer(library, number, address))
        owner.close()
        program = (
            {} if self._wanted.without is None else {"program": careless(self._wanted.without)}
        )
        self._desks = [
            SoakDesk(number, self._folder, self._hub.url, address, **program)
            for number in range(1, self._wanted.desks + 1)
        ]

    def _writer(self, library: Library, number: int, address: str) -> Writer:
        mine = library.seats[number * SEATS_EACH : (number + 1) * SEATS_EACH]
        return Writer(
            library,
            (mine[0], mine[1]),
            register(self._hub.url, f"Student {number + 1}"),
            sign_in(self._hub.url, address),
            f"{self._wanted.seed} {library.id} {number}",
        )

    # Under fire.

    async def _under_fire(self) -> None:
        wanted = self._wanted
        lanes: dict[int, list[Fault]] = {}
        for fault in wanted.plan:
            lanes.setdefault(fault.lane, []).append(fault)
        self._due = {lane: faults[0].after for lane, faults in lanes.items()}
        lanes_s = max((len(faults) for faults in lanes.values()), default=0) * FAULT_S
        pace = Pace(
            wanted.events,
            max(wanted.events / EVENTS_PER_S, lanes_s),
            slack=wanted.events * (wanted.desks + 1) // max(1, wanted.faults),
            gate=lambda: min(self._due.values(), default=math.inf),
        )
        async with asyncio.TaskGroup() as group:
            for writer in self._writers:
                group.create_task(writer.work(pace))
            for lane, faults in lanes.items():
                group.create_task(self._lane(lane, faults))

    async def _lane(self, lane: int, faults: list[Fault]) -> None:
        patience_s = HEALED_S if self._wanted.without is None else CONTROL_S
        mine = self._desks if lane == HUB_LANE else [self._desks[lane - 1]]
        for fault in faults:
            self._due[lane] = fault.after
            await _come_true(partial(self._committed, fault.after))
            if lane == HUB_LANE:
                await trouble_hub(self._hub, mine, fault)
            else:
                await trouble_desk(mine[0], fault)
            self._met += 1
            await _come_true(lambda: not any(desk.healing for desk in mine), patience_s)
        self._due.pop(lane)

    def _committed(self, count: int) -> bool:
        return self._done >= count

    # Looking on.

    def _reach(self) -> Heads:
        assert self._heads is not None
        return dict(
            self._heads.execute(
                "SELECT stream, head FROM stream_heads WHERE stream LIKE 'library:%'"
            ).fetchall()
        )

    async def _in_step(self, limit_s: float) -> None:
        """Wait until every desk has everything and has told it, or the time is over."""
        heads = self._reach()
        await _come_true(
            lambda: all(
                desk.cursors().keys() >= heads.keys()
                and not desk.behind(heads)
                and not desk.untold()
                for desk in self._desks
            ),
            limit_s,
        )

    async def _look(self) -> None:
        while True:
            if any(desk.healing for desk in self._desks):
                heads = self._reach()
                for desk in self._desks:
                    desk.look(heads)
            await asyncio.sleep(LOOK_S)

    async def _progress(self) -> None:
        began = time.monotonic()
        while True:
            await asyncio.sleep(PROGRESS_S)
            heads = self._reach()
            behind = " ".join(f"{desk.behind(heads):5}" for desk in self._desks)
            print(
                f"{time.monotonic() - began:5.0f} s  {self._done:,} of {self._wanted.events:,} "
                f"events, {self._met} of {self._wanted.faults} faults, behind:{behind}",
                file=sys.stderr,
                flush=True,
            )

    # The account.

    def _account(self, code: int, seconds: float) -> Outcome:
        events = committed(self._database)
        known = {(event.booking["id"], event.booking["version"]) for event in events}
        complaints = [
            f"desk {desk.number}: {told}" for desk in self._desks for told in desk.complaints
        ]
        complaints += [f"hub: {line}" for line in self._hub.errors.splitlines()]
        complaints += [f"hub: ended with {code}"] if code else []
        return Outcome(
            verdicts=[
                reckon(events, desk.profile.store, desk.lives, desk.gaps) for desk in self._desks
            ],
            slow=[f"desk {desk.number}: {told}" for desk in self._desks for told in desk.slow],
            healed=[seconds for desk in self._desks for seconds in desk.healed],
            complaints=complaints,
            unanswered=len(set(acknowledged(self._writers)) - known),
            seconds=seconds,
        )


async def _come_true(condition: Callable[[], bool], limit_s: float | None = None) -> None:
    """Look until the condition holds, or the time is over."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(limit_s):
            while not condition():  # noqa: ASYNC110 - other processes change what is looked at
                await asyncio.sleep(LOOK_S)


def careless(without: str) -> tuple[str, ...]:
    """The program of a desk that lacks a part of the product."""
    return (sys.executable, "-m", "tests.chaos.careless", without)
