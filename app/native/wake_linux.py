"""Signs on Linux: logind tells of the end of a sleep, the kernel of new addresses and routes."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable

from dbus_fast import AuthError, BusType, InvalidAddressError, Message, MessageType
from dbus_fast.aio import MessageBus

from app.contract.tongue import translate
from app.core.ports import Sign

LIMIT_S = 2.0
"""Seconds a system bus has to take us."""

_LOGIND = "org.freedesktop.login1"
_RULE = f"type='signal',sender='{_LOGIND}',interface='{_LOGIND}.Manager',member='PrepareForSleep'"
_DBUS = "org.freedesktop.DBus"

# The groups of linux/rtnetlink.h that tell of addresses and routes, for IPv4 and IPv6.
_GROUPS = 0x10 | 0x40 | 0x100 | 0x400
_AF_NETLINK, _NETLINK_ROUTE = 16, 0
_NETLINK_BYTES = 65536


class Logind:
    """logind's PrepareForSleep on the system bus: true before a sleep, false after it."""

    def __init__(self, address: str | None = None) -> None:
        self._address = address
        self._bus: MessageBus | None = None
        self._tell: Callable[[Sign], None] = lambda _: None

    async def open(self, tell: Callable[[Sign], None]) -> None:
        """Begin to listen.

        Raises:
            OSError: there is no system bus, or it does not let us listen.
        """
        self._tell = tell
        try:
            async with asyncio.timeout(LIMIT_S):
                bus = MessageBus(bus_address=self._address, bus_type=BusType.SYSTEM)
                self._bus = await bus.connect()
                bus.add_message_handler(self._heard)
                answer = await bus.call(
                    Message(
                        destination=_DBUS,
                        path="/org/freedesktop/DBus",
                        interface=_DBUS,
                        member="AddMatch",
                        signature="s",
                        body=[_RULE],
                    )
                )
        except (AuthError, InvalidAddressError, EOFError, OSError) as error:
            await self.close()
            raise OSError(translate("wake", "no system bus tells of sleep here")) from error
        if answer.message_type is MessageType.ERROR:
            await self.close()
            raise OSError(translate("wake", "the system bus does not tell of sleep"))

    async def close(self) -> None:
        """Hang up."""
        bus, self._bus = self._bus, None
        if bus is not None and bus.connected:
            bus.disconnect()

    def _heard(self, message: Message) -> None:
        # The bus checks who sends in the name of logind; other signals never match the rule.
        if message.member == "PrepareForSleep" and message.body == [False]:
            self._tell(Sign.WOKE)


class Addresses:
    """The kernel's own news of addresses and routes: a cable, a wireless network, a VPN."""

    def __init__(self) -> None:
        self._socket: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tell: Callable[[Sign], None] = lambda _: None

    async def open(self, tell: Callable[[Sign], None]) -> None:
        """Begin to listen.

        Raises:
            OSError: the kernel does not tell.
        """
        self._tell = tell
        # By number: the names exist where the kernel is Linux, and types are checked everywhere.
        netlink = socket.socket(_AF_NETLINK, socket.SOCK_RAW, _NETLINK_ROUTE)
        try:
            netlink.setblocking(False)
            netlink.bind((0, _GROUPS))
        except OSError:
            netlink.close()
            raise
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(netlink, self._readable)
        self._socket = netlink

    async def close(self) -> None:
        """Let go of the kernel."""
        if self._socket is not None and self._loop is not None:
            self._loop.remove_reader(self._socket)
            self._socket.close()
            self._socket = None

    def _readable(self) -> None:
        if self._socket is None:
            return
        try:
            self._socket.recv(_NETLINK_BYTES)
        except BlockingIOError:
            return
        except OSError:
            # ENOBUFS: so much changed that some of it was dropped. That, too, is a change.
            pass
        self._tell(Sign.NETWORK)
