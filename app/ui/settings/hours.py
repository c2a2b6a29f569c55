"""Quiet hours: on which weekdays, from when until when; and the computer's own quiet."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QTimeEdit,
    QToolButton,
    QVBoxLayout,
)

from app.core.manners import Manners
from app.core.quiet_hours import WEEK, QuietHours
from app.ui.leading import Leading
from app.ui.parts import Parts
from app.ui.settings.cards import card
from app.ui.settings.keeper import RulesKeeper
from app.ui.settings.kinds import kinds
from app.ui.theme import Theme

translate = QCoreApplication.translate

_MOST = 14
_TEXT_MARGIN = 7


class HoursRow(QFrame):
    """One span: `changed` when a person has changed it, `removed` when they want it gone."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, hours: QuietHours) -> None:
        super().__init__()
        locale = QLocale()
        self.days: list[QPushButton] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 5, 12, 5)
        row.setSpacing(6)
        for day in range(WEEK):
            button = QPushButton(locale.standaloneDayName(day + 1, QLocale.FormatType.ShortFormat))
            button.setProperty("look", "option")
            button.setAccessibleName(locale.standaloneDayName(day + 1))
            button.setCheckable(True)
            button.toggled.connect(self._day_toggled)
            self.days.append(button)
            row.addWidget(button)
        row.addSpacing(10)
        self.begins = _time(translate("hours", "Begin"))
        self.ends = _time(translate("hours", "End"))
        until = QLabel(translate("hours", "until"))
        until.setProperty("look", "muted")
        self._next = QLabel()
        self._next.setProperty("look", "muted")
        self.remove = QToolButton()
        self.remove.setProperty("look", "icon")
        self.remove.setAccessibleName(translate("hours", "Remove these quiet hours"))
        self.remove.setToolTip(self.remove.accessibleName())
        theme.dress(self.remove, "close")
        for part in (self.begins, until, self.ends, self._next):
            row.addWidget(part)
        row.addStretch()
        row.addWidget(self.remove)
        self.remove.clicked.connect(self.removed)
        for edit in (self.begins, self.ends):
            edit.timeChanged.connect(self._tell)
            # Not each digit that is typed: half of an hour is another one.
            edit.editingFinished.connect(self.changed)
        self.show_hours(hours)

    def show_hours(self, hours: QuietHours) -> None:
        """Show these."""
        blockers = [QSignalBlocker(each) for each in (*self.days, self.begins, self.ends)]
        for day, button in enumerate(self.days):
            button.setChecked(day in hours.days)
        self.begins.setTime(_clock(hours.begins))
        self.ends.setTime(_clock(hours.ends))
        del blockers
        self._tell()

    def hours(self) -> QuietHours:
        """What is shown."""
        days = frozenset(day for day, button in enumerate(self.days) if button.isChecked())
        return QuietHours(
            days=days, begins=_minutes(self.begins.time()), ends=_minutes(self.ends.time())
        )

    def _day_toggled(self) -> None:
        if not any(button.isChecked() for button in self.days):
            # Hours of no day are none; the cross removes them.
            sender = self.sender()
            if isinstance(sender, QPushButton):
                sender.setChecked(True)
            return
        self.changed.emit()

    def _tell(self) -> None:
        hours = self.hours()
        over = hours.ends <= hours.begins
        self._next.setText(translate("hours", "the next day") if over else "")


