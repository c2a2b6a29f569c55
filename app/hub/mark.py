"""Notices that the database was put back from a backup: a mark beside it names its newest event.

The mark is written before an event is sent, so no desk knows an event that it does not lead
to. A database that lacks the marked event is older than what desks have seen; its positions
are given out once more, for other events, and only a new epoch tells the desks so. It is the
same where the mark is missing: nobody knows then how old the database is. Beside a mark that
names an event, no database is made anew: what was there is lost, and somebody must be told.
"""

from __future__ import annotations

import contextlib
import logging
from pathlib import Path
from typing import IO

import msgspec
from sqlalchemy import Connection, select

from app.hub.migrate import renew_epoch
from app.hub.schema import stream_events, stream_heads
from app.hub.work import Emission

SIZE = 512
"""Bytes of the mark, always the same, so that a full disk does not refuse it."""

_log = logging.getLogger(__name__)


class _Place(msgspec.Struct, frozen=True, rename="camel"):
    """Where the newest event stands; an empty stream when there was none."""

    stream: str = ""
    position: int = 0
    event_id: str = ""


class Mark:
    """The mark in one file. Not synced to the disk: after a power cut an older one serves."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._new: _Place | None = None
        self._file: IO[bytes] | None = None

    def names_event(self) -> bool:
        """Whether there was a database with events.

        Raises:
            OSError: the mark cannot be read.
        """
        place = self._read()
        return place is not None and bool(place.stream)

    def check(self, conn: Connection, *, fresh: bool) -> None:
        """Compare the database with the mark, and begin a new epoch where they do not fit.

        A `fresh` database was made just now. `keep` follows when the transaction is committed.

        Raises:
            OSError: the mark cannot be read.
        """
        if fresh:
            self._new = _Place()
            return
        place = self._read()
        if place is not None and _holds(conn, place):
            if not place.stream:
                # An owner may have been added since, while no hub ran.
                self._new = _newest(conn)
            return
        self._new = _newest(conn)
        if self._new.stream:
            _log.warning("The database was put back or moved: desks load their libraries anew.")
            renew_epoch(conn)

    def keep(self, *, follow: bool) -> None:
        """Write what `check` found; with `follow`, be ready for `note`.

        Raises:
            OSError: the mark cannot be made.
        """
        if self._new is None and not follow:
            return
        self.path.touch(mode=0o600)
        self._file = self.path.open("r+b", buffering=0)
        if self._new is not None:
            _write(self._file, self._new)
        if not follow:
            self.close()

    def note(self, emissions: list[Emission]) -> None:
        """Name the newest event of a transaction that is committed and not sent yet."""
        places = [emission.meta for emission in emissions if emission.meta is not None]
        if self._file is None or not places:
            return
        last = places[-1]
        try:
            _write(self._file, _Place(last.stream, last.position, last.event_id))
        except OSError as error:
            # The commit stands, and an older mark is still true.
            _log.warning("Could not write %s: %s", self.path, error)

    def close(self) -> None:
        """Let go of the file."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _read(self) -> _Place | None:
        with contextlib.suppress(FileNotFoundError, msgspec.MsgspecError):
            return msgspec.json.decode(self.path.read_bytes(), type=_Place)
        return None


def _write(file: IO[bytes], place: _Place) -> None:
    file.seek(0)
    file.write(msgspec.json.encode(place).ljust(SIZE))


def _holds(conn: Connection, place: _Place) -> bool:
    """Whether the database has the event there, or had it and does not keep it any more."""
    if not place.stream:
        return True
    events, heads = stream_events.c, stream_heads.c
    found = conn.execute(
        select(events.event_id).where(
            events.stream == place.stream, events.position == place.position
        )
    ).scalar()
    if found is not None:
        return bool(found == place.event_id)
    pruned = conn.execute(select(heads.pruned).where(heads.stream == place.stream)).scalar()
    return pruned is not None and bool(pruned >= place.position)


def _newest(conn: Connection) -> _Place:
    events = stream_events.c
    found = conn.execute(
        select(events.stream, events.position, events.event_id)
        .order_by(events.at.desc(), events.position.desc())
        .limit(1)
    ).first()
    return _Place(*found) if found is not None else _Place()
