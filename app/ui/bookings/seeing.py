"""What somebody rests on has been seen; what is passed on the way has not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer

from app.core.changes import BookingRow
from app.ui.bookings.history import RESTS_MS


class Seeing(QObject):
    """`chosen` gives the rows that are looked at, `see` is told the ids of new ones."""

    def __init__(
        self,
        chosen: Callable[[], Sequence[BookingRow]],
        see: Callable[[Sequence[str]], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._chosen, self._see = chosen, see
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._rested)

    def look_at(self, rows: Sequence[BookingRow]) -> None:
        """These are chosen now."""
        if any(row.unseen for row in rows):
            self._rest.start()
        else:
            self._rest.stop()

    def stop(self) -> None:
        """Nobody looks any more."""
        self._rest.stop()

    def _rested(self) -> None:
        unseen = [row.booking.id for row in self._chosen() if row.unseen]
        if unseen:
            self._see(unseen)
