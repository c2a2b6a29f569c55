"""What people do with notices: seen, read, taken away and brought back; and their bounds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta

import msgspec

from app.core import notice_rows
from app.core.apply import RELOAD_FROM
from app.core.batch import Taken
from app.core.changes import AlertKind, AlertRecord, BookingChange, Changes, Moment, Telling
from app.core.commanding import Tables
from app.core.file import StoreFile
from app.core.notice_rows import NOTICES, UNREAD
from app.core.ports import Clock
from app.core.rows import micros, nearest
from app.core.settings import NoticeBounds

_MARKS = {
    Moment.SHOWN: "shown_at",
    Moment.SOUNDED: "sounded_at",
    Moment.CLICKED: "clicked_at",
    Moment.ACKNOWLEDGED: "acknowledged_at",
}
_BEHIND_READ = (
    "NOT EXISTS (SELECT 1 FROM ledger AS behind"
    " WHERE behind.summary_id = ledger.id AND behind.acknowledged_at IS NULL)"
)
_UNREAD_OF_IT = (
    "EXISTS (SELECT 1 FROM ledger WHERE booking_id = bookings.id AND rings = 1"
    " AND acknowledged_at IS NULL AND removed_at IS NULL)"
)
_FEWEST = 100
"""So many are kept whatever the bounds say: they also tell what has rung already."""

_CHUNK = 500
_SHARED_AT_ONCE = 200
_SUMMARY = AlertKind.SUMMARY.value


class NoticeBook:
    """The notices of the store's file; every method that writes is one transaction.

    `counted` gives changes their revision. Raises (all methods) as the store.
    """

    def __init__(
        self,
        file: StoreFile,
        tables: Callable[[], Tables],
        clock: Clock,
        counted: Callable[[Changes], Changes],
    ) -> None:
        self._file, self._tables, self._clock = file, tables, clock
        self._counted = counted

    def unread(self) -> int:
        """How many notices nobody has read."""
        with self._file.reading():
            found = self._tables().connection.execute(
                f"SELECT count(*) FROM ledger WHERE {UNREAD}"  # noqa: S608 - constants
            )
            return int(found.fetchone()[0])

    def recent(self, limit: int) -> list[AlertRecord]:
        """The newest notices, newest first."""
        now = self._clock.now()
        with self._file.reading():
            connection = self._tables().connection
            found = connection.execute(
                f"{notice_rows.SELECT} WHERE {NOTICES} ORDER BY row DESC LIMIT ?", (limit,)
            )
            voice = self._tables().ledger.voice
            return [notice_rows.record(stored, voice, now) for stored in found]

    def mark(self, alert_id: str, moment: Moment) -> Changes:
        """Write a station of an alert, the first time counts; unknown ids change nothing.

        Acknowledging a summary acknowledges what it stands for.
        """
        column, now = _MARKS[moment], micros(self._clock.now())
        acknowledged = moment is Moment.ACKNOWLEDGED
        which, named = (
            ("(id = ? OR summary_id = ?)", (alert_id, alert_id))
            if acknowledged
            else (
                "id = ?",
                (alert_id,),
            )
        )
        with self._file.transaction():
            marked = self._ids(
                f"UPDATE ledger SET {column} = ? WHERE {which} AND {column} IS NULL RETURNING id",  # noqa: S608 - constants
                now,
                *named,
            )
            if not acknowledged:
                return Changes(notices=bool(marked))
            changes = Changes(notices=bool(marked), read=tuple(marked))
            return self._looked_at(self._bookings(which, *named), changes)

    def seen(self, booking_ids: Sequence[str] | None) -> Changes:
        """These bookings were looked at, or all: what rang for them is read."""
        with self._file.transaction():
            ids = self._bookings(UNREAD) if booking_ids is None else list(booking_ids)
            return self._read("booking_id", booking_ids, ids)

    def read(self, alert_ids: Sequence[str] | None) -> Changes:
        """These notices were read, or all of them."""
        with self._file.transaction():
            return self._read("id", alert_ids, self._bookings_of(alert_ids, UNREAD))

    def remove(self, alert_ids: Sequence[str]) -> Changes:
        """Take notices away, unread or not. The ledger still knows that they rang."""
        now = micros(self._clock.now())
        return self._remove(alert_ids, now, "removed_at IS NULL")

    def restore(self, alert_ids: Sequence[str]) -> Changes:
        """Bring notices back that were taken away."""
        return self._remove(alert_ids, None, "removed_at IS NOT NULL")

    def _remove(self, alert_ids: Sequence[str], at: int | None, where: str) -> Changes:
        with self._file.transaction():
            done = self._tables().connection.executemany(
                f"UPDATE ledger SET removed_at = ? WHERE id = ? AND {where}",  # noqa: S608 - constants
                ((at, each) for each in alert_ids),
            )
            return self._looked_at(self._bookings_of(alert_ids), Changes(notices=done.rowcount > 0))

    def bound(self, bounds: NoticeBounds) -> Changes:
        """Let go of what is older, or more, than is kept; what goes counts as read."""
        oldest = micros(self._clock.now() - timedelta(days=max(1, bounds.days)))
        with self._file.transaction():
            connection = self._tables().connection
            beyond = connection.execute(
                f"SELECT row FROM ledger WHERE {NOTICES} ORDER BY row DESC LIMIT 1 OFFSET ?",  # noqa: S608 - constants
                (max(_FEWEST, bounds.count),),
            ).fetchone()
            last = beyond[0] if beyond else 0
            # What is still to be told together is counted then.
            going = f"(received_at < ? OR row <= ?) AND state != '{Telling.GATHERED}'"
            unread = self._bookings(f"{UNREAD} AND {going}", oldest, last)
            gone = connection.execute(f"DELETE FROM ledger WHERE {going}", (oldest, last))  # noqa: S608 - constants
            return self._looked_at(unread, Changes(notices=gone.rowcount > 0))

    def _read(self, column: str, named: Sequence[str] | None, booking_ids: list[str]) -> Changes:
        now = micros(self._clock.now())
        update = "UPDATE ledger SET acknowledged_at = ? WHERE acknowledged_at IS NULL AND "
        if named is None:
            read = self._ids(f"{update} rings = 1 RETURNING id", now)
        else:
            one = f"{update} rings = 1 AND {column} = ? RETURNING id"
            read = [each for name in named for each in self._ids(one, now, name)]
        read += self._ids(f"{update} kind = ? AND {_BEHIND_READ} RETURNING id", now, _SUMMARY)
        return self._looked_at(booking_ids, Changes(notices=bool(read), read=tuple(read)))

    def taken(self, news: Iterable[Taken]) -> Changes:
        """Somebody has read alerts, perhaps at another desk; within a transaction of the caller's.

        What is read here already is of no interest, and what is read there need not be told again.
        """
        read = list[str]()
        update = (
            "UPDATE ledger SET acknowledged_at = ?, taken_by = ?, shared_at = ?"
            " WHERE acknowledged_at IS NULL"
        )
        for each in news:
            when = (micros(nearest(each.at)), each.by, micros(self._clock.now()))
            for alert_id in each.alert_ids:
                read += self._ids(f"{update} AND id = ? RETURNING id", *when, alert_id)
            read += self._ids(
                f"{update} AND kind = ? AND {_BEHIND_READ} RETURNING id", *when, _SUMMARY
            )
        if not read:
            return Changes()
        bookings = self._bookings_of(read)
        return self._looked_at(bookings, Changes(notices=True, read=tuple(read)))

    def unshared(self) -> tuple[str, list[str]]:
        """A library, and what was read of it here and the hub has not been told; "" for none."""
        with self._file.reading():
            found = (
                self._tables()
                .connection.execute(
                    "SELECT library_id, id FROM ledger WHERE rings = 1 AND library_id != ''"
                    " AND acknowledged_at IS NOT NULL AND shared_at IS NULL ORDER BY row LIMIT ?",
                    (_SHARED_AT_ONCE,),
                )
                .fetchall()
            )
        library_id = next((library for library, _ in found), "")
        return library_id, [each for library, each in found if library == library_id]

    def shared(self, alert_ids: Sequence[str]) -> None:
        """The hub was told that these have been read."""
        now = micros(self._clock.now())
        with self._file.transaction():
            self._tables().connection.executemany(
                "UPDATE ledger SET shared_at = ? WHERE id = ?", ((now, each) for each in alert_ids)
            )

    def _ids(self, query: str, *values: object) -> list[str]:
        return [each for (each,) in self._tables().connection.execute(query, values).fetchall()]

    def _bookings(self, where: str, *values: object) -> list[str]:
        """The bookings that these lines of the ledger speak of, each once."""
        found = self._tables().connection.execute(
            f"SELECT booking_id FROM ledger WHERE {where} ORDER BY row",  # noqa: S608 - constants
            values,
        )
        return list(dict.fromkeys(each for (each,) in found if each is not None))

    def _bookings_of(self, alert_ids: Sequence[str] | None, where: str = "1") -> list[str]:
        if alert_ids is None:
            return self._bookings(where)
        ids = list[str]()
        for start in range(0, len(alert_ids), _CHUNK):
            part = alert_ids[start : start + _CHUNK]
            ids += self._bookings(f"{where} AND id IN ({','.join('?' * len(part))})", *part)
        return list(dict.fromkeys(ids))

    def _looked_at(self, booking_ids: Sequence[str], changes: Changes) -> Changes:
        """Let these bookings be new, or not, as what rang for them is unread, or read."""
        connection = self._tables().connection
        if len(booking_ids) > RELOAD_FROM:
            connection.execute(
                f"UPDATE bookings SET unseen = {_UNREAD_OF_IT} WHERE unseen != {_UNREAD_OF_IT}"  # noqa: S608 - constants
            )
            return self._counted(msgspec.structs.replace(changes, reloaded=True))
        changed = []
        for booking_id in booking_ids:
            before = self._tables().booking(booking_id)
            done = connection.execute(
                f"UPDATE bookings SET unseen = {_UNREAD_OF_IT}"  # noqa: S608 - constants
                f" WHERE id = ? AND unseen != {_UNREAD_OF_IT}",
                (booking_id,),
            )
            if before is not None and done.rowcount:
                after = msgspec.structs.replace(before, unseen=not before.unseen)
                changed.append(BookingChange(before=before, after=after))
        return self._counted(msgspec.structs.replace(changes, bookings=tuple(changed)))
