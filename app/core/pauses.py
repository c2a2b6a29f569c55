"""How long to wait before trying again, and how a wait is cut short."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine, Iterable
from typing import Any

FIRST_PAUSE_S, LAST_PAUSE_S = 1.0, 60.0
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


def backoff(attempt: int) -> float:
    """Seconds until the live connection is tried again, by the attempts in a row, from 1 on."""
    longest = min(LAST_PAUSE_S, FIRST_PAUSE_S * 2.0 ** min(max(attempt - 1, 0), 10))
    return random.uniform(FIRST_PAUSE_S / 10, longest)  # noqa: S311 - spreads load, no secret


async def first_of(jobs: Iterable[Coroutine[Any, Any, str]]) -> str:
    """Run the jobs until one ends, and end the others; its answer or its error."""
    tasks = [asyncio.create_task(job) for job in jobs]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return done.pop().result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
