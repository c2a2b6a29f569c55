"""The ledger: each alert recorded once, with the times at which it was told and seen."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

from app.contract.models import Booking, Library
from app.core import alerts, wording
from app.core.changes import Alert, AlertKind, AlertRecord, Moment
from app.core.rows import instant, micros

_decode = msgspec.json.Decoder(Booking).decode
_decode_alert = msgspec.json.Decoder(Alert).decode
_encode = msgspec.json.Encoder().encode

_STEPS = (AlertKind.CANCELLED, AlertKind.CHECKIN, AlertKind.CHECKOUT)
_SELECT = (
    "SELECT id, kind, data, at, received_at, state, shown_at, sounded_at, clicked_at,"
    " acknowledged_at FROM ledger"
)
_UNREAD = f"rings = 1 AND acknowledged_at IS NULL AND kind != '{AlertKind.SUMMARY}'"
_GATHERED = "state = ? AND stream = ? AND shown_at IS NULL AND acknowledged_at IS NULL"
_WAY = ", ".join(f"'{kind}'" for kind in _STEPS)
_CHUNK = 500
_RECORD = (
    "INSERT OR IGNORE INTO ledger (id, kind, library_id, stream, booking_id, data, at,"
    " received_at, rings, state) VALUES"
)
_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS_OF = 1000
"""So many lines are looked through for what a word has meant."""

_NOTHING_BEHIND = (
    "NOT EXISTS (SELECT 1 FROM ledger AS behind"
    " WHERE behind.summary_id = ledger.id AND behind.acknowledged_at IS NULL)"
)


class Telling(StrEnum):
    """What becomes of a line.

    DUE: to be told by itself. GATHERED: waits until its stream is in step. BEHIND: a summary
    speaks for it. SILENT: is not told.
    """

    DUE = "due"
    GATHERED = "gathered"
    BEHIND = "behind"
    SILENT = "silent"


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line to record; `rings` says whether it counts as unread until acknowledged."""

    kind: AlertKind
    booking: Booking
    stream: str
    at: datetime
    rings: bool
    state: Telling


