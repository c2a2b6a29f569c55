"""Opens the booking that a link names, as soon as the desk knows it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from app.core.changes import BookingRow
from app.core.link_state import CONNECTED, LinkState
from app.native.links import booking_of
from app.ui.bridge import Bridge

translate = QCoreApplication.translate


class Linking(QObject):
    """`open_booking(id)` shows it; `tell(words)` says why not, with "" when that is over."""

    def __init__(
        self,
        bridge: Bridge,
        row_of: Callable[[str], BookingRow | None],
        open_booking: Callable[[str], None],
        tell: Callable[[str], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._row_of = bridge, row_of
        self._open_booking, self._tell = open_booking, tell
        self._wanted = ""
        bridge.delivered.connect(self._look)

    def open(self, link: str) -> None:
        """Go where the link leads."""
        booking_id = booking_of(link)
        if booking_id is None:
            self._wanted = ""
            self._tell(translate("linking", "“{link}” leads to no booking.").format(link=link[:80]))
            return
        self._wanted = booking_id
        self._tell("")
        self._look()

    def close(self) -> None:
        """Wait for nothing more."""
        self._bridge.delivered.disconnect(self._look)

    def _look(self) -> None:
        if not self._wanted:
            return
        status = self._bridge.status
        if status is None or not status.begun:
            return
        if self._row_of(self._wanted) is not None:
            wanted, self._wanted = self._wanted, ""
            self._tell("")
            self._open_booking(wanted)
        elif status.link.state is LinkState.SIGNED_OUT:
            self._tell(translate("linking", "Sign in to see the booking that the link leads to."))
        elif status.link.state in CONNECTED:
            self._wanted = ""
            self._tell(
                translate(
                    "linking",
                    "The link leads to a booking that is not known here. It may be of a library "
                    "in which this account has no part.",
                )
            )
