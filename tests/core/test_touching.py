"""What touches a span of time, kept as the copy changes."""

from __future__ import annotations

from datetime import timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.batch import Batch, Origin, Told
from app.core.changes import Changes
from app.core.commands import Command, WalkIn
from app.core.reader import Reader
from app.core.store import Store
from app.core.touching import Span, Touching
from tests.core.made import NOON, ManualClock, a_booking, live, told
from tests.core.test_outbox import WALK_IN

HOUR = timedelta(hours=1)
SPANS = {"lib": Span(NOON, NOON + 4 * HOUR)}


def held(touching: Touching) -> list[str]:
    return [row.booking.id for row in touching.rows("lib")]


def between(name: str, start: float, end: float, **fields: object) -> Told:
    times = {"starts_at": NOON + start * HOUR, "ends_at": NOON + end * HOUR}
    return told(a_booking(name, **(times | fields)))


def test_what_touches_the_span_and_who_is_here(store: Store, reader: Reader) -> None:
    made = [
        between("before", -2, 0),
        between("into", -2, 1),
        between("in", 1, 2),
        between("out of", 3, 9),
        between("behind", 4, 5),
        between("still here", -9, -8, status="checked_in"),
        between("elsewhere", 1, 2, library_id="other"),
    ]
    store.apply(live(1, *made))
    spans, here = Touching(reader), Touching(reader, here=True)
    for each in (spans, here):
        each.read(SPANS)
    assert held(spans) == ["into", "in", "out of"]
    assert held(here) == ["still here", "into", "in", "out of"]
    assert spans.rows("other") == []


def test_a_booking_comes_into_the_span_and_leaves_it(store: Store, reader: Reader) -> None:
    touching = Touching(reader, here=True)
    touching.read(SPANS)
    assert touching.take([store.apply(live(1, between("b", 1, 2)))])
    assert held(touching) == ["b"]
    assert touching.take([store.apply(live(2, between("b", 5, 6, version=2)))])
    assert held(touching) == []
    here = between("b", 5, 6, version=3, status="checked_in")
    assert touching.take([store.apply(live(3, here))])
    assert held(touching) == ["b"]
    gone = between("b", 5, 6, version=4, status="completed")
    assert touching.take([store.apply(live(4, gone))])
    assert not touching.take([store.apply(live(5, between("far", 50, 60)))])


def test_what_was_read_already_is_not_followed_back(store: Store, reader: Reader) -> None:
    touching = Touching(reader)
    older = store.apply(live(1, between("b", 1, 2)))
    store.apply(live(2, between("b", 2, 3, version=2)))
    touching.read(SPANS)
    assert not touching.take([older])
    assert touching.rows("lib")[0].booking.version == 2


def test_a_copy_made_anew_is_read_anew(store: Store, reader: Reader) -> None:
    touching = Touching(reader)
    touching.read(SPANS)
    store.apply(live(1, between("b", 1, 2)))
    assert touching.take([Changes(reloaded=True)])
    assert held(touching) == ["b"]


def test_a_walk_in_that_the_hub_names_is_the_same_row(store: Store, reader: Reader) -> None:
    touching = Touching(reader, here=True)
    touching.read(SPANS)
    request = msgspec.structs.replace(WALK_IN, starts_at=NOON, ends_at=NOON + 2 * HOUR)
    command = Command(key="k1", what=WalkIn(request=request))
    touching.take([store.queue(command)])
    assert held(touching) == [command.booking_id]
    made = between("named", 0, 2, status="checked_in").booking
    answer = Batch(origin=Origin.ANSWER, bookings=(told(made, cause="k1"),))
    touching.take([store.answered(command, answer, made)])
    assert held(touching) == ["named"]


_STEPS = st.lists(
    st.tuples(
        st.sampled_from("abc"),
        st.integers(-3, 7),
        st.integers(1, 5),
        st.sampled_from(("confirmed", "checked_in", "completed", "cancelled")),
        st.sampled_from(("lib", "other")),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(steps=_STEPS)
def test_following_holds_what_reading_anew_would(
    steps: list[tuple[str, int, int, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("copy") / "desk.sqlite3"
    store = Store(path, ManualClock())
    reader, anew = Reader(path), Reader(path)
    try:
        followed = Touching(reader, here=True)
        followed.read(SPANS)
        for place, (name, start, long, status, library) in enumerate(steps, start=1):
            made = between(
                name, start, start + long, status=status, version=place, library_id=library
            )
            followed.take([store.apply(live(place, made))])
        fresh = Touching(anew, here=True)
        fresh.read(SPANS)
        assert followed.rows("lib") == fresh.rows("lib")
    finally:
        for each in (reader, anew):
            each.close()
        store.close()
