"""Toasts on Linux: the desktop's notification service, through desktop-notifier's backend."""

from __future__ import annotations

import asyncio
import contextlib
import html
import logging
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bidict import bidict
from dbus_fast import DBusError, Message, MessageType, Variant
from dbus_fast.aio.proxy_object import ProxyInterface
from desktop_notifier.backends.dbus import DBusDesktopNotifier
from desktop_notifier.common import Button, Capability, Icon, Notification, Urgency

from app.contract.tongue import translate
from app.core.ports import Action, Toast, ToastFailed
from app.core.ports import Urgency as Asked
from app.native.earlier_toasts import EarlierToasts
from app.native.identity import DESKTOP_ENTRY, NAME, icon_file
from app.native.presses import Listener, Presses, Shown

logger = logging.getLogger(__name__)

LIMIT = 3.0
GOODBYE_S = 1.0
"""Seconds the service has to take a toast."""

KEPT = 100
"""Toasts whose presses are still understood."""

_SERVICE = "org.freedesktop.Notifications"
_BUS = "org.freedesktop.DBus"


_URGENCIES = {
    Asked.LOW: Urgency.Low,
    Asked.NORMAL: Urgency.Normal,
    Asked.CRITICAL: Urgency.Critical,
}


class DaemonNotifier:
    """The Notifier port on `org.freedesktop.Notifications`.

    The connection is made on the first toast, or ahead of it by `warm`, and made anew after
    an error, so that a service that was restarted is found again.
    """

    def __init__(self, limit: float = LIMIT, earlier: EarlierToasts | None = None) -> None:
        self._limit, self._earlier = limit, earlier
        self._presses = Presses()
        self._shown: Shown[str] = Shown(KEPT, self._forget)
        self._backend: _Backend | None = None
        self._late: set[asyncio.Task[None]] = set()
        self._withdrawals: set[asyncio.Task[None]] = set()

    @property
    def name(self) -> str:
        """The notification service, by what it calls itself."""
        server = self._backend.server if self._backend is not None else ""
        if server:
            words = translate("notify daemon", "notification service ({server})")
            return words.format(server=server)
        return translate("notify daemon", "notification service")

    @property
    def capabilities(self) -> frozenset[str]:
        """What the service says it can do; empty before the first contact."""
        return self._backend.words if self._backend is not None else frozenset()

    def on_action(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        return self._presses.subscribe(listener)

    async def warm(self) -> None:
        """Connect and ask what the service can do, so that the first toast is quick.

        Raises:
            ToastFailed: there is no service.
        """
        await self._within(self._ready())

    async def show(self, toast: Toast) -> None:
        """Show it; returns when the service has taken it.

        Raises:
            ToastFailed: there is no service, or it refused or did not answer.
        """
        await self._within(self._show(toast), toast.alert_id)

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away; fine when it is gone."""
        key, backend = self._shown.pop(alert_id), self._backend
        if backend is None:
            return
        if key is None:
            await backend.clear_earlier(alert_id)
            return
        # Closed before, or gone with its service or the bus.
        with contextlib.suppress(KeyError, TimeoutError, OSError, EOFError):
            await asyncio.wait_for(backend.clear(key), self._limit)

    async def close(self) -> None:
        """Take every toast away, and let go of the bus: nobody would hear their buttons."""
        left = self._late | self._withdrawals
        for task in left:
            task.cancel()
        if left:
            await asyncio.wait(left, timeout=self._limit)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(GOODBYE_S):
                await asyncio.gather(*(self.withdraw(each) for each in self._on_screen()))
        if self._backend is not None:
            self._keep(self._backend)
        await self._drop()

    def _on_screen(self) -> set[str]:
        """The alerts whose toasts stand there, those of a run before among them."""
        earlier = self._backend.earlier.values() if self._backend is not None else ()
        return {*self._shown.alerts(), *earlier}

    async def _within(self, work: Any, alert_id: str | None = None) -> None:
        """Wait for `work` up to the limit; what comes later is taken back from the screen."""
        if self._late:
            work.close()
            raise ToastFailed(
                translate(
                    "notify daemon", "The desktop's notification service still does not answer."
                )
            )
        task: asyncio.Task[None] = asyncio.ensure_future(work)
        ready, _ = await asyncio.wait([task], timeout=self._limit)
        if not ready:
            self._late.add(task)
            task.add_done_callback(lambda _: self._came_late(task, alert_id))
            raise ToastFailed(
                translate("notify daemon", "The desktop's notification service does not answer.")
            )
        task.result()

    def _came_late(self, task: asyncio.Task[None], alert_id: str | None) -> None:
        self._late.discard(task)
        if task.cancelled() or task.exception() is not None or alert_id is None:
            return
        # Another way has shown it meanwhile; it must not stand there twice.
        withdrawal = asyncio.ensure_future(self.withdraw(alert_id))
        self._withdrawals.add(withdrawal)
        withdrawal.add_done_callback(self._withdrawals.discard)

    async def _show(self, toast: Toast) -> None:
        for attempt in (1, 2):
            try:
                backend = await self._ready()
                notification = self._notification(toast, backend)
                # Told again after a crash, it takes the place of the one of the run before.
                await backend.clear_earlier(toast.alert_id)
                await backend.send(notification)
            except ToastFailed:
                raise
            except Exception as error:  # the boundary to the bus and the service behind it
                await self._drop()
                if attempt == 1:
                    continue
                words = translate(
                    "notify daemon", "The desktop's notification service refused: {why}."
                )
                raise ToastFailed(words.format(why=_reason(error))) from error
            self._shown.add(toast.alert_id, notification.identifier)
            if self._earlier is not None and not backend.service:
                await backend.identify()
            self._keep(backend)
            return

    async def _ready(self) -> _Backend:
        if self._backend is not None and self._backend.connected:
            return self._backend
        await self._drop()
        backend = _Backend(self._shown.clear, self._presses.tell)
        try:
            await backend.get_capabilities()
            if self._earlier is not None:
                backend.earlier = self._earlier.of(await backend.identify())
        except Exception as error:  # the boundary to the bus and the service behind it
            await backend.disconnect()
            logger.info("no notification service: %s", _reason(error))
            raise ToastFailed(
                translate("notify daemon", "This desktop has no notification service that answers.")
            ) from error
        except BaseException:
            await backend.disconnect()
            raise
        self._backend = backend
        return backend

    async def _drop(self) -> None:
        backend, self._backend = self._backend, None
        self._shown.clear()
        if backend is not None:
            await backend.disconnect()

    def _keep(self, backend: _Backend) -> None:
        """Write down what is on the screen, should the desk end without taking it away."""
        if self._earlier is not None and backend.service:
            alerts = {key: alert_id for alert_id, key in self._shown.items()}
            self._earlier.keep(backend.service, backend.earlier | backend.numbers(alerts))

    def _forget(self, key: str) -> None:
        if self._backend is not None:
            self._backend.forget(key)

    def _notification(self, toast: Toast, backend: _Backend) -> Notification:
        def tell(action: Action) -> None:
            self._shown.pop(toast.alert_id)
            self._presses.tell(toast.alert_id, action)

        buttons = tuple(
            Button(title=label, identifier=action, on_pressed=partial(tell, action))
            for action, label in toast.actions
        )
        # Only the body may be markup, and only where the service says so.
        body = toast.body
        if "body-markup" in backend.words:
            body = html.escape(body, quote=False)
        return Notification(
            title=toast.title,
            message=body,
            urgency=_URGENCIES[toast.urgency],
            buttons=buttons if "actions" in backend.words else (),
            on_clicked=partial(tell, Action.DEFAULT),
            on_dismissed=lambda: self._shown.pop(toast.alert_id),
        )


class _Backend(DBusDesktopNotifier):
    """desktop-notifier's backend, with errors raised instead of logged and hints of our own."""

    def __init__(
        self, restarted: Callable[[], None], pressed: Callable[[str, Action], None]
    ) -> None:
        path = icon_file()
        super().__init__(NAME, Icon(path=path) if path else Icon(name=DESKTOP_ENTRY))
        self.words: frozenset[str] = frozenset()
        self.server = ""
        self._restarted, self._pressed = restarted, pressed
        self.service = ""
        self.earlier: dict[int, str] = {}

    async def identify(self) -> str:
        """What tells this run of the service from any other."""
        said = []
        for member, signature, body in (("GetId", "", []), ("GetNameOwner", "s", [_SERVICE])):
            message = Message(
                destination=_BUS,
                path="/org/freedesktop/DBus",
                interface=_BUS,
                member=member,
                signature=signature,
                body=body,
            )
            answer = await self.bus.call(message)
            said.append(" ".join(str(each) for each in answer.body))
        self.service = " ".join(said)
        return self.service

    def numbers(self, alerts: Mapping[str, str]) -> dict[int, str]:
        """The service's numbers of the toasts of `alerts`, which have their identifiers."""
        known = self._platform_to_interface_notification_identifier.inverse
        return {known[key]: alert_id for key, alert_id in alerts.items() if key in known}

    async def clear_earlier(self, alert_id: str) -> None:
        """Take a toast of a run before away; fine when there is none."""
        for number in [each for each, of in self.earlier.items() if of == alert_id]:
            del self.earlier[number]
            interface: Any = self.interface
            # Closed before, or gone with its service or the bus.
            with contextlib.suppress(DBusError, TimeoutError, OSError, EOFError):
                await asyncio.wait_for(interface.call_close_notification(number), LIMIT)

    def _on_action(self, nid: int, action_key: str) -> None:
        alert_id = self.earlier.pop(nid, None)
        if alert_id is None:
            super()._on_action(nid, action_key)
            return
        known = action_key in set(Action)
        self._pressed(alert_id, Action(action_key) if known else Action.DEFAULT)

    def _on_closed(self, nid: int, reason: int) -> None:
        self.earlier.pop(nid, None)
        super()._on_closed(nid, reason)

    @property
    def connected(self) -> bool:
        """Whether the bus is still there."""
        return self.interface is not None and bool(self.bus.connected)

    async def send(self, notification: Notification) -> None:
        """Send it; raises what goes wrong."""
        await self._send(notification)
        self._notification_cache[notification.identifier] = notification

    async def disconnect(self) -> None:
        """Leave the bus."""
        bus = getattr(self, "bus", None)
        if bus is not None and bus.connected:
            bus.disconnect()
            with contextlib.suppress(Exception):  # how the end of the connection is told
                await asyncio.wait_for(bus.wait_for_disconnect(), 1)

    def forget(self, identifier: str) -> None:
        """Drop what is remembered of a toast."""
        self._platform_to_interface_notification_identifier.inverse.pop(identifier, None)
        self._clear_notification_from_cache(identifier)

    async def _init_dbus(self) -> ProxyInterface:
        interface: Any = await super()._init_dbus()  # its methods are made at run time
        self.bus.add_message_handler(self._on_message)
        notify = interface.call_notify

        async def call_notify(*arguments: Any) -> Any:
            *before, hints, timeout = arguments
            ours = {"desktop-entry": DESKTOP_ENTRY, "suppress-sound": True}
            for key, value in ours.items():
                hints[key] = Variant("b" if value is True else "s", value)
            return await notify(*before, hints, timeout)

        interface.call_notify = call_notify
        made: ProxyInterface = interface
        return made

    async def _get_capabilities(self) -> frozenset[Capability]:
        capabilities = await super()._get_capabilities()
        interface: Any = self.interface
        self.words = frozenset(await interface.call_get_capabilities())
        if "actions" not in self.words:
            # Asked for a press it does not know, a service may show a dialog instead.
            capabilities -= {Capability.ON_CLICKED}
        name, _vendor, version, _spec = await interface.call_get_server_information()
        self.server = f"{name} {version}".strip()
        return capabilities

    def _on_message(self, message: Message) -> None:
        """Forget the toasts of a service that has gone: its numbers mean others now."""
        if (
            message.message_type is MessageType.SIGNAL
            and message.member == "NameOwnerChanged"
            and message.body[0] == _SERVICE
        ):
            self._platform_to_interface_notification_identifier = bidict()
            self._notification_cache.clear()
            self._capabilities = None
            self.earlier.clear()
            self.service = ""
            self._restarted()


def _reason(error: Exception) -> str:
    return (str(error) or type(error).__name__).rstrip(".")
