"""A small library in a database of its own, with a clock that tests set."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import select

from app.contract.errors import Conflict, InvalidInput, NotFound
from app.contract.lifecycle import may_become
from app.contract.models import (
    Booking,
    BookingEdit,
    BookingRequest,
    CancelRequest,
    PaymentStatus,
    Role,
)
from app.contract.requests import LibraryEdit, LibraryRequest
from app.hub import libraries, schema, seats
from app.hub.access import Principal
from app.hub.accounts import add_user
from app.hub.booking_rows import as_booking
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.work import Look, Work

START = datetime(2026, 5, 1, 6, tzinfo=UTC)


class Story:
    """A small library in a database of its own, moved on by steps."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.service = Bookings()
        self.now = START
        self.made: list[str] = []
        self.refusals = 0
        self.owner = Principal(user_id="")
        self.seats: list[str] = []

    def begin(self, work: Work) -> None:
        user_id = add_user(work, "Olga", "olga@example.com", "!", Role.OWNER)
        made = libraries.create(work, LibraryRequest(name="L", seats=3), owner_id=user_id)
        self.owner = Principal(user_id=user_id, role=Role.OWNER, roles={made.id: Role.OWNER})
        work.by = self.owner
        self.seats = [seat.id for seat in seats.of_library(work, made.id)]
        self.library_id = made.id

    async def do(self, step: tuple[Any, ...]) -> None:
        name, *arguments = step
        if name == "wait":
            self.now += timedelta(minutes=arguments[0])
            return
        act: Callable[..., None] = getattr(self, name)

        def whole(work: Work) -> None:
            work.by = self.owner
            act(work, *arguments)

        try:
            await self.database.write(whole)
        except (InvalidInput, NotFound, Conflict):
            self.refusals += 1

    def book(self, work: Work, seat: int, half_hours: int, lasting: int) -> None:
        starts = self.now + timedelta(minutes=30 * half_hours)
        asked = BookingRequest(
            library_id=self.library_id,
            seat_id=self.seats[seat],
            starts_at=starts,
            ends_at=starts + timedelta(minutes=30 * lasting),
            student_name="Asha",
        )
        self.made.append(self.service.create(work, asked).id)

    def move(self, work: Work, which: int, seat: int, half_hours: int) -> None:
        standing = self._one(work, which)
        if standing is None or standing.starts_at is None or standing.ends_at is None:
            return
        starts = self.now + timedelta(minutes=30 * half_hours)
        edit = BookingEdit(
            version=standing.version,
            seat_id=self.seats[seat],
            starts_at=starts,
            ends_at=starts + (standing.ends_at - standing.starts_at),
        )
        self.service.edit(work, standing.id, edit)

    def stretch(self, work: Work, which: int, half_hours: int) -> None:
        standing = self._one(work, which)
        if standing is None or standing.starts_at is None:
            return
        ends = standing.starts_at + timedelta(minutes=30 * half_hours)
        self.service.edit(work, standing.id, BookingEdit(version=standing.version, ends_at=ends))

    def become(self, work: Work, which: int, status: str) -> None:
        standing = self._one(work, which)
        if standing is None:
            return
        allowed = may_become(standing.status, status)
        if status == "cancelled":
            changed = self.service.cancel(work, standing.id, CancelRequest())
        else:
            edit = BookingEdit(version=standing.version, status=status)
            changed = self.service.edit(work, standing.id, edit)
        assert allowed or changed.status == standing.status

    def pay(self, work: Work, which: int, paid: int) -> None:
        standing = self._one(work, which)
        if standing is not None:
            edit = BookingEdit(version=standing.version, paid_minor=paid)
            self.service.edit(work, standing.id, edit)

    def say(self, work: Work, which: int, word: str) -> None:
        standing = self._one(work, which)
        if standing is not None:
            edit = BookingEdit(version=standing.version, payment_status=PaymentStatus(word))
            self.service.edit(work, standing.id, edit)

    def hold(self, work: Work, which: int, minutes: int) -> None:
        standing = self._one(work, which)
        if standing is not None:
            until = self.now + timedelta(minutes=minutes)
            edit = BookingEdit(version=standing.version, held_until=until)
            self.service.edit(work, standing.id, edit)

    def rule(self, work: Work, minutes: int | None) -> None:
        version = libraries.get(work, self.library_id).version
        edit = LibraryEdit(version=version, no_show_after_minutes=minutes)
        libraries.edit(work, self.library_id, edit)

    def release(self, work: Work) -> None:
        self.service.release(work, work.now)

    def _one(self, look: Look, which: int) -> Booking | None:
        if not self.made:
            return None
        wanted = self.made[which % len(self.made)]
        row = look.conn.execute(select(schema.bookings).where(schema.bookings.c.id == wanted)).one()
        return as_booking(row)
