"""From a process's start to its icon in the tray, seen from the tray's side of the bus."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.rig.session import DesktopSession

_WATCHER = "org.kde.StatusNotifierWatcher"
_LIMIT = 20.0


@contextmanager
def started(
    session: DesktopSession, *command: str
) -> Iterator[tuple[subprocess.Popen[str], float]]:
    """Start a tray program; yields it and the seconds until its icon was registered.

    The program is ended politely at the end.

    Raises:
        TimeoutError: when no icon came within 20 s.
    """
    with open_dbus_connection(session.address) as bus:
        rule = f"type='signal',interface='{_WATCHER}',member='StatusNotifierItemRegistered'"
        address = DBusAddress(
            "/org/freedesktop/DBus",
            bus_name="org.freedesktop.DBus",
            interface="org.freedesktop.DBus",
        )
        bus.send_and_get_reply(new_method_call(address, "AddMatch", "s", (rule,)))
        began = time.monotonic()
        process = session.popen(*command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        try:
            while time.monotonic() - began < _LIMIT:
                message = bus.receive(timeout=_LIMIT)
                if message.header.message_type is MessageType.signal and any(
                    value == "StatusNotifierItemRegistered"
                    for value in message.header.fields.values()
                ):
                    yield process, time.monotonic() - began
                    return
            raise TimeoutError(f"no tray icon within {_LIMIT:g} s: {' '.join(command)}")
        finally:
            process.terminate()
            process.communicate(timeout=10)
