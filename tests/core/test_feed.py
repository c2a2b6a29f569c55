"""Streams are followed in order, once, and without a gap, whatever the line does."""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.contract.errors import SignedOut, Unreachable
from app.contract.events import StreamEvent, StreamHead
from app.contract.models import Library
from app.contract.wire import builtins
from app.core.batch import Batch, Cursor, Origin
from app.core.follower import HELD_LIMIT
from app.core.news import News
from app.core.store import Store
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import (
    NOON,
    STREAM,
    ManualClock,
    a_booking,
    caught_up,
    never,
    stream_event,
    told,
    until,
)


async def test_a_live_event_rings_without_asking_the_hub(line: Line) -> None:
    asked = len(line.hub.asked)
    line.emit(line.hub.commit(a_booking()))
    await until(lambda: line.alerts)
    assert [alert.booking_id for alert in line.alerts] == ["b1"]
    assert len(line.hub.asked) == asked


async def test_duplicates_and_reordering_ring_once_and_in_order(line: Line) -> None:
    events = [line.hub.commit(a_booking(f"b{number}")) for number in range(1, 4)]
    for index in (1, 0, 0, 2, 1, 2):
        line.emit(events[index])
    await line.in_step()
    await until(lambda: len(line.alerts) == 3)
    assert [alert.booking_id for alert in line.alerts] == ["b1", "b2", "b3"]


async def test_a_gap_is_fetched(line: Line) -> None:
    line.hub.commit(a_booking("lost"))
    line.emit(line.hub.commit(a_booking("b2")))
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["lost", "b2"]


async def test_an_event_that_never_came_is_found_by_the_heads(line: Line) -> None:
    line.hub.commit(a_booking("lost"))
    line.feed.live("stream:heads", (builtins(line.hub.head),))
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["lost"]


async def test_comparing_finds_what_neither_event_nor_heads_told(line: Line) -> None:
    line.hub.commit(a_booking("lost"))
    await line.feed.compare()
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["lost"]


async def test_after_an_absence_many_become_one_summary(line: Line) -> None:
    line.feed.away()
    for number in range(1, 8):
        line.hub.commit(a_booking(f"b{number}"))
    assert not line.feed.in_step
    line.connect()
    await line.in_step()
    (summary,) = line.alerts
    assert summary.title == "While you were away: 7 bookings"


async def test_live_events_during_a_catch_up_come_once_and_after_it(line: Line) -> None:
    line.feed.away()
    line.hub.commit(a_booking("missed"))
    line.hub.open.clear()
    line.connect()
    await until(lambda: line.hub.asked[-1].startswith("events"))
    line.emit(line.hub.commit(a_booking("during")))
    line.hub.open.set()
    await line.in_step()
    await until(lambda: len(line.alerts) == 2)
    assert [alert.booking_id for alert in line.alerts] == ["missed", "during"]


async def test_what_waits_behind_a_catch_up_is_told_after_it(line: Line) -> None:
    line.feed.away()
    line.hub.commit(a_booking("missed"))
    # The page is answered before the next event is committed, which then comes by the socket.
    line.hub.delivers.clear()
    asked = len(line.hub.asked)
    line.connect()
    await until(lambda: len(line.hub.asked) > asked)
    line.emit(line.hub.commit(a_booking("during")))
    line.hub.delivers.set()
    await line.in_step()
    await until(lambda: len(line.alerts) == 2)
    assert [alert.booking_id for alert in line.alerts] == ["missed", "during"]


async def test_a_live_event_overtakes_no_alert_that_waits_from_before_a_restart(
    path: Path, line: Line
) -> None:
    line.hub.commit(a_booking("missed"))
    line.store.apply(caught_up(1, told(line.hub.rows["missed"])))
    again = Line(path, line.hub)
    again.connect()
    again.emit(again.hub.commit(a_booking("live")))
    await until(lambda: len(again.alerts) == 2)
    assert [alert.booking_id for alert in again.alerts] == ["missed", "live"]
    await again.close()


async def test_a_long_catch_up_goes_by_pages(path: Path) -> None:
    line = Line(path, FakeHub(page_size=3))
    line.connect()
    await line.in_step()
    for number in range(10):
        line.hub.commit(a_booking(f"b{number}"))
    line.connect()
    await line.in_step()
    assert line.hub.asked[-4:] == [f"events after {after}" for after in (0, 3, 6, 9)]
    await line.close()


async def test_a_pruned_position_leads_to_a_snapshot_that_rings(line: Line) -> None:
    line.feed.away()
    for number in range(1, 4):
        line.hub.commit(a_booking(f"b{number}"))
    line.hub.kept_from = 3
    line.connect()
    await line.in_step()
    assert "snapshot" in line.hub.asked
    assert {alert.booking_id for alert in line.alerts} == {"b1", "b2", "b3"}


