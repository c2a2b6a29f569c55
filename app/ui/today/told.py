"""What the page of today says, in words."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import Status, is_time_to_check_in
from app.contract.models import BookingKind, PaymentStatus
from app.core.commands import Action
from app.core.day import LEAVING_WITHIN, Day, Hour, Takings, Visit
from app.core.wording import seat_name
from app.ui.words import (
    clock_time,
    duration,
    kind_word,
    money,
    number,
    payment_word,
    pending_word,
    short_span,
    student_word,
    zone_of,
)
from app.ui.words import (
    day as day_word,
)

translate = QCoreApplication.translate

COUNTED_DOWN = timedelta(hours=1)
"""So long before a seat is given up the seconds are told."""

_MINUTE = timedelta(minutes=1)
_THIS_NIGHT = timedelta(hours=12)
"""Nearer than this a time of the day is not taken for that of another day."""
_OWED = frozenset({PaymentStatus.UNPAID.value, PaymentStatus.PARTIAL.value})


def late_words(day: Day, now: datetime) -> str:
    """Below the number of those who are late: by how much the first of them is."""
    if not day.late:
        return translate("today", "nobody")
    starts_at = day.late[0].booking.starts_at or now
    if now - starts_at < _MINUTE:
        return translate("today", "just now")
    return translate("today", "up to {span}").format(span=span_words(starts_at, now))


def due_words(day: Day, now: datetime) -> str:
    """Below the number of those who are due: when the next comes, or who wants an answer."""
    if day.waiting:
        return translate("today", "%n to answer", "", day.waiting)
    if not day.due:
        return translate("today", "no more today")
    first = day.due[0]
    assert first.booking.starts_at is not None  # noqa: S101 - who is due has a start
    if len({each.library.timezone for each in day.due}) > 1:
        # A time alone would be of one clock, and nobody knows of which.
        return translate("today", "next in {span}").format(
            span=_until(now, first.booking.starts_at)
        )
    return translate("today", "next at {time}").format(
        time=clock_time(first.booking.starts_at, zone_of(first.library))
    )


def here_words(day: Day) -> str:
    """Below the number of those who are here: of how many seats."""
    return translate("today", "of %n seats", "", day.seats)


def leaving_words(day: Day, now: datetime) -> str:
    """Below the number of those who leave: how many should have gone."""
    over = sum((each.booking.ends_at or now) < now for each in day.leaving)
    if over:
        return translate("today", "%n over time", "", over)
    return translate("today", "within {span}").format(
        span=short_span(LEAVING_WITHIN.total_seconds())
    )


def free_words(day: Day) -> str:
    """Below the number of free seats: how many in two hours."""
    return translate("today", "{count} in 2 hours").format(count=number(day.free_later))


def paid_words(takings: tuple[Takings, ...]) -> str:
    """What was paid of what today's bookings cost, in each currency."""
    return " + ".join(money(each.paid_minor, each.currency) for each in takings) or "–"


def owed_words(takings: tuple[Takings, ...]) -> str:
    """Below what was paid: what is still to be paid of today's bookings."""
    owed = [each for each in takings if each.total_minor > each.paid_minor]
    if not owed:
        return translate("today", "nothing is owed")
    return translate("today", "{amount} still owed").format(
        amount=" + ".join(money(each.total_minor - each.paid_minor, each.currency) for each in owed)
    )


def passes_words(day: Day) -> str:
    """Below those who arrive: who may come at any time."""
    if not day.passes:
        return ""
    return translate("today", "%n with a month’s pass may come", "", len(day.passes))


def clocks_differ() -> str:
    """In place of the picture of a day, when it is another time in each library."""
    return translate("today", "The libraries’ clocks differ.\nChoose one of them to see its hours.")


def span_words(since: datetime, until: datetime) -> str:
    """How long, to the minute."""
    return duration(since, max(since, until))


def time_words(visit: Visit, now: datetime, *, end: bool) -> str:
    """When it starts or ends: the time on this day or in the night around it, else the day."""
    moment = visit.booking.ends_at if end else visit.booking.starts_at
    if moment is None:
        return "–"
    zone = zone_of(visit.library)
    same_day = moment.astimezone(zone).date() == now.astimezone(zone).date()
    if same_day or abs(moment - now) < _THIS_NIGHT:
        return clock_time(moment, zone)
    return day_word(moment, zone, now)


def about_words(visit: Visit, *, several: bool) -> str:
    """Below the name: the seat, how long it is for whoever comes, and what is still to be paid."""
    booking = visit.booking
    seat = seat_name(booking)
    if several:
        # Of which library somebody is comes before all else that might be cut.
        parts = [", ".join(part for part in (seat, visit.library.name) if part)]
    else:
        parts = [translate("today", "Seat {label}").format(label=seat) if seat else ""]
    if booking.payment_status in _OWED and booking.total_minor:
        owed = booking.total_minor - (booking.paid_minor or 0)
        parts.append(
            translate("today", "{amount} to pay").format(amount=money(owed, booking.currency))
        )
    elif booking.payment_status == PaymentStatus.PAID:
        parts.append(payment_word(booking.payment_status))
    if booking.kind != BookingKind.HOUR:
        parts.append(kind_word(booking.kind))
    elif visit.expected.status != Status.CHECKED_IN and booking.starts_at and booking.ends_at:
        parts.append(duration(booking.starts_at, booking.ends_at))
    return " · ".join(part for part in parts if part)


