"""Whether the hub works: its database is read and written now and then, when somebody asks."""

from __future__ import annotations

import asyncio
import time

from app.contract.errors import StudySpotError, Unavailable
from app.contract.tongue import translate
from app.hub.database import Database
from app.hub.dialect import BROKEN, BUSY, FULL

KEPT_SECONDS = 5.0
"""So long an answer holds: who asks more often costs the database nothing."""
LIMIT_SECONDS = 2.0
FAILURE_SECONDS = 30.0
"""So long a write that failed counts, though smaller ones may work again."""

_LATE = "late"
"""Beside the reasons of the database: no answer in time."""


class Health:
    """Looks at a database at most once in `KEPT_SECONDS`, and never twice at a time."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._proof: asyncio.Task[str | None] | None = None
        self._began = 0.0

    async def trouble(self) -> str | None:
        """What is wrong and what to do, in sentences; None when all works."""
        now = time.monotonic()
        if self._proof is None or (self._proof.done() and now - self._began >= KEPT_SECONDS):
            self._began = now
            self._proof = asyncio.create_task(self._prove(), name="hub-health")
        left = max(0.0, self._began + LIMIT_SECONDS - now)
        done, _ = await asyncio.wait({self._proof}, timeout=left)
        # One proof is for all who ask meanwhile, each in a language of their own.
        reason = (self._proof.result() or self._recent_failure()) if done else _LATE
        return None if reason is None else _said(reason)

    async def stop(self) -> None:
        """Wait for no answer any more."""
        if self._proof is not None:
            self._proof.cancel()
            await asyncio.gather(self._proof, return_exceptions=True)

    async def _prove(self) -> str | None:
        try:
            await self._database.prove()
        except (StudySpotError, OSError) as error:
            return _reason(error)
        return None

    def _recent_failure(self) -> str | None:
        last = self._database.last_failure
        if last is None or time.monotonic() - last.at > FAILURE_SECONDS:
            return None
        return _reason(last.error)


def _reason(error: StudySpotError | OSError) -> str:
    reason = error.details.get("reason") if isinstance(error, Unavailable) else None
    return str(reason or BROKEN)


def _said(reason: str) -> str:
    if reason == FULL:
        return translate(
            "hub",
            "The hub cannot save anything, because the disk with its data is full. "
            "Free some space there; nothing needs to be started again.",
        )
    if reason == BUSY:
        return translate(
            "hub",
            "The hub cannot save anything, because another program holds its database. "
            "End what works with that file, such as a backup or a database viewer.",
        )
    if reason == _LATE:
        return translate(
            "hub",
            "The hub has tried to save something for more than {seconds} s. "
            "Check whether its disk works and whether another program holds its database.",
        ).format(seconds=f"{LIMIT_SECONDS:g}")
    return translate(
        "hub",
        "The hub cannot read or write its database. "
        "Check the disk of the hub's computer and whether the hub may write there.",
    )
