"""The "do not disturb" of Linux desktops: each keeps it elsewhere, by who shows notifications."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from typing import Any, Protocol

from dbus_fast import AuthError, BusType, InvalidAddressError, Message, MessageType
from dbus_fast.aio import MessageBus

from app.native.focus import Listeners

LIMIT_S = 3.0
"""Seconds the bus and what is on it have to answer."""

_DBUS, _DBUS_PATH = "org.freedesktop.DBus", "/org/freedesktop/DBus"
_NOTIFICATIONS, _PATH = "org.freedesktop.Notifications", "/org/freedesktop/Notifications"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_XFCONF, _XFCONF_PATH = "org.xfce.Xfconf", "/org/xfce/Xfconf"
_XFCE_CHANNEL, _XFCE_KEY = "xfce4-notifyd", "/do-not-disturb"

# The key of gsettings that shows notifications or does not, by the service that obeys it, and
# what the key says while nobody is to be disturbed.
_SETTINGS = {
    "gnome-shell": ("org.gnome.desktop.notifications", "show-banners", "false"),
    "cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications", "false"),
    "notification daemon": ("org.mate.NotificationDaemon", "do-not-disturb", "true"),
}

_log = logging.getLogger(__name__)
Stand = Callable[[bool], None]


class _Source(Protocol):
    """Where one desktop keeps it; what cannot be asked raises OSError or TimeoutError."""

    async def open(self, stand: Stand) -> None:
        """Tell how it stands, now and at each change."""
        ...

    def hears(self, message: Message) -> None:
        """A signal came over the bus."""
        ...

    async def close(self) -> None:
        """Listen no more."""
        ...


class DesktopFocus(Listeners):
    """The Focus port over the session bus; found anew when another service takes over."""

    def __init__(self, address: str | None = None) -> None:
        super().__init__()
        self._address = address
        self._bus: MessageBus | None = None
        self._source: _Source | None = None
        self._looking: asyncio.Task[None] | None = None
        self._server = ""

    @property
    def name(self) -> str:
        """The service that is asked; "" when there is none that tells."""
        return self._server if self._source is not None else ""

    async def open(self) -> None:
        """Begin to listen; a desktop without such a thing is borne."""
        try:
            async with asyncio.timeout(LIMIT_S):
                bus = MessageBus(bus_address=self._address, bus_type=BusType.SESSION)
                self._bus = await bus.connect()
                await _match(
                    self._bus, f"sender='{_DBUS}',member='NameOwnerChanged',arg0='{_NOTIFICATIONS}'"
                )
        except (AuthError, InvalidAddressError, EOFError, OSError) as error:
            _log.info("no session bus tells whether to disturb: %s", error)
            await self.close()
            return
        self._bus.add_message_handler(self._heard)
        await self._look()

    async def close(self) -> None:
        """Hang up."""
        if self._looking is not None:
            self._looking.cancel()
            await asyncio.gather(self._looking, return_exceptions=True)
        await self._let_go()
        bus, self._bus = self._bus, None
        if bus is not None and bus.connected:
            bus.disconnect()

    async def _look(self) -> None:
        """Ask who shows notifications, and there whether it may."""
        await self._let_go()
        bus = self._bus
        if bus is None:
            return
        try:
            async with asyncio.timeout(LIMIT_S):
                answer = await _call(bus, _NOTIFICATIONS, _PATH, "GetServerInformation")
                self._server = str(answer[0])
                source = _source(bus, self._server)
                await source.open(lambda on: self.stand(on=on))
        except OSError as error:
            # A timeout is one of them.
            _log.info("nobody tells whether to disturb: %s", error)
            self.stand(on=False)
            return
        self._source = source

    async def _let_go(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            await source.close()

    def _heard(self, message: Message) -> None:
        if message.message_type is not MessageType.SIGNAL:
            return
        if message.member == "NameOwnerChanged" and message.body[0] == _NOTIFICATIONS:
            if message.body[2] and (self._looking is None or self._looking.done()):
                self._looking = asyncio.create_task(self._look(), name="find do-not-disturb")
        elif self._source is not None:
            self._source.hears(message)


def _source(bus: MessageBus, server: str) -> _Source:
    """Where the desktop of this notification service keeps it."""
    told = server.casefold()
    if "xfce" in told:
        return _Xfconf(bus)
    if told in _SETTINGS:
        return _GSettings(*_SETTINGS[told])
    if told == "dunst":
        return _Property(bus, "org.dunstproject.cmd0", "paused")
    # KDE's own extension, which others have taken over.
    return _Property(bus, _NOTIFICATIONS, "Inhibited")


class _Xfconf:
    def __init__(self, bus: MessageBus) -> None:
        self._bus = bus
        self._stand: Stand = lambda _: None

    async def open(self, stand: Stand) -> None:
        self._stand = stand
        await _match(self._bus, f"sender='{_XFCONF}',interface='{_XFCONF}'")
        where = (_XFCONF, _XFCONF_PATH)
        key = (_XFCE_CHANNEL, _XFCE_KEY)
        # Who has never switched it has no such key.
        exists = await _call(self._bus, *where, "PropertyExists", "ss", *key)
        stand(bool(exists[0]) and _plain(await _call(self._bus, *where, "GetProperty", "ss", *key)))

    def hears(self, message: Message) -> None:
        if message.interface == _XFCONF and message.body[:2] == [_XFCE_CHANNEL, _XFCE_KEY]:
            changed = message.member == "PropertyChanged"
            self._stand(changed and _plain(message.body[2:]))

    async def close(self) -> None:
        self._stand = lambda _: None


class _Property:
    """A property of the notification service itself."""

    def __init__(self, bus: MessageBus, interface: str, name: str) -> None:
        self._bus, self._interface, self._name = bus, interface, name
        self._stand: Stand = lambda _: None

    async def open(self, stand: Stand) -> None:
        self._stand = stand
        await _match(self._bus, f"interface='{_PROPERTIES}',path='{_PATH}'")
        stand(
            _plain(
                await _call(
                    self._bus,
                    _NOTIFICATIONS,
                    _PATH,
                    "Get",
                    "ss",
                    self._interface,
                    self._name,
                    interface=_PROPERTIES,
                )
            )
        )

    def hears(self, message: Message) -> None:
        if message.member != "PropertiesChanged" or message.body[0] != self._interface:
            return
        if self._name in message.body[1]:
            self._stand(_plain([message.body[1][self._name]]))

    async def close(self) -> None:
        self._stand = lambda _: None


class _GSettings:
    """A key of the desktop's settings, watched by the desktop's own tool."""

    def __init__(self, schema: str, key: str, hushed: str) -> None:
        self._what, self._hushed = (schema, key), hushed
        self._monitor: asyncio.subprocess.Process | None = None
        self._reading: asyncio.Task[None] | None = None

    async def open(self, stand: Stand) -> None:
        self._monitor = await _gsettings("monitor", *self._what)
        asked = await _gsettings("get", *self._what)
        told, _ = await asked.communicate()
        stand(told.decode().strip() == self._hushed)
        self._reading = asyncio.create_task(self._read(stand), name="follow do-not-disturb")

    def hears(self, message: Message) -> None:
        """It is not told over the bus."""

    async def close(self) -> None:
        if self._monitor is not None and self._monitor.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._monitor.terminate()
            await self._monitor.wait()
        if self._reading is not None:
            self._reading.cancel()
            await asyncio.gather(self._reading, return_exceptions=True)

    async def _read(self, stand: Stand) -> None:
        assert self._monitor is not None and self._monitor.stdout is not None  # noqa: S101, PT018
        while line := await self._monitor.stdout.readline():
            _, _, value = line.decode().strip().rpartition(": ")
            stand(value == self._hushed)


async def _gsettings(*arguments: str) -> asyncio.subprocess.Process:
    devnull = asyncio.subprocess.DEVNULL
    return await asyncio.create_subprocess_exec(
        "gsettings",
        *arguments,
        stdin=devnull,
        stdout=asyncio.subprocess.PIPE,
        stderr=devnull,
    )


def _plain(values: list[Any]) -> bool:
    """The truth in the first value, which may be a variant."""
    value = values[0]
    return bool(getattr(value, "value", value))


async def _match(bus: MessageBus, rule: str) -> None:
    await _call(bus, _DBUS, _DBUS_PATH, "AddMatch", "s", f"type='signal',{rule}")


async def _call(
    bus: MessageBus,
    service: str,
    path: str,
    member: str,
    signature: str = "",
    *body: str,
    interface: str | None = None,
) -> list[Any]:
    """What a service answers.

    Raises:
        OSError: it refuses, or is not there.
    """
    answer = await bus.call(
        Message(
            destination=service,
            path=path,
            interface=interface or service,
            member=member,
            signature=signature,
            body=list(body),
        )
    )
    if answer.message_type is MessageType.ERROR:
        raise OSError(str(answer.body[0]) if answer.body else member)
    return list(answer.body)
