"""A desk's file full of what exists only there, and ways to damage it."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from app.core.changes import Moment
from app.core.commands import Cancel, CheckIn, Command, WalkIn
from app.core.store import Store
from tests.core.fake_hub import FakeHub
from tests.core.made import NOON, STREAM, ManualClock, a_booking, live, snapshot, told
from tests.core.test_outbox import WALK_IN

ROWS = 40


def lived_in(path: Path, hub: FakeHub) -> Store:
    """A store in step with `hub` until NOON, with alerts that were told, and three commands."""
    store = Store(path, ManualClock())
    store.apply(snapshot(0))
    store.settle(STREAM, NOON)
    for number in range(ROWS):
        # Made before NOON, so that only the ledger knows that they were told.
        booking = a_booking(f"b{number}", created_at=NOON - timedelta(hours=1))
        event = hub.commit(booking)
        changes = store.apply(live(event.position, told(booking)))
        for alert in changes.alerts:
            store.notices.mark(alert.id, Moment.SHOWN)
    store.notices.seen(["b0"])
    store.settle(STREAM, NOON + timedelta(minutes=1))
    for key, what in (
        ("k1", CheckIn(booking_id="b1")),
        ("k2", WalkIn(request=WALK_IN)),
        ("k3", Cancel(booking_id="b3", reason="ill")),
    ):
        store.queue(Command(key=key, what=what))
    return store


class Files(dict[str, bytes]):
    """Files by name; told in a word, because they are long."""

    def __repr__(self) -> str:
        return f"files {', '.join(self)}"


def files(path: Path) -> Files:
    """The file and its log as they lie on the disk now, as a crash would leave them."""
    found = (path, path.with_name(path.name + "-wal"))
    return Files({each.name: each.read_bytes() for each in found if each.exists()})


def lay(folder: Path, content: Mapping[str, bytes]) -> Path:
    """Put files into an empty folder; the path of the store among them."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).write_bytes(data)
    return folder / "desk.sqlite3"


def flipped(data: bytes, seed: int, count: int) -> bytes:
    """Some bytes of `data` become others."""
    chance, changed = random.Random(seed), bytearray(data)  # noqa: S311 - repeatable damage
    for _ in range(count):
        changed[chance.randrange(len(changed))] ^= chance.randrange(1, 256)
    return bytes(changed)


def asides(path: Path) -> list[Path]:
    """The files that were set aside, without their logs."""
    return sorted(each for each in path.parent.glob("*.aside-*") if not each.name.endswith("-wal"))
