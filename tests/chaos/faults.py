"""Carries faults out: on a desk's line, on its process, on the hub's; each is healed at its end."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator, Sequence

from tests.chaos.desks import SoakDesk
from tests.chaos.plan import Fault, Kind
from tests.core.proxy import Proxy, Way
from tests.hub.process import HubProcess

PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 27\r\nConnection: close\r\n\r\n"
    b"<html>Please sign in</html>"
)


async def trouble_desk(desk: SoakDesk, fault: Fault) -> None:
    """One fault of a desk's lane, from its beginning to its end."""
    with desk.trouble(fault.line()):
        if fault.kind is Kind.DESK_KILL:
            await desk.kill(fault.seconds)
        elif fault.kind is Kind.DESK_STOP:
            await desk.hold(fault.seconds)
        else:
            await _trouble_line(desk.proxy, fault)


async def trouble_hub(hub: HubProcess, desks: Sequence[SoakDesk], fault: Fault) -> None:
    """One fault of the hub's lane; it concerns every desk."""
    with contextlib.ExitStack() as concerned:
        for desk in desks:
            concerned.enter_context(desk.trouble(fault.line()))
        if fault.kind is Kind.HUB_STOP:
            os.kill(hub.pid, signal.SIGSTOP)
            await asyncio.sleep(fault.seconds)
            os.kill(hub.pid, signal.SIGCONT)
            return
        await asyncio.to_thread(hub.stop if fault.kind is Kind.HUB_TERM else hub.kill9)
        await asyncio.sleep(fault.seconds)
        await asyncio.to_thread(hub.start)


async def _trouble_line(proxy: Proxy, fault: Fault) -> None:
    if fault.kind is Kind.RESET:
        proxy.cut()
        return
    if fault.kind is Kind.REFUSE:
        await proxy.refuse()
        await asyncio.sleep(fault.seconds)
        await proxy.start()
        return
    with _switched(proxy, fault):
        await asyncio.sleep(fault.seconds)


@contextlib.contextmanager
def _switched(proxy: Proxy, fault: Fault) -> Iterator[None]:
    """Turn the switches of a fault, and back at the end."""
    match fault.kind:
        case Kind.FREEZE:
            proxy.freeze()
        case Kind.HOLE_UP:
            proxy.blackholes = frozenset({Way.UP})
        case Kind.HOLE_DOWN:
            proxy.blackholes = frozenset({Way.DOWN})
        case Kind.DELAY:
            proxy.delay_s = fault.strength
        case Kind.THROTTLE:
            proxy.bytes_per_s = fault.strength
        case Kind.POLLING:
            proxy.blocks_upgrade = True
        case _:
            proxy.portal = PORTAL
    if fault.kind in {Kind.POLLING, Kind.PORTAL}:
        proxy.cut()
    try:
        yield
    finally:
        proxy.heal()
        if fault.kind in {Kind.HOLE_UP, Kind.HOLE_DOWN}:
            # What TCP has lost for good ends the connection; it never goes on with a hole.
            proxy.cut()
