"""The audit trail: who did what to which row, written in the change's own transaction."""

from __future__ import annotations

from datetime import datetime

import msgspec
from sqlalchemy import insert, select

from app.contract import wire
from app.hub.schema import audit
from app.hub.work import Work


class _Late(msgspec.Struct, frozen=True, rename="camel"):
    """Of an entry's details, when it was done if that was before it came."""

    done_at: datetime | None = None


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


def done_at(work: Work, action: str, subject: str) -> datetime | None:
    """When the action was done to the subject, if it came later than that; None otherwise."""
    query = select(audit.c.details).where(audit.c.subject == subject, audit.c.action == action)
    found = work.conn.execute(query).scalar()
    return None if found is None else msgspec.json.decode(found, type=_Late).done_at
