"""Coroutines started from slots: kept, awaited at the end, their failures told."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from app.contract.errors import StudySpotError

_log = logging.getLogger(__name__)


class Tasks:
    """Keeps what slots start; `failed` is where a failure reaches the person."""

    def __init__(self, failed: Callable[[StudySpotError], None]) -> None:
        self._failed = failed
        self._running: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[Any, Any, object], name: str) -> None:
        """Run `work` on the loop; a `StudySpotError` goes to `failed`."""
        task = _loop().create_task(self._guard(work, name), name=name)
        # One that is cancelled before it began leaves `work` behind, which would complain.
        task.add_done_callback(lambda _: work.close())
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def close(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)

    async def idle(self) -> None:
        """Wait until nothing runs."""
        while self._running:
            await asyncio.wait(set(self._running))

    async def _guard(self, work: Coroutine[Any, Any, object], name: str) -> None:
        try:
            await work
        except StudySpotError as error:
            self._failed(error)
        except Exception as error:  # noqa: BLE001 - the edge of a slot: nothing above could tell the person
            _log.error("%s failed", name, exc_info=error)
            told = StudySpotError(
                f"StudySpot Desk met a fault of its own ({type(error).__name__}: {error}). "
                "Try it again; if it stays so, quit and start the program anew."
            )
            self._failed(told)


def _loop() -> asyncio.AbstractEventLoop:
    """The loop that runs; or that will, when Qt lets a timer fire between two of its runs."""
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.get_event_loop()
