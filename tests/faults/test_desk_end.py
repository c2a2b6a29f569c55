"""The desk is killed, or asked to end while its connection is in trouble."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import msgspec
import pytest

from app.core.changes import Alert
from app.core.profile import Profile
from app.core.status import LinkState
from tests.core.made import PATIENCE_S, until
from tests.core.proxy import Proxy
from tests.faults import invariants
from tests.faults.conftest import Book
from tests.faults.witness import at_the_desk
from tests.hub.people import Library
from tests.hub.process import PASSWORD

STOP_S = 3.0


def line_hangs(proxy: Proxy) -> None:
    """The connection stands and nothing passes."""
    proxy.freeze()


def attempt_hangs(proxy: Proxy) -> None:
    """The connection is gone, and the attempt to make another is never answered."""
    proxy.freeze()
    proxy.cut()


def wall_stands(proxy: Proxy) -> None:
    """The connection is gone, and somebody else answers."""
    proxy.portal = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n<html>"
    proxy.cut()


@contextlib.asynccontextmanager
async def running(*program: str) -> AsyncIterator[Process]:
    """A program that is given the owner's password; killed at the end if it still runs."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", *program, stdin=PIPE, stdout=PIPE, stderr=PIPE
    )
    try:
        assert process.stdin is not None
        process.stdin.write(f"{PASSWORD}\n".encode())
        process.stdin.close()
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.communicate()


def watch(profile: Profile, server: str, library: Library) -> list[str]:
    """The arguments of `watch --json`, signed in for one run."""
    email = library.owner.sign_in["user"]["email"]
    named = ["--server", server, "--email", email, "--password-stdin"]
    return ["app", "--profile", str(profile.folder), "watch", "--json", *named]


async def line(stream: asyncio.StreamReader | None) -> str:
    """The next line that a process writes."""
    assert stream is not None
    async with asyncio.timeout(PATIENCE_S):
        return (await stream.readline()).decode()


async def ended(process: Process) -> None:
    """Ask the process to end, and see that it does in time and in peace."""
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
    assert time.monotonic() - began < STOP_S


async def test_fault_23_killed_between_store_and_toast(
    tmp_path: Path, proxy: Proxy, library: Library, book: Book
) -> None:
    """An alert that was stored and not told is told at the next start, once, and recorded once."""
    profile = Profile(tmp_path / "desk")
    email = library.owner.sign_in["user"]["email"]
    dying = ["tests.faults.dying_desk", str(profile.folder), proxy.url, email]
    async with running(*dying) as process:
        assert await line(process.stdout) == "live\n"
        since = invariants.cursors(profile.store)[library.stream][1]
        first = book()
        async with asyncio.timeout(PATIENCE_S):
            assert await process.wait() == -signal.SIGKILL
    lives: list[list[Alert]] = [[]]
    for booking in (first, None, book):
        async with running(*watch(profile, proxy.url, library)) as process:
            while await line(process.stderr) != "Live.\n":
                pass
            wanted = booking() if callable(booking) else booking
            life = []
            if wanted is not None:
                life.append(msgspec.json.decode(await line(process.stdout), type=Alert))
                assert life[0].booking_id == wanted
            await ended(process)
            assert process.stdout is not None
            assert await process.stdout.read() == b""
            lives.append(life)
    hub = await asyncio.to_thread(invariants.committed, library, since)
    invariants.hold(hub, invariants.held(profile.store, library), lives)


@pytest.mark.parametrize("trouble", [line_hangs, attempt_hangs, wall_stands])
async def test_fault_36_quit_while_reconnecting_on_polling(
    tmp_path: Path, proxy: Proxy, library: Library, book: Book, trouble: Callable[[Proxy], None]
) -> None:
    """Asked to end while polling is in trouble, the desk has ended within 3 s, and comes back."""
    proxy.blocks_upgrade = True
    async with at_the_desk(tmp_path, proxy.url, library) as desk:
        assert desk.link.state is LinkState.DEGRADED
        trouble(proxy)
        if trouble is not line_hangs:
            await until(lambda: desk.link.state is not LinkState.DEGRADED)
        # How long this may take is checked where the desk is stopped.
        await desk.stop()
        made = book()
        proxy.heal()
        await desk.start()
        await desk.has(made)
        await desk.fine()


async def test_fault_36_terminated_while_reconnecting_on_polling(
    tmp_path: Path, proxy: Proxy, library: Library
) -> None:
    """The same for a process: terminated amid an attempt that hangs, it ends with 0 within 3 s."""
    proxy.blocks_upgrade = True
    async with running(*watch(Profile(tmp_path), proxy.url, library)) as process:
        while not (await line(process.stderr)).startswith("Live, by polling"):
            pass
        proxy.freeze()
        proxy.cut()
        assert "Reconnecting" in await line(process.stderr)
        await ended(process)
