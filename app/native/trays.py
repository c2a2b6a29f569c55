"""Hears from the session bus that a tray came or went, so that nobody need ask again and again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Slot

WATCHER = "org.kde.StatusNotifierWatcher"
"""The name of the desktop's register of trays and icons (StatusNotifierItem specification)."""

_PATH = "/StatusNotifierWatcher"
_HEARD: Any = "1heard()"
"""The slot below, as Qt's SLOT macro writes it: PySide6 takes text, though its stubs say bytes."""

_HOST_SIGNALS = ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")


def watch_trays(changed: Callable[[], None]) -> Callable[[], None] | None:
    """Call `changed` in this thread whenever a tray on the session bus came or went.

    Returns:
        The undo; None where nothing tells of trays: on Windows and macOS, which keep theirs,
        without a session bus, and on a desktop that has no register of trays so far.
    """
    if not sys.platform.startswith("linux"):
        return None
    # The icon is on the screen by now; its own connection has loaded Qt's part of this.
    from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher  # noqa: PLC0415 - see above

    bus = QDBusConnection.sessionBus()
    register = bus.interface()
    if not bus.isConnected() or register is None:
        return None
    if not register.isServiceRegistered(WATCHER).value():
        return None
    ear = _Ear(changed)
    watcher = QDBusServiceWatcher(
        WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForOwnerChange, ear
    )
    watcher.serviceOwnerChanged.connect(changed)
    for signal in _HOST_SIGNALS:
        bus.connect(WATCHER, _PATH, WATCHER, signal, ear, _HEARD)

    def undo() -> None:
        for signal in _HOST_SIGNALS:
            bus.disconnect(WATCHER, _PATH, WATCHER, signal, ear, _HEARD)
        watcher.serviceOwnerChanged.disconnect(changed)
        ear.deleteLater()

    return undo


class _Ear(QObject):
    """Qt hands a signal of the bus to a slot of an object only."""

    def __init__(self, changed: Callable[[], None]) -> None:
        super().__init__()
        self._changed = changed

    @Slot()
    def heard(self) -> None:
        self._changed()
