"""What the routes work with: the parts of a hub, and transactions by a signed-in account."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec

from app.contract.wire import DONE_AT
from app.hub import checks
from app.hub.access import principal_of_session
from app.hub.accounts import Accounts
from app.hub.bookings import Bookings
from app.hub.database import Database
from app.hub.gateway import Gateway
from app.hub.health import Health
from app.hub.idempotency import checked_key
from app.hub.passwords import Passwords
from app.hub.tokens import Claims, Tokens, bearer
from app.hub.work import Clock, Look, Work

T = TypeVar("T")


class Services(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of one hub, put together by its composition root."""

    database: Database
    tokens: Tokens
    passwords: Passwords
    accounts: Accounts
    bookings: Bookings
    gateway: Gateway
    health: Health
    clock: Clock
    demo: bool = False

    def claims(self, authorization: str | None) -> Claims:
        """What the token of an Authorization header says; whether it still holds, is not asked.

        Raises:
            Unauthenticated: no valid token.
        """
        return self.tokens.read(bearer(authorization), self.clock())

    async def read(self, authorization: str | None, do: Callable[[Look], T]) -> T:
        """`do` in a read transaction, by the account of an Authorization header.

        Raises:
            Unauthenticated: no valid token, or a session that has ended.
        """
        claims = self.claims(authorization)

        def whole(look: Look) -> T:
            look.by = principal_of_session(look.conn, claims.session_id)
            return do(look)

        return await self.database.read(whole)

    async def write(
        self,
        authorization: str | None,
        key: str | None,
        do: Callable[[Work], T],
        *,
        done_at: str | None = None,
    ) -> T:
        """`do` in a write transaction, by that account, caused by the Idempotency-Key.

        Raises:
            Unauthenticated: no valid token, or a session that has ended.
            InvalidInput: a key, or a time in `done_at`, that cannot be one.
        """
        claims = self.claims(authorization)
        cause = checked_key(key)
        told = checks.moment(DONE_AT, done_at)

        def whole(work: Work) -> T:
            work.by = principal_of_session(work.conn, claims.session_id)
            work.cause, work.done_at = cause, told
            return do(work)

        return await self.database.write(whole)
