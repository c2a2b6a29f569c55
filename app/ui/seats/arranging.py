"""What is changed of the seats: asked of the hub at once.

What is moved, closed or opened is said in the bar, and taken back as long as it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Coroutine, Iterable, Sequence
from functools import partial
from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contract.errors import WrongState
from app.contract.models import Seat
from app.contract.requests import SeatEdit, SeatPlace, SeatSight
from app.core.administration import Administration
from app.core.floor import moved, stood
from app.core.reader import Reader
from app.core.seating import Seating
from app.ui.acts.holders import seats_of
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts
from app.ui.seats.dialogs import AddDialog, CloseDialog, NameDialog
from app.ui.seats.live_seats import LiveSeats
from app.ui.seats.model import Place
from app.ui.words import zone_of

translate = QCoreApplication.translate

Ask = Callable[[Administration, str], Coroutine[Any, Any, Any]]
"""Asks the hub for something of a library."""

Answer = Callable[[Administration, str], Coroutine[Any, Any, Sequence[Seat]]]
"""As `Ask`; the answer are seats as they are then."""


class Arranging:
    """For the seats that `live` shows; `page` gets the questions, `bar` says what was done."""

    def __init__(
        self, page: QWidget, parts: Parts, live: LiveSeats, reader: Reader, bar: UndoBar
    ) -> None:
        self._page, self._parts, self._live, self._bar = page, parts, live, bar
        self._reader = reader

    def place(self, seat_id: str, place: Place) -> None:
        """A seat stands elsewhere now."""
        places = moved(self._live.rooms, seat_id, place.room, place.x, place.y)
        if not places:
            return
        seats = {seat.id: seat for seat in self._live.seats}
        before = tuple(_back(seats[each.seat_id], each) for each in places)
        self._do(
            lambda ours, library: ours.place_seats(library, places),
            translate("seats", "Moved on the map: seat {seat}").format(seat=seats[seat_id].label),
            lambda ours, library: ours.place_seats(library, before),
            {each.seat_id for each in places},
            stood,
        )

    def ask_add(self) -> None:
        """Ask which seats there are besides."""
        library = self._library()
        AddDialog(
            self._page,
            self._parts.tasks,
            lambda wanted: self._call(lambda ours, key: ours.add_seats(key, wanted), library),
        ).open()

    def ask_name(self, seat: Seat) -> None:
        """Ask what a seat is called, and in which room it is."""
        names, library = [room.name for room in self._live.rooms], self._library()
        NameDialog(
            self._page,
            seat,
            names,
            self._parts.tasks,
            lambda edit: self._call(_edit(seat, edit), library),
        ).open()

    def ask_close(self, seat: Seat, holders: Seating) -> None:
        """Ask why a seat is closed, and tell whom that concerns."""
        dialog = CloseDialog(
            self._page,
            seat,
            holders.on(seat.id),
            zone_of(self._live.library),
            self._parts.now(),
        )
        dialog.decided.connect(partial(self._close, seat))
        dialog.open()

    def open_again(self, seat: Seat) -> None:
        """A seat can be booked again."""
        words = translate("seats", "Open again: seat {seat}").format(seat=seat.label)
        closed = SeatEdit(available=False, closed_reason=seat.closed_reason)
        self._switch(seat, SeatEdit(available=True), words, closed)

    def _close(self, seat: Seat, edit: SeatEdit) -> None:
        words = translate("seats", "Closed: seat {seat}").format(seat=seat.label)
        self._switch(seat, edit, words, SeatEdit(available=True))

    def _switch(self, seat: Seat, edit: SeatEdit, words: str, back: SeatEdit) -> None:
        before = SeatSight(available=seat.available, closed_reason=seat.closed_reason)
        after = SeatSight(available=edit.available, closed_reason=edit.closed_reason)
        asked = msgspec.structs.replace(edit, seen=before)

        async def ask(ours: Administration, library: str) -> Sequence[Seat]:
            return [await ours.edit_seat(library, seat.id, asked)]

        again = msgspec.structs.replace(back, seen=after)
        self._do(ask, words, _edit(seat, again), {seat.id}, _open)

    def _do(
        self,
        ask: Answer,
        words: str,
        back: Ask,
        seat_ids: Container[str],
        look: Callable[[Seat], object],
    ) -> None:
        """Ask, and offer the way back: as long as what `look` sees of the seats is as it was made.

        The hub sees to that, too, but one of before does not know what was looked at.
        """
        # Another library may be shown by the time it is taken back.
        library = self._library()
        start = self._parts.tasks.start

        def sight(seats: Iterable[Seat]) -> dict[str, object]:
            return {seat.id: look(seat) for seat in seats if seat.id in seat_ids}

        async def do() -> None:
            made = sight(await self._call(ask, library))

            async def take_back() -> None:
                if sight(seats_of(self._reader, library)) != made:
                    raise WrongState(_changed_since())
                await self._call(back, library)

            self._bar.offer(words, lambda: start(take_back(), "take back"))

        start(do(), "arrange seats")

    def _library(self) -> str:
        return self._live.library.id if self._live.library is not None else ""

    def _call(self, ask: Ask, library_id: str) -> Coroutine[Any, Any, Any]:
        return self._parts.bridge.call(lambda desk: ask(desk.administration, library_id))


def _changed_since() -> str:
    return translate(
        "seats",
        "Somebody has changed the seats since, so nothing was taken back. Look at them as they "
        "are now.",
    )


def _open(seat: Seat) -> object:
    return seat.available, seat.closed_reason


def _edit(seat: Seat, edit: SeatEdit) -> Ask:
    return lambda ours, library: ours.edit_seat(library, seat.id, edit)


def _back(seat: Seat, made: SeatPlace) -> SeatPlace:
    """Where a seat stood, from where it is put."""
    return SeatPlace(seat_id=seat.id, room=seat.room, x=seat.x, y=seat.y, seen=stood(made))
