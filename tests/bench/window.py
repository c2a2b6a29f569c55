"""One window over a desk's copy, measured from inside: `python -m tests.bench.window FOLDER`."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import qasync
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.models import Booking
from app.core.clock import SystemClock
from app.core.reader import Reader
from app.core.store import Store
from app.ui.bookings.columns import Column
from app.ui.theme import Scheme, Theme
from tests.bench.measure import pss_mib, quantile
from tests.ui.days import visit
from tests.ui.desks import PlainDesk
from tests.ui.stage import Stage

SIZE = QSize(1280, 800)
TYPED = ("rohan", "asha v", "imran", "98001", "a-12", "ss-41", "patil", "zoya", "kavya r", "neha")
FRAMES, CHANGES, EVERY_S = 600, 500, 0.02
PATIENCE_S = 60.0


class FullDesk(PlainDesk):
    """A desk that takes its copy as it finds it."""

    async def start(self, *, patient: bool = False) -> None:  # noqa: ARG002 - nobody else has it
        self._store = Store(self._path, SystemClock())
        reader = Reader(self._path)
        self._status = msgspec.structs.replace(self._status, libraries=reader.libraries())
        reader.close()
        self.tell(self._status)


class Application(QApplication):
    """Notes how long each frame takes: what is painted at once, and all work before it."""

    def __init__(self) -> None:
        super().__init__(sys.argv[:1])
        self.frames: list[float] = []
        self._busy = 0.0
        self._depth = 0

    def notify(self, receiver: QObject, event: QEvent) -> bool:
        """Deliver an event, timed."""
        kind, began = event.type(), time.perf_counter()
        self._depth += 1
        try:
            return super().notify(receiver, event)
        finally:
            self._depth -= 1
            if not self._depth:
                self._busy += time.perf_counter() - began
                if kind is QEvent.Type.UpdateRequest:
                    self.frames.append(self._busy * 1000)
                    self._busy = 0.0

    def rest(self) -> None:
        """Begin anew: what was done until now belongs to no frame."""
        self.frames.clear()
        self._busy = 0.0


class Painted(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def beyond(self, seen: int) -> bool:
        """Whether it was painted since it had been painted so often."""
        return self.count > seen

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Count."""
        if event.type() is QEvent.Type.Paint:
            self.count += 1
        return super().eventFilter(watched, event)


async def until(condition: Callable[[], object]) -> None:
    """Let the loop run until it holds."""
    ends = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > ends:
            raise SystemExit("waited in vain")
        await asyncio.sleep(0)


def _arrives(made: Booking, desk: PlainDesk) -> None:
    desk.arrive(made, rings=True)


class Watched:
    """The measurements on one window."""

    def __init__(self, application: Application, folder: Path) -> None:
        self._application = application
        theme = Theme(application)
        theme.apply(Scheme.LIGHT)
        self._stage = Stage(theme, folder, desk=FullDesk(folder / "desk.sqlite3"))

    async def all(self) -> dict[str, Any]:
        """Everything, in an order in which none spoils the next."""
        told = {"open": await self.open()}
        page = self._stage.window.bookings
        if page.model.rowCount():
            told["search"] = await self.search()
            sorts = await self.sort()
            told |= {"sort": statistics.median(sorts), "slowest sort": max(sorts)}
            told["scroll"] = await self.scroll()
        await self._calm()
        told["memory"] = pss_mib(os.getpid())
        told["map"] = await self.map()
        await self._stage.down()
        return told

    async def open(self) -> float:
        """Milliseconds from the window's making to its first rows on the screen."""
        self._stage.bridge.start()
        await until(lambda: self._stage.bridge.status is not None)
        began = time.perf_counter()
        window = self._stage.open_window(SIZE)
        painted = Painted(window.bookings.table.viewport())
        model = window.bookings.model
        await until(lambda: model.answered)
        if model.rowCount():
            seen = painted.count
            await until(lambda: painted.count > seen and model.row_at(0) is not None)
        return (time.perf_counter() - began) * 1000

    async def search(self) -> float:
        """Milliseconds from a key to its hits, of 95 of 100 keys."""
        window = self._stage.window
        field, page = window.topbar.search, window.bookings
        taken: list[float] = []
        for words in TYPED:
            field.setFocus()
            keys = [partial(QTest.keyClicks, field, letter) for letter in words]
            taken += [await self._answered(key) for key in keys]
            field.clear()
            await until(lambda: page.model.settled)
        return quantile(taken, 0.95)

    async def sort(self) -> list[float]:
        """Milliseconds to the rows of each order, one way and the other."""
        page = self._stage.window.bookings
        turns = [partial(page.look.sort, column) for column in Column for _ in range(2)]
        taken = [await self._answered(turn) for turn in turns]
        page.look.sort(Column.BOOKED)
        await until(lambda: page.model.settled)
        return taken

    async def scroll(self) -> float:
        """Milliseconds of the slowest frame from the first row to the last and back."""
        table = self._stage.window.bookings.table
        bar, painted = table.verticalScrollBar(), Painted(table.viewport())
        await self._calm()
        self._application.rest()
        for step in (*range(FRAMES), *range(FRAMES, 0, -1)):
            seen = painted.count
            bar.setValue(bar.maximum() * step // FRAMES)
            if step:
                await until(partial(painted.beyond, seen))
        return max(self._application.frames)

    async def map(self) -> float:
        """Milliseconds of 99 of 100 frames while bookings come and change."""
        stage = self._stage
        stage.window.pages.show_page("seats")
        await self._calm()
        self._application.rest()
        now = datetime.now(UTC)
        for number in range(CHANGES):
            made = visit(
                900_000_000 + number // 2,
                now - timedelta(minutes=5),
                seat_id=f"seat-{number % 250 + 1}",
                status="checked_in" if number % 2 else "confirmed",
                version=number % 2 + 1,
            )
            await stage.tell(partial(_arrives, made))
            await asyncio.sleep(EVERY_S)
        return quantile(self._application.frames, 0.99)

    async def _answered(self, ask: Callable[[], object]) -> float:
        page = self._stage.window.bookings
        painted = Painted(page.table.viewport())
        loaded: list[bool] = []
        page.model.loaded.connect(lambda: loaded.append(True))
        began = time.perf_counter()
        ask()
        await until(lambda: loaded)
        seen = painted.count
        if page.model.rowCount():
            page.table.viewport().update()
            await until(lambda: painted.count > seen)
        took = (time.perf_counter() - began) * 1000
        page.table.viewport().removeEventFilter(painted)
        await until(lambda: page.model.settled)
        return took

    async def _calm(self) -> None:
        gc.collect()
        await asyncio.sleep(1.5)


def main() -> int:
    """Measure, and print it as JSON."""
    application = Application()
    application.setQuitOnLastWindowClosed(False)
    loop = qasync.QEventLoop(application)
    with loop:
        watched = Watched(application, Path(sys.argv[1]))
        print(json.dumps(loop.run_until_complete(watched.all())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
