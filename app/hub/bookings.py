"""The life of a booking: made, changed, cancelled, checked in and out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec
from msgspec import UNSET
from sqlalchemy import bindparam, insert, select, update

from app.contract.errors import InvalidInput, WrongState
from app.contract.events import (
    BOOKING_CREATED,
    BOOKING_UPDATED,
    library_stream,
    user_stream,
)
from app.contract.history import FieldChange
from app.contract.lifecycle import Status, held_since, holds_seat
from app.contract.models import (
    Booking,
    BookingEdit,
    BookingRequest,
    CancelRequest,
    Source,
)
from app.contract.pricing import quote
from app.contract.tongue import translate
from app.hub import checks, codes, journal, no_shows, occupancy, payments, prices, seats
from app.hub.access import library_for, not_staff
from app.hub.booking_rows import FIELDS, as_booking, find, values
from app.hub.occupancy import Claim, Hold
from app.hub.schema import bookings
from app.hub.schema import libraries as library_rows
from app.hub.spans import require_timely, span
from app.hub.steps import moved, require_step, require_version, step, zone_of
from app.hub.streams import append, new_id
from app.hub.work import Work

_count_booking = (
    update(library_rows)
    .where(library_rows.c.id == bindparam("library"))
    .values(bookings_made=library_rows.c.bookings_made + 1)
    .returning(library_rows.c.bookings_made)
)
BATCH = 100
"""So many bookings at most are changed by the clock in one transaction: others write, too."""


class Bookings:
    """All changes to bookings. `hold` takes a seat; tests give another to see the race."""

    def __init__(self, hold: Hold = occupancy.hold) -> None:
        self._hold = hold

    def create(self, work: Work, asked: BookingRequest) -> Booking:
        """A new booking at the library's present price.

        Raises:
            NotFound: no such library or seat, or another's library.
            InvalidInput: times or texts that cannot be.
            Conflict: the seat is out of use.
            AlreadyBooked: a student who holds a seat here at that time; the desk may book more.
            SeatTaken: the seat is held at that time.
        """
        library = library_for(work.conn, work.by, asked.library_id)
        seat = seats.one(work, asked.library_id, asked.seat_id)
        staff = asked.library_id in work.by.roles
        starts_at, ends_at = span(asked.kind, asked.starts_at, asked.ends_at, library.timezone)
        require_timely(starts_at, ends_at, work.acted_at(library.id), staff=staff)
        if not seat.available:
            raise seats.out_of_use(seat)
        zone = checks.zone(library.timezone)
        priced = quote(prices.of(work, library.id), asked.kind, starts_at, ends_at, zone)
        # What a student claims to have paid does not count.
        paid, word = (asked.paid_minor, asked.payment_status) if staff else (UNSET, None)
        confirmed = staff or library.auto_confirm
        booking = Booking(
            id=new_id(),
            code=self._next_code(work, library.id),
            library_id=library.id,
            seat_id=seat.id,
            seat_label=seat.label,
            kind=asked.kind.value,
            starts_at=starts_at,
            ends_at=ends_at,
            status=Status.CONFIRMED if confirmed else Status.PENDING,
            total_minor=priced.total_minor,
            currency=priced.currency,
            note=checks.text("note", asked.note, checks.NOTE_LIMIT, lines=True),
            version=1,
            created_at=work.now,
            updated_at=work.now,
            **payments.of_new(paid, word, priced.total_minor, priced.currency),
            **_person(work, asked, staff=staff),
        )
        held_until = no_shows.grace(booking, library.no_show_after_minutes, work.now)
        booking = msgspec.structs.replace(booking, held_until=held_until)
        if not staff:
            occupancy.require_one_seat(
                work, work.by.user_id, library.id, starts_at, ends_at, library.timezone
            )
        work.conn.execute(insert(bookings), values(booking))
        if holds_seat(booking.status):
            self._hold(work, _claim(booking, library.timezone))
        _tell(work, BOOKING_CREATED, booking)
        return booking

    def edit(self, work: Work, booking_id: str, asked: BookingEdit) -> Booking:
        """Change a booking: seat, time, texts, payment, and its status along the lifecycle.

        Raises:
            NotFound, Forbidden: only staff of the library may.
            StaleVersion: somebody changed it meanwhile.
            WrongState: the lifecycle has no such step.
            SeatTaken, Conflict, InvalidInput: as for a new booking.
        """
        standing = find(work, booking_id, lock=True)
        _require_desk(work, standing)
        require_version(standing, asked.version)
        changes: dict[str, Any] = {}
        for field, name, limit, lines in (
            ("studentName", "student_name", checks.NAME_LIMIT, False),
            ("studentPhone", "student_phone", checks.PHONE_LIMIT, False),
            ("note", "note", checks.NOTE_LIMIT, True),
        ):
            value = getattr(asked, name)
            if value is not UNSET:
                needed = name == "student_name"
                changes[name] = checks.text(field, value, limit, required=needed, lines=lines)
        changes |= moved(work, standing, asked)
        total = changes.get("total_minor", standing.total_minor)
        changes |= payments.edited(standing, asked, total)
        event = BOOKING_UPDATED
        if asked.status is not UNSET and asked.status != standing.status:
            made, event = step(work, standing, asked.status)
            changes |= made
        changes |= no_shows.held(work, standing, changes, asked)
        # What is as it was makes no other version: the edits of others would be stale for nothing.
        changes = {name: it for name, it in changes.items() if getattr(standing, name) != it}
        return self._change(work, standing, event, changes)

    def cancel(self, work: Work, booking_id: str, asked: CancelRequest) -> Booking:
        """Cancel: staff any that has not begun to be used, students their own to come.

        Raises:
            NotFound, Forbidden: not this account's booking.
            StaleVersion: `version` was given and is another now.
            WrongState: it is over, in use, or cancelled already.
        """
        standing = find(work, booking_id, lock=True)
        if asked.version is not None:
            require_version(standing, asked.version)
        own = work.by.user_id == standing.student_id
        if own and standing.starts_at is not None and standing.starts_at <= work.now:
            require_step(standing, Status.CANCELLED)
            raise WrongState(
                translate(
                    "hub", "This booking has begun. Ask the staff of the library to cancel it."
                ),
                details={"status": standing.status},
            )
        made, event = step(work, standing, Status.CANCELLED)
        made["cancel_reason"] = checks.text("reason", asked.reason, checks.NOTE_LIMIT, lines=True)
        return self._change(work, standing, event, made)

    def check_in(self, work: Work, booking_id: str) -> Booking:
        """The student has arrived, any time before the booking's end.

        Who comes before the start holds the seat from now on, or from when the one who has it
        before is to go.

        Raises:
            NotFound, Forbidden: only staff of the library may.
            WrongState: not confirmed, checked in already, or over.
            SeatTaken: after a no-show, when the seat went to somebody else.
        """
        standing = find(work, booking_id, lock=True)
        _require_desk(work, standing)
        made, event = step(work, standing, Status.CHECKED_IN)
        return self._change(work, standing, event, made)

    def check_out(self, work: Work, booking_id: str) -> Booking:
        """The student has left; the seat is free from this moment.

        Raises:
            NotFound, Forbidden: only staff of the library may.
            WrongState: not checked in.
        """
        standing = find(work, booking_id, lock=True)
        _require_desk(work, standing)
        made, event = step(work, standing, Status.COMPLETED)
        return self._change(work, standing, event, made)

    def lapse(self, work: Work, limit: int = BATCH) -> int:
        """Let bookings expire that nobody confirmed before their end; returns how many."""
        query = (
            select(bookings)
            .where(bookings.c.status == Status.PENDING, bookings.c.ends_at <= work.now)
            .limit(limit)
        )
        over = [as_booking(row) for row in work.conn.execute(query)]
        for standing in over:
            self._change(work, standing, BOOKING_UPDATED, {"status": Status.EXPIRED})
        return len(over)

    def release(self, work: Work, now: datetime, limit: int = BATCH) -> int:
        """Give up the seats of those who by `now` have not come in time, by each library's rule.

        Returns:
            How many bookings became no-shows; as many as `limit` where there may be more.
        """
        missed = no_shows.due(work, now, limit)
        for standing in missed:
            self._change(work, standing, BOOKING_UPDATED, {"status": Status.NO_SHOW})
        return len(missed)

    def _change(
        self, work: Work, standing: Booking, event: str, changes: dict[str, Any]
    ) -> Booking:
        if not changes:
            return standing
        row = {**values(standing), **changes}
        row |= {"version": standing.version + 1, "updated_at": work.now}
        booking = Booking(**{name: row[name] for name in FIELDS})
        work.conn.execute(
            update(bookings).where(bookings.c.id == standing.id).values(**values(booking))
        )
        elsewhere = bool(changes.keys() & {"seat_id", "starts_at", "ends_at"})
        sooner = _held_since(booking) != _held_since(standing)
        if elsewhere or sooner or not holds_seat(booking.status):
            occupancy.release(work, booking.id)
        holds_anew = elsewhere or sooner or not holds_seat(standing.status)
        if holds_seat(booking.status) and holds_anew:
            claim = _sooner(work, _claim(booking, zone_of(work, booking.library_id)), booking)
            if not elsewhere:
                advice = translate(
                    "hub", "This booking stays as it is; make a new one for another seat."
                )
                claim = msgspec.structs.replace(claim, advice=advice)
            self._hold(work, claim)
        _tell(work, event, booking, journal.changes(standing, booking, changes))
        return booking

    def _next_code(self, work: Work, library_id: str) -> str:
        counted = work.conn.execute(_count_booking, {"library": library_id}).scalar_one()
        return codes.code(counted)


def _person(work: Work, asked: BookingRequest, *, staff: bool) -> dict[str, Any]:
    """Who the booking is for and how it came: by the account, never by what it claims."""
    phone = checks.text("studentPhone", asked.student_phone, checks.PHONE_LIMIT)
    if not staff:
        if asked.source not in {None, Source.ONLINE}:
            raise InvalidInput(
                translate("hub", "Only the staff of the library may book as walk-in or by phone."),
                details={"field": "source"},
            )
        return {
            "student_id": work.by.user_id,
            "student_name": work.by.name,
            "student_phone": phone,
            "source": Source.ONLINE.value,
        }
    if asked.source == Source.ONLINE:
        raise InvalidInput(
            translate("hub", "A booking made at the desk is a walk-in or by phone, not online."),
            details={"field": "source"},
        )
    return {
        "student_name": checks.text(
            "studentName", asked.student_name, checks.NAME_LIMIT, required=True
        ),
        "student_phone": phone,
        "source": (asked.source or Source.WALK_IN).value,
    }


def _require_desk(work: Work, standing: Booking) -> None:
    if standing.library_id not in work.by.roles:
        raise not_staff()


def _claim(booking: Booking, zone: str) -> Claim:
    if booking.seat_id is None or booking.starts_at is None or booking.ends_at is None:
        raise InvalidInput(translate("hub", "This booking has no seat or time to hold."))
    return Claim(
        booking_id=booking.id,
        library_id=booking.library_id,
        seat_id=booking.seat_id,
        seat_label=booking.seat_label,
        starts_at=booking.starts_at,
        ends_at=booking.ends_at,
        zone=zone,
    )


def _held_since(booking: Booking) -> datetime | None:
    return held_since(booking.status, booking.starts_at, booking.checked_in_at)


def _sooner(work: Work, claim: Claim, booking: Booking) -> Claim:
    """The claim of who is there before the booking's start, as far as nobody else has the seat.

    Raises:
        SeatTaken: somebody else sits there until then, and two cannot.
    """
    since = _held_since(booking)
    if since is None or since >= claim.starts_at:
        return claim
    advice = translate(
        "hub", "Somebody sits there still: check them out first, or choose another seat."
    )
    occupancy.require_nobody_sits(work, msgspec.structs.replace(claim, advice=advice), since)
    free = occupancy.free_since(work, claim.seat_id, booking.id, since, claim.starts_at)
    return msgspec.structs.replace(claim, starts_at=free)


def _tell(work: Work, event: str, booking: Booking, changes: Sequence[FieldChange] = ()) -> None:
    streams = [library_stream(booking.library_id)]
    if booking.student_id is not None:
        streams.append(user_stream(booking.student_id))
    append(work, streams, event, booking)
    acted_at = work.acted_at(booking.library_id)
    late = {"doneAt": acted_at} if acted_at < work.now else {}
    journal.note(
        work,
        event,
        booking.id,
        version=booking.version,
        status=booking.status,
        changes=changes,
        **late,
    )
