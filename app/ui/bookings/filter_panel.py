"""The panel that narrows the list: states, money, kinds, seats and days, at once as one presses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.orders import RANKS, Order
from app.ui.bookings.narrowing import Days, Narrowing, Which
from app.ui.bookings.narrowing_words import days_word, which_word
from app.ui.popover import Popover
from app.ui.words import kind_word, payment_word, status_word

translate = QCoreApplication.translate

_WIDTH, _ACROSS = 420, 3


class FilterPanel(Popover):
    """Opens below a button; `narrowed(Narrowing)` with each press in it."""

    narrowed = Signal(object)

    def __init__(self, parent: QWidget, today: Callable[[], date]) -> None:
        super().__init__(parent)
        self.setAccessibleName(translate("filter", "Filter the bookings"))
        self.setFixedWidth(_WIDTH)
        self._today = today
        self._narrowing = Narrowing()
        self._telling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 16)
        column.setSpacing(8)
        self.options: dict[str, dict[str, QPushButton]] = {}
        for field, order, words, title in (
            ("statuses", Order.STATUS, status_word, translate("filter", "Status")),
            ("payments", Order.PAYMENT, payment_word, translate("filter", "Payment")),
            ("kinds", Order.KIND, kind_word, translate("filter", "Kind")),
        ):
            column.addWidget(_heading(title))
            column.addLayout(self._choices(field, RANKS[order], words, title))
            column.addSpacing(4)
        column.addWidget(_heading(translate("filter", "Days")))
        column.addLayout(self._days())
        column.addSpacing(4)
        self.seats = QLineEdit()
        self.seats.setPlaceholderText(translate("filter", "Such as A-12, B-3"))
        self.seats.setAccessibleName(translate("filter", "Seats, with commas between"))
        self.seats.setMaxLength(200)
        self.seats.textEdited.connect(self._take)
        column.addWidget(_heading(translate("filter", "Seats")))
        column.addWidget(self.seats)
        column.addSpacing(8)
        self.clear = QPushButton(translate("filter", "Clear all"))
        self.clear.setAccessibleName(self.clear.text())
        self.clear.clicked.connect(self._clear)
        self.done = QPushButton(translate("filter", "Done"))
        self.done.setAccessibleName(self.done.text())
        self.done.setProperty("look", "primary")
        self.done.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addWidget(self.clear)
        row.addStretch()
        row.addWidget(self.done)
        column.addLayout(row)

    def tell(self, narrowing: Narrowing) -> None:
        """Show what is chosen."""
        self._telling = True
        self._narrowing = narrowing
        for field, options in self.options.items():
            for word, option in options.items():
                option.setChecked(word in getattr(narrowing, field))
        self.which.setCurrentIndex(self.which.findData(narrowing.which))
        self.days.setCurrentIndex(self.days.findData(narrowing.days))
        for entry, day in ((self.first, narrowing.first), (self.last, narrowing.last)):
            shown = day or self._today()
            entry.setDate(QDate(shown.year, shown.month, shown.day))
        typed = _seats(self.seats.text())
        if typed != narrowing.seats:
            self.seats.setText(", ".join(sorted(narrowing.seats)))
        self._fit()
        self._telling = False

    def _choices(
        self, field: str, words: tuple[str, ...], told: Callable[[str], str], title: str
    ) -> QGridLayout:
        grid = QGridLayout()
        grid.setSpacing(6)
        self.options[field] = {}
        for place, word in enumerate(words):
            option = QPushButton(told(word))
            option.setProperty("look", "option")
            option.setCheckable(True)
            option.setAccessibleName(
                translate("filter", "{title}: {word}").format(title=title, word=told(word))
            )
            option.clicked.connect(self._take)
            self.options[field][word] = option
            grid.addWidget(option, place // _ACROSS, place % _ACROSS)
        return grid

    def _days(self) -> QVBoxLayout:
        self.which, self.days = QComboBox(), QComboBox()
        self.which.setAccessibleName(translate("filter", "What lies in these days"))
        self.days.setAccessibleName(translate("filter", "Days"))
        for which in Which:
            self.which.addItem(which_word(which), which)
        for days in (None, *Days):
            self.days.addItem(days_word(days), days)
        self.days.setMaxVisibleItems(12)
        self.first, self.last = QDateEdit(), QDateEdit()
        self.first.setAccessibleName(translate("filter", "First day"))
        self.last.setAccessibleName(translate("filter", "Last day"))
        for entry in (self.first, self.last):
            entry.setCalendarPopup(True)
            entry.lineEdit().setAccessibleName(entry.accessibleName())
            entry.dateChanged.connect(self._take)
        for combo in (self.which, self.days):
            combo.currentIndexChanged.connect(self._take)
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.which, 1)
        top.addWidget(self.days, 1)
        self._dates = QWidget()
        dates = QHBoxLayout(self._dates)
        dates.setContentsMargins(0, 0, 0, 0)
        dates.setSpacing(6)
        dates.addWidget(self.first, 1)
        dates.addWidget(QLabel("–"))
        dates.addWidget(self.last, 1)
        both = QVBoxLayout()
        both.setSpacing(6)
        both.addLayout(top)
        both.addWidget(self._dates)
        return both

    def _take(self) -> None:
        if self._telling:
            return
        chosen = {
            field: frozenset(word for word, option in options.items() if option.isChecked())
            for field, options in self.options.items()
        }
        days = self.days.currentData()
        dates = days == Days.DATES
        self._narrowing = Narrowing(
            **chosen,
            seats=_seats(self.seats.text()),
            days=Days(days) if days else None,
            which=Which(self.which.currentData()) if days else Which.HELD,
            first=_date(self.first) if dates else None,
            last=_date(self.last) if dates else None,
        )
        self._fit()
        self.narrowed.emit(self._narrowing)

    def _clear(self) -> None:
        self.tell(Narrowing())
        self.narrowed.emit(self._narrowing)

    def _fit(self) -> None:
        self._dates.setVisible(self.days.currentData() == Days.DATES)
        self.which.setEnabled(self.days.currentData() is not None)
        self.clear.setEnabled(self._narrowing != Narrowing())
        self.fit()


def _heading(words: str) -> QLabel:
    label = QLabel(words)
    label.setProperty("look", "small")
    return label


def _seats(typed: str) -> frozenset[str]:
    return frozenset(label for part in typed.split(",") if (label := part.strip()))


def _date(entry: QDateEdit) -> date:
    day = entry.date()
    return date(day.year(), day.month(), day.day())
