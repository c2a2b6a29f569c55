"""Quiet for an hour, as the tray's menu and the window's switch both ask for it."""

from __future__ import annotations

from datetime import datetime, timedelta

from app.ui.bridge import Bridge

QUIET_FOR = timedelta(hours=1)


async def be_quiet(bridge: Bridge, now: datetime, *, wanted: bool) -> None:
    """Keep alerts silent for an hour from `now`, or let them ring again."""
    until = now + QUIET_FOR if wanted else None
    await bridge.call(lambda desk: desk.quiet(until))
