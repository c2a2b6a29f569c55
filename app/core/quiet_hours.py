"""Quiet hours of a week, in the computer's local time, also over midnight."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta, tzinfo

import msgspec

WEEK = 7


class QuietHours(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """From `begins` until `ends` on each of these weekdays (0 is Monday).

    Times are minutes of the day. An end that is not after the begin is on the following day; a
    begin that is its own end lasts the whole day.
    """

    days: frozenset[int] = frozenset(range(WEEK))
    begins: int = 22 * 60
    ends: int = 7 * 60


def is_sound(hours: QuietHours) -> bool:
    """Whether the days and the times are such as there are."""
    times = (hours.begins, hours.ends)
    return all(0 <= each < 24 * 60 for each in times) and hours.days <= set(range(WEEK))


def quiet_until(
    week: Iterable[QuietHours], now: datetime, zone: tzinfo | None = None
) -> datetime | None:
    """When the quiet hours that hold at `now` end; None when none hold.

    Hours that touch or overlap are one. Those that never end are told to end in a week.

    Args:
        week: the hours; those that are not sound are passed over.
        now: an aware instant.
        zone: where the times of the day are told; the computer's own if None.
    """
    spans = _spans(week, now, zone)
    until: datetime | None = None
    for begins, ends in spans:
        reached = until or now
        if begins <= reached < ends:
            until = ends
    return until


def next_begin(
    week: Iterable[QuietHours], now: datetime, zone: tzinfo | None = None
) -> datetime | None:
    """When quiet hours next begin after `now`; None without hours."""
    return next((begins for begins, _ in _spans(week, now, zone) if begins > now), None)


def _spans(
    week: Iterable[QuietHours], now: datetime, zone: tzinfo | None
) -> list[tuple[datetime, datetime]]:
    """The spans from yesterday on, for a week, in the order of their begins."""
    today = now.astimezone(zone).date()
    spans = []
    for hours in week:
        if not is_sound(hours):
            continue
        for ahead in range(-1, WEEK + 1):
            day = today + timedelta(days=ahead)
            if day.weekday() not in hours.days:
                continue
            last = day if hours.ends > hours.begins else day + timedelta(days=1)
            spans.append((_moment(day, hours.begins, zone), _moment(last, hours.ends, zone)))
    return sorted(spans)


def _moment(day: date, minutes: int, zone: tzinfo | None) -> datetime:
    """The instant of a local time; one that a change of the clocks leaves out is the next."""
    local = datetime.combine(day, time(minutes // 60, minutes % 60))
    # Without a zone the system's own rules hold, also those of another season.
    return local.astimezone() if zone is None else local.replace(tzinfo=zone)
