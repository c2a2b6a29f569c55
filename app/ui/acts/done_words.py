"""What the bar says was done, and for whom."""

from __future__ import annotations

from msgspec import UNSET
from PySide6.QtCore import QCoreApplication

from app.contract.models import Booking, BookingEdit, PaymentStatus
from app.core.commands import Action
from app.ui.words import money, student_within

translate = QCoreApplication.translate


def owed_words(booking: Booking) -> str:
    """What is still to be paid for a booking; "" when nothing is, or nobody knows."""
    settled = {PaymentStatus.PAID, PaymentStatus.EXEMPT, PaymentStatus.REFUNDED}
    owed = booking.total_minor - (booking.paid_minor or 0)
    if booking.payment_status in settled or owed <= 0 or not booking.currency:
        return ""
    return translate("acts", "{money} is not paid").format(money=money(owed, booking.currency))


def told_of(words: str, booking: Booking, seat: str) -> str:
    """The words with the student and the name of the seat."""
    who = student_within(booking.student_name)
    return words.format(student=f"{who}, {seat}" if seat else who)


def done_words(purpose: Action, edit: BookingEdit) -> str:
    """What was asked for; whether the hub agrees, the row tells."""
    if purpose is Action.MOVE and edit.seat_id is UNSET:
        return translate("acts", "Another time: {student}")
    return {
        Action.CONFIRM: translate("acts", "Confirmed: {student}"),
        Action.DECLINE: translate("acts", "Declined: {student}"),
        Action.NO_SHOW: translate("acts", "Did not arrive: {student}"),
        Action.EXTEND: translate("acts", "Another end: {student}"),
        Action.MOVE: translate("acts", "Another seat: {student}"),
        Action.PAY: translate("acts", "Payment: {student}"),
        Action.NOTE: translate("acts", "Note: {student}"),
        Action.HOLD: translate("acts", "Held longer: {student}"),
    }[purpose]
