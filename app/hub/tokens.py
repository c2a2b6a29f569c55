"""Access tokens (signed, short) and refresh tokens (random, only their digests are kept)."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

import jwt
import msgspec

from app.contract.errors import Unauthenticated
from app.contract.tongue import translate
from app.hub.access import Principal

ISSUER = "studyspot-hub"
AUDIENCE = "studyspot"
ALGORITHM = "HS256"
ACCESS_SECONDS = 900


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What an access token says: the account, its session, and until when."""

    user_id: str
    session_id: str
    expires_at: datetime


class Tokens:
    """Signs and reads access tokens with a secret of at least 32 characters."""

    def __init__(self, secret: str, access_seconds: int = ACCESS_SECONDS) -> None:
        self._secret = secret
        self.access_seconds = access_seconds

    def issue(self, by: Principal, session_id: str, now: datetime) -> str:
        """An access token for a session."""
        claims = {
            "iss": ISSUER,
            "aud": AUDIENCE,
            "sub": by.user_id,
            "sid": session_id,
            "role": by.role,
            "libraries": list(by.roles),
            "iat": now,
            "exp": now + timedelta(seconds=self.access_seconds),
        }
        return jwt.encode(claims, self._secret, algorithm=ALGORITHM)

    def read(self, token: str, now: datetime) -> Claims:
        """What a token says.

        Raises:
            Unauthenticated: forged, meant for somebody else, malformed or run out.
        """
        try:
            told = jwt.decode(
                token,
                self._secret,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=ISSUER,
                # The hub's own clock decides, which tests own.
                options={
                    "verify_exp": False,
                    "verify_iat": False,
                    "require": ["exp", "sub", "sid"],
                },
            )
            expires_at = datetime.fromtimestamp(int(told["exp"]), UTC)
        except (jwt.PyJWTError, ValueError, TypeError, OverflowError) as error:
            raise no_token() from error
        if expires_at <= now:
            raise Unauthenticated(
                translate("hub", "This sign-in has run out. Refresh it or sign in again."),
                details={"expired": True},
            )
        return Claims(user_id=str(told["sub"]), session_id=str(told["sid"]), expires_at=expires_at)

    def successor(self, refresh_token: str, key: str) -> str:
        """The refresh token that follows another when it is exchanged under a key.

        The same exchange asked again, because its answer was lost, gives the same token.
        """
        mixed = hmac.digest(self._secret.encode(), f"{refresh_token}\n{key}".encode(), "sha256")
        return base64.urlsafe_b64encode(mixed).decode().rstrip("=")


def new_refresh_token() -> str:
    """A random refresh token."""
    return secrets.token_urlsafe(32)


def digest(secret: str) -> str:
    """What is kept of a secret that is random already."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def bearer(header: str | None) -> str:
    """The token of an Authorization header.

    Raises:
        Unauthenticated: when there is none.
    """
    scheme, _, token = (header or "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise no_token()
    return token.strip()


def no_token() -> Unauthenticated:
    """What is said to who sends no valid token."""
    return Unauthenticated(
        translate("hub", "This needs a sign-in. Sign in and send the access token.")
    )
