"""When the machine wakes or its network changes, by whatever this system tells of it."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from typing import Protocol

from app.core.ports import Sign

Listener = Callable[[Sign], None]

_log = logging.getLogger(__name__)


class Teller(Protocol):
    """One source of signs of one system."""

    async def open(self, tell: Listener) -> None:
        """Begin; `tell` is to be called on the running loop.

        Raises:
            OSError: when the system does not offer this.
        """
        ...

    async def close(self) -> None:
        """End; fine when it has not begun."""
        ...


class SystemWake:
    """The Wake port over all that this system offers; what fails to open is left out."""

    def __init__(self, tellers: Sequence[Teller]) -> None:
        self._tellers = tellers
        self._listeners: list[Listener] = []
        self.missing: tuple[str, ...] = ()
        """Why a source of signs could not be opened; the clocks then stand in for it."""

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the running loop at each sign; returns the undo."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def open(self) -> None:
        """Begin to listen to the system."""
        missing = []
        for teller in self._tellers:
            try:
                await teller.open(self._tell)
            except OSError as error:
                # The clocks are watched as well, so a system without this loses some seconds.
                _log.info("no signs from %s: %s", type(teller).__name__, error)
                missing.append(error.strerror or str(error))
        self.missing = tuple(missing)

    async def close(self) -> None:
        """Let go of the system."""
        for teller in self._tellers:
            await teller.close()

    def _tell(self, sign: Sign) -> None:
        for listener in tuple(self._listeners):
            listener(sign)


def system_wake() -> SystemWake:
    """The signs of the system this runs on."""
    if sys.platform == "win32":
        from app.native.wake_windows import AddressChange, PowerEvents  # noqa: PLC0415 - one system

        return SystemWake([PowerEvents(), AddressChange()])
    if sys.platform == "darwin":
        from app.native.wake_macos import NetworkChange, WorkspaceWake  # noqa: PLC0415 - one system

        return SystemWake([WorkspaceWake(), NetworkChange()])
    from app.native.wake_linux import Addresses, Logind  # noqa: PLC0415 - one system

    return SystemWake([Logind(), Addresses()])
