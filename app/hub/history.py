"""The history of a booking, read from the audit trail: who did what when, and what it changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec
from sqlalchemy import Row, select

from app.contract.history import FieldChange, HistoryEntry
from app.contract.models import Booking
from app.hub.access import HUB_ITSELF
from app.hub.booking_rows import find
from app.hub.journal import WIRE_NAMES
from app.hub.schema import audit, users
from app.hub.work import Look

LONGEST = 500
"""So many entries are told, the newest ones; nobody reads more of one booking."""


class _Details(msgspec.Struct, frozen=True, rename="camel"):
    """What an entry keeps; the first ones named in `changed` only which fields were another."""

    version: int = 0
    changed: tuple[str, ...] = ()
    changes: tuple[FieldChange, ...] = ()
    done_at: datetime | None = None


_decode = msgspec.json.Decoder(_Details).decode


def of_booking(look: Look, booking_id: str) -> list[HistoryEntry]:
    """What was done to a booking that this account may see, oldest first.

    Raises:
        NotFound: not this account's booking.
    """
    booking = find(look, booking_id)
    query = (
        select(audit, users.c.name, users.c.role)
        .outerjoin(users, users.c.id == audit.c.actor_id)
        .where(audit.c.subject == booking.id)
        .order_by(audit.c.id.desc())
        .limit(LONGEST)
    )
    rows = look.conn.execute(query).all()
    return [_entry(look, booking, row) for row in reversed(rows)]


def _entry(look: Look, booking: Booking, row: Row[Any]) -> HistoryEntry:
    details = _decode(row.details)
    named = (FieldChange(field=WIRE_NAMES.get(name, name)) for name in details.changed)
    by_id, by_name, by_role = row.actor_id, row.name or "", row.role or ""
    if by_id == HUB_ITSELF.user_id:
        by_name, by_role = HUB_ITSELF.name, HUB_ITSELF.role
    elif booking.library_id not in look.by.roles and by_id != look.by.user_id:
        by_id = by_name = ""
    return HistoryEntry(
        at=row.at,
        done_at=details.done_at,
        by_id=by_id,
        by_name=by_name,
        by_role=by_role,
        action=row.action,
        version=details.version,
        changes=details.changes or tuple(named),
    )
