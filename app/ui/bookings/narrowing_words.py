"""What a narrowing says: its parts in words, each with what takes it away."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec
from PySide6.QtCore import QCoreApplication, QDate, QLocale

from app.core import orders
from app.core.orders import Order
from app.ui.bookings.groups import STATUSES
from app.ui.bookings.narrowing import Days, Narrowing, Which
from app.ui.words import kind_word, locale, payment_word, status_word

translate = QCoreApplication.translate


def parts(narrowing: Narrowing) -> list[tuple[str, Narrowing]]:
    """Each limit in words, and the narrowing without it; states that are a group's are none."""
    told = list[tuple[str, Narrowing]]()
    without = msgspec.structs.replace
    empty = frozenset[str]()
    if narrowing.statuses and narrowing.statuses not in STATUSES.values():
        words = _either(Order.STATUS, narrowing.statuses, status_word)
        told.append((words, without(narrowing, statuses=empty)))
    if narrowing.payments:
        words = _either(Order.PAYMENT, narrowing.payments, payment_word)
        told.append((words, without(narrowing, payments=empty)))
    if narrowing.kinds:
        words = _either(Order.KIND, narrowing.kinds, kind_word)
        told.append((words, without(narrowing, kinds=empty)))
    if narrowing.seats:
        seats = ", ".join(sorted(narrowing.seats, key=orders.seat_key))
        words = translate("filter", "Seat {seats}").format(seats=seats)
        told.append((words, without(narrowing, seats=empty)))
    if narrowing.days is not None:
        plain = without(narrowing, days=None, which=Which.HELD, first=None, last=None)
        told.append((_days(narrowing), plain))
    return told


def days_word(days: Days | None) -> str:
    """Days by their name."""
    return {
        None: translate("filter", "Any day"),
        Days.YESTERDAY: translate("filter", "Yesterday"),
        Days.TODAY: translate("filter", "Today"),
        Days.TOMORROW: translate("filter", "Tomorrow"),
        Days.THIS_WEEK: translate("filter", "This week"),
        Days.NEXT_WEEK: translate("filter", "Next week"),
        Days.THIS_MONTH: translate("filter", "This month"),
        Days.LAST_MONTH: translate("filter", "Last month"),
        Days.DATES: translate("filter", "Dates…"),
    }[days]


def which_word(which: Which) -> str:
    """What has to lie in the days."""
    return {
        Which.HELD: translate("filter", "Seat held"),
        Which.STARTS: translate("filter", "Starts"),
        Which.ENDS: translate("filter", "Ends"),
    }[which]


def _days(narrowing: Narrowing) -> str:
    first, last = narrowing.first, narrowing.last
    told = days_word(narrowing.days)
    if narrowing.days is Days.DATES and first is not None:
        shown = [
            locale().toString(QDate(day.year, day.month, day.day), QLocale.FormatType.ShortFormat)
            for day in dict.fromkeys((first, last or first))
        ]
        told = " – ".join(shown)
    return translate("filter", "{what}: {days}").format(what=which_word(narrowing.which), days=told)


def _either(order: Order, chosen: Iterable[str], word: Callable[[str], str]) -> str:
    return ", ".join(word(each) for each in sorted(chosen, key=lambda it: orders.rank(order, it)))
