"""The ledger: each alert recorded once, and what becomes of it: told, summed up or silent."""

from __future__ import annotations

import sqlite3
import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from app.contract.models import Booking
from app.core import alerts, notice_rows, wording, words
from app.core.changes import Alert, AlertKind, Telling
from app.core.hush import Silencing
from app.core.rows import instant, micros
from app.core.silence import Silence
from app.core.voice import Voice

_encode = msgspec.json.Encoder().encode

_STEPS = (AlertKind.CANCELLED, AlertKind.CHECKIN, AlertKind.CHECKOUT)
# What is only heard by its rule is told as well as what is shown.
_UNTOLD = (
    "shown_at IS NULL AND sounded_at IS NULL AND acknowledged_at IS NULL AND removed_at IS NULL"
)
_GATHERED = f"state = ? AND stream = ? AND {_UNTOLD}"
_WAY = ", ".join(f"'{kind}'" for kind in _STEPS)
_CHUNK = 500
_RECORD = (
    "INSERT OR IGNORE INTO ledger (id, kind, library_id, stream, booking_id, data, at,"
    " received_at, rings, state, why, search) VALUES"
)
_VALUES = "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
_WORDS_OF = 1000
"""So many lines are looked through for what a word has meant."""


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line to record; `rings` says whether it is a notice, unread until acknowledged.

    `data` is what it is worded of (see `voice`), `words` are what it is found by. `why` is set for
    one that is kept silent.
    """

    id: str
    kind: str
    library_id: str
    booking_id: str | None
    data: bytes
    words: str
    stream: str
    at: datetime
    rings: bool
    state: Telling
    why: Silence | None = None


def of_booking(kind: AlertKind, booking: Booking, **fields: Any) -> Line:
    """The line of what happened to a booking."""
    return Line(
        id=alerts.alert_id(kind, booking),
        kind=kind,
        library_id=booking.library_id,
        booking_id=booking.id,
        data=_encode(booking),
        words=words.of_booking(booking),
        **fields,
    )


class Ledger:
    """The ledger's table, within transactions that the store begins and ends."""

    def __init__(self, connection: sqlite3.Connection, voice: Voice) -> None:
        self._connection = connection
        self.voice = voice

    def record(self, lines: Iterable[Line], now: datetime) -> list[Line]:
        """Write lines; those that are new, because an alert that is in the ledger stays."""
        keyed = [(line.id, line) for line in lines]
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
                        line.library_id,
                        line.stream,
                        line.booking_id,
                        line.data,
                        micros(line.at),
                        micros(now),
                        line.rings,
                        line.state,
                        line.why,
                        line.words,
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
        return self.voice.alert(
            line.id,
            line.kind,
            line.data,
            library_id=line.library_id,
            booking_id=line.booking_id,
            at=line.at,
            received_at=now,
            now=now,
        )

    def settle(self, stream: str, now: datetime, silence: Silencing) -> list[Alert]:
        """Decide on what was gathered of a stream: what to tell for it.

        A few are told one by one, more become one summary for each library; what is to be silent
        is not told.
        """
        gathered = (Telling.GATHERED, stream)
        self._hush("state = ? AND stream = ?", silence, *gathered)
        found = self._connection.execute(
            f"SELECT id, kind, booking_id, at, library_id FROM ledger"  # noqa: S608 - constants
            f" WHERE {_GATHERED} ORDER BY row",
            gathered,
        ).fetchall()
        if len(found) > alerts.ONE_BY_ONE:
            told = self._summed_up(found, stream, now)
        else:
            told = [self._stored(line[0], now) for line in found]
        # Also what somebody has read meanwhile waits no longer.
        self._connection.execute(
            "UPDATE ledger SET state = ? WHERE state = ? AND stream = ?", (Telling.DUE, *gathered)
        )
        return told

    def _summed_up(self, found: Sequence[Any], stream: str, now: datetime) -> list[Alert]:
        """One summary for each library that has several of these lines."""
        told = []
        for library_id in dict.fromkeys(line[4] for line in found):
            lines = [line for line in found if line[4] == library_id]
            if len(lines) > 1:
                told.append(self._summarise(library_id, stream, lines, now))
                continue
            # A stream over several libraries: nothing is to be summed up of this one.
            told.append(self._stored(lines[0][0], now))
        return told

    def gathered_before(self, moment: datetime) -> list[str]:
        """The streams of which something has been waiting to be told since before `moment`."""
        found: Iterable[tuple[str]] = self._connection.execute(
            f"SELECT DISTINCT stream FROM ledger WHERE state = ? AND {_UNTOLD}"  # noqa: S608 - constants
            " AND received_at <= ?",
            (Telling.GATHERED, micros(moment)),
        )
        return [stream for (stream,) in found]

    def untold(self, now: datetime, silence: Silencing) -> list[Alert]:
        """What was due but never shown, because the program ended in between.

        When that is many, they wait for their stream to be in step and share its summary, also
        with what a summary after them was to tell: it would be told before them.
        """
        due = f"state = ? AND {_UNTOLD}"
        single = f"{due} AND kind != '{AlertKind.SUMMARY}'"
        self._hush(single, silence, Telling.DUE)
        if len(self._ids(single, Telling.DUE)) > alerts.ONE_BY_ONE:
            self._connection.execute(
                f"UPDATE ledger SET state = ? WHERE {single}",  # noqa: S608 - constants
                (Telling.GATHERED, Telling.DUE),
            )
            self._take_apart(self._ids(due, Telling.DUE))
        # A summary waits for the end of quiet: it tells of what rang before.
        hushed = silence(AlertKind.SUMMARY, "") is not None
        told = single if hushed else due
        return [self._stored(each, now) for each in self._ids(told, Telling.DUE)]

    def _hush(self, where: str, silence: Silencing, *values: object) -> None:
        """Let those of these lines be silent that are to be, and say why."""
        found = self._connection.execute(
            f"SELECT row, kind, library_id FROM ledger WHERE {where}",  # noqa: S608 - constants
            values,
        ).fetchall()
        whys = ((silence(kind, library_id), row) for row, kind, library_id in found)
        self._connection.executemany(
            "UPDATE ledger SET state = ?, why = ? WHERE row = ?",
            ((Telling.SILENT, why, row) for why, row in whys if why is not None),
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
        alert = self.voice.summary(
            f"summary:{uuid.uuid4().hex}",
            library_id,
            [(kind, booking_id) for _, kind, booking_id, *_ in lines],
            [(kind, self._data_of(id_)) for id_, kind, *_ in lines[: wording.LINES_TOLD]],
            at=instant(newest),
            received_at=now,
        )
        self._connection.execute(
            "INSERT INTO ledger (id, kind, library_id, stream, data, at, received_at, rings,"
            " state) VALUES (?, ?, ?, ?, ?, ?, ?, 0, ?)",
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

    def _data_of(self, alert_id: str) -> bytes:
        found = self._connection.execute("SELECT data FROM ledger WHERE id = ?", (alert_id,))
        return bytes(found.fetchone()[0])

    def _stored(self, alert_id: str, now: datetime) -> Alert:
        found = self._connection.execute(f"{notice_rows.SELECT} WHERE id = ?", (alert_id,))
        return notice_rows.record(found.fetchone(), self.voice, now).alert

    def _ids(self, where: str, *values: object, column: str = "id") -> list[str]:
        found: Iterable[tuple[str | None]] = self._connection.execute(
            f"SELECT {column} FROM ledger WHERE {where} ORDER BY row",  # noqa: S608 - constants
            values,
        )
        return [each for (each,) in found if each is not None]
