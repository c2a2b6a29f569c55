"""Reading bookings: lists, a day's numbers, free and busy seats, and the snapshot of a library."""

from __future__ import annotations

import base64
import binascii
from datetime import UTC, date, datetime, timedelta

import msgspec
from sqlalchemy import Select, and_, case, func, or_, select

from app.contract.errors import Forbidden, InvalidInput
from app.contract.events import library_stream
from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import BookingPage, Snapshot
from app.contract.payments import NOTHING_OWED
from app.contract.requests import Availability, BookingStats, Busy, SeatAvailability
from app.contract.tongue import translate
from app.hub import checks, libraries, prices, seats, streams
from app.hub.access import library_for, no_library, require_staff
from app.hub.booking_rows import as_booking
from app.hub.schema import EPOCH, MICROSECOND, bookings, occupancy
from app.hub.schema import seats as seat_rows
from app.hub.work import Look

LIST_LIMIT = 500
AVAILABILITY_LONGEST = timedelta(days=62)


class BookingQuery(msgspec.Struct, frozen=True, kw_only=True):
    """What `GET /api/bookings` may ask for; times bound the spans that are touched."""

    library_id: str | None = None
    statuses: frozenset[str] = frozenset()
    starts_before: datetime | None = None
    ends_after: datetime | None = None
    text: str = ""
    updated_after: datetime | None = None
    cursor: str | None = None
    limit: int = 100


def page(look: Look, asked: BookingQuery) -> BookingPage:
    """Bookings that this account may see, newest made first.

    Raises:
        NotFound: `library_id` is not this account's.
        InvalidInput: an unknown status or a broken cursor.
    """
    query = _visible(look, asked.library_id)
    if asked.statuses:
        unknown = asked.statuses - set(Status)
        if unknown:
            raise checks.no_status(min(unknown))
        query = query.where(bookings.c.status.in_(sorted(asked.statuses)))
    if asked.starts_before is not None:
        query = query.where(bookings.c.starts_at < asked.starts_before)
    if asked.ends_after is not None:
        query = query.where(bookings.c.ends_at > asked.ends_after)
    if asked.updated_after is not None:
        query = query.where(bookings.c.updated_at > asked.updated_after)
    if asked.text:
        query = query.where(bookings.c.searchable.contains(asked.text.casefold(), autoescape=True))
    if asked.cursor is not None:
        made, booking_id = _read_cursor(asked.cursor)
        query = query.where(
            or_(
                bookings.c.created_at < made,
                and_(bookings.c.created_at == made, bookings.c.id < booking_id),
            )
        )
    newest = query.order_by(bookings.c.created_at.desc(), bookings.c.id.desc())
    rows = look.conn.execute(newest.limit(asked.limit + 1)).all()
    shown = tuple(as_booking(row) for row in rows[: asked.limit])
    last = shown[-1] if len(rows) > asked.limit else None
    cursor = None if last is None else _cursor(last.created_at or EPOCH, last.id)
    return BookingPage(items=shown, next_cursor=cursor)


def stats(look: Look, library_id: str | None, day: str | None) -> BookingStats:
    """The numbers of a local day, today without `day` (YYYY-MM-DD).

    Raises:
        NotFound, Forbidden: only staff of the library may.
        InvalidInput: no library named and not exactly one to mean, or no such day.
    """
    if library_id is None:
        if len(look.by.roles) != 1:
            if look.by.is_student:
                raise Forbidden(
                    translate("hub", "Only the staff of the library may see its numbers.")
                )
            raise checks.which_library()
        library_id = next(iter(look.by.roles))
    library = require_staff(look.conn, look.by, library_id)
    zone = checks.zone(library.timezone)
    local_day = look.now.astimezone(zone).date() if day is None else _day(day)
    begins = datetime(local_day.year, local_day.month, local_day.day, tzinfo=zone).astimezone(UTC)
    next_day = local_day + timedelta(days=1)
    ends = datetime(next_day.year, next_day.month, next_day.day, tzinfo=zone).astimezone(UTC)
    here = bookings.c.library_id == library_id
    counted = look.conn.execute(
        select(bookings.c.status, func.count().label("n"))
        .where(here, bookings.c.starts_at < ends, bookings.c.ends_at > begins)
        .group_by(bookings.c.status)
    )
    booked = select(func.count()).where(
        here, bookings.c.created_at >= begins, bookings.c.created_at < ends
    )
    total, taken = bookings.c.total_minor, bookings.c.paid_minor
    # What was taken before a booking became cheaper is not earned, but owed back.
    paid = case((taken < total, taken), else_=total)
    money = look.conn.execute(
        select(
            func.coalesce(func.sum(total), 0).label("revenue"),
            func.coalesce(func.sum(paid), 0).label("paid"),
        ).where(
            here,
            bookings.c.starts_at >= begins,
            bookings.c.starts_at < ends,
            bookings.c.status.not_in(sorted(ENDED_UNUSED)),
            bookings.c.payment_status.not_in(sorted(NOTHING_OWED)),
        )
    ).one()
    held = (
        select(func.count(occupancy.c.seat_id.distinct()))
        .select_from(occupancy.join(seat_rows, seat_rows.c.id == occupancy.c.seat_id))
        .where(
            seat_rows.c.library_id == library_id,
            occupancy.c.starts_at <= look.now,
            occupancy.c.ends_at > look.now,
        )
    )
    return BookingStats(
        library_id=library_id,
        day=local_day.isoformat(),
        counts={status.value: 0 for status in Status} | {row.status: row.n for row in counted},
        booked=look.conn.execute(booked).scalar_one(),
        revenue_minor=int(money.revenue),
        paid_minor=int(money.paid),
        unpaid_minor=int(money.revenue) - int(money.paid),
        currency=library.currency,
        seats=look.conn.execute(
            select(func.count()).where(seat_rows.c.library_id == library_id)
        ).scalar_one(),
        occupied_seats=look.conn.execute(held).scalar_one(),
        checked_in_now=look.conn.execute(
            select(func.count()).where(here, bookings.c.status == Status.CHECKED_IN)
        ).scalar_one(),
    )


