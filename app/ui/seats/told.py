"""What the page of seats says, in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from app.contract.models import Booking
from app.core.seat_states import Held, SeatState
from app.core.seating import Seating
from app.core.shift import Shift, Why
from app.ui.acts.extend import price_words
from app.ui.words import (
    clock_time,
    day_time,
    end_time,
    hour_word,
    isolated,
    pending_word,
    short_date,
    status_word,
    student_word,
)

translate = QCoreApplication.translate

_INSTANT = timedelta(microseconds=1)

TONES = {
    Held.FREE: "plain",
    Held.EXPECTED: "accent",
    Held.HERE: "good",
    Held.ASKED: "warn",
    Held.CLOSED: "plain",
}
"""The tint in whose colours a seat is shown."""


def held_word(held: Held) -> str:
    """What a seat is."""
    return {
        Held.FREE: translate("seats", "Free"),
        Held.EXPECTED: translate("seats", "Expected"),
        Held.HERE: translate("seats", "Here"),
        Held.ASKED: translate("seats", "Asked for"),
        Held.CLOSED: translate("seats", "Closed"),
    }[held]


def who_word(state: SeatState) -> str:
    """Who holds it, or that nobody does."""
    if state.row is not None:
        return student_word(state.row.booking.student_name)
    if state.held is Held.CLOSED:
        return state.seat.closed_reason or held_word(Held.CLOSED)
    return held_word(Held.FREE)


def until_word(state: SeatState, zone: tzinfo, moment: datetime) -> str:
    """Until when, as short as a cell is wide; "" when it says nothing.

    The time of the day that `moment` is on, else the day.
    """
    if state.over:
        return translate("seats", "over")
    if state.until is None or state.held is Held.CLOSED:
        return ""
    local = state.until.astimezone(zone)
    if (local - _INSTANT).date() != moment.astimezone(zone).date():
        time = short_date(local.date())
    elif local.date() != moment.astimezone(zone).date():
        time = end_time(moment, state.until, zone, moment)
    else:
        time = clock_time(local, zone) if local.minute else hour_word(local.hour)
    return translate("seats", "–{time}").format(time=time)


def state_words(state: SeatState, zone: tzinfo, now: datetime) -> str:
    """A seat as a sentence."""
    parts = [translate("seats", "Seat {label}").format(label=state.seat.label)]
    if state.row is not None:
        parts.append(isolated(student_word(state.row.booking.student_name)))
    return ", ".join((*parts, held_words(state, zone, now)))


def held_words(state: SeatState, zone: tzinfo, now: datetime) -> str:
    """How a seat stands, without its label and who holds it."""
    if state.held is Held.CLOSED:
        why = state.seat.closed_reason
        closed = translate("seats", "closed: {why}").format(why=why)
        return closed if why else translate("seats", "closed")
    parts: list[str] = []
    if state.row is None:
        parts.append(_free_words(state, zone, now))
    else:
        waits = state.row.pending
        parts.append(pending_word(waits) if waits else _status(state.row.booking))
        if state.over:
            parts.append(translate("seats", "the time is over"))
        elif state.until is not None:
            until = end_time(now, state.until, zone, now)
            parts.append(translate("seats", "until {time}").format(time=until))
    if not state.seat.available:
        why = state.seat.closed_reason
        closed = translate("seats", "closed for others: {why}").format(why=why)
        parts.append(closed if why else translate("seats", "closed for others"))
    return ", ".join(parts)


def _status(booking: Booking) -> str:
    return status_word(booking.status).casefold()


def _free_words(state: SeatState, zone: tzinfo, now: datetime) -> str:
    if state.until is None:
        return translate("seats", "free")
    return translate("seats", "free until {time}").format(
        time=end_time(now, state.until, zone, now)
    )


def span_words(booking: Booking, zone: tzinfo, now: datetime) -> str:
    """From when until when."""
    if booking.starts_at is None or booking.ends_at is None:
        return translate("seats", "no time named")
    return translate("seats", "{start} – {end}").format(
        start=day_time(booking.starts_at, zone, now),
        end=end_time(booking.starts_at, booking.ends_at, zone, now),
    )


def bar_words(booking: Booking, zone: tzinfo, now: datetime) -> str:
    """A booking as a sentence."""
    return ", ".join(
        (
            isolated(student_word(booking.student_name)),
            status_word(booking.status).casefold(),
            span_words(booking, zone, now),
        )
    )


def time_words(
    starts_at: datetime, ends_at: datetime, zone: tzinfo, now: datetime, shown: date
) -> str:
    """From when until when on the page of the day `shown`; any other day is named."""
    start, end = _times(starts_at, ends_at, zone, now, shown)
    return translate("seats", "{start} – {end}").format(start=start, end=end)


def _times(
    starts_at: datetime, ends_at: datetime, zone: tzinfo, now: datetime, shown: date
) -> tuple[str, str]:
    on_it = starts_at.astimezone(zone).date() == shown
    start = clock_time(starts_at, zone) if on_it else day_time(starts_at, zone, now)
    return start, end_time(starts_at, ends_at, zone, now)


def leaves_day(shift: Shift, zone: tzinfo, shown: date) -> bool:
    """Whether a booking would begin or end on another day; the midnight behind it is of the day."""
    last = (shift.ends_at - _INSTANT).astimezone(zone).date()
    return (shift.starts_at.astimezone(zone).date(), last) != (shown, shown)


def shift_words(shift: Shift, seating: Seating, zone: tzinfo, now: datetime, shown: date) -> str:
    """Where a booking would go, what stands in its way, and what it would cost.

    Seen on the page of the day `shown`: any other day is named.
    """
    who = isolated(student_word(shift.booking.student_name))
    start, end = _times(shift.starts_at, shift.ends_at, zone, now, shown)
    where = translate("seats", "{student} → Seat {label}, {start} – {end}").format(
        student=who, label=shift.seat.label, start=start, end=end
    )
    return " · ".join(
        part for part in (where, why_words(shift, zone, now) or _right(shift, seating, zone, now))
    )


def why_words(shift: Shift, zone: tzinfo, now: datetime) -> str:
    """Why a booking cannot go there; "" when it can."""
    if shift.why is None:
        return ""
    if shift.why is Why.TAKEN and shift.taken is not None:
        return translate("seats", "taken: {student}, {span}").format(
            student=isolated(student_word(shift.taken.student_name)),
            span=span_words(shift.taken, zone, now),
        )
    return {
        Why.TAKEN: translate("seats", "this seat is taken"),
        Why.CLOSED: translate("seats", "this seat is closed"),
        Why.PAST: translate("seats", "that time is over already"),
        Why.SHORT: translate("seats", "a booking must end after it starts"),
    }[shift.why]


def _right(shift: Shift, seating: Seating, zone: tzinfo, now: datetime) -> str:
    until = seating.free_until(shift.seat.id, shift.ends_at, but=shift.booking.id)
    free = (
        translate("seats", "free until {time}").format(time=day_time(until, zone, now))
        if until is not None
        else translate("seats", "nobody comes after that")
    )
    price = price_words(shift.booking, shift.starts_at, shift.ends_at, zone)
    return f"{free} · {price}" if price else free
