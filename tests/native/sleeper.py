"""A system bus of one's own, and a logind on it that says when the machine sleeps."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from types import TracebackType

import pytest
from jeepney import DBusAddress, new_method_call, new_signal
from jeepney.io.blocking import DBusConnection, open_dbus_connection

LIMIT_S = 10.0
_LOGIND = DBusAddress(
    "/org/freedesktop/login1", "org.freedesktop.login1", "org.freedesktop.login1.Manager"
)
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")


class SystemBus:
    """A dbus-daemon; `address` is where it listens."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["dbus-daemon", "--session", "--nofork", "--print-address"],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        self.address = self._process.stdout.readline().strip()

    def __enter__(self) -> SystemBus:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.communicate(timeout=LIMIT_S)

    def connect(self) -> DBusConnection:
        """A new program on the bus."""
        return open_dbus_connection(self.address, auth_timeout=LIMIT_S)


class Logind:
    """A program that owns logind's name."""

    def __init__(self, bus: SystemBus) -> None:
        self._connection = bus.connect()
        asked = new_method_call(_BUS, "RequestName", "su", ("org.freedesktop.login1", 0))
        self._connection.send_and_get_reply(asked, timeout=LIMIT_S)

    def say(self, *, sleeps: bool) -> None:
        """The machine is about to sleep, or has woken."""
        prepare_for_sleep(self._connection, sleeps=sleeps)

    def close(self) -> None:
        """Leave the bus."""
        self._connection.close()


def prepare_for_sleep(connection: DBusConnection, *, sleeps: bool) -> None:
    """Send the signal, whoever this is."""
    connection.send(new_signal(_LOGIND, "PrepareForSleep", "b", (sleeps,)))


@pytest.fixture
def bus() -> Iterator[SystemBus]:
    """A system bus that ends with the test."""
    with SystemBus() as made:
        yield made


@pytest.fixture
def logind(bus: SystemBus) -> Iterator[Logind]:
    """The logind of that bus."""
    made = Logind(bus)
    yield made
    made.close()
