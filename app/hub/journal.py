"""The audit trail: who did what to which row, written in the change's own transaction."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import msgspec
from sqlalchemy import insert, select

from app.contract import wire
from app.contract.history import FieldChange
from app.contract.models import Booking
from app.hub.schema import audit
from app.hub.work import Work

WIRE_NAMES = {field.name: field.encode_name for field in msgspec.structs.fields(Booking)}
"""What the fields of a booking are called where it travels, and in the audit trail."""


class _Late(msgspec.Struct, frozen=True, rename="camel"):
    """Of an entry's details, when it was done if that was before it came."""

    done_at: datetime | None = None


class _Changed(msgspec.Struct, frozen=True):
    """Of an entry's details, the fields that it changed; older ones kept no values."""

    changes: tuple[FieldChange, ...] = ()


def note(work: Work, action: str, subject: str, **details: object) -> None:
    """Write an entry; `details` are JSON-compatible and never hold a secret."""
    work.conn.execute(
        insert(audit),
        {
            "at": work.now,
            "actor_id": work.by.user_id,
            "action": action,
            "subject": subject,
            "details": wire.encode(details),
        },
    )


def changes(before: Booking, after: Booking, fields: Iterable[str]) -> list[FieldChange]:
    """Of these fields those that are another now, with what they were and are."""
    was, now = wire.builtins(before), wire.builtins(after)
    names = sorted(WIRE_NAMES[field] for field in fields)
    return [
        FieldChange(field=name, before=was[name], after=now[name])
        for name in names
        if was[name] != now[name]
    ]


def done_at(work: Work, action: str, subject: str) -> datetime | None:
    """When the action was done to the subject, if it came later than that; None otherwise."""
    query = select(audit.c.details).where(audit.c.subject == subject, audit.c.action == action)
    found = work.conn.execute(query).scalar()
    return None if found is None else msgspec.json.decode(found, type=_Late).done_at


def state_before(work: Work, action: str, subject: str) -> str | None:
    """In which state the subject was when the action was last done to it; None if unknown."""
    query = (
        select(audit.c.details)
        .where(audit.c.subject == subject, audit.c.action == action)
        .order_by(audit.c.id.desc())
        .limit(1)
    )
    found = work.conn.execute(query).scalar()
    changed = () if found is None else msgspec.json.decode(found, type=_Changed).changes
    before = next((each.before for each in changed if each.field == "status"), None)
    return None if before is None else str(before)
