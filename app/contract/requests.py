"""Bodies and answers around libraries, seats, prices, staff, numbers of a day and free time."""

from __future__ import annotations

from msgspec import UNSET, UnsetType

from app.contract.models import BookingKind, Instant, Record


class LibraryRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/libraries`; `seats` is how many to make at once."""

    name: str
    timezone: str = "Asia/Kolkata"
    currency: str = "INR"
    seats: int = 0


class LibraryEdit(Record, frozen=True, kw_only=True):
    """Body of `PUT /api/libraries/{id}`; fields left out stay, a stale `version` gets 409.

    `no_show_after_minutes` is from 5 to 1440; null gives up no seat by itself.
    """

    version: int
    name: str | UnsetType = UNSET
    timezone: str | UnsetType = UNSET
    auto_confirm: bool | UnsetType = UNSET
    no_show_after_minutes: int | UnsetType | None = UNSET


class SeatRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/libraries/{id}/seats`: one seat by `label`, or `count` more."""

    label: str | None = None
    count: int | None = None


class SeatSight(Record, frozen=True, kw_only=True):
    """A seat as it was looked at by whoever changes it; what is left out does not matter to them.

    Where a seat is another one by now, the change gets 409 and the seats as they are.
    """

    label: str | UnsetType = UNSET
    available: bool | UnsetType = UNSET
    closed_reason: str | UnsetType = UNSET
    room: str | UnsetType = UNSET
    x: int | UnsetType | None = UNSET
    y: int | UnsetType | None = UNSET


class SeatEdit(Record, frozen=True, kw_only=True):
    """Body of `PUT /api/libraries/{id}/seats/{seatId}`; opening a seat ends its reason."""

    label: str | UnsetType = UNSET
    available: bool | UnsetType = UNSET
    closed_reason: str | UnsetType = UNSET
    room: str | UnsetType = UNSET
    seen: SeatSight | UnsetType = UNSET


class SeatPlace(Record, frozen=True, kw_only=True):
    """Where a seat stands: `x` and `y` from 0 to 999, or neither for no place at all."""

    seat_id: str
    room: str = ""
    x: int | None = None
    y: int | None = None
    seen: SeatSight | UnsetType = UNSET


class SeatPlaces(Record, frozen=True, kw_only=True):
    """Body of `PUT /api/libraries/{id}/seats`; seats that are not named stay where they are."""

    places: tuple[SeatPlace, ...]


class PricingEdit(Record, frozen=True, kw_only=True):
    """Body of `PUT /api/libraries/{id}/pricing`, in minor units of the library's currency."""

    version: int
    hour_minor: int | UnsetType = UNSET
    day_minor: int | UnsetType = UNSET
    month_minor: int | UnsetType = UNSET


class PreviewRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/libraries/{id}/pricing/preview`.

    Prices given here are tried out instead of the library's own; nothing is changed.
    """

    kind: BookingKind
    starts_at: Instant
    ends_at: Instant | None = None
    hour_minor: int | None = None
    day_minor: int | None = None
    month_minor: int | None = None


class StaffRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/libraries/{id}/staff`: somebody who is to work there.

    An e-mail that is not known becomes an account. Staff who work for nobody any more are taken
    on again, by the name and password given here; those of another library of this owner keep
    their own.
    """

    name: str
    email: str
    password: str


class AcknowledgeRequest(Record, frozen=True, kw_only=True):
    """Body of `POST /api/libraries/{id}/acknowledgements`: what was read at a desk."""

    alert_ids: tuple[str, ...]


class By(Record, frozen=True, kw_only=True):
    """Who did something."""

    id: str
    name: str = ""


class Acknowledged(Record, frozen=True, kw_only=True):
    """Payload of `alert:acknowledged`: somebody has read these alerts, at whatever desk."""

    library_id: str
    alert_ids: tuple[str, ...]
    by: By
    at: Instant


class BookingStats(Record, frozen=True, kw_only=True):
    """Answer of `GET /api/bookings/stats` for one local day of a library.

    `counts` are the bookings that touch the day, by status; `booked` those made on it.
    The money is of bookings that begin on it and were not cancelled, in minor units: what they
    cost, what of that was paid, and the rest.
    """

    library_id: str
    day: str
    counts: dict[str, int]
    booked: int
    revenue_minor: int
    paid_minor: int
    unpaid_minor: int
    currency: str
    seats: int
    occupied_seats: int
    checked_in_now: int


class Busy(Record, frozen=True, kw_only=True):
    """A span in which a seat is held; by whom is nobody's business here."""

    starts_at: Instant
    ends_at: Instant


class SeatAvailability(Record, frozen=True, kw_only=True):
    """A seat in a span of time: `free` when it may be booked for all of it."""

    seat_id: str
    label: str
    available: bool
    free: bool
    busy: tuple[Busy, ...]


class Availability(Record, frozen=True, kw_only=True):
    """Answer of `GET /api/bookings/availability`."""

    library_id: str
    starts_at: Instant
    ends_at: Instant
    seats: tuple[SeatAvailability, ...]


class SeatChange(Record, frozen=True, kw_only=True):
    """Payload of `seat:availability`; what a server leaves out is as it was."""

    library_id: str
    seat_id: str
    label: str
    available: bool | UnsetType = UNSET
    closed_reason: str | UnsetType = UNSET
    room: str | UnsetType = UNSET
    x: int | UnsetType | None = UNSET
    y: int | UnsetType | None = UNSET
    ordinal: int | UnsetType = UNSET


class Health(Record, frozen=True, kw_only=True):
    """Answer of `GET /api/health`; `socket` counts clients and library rooms.

    `status` is `ok`, or `degraded` when the hub cannot save; `database` then says why.
    """

    status: str
    version: str
    database: str
    socket: dict[str, int]
    time: Instant
    demo: bool = False
