"""The brake on guessing passwords: what it counts, also of many attempts at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.contract.errors import TooMany, Unauthenticated, Unavailable
from app.contract.models import Credentials, Registration
from app.hub.accounts import FAILURES_OF_ADDRESS, FAILURES_OF_ONE, Accounts
from app.hub.database import Database
from app.hub.passwords import Brake, Passwords
from app.hub.tokens import Tokens
from tests.hub.people import register
from tests.hub.process import PASSWORD, HubProcess

HERE = "203.0.113.77"
RIGHT = Credentials(email="a@example.com", password=PASSWORD)


class PlainPasswords(Passwords):
    """Compares at once what a hash would take long for."""

    async def hash(self, password: str) -> str:
        return password

    async def fits(self, password: str, kept: str | None) -> bool:
        return password == kept

    def is_dated(self, kept: str) -> bool:
        return kept == ""


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    database = Database(tmp_path / "hub.sqlite3")
    await database.open()
    yield database
    await database.close()


@pytest.fixture
async def accounts(database: Database) -> Accounts:
    """One account, `RIGHT`, and passwords that take no time."""
    accounts = Accounts(database, Tokens("s" * 32), PlainPasswords())
    await accounts.register(Registration(name="A", email=RIGHT.email, password=RIGHT.password))
    return accounts


async def test_guesses_that_come_at_once_are_slowed_down_too(hub: HubProcess) -> None:
    person = register(hub.url)
    person.close()
    address = person.sign_in["user"]["email"]
    async with httpx.AsyncClient(base_url=hub.url, timeout=30) as http:

        async def log_in(password: str) -> int:
            body = {"email": address, "password": password}
            headers = {"X-Forwarded-For": HERE}
            return (await http.post("/api/auth/login", json=body, headers=headers)).status_code

        assert await log_in(PASSWORD) == 200
        told = await asyncio.gather(*(log_in(f"wrong {number}") for number in range(25)))
        assert sorted(told) == [401] * 10 + [429] * 15
        assert await log_in(PASSWORD) == 429


async def test_a_right_password_counts_against_nobody(accounts: Accounts) -> None:
    wrong = Credentials(email="b@example.com", password=PASSWORD)
    for _ in range(FAILURES_OF_ADDRESS + 1):
        await accounts.sign_in(RIGHT, HERE)
    with pytest.raises(Unauthenticated):
        await accounts.sign_in(wrong, HERE)


async def test_an_attempt_that_the_database_ended_counts_against_nobody(
    accounts: Accounts, database: Database
) -> None:
    await database.close()
    for _ in range(FAILURES_OF_ONE + 1):
        with pytest.raises(Unavailable):
            await accounts.sign_in(RIGHT, HERE)


def test_the_brake_forgets_after_a_success_and_stays_small() -> None:
    brake = Brake(most=2, window_seconds=60, names=3)
    for _ in range(2):
        brake.check("a")
        brake.count("a")
    with pytest.raises(TooMany) as caught:
        brake.check("a")
    assert 0 < caught.value.details["retryAfter"] <= 60
    brake.take_back("a")
    brake.check("a")
    brake.count("a")
    brake.clear("a")
    brake.take_back("a")
    brake.check("a")
    brake.count("a")
    brake.count("a")
    for name in ("b", "c", "d"):
        brake.count(name)
    # The oldest name gave way.
    brake.check("a")


def test_the_brake_lets_go_when_the_time_is_over() -> None:
    brake = Brake(most=1, window_seconds=0)
    brake.count("a")
    brake.check("a")
