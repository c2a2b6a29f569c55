"""The account at the end of a soak: what the hub committed, and what each desk holds and told.

It judges by the committed events alone and reads files and printed lines as they lie; the
product's own code for alerts has no say here.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from tests.chaos.desks import Gap, Life

TOLD = frozenset({"created", "cancelled", "checkin"})
"""What a person is told of; the rest is only recorded."""

NOT_GRANTED = frozenset({"declined", "expired"})
"""A change to one of these is told as a cancellation."""

MICROSECOND = 1e-6
STRAYS_SHOWN = 5


class Event(NamedTuple):
    """A committed event about a booking: its place, and the alert that must follow from it."""

    stream: str
    position: int
    alert: str
    booking: dict[str, Any]


class Line(NamedTuple):
    """A line of a desk's ledger; times in seconds since 1970."""

    row: int
    alert: str
    stream: str
    summary: str | None
    at: float
    received_at: float


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What one desk has of `committed` events.

    `held`: events whose booking it has in that version or a later one. `alerts`: those told.
    `lost`: events not held, alerts not recorded or not told, and bookings that differ from
    the hub's. `duplicated`: alerts recorded or told more than once, and bookings nobody made.
    `repeated`: alerts told again because a kill came between telling and writing that down.
    `blind_s`: the longest time from a commit to its arrival while the desk ran. `strays` says
    of the first that are out of order where they stand.
    """

    committed: int
    held: int
    alerts: int
    lost: int
    duplicated: int
    out_of_order: int
    repeated: int
    blind_s: float
    strays: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        """Whether nothing was lost, doubled or out of order."""
        return not (self.lost or self.duplicated or self.out_of_order)


def committed(hub: Path) -> list[Event]:
    """The events about bookings in the hub's database, stream by stream, in order."""
    with closing(_opened(hub)) as database:
        found = database.execute(
            "SELECT stream, position, event, payload FROM stream_events"
            " WHERE stream LIKE 'library:%' AND event LIKE 'booking:%' ORDER BY stream, position"
        ).fetchall()
    events = []
    for stream, position, name, payload in found:
        booking = json.loads(payload)
        word = name.removeprefix("booking:")
        if word == "updated" and booking["status"] in NOT_GRANTED:
            word = "cancelled"
        alert = f"{booking['id']}:{word}:{booking['version']}"
        events.append(Event(stream, position, alert, booking))
    return events


def reckon(events: Sequence[Event], store: Path, lives: Iterable[Life], gaps: list[Gap]) -> Verdict:
    """Compare what was committed with a desk's copy and ledger and with what it printed."""
    with closing(_opened(store)) as database:
        rows = [json.loads(data) for (data,) in database.execute("SELECT data FROM bookings")]
        ledger = [
            Line(row, alert, stream, summary, at * MICROSECOND, received_at * MICROSECOND)
            for row, alert, stream, summary, at, received_at in database.execute(
                "SELECT row, id, stream, summary_id, at, received_at FROM ledger"
                " WHERE kind != 'summary' ORDER BY row"
            )
        ]
    telling = _Telling(ledger, lives)
    wanted = {event.alert: event.position for event in events}
    disorder = _disorder(ledger, wanted)
    recorded = Counter(line.alert for line in ledger)
    ringing = {alert for alert in wanted if alert.split(":")[1] in TOLD}
    final = {event.booking["id"]: event.booking for event in events}
    bookings = {row["id"]: row for row in rows}
    versions = {key: row["version"] for key, row in bookings.items()}
    held = sum(versions.get(event.booking["id"], 0) >= event.booking["version"] for event in events)
    return Verdict(
        committed=len(events),
        held=held,
        alerts=len(ringing & telling.told.keys()),
        lost=len(events)
        - held
        + len(wanted.keys() - recorded.keys())
        + len(ringing - telling.told.keys())
        + sum(row != bookings.get(key, row) for key, row in final.items()),
        duplicated=sum(recorded.values())
        - len(wanted.keys() & recorded.keys())
        + len(rows)
        - len(final.keys() & bookings.keys())
        + telling.again
        + len(telling.told.keys() - ringing),
        out_of_order=len(disorder) + len(telling.strays),
        repeated=telling.repeated,
        blind_s=max((_blind(line, gaps) for line in ledger), default=0.0),
        strays=(*disorder[:STRAYS_SHOWN], *telling.strays[:STRAYS_SHOWN]),
    )


class _Telling:
    """What the printed lines told: how often each alert, and in which order.

    A line may come again only when it was the last one of a life that a kill ended.
    """

    def __init__(self, ledger: Sequence[Line], lives: Iterable[Life]) -> None:
        self.told: Counter[str] = Counter()
        self.again = self.repeated = 0
        self.strays: list[str] = []
        behind: dict[str, list[Line]] = {}
        for line in ledger:
            if line.summary is not None:
                behind.setdefault(line.summary, []).append(line)
        single = {line.alert: [line] for line in reversed(ledger)}
        last_of_killed: set[str] = set()
        for number, life in enumerate(lives, start=1):
            reached: dict[str, int] = {}
            told: list[Line] = []
            for printed in life.printed:
                alert = json.loads(printed)
                told = (
                    behind.get(alert["id"], []) if alert["summary"] else single.get(alert["id"], [])
                )
                for line in told:
                    if line.alert in self.told:
                        excused = line.alert in last_of_killed
                        last_of_killed.discard(line.alert)
                        self.repeated += excused
                        self.again += not excused
                    self.told[line.alert] += 1
                    if line.row < reached.get(line.stream, 0):
                        self.strays.append(
                            f"life {number} told {line.alert} of row {line.row}, by "
                            f"{alert['id']}, after row {reached[line.stream]}"
                        )
                    reached[line.stream] = max(line.row, reached.get(line.stream, 0))
            if life.killed:
                last_of_killed |= {line.alert for line in told}


def _disorder(ledger: Iterable[Line], positions: dict[str, int]) -> list[str]:
    """The lines that stand behind one of a later position of their stream."""
    reached: dict[str, int] = {}
    disorder: list[str] = []
    for line in ledger:
        position = positions.get(line.alert)
        if position is None:
            continue
        if position < reached.get(line.stream, 0):
            disorder.append(
                f"{line.alert} of position {position} stands in row {line.row}, behind position "
                f"{reached[line.stream]}"
            )
        reached[line.stream] = max(position, reached.get(line.stream, 0))
    return disorder


def _blind(line: Line, gaps: Iterable[Gap]) -> float:
    """Seconds from the commit to the arrival, without the time in which the desk did not run."""
    blind, since = 0.0, line.at
    for gap in sorted(gaps, key=lambda gap: gap.began):
        blind += max(0.0, min(gap.began, line.received_at) - since)
        since = max(since, min(gap.ended, line.received_at))
    return blind + line.received_at - since


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)
