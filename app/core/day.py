"""A library's day as the desk sees it: who is expected, here, late and leaving; seats; money."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import accumulate

import msgspec

from app.contract.lifecycle import (
    ENDED_UNUSED,
    RELEASED_KINDS,
    Status,
    amounts_to,
    held_since,
    is_over,
    released_at,
)
from app.contract.models import Booking, Library, PaymentStatus, Seat
from app.contract.payments import NOTHING_OWED
from app.core.changes import BookingRow
from app.core.commands import STEPS, Action
from app.core.rows import LATEST
from app.core.seating import Seating
from app.core.touching import Span

LEAVING_WITHIN = timedelta(minutes=30)
FREE_LATER = timedelta(hours=2)
_HOUR = timedelta(hours=1)

_USES_SEAT = frozenset(
    {Status.PENDING, Status.CONFIRMED, Status.CHECKED_IN, Status.COMPLETED},
)


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """A booking with its library; `released_at` is when its seat is given up by the rule.

    `expected` is the booking as it will be when the hub has what waits for it: whoever was checked
    in at the desk is here, connection or not.
    """

    row: BookingRow
    library: Library
    expected: Booking
    released_at: datetime | None = None

    @property
    def booking(self) -> Booking:
        """The booking."""
        return self.row.booking


class Takings(msgspec.Struct, frozen=True, kw_only=True):
    """What the bookings of a day cost and what of that was taken, in minor units."""

    currency: str
    total_minor: int
    paid_minor: int


class Day(msgspec.Struct, frozen=True, kw_only=True):
    """The day of one library or of several.

    `late` have begun and nobody has come, by their start; a month's pass is never late. `due`
    are those still to come today, by their start; `waiting` how many of them want an answer
    first. `here` are checked in, by their end; `leaving` those of them whose time is over or
    nearly so. `passes` are a month's whose holder is not here, and may come or not.

    `free` and `free_later` count the seats, of those that are open, that nobody holds now and
    after FREE_LATER.
    """

    late: tuple[Visit, ...] = ()
    due: tuple[Visit, ...] = ()
    here: tuple[Visit, ...] = ()
    leaving: tuple[Visit, ...] = ()
    passes: tuple[Visit, ...] = ()
    waiting: int = 0
    seats: int = 0
    free: int = 0
    free_later: int = 0
    takings: tuple[Takings, ...] = ()


class Hour(msgspec.Struct, frozen=True, kw_only=True):
    """How many seats are held in an hour of the day, on an average of its minutes.

    `hour`, `minute` and `fold` are the local time it begins with: an hour that the clock has
    twice is there twice, `fold` being 1 the second time; one that it leaves out is not there.
    `before` is the same hour a week ago.
    """

    hour: int
    minute: int
    fold: int
    starts_at: datetime
    ends_at: datetime
    held: float
    before: float = 0.0


def span_of(day: date, zone: tzinfo) -> Span:
    """A day by the clock of `zone`, from midnight to midnight, in UTC: of 23 to 25 hours."""
    return Span(_midnight(day, zone), _midnight(day + timedelta(days=1), zone))


def day_of(
    library: Library, zone: tzinfo, seats: Sequence[Seat], rows: Iterable[BookingRow], now: datetime
) -> Day:
    """The day of a library, out of the rows that touch it and those who are here."""
    today = span_of(now.astimezone(zone).date(), zone)
    held = list(rows)
    visits = [_visit(row, library, now) for row in held]
    here = sorted((each for each in visits if _is_here(each.expected)), key=_end)
    due = [each for each in visits if _is_due(each.expected, today, now)]
    # One that is over by the clock may sit there still; the seat is another's all the same.
    seating = Seating((each.expected for each in visits), now)
    open_seats = [seat for seat in seats if seat.available]
    return Day(
        late=tuple(each for each in visits if _is_late(each.expected, now)),
        due=tuple(due),
        here=tuple(here),
        leaving=tuple(each for each in here if _end(each) <= now + LEAVING_WITHIN),
        passes=tuple(each for each in visits if _may_come(each.expected, now)),
        waiting=sum(each.expected.status == Status.PENDING for each in due),
        seats=len(open_seats),
        free=_free(open_seats, seating, now),
        free_later=_free(open_seats, seating, now + FREE_LATER),
        takings=_takings((each.expected for each in visits), today),
    )


def together(days: Sequence[Day]) -> Day:
    """Several libraries as one, each list in the order of its times."""
    if len(days) == 1:
        return days[0]
    return Day(
        late=_merged((each.late for each in days), _start),
        due=_merged((each.due for each in days), _start),
        here=_merged((each.here for each in days), _end),
        leaving=_merged((each.leaving for each in days), _end),
        passes=_merged((each.passes for each in days), _start),
        waiting=sum(each.waiting for each in days),
        seats=sum(each.seats for each in days),
        free=sum(each.free for each in days),
        free_later=sum(each.free_later for each in days),
        takings=_added(takings for each in days for takings in each.takings),
    )


def hours_of(
    zone: tzinfo,
    day: date,
    rows: Iterable[BookingRow],
    before: Iterable[BookingRow],
    now: datetime,
) -> tuple[Hour, ...]:
    """How full a day is by the hour; `before` are the rows of the same day a week ago."""
    uses = [use for row in rows if (use := _use(expected(row, now), now)) is not None]
    past = [use for row in before if (use := _use(row.booking, now)) is not None]
    week_ago = {
        (hour.hour, hour.minute): hour.held for hour in _hours(zone, day - timedelta(days=7), past)
    }
    return tuple(
        msgspec.structs.replace(hour, before=week_ago.get((hour.hour, hour.minute), 0.0))
        for hour in _hours(zone, day, uses)
    )


def hours_together(days: Sequence[Sequence[Hour]]) -> tuple[Hour, ...]:
    """The hours of several libraries as one day: each by its own clock."""
    found: dict[tuple[int, int, int], Hour] = {}
    for hours in days:
        for hour in hours:
            key = (hour.hour, hour.minute, hour.fold)
            known = found.get(key)
            found[key] = (
                hour
                if known is None
                else msgspec.structs.replace(
                    known, held=known.held + hour.held, before=known.before + hour.before
                )
            )
    return tuple(found[key] for key in sorted(found))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)


def _visit(row: BookingRow, library: Library, now: datetime) -> Visit:
    booking = expected(row, now)
    release = released_at(
        booking.status,
        booking.kind,
        booking.starts_at,
        booking.held_until,
        library.no_show_after_minutes,
    )
    return Visit(row=row, library=library, expected=booking, released_at=release)


def expected(row: BookingRow, now: datetime) -> Booking:
    """The booking as it will be when the hub has the step that waits for it at `now`."""
    booking, step = row.booking, STEPS.get(Action(row.pending)) if row.pending else None
    if step is None:
        return booking
    came = now if step is Status.CHECKED_IN else booking.checked_in_at
    return msgspec.structs.replace(booking, status=step, checked_in_at=came)


def _is_here(booking: Booking) -> bool:
    return booking.status == Status.CHECKED_IN


def _is_late(booking: Booking, now: datetime) -> bool:
    return booking.kind in RELEASED_KINDS and _is_awaited(booking, now)


def _may_come(booking: Booking, now: datetime) -> bool:
    return booking.kind not in RELEASED_KINDS and _is_awaited(booking, now)


def _is_awaited(booking: Booking, now: datetime) -> bool:
    """Whether its time has begun, and nobody has come."""
    return (
        booking.status == Status.CONFIRMED
        and booking.starts_at is not None
        and booking.starts_at <= now
        and not is_over(booking.ends_at, now)
    )


def _is_due(booking: Booking, today: Span, now: datetime) -> bool:
    """Whether somebody is still to come today; who asks for a seat is, until it is over."""
    if booking.starts_at is None or booking.starts_at >= today.until:
        return False
    if booking.status == Status.PENDING:
        return not is_over(booking.ends_at, now)
    return booking.status == Status.CONFIRMED and booking.starts_at > now


def _free(seats: Sequence[Seat], seating: Seating, moment: datetime) -> int:
    return sum(seating.at(seat.id, moment) is None for seat in seats)


def _takings(bookings: Iterable[Booking], today: Span) -> tuple[Takings, ...]:
    """Of the bookings that begin today, as the hub's own numbers of a day count them."""
    return _added(
        Takings(
            currency=booking.currency,
            total_minor=booking.total_minor,
            # What was taken before a booking became cheaper is not earned, but owed back.
            paid_minor=min(_paid(booking), booking.total_minor),
        )
        for booking in bookings
        if booking.starts_at is not None
        and today.since <= booking.starts_at < today.until
        and booking.status not in ENDED_UNUSED
        and booking.payment_status not in NOTHING_OWED
        and booking.currency
    )


