"""Lines for a terminal, a pipe or a file, whose reader may stall without stopping the desk."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import queue
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, TextIO

AGAIN_S = 1.0
FULL_AGAIN_S = 0.05
GOODBYE_S = 0.5

MOST_WAITING = 10_000
"""Lines that nobody waits for are dropped when so many are not written yet."""

_LEFT = {errno.EPIPE, errno.EBADF}
if sys.platform == "win32":
    _LEFT.add(errno.EINVAL)
_BUSY = {errno.EAGAIN, errno.EINTR}


def _nobody(_: Any) -> None:
    """Nobody listens."""


class Lines:
    """Writes lines to `stream`, each whole and in order.

    What cannot be written, on a full disk, is tried again; `on_trouble` is called, in the
    writing thread, with the system's word for it when that begins. Nothing else may write
    to the stream meanwhile.
    """

    def __init__(self, stream: TextIO, on_trouble: Callable[[str], None] = _nobody) -> None:
        self._encoding = stream.encoding
        # Beneath the buffer, whose lock the interpreter wants when it ends.
        self._raw: Any = getattr(stream.buffer, "raw", stream.buffer)
        self._on_trouble = on_trouble
        self._waiting: queue.SimpleQueue[tuple[bytes | None, Callable[[bool], None]]]
        self._waiting = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._left = False

    def put(self, line: str | bytes) -> None:
        """Write a line as soon as that is possible; returns at once."""
        if self._waiting.qsize() < MOST_WAITING:
            self._put(line, _nobody)

    async def written(self, line: str | bytes) -> bool:
        """Write a line and wait for that; False when whoever read the lines has left."""
        return await self._answer(lambda then: self._put(line, then))

    async def close(self) -> None:
        """Write what waits, for half a second at most, and end the thread."""
        if self._thread is None:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                await self._answer(lambda then: self._waiting.put((None, then)))
        self._thread = None

    async def _answer(self, ask: Callable[[Callable[[bool], None]], None]) -> bool:
        loop = asyncio.get_running_loop()
        answer: asyncio.Future[bool] = loop.create_future()

        def settle(done: bool) -> None:
            if not answer.done():
                answer.set_result(done)

        def then(done: bool) -> None:
            # The loop may have ended by the time a reader goes on.
            with contextlib.suppress(RuntimeError):
                loop.call_soon_threadsafe(settle, done)

        ask(then)
        return await answer

    def _put(self, line: str | bytes, then: Callable[[bool], None]) -> None:
        told = line if isinstance(line, bytes) else line.encode(self._encoding, "replace")
        self._waiting.put((told + b"\n", then))
        if self._thread is None:
            # A thread that a stalled reader holds up must not hold up the end of the program.
            self._thread = threading.Thread(target=self._work, name="lines", daemon=True)
            self._thread.start()

    def _work(self) -> None:
        while True:
            line, then = self._waiting.get()
            if line is None:
                then(True)
                return
            if not self._left:
                self._write(line)
            then(not self._left)

    def _write(self, line: bytes) -> None:
        rest, told = memoryview(line), False
        while rest:
            try:
                count = self._raw.write(rest)
            except ValueError:
                # Closed on our own side.
                self._left = True
                return
            except OSError as error:
                if error.errno in _LEFT:
                    self._left = True
                    return
                if error.errno not in _BUSY:
                    if not told:
                        told = True
                        self._on_trouble(error.strerror or str(error))
                    time.sleep(AGAIN_S)
                    continue
                count = None
            if count is None:
                time.sleep(FULL_AGAIN_S)
            else:
                rest = rest[count:]
