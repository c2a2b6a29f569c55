"""The page of today: tiles, who arrives, who leaves, and how full the day is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
)

from app.contract.models import BookingEdit, Library
from app.contract.requests import LibraryEdit
from app.core.changes import Changes
from app.core.commands import Action
from app.core.day import Day, Visit
from app.ui.acts.acts import HOLD, Acts
from app.ui.acts.undo_bar import UndoBar
from app.ui.export.button import ExportButton
from app.ui.export.exports import Exports
from app.ui.export.table import Wanted, of_day
from app.ui.live_page import MINUTE_MS, SECOND_MS, LivePage
from app.ui.parts import Parts
from app.ui.roles import may_arrange
from app.ui.theme import Theme
from app.ui.today.behind import arriving, here, passes, unpaid_today
from app.ui.today.live_day import LiveDay
from app.ui.today.picture import Key, Picture
from app.ui.today.rule import RuleDialog
from app.ui.today.tiles import Number, Tiles
from app.ui.today.told import clocks_differ, passes_words, rule_words
from app.ui.today.visits import Visits
from app.ui.words import dated, foreign_zones, whole_date, zone_of

translate = QCoreApplication.translate

_SIDE_BY_SIDE = 860
"""From this width on arrivals and departures stand beside each other."""


class TodayPage(LivePage):
    """`list_wanted(View)` asks for a list, `new_wanted` for a booking at the desk."""

    list_wanted = Signal(object)
    new_wanted = Signal()

    def __init__(self, parts: Parts, bar: UndoBar) -> None:
        super().__init__(parts)
        self._live = LiveDay(self.reader, parts.now)
        self._lively = False
        self.day = Day()
        self._build(parts.theme)
        self.undo_bar = bar
        self.acts = Acts(self, parts, self.reader, bar, self.show_now)
        self.export.serve(self, Exports(self, parts, bar, self._shown))

    # What it follows.

    def follow(self, changes: Sequence[Changes]) -> bool:
        """Follow what changed."""
        # A copy that is read anew is no event.
        self._lively = self._lively or not any(each.reloaded for each in changes)
        self.acts.follow()
        return self._live.take(changes)

    def refused(self, keys: Iterable[str]) -> None:
        """What is said of them is not true."""
        self.acts.giving.follow(keys)

    def tick(self) -> None:
        """Follow the clock: all of it each minute or so, countdowns each second."""
        now = self.parts.now()
        if self.clock.interval() == SECOND_MS and now.second % 20:
            self.arrivals.tick(now)
        else:
            self.show_now()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Below each other where there is little room, and then without the picture."""
        super().resizeEvent(event)
        self._arrange()

    # How it is made.

    def _build(self, theme: Theme) -> None:
        self.title = QLabel(translate("today", "Today"))
        self.title.setProperty("look", "title")
        self.date = QLabel()
        self.date.setProperty("look", "muted")
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.title)
        head.addWidget(self.date)
        head.addStretch()
        self.export = ExportButton(theme)
        head.addWidget(self.export)
        self.tiles = Tiles()
        self.tiles.pressed.connect(self._open_number)
        self.arrivals = Visits(
            translate("today", "Arriving"),
            translate("today", "Nobody else is expected today."),
            end=False,
        )
        self.rule = QLabel()
        self.rule.setProperty("look", "small")
        self.rule.setTextFormat(Qt.TextFormat.PlainText)
        self.change_rule = QPushButton(translate("today", "Change…"))
        self.change_rule.setProperty("look", "link")
        self.change_rule.setAccessibleName(translate("today", "Change when a seat is given up"))
        self.change_rule.setToolTip(self.change_rule.accessibleName())
        self.change_rule.clicked.connect(self._ask_rule)
        self.arrivals.head.addWidget(self.rule)
        self.arrivals.head.addWidget(self.change_rule)
        self.departures = Visits(
            translate("today", "Leaving next"), translate("today", "Nobody is here."), end=True
        )
        for visits in (self.arrivals, self.departures):
            visits.wanted.connect(self._act)
            visits.opened.connect(lambda visit: self.booking_wanted.emit(visit.booking.id, None))
        self.lead = self.arrivals
        self.arrivals.all_wanted.connect(lambda: self.list_wanted.emit(arriving()))
        self.arrivals.others_wanted.connect(lambda: self.list_wanted.emit(passes()))
        self.departures.all_wanted.connect(lambda: self.list_wanted.emit(here()))
        self.picture = Picture(theme, self.parts.now)
        self.chart = self._chart(theme)
        self._grid = QGridLayout()
        self._grid.setSpacing(12)
        self._side_by_side: bool | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.tiles)
        column.addLayout(self._grid, 1)
        self._arrange()

    def _chart(self, theme: Theme) -> QFrame:
        box = QFrame()
        box.setProperty("look", "card")
        title = QLabel(translate("today", "Seats held by the hour"))
        title.setProperty("look", "heading")
        head = QHBoxLayout()
        head.addWidget(title)
        head.addStretch()
        head.addWidget(Key(theme))
        column = QVBoxLayout(box)
        column.setContentsMargins(20, 12, 14, 8)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.picture, 1)
        return box

    def _arrange(self) -> None:
        beside = self.width() >= _SIDE_BY_SIDE
        if beside is self._side_by_side:
            return
        self._side_by_side = beside
        for widget in (self.arrivals, self.departures, self.chart):
            self._grid.removeWidget(widget)
        if beside:
            self._grid.addWidget(self.arrivals, 0, 0, 2, 1)
            self._grid.addWidget(self.departures, 0, 1)
            self._grid.addWidget(self.chart, 1, 1)
        else:
            self._grid.addWidget(self.arrivals, 0, 0)
            self._grid.addWidget(self.departures, 1, 0)
        self.chart.setVisible(beside)
        self._grid.setColumnStretch(0, 4)
        self._grid.setColumnStretch(1, 3 if beside else 0)
        self._grid.setRowStretch(0, 6)
        self._grid.setRowStretch(1, 5)

    # What it shows.

    @property
    def libraries(self) -> tuple[Library, ...]:
        """The libraries that are looked at."""
        return tuple(each for each in self.known_libraries if self.library_id in {"", each.id})

    def look(self, *, anew: bool = False) -> None:
        """Read the day of the libraries that are looked at, and show it."""
        if self.isVisible():
            self.guarded(lambda: self._live.show(self.libraries, anew=anew))
            self.show_now()

    def show_now(self) -> None:
        """Show the day as it stands."""
        now = self.parts.now()
        libraries = self.libraries
        day = self.guarded(self._live.day)
        if day is None:
            return
        self.day = day
        several = len(libraries) > 1
        self.date.setText(self._date_words(now))
        self.tiles.tell(day, now, lively=self._lively)
        self._lively = False
        self.arrivals.tell((*day.late, *day.due), now, several=several)
        self.departures.tell(day.here, now, several=several)
        self.arrivals.tell_others(passes_words(day))
        if len({each.timezone for each in libraries}) > 1:
            self.picture.tell((), 0, clocks_differ())
        else:
            self.picture.tell(self._live.hours(), day.seats)
        self._tell_rule()
        counting = self.arrivals.is_counting(now)
        self.clock.setInterval(SECOND_MS if counting else MINUTE_MS)

    def _date_words(self, now: datetime) -> str:
        libraries = self.libraries
        dates = {now.astimezone(zone_of(each)).date() for each in libraries}
        first, *others = sorted(dates or {now.astimezone().date()})
        # Where it is another day already in one of them, no single date is true.
        told = " / ".join(dated(each, first) for each in (first, *others))
        if not others:
            told = whole_date(first)
        zones = [zone.replace("_", " ") for zone in foreign_zones(libraries, now)]
        if not zones:
            return told
        return translate("today", "{date} · times in {zones}").format(
            date=told, zones=", ".join(zones)
        )

    def _tell_rule(self) -> None:
        libraries, status = self.libraries, self.status
        one = libraries[0] if len(libraries) == 1 else None
        basic = status is not None and status.basic
        self.rule.setText(
            rule_words(one.no_show_after_minutes) if one is not None and not basic else ""
        )
        self.change_rule.setVisible(one is not None and may_arrange(status))

    def _shown(self) -> tuple[str, Wanted]:
        """What a file of this page holds."""
        now = self.parts.now()
        return translate("today", "Today"), of_day(self.libraries, now, now)

    # What is pressed on it.

    def _open_number(self, which: Number) -> None:
        match which:
            case Number.LATE:
                self.arrivals.enter()
            case Number.DUE:
                late = {each.booking.id for each in self.day.late}
                self.arrivals.enter(lambda visit: visit.booking.id not in late)
            case Number.LEAVING:
                self.departures.enter()
            case Number.HERE:
                self.list_wanted.emit(here())
            case Number.FREE:
                self.new_wanted.emit()
            case Number.MONEY:
                self.list_wanted.emit(unpaid_today())

    def _act(self, visit: Visit, action: Action) -> None:
        row = visit.row
        if action is Action.HOLD:
            self._hold(visit, self.parts.now())
        else:
            self.acts.press(action, row, zone_of(visit.library))

    def _hold(self, visit: Visit, now: datetime) -> None:
        booking = visit.booking
        if visit.row.is_held_up or visit.released_at is None:
            return
        if booking.starts_at is None or booking.starts_at > now:
            return
        until = max(now, visit.released_at) + HOLD
        if booking.ends_at is not None:
            until = min(until, booking.ends_at)
        edit = BookingEdit(version=booking.version, held_until=until)
        self.acts.edit(visit.row, Action.HOLD, edit)

    def _ask_rule(self) -> None:
        libraries = self.libraries
        if len(libraries) != 1:
            return
        library = libraries[0]
        now = self.parts.now()
        held = self.guarded(lambda: self.reader.holding(library.id, now)) or []
        dialog = RuleDialog(self, library, [row.booking for row in held], now)
        dialog.decided.connect(lambda minutes: self._set_rule(library, minutes))
        dialog.open()

    def _set_rule(self, library: Library, minutes: int | None) -> None:
        if minutes == library.no_show_after_minutes:
            return
        edit = LibraryEdit(version=library.version, no_show_after_minutes=minutes)
        self.parts.tasks.start(
            self.parts.bridge.call(lambda desk: desk.administration.edit_library(library.id, edit)),
            "change the rule",
        )