def availability(
    look: Look, library_id: str, begins: datetime, ends: datetime, seat_id: str | None
) -> Availability:
    """Which seats are free in a span, and when the others are held; without names.

    Raises:
        NotFound: a library or seat that this account may not see.
        InvalidInput: the span is turned around or longer than two months.
    """
    library_for(look.conn, look.by, library_id)
    if ends <= begins or ends - begins > AVAILABILITY_LONGEST:
        raise InvalidInput(
            translate(
                "hub", "The span must end after it begins, {days} days later at most."
            ).format(days=AVAILABILITY_LONGEST.days),
            details={"field": "to"},
        )
    here = (
        seats.of_library(look, library_id)
        if seat_id is None
        else [seats.one(look, library_id, seat_id)]
    )
    query = (
        select(occupancy)
        .join(seat_rows, seat_rows.c.id == occupancy.c.seat_id)
        .where(
            seat_rows.c.library_id == library_id,
            occupancy.c.starts_at < ends,
            occupancy.c.ends_at > begins,
        )
        .order_by(occupancy.c.starts_at)
    )
    if seat_id is not None:
        query = query.where(occupancy.c.seat_id == seat_id)
    busy: dict[str, list[Busy]] = {}
    for row in look.conn.execute(query):
        span = Busy(starts_at=row.starts_at, ends_at=row.ends_at)
        busy.setdefault(row.seat_id, []).append(span)
    return Availability(
        library_id=library_id,
        starts_at=begins,
        ends_at=ends,
        seats=tuple(
            SeatAvailability(
                seat_id=seat.id,
                label=seat.label,
                available=seat.available,
                free=seat.available and seat.id not in busy,
                busy=tuple(busy.get(seat.id, ())),
            )
            for seat in here
        ),
    )


def snapshot(look: Look, library_id: str) -> Snapshot:
    """A library with all its bookings, as it stands at a position of its stream.

    Raises:
        NotFound, Forbidden: only staff of the library may.
    """
    require_staff(look.conn, look.by, library_id)
    standing = streams.head(look, library_stream(library_id))
    query = select(bookings).where(bookings.c.library_id == library_id)
    newest = query.order_by(bookings.c.created_at.desc(), bookings.c.id.desc())
    return Snapshot(
        epoch=standing.epoch,
        position=standing.head,
        library=libraries.get(look, library_id),
        seats=tuple(seats.of_library(look, library_id)),
        pricing=prices.of(look, library_id),
        bookings=tuple(as_booking(row) for row in look.conn.execute(newest)),
    )


def _visible(look: Look, library_id: str | None) -> Select[tuple[object, ...]]:
    query = select(bookings)
    if look.by.is_student:
        query = query.where(bookings.c.student_id == look.by.user_id)
        return query if library_id is None else query.where(bookings.c.library_id == library_id)
    if library_id is None:
        return query.where(bookings.c.library_id.in_(list(look.by.roles)))
    if library_id not in look.by.roles:
        raise no_library()
    return query.where(bookings.c.library_id == library_id)


def _cursor(made: datetime, booking_id: str) -> str:
    told = f"{(made - EPOCH) // MICROSECOND}.{booking_id}"
    return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")


def _read_cursor(cursor: str) -> tuple[datetime, str]:
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        made, _, booking_id = base64.urlsafe_b64decode(padded).decode("ascii").partition(".")
        return EPOCH + timedelta(microseconds=int(made)), booking_id
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InvalidInput(
            translate("hub", "This hub gave out no such cursor. Begin with the first page again."),
            details={"field": "cursor"},
        ) from error


def _day(day: str) -> date:
    try:
        told = date.fromisoformat(day)
    except ValueError:
        told = date.min
    if not 2000 <= told.year < 2200:  # noqa: PLR2004 - the years that a booking may lie in
        raise InvalidInput(
            translate("hub", "There is no day {day} to look at. Write it like 2026-05-31.").format(
                day=checks.quoted(day)
            ),
            details={"field": "day"},
        )
    return told
