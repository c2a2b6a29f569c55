"""The states of the connection; alone here, because the tray icon must not wait for more."""

from __future__ import annotations

from enum import StrEnum


class LinkState(StrEnum):
    """Where the connection stands.

    LIVE means joined and in step; DEGRADED is the same over polling; STALE is an open
    socket that has not been heard from within the server's own ping limit.
    """

    OFFLINE = "offline"
    CONNECTING = "connecting"
    LIVE = "live"
    DEGRADED = "degraded"
    STALE = "stale"
    SIGNED_OUT = "signed_out"


CONNECTED = frozenset({LinkState.LIVE, LinkState.DEGRADED})
"""The states in which the server can be reached."""
