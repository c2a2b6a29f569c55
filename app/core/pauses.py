"""How long to wait before trying again, and how a wait is cut short."""

from __future__ import annotations

import asyncio
import random

FIRST_RETRY_S, LAST_RETRY_S = 1.0, 30.0


def retry_pause(failures: int) -> float:
    """Seconds until the next attempt, growing with the failures in a row."""
    longest = min(LAST_RETRY_S, FIRST_RETRY_S * 2.0 ** min(failures, 10))
    return random.uniform(FIRST_RETRY_S / 2, longest)  # noqa: S311 - spreads load, no secret


async def set_or_passed(event: asyncio.Event, seconds: float) -> None:
    """Wait until the event is set, so many seconds at most."""
    try:
        async with asyncio.timeout(seconds):
            await event.wait()
    except TimeoutError:
        return
