"""What it costs, and what of that is paid at once."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout

from app.contract.currencies import minor_digits
from app.contract.models import BookingKind
from app.contract.pricing import Quote, quote
from app.ui.leading import Leading
from app.ui.options import Options
from app.ui.walk_in.place import Place
from app.ui.words import amount, money, number, read_amount

translate = QCoreApplication.translate


class Way(StrEnum):
    """What of the price is paid now."""

    ALL = "all"
    NOTHING = "nothing"
    PART = "part"


class Paid(Leading):
    """`changed` when something else is paid."""

    changed = Signal()

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._quote: Quote | None = None
        self.price = QLabel()
        self.price.setProperty("look", "title")
        self.lines = QLabel()
        self.lines.setProperty("look", "muted")
        self.way = Options(
            translate("walk-in", "Paid"),
            (
                (Way.NOTHING, translate("walk-in", "Pays later")),
                (Way.ALL, translate("walk-in", "Paid")),
                (Way.PART, translate("walk-in", "A part")),
            ),
        )
        self.amount = QLineEdit()
        self.amount.setAccessibleName(translate("walk-in", "How much is paid"))
        self.amount.setFixedWidth(96)
        costs = QHBoxLayout()
        costs.setSpacing(10)
        costs.addWidget(self.price)
        costs.addWidget(self.lines)
        costs.addStretch()
        ways = QHBoxLayout()
        ways.setSpacing(6)
        ways.addWidget(self.way)
        ways.addWidget(self.amount)
        ways.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(6)
        column.addLayout(costs)
        column.addLayout(ways)
        self.way.changed.connect(self._way_changed)
        self.amount.textEdited.connect(self.changed)
        self.amount.hide()
        self.lead = self.way

    def use(self, place: Place) -> None:
        """Tell what it costs by these prices from now on."""
        self._place = place

    def recall(self, paid_minor: int | None, *, whole: bool) -> None:
        """Say that so much was paid, or all of it."""
        if paid_minor and self._quote is not None and paid_minor < self._quote.total_minor:
            self.way.choose(Way.PART)
            self.amount.setText(amount(paid_minor, self._currency()))
        else:
            self.way.choose(Way.ALL if whole or paid_minor else Way.NOTHING)

    def tell(self, kind: BookingKind, starts_at: datetime, ends_at: datetime) -> None:
        """Say what that span costs."""
        self._quote = self._quoted(kind, starts_at, ends_at)
        told = self._quote
        if told is None:
            self.price.setText("")
            self.lines.setText(translate("walk-in", "The server says what it costs."))
            return
        self.price.setText(money(told.total_minor, told.currency))
        self.lines.setText(
            " + ".join(
                translate("walk-in", "{units} × {price}").format(
                    units=number(line.units), price=money(line.unit_minor, told.currency)
                )
                for line in told.lines
            )
        )
        if self.way.value() is not Way.PART:
            self.amount.setText(amount(told.total_minor, told.currency))

    def is_paid(self) -> bool:
        """Whether all of it is."""
        return self.way.value() is Way.ALL

    def minor(self) -> int | None:
        """What is paid, in minor units; None where nobody here knows what it costs."""
        told, way = self._quote, self.way.value()
        if way is Way.PART:
            return self._typed()
        if told is None or way is Way.NOTHING:
            return None
        return told.total_minor or None

    def wrong(self) -> str | None:
        """Why that cannot have been paid, if it cannot."""
        if self.way.value() is not Way.PART:
            return None
        typed, told = self._typed(), self._quote
        if typed is None:
            return translate("walk-in", "Write an amount such as {example}.").format(
                example=amount(told.total_minor if told else 10_000, self._currency())
            )
        if told is not None and typed > told.total_minor:
            return translate("walk-in", "That is more than it costs.")
        return None

    def _way_changed(self) -> None:
        part = self.way.value() is Way.PART
        self.amount.setVisible(part)
        self.lead = self.amount if part else self.way
        if part:
            self.amount.setFocus()
            self.amount.selectAll()
        self.changed.emit()

    def _typed(self) -> int | None:
        return read_amount(self.amount.text(), minor_digits(self._currency()))

    def _currency(self) -> str:
        pricing = self._place.pricing
        return pricing.currency if pricing is not None else self._place.library.currency

    def _quoted(self, kind: BookingKind, starts_at: datetime, ends_at: datetime) -> Quote | None:
        pricing, zone = self._place.pricing, self._place.zone
        if pricing is None or not isinstance(zone, ZoneInfo) or ends_at <= starts_at:
            return None
        return quote(pricing, kind, starts_at, ends_at, zone)
