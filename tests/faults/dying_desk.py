"""A desk that kills itself (-9) when a booking is stored and nobody has been told of it yet.

`python -m tests.faults.dying_desk PROFILE SERVER EMAIL`, with the password on standard
input. It says `live` when it is in step.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

from app.core.changes import Changes, Update
from app.core.desk import Desk
from app.core.memory_vault import MemoryVault
from app.core.profile import Profile
from app.core.status import DeskStatus, LinkState


def heard(update: Update) -> None:
    """The store has it; whoever shows toasts would now be next."""
    if isinstance(update, DeskStatus) and update.link.state is LinkState.LIVE:
        print("live", flush=True)
    if isinstance(update, Changes) and update.alerts:
        os.kill(os.getpid(), signal.SIGKILL)


async def main(folder: str, server: str, email: str) -> None:
    """Run until killed."""
    desk = Desk(Profile(Path(folder)), MemoryVault())
    desk.subscribe(heard)
    await desk.start()
    await desk.sign_in(server, email, sys.stdin.readline().rstrip("\n"))
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:4]))
