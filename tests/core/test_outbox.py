"""Walk-ins and price edits in the outbox: shown at once, made real once, or taken back."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest

from app.contract.errors import InvalidInput, SeatTaken, StaleVersion, WrongState
from app.contract.models import Booking, BookingRequest, Pricing, Seat, Source
from app.contract.requests import PricingEdit
from app.core.batch import Batch, Cursor, Origin
from app.core.changes import AlertKind, Changes
from app.core.commands import Cancel, CheckIn, Command, SetPrices, Undo, WalkIn
from app.core.counter import Counter
from app.core.filters import BookingFilter
from app.core.migrations import MIGRATIONS
from app.core.reader import Reader
from app.core.status import DeskStatus, LinkState, LinkStatus
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

SEAT = Seat(id="s12", library_id=LIBRARY.id, label="A-12")
PRICES = Pricing(
    library_id=LIBRARY.id, currency="INR", hour_minor=5000, day_minor=30000, month_minor=400000
)
WALK_IN = BookingRequest(
    library_id=LIBRARY.id,
    seat_id=SEAT.id,
    starts_at=NOON,
    ends_at=NOON + timedelta(hours=2),
    student_name="Asha Verma",
    student_phone="+91 98450 12345",
    source=Source.WALK_IN,
)


@pytest.fixture
def store(store: Store) -> Store:
    """The store of `conftest`, with a seat and prices."""
    store.apply(Batch(origin=Origin.ANSWER, seats=(SEAT,), pricing=(PRICES,)))
    return store


def walk_in(store: Store, key: str = "k1") -> Command:
    command = Command(key=key, what=WalkIn(request=WALK_IN))
    (change,) = store.queue(command).bookings
    assert change.before is None
    return command


def ids(store: Store, reader: Reader) -> list[str]:
    """What a list shows, which counts as many."""
    rows = [row.booking.id for row in reader.page(reader.rows(BookingFilter()))]
    assert reader.counts().total == len(rows)
    assert all(store.booking(each) is not None for each in rows)
    return rows


def the_hubs(**fields: object) -> Booking:
    return a_booking("real", **({"source": "walk_in"} | fields))


def answer(command: Command, booking: Booking) -> Batch:
    return Batch(
        origin=Origin.ANSWER,
        bookings=(told(booking, "", command.key),),
        causes=frozenset({command.key}),
    )


def test_a_walk_in_that_may_have_been_sent_is_taken_back_behind_it(store: Store) -> None:
    command = walk_in(store)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    store.attempting(command, NOON)
    store.take_back("k1")
    # Its check-in was never sent, so nothing has to undo that.
    assert store.waiting() == 2
    store.answered(command, answer(command, the_hubs(version=1)))
    behind = store.next_command()
    assert behind is not None
    assert isinstance(behind.what, Cancel)
    assert (behind.what.booking_id, behind.what.version) == ("real", 1)


def test_a_check_in_on_its_way_that_is_taken_back_says_so(store: Store) -> None:
    store.apply(live(1, told(a_booking())))

    def pending() -> str | None:
        row = store.booking("b1")
        return row.pending if row is not None else None

    command = Command(key="k1", what=CheckIn(booking_id="b1"))
    store.queue(command)
    store.attempting(command, NOON)
    assert pending() == "check_in"
    store.take_back("k1")
    assert pending() == "undo"
    # Pressed by mistake twice over: what was decided last is told.
    store.queue(Command(key="k2", what=CheckIn(booking_id="b1")))
    assert pending() == "check_in"


def test_a_walk_in_is_in_the_list_at_once_with_its_price(store: Store, reader: Reader) -> None:
    command = walk_in(store)
    assert ids(store, reader) == ["local:k1"]
    row = store.booking("local:k1")
    assert row is not None
    assert (row.pending, row.booking.seat_label, row.booking.total_minor) == (
        "walk_in",
        "A-12",
        10_000,
    )
    waiting = store.next_command()
    assert waiting is not None
    assert (waiting.key, waiting.what) == (command.key, command.what)


@pytest.mark.parametrize(
    ("paid", "word"), [(0, "unpaid"), (4_000, "partial"), (10_000, "paid"), (12_000, "paid")]
)
def test_what_was_paid_at_once_is_in_the_row_of_a_walk_in(
    store: Store, paid: int, word: str
) -> None:
    asked = msgspec.structs.replace(WALK_IN, paid_minor=paid)
    store.apply(snapshot(0))
    store.queue(Command(key="k1", what=WalkIn(request=asked)))
    row = store.booking("local:k1")
    assert row is not None
    assert (row.booking.paid_minor, row.booking.payment_status) == (paid, word)


def test_the_answer_makes_the_row_the_hubs_under_the_same_rowid(
    store: Store, reader: Reader
) -> None:
    command = walk_in(store)
    before = store.booking("local:k1")
    assert before is not None
    changes = store.answered(command, answer(command, the_hubs()))
    (change,) = changes.bookings
    assert change.before is not None
    assert (change.before.rowid, change.after.rowid) == (before.rowid, before.rowid)
    assert change.after == store.booking("real")
    assert change.after.pending is None
    assert changes.removed == ()
    assert ids(store, reader) == ["real"]
    assert store.waiting() == 0
    assert store.notices.unread() == 0


@pytest.mark.parametrize("brings", [live, caught_up])
def test_an_event_that_overtakes_the_answer_is_the_answer(
    store: Store, reader: Reader, brings: object
) -> None:
    command = walk_in(store)
    assert callable(brings)
    changes = store.apply(brings(1, told(the_hubs(), cause="k1")))
    assert ids(store, reader) == ["real"]
    assert [change.after.pending for change in changes.bookings] == [None]
    assert changes.alerts == ()
    assert store.waiting() == 0
    # The other answer then changes nothing, and no refusal is believed any more.
    assert not store.answered(command, answer(command, the_hubs()))
    assert store.refused(command, SeatTaken("It is taken.")) == (type(changes)(), None)
    assert store.settle("library:lib", NOON).alerts == ()
    assert store.notices.unread() == 0


def test_anothers_walk_in_rings_and_touches_none_of_ours(store: Store, reader: Reader) -> None:
    walk_in(store)
    changes = store.apply(live(1, told(the_hubs(), cause="of another desk")))
    assert [alert.kind for alert in changes.alerts] == [AlertKind.CREATED]
    assert set(ids(store, reader)) == {"real", "local:k1"}


def test_what_happens_to_it_afterwards_rings(store: Store) -> None:
    walk_in(store)
    cancelled = the_hubs(version=2, status="cancelled")
    changes = store.apply(
        live(2, told(the_hubs(), cause="k1"), told(cancelled, "booking:cancelled"))
    )
    assert [alert.kind for alert in changes.alerts] == [AlertKind.CANCELLED]


def test_a_waiting_row_outlives_a_snapshot_that_replaces_all(store: Store, reader: Reader) -> None:
    store.apply(live(1, told(a_booking("old"))))
    command = walk_in(store)
    store.apply(snapshot(3, a_booking("new"), epoch="e2"))
    assert set(ids(store, reader)) == {"new", "local:k1"}
    # Nothing was sent yet, so this one is another's, however like ours it is.
    store.apply(snapshot(4, a_booking("new"), the_hubs(), epoch="e3"))
    assert set(ids(store, reader)) == {"new", "real", "local:k1"}
    changes = store.answered(command, answer(command, the_hubs()))
    assert [row.booking.id for row in changes.removed] == ["local:k1"]
    assert set(ids(store, reader)) == {"new", "real"}


def listed(*bookings: Booking) -> Batch:
    """What a basic backend's list shows, as far as its rows say something."""
    told_by_list = tuple(told(booking, "") for booking in bookings)
    return Batch(origin=Origin.LISTED, bookings=told_by_list, cursor=Cursor("list", "1", 1))


