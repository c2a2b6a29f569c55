"""Commands of ours as records: what each asks of the hub, and what is told when it refuses."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.contract.lifecycle import Status
from app.contract.models import Booking, BookingEdit, BookingRequest
from app.contract.requests import PricingEdit

LOCAL = "local:"
"""How the id of a booking begins that no hub has given an id yet."""


class Action(StrEnum):
    """The kinds of commands; also the word that a pending row shows."""

    CHECK_IN = "check_in"
    CHECK_OUT = "check_out"
    UNDO = "undo"
    CANCEL = "cancel"
    WALK_IN = "walk_in"
    SET_PRICES = "set_prices"
    CONFIRM = "confirm"
    DECLINE = "decline"
    NO_SHOW = "no_show"
    EXTEND = "extend"
    MOVE = "move"
    PAY = "pay"
    NOTE = "note"
    HOLD = "hold"


STEPS = {
    Action.CHECK_IN: Status.CHECKED_IN,
    Action.CHECK_OUT: Status.COMPLETED,
    Action.CANCEL: Status.CANCELLED,
    Action.CONFIRM: Status.CONFIRMED,
    Action.DECLINE: Status.DECLINED,
    Action.NO_SHOW: Status.NO_SHOW,
}
"""What leads to another state, and to which; where a step taken back leads depends."""

EDITS = frozenset(
    {
        Action.CONFIRM,
        Action.DECLINE,
        Action.NO_SHOW,
        Action.EXTEND,
        Action.MOVE,
        Action.PAY,
        Action.NOTE,
        Action.HOLD,
    }
)
"""What an `Edit` may be for."""

BESIDE = frozenset({Action.PAY, Action.NOTE})
"""What changes neither state nor place nor time: nothing has to wait until it is sent."""


class Asked(msgspec.Struct, frozen=True, kw_only=True, tag_field="action"):
    """Base of what a command can ask for."""


class CheckIn(Asked, frozen=True, kw_only=True, tag=Action.CHECK_IN.value):
    """The student has arrived."""

    booking_id: str


class CheckOut(Asked, frozen=True, kw_only=True, tag=Action.CHECK_OUT.value):
    """The student has left."""

    booking_id: str


class Undo(Asked, frozen=True, kw_only=True, tag=Action.UNDO.value):
    """The last press was a slip: back to `status`; `version` is the one looked at."""

    booking_id: str
    status: str
    version: int

    @property
    def as_edit(self) -> BookingEdit:
        """What it asks of the hub."""
        return BookingEdit(version=self.version, status=self.status)


class Sight(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Of a booking, all that people at a desk change, as it was at one moment."""

    status: str
    seat_id: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    payment_status: str = ""
    paid_minor: int | None = None
    held_until: datetime | None = None
    student_name: str = ""
    student_phone: str = ""
    note: str = ""

    @classmethod
    def of(cls, booking: Booking) -> Sight:
        """What is seen of a booking."""
        return cls(**{name: getattr(booking, name) for name in cls.__struct_fields__})


class Cancel(Asked, frozen=True, kw_only=True, tag=Action.CANCEL.value):
    """The booking is cancelled as it was looked at: `version` and `seen`, where they are known."""

    booking_id: str
    reason: str = ""
    version: int | None = None
    seen: Sight | None = None


class Edit(Asked, frozen=True, kw_only=True, tag="edit"):
    """Other fields of a booking, for one of EDITS; the edit names the version looked at.

    `seen` is how the booking was then, where that is known.
    """

    booking_id: str
    purpose: Action
    edit: BookingEdit
    seen: Sight | None = None

    @property
    def as_edit(self) -> BookingEdit:
        """What it asks of the hub."""
        return self.edit


class WalkIn(Asked, frozen=True, kw_only=True, tag=Action.WALK_IN.value):
    """A booking made at the desk."""

    request: BookingRequest


class SetPrices(Asked, frozen=True, kw_only=True, tag=Action.SET_PRICES.value):
    """Other prices for a library; the edit names the version that was looked at."""

    library_id: str
    edit: PricingEdit


What = CheckIn | CheckOut | Undo | Cancel | Edit | WalkIn | SetPrices
"""What a command asks for. Each lies in the outbox as JSON, told apart by its "action"."""


class Command(msgspec.Struct, frozen=True, kw_only=True):
    """A command of ours. `key` is its Idempotency-Key, the same in each attempt.

    `attempts` counts the earlier ones that brought no answer, the first at `attempted_at`:
    with one or more, the hub may have done it already. It is written down before each.
    `made_at` is when it was given, by this computer's clock; None until it lies in the outbox.
    """

    key: str
    what: What
    attempts: int = 0
    attempted_at: datetime | None = None
    made_at: datetime | None = None

    @property
    def action(self) -> Action:
        """Which kind it is."""
        if isinstance(self.what, Edit):
            return self.what.purpose
        return Action(str(self.what.__struct_config__.tag))

    @property
    def booking_id(self) -> str:
        """The booking it is about: a walk-in's provisional id, "" when it is about none."""
        match self.what:
            case WalkIn():
                return local_id(self.key)
            case SetPrices():
                return ""
            case CheckIn() | CheckOut() | Undo() | Cancel() | Edit():
                return self.what.booking_id


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """A command of ours that was refused: what it was about and why, for people.

    It is kept until somebody has seen it, under its command's `key`. `wanted` is what was
    asked for, so that it can be offered again; `details` are the hub's, such as the row as it
    is now in "current".
    """

    booking_id: str | None
    title: str
    message: str
    key: str = ""
    at: datetime | None = None
    wanted: What | None = None
    details: dict[str, Any] = {}


def local_id(key: str) -> str:
    """The id of a walk-in's row until the hub has given one."""
    return LOCAL + key
