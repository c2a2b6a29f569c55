"""Plain questions to a D-Bus session bus, blocking and with time limits."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, TypeVar

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

T = TypeVar("T")

LIMIT = 10.0
"""Seconds a condition may take on a busy machine."""


class BusError(Exception):
    """The bus or a service on it answered with an error."""


def wait_until(ask: Callable[[], T], what: str, limit: float = LIMIT) -> T:
    """Ask again and again until the answer is true, and return it.

    Raises:
        TimeoutError: not within `limit` seconds; the message names `what`.
    """
    deadline = time.monotonic() + limit
    while True:
        answer = ask()
        if answer:
            return answer
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {limit:g} s: {what}")
        time.sleep(0.02)


class Bus:
    """One connection to a session bus; not to be shared between threads."""

    def __init__(self, address: str) -> None:
        self._connection: DBusConnection = open_dbus_connection(address, auth_timeout=LIMIT)

    def __enter__(self) -> Bus:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def call(
        self,
        name: str,
        path: str,
        interface: str,
        method: str,
        signature: str = "",
        body: tuple[Any, ...] = (),
        limit: float = LIMIT,
    ) -> tuple[Any, ...]:
        """Call a method and return the values of its answer.

        Raises:
            BusError: the service answered with an error, or there is none.
            TimeoutError: no answer within `limit` seconds.
        """
        message = new_method_call(
            DBusAddress(path, bus_name=name, interface=interface), method, signature or None, body
        )
        answer = self._connection.send_and_get_reply(message, timeout=limit)
        if answer.header.message_type is MessageType.error:
            raise BusError(f"{name} {method}: {answer.body}")
        values: tuple[Any, ...] = answer.body
        return values

    def get(self, name: str, path: str, interface: str, key: str) -> Any:
        """The value of a property."""
        (variant,) = self.call(
            name, path, "org.freedesktop.DBus.Properties", "Get", "ss", (interface, key)
        )
        return variant[1]

    def owned(self, name: str) -> bool:
        """Whether a program on the bus owns this name."""
        (yes,) = self.call(
            "org.freedesktop.DBus",
            "/org/freedesktop/DBus",
            "org.freedesktop.DBus",
            "NameHasOwner",
            "s",
            (name,),
        )
        return bool(yes)
