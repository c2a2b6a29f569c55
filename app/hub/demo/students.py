"""What the made-up students do: book, arrive, leave, cancel, move; through the real services."""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, func, or_, select

from app.contract.errors import StudySpotError
from app.contract.lifecycle import Status
from app.contract.models import (
    Booking,
    BookingEdit,
    BookingKind,
    BookingRequest,
    CancelRequest,
    PaymentStatus,
)
from app.hub.access import HUB_ITSELF, principal_of
from app.hub.booking_rows import as_booking
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.demo.names import REASONS
from app.hub.schema import bookings, occupancy, seats
from app.hub.work import Work

NOTE = "sample"
PAUSE_SECONDS = (4.0, 12.0)
FIRST_HOURS = timedelta(hours=8)
OPENS, CLOSES = 7, 22
ZONE = ZoneInfo("Asia/Kolkata")
"""Where the sample library stands; the default zone of a library."""
FIRST_PAUSE_MINUTES = (4.0, 11.0)
QUARTER = timedelta(minutes=15)
FILL_WINDOW = timedelta(days=3)
EAGER_BELOW, RELUCTANT_ABOVE, NONE_ABOVE = 0.15, 0.5, 0.7
"""Shares of the next days' seat hours: under the first nearly all book, above the last nobody."""
ALWAYS_FREE = 3
LONG_STAYS = {BookingKind.DAY: 3, BookingKind.MONTH: 2}
"""So many seats at most are held for a whole day or month, or the rest would have no room."""
ARRIVES, LEAVES_EARLY, CANCELS, STAYS_AWAY, PAYS = 0.6, 0.2, 0.7, 0.08, 0.6
"""How often each thing happens when it may."""
PAYS_A_PART = 0.3
"""Of those who pay, so many pay only half for now."""
COMES_AT_ONCE, COMES_SOON = 0.4, 0.6
"""Up to the first share of bookings by the hour begin now, up to the second within the hour."""

_log = logging.getLogger(__name__)


