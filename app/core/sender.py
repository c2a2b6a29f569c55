"""Sends the outbox: one command after the other, again until the hub has answered."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from app.contract.errors import (
    CertificateRefused,
    NotAHub,
    SignedOut,
    StoreFailed,
    StudySpotError,
    TooMany,
    Unavailable,
    Unreachable,
)
from app.contract.models import Booking
from app.core.batch import Batch, Origin, Told
from app.core.changes import Changes, Refusal
from app.core.outbox import Command
from app.core.store import Store

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
ODD_ATTEMPTS = 5
"""So often an unclear failure of one command is tried again before the next has its turn."""

_LATER = (Unreachable, Unavailable, TooMany, NotAHub, CertificateRefused, StoreFailed)


class Recipient(Protocol):
    """The hub, as far as commands go; see `Calls`."""

    def server_now(self) -> datetime:
        """The hub's wall clock."""
        ...

    async def send(self, command: Command) -> Booking:
        """Carry out a command."""
        ...


class Sender:
    """Works the outbox off while the sign-in lasts.

    A refusal takes the command back and is told through `on_refusal`.
    """

    def __init__(
        self,
        store: Store,
        hub: Recipient,
        on_changes: Callable[[Changes], None],
        on_refusal: Callable[[Refusal], None],
    ) -> None:
        self._store = store
        self._hub = hub
        self._on_changes = on_changes
        self._on_refusal = on_refusal
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """There is a new command, or the hub may be there again."""
        self._wake.set()

    async def run(self) -> None:
        """Send until cancelled."""
        failures = 0
        while True:
            self._wake.clear()
            try:
                done = await self._send_next(failures)
            except SignedOut:
                done, failures = False, 0
            except StudySpotError as error:
                log.info("a command waits: %s", error.message)
                failures += 1
                await self._pause(failures)
                continue
            if done:
                failures = 0
            else:
                await self._wake.wait()

    async def _send_next(self, failures: int) -> bool:
        """Send the oldest command; False when there is none.

        Raises:
            StudySpotError: when it must wait.
        """
        command = self._store.next_command()
        if command is None:
            return False
        try:
            booking = await self._hub.send(command)
        except (SignedOut, *_LATER):
            raise
        except StudySpotError as error:
            unclear = type(error) is StudySpotError
            if unclear and failures < ODD_ATTEMPTS:
                raise
            self._answered(command, None)
            self._on_refusal(
                Refusal(booking_id=command.booking_id, title=error.title, message=error.message)
            )
            return True
        self._answered(command, booking)
        return True

    def _answered(self, command: Command, booking: Booking | None) -> None:
        batch = None
        # A basic backend may answer with less than a booking; its list brings the rest.
        if booking is not None and booking.version > 0:
            told = Told(booking=booking, at=self._hub.server_now(), cause=command.key)
            batch = Batch(origin=Origin.ANSWER, bookings=(told,))
        self._on_changes(self._store.answered(command, batch))

    async def _pause(self, failures: int) -> None:
        longest = min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures, 10))
        try:
            async with asyncio.timeout(random.uniform(FIRST_PAUSE_S / 2, longest)):  # noqa: S311 - no secret
                await self._wake.wait()
        except TimeoutError:
            return
