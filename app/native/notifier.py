"""Toasts by the best way that works: the system's service, the tray, then our own."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.contract.tongue import translate
from app.core.ports import Notifier, Toast, ToastFailed
from app.native.earlier_toasts import EarlierToasts
from app.native.presses import Listener

if TYPE_CHECKING:
    from PySide6.QtWidgets import QSystemTrayIcon

logger = logging.getLogger(__name__)


class ChainNotifier:
    """The Notifier port over several of them: each toast goes to the first that shows it."""

    def __init__(self, ways: Sequence[Notifier]) -> None:
        """Take the ways, the best first; they are closed together with the chain."""
        self._ways = tuple(ways)
        self._used: Notifier | None = None
        self._failures: dict[str, str] = {}

    @property
    def name(self) -> str:
        """The way of the last toast, or the one that would be tried first."""
        way = self._used or next(iter(self._ways), None)
        return way.name if way is not None else "none"

    @property
    def failures(self) -> dict[str, str]:
        """Why the better ways did not work for the last toast, by their names."""
        return dict(self._failures)

    def on_action(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press on any way; returns the undo."""
        undos = [way.on_action(listener) for way in self._ways]

        def undo() -> None:
            for each in undos:
                each()

        return undo

    async def warm(self) -> None:
        """Make the first way ready, so that the first toast is quick; failing is fine here."""
        warm = getattr(next(iter(self._ways), None), "warm", None)
        if warm is not None:
            try:
                await warm()
            except ToastFailed as failure:
                logger.info("no native notifications yet: %s", failure)

    async def show(self, toast: Toast) -> None:
        """Show it by the first way that works.

        Raises:
            ToastFailed: none did; the message has each reason.
        """
        failures: dict[str, str] = {}
        for way in self._ways:
            try:
                await way.show(toast)
            except ToastFailed as failure:
                failures[way.name] = str(failure)
                continue
            self._used, self._failures = way, failures
            return
        self._failures = failures
        raise ToastFailed(
            " ".join(failures.values())
            or translate("notifier", "There is no way to show a notification.")
        )

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away, whichever way showed it."""
        await asyncio.gather(*(way.withdraw(alert_id) for way in self._ways))

    async def close(self) -> None:
        """Let go of every way."""
        await asyncio.gather(*(way.close() for way in self._ways))


class LateNotifier:
    """A Notifier that is made on its first use, so that starting does not pay for it."""

    def __init__(self, make: Callable[[], Notifier], name: str) -> None:
        """Prepare; `make` imports and builds, `name` stands in until then."""
        self._make = make
        self._name = name
        self._made: Notifier | None = None
        self._listeners: dict[Listener, Callable[[], None] | None] = {}

    @property
    def name(self) -> str:
        """What the notifier calls itself, once it is there."""
        return self._made.name if self._made is not None else self._name

    def on_action(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        self._listeners[listener] = self._made.on_action(listener) if self._made else None

        def undo() -> None:
            inner = self._listeners.pop(listener, None)
            if inner is not None:
                inner()

        return undo

    async def warm(self) -> None:
        """Make it, and make it ready.

        Raises:
            ToastFailed: it cannot be.
        """
        warm = getattr(self._ready(), "warm", None)
        if warm is not None:
            await warm()

    async def show(self, toast: Toast) -> None:
        """Show it.

        Raises:
            ToastFailed: it cannot be shown, or the notifier cannot be made.
        """
        await self._ready().show(toast)

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away."""
        if self._made is not None:
            await self._made.withdraw(alert_id)

    async def close(self) -> None:
        """Let go of it, if it was made."""
        if self._made is not None:
            await self._made.close()

    def _ready(self) -> Notifier:
        if self._made is None:
            try:
                made = self._make()
            except ImportError as error:
                words = translate("notifier", "Native notifications are not installed: {why}.")
                raise ToastFailed(words.format(why=error)) from error
            for listener in self._listeners:
                self._listeners[listener] = made.on_action(listener)
            self._made = made
        return self._made


def system_notifier(
    tray: Callable[[], QSystemTrayIcon | None],
    own: Notifier | None = None,
    earlier: EarlierToasts | None = None,
) -> ChainNotifier:
    """The ways of this system: its service, messages of the tray icon, and our own toast.

    Args:
        tray: gives the tray icon, or None while there is none.
        own: the last way; it should never fail.
        earlier: keeps what is on the screen, where a service's toasts outlive the desk.
    """
    from app.native.notify_tray import TrayNotifier  # noqa: PLC0415 - the chain needs no Qt

    ways: list[Notifier] = [
        LateNotifier(partial(_native, earlier), "notification service"),
        TrayNotifier(tray),
    ]
    if own is not None:
        ways.append(own)
    return ChainNotifier(ways)


def _native(earlier: EarlierToasts | None) -> Notifier:
    if sys.platform == "linux":
        from app.native.notify_daemon import DaemonNotifier  # noqa: PLC0415 - one per system

        return DaemonNotifier(earlier=earlier)
    else:  # noqa: RET505 - mypy takes code after the branch for unreachable
        from app.native.notify_centre import CentreNotifier  # noqa: PLC0415 - one per system

        return CentreNotifier()
