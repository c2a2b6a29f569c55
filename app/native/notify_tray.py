"""Toasts through the tray icon's own messages, where these do not need a service."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QSystemTrayIcon

from app.contract.tongue import translate
from app.core.ports import Action, Toast, ToastFailed
from app.native.presses import Listener, Presses
from app.native.trays import bus_with_trays

MILLISECONDS = 10_000
"""How long a message stays, where the system leaves that to us."""


class TrayNotifier:
    """The Notifier port on QSystemTrayIcon's messages: no buttons, the last one clickable."""

    def __init__(self, tray: Callable[[], QSystemTrayIcon | None]) -> None:
        """Prepare; `tray` gives the icon, or None while there is none."""
        self._tray = tray
        self._presses = Presses()
        self._last: str | None = None
        self._listened: QSystemTrayIcon | None = None

    @property
    def name(self) -> str:
        """Messages of the tray icon."""
        return "tray icon message"

    def on_action(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        return self._presses.subscribe(listener)

    async def show(self, toast: Toast) -> None:
        """Show it; the system tells nothing of its fate.

        Raises:
            ToastFailed: no tray icon, or one whose messages cannot be trusted to appear.
        """
        tray = self._tray()
        if tray is None or not tray.isVisible() or not tray.isSystemTrayAvailable():
            raise ToastFailed(
                translate("notify tray", "There is no tray icon to show a message at.")
            )
        if not tray.supportsMessages():
            raise ToastFailed(
                translate("notify tray", "The tray of this desktop shows no messages.")
            )
        if sys.platform.startswith("linux") and bus_with_trays() is not None:
            # Qt hands such a message to the service that has just failed, and says nothing.
            raise ToastFailed(
                translate(
                    "notify tray", "The tray of this desktop leaves messages to the same service."
                )
            )
        if self._listened is not tray:
            tray.messageClicked.connect(self._clicked)
            self._listened = tray
        self._last = toast.alert_id
        tray.showMessage(toast.title, toast.body, tray.icon(), MILLISECONDS)

    async def withdraw(self, alert_id: str) -> None:
        """Forget it; a message cannot be taken back, and goes by itself."""
        if self._last == alert_id:
            self._last = None

    async def close(self) -> None:
        """Stop listening for clicks."""
        if self._listened is not None:
            self._listened.messageClicked.disconnect(self._clicked)
            self._listened = None

    def _clicked(self) -> None:
        if self._last is not None:
            self._presses.tell(self._last, Action.DEFAULT)
            self._last = None
