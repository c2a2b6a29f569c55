"""Sends to the desk what is pressed for one booking or for several."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

from app.contract.errors import StudySpotError
from app.ui.bookings.actions import Actions
from app.ui.bookings.several import Several
from app.ui.bridge import Bridge
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.core.desk import Desk

Command = Callable[["Desk", str], Coroutine[Any, Any, None]]


class Doing:
    """`failed` is called when a command did not even get into the outbox."""

    def __init__(self, bridge: Bridge, tasks: Tasks, failed: Callable[[], None]) -> None:
        self._bridge, self._tasks, self._failed = bridge, tasks, failed

    def connect(self, buttons: Actions, several: Several) -> None:
        """Do what is pressed there."""
        buttons.check_in.connect(lambda key: self._do("check in", [key], _check_in))
        buttons.check_out.connect(lambda key: self._do("check out", [key], _check_out))
        buttons.undo.connect(lambda key: self._do("undo", [key], _undo))
        buttons.cancel.connect(
            lambda key, why: self._do("cancel", [key], lambda desk, it: desk.cancel(it, why))
        )
        several.check_in.connect(lambda keys: self._do("check in", keys, _check_in))
        several.check_out.connect(lambda keys: self._do("check out", keys, _check_out))
        several.cancel.connect(
            lambda keys: self._do("cancel", keys, lambda desk, it: desk.cancel(it))
        )

    def see(self, booking_ids: Sequence[str] | None) -> None:
        """These bookings have been looked at; all of them if None."""
        self._tasks.start(self._bridge.call(lambda desk: desk.seen(booking_ids)), "seen")

    def _do(self, what: str, booking_ids: Sequence[str], command: Command) -> None:
        async def do(desk: Desk) -> None:
            for booking_id in booking_ids:
                await command(desk, booking_id)

        self._tasks.start(self._told(self._bridge.call(do)), what)

    async def _told(self, command: Coroutine[Any, Any, None]) -> None:
        try:
            await command
        except StudySpotError:
            self._failed()
            raise


async def _check_in(desk: Desk, booking_id: str) -> None:
    await desk.check_in(booking_id)


async def _check_out(desk: Desk, booking_id: str) -> None:
    await desk.check_out(booking_id)


async def _undo(desk: Desk, booking_id: str) -> None:
    await desk.undo(booking_id)
