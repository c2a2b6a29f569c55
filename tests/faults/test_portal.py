"""A captive portal, which lasts so long that the attempts to connect become rare."""

from __future__ import annotations

from datetime import UTC, datetime

from app.core.status import LinkState
from tests.core.made import until
from tests.core.proxy import Proxy
from tests.faults.conftest import Book
from tests.faults.witness import HEALED_S, Witness

PORTAL = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    b"Connection: close\r\n\r\n<html>Welcome to our airport</html>"
)


def pause_s(desk: Witness) -> float:
    """Seconds until the desk tries again by itself."""
    retry_at = desk.link.retry_at
    return (retry_at - datetime.now(UTC)).total_seconds() if retry_at else 0.0


async def test_fault_06_a_captive_portal(proxy: Proxy, desk: Witness, book: Book) -> None:
    """A web page in place of the hub is an error that is said, and never taken for events."""
    proxy.portal = PORTAL
    proxy.cut()
    await until(lambda: desk.link.state is LinkState.OFFLINE and desk.link.retry_at)
    made = book()
    # The longer it lasts the rarer are the attempts; its end is to be noticed all the same.
    await until(lambda: pause_s(desk) > HEALED_S, limit_s=60.0)
    assert "a web page" in desk.link.reason
    assert desk.alerts == []
    proxy.heal()
    await desk.has(made)
    await desk.fine()
