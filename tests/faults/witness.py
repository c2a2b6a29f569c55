"""A desk of a library's owner, over all its lives, watched from its first update to its end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from app.core.changes import Alert, Changes, Update
from app.core.ports import Clock
from app.core.status import LinkState, LinkStatus
from tests.core.desks import OpenVault, Told
from tests.core.made import until
from tests.faults import invariants
from tests.hub.people import Library
from tests.hub.process import PASSWORD

HEALED_S = 10.0
"""So soon after a fault is over, a desk is in step again."""

HEADS_S = 20.0
"""How often a hub tells how far its streams reach: the time for what is lost in silence."""

SILENT_S = 35.0
"""A hub's ping interval and ping timeout together: so long a silence goes unnoticed."""

SLACK_S = 5.0
"""What a busy machine may add to a time limit."""

CALM_S, STORM = 4.0, 40
"""A desk that backs off makes fewer requests than STORM in so long."""

UP = (LinkState.LIVE, LinkState.DEGRADED)


class Witness:
    """The desk under test; `lives` has what it told from each start to the next end.

    `since` is the position at which it first was in step. Every test ends with `fine`.
    """

    def __init__(
        self, folder: Path, server: str, library: Library, clock: Clock | None = None
    ) -> None:
        self.server = server
        self.library = library
        self.since = 0
        self.lives: list[Told] = []
        self.is_fine = False
        self.places: list[tuple[str, int]] = []
        self._folder = folder
        self._vault = OpenVault()
        self._clock = clock
        self._runs = False

    @property
    def told(self) -> Told:
        """The desk of this life."""
        return self.lives[-1]

    @property
    def link(self) -> LinkStatus:
        """How its connection stands."""
        return self.told.desk.status.link

    @property
    def alerts(self) -> list[Alert]:
        """What it told in this life."""
        return self.told.alerts

    @property
    def place(self) -> tuple[str, int] | None:
        """Epoch and position of the library's stream, as the desk has it."""
        return invariants.cursors(self.told.profile.store).get(self.library.stream)

    @property
    def refresh_token(self) -> str:
        """The secret that its sign-in goes on with."""
        (token,) = self._vault.secrets.values()
        return token

    async def start(self) -> None:
        """Begin a life, with the sign-in of the one before."""
        self.lives.append(Told(self._folder, self._vault, self._clock))
        self.told.desk.subscribe(self._watch)
        self._runs = True
        await self.told.desk.start()

    async def sign_in(self) -> None:
        """Sign in as the library's owner."""
        email = self.library.owner.sign_in["user"]["email"]
        await self.told.desk.sign_in(self.server, email, PASSWORD)

    async def stop(self) -> None:
        """End this life, within 3 s."""
        if self._runs:
            self._runs = False
            await self.told.stop()

    async def becomes(self, *states: LinkState, limit_s: float = HEALED_S) -> None:
        """Wait for one of these states."""
        await self.told.becomes(*states, limit_s=limit_s)

    async def has(self, *booking_ids: str, limit_s: float = HEALED_S) -> None:
        """Wait until it has told these bookings in this life, by themselves or in a summary."""

        def all_told() -> bool:
            known = {alert.booking_id for alert in self.alerts}
            for alert in self.alerts:
                known |= set(alert.booking_ids or ())
            return known >= set(booking_ids)

        await until(all_told, limit_s)

    async def in_step(self, limit_s: float = HEALED_S) -> None:
        """Wait until it is up and has what the hub has now."""
        hub = await asyncio.to_thread(invariants.committed, self.library, self.since)
        end = (hub.epoch, hub.head)
        await until(lambda: self.link.state in UP and self.place == end, limit_s)

    async def fine(self, limit_s: float = HEALED_S, recorded: Sequence[str] | None = None) -> None:
        """In step at most `limit_s` from now on, everything as it must be, and ended in time.

        `recorded`: the alerts in the ledger, where the hub does not keep all events.
        """
        await self.in_step(limit_s)
        hub = await asyncio.to_thread(invariants.committed, self.library, self.since)
        await self.stop()
        desk = invariants.held(self.told.profile.store, self.library)
        invariants.hold(hub, desk, [life.alerts for life in self.lives], recorded)
        for before, after in zip(self.places, self.places[1:], strict=False):
            assert before[0] != after[0] or before[1] <= after[1], "the cursor went back"
        self.is_fine = True

    def _watch(self, update: Update) -> None:
        if isinstance(update, Changes) and (place := self.place) is not None:
            self.places.append(place)


@asynccontextmanager
async def at_the_desk(
    folder: Path, server: str, library: Library, clock: Clock | None = None
) -> AsyncIterator[Witness]:
    """A desk that is signed in and in step; whoever uses it ends with `fine`."""
    desk = Witness(folder, server, library, clock)
    await desk.start()
    try:
        await desk.sign_in()
        await desk.becomes(*UP)
        place = desk.place
        assert place is not None
        desk.since = place[1]
        yield desk
        assert desk.is_fine, "this test does not check what must hold always"
    finally:
        await desk.stop()