class QuietSettings(Leading):
    """What is chosen holds at once."""

    def __init__(self, parts: Parts, keeper: RulesKeeper) -> None:
        super().__init__()
        self._parts = parts
        self._keeper = keeper
        self.rows: list[HoursRow] = []
        self._hours = QVBoxLayout()
        self._hours.setSpacing(0)
        self._none = QLabel(
            translate("hours", "Alerts ring at all hours. Add the hours in which they should not.")
        )
        self._none.setProperty("look", "muted")
        self._none.setContentsMargins(20, 4, 20, 4)
        self._none.setWordWrap(True)
        self.add = QPushButton(translate("hours", "Add quiet hours"))
        self.add.setAccessibleName(self.add.text())
        parts.theme.dress(self.add, "plus")
        self.system = QCheckBox(
            translate("hours", "Be quiet while this computer’s own “do not disturb” is on")
        )
        self.system.setAccessibleName(self.system.text())
        self._breaking = QLabel()
        self._breaking.setProperty("look", "muted")
        self._breaking.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._hours_card())
        column.addWidget(card(self.system, self._breaking))
        column.addStretch()
        self.lead = self.add
        self.add.clicked.connect(self._added)
        self.system.toggled.connect(self._system_toggled)
        keeper.changed.connect(self._tell)
        self._tell()

    def _hours_card(self) -> QFrame:
        title = QLabel(translate("hours", "Quiet hours"))
        title.setProperty("look", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 14, 4)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.add)
        hint = QLabel(
            translate(
                "hours",
                "By this computer’s clock. What rings meanwhile is kept in Notices, and says so.",
            )
        )
        hint.setProperty("look", "muted")
        hint.setWordWrap(True)
        hint.setContentsMargins(20, 4, 20, 4)
        card = QFrame()
        card.setProperty("look", "card")
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 10)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._none)
        column.addLayout(self._hours)
        column.addWidget(hint)
        return card

    def _tell(self) -> None:
        hours = self._keeper.rules.hours
        while len(self.rows) > len(hours):
            gone = self.rows.pop()
            gone.hide()
            gone.deleteLater()
        for place, each in enumerate(hours):
            if place < len(self.rows):
                self.rows[place].show_hours(each)
                continue
            row = HoursRow(self._parts.theme, each)
            row.changed.connect(self._changed)
            row.removed.connect(lambda row=row: self._removed(row))
            self.rows.append(row)
            self._hours.addWidget(row)
        self._none.setVisible(not hours)
        self.add.setEnabled(len(hours) < _MOST)
        blocker = QSignalBlocker(self.system)
        self.system.setChecked(self._keeper.rules.respects_system)
        del blocker
        self._breaking.setText(self._breaking_words())

    def _breaking_words(self) -> str:
        manners = Manners(self._keeper.rules, self._parts.catalogue)
        names = [
            kind.words
            for kind in kinds(self._parts.catalogue)[1:]
            if manners.of(kind.events[0]).breaks_quiet
        ]
        if not names:
            return translate(
                "hours", "Nothing rings in quiet. Choose under Alerts what may ring all the same."
            )
        listed = QLocale().createSeparatedList(names)
        return translate("hours", "In quiet these ring all the same: {kinds}").format(kinds=listed)

    def _added(self) -> None:
        self._keep((*self._keeper.rules.hours, QuietHours()))
        if self.rows:
            self.rows[-1].begins.setFocus(Qt.FocusReason.OtherFocusReason)

    def _removed(self, row: HoursRow) -> None:
        self._keep(tuple(each.hours() for each in self.rows if each is not row))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        self._keep(tuple(each.hours() for each in self.rows))

    def _keep(self, hours: tuple[QuietHours, ...]) -> None:
        if hours != self._keeper.rules.hours:
            self._keeper.choose(msgspec.structs.replace(self._keeper.rules, hours=hours))

    def _system_toggled(self, wanted: bool) -> None:
        self._keeper.choose(msgspec.structs.replace(self._keeper.rules, respects_system=wanted))


def _time(name: str) -> QTimeEdit:
    edit = QTimeEdit()
    edit.setAccessibleName(name)
    line = edit.lineEdit()
    if line is not None:
        # The sheet's padding counts for the frame alone.
        line.setTextMargins(_TEXT_MARGIN, 0, _TEXT_MARGIN, 0)
    edit.setDisplayFormat(QLocale().timeFormat(QLocale.FormatType.ShortFormat))
    return edit


def _clock(minutes: int) -> QTime:
    return QTime(minutes // 60, minutes % 60)


def _minutes(clock: QTime) -> int:
    return clock.hour() * 60 + clock.minute()
