"""The list as the window's thread reads it, through a connection of its own."""

from __future__ import annotations

import tempfile
import threading
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.contract.lifecycle import Status
from app.contract.models import Booking
from app.core.filters import BookingFilter, matches, sort_key, state_of
from app.core.orders import Order
from app.core.reader import Counts, Reader, Unwanted
from app.core.store import Store
from tests.core.made import NOON, ManualClock, a_booking, live, snapshot, told


def ids(reader: Reader, wanted: BookingFilter) -> list[str]:
    """What the query finds, after a look that `matches` and `sort_key` say the same of all."""
    found = reader.page(reader.rows(wanted))
    every = [row for row in reader.page(reader.rows(BookingFilter())) if matches(wanted, row)]
    in_order = sorted(every, key=lambda row: sort_key(wanted, row) or (), reverse=wanted.backwards)
    assert found == in_order
    first = list(reader.rows(wanted, 2))
    assert first == [row.rowid for row in found[:2]]
    of_all_states = msgspec.structs.replace(wanted, statuses=frozenset())
    everything = reader.page(reader.rows(BookingFilter()))
    counted = Counter(
        state_of(row.booking, wanted.at) for row in everything if matches(of_all_states, row)
    )
    assert reader.counts(wanted).by_status == counted
    return [row.booking.id for row in found]


def test_before_there_is_a_file_everything_is_empty(tmp_path: Path) -> None:
    reader = Reader(tmp_path / "desk.sqlite3")
    assert list(reader.rows(BookingFilter())) == []
    assert reader.row("b1") is None
    assert reader.counts() == Counts(total=0, by_status={})
    reader.close()


def test_newest_first_and_equal_times_by_arrival(store: Store, reader: Reader) -> None:
    later = NOON + timedelta(seconds=1)
    store.apply(
        live(
            1,
            told(a_booking("first")),
            told(a_booking("newest", created_at=later)),
            told(a_booking("second")),
        )
    )
    assert ids(reader, BookingFilter()) == ["newest", "second", "first"]


def test_rows_that_are_gone_are_left_out_of_a_page(store: Store, reader: Reader) -> None:
    change = store.apply(live(1, told(a_booking()))).bookings[0]
    assert reader.page([change.after.rowid, 999]) == [change.after]


def test_a_booking_is_found_by_its_id(store: Store, reader: Reader) -> None:
    change = store.apply(live(1, told(a_booking()))).bookings[0]
    assert reader.row("b1") == (change.after.rowid, change.after)
    assert reader.rowid_of("b1") == change.after.rowid
    assert reader.rowid_of("nobody") is None


def test_text_is_found_in_name_phone_code_and_seat_whatever_its_case(
    store: Store, reader: Reader
) -> None:
    store.apply(
        live(
            1,
            told(a_booking("asha")),
            told(a_booking("ozan", student_name="Özgür ŞAHİN", student_phone="", seat_label="B-1")),
        )
    )
    assert ids(reader, BookingFilter(text="vERMA")) == ["asha"]
    assert ids(reader, BookingFilter(text="9845012345")) == ["asha"]
    assert ids(reader, BookingFilter(text="98450 12345")) == ["asha"]
    assert ids(reader, BookingFilter(text="lr-ozan")) == ["ozan"]
    assert ids(reader, BookingFilter(text="ÖZGÜR b-1")) == ["ozan"]
    assert ids(reader, BookingFilter(text="asha b-1")) == []
    assert ids(reader, BookingFilter(text="%")) == []
    assert ids(reader, BookingFilter(text=" ")) == ["ozan", "asha"]


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("sa", {"student_name": "Özgür Şahin"}),
        ("şahin ozg", {"student_name": "Özgür Şahin"}),
        ("o'bri", {"student_name": "Siobhán O’Brien-Kelly"}),
        ("obrienk", {"student_name": "Siobhán O’Brien-Kelly"}),
        ("kelly", {"student_name": "Siobhán O’Brien-Kelly"}),
        ("प्रिया", {"student_name": "प्रिया शर्मा"}),
        ("محمدعلي", {"student_name": "محمد\u200cعلي"}),
        ("12345", {"student_phone": "+91 98450 12345"}),
        ("2345", {"student_phone": "+919845012345"}),
        ("98450", {"student_phone": "+919845012345"}),
        ("+91 98450 12345", {"student_phone": "+91-98450-12345"}),
        ("919845012345", {"student_phone": "+91 98450 12345"}),
        ("\u0669\u0668\u0664\u0665", {"student_phone": "98450 12345"}),
        ("7946", {"student_phone": "(020) 7946 0958"}),
        ("b12", {"seat_label": "B-12"}),
        ("B-1", {"seat_label": "B-12"}),
        ("7k2q", {"code": "LR-7K2Q"}),
        ("lr7k", {"code": "LR-7K2Q"}),
    ],
)
def test_a_booking_is_found_as_people_write(
    store: Store, reader: Reader, typed: str, about: dict[str, str]
) -> None:
    nobody = {"student_name": "", "student_phone": "", "seat_label": "", "code": ""}
    other = a_booking("other", **(nobody | {"student_name": "Asha Verma", "seat_label": "A-3"}))
    store.apply(live(1, told(a_booking("it", **(nobody | about))), told(other)))
    assert ids(reader, BookingFilter(text=typed)) == ["it"]


