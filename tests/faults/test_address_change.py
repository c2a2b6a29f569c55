"""This computer gets another address: what stood is dead without a word, what is new works."""

from __future__ import annotations

from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.witness import SILENT_S, SLACK_S, Witness


async def test_fault_35_the_computers_address_changes(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """Connections of the old address die silently; within the ping limit there is a new one."""
    proxy.strand()
    stranded = proxy.connections
    made = [book() for _ in range(2)]
    await until(lambda: desk.link.state is LinkState.STALE, SILENT_S)
    await until(lambda: proxy.connections > stranded, SILENT_S / 2 + SLACK_S)
    await desk.has(*made)
    await desk.fine()


async def test_fault_35_whoever_notices_the_change_need_not_wait(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """Asked to connect anew, the desk leaves the dead connection at once."""
    proxy.strand()
    made = book()
    await desk.told.desk.retry()
    await desk.has(made)
    await desk.fine()
