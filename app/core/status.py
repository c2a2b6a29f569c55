"""What the desk knows of itself: the link's state, the account, what is wrong."""

from __future__ import annotations

from datetime import datetime

import msgspec

from app.contract.models import Library, User
from app.core.commands import Refusal
from app.core.link_state import LinkState
from app.core.rules import AlertRules
from app.core.settings import BlindRules, NoticeBounds
from app.core.silence import Hushed

__all__ = ["DeskStatus", "LinkState", "LinkStatus"]


class LinkStatus(msgspec.Struct, frozen=True, kw_only=True):
    """The link's state, since when, and why, in a sentence, if it is not live.

    `asking` means that there is no live connection: it is DEGRADED by asking for news. `waits`
    means that it is SIGNED_OUT only until the keyring gives the kept sign-in away.
    """

    state: LinkState
    since: datetime
    reason: str = ""
    retry_at: datetime | None = None
    asking: bool = False
    waits: bool = False


class DeskStatus(msgspec.Struct, frozen=True, kw_only=True):
    """Everything about the desk itself that a window or a tray shows.

    `unread` counts alerts nobody has acknowledged. `troubles` are sentences for people,
    each about something that is wrong and stays wrong until mended (keyring, disk).
    `begun` is false while one of them keeps the desk from its copy and its server; then
    `link.reason` tells which. `waiting` counts commands in the outbox, `refusals` are those
    that came back and that nobody has seen yet. `server` and `email` are those of the last
    sign-in, also after it has ended. `own_library` is the owner's e-mail of the library
    that was created on this computer, "" if none was. `blind_since` is set when nothing has been
    received for so long that it was said aloud. `hushed` says why alerts are silent now, if they
    are, `rules` are those by which they ring. `notices` and `blind` are as in the settings.
    """

    link: LinkStatus
    user: User | None = None
    server: str = ""
    email: str = ""
    begun: bool = True
    embedded: bool = False
    own_library: str = ""
    basic: bool = False
    libraries: tuple[Library, ...] = ()
    unread: int = 0
    waiting: int = 0
    refusals: tuple[Refusal, ...] = ()
    hushed: Hushed | None = None
    rules: AlertRules = AlertRules()
    notices: NoticeBounds = NoticeBounds()
    blind: BlindRules = BlindRules()
    blind_since: datetime | None = None
    troubles: tuple[str, ...] = ()