def test_a_booking_that_changed_is_found_by_what_it_says_now(store: Store, reader: Reader) -> None:
    store.apply(live(1, told(a_booking(version=1, student_name="Asha"))))
    store.apply(live(2, told(a_booking(version=2, student_name="Usha"))))
    assert ids(reader, BookingFilter(text="usha")) == ["b1"]
    assert ids(reader, BookingFilter(text="asha")) == []
    later = NOON + timedelta(days=1)
    store.apply(live(3, told(a_booking(version=3, student_name="Usha", created_at=later))))
    assert ids(reader, BookingFilter(text="usha")) == ["b1"]


def test_words_are_found_from_their_beginning(store: Store, reader: Reader) -> None:
    store.apply(live(1, told(a_booking(student_name="Asha Verma"))))
    assert ids(reader, BookingFilter(text="erma")) == []


def test_what_is_found_is_newest_first(store: Store, reader: Reader) -> None:
    made = [
        a_booking(f"b{number}", created_at=NOON + timedelta(seconds=number % 7))
        for number in range(20)
    ]
    store.apply(snapshot(1, *made))
    everything = ids(reader, BookingFilter())
    assert len(everything) == 20
    assert ids(reader, BookingFilter(text="ash ver")) == everything


def test_counts_by_status_within_a_day(store: Store, reader: Reader) -> None:
    store.apply(
        live(
            1,
            told(a_booking("b1")),
            told(a_booking("b2", status="cancelled")),
            told(a_booking("b3", starts_at=NOON + timedelta(days=1))),
            told(a_booking("b4", library_id="other")),
        )
    )
    since, until = NOON - timedelta(hours=12), NOON + timedelta(hours=12)
    starts = BookingFilter(library_id="lib", starts_from=since, starts_before=until)
    today = reader.counts(starts)
    assert today == Counts(total=2, by_status={"confirmed": 1, "cancelled": 1})
    assert reader.counts().total == 4
    later = BookingFilter(text="asha", starts_from=NOON + timedelta(hours=1))
    assert reader.counts(later).total == 1


def test_the_reader_sees_what_another_thread_writes(path: Path, clock: ManualClock) -> None:
    reader = Reader(path)
    written = threading.Event()

    def write() -> None:
        store = Store(path, clock)
        store.apply(snapshot(1, a_booking()))
        written.set()
        store.close()

    thread = threading.Thread(target=write)
    thread.start()
    assert written.wait(10)
    assert ids(reader, BookingFilter()) == ["b1"]
    thread.join(10)
    reader.close()


texts = st.sampled_from(["a", "b1", "a b1"]) | st.text(
    alphabet="aAßİıöÖo\u0308%_'\" \x00\n12Z-*\u200d\u0967", max_size=6
)


