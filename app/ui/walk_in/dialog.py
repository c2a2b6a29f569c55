"""Asks for all that a booking at the counter needs; Enter books from wherever one is.

Only in the list of known students it takes one of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.contract.limits import NOTE_LIMIT
from app.contract.models import Booking, BookingRequest, Library, PaymentStatus, Source
from app.core.students import Student, same
from app.core.wording import seat_name
from app.ui.acts.seat_list import SeatList
from app.ui.dialogs import Question
from app.ui.forms import TextField
from app.ui.options import Options
from app.ui.sheet import restyle
from app.ui.walk_in.paid import Paid
from app.ui.walk_in.place import Place
from app.ui.walk_in.when import When
from app.ui.walk_in.who import Who
from app.ui.words import day_time, end_time, student_within

translate = QCoreApplication.translate

_WIDTH = 760
_SEATS_SHOWN = 11


class WalkIn(msgspec.Struct, frozen=True, kw_only=True):
    """What was decided: the booking, and whether the student sits down now."""

    request: BookingRequest
    arrived: bool


class WalkInDialog(Question):
    """Opened with `open()`; `decided` carries a `WalkIn`.

    `seat_id` and `starts_at` are what somebody pointed at before, in a map of the seats. Of several
    `libraries` it can be for any: `library_wanted(id)` asks to be told of another place.
    """

    decided = Signal(object)
    library_wanted = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        place: Place,
        find: Callable[[str], Sequence[Student]],
        now: datetime,
        *,
        seat_id: str = "",
        starts_at: datetime | None = None,
        libraries: Sequence[Library] = (),
    ) -> None:
        several = len(libraries) > 1
        super().__init__(
            parent,
            translate("walk-in", "New booking"),
            translate("walk-in", "At the desk")
            if several
            else translate("walk-in", "{library} · at the desk").format(library=place.library.name),
            translate("walk-in", "Leave it"),
            translate("walk-in", "Book"),
            harmless=True,
            default_on=True,
        )
        restyle(self.on, "look", "primary")
        self.setMinimumWidth(_WIDTH)
        self._place, self._now = place, now
        self._lost = ""
        self.library = QComboBox()
        self._offer(libraries)
        self.library.setVisible(several)
        self.who = Who(find)
        self.when = When(place.zone, now, starts_at)
        self.seats = SeatList(_SEATS_SHOWN)
        self.seat = QLineEdit()
        self.paid = Paid(place)
        self.source = Options(
            translate("walk-in", "How it was booked"),
            (
                (Source.WALK_IN, translate("walk-in", "Walked in")),
                (Source.PHONE, translate("walk-in", "By phone")),
            ),
        )
        self.arrived = QCheckBox(translate("walk-in", "Sits down now: check in at once"))
        self.arrived.setChecked(True)
        self._sits_down = True
        self.note = QLineEdit()
        self.told = QLabel()
        self._build()
        self.when.changed.connect(self._span_changed)
        self.who.changed.connect(self._tell)
        self.who.recognised.connect(lambda _: self._tell())
        self.seats.changed.connect(self._seat_chosen)
        self.seat.textEdited.connect(self._tell)
        self.source.changed.connect(self._source_changed)
        self.arrived.clicked.connect(self._arrival_chosen)
        self.paid.changed.connect(self._tell)
        self._span_changed()
        if seat_id:
            self.seats.choose(seat_id)
        self.who.setFocus()

    def tell(self, place: Place, now: datetime) -> None:
        """Follow what others do meanwhile, and the clock: the seat may be somebody else's now."""
        elsewhere = place.library.id != self._place.library.id
        chosen = "" if elsewhere else self._seat_id()
        self._place, self._now = place, now
        self.paid.use(place)
        if elsewhere:
            self._lost = ""
            self._show_place()
        self.when.follow(now)
        self._span_changed()
        if chosen and self._place.seats and self._seat_id() != chosen:
            self._lost = self._lost_words(chosen)
            self._tell()

    def recall(self, decided: BookingRequest) -> None:
        """Show what was decided before."""
        self.who.tell(decided.student_name, decided.student_phone)
        self.when.recall(decided.kind, decided.starts_at, decided.ends_at)
        if decided.source in self.source.buttons:
            self.source.choose(Source(decided.source))
        self.note.setText(decided.note)
        paid = decided.paid_minor if decided.paid_minor is not msgspec.UNSET else None
        self.paid.recall(paid, whole=decided.payment_status is PaymentStatus.PAID)
        chosen = decided.seat_id
        self.seats.choose(chosen)
        self.seat.setText(chosen)
        if self._place.seats and self._seat_id() != chosen:
            self._lost = self._lost_words(chosen)
        self._tell()

    def accept(self) -> None:
        """Decide, if nothing is missing; else go to what is."""
        wrong = next(self._wrongs(), None)
        if wrong is None:
            self.decided.emit(WalkIn(request=self.request(), arrived=self.arrives()))
            super().accept()
            return
        field, why = wrong
        if isinstance(field, TextField):
            field.wrong(why)
            field.line.setFocus()
            return
        self._say(why, bad=True)
        field.setFocus()

    def request(self) -> BookingRequest:
        """The booking as it stands in the fields."""
        name, phone = self.who.student()
        asked = BookingRequest(
            library_id=self._place.library.id,
            seat_id=self._seat_id(),
            starts_at=self.when.starts_at(),
            ends_at=self.when.ends_at(),
            kind=self.when.kind.value(),
            student_name=name,
            student_phone=phone,
            source=self.source.value(),
            note=self.note.text().strip(),
        )
        paid = self.paid.minor()
        if paid is not None:
            return msgspec.structs.replace(asked, paid_minor=paid)
        status = PaymentStatus.PAID if self.paid.is_paid() else PaymentStatus.UNPAID
        return msgspec.structs.replace(asked, payment_status=status)

    def arrives(self) -> bool:
        """Whether the student is checked in at once."""
        return self.arrived.isChecked()

    def _build(self) -> None:
        self.seat.setAccessibleName(translate("walk-in", "Seat"))
        self.seat.setPlaceholderText(translate("walk-in", "The server tells no seats: type one"))
        self.note.setAccessibleName(translate("walk-in", "Note"))
        self.note.setPlaceholderText(translate("walk-in", "Note"))
        self.note.setMaxLength(NOTE_LIMIT)
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(2 * self.told.fontMetrics().height())
        left = QVBoxLayout()
        left.setSpacing(10)
        left.addWidget(self.library)
        left.addWidget(self.who)
        left.addWidget(self.when)
        left.addWidget(self.paid)
        how = QHBoxLayout()
        how.addWidget(self.source)
        how.addStretch()
        left.addLayout(how)
        left.addWidget(self.arrived)
        left.addWidget(self.note)
        left.addStretch()
        right = QVBoxLayout()
        right.setSpacing(4)
        heading = QLabel(translate("walk-in", "Seat"))
        right.addWidget(heading)
        right.addWidget(self.seats)
        right.addWidget(self.seat)
        right.addStretch()
        grid = QGridLayout()
        grid.setHorizontalSpacing(22)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 4)
        grid.addLayout(left, 0, 0)
        grid.addLayout(right, 0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(self.told)
        self._show_place()

    def _offer(self, libraries: Sequence[Library]) -> None:
        self.library.setAccessibleName(translate("walk-in", "Library"))
        for each in libraries:
            self.library.addItem(each.name, each.id)
        self.library.activated.connect(
            lambda: self.library_wanted.emit(str(self.library.currentData()))
        )

    def _show_place(self) -> None:
        place = self._place
        self.library.setCurrentIndex(self.library.findData(place.library.id))
        self.seats.setVisible(bool(place.seats))
        self.seat.setVisible(not place.seats and not place.is_bare)
        self.when.use_zone(place.zone)

    def _seat_id(self) -> str:
        return self.seats.seat_id() if self._place.seats else self.seat.text().strip()

    def _seat_chosen(self) -> None:
        self._lost = ""
        self._tell()

    def _span_changed(self) -> None:
        starts_at, ends_at = self.when.starts_at(), self.when.ends_at()
        if ends_at > starts_at:
            place = self._place
            self.seats.tell(
                place.seats,
                place.seating,
                max(starts_at, self._now),
                ends_at,
                place.zone,
                self._now,
            )
        self.paid.tell(self.when.kind.value(), starts_at, ends_at)
        self._source_changed()

    def _source_changed(self) -> None:
        here = self.source.value() is Source.WALK_IN and self.when.is_now()
        self.arrived.setEnabled(here)
        # Who comes later, or only called, is not checked in, and the box does not look so.
        self.arrived.setChecked(here and self._sits_down)
        self._tell()

    def _arrival_chosen(self, sits: bool) -> None:
        self._sits_down = sits

    def _wrongs(self) -> Iterator[tuple[QWidget, str]]:
        """What stands in the way, in the order in which it is mended, and what to do about it."""
        if self._place.is_bare:
            yield (
                self.back,
                translate(
                    "walk-in",
                    "{library} has no seats yet. The owner adds them on the page of seats.",
                ).format(library=self._place.library.name),
            )
        if (unknown := self.who.wrong()) is not None:
            yield unknown
        if (why := self.when.wrong(self._now)) is not None:
            yield self.when, why
        elif not self._seat_id():
            yield self._where_to_look(), self._no_seat()
        if (why := self.paid.wrong()) is not None:
            yield self.paid, why

    def _where_to_look(self) -> QWidget:
        """Where another choice makes up for there being no seat."""
        if not self._place.seats:
            return self.seat
        return self.seats if self.seats.search.text().strip() else self.when

    def _no_seat(self) -> str:
        if not self._place.seats:
            return translate("walk-in", "Write the seat.")
        if self.seats.search.text().strip():
            return translate("walk-in", "No free seat is called so. Choose another.")
        return translate("walk-in", "No seat is free for all of that time. Choose another time.")

    def _tell(self) -> None:
        # Who it is for is written first, and complained of at the end.
        wrong = next((why for field, why in self._wrongs() if field not in self.who.fields), None)
        self.on.setText(translate("walk-in", "Book"))
        self.on.setEnabled(not self._place.is_bare)
        if wrong is not None:
            self._say(wrong, bad=True)
            return
        if self._lost:
            self._say(self._lost, bad=True)
            return
        other = self._booked_already()
        if other is not None:
            self._say(self._already_words(other), bad=False, warns=True)
            self.on.setText(translate("walk-in", "Book all the same"))
            return
        self._say(self._span_words(), bad=False)

    def _lost_words(self, seat_id: str) -> str:
        """That a seat cannot be had any more, and which one is proposed instead."""
        labels = {seat.id: seat.label for seat in self._place.seats}
        return translate(
            "walk-in", "Seat {lost} cannot be had any more. Seat {seat} is proposed instead."
        ).format(lost=labels.get(seat_id, "–"), seat=labels.get(self._seat_id(), "–"))

    def _span_words(self) -> str:
        place = self._place
        starts_at, ends_at = self.when.starts_at(), self.when.ends_at()
        label = next((seat.label for seat in place.seats if seat.id == self._seat_id()), "")
        return translate("walk-in", "Seat {seat} · {start} – {end}").format(
            seat=label or self._seat_id() or "–",
            start=day_time(starts_at, place.zone, self._now),
            end=end_time(starts_at, ends_at, place.zone, self._now),
        )

    def _booked_already(self) -> Booking | None:
        """A booking of the same student in that span: they may have come for that one."""
        name, phone = self.who.student()
        if not name:
            return None
        key = same(name, phone)
        starts_at, ends_at = self.when.starts_at(), self.when.ends_at()
        return next(
            (
                booking
                for booking in self._place.seating.between(starts_at, ends_at)
                if same(booking.student_name, booking.student_phone) == key
            ),
            None,
        )

    def _already_words(self, booking: Booking) -> str:
        place = self._place
        assert booking.starts_at is not None  # noqa: S101 - only such hold a seat
        assert booking.ends_at is not None  # noqa: S101 - likewise
        return translate(
            "walk-in",
            "{student} has a booking then already: seat {seat}, {start} – {end}. "
            "Check that one in, unless this is another.",
        ).format(
            student=student_within(booking.student_name),
            seat=seat_name(booking) or "–",
            start=day_time(booking.starts_at, place.zone, self._now),
            end=end_time(booking.starts_at, booking.ends_at, place.zone, self._now),
        )

    def _say(self, words: str, *, bad: bool, warns: bool = False) -> None:
        self.told.setText(words)
        restyle(self.told, "tone", "warn" if warns else "")
        restyle(self.told, "look", "wrong" if bad else "plain" if warns else "muted")
