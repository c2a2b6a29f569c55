"""A desk under test, with all that it told, at a wire hub or a real one."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.contract.models import Booking
from app.core.changes import Alert, BookingRow, Changes, Update
from app.core.commands import Refusal
from app.core.desk import Desk
from app.core.memory_vault import MemoryVault
from app.core.ports import Clock, Sign
from app.core.profile import Profile
from app.core.reader import Reader
from app.core.status import DeskStatus, LinkState
from tests.core.made import until
from tests.core.wire_hub import EMAIL, PASSWORD

STOP_S = 3.0


class FastClock:
    """A clock that runs `factor` times as fast as the machine's, and can be set.

    It goes on by small steps and by no more than `LONGEST_S` at once: a hiccup of the machine,
    so many times as long, would look like a sleep.
    """

    STEP_S, LONGEST_S = 0.5, 2.0

    def __init__(self, factor: float = 20.0) -> None:
        self._factor = factor
        self._looked_at = time.monotonic()
        self._steady = 0.0
        self._wall = datetime.now(UTC)

    def now(self) -> datetime:
        return self._wall + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        looked_at, self._looked_at = self._looked_at, time.monotonic()
        self._steady += min((self._looked_at - looked_at) * self._factor, self.LONGEST_S)
        return self._steady

    async def sleep(self, seconds: float) -> None:
        ends = self.monotonic() + seconds
        await asyncio.sleep(0)
        while (left := ends - self.monotonic()) > 0:  # noqa: ASYNC110 - time itself is waited for
            await asyncio.sleep(min(left, self.STEP_S) / self._factor)

    def jump(self, **span: float) -> None:
        """The wall clock is set, as it is after a sleep of the machine."""
        self._wall += timedelta(**span)


class OpenVault(MemoryVault):
    """A vault that a test can look into; it may say that it keeps nothing."""

    def __init__(self, trouble: str | None = None) -> None:
        super().__init__()
        self.trouble = trouble

    @property
    def secrets(self) -> dict[str, str]:
        return self._secrets


class FakeWake:
    """A machine whose signs a test gives itself."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Sign], None]] = []
        self.open_now = False

    def subscribe(self, listener: Callable[[Sign], None]) -> Callable[[], None]:
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def open(self) -> None:
        self.open_now = True

    async def close(self) -> None:
        self.open_now = False

    def tell(self, sign: Sign) -> None:
        assert self.open_now
        for listener in self._listeners:
            listener(sign)


class Told:
    """A desk and what it told; `states` are the link's, each once when it began."""

    def __init__(self, folder: Path, vault: OpenVault, clock: Clock | None = None) -> None:
        self.profile = Profile(folder)
        self.vault = vault
        self.wake = FakeWake()
        self.desk = Desk(self.profile, vault, clock, self.wake)
        self.updates: list[Update] = []
        self.desk.subscribe(self.updates.append)

    @property
    def alerts(self) -> list[Alert]:
        return [one for each in self.updates if isinstance(each, Changes) for one in each.alerts]

    @property
    def about(self) -> list[str | None]:
        return [alert.booking_id for alert in self.alerts]

    @property
    def booked(self) -> set[str]:
        """The bookings that came into the list."""
        changes = [each for each in self.updates if isinstance(each, Changes)]
        return {each.after.booking.id for one in changes for each in one.bookings}

    @property
    def refusals(self) -> list[Refusal]:
        return [each for each in self.updates if isinstance(each, Refusal)]

    @property
    def statuses(self) -> list[DeskStatus]:
        return [each for each in self.updates if isinstance(each, DeskStatus)]

    @property
    def states(self) -> list[LinkState]:
        states: list[LinkState] = []
        for status in self.statuses:
            if not states or states[-1] is not status.link.state:
                states.append(status.link.state)
        return states

    async def sign_in(self, server: str, email: str = EMAIL) -> None:
        await self.desk.sign_in(server, email, PASSWORD)

    async def becomes(self, *states: LinkState, limit_s: float = 10.0) -> None:
        await until(lambda: self.desk.status.link.state in states, limit_s)

    def pending(self, booking_id: str) -> str | None:
        return self.found(booking_id).pending

    def row(self, booking_id: str) -> Booking:
        """The booking as it lies in the desk's copy."""
        return self.found(booking_id).booking

    @property
    def kept(self) -> int:
        """The bookings in the desk's copy."""
        reader = Reader(self.profile.store)
        try:
            return reader.counts().total
        finally:
            reader.close()

    def found(self, booking_id: str) -> BookingRow:
        """The booking's row, with what waits for it."""
        reader = Reader(self.profile.store)
        try:
            found = reader.row(booking_id)
        finally:
            reader.close()
        assert found is not None
        return found[1]

    async def stop(self) -> None:
        """Stop the desk, which may take no longer than it promises."""
        began = time.monotonic()
        await self.desk.stop()
        assert time.monotonic() - began < STOP_S
        assert not self.wake.open_now


@asynccontextmanager
async def started(
    folder: Path, vault: OpenVault | None = None, clock: Clock | None = None
) -> AsyncIterator[Told]:
    """A desk that has been started, and is stopped at the end."""
    told = Told(folder, vault or OpenVault(), clock)
    await told.desk.start()
    try:
        yield told
    finally:
        await told.stop()


@asynccontextmanager
async def signed_in(
    folder: Path, server: str, clock: Clock | None = None, email: str = EMAIL
) -> AsyncIterator[Told]:
    """A desk that is signed in and live."""
    async with started(folder, clock=clock) as told:
        await told.sign_in(server, email)
        await told.becomes(LinkState.LIVE, LinkState.DEGRADED)
        yield told
