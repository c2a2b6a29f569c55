"""The count of unread notices at the program's icon in the taskbar or dock, where there is one."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from app.native.identity import DESKTOP_ENTRY

if TYPE_CHECKING:
    from dbus_fast.aio import MessageBus

LIMIT_S = 2.0


class Badge(Protocol):
    """Shows a count at the icon; a system without such a thing is borne."""

    async def show(self, count: int) -> None:
        """Show this count; nothing for 0."""
        ...

    async def close(self) -> None:
        """Take it away."""
        ...


class LauncherBadge:
    """The docks of Unity, KDE, Dash to Dock and others, which hear of it over the session bus.

    Not by Qt: it makes an object's path of the program's name, and a hyphen must not be in one.
    """

    _PATH = f"/com/canonical/unity/launcherentry/{DESKTOP_ENTRY.replace('-', '_')}"
    _INTERFACE = "com.canonical.Unity.LauncherEntry"

    def __init__(self, address: str | None = None) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._shown = 0

    async def show(self, count: int) -> None:
        """Tell the docks this count."""
        from dbus_fast import (  # noqa: PLC0415 - one system
            AuthError,
            BusType,
            InvalidAddressError,
            Message,
            MessageType,
            Variant,
        )
        from dbus_fast.aio import MessageBus  # noqa: PLC0415 - one system

        if count == self._shown:
            return
        try:
            async with asyncio.timeout(LIMIT_S):
                if self._bus is None or not self._bus.connected:
                    bus = MessageBus(bus_address=self._address, bus_type=BusType.SESSION)
                    self._bus = await bus.connect()
                told = {"count": Variant("x", count), "count-visible": Variant("b", count > 0)}
                await self._bus.send(
                    Message(
                        message_type=MessageType.SIGNAL,
                        path=self._PATH,
                        interface=self._INTERFACE,
                        member="Update",
                        signature="sa{sv}",
                        body=[f"application://{DESKTOP_ENTRY}.desktop", told],
                    )
                )
        except (AuthError, InvalidAddressError, EOFError, OSError):
            # A timeout is one of them; the count is in the tray and in the window, too.
            return
        self._shown = count

    async def close(self) -> None:
        """Take it away, and hang up."""
        await self.show(0)
        if self._bus is not None and self._bus.connected:
            self._bus.disconnect()


class QtBadge:
    """The taskbar of Windows and the dock of macOS, through Qt."""

    def __init__(self, tell: Callable[[int], None]) -> None:
        self._tell = tell

    async def show(self, count: int) -> None:
        """Show this count."""
        self._tell(count)

    async def close(self) -> None:
        """Take it away."""
        self._tell(0)


def system_badge(tell: Callable[[int], None]) -> Badge:
    """The one of this system; `tell` is Qt's own way."""
    return LauncherBadge() if sys.platform == "linux" else QtBadge(tell)
