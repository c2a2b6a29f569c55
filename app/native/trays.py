"""Hears from the session bus that a tray came or went, so that nobody need ask again and again."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection

WATCHER = "org.kde.StatusNotifierWatcher"
"""The name of the desktop's register of trays and icons (StatusNotifierItem specification)."""

_PATH = "/StatusNotifierWatcher"
_HEARD: Any = "1heard()"
"""The slot below, as Qt's SLOT macro writes it: PySide6 takes text, though its stubs say bytes."""

_HOST_SIGNALS = ("StatusNotifierHostRegistered", "StatusNotifierHostUnregistered")


def bus_with_trays() -> QDBusConnection | None:
    """The session bus, where the desktop's trays are registered on it; else None."""
    # Only Linux needs it, and not before the icon is on the screen.
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - see above

    bus = QDBusConnection.sessionBus()
    names = bus.interface()
    if not bus.isConnected() or names is None:
        return None
    return bus if names.isServiceRegistered(WATCHER).value() else None


def watch_trays(changed: Callable[[], object]) -> Callable[[], None] | None:
    """Call `changed` in this thread whenever a tray on the session bus came or went.

    Returns:
        The undo; None where nothing tells of trays: on Windows and macOS, which keep theirs,
        without a session bus, and on a desktop that has no register of trays so far.
    """
    bus = bus_with_trays() if sys.platform.startswith("linux") else None
    if bus is None:
        return None
    from PySide6.QtDBus import QDBusServiceWatcher  # noqa: PLC0415 - as above

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

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed

    @Slot()
    def heard(self) -> None:
        self._changed()