class Students:
    """Acts a little at each `step`; `dice` decides, so that a seed repeats a day."""

    def __init__(
        self,
        service: Bookings,
        library_id: str,
        owner_id: str,
        student_ids: Sequence[str],
        dice: random.Random,
    ) -> None:
        self._service = service
        self._library_id = library_id
        self._owner_id = owner_id
        self._student_ids = list(student_ids)
        self._dice = dice
        # Who was expected and does not come: the library's rule gives up their seats.
        self._absent: set[str] = set()

    async def run(self, database: Database, pace: float) -> None:
        """Act for ever, with pauses of some seconds divided by `pace`."""
        while True:
            await asyncio.sleep(self._dice.uniform(*PAUSE_SECONDS) / pace)
            try:
                await database.write(self.step)
            except StudySpotError as error:
                _log.debug("A made-up student gave up: %s", error.message)

    def live_through(self, work: Work) -> None:
        """Live through the hours before now, so that the first look finds a day under way."""
        now = work.now
        work.now = now - FIRST_HOURS
        while work.now < now:
            self.step(work)
            work.by = HUB_ITSELF
            self._service.release(work, work.now)
            work.now += timedelta(minutes=self._dice.uniform(*FIRST_PAUSE_MINUTES))
        work.now = now
        self._tidy(work)

    def step(self, work: Work) -> None:
        """One thing that happens in a library."""
        self._tidy(work)
        if self._dice.random() < ARRIVES and self._arrive(work):
            return
        if self._dice.random() < LEAVES_EARLY and self._leave(work):
            return
        wish = self._wish_to_book(work)
        if self._dice.random() < wish and self._book(work):
            return
        if self._dice.random() < CANCELS:
            self._cancel(work)
        else:
            self._move(work)

    def _tidy(self, work: Work) -> None:
        """Whoever's time is over leaves; who never came is marked so."""
        over = self._some(work, bookings.c.ends_at <= work.now, limit=50)
        work.by = principal_of(work.conn, self._owner_id)
        for booking in over:
            if booking.status == Status.CHECKED_IN:
                self._service.check_out(work, booking.id)
            else:
                edit = BookingEdit(version=booking.version, status=Status.NO_SHOW)
                self._service.edit(work, booking.id, edit)

    def _arrive(self, work: Work) -> bool:
        due = self._some(
            work,
            bookings.c.status == Status.CONFIRMED,
            bookings.c.starts_at <= work.now + timedelta(minutes=5),
        )
        self._absent &= {booking.id for booking in due}
        seated = self._some(work, bookings.c.status == Status.CHECKED_IN, limit=200)
        sat_on = {booking.seat_id for booking in seated}
        # Who comes a little early waits until the one before has left.
        due = [one for one in due if one.id not in self._absent and one.seat_id not in sat_on]
        if not due:
            return False
        booking = due[0]
        if self._dice.random() < STAYS_AWAY:
            self._absent.add(booking.id)
            return True
        work.by = principal_of(work.conn, self._owner_id)
        arrived = self._service.check_in(work, booking.id)
        if arrived.payment_status == PaymentStatus.UNPAID and self._dice.random() < PAYS:
            total = arrived.total_minor
            taken = total // 2 if self._dice.random() < PAYS_A_PART else total
            paid = BookingEdit(version=arrived.version, paid_minor=taken)
            self._service.edit(work, booking.id, paid)
        return True

    def _leave(self, work: Work) -> bool:
        present = self._some(
            work, bookings.c.status == Status.CHECKED_IN, bookings.c.kind == BookingKind.HOUR
        )
        if not present:
            return False
        work.by = principal_of(work.conn, self._owner_id)
        self._service.check_out(work, self._dice.choice(present).id)
        return True

    def _book(self, work: Work) -> bool:
        kind = self._dice.choices(list(BookingKind), weights=(80, 14, 6))[0]
        if kind in LONG_STAYS and self._held(work, kind) >= LONG_STAYS[kind]:
            kind = BookingKind.HOUR
        starts_at, ends_at = self._when(work.now, kind)
        until = ends_at or starts_at + timedelta(days=31)
        free, idle = self._free_seats(work, starts_at, until), self._idle(work, starts_at, until)
        if len(free) <= ALWAYS_FREE or not idle:
            return False
        work.by = principal_of(work.conn, self._dice.choice(idle))
        asked = BookingRequest(
            library_id=self._library_id,
            seat_id=self._dice.choice(free),
            starts_at=starts_at,
            ends_at=ends_at,
            kind=kind,
            note=NOTE,
        )
        self._service.create(work, asked)
        return True

    def _cancel(self, work: Work) -> None:
        # Plans of later days change; who comes within the hour is on the way.
        later = work.now + timedelta(hours=1)
        coming = self._some(
            work, bookings.c.status == Status.CONFIRMED, bookings.c.starts_at > later, limit=200
        )
        if not coming:
            return
        booking = self._dice.choice(coming)
        if booking.student_id is None:
            return
        work.by = principal_of(work.conn, booking.student_id)
        reason = self._dice.choice(REASONS)
        self._service.cancel(work, booking.id, CancelRequest(reason=reason))

    def _move(self, work: Work) -> None:
        coming = self._some(
            work, bookings.c.status == Status.CONFIRMED, bookings.c.starts_at > work.now
        )
        if not coming:
            return
        booking = self._dice.choice(coming)
        if booking.starts_at is None or booking.ends_at is None:
            return
        free = self._free_seats(work, booking.starts_at, booking.ends_at)
        if len(free) <= ALWAYS_FREE:
            return
        work.by = principal_of(work.conn, self._owner_id)
        edit = BookingEdit(version=booking.version, seat_id=self._dice.choice(free))
        self._service.edit(work, booking.id, edit)

    def _when(self, now: datetime, kind: BookingKind) -> tuple[datetime, datetime | None]:
        quarter = datetime.fromtimestamp(
            now.timestamp() // QUARTER.total_seconds() * QUARTER.total_seconds(), UTC
        )
        soon = quarter + QUARTER * self._dice.randint(1, 3)
        if kind != BookingKind.HOUR:
            return soon, None
        lasting = timedelta(minutes=30 * self._dice.randint(1, 4))
        when = self._dice.random()
        if when < COMES_AT_ONCE:
            starts_at = now.replace(second=0, microsecond=0)
        elif when < COMES_SOON:
            starts_at = soon
        else:
            starts_at = _by_day(quarter + QUARTER * self._dice.randint(8, 4 * 24 * 3))
        return starts_at, starts_at + lasting

    def _wish_to_book(self, work: Work) -> float:
        """The chance that somebody books: it falls as the next days fill up."""
        until = work.now + FILL_WINDOW
        held = select(occupancy.c.starts_at, occupancy.c.ends_at).where(
            occupancy.c.starts_at < until, occupancy.c.ends_at > work.now, self._here()
        )
        seconds: float = sum(
            (min(row.ends_at, until) - max(row.starts_at, work.now)).total_seconds()
            for row in work.conn.execute(held)
        )
        count = select(func.count()).where(seats.c.library_id == self._library_id)
        places = work.conn.execute(count).scalar_one()
        fill = seconds / (FILL_WINDOW.total_seconds() * max(1, places))
        if fill >= NONE_ABOVE:
            return 0.0
        if fill <= EAGER_BELOW:
            return 0.9
        return 0.9 - 0.6 * min(1.0, (fill - EAGER_BELOW) / (RELUCTANT_ABOVE - EAGER_BELOW))

    def _held(self, work: Work, kind: BookingKind) -> int:
        query = select(func.count()).where(
            bookings.c.library_id == self._library_id,
            bookings.c.kind == kind,
            bookings.c.status.in_([Status.CONFIRMED, Status.CHECKED_IN]),
        )
        return int(work.conn.execute(query).scalar_one())

    def _free_seats(self, work: Work, starts_at: datetime, ends_at: datetime) -> list[str]:
        held = select(occupancy.c.seat_id).where(
            and_(occupancy.c.starts_at < ends_at, occupancy.c.ends_at > starts_at)
        )
        query = (
            select(seats.c.id)
            .where(
                seats.c.library_id == self._library_id,
                seats.c.available.is_(True),
                seats.c.id.not_in(held),
            )
            .order_by(seats.c.ordinal)
        )
        return list(work.conn.execute(query).scalars())

    def _idle(self, work: Work, starts_at: datetime, ends_at: datetime) -> list[str]:
        """The students who hold no seat then: nobody may hold two at one time."""
        held = (
            select(bookings.c.student_id)
            .join(occupancy, occupancy.c.booking_id == bookings.c.id)
            .where(
                bookings.c.library_id == self._library_id,
                occupancy.c.starts_at < ends_at,
                occupancy.c.ends_at > starts_at,
            )
        )
        busy = set(work.conn.execute(held).scalars())
        return [student_id for student_id in self._student_ids if student_id not in busy]

    def _some(self, work: Work, *conditions: ColumnElement[bool], limit: int = 20) -> list[Booking]:
        """Sample bookings that hold a seat and meet the conditions, the earliest first."""
        query = (
            select(bookings)
            .where(
                bookings.c.library_id == self._library_id,
                # What a person books here by hand is that person's.
                bookings.c.note == NOTE,
                or_(bookings.c.status == Status.CONFIRMED, bookings.c.status == Status.CHECKED_IN),
                *conditions,
            )
            .order_by(bookings.c.starts_at, bookings.c.id)
            .limit(limit)
        )
        return [as_booking(row) for row in work.conn.execute(query)]

    def _here(self) -> ColumnElement[bool]:
        own = select(seats.c.id).where(seats.c.library_id == self._library_id)
        return occupancy.c.seat_id.in_(own)


def _by_day(at: datetime) -> datetime:
    """The same or a later instant by day: nobody plans to come at three in the morning."""
    night_owl = not OPENS <= at.astimezone(ZONE).hour < CLOSES
    return at + timedelta(hours=24 - CLOSES + OPENS) if night_owl else at
