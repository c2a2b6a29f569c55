"""What a screen reader finds on a rig's desktop: the tree that programs tell over AT-SPI."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.rig.bus import Bus, BusError
from tests.rig.session import DesktopSession

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_ROOT = "/org/a11y/atspi/accessible/root"
_REGISTRY = "org.a11y.atspi.Registry"
_PROPERTIES = "org.freedesktop.DBus.Properties"

# Numbers of AT-SPI's states (atspi-constants.h).
_FOCUSABLE, _FOCUSED, _SHOWING, _VISIBLE = 11, 12, 25, 30

_WIDE = 60
"""Of a table or list with more children only the first are looked at: they are all alike."""


@dataclass(frozen=True)
class Found:
    """One object as a screen reader hears of it; `path` are the names and roles above it."""

    name: str
    description: str
    role: str
    focusable: bool
    focused: bool
    path: tuple[str, ...]


class ScreenReader:
    """One connection to the accessibility bus of a desktop."""

    def __init__(self, session: DesktopSession) -> None:
        with Bus(session.address) as bus:
            (address,) = bus.call("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress")
        self._bus = Bus(address)

    def __enter__(self) -> ScreenReader:
        return self

    def __exit__(self, *_: object) -> None:
        self._bus.close()

    def showing(self, program: str) -> list[Found]:
        """What the program with this name shows just now, from the outside in."""
        (programs,) = self._ask(_REGISTRY, _ROOT, "GetChildren")
        return [
            found
            for name, path in programs
            if self._property(name, path, "Name") == program
            for found in self._below(name, path, ())
        ]

    def _below(self, owner: str, path: str, above: tuple[str, ...]) -> Iterator[Found]:
        try:
            (children,) = self._ask(owner, path, "GetChildren")
        except BusError:
            # Gone between two questions.
            return
        for name, child in children[:_WIDE]:
            try:
                found = self._look(name, child, above)
            except BusError:
                continue
            if found is not None:
                yield found
                yield from self._below(name, child, (*above, f"{found.name} ({found.role})"))

    def _look(self, owner: str, path: str, above: tuple[str, ...]) -> Found | None:
        (states,) = self._ask(owner, path, "GetState")
        bits = states[0] | (states[1] << 32 if len(states) > 1 else 0)
        if not bits >> _SHOWING & 1 or not bits >> _VISIBLE & 1:
            return None
        (role,) = self._ask(owner, path, "GetRoleName")
        return Found(
            name=str(self._property(owner, path, "Name")),
            description=str(self._property(owner, path, "Description")),
            role=str(role),
            focusable=bool(bits >> _FOCUSABLE & 1),
            focused=bool(bits >> _FOCUSED & 1),
            path=above,
        )

    def _ask(self, owner: str, path: str, method: str) -> tuple[Any, ...]:
        return self._bus.call(owner, path, _ACCESSIBLE, method)

    def _property(self, owner: str, path: str, key: str) -> Any:
        (value,) = self._bus.call(owner, path, _PROPERTIES, "Get", "ss", (_ACCESSIBLE, key))
        return value[1]
