"""Events that are told in words: notifications, and what nobody made a row of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.contract.events import StreamEvent
from app.contract.requests import PricingEdit
from app.core.batch import Batch, Cursor, Heard, Origin
from app.core.catalogue import Catalogue, ours, read
from app.core.changes import AlertKind, Moment
from app.core.commands import Command, SetPrices
from app.core.news import of_hint
from app.core.notice_rows import NoticeFilter
from app.core.reader import Reader
from app.core.silence import Silence
from app.core.store import Store
from tests.core.line import Line
from tests.core.made import (
    LIBRARY,
    NOON,
    STREAM,
    ManualClock,
    a_booking,
    caught_up,
    snapshot,
    told,
    until,
)

REMINDER = {"type": "session_reminder", "studentName": "Asha Verma", "bookingId": "b1"}


def heard(event_id: str, event: str = "notification", **payload: Any) -> Heard:
    return Heard(
        id=event_id, event=event, payload=payload or REMINDER, at=NOON, library_id=LIBRARY.id
    )


def batch(position: int, *news: Heard, origin: Origin = Origin.LIVE) -> Batch:
    return Batch(origin=origin, heard=news, cursor=Cursor(STREAM, "e1", position))


def test_a_notification_rings_once_and_is_a_notice(store: Store, reader: Reader) -> None:
    (alert,) = store.apply(batch(1, heard("n1"))).alerts
    assert (alert.title, alert.kind, alert.booking_id) == (
        "Reminder: Asha Verma",
        "session:reminder",
        None,
    )
    # The same over another way, or once more.
    assert store.apply(batch(2, heard("n1"))).alerts == ()
    assert store.notices.unread() == 1
    index = reader.notices(NoticeFilter(text="remind ash"))
    (record,) = reader.notice_page(index.rowids, NOON)
    assert record.alert == alert
    assert reader.notice_counts(NoticeFilter()).by_kind == {"session:reminder": 1}
    store.notices.mark(alert.id, Moment.SHOWN)
    assert not store.untold()


def test_of_an_absence_it_is_counted_with_the_others(store: Store) -> None:
    store.apply(caught_up(3, *(told(a_booking(f"b{number}")) for number in range(3))))
    paid = [heard(f"p{number}", type="payment", message="paid") for number in range(2)]
    assert store.apply(batch(5, *paid, origin=Origin.CATCH_UP)).alerts == ()
    (summary,) = store.settle(STREAM, NOON).alerts
    assert summary.title == "While you were away: 3 bookings, 2 payments"
    assert summary.booking_ids == ("b0", "b1", "b2")
    few = [heard("x", type="payment", message="paid")]
    store.apply(batch(6, *few, origin=Origin.CATCH_UP))
    assert [alert.title for alert in store.settle(STREAM, NOON).alerts] == ["Payment received"]


def test_quiet_keeps_it_silent(store: Store, reader: Reader) -> None:
    store.quiet(NOON.replace(hour=23))
    assert store.apply(batch(1, heard("n1"))).alerts == ()
    (record,) = reader.notice_page(reader.notices(NoticeFilter()).rowids, NOON)
    assert record.silent is Silence.QUIET


@pytest.mark.parametrize("event", ["seat:availability", "pricing:updated", "typing"])
def test_what_is_not_to_be_told_is_no_notice(store: Store, event: str) -> None:
    assert not store.apply(batch(1, heard("n1", event, libraryId="lib")))
    assert store.notices.unread() == 0


def test_a_person_may_want_to_be_told(path: Path, clock: ManualClock) -> None:
    names = ("pricing:updated", "booking:checkout")
    text = "\n".join(f'[[event]]\nname = "{name}"\nrings = true' for name in names)
    own, mistakes = read(text, "events.toml", ours().entries)
    assert mistakes == []
    store = Store(path, clock, Catalogue({**ours().entries, **own}))
    store.apply(snapshot(0))
    store.settle(STREAM, NOON)
    (alert,) = store.apply(batch(1, heard("n1", "pricing:updated", libraryId="lib"))).alerts
    assert (alert.title, alert.body) == ("Prices changed", LIBRARY.name)
    # But not of what this desk did itself.
    edit = PricingEdit(version=1, hour_minor=1)
    store.queue(Command(key="k1", what=SetPrices(library_id="lib", edit=edit)))
    mine = msgspec.structs.replace(heard("n2", "pricing:updated", libraryId="lib"), cause="k1")
    news = msgspec.structs.replace(batch(2, mine), causes=frozenset({"k1"}))
    assert store.apply(news).alerts == ()
    here = told(a_booking("b1", status="checked_in"), "")
    left = told(a_booking("b1", version=2, status="completed"), "booking:checkout")
    store.apply(Batch(origin=Origin.LIVE, bookings=(here,)))
    (alert,) = store.apply(Batch(origin=Origin.LIVE, bookings=(left,))).alerts
    assert alert.kind == AlertKind.CHECKOUT
    store.close()


def test_what_speaks_of_a_booking_is_read_with_it(store: Store) -> None:
    store.apply(caught_up(1, told(a_booking("b1"))))
    store.settle(STREAM, NOON)
    about = msgspec.structs.replace(heard("n1"), booking_id="b1")
    (alert,) = store.apply(batch(2, about)).alerts
    assert alert.booking_id == "b1"
    assert store.notices.unread() == 2
    store.notices.seen(["b1"])
    assert store.notices.unread() == 0


async def test_an_event_of_the_stream_that_nobody_described_is_told(line: Line) -> None:
    line.feed.away()
    event = line.hub.commit(a_booking("b1"))
    line.hub.log[-1] = StreamEvent(
        stream=event.stream,
        epoch=event.epoch,
        position=event.position,
        event_id="x",
        at=event.at,
        event="locker:opened",
        payload={"locker": 7, "libraryId": LIBRARY.id},
    )
    line.connect()
    await line.in_step()
    await until(lambda: line.alerts)
    (alert,) = line.alerts
    assert (alert.title, alert.library_id) == ("Locker opened", LIBRARY.id)
    assert alert.body.startswith("locker: 7")


async def test_an_event_that_no_stream_keeps_is_told_once_for_each_time(line: Line) -> None:
    line.connect()
    await line.in_step()
    for _ in range(2):
        line.feed.live("locker:opened", ({"locker": 7},))
    line.feed.live("locker:opened", ("just words",))
    line.feed.live("locker:opened", (7,))
    line.feed.live("typing:start", ({"user": "Asha"},))
    assert [alert.body for alert in line.alerts] == [
        "locker: 7",
        "locker: 7",
        "message: just words",
    ]


def test_a_hint_that_says_nothing_is_none() -> None:
    assert of_hint("x", (7,), NOON) is None
    hint = of_hint("x", (), NOON)
    assert hint is not None
    assert hint.payload == {}
    named = of_hint("x", ({"booking": {"id": 5}, "libraryId": 3},), NOON)
    assert named is not None
    assert (named.booking_id, named.library_id) == ("5", "3")
