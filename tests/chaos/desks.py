"""A desk of a soak: the real `watch --json` behind a proxy of its own, kept running over kills."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.profile import Profile
from tests.core.proxy import Proxy
from tests.hub.process import PASSWORD

PRODUCT = (sys.executable, "-m", "app")
STOP_S = 3.0
AGAIN_S = 1.0
HEALED_S = 10.0
LINE_LIMIT = 2**25
"""A summary of a long absence names every booking."""

SAID = re.compile(
    r"Connecting to |Live\.|Live, by polling|Reconnecting: |Not connected since |Waiting: |"
    r"No live connection|Not receiving bookings since |Receiving bookings again|studyspot-desk: "
)
"""What a desk may say on standard error; anything else is a complaint."""

Heads = dict[str, int]
"""How far each stream reaches, by its name."""


class Life:
    """One run of a desk's process, from its start to its end, with what it printed.

    `killed` when the soak killed it, `signed_in` once it has got past the sign-in.
    """

    def __init__(self, process: Process) -> None:
        self.process = process
        self.printed: list[bytes] = []
        self.said: list[tuple[float, str]] = []
        self.killed = False
        self.signed_in = asyncio.Event()
        self._readers = (
            asyncio.create_task(self._read_alerts()),
            asyncio.create_task(self._read_state()),
        )

    async def end(self) -> int:
        """Wait for its end; the exit code."""
        await asyncio.gather(*self._readers)
        return await self.process.wait()

    async def _read_alerts(self) -> None:
        assert self.process.stdout is not None
        # A line that a kill cut off was not told.
        while (line := await self.process.stdout.readline()).endswith(b"\n"):
            self.printed.append(line)

    async def _read_state(self) -> None:
        assert self.process.stderr is not None
        while line := (await self.process.stderr.readline()).decode().rstrip("\n"):
            self.said.append((time.monotonic(), line))
            if line.startswith("Connecting to "):
                self.signed_in.set()


class Gap:
    """A time in which a desk did not run, in seconds of the wall clock; begins now."""

    def __init__(self) -> None:
        self.began = time.time()
        self.ended = float("inf")


class SoakDesk:
    """Desk `number` with its account at the hub behind `url`; `program` is what runs there.

    `gaps` are the times in which it did not run, `complaints` what it should not have said
    or done, `healed` the seconds from the end of each fault until it was in step again, and
    `slow` what it said meanwhile when that took longer than it promises.
    """

    def __init__(
        self, number: int, folder: Path, url: str, address: str, program: tuple[str, ...] = PRODUCT
    ) -> None:
        self.number = number
        self.profile = Profile(folder / f"desk-{number}")
        self.proxy = Proxy(url)
        self.lives: list[Life] = []
        self.gaps: list[Gap] = []
        self.complaints: list[str] = []
        self.healed: list[float] = []
        self.slow: list[str] = []
        self._program, self._address = program, address
        self._may_run = asyncio.Event()
        self._may_run.set()
        self._ending = asyncio.Event()
        self._keeper: asyncio.Task[None] | None = None
        self._copy: sqlite3.Connection | None = None
        self._troubles = 0
        self._healing_since: float | None = None
        self._wanted: Heads | None = None
        self._trouble = ""

    @property
    def life(self) -> Life | None:
        """The process that runs, if one does."""
        last = self.lives[-1] if self.lives else None
        return last if last is not None and last.process.returncode is None else None

    async def start(self) -> None:
        """Open the line and begin to run, again after each end."""
        await self.proxy.start()
        self._keeper = asyncio.create_task(self._keep(), name=f"desk {self.number}")

    async def stop(self) -> None:
        """Ask it to end, which may take no longer than it promises; close its line."""
        self._ending.set()
        self._may_run.set()
        life, began = self.life, time.monotonic()
        if life is not None:
            with contextlib.suppress(ProcessLookupError):
                life.process.terminate()
            try:
                async with asyncio.timeout(STOP_S):
                    code = await life.end()
            except TimeoutError:
                self.complaints.append(f"did not end within {STOP_S:g} s of being asked")
                life.process.kill()
            else:
                if code != 0:
                    took = time.monotonic() - began
                    self.complaints.append(f"ended with {code} after {took:.1f} s when asked to")
        if self._keeper is not None:
            await self._keeper
        await self.proxy.close()
        self.complaints += [
            line for life in self.lives for _, line in life.said if not SAID.match(line)
        ]
        if self._copy is not None:
            self._copy.close()

    async def kill(self, pause_s: float) -> None:
        """Kill it as a crash would, and let it start again after a pause."""
        self._may_run.clear()
        life = self.life
        if life is not None:
            life.killed = True
            with contextlib.suppress(ProcessLookupError):
                life.process.kill()
        await asyncio.sleep(pause_s)
        self._may_run.set()

    async def hold(self, pause_s: float) -> None:
        """Stop it amid whatever it does, as a computer that is out of breath, and go on."""
        life = self.life
        if life is None:
            return
        gap = self._new_gap()
        with contextlib.suppress(ProcessLookupError):
            os.kill(life.process.pid, signal.SIGSTOP)
            await asyncio.sleep(pause_s)
            os.kill(life.process.pid, signal.SIGCONT)
        gap.ended = time.time()

    # How far it is.

    def cursors(self) -> Heads:
        """How far its copy reaches."""
        if self._copy is None:
            if not self.profile.store.exists():
                return {}
            self._copy = sqlite3.connect(
                f"file:{self.profile.store}?mode=ro", uri=True, isolation_level=None
            )
        try:
            return dict(self._copy.execute("SELECT stream, position FROM cursors").fetchall())
        except sqlite3.OperationalError:
            return {}  # not made yet, or locked for a moment

    def untold(self) -> int:
        """How many lines of its ledger are still to be told."""
        assert self._copy is not None
        (count,) = self._copy.execute(
            "SELECT count(*) FROM ledger WHERE shown_at IS NULL AND state IN ('due', 'gathered')"
        ).fetchone()
        return int(count)

    def behind(self, heads: Heads) -> int:
        """How many events of these streams it does not have."""
        cursors = self.cursors()
        return sum(max(0, head - cursors.get(stream, 0)) for stream, head in heads.items())

    # The time to heal.

    @property
    def healing(self) -> bool:
        """Whether a fault is over, and what it cost not made up for yet."""
        return self._healing_since is not None

    @contextmanager
    def trouble(self, what: str) -> Iterator[None]:
        """While a fault that concerns it lasts."""
        self._troubles += 1
        self._healing_since, self._trouble = None, what
        try:
            yield
        finally:
            self._troubles -= 1
            if not self._troubles:
                self._healing_since, self._wanted = time.monotonic(), None

    def look(self, heads: Heads) -> None:
        """Note when it is in step again after a fault: to be called often, with the hub's heads.

        In step means that it has all that was committed when the fault ended.
        """
        if self._healing_since is None:
            return
        self._wanted = heads if self._wanted is None else self._wanted
        if not self.behind(self._wanted):
            took = time.monotonic() - self._healing_since
            self.healed.append(took)
            if took > HEALED_S:
                said = [
                    f"{at - self._healing_since:+.1f} s: {line}"
                    for life in self.lives
                    for at, line in life.said
                    if at > self._healing_since - HEALED_S
                ]
                self.slow.append(
                    "\n    ".join([f"{took:.1f} s to heal after {self._trouble}", *said])
                )
            self._healing_since = None

    # Running.

    async def _keep(self) -> None:
        gap = self._new_gap()
        while True:
            await self._may_run.wait()
            if self._ending.is_set():
                return
            life = await self._begin()
            ended = asyncio.create_task(life.end())
            entered = asyncio.create_task(life.signed_in.wait())
            await asyncio.wait({ended, entered}, return_when=asyncio.FIRST_COMPLETED)
            if life.signed_in.is_set():
                gap.ended = time.time()
            code = await ended
            entered.cancel()
            if self._ending.is_set():
                return
            if life.signed_in.is_set():
                gap = self._new_gap()
                if not life.killed:
                    self.complaints.append(f"ended by itself with {code}")
            if not life.killed:
                # A sign-in for one run is not tried again by itself when the hub is away.
                await asyncio.sleep(AGAIN_S)

    async def _begin(self) -> Life:
        process = await asyncio.create_subprocess_exec(
            *self._program, "--profile", str(self.profile.folder), "watch", "--json",
            "--server", self.proxy.url, "--email", self._address, "--password-stdin",
            stdin=PIPE, stdout=PIPE, stderr=PIPE, limit=LINE_LIMIT,
        )  # fmt: skip
        life = Life(process)
        self.lives.append(life)
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(f"{PASSWORD}\n".encode())
            process.stdin.close()
        return life

    def _new_gap(self) -> Gap:
        gap = Gap()
        self.gaps.append(gap)
        return gap
