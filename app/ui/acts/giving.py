"""Gives the desk a command, says so in the bar, and takes it back while the bar says so."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from PySide6.QtCore import QCoreApplication

from app.contract.errors import StudySpotError
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

T = TypeVar("T")
Command = Callable[["Desk"], Coroutine[Any, Any, T]]


class _Told(NamedTuple):
    keys: frozenset[str]
    words: str


class Giving:
    """For one page with its `bar`; `failed` is called when a command was not even queued."""

    def __init__(self, parts: Parts, bar: UndoBar, failed: Callable[[], None]) -> None:
        self._bridge, self._tasks = parts.bridge, parts.tasks
        self._bar, self._failed = bar, failed
        self._told: dict[int, _Told] = {}
        self._refused: frozenset[str] = frozenset()

    def do(self, command: Command[object], what: str) -> None:
        """Give a command that nothing is said of."""
        self._tasks.start(self.ask(command), what)

    def give_one(
        self, command: Command[str], what: str, words: str, *, back: bool, step_of: str = ""
    ) -> None:
        """As `give`, for a command that answers one key."""

        async def give(desk: Desk) -> list[str]:
            return [await command(desk)]

        self.give(give, what, words, back=back, step_of=step_of)

    def give(
        self,
        command: Command[Sequence[str]],
        what: str,
        words: str,
        *,
        back: bool,
        step_of: str = "",
    ) -> None:
        """Give what answers its keys, and say `words`; with `back`, offer the way back.

        Of several, what the hub refused meanwhile is left out of the way back. `step_of` as the
        bar takes it.
        """
        keys: asyncio.Future[Sequence[str]] = asyncio.get_running_loop().create_future()

        async def give() -> None:
            try:
                keys.set_result(await self.ask(command))
            except StudySpotError:
                self._bar.withdraw(said)
                raise
            finally:
                keys.cancel()
            self.said(keys.result(), said, words)

        async def take_back() -> None:
            for key in await keys:
                if key not in self._refused:
                    await self.ask(partial(_take_back, key))

        self._tasks.start(give(), what)
        said = self._bar.offer(
            words,
            (lambda: self._tasks.start(take_back(), f"take back: {what}")) if back else None,
            step_of=step_of,
        )

    def given(self, key: str, words: str, *, step_of: str = "") -> None:
        """Say what was given elsewhere, as from a notification, and offer the way back."""
        said = self._bar.offer(
            words,
            lambda: self._tasks.start(self.ask(partial(_take_back, key)), "take back"),
            step_of=step_of,
        )
        self.said([key], said, words)

    def said(self, keys: Iterable[str], said: int, words: str) -> None:
        """What the bar says is of these commands: how many are refused is said with it.

        Of all of them it is not said any more.
        """
        self._told[said] = _Told(frozenset(keys), words)
        self._withdraw()

    def follow(self, refused: Iterable[str]) -> None:
        """These commands were refused."""
        self._refused = frozenset(refused)
        self._withdraw()

    def undo(self, booking_id: str) -> None:
        """Take the booking's last step back, which is offered no more."""
        self._bar.withdraw_step(booking_id)
        self.do(lambda desk: desk.undo(booking_id), "undo")

    async def ask(self, command: Command[T]) -> T:
        """What the desk answers.

        Raises:
            StudySpotError: the desk did not take it; nothing is said of it any more.
        """
        try:
            return await self._bridge.call(command)
        except StudySpotError:
            self._failed()
            raise

    def _withdraw(self) -> None:
        for said, (keys, words) in list(self._told.items()):
            refused = len(keys & self._refused)
            if refused == len(keys):
                self._bar.withdraw(said)
            elif refused:
                left = translate("giving", "%n of them were refused", "", refused)
                self._bar.say(said, f"{words} · {left}")
            if refused == len(keys) or not self._bar.says(said):
                del self._told[said]


async def _take_back(key: str, desk: Desk) -> None:
    await desk.take_back(key)
