"""One visit of a list: when, who, how it stands, and what is to be done about it."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.commands import Action
from app.core.day import Visit
from app.ui.acts.offered import KEYS
from app.ui.glyph import ElidedLabel
from app.ui.sheet import restyle
from app.ui.today.told import (
    about_words,
    action_words,
    is_counting,
    next_action,
    release_hint,
    release_words,
    state_words,
    time_words,
    visit_words,
    whole_action_words,
)
from app.ui.words import student_word

translate = QCoreApplication.translate

_TIME_WIDTH = 104
_SECOND = timedelta(seconds=1)


class Line(QFrame):
    """`wanted(Action)` is pressed here; `opened` when the whole booking is to be seen."""

    wanted = Signal(object)
    opened = Signal()
    focused = Signal()

    def __init__(self, parent: QWidget, *, end: bool) -> None:
        super().__init__(parent)
        self.setProperty("look", "visit")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        # Few of them do not share the height of many.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._end = end
        self.visit: Visit | None = None
        self._told: tuple[Visit, bool, datetime] | None = None
        self._action: Action | None = None
        self.time = QLabel()
        self.time.setProperty("look", "heading")
        self.name = ElidedLabel()
        self.name.setProperty("look", "heading")
        # What is to be paid is not cut off behind the name of a library.
        self.about = ElidedLabel(lines=2, at=" · ")
        self.about.setProperty("look", "small")
        self.state, self.release = ElidedLabel(), QLabel()
        for label in (self.state, self.release):
            label.setProperty("look", "small")
        self.release.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        self.act = self._button()
        self.act.clicked.connect(self._press)
        self.hold = self._button()
        self.hold.clicked.connect(lambda: self.wanted.emit(Action.HOLD))
        self._name_button(self.hold, Action.HOLD)
        # When, and how it stands with that; who, and what about.
        when = QWidget(self)
        when.setProperty("look", "clear")
        when.setFixedWidth(_TIME_WIDTH)
        times, names = QVBoxLayout(when), QVBoxLayout()
        times.setContentsMargins(0, 0, 0, 0)
        for column, labels in (
            (times, (self.time, self.state)),
            (names, (self.name, self.about)),
        ):
            column.setSpacing(0)
            column.addStretch()
            for label in labels:
                column.addWidget(label)
            column.addStretch()
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 14, 7)
        row.setSpacing(10)
        row.addWidget(when)
        row.addLayout(names, 1)
        row.addWidget(self.release)
        row.addWidget(self.hold)
        row.addWidget(self.act)

    def tell(self, visit: Visit, now: datetime, *, several: bool) -> None:
        """Show a visit as it stands at `now`; with `several`, its library too."""
        # Each event asks all lines to tell themselves, and a burst has hundreds in a second.
        if self._told is not None:
            before, among, at = self._told
            if (before, among) == (visit, several) and at <= now < at + _SECOND:
                return
        self._told = (visit, several, now)
        self.visit = visit
        self.time.setText(time_words(visit, now, end=self._end))
        self.name.tell(student_word(visit.booking.student_name))
        self.about.tell(about_words(visit, several=several))
        self._tell_action(visit, now)
        self.tick(now)
        self.setAccessibleName(visit_words(visit, now, several=several))

    def tick(self, now: datetime) -> None:
        """Follow the clock."""
        if self.visit is None:
            return
        words, tone = state_words(self.visit, now)
        self.state.tell(words)
        restyle(self.state, "tone", tone)
        release = release_words(self.visit, now)
        self.release.setText(release)
        self.release.setToolTip(release_hint(self.visit, now))
        self.release.setVisible(bool(release))

    def is_counting(self, now: datetime) -> bool:
        """Whether it changes with the second."""
        return self.visit is not None and is_counting(self.visit, now)

    def take_tab(self, *, taken: bool) -> None:
        """Whether Tab comes to it and to its buttons, or passes them."""
        policy = Qt.FocusPolicy.StrongFocus if taken else Qt.FocusPolicy.ClickFocus
        for stop in (self, self.act, self.hold):
            stop.setFocusPolicy(policy)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the booking."""
        self.opened.emit()
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Come into sight."""
        super().focusInEvent(event)
        self.focused.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A button that has the focus brings its line into sight as well."""
        if event.type() is QEvent.Type.FocusIn:
            self.focused.emit()
        return super().eventFilter(watched, event)

    def _press(self) -> None:
        if self._action is not None:
            self.wanted.emit(self._action)

    def _tell_action(self, visit: Visit, now: datetime) -> None:
        waits = visit.row.is_held_up
        action = next_action(visit, now)
        if action is not self._action:
            self._action = action
            if action is not None:
                self._name_button(self.act, action)
        self.act.setVisible(action is not None)
        self.act.setEnabled(not waits)
        self.hold.setVisible(bool(release_words(visit, now)))
        self.hold.setEnabled(not waits)
        # Heard one by one, "Check in" must say whom.
        for button in (self.act, self.hold):
            button.setAccessibleDescription(student_word(visit.booking.student_name))

    def _name_button(self, button: QPushButton, action: Action) -> None:
        button.setText(action_words(action))
        words = whole_action_words(action)
        button.setAccessibleName(words)
        button.setToolTip(translate("today", "{what} ({key})").format(what=words, key=KEYS[action]))

    def _button(self) -> QPushButton:
        # With a parent from the start: shown without one, it would be a window of its own.
        button = QPushButton(self)
        button.installEventFilter(self)
        return button
