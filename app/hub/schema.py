"""The hub's tables, as SQLAlchemy Core sees them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeDecorator

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware instant, kept as whole microseconds since 1970 UTC.

    A whole number sorts and compares alike in every database, without a zone to lose.
    """

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Microseconds of an aware datetime."""
        return None if value is None else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - likewise
        """The aware UTC datetime again."""
        return None if value is None else EPOCH + timedelta(microseconds=value)


metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("id", Text, primary_key=True),
    Column("email", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("user_id", Text, ForeignKey("users.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    Column("end_reason", Text),
)

refresh_tokens = Table(
    "refresh_tokens",
    metadata,
    Column("digest", Text, primary_key=True),
    Column("session_id", Text, ForeignKey("sessions.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("used_at", Moment),
    # The digest of the key it was used with: the same request again gets the same successor.
    Column("used_key", Text),
    Column("successor", Text),
)

libraries = Table(
    "libraries",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("timezone", Text, nullable=False),
    Column("currency", Text, nullable=False),
    Column("demo", Boolean, nullable=False),
    Column("auto_confirm", Boolean, nullable=False),
    # How many bookings were ever made here; the next booking's code is made of it.
    Column("bookings_made", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("deleted_at", Moment),
    Column("no_show_after_minutes", Integer),
)

members = Table(
    "members",
    metadata,
    Column("user_id", Text, ForeignKey("users.id"), primary_key=True),
    Column("library_id", Text, ForeignKey("libraries.id"), primary_key=True, index=True),
    Column("role", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
)

seats = Table(
    "seats",
    metadata,
    Column("id", Text, primary_key=True),
    Column("library_id", Text, ForeignKey("libraries.id"), nullable=False),
    Column("ordinal", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("available", Boolean, nullable=False),
    Column("room", Text, nullable=False, server_default=""),
    Column("x", Integer),
    Column("y", Integer),
    Column("closed_reason", Text, nullable=False, server_default=""),
    UniqueConstraint("library_id", "label", name="uq_seats_label"),
    # Seats without a place are in nobody's way: in an index no NULL is another's equal.
    Index("uq_seats_place", "library_id", "room", "x", "y", unique=True),
)

pricing = Table(
    "pricing",
    metadata,
    Column("library_id", Text, ForeignKey("libraries.id"), primary_key=True),
    Column("currency", Text, nullable=False),
    Column("hour_minor", BigInteger, nullable=False),
    Column("day_minor", BigInteger, nullable=False),
    Column("month_minor", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Moment, nullable=False),
)

bookings = Table(
    "bookings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("code", Text, nullable=False),
    Column("library_id", Text, ForeignKey("libraries.id"), nullable=False),
    Column("seat_id", Text, ForeignKey("seats.id"), nullable=False),
    Column("seat_label", Text, nullable=False),
    Column("student_id", Text, ForeignKey("users.id")),
    Column("student_name", Text, nullable=False),
    Column("student_phone", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Column("status", Text, nullable=False),
    Column("payment_status", Text, nullable=False),
    Column("total_minor", BigInteger, nullable=False),
    Column("currency", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("checked_in_at", Moment),
    Column("checked_out_at", Moment),
    Column("cancelled_by", Text),
    Column("cancel_reason", Text),
    # What a search looks through, case-folded, because databases fold only some alphabets.
    Column("searchable", Text, nullable=False),
    Column("paid_minor", BigInteger, nullable=False, server_default="0"),
    Column("held_until", Moment),
    UniqueConstraint("library_id", "code", name="uq_bookings_code"),
    Index("ix_bookings_newest", "library_id", "created_at", "id"),
    Index("ix_bookings_starts", "library_id", "starts_at"),
    Index("ix_bookings_updated", "library_id", "updated_at"),
    Index("ix_bookings_student", "student_id", "created_at", "id"),
    Index("ix_bookings_status", "status", "ends_at"),
    Index("ix_bookings_begun", "library_id", "status", "starts_at"),
)

# Only the bookings that hold a seat at present have a row here. SQLite keeps two rows from
# overlapping by a trigger, PostgreSQL is to do so by EXCLUDE USING gist.
occupancy = Table(
    "occupancy",
    metadata,
    Column("booking_id", Text, ForeignKey("bookings.id"), primary_key=True),
    Column("seat_id", Text, ForeignKey("seats.id"), nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    Index("ix_occupancy_seat", "seat_id", "starts_at", "ends_at"),
)

stream_heads = Table(
    "stream_heads",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("head", BigInteger, nullable=False),
    # Events up to this position are no longer kept.
    Column("pruned", BigInteger, nullable=False),
)

stream_events = Table(
    "stream_events",
    metadata,
    Column("stream", Text, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("event_id", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("event", Text, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("cause", Text),
    Index("ix_stream_events_at", "at"),
)

audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Moment, nullable=False),
    Column("actor_id", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False, index=True),
    Column("details", LargeBinary, nullable=False),
    sqlite_autoincrement=True,
)

idempotency = Table(
    "idempotency",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("fingerprint", Text, nullable=False),
    Column("status", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("created_at", Moment, nullable=False, index=True),
)
