"""The records that travel: users, libraries, seats, bookings, prices and sign-in."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated

import msgspec

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""An aware instant; ISO 8601 on the wire, UTC when we send it."""


class Record(msgspec.Struct, frozen=True, rename="camel"):
    """Base of all wire records: immutable, camelCase outside, unknown fields ignored.

    Each record repeats `frozen` and `kw_only`: mypy asks for the one, msgspec for the other.
    """


class Role(StrEnum):
    """What an account may be; a basic backend may send other words, kept as they are."""

    OWNER = "owner"
    STAFF = "staff"
    STUDENT = "student"


class BookingKind(StrEnum):
    """The unit a seat is booked by."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"


class PaymentStatus(StrEnum):
    """Where the money of a booking stands, apart from its status."""

    UNPAID = "unpaid"
    PARTIAL = "partial"
    PAID = "paid"
    REFUNDED = "refunded"
    EXEMPT = "exempt"


class Source(StrEnum):
    """How a booking reached the library."""

    ONLINE = "online"
    WALK_IN = "walk_in"
    PHONE = "phone"


class LibraryRef(Record, frozen=True, kw_only=True):
    """A library as it is named in an account."""

    id: str
    name: str = ""


class User(Record, frozen=True, kw_only=True):
    """An account; `libraries` are those it works for, empty for a student."""

    id: str
    name: str = ""
    email: str = ""
    role: str = Role.STUDENT
    libraries: tuple[LibraryRef, ...] = ()


class Credentials(Record, frozen=True, kw_only=True):
    """Body of `POST /api/auth/login`."""

    email: str
    password: str


class Registration(Record, frozen=True, kw_only=True):
    """Body of `POST /api/auth/register`; makes a student."""

    name: str
    email: str
    password: str


class RefreshRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/auth/refresh` and `/logout`."""

    refresh_token: str


class SignIn(Record, frozen=True, kw_only=True):
    """Answer to a sign-in or a refresh; `expires_in` in seconds."""

    access_token: str
    refresh_token: str | None = None
    expires_in: int = 900
    user: User


class Library(Record, frozen=True, kw_only=True):
    """A study library; `timezone` is an IANA name, `currency` an ISO 4217 code.

    So many minutes after the start of a booking to which nobody has come,
    `no_show_after_minutes`, its seat is given up; None: never.
    """

    id: str
    name: str
    timezone: str = "UTC"
    currency: str = "INR"
    demo: bool = False
    auto_confirm: bool = True
    no_show_after_minutes: int | None = None
    version: int = 1
    created_at: Instant | None = None
    updated_at: Instant | None = None


class Seat(Record, frozen=True, kw_only=True):
    """A seat; `available` says whether it may be booked at all, not whether it is free now.

    `closed_reason` says why not, for people. `x` and `y` are its place in its room, in units of
    a grid; null while nobody has said. `ordinal` is its number in the library's own order.
    """

    id: str
    library_id: str
    label: str
    available: bool = True
    closed_reason: str = ""
    room: str = ""
    x: int | None = None
    y: int | None = None
    ordinal: int = 0


class Pricing(Record, frozen=True, kw_only=True):
    """Flat prices of a library in minor units of `currency`, by booking kind."""

    library_id: str
    currency: str
    hour_minor: int
    day_minor: int
    month_minor: int
    version: int = 1
    updated_at: Instant | None = None


class Booking(Record, frozen=True, kw_only=True, gc=False):
    """A booking; everything the desk shows follows from this row.

    `starts_at` and `ends_at` bound the half-open interval in which the seat is held.
    `total_minor` is money in minor units of `currency`, and `paid_minor` what was taken of it;
    None is of a server that does not say. `held_until` is how long the desk holds the seat for
    somebody who is late. `version` grows by one with each change. All but `id`
    have defaults, because a basic backend sends little. Nothing in it can point back to it, so
    the garbage collector need not look at thousands of them.
    """

    id: str
    code: str = ""
    library_id: str = ""
    seat_id: str | None = None
    seat_label: str = ""
    student_id: str | None = None
    student_name: str = ""
    student_phone: str = ""
    kind: str = BookingKind.HOUR
    starts_at: Instant | None = None
    ends_at: Instant | None = None
    status: str = "pending"
    payment_status: str = PaymentStatus.UNPAID
    total_minor: int = 0
    paid_minor: int | None = None
    currency: str = ""
    source: str = Source.ONLINE
    note: str = ""
    version: int = 0
    created_at: Instant | None = None
    updated_at: Instant | None = None
    checked_in_at: Instant | None = None
    checked_out_at: Instant | None = None
    cancelled_by: str | None = None
    cancel_reason: str | None = None
    held_until: Instant | None = None


class BookingRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/bookings`.

    `ends_at` may be left out for `day` and `month`: the hub takes the end of the local
    day, or the same local time a month later. Staff give `student_name` for a walk-in;
    a student's own name and id are taken from the token. `paid_minor` says `payment_status`, too.
    """

    library_id: str
    seat_id: str
    starts_at: Instant
    ends_at: Instant | None = None
    kind: BookingKind = BookingKind.HOUR
    student_name: str = ""
    student_phone: str = ""
    source: Source | None = None
    payment_status: PaymentStatus | None = None
    # Left out where nobody says it: a request that is repeated must not look like another one.
    paid_minor: int | msgspec.UnsetType = msgspec.UNSET
    note: str = ""


class BookingEdit(Record, frozen=True, kw_only=True):
    """Body of `PUT /api/bookings/{id}`; fields left out stay as they are.

    `version` is the version the editor saw; another one now is answered with 409. `paid_minor`
    says `payment_status`, too; that one alone says all or nothing was paid. `held_until` is for
    a confirmed booking, from now on until its end; null takes it away. `status` "confirmed" for who
    is checked in takes that back, to "no_show" if the booking was that.
    """

    version: int
    seat_id: str | msgspec.UnsetType = msgspec.UNSET
    starts_at: Instant | msgspec.UnsetType = msgspec.UNSET
    ends_at: Instant | msgspec.UnsetType = msgspec.UNSET
    status: str | msgspec.UnsetType = msgspec.UNSET
    payment_status: PaymentStatus | msgspec.UnsetType = msgspec.UNSET
    paid_minor: int | msgspec.UnsetType = msgspec.UNSET
    held_until: Instant | msgspec.UnsetType | None = msgspec.UNSET
    student_name: str | msgspec.UnsetType = msgspec.UNSET
    student_phone: str | msgspec.UnsetType = msgspec.UNSET
    note: str | msgspec.UnsetType = msgspec.UNSET


class CancelRequest(Record, frozen=True, kw_only=True):
    """Optional body of `DELETE /api/bookings/{id}`."""

    reason: str = ""
    version: int | None = None


class BookingPage(Record, frozen=True, kw_only=True):
    """A page of bookings; `next_cursor` is null on the last one."""

    items: tuple[Booking, ...]
    next_cursor: str | None = None


class Snapshot(Record, frozen=True, kw_only=True):
    """A library as it stood at `position` of its stream, read in one transaction."""

    epoch: str
    position: int
    library: Library
    seats: tuple[Seat, ...]
    pricing: Pricing | None
    bookings: tuple[Booking, ...]
