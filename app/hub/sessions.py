"""Sessions: one for each sign-in, carried on by refresh tokens that work once."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from app.contract.errors import Unauthenticated
from app.contract.models import SignIn
from app.contract.tongue import translate
from app.hub import journal
from app.hub.access import Principal, no_session, principal_of
from app.hub.schema import refresh_tokens, sessions
from app.hub.streams import new_id
from app.hub.tokens import Tokens, digest, new_refresh_token
from app.hub.work import ACCESS_LOST, Work

SESSION_DAYS = 60
"""A session that is not refreshed for so long ends."""

DISMISSED = "no longer on the staff"
"""Why a session ended whose desk shall keep nothing of the library."""


def begin(work: Work, tokens: Tokens, by: Principal) -> SignIn:
    """A new session for an account whose password was right."""
    session_id = new_id()
    work.conn.execute(
        insert(sessions),
        {
            "id": session_id,
            "user_id": by.user_id,
            "created_at": work.now,
            "expires_at": work.now + timedelta(days=SESSION_DAYS),
        },
    )
    token = new_refresh_token()
    _keep(work, session_id, token)
    return _answer(work, tokens, by, session_id, token)


def refresh(work: Work, tokens: Tokens, refresh_token: str, key: str | None) -> SignIn | None:
    """A new pair of tokens for a refresh token that was not used yet.

    The same token with the same `key` (the request's Idempotency-Key), sent again because the
    answer was lost, is answered alike until the successor is in use.

    Returns:
        None when the token was used before: the session has been ended with this, since
        somebody else may hold the tokens.

    Raises:
        Unauthenticated: unknown token, or a session that has ended; `details` has `dismissed`
            where it ended because the library's owner let the person go.
    """
    query = (
        select(
            refresh_tokens,
            sessions.c.user_id,
            sessions.c.expires_at,
            sessions.c.ended_at,
            sessions.c.end_reason,
        )
        .join(sessions, sessions.c.id == refresh_tokens.c.session_id)
        .where(refresh_tokens.c.digest == digest(refresh_token))
        .with_for_update()
    )
    row = work.conn.execute(query).first()
    if row is not None and row.end_reason == DISMISSED:
        raise Unauthenticated(
            translate(
                "hub",
                "You are no longer on the staff of the library, so its bookings cannot be seen any "
                "more. If that is a mistake, ask its owner.",
            ),
            details={"dismissed": True},
        )
    if row is None or row.ended_at is not None or row.expires_at <= work.now:
        raise no_session()
    by = principal_of(work.conn, row.user_id, row.session_id)
    if row.used_at is not None:
        if key is not None and row.used_key == digest(key) and _unused(work, row.successor):
            again = tokens.successor(refresh_token, key)
            return _answer(work, tokens, by, row.session_id, again)
        end(work, row.session_id, "a refresh token was used twice")
        return None
    token = new_refresh_token() if key is None else tokens.successor(refresh_token, key)
    work.conn.execute(
        update(refresh_tokens)
        .where(refresh_tokens.c.digest == row.digest)
        .values(
            used_at=work.now,
            used_key=None if key is None else digest(key),
            successor=digest(token),
        )
    )
    work.conn.execute(
        update(sessions)
        .where(sessions.c.id == row.session_id)
        .values(expires_at=work.now + timedelta(days=SESSION_DAYS))
    )
    _keep(work, row.session_id, token)
    return _answer(work, tokens, by, row.session_id, token)


def log_out(work: Work, refresh_token: str) -> None:
    """End the session that a refresh token belongs to; fine when there is none."""
    query = select(refresh_tokens.c.session_id).where(
        refresh_tokens.c.digest == digest(refresh_token)
    )
    session_id = work.conn.execute(query).scalar()
    if session_id is not None:
        end(work, session_id, "signed out")


def end(work: Work, session_id: str, reason: str) -> None:
    """End one session: neither refresh nor access tokens of it count any longer."""
    work.conn.execute(
        update(sessions)
        .where(sessions.c.id == session_id, sessions.c.ended_at.is_(None))
        .values(ended_at=work.now, end_reason=reason)
    )
    journal.note(work, "session.end", session_id, reason=reason)
    work.emissions.append(ACCESS_LOST)


def end_all_of(work: Work, user_id: str, reason: str) -> None:
    """End every session of an account."""
    work.conn.execute(
        update(sessions)
        .where(sessions.c.user_id == user_id, sessions.c.ended_at.is_(None))
        .values(ended_at=work.now, end_reason=reason)
    )
    journal.note(work, "session.end", user_id, reason=reason)
    work.emissions.append(ACCESS_LOST)


def forget(work: Work, *, before: datetime) -> None:
    """Drop the tokens of sessions that ended or ran out before then.

    Those of who was let go stay until they would have run out: a desk that was off is told so
    when it asks, and forgets the students' names.
    """
    over = select(sessions.c.id).where(
        ((sessions.c.ended_at < before) & (sessions.c.end_reason != DISMISSED))
        | (sessions.c.expires_at < before)
    )
    work.conn.execute(delete(refresh_tokens).where(refresh_tokens.c.session_id.in_(over)))


def _unused(work: Work, successor: str) -> bool:
    query = select(refresh_tokens.c.used_at).where(refresh_tokens.c.digest == successor)
    row = work.conn.execute(query).first()
    return row is not None and row.used_at is None


def _keep(work: Work, session_id: str, token: str) -> None:
    work.conn.execute(
        insert(refresh_tokens),
        {"digest": digest(token), "session_id": session_id, "created_at": work.now},
    )


def _answer(
    work: Work, tokens: Tokens, by: Principal, session_id: str, refresh_token: str
) -> SignIn:
    return SignIn(
        access_token=tokens.issue(by, session_id, work.now),
        refresh_token=refresh_token,
        expires_in=tokens.access_seconds,
        user=by.user(),
    )