def test_words_of_a_servers_own_come_last(store: Store, reader: Reader) -> None:
    states = ["fulfilled", "pending", "completed"]
    store.apply(live(1, *(told(a_booking(f"b{n}", status=s)) for n, s in enumerate(states))))
    for wanted in (
        BookingFilter(order=Order.STATUS),
        BookingFilter(order=Order.STATUS, statuses=frozenset(states)),
    ):
        assert ids(reader, wanted) == ["b1", "b2", "b0"]
        assert ids(reader, msgspec.structs.replace(wanted, backwards=True)) == ["b0", "b2", "b1"]


def test_a_query_that_nobody_waits_for_any_more_is_given_up(store: Store, reader: Reader) -> None:
    store.apply(snapshot(1, *(a_booking(f"b{number}") for number in range(3000))))
    reader.give_up_when(lambda: False)
    assert len(reader.rows(BookingFilter())) == 3000
    reader.close()
    reader.give_up_when(lambda: True)
    with pytest.raises(Unwanted):
        reader.rows(BookingFilter(order=Order.PAYMENT))
    reader.close()
    reader.give_up_when(lambda: False)
    assert reader.counts().total == 3000


moments = st.sampled_from([NOON + timedelta(hours=hours) for hours in range(4)])
asked = {
    "library_id": st.sampled_from(["lib", "other"]),
    "statuses": st.frozensets(st.sampled_from([*Status, "fulfilled"]), min_size=1, max_size=3),
    "payments": st.frozensets(st.sampled_from(["unpaid", "paid", "owes"]), min_size=1, max_size=2),
    "kinds": st.frozensets(st.sampled_from(["hour", "month", "term"]), min_size=1, max_size=2),
    "seats": st.frozensets(st.sampled_from(["A-2", "a-02", "A-10", ""]), min_size=1, max_size=2),
    "starts_from": moments,
    "starts_before": moments,
    "ends_after": moments,
    "ends_until": moments,
    "text": texts,
}
orders_of_libraries = st.sampled_from([(), ("other", "lib"), ("lib",)])
# Two conditions at most, so that there is something left to be found.
filters = st.builds(
    lambda about, at, order, backwards, libraries: BookingFilter(
        **about, at=at, order=order, backwards=backwards, libraries=libraries
    ),
    st.sets(st.sampled_from(sorted(asked)), max_size=2).flatmap(
        lambda names: st.fixed_dictionaries({name: asked[name] for name in names})
    ),
    st.none() | moments,
    st.sampled_from(Order),
    st.booleans(),
    orders_of_libraries,
)
anything = st.builds(
    BookingFilter,
    order=st.sampled_from(Order),
    backwards=st.booleans(),
    libraries=orders_of_libraries,
)
bookings = st.lists(
    st.builds(
        a_booking,
        created_at=st.builds(
            lambda millis: NOON + timedelta(milliseconds=millis), st.integers(0, 3)
        ),
        student_name=texts,
        student_phone=texts,
        seat_label=texts | st.sampled_from(["A-2", "A-02", "A-10", "B-1"]),
        code=texts,
        library_id=st.sampled_from(["lib", "other"]),
        status=st.sampled_from([*Status, "fulfilled"]),
        payment_status=st.sampled_from(["unpaid", "paid", "partial", "owes"]),
        kind=st.sampled_from(["hour", "day", "month", "term"]),
        starts_at=st.none() | moments,
        ends_at=st.none() | moments,
        total_minor=st.integers(0, 2),
    ),
    max_size=6,
)


