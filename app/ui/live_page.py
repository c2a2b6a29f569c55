"""A page that is about a time: it follows the copy and the clock for as long as it is seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from app.contract.models import Library
from app.core.changes import Changes
from app.core.status import DeskStatus
from app.ui.leading import Leading
from app.ui.parts import Parts

Answer = TypeVar("Answer")

SECOND_MS, MINUTE_MS = 1_000, 20_000
_SETTLE_MS = 60
"""Changes that come so close to each other are shown together."""


class LivePage(Leading):
    """Takes changes and status from the window; while it is not seen nothing is read.

    `booking_wanted(id, Action | None)` asks for a booking in the list, and what is asked before
    an action; `unreadable` tells why the desk's copy cannot be read. A page says how it looks
    (`look`), follows (`follow`) and shows what it has (`show_now`).
    """

    booking_wanted = Signal(str, object)
    unreadable = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.parts = parts
        self.reader = parts.reader_factory()
        self.status: DeskStatus | None = None
        self.library_id = ""
        self.clock = QTimer(self)
        self.clock.setInterval(MINUTE_MS)
        self.clock.timeout.connect(self.tick)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE_MS)
        self._soon.timeout.connect(self.show_now)

    # What a page does in its own way.

    def look(self, *, anew: bool = False) -> None:
        """Read what is looked at, all of it if `anew`, and show it; only while it is seen."""
        raise NotImplementedError

    def follow(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed; whether what is shown is different now."""
        raise NotImplementedError

    def show_now(self) -> None:
        """Show how it stands."""
        raise NotImplementedError

    def tick(self) -> None:
        """Follow the clock."""
        raise NotImplementedError

    def refused(self, keys: Iterable[str]) -> None:
        """These commands were refused."""
        raise NotImplementedError

    # What the window tells.

    @property
    def known_libraries(self) -> tuple[Library, ...]:
        """All libraries of the account."""
        return self.status.libraries if self.status is not None else ()

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery; what comes while it is not seen is read when it is."""
        if not self.isVisible():
            return
        if self.guarded(lambda: self.follow(changes)) and not self._soon.isActive():
            self._soon.start()

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        before, self.status = self.status, status
        self.refused(refusal.key for refusal in status.refusals)
        if before is None or before.libraries != status.libraries or before.user != status.user:
            self.look()

    def show_library(self, library_id: str) -> None:
        """Look at one library; "" is all."""
        self.library_id = library_id
        self.look()

    def remember(self) -> None:
        """Keep what is to be the same tomorrow."""

    def close_page(self) -> None:
        """Let go of the file."""
        self._rest()
        self.reader.close()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Read what came while it was not seen; the clock moves only while it is."""
        super().showEvent(event)
        self.look(anew=True)
        self.clock.start()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves while it cannot be seen."""
        self._rest()
        super().hideEvent(event)

    def guarded(self, read: Callable[[], Answer]) -> Answer | None:
        """What is read; None, which then is told, when the copy cannot be."""
        try:
            return read()
        except sqlite3.Error as error:
            self.unreadable.emit(str(error))
            return None

    def _rest(self) -> None:
        self.clock.stop()
        self._soon.stop()
