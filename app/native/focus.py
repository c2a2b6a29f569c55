"""Whether the computer itself asks for quiet, by whatever this system tells of it."""

from __future__ import annotations

import sys
from collections.abc import Callable

from app.core.ports import Focus


class Listeners:
    """Who wants to know that "do not disturb" was switched, and how it stands."""

    def __init__(self) -> None:
        self.is_on = False
        self._listeners: list[Callable[[], None]] = []

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` when it is different; returns the undo."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def stand(self, *, on: bool) -> None:
        """It stands so now."""
        if on != self.is_on:
            self.is_on = on
            for listener in tuple(self._listeners):
                listener()


class NoFocus:
    """The Focus port where the system tells programs nothing, as macOS."""

    name = ""
    is_on = False

    def subscribe(self, _listener: Callable[[], None]) -> Callable[[], None]:
        """Nothing will be told; returns the undo."""
        return lambda: None

    async def open(self) -> None:
        """Nothing to listen to."""

    async def close(self) -> None:
        """Nothing to let go of."""


def system_focus() -> Focus:
    """What this system tells of its "do not disturb"."""
    if sys.platform == "win32":
        from app.native.focus_windows import WindowsFocus  # noqa: PLC0415 - one system

        return WindowsFocus()
    if sys.platform == "darwin":
        return NoFocus()
    from app.native.focus_linux import DesktopFocus  # noqa: PLC0415 - one system

    return DesktopFocus()
