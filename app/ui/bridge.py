"""Joins the two loops: the core's asyncio thread and the window's Qt loop."""

from __future__ import annotations

import asyncio
import logging
import sys
import threading
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import Future
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from app.contract.errors import StudySpotError
from app.core.changes import Update
from app.core.status import DeskStatus

if TYPE_CHECKING:
    from app.core.desk import Desk

T = TypeVar("T")

FRAME_S = 0.016
STOP_WITHIN_S = 3.0

_log = logging.getLogger(__name__)


class Bridge(QObject):
    """Runs a desk on a loop and thread of its own, and brings its news to the UI thread.

    `delivered` carries a list of updates in the order they were made, at most once a
    frame; of several `DeskStatus` in one batch only the newest is kept. `broken` carries
    the `StudySpotError` that kept the desk from starting.
    """

    delivered = Signal(list)
    broken = Signal(object)
    _arrived = Signal()
    _failed = Signal(object)

    def __init__(self, factory: Callable[[], Desk], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._factory = factory
        self._lock = threading.Lock()
        self._waiting: list[Update] = []
        self._announced = False
        self._last_delivery = 0.0
        self._status: DeskStatus | None = None
        self._desk: Desk | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._leave: asyncio.Event | None = None
        self._up: Future[Desk | None] = Future()
        self._ended: Future[None] = Future()
        self._thread: threading.Thread | None = None
        self._frame = QTimer(self)
        self._frame.setSingleShot(True)
        self._frame.setTimerType(Qt.TimerType.PreciseTimer)
        self._frame.timeout.connect(self._deliver)
        self._arrived.connect(self._schedule, Qt.ConnectionType.QueuedConnection)
        self._failed.connect(self.broken, Qt.ConnectionType.QueuedConnection)

    @property
    def status(self) -> DeskStatus | None:
        """The newest status that was delivered; None before the first."""
        return self._status

    @property
    def last_heard(self) -> datetime | None:
        """When the server was last heard from, read directly from the desk."""
        return self._desk.last_heard if self._desk is not None else None

    @property
    def running(self) -> bool:
        """Whether the core's thread is alive."""
        return self._thread is not None and self._thread.is_alive()

    def start(self) -> None:
        """Start the thread; what it imports and builds costs the UI thread nothing."""
        if self._thread is not None:
            raise RuntimeError("the bridge was started before")
        self._thread = threading.Thread(target=self._run, name="core", daemon=True)
        self._thread.start()

    async def call(self, fn: Callable[[Desk], Coroutine[Any, Any, T]]) -> T:
        """The result of `fn(desk)`, run on the core's loop and awaited on this one.

        Raises:
            StudySpotError: whatever the desk raises, or when the desk is not running.
        """
        if self._thread is not None:
            # Shielded: a caller that gives up must not cancel it for the others.
            await asyncio.shield(asyncio.wrap_future(self._up))
        loop, desk = self._loop, self._desk
        if loop is None or desk is None or self._ended.done():
            raise StudySpotError(
                "The desk is not running, so this could not be done. "
                "Quit StudySpot Desk and start it again."
            )
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(fn(desk), loop))

    async def stop(self) -> None:
        """End desk, loop and thread; returns within 3 s even if the desk hangs."""
        thread = self._thread
        self._frame.stop()
        if thread is None:
            return
        ended = asyncio.wrap_future(self._ended)
        up = asyncio.wrap_future(self._up)
        either: set[asyncio.Future[Any]] = {up, ended}
        await asyncio.wait(either, timeout=1.0, return_when=asyncio.FIRST_COMPLETED)
        if self._loop is not None and self._leave is not None and not self._ended.done():
            try:
                self._loop.call_soon_threadsafe(self._leave.set)
            except RuntimeError:
                _log.debug("the core's loop closed by itself")
        await asyncio.wait({ended}, timeout=STOP_WITHIN_S)
        if self._ended.done():
            thread.join()
        else:
            _log.error("the core did not end within %s s; leaving it behind", STOP_WITHIN_S)

    # The core's thread.

    def _run(self) -> None:
        # qasync sets a policy whose loops are Qt's; this thread wants a plain one.
        factory = asyncio.SelectorEventLoop
        if sys.platform == "win32":
            factory = asyncio.ProactorEventLoop
        try:
            with asyncio.Runner(loop_factory=factory) as runner:
                runner.run(self._live())
        finally:
            if not self._up.done():
                self._up.set_result(None)
            self._ended.set_result(None)

    async def _live(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._leave = asyncio.Event()
        try:
            desk = self._factory()
            unsubscribe = desk.subscribe(self._take)
        except Exception as error:  # noqa: BLE001 - the thread's edge: told, not swallowed
            self._tell_broken(error)
            return
        self._desk = desk
        self._up.set_result(desk)
        starting = asyncio.create_task(desk.start(patient=True), name="desk start")
        starting.add_done_callback(self._started)
        await self._leave.wait()
        unsubscribe()
        try:
            async with asyncio.timeout(STOP_WITHIN_S - 0.3):
                if not starting.done():
                    starting.cancel()
                    await asyncio.wait({starting})
                await desk.stop()
        except TimeoutError:
            _log.error("the desk did not stop in time")
        except Exception:  # noqa: BLE001 - the thread's edge: it must end all the same
            _log.warning("the desk failed while stopping", exc_info=True)

    def _started(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self._tell_broken(error)
        elif not task.cancelled() and self._desk is not None:
            self._take(self._desk.status)

    def _tell_broken(self, error: BaseException) -> None:
        if not isinstance(error, StudySpotError):
            _log.error("the desk could not start", exc_info=error)
            told = StudySpotError(
                f"The desk could not start ({type(error).__name__}: {error}). Quit StudySpot "
                "Desk and start it again; if it stays so, run 'studyspot-desk doctor'."
            )
            told.__cause__ = error
            error = told
        self._failed.emit(error)

    def _take(self, update: Update) -> None:
        with self._lock:
            self._waiting.append(update)
            announce, self._announced = not self._announced, True
        if announce:
            self._arrived.emit()

    # The UI thread.

    @Slot()
    def _schedule(self) -> None:
        wait = self._last_delivery + FRAME_S - time.monotonic()
        if wait <= 0:
            self._deliver()
        elif not self._frame.isActive():
            self._frame.start(max(1, round(wait * 1000)))

    @Slot()
    def _deliver(self) -> None:
        with self._lock:
            batch, self._waiting = self._waiting, []
            self._announced = False
        self._frame.stop()
        self._last_delivery = time.monotonic()
        newest = None
        for update in batch:
            if isinstance(update, DeskStatus):
                newest = update
        if newest is not None:
            self._status = newest
            batch = [u for u in batch if u is newest or not isinstance(u, DeskStatus)]
        if batch:
            self.delivered.emit(batch)
