"""Asks until when a booking is to last: what is free, what it costs, and who comes next."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from msgspec import UNSET
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from app.contract.models import Booking, BookingEdit, BookingKind
from app.contract.pricing import changed_total, month_later
from app.core.seating import Seating
from app.core.wording import seat_name
from app.ui.dialogs import Question
from app.ui.moment import MomentEdit
from app.ui.sheet import restyle
from app.ui.words import day_time, end_time, last_time, money, student_within

translate = QCoreApplication.translate

_MINUTE = timedelta(minutes=1)


class ExtendDialog(Question):
    """Opened with `open()`; `decided` carries the new end, for `booking` as it is then."""

    decided = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        booking: Booking,
        seating: Seating,
        zone: tzinfo,
        now: datetime,
        wanted: BookingEdit | None = None,
    ) -> None:
        super().__init__(
            parent,
            translate("extend", "Until when?"),
            "",
            translate("extend", "Leave it"),
            translate("extend", "Change the end"),
            harmless=True,
            default_on=True,
        )
        self._zone = zone
        self.end = MomentEdit(translate("extend", "Ends"), zone)
        self.quick: list[QPushButton] = []
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self.body.addLayout(self._row)
        self.body.addWidget(self.end)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.body.addWidget(self.told)
        self._look_at(booking, seating, now)
        self.end.show_moment(self._first(wanted))
        self.end.dateTimeChanged.connect(self._tell)
        self.accepted.connect(self._decide)
        self._tell()
        self.end.setFocus()

    def follow(self, booking: Booking, seating: Seating, now: datetime) -> None:
        """Show the booking and what follows it as they are by now; the end asked for stays."""
        self._look_at(booking, seating, now)
        self._tell()

    def _look_at(self, booking: Booking, seating: Seating, now: datetime) -> None:
        assert booking.starts_at is not None  # noqa: S101 - only such are offered another end
        assert booking.ends_at is not None  # noqa: S101 - likewise
        self.booking, self._seating, self._now = booking, seating, now
        self._starts_at, self._was = booking.starts_at, booking.ends_at
        self.what.setText(
            translate("extend", "{student} · Seat {seat} · now until {end}").format(
                student=student_within(booking.student_name),
                seat=seat_name(booking) or "–",
                end=last_time(self._was, self._zone, now),
            )
        )
        offers = self._offers()
        for _ in range(len(self.quick), len(offers)):
            self.quick.append(self._quick(len(self.quick)))
        for place, button in enumerate(self.quick):
            button.setVisible(place < len(offers))
            if place < len(offers):
                button.setText(offers[place][0])
                button.setAccessibleName(button.text())

    def _quick(self, place: int) -> QPushButton:
        button = QPushButton(self)
        button.setProperty("look", "option")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self.end.show_moment(self._offers()[place][1]))
        self._row.addWidget(button)
        return button

    def _offers(self) -> list[tuple[str, datetime]]:
        was, zone = self._was, self._zone
        offers: list[tuple[str, datetime]]
        if self.booking.kind == BookingKind.MONTH and isinstance(zone, ZoneInfo):
            offers = [(translate("extend", "+1 month"), month_later(was, zone))]
        elif self.booking.kind == BookingKind.DAY:
            local = was.astimezone(zone)
            offers = [(translate("extend", "+1 day"), local + timedelta(days=1))]
        else:
            offers = [
                (translate("extend", "+30 min"), was + timedelta(minutes=30)),
                (translate("extend", "+1 h"), was + timedelta(hours=1)),
                (translate("extend", "+2 h"), was + timedelta(hours=2)),
            ]
        until = self._free_until()
        if until is not None and until > was and self.booking.kind == BookingKind.HOUR:
            words = translate("extend", "As long as free: {time}").format(
                time=end_time(self._was, until, zone, self._now)
            )
            offers.append((words, until))
        return offers

    def _first(self, wanted: BookingEdit | None) -> datetime:
        """What was wanted before, or the usual, as long as the seat is free."""
        if wanted is not None and wanted.ends_at is not UNSET:
            return wanted.ends_at
        usual = self._offers()[0][1]
        until = self._free_until()
        return usual if until is None or until <= self._was else min(usual, until)

    def _free_until(self) -> datetime | None:
        seat = self.booking.seat_id or ""
        return self._seating.free_until(seat, self._was, but=self.booking.id)

    def _tell(self) -> None:
        end = self.end.moment()
        wrong = self._wrong(end)
        self.told.setText(wrong or self._right(end))
        restyle(self.told, "look", "wrong" if wrong else "muted")
        self.on.setEnabled(not wrong and abs(end - self._was) >= _MINUTE)

    def _wrong(self, end: datetime) -> str:
        if end <= self._starts_at:
            return translate("extend", "A booking must end after it starts.")
        if end <= self._now:
            return translate("extend", "That time is over already.")
        seat = self.booking.seat_id or ""
        taken = self._seating.clash(seat, self._was, end, but=self.booking.id)
        if taken is None or taken.starts_at is None:
            return ""
        return translate("extend", "{student} has this seat from {time}.").format(
            student=student_within(taken.student_name),
            time=day_time(taken.starts_at, self._zone, self._now),
        )

    def _right(self, end: datetime) -> str:
        until = self._free_until()
        free = (
            translate("extend", "The seat is free until {time}.").format(
                time=last_time(until, self._zone, self._now)
            )
            if until is not None
            else translate("extend", "Nobody has booked the seat after that.")
        )
        price = price_words(self.booking, self._starts_at, end, self._zone)
        return f"{free}\n{price}" if price else free

    def _decide(self) -> None:
        self.decided.emit(self.end.moment())


def price_words(booking: Booking, starts_at: datetime, ends_at: datetime, zone: tzinfo) -> str:
    """What the booking then costs, beside what it costs now; "" where nobody can tell."""
    if not isinstance(zone, ZoneInfo):
        return ""
    try:
        then = changed_total(booking, starts_at, ends_at, zone)
    except ValueError:
        return ""
    before, after = (money(minor, booking.currency) for minor in (booking.total_minor, then))
    if then == booking.total_minor:
        return translate("extend", "The price stays {price}.").format(price=before)
    words = (
        translate("extend", "{before} becomes {after}: {more} more.")
        if then > booking.total_minor
        else translate("extend", "{before} becomes {after}: {more} less.")
    )
    more = money(abs(then - booking.total_minor), booking.currency)
    return words.format(before=before, after=after, more=more)
