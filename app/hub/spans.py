"""When a booking begins and ends: defaults in the library's zone, limits of length and date."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.contract.errors import InvalidInput
from app.contract.models import BookingKind
from app.contract.pricing import end_of_local_day, month_later
from app.contract.tongue import translate
from app.hub import checks

SHORTEST = timedelta(minutes=1)
"""Times are told by the minute; what is shorter would begin and end at once."""
HOUR_LONGEST = timedelta(hours=24)
DAY_LONGEST = timedelta(days=31)
MONTH_LONGEST = 12
AHEAD = timedelta(days=400)
STUDENT_LATE = timedelta(minutes=5)
"""So long after its start a student may still book, for clocks that differ and slow typing."""
STAFF_LATE = timedelta(hours=12)


def span(
    kind: BookingKind, starts_at: datetime, ends_at: datetime | None, zone: str
) -> tuple[datetime, datetime]:
    """Start and end in UTC; a day or a month without an end gets its local one.

    Raises:
        InvalidInput: no end for an hour, the end not after the start, shorter than a minute,
            or longer than the kind allows.
    """
    local = checks.zone(zone)
    start_utc = checks.instant("startsAt", starts_at)
    if ends_at is None:
        if kind == BookingKind.HOUR:
            raise InvalidInput(
                translate("hub", "A booking by the hour needs an end. Say when it ends."),
                details={"field": "endsAt"},
            )
        day_ends = kind == BookingKind.DAY
        ends_at = end_of_local_day(start_utc, local) if day_ends else month_later(start_utc, local)
    end_utc = checks.instant("endsAt", ends_at)
    if end_utc <= start_utc:
        raise InvalidInput(
            translate("hub", "A booking must end after it starts. Choose a later end."),
            details={"field": "endsAt"},
        )
    if end_utc - start_utc < SHORTEST:
        raise InvalidInput(
            translate(
                "hub", "That is too short: a booking lasts a minute at least. Choose a later end."
            ),
            details={"field": "endsAt"},
        )
    if kind == BookingKind.HOUR:
        too_long = end_utc - start_utc > HOUR_LONGEST
    elif kind == BookingKind.DAY:
        too_long = end_utc - start_utc > DAY_LONGEST
    else:
        too_long = end_utc > month_later(start_utc, local, MONTH_LONGEST)
    if too_long:
        raise InvalidInput(_too_long(kind), details={"field": "endsAt"})
    return start_utc, end_utc


def _too_long(kind: BookingKind) -> str:
    if kind == BookingKind.HOUR:
        return translate("hub", "That is too long: a booking by the hour lasts 24 hours at most.")
    if kind == BookingKind.DAY:
        return translate("hub", "That is too long: a booking by the day lasts 31 days at most.")
    return translate("hub", "That is too long: a booking by the month lasts 12 months at most.")


def require_timely(starts_at: datetime, ends_at: datetime, now: datetime, *, staff: bool) -> None:
    """Pass when a new booking may begin then.

    Raises:
        InvalidInput: in the past, or too far ahead.
    """
    late = STAFF_LATE if staff else STUDENT_LATE
    if starts_at < now - late or ends_at <= now:
        raise InvalidInput(
            translate("hub", "That time is in the past. Choose a time from now on."),
            details={"field": "startsAt"},
        )
    if starts_at > now + AHEAD:
        raise InvalidInput(
            translate("hub", "That is more than {days} days ahead. Choose an earlier day.").format(
                days=AHEAD.days
            ),
            details={"field": "startsAt"},
        )
