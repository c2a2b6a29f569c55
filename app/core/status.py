"""What the desk knows of itself: the link's state, the account, what is wrong."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

import msgspec

from app.contract.models import Library, User


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


class LinkStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The link's state, since when, and why, in a sentence, if it is not live."""

    state: LinkState
    since: datetime
    reason: str = ""
    retry_at: datetime | None = None


class DeskStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about the desk itself that a window or a tray shows.

    `unread` counts alerts nobody has acknowledged. `troubles` are sentences for people,
    each about something that is wrong and stays wrong until mended (keyring, disk).
    `waiting` counts commands in the outbox.
    """

    link: LinkStatus
    user: User | None = None
    server: str = ""
    embedded: bool = False
    basic: bool = False
    libraries: tuple[Library, ...] = ()
    unread: int = 0
    waiting: int = 0
    quiet_until: datetime | None = None
    troubles: tuple[str, ...] = ()
