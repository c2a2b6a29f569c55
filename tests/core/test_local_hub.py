"""The hub on this computer: set up, run, started again, and ended with its desk."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import psutil  # type: ignore[import-untyped]  # it has no types
import pytest

from app.contract.errors import HubFailed, InvalidInput, Unauthenticated
from app.core.entrance import LocalLibrary
from app.core.status import LinkState
from tests.core.desks import started
from tests.core.made import until

WANTED = LocalLibrary(
    name="Meera Nair",
    email="meera@lotus.example",
    password="right horse battery",
    library="Lotus Reading Room",
    seats=8,
)


def hubs_of(folder: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.Process().children(recursive=True):
        try:
            if str(folder) in process.cmdline():
                found.append(process)
        except psutil.Error:
            continue
    return found


async def test_this_computer_becomes_a_library_and_is_one_again_after_a_restart(
    tmp_path: Path,
) -> None:
    async with started(tmp_path) as told:
        user = await told.desk.use_this_computer(WANTED)
        assert user.email == WANTED.email
        await told.becomes(LinkState.LIVE)
        await until(lambda: told.desk.status.libraries[0].timezone == "Asia/Kolkata")
        status = told.desk.status
        assert (status.embedded, status.libraries[0].name) == (True, "Lotus Reading Room")
        assert status.troubles == ()
        vault, server = told.vault, status.server
        assert hubs_of(told.profile.hub)
    assert not hubs_of(told.profile.hub)
    async with started(tmp_path, vault) as again:
        await again.becomes(LinkState.LIVE)
        assert again.desk.status.server == server


async def test_a_hub_that_died_is_started_again(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        await told.desk.use_sample()
        await told.becomes(LinkState.LIVE)
        assert told.desk.status.libraries[0].id
        (hub,) = hubs_of(told.profile.sample)
        hub.kill()
        await until(lambda: LinkState.OFFLINE in told.states)
        await until(lambda: told.states[-1] is LinkState.LIVE, limit_s=20)
        await until(lambda: told.desk.status.troubles == ())
        assert any("does not run" in word for each in told.statuses for word in each.troubles)


async def test_a_port_that_somebody_took_meanwhile_is_left_to_them(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        await told.desk.use_this_computer(WANTED)
        vault, server = told.vault, told.desk.status.server
    with socket.create_server(("127.0.0.1", int(server.rpartition(":")[2]))):
        async with started(tmp_path, vault) as again:
            await again.becomes(LinkState.LIVE, limit_s=20)
            assert again.desk.status.server != server
            assert again.desk.status.embedded


async def test_the_same_wish_again_signs_in_and_another_password_does_not(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        await told.desk.use_this_computer(WANTED)
        await told.desk.sign_out()
        assert not hubs_of(told.profile.hub)
        await told.desk.use_this_computer(WANTED)
        await told.becomes(LinkState.LIVE)
        await told.desk.sign_out()
        other = LocalLibrary(
            name="X", email=WANTED.email, password="another one altogether", library="X", seats=1
        )
        with pytest.raises((InvalidInput, Unauthenticated)):
            await told.desk.use_this_computer(other)
        assert told.desk.status.link.state is LinkState.SIGNED_OUT
        server = told.desk.status.server
        await told.desk.sign_in(server, WANTED.email, WANTED.password)
        assert told.desk.status.embedded


async def test_from_the_sample_one_comes_back_to_ones_own_library(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        await told.desk.use_this_computer(WANTED)
        await told.desk.sign_out()
        await told.desk.use_sample()
        assert told.desk.status.own_library == WANTED.email
        await told.desk.sign_out()
        # Nobody knows the password of the sample, so none is asked for.
        assert told.desk.status.server == ""
        assert not told.desk.status.embedded
        with pytest.raises(Unauthenticated):
            await told.desk.sign_in_here(WANTED.email, "not the password")
        assert not hubs_of(told.profile.hub)
        user = await told.desk.sign_in_here(WANTED.email, WANTED.password)
        assert [library.name for library in user.libraries] == [WANTED.library]
        await told.becomes(LinkState.LIVE)


async def test_what_the_hub_refuses_is_said_in_its_words(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        wrong = LocalLibrary(
            name="Meera", email="no address", password="right horse battery", library="L", seats=3
        )
        with pytest.raises(InvalidInput) as met:
            await told.desk.use_this_computer(wrong)
        assert met.value.message.strip()
        assert "Traceback" not in met.value.message
        assert not hubs_of(told.profile.hub)


async def test_a_hub_that_cannot_start_is_said(tmp_path: Path) -> None:
    async with started(tmp_path) as told:
        told.profile.sample.write_text("a file where the folder should be")
        with pytest.raises(HubFailed, match="does not run"):
            await told.desk.use_sample()
        assert told.desk.status.link.state is LinkState.SIGNED_OUT


PROGRAM = """
import asyncio, sys
from pathlib import Path
from app.core.desk import Desk
from app.core.memory_vault import MemoryVault
from app.core.profile import Profile

async def main():
    desk = Desk(Profile(Path(sys.argv[1])), MemoryVault())
    await desk.start()
    await desk.use_sample()
    print(desk.status.server, flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not known there")
async def test_a_desk_that_is_killed_takes_its_hub_along(tmp_path: Path) -> None:
    with subprocess.Popen(  # noqa: ASYNC220 - it is waited for by its first line only
        [sys.executable, "-c", PROGRAM, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as desk:
        assert desk.stdout is not None
        server = desk.stdout.readline().strip()
        assert server.startswith("http://127.0.0.1:")
        os.kill(desk.pid, signal.SIGKILL)

    def gone() -> bool:
        try:
            httpx.get(f"{server}/api/health", timeout=1)
        except httpx.TransportError:
            return True
        return False

    await until(gone)
