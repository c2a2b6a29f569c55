"""Known students: found by name or phone, each once, who came last first."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.reader import Reader
from app.core.store import Store
from app.core.students import known, same
from tests.core.made import NOON, a_booking, live, told


def names(typed: str, *people: tuple[str, str], limit: int = 6) -> list[str]:
    bookings = [
        a_booking(f"b{number}", student_name=name, student_phone=phone)
        for number, (name, phone) in enumerate(people)
    ]
    return [student.name for student in known(bookings, typed, limit)]


ASHA, ASHOK = ("Asha Verma", "+91 98450 12345"), ("Ashok Rao", "98450 77777")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ash", ["Asha Verma", "Ashok Rao"]),
        ("asha v", ["Asha Verma"]),
        ("ÁSHA", ["Asha Verma"]),
        ("9845012345", ["Asha Verma"]),
        ("77777", ["Ashok Rao"]),
        ("nobody", []),
        ("", []),
        (" - ", []),
        # Its code and its seat are the booking's and not the student's.
        ("LR", []),
        ("b1", []),
    ],
)
def test_what_is_typed_finds_who_is_called_so(typed: str, found: list[str]) -> None:
    assert names(typed, ASHA, ASHOK) == found


def test_one_number_is_one_student_and_two_numbers_are_two() -> None:
    assert names("ash", ASHA, ("Asha V.", "98450-12345"), ASHOK) == ["Asha Verma", "Ashok Rao"]
    assert names("asha", ASHA, ("Asha Verma", "98450 55555")) == ["Asha Verma", "Asha Verma"]
    assert names("asha", ("Asha Verma", ""), ("asha  verma", "")) == ["Asha Verma"]


def test_nobody_without_a_name_is_known() -> None:
    assert names("98450", ("  ", "98450 12345")) == []


@given(st.lists(st.sampled_from([ASHA, ASHOK, ("Asha", ""), ("", "98450 1")])), st.integers(1, 4))
def test_each_once_and_no_more_than_asked_for(people: list[tuple[str, str]], limit: int) -> None:
    bookings = [
        a_booking(f"b{number}", student_name=name, student_phone=phone)
        for number, (name, phone) in enumerate(people)
    ]
    found = known(bookings, "ash", limit)
    keys = [same(student.name, student.phone) for student in found]
    assert len(set(keys)) == len(keys) <= limit
    # The first booking of each is the one that counts.
    for student in found:
        first = next(
            each
            for each in bookings
            if each.student_name
            and same(each.student_name, each.student_phone) == same(student.name, student.phone)
        )
        assert student.last is first


def test_the_copy_finds_them_who_came_last_first(store: Store, reader: Reader) -> None:
    people = [ASHA, ASHOK, ASHA, ("Priya Nair", "98450 33333")]
    store.apply(
        live(
            1,
            *(
                told(
                    a_booking(
                        f"b{number}",
                        student_name=name,
                        student_phone=phone,
                        created_at=NOON + timedelta(minutes=number),
                    )
                )
                for number, (name, phone) in enumerate(people)
            ),
        )
    )
    assert [(each.name, each.last.id) for each in reader.students("ash")] == [
        ("Asha Verma", "b2"),
        ("Ashok Rao", "b1"),
    ]
