"""Toasts on Windows and macOS: their notification centres, through desktop-notifier."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from functools import partial

from desktop_notifier import Button, DesktopNotifier, Icon, Notification, Urgency
from desktop_notifier.backends.dummy import DummyNotificationCenter
from desktop_notifier.main import get_backend_class

from app.contract.tongue import translate
from app.core.ports import Action, Toast, ToastFailed
from app.core.ports import Urgency as Asked
from app.native.identity import NAME, icon_file
from app.native.presses import Listener, Presses, Shown

LIMIT = 5.0
"""Seconds; the first toast on macOS asks for permission, and nobody may be there."""

KEPT = 100
GOODBYE_S = 1.0


_URGENCIES = {
    Asked.LOW: Urgency.Low,
    Asked.NORMAL: Urgency.Normal,
    Asked.CRITICAL: Urgency.Critical,
}


class CentreNotifier:
    """The Notifier port on the notification centre of Windows or macOS."""

    def __init__(self, limit: float = LIMIT) -> None:
        self._limit = limit
        self._presses = Presses()
        self._shown: Shown[str] = Shown(KEPT)
        self._notifier: DesktopNotifier | None = None

    @property
    def name(self) -> str:
        """The notification centre."""
        return translate("notify centre", "notification centre")

    def on_action(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        return self._presses.subscribe(listener)

    async def warm(self) -> None:
        """Make the connection ahead of the first toast.

        Raises:
            ToastFailed: the system offers none to this program.
        """
        self._ready()

    async def show(self, toast: Toast) -> None:
        """Show it; returns when the system has taken it.

        Raises:
            ToastFailed: the system refused, or the person has switched notifications off.
        """
        taken = asyncio.Event()

        def tell(action: Action) -> None:
            self._presses.tell(toast.alert_id, action)

        notification = Notification(
            title=toast.title,
            message=toast.body,
            urgency=_URGENCIES[toast.urgency],
            buttons=tuple(
                Button(label, identifier=action, on_pressed=partial(tell, action))
                for action, label in toast.actions
            ),
            on_clicked=partial(tell, Action.DEFAULT),
            on_dispatched=taken.set,
        )
        try:
            async with asyncio.timeout(self._limit):
                notifier = self._ready()
                if not await notifier.has_authorisation():
                    await notifier.request_authorisation()
                if not await notifier.has_authorisation():
                    words = translate(
                        "notify centre",
                        "Notifications of {name} are switched off. "
                        "Switch them on in the system's settings.",
                    )
                    raise ToastFailed(words.format(name=NAME))
                await notifier.send_notification(notification)
        except TimeoutError:
            raise ToastFailed(
                translate("notify centre", "The system's notification centre does not answer.")
            ) from None
        # The library logs what went wrong; that it went well it tells by this call alone.
        if not taken.is_set():
            self._notifier = None
            raise ToastFailed(
                translate(
                    "notify centre", "The system's notification centre refused the notification."
                )
            )
        self._shown.add(toast.alert_id, notification.identifier)

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away; fine when it is gone."""
        key = self._shown.pop(alert_id)
        if key is not None and self._notifier is not None:
            await self._notifier.clear(key)

    async def close(self) -> None:
        """Take every toast away: once this program has ended, nobody hears their buttons."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                for alert_id in self._shown.alerts():
                    await self.withdraw(alert_id)
        self._notifier = None
        self._shown.clear()

    def _ready(self) -> DesktopNotifier:
        if self._notifier is None:
            if get_backend_class() is DummyNotificationCenter:
                raise ToastFailed(
                    translate(
                        "notify centre",
                        "The system shows notifications only of installed programs.",
                    )
                )
            path = icon_file()
            try:
                self._notifier = DesktopNotifier(NAME, Icon(path=path) if path else None)
            except Exception as error:  # the boundary to the system
                words = translate("notify centre", "There is no notification centre: {why}.")
                raise ToastFailed(words.format(why=error)) from error
        return self._notifier
