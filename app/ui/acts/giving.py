"""Gives the desk a command, says so in the bar, and takes it back while the bar says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from app.contract.errors import StudySpotError
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts

if TYPE_CHECKING:
    from app.core.desk import Desk

T = TypeVar("T")
Command = Callable[["Desk"], Coroutine[Any, Any, T]]


class Giving:
    """For one page with its `bar`; `failed` is called when a command was not even queued."""

    def __init__(self, parts: Parts, bar: UndoBar, failed: Callable[[], None]) -> None:
        self._bridge, self._tasks = parts.bridge, parts.tasks
        self._bar, self._failed = bar, failed
        self._told: dict[str, int] = {}
        self._refused: frozenset[str] = frozenset()

    def do(self, command: Command[object], what: str) -> None:
        """Give a command that nothing is said of."""
        self._tasks.start(self.ask(command), what)

    def give(self, command: Command[str], what: str, words: str, *, back: bool) -> None:
        """Give a command that answers its key, and say `words`; with `back`, offer the way back."""
        key: asyncio.Future[str] = asyncio.get_running_loop().create_future()

        async def give() -> None:
            try:
                key.set_result(await self.ask(command))
            finally:
                key.cancel()
            self.said(key.result(), said)

        async def take_back() -> None:
            named = await key
            await self.ask(lambda desk: desk.take_back(named))

        self._tasks.start(give(), what)
        said = self._bar.offer(
            words, (lambda: self._tasks.start(take_back(), f"take back: {what}")) if back else None
        )

    def said(self, key: str, said: int) -> None:
        """What the bar says is of this command, and is not true any more when it is refused."""
        self._told = {key: said}
        self._withdraw()

    def follow(self, refused: Iterable[str]) -> None:
        """These commands were refused."""
        self._refused = frozenset(refused)
        self._withdraw()

    async def ask(self, command: Command[T]) -> T:
        """What the desk answers.

        Raises:
            StudySpotError: the desk did not take it; nothing is said of it any more.
        """
        try:
            return await self._bridge.call(command)
        except StudySpotError:
            self._bar.hide()
            self._failed()
            raise

    def _withdraw(self) -> None:
        for key in self._refused & self._told.keys():
            self._bar.withdraw(self._told.pop(key))
