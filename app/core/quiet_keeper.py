"""Keeps the desk quiet as wished, and tells when that turns."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.core.ports import Clock
from app.core.quiet import TurnOfQuiet
from app.core.settings import Settings
from app.core.store import Store


class QuietKeeper:
    """To be called on the desk's loop.

    `opened` tells whether there is a store, `asked` whether the computer itself asks for quiet,
    `turned` is called when quiet has begun or ended, or may have.

    Raises (all coroutines):
        StoreFailed: the copy cannot be opened or written.
    """

    def __init__(
        self,
        store: Callable[[], Store],
        opened: Callable[[], bool],
        settings: Callable[[], Settings],
        asked: Callable[[], bool],
        clock: Clock,
        turned: Callable[[], None],
    ) -> None:
        self._store, self._opened, self._settings = store, opened, settings
        self._asked, self._turned = asked, turned
        self._turns = TurnOfQuiet(clock, self.turn)

    async def keep(self, until: datetime) -> None:
        """Keep alerts silent until then, `silence.FOREVER` for good; kept over a restart."""
        self._store().quiet(until)
        self.turn()

    async def end(self) -> None:
        """Let alerts ring again, also in the quiet hours that hold now."""
        self._store().quiet(None)
        self.turn()

    def turn(self) -> None:
        """Look what holds now, and tell."""
        if self._opened():
            self.look()
            self._turned()

    def look(self) -> None:
        """Let the store know what holds, and wait for what comes next."""
        hush = self._store().hush
        hush.rules, hush.system = self._settings().alerts, self._asked()
        self._turns.plan(hush.turns_at)

    def close(self) -> None:
        """Wait for nothing more."""
        self._turns.plan(None)