@pytest.mark.parametrize("few", [-1, 1, 5000])
@given(st.lists(bookings, min_size=1, max_size=3), st.booleans(), filters, anything)
@settings(deadline=None, max_examples=100)
def test_matches_and_the_query_agree(
    few: int,
    rounds: list[list[Booking]],
    wiped: bool,
    wanted: BookingFilter,
    every: BookingFilter,
) -> None:
    """Also of bookings that changed, that are gone and that came after a sign-out.

    Whichever way the query goes: as if no condition led to few rows, or all did.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite3"
        store, reader = Store(path, ManualClock()), Reader(path, few=few)
        try:
            names = {booking.student_name for made in rounds for booking in made}
            for epoch, made in enumerate(rounds):
                rows = [
                    msgspec.structs.replace(booking, id=f"b{number}", version=epoch + 1)
                    for number, booking in enumerate(made)
                ]
                if wiped:
                    store.wipe()
                    assert ids(reader, wanted) == []
                store.apply(snapshot(1, *rows, epoch=f"e{epoch}"))
                assert {row.id for row in rows} <= set(ids(reader, BookingFilter()))
                for asked in (wanted, every, *(BookingFilter(text=name) for name in names)):
                    ids(reader, asked)
        finally:
            reader.close()
            store.close()


def test_at_a_moment_what_is_over_counts_as_what_it_amounts_to(
    store: Store, reader: Reader
) -> None:
    hour = timedelta(hours=1)
    store.apply(
        live(
            1,
            told(a_booking("over", starts_at=NOON - 2 * hour, ends_at=NOON)),
            told(a_booking("asked", status="pending", starts_at=NOON - hour, ends_at=NOON)),
            told(a_booking("here", status="checked_in", starts_at=NOON - hour, ends_at=NOON)),
            told(a_booking("now", starts_at=NOON - hour, ends_at=NOON + hour)),
            told(a_booking("later", starts_at=NOON + hour, ends_at=NOON + 3 * hour)),
        )
    )
    upcoming = BookingFilter(statuses=frozenset({"pending", "confirmed"}))
    ended = BookingFilter(statuses=frozenset({"no_show", "expired"}))
    assert set(ids(reader, upcoming)) == {"over", "asked", "now", "later"}
    assert ids(reader, ended) == []
    at = msgspec.structs.replace
    assert set(ids(reader, at(upcoming, at=NOON))) == {"now", "later"}
    assert set(ids(reader, at(ended, at=NOON))) == {"over", "asked"}
    lib = BookingFilter(library_id="lib", at=NOON)
    assert reader.counts(lib).by_status == {
        "no_show": 1, "expired": 1, "checked_in": 1, "confirmed": 2,
    }  # fmt: skip
    assert reader.counts(at(lib, at=None)).by_status == {
        "confirmed": 3, "pending": 1, "checked_in": 1,
    }  # fmt: skip
    assert reader.next_end(lib) == NOON + hour
    assert reader.next_end(BookingFilter(at=NOON + hour)) == NOON + 3 * hour
    assert reader.next_end(at(lib, at=NOON + 3 * hour)) is None
    assert reader.next_end(at(lib, library_id="another")) is None
    assert reader.next_end(at(lib, text="nobody")) is None


@given(
    spans=st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 9), st.booleans()), max_size=12),
    since=st.integers(-9, 9),
    lasting=st.integers(1, 9),
    few=st.sampled_from((0, 3, 5_000)),
)
@settings(max_examples=40, deadline=None)
def test_what_touches_a_span_is_found_whichever_way_is_gone(
    spans: list[tuple[int, int, bool]], since: int, lasting: int, few: int
) -> None:
    def at(hour: int) -> datetime:
        return NOON + timedelta(hours=hour)

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.sqlite3"
        store, reader = Store(path, ManualClock()), Reader(path, few=few)
        try:
            store.apply(snapshot(0))
            made = [
                a_booking(
                    f"b{number}",
                    library_id="lib" if ours else "other",
                    starts_at=at(start),
                    ends_at=at(start + long),
                )
                for number, (start, long, ours) in enumerate(spans)
            ]
            store.apply(live(1, told(a_booking("no time", starts_at=None, ends_at=None))))
            store.apply(live(2, *map(told, made)))
            found = [
                row.booking.id for row in reader.between("lib", at(since), at(since + lasting))
            ]
        finally:
            reader.close()
            store.close()
    touching = [
        (start, number)
        for number, (start, long, ours) in enumerate(spans)
        if ours and start < since + lasting and start + long > since
    ]
    assert found == [f"b{number}" for _, number in sorted(touching)]
