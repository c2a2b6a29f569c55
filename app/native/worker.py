"""A thread for calls that may block for ever, so that no loop ever waits on one."""

from __future__ import annotations

import asyncio
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Stuck(Exception):
    """A call did not come back in time, or an earlier one still has not."""


class Worker:
    """Runs calls one after another on a daemon thread that lives only while there are any.

    A call that does not come back in time is left to itself; until it does come back,
    further ones are refused at once instead of waiting behind it.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock = threading.Lock()
        self._waiting: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._thread: threading.Thread | None = None
        self._left: Future[Any] | None = None

    @property
    def stuck(self) -> bool:
        """Whether a call that ran out of time has still not come back."""
        left = self._left
        return left is not None and not left.done()

    async def run(self, call: Callable[[], T], limit: float) -> T:
        """The result of `call`, made on the thread.

        Args:
            call: may block; what it raises is raised here.
            limit: seconds to wait for it, and for those before it.

        Raises:
            Stuck: it took longer, or an earlier call is still stuck.
        """
        if self.stuck:
            raise Stuck
        future: Future[T] = Future()
        with self._lock:
            self._waiting.append((call, future))
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
                self._thread.start()
        done = asyncio.wrap_future(future)
        done.add_done_callback(_look_away)
        try:
            ready, _ = await asyncio.wait([done], timeout=limit)
        except asyncio.CancelledError:
            future.cancel()
            raise
        if not ready:
            # One that has not begun is taken back; one that runs cannot be.
            if not future.cancel():
                self._left = future
            raise Stuck
        return done.result()

    def join(self, limit: float) -> None:
        """Wait up to `limit` seconds for the thread to end."""
        with self._lock:
            thread = self._thread
        if thread is not None:
            thread.join(limit)

    def _work(self) -> None:
        while True:
            with self._lock:
                if not self._waiting:
                    self._thread = None
                    return
                call, future = self._waiting.popleft()
            if not future.set_running_or_notify_cancel():
                continue
            try:
                future.set_result(call())
            except BaseException as error:  # noqa: BLE001 - the caller gets it, whatever it is
                future.set_exception(error)


def _look_away(left: asyncio.Future[Any]) -> None:
    """Take the late outcome of a call nobody waits for, so that asyncio does not complain."""
    if not left.cancelled():
        left.exception()
