"""What reached the notification daemon, read from the bus, and what it answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.rig.bus import LIMIT

T = TypeVar("T")

_INTERFACE = "org.freedesktop.Notifications"

_RULES = [
    f"type='method_call',interface='{_INTERFACE}'",
    f"type='signal',interface='{_INTERFACE}'",
    "type='method_return'",
    "type='error'",
]


@dataclass(frozen=True)
class Notice:
    """One call of Notify.

    `id` is what the daemon answered, None as long as (or because) it has not. `arrived` is
    the moment on the machine's monotonic clock, in seconds, that other processes share.
    `actions` are (key, label) pairs.
    """

    app_name: str
    replaces: int
    icon: str
    title: str
    body: str
    actions: tuple[tuple[str, str], ...]
    hints: dict[str, Any]
    expire: int
    arrived: float
    sender: str
    serial: int
    id: int | None = None


@dataclass(frozen=True)
class Closed:
    """The daemon took a notice away: 1 expired, 2 dismissed, 3 withdrawn, 4 something else."""

    id: int
    reason: int


@dataclass(frozen=True)
class Invoked:
    """Somebody pressed an action of a notice."""

    id: int
    action: str


@dataclass
class _Seen:
    notices: list[Notice] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    invoked: list[Invoked] = field(default_factory=list)


class NotificationWatch:
    """Listens in on a session bus from a thread of its own; use it as a context manager."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._seen = _Seen()
        self._news = threading.Condition()
        self._connection: DBusConnection | None = None
        self._thread = threading.Thread(target=self._listen, name="notification-watch", daemon=True)
        self._ending = False

    def __enter__(self) -> NotificationWatch:
        self._connection = open_dbus_connection(self._address, auth_timeout=LIMIT)
        bus = DBusAddress(
            "/org/freedesktop/DBus",
            bus_name="org.freedesktop.DBus",
            interface="org.freedesktop.DBus.Monitoring",
        )
        answer = self._connection.send_and_get_reply(
            new_method_call(bus, "BecomeMonitor", "asu", (_RULES, 0)), timeout=LIMIT
        )
        if answer.header.message_type is MessageType.error:
            raise RuntimeError(f"the bus lets nobody listen: {answer.body}")
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ending = True
        self._thread.join()
        assert self._connection is not None
        self._connection.close()

    @property
    def notices(self) -> list[Notice]:
        """Every call of Notify so far, oldest first."""
        with self._news:
            return list(self._seen.notices)

    @property
    def closed(self) -> list[Closed]:
        """Every notice taken away so far."""
        with self._news:
            return list(self._seen.closed)

    @property
    def invoked(self) -> list[Invoked]:
        """Every press so far."""
        with self._news:
            return list(self._seen.invoked)

    @property
    def on_screen(self) -> list[Notice]:
        """Notices that the daemon took and has not closed, by id."""
        with self._news:
            gone = {closed.id for closed in self._seen.closed}
            shown = {n.id: n for n in self._seen.notices if n.id is not None and n.id not in gone}
        return [shown[number] for number in sorted(shown)]

    def wait_for(
        self, text: str = "", *, count: int = 1, taken: bool = True, limit: float = LIMIT
    ) -> Notice:
        """The `count`-th notice with `text` in its title or body, waiting for it.

        Args:
            text: what its title or body contains.
            count: 1 for the first one.
            taken: only notices that the daemon has answered.
            limit: seconds to wait.

        Raises:
            TimeoutError: it did not come; the message tells what came instead.
        """

        def found() -> Notice | None:
            fitting = [
                n
                for n in self._seen.notices
                if (text in n.title or text in n.body) and (n.id is not None or not taken)
            ]
            return fitting[count - 1] if len(fitting) >= count else None

        return self._await(found, f"notice {count} with {text!r}", limit)

    def wait_closed(self, number: int, limit: float = LIMIT) -> Closed:
        """The end of the notice with this id, waiting for it."""
        return self._await(
            lambda: next((c for c in self._seen.closed if c.id == number), None),
            f"the end of notice {number}",
            limit,
        )

    def wait_invoked(self, number: int, limit: float = LIMIT) -> Invoked:
        """The press on the notice with this id, waiting for it."""
        return self._await(
            lambda: next((i for i in self._seen.invoked if i.id == number), None),
            f"a press on notice {number}",
            limit,
        )

    def _await(self, find: Callable[[], T | None], what: str, limit: float) -> T:
        deadline = time.monotonic() + limit
        with self._news:
            while (found := find()) is None:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"not within {limit:g} s: {what}; seen: {self._seen}")
                self._news.wait(left)
            return found

    def _listen(self) -> None:
        assert self._connection is not None
        while not self._ending:
            try:
                message = self._connection.receive(timeout=0.2)
            except TimeoutError:
                continue
            except OSError:
                return
            with self._news:
                self._take(message)
                self._news.notify_all()

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        member = fields.get(HeaderFields.member)
        match message.header.message_type:
            case MessageType.method_call if member == "Notify":
                self._seen.notices.append(_notice(message))
            case MessageType.method_return:
                self._answered(message)
            case MessageType.signal if member == "NotificationClosed":
                self._seen.closed.append(Closed(*message.body))
            case MessageType.signal if member == "ActionInvoked":
                self._seen.invoked.append(Invoked(*message.body))

    def _answered(self, message: Message) -> None:
        to = message.header.fields.get(HeaderFields.destination)
        serial = message.header.fields.get(HeaderFields.reply_serial)
        for index, notice in enumerate(self._seen.notices):
            if notice.id is None and (notice.sender, notice.serial) == (to, serial):
                self._seen.notices[index] = replace(notice, id=message.body[0])


def _notice(message: Message) -> Notice:
    app_name, replaces, icon, title, body, actions, hints, expire = message.body
    return Notice(
        app_name=app_name,
        replaces=replaces,
        icon=icon,
        title=title,
        body=body,
        actions=tuple(zip(actions[::2], actions[1::2], strict=True)),
        hints={key: variant[1] for key, variant in hints.items()},
        expire=expire,
        arrived=time.monotonic(),
        sender=message.header.fields.get(HeaderFields.sender, ""),
        serial=message.header.serial,
    )
