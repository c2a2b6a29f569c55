"""The same command twice is done once: answers kept under the sender's Idempotency-Key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import bindparam, delete, insert, select

from app.contract import wire
from app.contract.errors import InvalidInput, KeyReused
from app.contract.tongue import translate
from app.hub.schema import idempotency
from app.hub.work import Work

KEY_LIMIT = 200

_kept = select(idempotency).where(
    idempotency.c.user_id == bindparam("user"), idempotency.c.key == bindparam("sent")
)


class Answer(NamedTuple):
    """An HTTP status and the bytes of the envelope."""

    status: int
    body: bytes


def checked_key(key: str | None) -> str | None:
    """The key itself, or None when none was sent.

    Raises:
        InvalidInput: when it is empty, too long or not printable.
    """
    if key is None:
        return None
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isprintable():
        raise InvalidInput(
            translate(
                "hub", "The Idempotency-Key must be 1 to {most} printable characters."
            ).format(most=KEY_LIMIT),
            details={"field": "Idempotency-Key"},
        )
    return key


def once(work: Work, what: str, request: object, status: int, do: Callable[[], object]) -> Answer:
    """The answer of `do`, or the kept one when the same key and request came before.

    `what` names the endpoint with its ids. Parallel duplicates wait for one another at the
    write lock, so the second finds the first one's answer.

    Raises:
        KeyReused: when the key came with another request.
    """
    if work.cause is None:
        return Answer(status, wire.success(do()))
    fingerprint = hashlib.sha256(what.encode() + b"\0" + wire.encode(request)).hexdigest()
    row = work.conn.execute(_kept, {"user": work.by.user_id, "sent": work.cause}).first()
    if row is not None:
        if row.fingerprint != fingerprint:
            raise KeyReused(
                translate(
                    "hub",
                    "This Idempotency-Key was used for another request before. Use a new key.",
                )
            )
        return Answer(row.status, row.body)
    answer = Answer(status, wire.success(do()))
    work.conn.execute(
        insert(idempotency),
        {
            "user_id": work.by.user_id,
            "key": work.cause,
            "fingerprint": fingerprint,
            "status": answer.status,
            "body": answer.body,
            "created_at": work.now,
        },
    )
    return answer


def forget(work: Work, *, before: datetime) -> None:
    """Drop the answers kept since before then."""
    work.conn.execute(delete(idempotency).where(idempotency.c.created_at < before))
