"""Asks what was taken for a booking, or given back."""

from __future__ import annotations

from enum import StrEnum

from msgspec import UNSET
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from app.contract.currencies import minor_digits
from app.contract.lifecycle import ENDED_UNUSED
from app.contract.models import Booking, BookingEdit, PaymentStatus
from app.core.changes import BookingRow
from app.core.commands import Edit
from app.ui.dialogs import Question
from app.ui.options import Options
from app.ui.sheet import restyle
from app.ui.words import amount, money, read_amount, status_word, student_within

translate = QCoreApplication.translate


class How(StrEnum):
    """What became of the money: TAKEN now and added to what was paid, or IN_ALL as a correction."""

    TAKEN = "taken"
    IN_ALL = "in_all"
    EXEMPT = "exempt"
    REFUNDED = "refunded"


class PaymentDialog(Question):
    """Opened with `open()`; `decided` carries a `BookingEdit` of `row`, as it is by then."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, row: BookingRow, again: Edit | None = None) -> None:
        self.row = row
        self._meanwhile = False
        booking = self._booking
        super().__init__(
            parent,
            translate("payment", "What was paid?"),
            translate("payment", "{student} · costs {total}").format(
                student=student_within(booking.student_name),
                total=money(booking.total_minor, booking.currency),
            ),
            translate("payment", "Leave it"),
            translate("payment", "Write it down"),
            harmless=True,
            default_on=True,
        )
        restyle(self.on, "look", "primary")
        self.how = Options(
            translate("payment", "What became of it"),
            (
                (How.TAKEN, translate("payment", "Taken now")),
                (How.IN_ALL, translate("payment", "Paid in all")),
                (How.EXEMPT, translate("payment", "Free of charge")),
                (How.REFUNDED, translate("payment", "Given back")),
            ),
        )
        self.body.addWidget(self.how)
        self.amount = QLineEdit()
        self._label = QLabel()
        self._label.setBuddy(self.amount)
        self.body.addWidget(self._label)
        self.body.addWidget(self.amount)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.body.addWidget(self.told)
        self._begin()
        if again is not None:
            self._recall(again)
        self.accepted.connect(lambda: self.decided.emit(self.edit()))
        self.amount.textEdited.connect(self._tell)
        self.how.changed.connect(self._chosen)
        self._tell()
        self.amount.setFocus()
        self.amount.selectAll()

    @property
    def booking(self) -> Booking:
        """The booking as the hub has it."""
        return self.row.booking

    @property
    def _booking(self) -> Booking:
        """The booking with what waits to be sent."""
        return self.row.awaited

    @property
    def _before(self) -> int:
        given_back = self._booking.payment_status == PaymentStatus.REFUNDED
        return 0 if given_back else self._booking.paid_minor or 0

    @property
    def _owed(self) -> int:
        return max(0, self._booking.total_minor - self._before)

    def follow(self, row: BookingRow) -> None:
        """Somebody else has taken money meanwhile, changed what it costs, or cancelled it.

        What stands in the field stays: it is what somebody holds in their hand.
        """
        before = self._booking
        self.row = row
        now = self._booking
        if _money(before) != _money(now):
            self._meanwhile = True
            self._tell()
            # What is told of that may take a line more than there was room for.
            self.adjustSize()

    def edit(self) -> BookingEdit:
        """What is to be written down."""
        version, how = self.row.booking.version, self.how.value()
        if how is How.TAKEN:
            return BookingEdit(version=version, paid_minor=self._before + (self._typed() or 0))
        if how is How.IN_ALL:
            return BookingEdit(version=version, paid_minor=self._typed() or 0)
        return BookingEdit(version=version, payment_status=PaymentStatus(how))

    def _begin(self) -> None:
        if self._booking.status in ENDED_UNUSED:
            self.how.choose(How.REFUNDED)
        elif not self._owed:
            self.how.choose(How.IN_ALL)
        self._propose()

    def _recall(self, again: Edit) -> None:
        """Show what was decided before; what was taken then comes on top of what is there now."""
        wanted, seen = again.edit, again.seen
        if wanted.paid_minor is not UNSET:
            taken = wanted.paid_minor - (seen.paid_minor or 0 if seen is not None else 0)
            self.how.choose(How.TAKEN if taken > 0 else How.IN_ALL)
            minor = taken if taken > 0 else wanted.paid_minor
            self.amount.setText(amount(minor, self._booking.currency))
        elif wanted.payment_status is not UNSET and str(wanted.payment_status) in set(How):
            self.how.choose(How(str(wanted.payment_status)))

    def _chosen(self) -> None:
        self._propose()
        self._tell()
        self.amount.selectAll()

    def _proposal(self) -> int:
        return self._owed if self.how.value() is How.TAKEN else self._before

    def _propose(self) -> None:
        self.amount.setText(amount(self._proposal(), self._booking.currency))

    def _typed(self) -> int | None:
        return read_amount(self.amount.text(), minor_digits(self._booking.currency))

    def _tell(self) -> None:
        how = self.how.value()
        by_amount = how in {How.TAKEN, How.IN_ALL}
        name = (
            translate("payment", "Paid in all, with what was paid before")
            if how is How.IN_ALL
            else translate("payment", "Taken now")
        )
        self._label.setText(name)
        self.amount.setAccessibleName(name)
        self.amount.setEnabled(by_amount)
        wrong = self._wrong() if by_amount else ""
        words = wrong or self._right()
        if self._meanwhile:
            words = translate(
                "payment", "Somebody else has changed this meanwhile. {words}"
            ).format(words=words)
        self.told.setText(words)
        restyle(self.told, "tone", "warn" if self._meanwhile and not wrong else "")
        restyle(self.told, "look", "wrong" if wrong else "muted")
        self.on.setEnabled(not wrong)

    def _wrong(self) -> str:
        typed, booking = self._typed(), self._booking
        if typed is None:
            return translate("payment", "Write an amount such as {example}.").format(
                example=amount(booking.total_minor, booking.currency)
            )
        if self.how.value() is How.TAKEN:
            return self._wrong_taken(typed)
        if typed > booking.total_minor:
            return translate("payment", "That is more than it costs.")
        return ""

    def _wrong_taken(self, typed: int) -> str:
        booking = self._booking
        if booking.status in ENDED_UNUSED:
            return translate(
                "payment",
                "{state}: nothing is taken for this booking any more. If it was paid before, "
                "write that as “Paid in all” and then as “Given back”.",
            ).format(state=status_word(booking.status))
        if typed > self._owed:
            if not self._owed:
                return translate("payment", "It is paid already, so nothing is taken.")
            return translate("payment", "That is more than is owed: {money}.").format(
                money=money(self._owed, booking.currency)
            )
        return "" if typed else translate("payment", "Write what was taken.")

    def _right(self) -> str:
        booking, how, before = self._booking, self.how.value(), self._before
        if how is How.EXEMPT:
            return translate("payment", "Nothing is owed any more.")
        if how is How.REFUNDED:
            return translate("payment", "Whatever was paid went back.")
        typed = self._typed() or 0
        rest = booking.total_minor - (typed + before if how is How.TAKEN else typed)
        told = [
            translate("payment", "{money} was paid before.").format(
                money=money(before, booking.currency)
            )
            if before
            else "",
            translate("payment", "{money} is still to be paid.").format(
                money=money(rest, booking.currency)
            )
            if rest > 0
            else translate("payment", "Then it is paid."),
        ]
        return " ".join(words for words in told if words)


def _money(booking: Booking) -> tuple[object, ...]:
    """What a payment is decided by."""
    unused = booking.status if booking.status in ENDED_UNUSED else None
    return booking.paid_minor, booking.total_minor, booking.payment_status, unused
