"""The seats in the desk's copy: changes keep what they do not say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from app.contract.events import SEAT_AVAILABILITY, StreamEvent
from app.contract.models import Seat
from app.core import news
from app.core.batch import Batch, Cursor, Origin
from app.core.changes import Changes
from app.core.store import Store
from tests.core.made import LIBRARY, NOON, STREAM

PLACED = Seat(
    id="s1",
    library_id=LIBRARY.id,
    label="A-01",
    available=False,
    closed_reason="broken lamp",
    room="Hall",
    x=3,
    y=4,
    ordinal=7,
)


def told(store: Store, position: int, payload: Mapping[str, Any]) -> Changes:
    """What a catch-up page with this event of a seat changes."""
    event = StreamEvent(
        stream=STREAM,
        epoch="e1",
        position=position,
        event_id=f"e1-{position}",
        at=NOON,
        event=SEAT_AVAILABILITY,
        payload={"libraryId": LIBRARY.id, "seatId": "s1", "label": "A-01", **payload},
    )
    raw = msgspec.Raw(msgspec.json.encode(event))
    return store.apply(news.of_page([raw], Cursor(STREAM, "e1", position)))


def known(store: Store) -> Store:
    """The store, when it knows the seat."""
    batch = Batch(origin=Origin.CATCH_UP, seats=(PLACED,), cursor=Cursor(STREAM, "e1", 1))
    assert store.apply(batch).seats == (PLACED,)
    return store


def test_a_change_brings_all_that_it_says(store: Store) -> None:
    change = {"available": False, "closedReason": "broken lamp", "room": "Hall"}
    changes = told(store, 1, {**change, "x": 3, "y": 4, "ordinal": 7})
    assert changes.seats == (PLACED,)
    assert store.seats(LIBRARY.id) == (PLACED,)


def test_what_an_older_server_leaves_out_stays(store: Store) -> None:
    opened = msgspec.structs.replace(PLACED, available=True)
    assert told(known(store), 2, {"available": True}).seats == (opened,)
    assert store.seats(LIBRARY.id) == (opened,)


def test_what_says_nothing_new_changes_nothing(store: Store) -> None:
    assert told(known(store), 2, {"available": False}).seats == ()
    assert told(store, 3, {"available": False, "room": "Hall", "ordinal": 7}).seats == ()


def test_what_is_said_to_be_none_is_none(store: Store) -> None:
    changes = told(known(store), 2, {"x": None, "y": None, "room": "", "closedReason": ""})
    gone = msgspec.structs.replace(PLACED, closed_reason="", room="", x=None, y=None)
    assert changes.seats == (gone,)


def test_a_seat_that_nobody_knew_has_the_defaults(store: Store) -> None:
    new = Seat(id="s1", library_id=LIBRARY.id, label="A-01", room="Hall")
    assert told(store, 1, {"room": "Hall"}).seats == (new,)
