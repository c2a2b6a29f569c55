"""What was done to a booking, as its history tells it."""

from __future__ import annotations

from app.contract.models import Instant, Record

Told = str | int | bool | None
"""A field's value as it travels in a booking: a time is ISO 8601 text."""


class FieldChange(Record, frozen=True, kw_only=True):
    """A field of a booking, by its name on the wire, and what it was before and after.

    Both are null where only the name of the field was kept.
    """

    field: str
    before: Told = None
    after: Told = None


class HistoryEntry(Record, frozen=True, kw_only=True):
    """One thing done to a booking; `GET /api/bookings/{id}/history` has them, oldest first.

    `action` is the name of the event that told it. `done_at` is when it was done, if that was
    before it reached the hub at `at`. `by_name` is what the account is called now. A student
    learns of others only their role: `by_id` and `by_name` are empty then.
    """

    at: Instant
    done_at: Instant | None = None
    by_id: str = ""
    by_name: str = ""
    by_role: str = ""
    action: str
    version: int = 0
    changes: tuple[FieldChange, ...] = ()