async def test_what_is_booked_between_the_sign_in_and_the_first_list_rings(path: Path) -> None:
    hub = FakeHub(page_size=2)
    hub.commit(a_booking("known"))
    line = Line(path, hub)
    line.store.await_news([hub.head])
    hub.commit(a_booking("new"))
    hub.commit(a_booking("short"))
    hub.commit(a_booking("short", status="cancelled", version=2), "booking:cancelled")
    line.connect()
    await line.in_step()
    assert [(alert.booking_id, alert.kind) for alert in line.alerts] == [
        ("new", "booking:created"),
        ("short", "booking:created"),
        ("short", "booking:cancelled"),
    ]
    # A copy that knows where it stands is not brought back.
    line.store.await_news([StreamHead(stream=STREAM, epoch=hub.epoch, head=0)])
    line.feed.away()
    line.connect()
    await line.in_step()
    assert len(line.alerts) == 3
    await line.close()


async def test_a_request_that_is_declined_before_the_first_list_rings_as_declined(
    path: Path,
) -> None:
    hub = FakeHub()
    line = Line(path, hub)
    line.store.await_news([hub.head])
    asked = a_booking(status="pending")
    hub.commit(asked)
    declined = msgspec.structs.replace(asked, status="declined", version=2)
    hub.commit(declined, "booking:updated")
    noted = msgspec.structs.replace(declined, note="full", version=3)
    hub.commit(noted, "booking:updated")
    line.connect()
    await line.in_step()
    # An edit of what is declined is an edit.
    assert [alert.kind for alert in line.alerts] == ["booking:created", "booking:cancelled"]
    await line.close()


async def test_a_hub_restored_between_the_sign_in_and_the_first_list_rings_nothing(
    path: Path,
) -> None:
    hub = FakeHub()
    for number in range(3):
        hub.commit(a_booking(f"b{number}"))
    line = Line(path, hub)
    line.store.await_news([StreamHead(stream=STREAM, epoch=hub.epoch, head=1)])
    hub.restore(3)
    line.connect()
    await line.in_step()
    assert line.alerts == []
    await line.close()


async def test_a_restored_hub_is_followed_in_its_new_epoch_without_ringing(line: Line) -> None:
    for number in range(1, 3):
        line.emit(line.hub.commit(a_booking(f"b{number}")))
    await line.in_step()
    await until(lambda: len(line.alerts) == 2)
    line.hub.restore(1)
    line.emit(line.hub.commit(a_booking("b7")))
    await line.in_step()
    assert line.store.booking("b2") is None
    assert [alert.booking_id for alert in line.alerts] == ["b1", "b2"]
    line.emit(line.hub.commit(a_booking("b8")))
    await until(lambda: len(line.alerts) == 3)


def later(hub: FakeHub) -> dict[str, Any]:
    """What a change a minute later has in it."""
    hub.now += timedelta(minutes=1)
    return {"updated_at": hub.now}


async def test_a_row_that_went_back_and_on_again_tells_what_is_new_of_it(line: Line) -> None:
    hub = line.hub
    booking = a_booking(created_at=NOON + timedelta(seconds=1))
    line.emit(hub.commit(booking))
    moved = msgspec.structs.replace(booking, version=2, note="A-13 wanted", **later(hub))
    line.emit(hub.commit(moved, "booking:updated"))
    await until(lambda: line.alerts)
    line.feed.away()
    hub.restore(1)
    # The version that the desk has is another change there.
    cancelled = msgspec.structs.replace(booking, version=2, status="cancelled", **later(hub))
    hub.commit(cancelled, "booking:cancelled")
    line.connect()
    await line.in_step()
    assert [alert.kind for alert in line.alerts] == ["booking:created", "booking:cancelled"]


async def test_a_row_that_only_went_back_rings_nothing(line: Line) -> None:
    hub = line.hub
    # Both came live after the desk was last noted to be in step.
    booking = a_booking(**{"created_at": NOON + timedelta(seconds=1)} | later(hub))
    line.emit(hub.commit(booking))
    moved = msgspec.structs.replace(booking, version=2, note="A-13 wanted", **later(hub))
    line.emit(hub.commit(moved, "booking:updated"))
    arrived = msgspec.structs.replace(moved, version=3, status="checked_in", **later(hub))
    line.emit(hub.commit(arrived, "booking:checkin"))
    await until(lambda: len(line.alerts) == 2)
    line.feed.away()
    hub.restore(2)
    line.connect()
    await line.in_step()
    assert line.store.booking("b1") is not None
    assert len(line.alerts) == 2


