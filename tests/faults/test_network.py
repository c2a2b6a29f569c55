"""Faults of the way to the hub: resets, walls, names that lead nowhere, answers that never come."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.status import LinkState
from tests.core.made import never, until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.names import NAME, Names, run_with_names
from tests.faults.witness import CALM_S, STORM, Witness, at_the_desk
from tests.hub.people import Library
from tests.hub.process import HubProcess

ATTEMPT_S = 8.0
"""How long one attempt to connect may take."""


@pytest.mark.parametrize("count", [1, 40, 300])
async def test_fault_01_a_reset_amid_an_event(
    proxy: Proxy, desk: Witness, book: Book, count: int
) -> None:
    """A connection that breaks amid an event's frame comes back, and the event with it."""
    connections = proxy.connections
    proxy.cut_after(count)
    made = [book() for _ in range(3)]
    await until(lambda: proxy.connections > connections)
    await desk.has(*made)
    await desk.fine()


async def test_fault_01_a_reset_amid_a_catch_up(proxy: Proxy, desk: Witness, book: Book) -> None:
    """A catch-up that breaks amid its page is fetched anew and told once, as one summary."""
    await proxy.refuse()
    made = [book() for _ in range(20)]
    proxy.cut_after(5000)
    await proxy.start()
    await desk.has(*made)
    assert [alert.summary for alert in desk.alerts] == [True]
    await desk.fine()


async def test_fault_03_accepted_and_never_answered(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """Each attempt at a server that accepts and is silent ends by itself, and others follow."""
    proxy.freeze()
    proxy.cut()
    await desk.becomes(LinkState.OFFLINE)
    tried = proxy.connections
    await until(lambda: "did not answer in time" in desk.link.reason, 2 * ATTEMPT_S)
    await until(lambda: proxy.connections >= tried + 2, 2 * ATTEMPT_S)
    made = book()
    proxy.thaw()
    await desk.has(made)
    await desk.fine()


def test_fault_04_a_name_that_is_not_found(
    tmp_path: Path, hub: HubProcess, library: Library, book: Book
) -> None:
    """While the name leads nowhere the desk backs off and says so; then it comes back."""

    async def test(names: Names) -> None:
        proxy = Proxy(hub.url)
        await proxy.start()
        server = proxy.url.replace("127.0.0.1", NAME)
        async with at_the_desk(tmp_path, server, library) as desk:
            names.address = None
            proxy.cut()
            await until(lambda: f"The name {NAME} is not known" in desk.link.reason)
            assert desk.link.retry_at is not None
            made = book()
            asked = names.asked
            await until(lambda: names.asked > asked + 2)
            asked = names.asked
            await never(lambda: names.asked > asked + STORM, CALM_S)
            names.address = "127.0.0.1"
            await desk.has(made)
            await desk.fine()
        await proxy.close()

    run_with_names(test)


async def test_fault_07_no_websocket(
    tmp_path: Path, proxy: Proxy, library: Library, book: Book
) -> None:
    """Where websockets are blocked the desk is degraded, says so, and is right all the same."""
    proxy.blocks_upgrade = True
    async with at_the_desk(tmp_path, proxy.url, library) as desk:
        assert (desk.link.state, desk.link.asking) == (LinkState.DEGRADED, False)
        made = [book() for _ in range(2)]
        await desk.has(*made)
        proxy.cut()
        made.append(book())
        await desk.has(*made)
        # Over a connection again, not by asking every few seconds.
        await until(lambda: desk.link.state is LinkState.DEGRADED and not desk.link.asking)
        await desk.fine()


async def test_fault_08_a_burst_while_polling(
    tmp_path: Path, proxy: Proxy, library: Library, book: Book
) -> None:
    """Fifty events in one polling answer all arrive, in order, over the connection that stands."""
    proxy.blocks_upgrade = True
    async with at_the_desk(tmp_path, proxy.url, library) as desk:
        proxy.freeze()
        made = [book() for _ in range(50)]
        proxy.thaw()
        await desk.has(*made)
        assert [alert.booking_id for alert in desk.alerts] == made
        assert desk.told.states[-1] is LinkState.DEGRADED
        assert desk.told.states.count(LinkState.OFFLINE) == 0
        await desk.fine()


def test_fault_35_the_server_moves_to_another_address(
    tmp_path: Path, hub: HubProcess, library: Library, book: Book
) -> None:
    """The name leads to another address from one moment to the next; the desk follows it."""

    async def test(names: Names) -> None:
        proxy = Proxy(hub.url)
        await proxy.start()
        port = int(proxy.url.rpartition(":")[2])
        server = f"http://{NAME}:{port}"
        async with at_the_desk(tmp_path, server, library) as desk:
            await proxy.refuse()
            await desk.becomes(LinkState.OFFLINE)
            made = book()
            names.address = "127.0.0.2"
            moved = Proxy(hub.url)
            await moved.start("127.0.0.2", port)
            await desk.has(made)
            assert moved.connections
            await desk.fine()
            await moved.close()
        await proxy.close()

    run_with_names(test)


async def test_fault_35_whoever_notices_the_change_need_not_wait(
    proxy: Proxy, desk: Witness, book: Book
) -> None:
    """Asked to connect anew, the desk leaves the dead connection at once."""
    proxy.strand()
    made = book()
    await desk.told.desk.retry()
    await desk.has(made)
    await desk.fine()
