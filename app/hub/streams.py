"""The durable streams: positions without a gap, pages to catch up with, pruning."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, func, insert, select, update

from app.contract import wire
from app.contract.errors import Gone, NotFound
from app.contract.events import (
    GLOBAL_STREAM,
    EventMeta,
    StreamEvent,
    StreamHead,
    StreamPage,
    library_stream,
    user_stream,
)
from app.contract.models import Record
from app.contract.tongue import translate
from app.hub.access import Principal
from app.hub.migrate import EPOCH_KEY, kept
from app.hub.schema import meta, stream_events, stream_heads
from app.hub.work import Emission, Look, Work

PAGE_LIMIT = 500

_epoch = select(meta.c.value).where(meta.c.key == EPOCH_KEY).scalar_subquery()
_advance = (
    update(stream_heads)
    .where(stream_heads.c.stream == bindparam("of"))
    .values(head=stream_heads.c.head + 1)
    .returning(stream_heads.c.head, _epoch.label("epoch"))
)


def new_id() -> str:
    """A random id for a row or an event."""
    return uuid.uuid4().hex


def public_room(library_id: str) -> str:
    """The room of what anybody signed in may know of a library: prices, seats, its name."""
    return f"library:{library_id}:public"


def open_stream(work: Work, stream: str) -> None:
    """Begin a stream at position 0."""
    work.conn.execute(insert(stream_heads), {"stream": stream, "head": 0, "pruned": 0})


def append(
    work: Work, streams: Iterable[str], event: str, payload: Record, hints: Sequence[str] = ()
) -> None:
    """Write `payload` at the next position of each stream, to be emitted after the commit.

    Rooms in `hints` get the event too, without a place in any stream.
    """
    told = wire.builtins(payload)
    encoded = wire.encode(payload)
    event_id = new_id()
    for stream in streams:
        # The counter's row lock makes the order of commits the order of positions.
        counted = work.conn.execute(_advance, {"of": stream}).one()
        work.conn.execute(
            insert(stream_events),
            {
                "stream": stream,
                "position": counted.head,
                "event_id": event_id,
                "at": work.now,
                "event": event,
                "payload": encoded,
                "cause": work.cause,
            },
        )
        place = EventMeta(
            stream=stream,
            epoch=counted.epoch,
            position=counted.head,
            event_id=event_id,
            at=work.now,
            cause=work.cause,
        )
        work.emissions.append(Emission(rooms=(stream,), event=event, payload=told, meta=place))
    if hints:
        work.emissions.append(Emission(rooms=tuple(hints), event=event, payload=told))


def readable(by: Principal) -> list[str]:
    """The streams that this account may read; those of its deleted libraries among them."""
    own = [library_stream(library_id) for library_id in (*by.roles, *sorted(by.closed))]
    return [*own, user_stream(by.user_id), GLOBAL_STREAM]


def heads(look: Look, streams: Sequence[str]) -> list[StreamHead]:
    """How far these streams reach, in the order asked; unknown ones are left out."""
    query = select(stream_heads.c.stream, stream_heads.c.head).where(
        stream_heads.c.stream.in_(streams)
    )
    found = {row.stream: row.head for row in look.conn.execute(query)}
    epoch = kept(look.conn, EPOCH_KEY)
    return [
        StreamHead(stream=stream, epoch=epoch, head=found[stream])
        for stream in streams
        if stream in found
    ]


def head(look: Look, stream: str) -> StreamHead:
    """How far one stream reaches.

    Raises:
        NotFound: when there is none of that name.
    """
    found = heads(look, [stream])
    if not found:
        raise _no_stream()
    return found[0]


def page(look: Look, stream: str, *, after: int, epoch: str | None, limit: int) -> StreamPage:
    """Up to `limit` events after a position that `look.by` may read.

    Raises:
        NotFound: no such stream, or not for this account.
        Gone: another epoch, or events after that position are no longer kept.
    """
    if stream not in readable(look.by):
        raise _no_stream()
    standing = head(look, stream)
    pruned = look.conn.execute(
        select(stream_heads.c.pruned).where(stream_heads.c.stream == stream)
    ).scalar_one()
    if (epoch is not None and epoch != standing.epoch) or not pruned <= after <= standing.head:
        raise Gone(
            translate(
                "hub",
                "These events are no longer kept, or the hub was restored from a backup. "
                "Load the library anew.",
            ),
            details={"epoch": standing.epoch, "head": standing.head, "oldest": pruned},
        )
    query = (
        select(stream_events)
        .where(stream_events.c.stream == stream, stream_events.c.position > after)
        .order_by(stream_events.c.position)
        .limit(limit)
    )
    events = tuple(
        StreamEvent(
            stream=stream,
            epoch=standing.epoch,
            position=row.position,
            event_id=row.event_id,
            at=row.at,
            event=row.event,
            payload=msgspec.json.decode(row.payload),
            cause=row.cause,
        )
        for row in look.conn.execute(query)
    )
    reached = events[-1].position if events else after
    return StreamPage(epoch=standing.epoch, events=events, next=reached, head=standing.head)


def newest(look: Look) -> datetime | None:
    """When the newest event of all streams was written; None when there is none."""
    at: datetime | None = look.conn.execute(select(func.max(stream_events.c.at))).scalar_one()
    return at


def prune(work: Work, *, keep: int, before: datetime) -> int:
    """Drop all but the newest `keep` events of each stream, and those older than `before`.

    Returns:
        How many events went.
    """
    aged = {
        row.stream: row.position
        for row in work.conn.execute(
            select(stream_events.c.stream, func.max(stream_events.c.position).label("position"))
            .where(stream_events.c.at < before)
            .group_by(stream_events.c.stream)
        )
    }
    gone = 0
    for row in work.conn.execute(select(stream_heads)).all():
        upto = max(row.head - keep, aged.get(row.stream, 0))
        if upto <= row.pruned:
            continue
        gone += work.conn.execute(
            delete(stream_events).where(
                stream_events.c.stream == row.stream, stream_events.c.position <= upto
            )
        ).rowcount
        work.conn.execute(
            update(stream_heads).where(stream_heads.c.stream == row.stream).values(pruned=upto)
        )
    return gone


def _no_stream() -> NotFound:
    return NotFound(translate("hub", "There is no such stream of events."))