async def test_what_the_hub_says_of_its_reach_keeps_the_time_in_step_fresh(line: Line) -> None:
    hub = line.hub

    async def noted_at(moment: datetime) -> None:
        hub.now = moment
        line.feed.live("stream:heads", (builtins(hub.head),))
        await until(lambda: line.store.in_step_at(STREAM) == moment)

    await noted_at(NOON + timedelta(minutes=5))
    await noted_at(NOON + timedelta(days=1))
    # The hub's clock is set right.
    await noted_at(NOON + timedelta(minutes=10))


async def test_a_hub_whose_clock_was_ahead_keeps_nothing_silent_after_it_is_set_right(
    line: Line,
) -> None:
    hub = line.hub
    line.feed.away()
    hub.now = NOON + timedelta(days=1)
    line.connect()
    await line.in_step()
    hub.now = NOON + timedelta(hours=1)
    line.feed.away()
    line.connect()
    await line.in_step()
    line.feed.away()
    hub.restore(0)
    hub.now += timedelta(minutes=1)
    hub.commit(a_booking("new", created_at=hub.now, updated_at=hub.now))
    line.connect()
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["new"]


async def test_a_live_event_of_another_epoch_does_not_follow_on_ours(line: Line) -> None:
    for number in range(1, 3):
        line.emit(line.hub.commit(a_booking(f"b{number}")))
    await line.in_step()
    line.hub.restore(1)
    line.hub.commit(a_booking("b6"))
    # Its position is the one after ours, but b6 came before it and b2 is no more.
    line.emit(line.hub.commit(a_booking("b7")))
    await line.in_step()
    assert line.store.booking("b2") is None
    assert line.store.booking("b6") is not None


async def test_a_hub_that_lost_its_newest_events_is_followed_from_where_it_is(line: Line) -> None:
    for number in range(1, 4):
        line.emit(line.hub.commit(a_booking(f"b{number}")))
    await line.in_step()
    del line.hub.log[1:]
    line.hub.rows = {"b1": line.hub.rows["b1"]}
    await line.feed.compare()
    await line.in_step()
    assert line.store.booking("b3") is None
    line.emit(line.hub.commit(a_booking("b9")))
    await line.in_step()
    assert line.alerts[-1].booking_id == "b9"


async def test_a_hub_that_fails_is_asked_again(line: Line) -> None:
    line.feed.away()
    line.hub.commit(a_booking())
    line.hub.fails = Unreachable("The server is away.")
    line.connect()
    await until(lambda: line.feed.trouble is not None)
    assert not line.feed.in_step
    line.hub.fails = None
    line.connect()
    await line.in_step()
    assert line.feed.trouble is None
    assert [alert.booking_id for alert in line.alerts] == ["b1"]


async def test_a_hub_that_ended_the_sign_in_is_not_asked_again(line: Line) -> None:
    line.feed.away()
    line.hub.fails = SignedOut("The sign-in has ended.")
    line.hub.commit(a_booking())
    line.connect()
    await until(lambda: line.feed.trouble is not None)
    asked = len(line.hub.asked)
    # The longest first pause is 2 s.
    await never(lambda: len(line.hub.asked) > asked, 2.2)


async def test_more_live_events_than_are_held_are_fetched(line: Line) -> None:
    line.feed.away()
    line.hub.commit(a_booking("first"))
    line.hub.delivers.clear()
    asked = len(line.hub.asked)
    line.connect()
    await until(lambda: len(line.hub.asked) > asked)
    # The page on its way does not have them; the one that follows on it comes last.
    late = line.hub.commit(a_booking("late"))
    for number in range(HELD_LIMIT):
        line.emit(line.hub.commit(a_booking(f"b{number}")))
    line.emit(late)
    line.hub.delivers.set()
    await line.in_step()


async def test_many_live_events_do_not_storm_a_hub_that_fails(line: Line) -> None:
    line.hub.fails = Unreachable("The server is away.")
    line.hub.commit(a_booking("lost"))
    asked = len(line.hub.asked)
    for number in range(50):
        line.emit(line.hub.commit(a_booking(f"b{number}")))
        await asyncio.sleep(0)
    await until(lambda: line.feed.trouble is not None)
    assert len(line.hub.asked) - asked <= 2
    line.hub.fails = None
    line.connect()
    await line.in_step()


async def test_events_without_sense_are_set_aside_and_the_line_goes_on(line: Line) -> None:
    broken = line.hub.commit(a_booking("broken"))
    line.hub.log[-1] = StreamEvent(
        stream=broken.stream,
        epoch=broken.epoch,
        position=broken.position,
        event_id="x",
        at=broken.at,
        event=broken.event,
        payload={"id": 7, "version": "many"},
    )
    line.emit(line.hub.log[-1])
    line.emit(line.hub.commit(a_booking("fine")))
    await line.in_step()
    await until(lambda: [alert.booking_id for alert in line.alerts] == ["fine"])
    assert line.feed.trouble is None


