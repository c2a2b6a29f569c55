"""A hub that is frozen: its connections stand and nothing comes."""

from __future__ import annotations

import os
import signal

from app.core.status import LinkState
from tests.core.made import until
from tests.faults.conftest import Book
from tests.faults.witness import SILENT_S, SLACK_S, Witness
from tests.hub.process import HubProcess


async def test_fault_02_a_frozen_hub(hub: HubProcess, desk: Witness, book: Book) -> None:
    """A hub stopped in its tracks is noticed within its ping limit, and the state says so."""
    os.kill(hub.pid, signal.SIGSTOP)
    try:
        await until(lambda: LinkState.OFFLINE in desk.told.states, SILENT_S + SLACK_S)
    finally:
        os.kill(hub.pid, signal.SIGCONT)
    assert LinkState.STALE in desk.told.states
    await desk.has(book())
    await desk.fine()
