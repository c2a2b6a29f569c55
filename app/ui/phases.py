"""The connection as people tell it apart; light, because the tray icon waits for it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.core.link_state import LinkState

if TYPE_CHECKING:
    from datetime import datetime

    from app.core.status import DeskStatus

translate = QCoreApplication.translate

# After this long without the server it is no hiccup any more, although the desk never
# stops trying.
OFFLINE_AFTER_S = 60.0


class Phase(StrEnum):
    """The connection as people tell it apart."""

    STARTING = "starting"
    LIVE = "live"
    POLLING = "polling"
    ASKING = "asking"
    CONNECTING = "connecting"
    RECONNECTING = "reconnecting"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"


_SETTLED = {
    LinkState.LIVE: Phase.LIVE,
    LinkState.DEGRADED: Phase.POLLING,
    LinkState.SIGNED_OUT: Phase.SIGNED_OUT,
}


def phase_of(status: DeskStatus | None, last_heard: datetime | None, now: datetime) -> Phase:
    """The phase of the connection; an outage of a minute turns reconnecting into offline."""
    if status is None:
        return Phase.STARTING
    link = status.link
    if link.asking:
        return Phase.ASKING
    if link.state in _SETTLED:
        return _SETTLED[link.state]
    away = (now - (last_heard or link.since)).total_seconds()
    given_up = link.state is LinkState.OFFLINE and link.retry_at is None
    if given_up or away >= OFFLINE_AFTER_S:
        return Phase.OFFLINE
    first = last_heard is None and link.state is LinkState.CONNECTING
    return Phase.CONNECTING if first else Phase.RECONNECTING


def phase_word(phase: Phase) -> str:
    """One or two words for a phase."""
    return {
        Phase.STARTING: translate("link", "Starting"),
        Phase.LIVE: translate("link", "Live"),
        Phase.POLLING: translate("link", "Live, slower"),
        Phase.ASKING: translate("link", "Asking every 5 s"),
        Phase.CONNECTING: translate("link", "Connecting"),
        Phase.RECONNECTING: translate("link", "Reconnecting"),
        Phase.OFFLINE: translate("link", "Offline"),
        Phase.SIGNED_OUT: translate("link", "Signed out"),
    }[phase]
