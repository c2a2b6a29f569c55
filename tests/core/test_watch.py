"""The core in a terminal: alerts as lines, sign-in and sign-out, exit codes."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import re
import signal
import sqlite3
import sys
import time
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from app.contract.errors import (
    InvalidInput,
    ProfileInUse,
    SignedOut,
    Unauthenticated,
    WrongState,
)
from app.core.profile import Profile
from app.core.reader import Reader
from app.core.settings import ProfileLock
from app.core.status import LinkState
from app.watch import sign_in, sign_out, watch
from tests.core import desks
from tests.core.desks import OpenVault, signed_in
from tests.core.made import PATIENCE_S, STREAM, a_booking, until
from tests.core.wire_hub import EMAIL, PASSWORD, WireHub, wire_hub
from tests.hub.people import new_owner
from tests.hub.process import PASSWORD as OWNER_PASSWORD
from tests.hub.process import HubProcess

if sys.platform != "win32":
    import fcntl
    import termios

SOON_S = 6.0
"""It leaves within 3 s; so long a busy machine may take to let it."""


@pytest.fixture
async def hub() -> AsyncIterator[WireHub]:
    async with wire_hub() as made:
        yield made


@pytest.fixture
def profile(tmp_path: Path) -> Profile:
    return Profile(tmp_path / "profile")


@pytest.fixture
def real(tmp_path: Path) -> Iterator[tuple[HubProcess, str]]:
    """A hub of its own as a process, and the e-mail of an owner there."""
    made = HubProcess(tmp_path / "data")
    made.start()
    library = new_owner(made.data, made.url)
    library.owner.close()
    yield made, library.owner.sign_in["user"]["email"]
    assert made.stop() == 0


async def watching(profile: Profile, hub: WireHub, *options: str) -> Process:
    """`studyspot-desk watch`, signed in for this run, once it has asked for news."""
    asks = f"GET /api/streams/{STREAM}/events"
    before = hub.calls.count(asks)
    process = await started(profile, hub.url, EMAIL, *options, password=PASSWORD)
    await until(lambda: hub.calls.count(asks) > before)
    return process


async def started(
    profile: Profile,
    server: str,
    address: str,
    *options: str,
    password: str = OWNER_PASSWORD,
    stdout: int = PIPE,
) -> Process:
    """`studyspot-desk watch`, with a sign-in for this run."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "app", "--profile", str(profile.folder), "watch", *options,
        "--server", server, "--email", address, "--password-stdin",
        stdin=PIPE, stdout=stdout, stderr=PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(f"{password}\n".encode())
    process.stdin.close()
    return process


