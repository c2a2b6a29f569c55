"""Of two who change one booking: whether that goes together, and what takes a change back."""

from __future__ import annotations

from typing import Any

import msgspec
from msgspec import UNSET

from app.contract.errors import StaleVersion, StudySpotError, WrongState
from app.contract.lifecycle import ENDED_UNUSED, UNDONE
from app.contract.models import Booking, BookingEdit, PaymentStatus
from app.core.commands import STEPS, Action, Cancel, CheckIn, CheckOut, Edit, Sight, Undo, What
from app.core.edits import edited

_PLACED = frozenset({"status", "seat_id", "starts_at", "ends_at"})
_TIMES = frozenset({"starts_at", "ends_at"})
_MONEY = frozenset({"paid_minor", "payment_status"})
_WITH = {
    "status": _PLACED,
    "starts_at": _TIMES,
    "ends_at": _TIMES,
    "held_until": _TIMES | {"held_until"},
    "paid_minor": _MONEY,
    "payment_status": _MONEY,
}
"""What somebody looks at who changes a field; of any other field, that field alone."""

_DECIDED = frozenset({PaymentStatus.REFUNDED, PaymentStatus.EXEMPT})


def sent_anew(what: What, refusal: StudySpotError) -> Edit | Undo | Cancel | None:
    """The command upon the booking as it is now, when nobody changed what it is about.

    None when the refusal is another one, or somebody did: then a person looks at it again.
    """
    if not isinstance(refusal, StaleVersion) or not isinstance(what, Edit | Undo | Cancel):
        return None
    current = _current(refusal)
    if isinstance(what, Cancel):
        return _cancel_anew(what, current)
    if current is None or current.version <= what.as_edit.version:
        return None
    if isinstance(what, Undo):
        fits = UNDONE.get(current.status) == what.status
        return msgspec.structs.replace(what, version=current.version) if fits else None
    if what.seen is None or not _goes_together(what.edit, what.seen, Sight.of(current)):
        return None
    edit = msgspec.structs.replace(what.edit, version=current.version)
    return msgspec.structs.replace(what, edit=edit)


def _cancel_anew(what: Cancel, current: Booking | None) -> Cancel | None:
    """The cancellation of the booking as it is now; None when it is another than was looked at."""
    if current is None or what.version is None or what.seen is None:
        return None
    if current.version <= what.version:
        return None
    now = Sight.of(current)
    if any(getattr(what.seen, name) != getattr(now, name) for name in _PLACED | _MONEY):
        return None
    return msgspec.structs.replace(what, version=current.version)


def is_so_already(action: Action, what: What, refusal: StudySpotError) -> bool:
    """Whether the hub refused because somebody else did just that: then nobody has to know."""
    if isinstance(refusal, WrongState):
        return action in STEPS and refusal.details.get("status") == STEPS[action]
    # Of money or words the same twice is not the same once: who was later looks at it again.
    current = _current(refusal) if isinstance(refusal, StaleVersion) else None
    if isinstance(what, Cancel):
        return current is not None and current.status == STEPS[Action.CANCEL]
    return current is not None and isinstance(what, Edit) and current.status == what.edit.status


def can_be_taken_back(booking: Booking, edit: BookingEdit) -> bool:
    """Whether there is a way back from an edit of this booking."""
    return _reverse(Sight.of(booking), edit) is not None


def way_back(what: What, *, version: int) -> Undo | Edit | None:
    """The command that takes this one back, upon that version; None when there is none."""
    match what:
        case CheckIn() | CheckOut():
            done = "checked_in" if isinstance(what, CheckIn) else "completed"
            return Undo(booking_id=what.booking_id, status=UNDONE[done], version=version)
        case Edit(seen=Sight() as seen):
            reverse = _reverse(seen, what.edit)
            if reverse is None:
                return None
            edit = msgspec.structs.replace(reverse, version=version)
            return Edit(booking_id=what.booking_id, purpose=what.purpose, edit=edit)
    return None


def still_stands(what: What, made: Sight, now: Sight) -> bool:
    """Whether what a command made of a booking is still so."""
    if isinstance(what, Edit):
        return _alike(what.edit, made, now)
    return made.status == now.status


def _alike(edit: BookingEdit, before: Sight, now: Sight) -> bool:
    """Whether all that an edit is about is the same in both."""
    names: set[str] = set()
    for name, _ in edited(edit):
        names |= _WITH.get(name, {name})
    return all(getattr(before, name) == getattr(now, name) for name in names)


def _goes_together(edit: BookingEdit, seen: Sight, now: Sight) -> bool:
    if now.status in ENDED_UNUSED - {seen.status} and _takes_money(edit, seen):
        # Nobody would look for it there: it goes back, or is written down knowingly.
        return False
    return _alike(edit, seen, now)


def _takes_money(edit: BookingEdit, seen: Sight) -> bool:
    if edit.paid_minor is not UNSET:
        return edit.paid_minor > (seen.paid_minor or 0)
    return edit.payment_status in {PaymentStatus.PAID, PaymentStatus.PARTIAL}


def _reverse(seen: Sight, edit: BookingEdit) -> BookingEdit | None:
    fields = dict(edited(edit))
    if "status" in fields:
        return None
    if fields.keys() & _MONEY:
        if seen.paid_minor is not None and seen.payment_status not in _DECIDED:
            return BookingEdit(version=0, paid_minor=seen.paid_minor)
        if seen.payment_status not in set(PaymentStatus):
            return None
        return BookingEdit(version=0, payment_status=PaymentStatus(seen.payment_status))
    held: dict[str, Any] = {name: getattr(seen, name) for name in fields}
    # A seat that was not held goes back to that; nothing else can be taken away again.
    if any(value is None for name, value in held.items() if name != "held_until"):
        return None
    return BookingEdit(version=0, **held)


def _current(refusal: StudySpotError) -> Booking | None:
    """The booking as a refusal tells it."""
    try:
        return msgspec.convert(refusal.details.get("current"), Booking)
    except msgspec.ValidationError:
        return None