def rung(store: Store, changes: Changes, stream: str) -> list[str | None]:
    """What was told of these changes, at once or when in step."""
    alerts = (*changes.alerts, *store.settle(stream, NOON).alerts)
    return [alert.booking_id for alert in alerts]


def test_a_snapshot_that_comes_before_the_answer_makes_no_second_row_and_does_not_ring(
    store: Store, reader: Reader
) -> None:
    command = walk_in(store)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    before = store.booking("local:k1")
    assert before is not None
    store.attempting(command, NOON)
    changes = store.apply(snapshot(1, the_hubs(), a_booking("other", seat_id="s2")))
    assert set(ids(store, reader)) == {"real", "other"}
    assert rung(store, changes, STREAM) == ["other"]
    row = store.booking("real")
    assert row is not None
    assert (row.rowid, row.pending) == (before.rowid, "check_in")
    # It only looks like ours: the hub is asked again, and what waits goes after it.
    again = store.next_command()
    assert again is not None
    assert (again.key, again.attempts) == ("k1", 1)
    assert not store.answered(command, answer(command, the_hubs())).removed
    assert set(ids(store, reader)) == {"real", "other"}
    following = store.next_command()
    assert following is not None
    assert following.what == CheckIn(booking_id="real")


def test_a_refusal_after_such_a_snapshot_is_told_and_leaves_the_others_row(
    store: Store, reader: Reader
) -> None:
    command = walk_in(store)
    store.attempting(command, NOON)
    store.apply(snapshot(1, the_hubs()))
    changes, refusal = store.refused(command, SeatTaken("Seat A-12 is taken until 14:00."))
    assert ids(store, reader) == ["real"]
    assert [change.after.pending for change in changes.bookings] == [None]
    assert refusal is not None
    assert refusal.booking_id == "real"


