"""Each alert once: told at once or after an absence, told again after a crash, seen."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from app.core.changes import AlertKind, Moment
from app.core.filters import BookingFilter
from app.core.reader import Reader
from app.core.silence import Hushed, Silence
from app.core.store import Store
from tests.core.made import NOON, STREAM, ManualClock, a_booking, caught_up, live, snapshot, told


def some(count: int, start: int = 1) -> list[str]:
    return [f"b{number}" for number in range(start, start + count)]


def miss(store: Store, count: int) -> None:
    """`count` bookings come in a catch-up page."""
    names = some(count)
    assert store.apply(caught_up(count, *(told(a_booking(each)) for each in names))).alerts == ()


@pytest.mark.parametrize("count", [1, 3])
def test_a_few_alerts_of_an_absence_are_told_one_by_one(store: Store, count: int) -> None:
    miss(store, count)
    alerts = store.settle(STREAM, NOON).alerts
    assert [alert.booking_id for alert in alerts] == some(count)
    assert store.settle(STREAM, NOON).alerts == ()


def test_many_alerts_of_an_absence_are_one_summary_and_each_a_line(store: Store) -> None:
    miss(store, 4)
    cancelled = a_booking("b1", version=2, status="cancelled")
    store.apply(caught_up(5, told(cancelled, "booking:cancelled")))
    (summary,) = store.settle(STREAM, NOON).alerts
    assert summary.kind == AlertKind.SUMMARY
    assert summary.summary
    assert summary.title == "While you were away: 4 bookings, 1 cancellation"
    assert summary.booking_ids == ("b1", "b2", "b3", "b4")
    assert summary.booking_id is None
    assert store.notices.unread() == 5
    lines = store.notices.recent(10)
    assert len(lines) == 5
    assert all(line.summarised for line in lines)


def test_an_absence_over_several_pages_is_one_summary(store: Store) -> None:
    miss(store, 2)
    store.apply(caught_up(4, *(told(a_booking(each)) for each in some(2, 3))))
    (summary,) = store.settle(STREAM, NOON).alerts
    assert summary.booking_ids == tuple(some(4))


def test_after_a_crash_a_summary_is_told_before_what_came_after_it(
    path: Path, store: Store, clock: ManualClock
) -> None:
    miss(store, 4)
    (summary,) = store.settle(STREAM, NOON).alerts
    store.apply(live(5, told(a_booking("later"))))
    store.close()
    again = Store(path, clock)
    assert [alert.id for alert in again.untold().alerts] == [summary.id, "later:created:1"]
    again.close()


def test_acknowledging_a_summary_acknowledges_what_it_stands_for(
    store: Store, reader: Reader
) -> None:
    miss(store, 4)
    (summary,) = store.settle(STREAM, NOON).alerts
    changes = store.notices.mark(summary.id, Moment.ACKNOWLEDGED)
    assert len(changes.bookings) == 4
    assert store.notices.unread() == 0
    assert not any(row.unseen for row in reader.page(reader.rows(BookingFilter())))


def test_what_was_not_shown_is_told_again_at_the_next_start(
    store: Store, path: Path, clock: ManualClock
) -> None:
    (shown,) = store.apply(live(1, told(a_booking("b1")))).alerts
    (hidden,) = store.apply(live(2, told(a_booking("b2")))).alerts
    store.notices.mark(shown.id, Moment.SHOWN)
    store.close()
    again = Store(path, clock)
    assert [alert.id for alert in again.untold().alerts] == [hidden.id]
    again.notices.mark(hidden.id, Moment.SHOWN)
    assert not again.untold()
    assert again.notices.unread() == 2
    again.close()


def test_a_summary_not_shown_is_told_again_as_it_was(
    store: Store, path: Path, clock: ManualClock
) -> None:
    miss(store, 5)
    (summary,) = store.settle(STREAM, NOON).alerts
    store.close()
    again = Store(path, clock)
    assert again.untold().alerts == (summary,)
    again.close()


def test_gathered_alerts_survive_a_crash_before_their_summary(
    store: Store, path: Path, clock: ManualClock
) -> None:
    miss(store, 5)
    store.close()
    again = Store(path, clock)
    assert not again.untold()
    (summary,) = again.settle(STREAM, NOON).alerts
    assert summary.booking_ids == tuple(some(5))
    again.close()


def test_many_that_were_not_shown_wait_for_one_summary(
    store: Store, path: Path, clock: ManualClock
) -> None:
    for position, name in enumerate(some(6), start=1):
        store.apply(live(position, told(a_booking(name))))
    store.close()
    again = Store(path, clock)
    assert not again.untold()
    (summary,) = again.settle(STREAM, NOON).alerts
    assert summary.booking_ids == tuple(some(6))
    again.close()


def test_many_that_were_not_shown_share_one_summary_with_what_came_after_them(
    store: Store, path: Path, clock: ManualClock
) -> None:
    """The summary of an absence was not shown either; alone, it would be told before them."""
    for position, name in enumerate(some(6), start=1):
        store.apply(live(position, told(a_booking(name))))
    later = [told(a_booking(name)) for name in some(5, 7)]
    store.apply(caught_up(11, *later))
    assert len(store.settle(STREAM, NOON).alerts) == 1
    store.notices.seen(["b8"])
    store.close()
    again = Store(path, clock)
    assert not again.untold()
    (summary,) = again.settle(STREAM, NOON).alerts
    assert summary.booking_ids == tuple(each for each in some(11) if each != "b8")
    assert again.notices.unread() == 10
    again.notices.mark(summary.id, Moment.ACKNOWLEDGED)
    assert again.notices.unread() == 0
    assert not again.untold()
    again.close()


def test_words_of_time_fit_the_moment_of_telling(store: Store, clock: ManualClock) -> None:
    (first,) = store.apply(live(1, told(a_booking()))).alerts
    assert "today" in first.body
    clock.pass_by(days=1)
    assert "yesterday" in store.untold().alerts[0].body


def test_a_look_at_a_row_takes_its_mark_away(store: Store) -> None:
    store.apply(live(1, told(a_booking("b1")), told(a_booking("b2"))))
    (change,) = store.notices.seen(["b1", "nobody"]).bookings
    assert (change.after.booking.id, change.after.unseen) == ("b1", False)
    assert store.notices.unread() == 1
    assert len(store.notices.seen(None).bookings) == 1
    assert store.notices.unread() == 0
    assert not store.notices.seen(None)


def test_a_look_at_very_many_is_told_as_a_reload(store: Store, reader: Reader) -> None:
    miss(store, 700)
    assert store.notices.unread() == 700
    assert store.notices.seen(None).reloaded
    assert store.notices.unread() == 0
    assert not any(row.unseen for row in reader.page(reader.rows(BookingFilter())))


def test_the_first_time_of_a_station_counts(store: Store, clock: ManualClock) -> None:
    (alert,) = store.apply(live(1, told(a_booking()))).alerts
    for moment in (Moment.SHOWN, Moment.SOUNDED, Moment.CLICKED):
        store.notices.mark(alert.id, moment)
        clock.pass_by(seconds=1)
        store.notices.mark(alert.id, moment)
    store.notices.mark("nobody", Moment.SHOWN)
    (line,) = store.notices.recent(5)
    assert (line.shown_at, line.sounded_at, line.clicked_at, line.acknowledged_at) == (
        NOON,
        NOON + timedelta(seconds=1),
        NOON + timedelta(seconds=2),
        None,
    )


def test_quiet_records_and_counts_but_does_not_tell(store: Store, clock: ManualClock) -> None:
    store.quiet(NOON + timedelta(hours=1))
    assert store.apply(live(1, told(a_booking("b1")))).alerts == ()
    store.apply(caught_up(2, told(a_booking("b2"))))
    assert store.settle(STREAM, NOON).alerts == ()
    assert store.notices.unread() == 2
    clock.pass_by(hours=1)
    assert store.hush.hushed is None
    assert len(store.apply(live(3, told(a_booking("b3")))).alerts) == 1
    assert not [alert for alert in store.untold().alerts if alert.booking_id != "b3"]


def test_quiet_is_kept_over_a_restart(store: Store, path: Path, clock: ManualClock) -> None:
    until = NOON + timedelta(hours=1)
    store.quiet(until)
    store.close()
    again = Store(path, clock)
    assert again.hush.hushed == Hushed(Silence.QUIET, until)
    again.close()


@pytest.mark.parametrize("days", [-400, -0.01])
def test_quiet_does_not_last_longer_when_the_clock_is_set_back(
    store: Store, clock: ManualClock, days: float
) -> None:
    store.quiet(NOON + timedelta(hours=1))
    assert store.apply(live(1, told(a_booking("b1")))).alerts == ()
    clock.wall += timedelta(days=days)
    clock.pass_by(hours=1)
    assert store.hush.hushed is None
    assert len(store.apply(live(2, told(a_booking("b2")))).alerts) == 1


def test_quiet_ends_with_a_sleep_of_the_machine(store: Store, clock: ManualClock) -> None:
    store.quiet(NOON + timedelta(hours=1))
    clock.wall += timedelta(hours=2)
    assert store.hush.hushed is None


def test_quiet_from_before_the_clock_was_set_back_is_over(path: Path, clock: ManualClock) -> None:
    store = Store(path, clock)
    store.quiet(NOON + timedelta(hours=1))
    store.close()
    clock.wall -= timedelta(days=400)
    again = Store(path, clock)
    assert again.hush.hushed is None
    again.close()


def test_quiet_can_be_ended(store: Store) -> None:
    store.quiet(NOON + timedelta(hours=1))
    store.quiet(None)
    assert store.hush.hushed is None
    assert len(store.apply(live(1, told(a_booking()))).alerts) == 1


def test_the_newest_alerts_come_first_without_what_does_not_ring(store: Store) -> None:
    store.apply(live(1, told(a_booking("b1"))))
    store.apply(live(2, told(a_booking("b1", version=2, note="x"), "booking:updated")))
    store.apply(live(3, told(a_booking("b2"))))
    assert [line.alert.booking_id for line in store.notices.recent(10)] == ["b2", "b1"]
    assert len(store.notices.recent(1)) == 1


def test_summaries_are_one_for_each_library(store: Store) -> None:
    rows = [a_booking(f"x{n}", library_id="lib" if n % 2 else "other") for n in range(6)]
    store.apply(snapshot(6, *rows))
    summaries = store.settle(STREAM, NOON).alerts
    assert {alert.library_id for alert in summaries} == {"lib", "other"}
