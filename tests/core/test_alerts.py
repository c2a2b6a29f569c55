"""Which alert follows from which change of a row."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.lifecycle import ENDED_UNUSED, Status
from app.core.alerts import change_between
from app.core.catalogue import ours
from app.core.changes import AlertKind
from tests.core.made import a_booking

statuses = st.sampled_from(Status)


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        (None, "confirmed", AlertKind.CREATED),
        (None, "pending", AlertKind.CREATED),
        (None, "checked_in", AlertKind.CREATED),
        (None, "cancelled", AlertKind.CANCELLED),
        ("pending", "confirmed", AlertKind.UPDATED),
        ("pending", "declined", AlertKind.CANCELLED),
        ("confirmed", "cancelled", AlertKind.CANCELLED),
        ("confirmed", "expired", AlertKind.CANCELLED),
        ("confirmed", "checked_in", AlertKind.CHECKIN),
        ("no_show", "checked_in", AlertKind.CHECKIN),
        ("completed", "checked_in", AlertKind.UPDATED),
        ("checked_in", "completed", AlertKind.CHECKOUT),
        ("confirmed", "no_show", AlertKind.UPDATED),
        ("confirmed", "confirmed", AlertKind.UPDATED),
    ],
)
def test_the_kind_is_what_happened_to_the_row(
    before: str | None, after: str, kind: AlertKind
) -> None:
    row = None if before is None else a_booking(status=before)
    assert change_between(row, a_booking(status=after)) is kind


@given(statuses, statuses)
def test_a_row_that_ends_unused_rings_and_one_that_stays_does_not(
    before: Status, after: Status
) -> None:
    kind = change_between(a_booking(status=before), a_booking(status=after))
    if before == after:
        assert not ours().of(kind).rings
    elif after in ENDED_UNUSED:
        assert ours().of(kind).rings
