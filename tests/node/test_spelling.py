"""The pass over what basic backends send: never raises, keeps what it does not know."""

from __future__ import annotations

import contextlib

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.models import Booking, User
from app.contract.wire import encode
from app.core import basic
from app.core.alerts import listed_change
from app.core.changes import AlertKind
from app.core.listed import Unreadable, as_booking
from tests.core.made import NOON, a_booking

ODD = st.sampled_from(
    [
        *(
            "",
            "12",
            " ",
            "canceled",
            "Checked-In",
            "1e999999999",
            "2026-03-10",
            "NaN",
            1e300,
            2**70,
        ),
        *(
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z",
            "0000-00-00 00:00:00",
            -1,
            2**42,
            -(2**60),
        ),
    ]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | ODD
NAMES = st.sampled_from(
    [*Booking.__struct_encode_fields__, "_id", "userName", "seat", "student", "amount", "startTime"]
)
JSON = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(NAMES | st.text(max_size=6), inner, max_size=5)
    ),
    max_leaves=12,
)
ROWS = st.dictionaries(NAMES | st.text(max_size=6), JSON, max_size=12)
TIMES = [name for name in Booking.__struct_fields__ if name.endswith("_at")]
OURS = frozenset(Booking.__struct_encode_fields__)


@given(JSON)
def test_it_never_raises(value: object) -> None:
    basic.booking(value)
    basic.user(value)
    basic.library(value)
    with contextlib.suppress(ValueError):
        basic.page(value)


@given(ROWS)
def test_what_nobody_knows_stays_as_it_is_and_twice_is_once(row: dict[str, object]) -> None:
    told = basic.booking(row)
    assert isinstance(told, dict)
    for name in row.keys() - OURS:
        assert told[name] is row[name]
    assert repr(basic.booking(told)) == repr(told)


@given(ROWS, st.integers() | st.text(min_size=1).filter(str.strip))
def test_every_row_with_an_id_is_a_booking_that_a_store_can_hold(
    row: dict[str, object], key: object
) -> None:
    booking = as_booking({**row, "id": key})
    assert booking.id == str(key).encode("utf-8", "replace").decode().strip()
    assert abs(booking.total_minor) <= basic.LARGEST
    assert 0 <= booking.version <= basic.LARGEST
    assert msgspec.json.decode(encode(booking), type=Booking) == booking
    for name in TIMES:
        at = getattr(booking, name)
        assert at is None or 1970 <= at.year <= 2100


@pytest.mark.parametrize("name", ["startsAt", "endsAt", "createdAt", "checkedInAt"])
@pytest.mark.parametrize("never", ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z", -1, 2**42])
def test_a_date_for_never_is_none(name: str, never: object) -> None:
    assert msgspec.to_builtins(as_booking({"id": "7", name: never})).get(name) is None


def test_a_booking_of_ours_is_not_changed() -> None:
    booking = a_booking()
    assert as_booking(msgspec.to_builtins(booking)) == booking


@pytest.mark.parametrize("value", [None, 7, "b1", [], {}, {"id": None}, {"id": " "}, {"id": True}])
def test_without_an_id_there_is_no_booking(value: object) -> None:
    with pytest.raises(Unreadable):
        as_booking(value)


def test_records_within_the_record_are_read() -> None:
    booking = as_booking(
        {
            "_id": 7,
            "library": {"_id": 3, "name": "Lotus"},
            "seat": {"id": 12, "label": "A-12"},
            "user": {"id": 5, "name": "Asha", "phone": 98450},
            "status": "Checked-In",
            "amount": "120.50",
            "currency": "jpy",
            "startTime": NOON.timestamp() * 1000,
            "createdAt": "2026-03-10T12:00:00+05:30",
            "endsAt": "2026-03-10 08:30",
        }
    )
    assert (booking.id, booking.library_id, booking.seat_id) == ("7", "3", "12")
    assert (booking.seat_label, booking.student_name) == ("A-12", "Asha")
    assert (booking.student_id, booking.student_phone) == ("5", "98450")
    assert (booking.status, booking.total_minor, booking.currency) == ("checked_in", 121, "JPY")
    assert booking.starts_at == booking.created_at == NOON
    assert booking.ends_at is not None
    assert booking.ends_at.isoformat() == "2026-03-10T08:30:00+00:00"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("CONFIRMED", "confirmed"),
        ("checkedIn", "checked_in"),
        ("no show", "no_show"),
        ("canceled", "cancelled"),
        ("booked", "booked"),
        ("Checked_Out", "Checked_Out"),
    ],
)
def test_a_state_of_ours_in_another_spelling_is_that_state(word: str, told: str) -> None:
    assert basic.a_status(word) == told


@pytest.mark.parametrize(
    "libraries", [[{"id": 3}, "4"], [3, {"_id": "4"}], [None, 3, {}, True, [], 4]]
)
def test_an_account_is_read_with_its_libraries(libraries: object) -> None:
    told = {"_id": 1, "role": "library_owner", "email": "m@x.example", "libraries": libraries}
    user = msgspec.convert(basic.user({"user": told}), User)
    assert (user.id, user.role) == ("1", "library_owner")
    assert [library.id for library in user.libraries] == ["3", "4"]


@pytest.mark.parametrize(
    ("before", "after", "said", "kind"),
    [
        (None, {"status": "void"}, "booking:cancelled", AlertKind.CANCELLED),
        (None, {"status": "active"}, "booking:checkin", AlertKind.CREATED),
        ({"status": "booked"}, {"status": "void"}, "booking:cancelled", AlertKind.CANCELLED),
        ({"status": "booked"}, {"status": "booked"}, "booking:cancelled", AlertKind.UPDATED),
        ({"status": "booked"}, {"status": "cancelled"}, "booking:updated", AlertKind.CANCELLED),
        ({"status": "booked"}, {"status": "x", "cancelled_by": "a"}, "", AlertKind.CANCELLED),
        ({"status": "booked"}, {"status": "x", "checked_in_at": NOON}, "", AlertKind.CHECKIN),
        ({"status": "booked"}, {"status": "x"}, "", AlertKind.UPDATED),
        ({"status": "booked"}, {"status": "x"}, "booking:created", AlertKind.UPDATED),
    ],
)
def test_a_word_of_its_own_is_told_by_its_event_or_its_marks(
    before: dict[str, str] | None, after: dict[str, str], said: str, kind: AlertKind
) -> None:
    known = None if before is None else a_booking(**before)
    assert listed_change(known, a_booking(**after), said) is kind


def test_what_is_said_now_counts_more_than_what_a_word_has_meant() -> None:
    booked, odd = a_booking(status="booked"), a_booking(status="x")
    meant = AlertKind.CANCELLED
    assert listed_change(booked, odd, "", meant) is AlertKind.CANCELLED
    assert listed_change(None, odd, "", meant) is AlertKind.CANCELLED
    assert listed_change(None, odd, "booking:created", meant) is AlertKind.CREATED
    assert listed_change(booked, odd, "booking:checkin", meant) is AlertKind.CHECKIN
    assert listed_change(odd, a_booking(status="x", note="n"), "", meant) is AlertKind.UPDATED