async def test_a_page_with_an_event_without_sense_gives_all_the_others(line: Line) -> None:
    line.feed.away()
    line.hub.commit(a_booking("b1"))
    strange = line.hub.commit(a_booking("b2"))
    line.hub.log[-1] = StreamEvent(
        stream=strange.stream,
        epoch=strange.epoch,
        position=strange.position,
        event_id="x",
        at=strange.at,
        event="typing",
        payload={},
    )
    line.hub.commit(a_booking("b3", total_minor=2**63))
    line.hub.commit(a_booking("b5", paid_minor=2**63))
    line.hub.commit(a_booking("b4"))
    line.connect()
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["b1", "b4"]


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("text",),
        ({"id": "b1"}, {"stream": 7}),
        ({"id": "b1"}, {"stream": STREAM, "epoch": "e1", "position": "x", "eventId": "", "at": ""}),
        (["not", "an", "object"], {"stream": STREAM}),
        (None, None, None),
    ],
)
async def test_a_live_event_without_a_place_makes_the_feed_look_for_itself(
    line: Line, arguments: tuple[Any, ...]
) -> None:
    line.hub.commit(a_booking("real"))
    line.feed.live("booking:created", arguments)
    await line.in_step()
    assert [alert.booking_id for alert in line.alerts] == ["real"]


@pytest.mark.parametrize("arguments", [(), ("x",), ({"stream": STREAM},), (None,)])
async def test_heads_without_sense_are_passed_over(line: Line, arguments: tuple[Any, ...]) -> None:
    line.feed.live("stream:heads", arguments)
    line.emit(line.hub.commit(a_booking()))
    await until(lambda: line.alerts)


async def test_arguments_beyond_the_second_are_ignored(line: Line) -> None:
    event = line.hub.commit(a_booking())
    place = {
        "stream": STREAM,
        "epoch": "e1",
        "position": event.position,
        "eventId": "x",
        "at": "2026-03-10T06:30:00Z",
    }
    line.feed.live(event.event, (event.payload, place, "offset-of-a-node-backend"))
    await until(lambda: line.alerts)


async def test_a_position_nobody_reached_does_not_make_the_feed_ask_for_ever(line: Line) -> None:
    ghost = line.hub.commit(a_booking("ghost"))
    line.hub.log.pop()
    line.hub.rows.clear()
    line.emit(
        StreamEvent(
            stream=ghost.stream,
            epoch=ghost.epoch,
            position=1000,
            event_id="x",
            at=ghost.at,
            event=ghost.event,
            payload=ghost.payload,
        )
    )
    line.emit(line.hub.commit(a_booking("real")))
    await line.in_step()
    asked = len(line.hub.asked)
    line.emit(line.hub.commit(a_booking("next")))
    await line.in_step()
    assert len(line.hub.asked) <= asked + 1
    assert line.store.booking("ghost") is None


async def test_a_stream_that_may_not_be_read_any_more_is_not_waited_for(line: Line) -> None:
    line.hub.fails = Unreachable("The server is away.")
    line.feed.connected([line.hub.head, StreamHead(stream="user:me", epoch="e1", head=0)])
    await until(lambda: line.feed.trouble is not None)
    line.feed.connected([line.hub.head])
    await line.in_step()


async def test_of_a_library_that_opens_all_is_news_whatever_comes_first(path: Path) -> None:
    store = Store(path, ManualClock())
    new = Library(id="new", name="Annexe", created_at=NOON + timedelta(seconds=5))
    old = Library(id="old", name="Hall", created_at=NOON - timedelta(days=9))
    assert store.awaited(new, "e1") is None
    store.apply(Batch(origin=Origin.SNAPSHOT, cursor=Cursor("user:u", "e1", 4)))
    store.settle("user:u", NOON)
    # Its rows come before the word of it, or the word has come and gone.
    assert store.awaited(new, "e1") == Cursor("library:new", "awaited e1", 0)
    assert store.awaited(old, "e1") is None
    news = News()
    for position, name in ((5, "library:created"), (6, "library:updated")):
        event = stream_event(position, a_booking())
        library = new if name == "library:created" else old
        news.add(msgspec.structs.replace(event, event=name, payload=builtins(library)))
    store.apply(news.batch(Origin.LIVE, Cursor("user:u", "e1", 6)))
    store.settle("user:u", NOON + timedelta(hours=1))
    assert store.awaited(new, "e1") == Cursor("library:new", "awaited e1", 0)
    # Not of one that changed, nor of one that is followed.
    assert store.awaited(old, "e1") is None
    store.apply(Batch(origin=Origin.SNAPSHOT, cursor=Cursor("library:new", "e1", 3)))
    assert store.awaited(new, "e1") is None
    store.close()
