"""The sign-in: tokens in the right places, one refresh at a time, an end that is an end."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from app.contract.errors import Forbidden, NotAHub, SignedOut, Unauthenticated, Unavailable
from app.contract.models import User
from app.core.account import Account
from app.core.api import Api
from tests.core.desks import OpenVault
from tests.core.made import ManualClock
from tests.core.wire_hub import EMAIL, PASSWORD, WireHub, unavailable, wire_hub

NAME = "refresh-token:test"


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
def vault() -> OpenVault:
    return OpenVault()


@pytest.fixture
async def account(hub: WireHub, vault: OpenVault, clock: ManualClock) -> AsyncIterator[Account]:
    api = Api(hub.url, clock)
    made = Account(api, vault, NAME, clock)
    await made.sign_in(EMAIL, PASSWORD)
    await made.keep()
    yield made
    await made.close()
    await api.close()


def refreshes(hub: WireHub) -> int:
    return hub.calls.count("POST /api/auth/refresh")


async def test_only_the_refresh_token_is_in_the_vault(account: Account, vault: OpenVault) -> None:
    assert vault.secrets == {NAME: "refresh-1"}
    assert await account.token() == "access-1"


async def test_a_wrong_password_keeps_nothing(
    hub: WireHub, vault: OpenVault, clock: ManualClock
) -> None:
    api = Api(hub.url, clock)
    with pytest.raises(Unauthenticated):
        await Account(api, vault, NAME, clock).sign_in(EMAIL, "wrong")
    assert vault.secrets == {}
    await api.close()


async def test_many_who_need_a_token_cause_one_refresh(
    hub: WireHub, account: Account, vault: OpenVault, clock: ManualClock
) -> None:
    clock.pass_by(minutes=15)
    tokens = await asyncio.gather(*(account.token() for _ in range(20)))
    assert set(tokens) == {"access-2"}
    assert refreshes(hub) == 1
    assert vault.secrets == {NAME: "refresh-2"}


async def test_one_who_gives_up_does_not_stop_the_refresh_for_the_others(
    hub: WireHub, account: Account, clock: ManualClock, vault: OpenVault
) -> None:
    clock.pass_by(minutes=15)
    first, second = (asyncio.create_task(account.token()) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    assert await second == "access-2"
    assert refreshes(hub) == 1
    assert vault.secrets == {NAME: "refresh-2"}


async def test_a_call_that_is_refused_is_made_again_with_a_new_token(
    hub: WireHub, account: Account
) -> None:
    hub.valid.clear()
    assert (await account.call("GET", "/api/auth/me", User)).id == "owner"
    assert refreshes(hub) == 1


async def test_a_revoked_sign_in_ends_without_a_storm(
    hub: WireHub, account: Account, vault: OpenVault
) -> None:
    ended: list[bool] = []
    account.on_ended = lambda: ended.append(True)
    hub.valid.clear()
    hub.refresh_tokens.clear()
    for _ in range(5):
        with pytest.raises(SignedOut):
            await account.call("GET", "/api/auth/me", User)
    assert refreshes(hub) == 1
    assert vault.secrets == {}
    assert ended == [True]


async def test_a_hub_that_cannot_refresh_just_now_ends_nothing(
    hub: WireHub, account: Account, vault: OpenVault, clock: ManualClock
) -> None:
    clock.pass_by(minutes=15)
    hub.refresh_fails = unavailable()
    with pytest.raises(Unavailable):
        await account.token()
    assert vault.secrets == {NAME: "refresh-1"}
    hub.refresh_fails = None
    assert await account.token() == "access-2"


async def test_a_sign_in_comes_back_from_the_vault(
    hub: WireHub, vault: OpenVault, account: Account, clock: ManualClock
) -> None:
    again = Account(account.api, vault, NAME, clock)
    assert await again.restore()
    assert await again.token() == "access-2"
    assert refreshes(hub) == 1


async def test_without_a_secret_nothing_comes_back(account: Account, clock: ManualClock) -> None:
    assert not await Account(account.api, OpenVault(), NAME, clock).restore()


async def test_each_attempt_to_exchange_a_token_has_the_same_key(
    hub: WireHub, account: Account, vault: OpenVault, clock: ManualClock
) -> None:
    hub.refresh_fails = unavailable()
    clock.pass_by(minutes=15)
    for each in (account, account, Account(account.api, vault, NAME, clock)):
        await each.restore()
        with pytest.raises(Unavailable):
            await each.token()
    hub.refresh_fails = None
    await account.token()
    assert len(hub.refresh_keys) == 4
    assert len(set(hub.refresh_keys)) == 1


async def test_signing_out_ends_it_at_the_hub_and_here(
    hub: WireHub, account: Account, vault: OpenVault
) -> None:
    await account.sign_out()
    assert hub.refresh_tokens == {}
    assert vault.secrets == {}
    with pytest.raises(SignedOut):
        await account.token()


async def test_signing_out_works_without_the_hub(
    hub: WireHub, account: Account, vault: OpenVault
) -> None:
    await hub.stop()
    await account.sign_out()
    assert vault.secrets == {}


async def test_a_basic_backends_only_token_is_kept_and_ends_when_it_is_refused(
    hub: WireHub, vault: OpenVault, clock: ManualClock
) -> None:
    hub.basic_sign_in = True
    api = Api(hub.url, clock)
    account = Account(api, vault, NAME, clock)
    await account.sign_in(EMAIL, PASSWORD)
    await account.keep()
    again = Account(api, vault, NAME, clock)
    assert await again.restore()
    clock.pass_by(days=30)
    assert (await again.call("GET", "/api/auth/me", User)).id == "owner"
    hub.valid.clear()
    with pytest.raises(SignedOut):
        await again.call("GET", "/api/auth/me", User)
    assert vault.secrets == {}
    await api.close()


async def test_a_students_account_is_signed_out_again_and_told_why(
    vault: OpenVault, clock: ManualClock
) -> None:
    ended: list[str] = []

    async def login(_request: web.Request) -> web.Response:
        user = {"id": "s1", "name": "Asha", "email": "asha@lotus.example", "role": "student"}
        answer = {"accessToken": "access", "refreshToken": "refresh", "expiresIn": 900}
        return web.json_response({"success": True, "data": {**answer, "user": user}})

    async def logout(request: web.Request) -> web.Response:
        ended.append((await request.json())["refreshToken"])
        return web.json_response({"success": True, "data": None})

    app = web.Application()
    app.router.add_post("/api/auth/login", login)
    app.router.add_post("/api/auth/logout", logout)
    vault.secrets[NAME] = "of whoever was here before"
    async with TestServer(app) as server:
        api = Api(str(server.make_url("")).rstrip("/"), clock)
        with pytest.raises(Forbidden, match="student's account"):
            await Account(api, vault, NAME, clock).sign_in("asha@lotus.example", PASSWORD)
        await api.close()
    assert ended == ["refresh"]
    assert vault.secrets == {NAME: "of whoever was here before"}


@pytest.mark.parametrize("token", ["zugriff-ä", "to\nken", "\u202etoken"])
async def test_a_token_that_cannot_be_sent_is_said(
    vault: OpenVault, clock: ManualClock, token: str
) -> None:
    async def login(_request: web.Request) -> web.Response:
        user = {"id": "o1", "name": "Meera", "email": EMAIL, "role": "owner"}
        return web.json_response({"success": True, "data": {"token": token, "user": user}})

    app = web.Application()
    app.router.add_post("/api/auth/login", login)
    async with TestServer(app) as server:
        api = Api(str(server.make_url("")).rstrip("/"), clock)
        with pytest.raises(NotAHub, match="a token that cannot be sent back"):
            await Account(api, vault, NAME, clock).sign_in(EMAIL, PASSWORD)
        await api.close()
    assert vault.secrets == {}
