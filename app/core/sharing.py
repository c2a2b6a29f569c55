"""Tells the hub what was read here, so that the other desks of the library fall silent."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from app.contract.errors import Forbidden, InvalidInput, NotFound, SignedOut, StudySpotError
from app.core.calls import Calls
from app.core.pauses import retry_pause
from app.core.ports import Clock
from app.core.store import Store

GATHER_S = 0.2
"""What is read within so short a time is told together."""

log = logging.getLogger(__name__)


class Sharer:
    """Works while `connected` says that a hub with streams is there; `wake` it when it may be."""

    def __init__(
        self, store: Store, calls: Calls, clock: Clock, connected: Callable[[], bool]
    ) -> None:
        self._store, self._calls, self._clock = store, calls, clock
        self._connected = connected
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Something was read, or the hub is there."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled; what fails is tried again, with growing pauses."""
        failures = 0
        while True:
            await self._wake.wait()
            await self._clock.sleep(GATHER_S if not failures else retry_pause(failures))
            self._wake.clear()
            try:
                await self._share()
            except SignedOut:
                failures = 0
            except StudySpotError as error:
                log.info("what was read is told later: %s", error.message)
                failures += 1
                self._wake.set()
            else:
                failures = 0

    async def _share(self) -> None:
        while self._connected():
            library_id, alert_ids = self._store.notices.unshared()
            if not alert_ids:
                return
            try:
                await self._calls.acknowledge(library_id, alert_ids)
            except (NotFound, Forbidden, InvalidInput) as error:
                # An older hub knows no such thing, or the library is another's by now.
                log.info("what was read is not told: %s", error.message)
            self._store.notices.shared(alert_ids)
