"""Which icon the tray shows, and where its pictures come from."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtGui import QIcon, QPixmap

from app.shipped import resource
from app.ui.phases import Phase

SIZES = (16, 22, 24, 32, 48)
MOST = 9

STARTING_SIZE = 48


class TrayState(StrEnum):
    """What the icon tells apart."""

    LIVE = "live"
    RECONNECTING = "reconnecting"
    OFFLINE = "offline"
    QUIET = "quiet"
    BLIND = "blind"


def tray_state(phase: Phase, *, quiet: bool, blind: bool) -> TrayState:
    """The icon's state for a phase; a line that is down is told before quiet is.

    `blind` means that it has been down for longer than can be borne in silence.
    """
    if blind:
        return TrayState.BLIND
    match phase:
        case Phase.LIVE | Phase.POLLING | Phase.ASKING:
            return TrayState.QUIET if quiet else TrayState.LIVE
        case Phase.OFFLINE | Phase.SIGNED_OUT:
            return TrayState.OFFLINE
        case _:
            return TrayState.RECONNECTING


def badge_text(unread: int) -> str:
    """The count as it is drawn: nothing, 1 to 9, or 9+."""
    if unread <= 0:
        return ""
    return str(unread) if unread <= MOST else f"{MOST}+"


def starting_icon() -> QIcon:
    """The icon before anything is known.

    It is a drawing made ahead of time: what draws costs 15 ms to import, and the icon is
    the sign of life that a start is waited for.
    """
    return QIcon(QPixmap(str(resource("icons", "tray-starting.png"))))


def tray_icon(state: TrayState, unread: int) -> QIcon:
    """The icon at all sizes a panel asks for."""
    from app.ui.tray_drawing import tray_image  # noqa: PLC0415 - see starting_icon

    icon = QIcon()
    for size in SIZES:
        icon.addPixmap(QPixmap.fromImage(tray_image(state, unread, size)))
    return icon
