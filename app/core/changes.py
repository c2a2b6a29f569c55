"""What really changed: the records that store.apply answers and everything follows from."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.contract.models import Booking, BookingEdit, Instant, Library, Pricing, Seat
from app.contract.requests import PricingEdit
from app.core.commands import BESIDE, Refusal
from app.core.edits import applied
from app.core.silence import Silence
from app.core.status import DeskStatus


class BookingRow(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A booking as the desk holds it.

    `rowid` stays the same for as long as the row exists and is never given to another; 0
    when the row does not come from the store. `unseen` until somebody has looked at what
    rang for it; `pending` names the command of ours that waits in the outbox for it
    (a `commands.Action`), or is None. `written` is what payments and notes that wait there make
    of it. A walk-in that the hub has not answered has an id that begins with `commands.LOCAL`;
    the row keeps its rowid when it gets the hub's.
    """

    booking: Booking
    rowid: int = 0
    unseen: bool = False
    pending: str | None = None
    written: BookingEdit | None = None

    @property
    def is_held_up(self) -> bool:
        """Whether something waits that has to be sent before anything else is done about it."""
        return self.pending is not None and self.pending not in BESIDE

    @property
    def awaited(self) -> Booking:
        """The booking with all that was written into it and waits to be sent, but its state."""
        return applied(self.booking, self.written)


class BookingChange(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One row of the local store that is different now; `before` is None for a new one."""

    before: BookingRow | None
    after: BookingRow


class PricesRow(msgspec.Struct, frozen=True, kw_only=True):
    """A library's prices, and the edit of them that waits in the outbox, if one does."""

    pricing: Pricing
    wanted: PricingEdit | None = None


class AlertKind(StrEnum):
    """What an alert tells, by the name of the event that is its like."""

    CREATED = "booking:created"
    CANCELLED = "booking:cancelled"
    UPDATED = "booking:updated"
    CHECKIN = "booking:checkin"
    CHECKOUT = "booking:checkout"
    SUMMARY = "summary"


class Moment(StrEnum):
    """The stations of an alert that the ledger keeps a time for."""

    SHOWN = "shown"
    SOUNDED = "sounded"
    CLICKED = "clicked"
    ACKNOWLEDGED = "acknowledged"


class Telling(StrEnum):
    """What becomes of a line of the ledger.

    DUE: to be told by itself. GATHERED: waits until its stream is in step. BEHIND: a summary
    speaks for it. SILENT: is not told.
    """

    DUE = "due"
    GATHERED = "gathered"
    BEHIND = "behind"
    SILENT = "silent"


class Alert(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """Something to tell a person, as `watch --json` prints it.

    `at` is when the hub committed it, `received_at` when this desk stored it. A summary
    stands for the alerts of `booking_ids` and has no `booking_id`.
    """

    id: str
    kind: str
    library_id: str
    title: str
    body: str
    at: Instant
    received_at: Instant
    summary: bool
    booking_id: str | None = None
    booking_ids: tuple[str, ...] | None = None


class Changes(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one `store.apply`, and the alerts that follow from it.

    `reloaded` is set when so much changed (a snapshot) that a list should be read anew
    instead of following the rows. `removed` are rows that are gone: walk-ins that were taken
    back. `pricing` are prices that are different, or of which something else is wanted.
    `missing` are bookings, open and not over, that a list did not show. `notices`: which notices
    there are, or what the ledger tells of them, is different; `read` are the ids of alerts that
    somebody has read, here or at another desk. `revision` counts what
    changed rows of bookings: whoever has read the copy at that count has seen this already.
    """

    bookings: tuple[BookingChange, ...] = ()
    removed: tuple[BookingRow, ...] = ()
    alerts: tuple[Alert, ...] = ()
    libraries: tuple[Library, ...] = ()
    seats: tuple[Seat, ...] = ()
    pricing: tuple[Pricing, ...] = ()
    reloaded: bool = False
    missing: tuple[str, ...] = ()
    notices: bool = False
    read: tuple[str, ...] = ()
    revision: int = 0

    def __bool__(self) -> bool:
        return bool(
            self.bookings
            or self.removed
            or self.alerts
            or self.libraries
            or self.seats
            or self.pricing
            or self.reloaded
            or self.notices
        )


class Blindness(msgspec.Struct, frozen=True, kw_only=True):
    """Nothing has been received since then, for so long that a person must know; or its end.

    `over_at` is set when it is over. `again` marks a repetition. `reason` is a sentence.
    """

    since: datetime
    over_at: datetime | None = None
    reason: str = ""
    again: bool = False


Update = Changes | DeskStatus | Refusal | Blindness
"""What a subscriber of the desk is told."""


class AlertRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger: an alert and the times of its stations.

    `taken_by` is who read it at another desk. `silent` says why it did not ring, if so.
    `summarised`: a summary told of it. `rowid` grows with each line and is never given to another.
    """

    alert: Alert
    rowid: int = 0
    shown_at: datetime | None = None
    sounded_at: datetime | None = None
    clicked_at: datetime | None = None
    acknowledged_at: datetime | None = None
    taken_by: str | None = None
    silent: Silence | None = None
    summarised: bool = False
