"""Dates that nobody can tell, the zero dates and "never" of other programs, stop no line."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from app.contract.events import StreamEvent
from app.core.store import Store
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import ManualClock, a_booking, until

ODD = [
    datetime(1, 1, 1, tzinfo=UTC),
    datetime(1969, 12, 31, 23, tzinfo=UTC),
    datetime(2200, 1, 1, tzinfo=UTC),
    datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC),
]
FIELDS = ["starts_at", "ends_at", "created_at", "updated_at", "checked_in_at", "checked_out_at"]


def dated(event: StreamEvent, at: datetime) -> StreamEvent:
    return msgspec.structs.replace(event, at=at)


def told_of(line: Line) -> list[str]:
    """The bookings of which something rang, also in a summary."""
    told = [alert.booking_ids or (alert.booking_id or "",) for alert in line.alerts]
    return sorted(one for each in told for one in each)


@pytest.mark.parametrize("way", ["live", "page", "snapshot"])
@pytest.mark.parametrize("odd", ODD, ids=lambda odd: f"{odd.year:04}")
async def test_a_row_or_event_with_an_odd_date_is_told_and_kept(
    tmp_path: Path, odd: datetime, way: str
) -> None:
    path, hub = tmp_path / "desk.sqlite3", FakeHub()
    line = Line(path, hub)
    line.connect()
    await line.in_step()
    if way != "live":
        line.feed.away()
    rows = [a_booking(field, **{field: odd}) for field in FIELDS]
    events = [*(hub.commit(row) for row in rows), dated(hub.commit(a_booking("event")), odd)]
    hub.log[-1] = events[-1]
    if way == "live":
        for event in events:
            line.emit(event)
    if way == "snapshot":
        hub.kept_from = len(hub.log)
    line.connect()
    await line.in_step()
    await until(lambda: told_of(line) == sorted(["event", *FIELDS]))
    for field in FIELDS:
        row = line.store.booking(field)
        assert row is not None
        assert getattr(row.booking, field) is None
    line.emit(hub.commit(a_booking("after")))
    await until(lambda: line.alerts[-1].booking_id == "after")
    assert line.feed.trouble is None
    assert told_of(line) == sorted(["after", "event", *FIELDS])
    await line.close()
    again = Store(path, ManualClock())
    assert again.set_aside is None, "what the desk itself wrote counts as damage"
    again.close()