class Ledger:
    """The ledger's table, within transactions that the store begins and ends.

    `library_of` gives what is known of a library, for the words of an alert.
    """

    def __init__(
        self, connection: sqlite3.Connection, library_of: Callable[[str], Library]
    ) -> None:
        self._connection = connection
        self._library_of = library_of

    def record(self, lines: Iterable[Line], now: datetime) -> list[Line]:
        """Write lines; those that are new, because an alert that is in the ledger stays."""
        keyed = [(alerts.alert_id(line.kind, line.booking), line) for line in lines]
        by_id = dict(reversed(keyed))
        recorded: list[Line] = []
        for start in range(0, len(keyed), _CHUNK):
            part = keyed[start : start + _CHUNK]
            found = self._connection.execute(
                f"{_RECORD} {','.join([_VALUES] * len(part))} RETURNING id",
                [
                    value
                    for alert_id, line in part
                    for value in (
                        alert_id,
                        line.kind,
                        line.booking.library_id,
                        line.stream,
                        line.booking.id,
                        _encode(line.booking),
                        micros(line.at),
                        micros(now),
                        line.rings,
                        line.state,
                    )
                ],
            )
            recorded += [by_id[alert_id] for (alert_id,) in found]
        return recorded

    def was_told(self, kind: AlertKind, booking_id: str) -> bool:
        """Whether a booking has a line of this kind, of whatever version."""
        found = self._connection.execute(
            "SELECT 1 FROM ledger WHERE booking_id = ? AND kind = ? LIMIT 1",
            (booking_id, kind),
        )
        return found.fetchone() is not None

    def told_last(self, booking_id: str) -> AlertKind | None:
        """What was last told of a booking's way, its edits apart; None when nothing was."""
        found = self._connection.execute(
            f"SELECT kind FROM ledger WHERE booking_id = ? AND kind IN ({_WAY})"  # noqa: S608 - constants
            " ORDER BY row DESC LIMIT 1",
            (booking_id,),
        ).fetchone()
        return AlertKind(found[0]) if found else None

    def meaning(self, word: str) -> AlertKind | None:
        """What a backend's own word for a state has meant each time it was told, if always one."""
        found = self._connection.execute(
            "SELECT DISTINCT kind FROM (SELECT kind, data FROM ledger"  # noqa: S608 - constants
            f" WHERE kind IN ({_WAY}) ORDER BY row DESC LIMIT ?)"
            " WHERE json_extract(CAST(data AS TEXT), '$.status') = ?",
            (_WORDS_OF, word),
        ).fetchall()
        return AlertKind(found[0][0]) if len(found) == 1 else None

    def alert(self, line: Line, now: datetime) -> Alert:
        """The alert of a line just recorded."""
        return alerts.alert(
            line.kind,
            line.booking,
            library=self._library_of(line.booking.library_id),
            at=line.at,
            received_at=now,
            now=now,
        )

    def settle(self, stream: str, now: datetime, *, quiet: bool) -> list[Alert]:
        """Decide on what was gathered of a stream: what to tell for it.

        A few are told one by one, more become one summary for each library; in quiet nothing
        is told.
        """
        found = self._connection.execute(
            f"SELECT id, kind, booking_id, at, library_id FROM ledger"  # noqa: S608 - constants
            f" WHERE {_GATHERED} ORDER BY row",
            (Telling.GATHERED, stream),
        ).fetchall()
        if quiet or not found:
            self._become(stream, Telling.SILENT)
            return []
        if len(found) <= alerts.ONE_BY_ONE:
            told = [self._stored(line[0], now) for line in found]
            self._become(stream, Telling.DUE)
            return told
        told = []
        for library_id in dict.fromkeys(line[4] for line in found):
            lines = [line for line in found if line[4] == library_id]
            if len(lines) > 1:
                told.append(self._summarise(library_id, stream, lines, now))
                continue
            # A stream over several libraries: nothing is to be summed up of this one.
            told.append(self._stored(lines[0][0], now))
            self._connection.execute(
                "UPDATE ledger SET state = ? WHERE id = ?", (Telling.DUE, lines[0][0])
            )
        return told

    def gathered_before(self, moment: datetime) -> list[str]:
        """The streams of which something has been waiting to be told since before `moment`."""
        found: Iterable[tuple[str]] = self._connection.execute(
            "SELECT DISTINCT stream FROM ledger WHERE state = ? AND shown_at IS NULL"
            " AND acknowledged_at IS NULL AND received_at <= ?",
            (Telling.GATHERED, micros(moment)),
        )
        return [stream for (stream,) in found]

    def untold(self, now: datetime, *, quiet: bool) -> list[Alert]:
        """What was due but never shown, because the program ended in between.

        When that is many, they wait for their stream to be in step and share its summary, also
        with what a summary after them was to tell: it would be told before them.
        """
        if quiet:
            self._all_become(Telling.SILENT)
            return []
        due = "state = ? AND shown_at IS NULL AND acknowledged_at IS NULL"
        if len(self._ids(f"{due} AND kind != 'summary'", Telling.DUE)) > alerts.ONE_BY_ONE:
            self._all_become(Telling.GATHERED)
            self._take_apart(self._ids(due, Telling.DUE))
        return [self._stored(each, now) for each in self._ids(due, Telling.DUE)]

    def mark(self, alert_id: str, moment: Moment, now: datetime) -> None:
        """Write the time of a station; the first time counts. Unknown ids change nothing."""
        column = {
            Moment.SHOWN: "shown_at",
            Moment.SOUNDED: "sounded_at",
            Moment.CLICKED: "clicked_at",
            Moment.ACKNOWLEDGED: "acknowledged_at",
        }[moment]
        which, values = "id = ?", [alert_id]
        if moment is Moment.ACKNOWLEDGED:
            which, values = "(id = ? OR summary_id = ?)", [alert_id, alert_id]
        self._connection.execute(
            f"UPDATE ledger SET {column} = ? WHERE {which} AND {column} IS NULL",  # noqa: S608 - constants
            (micros(now), *values),
        )

    def bookings_of(self, alert_id: str) -> list[str]:
        """The bookings that an alert speaks of."""
        return self._ids("id = ? OR summary_id = ?", alert_id, alert_id, column="booking_id")

    def acknowledge(self, booking_ids: Sequence[str] | None, now: datetime) -> None:
        """Acknowledge the alerts of these bookings, or all."""
        update = "UPDATE ledger SET acknowledged_at = ? WHERE acknowledged_at IS NULL AND rings = 1"
        if booking_ids is None:
            self._connection.execute(update, (micros(now),))
            return
        self._connection.executemany(
            f"{update} AND booking_id = ?", ((micros(now), each) for each in booking_ids)
        )
        self._connection.execute(
            f"{update} AND kind = ? AND {_NOTHING_BEHIND}", (micros(now), AlertKind.SUMMARY)
        )

    def unread(self) -> int:
        """How many alerts rang that nobody has acknowledged."""
        (count,) = self._connection.execute(
            f"SELECT count(*) FROM ledger WHERE {_UNREAD}"  # noqa: S608 - constants
        ).fetchone()
        return int(count)

    def unread_bookings(self) -> list[str]:
        """The bookings with such alerts."""
        return list(dict.fromkeys(self._ids(_UNREAD, column="booking_id")))

    def newest(self, limit: int, now: datetime) -> list[AlertRecord]:
        """The newest ringing lines, newest first; summaries are left out, their lines not."""
        found = self._connection.execute(
            f"{_SELECT} WHERE rings = 1 AND kind != ? ORDER BY row DESC LIMIT ?",
            (AlertKind.SUMMARY, limit),
        )
        return [self._record_of(stored, now) for stored in found]

    def _become(self, stream: str, state: Telling) -> None:
        self._connection.execute(
            "UPDATE ledger SET state = ? WHERE state = ? AND stream = ?",
            (state, Telling.GATHERED, stream),
        )

    def _all_become(self, state: Telling) -> None:
        self._connection.execute(
            "UPDATE ledger SET state = ? WHERE state = ? AND shown_at IS NULL AND kind != ?",
            (state, Telling.DUE, AlertKind.SUMMARY),
        )

    def _take_apart(self, summaries: Iterable[str]) -> None:
        """Gather again what these summaries speak for, and have them no more."""
        for each in summaries:
            self._connection.execute(
                "UPDATE ledger SET summary_id = NULL, state = ? WHERE summary_id = ?",
                (Telling.GATHERED, each),
            )
            self._connection.execute("DELETE FROM ledger WHERE id = ?", (each,))

    def _summarise(
        self, library_id: str, stream: str, lines: Sequence[Any], now: datetime
    ) -> Alert:
        newest = max(line[3] for line in lines)
        alert = alerts.summary(
            f"summary:{uuid.uuid4().hex}",
            library_id,
            [(kind, booking_id) for _, kind, booking_id, *_ in lines],
            [
                (AlertKind(kind), self._booking_of(id_))
                for id_, kind, *_ in lines[: wording.LINES_TOLD]
            ],
            library=self._library_of(library_id),
            at=instant(newest),
            received_at=now,
        )
        self._connection.execute(
            "INSERT INTO ledger (id, kind, library_id, stream, data, at, received_at, rings,"
            " state) VALUES (?, ?, ?, ?, ?, ?, ?, 1, ?)",
            (
                alert.id,
                alert.kind,
                library_id,
                stream,
                _encode(alert),
                newest,
                micros(now),
                Telling.DUE,
            ),
        )
        self._connection.execute(
            f"UPDATE ledger SET summary_id = ?, state = ? WHERE {_GATHERED} AND library_id = ?",  # noqa: S608 - constants
            (alert.id, Telling.BEHIND, Telling.GATHERED, stream, library_id),
        )
        return alert

    def _booking_of(self, alert_id: str) -> Booking:
        found = self._connection.execute("SELECT data FROM ledger WHERE id = ?", (alert_id,))
        return _decode(found.fetchone()[0])

    def _stored(self, alert_id: str, now: datetime) -> Alert:
        stored = self._connection.execute(f"{_SELECT} WHERE id = ?", (alert_id,)).fetchone()
        return self._record_of(stored, now).alert

    def _record_of(self, stored: Sequence[Any], now: datetime) -> AlertRecord:
        _, kind, data, at, received_at, state, *moments = stored
        if kind == AlertKind.SUMMARY:
            alert = _decode_alert(data)
        else:
            booking = _decode(data)
            alert = alerts.alert(
                AlertKind(kind),
                booking,
                library=self._library_of(booking.library_id),
                at=instant(at),
                received_at=instant(received_at),
                now=now,
            )
        shown, sounded, clicked, acknowledged = (
            None if moment is None else instant(moment) for moment in moments
        )
        return AlertRecord(
            alert=alert,
            shown_at=shown,
            sounded_at=sounded,
            clicked_at=clicked,
            acknowledged_at=acknowledged,
            silent=state in {Telling.BEHIND, Telling.SILENT},
        )

    def _ids(self, where: str, *values: object, column: str = "id") -> list[str]:
        found: Iterable[tuple[str | None]] = self._connection.execute(
            f"SELECT {column} FROM ledger WHERE {where} ORDER BY row",  # noqa: S608 - constants
            values,
        )
        return [each for (each,) in found if each is not None]