def state_words(visit: Visit, now: datetime) -> tuple[str, str]:
    """How it stands with a visit, and the tint for that."""
    booking = visit.booking
    if visit.row.pending:
        return pending_word(visit.row.pending), "muted"
    if booking.status == Status.CHECKED_IN:
        return _leaving(booking.ends_at, now)
    if booking.status == Status.PENDING:
        return translate("today", "Wants an answer"), "warn"
    return _arriving(booking.starts_at, now)


def release_words(visit: Visit, now: datetime) -> str:
    """When the seat of somebody who is late is given up; the seconds are told at the end.

    On two lines, for a name needs the room beside it.
    """
    if visit.released_at is None or (visit.booking.starts_at or now) > now:
        return ""
    left = visit.released_at - now
    if left <= timedelta():
        return translate("today", "To be\ngiven up")
    if left > COUNTED_DOWN:
        at = clock_time(visit.released_at, zone_of(visit.library))
        return translate("today", "Given up\nat {time}").format(time=at)
    minutes, seconds = divmod(int(left.total_seconds()), 60)
    return translate("today", "Given up\nin {left}").format(left=f"{number(minutes)}:{seconds:02}")


def release_hint(visit: Visit, now: datetime) -> str:
    """Why a seat is not given up yet, though its time is over."""
    if not release_words(visit, now) or visit.released_at is None or visit.released_at > now:
        return ""
    return translate(
        "today",
        "The server gives this seat up within minutes: in the first ten minutes after its own "
        "start it gives up none, so that every desk can tell who has come. H holds the seat.",
    )


def is_counting(visit: Visit, now: datetime) -> bool:
    """Whether `release_words` changes with the second."""
    if visit.released_at is None or (visit.booking.starts_at or now) > now:
        return False
    return timedelta() < visit.released_at - now <= COUNTED_DOWN


def next_action(visit: Visit, now: datetime) -> Action | None:
    """What is to be done next about it; None while that is only to wait."""
    booking = visit.expected
    if booking.status == Status.PENDING:
        return Action.CONFIRM
    if booking.status == Status.CHECKED_IN:
        return Action.CHECK_OUT
    if is_time_to_check_in(booking.starts_at, booking.ends_at, now):
        return Action.CHECK_IN
    return None


def action_words(action: Action) -> str:
    """What a button says."""
    return {
        Action.CONFIRM: translate("today", "Confirm"),
        Action.CHECK_IN: translate("today", "Check in"),
        Action.CHECK_OUT: translate("today", "Check out"),
        Action.HOLD: translate("today", "+10 min"),
    }[action]


def whole_action_words(action: Action) -> str:
    """What a button does, where there is room to say it."""
    if action is Action.HOLD:
        return translate("today", "Hold the seat ten minutes longer")
    return action_words(action)


def visit_words(visit: Visit, now: datetime, *, several: bool) -> str:
    """All of a line as one sentence, for those who hear it."""
    parts = [
        student_word(visit.booking.student_name),
        time_words(visit, now, end=visit.booking.status == Status.CHECKED_IN),
        about_words(visit, several=several),
        state_words(visit, now)[0],
        release_words(visit, now).replace("\n", " "),
    ]
    return ", ".join(part for part in parts if part)


def rule_words(minutes: int | None) -> str:
    """A library's rule of no-shows."""
    if minutes is None:
        return translate("today", "No seat is given up by itself.")
    return translate("today", "A seat is given up {span} after the start if nobody comes.").format(
        span=translate("today", "{minutes} min").format(minutes=number(minutes))
    )


def hour_words(hour: Hour, seats: int) -> str:
    """One hour of the picture."""
    minute = f"{hour.minute:02}"
    return translate("today", "{hour}: {held} of {seats} seats; a week ago {before}").format(
        hour=f"{hour.hour:02}:{minute}",
        held=number(round(hour.held)),
        seats=number(seats),
        before=number(round(hour.before)),
    )


def picture_words(hours: tuple[Hour, ...], seats: int) -> str:
    """The picture of a day for those who do not see it."""
    fullest = max(hours, key=lambda hour: hour.held, default=None)
    if fullest is None or not fullest.held:
        return translate("today", "No seat is held today.")
    return translate("today", "Most seats are held at {told}").format(
        told=hour_words(fullest, seats)
    )


def _arriving(starts_at: datetime | None, now: datetime) -> tuple[str, str]:
    if starts_at is None:
        return "", "muted"
    if starts_at > now:
        return translate("today", "in {span}").format(span=_until(now, starts_at)), "muted"
    if now - starts_at < _MINUTE:
        return translate("today", "due now"), "warn"
    return translate("today", "{span} late").format(span=span_words(starts_at, now)), "away"


def _leaving(ends_at: datetime | None, now: datetime) -> tuple[str, str]:
    if ends_at is None:
        return "", "muted"
    if ends_at <= now:
        over = span_words(ends_at, now)
        return translate("today", "{span} over time").format(span=over), "away"
    return translate("today", "{span} left").format(span=_until(now, ends_at)), (
        "warn" if ends_at - now <= LEAVING_WITHIN else "muted"
    )


def _until(now: datetime, moment: datetime) -> str:
    # What begins in 40 s is not "in 0 min".
    return duration(now, max(moment, now + _MINUTE))
