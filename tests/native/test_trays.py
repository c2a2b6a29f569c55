"""A tray that comes or goes is told by the session bus."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from jeepney import DBusAddress, new_method_call, new_signal
from jeepney.io.blocking import DBusConnection

from app.native.trays import WATCHER
from tests.native.dialogue import Program
from tests.native.sleeper import LIMIT_S, SystemBus

_BUS = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
_REGISTER = DBusAddress("/StatusNotifierWatcher", WATCHER, WATCHER)


def _hearer(address: str) -> Program:
    return Program("tests.native.hearer", env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": address})


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
    with _hearer(bus.address) as hearer:
        assert hearer.ask()["told"]
        register.send(new_signal(_REGISTER, "StatusNotifierHostUnregistered"))
        hearer.wait_for(lambda said: said.get("heard") == 1)
        register.send(new_signal(_REGISTER, "StatusNotifierHostRegistered"))
        hearer.wait_for(lambda said: said.get("heard") == 2)
        # What icons do is no news of trays.
        register.send(new_signal(_REGISTER, "StatusNotifierItemRegistered", "s", (":1.1",)))
        _name(register, "ReleaseName", "s")
        hearer.wait_for(lambda said: said.get("heard") == 3)
        _name(register, "RequestName", "su", 0)
        hearer.wait_for(lambda said: said.get("heard") == 4)
    assert not [said for said in hearer.heard if said.get("heard", 0) > 4]


@pytest.mark.parametrize("reachable", [True, False], ids=["no register", "no bus"])
def test_where_no_register_stands_nothing_tells(bus: SystemBus, reachable: bool) -> None:
    with _hearer(bus.address if reachable else "unix:path=/nowhere") as hearer:
        assert not hearer.ask()["told"]
