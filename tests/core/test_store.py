"""Everything passes through the store: rows by version, cursor, alerts, in one transaction."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.errors import StoreFailed
from app.contract.models import Booking, Pricing
from app.core.batch import Batch, Cursor, Origin
from app.core.changes import AlertKind
from app.core.commands import Cancel, CheckIn, Command
from app.core.filters import BookingFilter
from app.core.reader import Reader
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


def test_a_live_booking_is_a_row_a_change_and_an_alert(store: Store, reader: Reader) -> None:
    booking = a_booking()
    changes = store.apply(live(1, told(booking)))
    (change,) = changes.bookings
    assert change.before is None
    assert change.after.booking == booking
    assert change.after.unseen
    (alert,) = changes.alerts
    assert (alert.kind, alert.booking_id) == (AlertKind.CREATED, "b1")
    assert alert.id == "b1:created:1"
    assert reader.page([change.after.rowid]) == [change.after]
    assert store.cursor(STREAM) == Cursor(STREAM, "e1", 1)
    assert store.notices.unread() == 1


def test_the_same_event_again_changes_nothing(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    assert not store.apply(live(1, told(a_booking())))
    assert not store.apply(live(2, told(a_booking())))
    assert store.notices.unread() == 1


def test_an_older_version_changes_nothing(store: Store) -> None:
    store.apply(live(1, told(a_booking(version=3, note="new"))))
    changes = store.apply(live(2, told(a_booking(version=2, note="old"), "booking:updated")))
    assert changes.bookings == ()
    row = store.booking("b1")
    assert row is not None
    assert row.booking.note == "new"


def test_the_same_version_with_other_content_changes_nothing(store: Store) -> None:
    store.apply(live(1, told(a_booking(note="first"))))
    store.apply(live(2, told(a_booking(note="second"), "booking:updated")))
    row = store.booking("b1")
    assert row is not None
    assert row.booking.note == "first"


def test_a_rowid_stays_through_changes(store: Store) -> None:
    first = store.apply(live(1, told(a_booking()))).bookings[0].after.rowid
    change = store.apply(live(2, told(a_booking(version=2), "booking:updated"))).bookings[0]
    assert change.after.rowid == first
    assert change.before is not None
    assert change.before.rowid == first


def test_several_changes_of_one_row_in_a_page_are_one_change(store: Store) -> None:
    changes = store.apply(
        caught_up(
            2,
            told(a_booking()),
            told(a_booking(version=2, status="cancelled"), "booking:cancelled"),
        )
    )
    (change,) = changes.bookings
    assert (change.before, change.after.booking.version) == (None, 2)
    kinds = [alert.kind for alert in store.settle(STREAM, NOON).alerts]
    assert kinds == [AlertKind.CREATED, AlertKind.CANCELLED]


def test_updates_and_departures_are_recorded_without_ringing(store: Store) -> None:
    store.apply(live(1, told(a_booking(status="checked_in"))))
    store.notices.seen(None)
    for position, status in enumerate(("completed", "checked_in"), start=2):
        row = a_booking(version=position, status=status)
        assert store.apply(live(position, told(row, "booking:updated"))).alerts == ()
    assert store.notices.unread() == 0


def test_the_first_snapshot_is_silent(path: Path, clock: ManualClock) -> None:
    store = Store(path, clock)
    changes = store.apply(snapshot(7, a_booking(), a_booking("b2", status="cancelled")))
    assert (len(changes.bookings), changes.alerts) == (2, ())
    assert changes.libraries == (LIBRARY,)
    assert store.settle(STREAM, NOON).alerts == ()
    assert store.notices.unread() == 0
    store.close()


def test_a_snapshot_of_the_same_epoch_tells_what_is_newer(store: Store) -> None:
    store.apply(live(1, told(a_booking()), told(a_booking("b2"))))
    store.apply(
        snapshot(
            90,
            a_booking(),
            a_booking("b2", version=4, status="cancelled"),
            a_booking("b3"),
        )
    )
    alerts = store.settle(STREAM, NOON).alerts
    assert {alert.id for alert in alerts} == {"b2:cancelled:4", "b3:created:1"}


def test_a_new_epoch_rings_nothing_again_and_takes_older_rows(
    store: Store, clock: ManualClock
) -> None:
    store.apply(live(1, told(a_booking())))
    store.apply(live(2, told(a_booking(version=2, status="cancelled"), "booking:cancelled")))
    store.apply(live(3, told(a_booking("gone"))))
    store.settle(STREAM, clock.now())
    before = store.notices.unread()
    changes = store.apply(snapshot(1, a_booking(), epoch="e2"))
    assert changes.reloaded
    assert store.settle(STREAM, NOON).alerts == ()
    assert store.notices.unread() == before
    row = store.booking("b1")
    assert row is not None
    assert row.booking.version == 1
    assert store.booking("gone") is None
    # What is cancelled again was told before; what is new is told.
    store.apply(
        live(2, told(a_booking(version=2, status="cancelled"), "booking:cancelled"), epoch="e2")
    )
    (alert,) = store.apply(live(3, told(a_booking("b9")), epoch="e2")).alerts
    assert alert.booking_id == "b9"


def test_what_was_told_does_not_ring_again_when_its_row_went_and_comes_back_changed(
    store: Store,
) -> None:
    later = NOON + timedelta(hours=1)
    made = a_booking(created_at=later, updated_at=later)
    assert store.apply(live(1, told(made))).alerts
    store.apply(snapshot(0, epoch="e2"))
    assert store.booking("b1") is None
    edited = msgspec.structs.replace(made, version=2, note="A window seat, please.")
    another = a_booking("b2", created_at=later, updated_at=later)
    changes = store.apply(snapshot(2, edited, another, epoch="e3"))
    told_then = (*changes.alerts, *store.settle(STREAM, later).alerts)
    assert [alert.booking_id for alert in told_then] == ["b2"]


def test_in_a_new_epoch_an_unknown_booking_rings_only_if_it_is_new(
    store: Store, clock: ManualClock
) -> None:
    store.settle(STREAM, NOON)
    clock.pass_by(hours=1)
    old = a_booking("old", created_at=NOON - timedelta(minutes=1))
    new = a_booking("new", created_at=NOON + timedelta(minutes=1))
    store.apply(snapshot(9, old, new, epoch="e2"))
    assert [alert.booking_id for alert in store.settle(STREAM, clock.now()).alerts] == ["new"]


def test_a_history_that_went_back_without_a_word_is_taken_like_a_new_epoch(store: Store) -> None:
    store.apply(live(8, told(a_booking(version=3))))
    store.apply(snapshot(2, a_booking(version=1)))
    assert store.cursor(STREAM) == Cursor(STREAM, "e1", 2)
    row = store.booking("b1")
    assert row is not None
    assert row.booking.version == 1


def test_a_cursor_never_goes_back_within_an_epoch(store: Store) -> None:
    store.apply(live(5, told(a_booking())))
    assert not store.apply(live(3, told(a_booking("b2"))))
    assert store.cursor(STREAM) == Cursor(STREAM, "e1", 5)
    assert store.booking("b2") is None


def queue_check_in(store: Store, key: str = "ours") -> Command:
    command = Command(key=key, what=CheckIn(booking_id="b1"))
    store.queue(command)
    return command


def test_what_we_did_ourselves_does_not_ring(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    queue_check_in(store)
    arrived = a_booking(version=2, status="checked_in")
    assert store.apply(live(2, told(arrived, "booking:checkin", "ours"))).alerts == ()
    assert store.notices.unread() == 1


def test_what_somebody_else_did_with_a_key_rings(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    arrived = a_booking(version=2, status="checked_in")
    (alert,) = store.apply(live(2, told(arrived, "booking:checkin", "theirs"))).alerts
    assert alert.kind == AlertKind.CHECKIN


def test_an_event_overtaken_by_the_answer_to_our_command_still_rings(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    store.notices.seen(None)
    command = queue_check_in(store)
    # Somebody marked the arrival first (version 2); our own check-out is version 3.
    ours = told(a_booking(version=3, status="completed"), "", "ours")
    store.answered(command, Batch(origin=Origin.ANSWER, bookings=(ours,)))
    theirs = told(a_booking(version=2, status="checked_in"), "booking:checkin")
    changes = store.apply(live(2, theirs))
    assert [alert.id for alert in changes.alerts] == ["b1:checkin:2"]
    (change,) = changes.bookings
    assert (change.after.booking.version, change.after.unseen) == (3, True)
    own = store.apply(live(3, told(a_booking(version=3, status="completed"), "x", "ours")))
    assert own.alerts == ()


def test_a_command_shows_on_its_row_until_it_is_answered(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    command = Command(key="k", what=Cancel(booking_id="b1", reason="ill"))
    (change,) = store.queue(command).bookings
    assert (change.before and change.before.pending, change.after.pending) == (None, "cancel")
    waiting = store.next_command()
    assert waiting == msgspec.structs.replace(command, made_at=NOON)
    assert store.waiting() == 1
    done = told(a_booking(version=2, status="cancelled"), "", "k")
    (change,) = store.answered(command, Batch(origin=Origin.ANSWER, bookings=(done,))).bookings
    assert change.before is not None
    assert (change.before.pending, change.after.pending) == ("cancel", None)
    assert change.after.booking.status == "cancelled"
    assert (store.next_command(), store.waiting()) == (None, 0)


def test_a_refused_command_leaves_the_row_as_it_was(store: Store) -> None:
    store.apply(live(1, told(a_booking())))
    command = queue_check_in(store)
    (change,) = store.answered(command, None).bookings
    assert (change.after.pending, change.after.booking.version) == (None, 1)


def test_commands_and_their_marks_outlive_the_process(
    store: Store, path: Path, clock: ManualClock
) -> None:
    store.apply(live(1, told(a_booking())))
    command = queue_check_in(store)
    store.close()
    again = Store(path, clock)
    row = again.booking("b1")
    assert row is not None
    assert row.pending == "check_in"
    waiting = again.next_command()
    assert waiting == msgspec.structs.replace(command, made_at=NOON)
    again.close()


def test_a_basic_backends_list_is_compared_by_content(path: Path, clock: ManualClock) -> None:
    store = Store(path, clock)

    def listed(number: int, *bookings: Booking) -> Batch:
        return Batch(
            origin=Origin.LISTED,
            bookings=tuple(told(each, "") for each in bookings),
            cursor=Cursor("list", "", number),
        )

    assert store.apply(listed(1, a_booking(version=0))).alerts == ()
    assert store.settle("list", NOON).alerts == ()
    store.apply(listed(2, a_booking(version=0, status="cancelled"), a_booking("b2", version=0)))
    alerts = store.settle("list", NOON).alerts
    assert {alert.kind for alert in alerts} == {AlertKind.CANCELLED, AlertKind.CREATED}
    assert not store.apply(listed(3, a_booking(version=0, status="cancelled")))
    store.close()


def test_a_store_of_somebody_else_is_emptied(store: Store, path: Path) -> None:
    assert store.belong_to("server owner-1") is False
    store.apply(snapshot(0))
    store.apply(live(1, told(a_booking(student_name="Zebedee Quux"))))
    assert store.belong_to("server owner-1") is False
    assert store.booking("b1") is not None
    assert store.belong_to("server owner-2") is True
    assert store.booking("b1") is None
    assert store.cursor(STREAM) is None
    store.close()
    assert b"Zebedee" not in path.read_bytes()


def test_a_large_snapshot_is_told_as_one_reload(store: Store, reader: Reader) -> None:
    rows = [a_booking(f"b{number}") for number in range(1200)]
    changes = store.apply(snapshot(5, *rows))
    assert changes.reloaded
    assert changes.bookings == ()
    assert len(reader.rows(BookingFilter())) == 1200


def test_a_failed_write_leaves_cursor_rows_and_ledger_alone(store: Store, path: Path) -> None:
    store.apply(live(1, told(a_booking())))
    other = sqlite3.connect(path)
    other.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(StoreFailed):
            store.apply(live(2, told(a_booking("b2"))))
    finally:
        other.close()
    assert store.cursor(STREAM) == Cursor(STREAM, "e1", 1)
    assert store.booking("b2") is None
    (alert,) = store.apply(live(2, told(a_booking("b2")))).alerts
    assert alert.booking_id == "b2"


def test_an_error_halfway_leaves_nothing_half_done(store: Store) -> None:
    rows = (told(a_booking()), told(a_booking("b2", total_minor=2**70)))
    with pytest.raises(OverflowError):
        store.apply(live(1, *rows))
    assert store.booking("b1") is None
    assert store.notices.unread() == 0
    cursor = store.cursor(STREAM)
    assert cursor is not None
    assert cursor.position == 0


versions = st.integers(1, 4)
news = st.lists(st.tuples(st.sampled_from(["a", "b"]), versions), max_size=12)


@given(news, news)
@settings(deadline=None)
def test_rows_end_at_their_highest_version_and_ring_once_in_whatever_order(
    first: list[tuple[str, int]], then: list[tuple[str, int]]
) -> None:
    # An SQLite name for a database that lives in memory.
    store = Store(Path(":memory:"), ManualClock())
    store.apply(snapshot(0))
    rang: list[str] = []
    for position, (booking_id, version) in enumerate([*first, *then], start=1):
        status = "confirmed" if version < 3 else "cancelled"
        row = a_booking(booking_id, version=version, status=status)
        name = "booking:created" if version == 1 else "booking:updated"
        rang += [alert.id for alert in store.apply(live(position, told(row, name))).alerts]
    assert len(rang) == len(set(rang))
    for booking_id in {booking_id for booking_id, _ in [*first, *then]}:
        highest = max(version for each, version in [*first, *then] if each == booking_id)
        row_now = store.booking(booking_id)
        assert row_now is not None
        assert row_now.booking.version == highest
    store.close()


def test_prices_and_seats_follow(store: Store) -> None:
    from_hub = Pricing(
        library_id="lib", currency="INR", hour_minor=1, day_minor=2, month_minor=3, version=2
    )
    batch = Batch(origin=Origin.LIVE, pricing=(from_hub,), cursor=Cursor(STREAM, "e1", 1))
    assert store.apply(batch).pricing == (from_hub,)
    older = msgspec.structs.replace(from_hub, version=1, hour_minor=9)
    again = Batch(origin=Origin.LIVE, pricing=(older,), cursor=Cursor(STREAM, "e1", 2))
    assert store.apply(again).pricing == ()