def _paid(booking: Booking) -> int:
    if booking.paid_minor is not None:
        return booking.paid_minor
    return booking.total_minor if booking.payment_status == PaymentStatus.PAID else 0


def _added(takings: Iterable[Takings]) -> tuple[Takings, ...]:
    found: dict[str, Takings] = {}
    for each in takings:
        known = found.get(each.currency)
        found[each.currency] = Takings(
            currency=each.currency,
            total_minor=each.total_minor + (known.total_minor if known else 0),
            paid_minor=each.paid_minor + (known.paid_minor if known else 0),
        )
    return tuple(found[currency] for currency in sorted(found))


def _use(booking: Booking, now: datetime) -> Span | None:
    """When a booking keeps its seat, or kept it; None when it never did."""
    starts_at, ends_at = booking.starts_at, booking.ends_at
    if starts_at is None or ends_at is None:
        return None
    if amounts_to(booking.status, ends_at, now) not in _USES_SEAT:
        return None
    since = held_since(booking.status, starts_at, booking.checked_in_at) or starts_at
    left = booking.checked_out_at if booking.status == Status.COMPLETED else None
    return Span(since, ends_at if left is None else max(since, min(ends_at, left)))


def _hours(zone: tzinfo, day: date, uses: Iterable[Span]) -> list[Hour]:
    whole = span_of(day, zone)
    starts = [whole.since]
    while starts[-1] + _HOUR < whole.until:
        starts.append(starts[-1] + _HOUR)
    ends = [*starts[1:], whole.until]
    held = _held(whole, uses, len(starts))
    hours = []
    for since, until, share in zip(starts, ends, held, strict=True):
        local = since.astimezone(zone)
        hours.append(
            Hour(
                hour=local.hour,
                minute=local.minute,
                fold=local.fold,
                starts_at=since,
                ends_at=until,
                held=share / ((until - since) / _HOUR),
            )
        )
    return hours


def _held(whole: Span, uses: Iterable[Span], count: int) -> list[float]:
    """For each hour of a span, how much of it is used, all uses added up.

    A use touches its first and its last hour in part and all between them in whole, of which only
    the beginning and the end are noted: passes for a month would touch every hour.
    """
    parts, steps = [0.0] * (count + 1), [0] * (count + 2)
    for use in uses:
        since = max(0.0, (use.since - whole.since) / _HOUR)
        until = min((use.until - whole.since) / _HOUR, (whole.until - whole.since) / _HOUR)
        if since >= until:
            continue
        first, last = int(since), int(until)
        if first == last:
            parts[first] += until - since
            continue
        parts[first] += first + 1 - since
        parts[last] += until - last
        steps[first + 1] += 1
        steps[last] -= 1
    return [part + full for part, full in zip(parts[:count], accumulate(steps), strict=False)]


def _merged(lists: Iterable[Sequence[Visit]], by: Callable[[Visit], datetime]) -> tuple[Visit, ...]:
    return tuple(sorted((each for visits in lists for each in visits), key=by))


def _start(visit: Visit) -> datetime:
    return visit.booking.starts_at or LATEST


def _end(visit: Visit) -> datetime:
    return visit.booking.ends_at or LATEST
