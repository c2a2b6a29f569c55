"""Asks what was paid for a booking."""

from __future__ import annotations

from enum import StrEnum

from msgspec import UNSET
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.contract.models import Booking, BookingEdit, PaymentStatus
from app.contract.pricing import minor_digits
from app.ui.dialogs import Question
from app.ui.options import Options
from app.ui.sheet import restyle
from app.ui.words import amount, money, read_amount, student_within

translate = QCoreApplication.translate


class How(StrEnum):
    """What became of the money."""

    PAID = "paid"
    EXEMPT = "exempt"
    REFUNDED = "refunded"


class PaymentDialog(Question):
    """Opened with `open()`; `decided` carries a `BookingEdit`."""

    decided = Signal(object)

    def __init__(
        self, parent: QWidget, booking: Booking, wanted: BookingEdit | None = None
    ) -> None:
        self._booking = booking
        total = money(booking.total_minor, booking.currency)
        super().__init__(
            parent,
            translate("payment", "What was paid?"),
            translate("payment", "{student} · costs {total}").format(
                student=student_within(booking.student_name), total=total
            ),
            translate("payment", "Leave it"),
            translate("payment", "Write it down"),
            harmless=True,
            default_on=True,
        )
        self.how = Options(
            translate("payment", "What became of it"),
            (
                (How.PAID, translate("payment", "Money")),
                (How.EXEMPT, translate("payment", "Free of charge")),
                (How.REFUNDED, translate("payment", "Given back")),
            ),
        )
        self.body.addWidget(self.how)
        self.amount = QLineEdit(amount(booking.total_minor, booking.currency))
        self.amount.setAccessibleName(translate("payment", "Paid in all"))
        label = QLabel(translate("payment", "Paid in all, with what was paid before"))
        label.setBuddy(self.amount)
        self.body.addWidget(label)
        self.body.addWidget(self.amount)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.body.addWidget(self.told)
        self.accepted.connect(lambda: self.decided.emit(self.edit()))
        self.amount.textEdited.connect(self._tell)
        self.how.changed.connect(self._tell)
        if wanted is not None:
            self._recall(wanted)
        self._tell()
        self.amount.setFocus()
        self.amount.selectAll()

    def _recall(self, wanted: BookingEdit) -> None:
        """Show what was decided before."""
        if wanted.paid_minor is not UNSET:
            self.amount.setText(amount(wanted.paid_minor, self._booking.currency))
        elif wanted.payment_status is not UNSET and str(wanted.payment_status) in set(How):
            self.how.choose(How(str(wanted.payment_status)))

    def edit(self) -> BookingEdit:
        """What is to be written down."""
        version, how = self._booking.version, self.how.value()
        if how is How.PAID:
            return BookingEdit(version=version, paid_minor=self._paid() or 0)
        return BookingEdit(version=version, payment_status=PaymentStatus(how))

    def _paid(self) -> int | None:
        return read_amount(self.amount.text(), minor_digits(self._booking.currency))

    def _tell(self) -> None:
        by_amount = self.how.value() is How.PAID
        self.amount.setEnabled(by_amount)
        wrong = self._wrong() if by_amount else ""
        self.told.setText(wrong or self._right())
        restyle(self.told, "look", "wrong" if wrong else "muted")
        self.on.setEnabled(not wrong)

    def _wrong(self) -> str:
        paid, booking = self._paid(), self._booking
        if paid is None:
            return translate("payment", "Write an amount such as {example}.").format(
                example=amount(booking.total_minor, booking.currency)
            )
        if paid > booking.total_minor:
            return translate("payment", "That is more than it costs.")
        return ""

    def _right(self) -> str:
        booking, how = self._booking, self.how.value()
        if how is How.EXEMPT:
            return translate("payment", "Nothing is owed any more.")
        if how is How.REFUNDED:
            return translate("payment", "Whatever was paid went back.")
        before = booking.paid_minor or 0
        rest = booking.total_minor - (self._paid() or 0)
        told = [
            translate("payment", "{money} was paid before.").format(
                money=money(before, booking.currency)
            )
            if before
            else "",
            translate("payment", "{money} is still to be paid.").format(
                money=money(rest, booking.currency)
            )
            if rest
            else translate("payment", "Then it is paid."),
        ]
        return " ".join(words for words in told if words)
