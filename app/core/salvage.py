"""Makes the desk's file anew from one that cannot be used, with all of it that can be read."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from app.contract.models import Booking, Library, Pricing, Seat
from app.contract.tongue import translate
from app.core import provisional
from app.core.batch import SALVAGED
from app.core.changes import Alert, AlertKind, Telling
from app.core.commands import LOCAL, Refusal, WalkIn, What
from app.core.outbox import IS_PROVISIONAL, Outbox
from app.core.rows import (
    KEYS_ANEW,
    NOTICE_WORDS_ANEW,
    WORDS_ANEW,
    checksum,
    cursor_sum,
    edit_bytes,
    index_words,
)
from app.core.silence import Silence
from app.core.soundness import TOLD_BY, fits
from app.core.voice import Payload, is_of_booking

KEEP_ASIDE = 3
_COMPANIONS = ("-wal", "-shm", "-journal")
_HEADER = 100
_PAGE = 4096

Row = dict[str, Any]


def _decodes(kind: Any, column: str = "data") -> Callable[[Row], bool]:
    decode = msgspec.json.Decoder(kind).decode

    def decodes(row: Row) -> bool:
        kept = row.get("checksum")
        try:
            decode(row[column])
            return kept is None or bool(checksum(row[column]) == kept)
        except (msgspec.MsgspecError, UnicodeError, TypeError, KeyError):
            return False

    return decodes


def _is_line(row: Row) -> bool:
    if not row["kind"] or row["state"] not in set(Telling):
        return False
    if row.get("why") not in {None, *Silence}:
        return False
    if row["kind"] == AlertKind.SUMMARY:
        return _decodes(Alert)(row)
    return _decodes(Booking if is_of_booking(row["kind"]) else Payload)(row)


def _is_cursor(row: Row) -> bool:
    kept = row.get("checksum")
    return kept is None or bool(cursor_sum(row["stream"], row["epoch"], row["position"]) == kept)


# What exists only here comes first: when the disk fills up, it should not be that.
_TABLES: dict[str, Callable[[Row], bool]] = {
    "outbox": _decodes(What, "body"),
    "refusals": _decodes(Refusal),
    "ledger": _is_line,
    "cursors": _is_cursor,
    "meta": lambda _: True,
    "libraries": _decodes(Library),
    "seats": _decodes(Seat),
    "pricing": _decodes(Pricing),
    "bookings": _decodes(Booking),
}


def _lost(missed: set[str]) -> list[str]:
    """What is missing with these tables, in sentences; of some nothing is."""
    said = {
        "outbox": translate(
            "salvage",
            "Some of what was done here and waited to be sent could not be read from it: "
            "look whether your last check-ins, cancellations and walk-ins are there.",
        ),
        "ledger": translate(
            "salvage",
            "What was told already could not all be read from it, so something may ring again.",
        ),
        "cursors": translate(
            "salvage",
            "Until when everything was told could not be read from it, so what happened "
            "while the desk was off may not ring.",
        ),
    }
    return [sentence for table, sentence in said.items() if table in missed]


class Rebuilt(msgspec.Struct, frozen=True):
    """Where the old file lies now, and in sentences what could not be read from it."""

    aside: Path
    lost: tuple[str, ...]


def rebuild(path: Path, now: datetime, make: Callable[[sqlite3.Connection], None]) -> Rebuilt:
    """Set the file at `path` aside and put one in its place that has what could be read.

    Killed at any point, the next start finds the old file or the new one, never none: see
    `finish`. `make` gives an empty file its tables.

    Raises:
        OSError, sqlite3.Error: when the new file cannot be written; the old one stays.
    """
    new = _new(path)
    _remove(new)
    lost: list[str] = []
    with contextlib.closing(sqlite3.connect(new, isolation_level=None)) as made:
        make(made)
        made.execute("BEGIN IMMEDIATE")
        missed = _copy_all(path, new, made)
        _put_in_order(made, now)
        index_words(made)
        made.execute("COMMIT")
    if path.is_file():
        lost = _lost(missed)
    aside = _free_name(path, now)
    # First these: a new file must never meet the log of an old one.
    for companion in _COMPANIONS:
        beside = _beside(path, companion)
        if companion != "-shm" and beside.exists() and beside.stat().st_size:
            beside.replace(_beside(aside, companion))
        else:
            beside.unlink(missing_ok=True)
    path.replace(aside)
    new.replace(path)
    forget(path, keep=KEEP_ASIDE)
    return Rebuilt(aside, tuple(lost))


def finish(path: Path) -> None:
    """Bring a rebuild to its end that was cut off; fine when there was none."""
    new = _new(path)
    if new.exists() and not path.exists():
        for companion in _COMPANIONS:
            _beside(path, companion).unlink(missing_ok=True)
        new.replace(path)
    else:
        _remove(new)


def forget(path: Path, *, keep: int) -> None:
    """Remove all but the newest files that were set aside."""
    ours = f"{path.name}.aside-"
    found = [each for each in path.parent.glob(f"{ours}*") if not each.name.endswith(_COMPANIONS)]
    found.sort(key=lambda each: (len(each.name), each.name), reverse=True)
    found.sort(key=lambda each: each.name[: len(ours) + 15], reverse=True)
    for old in found[keep:]:
        with contextlib.suppress(OSError):
            _remove(old)


def _copy_all(path: Path, new: Path, made: sqlite3.Connection) -> set[str]:
    """Copy what can be read; the tables of which something may be missing."""
    missed = set(_TABLES)
    with contextlib.ExitStack() as stack:
        for source in _sources(path, new, stack):
            for table in [table for table in _TABLES if table in missed]:
                if _copy(source, made, table):
                    missed.remove(table)
            if not missed:
                break
    return missed


def _sources(path: Path, new: Path, stack: contextlib.ExitStack) -> Iterator[sqlite3.Connection]:
    """Ways to read the old file, the best first: whole, without its log, with a new header."""
    if not path.is_file():
        return
    mended = path.with_name(f"{path.name}.mended")
    stack.callback(_remove, mended)
    for way in ("?mode=ro", "?immutable=1", ""):
        where = path
        if not way:
            if path.stat().st_size < _PAGE:
                return
            shutil.copyfile(path, mended)
            _give_header(mended, new)
            where, way = mended, "?immutable=1"  # noqa: PLW2901 - the last way
        try:
            source = sqlite3.connect(f"{where.absolute().as_uri()}{way}", uri=True)
        except sqlite3.Error:
            continue
        stack.callback(source.close)
        # What is no text cannot be written back either, and that row is left out.
        source.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        with contextlib.suppress(*TOLD_BY):
            # Without this, an index that names a column which is misspelt now hides all tables.
            source.execute("PRAGMA writable_schema = ON")
        yield source


def _give_header(mended: Path, new: Path) -> None:
    """The first bytes as we make them; they are the same in all files but for the length."""
    with new.open("rb") as file:
        header = bytearray(file.read(_HEADER))
    header[18:20] = b"\x01\x01"
    header[24:28] = header[92:96] = b"\0\0\0\1"
    header[28:32] = (mended.stat().st_size // _PAGE).to_bytes(4, "big")
    header[32:40] = bytes(8)
    with mended.open("r+b") as file:
        file.write(header)


def _copy(source: sqlite3.Connection, made: sqlite3.Connection, table: str) -> bool:
    """Copy the rows of a table that can be read; whether those are all."""
    try:
        there = [each[1] for each in source.execute(f"PRAGMA table_info({table})")]
    except TOLD_BY:
        return False
    if not there:
        # An older file did not have it; a damaged one has no table at all.
        return table == "refusals" and _copyable(source)
    kinds = {
        each[1]: each[2]
        for each in made.execute(f"PRAGMA table_info({table})")
        if each[1] in set(there)
    }
    columns = list(kinds)
    key = columns[0]
    insert = (
        f"INSERT INTO {table} ({', '.join(columns)})"  # noqa: S608 - constants
        f" VALUES ({', '.join('?' * len(columns))}) ON CONFLICT DO NOTHING"
    )
    whole = False
    for order in ("ASC", "DESC"):
        # From both ends: what is broken lies in the middle.
        query = f"SELECT {', '.join(columns)} FROM {table} ORDER BY {key} {order}"  # noqa: S608 - constants
        broken = False
        for values in _readable(source, query):
            row = dict(zip(columns, values, strict=True)) if values is not None else None
            kept = row is not None and all(
                fits(table, column, kinds[column], value) for column, value in row.items()
            )
            broken = row is None or not (kept and _keep(made, table, insert, row)) or broken
        whole = not broken
        if whole:
            break
    if table == "outbox" and "attempts" not in there:
        # Nobody wrote down whether these were sent, so they count as sent.
        made.execute("UPDATE outbox SET attempts = 1 WHERE done_at IS NULL")
    return whole


def _readable(source: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...] | None]:
    """The rows as far as they can be read; then None, if that is not all."""
    try:
        yield from source.execute(query)
    except TOLD_BY:
        yield None


def _keep(made: sqlite3.Connection, table: str, insert: str, row: Row) -> bool:
    is_sound_row = _TABLES[table]
    try:
        if not is_sound_row(row):
            return False
        made.execute(insert, tuple(row.values()))
    except (UnicodeError, OverflowError, TypeError, KeyError, sqlite3.IntegrityError):
        # A KeyError where the damage lies in the name of a column.
        return False
    return True


def _copyable(source: sqlite3.Connection) -> bool:
    try:
        found = source.execute("SELECT 1 FROM sqlite_master WHERE name = 'outbox'").fetchone()
    except TOLD_BY:
        return False
    return found is not None


def _put_in_order(made: sqlite3.Connection, now: datetime) -> None:
    """Let the tables fit each other again: rows show what waits, streams begin anew."""
    nameless = f"id LIKE '{LOCAL}%' AND NOT {IS_PROVISIONAL}"
    made.execute(f"DELETE FROM bookings WHERE {nameless}")  # noqa: S608 - constants
    made.execute("UPDATE bookings SET pending = NULL, written = NULL")
    made.execute(WORDS_ANEW)
    made.execute(KEYS_ANEW)
    made.execute(NOTICE_WORDS_ANEW)
    streams = made.execute("SELECT stream FROM cursors").fetchall()
    for (stream,) in streams:
        made.execute(
            "UPDATE cursors SET epoch = ?, position = 0, checksum = ? WHERE stream = ?",
            (SALVAGED, cursor_sum(stream, SALVAGED, 0), stream),
        )
    outbox = Outbox(made)
    for command in outbox.all_waiting():
        booking_id = outbox.real_id(command.booking_id) or command.booking_id
        if isinstance(command.what, WalkIn) and booking_id == command.booking_id:
            provisional.restore(made, command.key, command.what.request, now)
        shown = outbox.shown(command.booking_id)
        made.execute(
            "UPDATE bookings SET pending = ?, written = ? WHERE id = ?",
            (shown.pending, edit_bytes(shown.written), booking_id),
        )


def _free_name(path: Path, now: datetime) -> Path:
    stem = f"{path.name}.aside-{now:%Y%m%d-%H%M%S}"
    aside, number = path.with_name(stem), 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{stem}-{number}")
    return aside


def _new(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")


def _beside(path: Path, companion: str) -> Path:
    return path.with_name(path.name + companion)


def _remove(path: Path) -> None:
    """Remove a file with what lies beside it, or a folder that stood in its place."""
    if path.is_dir():
        shutil.rmtree(path)
    for each in (path, *(_beside(path, companion) for companion in _COMPANIONS)):
        each.unlink(missing_ok=True)
