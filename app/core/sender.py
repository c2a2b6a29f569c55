"""Sends the outbox: one command after the other, again until the hub has answered."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

from app.contract.errors import (
    CertificateRefused,
    Gone,
    NotAHub,
    SignedOut,
    StoreFailed,
    StudySpotError,
    TooMany,
    Unavailable,
    Unreachable,
)
from app.contract.models import Booking, Pricing
from app.contract.tongue import translate
from app.core.batch import Batch, Origin, Told
from app.core.changes import Changes
from app.core.commands import Command, Refusal
from app.core.store import Store

log = logging.getLogger(__name__)

FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 30.0
ODD_ATTEMPTS = 5
"""So often an unclear failure of one command is tried again before the next has its turn."""

ASK_AGAIN_FOR = timedelta(days=60)
"""So long an unanswered command may be sent again; hubs keep their answers for 90 days."""

_LATER = (Unreachable, Unavailable, TooMany, NotAHub, CertificateRefused, StoreFailed)


class Recipient(Protocol):
    """The hub, as far as commands go; see `Calls`.

    The hub does a command once however often it is sent, by its key. Whoever speaks to a
    server that knows no keys looks at `command.attempts` before it sends one again.
    """

    def server_now(self) -> datetime:
        """The hub's wall clock."""
        ...

    async def send(self, command: Command) -> Booking | Pricing:
        """Carry out a command; a booking without a version has at least its id.

        Raises:
            StudySpotError: Unreachable and its like when nobody knows whether it was done;
                others are the server's refusal.
        """
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
        if self._too_late(command):
            why = translate(
                "sender",
                "This was sent long ago and never answered, and after so long the server does not "
                "know any more whether it did it. Look how things stand, and do it again if it is "
                "needed.",
            )
            self._refused(command, Gone(why))
            return True
        self._store.attempting(command, self._hub.server_now())
        try:
            answer = await self._hub.send(command)
        except (SignedOut, *_LATER):
            raise
        except StudySpotError as error:
            if self._store.sent_anew(command, error):
                return True
            unclear = type(error) is StudySpotError
            if unclear and failures < ODD_ATTEMPTS:
                raise
            self._refused(command, error)
            return True
        self._answered(command, answer)
        return True

    def _too_late(self, command: Command) -> bool:
        # By the hub's clock both times: this computer's may have been set in between.
        if command.attempted_at is None:
            return False
        return self._hub.server_now() - command.attempted_at > ASK_AGAIN_FOR

    def _refused(self, command: Command, error: StudySpotError) -> None:
        changes, refusal = self._store.refused(command, error)
        self._on_changes(changes)
        if refusal is not None:
            self._on_refusal(refusal)

    def _answered(self, command: Command, answer: Booking | Pricing) -> None:
        batch, booking = None, None
        causes = frozenset({command.key})
        if isinstance(answer, Pricing):
            batch = Batch(origin=Origin.ANSWER, pricing=(answer,), causes=causes)
        else:
            booking = answer
            # A basic backend may answer with less than a booking; its list brings the rest.
            if booking.version > 0:
                told = Told(booking=booking, at=self._hub.server_now(), cause=command.key)
                batch = Batch(origin=Origin.ANSWER, bookings=(told,), causes=causes)
        self._on_changes(self._store.answered(command, batch, booking))

    async def _pause(self, failures: int) -> None:
        longest = min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(failures, 10))
        try:
            async with asyncio.timeout(random.uniform(FIRST_PAUSE_S / 2, longest)):  # noqa: S311 - no secret
                await self._wake.wait()
        except TimeoutError:
            return
