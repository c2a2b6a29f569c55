"""Faults of single events: too large, pruned, repeated, reordered, without sense, with too much."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
from datetime import UTC, datetime

import msgspec
import pytest
from sqlalchemy import update

from app.contract import events
from app.contract.events import StreamHead
from app.contract.models import Booking
from app.contract.wire import builtins
from app.hub import streams
from app.hub.schema import bookings
from app.hub.work import Emission, Work
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults import invariants
from tests.faults.conftest import Book
from tests.faults.edits import EVENT, Followed, Reordered, recovering
from tests.faults.witness import Witness
from tests.hub.insides import inside
from tests.hub.people import Library
from tests.hub.process import HubProcess, data_of

LARGE = 5_000_000
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)


def frame(emission: Emission) -> str:
    """The event as the hub would send it over the socket."""
    return f"42{json.dumps([emission.event, emission.payload, builtins(emission.meta)])}"


async def test_fault_09_an_event_of_5_mb(
    hub: HubProcess, library: Library, proxy: Proxy, desk: Witness, book: Book
) -> None:
    """An event too large for the socket may end the connection; it arrives by REST.

    The hub takes no such note, so a transaction beside it writes one, and the proxy sends
    the frame that the hub would have sent.
    """
    first = book()
    await desk.has(first)
    row = msgspec.convert(data_of(library.owner.get(f"/api/bookings/{first}")), Booking)
    large = msgspec.structs.replace(row, note="x" * LARGE, version=row.version + 1)

    def write(work: Work) -> Emission:
        values = {"note": large.note, "version": large.version}
        work.conn.execute(update(bookings).where(bookings.c.id == first).values(values))
        streams.append(work, [library.stream], events.BOOKING_UPDATED, large)
        return work.emissions[-1]

    proxy.edit = sent = Followed(frame(await inside(hub, write)), before=True)
    second = book()
    await until(lambda: sent.done)
    await desk.has(first, second)
    await desk.fine()
    assert len(desk.told.row(first).note) == LARGE


async def test_fault_19_a_cursor_older_than_what_is_kept(
    hub: HubProcess, library: Library, proxy: Proxy, desk: Witness, book: Book
) -> None:
    """A desk whose next events were pruned takes a snapshot, and tells what it missed by it."""
    await proxy.refuse()
    made = [book() for _ in range(6)]
    recorded = (await asyncio.to_thread(invariants.committed, library, desk.since)).alerts
    assert await inside(hub, lambda work: streams.prune(work, keep=2, before=LONG_AGO)) >= 4
    await proxy.start()
    await desk.has(*made)
    assert any("/snapshot" in request for request in proxy.requests[-20:])
    await desk.fine(recorded=recorded)


async def test_fault_20_a_live_event_during_a_catch_up(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """An event that comes while a page is under way is told once, after those of the page."""
    await proxy.refuse()
    made = [book()]
    asked = len(proxy.requests)
    proxy.hold("/events?")
    await proxy.start()
    await until(lambda: any("/events?" in line for line in proxy.requests[asked:]))
    proxy.edit = passed = Followed()
    made.append(book())
    await until(lambda: passed.done)
    assert desk.alerts == []
    proxy.release()
    await desk.has(*made)
    assert [alert.booking_id for alert in desk.alerts] == made
    await desk.fine()


@pytest.mark.parametrize(
    "order", [(0, 0, 1, 2, 1), (2, 1, 0), (1, 0, 0, 2, 2, 1), (2, 0), (2, 2, 1)]
)
async def test_fault_21_repeated_and_reordered_events(
    proxy: Proxy, desk: Witness, book: Book, order: tuple[int, ...]
) -> None:
    """Events come twice, in the wrong order or not at all: told once, in order; a gap fetches."""
    proxy.edit = shuffled = Reordered(order)
    made = [book() for _ in range(max(order) + 1)]
    await until(lambda: shuffled.done)
    await desk.has(*made)
    assert [alert.booking_id for alert in desk.alerts] == made
    await desk.fine()


async def test_fault_33_live_events_without_sense(proxy: Proxy, desk: Witness, book: Book) -> None:
    """Malformed events over the socket are passed over, unknown ones are told; the line goes on."""
    nonsense = [
        ["booking:created"],
        ["booking:created", 7, "x", []],
        ["booking:created", {"id": 7}, {"stream": desk.library.stream, "position": "x"}],
        ["stream:heads", {"stream": None}],
        ["connect_error", "x"],
        ["points:redeemed", {"points": 5}, None],
    ]
    proxy.edit = sent = Followed(*(f"42{json.dumps(each)}" for each in nonsense), before=True)
    made = [book() for _ in range(2)]
    await until(lambda: sent.done)
    await desk.has(*made)
    assert sum("transport=websocket" in line for line in proxy.requests) == 1
    told = [alert.title for alert in desk.alerts if alert.kind == "points:redeemed"]
    assert told == ["Points redeemed: 5"]
    await desk.fine()


async def test_fault_33_a_frame_that_is_no_frame(proxy: Proxy, desk: Witness, book: Book) -> None:
    """What no Socket.IO server would send costs the connection at most, and no event."""
    proxy.edit = sent = Followed("9nonsense", '42{"not": [an event', "4", "", before=True)
    made = [book() for _ in range(2)]
    await until(lambda: sent.done)
    await desk.has(*made)
    await desk.fine()


async def test_fault_33_durable_events_without_sense(
    hub: HubProcess,
    library: Library,
    desk: Witness,
    book: Book,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Of the stream, malformed events are set aside and logged, unknown ones told; others count."""
    other = StreamHead(stream="x", epoch="y", head=1)

    def write(work: Work) -> None:
        for name in ("points:redeemed", events.BOOKING_CREATED):
            streams.append(work, [library.stream], name, other)

    await inside(hub, write)
    with caplog.at_level(logging.WARNING, "app.core.news"):
        made = book()
        await desk.has(made)
    await desk.fine()
    assert sum("is set aside" in message for message in caplog.messages) == 1
    with contextlib.closing(invariants.opened(desk.told.profile.store)) as file:
        aside = file.execute("SELECT position, why FROM set_aside ORDER BY position").fetchall()
    assert [position for position, _ in aside] == [desk.since + 2]
    assert events.BOOKING_CREATED in aside[0][1]


async def test_fault_34_an_extra_argument_on_each_event(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """The offset that a Node server with connection-state recovery adds changes nothing."""
    seen: list[str] = []

    async def edit(text: str) -> list[str]:
        passing = await recovering(text)
        seen.extend(each for each in passing if each.startswith(EVENT))
        return passing

    proxy.edit = edit
    proxy.cut()
    await until(lambda: sum("transport=websocket" in line for line in proxy.requests) == 2)
    await desk.in_step()
    asked = len(proxy.requests)
    made = [book() for _ in range(2)]
    await desk.has(*made)
    assert not [line for line in proxy.requests[asked:] if "/api/streams" in line], "taken live"
    assert all("-offset-" in text for text in seen)
    assert len([text for text in seen if "booking:created" in text]) == 2
    await desk.fine()
