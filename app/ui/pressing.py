"""What is done when something is pressed on a toast."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.contract.lifecycle import Status
from app.contract.models import BookingEdit
from app.core.changes import Alert, BookingRow, Moment
from app.core.commands import Action as Command
from app.core.ports import Action
from app.ui.bridge import Bridge
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

_DONE_AT_ONCE = frozenset({Action.CHECK_IN, Action.CONFIRM, Action.GOT_IT, Action.CALL})


class Told(msgspec.Struct, frozen=True):
    """What a toast on the screen stands for, the one booking it speaks of, what it offers."""

    alerts: tuple[Alert, ...]
    booking_id: str | None = None
    offers: tuple[Action, ...] = ()


class Pressing(QObject):
    """Does it, or asks for the window.

    `open_booking(id)` and `open_list` ask for it, `decline_wanted(id)` for the question in it.
    `checked_in(id, key)` tells whom a press has let in, by which command; `trouble` is as of
    `Alerting`.
    """

    open_booking = Signal(str)
    open_list = Signal()
    decline_wanted = Signal(str)
    checked_in = Signal(str, str)
    trouble = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        tasks: Tasks,
        row_of: Callable[[str], BookingRow | None],
        mark: Callable[[Sequence[Alert], Moment], Coroutine[Any, Any, None]],
        call: Callable[[str], bool],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._tasks, self._row_of = bridge, tasks, row_of
        self._mark, self._call = mark, call

    def press(self, told: Told | None, action: Action) -> None:
        """Something was pressed on the toast that stands for `told`; None for one unknown."""
        if told is None:
            self.open_list.emit()
            return
        booking_id = told.booking_id
        if action is Action.CALL:
            self._telephone(booking_id)
        elif action is Action.GOT_IT:
            pass
        elif booking_id is None:
            # The list shows them as new; that they were opened does not say they were seen.
            self.open_list.emit()
        elif action is Action.DECLINE:
            # There is no way back from it, so it is asked about first.
            self.decline_wanted.emit(booking_id)
        elif action not in _DONE_AT_ONCE:
            self.open_booking.emit(booking_id)
        self._tasks.start(self._follow(told, action), "follow a toast")

    async def _follow(self, told: Told, action: Action) -> None:
        booking_id = told.booking_id
        await self._mark(told.alerts, Moment.CLICKED)
        if action is Action.GOT_IT:
            read = [alert.id for alert in told.alerts]
            await self._bridge.call(lambda desk: desk.notices.read(read))
            return
        if booking_id is None:
            return
        await self._do(booking_id, action)
        await self._bridge.call(lambda desk: desk.notices.seen([booking_id]))

    async def _do(self, booking_id: str, action: Action) -> None:
        if action is Action.CHECK_IN:
            key = await self._bridge.call(lambda desk: desk.check_in(booking_id))
            self.checked_in.emit(booking_id, key)
        elif action is Action.CONFIRM:
            row = self._row_of(booking_id)
            version = row.booking.version if row is not None else 0
            edit = BookingEdit(version=version, status=Status.CONFIRMED)

            async def confirm(desk: Desk) -> None:
                await desk.edit(booking_id, Command.CONFIRM, edit)

            await self._bridge.call(confirm)

    def _telephone(self, booking_id: str | None) -> None:
        """Call the student; where no program does that, say the number."""
        row = self._row_of(booking_id) if booking_id is not None else None
        if row is None or self._call(row.booking.student_phone):
            self.trouble.emit("telephone", "")
            return
        words = translate(
            "alerting",
            "Nothing on this computer makes telephone calls. {name} is reached at {phone}.",
        ).format(name=row.booking.student_name, phone=row.booking.student_phone)
        self.trouble.emit("telephone", words)
        self.open_booking.emit(row.booking.id)
