"""A list of visits with one key for each thing that can be done about them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.commands import Action
from app.core.day import Visit
from app.ui.acts.hearing import hear, hear_actions, hear_enter
from app.ui.sheet import restyle
from app.ui.today.line import Line
from app.ui.words import number

translate = QCoreApplication.translate

_HEAD = 44
AT_ONCE = 6
"""So many lines are made before the window is let do something else: making forty stalls it."""

MOST = 40
"""So many lines are shown; what is further away is in the list of bookings."""


class Visits(QFrame):
    """`wanted(Visit, Action)` and `opened(Visit)` are asked for; `all_wanted` for the whole list.

    `others_wanted` asks for those who are not in it, but counted below. Arrows go from line to
    line, Enter opens the booking, and its keys are those of the page of bookings. A line that is
    worked on stays the same while others come and go.
    """

    wanted = Signal(object, object)
    opened = Signal(object)
    all_wanted = Signal()
    others_wanted = Signal()

    def __init__(self, title: str, nothing: str, *, end: bool) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._end = end
        self._lines: dict[str, Line] = {}
        self._order: list[str] = []
        self._entered = ""
        self._told: tuple[Sequence[Visit], datetime, bool] = ((), datetime.now(UTC), False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(0)
        self._rest.timeout.connect(self._make_lines)
        self.title, self.count = QLabel(title), QLabel()
        self.title.setProperty("look", "heading")
        self.count.setProperty("look", "muted")
        self.head = QHBoxLayout()
        self.nothing = QLabel(nothing)
        self.nothing.setProperty("look", "muted")
        self.nothing.setWordWrap(True)
        self.nothing.setContentsMargins(20, 4, 20, 16)
        self.more, self.others = self._link(), self._link()
        self.more.clicked.connect(self.all_wanted)
        self.others.clicked.connect(self.others_wanted)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        body = QWidget()
        body.setProperty("look", "clear")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(0)
        self._column.addWidget(self.nothing)
        self._column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)
        self._column.addStretch()
        self._area = QScrollArea()
        self._area.setProperty("look", "clear")
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        head.setProperty("look", "clear")
        # As high with a button in it as without.
        head.setFixedHeight(_HEAD)
        head.setLayout(self.head)
        self.head.setContentsMargins(20, 0, 14, 0)
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.count)
        self.head.addStretch()
        column.addWidget(head)
        column.addWidget(self._area, 1)
        column.addWidget(self.others, 0, Qt.AlignmentFlag.AlignLeading)

    @property
    def lines(self) -> list[Line]:
        """The lines shown, from top to bottom."""
        return [self._lines[key] for key in self._order]

    def tell(self, visits: Sequence[Visit], now: datetime, *, several: bool) -> None:
        """Show these, in this order; with `several`, with their libraries."""
        shown = visits[:MOST]
        order = [each.booking.id for each in shown]
        worked_on = self._worked_on()
        place = self._order.index(worked_on) if worked_on is not None else 0
        for key in set(self._order) - set(order):
            line = self._lines.pop(key)
            # Gone from sight at once, from memory when Qt has done with it.
            line.hide()
            line.deleteLater()
        for visit in shown:
            known = self._lines.get(visit.booking.id)
            if known is not None:
                known.tell(visit, now, several=several)
        self._told = (shown, now, several)
        self._make_lines()
        if worked_on is not None and worked_on not in self._lines and self._order:
            self.lines[min(place, len(self._order) - 1)].setFocus()
        self.count.setText(number(len(visits)) if visits else "")
        self.nothing.setVisible(not visits)
        left = len(visits) - len(shown)
        _say(self.more, translate("today", "%n more in the bookings", "", left) if left > 0 else "")

    def _make_lines(self) -> None:
        """Make lines for those that have none, the first ones first, and the rest a turn later."""
        shown, now, several = self._told
        new = [visit for visit in shown if visit.booking.id not in self._lines]
        for visit in new[:AT_ONCE]:
            self._made(visit).tell(visit, now, several=several)
        order = [visit.booking.id for visit in shown if visit.booking.id in self._lines]
        if order != self._order:
            self._order = order
            self._arrange()
        if len(new) > AT_ONCE:
            self._rest.start()

    def tell_others(self, words: str) -> None:
        """Say below the list who else there is; "" when nobody."""
        _say(self.others, words)

    def tick(self, now: datetime) -> None:
        """Follow the clock."""
        for line in self.lines:
            line.tick(now)

    def is_counting(self, now: datetime) -> bool:
        """Whether a line changes with the second."""
        return any(line.is_counting(now) for line in self.lines)

    def enter(self, chosen: Callable[[Visit], bool] = lambda _: True) -> bool:
        """Go to the first line that is `chosen`; False when there is none."""
        for line in self.lines:
            if line.visit is not None and chosen(line.visit):
                line.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return False

    def _connect(self) -> None:
        for keys, step in (("Up", -1), ("Down", 1)):
            hear(self, keys, partial(self._step, step)).setAutoRepeat(True)
        hear_enter(self, self._open)
        hear_actions(self, self._press)

    def _link(self) -> QPushButton:
        link = QPushButton(self)
        link.setProperty("look", "link")
        link.hide()
        return link

    def _made(self, visit: Visit) -> Line:
        line = Line(self, end=self._end)
        key = visit.booking.id
        line.wanted.connect(lambda action: self._ask(key, action))
        line.opened.connect(lambda: self._open_line(key))
        line.focused.connect(lambda: self._come_to(key))
        self._lines[key] = line
        return line

    def _come_to(self, key: str) -> None:
        line = self._lines.get(key)
        if line is not None:
            self._area.ensureWidgetVisible(line, 0, 8)
            self._rove(key)

    def _arrange(self) -> None:
        for place, line in enumerate(self.lines):
            if self._column.indexOf(line) != place:
                self._column.removeWidget(line)
                self._column.insertWidget(place, line)
            # It was made without a place in the layout, and so hidden.
            line.show()
            restyle(line, "first", place == 0)
        self._rove()
        # As they stand on the screen: the head, each line with its buttons, then the next.
        items = [self.head.itemAt(place) for place in range(self.head.count())]
        head = [item.widget() for item in items if item is not None]
        begin = [self, *(each for each in head if isinstance(each, QPushButton))]
        stops = [stop for line in self.lines for stop in (line, line.hold, line.act)]
        for before, after in pairwise([*begin, *stops, self.more, self.others]):
            QWidget.setTabOrder(before, after)

    def _rove(self, key: str = "") -> None:
        """Tab comes to one line with its buttons: the one worked on last, else the first.

        A busy day has more of them than anybody wants to pass on the way to what is behind.
        """
        self._entered = key or self._entered
        if self._entered not in self._order:
            self._entered = next(iter(self._order), "")
        for each, line in self._lines.items():
            line.take_tab(taken=each == self._entered)

    def _worked_on(self) -> str | None:
        focus = QApplication.focusWidget()
        if focus is None:
            return None
        return next(
            (key for key, line in self._lines.items() if line is focus or line.isAncestorOf(focus)),
            None,
        )

    def _step(self, by: int) -> None:
        worked_on = self._worked_on()
        if worked_on is None:
            self.enter()
            return
        place = self._order.index(worked_on) + by
        if 0 <= place < len(self._order):
            self.lines[place].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _press(self, action: Action) -> None:
        worked_on = self._worked_on()
        if worked_on is not None:
            self._ask(worked_on, action)

    def _ask(self, key: str, action: Action) -> None:
        visit = self._lines[key].visit
        if visit is not None:
            self.wanted.emit(visit, action)

    def _open(self) -> None:
        worked_on = self._worked_on()
        if worked_on is not None:
            self._open_line(worked_on)

    def _open_line(self, key: str) -> None:
        visit = self._lines[key].visit
        if visit is not None:
            self.opened.emit(visit)


def _say(link: QPushButton, words: str) -> None:
    link.setText(words)
    link.setAccessibleName(words)
    link.setVisible(bool(words))
