"""A line that is silent: half-open, or with one event lost while all looks well."""

from __future__ import annotations

from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.edits import Dropped
from tests.faults.witness import HEADS_S, SILENT_S, SLACK_S, Witness


async def test_fault_02_a_half_open_connection(proxy: Proxy, desk: Witness, book: Book) -> None:
    """A line that passes nothing is noticed within the ping limit; "last heard" stays true."""
    proxy.freeze()
    made = [book() for _ in range(2)]
    await until(lambda: desk.link.state is LinkState.STALE, SILENT_S)
    assert "heard" in desk.link.reason
    heard = desk.told.desk.last_heard
    await until(lambda: LinkState.OFFLINE in desk.told.states, SILENT_S)
    assert desk.told.desk.last_heard == heard
    assert desk.alerts == []
    proxy.thaw()
    await desk.has(*made)
    await desk.fine()


async def test_fault_22_one_event_dropped(proxy: Proxy, desk: Witness, book: Book) -> None:
    """An event lost while the socket is up is found by the next heads, without a reconnection."""
    proxy.edit = lost = Dropped()
    made = book()
    await until(lambda: lost.done)
    await desk.has(made, limit_s=HEADS_S + SLACK_S)
    assert desk.told.states.count(LinkState.LIVE) == 1
    await desk.fine()
