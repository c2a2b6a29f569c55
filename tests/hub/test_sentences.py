"""What the hub says when it refuses: whole sentences that read as English for every field."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.contract.errors import InvalidInput
from app.contract.lifecycle import Status
from app.hub import checks
from tests.hub.people import Library, Person
from tests.hub.refusals import refused

CHECKED = re.compile(r'checks\.(?:text|number|money|instant|moment)\(\s*"(\w+)"')
IN_A_TABLE = {"studentName", "studentPhone", "note", "hourMinor", "dayMinor", "monthMinor"}


def fields() -> list[str]:
    """Every field that the hub checks, by its sources."""
    folder = Path(checks.__file__).parent
    found = {
        field
        for path in folder.rglob("*.py")
        for field in CHECKED.findall(path.read_text(encoding="utf-8"))
    }
    assert {"startsAt", "endsAt", "reason", "limit"} <= found
    return sorted(found | IN_A_TABLE)


@pytest.mark.parametrize("field", fields())
def test_every_checked_field_is_named_in_words(field: str) -> None:
    named = checks.named(field)
    assert field == named or not re.search("^[a-z]+[A-Z]", named), named
    with pytest.raises(InvalidInput, match=re.escape(f"The {named} is missing.")) as told:
        checks.text(field, " ", 5, required=True)
    assert told.value.details == {"field": field}
    if named == field:
        # These are English words as they stand.
        assert field in {"name", "note", "reason"}


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("startsAt", "The booking's start lies outside the years 2000 to 2199."),
        ("endsAt", "The booking's end lies outside the years 2000 to 2199."),
    ],
)
def test_a_time_out_of_bounds(field: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=f"^{sentence} Choose another date.$"):
        checks.instant(field, datetime(1900, 1, 1, tzinfo=UTC))


def test_steps_that_the_lifecycle_lacks(library: Library, student: Person) -> None:
    path = f"/api/bookings/{library.book(student)['id']}"
    for status, why in (
        ("pending", "This booking is confirmed, so it cannot be put back to waiting"),
        ("completed", "This booking is confirmed, so it cannot be checked out."),
    ):
        answer = library.owner.put(path, {"version": 1, "status": status})
        assert refused(answer, 409, "wrong_state")["message"].startswith(why)
    unknown = refused(
        library.owner.put(path, {"version": 1, "status": "nonsense"}), 400, "invalid_input"
    )
    assert unknown["message"] == f"There is no status “nonsense”. Use: {', '.join(Status)}."
    assert unknown["details"]["field"] == "status"
    assert library.owner.post(f"{path}/check-in").status_code == 200
    again = refused(library.owner.post(f"{path}/check-in"), 409, "wrong_state")
    assert again["message"] == "This booking is checked in already."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"kind": "week"}, "The field kind has the value “week”, which is not one of those"),
        ({"seatId": 7}, "The field seatId must be text, not a whole number."),
        ({"note": None}, "The field note must be text, not null."),
        ({"note": "x" * 2001}, "The note is too long: it has 2001 characters and may have 2000"),
    ],
)
def test_fields_of_a_body(
    library: Library, student: Person, change: dict[str, object], sentence: str
) -> None:
    answer = student.post("/api/bookings", library.asked() | change)
    assert refused(answer, 400, "invalid_input")["message"].startswith(sentence)


def test_query_parameters(owner: Person) -> None:
    error = refused(owner.get("/api/bookings", limit="many"), 400, "invalid_input")
    assert error["message"] == "The query parameter limit must be a whole number, not text."
    error = refused(owner.get("/api/bookings", **{"from": "noon"}), 400, "invalid_input")
    assert error["message"].startswith("The beginning of the span (from) must be a time such as")
