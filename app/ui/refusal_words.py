"""What a refusal says: which command of ours about whom, and why it was not done."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.changes import BookingRow
from app.core.commands import (
    LOCAL,
    Cancel,
    CheckIn,
    CheckOut,
    Edit,
    Refusal,
    SetPrices,
    Undo,
    WalkIn,
)
from app.core.commands import Action as Command
from app.core.ports import Action, Toast
from app.core.wording import seat_name, shown_name
from app.ui.error_words import title_word

translate = QCoreApplication.translate


def refusal_title(refusal: Refusal, row: BookingRow | None) -> str:
    """What was refused, e.g. "Check-in of Asha Verma, A-12, was refused"."""
    words = _asked(refusal)
    if not words:
        return title_word(refusal.title)
    return words.format(who=_who(refusal, row))


def refusal_toast(refusal: Refusal, row: BookingRow | None) -> Toast:
    """What is shown when nobody looks at the window."""
    return Toast(
        alert_id=toast_id(refusal),
        title=refusal_title(refusal, row),
        body=refusal.message,
        actions=((Action.OPEN, translate("alerting", "Open")),),
    )


def toast_id(refusal: Refusal) -> str:
    """The id of a refusal's toast."""
    return f"refusal:{refusal.key}"


def booking_to_show(refusal: Refusal) -> str | None:
    """The id of the booking it is about, if there is one to look at."""
    known = refusal.booking_id
    return known if known is not None and not known.startswith(LOCAL) else None


def _asked(refusal: Refusal) -> str:
    """What was asked for, as words with a place for whom; "" when that is not known."""
    if isinstance(refusal.wanted, Edit):
        return _edit(refusal.wanted)
    words: dict[type, str] = {
        CheckIn: translate("refusals", "Check-in of {who} was refused"),
        CheckOut: translate("refusals", "Check-out of {who} was refused"),
        Undo: translate("refusals", "Undo for {who} was refused"),
        Cancel: translate("refusals", "Cancellation of {who} was refused"),
        WalkIn: translate("refusals", "Walk-in of {who} was refused"),
        SetPrices: translate("refusals", "The new prices were refused"),
    }
    return words.get(type(refusal.wanted), "")


def _edit(asked: Edit) -> str:
    return {
        Command.CONFIRM: translate("refusals", "Confirmation of {who} was refused"),
        Command.DECLINE: translate("refusals", "Declining {who} was refused"),
        Command.NO_SHOW: translate("refusals", "“Did not arrive” for {who} was refused"),
        Command.EXTEND: translate("refusals", "Another end for {who} was refused"),
        Command.MOVE: translate("refusals", "Moving {who} was refused"),
        Command.PAY: translate("refusals", "The payment of {who} was refused"),
        Command.NOTE: translate("refusals", "The note for {who} was refused"),
        Command.HOLD: translate("refusals", "Holding the seat of {who} was refused"),
    }[asked.purpose]


def _who(refusal: Refusal, row: BookingRow | None) -> str:
    if row is None:
        if isinstance(refusal.wanted, WalkIn):
            return shown_name(refusal.wanted.request.student_name)
        return translate("refusals", "a booking")
    name, seat = shown_name(row.booking.student_name), seat_name(row.booking)
    if not seat:
        return name
    return translate("refusals", "{student}, {seat},").format(student=name, seat=seat)
