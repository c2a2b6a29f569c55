"""Who is signed in: the sign-in, the tokens and their refresh, one at a time."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

import msgspec

from app.contract.errors import (
    Forbidden,
    MethodNotAllowed,
    NotAHub,
    NotFound,
    SignedOut,
    StudySpotError,
    Unauthenticated,
)
from app.contract.models import Credentials, RefreshRequest, Role, User
from app.contract.tongue import translate
from app.core import basic
from app.core.api import Api
from app.core.ports import Clock, Vault

T = TypeVar("T")

EARLY_S = 30.0
"""An access token is renewed so long before it runs out, or when half its time is over."""

LOGOUT_S = 2.0
log = logging.getLogger(__name__)

_BEARER = "bearer "


class _SignInAnswer(msgspec.Struct, rename="camel"):
    """A sign-in or a refresh; a basic backend sends `token`, no times, and a user of its own."""

    user: Any = None
    access_token: str = ""
    token: str = ""
    refresh_token: str | None = None
    expires_in: int | float | str | None = None


class Account:
    """The sign-in at one hub. The refresh token lies in the vault only, under `token_name`.

    A basic backend knows no refresh; then the access token itself is what the vault keeps.
    `on_user` is told each time the hub says who we are, `on_ended` when the sign-in ends, and
    `on_dismissed` why when it ended because the library let the person go.
    `renewals` counts the refreshes that went well.
    """

    def __init__(self, api: Api, vault: Vault, token_name: str, clock: Clock) -> None:
        self.api = api
        self.on_user: Callable[[User], None] = _ignore
        self.on_ended: Callable[[], None] = _nothing
        self.on_dismissed: Callable[[str], None] = _unheard
        self.renewals = 0
        self._vault = vault
        self._token_name = token_name
        self._clock = clock
        self._access = ""
        self._refresh = ""
        self._renew_at: float | None = None
        self._refreshing: asyncio.Task[str] | None = None
        self._ended = False

    @property
    def signed_out(self) -> bool:
        """Whether the hub has ended the sign-in; nothing is asked of it then."""
        return self._ended

    @property
    def renewable(self) -> bool:
        """Whether a token that is refused can be exchanged for a new one."""
        return bool(self._refresh)

    async def sign_in(self, email: str, password: str) -> User:
        """Sign in, in memory only; `keep` then writes the refresh token into the vault.

        Raises:
            Unauthenticated: wrong e-mail or password.
            Forbidden: a student's account, which sees no bookings but its own.
            NotAHub: what answers there knows no sign-in.
            StudySpotError: the server cannot be reached or does not fit.
        """
        try:
            answer = await self.api.request(
                "POST",
                "/api/auth/login",
                _SignInAnswer,
                body=Credentials(email=email, password=password),
            )
        except (NotFound, MethodNotAllowed) as error:
            raise NotAHub(
                translate(
                    "account",
                    "{server} answers, but there is no sign-in at that address. Check it: "
                    "as a rule nothing follows the name or the port.",
                ).format(server=self.api.server),
                details={"field": "server"},
            ) from error
        self._take(answer, "")
        told = await self._told(answer)
        user = _user(told, email)
        if _says_student(told):
            # Whoever was signed in here before stays so; the vault is not touched.
            refresh, access = self._refresh, self._access
            self._access = self._refresh = ""
            await self._log_out(refresh, access)
            raise Forbidden(
                translate(
                    "account",
                    "{email} is a student's account. The front desk is for a library's owner and "
                    "staff: sign in as one of them.",
                ).format(email=user.email or email)
            )
        return user

    async def _told(self, answer: _SignInAnswer) -> Any:
        """What the server says of the account that has just signed in."""
        if answer.user:
            return answer.user
        try:
            return await self.call("GET", "/api/auth/me", Any)
        except StudySpotError as error:
            if not basic.lacks_page(error):
                raise
        # A basic backend may not say who we are at all.
        return {}

    async def keep(self) -> None:
        """Put what a later start needs into the vault."""
        await self._vault.write(self._token_name, self._refresh or f"{_BEARER}{self._access}")

    async def restore(self, *, ask: bool = True) -> bool:
        """Take the sign-in back from the vault; False when there is none, or none to be had.

        `ask` is that of the vault.
        """
        secret = await self._vault.read(self._token_name, ask=ask)
        if not secret:
            return False
        if secret.startswith(_BEARER):
            self._access, self._renew_at = secret.removeprefix(_BEARER), None
        else:
            self._refresh = secret
        return True

    async def token(self) -> str:
        """An access token that is still good for a while.

        Raises:
            SignedOut: when the sign-in has ended.
            StudySpotError: when it cannot be renewed just now.
        """
        if self._ended:
            raise _signed_out()
        if self._access and not self._runs_out():
            return self._access
        return await self.renew(self._access)

    def renewal_in(self) -> float | None:
        """Seconds until the access token is to be renewed; None when that is not known."""
        if not self._access or self._renew_at is None:
            return None
        return self._renew_at - self._clock.monotonic()

    async def renew(self, refused: str) -> str:
        """A new access token in place of `refused`, by one refresh however many ask.

        Raises:
            SignedOut: when the hub does not take the refresh token.
            StudySpotError: when the hub cannot be asked.
        """
        if self._ended:
            raise _signed_out()
        if self._access and self._access != refused:
            return self._access
        if not self._refresh:
            await self.end()
            raise _signed_out()
        if self._refreshing is None or self._refreshing.done():
            self._refreshing = asyncio.create_task(self._renew())
            # Whoever waited may have given up; how it ended is then nobody's.
            self._refreshing.add_done_callback(lambda done: done.cancelled() or done.exception())
        # One of those who wait may give up; the refresh goes on for the others, because a
        # rotated token whose answer nobody keeps would end the sign-in.
        return await asyncio.shield(self._refreshing)

    async def call(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        body: object = None,
        key: str | None = None,
        done_at: datetime | None = None,
        params: dict[str, str | int] | None = None,
    ) -> T:
        """Call the hub as the one signed in; a refused token is renewed once.

        Raises:
            SignedOut: when the hub refuses a new token, too.
            StudySpotError: as `Api.request`.
        """
        token = await self.token()
        for last in (False, True):
            try:
                return await self.api.request(
                    method,
                    path,
                    kind,
                    token=token,
                    body=body,
                    key=key,
                    done_at=done_at,
                    params=params,
                )
            except Unauthenticated:
                if last:
                    break
                token = await self.renew(token)
        await self.end()
        raise _signed_out()

    async def end(self) -> None:
        """Forget the sign-in here, without a word to the hub."""
        self._ended = True
        self._access = self._refresh = ""
        self.on_ended()
        await self._vault.forget(self._token_name)

    async def sign_out(self) -> None:
        """End the sign-in at the hub, if it can be reached quickly, and here."""
        if not self._refresh and not self._access:
            await self.restore()
        refresh, access = self._refresh, self._access
        await self.end()
        await self._log_out(refresh, access)

    async def leave(self) -> None:
        """End the sign-in at the hub, if it can be reached quickly; the vault stays as it is.

        For one that has been replaced by another and was closed with its `api`.
        """
        await self.api.start_over()
        try:
            await self._log_out(self._refresh, self._access)
        finally:
            await self.api.close()

    async def close(self) -> None:
        """Wait for a refresh that is under way, so that its token is kept."""
        if self._refreshing is not None and not self._refreshing.done():
            await asyncio.wait({self._refreshing}, timeout=1.0)
            self._refreshing.cancel()
            await asyncio.gather(self._refreshing, return_exceptions=True)

    async def _log_out(self, refresh: str, access: str) -> None:
        if not refresh:
            return
        try:
            await self.api.request(
                "POST",
                "/api/auth/logout",
                msgspec.Raw,
                token=access or None,
                body=RefreshRequest(refresh_token=refresh),
                limit_s=LOGOUT_S,
            )
        except StudySpotError as error:
            # Nothing here uses the token any more, and over there it runs out.
            log.info("the hub could not be told of the sign-out: %s", error.message)

    async def _renew(self) -> str:
        try:
            answer = await self.api.request(
                "POST",
                "/api/auth/refresh",
                _SignInAnswer,
                body=RefreshRequest(refresh_token=self._refresh),
                key=self._exchange_key(),
            )
        except (Unauthenticated, Forbidden) as error:
            await self.end()
            if error.details.get("dismissed") is True:
                self.on_dismissed(error.message)
            raise _signed_out() from error
        self._take(answer, self._refresh)
        self.renewals += 1
        await self.keep()
        return self._access

    def _take(self, answer: _SignInAnswer, refresh: str) -> None:
        access = answer.access_token or answer.token
        if not access:
            raise NotAHub(
                translate(
                    "account",
                    "{server} answered the sign-in without a token. "
                    "Check that the address is a StudySpot server's.",
                ).format(server=self.api.server)
            )
        if not (access.isascii() and access.isprintable()):
            raise NotAHub(
                translate(
                    "account",
                    "{server} answered the sign-in with a token that cannot be sent back, "
                    "because it has letters that no token may have. Check that the address is a "
                    "StudySpot server's, or ask whoever runs it.",
                ).format(server=self.api.server)
            )
        self._ended = False
        self._access = access
        # A hub that does not rotate goes on with the token it was asked with.
        self._refresh = answer.refresh_token or refresh
        self._renew_at = None
        if isinstance(answer.expires_in, int | float) and self._refresh:
            good_for = max(answer.expires_in - EARLY_S, answer.expires_in / 2)
            self._renew_at = self._clock.monotonic() + good_for
        if answer.user is not None:
            self.on_user(_user(answer.user, ""))

    def _exchange_key(self) -> str:
        """The same for each attempt to exchange one refresh token, also after a restart.

        A hub gives the same answer again for it, so that a lost one does not end the sign-in.
        """
        return hashlib.sha256(f"{self._token_name} {self._refresh}".encode()).hexdigest()

    def _runs_out(self) -> bool:
        left = self.renewal_in()
        return left is not None and left <= 0


def _signed_out() -> SignedOut:
    return SignedOut(
        translate(
            "account",
            "Your sign-in has ended. Please sign in again; the bookings here are kept.",
        )
    )


def _user(told: object, email: str) -> User:
    """The account out of what a server says of it.

    Raises:
        NotAHub: when that has no sense.
    """
    known = basic.user(told)
    if isinstance(known, dict):
        known = {"id": email, "email": email} | known
    try:
        return msgspec.convert(known, User)
    except msgspec.ValidationError as error:
        raise NotAHub(
            translate(
                "account",
                "The server says of the account what StudySpot Desk does not understand ({why}).",
            ).format(why=error)
        ) from error


def _says_student(told: object) -> bool:
    """Whether it is said to be a student's; a server may not speak of roles at all."""
    known = basic.user(told)
    return isinstance(known, dict) and known.get("role") == Role.STUDENT


def _ignore(_user: User) -> None:
    """Nobody wants to know yet."""


def _unheard(_reason: str) -> None:
    """Nobody wants to know yet."""


def _nothing() -> None:
    """Nobody wants to know yet."""
