"""What was done to a booking, in words: of the hub's history, or of what the row itself tells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, tzinfo
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from app.contract.events import (
    BOOKING_CANCELLED,
    BOOKING_CHECKIN,
    BOOKING_CHECKOUT,
    BOOKING_CREATED,
)
from app.contract.history import FieldChange, HistoryEntry, Told
from app.contract.lifecycle import CAME_FROM, Status, amounts_to
from app.contract.models import Booking
from app.ui.words import (
    day_time,
    money,
    payment_word,
    source_word,
    status_word,
)

translate = QCoreApplication.translate


class Line(NamedTuple):
    """One thing done: when, an icon, what, and by whom; "" when nobody can say."""

    at: datetime
    icon: str
    words: str
    who: str = ""


def own_lines(booking: Booking) -> list[Line]:
    """What the row itself tells, oldest first."""
    events = [
        (booking.created_at, "bookings", translate("detail", "Booked")),
        (booking.checked_in_at, "check-in", translate("detail", "Arrived")),
        (booking.checked_out_at, "sign-out", translate("detail", "Left")),
    ]
    if booking.status in {Status.CANCELLED, Status.DECLINED, Status.EXPIRED, Status.NO_SHOW}:
        events.append((booking.updated_at, "close", _ended_words(booking)))
    return [Line(at, icon, words) for at, icon, words in events if at is not None]


def over_lines(booking: Booking, now: datetime) -> list[Line]:
    """That it is over without anybody having done anything; nothing when that is not so."""
    ends_at = booking.ends_at
    if ends_at is None or amounts_to(booking.status, ends_at, now) == booking.status:
        return []
    words = (
        translate("detail", "Over, and nobody had confirmed it")
        if booking.status == Status.PENDING
        else translate("detail", "Over, and nobody was checked in")
    )
    return [Line(ends_at, "close", words)]


def lines(
    entries: Iterable[HistoryEntry], booking: Booking, zone: tzinfo, now: datetime
) -> list[Line]:
    """The hub's history of `booking`, oldest first; what changed nothing to be told is left out."""
    told = []
    for entry in entries:
        words = _words(entry, booking, zone, now)
        if words:
            who = _who(entry)
            told.append(Line(entry.done_at or entry.at, _icon(entry), "\n".join(words), who))
    return told


def _icon(entry: HistoryEntry) -> str:
    known = {
        BOOKING_CREATED: "bookings",
        BOOKING_CHECKIN: "check-in",
        BOOKING_CHECKOUT: "sign-out",
        BOOKING_CANCELLED: "close",
    }
    becomes = next((each.after for each in entry.changes if each.field == "status"), None)
    if becomes in {Status.DECLINED, Status.EXPIRED, Status.NO_SHOW}:
        return "close"
    return known.get(entry.action, "check" if becomes == Status.CONFIRMED else "note")


def _who(entry: HistoryEntry) -> str:
    if entry.by_role == "hub":
        return translate("detail", "by itself")
    if entry.by_name.strip():
        return entry.by_name.strip()
    return "" if not entry.by_role else translate("detail", "the library")


def _words(entry: HistoryEntry, booking: Booking, zone: tzinfo, now: datetime) -> list[str]:
    if entry.action == BOOKING_CREATED:
        return [source_word(booking.source)]
    fields = {each.field: each for each in entry.changes}
    told = [_stepped(entry.action, fields["status"])] if "status" in fields else []
    if "cancelReason" in fields and told:
        told = [_because(told[0], fields["cancelReason"].after)]
    return [*told, *_others(entry.changes, booking, zone, now)]


def _stepped(action: str, step: FieldChange) -> str:
    """A step from state to state, or back."""
    if action == BOOKING_CHECKIN:
        return translate("detail", "Arrived")
    if action == BOOKING_CHECKOUT:
        return translate("detail", "Left")
    if step.before == Status.CHECKED_IN and step.after in CAME_FROM:
        back = translate("detail", "Check-in taken back")
        return back if step.after == Status.CONFIRMED else _because(back, status_word(step.after))
    if (step.before, step.after) == (Status.COMPLETED, Status.CHECKED_IN):
        return translate("detail", "Check-out taken back")
    return status_word(str(step.after or ""))


def _others(
    changes: Sequence[FieldChange], booking: Booking, zone: tzinfo, now: datetime
) -> list[str]:
    """What else is another: every field that says something to people."""
    told = list[str]()
    named = list[str]()
    fields = {each.field for each in changes}
    for each in changes:
        name = _label(each.field)
        if not name or (each.field == "paymentStatus" and "paidMinor" in fields):
            continue
        if each.before is None and each.after is None:
            named.append(name)
            continue
        before, after = (
            _value(each.field, value, booking, zone, now) for value in (each.before, each.after)
        )
        if before == after:
            # It differs by less than is told, as by seconds.
            continue
        if not before:
            told.append(translate("detail", "{name}: {after}").format(name=name, after=after))
        else:
            told.append(
                translate("detail", "{name}: {before} → {after}").format(
                    name=name, before=before, after=after or translate("detail", "none")
                )
            )
    if named:
        # The hub kept the names alone, once.
        told.append(translate("detail", "Changed: {names}").format(names=", ".join(named)))
    return told


def _label(field: str) -> str:
    """A field by its name on the wire in words; "" when it says nothing to people."""
    return {
        "seatLabel": translate("detail", "Seat"),
        "startsAt": translate("detail", "From"),
        "endsAt": translate("detail", "Until"),
        "totalMinor": translate("detail", "Price"),
        "paidMinor": translate("detail", "Paid"),
        "paymentStatus": translate("detail", "Payment"),
        "note": translate("detail", "Note"),
        "heldUntil": translate("detail", "Held until"),
        "studentName": translate("detail", "Name"),
        "studentPhone": translate("detail", "Phone"),
    }.get(field, "")


def _value(field: str, value: Told, booking: Booking, zone: tzinfo, now: datetime) -> str:
    if value is None or value == "":
        return ""
    if field.endswith("Minor") and isinstance(value, int):
        return money(value, booking.currency)
    if field in {"startsAt", "endsAt", "heldUntil"}:
        try:
            return day_time(datetime.fromisoformat(str(value)), zone, now)
        except ValueError:
            return str(value)
    return payment_word(str(value)) if field == "paymentStatus" else str(value).strip()


def _ended_words(booking: Booking) -> str:
    told = status_word(booking.status)
    if booking.cancelled_by:
        told = translate("detail", "{what} by {who}").format(
            what=told, who=_canceller(booking, booking.cancelled_by)
        )
    return _because(told, booking.cancel_reason)


def _because(told: str, reason: Told) -> str:
    if not reason or not str(reason).strip():
        return told
    return translate("detail", "{what}: {why}").format(what=told, why=str(reason).strip())


def _canceller(booking: Booking, by: str) -> str:
    if by in {"student", booking.student_id}:
        return translate("detail", "the student")
    if by in {"owner", "staff"}:
        return translate("detail", "the library")
    # An account's id says nothing to people.
    return by if " " in by or "@" in by else translate("detail", "the library")
