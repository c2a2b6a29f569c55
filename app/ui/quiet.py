"""Quiet, as it is wished for and as it is told, in the tray and in the window alike."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from PySide6.QtCore import QCoreApplication

from app.core.silence import FOREVER, Hushed, Silence
from app.ui.bridge import Bridge
from app.ui.link_words import since_words
from app.ui.quiet_wishes import QuietWish

translate = QCoreApplication.translate

QUIET_FOR = timedelta(hours=1)
MORNING = time(6)
"""When a quiet until tomorrow ends, by this computer's clock."""


async def be_quiet(bridge: Bridge, now: datetime, wish: QuietWish) -> None:
    """Keep alerts silent as wished, or let them ring again."""
    until = quiet_end(wish, now)
    if until is None:
        await bridge.call(lambda desk: desk.quiet.end())
    else:
        await bridge.call(lambda desk: desk.quiet.keep(until))


def quiet_end(wish: QuietWish, now: datetime) -> datetime | None:
    """Until when that is; None for an end."""
    match wish:
        case QuietWish.HOUR:
            return now + QUIET_FOR
        case QuietWish.TOMORROW:
            tomorrow = now.astimezone().date() + timedelta(days=1)
            return datetime.combine(tomorrow, MORNING).astimezone()
        case QuietWish.GOOD:
            return FOREVER
        case QuietWish.END:
            return None


def hushed_words(hushed: Hushed, now: datetime) -> str:
    """Why alerts are silent and until when, e.g. "Quiet until 15:30"."""
    until = since_words(hushed.until, now) if hushed.until is not None else ""
    if hushed.by is Silence.SYSTEM:
        return translate("quiet", "Do not disturb is on")
    if hushed.by is Silence.HOURS:
        return translate("quiet", "Quiet hours until {time}").format(time=until)
    if until:
        return translate("quiet", "Quiet until {time}").format(time=until)
    return translate("quiet", "Quiet until you end it")


def hushed_hint(hushed: Hushed, now: datetime) -> str:
    """The same with what can be done about it."""
    words = hushed_words(hushed, now)
    if hushed.by is Silence.SYSTEM:
        told = translate(
            "quiet", "{state}: this computer asks for quiet, so alerts stay silent, too"
        )
        return told.format(state=words)
    return translate("quiet", "{state}. Press to let alerts ring again").format(state=words)
