"""Accounts: registering, signing in and out, and the first owner of a library."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import insert, select, update

from app.contract.errors import Conflict, Unauthenticated, Unavailable
from app.contract.events import user_stream
from app.contract.models import Credentials, Registration, Role, SignIn
from app.contract.requests import LibraryRequest
from app.contract.tongue import translate
from app.hub import checks, journal, libraries, sessions
from app.hub.access import no_session, principal_of
from app.hub.database import Database
from app.hub.dialect import sqlite_path
from app.hub.passwords import Brake, Passwords
from app.hub.schema import users
from app.hub.streams import new_id, open_stream
from app.hub.tokens import Tokens
from app.hub.work import Look, Work

FAILURES_OF_ONE = 10
FAILURES_OF_ADDRESS = 200
FAILURE_WINDOW_SECONDS = 900.0


class Accounts:
    """Sign-in over a database: hashing stays outside the transactions."""

    def __init__(self, database: Database, tokens: Tokens, passwords: Passwords) -> None:
        self._database = database
        self._tokens = tokens
        self._passwords = passwords
        # By account and address together, so that a stranger cannot lock the owner out.
        self._of_one = Brake(FAILURES_OF_ONE, FAILURE_WINDOW_SECONDS)
        self._of_address = Brake(FAILURES_OF_ADDRESS, FAILURE_WINDOW_SECONDS)

    async def register(self, asked: Registration) -> SignIn:
        """A new student's account, signed in.

        Raises:
            InvalidInput: name, e-mail or password that cannot be.
            Conflict: the e-mail has an account already.
        """
        name = checks.text("name", asked.name, checks.NAME_LIMIT, required=True)
        email = checks.email(asked.email)
        hashed = await self._passwords.hash(checks.password(asked.password))

        def make(work: Work) -> SignIn:
            user_id = add_user(work, name, email, hashed, Role.STUDENT)
            return sessions.begin(work, self._tokens, principal_of(work.conn, user_id))

        return await self._database.write(make)

    async def sign_in(self, asked: Credentials, address: str) -> SignIn:
        """A new session for the right password.

        Raises:
            Unauthenticated: wrong e-mail or password, not saying which.
            TooMany: too many failures for this account from this address, with the attempts
                that are still under way.
            Unavailable: the database cannot be read or written.
        """
        email = asked.email.strip().lower()[: checks.EMAIL_LIMIT]
        name = f"{email} {address}"
        self._of_one.check(name)
        self._of_address.check(address)
        # Before the password is compared: of many guesses at once, each would pass otherwise.
        self._of_one.count(name)
        self._of_address.count(address)
        try:
            found = await self._database.read(lambda look: _password_of(look, email))
        except Unavailable:
            self._of_one.take_back(name)
            self._of_address.take_back(address)
            raise
        user_id, kept = found or (None, None)
        # A longer one cannot have been set, and hashing it would be work for nothing.
        password = asked.password[: checks.PASSWORD_LIMITS[1] + 1]
        fits = await self._passwords.fits(password, kept)
        if user_id is None or kept is None or not fits:
            raise Unauthenticated(
                translate("hub", "The e-mail or the password is wrong. Check both and try again.")
            )
        self._of_one.clear(name)
        self._of_address.take_back(address)
        renewed = await self._passwords.hash(password) if self._passwords.is_dated(kept) else None

        def begin(work: Work) -> SignIn:
            if renewed is not None:
                work.conn.execute(
                    update(users).where(users.c.id == user_id).values(password_hash=renewed)
                )
            return sessions.begin(work, self._tokens, principal_of(work.conn, user_id))

        return await self._database.write(begin)

    async def refresh(self, refresh_token: str, key: str | None) -> SignIn:
        """New tokens for a refresh token.

        Raises:
            Unauthenticated: unknown, run out, or used before (which ends the session).
        """
        answer = await self._database.write(
            lambda work: sessions.refresh(work, self._tokens, refresh_token, key)
        )
        if answer is None:
            raise no_session()
        return answer

    async def sign_out(self, refresh_token: str) -> None:
        """End the session of a refresh token."""
        await self._database.write(lambda work: sessions.log_out(work, refresh_token))


def add_user(work: Work, name: str, email: str, password_hash: str, role: Role) -> str:
    """Insert an account with its stream; returns its id.

    Raises:
        Conflict: the e-mail has an account already.
    """
    if work.conn.execute(select(users.c.id).where(users.c.email == email)).first() is not None:
        raise Conflict(
            translate(
                "hub",
                "There is already an account for {email}. Sign in with it, or use another e-mail.",
            ).format(email=email),
            details={"field": "email"},
        )
    user_id = new_id()
    work.conn.execute(
        insert(users),
        {
            "id": user_id,
            "email": email,
            "name": name,
            "password_hash": password_hash,
            "role": role,
            "created_at": work.now,
        },
    )
    open_stream(work, user_stream(user_id))
    journal.note(work, "user.create", user_id, role=role)
    return user_id


async def add_owner(
    data: Path,
    *,
    name: str,
    email: str,
    password: str,
    library: str,
    seats: int,
    currency: str = "INR",
    timezone: str = "Asia/Kolkata",
) -> dict[str, str]:
    """Make an owner and a library in the hub whose data lie in `data`, running or not.

    Returns:
        `{"userId", "libraryId"}`.

    Raises:
        InvalidInput: a name, e-mail, password, number, currency or zone that cannot be.
        Conflict: the e-mail has an account already.
        HubFailed: the data cannot be used.
    """
    clean_name = checks.text("name", name, checks.NAME_LIMIT, required=True)
    clean_email = checks.email(email)
    checks.password(password)
    # Before anything is made: a slip here must not leave an empty hub behind.
    checks.currency(currency)
    checks.timezone(timezone)
    wanted = LibraryRequest(name=library, timezone=timezone, currency=currency, seats=seats)
    hashed = await Passwords().hash(password)
    database = Database(sqlite_path(data, None), exclusive=False)

    def make(work: Work) -> dict[str, str]:
        user_id = add_user(work, clean_name, clean_email, hashed, Role.OWNER)
        made = libraries.create(work, wanted, owner_id=user_id)
        return {"userId": user_id, "libraryId": made.id}

    try:
        await database.open()
        return await database.write(make)
    finally:
        await database.close()


def _password_of(look: Look, email: str) -> tuple[str, str] | None:
    query = select(users.c.id, users.c.password_hash).where(users.c.email == email)
    row = look.conn.execute(query).first()
    return None if row is None else (row.id, row.password_hash)
