"""What a notice says, in words: its kind, how it was told, and how long each station took."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication

from app.core.changes import AlertRecord
from app.core.silence import Silence
from app.ui.words import day, exact_time, number, short_span

translate = QCoreApplication.translate

_SECOND = timedelta(seconds=1)


def how_word(record: AlertRecord) -> str:
    """How it was told, if not by ringing; "" when it rang."""
    if record.taken_by is not None:
        return translate("notices", "Taken by {name}").format(name=_somebody(record.taken_by))
    if record.silent is not None:
        return _silent_words(record.silent)
    if record.summarised:
        return translate("notices", "Told in a summary")
    if record.shown_at is None and record.sounded_at is None:
        return translate("notices", "Not shown yet")
    return ""


def _silent_words(why: Silence) -> str:
    return {
        Silence.QUIET: translate("notices", "Silent: quiet was on"),
        Silence.HOURS: translate("notices", "Silent: in quiet hours"),
        Silence.SYSTEM: translate("notices", "Silent: do not disturb was on"),
        Silence.RULE: translate("notices", "Silent by your rule for this kind"),
    }[why]


def way(record: AlertRecord, zone: tzinfo, now: datetime) -> list[tuple[str, str]]:
    """The stations of a notice with when each was: the first to the millisecond, then how long on.

    The hub dates the first and this computer the others, so they are as exact as the two clocks
    are alike.
    """
    alert = record.alert
    happened = translate("notices", "{day}, {time}").format(
        day=day(alert.at, zone, now), time=exact_time(alert.at, zone)
    )
    lines = [(translate("notices", "Happened"), happened), *stations(record)]
    how = how_word(record)
    return [*lines, (translate("notices", "Told"), how)] if how else lines


def stations(record: AlertRecord) -> list[tuple[str, str]]:
    """What became of an alert after it happened, each with how long after that."""
    named = [
        (translate("notices", "Received"), record.alert.received_at),
        (translate("notices", "Shown"), record.shown_at),
        (translate("notices", "Sounded"), record.sounded_at),
        (translate("notices", "Opened"), record.clicked_at),
        (_read_word(record.taken_by), record.acknowledged_at),
    ]
    return [(name, _later(at - record.alert.at)) for name, at in named if at is not None]


def _read_word(taken_by: str | None) -> str:
    if taken_by is None:
        return translate("notices", "Read")
    return translate("notices", "Read by {name}").format(name=_somebody(taken_by))


def _somebody(name: str) -> str:
    return name or translate("notices", "somebody")


def spoken(record: AlertRecord, when: str) -> str:
    """All about a notice for who hears it."""
    unread = "" if record.acknowledged_at is not None else translate("notices", "Unread")
    alert = record.alert
    parts = (unread, alert.title, alert.body.replace("\n", ", "), when, how_word(record))
    return ". ".join(part for part in parts if part)


def _later(span: timedelta) -> str:
    if span < timedelta():
        return translate("notices", "before that, by this computer’s clock")
    if span < _SECOND:
        return translate("notices", "{ms} ms later").format(
            ms=number(round(span / timedelta(milliseconds=1)))
        )
    return translate("notices", "{span} later").format(span=short_span(span.total_seconds()))
