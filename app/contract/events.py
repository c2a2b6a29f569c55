"""Names and shapes of live events, streams and rooms."""

from __future__ import annotations

from typing import Any

from app.contract.models import Instant, Record

BOOKING_CREATED = "booking:created"
BOOKING_UPDATED = "booking:updated"
BOOKING_CANCELLED = "booking:cancelled"
BOOKING_CHECKIN = "booking:checkin"
BOOKING_CHECKOUT = "booking:checkout"
LIBRARY_CREATED = "library:created"
LIBRARY_UPDATED = "library:updated"
LIBRARY_DELETED = "library:deleted"
PRICING_UPDATED = "pricing:updated"
SEAT_AVAILABILITY = "seat:availability"
NOTIFICATION = "notification"
GLOBAL_NOTIFICATION = "global:notification"
ALERT_ACKNOWLEDGED = "alert:acknowledged"

BOOKING_EVENTS = frozenset(
    {BOOKING_CREATED, BOOKING_UPDATED, BOOKING_CANCELLED, BOOKING_CHECKIN, BOOKING_CHECKOUT}
)
DURABLE_EVENTS = BOOKING_EVENTS | {
    LIBRARY_CREATED,
    LIBRARY_UPDATED,
    LIBRARY_DELETED,
    PRICING_UPDATED,
    SEAT_AVAILABILITY,
    NOTIFICATION,
    GLOBAL_NOTIFICATION,
    ALERT_ACKNOWLEDGED,
}

STREAM_HEADS = "stream:heads"
JOIN_ROLE = "join:role"
JOIN_LIBRARY = "join:library"
LEAVE_LIBRARY = "leave:library"

GLOBAL_STREAM = "global"
LIBRARY = "library:"
"""How the stream of a library begins; the library's id follows."""


def library_stream(library_id: str) -> str:
    """The stream, and the room, of one library."""
    return f"{LIBRARY}{library_id}"


def user_stream(user_id: str) -> str:
    """The stream, and the room, of one account."""
    return f"user:{user_id}"


class EventMeta(Record, frozen=True, kw_only=True):
    """Second argument of a live event: where it stands in its durable stream.

    `cause` is the idempotency key of the command behind it, so that the desk which gave
    the command knows its own doing; null when nobody sent a key.
    """

    stream: str
    epoch: str
    position: int
    event_id: str
    at: Instant
    cause: str | None = None


class StreamEvent(Record, frozen=True, kw_only=True):
    """One durable event as a catch-up page carries it; `payload` is the live payload."""

    stream: str
    epoch: str
    position: int
    event_id: str
    at: Instant
    event: str
    payload: dict[str, Any]
    cause: str | None = None


class StreamHead(Record, frozen=True, kw_only=True):
    """How far a stream reaches; also the payload of `stream:heads`."""

    stream: str
    epoch: str
    head: int


class StreamPage(Record, frozen=True, kw_only=True):
    """Answer of `GET /api/streams/{stream}/events`.

    `next` is the position to ask after for the following page; the reader is in step
    when it equals `head`.
    """

    epoch: str
    events: tuple[StreamEvent, ...]
    next: int
    head: int


class JoinAnswer(Record, frozen=True, kw_only=True):
    """Acknowledgement of a join: `stream`, `epoch` and `head` when ok, else `error`."""

    ok: bool
    stream: str | None = None
    epoch: str | None = None
    head: int | None = None
    error: str | None = None