def test_an_answer_that_names_another_booking_than_the_snapshot_has_the_last_word(
    store: Store, reader: Reader
) -> None:
    command = walk_in(store)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    store.attempting(command, NOON)
    store.apply(snapshot(1, the_hubs()))
    store.answered(command, answer(command, a_booking("ours", source="walk_in")))
    assert {each: pending(store, each) for each in ids(store, reader)} == {
        "real": None,
        "ours": "check_in",
    }
    assert store.real_id("local:k1") == "ours"


def pending(store: Store, booking_id: str) -> str | None:
    row = store.booking(booking_id)
    assert row is not None
    return row.pending


@pytest.mark.parametrize(
    "differs",
    [
        {"seat_id": "s13"},
        {"starts_at": NOON - timedelta(hours=1)},
        {"ends_at": NOON + timedelta(hours=3)},
        {"student_name": "Ravi Kumar"},
        {"student_phone": "+91 98450 54321"},
        {"library_id": "other"},
        {"source": "online"},
        {"kind": "day"},
        {"status": "cancelled"},
    ],
)
def test_a_row_of_a_snapshot_that_differs_is_anothers(
    store: Store, reader: Reader, differs: dict[str, object]
) -> None:
    store.attempting(walk_in(store), NOON)
    changes = store.apply(snapshot(1, the_hubs(**differs)))
    assert set(ids(store, reader)) == {"real", "local:k1"}
    assert rung(store, changes, STREAM) == ["real"]


def test_a_row_that_was_here_before_is_no_new_walk_in(store: Store, reader: Reader) -> None:
    store.apply(live(1, told(the_hubs())))
    store.attempting(walk_in(store), NOON)
    store.apply(snapshot(2, the_hubs(version=2)))
    store.apply(listed(the_hubs(version=3)))
    assert set(ids(store, reader)) == {"real", "local:k1"}
    assert store.waiting() == 1


def test_our_check_in_in_a_snapshot_that_comes_before_the_answer_does_not_ring(
    store: Store,
) -> None:
    store.apply(live(1, told(a_booking("b1")), told(a_booking("b2"))))
    command = Command(key="k1", what=CheckIn(booking_id="b1"))
    store.queue(command)
    store.attempting(command, NOON)
    arrived = [a_booking(each, status="checked_in", version=2) for each in ("b1", "b2")]
    assert rung(store, store.apply(snapshot(3, *arrived)), STREAM) == ["b2"]
    assert store.next_command() is not None


@pytest.mark.parametrize("phone", ["", "919845012345"])
def test_a_list_that_comes_before_the_answer_is_the_answer(
    store: Store, reader: Reader, phone: str
) -> None:
    store.apply(listed())
    command = walk_in(store)
    store.attempting(command, NOON)
    # It tells neither an end nor where the booking came from, and spells numbers its own way.
    row = the_hubs(student_phone=phone, ends_at=None, source="online", version=0)
    batch = msgspec.structs.replace(listed(row), cursor=Cursor("list", "1", 2))
    assert rung(store, store.apply(batch), "list") == []
    assert ids(store, reader) == ["real"]
    assert (store.waiting(), pending(store, "real")) == (0, None)


def test_a_refused_walk_in_goes_and_takes_along_what_waited_for_it(
    store: Store, reader: Reader
) -> None:
    command = walk_in(store)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    row = store.booking("local:k1")
    assert row is not None
    assert row.pending == "check_in"
    changes, refusal = store.refused(command, SeatTaken("Seat A-12 is taken until 14:00."))
    assert [each.booking.id for each in changes.removed] == ["local:k1"]
    assert ids(store, reader) == []
    assert store.waiting() == 0
    assert refusal is not None
    assert refusal.booking_id is None
    assert refusal.wanted == command.what
    assert refusal.message == "Seat A-12 is taken until 14:00. With it, its check-in went back."


