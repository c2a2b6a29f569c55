"""The ways in and out: a sign-in belongs to one server, and who comes and goes does not cross."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from app.contract.errors import InvalidInput
from app.core import settings as kept
from app.core.entrance import LocalLibrary
from app.core.profile import Profile
from app.core.status import LinkState
from tests.core.desks import signed_in, started
from tests.core.made import NOON, a_booking, until
from tests.core.wire_hub import EMAIL, PASSWORD, WireHub, wire_hub

ASKED_TO_RENEW = "POST /api/auth/refresh"


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
async def other() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


def led_to(profile: Profile, server: str) -> None:
    """Settings that name another server, as an edit of the file would."""
    settings, _ = kept.load(profile, NOON)
    kept.save(profile, msgspec.structs.replace(settings, server=server))


async def test_what_one_server_gave_is_never_sent_to_another(
    tmp_path: Path, hub: WireHub, other: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        vault, before = told.vault, dict(told.vault.secrets)
    led_to(told.profile, other.url)
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.SIGNED_OUT)
        assert "sign in again" in again.desk.status.link.reason
    assert other.calls == []
    led_to(told.profile, hub.url)
    assert vault.secrets == before
    async with started(tmp_path, vault) as back:
        await back.becomes(LinkState.LIVE)


async def test_a_sign_in_elsewhere_ends_the_one_before(
    tmp_path: Path, hub: WireHub, other: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        await told.sign_in(other.url)
        await told.becomes(LinkState.LIVE)
        assert hub.refresh_tokens == {}
        assert list(told.vault.secrets.values()) == list(other.refresh_tokens)


async def test_a_sign_in_again_at_the_same_server_leaves_one(tmp_path: Path, hub: WireHub) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        await told.sign_in(hub.url)
        await told.becomes(LinkState.LIVE)
        assert list(told.vault.secrets.values()) == list(hub.refresh_tokens)
        assert len(hub.refresh_tokens) == 1


async def test_a_sign_out_amid_a_sign_in_comes_after_it(tmp_path: Path, hub: WireHub) -> None:
    async with started(tmp_path) as told:
        await asyncio.gather(told.sign_in(hub.url), told.desk.sign_out())
        assert told.desk.status.link.state is LinkState.SIGNED_OUT
        assert told.desk.status.user is None
        assert told.vault.secrets == {}
        assert hub.refresh_tokens == {}


async def test_a_sign_in_amid_a_sign_out_comes_after_it(
    tmp_path: Path, hub: WireHub, other: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        await asyncio.gather(told.desk.sign_out(), told.sign_in(other.url))
        await told.becomes(LinkState.LIVE)
        assert told.desk.status.server == other.url
        assert hub.refresh_tokens == {}
        assert list(told.vault.secrets.values()) == list(other.refresh_tokens)
        await other.emit(other.hub.commit(a_booking()))
        await until(lambda: told.about == ["b1"])


async def test_two_sign_ins_at_once_leave_the_second(
    tmp_path: Path, hub: WireHub, other: WireHub
) -> None:
    async with started(tmp_path) as told:
        await asyncio.gather(told.sign_in(hub.url), told.sign_in(other.url))
        await told.becomes(LinkState.LIVE)
        assert told.desk.status.server == other.url
        assert hub.refresh_tokens == {}
        assert len(other.refresh_tokens) == 1


async def test_an_address_that_leads_nowhere_is_a_sentence_and_another_one_helps(
    tmp_path: Path, hub: WireHub
) -> None:
    async with signed_in(tmp_path, hub.url) as told:
        vault = told.vault
    led_to(told.profile, "http://\uff11\uff12\uff17.0.0.1")
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.SIGNED_OUT)
        assert "Sign in with another one" in again.desk.status.link.reason
        with pytest.raises(InvalidInput, match="is not the address of a server"):
            await again.desk.sign_in("http://\uff11\uff12\uff17.0.0.1", EMAIL, PASSWORD)
        await again.sign_in(hub.url)
        await again.becomes(LinkState.LIVE)


WANTED = LocalLibrary(
    name="-Meera",
    email="meera@lotus.example",
    password="right horse battery",
    library="-Lotus",
    seats=8,
)


async def test_a_port_taken_meanwhile_keeps_nobody_from_signing_in(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        # A name that begins with a hyphen is no option.
        user = await told.desk.use_this_computer(WANTED)
        assert [library.name for library in user.libraries] == ["-Lotus"]
        server = told.desk.status.server
        await told.desk.sign_out()
        with socket.create_server(("127.0.0.1", int(server.rpartition(":")[2]))):
            await told.desk.sign_in_here(WANTED.email, WANTED.password)
            await told.becomes(LinkState.LIVE)
            assert told.desk.status.server != server
        assert [word for each in told.statuses for word in each.troubles] == []
