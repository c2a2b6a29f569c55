"""Opens the question of a walk-in for a library, and books what was decided."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from app.contract.models import BookingKind, Library, Pricing
from app.core.reader import Reader
from app.core.students import Student
from app.ui.acts.acts import Acts
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts
from app.ui.walk_in.dialog import WalkIn, WalkInDialog
from app.ui.walk_in.paid import Way
from app.ui.walk_in.place import Place
from app.ui.walk_in.when import HOURS
from app.ui.words import student_word, zone_of

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

_KIND, _HOURS, _PAID = "walk_in.kind", "walk_in.hours", "walk_in.paid"


class WalkIns:
    """`parent` gets the dialog; `booked(id)` is called with the row of a new booking."""

    def __init__(
        self,
        parent: QWidget,
        parts: Parts,
        reader: Reader,
        acts: Acts,
        bar: UndoBar,
        booked: Callable[[str], None],
    ) -> None:
        self._parent, self._reader, self._acts, self._bar = parent, reader, acts, bar
        self._bridge, self._tasks = parts.bridge, parts.tasks
        self._memory, self._now, self._booked = parts.memory, parts.now, booked

    def ask(
        self,
        libraries: Sequence[Library],
        library_id: str,
        seat_id: str = "",
        starts_at: datetime | None = None,
    ) -> None:
        """Open the question; of several libraries, which one is asked first if none is named."""
        offered = [each for each in libraries if not library_id or each.id == library_id]
        if len(offered) == 1:
            self._open(offered[0], seat_id, starts_at)
        elif offered:
            menu = QMenu(self._parent)
            for library in offered:
                action = menu.addAction(library.name.replace("&", "&&"))
                action.triggered.connect(lambda _=False, library=library: self._open(library))
            menu.aboutToHide.connect(menu.deleteLater)
            menu.setActiveAction(menu.actions()[0])
            menu.popup(QCursor.pos())

    def _open(self, library: Library, seat_id: str = "", starts_at: datetime | None = None) -> None:
        place = Place(
            library=library,
            zone=zone_of(library),
            seats=tuple(self._acts.seats(library.id)),
            seating=self._acts.seating(library.id),
            pricing=self._pricing(library.id),
        )
        dialog = WalkInDialog(
            self._parent, place, self._find, self._now(), seat_id=seat_id, starts_at=starts_at
        )
        self._recall(dialog)
        dialog.decided.connect(lambda decided: self._book(dialog, decided))
        dialog.open()

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

        key = await self._bridge.call(book)
        self._booked(key)

        def take_back() -> None:
            self._acts.cancel([key], translate("walk-in", "Booked by mistake"))

        words = translate("walk-in", "New booking: {student}").format(
            student=student_word(decided.request.student_name)
        )
        # Who sits there already is not cancelled by a slip of a key.
        self._bar.offer(words, None if decided.arrived else take_back)

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
