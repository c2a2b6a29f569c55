"""Who wants to know of presses on toasts, and which toasts were shown last."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

from app.core.ports import Action

Key = TypeVar("Key")

Listener = Callable[[str, Action], None]


class Presses:
    """The listeners of one notifier."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        self._listeners.append(listener)

        def undo() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return undo

    def tell(self, alert_id: str, action: Action) -> None:
        """Tell every listener, each in a turn of the loop of its own.

        So that one which fails is reported by the loop and harms nobody else.
        """
        loop = asyncio.get_running_loop()
        for listener in list(self._listeners):
            loop.call_soon(listener, alert_id, action)


class Shown(Generic[Key]):
    """The last toasts shown, by alert; the oldest are forgotten."""

    def __init__(self, limit: int, forgotten: Callable[[Key], None] | None = None) -> None:
        """Keep up to `limit` of them; `forgotten` is called with each key that goes."""
        self._limit = limit
        self._forgotten = forgotten
        self._keys: OrderedDict[str, Key] = OrderedDict()

    def __len__(self) -> int:
        return len(self._keys)

    def add(self, alert_id: str, key: Key) -> None:
        """Note that a toast for this alert is on the screen under `key`."""
        self._keys[alert_id] = key
        self._keys.move_to_end(alert_id)
        while len(self._keys) > self._limit:
            _, oldest = self._keys.popitem(last=False)
            if self._forgotten is not None:
                self._forgotten(oldest)

    def pop(self, alert_id: str) -> Key | None:
        """Forget a toast; its key, or None when it is not known."""
        return self._keys.pop(alert_id, None)

    def items(self) -> list[tuple[str, Key]]:
        """The alerts whose toasts are on the screen, each with its key."""
        return list(self._keys.items())

    def alerts(self) -> list[str]:
        """The alerts whose toasts are on the screen."""
        return list(self._keys)

    def clear(self) -> None:
        """Forget all of them."""
        self._keys.clear()
