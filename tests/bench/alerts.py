"""Alerts under load: with many rules and notices, many at once, and the page that lists them."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from app.core.batch import Batch, Cursor, Origin, Told
from app.core.catalogue import ours
from app.core.clock import SystemClock
from app.core.rules import AlertRules, Rule
from app.core.store import Store
from tests.bench.report import Row
from tests.rig.session import DesktopSession
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY, STREAM

KEPT, RULES = 10_000, 100
_COPIES = """
WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?)
INSERT INTO ledger (id, kind, library_id, stream, booking_id, data, at, received_at, rings, state,
                    why, search, shown_at, sounded_at, acknowledged_at, shared_at)
SELECT id || ':' || n, kind, library_id, stream, booking_id, data, at, received_at, rings, 'due',
       why, search, received_at, received_at, received_at, received_at
FROM numbers, (SELECT * FROM ledger WHERE rings = 1 LIMIT 1)
"""


def weigh_down(profile: Path) -> None:
    """Give a desk that has rung once before many rules, and the notices of a long time."""
    path = profile / "settings.json"
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    kinds = ["", *ours().entries]
    rules = tuple(
        Rule(
            kind=kinds[number % len(kinds)], library_id=f"library-{number // len(kinds)}", volume=90
        )
        for number in range(RULES)
    )
    kept["alerts"] = msgspec.to_builtins(AlertRules(rules=rules))
    kept["notices"] = {"count": 2 * KEPT, "days": 90}
    path.write_text(json.dumps(kept), encoding="utf-8")
    with closing(sqlite3.connect(profile / "desk.sqlite3")) as store, store:
        store.execute(_COPIES, (KEPT,))


def fill(path: Path, count: int) -> None:
    """A copy in which so many notices have rung."""
    now = datetime.now(UTC)
    store = Store(path, SystemClock())
    first = Cursor(STREAM, "epoch", 0)
    store.apply(
        Batch(origin=Origin.SNAPSHOT, cursor=first, library_id=LIBRARY.id, libraries=(LIBRARY,))
    )
    store.settle(STREAM, now)
    for start in range(0, count, 500):
        made = [a_booking(number) for number in range(start, min(start + 500, count))]
        told = tuple(Told(booking=each, at=now, event="booking:created") for each in made)
        cursor = Cursor(STREAM, "epoch", start + 500)
        store.apply(Batch(origin=Origin.LIVE, cursor=cursor, bookings=told))
    store.close()


def page(session: DesktopSession, folder: Path) -> list[Row]:
    """The page of notices over many of them, beside the same page over a few."""
    taken = {}
    for count in (KEPT, 20):
        place = folder / f"notices {count}"
        place.mkdir()
        fill(place / "desk.sqlite3", count)
        done = session.run(sys.executable, "-m", "tests.bench.notices_window", str(place))
        taken[count] = float(json.loads(done.stdout.strip().splitlines()[-1]))
    return [
        Row(
            f"{KEPT:,} notices: the page opened to notices painted",
            taken[KEPT],
            "ms",
            taken[20],
            "20 notices",
            aim=2,
        )
    ]
