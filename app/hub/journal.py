"""The audit trail: who did what to which row, written in the change's own transaction."""

from __future__ import annotations

from sqlalchemy import insert

from app.contract import wire
from app.hub.schema import audit
from app.hub.work import Work


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