def test_what_waits_for_a_walk_in_is_carried_over_to_its_booking(store: Store) -> None:
    command = walk_in(store)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    changes = store.answered(command, answer(command, the_hubs()))
    assert [change.after.pending for change in changes.bookings] == ["check_in"]
    following = store.next_command()
    assert following is not None
    assert (following.key, following.what) == ("k2", CheckIn(booking_id="real"))
    assert store.real_id("local:k1") == "real"


def test_an_answer_that_is_only_an_id_is_enough(store: Store, reader: Reader) -> None:
    command = walk_in(store)
    store.answered(command, None, Booking(id="7"))
    assert ids(store, reader) == ["7"]
    row = store.booking("7")
    assert row is not None
    assert (row.pending, row.booking.student_name) == (None, "Asha Verma")


def test_everything_is_there_after_a_restart(store: Store, path: Path, clock: ManualClock) -> None:
    command = walk_in(store)
    store.attempting(command, NOON)
    store.queue(Command(key="k2", what=CheckIn(booking_id="local:k1")))
    store.refused(Command(key="k2", what=CheckIn(booking_id="x")), WrongState("Over."))
    store.close()
    again = Store(path, clock)
    found = again.next_command()
    assert found is not None
    assert (found.what, found.attempts, found.attempted_at) == (command.what, 1, NOON)
    (refusal,) = again.refusals()
    assert (refusal.title, refusal.message) == (WrongState.title, "Over.")
    again.refusal_seen(refusal.key)
    assert again.refusals() == ()
    again.close()


def test_a_sign_out_removes_it_all(store: Store, reader: Reader) -> None:
    walk_in(store)
    store.wipe()
    assert (ids(store, reader), store.waiting(), store.refusals()) == ([], 0, ())


def test_another_account_sends_nothing_of_the_one_before_and_hears_so(
    store: Store, reader: Reader
) -> None:
    store.belong_to("one")
    walk_in(store)
    assert store.belong_to("other")
    assert (ids(store, reader), store.waiting()) == ([], 0)
    (refusal,) = store.refusals()
    assert "could not be sent" in refusal.message
    assert "Asha" not in msgspec.json.encode(refusal).decode()


# Prices.


def edit(version: int = 1, **prices: int) -> SetPrices:
    return SetPrices(library_id=LIBRARY.id, edit=PricingEdit(version=version, **prices))


def test_wanted_prices_are_shown_until_the_hub_has_answered(store: Store, reader: Reader) -> None:
    changes = store.queue(Command(key="p1", what=edit(hour_minor=6000)))
    assert changes.pricing == (PRICES,)
    store.queue(Command(key="p2", what=edit(day_minor=1)))
    row = store.prices(LIBRARY.id)
    assert row is not None
    assert row.pricing == PRICES
    assert row.wanted == PricingEdit(version=1, hour_minor=6000, day_minor=1)
    assert reader.prices(LIBRARY.id) == row


def test_an_edit_made_upon_another_follows_its_version(store: Store) -> None:
    first = Command(key="p1", what=edit(hour_minor=6000))
    store.queue(first)
    store.queue(Command(key="p2", what=edit(day_minor=1)))
    made = msgspec.structs.replace(PRICES, hour_minor=6000, version=2)
    batch = Batch(origin=Origin.ANSWER, pricing=(made,), causes=frozenset({"p1"}))
    assert store.answered(first, batch).pricing == (made,)
    following = store.next_command()
    assert following is not None
    assert following.what == edit(version=2, day_minor=1)


def test_an_edit_that_is_refused_keeps_what_was_typed(store: Store) -> None:
    command = Command(key="p1", what=edit(hour_minor=6000))
    store.queue(command)
    current = {"hourMinor": 7000, "version": 5}
    changes, refusal = store.refused(
        command, StaleVersion("Somebody changed them.", details={"current": current})
    )
    assert changes.pricing == (PRICES,)
    assert refusal is not None
    assert refusal.wanted == edit(hour_minor=6000)
    assert refusal.details == {"current": current}
    assert refusal.booking_id is None
    row = store.prices(LIBRARY.id)
    assert row is not None
    assert row.wanted is None
    assert store.refusals() == (refusal,)


