"""One window on a desk without a network, for tests and pictures."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.errors import StudySpotError
from app.contract.models import Booking
from app.core.changes import Changes, Update
from app.core.findings import Findings, Verdict
from app.core.reader import Reader
from app.core.status import DeskStatus
from app.ui.bridge import Bridge
from app.ui.memory import JsonMemory
from app.ui.outlets import Outlets
from app.ui.theme import Theme
from app.ui.window import MainWindow
from tests.ui.desks import PlainDesk, as_desk
from tests.ui.people import DeafNotifier, MuteSpeaker, PlainSwitch, SilentPlayer

SIZE = QSize(1280, 800)
PATIENCE_S = 20.0


async def until(condition: Callable[[], object], what: str) -> None:
    """Wait until `condition` holds; fails with `what` was waited for."""
    try:
        async with asyncio.timeout(PATIENCE_S):
            while not condition():  # noqa: ASYNC110 - widgets tell no event
                await asyncio.sleep(0.002)
    except TimeoutError:
        raise AssertionError(f"waited {PATIENCE_S} s in vain for {what}") from None


def point_at(widget: QWidget) -> None:
    """Let the pointer come to rest on a widget."""
    at = QPointF(widget.rect().center())
    QApplication.sendEvent(widget, QEnterEvent(at, at, at))


class Stage:
    """One window with its desk, for one scene. `ahead` is how fast the window's clock goes."""

    def __init__(
        self,
        theme: Theme,
        folder: Path,
        status: DeskStatus | None = None,
        *,
        has_tray: bool = True,
        desk: PlainDesk | None = None,
    ) -> None:
        self.theme = theme
        self.has_tray = has_tray
        self.ahead = timedelta()
        self._down = False
        self.desk = desk or PlainDesk(folder / "desk.sqlite3", status)
        memory = JsonMemory(folder / "ui.json")
        if memory.get("page") is None:
            # What most is about; a desk of a person's begins with the page of today.
            memory.set("page", "bookings")
        self.bridge = Bridge(lambda: as_desk(self.desk))
        self.player, self.speaker = SilentPlayer(), MuteSpeaker()
        self.notifier = DeafNotifier()
        self.findings = Findings(verdict=Verdict.OK, parts=())
        self.check_fails: StudySpotError | None = None
        self.saved: list[tuple[Path, Findings]] = []
        self.autostart, self.links = PlainSwitch(), PlainSwitch()
        self._memory, self.folder = memory, folder
        self._made: MainWindow | None = None

    async def _check_up(self) -> Findings:
        if self.check_fails is not None:
            raise self.check_fails
        return self.findings

    async def _save(self, path: Path, findings: Findings) -> None:
        self.saved.append((path, findings))

    @property
    def window(self) -> MainWindow:
        """The window, made when it is first wanted."""
        if self._made is None:
            self._made = MainWindow(
                self.bridge,
                lambda: Reader(self.folder / "desk.sqlite3"),
                self._memory,
                self.theme,
                has_tray=lambda: self.has_tray,
                now=lambda: datetime.now(UTC) + self.ahead,
                outlets=Outlets(
                    self.player,
                    self.speaker,
                    self.notifier,
                    self._check_up,
                    self._save,
                    self.autostart,
                    self.links,
                ),
            )
        return self._made

    def open_window(self, size: QSize) -> MainWindow:
        """Show the window of a desk that runs already, in this size."""
        self.window.resize(size)
        self.window.show()
        return self.window

    async def up(self, size: QSize | None = SIZE) -> None:
        """Start the desk and show the window, in its own size if None is asked for."""
        if size is not None:
            self.window.resize(size)
        self.window.show()
        self.bridge.start()
        await until(lambda: self.bridge.status is not None, "the first status")

    async def tell(self, work: Callable[[PlainDesk], object]) -> None:
        """Let the desk do something, on its own loop."""

        async def do(_: object) -> None:
            work(self.desk)

        await self.bridge.call(do)

    async def check_in(self, booking_id: str) -> None:
        """As the button does it."""
        await self.bridge.call(lambda desk: desk.check_in(booking_id))

    async def arrive(self, *bookings: Booking, rings: bool = True) -> None:
        """News from the hub; returns when the window has taken it."""
        delivered = asyncio.Event()

        def hear(batch: list[Update]) -> None:
            if any(isinstance(update, Changes) for update in batch):
                delivered.set()

        self.bridge.delivered.connect(hear)
        await self.tell(lambda desk: desk.arrive(*bookings, rings=rings))
        await asyncio.wait_for(delivered.wait(), PATIENCE_S)
        self.bridge.delivered.disconnect(hear)

    async def settled(self, rows: int) -> None:
        """Wait until the list shows `rows` bookings and nothing is under way."""
        model = self.window.bookings.model
        await until(lambda: model.rowCount() == rows and model.settled, f"{rows} rows")

    async def down(self) -> None:
        """End everything; once is enough."""
        if self._down:
            return
        self._down = True
        await self.window.close_down()
        await self.bridge.stop()
        self.window.deleteLater()
