"""Notices: which there are, read, taken away and brought back, and never more than is kept."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.changes import AlertKind, AlertRecord, Changes, Moment
from app.core.notice_rows import NoticeCounts, NoticeFilter
from app.core.reader import Reader
from app.core.rows import instant
from app.core.settings import NoticeBounds
from app.core.silence import Silence
from app.core.store import Store
from tests.core.made import (
    LIBRARY,
    NOON,
    STREAM,
    ManualClock,
    a_booking,
    caught_up,
    live,
    snapshot,
    told,
)

EVERY = NoticeFilter()
FEW = NoticeBounds(count=100, days=30)


@pytest.fixture
def reader(path: Path) -> Any:
    reader = Reader(path)
    yield reader
    reader.close()


def noticed(reader: Reader, wanted: NoticeFilter = EVERY) -> list[AlertRecord]:
    return reader.notice_page(reader.notices(wanted).rowids, NOON)


def about(reader: Reader, wanted: NoticeFilter = EVERY) -> list[str | None]:
    return [each.alert.booking_id for each in noticed(reader, wanted)]


def book(store: Store, position: int, booking_id: str, **fields: Any) -> str:
    """A booking is made, and rings; its alert's id."""
    (alert,) = store.apply(live(position, told(a_booking(booking_id, **fields)))).alerts
    return alert.id


def test_notices_are_found_by_kind_library_state_and_the_words_of_their_booking(
    store: Store, reader: Reader
) -> None:
    first = book(store, 1, "b1", student_name="Zoë Ångström", seat_label="B-7")
    book(store, 2, "b2", student_name="Asha Verma", library_id="other")
    gone = a_booking("b1", version=2, status="cancelled", student_name="Zoë Ångström")
    store.apply(live(3, told(gone, "booking:cancelled")))
    # What nobody is told of is no notice.
    store.apply(live(4, told(a_booking("b2", version=2, note="x"), "booking:updated")))
    assert about(reader) == ["b1", "b2", "b1"]
    assert [each.alert.kind for each in noticed(reader)][:1] == [AlertKind.CANCELLED]
    assert about(reader, NoticeFilter(kinds=frozenset({AlertKind.CREATED}))) == ["b2", "b1"]
    assert about(reader, NoticeFilter(library_id="other")) == ["b2"]
    assert about(reader, NoticeFilter(text="zoe angs")) == ["b1", "b1"]
    assert about(reader, NoticeFilter(text="b-7")) == ["b1"]
    store.notices.read([first])
    assert about(reader, NoticeFilter(unread=True)) == ["b1", "b2"]
    assert reader.notice_counts(NoticeFilter(unread=True)) == NoticeCounts(
        by_kind={AlertKind.CREATED: 2, AlertKind.CANCELLED: 1}, unread=2
    )
    assert reader.notice_counts(NoticeFilter(library_id="other")).total == 1
    index = reader.notices(EVERY)
    assert [instant(each) for each in index.received] == [NOON] * 3
    assert list(index.rowids) == sorted(index.rowids, reverse=True)


def test_of_several_libraries_it_is_told_which(store: Store, reader: Reader) -> None:
    book(store, 1, "b1")
    assert LIBRARY.name not in noticed(reader)[0].alert.body
    annexe = msgspec.structs.replace(LIBRARY, id="lib-2", name="Annexe")
    store.apply(msgspec.structs.replace(live(2), libraries=(LIBRARY, annexe)))
    (alert,) = store.apply(live(3, told(a_booking("b2", library_id="lib-2")))).alerts
    assert alert.body.endswith(" · Annexe")
    assert [each.alert.body.rpartition(" · ")[2] for each in noticed(reader)] == [
        "Annexe",
        LIBRARY.name,
    ]


def test_a_copy_that_is_not_there_yet_has_none(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "desk.sqlite3")
    assert (list(reader.notices(EVERY).rowids), reader.notice_counts(EVERY).total) == ([], 0)


def test_what_quiet_kept_silent_is_a_notice_that_says_so(store: Store, reader: Reader) -> None:
    store.quiet(NOON + timedelta(hours=1))
    assert store.apply(live(1, told(a_booking("b1")))).alerts == ()
    store.apply(caught_up(2, told(a_booking("b2"))))
    store.settle(STREAM, NOON)
    store.quiet(None)
    book(store, 3, "b3")
    assert [(each.alert.booking_id, each.silent) for each in noticed(reader)] == [
        ("b3", None),
        ("b2", Silence.QUIET),
        ("b1", Silence.QUIET),
    ]
    assert store.notices.unread() == 3


def test_what_a_summary_tells_of_is_told_one_by_one(store: Store, reader: Reader) -> None:
    store.apply(caught_up(4, *(told(a_booking(f"b{number}")) for number in range(4))))
    (summary,) = store.settle(STREAM, NOON).alerts
    assert about(reader) == ["b3", "b2", "b1", "b0"]
    assert all(each.summarised for each in noticed(reader))
    store.notices.mark(summary.id, Moment.ACKNOWLEDGED)
    assert about(reader, NoticeFilter(unread=True)) == []


