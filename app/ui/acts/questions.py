"""What is asked before a step that cannot be taken back, or that is not what one expects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contract.lifecycle import Status, is_over, may_become
from app.contract.models import Booking, PaymentStatus
from app.core.wording import seat_name
from app.ui.acts.cancel import CancelDialog
from app.ui.dialogs import Question
from app.ui.words import end_time, money, number, status_word, student_within, when_words

translate = QCoreApplication.translate

_NAMED = 8


def ask_early(
    parent: QWidget, booking: Booking, zone: tzinfo, now: datetime, then: Callable[[], object]
) -> Question:
    """Ask before somebody is checked in long before their time."""
    question = Question(
        parent,
        translate("acts", "Check in {student} now?").format(
            student=student_within(booking.student_name)
        ),
        translate("acts", "This booking is not for now. It is for:\n{when}").format(
            when=when_words(booking, zone, now)
        ),
        translate("acts", "Do not check in"),
        translate("acts", "Check in now"),
        harmless=True,
    )
    return _opened(question, then)


def ask_seat_taken(
    parent: QWidget,
    booking: Booking,
    sitting: Booking,
    zone: tzinfo,
    now: datetime,
    elsewhere: Callable[[], object],
) -> Question:
    """Say that somebody else sits there, for whom it is still time, and offer another seat."""
    ends_at = sitting.ends_at or now
    question = Question(
        parent,
        translate("acts", "{student} sits on seat {seat}").format(
            student=student_within(sitting.student_name), seat=seat_name(sitting) or "–"
        ),
        translate(
            "acts",
            "The seat is theirs until {time}. Check them out first, or give {student} another "
            "seat.",
        ).format(
            time=end_time(now, ends_at, zone, now), student=student_within(booking.student_name)
        ),
        translate("acts", "Leave it"),
        translate("acts", "Another seat…"),
        harmless=True,
    )
    return _opened(question, elsewhere)


def ask_still_there(
    parent: QWidget, booking: Booking, sitting: Booking, then: Callable[[], object]
) -> Question:
    """Ask before somebody is checked in where another has not been checked out."""
    question = Question(
        parent,
        translate("acts", "{student} is still on seat {seat}").format(
            student=student_within(sitting.student_name), seat=seat_name(sitting) or "–"
        ),
        translate(
            "acts",
            "Their time is over, but nobody has checked them out. Check in {student} all the same?",
        ).format(student=student_within(booking.student_name)),
        translate("acts", "Do not check in"),
        translate("acts", "Check in"),
        harmless=True,
    )
    return _opened(question, then)


def ask_no_show(parent: QWidget, booking: Booking, then: Callable[[], object]) -> Question:
    """Ask before a student is taken for one who does not come."""
    question = Question(
        parent,
        translate("acts", "{student} did not arrive?").format(
            student=student_within(booking.student_name)
        ),
        translate(
            "acts",
            "The seat is free for others at once. If the student comes after all, check in.",
        ),
        translate("acts", "Wait longer"),
        translate("acts", "Did not arrive"),
    )
    return _opened(question, then)


def ask_decline(parent: QWidget, booking: Booking, then: Callable[[], object]) -> Question:
    """Ask before a request is declined."""
    question = Question(
        parent,
        translate("acts", "Decline {student}?").format(
            student=student_within(booking.student_name)
        ),
        translate("acts", "The student is told, and the seat is free for others at once."),
        translate("acts", "Leave it open"),
        translate("acts", "Decline"),
    )
    return _opened(question, then)


def cancel_question(parent: QWidget, booking: Booking, zone: tzinfo, now: datetime) -> CancelDialog:
    """What is asked before a booking is cancelled."""
    return CancelDialog(
        parent,
        translate("acts", "Cancel this booking?"),
        translate("acts", "Keep booking"),
        translate("acts", "Cancel booking"),
        (booking,),
        lambda bookings: cancel_words(bookings[0], zone, now),
    )


def cancel_words(booking: Booking, zone: tzinfo, now: datetime) -> str:
    """The booking that would be cancelled, what was paid for it, and what follows."""
    lines = [
        translate("acts", "{student} · Seat {seat} · {when}").format(
            student=student_within(booking.student_name),
            seat=seat_name(booking) or "–",
            when=when_words(booking, zone, now),
        )
    ]
    if booking.note.strip():
        lines.append(translate("acts", "Note: {note}").format(note=booking.note.strip()))
    if paid := paid_words(booking):
        lines.append(
            translate(
                "acts", "{money} was paid; that it was given back is written down afterwards (P)."
            ).format(money=paid)
        )
    if booking.status == Status.CHECKED_IN:
        lines.append(translate("acts", "The student has arrived: it cannot be cancelled."))
    elif is_over(booking.ends_at, now):
        lines.append(translate("acts", "It is over; it stays in the list, as cancelled."))
    else:
        lines.append(translate("acts", "The seat is free for others at once."))
    return "\n".join(lines)


def cancel_all_question(parent: QWidget, bookings: Sequence[Booking]) -> CancelDialog:
    """What is asked before several are cancelled; the reason is that of all."""
    return CancelDialog(
        parent,
        translate("several", "Cancel %n bookings?", "", len(bookings)),
        translate("acts", "Keep them"),
        translate("acts", "Cancel them"),
        bookings,
        cancel_all_words,
    )


def cancel_all_words(bookings: Sequence[Booking]) -> str:
    """The bookings that would be cancelled, what was paid for which, and what follows."""
    may = [each for each in bookings if may_become(each.status, Status.CANCELLED)]
    lines = [
        translate("acts", "Their seats are free for others at once.\n{names}").format(
            names=named(may, _was_paid)
        )
    ]
    if any(paid_words(each) for each in may):
        lines.append(
            translate(
                "several",
                "That what was paid was given back is written down afterwards, of each (P).",
            )
        )
    if left := [each for each in bookings if each not in may]:
        lines.append(
            translate("several", "These cannot be cancelled any more and stay:\n{names}").format(
                names=named(left, lambda each: status_word(each.status))
            )
        )
    return "\n".join(lines)


def _was_paid(booking: Booking) -> str:
    paid = paid_words(booking)
    return translate("several", "{money} was paid").format(money=paid) if paid else ""


def paid_words(booking: Booking) -> str:
    """What was paid for a booking and is not given back; "" when nothing is."""
    if not booking.paid_minor or booking.payment_status == PaymentStatus.REFUNDED:
        return ""
    return money(booking.paid_minor, booking.currency)


def ask_decline_all(
    parent: QWidget, bookings: Sequence[Booking], then: Callable[[], object]
) -> None:
    """Ask before several requests are declined."""
    question = Question(
        parent,
        translate("several", "Decline %n requests?", "", len(bookings)),
        translate(
            "several", "The students are told, and the seats are free for others at once.\n{names}"
        ).format(names=named(bookings)),
        translate("several", "Leave them open"),
        translate("several", "Decline them"),
    )
    _opened(question, then)


def ask_no_show_all(
    parent: QWidget, bookings: Sequence[Booking], then: Callable[[], object]
) -> None:
    """Ask before several students are taken for some who do not come."""
    question = Question(
        parent,
        translate("several", "%n students did not arrive?", "", len(bookings)),
        translate(
            "several",
            "Their seats are free for others at once. If a student comes after all, check in."
            "\n{names}",
        ).format(names=named(bookings)),
        translate("several", "Wait longer"),
        translate("several", "Did not arrive"),
    )
    _opened(question, then)


def _opened(question: Question, then: Callable[[], object]) -> Question:
    question.accepted.connect(then)
    question.open()
    return question


def named(bookings: Sequence[Booking], besides: Callable[[Booking], str] = lambda _: "") -> str:
    """Who they are for, a line each with what is said `besides`; of many the first, and the rest.

    Those of whom something is said come first: they are not to be among those left out.
    """
    told = []
    for each in sorted(bookings, key=lambda each: not besides(each))[:_NAMED]:
        name = translate("acts", "{student} · {seat}").format(
            student=student_within(each.student_name), seat=seat_name(each) or "–"
        )
        told.append(f"{name} · {said}" if (said := besides(each)) else name)
    if (more := len(bookings) - _NAMED) > 0:
        told.append(translate("acts", "and {count} more").format(count=number(more)))
    return "\n".join(told)
