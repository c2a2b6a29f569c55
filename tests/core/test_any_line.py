"""Whatever a line loses, doubles and turns around, the desk ends where the hub is."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.contract.models import Booking
from app.contract.wire import builtins
from app.core.reader import BookingFilter, Reader
from tests.core.fake_hub import FakeHub
from tests.core.line import Line
from tests.core.made import a_booking

# Any line: each committed event is delivered never, once or twice, in whatever order, with
# pages, disconnections and lost heads in between.
steps = st.lists(
    st.one_of(
        st.tuples(st.just("commit"), st.integers(1, 3)),
        st.tuples(st.just("emit"), st.integers(0, 30)),
        st.tuples(st.just("heads"), st.just(0)),
        st.tuples(st.just("away"), st.just(0)),
        st.tuples(st.just("connect"), st.just(0)),
        st.tuples(st.just("prune"), st.integers(0, 5)),
        st.tuples(st.just("run"), st.integers(1, 20)),
    ),
    max_size=40,
)


def next_version(hub: FakeHub, number: int) -> tuple[Booking, str]:
    held = hub.rows.get(f"b{number}")
    if held is None:
        return a_booking(f"b{number}"), "booking:created"
    if held.version % 2:
        row = a_booking(held.id, version=held.version + 1, status="cancelled")
        return row, "booking:cancelled"
    return a_booking(held.id, version=held.version + 1), "booking:updated"


async def do(line: Line, step: str, number: int) -> None:
    hub = line.hub
    if step == "commit":
        hub.commit(*next_version(hub, number))
    elif step == "emit" and hub.log:
        line.emit(hub.log[number % len(hub.log)])
    elif step == "heads":
        line.feed.live("stream:heads", (builtins(hub.head),))
    elif step == "away":
        line.feed.away()
    elif step == "connect":
        line.connect()
    elif step == "prune":
        hub.kept_from = max(hub.kept_from, len(hub.log) - number)
    elif step == "run":
        for _ in range(number):
            await asyncio.sleep(0)


async def play(path: Path, script: list[tuple[str, int]]) -> None:
    hub = FakeHub(page_size=4)
    line = Line(path, hub)
    line.connect()
    await line.in_step()
    for step, number in script:
        await do(line, step, number)
    line.connect()
    await line.in_step()
    reader = Reader(path)
    rows = {row.booking.id: row.booking for row in reader.page(reader.rows(BookingFilter()))}
    reader.close()
    assert rows == hub.rows
    recorded = [each.alert.id for each in line.store.recent_alerts(1000)]
    assert len(recorded) == len(set(recorded))
    single = [alert.id for alert in line.alerts if not alert.summary]
    assert len(single) == len(set(single))
    told = {alert.booking_id for alert in line.alerts}
    told |= {one for alert in line.alerts for one in alert.booking_ids or ()}
    assert hub.rows.keys() <= told
    if hub.kept_from == 1:
        # With nothing pruned, every creation and cancellation was told, exactly once.
        assert set(recorded) == {
            f"{event.payload['id']}:{event.event.rpartition(':')[2]}:{event.payload['version']}"
            for event in hub.log
            if event.event != "booking:updated"
        }
    await line.close()


@given(steps)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
def test_any_line_ends_in_the_hubs_state_with_each_alert_once(
    script: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(play(Path(folder) / "desk.sqlite3", script))
