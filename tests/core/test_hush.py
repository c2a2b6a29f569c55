"""What is kept silent and why: wishes, quiet hours, the computer's own quiet, rules."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.core.batch import Batch, Cursor, Heard, Origin
from app.core.changes import AlertKind, Moment
from app.core.quiet_hours import QuietHours
from app.core.rules import AlertRules, Rule
from app.core.silence import FOREVER, Hushed, Silence
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

# The hours are told by this computer's clock, whatever that shows.
LOCAL = NOON.astimezone()
NOW_MINUTES = LOCAL.hour * 60 + LOCAL.minute
AROUND_NOW = QuietHours(begins=(NOW_MINUTES - 60) % 1440, ends=(NOW_MINUTES + 60) % 1440)
AN_HOUR_LATER = NOON + timedelta(hours=1)
CREATED, CANCELLED = AlertKind.CREATED.value, AlertKind.CANCELLED.value


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
def store(tmp_path: Path, clock: ManualClock) -> Iterator[Store]:
    made = Store(tmp_path / "desk.sqlite3", clock)
    made.apply(snapshot(0))
    made.settle(STREAM, NOON)
    yield made
    made.close()


def hushed(store: Store) -> Hushed | None:
    return store.hush.hushed


def whys(store: Store) -> list[Silence | None]:
    return [record.silent for record in reversed(store.notices.recent(20))]


def test_in_quiet_hours_what_rings_is_noted_and_not_told(store: Store, clock: ManualClock) -> None:
    store.hush.rules = AlertRules(hours=(AROUND_NOW,))
    assert hushed(store) == Hushed(Silence.HOURS, AN_HOUR_LATER)
    assert store.hush.turns_at == AN_HOUR_LATER
    assert store.apply(live(1, told(a_booking("b1")))).alerts == ()
    assert store.notices.unread() == 1
    clock.pass_by(hours=1)
    assert hushed(store) is None
    (alert,) = store.apply(live(2, told(a_booking("b2")))).alerts
    assert alert.booking_id == "b2"
    assert whys(store) == [Silence.HOURS, None]


def test_quiet_hours_that_somebody_has_ended_hold_again_the_next_day(
    store: Store, clock: ManualClock, tmp_path: Path
) -> None:
    store.hush.rules = AlertRules(hours=(AROUND_NOW,))
    store.quiet(None)
    assert hushed(store) is None
    assert len(store.apply(live(1, told(a_booking("b1")))).alerts) == 1
    store.close()
    again = Store(tmp_path / "desk.sqlite3", clock)
    again.hush.rules = store.hush.rules
    assert hushed(again) is None
    clock.pass_by(days=1)
    assert hushed(again) == Hushed(Silence.HOURS, AN_HOUR_LATER + timedelta(days=1))
    again.close()


def test_a_wish_comes_before_the_hours_and_may_have_no_end(
    store: Store, clock: ManualClock
) -> None:
    store.hush.rules = AlertRules(hours=(AROUND_NOW,))
    store.quiet(FOREVER)
    assert hushed(store) == Hushed(Silence.QUIET, None)
    clock.pass_by(days=400)
    assert hushed(store) == Hushed(Silence.QUIET, None)


def test_the_computer_s_own_quiet_is_respected_unless_somebody_says_no(store: Store) -> None:
    store.hush.system = True
    assert hushed(store) == Hushed(Silence.SYSTEM)
    # It is not ours to end.
    store.quiet(None)
    assert store.apply(live(1, told(a_booking("b1")))).alerts == ()
    store.hush.rules = AlertRules(respects_system=False)
    assert hushed(store) is None
    assert len(store.apply(live(2, told(a_booking("b2")))).alerts) == 1
    assert whys(store) == [Silence.SYSTEM, None]


def test_a_kind_that_may_breaks_through_and_the_others_do_not(store: Store) -> None:
    store.hush.rules = AlertRules(
        rules=(Rule(kind=AlertKind.CREATED, breaks_quiet=True),), hours=(AROUND_NOW,)
    )
    changes = store.apply(live(1, told(a_booking("b1"))))
    assert [alert.kind for alert in changes.alerts] == [CREATED]
    gone = a_booking("b1", version=2, status="cancelled")
    assert store.apply(live(2, told(gone, CANCELLED))).alerts == ()
    assert whys(store) == [None, Silence.HOURS]


def test_a_kind_that_nobody_wants_to_be_told_of_is_silent_by_its_rule(store: Store) -> None:
    off = Rule(kind="points:added", notify=False, sound="")
    elsewhere = Rule(kind=CREATED, library_id="lib-2", notify=False, sound="")
    store.hush.rules = AlertRules(rules=(off, elsewhere))
    heard = Heard(
        id="e1", event="points:added", payload={"points": 5}, at=NOON, library_id=LIBRARY.id
    )
    batch = Batch(origin=Origin.LIVE, cursor=Cursor(STREAM, "e1", 1), heard=(heard,))
    assert store.apply(batch).alerts == ()
    assert len(store.apply(live(2, told(a_booking("b1")))).alerts) == 1
    assert whys(store) == [Silence.RULE, None]
    # It is in the list, and unread.
    assert store.notices.unread() == 2


def test_a_kind_that_does_not_ring_by_itself_rings_if_somebody_wishes_that_kind(
    store: Store,
) -> None:
    here = a_booking("b1", status="checked_in")
    store.apply(live(1, told(here)))
    left = a_booking("b1", version=2, status="completed")
    # A wish for all kinds is none for this one.
    store.hush.rules = AlertRules(rules=(Rule(notify=True, sound="notice"),))
    assert store.apply(live(2, told(left, AlertKind.CHECKOUT))).alerts == ()
    assert store.notices.unread() == 1
    store.hush.rules = AlertRules(rules=(Rule(kind=AlertKind.CHECKOUT, notify=True),))
    again = a_booking("b1", version=3, status="checked_in")
    store.apply(live(3, told(again, AlertKind.UPDATED)))
    left = a_booking("b1", version=4, status="completed")
    (alert,) = store.apply(live(4, told(left, AlertKind.CHECKOUT))).alerts
    assert alert.kind == AlertKind.CHECKOUT
    typing = Heard(id="e9", event="typing", payload={}, at=NOON, library_id=LIBRARY.id)
    chatter = Batch(origin=Origin.LIVE, cursor=Cursor(STREAM, "e1", 5), heard=(typing,))
    assert store.apply(chatter).alerts == ()


def test_what_is_gathered_is_silent_kind_by_kind(store: Store) -> None:
    store.hush.rules = AlertRules(rules=(Rule(kind=AlertKind.CANCELLED, notify=False, sound=""),))
    rows = [a_booking(f"b{number}") for number in range(6)]
    store.apply(caught_up(6, *(told(row) for row in rows)))
    gone = [a_booking(row.id, version=2, status="cancelled") for row in rows[:4]]
    store.apply(caught_up(10, *(told(row, CANCELLED) for row in gone)))
    (summary,) = store.settle(STREAM, NOON + timedelta(minutes=1)).alerts
    assert summary.title == "While you were away: 6 bookings"
    assert [why for why in whys(store) if why is not None] == [Silence.RULE] * 4


def test_what_was_heard_but_by_its_rule_not_shown_is_not_told_again(store: Store) -> None:
    (alert,) = store.apply(live(1, told(a_booking("b1")))).alerts
    assert [each.id for each in store.untold().alerts] == [alert.id]
    store.notices.mark(alert.id, Moment.SOUNDED)
    assert store.untold().alerts == ()


def test_quiet_that_began_while_the_desk_was_away_silences_what_was_not_shown(
    store: Store,
) -> None:
    store.apply(live(1, told(a_booking("b1"))))
    store.quiet(datetime.now(UTC) + timedelta(days=3650))
    assert store.untold().alerts == ()
    assert whys(store) == [Silence.QUIET]
