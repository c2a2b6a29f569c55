"""The unit a seat is booked by, and from when until when."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from app.contract.models import BookingKind
from app.contract.pricing import end_of_local_day, month_later
from app.ui.leading import Leading
from app.ui.moment import MomentEdit
from app.ui.options import Options

translate = QCoreApplication.translate

HOURS = (1, 2, 3, 4, 8)
_USUAL = 2
_NOW = timedelta(minutes=15)


class When(Leading):
    """`changed` when kind, start or end is another.

    The end follows the start, kind and length, until somebody writes one: that one stays, until
    another kind or length is chosen, or it lies before the start.
    """

    changed = Signal()

    def __init__(self, zone: tzinfo, now: datetime, starts_at: datetime | None = None) -> None:
        super().__init__()
        self._zone, self._now = zone, now.replace(second=0, microsecond=0)
        self._end_is_written = False
        self.kind = Options(
            translate("walk-in", "Booked by"),
            (
                (BookingKind.HOUR, translate("walk-in", "By the hour")),
                (BookingKind.DAY, translate("walk-in", "Day")),
                (BookingKind.MONTH, translate("walk-in", "Month")),
            ),
        )
        self.hours = Options(
            translate("walk-in", "For how long"),
            tuple(
                (hours, translate("walk-in", "{hours} h").format(hours=hours)) for hours in HOURS
            ),
        )
        self.hours.choose(_USUAL)
        self.start = MomentEdit(translate("walk-in", "From"), zone)
        self.end = MomentEdit(translate("walk-in", "Until"), zone)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.kind)
        column.addWidget(self.hours)
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(4)
        for place, (words, field) in enumerate(
            (
                (translate("walk-in", "From"), self.start),
                (translate("walk-in", "Until"), self.end),
            )
        ):
            label = QLabel(words)
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        column.addLayout(grid)
        self.start.show_moment(starts_at or self._now)
        self._propose()
        self.kind.changed.connect(self._propose)
        self.hours.changed.connect(self._propose)
        self.start.dateTimeChanged.connect(self._start_changed)
        self.end.dateTimeChanged.connect(self._write_end)
        self.lead = self.kind

    def starts_at(self) -> datetime:
        """When it begins, in UTC."""
        return self.start.moment()

    def ends_at(self) -> datetime:
        """When it ends, in UTC."""
        return self.end.moment()

    def is_now(self) -> bool:
        """Whether who books so sits down now."""
        return abs(self.starts_at() - self._now) <= _NOW

    def use_zone(self, zone: tzinfo) -> None:
        """Show and take the same moments by another library's clock from now on."""
        self._zone = zone
        for field in (self.start, self.end):
            moment = field.moment()
            field.use_zone(zone)
            with QSignalBlocker(field):
                field.show_moment(moment)
        # A day ends by the clock of the library.
        self._start_changed()

    def follow(self, now: datetime) -> None:
        """Who sits down now does so a minute later when the question has stood for a minute."""
        before, self._now = self._now, now.replace(second=0, microsecond=0)
        if self.starts_at() == before != self._now:
            self.start.show_moment(self._now)

    def recall(self, kind: BookingKind, starts_at: datetime, ends_at: datetime | None) -> None:
        """Show a time that was chosen before; one that has begun begins now."""
        self.kind.choose(kind)
        self.start.show_moment(max(starts_at, self._now))
        if ends_at is not None:
            self.end.show_moment(ends_at)

    def wrong(self, now: datetime) -> str | None:
        """Why that span cannot be, if it cannot."""
        if self.ends_at() <= self.starts_at():
            return translate("walk-in", "A booking must end after it starts.")
        if self.ends_at() <= now:
            return translate("walk-in", "That time is over already.")
        return None

    def _write_end(self) -> None:
        self._end_is_written = True
        self.changed.emit()

    def _start_changed(self) -> None:
        if self._end_is_written and self.ends_at() > self.starts_at():
            self.changed.emit()
        else:
            self._propose()

    def _propose(self) -> None:
        """Write the end that goes with kind, length and start."""
        self._end_is_written = False
        kind, starts_at = self.kind.value(), self.starts_at()
        zone = self._zone if isinstance(self._zone, ZoneInfo) else ZoneInfo("UTC")
        self.hours.setVisible(kind is BookingKind.HOUR)
        with QSignalBlocker(self.end):
            if kind is BookingKind.HOUR:
                self.end.show_moment(starts_at + timedelta(hours=self.hours.value()))
            elif kind is BookingKind.DAY:
                self.end.show_moment(end_of_local_day(starts_at, zone))
            else:
                self.end.show_moment(month_later(starts_at, zone))
        self.changed.emit()
