"""What rang and what was kept silent: which notices there are, and the record of each."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.core import words
from app.core.changes import AlertRecord, Telling
from app.core.rows import instant, micros
from app.core.silence import Silence
from app.core.voice import Voice

SELECT = (
    "SELECT row, id, kind, data, library_id, booking_id, at, received_at, state, why,"
    " taken_by, shown_at, sounded_at, clicked_at, acknowledged_at FROM ledger"
)
NOTICES = "rings = 1 AND removed_at IS NULL"
"""The lines of the ledger that are notices; a summary is none, what it tells of is."""

UNREAD = f"{NOTICES} AND acknowledged_at IS NULL"


class NoticeFilter(msgspec.Struct, frozen=True, kw_only=True):
    """Which notices are wanted: of one library or all, of these kinds, unread, with this text.

    An empty set means no limit. Each word of `text` must begin one of the words that the
    booking is found by (see `words`).
    """

    library_id: str | None = None
    kinds: frozenset[str] = frozenset()
    unread: bool = False
    text: str = ""


class NoticeCounts(msgspec.Struct, frozen=True, kw_only=True):
    """How many notices there are of each kind that occurs, and how many of all are unread."""

    by_kind: dict[str, int]
    unread: int

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.by_kind.values())


class NoticeIndex(msgspec.Struct, frozen=True):
    """Which notices there are, newest first: their rowids, and when each was received.

    The times are microseconds since 1970; both are 64-bit arrays of one length.
    """

    rowids: array[int]
    received: array[int]


class Latencies(msgspec.Struct, frozen=True, kw_only=True):
    """How long alerts took from when they happened, in milliseconds: the median, and 99 in 100.

    Only of those that were told by themselves and shown; the hub's clock and this computer's are
    taken for the same.
    """

    count: int = 0
    received_p50_ms: float = 0.0
    received_p99_ms: float = 0.0
    shown_p50_ms: float = 0.0
    shown_p99_ms: float = 0.0


def latencies(connection: sqlite3.Connection, since: datetime) -> Latencies:
    """How long the alerts that happened since then took."""
    found = connection.execute(
        "SELECT received_at - at, shown_at - at FROM ledger WHERE rings = 1 AND state = ?"
        " AND shown_at IS NOT NULL AND at >= ?",
        (Telling.DUE, micros(since)),
    ).fetchall()
    if not found:
        return Latencies()
    received, shown = (sorted(each) for each in zip(*found, strict=True))
    return Latencies(
        count=len(found),
        received_p50_ms=_percentile(received, 50),
        received_p99_ms=_percentile(received, 99),
        shown_p50_ms=_percentile(shown, 50),
        shown_p99_ms=_percentile(shown, 99),
    )


def _percentile(ordered: Sequence[int], percent: int) -> float:
    """By the nearest rank; a clock that is behind makes less than nothing of it, told as 0."""
    rank = -(-len(ordered) * percent // 100)
    return max(0.0, ordered[rank - 1] / 1000)


def index(connection: sqlite3.Connection, wanted: NoticeFilter) -> NoticeIndex:
    """The notices that match."""
    where, values = _where(wanted)
    query = f"SELECT row, received_at FROM ledger WHERE {where} ORDER BY row DESC"  # noqa: S608 - constants
    found = connection.execute(query, values).fetchall()
    rowids, received = zip(*found, strict=True) if found else ((), ())
    return NoticeIndex(array("q", rowids), array("q", received))


def counts(connection: sqlite3.Connection, wanted: NoticeFilter) -> NoticeCounts:
    """The notices that match by kind, whatever kinds are wanted, and whether read or not."""
    every = msgspec.structs.replace(wanted, kinds=frozenset(), unread=False)
    where, values = _where(every)
    found = connection.execute(
        "SELECT kind, count(*), count(*) - count(acknowledged_at) FROM ledger"  # noqa: S608 - constants
        f" WHERE {where} GROUP BY kind",
        values,
    ).fetchall()
    return NoticeCounts(
        by_kind={kind: count for kind, count, _ in found},
        unread=sum(unread for _, _, unread in found),
    )


def record(stored: Sequence[Any], voice: Voice, now: datetime) -> AlertRecord:
    """A line that was selected by SELECT, worded as seen from `now`."""
    rowid, alert_id, kind, data, library_id, booking_id, at, received_at, state, *rest = stored
    alert = voice.alert(
        alert_id,
        kind,
        data,
        library_id=library_id,
        booking_id=booking_id,
        at=instant(at),
        received_at=instant(received_at),
        now=now,
    )
    why, taken_by, *moments = rest
    shown, sounded, clicked, acknowledged = (
        None if moment is None else instant(moment) for moment in moments
    )
    return AlertRecord(
        rowid=rowid,
        alert=alert,
        silent=None if why is None else Silence(why),
        summarised=state == Telling.BEHIND,
        shown_at=shown,
        sounded_at=sounded,
        clicked_at=clicked,
        acknowledged_at=acknowledged,
        taken_by=taken_by,
    )


def _where(wanted: NoticeFilter) -> tuple[str, list[str]]:
    parts, values = [UNREAD if wanted.unread else NOTICES], list[str]()
    if wanted.library_id is not None:
        parts.append("library_id = ?")
        values.append(wanted.library_id)
    if wanted.kinds:
        parts.append(f"kind IN ({','.join('?' * len(wanted.kinds))})")
        values += sorted(wanted.kinds)
    for word in words.typed(wanted.text):
        parts.append("instr(search, ?) > 0")
        values.append(f" {word}")
    return " AND ".join(parts), values
