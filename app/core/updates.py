"""Who is told of updates: listeners, and the undo of each."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.core.changes import Changes, Update

log = logging.getLogger(__name__)


class Updates:
    """The subscribers of a desk; called one after the other, on the desk's loop."""

    def __init__(self) -> None:
        self._listeners: list[Callable[[Update], None]] = []

    def subscribe(self, listener: Callable[[Update], None]) -> Callable[[], None]:
        """Call `listener` with each update; returns the undo."""
        self._listeners.append(listener)

        def undo() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return undo

    def publish(self, update: Update) -> None:
        """Tell everybody; changes that are empty are not worth telling."""
        if isinstance(update, Changes) and not update:
            return
        for listener in tuple(self._listeners):
            try:
                listener(update)
            except Exception:
                # A window's fault must not stop the line for the others.
                log.exception("a listener of the desk failed")