async def says(process: Process, beginning: str) -> str:
    """The next line on standard error that begins so."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_S):
        while not (line := (await process.stderr.readline()).decode().rstrip()).startswith(
            beginning
        ):
            assert line
        return line


async def state_of(process: Process, count: int) -> list[str]:
    """The next lines on standard error."""
    assert process.stderr is not None
    async with asyncio.timeout(PATIENCE_S):
        return [(await process.stderr.readline()).decode().rstrip("\n") for _ in range(count)]


def waiting_in(pipe: int) -> int:
    """The bytes that lie in a pipe."""
    return int.from_bytes(fcntl.ioctl(pipe, termios.FIONREAD, bytes(4)), sys.byteorder)


async def line_of(process: Process) -> str:
    assert process.stdout is not None
    async with asyncio.timeout(PATIENCE_S):
        return (await process.stdout.readline()).decode()


async def test_each_alert_is_one_json_line_at_once(profile: Profile, hub: WireHub) -> None:
    process = await watching(profile, hub, "--json")
    await hub.emit(hub.hub.commit(a_booking()))
    told = json.loads(await line_of(process))
    assert told.pop("receivedAt") >= "2026"
    assert told == {
        "id": "b1:created:1",
        "kind": "booking:created",
        "bookingId": "b1",
        "libraryId": "lib",
        "title": "New booking: Asha Verma",
        "body": told["body"],
        "at": "2026-03-10T06:30:00Z",
        "summary": False,
    }
    process.terminate()
    await process.communicate()


async def test_an_absence_is_a_summary_line(profile: Profile, hub: WireHub) -> None:
    first = await watching(profile, hub, "--json")
    await hub.emit(hub.hub.commit(a_booking("known")))
    await line_of(first)
    first.terminate()
    await first.communicate()
    for number in range(5):
        hub.hub.commit(a_booking(f"b{number}"))
    again = await watching(profile, hub, "--json")
    told = json.loads(await line_of(again))
    assert told["summary"] is True
    assert told["bookingIds"] == [f"b{number}" for number in range(5)]
    assert "bookingId" not in told
    again.terminate()
    await again.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not asked by signals")
async def test_a_sign_in_for_one_run_is_ended_with_it(profile: Profile, hub: WireHub) -> None:
    process = await watching(profile, hub)
    assert await state_of(process, 2) == [f"Connecting to {hub.url}.", "Live."]
    assert "POST /api/auth/logout" not in hub.calls
    process.terminate()
    await process.communicate()
    assert hub.calls[-1] == "POST /api/auth/logout"


async def test_who_signs_in_once_more_ends_the_sign_in_before(
    profile: Profile, hub: WireHub
) -> None:
    vault = OpenVault()
    for ended in (0, 1, 2):
        assert await sign_in(profile, vault, hub.url, EMAIL, PASSWORD) == 0
        assert hub.calls.count("POST /api/auth/logout") == ended


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not asked by signals")
@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
async def test_it_ends_soon_and_well_when_it_is_asked(
    profile: Profile, hub: WireHub, asked: signal.Signals
) -> None:
    process = await watching(profile, hub)
    assert await state_of(process, 2) == [f"Connecting to {hub.url}.", "Live."]
    began = time.monotonic()
    process.send_signal(asked)
    alerts, errors = await process.communicate()
    assert time.monotonic() - began < SOON_S
    assert (process.returncode, alerts, errors) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not asked by signals")
@pytest.mark.parametrize("pause_s", [0.0, 0.02, 0.3])
async def test_asked_twice_with_a_frozen_hub_it_ends_soon_and_well(
    profile: Profile, real: tuple[HubProcess, str], pause_s: float
) -> None:
    # As `timeout` asks: once the process and once its group.
    hub, address = real
    process = await started(profile, hub.url, address)
    assert (await state_of(process, 2))[-1] == "Live."
    os.kill(hub.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause_s):
                await process.wait()
        with contextlib.suppress(ProcessLookupError):
            process.send_signal(signal.SIGTERM)
        _, errors = await process.communicate()
        assert time.monotonic() - began < SOON_S
    finally:
        os.kill(hub.pid, signal.SIGCONT)
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not asked by signals")
async def test_how_the_connection_stands_is_said_beside_the_alerts(
    profile: Profile, real: tuple[HubProcess, str]
) -> None:
    hub, address = real
    process = await started(profile, hub.url, address)
    connecting, up = await state_of(process, 2)
    assert connecting == f"Connecting to {hub.url}."
    # By a websocket or, on a busy machine that was too slow for one, by polling.
    assert up.startswith("Live")
    await asyncio.to_thread(hub.kill9)
    lost, away = await state_of(process, 2)
    assert lost.startswith(f"Reconnecting: The connection to {hub.url} was lost")
    assert re.match(r"Not connected since \d\d:\d\d:\d\d \S+: Nothing answers at ", away)
    await asyncio.to_thread(hub.start)
    back = ""
    while not back.startswith("Live"):
        # A busy machine may be so slow that the desk asks for news meanwhile.
        (back,) = await state_of(process, 1)
        assert back
    process.terminate()
    alerts, errors = await process.communicate()
    assert (process.returncode, alerts, errors) == (0, b"", b"")


@pytest.mark.skipif(sys.platform == "win32", reason="there a process is not asked by signals")
async def test_a_server_that_freezes_while_it_connects_costs_no_complaint_at_the_end(
    profile: Profile, real: tuple[HubProcess, str]
) -> None:
    hub, address = real
    process = await started(profile, hub.url, address)
    await state_of(process, 1)
    os.kill(hub.pid, signal.SIGSTOP)
    try:
        began = time.monotonic()
        process.terminate()
        alerts, errors = await process.communicate()
        assert time.monotonic() - began < SOON_S
    finally:
        os.kill(hub.pid, signal.SIGCONT)
    assert (process.returncode, alerts) == (0, b"")
    assert errors in {b"", b"Live.\n"}


async def test_lines_for_people_name_the_student(profile: Profile, hub: WireHub) -> None:
    process = await watching(profile, hub)
    await hub.emit(hub.hub.commit(a_booking()))
    line = await line_of(process)
    assert re.match(r"\d\d:\d\d:\d\d IST  New booking: Asha Verma — Seat A-12", line)
    process.terminate()
    await process.communicate()


async def test_what_the_hub_refuses_is_said_beside_the_alerts(
    hub: WireHub, profile: Profile
) -> None:
    async with signed_in(profile.folder, hub.url) as told:
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: told.about == ["b1"])
        await hub.stop()
        await told.desk.check_in("b1")
    hub.command_fails = WrongState("It was cancelled a moment ago.")
    await hub.start()
    process = await started(profile, hub.url, EMAIL, password=PASSWORD)
    assert await says(process, "Refused") == "Refused: check-in. It was cancelled a moment ago."
    process.terminate()
    await process.communicate()


async def test_asking_for_news_is_not_called_live(profile: Profile, hub: WireHub) -> None:
    hub.socket_refuses_all = True
    process = await started(profile, hub.url, EMAIL, password=PASSWORD)
    line = await says(process, "No live connection")
    assert line.count("every 5 s") == 1
    process.terminate()
    await process.communicate()


async def test_a_reader_that_leaves_ends_it_without_a_word(profile: Profile, hub: WireHub) -> None:
    process = await watching(profile, hub, "--json")
    assert process.stdout is not None
    await hub.emit(hub.hub.commit(a_booking("first")))
    await line_of(process)
    process.stdout._transport.close()  # type: ignore[attr-defined]  # noqa: SLF001 - as `| head -1` does
    await hub.emit(hub.hub.commit(a_booking("second")))
    async with asyncio.timeout(PATIENCE_S):
        await process.wait()
    assert process.stderr is not None
    assert process.returncode == 0
    assert (await process.stderr.read()).decode().splitlines()[-1] == "Live."


async def test_a_reader_that_stalls_does_not_keep_the_desk_from_its_bookings(
    profile: Profile, hub: WireHub
) -> None:
    process = await watching(profile, hub, "--json")
    # More lines than the pipe and the test's own buffer hold.
    wide = "Meera Rao " * 40
    for number in range(1500):
        await hub.emit(hub.hub.commit(a_booking(f"b{number}", student_name=wide)))
    reader = Reader(profile.store)
    await until(lambda: reader.counts().total == 1500)
    reader.close()
    process.terminate()
    async with asyncio.timeout(PATIENCE_S):
        while process.returncode is None:  # noqa: ASYNC110 - `wait` would wait for the pipe, too
            await asyncio.sleep(0.01)
    assert process.returncode == 0
    await process.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="there a pipe does not tell how full it is")
async def test_a_copy_that_is_held_while_a_line_is_noted_ends_nothing(
    profile: Profile, hub: WireHub
) -> None:
    unread, write = os.pipe()
    process = await started(profile, hub.url, EMAIL, "--json", password=PASSWORD, stdout=write)
    os.close(write)
    await says(process, "Live.")
    reader = Reader(profile.store)
    for number in range(1500):
        await hub.emit(hub.hub.commit(a_booking(f"b{number}")))
        if number % 50 == 49:
            # In step: what a busy machine has to catch up with, it sums up.
            await until(lambda: reader.counts().total > number)  # noqa: B023 - waited for here
    reader.close()
    with contextlib.closing(sqlite3.connect(profile.store)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        full = waiting_in(unread)
        told = os.read(unread, 8192)
        # A line has room now; that it is out is to be noted next.
        await until(lambda: waiting_in(unread) > full - len(told))
        await hub.emit(hub.hub.commit(a_booking("b1500")))
        await says(process, "The desk's copy of the bookings cannot be")
        holder.rollback()
    os.set_blocking(unread, False)
    async with asyncio.timeout(PATIENCE_S):
        while told.count(b"\n") < 1501:
            with contextlib.suppress(BlockingIOError):
                told += os.read(unread, 65_536)
            await asyncio.sleep(0.01)
    os.close(unread)
    ids = [json.loads(line)["bookingId"] for line in told.splitlines()]
    assert ids == [f"b{number}" for number in range(1501)]
    process.terminate()
    await process.communicate()
    assert process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
async def test_a_full_disk_under_the_lines_is_said_and_ends_nothing(
    profile: Profile, hub: WireHub
) -> None:
    with Path("/dev/full").open("wb") as full:  # noqa: ASYNC230 - a device
        process = await started(
            profile, hub.url, EMAIL, "--json", password=PASSWORD, stdout=full.fileno()
        )
        await says(process, "Live.")
        await hub.emit(hub.hub.commit(a_booking()))
        await says(process, "The alerts cannot be written (No space left on device).")
        process.terminate()
        await process.communicate()
    assert process.returncode == 0


async def test_without_a_sign_in_it_says_so(profile: Profile) -> None:
    with pytest.raises(SignedOut, match="sign-in"):
        await watch(profile, OpenVault(), as_json=True)


async def test_a_sign_in_that_ends_meanwhile_ends_it(profile: Profile, hub: WireHub) -> None:
    vault = OpenVault()
    assert await sign_in(profile, vault, hub.url, EMAIL, PASSWORD) == 0
    work = asyncio.create_task(watch(profile, vault, as_json=True))
    await until(lambda: hub.sockets)
    hub.valid.clear()
    hub.refresh_tokens.clear()
    await hub.throw_out()
    async with asyncio.timeout(PATIENCE_S):
        with pytest.raises(SignedOut, match="sign in again"):
            await work


async def test_an_incomplete_sign_in_is_said(profile: Profile) -> None:
    with pytest.raises(InvalidInput):
        await watch(profile, OpenVault(), as_json=True, server="http://127.0.0.1:1")


async def test_a_sign_in_is_kept_for_the_next_start(
    profile: Profile, hub: WireHub, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = OpenVault()
    assert await sign_in(profile, vault, hub.url, EMAIL, PASSWORD) == 0
    assert capsys.readouterr().out == f"Signed in as Meera at {hub.url}.\n"
    assert list(vault.secrets.values()) == ["refresh-1"]


async def test_who_signs_in_over_another_account_gets_nothing_of_its_copy(
    profile: Profile, hub: WireHub, capsys: pytest.CaptureFixture[str]
) -> None:
    async with signed_in(profile.folder, hub.url) as first:
        vault = first.vault
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: first.about == ["b1"])
        await hub.stop()
        await first.becomes(LinkState.OFFLINE)
        await first.desk.check_in("b1")
    async with wire_hub() as other:
        assert await sign_in(profile, vault, other.url, EMAIL, PASSWORD) == 0
        assert other.url in capsys.readouterr().out
        assert list(vault.secrets.values()) == list(other.refresh_tokens)
        async with desks.started(profile.folder, vault) as second:
            await second.becomes(LinkState.LIVE)
            assert second.alerts == []
            assert second.desk.status.unread == second.desk.status.waiting == 0
            (refusal,) = second.desk.status.refusals
            assert "another account has signed in" in refusal.message
        reader = Reader(profile.store)
        assert reader.counts().total == 0
        reader.close()
        assert other.done_at == []


async def test_a_sign_in_that_cannot_be_kept_says_so_and_the_way(
    profile: Profile, hub: WireHub, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = OpenVault("The keyring is locked.")
    assert await sign_in(profile, vault, hub.url, EMAIL, PASSWORD) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert len(told.err.splitlines()) == 1
    assert "The keyring is locked." in told.err
    assert "watch --server" in told.err
    assert vault.secrets == {}
    assert hub.refresh_tokens == {}


async def test_a_wrong_password_or_a_profile_in_use_is_said(profile: Profile, hub: WireHub) -> None:
    with pytest.raises(Unauthenticated):
        await sign_in(profile, OpenVault(), hub.url, EMAIL, "wrong")
    lock = ProfileLock(profile)
    lock.acquire()
    with pytest.raises(ProfileInUse):
        await sign_in(profile, OpenVault(), hub.url, EMAIL, PASSWORD)
    lock.release()


async def test_signing_out_forgets_everything(
    profile: Profile, hub: WireHub, capsys: pytest.CaptureFixture[str]
) -> None:
    vault = OpenVault()
    await sign_in(profile, vault, hub.url, EMAIL, PASSWORD)
    assert await sign_out(profile, vault) == 0
    assert "Signed out Meera." in capsys.readouterr().out
    assert vault.secrets == {}
    assert hub.refresh_tokens == {}
    assert await sign_out(profile, vault) == 0
    assert "Nobody was signed in." in capsys.readouterr().out


async def test_a_keyring_that_keeps_the_sign_in_back_is_said_and_asked_again(
    profile: Profile, hub: WireHub, capsys: pytest.CaptureFixture[str]
) -> None:
    vault, locked = OpenVault(), OpenVault("The keyring is locked. Unlock it to keep the sign-in.")
    await sign_in(profile, vault, hub.url, EMAIL, PASSWORD)
    assert await sign_out(profile, locked) == 1
    told = capsys.readouterr()
    assert "The keyring is locked. Unlock it" in told.err
    assert "Signed out" not in told.out
    assert hub.refresh_tokens
    assert await sign_out(profile, vault) == 0
    assert vault.secrets == {}
    assert hub.refresh_tokens == {}


async def test_signing_out_does_not_need_the_server(profile: Profile, hub: WireHub) -> None:
    vault = OpenVault()
    async with signed_in(profile.folder, hub.url) as told:
        vault.secrets.update(told.vault.secrets)
        await hub.emit(hub.hub.commit(a_booking()))
        await until(lambda: told.about)
    await hub.stop()
    assert await sign_out(profile, vault) == 0
    assert b"Asha" not in profile.store.read_bytes()
