"""The window's thread is blocked for longer than the hub would wait for an answer to its ping."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.faults.conftest import Book
from tests.faults.windows import on_screen, one_set, since, stored
from tests.faults.witness import HEALED_S, SILENT_S
from tests.hub.people import Library
from tests.hub.process import HubProcess, data_of
from tests.rig.bus import wait_until
from tests.rig.notices import NotificationWatch
from tests.rig.session import DesktopSession

pytestmark = pytest.mark.desktop

BLOCKED_S = 60.0


def clients(hub: HubProcess) -> int:
    """How many sockets the hub has."""
    count: int = data_of(httpx.get(f"{hub.url}/api/health"))["socket"]["clients"]
    return count


def test_fault_32_the_window_is_blocked(
    rig: DesktopSession,
    tmp_path: Path,
    hub: HubProcess,
    library: Library,
    book: Book,
    notices: NotificationWatch,
) -> None:
    """For 60 s the window answers nothing; the socket lives, and what came is stored at once."""
    assert BLOCKED_S > SILENT_S
    with on_screen(rig, tmp_path / "desk", library) as product:
        began = since(product, library)
        before = product.ask("status")
        product.begin("block", seconds=BLOCKED_S)
        book()
        wait_until(lambda: stored(product) == 1, "stored while the window is blocked", HEALED_S)
        assert notices.notices == []
        product.answer("block", BLOCKED_S + HEALED_S)
        assert clients(hub) == 1
        after = product.ask("status")
        assert (after["state"], after["since"]) == ("live", before["since"])
        book()
        notices.wait_for("New booking:", count=2)
        product.until("count", lambda count: count == 2)
        one_set(product, library, began)
        assert len(notices.notices) == 2
