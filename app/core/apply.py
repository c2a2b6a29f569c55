"""How a batch of news changes the tables: rows by version, cursor, ledger, at one stroke."""

from __future__ import annotations

import heapq
import sqlite3
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec

from app.contract.lifecycle import ENDED_UNUSED, Status
from app.contract.models import Booking, Pricing
from app.core import alerts, beside, own, prices, provisional, words
from app.core.batch import AWAITED, SALVAGED, Batch, Heard, Origin, Told
from app.core.changes import AlertKind, BookingRow, Changes, Telling
from app.core.commands import Command, SetPrices
from app.core.hush import Silencing
from app.core.ledger import Ledger, Line, of_booking
from app.core.outbox import Outbox
from app.core.row_changes import RowChanges
from app.core.rows import instant, nearest
from app.core.silence import Silence
from app.core.voice import Payload, is_of_booking

RELOAD_FROM = 500
"""More changed rows than this are told as `reloaded`."""

OLD = timedelta(days=1)
_BY_EVENT = frozenset({Origin.LIVE, Origin.CATCH_UP})


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How a batch relates to what the store has.

    `first`: nothing was known before, so nothing rings. `replacing`: another epoch, or a hub
    whose history went back; its rows are taken whatever their version.
    """

    first: bool = False
    replacing: bool = False
    in_step_at: datetime | None = None


def apply(
    connection: sqlite3.Connection,
    ledger: Ledger,
    outbox: Outbox,
    batch: Batch,
    now: datetime,
    silence: Silencing,
) -> Changes:
    """Write `batch`; the caller begins and ends the transaction.

    `silence` says which alerts are kept silent.

    Returns:
        What is different now, with the alerts to tell at once.
    """
    standing = _standing(connection, batch)
    if standing is None:
        return Changes()
    # A basic backend has no versions; what it told last holds.
    any_version = standing.replacing or batch.origin is Origin.LISTED
    libraries = beside.put_libraries(connection, batch.libraries, any_version=any_version)
    batch = own.recognised(outbox, batch, lambda booking_id: _is_known(connection, booking_id))
    ours = outbox.ours(batch.causes | {told.cause for told in batch.bookings if told.cause})
    # What a snapshot was taken for our walk-in may turn out to be another's.
    taken_for = [each for key in ours if (each := outbox.real_id(key)) is not None]
    walk_ins, replaced = _name_walk_ins(connection, outbox, batch.bookings, ours)
    heard = _heard(outbox, batch, ours, now)
    waited = [*taken_for, *_bookings_of(outbox, heard)]
    touched = [*(told.booking.id for told in batch.bookings), *waited]
    rows = RowChanges(connection, ledger, dict.fromkeys(touched), walk_ins)
    taken = [
        _take(rows, told, batch, standing, silence, own=told.cause in ours)
        for told in batch.bookings
    ]
    noticed = [
        _notice(ledger, heard_, batch, now, silence)
        for heard_ in batch.heard
        if heard_.cause not in ours
    ]
    both = ((line for line in lines if line is not None) for lines in (taken, noticed))
    # Each in its own order, and what comes first in time first.
    recorded = ledger.record(heapq.merge(*both, key=lambda line: line.at), now)
    lines = [line for line in recorded if line.rings]
    for line in lines:
        if is_of_booking(line.kind) and line.booking_id is not None:
            rows.rang(line.booking_id)
    for booking_id in (*waited, *(rows.new if outbox.waiting() else ())):
        rows.shows(booking_id, outbox.shown(booking_id))
    changed = rows.write(now)
    whole = standing.replacing and batch.origin is Origin.SNAPSHOT
    removed = beside.remove_missing(connection, batch) if whole else 0
    seats = beside.put_seats(connection, batch.seats)
    pricing = beside.put_pricing(connection, batch.pricing, any_version=any_version)
    pricing = _with_waiting(connection, pricing, heard)
    if batch.cursor is not None:
        beside.move(connection, batch.cursor, batch.set_aside, now)
        beside.await_opened(connection, batch.cursor.epoch, batch.opened, now)
    reloaded = removed > 0 or len(changed) > RELOAD_FROM
    return Changes(
        bookings=() if reloaded else changed,
        removed=() if reloaded else replaced,
        alerts=tuple(ledger.alert(line, now) for line in lines if line.state is Telling.DUE),
        libraries=libraries,
        seats=seats,
        pricing=pricing,
        reloaded=reloaded,
        missing=beside.missing(connection, batch.present, now) if batch.present is not None else (),
        notices=bool(lines),
    )


def with_taken(changes: Changes, taken: Changes) -> Changes:
    """What news changed, and then that somebody has read some of what rang.

    What was read elsewhere before it could ring here does not ring.
    """
    return msgspec.structs.replace(
        changes,
        bookings=() if taken.reloaded else changes.bookings + taken.bookings,
        alerts=tuple(alert for alert in changes.alerts if alert.id not in taken.read),
        reloaded=changes.reloaded or taken.reloaded,
        notices=changes.notices or taken.notices,
        read=taken.read,
    )


def _is_known(connection: sqlite3.Connection, booking_id: str) -> bool:
    found = connection.execute("SELECT 1 FROM bookings WHERE id = ?", (booking_id,))
    return found.fetchone() is not None


def _name_walk_ins(
    connection: sqlite3.Connection, outbox: Outbox, news: Sequence[Told], ours: set[str]
) -> tuple[set[str], tuple[BookingRow, ...]]:
    """Let walk-ins of ours that the hub tells of become its bookings.

    Returns:
        The ids of those bookings, and provisional rows that went because the booking was there.
    """
    named: set[str] = set()
    replaced: list[BookingRow] = []
    for told in news:
        if told.cause is None or told.cause not in ours or not outbox.is_walk_in(told.cause):
            continue
        became, gone = provisional.become(connection, told.cause, told.booking.id)
        outbox.became(told.cause, told.booking.id)
        if became:
            named.add(told.booking.id)
        replaced += [gone] if gone is not None else []
    return named, tuple(replaced)


def _heard(outbox: Outbox, batch: Batch, ours: set[str], now: datetime) -> list[Command]:
    """Take out what has its answer: an event of it is one, whether or not the other one comes.

    A snapshot only looks like one, and a hub may be asked again.
    """
    if batch.origin is Origin.SNAPSHOT:
        return []
    made = {told.cause: told.booking for told in batch.bookings if told.cause}
    heard = (outbox.succeeded(key, now, made.get(key)) for key in sorted(ours))
    return [command for command in heard if command is not None]


def _bookings_of(outbox: Outbox, commands: Sequence[Command]) -> list[str]:
    ids = [command.booking_id for command in commands if command.booking_id]
    return [outbox.real_id(each) or each for each in ids]


def _with_waiting(
    connection: sqlite3.Connection, pricing: tuple[Pricing, ...], heard: Sequence[Command]
) -> tuple[Pricing, ...]:
    """The prices that changed, and those of which nothing is wanted any more."""
    told = {each.library_id for each in pricing}
    for command in heard:
        if isinstance(command.what, SetPrices) and command.what.library_id not in told:
            row = prices.of(connection, command.what.library_id)
            pricing += (row.pricing,) if row is not None else ()
    return pricing


def _standing(connection: sqlite3.Connection, batch: Batch) -> Standing | None:
    """How the batch relates to the stored cursor; None when it is behind it."""
    if batch.cursor is None:
        return Standing()
    stored = connection.execute(
        "SELECT epoch, position, in_step_at FROM cursors WHERE stream = ?", (batch.cursor.stream,)
    ).fetchone()
    if stored is None or stored[0].startswith(AWAITED):
        return Standing(first=True, replacing=batch.origin is Origin.SNAPSHOT)
    epoch, position, in_step_at = stored
    standing = Standing(in_step_at=None if in_step_at is None else instant(in_step_at))
    if batch.origin is Origin.SNAPSHOT or epoch == SALVAGED:
        replacing = epoch != batch.cursor.epoch or batch.cursor.position < position
        return msgspec.structs.replace(standing, replacing=replacing)
    if epoch == batch.cursor.epoch and batch.cursor.position <= position:
        return None
    return standing


def _take(
    rows: RowChanges,
    told: Told,
    batch: Batch,
    standing: Standing,
    silence: Silencing,
    *,
    own: bool,
) -> Line | None:
    """Take one booking in; the ledger line that follows, if one does."""
    held = rows.after.get(told.booking.id)
    before = held.booking if held else None
    if told.booking.id in rows.walk_ins:
        rows.walk_ins.remove(told.booking.id)
        before = None
    listed = batch.origin is Origin.LISTED
    if listed:
        told = msgspec.structs.replace(told, booking=_numbered(before, told.booking))
    newer = before is None or told.booking.version > before.version
    if newer or standing.replacing:
        rows.put(told.booking)
    kind = _happened(rows, before, told, batch, standing)
    if kind is None or (standing.first and batch.origin not in _BY_EVENT):
        return None
    silent = own or batch.origin is Origin.ANSWER
    if standing.replacing:
        known = newer and before is not None
        kind, was_told = _anew(rows, told.booking, standing, kind, known=known, listed=listed)
        silent = silent or was_told
    if before is None and listed and not told.event and _is_old(told.booking, standing):
        silent = True
    why = silence(kind, told.booking.library_id)
    # What does not ring by itself may be wished for by a rule.
    wanted = rows.catalogue.of(kind).rings or why is not Silence.RULE
    rings = wanted and not silent
    why = why if rings else None
    line = of_booking(
        kind,
        told.booking,
        stream=batch.cursor.stream if batch.cursor else "",
        at=nearest(told.at),
        rings=rings,
        # What a basic backend spoke of just now is told at once, as live events are.
        state=_telling(
            at_once=batch.origin is Origin.LIVE or batch.at_once or (listed and told.event != ""),
            rings=rings,
            why=why,
        ),
        why=why,
    )
    return rows.gets(line)


def _notice(
    ledger: Ledger, heard: Heard, batch: Batch, now: datetime, silence: Silencing
) -> Line | None:
    """The line of an event that is told in words; None when it is not to be told."""
    catalogue = ledger.voice.catalogue
    kind = catalogue.event_of(heard.event, heard.payload)
    why = silence(kind, heard.library_id)
    if why is Silence.RULE and not catalogue.of(kind).rings:
        return None
    spoken = ledger.voice.spoken(kind, heard.payload, heard.library_id, now)
    return Line(
        id=f"event:{heard.id}",
        kind=kind,
        library_id=heard.library_id,
        booking_id=heard.booking_id,
        data=msgspec.json.encode(Payload(heard.event, heard.payload)),
        words=words.line(spoken, "", "", ""),
        stream=batch.cursor.stream if batch.cursor else "",
        at=nearest(heard.at),
        rings=True,
        state=_telling(at_once=batch.origin is Origin.LIVE, rings=True, why=why),
        why=why,
    )


def _happened(
    rows: RowChanges, before: Booking | None, told: Told, batch: Batch, standing: Standing
) -> AlertKind | None:
    """What happened to the booking that is told of; None when nothing did."""
    if before is None or told.booking.version > before.version:
        if batch.origin is Origin.LISTED:
            return alerts.listed_change(
                before, told.booking, told.event, _meant(rows, before, told)
            )
        return alerts.change_between(before, told.booking)
    if batch.origin in _BY_EVENT and told.event in alerts.BY_EVENT:
        # The row came by another way before its event did; the event is still to be told.
        kind = alerts.BY_EVENT[told.event]
        ended = kind is AlertKind.UPDATED and told.booking.status in ENDED_UNUSED
        # Declined or run out; what is edited after that is an edit.
        if ended and not rows.was_told(AlertKind.CANCELLED, told.booking.id):
            return AlertKind.CANCELLED
        return kind
    if standing.replacing and told.booking != before:
        # The hub's history went back, and on from there to what the desk had never seen.
        return alerts.change_between(before, told.booking)
    return None


def _anew(
    rows: RowChanges,
    booking: Booking,
    standing: Standing,
    kind: AlertKind,
    *,
    known: bool,
    listed: bool,
) -> tuple[AlertKind, bool]:
    """What a row of another history tells, and whether that is told already.

    If not `known`, how the row was before in that history, only until when all was told.
    """
    since = alerts.change_since(booking, standing.in_step_at)
    if known and since is kind:
        return kind, False
    if not known:
        kind = since or kind
    # A hub's row says when it went on from what the desk had; a basic server's need not.
    dated = standing.in_step_at is not None and not listed
    is_old = since is None and (dated or not known)
    return kind, is_old or rows.was_told(kind, booking.id)


def _meant(rows: RowChanges, before: Booking | None, told: Told) -> AlertKind | None:
    """What a state that only the server has a word for has meant so far, when it is reached."""
    word = told.booking.status
    if word in set(Status) or (before is not None and before.status == word):
        return None
    return rows.meaning(word)


def _numbered(before: Booking | None, told: Booking) -> Booking:
    """A listed booking with a version: a basic backend has none, so the content is compared.

    A version of its own may stay the same over changes; ours grows with each.
    """
    if before is None:
        return msgspec.structs.replace(told, version=max(told.version, 1))
    same = msgspec.structs.replace(told, version=before.version, updated_at=before.updated_at)
    if same == before:
        return before
    return msgspec.structs.replace(told, version=max(told.version, before.version + 1))


def _is_old(booking: Booking, standing: Standing) -> bool:
    """Whether a listed booking is none that was made while nobody looked.

    A list that shows only a part shows an old row when a newer one goes. Hours prove nothing:
    the server may tell them in another zone.
    """
    if standing.in_step_at is None or booking.created_at is None:
        return False
    return booking.created_at < standing.in_step_at - OLD


def _telling(*, at_once: bool, rings: bool, why: Silence | None) -> Telling:
    if not rings or why is not None:
        return Telling.SILENT
    return Telling.DUE if at_once else Telling.GATHERED
