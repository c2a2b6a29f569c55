"""The page of seats: the map at a moment, the day by seat below, one seat in detail beside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QVBoxLayout

from app.contract.models import Library, Seat
from app.core.changes import BookingRow, Changes
from app.core.commands import Action
from app.core.seating import Seating
from app.core.shift import Shift, shifted
from app.ui.acts.acts import Acts
from app.ui.acts.hearing import hear, hear_actions
from app.ui.acts.holders import seating_of
from app.ui.acts.undo_bar import UndoBar
from app.ui.export.exports import Exports
from app.ui.export.table import Wanted, of_day
from app.ui.live_page import LivePage
from app.ui.parts import Parts
from app.ui.roles import may_arrange
from app.ui.seats.arranging import Arranging
from app.ui.seats.head import Head
from app.ui.seats.letting_go import done_words, let_go
from app.ui.seats.live_seats import LiveSeats
from app.ui.seats.map import SeatMap
from app.ui.seats.panel import SeatPanel
from app.ui.seats.split import Split
from app.ui.seats.timeline import Timeline
from app.ui.seats.told import shift_words
from app.ui.words import zone_of

translate = QCoreApplication.translate


class SeatsPage(LivePage):
    """`book_wanted(library id, seat id, moment | None)` asks for a booking made at the desk."""

    book_wanted = Signal(str, str, object)

    def __init__(self, parts: Parts, bar: UndoBar) -> None:
        super().__init__(parts)
        self._live = LiveSeats(self.reader, parts.now)
        self._book_at: datetime | None = None
        self._seating: Seating | None = None
        self.head = Head(parts.theme, parts.now)
        self.map = SeatMap(parts.theme, self._judge_seat, parts.now)
        self.map.setAccessibleName(translate("seats", "Map of the seats"))
        self.timeline = Timeline(parts.theme, self._judge, parts.now)
        self.panel = SeatPanel(parts.theme)
        self.lead = self.map
        self.split = Split(parts, self.map, self.timeline, self.panel)
        self._lay_out()
        self.undo_bar = bar
        self.acts = Acts(self, parts, self.reader, bar, self.show_now)
        self.arranging = Arranging(self, parts, self._live, self.reader, bar)
        self.head.export.serve(self, Exports(self, parts, bar, self._shown))
        self._connect()

    # What it follows.

    def follow(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed."""
        self._seating = None
        self.acts.follow()
        return self._live.take(changes)

    def refused(self, keys: Iterable[str]) -> None:
        """What is said of them is not true."""
        self.acts.giving.follow(keys)

    def tick(self) -> None:
        """Follow the clock."""
        self._seating = None
        self.head.moments.tick()
        self.guarded(self._live.follow)
        self.show_now()

    def remember(self) -> None:
        """Keep how high the parts are."""
        self.split.remember()

    # How it is made.

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.split, 1)

    def _connect(self) -> None:
        head, panel = self.head, self.panel
        head.moments.changed.connect(self.look)
        head.library_chosen.connect(self.look)
        head.arrange.toggled.connect(self.show_now)
        head.add.clicked.connect(self.arranging.ask_add)
        self.split.empty.button.clicked.connect(self.arranging.ask_add)
        self.map.chosen.connect(self._choose_seat)
        self.map.clicked.connect(self._click_seat)
        self.map.opened.connect(self._open_seat)
        self.map.placed.connect(self.arranging.place)
        self.timeline.chosen.connect(self._choose_bar)
        self.timeline.free_chosen.connect(self._choose_free)
        self.timeline.opened.connect(lambda key: self.booking_wanted.emit(key, None))
        self.timeline.moment_wanted.connect(head.moments.show_moment)
        for part in (self.map, self.timeline):
            part.told.connect(self._tell_shift)
            part.dropped.connect(self._carry_out)
        panel.closed.connect(self.close_panel)
        panel.booking_wanted.connect(lambda key: self.booking_wanted.emit(key, None))
        panel.move_wanted.connect(lambda key: self.booking_wanted.emit(key, Action.MOVE))
        panel.book.clicked.connect(self._book)
        panel.name.clicked.connect(self._with_seat(self.arranging.ask_name))
        panel.close_seat.clicked.connect(
            self._with_seat(lambda seat: self.arranging.ask_close(seat, self._holders()))
        )
        panel.open_seat.clicked.connect(self._with_seat(self.arranging.open_again))
        hear_actions(self, self._press)
        hear(self.panel, "Esc", self.close_panel)

    # What it shows.

    @property
    def library(self) -> Library | None:
        """The library whose seats are shown."""
        libraries = self.known_libraries
        chosen = self.library_id or self.head.library
        return next((each for each in libraries if each.id == chosen), next(iter(libraries), None))

    def look(self, *, anew: bool = False) -> None:
        """Read the seats of the library at the moment that is chosen, and show them."""
        library = self.library
        several = self.known_libraries if not self.library_id else ()
        self.head.tell(several, library, zone_of(library), owner=self._arranges())
        if not self.isVisible():
            return
        self._seating = None
        moment = self.head.moments.moment
        self.guarded(lambda: self._live.show(library, moment, anew=anew))
        self.show_now()

    def show_now(self) -> None:
        """Show how it stands."""
        live, library = self._live, self._live.library
        zone = zone_of(library)
        states = live.states()
        self.map.lay(live.rooms, arranging=self.head.arrange.isChecked())
        now = self.parts.now()
        self.map.seats.tell(states, zone, now, live.moment or now)
        order = {seat_id: place for place, seat_id in enumerate(self.map.seats.seat_ids)}
        seats = sorted(live.seats, key=lambda seat: order.get(seat.id, len(order)))
        self.timeline.tell(seats, live.bars(), live.shown(), zone, live.moment)
        self.head.tell_states(states.values())
        self.split.tell_seats(some=bool(live.seats), owner=self._arranges())
        self.map.follow()
        if not self.map.carrying and not self.timeline.carrying:
            self._tell_shift(None)
        self._tell_panel()

    def _arranges(self) -> bool:
        return may_arrange(self.status)

    def _tell_panel(self) -> None:
        state = self.map.seats.state_of(self.map.seat_id)
        if state is None:
            self.panel.tell_none()
            return
        zone = zone_of(self._live.library)
        day = self._live.bars().get(state.seat.id, [])
        later = self._holders().on(state.seat.id) if not state.seat.available else []
        chosen = self._row(self.timeline.booking_id)
        self.panel.tell(
            state,
            day,
            later,
            zone,
            self.parts.now(),
            owner=self._arranges(),
            book_at=self._book_at,
            chosen=chosen if self.timeline.seat_id == state.seat.id else None,
        )

    def _holders(self) -> Seating:
        """Who holds which seat from now on; read once for as long as nothing changes."""
        if self._seating is None:
            library = self._live.library
            key = library.id if library is not None else ""
            self._seating = seating_of(self.reader, key, self.parts.now())
        return self._seating

    def _shown(self) -> tuple[str, Wanted]:
        """What a file of this page holds."""
        library = self._live.library
        libraries = (library,) if library is not None else ()
        now = self.parts.now()
        title = translate("seats", "Bookings of the day")
        return title, of_day(libraries, self._live.moment or now, now)

    # What is looked at.

    def _choose_seat(self, seat_id: str) -> None:
        if seat_id != self.timeline.seat_id:
            self._choose_holder(seat_id)
        self._book_at = None
        self._tell_panel()

    def _choose_holder(self, seat_id: str) -> None:
        """Look at whoever holds a seat at the moment that is shown."""
        state = self.map.seats.state_of(seat_id)
        row = state.row if state is not None else None
        self.timeline.choose(seat_id, row.booking.id if row is not None else "")

    def _click_seat(self) -> None:
        # The seat of a booking that was chosen in the day is chosen already.
        self._choose_holder(self.map.seat_id)
        self._tell_panel()

    def _choose_bar(self, row: BookingRow) -> None:
        self.map.choose(row.booking.seat_id or "")
        self._tell_panel()

    def _choose_free(self, seat_id: str, moment: datetime | None) -> None:
        self.map.choose(seat_id)
        self._book_at = moment if moment is not None and moment > self.parts.now() else None
        self._tell_panel()

    def _open_seat(self, seat_id: str) -> None:
        state = self.map.seats.state_of(seat_id)
        if state is not None and state.row is not None:
            self.booking_wanted.emit(state.row.booking.id, None)
        elif state is not None and state.seat.available:
            self._book()

    def close_panel(self) -> None:
        """Look at no seat in particular."""
        self.map.clearSelection()
        self.timeline.choose("")
        self.map.setFocus()

    # What is carried.

    def _judge_seat(self, row: BookingRow, seat_id: str) -> Shift | None:
        starts_at, ends_at = row.booking.starts_at, row.booking.ends_at
        if starts_at is None or ends_at is None:
            return None
        return self._judge(row, seat_id, starts_at, ends_at)

    def _judge(
        self, row: BookingRow, seat_id: str, starts_at: datetime, ends_at: datetime
    ) -> Shift | None:
        seat = self._seat(seat_id)
        if seat is None:
            return None
        zone = zone_of(self._live.library)
        return shifted(
            row.booking, seat, starts_at, ends_at, self._holders(), zone, self.parts.now()
        )

    def _tell_shift(self, shift: Shift | None) -> None:
        words = ""
        if shift is not None:
            zone = zone_of(self._live.library)
            now, shown = self.parts.now(), self.timeline.day
            words = shift_words(shift, self._holders(), zone, now, shown)
        wrong = shift is not None and shift.why is not None
        self.split.tell(words, wrong=wrong, arranging=self.map.arranging)
        self.timeline.say(words)

    def _carry_out(self, shift: Shift) -> None:
        found = self._row(shift.booking.id)
        # While it was carried somebody else may have come to sit there.
        now = (
            self._judge(found, shift.seat.id, shift.starts_at, shift.ends_at)
            if found is not None
            else None
        )
        if found is not None and now is not None and now.why is None:
            zone, shown = zone_of(self._live.library), self.timeline.day
            words = done_words(now, self.status, zone, self.parts.now(), shown)
            let_go(self.acts.giving, found, now, words)
        else:
            self._tell_shift(now)

    # What is pressed.

    def _press(self, action: Action) -> None:
        if self.panel.row is not None:
            self.acts.press(action, self.panel.row, zone_of(self._live.library))

    def _book(self) -> None:
        library, seat_id = self._live.library, self.map.seat_id
        moment = self._book_at or self._live.moment
        if library is not None and seat_id:
            starts_at = moment if moment is not None and moment > self.parts.now() else None
            self.book_wanted.emit(library.id, seat_id, starts_at)

    def _with_seat(self, work: Callable[[Seat], object]) -> Callable[[], None]:
        """Do `work` with the seat that is chosen."""

        def do() -> None:
            seat = self._seat(self.map.seat_id)
            if seat is not None:
                work(seat)

        return do

    def _seat(self, seat_id: str) -> Seat | None:
        return next((seat for seat in self._live.seats if seat.id == seat_id), None)

    def _row(self, booking_id: str) -> BookingRow | None:
        return next(
            (
                row
                for rows in self._live.bars().values()
                for row in rows
                if row.booking.id == booking_id
            ),
            None,
        )
