"""What the hub does now and then by itself: lets bookings lapse, drops what is no longer needed."""

from __future__ import annotations

import asyncio
import functools
import logging
from datetime import datetime, timedelta

from app.contract.errors import StudySpotError
from app.hub import idempotency, sessions, streams
from app.hub.bookings import BATCH, Bookings
from app.hub.database import Database
from app.hub.work import Look, Work

ROUND_SECONDS = 30.0
"""A seat is given up within a minute of its time."""
TIDYING_SECONDS = 3600.0
KEEP_EVENTS = 100_000
KEEP_EVENTS_FOR = timedelta(days=90)
KEEP_ANSWERS_FOR = timedelta(days=90)
"""A desk that heard no answer sends the command again, by its key, for up to 60 days."""
KEEP_TOKENS_FOR = timedelta(days=7)

CLOSED_FOR = timedelta(days=2)
"""A clock this far from the newest event at the start may be wrong; or nobody came so long."""
LAPSE_JUMP = timedelta(hours=1)
LAPSE_STEADY_SECONDS = 600.0
RELEASE_JUMP = timedelta(minutes=1)
RELEASE_STEADY_SECONDS = 600.0
"""Also after a start: desks that had no hub meanwhile tell first who has come."""
TIDY_JUMP = CLOSED_FOR
"""More than a night asleep: a laptop that sleeps each night would never tidy."""
TIDY_STEADY_SECONDS = 86_400.0

_log = logging.getLogger(__name__)


async def keep_house(database: Database, bookings: Bookings) -> None:
    """Run for ever: a round every half minute."""
    keeper = Housekeeper(database, bookings)
    uptime = asyncio.get_running_loop().time
    while True:
        try:
            await keeper.round(uptime())
        except StudySpotError as error:
            _log.warning("Housekeeping has to wait: %s", error.message)
        await asyncio.sleep(ROUND_SECONDS)


class Housekeeper:
    """Does what is due by the clock, but believes one that has jumped only when it stays so.

    A computer may stand years ahead until it has asked for the time, and what lapsed or was
    dropped by then does not come back: lapsing waits ten minutes, dropping a day. Seats are
    given up by the minute, so a jump of more than one lets that wait, too, and so does a start.
    """

    def __init__(self, database: Database, bookings: Bookings) -> None:
        self._database = database
        self._bookings = bookings
        self._lapse_clock = _Steadiness(LAPSE_JUMP)
        self._release_clock = _Steadiness(RELEASE_JUMP)
        self._tidy_clock = _Steadiness(TIDY_JUMP)
        self._tidy_at = 0.0

    async def round(self, uptime: float) -> None:
        """Lapse bookings, give up seats of no-shows, and tidy once an hour.

        `uptime` counts seconds from any moment and is never set.

        Raises:
            Unavailable: the database cannot be written.
        """
        now, newest = await self._database.read(_moments)
        # The newest event vouches for the clock at the start, unless it is old.
        vouched = newest is None or now - newest <= CLOSED_FOR
        if self._lapse_clock.seconds(now, uptime, vouched=vouched) >= LAPSE_STEADY_SECONDS:
            await self._database.write(self._bookings.lapse)
        if self._release_clock.seconds(now, uptime) >= RELEASE_STEADY_SECONDS:
            # By the moment that was looked at: the clock may jump before the transaction begins.
            release = functools.partial(self._bookings.release, now=now)
            while await self._database.write(release) >= BATCH:
                pass
        steady = self._tidy_clock.seconds(now, uptime, vouched=vouched)
        if steady >= TIDY_STEADY_SECONDS and uptime >= self._tidy_at:
            await self._database.write(_tidy)
            self._tidy_at = uptime + TIDYING_SECONDS


class _Steadiness:
    """How long the wall clock has gone on without a jump of more than `jump`."""

    def __init__(self, jump: timedelta) -> None:
        self._jump = jump
        self._began: datetime | None = None
        self._since = float("-inf")

    def seconds(self, now: datetime, uptime: float, *, vouched: bool = False) -> float:
        """Seconds up to `uptime`; for ever when the clock was `vouched` for at the first call."""
        began = now - timedelta(seconds=uptime)
        if self._began is None:
            if not vouched:
                self._since = uptime
        elif abs(began - self._began) > self._jump:
            self._since = uptime
        self._began = began
        return uptime - self._since


def _moments(look: Look) -> tuple[datetime, datetime | None]:
    return look.now, streams.newest(look)


def _tidy(work: Work) -> None:
    streams.prune(work, keep=KEEP_EVENTS, before=work.now - KEEP_EVENTS_FOR)
    idempotency.forget(work, before=work.now - KEEP_ANSWERS_FOR)
    sessions.forget(work, before=work.now - KEEP_TOKENS_FOR)
