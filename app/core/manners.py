"""What is done for an alert, decided: by the rules, and by the event catalogue where none says."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from app.core.catalogue import Catalogue
from app.core.changes import AlertKind
from app.core.ports import Sound
from app.core.rules import REPEAT_MIN, AlertRules, Rule

DESK = "desk"
"""The kind by which rules name what the desk says of itself: nothing arrives, a refusal."""


class Manner(msgspec.Struct, frozen=True, kw_only=True):
    """What is done for one alert, decided; the fields are those of `Rule`."""

    notify: bool = True
    sound: str = Sound.NOTICE.value
    volume: int = 100
    repeat_s: int = 0
    repeat_min: int = REPEAT_MIN
    louder: bool = False
    speak: bool = False
    breaks_quiet: bool = False

    @property
    def is_silent(self) -> bool:
        """Whether nobody is told."""
        return not (self.notify or self.sound or self.speak)


class Manners:
    """The manners of alerts by rules; what no rule says is as `catalogue` has it."""

    def __init__(self, rules: AlertRules, catalogue: Catalogue) -> None:
        self.rules, self._catalogue = rules, catalogue
        self._by_key = {each.key: each for each in rules.rules}
        self._decided: dict[tuple[str, str], Manner] = {}

    def of(self, kind: str, library_id: str = "") -> Manner:
        """What is done for an alert."""
        key = (kind, library_id)
        known = self._decided.get(key)
        if known is None:
            known = self._decided[key] = self._decide(kind, library_id)
        return known

    def _decide(self, kind: str, library_id: str) -> Manner:
        manner, rings = _usual(kind, self._catalogue)
        # The most special one has the last word.
        for key in dict.fromkeys((("", ""), ("", library_id), (kind, ""), (kind, library_id))):
            rule = self._by_key.get(key)
            if rule is not None:
                # What does not ring by itself is told only if somebody wishes that very kind.
                manner = _with(manner, rule, Rule() if rings or key[0] else _UNASKED)
        return manner


_UNASKED = Rule(notify=False, sound="", speak=False)


def _usual(kind: str, catalogue: Catalogue) -> tuple[Manner, bool]:
    """What is done where no rule says anything, and whether it is of what rings by itself."""
    if kind in {AlertKind.SUMMARY, DESK}:
        # A summary stands for anything.
        return Manner(), True
    entry = catalogue.of(kind)
    if not entry.rings:
        return Manner(notify=False, sound=""), False
    return Manner(sound=entry.sound.value if entry.sound is not None else ""), True


def _with(manner: Manner, rule: Rule, fixed: Rule) -> Manner:
    """The manner with what `rule` says, except where `fixed` says something."""
    fields = [name for name in Manner.__struct_fields__ if getattr(fixed, name) is None]
    said = {name: value for name in fields if (value := getattr(rule, name)) is not None}
    return msgspec.structs.replace(manner, **said)


def loudest(manners: Sequence[Manner]) -> Manner | None:
    """Of several that sound together the one that is heard; None when none sounds.

    A booking comes before all else, then what is louder.
    """
    order = {sound.value: place for place, sound in enumerate(Sound)}
    sounding = [each for each in manners if each.sound and each.volume > 0]
    # A sound that somebody has chosen for a kind says more than one of ours.
    return min(sounding, key=lambda each: (order.get(each.sound, -1), -each.volume), default=None)
