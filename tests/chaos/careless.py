"""A desk that lacks catch-up or dedupe, made of the product's parts: the soak must notice it.

`python -m tests.chaos.careless catch-up|dedupe --profile DIR watch …` takes the options of the
product's `watch --json` and prints the same lines.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
import sqlite3
import sys
from collections.abc import Callable, Coroutine, Iterable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.contract.errors import StudySpotError
from app.contract.events import LIBRARY, StreamEvent, StreamHead
from app.core.account import Account
from app.core.api import Api
from app.core.batch import Cursor, Origin
from app.core.calls import Calls, EventPage, RawSnapshot
from app.core.changes import Alert, Changes, Moment
from app.core.clock import SystemClock
from app.core.feed import Feed
from app.core.link import Link
from app.core.memory_vault import MemoryVault
from app.core.news import News, of_live, of_page, of_snapshot
from app.core.profile import Profile
from app.core.settings import make_folder
from app.core.store import Store

GUARD = "id TEXT NOT NULL UNIQUE"


class Forgetful:
    """The hub as a desk without catch-up asks it: what was missed is passed over."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls

    def server_now(self) -> datetime:
        return self._calls.server_now()

    async def streams(self) -> tuple[StreamHead, ...]:
        return await self._calls.streams()

    async def events(self, stream: str, after: int, epoch: str) -> EventPage:
        """No events, and the position after all there are."""
        page = await self._calls.events(stream, after, epoch)
        return msgspec.structs.replace(page, events=(), next=page.head)

    async def snapshot(self, library_id: str) -> RawSnapshot:
        return await self._calls.snapshot(library_id)


class Trusting:
    """Follows without dedupe: takes what comes, and at each connection what its last page left.

    Live events do not move the cursor, so the pages bring them again.
    """

    def __init__(self, store: Store, calls: Calls, on_changes: Callable[[Changes], None]) -> None:
        self._store, self._calls, self._on_changes = store, calls, on_changes
        self._fetching: asyncio.Task[None] | None = None

    def connected(self, heads: Iterable[StreamHead]) -> None:
        streams = [head.stream for head in heads if head.stream.startswith(LIBRARY)]
        self._fetching = asyncio.create_task(self._fetch(streams))

    def away(self) -> None:
        if self._fetching is not None:
            self._fetching.cancel()

    async def close(self) -> None:
        """End what is under way."""
        self.away()
        if self._fetching is not None:
            await asyncio.gather(self._fetching, return_exceptions=True)

    def live(self, name: str, arguments: tuple[Any, ...]) -> None:
        event: StreamEvent | None = of_live(name, arguments)
        if event is None or not event.stream.startswith(LIBRARY):
            return
        news = News()
        news.add(event)
        cursor = Cursor(event.stream, event.epoch, event.position)
        batch = news.batch(Origin.LIVE, cursor)
        self._on_changes(self._store.apply(msgspec.structs.replace(batch, cursor=None)))

    async def _fetch(self, streams: Iterable[str]) -> None:
        for stream in streams:
            cursor = self._store.cursor(stream)
            if cursor is None or cursor.awaited:
                snapshot = await self._calls.snapshot(stream.removeprefix(LIBRARY))
                taken = Cursor(stream, snapshot.epoch, snapshot.position)
                now = self._calls.server_now()
                self._on_changes(self._store.apply(of_snapshot(snapshot, taken, now)))
                continue
            while True:
                page = await self._calls.events(stream, cursor.position, cursor.epoch)
                cursor = Cursor(stream, page.epoch, page.next)
                self._on_changes(self._store.apply(of_page(page.events, cursor)))
                if page.next >= page.head:
                    break
            self._on_changes(self._store.settle(stream, self._calls.server_now()))


def drop_guard(path: Path) -> None:
    """Take away the ledger's own guard against a second line for one alert."""
    with closing(sqlite3.connect(path)) as database:
        made = [
            sql
            for (sql,) in database.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = 'ledger' AND sql IS NOT NULL"
                " ORDER BY type DESC"
            )
        ]
        if GUARD in made[0]:
            made[0] = made[0].replace(GUARD, "id TEXT NOT NULL")
            database.executescript(f"BEGIN; DROP TABLE ledger; {'; '.join(made)}; COMMIT;")


async def watch(without: str, profile: Profile, server: str, email: str, password: str) -> None:
    """Print alerts until asked to end."""
    clock = SystemClock()
    make_folder(profile)
    Store(profile.store, clock).close()
    if without == "dedupe":
        drop_guard(profile.store)
    store = Store(profile.store, clock)
    api = Api(server, clock)
    account = Account(api, MemoryVault(), "token", clock)
    alerts: asyncio.Queue[Alert] = asyncio.Queue()

    def publish(changes: Changes) -> None:
        for alert in changes.alerts:
            alerts.put_nowait(alert)

    calls = Calls(account)
    feed = Feed(store, Forgetful(calls), publish, lambda: None, lambda: None)
    trusting = Trusting(store, calls, publish)
    try:
        user = await account.sign_in(email, password)
        print(f"Connecting to {server}.", file=sys.stderr, flush=True)
        link = Link(
            account,
            clock,
            user=lambda: user,
            follows=lambda _basic: trusting if without == "dedupe" else feed,
            on_status=lambda _status: None,
        )
        running = asyncio.create_task(link.run())
        publish(store.untold())
        try:
            while True:
                alert = await alerts.get()
                print(msgspec.json.encode(alert).decode(), flush=True)
                store.notices.mark(alert.id, Moment.SHOWN)
        finally:
            running.cancel()
            await asyncio.gather(running, return_exceptions=True)
    finally:
        await feed.close()
        await trusting.close()
        await api.close()
        store.close()


async def _until_terminated(work: Coroutine[Any, Any, None]) -> int:
    task = asyncio.create_task(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return 0


def main() -> int:
    """Run; 1, with a line saying why, when the sign-in fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("without", choices=("catch-up", "dedupe"))
    parser.add_argument("--profile", type=Path)
    parser.add_argument("--server")
    parser.add_argument("--email")
    chosen, _ = parser.parse_known_args()
    password = sys.stdin.readline().rstrip("\n")
    profile = Profile(chosen.profile)
    work = watch(chosen.without, profile, chosen.server, chosen.email, password)
    try:
        return asyncio.run(_until_terminated(work))
    except StudySpotError as error:
        print(f"studyspot-desk: {error.message}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
