"""What must hold after every fault: hub and desk have the same bookings, each told once."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Sequence
from http import HTTPStatus
from pathlib import Path
from typing import Any

import msgspec

from app.contract.events import DURABLE_EVENTS
from app.contract.models import Booking
from app.core.alerts import BY_EVENT, alert_id
from app.core.changes import Alert, Telling
from tests.hub.people import Library
from tests.hub.process import data_of

PAGE = 500
NEVER_TOLD = frozenset({Telling.SILENT})


class Committed(msgspec.Struct, frozen=True, kw_only=True):
    """What a hub has of a library: `alerts` are the ids that its events lead to, in order."""

    epoch: str
    head: int
    rows: dict[str, Booking]
    alerts: tuple[str, ...]


class Held(msgspec.Struct, frozen=True, kw_only=True):
    """What a desk's file has of a library; the ledger without its summaries, in order.

    `behind` leads from a summary to the alerts that it stands for.
    """

    epoch: str
    position: int
    rows: dict[str, Booking]
    alerts: tuple[str, ...]
    rang: frozenset[str]
    behind: dict[str, tuple[str, ...]]


def committed(library: Library, since: int) -> Committed:
    """What the hub has; alerts only of the events after position `since`."""
    events: list[dict[str, Any]] = []
    page: dict[str, Any] = {"next": since, "head": -1}
    while page["next"] != page["head"]:
        path = f"/api/streams/{library.stream}/events"
        answer = library.owner.get(path, after=page["next"], limit=PAGE)
        if answer.status_code == HTTPStatus.GONE:
            page["next"] = answer.json()["error"]["details"]["oldest"]
            continue
        page = data_of(answer)
        events += page["events"]
    rows: dict[str, Booking] = {}
    cursor: dict[str, str] = {}
    while True:
        found = data_of(
            library.owner.get("/api/bookings", libraryId=library.id, limit=PAGE, **cursor)
        )
        for row in msgspec.convert(found["items"], list[Booking]):
            rows[row.id] = row
        if found["nextCursor"] is None:
            break
        cursor = {"cursor": found["nextCursor"]}
    alerts = tuple(_alerts(events))
    return Committed(epoch=page["epoch"], head=page["head"], rows=rows, alerts=alerts)


def _alerts(events: Sequence[dict[str, Any]]) -> Iterator[str]:
    """The alerts that the events lead to; what has no sense leads to none."""
    for event in events:
        kind = BY_EVENT.get(event["event"])
        if kind is None and event["event"] not in DURABLE_EVENTS:
            # What nobody here knows is told in its own words.
            yield f"event:{event['eventId']}"
            continue
        with contextlib.suppress(msgspec.ValidationError):
            booking = msgspec.convert(event["payload"], Booking)
            if kind is not None:
                yield alert_id(kind, booking)


def cursors(store: Path) -> dict[str, tuple[str, int]]:
    """Where each stream of a desk stands: epoch and position."""
    with contextlib.closing(opened(store)) as file:
        found = file.execute("SELECT stream, epoch, position FROM cursors").fetchall()
    return {stream: (epoch, position) for stream, epoch, position in found}


def held(store: Path, library: Library) -> Held:
    """What the desk has in its file, read from outside."""
    with contextlib.closing(opened(store)) as file:
        epoch, position = file.execute(
            "SELECT epoch, position FROM cursors WHERE stream = ?", (library.stream,)
        ).fetchone()
        rows = file.execute("SELECT data FROM bookings WHERE library_id = ?", (library.id,))
        bookings = [msgspec.json.decode(data, type=Booking) for (data,) in rows]
        lines = file.execute(
            "SELECT id, rings, state, summary_id FROM ledger"
            " WHERE library_id = ? AND kind != 'summary' ORDER BY row",
            (library.id,),
        ).fetchall()
    behind: dict[str, tuple[str, ...]] = {}
    for alert, _, _, summary in lines:
        if summary is not None:
            behind[summary] = (*behind.get(summary, ()), alert)
    return Held(
        epoch=epoch,
        position=position,
        rows={booking.id: booking for booking in bookings},
        alerts=tuple(line[0] for line in lines),
        rang=frozenset(line[0] for line in lines if line[1] and line[2] not in NEVER_TOLD),
        behind=behind,
    )


def told(life: Sequence[Alert], desk: Held) -> list[str]:
    """The ids of what a desk told in one life, those behind a summary in its place."""
    ids: list[str] = []
    for alert in life:
        if not alert.summary and not alert.library_id:
            # A hint of no library: it is in no stream.
            continue
        ids += desk.behind.get(alert.id, ()) if alert.summary else (alert.id,)
    return ids


def hold(
    hub: Committed,
    desk: Held,
    lives: Sequence[Sequence[Alert]],
    recorded: Sequence[str] | None = None,
) -> None:
    """Fail unless everything holds that must hold always.

    Args:
        hub: what was committed since the desk first was in step.
        desk: what it has now.
        lives: what it told, from each start to the next end.
        recorded: the alerts that must be in the ledger, where the hub's events do not say so.
    """
    one_set(hub, desk, recorded)
    everything: set[str] = set()
    for life in lives:
        ids = told(life, desk)
        assert len(ids) == len(set(ids)), "told twice in one life"
        assert ids == sorted(ids, key=desk.alerts.index), "told out of order"
        everything |= set(ids)
    assert everything == desk.rang, "what rings is told, and nothing else"


def one_set(hub: Committed, desk: Held, recorded: Sequence[str] | None = None) -> None:
    """Fail unless hub and desk have the same bookings, and each alert is recorded once."""
    assert (desk.epoch, desk.position) == (hub.epoch, hub.head)
    assert desk.rows == hub.rows
    if recorded is None:
        assert desk.alerts == hub.alerts, "each alert recorded once, in order"
    else:
        assert sorted(desk.alerts) == sorted(recorded), "each alert recorded once"


def opened(store: Path) -> sqlite3.Connection:
    """A connection that only reads."""
    return sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)
