"""How fast the core is: back in step after an absence, after a hub's restart, and at rest."""

from __future__ import annotations

import asyncio
import contextlib
import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from app.core.status import LinkState
from tests.bench.load import book_many
from tests.bench.measure import cpu_seconds
from tests.bench.report import Row
from tests.core.desks import OpenVault, Told
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.hub.people import Library, new_owner
from tests.hub.process import PASSWORD, HubProcess, bearer, data_of

PAGE = 500
LONG_S = 180.0
EVENTS_PER_S = 50
_LIVE = b"Live."


@contextmanager
def _hub(data: Path, seats: int) -> Iterator[tuple[HubProcess, Library]]:
    process = HubProcess(data)
    process.start()
    library = new_owner(data, process.url, seats=seats)
    try:
        yield process, library
    finally:
        library.owner.close()
        process.stop()


def catch_up(folder: Path, events: int) -> list[Row]:
    """From the network's return to in step, beside a bare download and insert of the same."""
    with _hub(folder / "catch-up-hub", 100) as (hub, library):
        ours, bare = asyncio.run(_back_in_step(folder, hub, library, events))
    return [
        Row(
            f"network back to in step, {events:,} missed events",
            ours,
            "s",
            bare,
            "bare download and insert",
            aim=2,
        )
    ]


async def _back_in_step(
    folder: Path, hub: HubProcess, library: Library, events: int
) -> tuple[float, float]:
    proxy = Proxy(hub.url)
    await proxy.start()
    told = Told(folder / "catch-up-desk", OpenVault())
    await told.desk.start()
    try:
        address = library.owner.sign_in["user"]["email"]
        await told.desk.sign_in(proxy.url, address, PASSWORD)
        await told.becomes(LinkState.LIVE)
        await proxy.refuse()
        await told.becomes(LinkState.OFFLINE)
        first = len(library.events())
        await asyncio.to_thread(book_many, library, events)
        await proxy.start()
        began = time.monotonic()
        # As the system's word that the network is back does.
        await told.desk.retry()
        await told.becomes(LinkState.LIVE, limit_s=LONG_S)
        await until(lambda: told.alerts, LONG_S)
        ours = time.monotonic() - began
        assert len(told.alerts[-1].booking_ids or ()) == events
        bare = await _bare(folder / "bare.sqlite3", proxy.url, library, first)
    finally:
        await told.desk.stop()
        await proxy.close()
    return ours, bare


async def _bare(path: Path, url: str, library: Library, after: int) -> float:
    """Seconds to fetch the same pages and write their events into a plain table."""
    began = time.monotonic()
    with contextlib.closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode = WAL")
        database.execute("CREATE TABLE events (position INTEGER PRIMARY KEY, data BLOB)")
        headers = bearer(library.owner.sign_in)
        async with httpx.AsyncClient(base_url=url, headers=headers, timeout=60) as client:
            while True:
                answer = await client.get(
                    f"/api/streams/{library.stream}/events",
                    params={"after": after, "limit": PAGE},
                )
                page = data_of(answer)
                with database:
                    database.executemany(
                        "INSERT INTO events VALUES (?, ?)",
                        ((event["position"], json.dumps(event)) for event in page["events"]),
                    )
                after = page["next"]
                if after >= page["head"]:
                    return time.monotonic() - began


def restart(folder: Path, clients: int) -> list[Row]:
    """From a hub's restart until all its clients are live again."""
    with _hub(folder / "restart-hub", 2) as (hub, library):
        address = library.owner.sign_in["user"]["email"]
        command = (sys.executable, "-m", "tests.bench.crowd", hub.url, address, f"{clients}")
        crowd = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert crowd.stdout is not None
        try:
            crowd.stdout.readline()
            hub.kill9()
            hub.start()
            began = time.time()
            told = json.loads(crowd.stdout.readline())
        finally:
            crowd.terminate()
            crowd.communicate(timeout=30)
    return [
        Row(
            f"hub restart to all of {clients} clients live",
            told["live"] - began,
            "s",
            aim=10,
            of_ratio=False,
        ),
        Row("most connection attempts in one second meanwhile", told["most"], "/s"),
    ]


def steady(folder: Path, seconds: float) -> list[Row]:
    """What `watch --json` costs while bookings change all the time."""
    with _hub(folder / "steady-hub", 2) as (hub, library):
        booking = library.book(library.owner)
        address = library.owner.sign_in["user"]["email"]
        process = subprocess.Popen(
            (
                *(sys.executable, "-m", "app", "--profile", str(folder / "steady"), "watch"),
                *("--json", "--server", hub.url, "--email", address, "--password-stdin"),
            ),
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        assert process.stdin is not None
        assert process.stderr is not None
        process.stdin.write(f"{PASSWORD}\n".encode())
        process.stdin.close()
        try:
            while not process.stderr.readline().startswith(_LIVE):
                assert process.poll() is None
            cpu, began = cpu_seconds(process.pid), time.monotonic()
            version, count = booking["version"], 0
            while (now := time.monotonic() - began) < seconds:
                if count > now * EVENTS_PER_S:
                    time.sleep(count / EVENTS_PER_S - now)
                body = {"version": version, "note": f"note {count}"}
                version = data_of(library.owner.put(f"/api/bookings/{booking['id']}", body))[
                    "version"
                ]
                count += 1
            took = time.monotonic() - began
            share = (cpu_seconds(process.pid) - cpu) / took
        finally:
            process.terminate()
            process.wait(10)
            process.stderr.close()
    rate = count / took
    return [Row(f"the core's share of one CPU at {rate:.0f} events a second", share * 100, "%")]
