"""Faults of the sign-in: slow, run out, revoked, and a refresh that cannot be had."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.status import LinkState
from tests.core.made import never, until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.edits import admitted_late
from tests.faults.witness import CALM_S, STORM, UP, Witness, at_the_desk
from tests.hub.backups import BASE
from tests.hub.people import Library, sign_in
from tests.hub.process import HubProcess

ACCESS_S = 8
"""How long an access token is good here; a desk renews it after half of it."""

REFRESH = "/api/auth/refresh"
FAILS = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/json\r\n"
    b"Connection: close\r\n\r\n"
    b'{"success": false, "error": {"code": "unavailable", "message": "Not just now."}}'
)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    """A hub whose access tokens run out soon."""
    process = HubProcess(tmp_path_factory.mktemp("sign-in") / "data", access_seconds=ACCESS_S)
    process.start()
    yield process
    process.stop()


@pytest.fixture
def book(library: Library) -> Book:
    """A walk-in at each call, signed in anew: tokens run out soon here."""
    server = str(library.owner.http.base_url)
    address = library.owner.sign_in["user"]["email"]
    hours = iter(range(1, 100))

    def next_one() -> str:
        again = sign_in(server, address)
        library.owner.close()
        library.owner = again
        made: str = library.book(again, hours=next(hours))["id"]
        return made

    return next_one


def refreshes(proxy: Proxy, since: int) -> int:
    """How many refreshes were asked for after so many requests."""
    return sum(REFRESH in line for line in proxy.requests[since:])


async def test_fault_10_a_slow_check_of_the_sign_in(
    tmp_path: Path, proxy: Proxy, library: Library, book: Book
) -> None:
    """A sign-in check of five seconds is waited for: one attempt, and the desk is up."""
    proxy.edit = admitted_late
    async with at_the_desk(tmp_path, proxy.url, library) as desk:
        assert sum("transport=websocket" in line for line in proxy.requests) == 1
        await desk.has(book())
        await desk.fine()


async def test_fault_11_an_access_token_that_ran_out(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """A token that ran out while the hub was away costs one refresh at the reconnection."""
    began = time.monotonic()
    await proxy.refuse()
    made = book()
    await until(lambda: time.monotonic() - began > ACCESS_S + 1, 2.0 * ACCESS_S)
    since = len(proxy.requests)
    await proxy.start()
    await desk.becomes(*UP)
    assert refreshes(proxy, since) == 1
    await desk.has(made)
    book()
    await desk.fine()


async def test_fault_11_an_access_token_that_is_refused(
    hub: HubProcess, proxy: Proxy, desk: Witness, book: Book
) -> None:
    """A token that looks good and is refused costs one refresh as well: the hub has a new key."""
    await asyncio.to_thread(hub.kill9)
    with contextlib.closing(sqlite3.connect(hub.data / BASE)) as base, base:
        base.execute("UPDATE meta SET value = 'another' WHERE key = 'signing_key'")
    since = len(proxy.requests)
    await asyncio.to_thread(hub.start)
    await desk.becomes(*UP)
    assert refreshes(proxy, since) == 1
    await desk.has(book())
    await desk.fine()


async def test_fault_12_a_revoked_sign_in(
    library: Library, proxy: Proxy, desk: Witness, book: Book
) -> None:
    """A revoked sign-in says "sign in again" and asks nothing more; its place is kept."""
    first = book()
    await desk.has(first)
    place = desk.place
    library.owner.post("/api/auth/logout", {"refreshToken": desk.refresh_token})
    proxy.cut()
    await desk.becomes(LinkState.SIGNED_OUT)
    assert "sign in again" in desk.link.reason
    connections = proxy.connections
    await never(lambda: proxy.connections > connections, 3.0)
    second = book()
    assert desk.place == place
    await desk.sign_in()
    await desk.has(first, second)
    assert not [line for line in proxy.requests if "/snapshot" in line][1:]
    await desk.fine()


async def test_fault_13_a_refresh_that_fails(proxy: Proxy, desk: Witness, book: Book) -> None:
    """While the refresh fails the desk backs off and lives; then it is up by itself."""
    since = len(proxy.requests)
    proxy.answers = {REFRESH: FAILS}
    await until(lambda: refreshes(proxy, since), 2.0 * ACCESS_S)
    proxy.cut()
    await desk.becomes(LinkState.OFFLINE)
    made = book()
    since = len(proxy.requests)
    await until(lambda: refreshes(proxy, since) >= 2)
    await until(lambda: "Not just now" in desk.link.reason)
    assert desk.link.retry_at is not None
    asked = len(proxy.requests)
    await never(lambda: refreshes(proxy, asked) > STORM, CALM_S)
    assert not [line for line in proxy.requests[since:] if "/socket.io" in line]
    proxy.heal()
    await desk.has(made)
    await desk.fine()