def test_a_notice_that_was_taken_away_comes_back_as_it_was(store: Store, reader: Reader) -> None:
    read, unread = book(store, 1, "b1"), book(store, 2, "b2")
    store.notices.read([read])
    before = noticed(reader)
    changes = store.notices.remove([read, unread])
    # Nobody is to look at it any more, so its booking is not new either.
    assert [change.after.unseen for change in changes.bookings] == [False]
    assert (about(reader), store.notices.unread()) == ([], 0)
    assert store.notices.recent(5) == []
    # It does not ring again for that.
    assert store.apply(snapshot(9, a_booking("b1"), a_booking("b2"))).alerts == ()
    changes = store.notices.restore([read, unread])
    assert [change.after.booking.id for change in changes.bookings] == ["b2"]
    assert noticed(reader) == before
    assert store.notices.unread() == 1


def test_what_is_told_of_a_notice_is_a_change(store: Store) -> None:
    alert = book(store, 1, "b1")
    assert store.notices.mark(alert, Moment.SHOWN).notices
    assert not store.notices.mark(alert, Moment.SHOWN)
    assert store.notices.seen(["b1"]).notices
    assert not store.notices.seen(["b1"])
    assert store.apply(live(2, told(a_booking("b2")))).notices


def test_no_more_and_none_older_than_is_kept(
    store: Store, reader: Reader, clock: ManualClock
) -> None:
    book(store, 1, "old")
    clock.pass_by(days=31)
    for number in range(101):
        book(store, 2 + number, f"b{number}")
    assert store.booking("b0") is not None
    changes = store.notices.bound(FEW)
    assert len(noticed(reader)) == 100
    assert {"old", "b0"}.isdisjoint(about(reader))
    # Nobody can read them any more, so nobody is told that they are unread.
    assert {each.after.booking.id for each in changes.bookings} == {"old", "b0"}
    assert not any(each.after.unseen for each in changes.bookings)
    assert store.notices.unread() == 100
    assert not store.notices.bound(FEW)


def test_what_waits_to_be_told_together_is_counted_whatever_is_kept(store: Store) -> None:
    many = [told(a_booking(f"b{number}")) for number in range(130)]
    store.apply(caught_up(130, *many))
    store.notices.bound(FEW)
    (summary,) = store.settle(STREAM, NOON).alerts
    assert "130 bookings" in summary.title


def test_bounds_that_keep_nothing_keep_what_tells_that_it_has_rung(store: Store) -> None:
    book(store, 1, "b1")
    store.notices.bound(NoticeBounds(count=-5, days=0))
    assert store.notices.unread() == 1


STEPS = st.one_of(
    st.tuples(st.just("book"), st.integers(0, 5)),
    st.tuples(st.just("cancel"), st.integers(0, 5)),
    st.tuples(st.sampled_from(("seen", "read", "remove", "restore")), st.integers(0, 5)),
    st.tuples(st.just("quiet"), st.booleans()),
)


class Model:
    """What each alert of a booking is to be, by hand."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def of(self, booking_id: str) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["booking"] == booking_id]

    def notices(self) -> list[tuple[str, bool, bool]]:
        return [
            (line["id"], line["read"], line["quiet"])
            for line in reversed(self.lines)
            if not line["removed"]
        ]


def _do(store: Store, model: Model, position: int, step: tuple[str, Any]) -> None:
    what, value = step
    if what == "quiet":
        store.quiet(NOON + timedelta(hours=1) if value else None)
        return
    booking_id = f"b{value}"
    ids = [line["id"] for line in model.of(booking_id)]
    if what in {"book", "cancel"}:
        held = store.booking(booking_id)
        version = held.booking.version + 1 if held else 1
        if what == "book" and held is not None:
            return
        booking = a_booking(
            booking_id, version=version, status="cancelled" if what == "cancel" else "confirmed"
        )
        if held is not None and held.booking.status == "cancelled":
            return
        store.apply(live(position, told(booking, "")))
        kind = "created" if what == "book" else "cancelled"
        model.lines.append(
            {
                "id": f"{booking_id}:{kind}:{version}",
                "booking": booking_id,
                "read": False,
                "removed": False,
                "quiet": store.hush.hushed is not None,
            }
        )
    elif what == "seen":
        store.notices.seen([booking_id])
        for line in model.of(booking_id):
            line["read"] = True
    else:
        getattr(store.notices, what)(ids)
        for line in model.of(booking_id):
            line["read"] = line["read"] or what == "read"
            line["removed"] = what == "remove" or (line["removed"] and what != "restore")


@settings(max_examples=60, deadline=None)
@given(steps=st.lists(STEPS, max_size=25))
def test_notices_are_what_was_done_with_them(steps: list[tuple[str, Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite3"
        clock = ManualClock()
        store, reader, model = Store(path, clock), Reader(path), Model()
        store.apply(msgspec.structs.replace(snapshot(0), libraries=(LIBRARY,)))
        store.settle(STREAM, NOON)
        for position, step in enumerate(steps, start=1):
            _do(store, model, position, step)
            told_now = [
                (each.alert.id, each.acknowledged_at is not None, each.silent is not None)
                for each in reader.notice_page(reader.notices(EVERY).rowids, NOON)
            ]
            assert told_now == model.notices()
            unread = [each for each in model.lines if not (each["read"] or each["removed"])]
            assert store.notices.unread() == len(unread)
            for line in model.lines:
                row = store.booking(line["booking"])
                assert row is not None
                new = any(each in unread for each in model.of(line["booking"]))
                assert row.unseen is new
        store.close()
        reader.close()


def test_nothing_is_a_change_that_changes_nothing() -> None:
    assert not Changes()
    assert Changes(notices=True)