def test_an_event_of_our_edit_is_its_answer(store: Store) -> None:
    store.queue(Command(key="p1", what=edit(hour_minor=6000)))
    made = msgspec.structs.replace(PRICES, hour_minor=6000, version=2)
    batch = msgspec.structs.replace(live(1), pricing=(made,), causes=frozenset({"p1"}))
    assert store.apply(batch).pricing == (made,)
    assert store.waiting() == 0


# At the counter.


@pytest.fixture
def counter(store: Store, clock: ManualClock) -> Counter:
    link = LinkStatus(state=LinkState.LIVE, since=NOON)
    status = DeskStatus(link=link, libraries=(LIBRARY,))
    return Counter(lambda: store, clock, lambda: status, lambda _: None)


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("libraryId", {"library_id": "other"}),
        ("seatId", {"seat_id": "nobody's"}),
        ("studentName", {"student_name": "  "}),
        ("studentPhone", {"student_phone": "9" * 41}),
        ("source", {"source": Source.ONLINE}),
        ("paidMinor", {"paid_minor": -1}),
        ("endsAt", {"ends_at": None}),
        ("endsAt", {"ends_at": NOON}),
        ("endsAt", {"starts_at": NOON - timedelta(hours=3), "ends_at": NOON}),
    ],
)
def test_a_walk_in_that_cannot_be_is_not_queued(
    store: Store, counter: Counter, field: str, wrong: dict[str, object]
) -> None:
    with pytest.raises(InvalidInput) as refused:
        counter.walk_in(msgspec.structs.replace(WALK_IN, **wrong))
    assert refused.value.details == {"field": field}
    assert store.waiting() == 0


def test_a_walk_in_for_the_day_ends_with_the_local_day(store: Store, counter: Counter) -> None:
    asked = msgspec.convert(
        {"libraryId": "lib", "seatId": "s12", "startsAt": NOON, "kind": "day", "studentName": "A"},
        BookingRequest,
    )
    row = store.booking(counter.walk_in(asked))
    assert row is not None
    assert row.booking.ends_at == NOON + timedelta(hours=12)
    assert (row.booking.total_minor, row.booking.source) == (30_000, Source.WALK_IN)


def test_prices_that_cannot_be_are_not_queued(store: Store, counter: Counter) -> None:
    for library, wanted in (
        ("other", PricingEdit(version=1, hour_minor=1)),
        (LIBRARY.id, PricingEdit(version=1)),
        (LIBRARY.id, PricingEdit(version=1, hour_minor=-1)),
        (LIBRARY.id, PricingEdit(version=1, day_minor=10**13)),
    ):
        with pytest.raises(InvalidInput):
            counter.set_prices(library, wanted)
    assert store.waiting() == 0


def test_a_press_that_still_names_the_provisional_row_reaches_the_booking(
    store: Store, counter: Counter
) -> None:
    command = walk_in(store)
    store.answered(command, answer(command, the_hubs()))
    counter.check_in("local:k1")
    waiting = store.next_command()
    assert waiting is not None
    assert waiting.what == CheckIn(booking_id="real")


def test_commands_of_a_file_of_the_first_version_are_found_again(
    path: Path, clock: ManualClock
) -> None:
    old = sqlite3.connect(path)
    old.executescript(f"{MIGRATIONS[0]}PRAGMA user_version = 1;")
    for key, body in (
        ("k1", {"key": "k1", "booking_id": "b1", "action": "check_in", "reason": "", "version": 0}),
        ("k2", {"key": "k2", "booking_id": "b1", "action": "undo", "status": "confirmed"}),
    ):
        whole = msgspec.json.encode({"version": 3} | body)
        values = (key, "b1", body["action"], whole)
        old.execute(
            "INSERT INTO outbox (key, booking_id, action, body, made_at) VALUES (?, ?, ?, ?, 0)",
            values,
        )
    old.commit()
    old.close()
    store = Store(path, clock)
    assert store.set_aside is None
    first = store.next_command()
    assert first is not None
    assert (first.key, first.what) == ("k1", CheckIn(booking_id="b1"))
    # Whether it was sent, nobody wrote down.
    assert first.attempts == 1
    store.answered(first, None)
    second = store.next_command()
    assert second is not None
    assert second.what == Undo(booking_id="b1", status="confirmed", version=3)
    store.close()
