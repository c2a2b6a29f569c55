"""What the hub does now and then by itself: lets bookings lapse, drops what is no longer needed."""

from __future__ import annotations

import asyncio
import logging
from datetime import timedelta

from app.contract.errors import StudySpotError
from app.hub import idempotency, sessions, streams
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.work import Work

LAPSE_SECONDS = 60.0
ROUNDS_PER_TIDYING = 60
KEEP_EVENTS = 100_000
KEEP_EVENTS_FOR = timedelta(days=90)
KEEP_ANSWERS_FOR = timedelta(days=90)
"""A desk that heard no answer sends the command again, by its key, for up to 60 days."""
KEEP_TOKENS_FOR = timedelta(days=7)

_log = logging.getLogger(__name__)


async def keep_house(database: Database, bookings: Bookings) -> None:
    """Run for ever: lapse bookings every minute, tidy at the start and every hour."""
    rounds = 0
    while True:
        try:
            await database.write(bookings.lapse)
            if rounds % ROUNDS_PER_TIDYING == 0:
                await database.write(tidy)
        except StudySpotError as error:
            _log.warning("Housekeeping has to wait: %s", error.message)
        rounds += 1
        await asyncio.sleep(LAPSE_SECONDS)


def tidy(work: Work) -> None:
    """Drop events, kept answers and dead tokens that are old enough."""
    streams.prune(work, keep=KEEP_EVENTS, before=work.now - KEEP_EVENTS_FOR)
    idempotency.forget(work, before=work.now - KEEP_ANSWERS_FOR)
    sessions.forget(work, before=work.now - KEEP_TOKENS_FOR)
