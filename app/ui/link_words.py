"""What the connection is said to be, in the tray and in the window alike."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.status import DeskStatus
from app.ui.phases import Phase, phase_of, phase_word
from app.ui.words import clock_time, day_time, short_span

translate = QCoreApplication.translate


def phase_tone(phase: Phase) -> str:
    """The token a phase is coloured with."""
    return {
        Phase.LIVE: "good",
        Phase.POLLING: "good",
        Phase.ASKING: "warn",
        Phase.CONNECTING: "warn",
        Phase.RECONNECTING: "warn",
        Phase.OFFLINE: "bad",
        Phase.SIGNED_OUT: "bad",
    }.get(phase, "plain")


def pill_text(
    status: DeskStatus | None, last_heard: datetime | None, now: datetime, *, brief: bool = False
) -> str:
    """The connection in a few words, e.g. "Live · 3 s ago"; to be told anew each second.

    `brief` leaves out that the server is a basic one.
    """
    phase = phase_of(status, last_heard, now)
    word = phase_word(phase)
    if status is None:
        return word
    if phase in {Phase.LIVE, Phase.POLLING, Phase.ASKING} and last_heard is not None:
        if status.basic and not brief:
            word = translate("link", "{state} · basic server").format(state=word)
        seconds = (now - last_heard).total_seconds()
        if seconds < 1:
            return translate("link", "{state} · now").format(state=word)
        span = short_span(seconds)
        return translate("link", "{state} · {span} ago").format(state=word, span=span)
    if phase is Phase.RECONNECTING and last_heard is not None:
        # How old the copy is, matters more at a desk than when the next attempt is.
        return translate("link", "{state} · heard {span} ago").format(
            state=word, span=short_span((now - last_heard).total_seconds())
        )
    if phase is Phase.OFFLINE:
        return translate("link", "Offline since {time}").format(
            time=since_words(last_heard or status.link.since, now)
        )
    return word


def longest_pill_text() -> str:
    """The longest of what `pill_text` usually says, to make room for."""
    return translate("link", "{state} · heard {span} ago").format(
        state=phase_word(Phase.RECONNECTING), span=short_span(59)
    )


def since_words(at: datetime, now: datetime) -> str:
    """A moment of this computer's clock: the time today, else day and time."""
    here = now.astimezone().tzinfo
    if here is None or at.astimezone(here).date() == now.astimezone(here).date():
        return clock_time(at, here)
    return day_time(at, here, now)


def seconds_to_retry(status: DeskStatus, now: datetime) -> float:
    """Seconds until the next attempt; 0 when none is planned or it is due."""
    at = status.link.retry_at
    return max(0.0, (at - now).total_seconds()) if at is not None else 0.0
