"""The kinds of alerts that rules can be made for, as people name them."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication

from app.core.catalogue import Catalogue, Tone
from app.core.changes import AlertKind
from app.core.manners import DESK, Manner
from app.core.ports import SYSTEM_SOUND, Sound
from app.ui.words import number, short_span

translate = QCoreApplication.translate


class Kind(msgspec.Struct, frozen=True):
    """One of them: the events that it stands for, and how it is shown."""

    events: tuple[str, ...]
    words: str
    icon: str
    tone: str


def kinds(catalogue: Catalogue) -> list[Kind]:
    """All kinds, the first of which stands for every alert."""
    every = Kind(("",), translate("alerts", "All alerts"), "bell", Tone.ACCENT)
    grouped: dict[str, Kind] = {}
    for entry in catalogue.entries.values():
        # What is neither told nor counted is the chatter of the line.
        if not (entry.rings or entry.many[1]):
            continue
        known = grouped.get(entry.kind)
        events = (*known.events, entry.name) if known is not None else (entry.name,)
        icon, tone = (known.icon, known.tone) if known is not None else (entry.icon, entry.tone)
        grouped[entry.kind] = Kind(events, entry.kind, icon, tone)
    away = Kind(
        (AlertKind.SUMMARY.value,),
        translate("alerts", "What happened while away"),
        "refresh",
        Tone.MUTED,
    )
    desk = Kind((DESK,), translate("alerts", "The desk itself"), "computer", Tone.WARN)
    return [every, *grouped.values(), away, desk]


def sound_words(sound: str) -> str:
    """What a sound is called."""
    known: dict[str, str] = {
        "": translate("alerts", "No sound"),
        Sound.BOOKING.value: translate("alerts", "Chime for bookings"),
        Sound.CANCELLATION.value: translate("alerts", "Chime for cancellations"),
        Sound.NOTICE.value: translate("alerts", "Soft chime"),
        SYSTEM_SOUND: translate("alerts", "This computer’s own"),
    }
    return known.get(sound) or sound.replace("\\", "/").rpartition("/")[2]


def manner_words(manner: Manner) -> str:
    """What is done for an alert, in one line."""
    if manner.is_silent:
        return translate("alerts", "Silent")
    parts: list[str] = []
    if not manner.notify:
        parts.append(translate("alerts", "Not shown"))
    parts.append(sound_words(manner.sound if manner.volume else ""))
    if manner.sound and 0 < manner.volume < 100:  # noqa: PLR2004 - percent
        parts.append(translate("alerts", "{percent} %").format(percent=number(manner.volume)))
    if manner.repeat_s and manner.sound:
        span = short_span(manner.repeat_s)
        parts.append(translate("alerts", "again every {span}").format(span=span))
    if manner.speak:
        parts.append(translate("alerts", "read out"))
    if manner.breaks_quiet:
        parts.append(translate("alerts", "in quiet, too"))
    return " · ".join(parts)


def same(manners: Sequence[Manner]) -> Manner:
    """The manner of a kind that stands for several events: that of the first."""
    return manners[0]
