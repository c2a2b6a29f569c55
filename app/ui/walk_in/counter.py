"""Opens the question of a walk-in for a library, and books what was decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QWidget

from app.contract.models import BookingKind, BookingRequest, Library, Pricing
from app.core.changes import Changes
from app.core.commands import LOCAL
from app.core.status import DeskStatus
from app.core.students import Student
from app.ui.acts.giving import Giving
from app.ui.acts.holders import seating_of, seats_of
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts
from app.ui.walk_in.dialog import WalkIn, WalkInDialog
from app.ui.walk_in.paid import Way
from app.ui.walk_in.place import Place
from app.ui.walk_in.when import HOURS
from app.ui.words import student_within, zone_of

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

_KIND, _HOURS, _PAID = "walk_in.kind", "walk_in.hours", "walk_in.paid"
_LIBRARY = "walk_in.library"
_FOLLOW_MS = 30_000


def _nothing() -> None:
    """Nothing waits for it."""


class WalkIns:
    """For one window: `parent` gets the dialog, `bar` tells what was booked.

    `booked(id)` is called with the row of a new booking. While the question is open it follows
    the copy and the clock: a seat that is taken meanwhile is not proposed any more.
    """

    def __init__(
        self, parent: QWidget, parts: Parts, bar: UndoBar, booked: Callable[[str], None]
    ) -> None:
        self._parent, self._bar, self._booked = parent, bar, booked
        self._reader = parts.reader_factory()
        self._memory, self._now = parts.memory, parts.now
        self._tasks, self._giving = parts.tasks, Giving(parts, bar, _nothing)
        self._tells_seats = False
        self._dialog: WalkInDialog | None = None
        self._library: Library | None = None
        self._clock = QTimer(parent)
        self._clock.setInterval(_FOLLOW_MS)
        self._clock.timeout.connect(self.tick)

    def take(self, changes: Sequence[Changes]) -> None:
        """Follow one delivery."""
        if self._dialog is not None and any(
            each.bookings or each.removed or each.seats or each.pricing or each.reloaded
            for each in changes
        ):
            self.tick()

    def take_status(self, status: DeskStatus) -> None:
        """What was booked and is refused is not said any more."""
        self._tells_seats = status.begun and not status.basic
        self._giving.follow(refusal.key for refusal in status.refusals)

    def close(self) -> None:
        """Let go of the file."""
        self._clock.stop()
        self._reader.close()

    def ask(
        self,
        libraries: Sequence[Library],
        library_id: str,
        seat_id: str = "",
        starts_at: datetime | None = None,
    ) -> None:
        """Open the question; which of several libraries it is for is a part of it."""
        offered = [each for each in libraries if not library_id or each.id == library_id]
        if offered:
            # Whoever books for one mostly books for that one again.
            last = self._memory.get(_LIBRARY)
            first = next((each for each in offered if each.id == last), offered[0])
            self._open(first, seat_id, starts_at, offered)

    def again(
        self, libraries: Sequence[Library], refused: BookingRequest, decided: Callable[[], None]
    ) -> None:
        """Open the question once more with what was decided then; `decided` when it is again."""
        library = next((each for each in libraries if each.id == refused.library_id), None)
        if library is not None:
            dialog = self._open(library, refused.seat_id, refused.starts_at)
            dialog.recall(refused)
            dialog.accepted.connect(decided)

    def _open(
        self,
        library: Library,
        seat_id: str = "",
        starts_at: datetime | None = None,
        offered: Sequence[Library] = (),
    ) -> WalkInDialog:
        dialog = WalkInDialog(
            self._parent,
            self._place(library),
            self._find,
            self._now(),
            seat_id=seat_id,
            starts_at=starts_at,
            libraries=offered,
        )
        self._recall(dialog)
        self._dialog, self._library = dialog, library
        self._clock.start()
        dialog.decided.connect(lambda decided: self._book(dialog, decided))
        dialog.finished.connect(self._closed)
        dialog.library_wanted.connect(lambda key: self._go_to(offered, key))
        dialog.open()
        return dialog

    def _go_to(self, offered: Sequence[Library], library_id: str) -> None:
        self._library = next(each for each in offered if each.id == library_id)
        self.tick()

    def _closed(self) -> None:
        self._dialog, self._library = None, None
        self._clock.stop()

    def tick(self) -> None:
        """Follow the copy and the clock."""
        if self._dialog is not None and self._library is not None:
            self._dialog.tell(self._place(self._library), self._now())

    def _place(self, library: Library) -> Place:
        return Place(
            library=library,
            zone=zone_of(library),
            seats=tuple(seats_of(self._reader, library.id)),
            seating=seating_of(self._reader, library.id, self._now()),
            pricing=self._pricing(library.id),
            tells_seats=self._tells_seats,
        )

    def _recall(self, dialog: WalkInDialog) -> None:
        """Begin with what was chosen the last time: most bookings at a desk are alike."""
        kind, hours, paid = (self._memory.get(key) for key in (_KIND, _HOURS, _PAID))
        if hours in HOURS:
            dialog.when.hours.choose(int(str(hours)))
        if kind in set(BookingKind):
            dialog.when.kind.choose(BookingKind(str(kind)))
        if paid in {Way.ALL, Way.NOTHING}:
            dialog.paid.way.choose(Way(str(paid)))

    def _book(self, dialog: WalkInDialog, decided: WalkIn) -> None:
        self._memory.set(_LIBRARY, decided.request.library_id)
        self._memory.set(_KIND, dialog.when.kind.value().value)
        self._memory.set(_HOURS, dialog.when.hours.value())
        self._memory.set(_PAID, dialog.paid.way.value().value)
        self._tasks.start(self._carry_out(decided), "book at the desk")

    async def _carry_out(self, decided: WalkIn) -> None:
        async def book(desk: Desk) -> str:
            key = await desk.walk_in(decided.request)
            if decided.arrived:
                await desk.check_in(key)
            return key

        key = await self._giving.ask(book)
        self._booked(key)
        # Whoever pressed Enter quickly has to say where to sit.
        words = translate("walk-in", "New booking: {student}, {seat}").format(
            student=student_within(decided.request.student_name),
            seat=self._seat_label(decided.request),
        )
        self._giving.given(key.removeprefix(LOCAL), words)

    def _seat_label(self, request: BookingRequest) -> str:
        seats = seats_of(self._reader, request.library_id)
        return next((each.label for each in seats if each.id == request.seat_id), request.seat_id)

    def _find(self, typed: str) -> Sequence[Student]:
        try:
            return self._reader.students(typed)
        except sqlite3.Error:
            return ()

    def _pricing(self, library_id: str) -> Pricing | None:
        try:
            told = self._reader.prices(library_id)
        except (sqlite3.Error, msgspec.MsgspecError):
            return None
        return told.pricing if told is not None else None
