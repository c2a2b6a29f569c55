"""A tray that comes or goes is told by the session bus."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from jeepney import DBusAddress, new_method_call, new_signal
from jeepney.io.blocking import DBusConnection

from app.native.trays import WATCHER
from tests.native.sleeper import LIMIT_S, SystemBus

ROOT = Path(__file__).parents[2]
_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_REGISTER = DBusAddress("/StatusNotifierWatcher", WATCHER, WATCHER)


class Hearer:
    """The program, and what it says."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def says(self) -> dict[str, bool]:
        """Its next line."""
        assert self._process.stdout is not None
        said: dict[str, bool] = json.loads(self._process.stdout.readline())
        return said

    def rest(self) -> str:
        """All that it says until its end, which is asked for."""
        return self._process.communicate(timeout=LIMIT_S)[0]


@contextmanager
def _hearing(address: str) -> Iterator[Hearer]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.native.hearer"],
        cwd=ROOT,
        env={"DBUS_SESSION_BUS_ADDRESS": address, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Hearer(process)
    finally:
        process.kill()
        process.communicate()


def _name(connection: DBusConnection, call: str, signature: str, *values: object) -> None:
    asked = new_method_call(_BUS, call, signature, (WATCHER, *values))
    connection.send_and_get_reply(asked, timeout=LIMIT_S)


@pytest.fixture
def register(bus: SystemBus) -> Iterator[DBusConnection]:
    """The program that keeps the desktop's register of trays."""
    connection = bus.connect()
    _name(connection, "RequestName", "su", 0)
    yield connection
    connection.close()


def test_it_hears_of_trays_and_of_their_register(bus: SystemBus, register: DBusConnection) -> None:
    with _hearing(bus.address) as hearer:
        assert hearer.says() == {"told": True}
        for signal in ("StatusNotifierHostUnregistered", "StatusNotifierHostRegistered"):
            register.send(new_signal(_REGISTER, signal))
            assert hearer.says() == {"heard": True}
        # What icons do is no news of trays.
        register.send(new_signal(_REGISTER, "StatusNotifierItemRegistered", "s", (":1.1",)))
        _name(register, "ReleaseName", "s")
        assert hearer.says() == {"heard": True}
        _name(register, "RequestName", "su", 0)
        assert hearer.says() == {"heard": True}
        assert hearer.rest() == ""


def test_without_a_register_or_a_bus_nothing_tells(bus: SystemBus) -> None:
    for address in (bus.address, "unix:path=/nowhere"):
        with _hearing(address) as hearer:
            assert hearer.says() == {"told": False}
