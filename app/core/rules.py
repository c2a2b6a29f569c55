"""By which rules alerts ring: by kind and by library, and in which hours they stay silent."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from app.contract.tongue import translate
from app.core.quiet_hours import QuietHours, is_sound

MOST_RULES = 500
MOST_VOLUME = 100
LEAST_REPEAT_S, MOST_REPEAT_S = 5, 3600
MOST_REPEAT_MIN = 240
REPEAT_MIN = 15
"""So many minutes a sound is repeated unless a rule says otherwise."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What is done for alerts of `kind` ("" is all) of `library_id` ("" is all).

    What is None is as a more general rule says, and at last as the event catalogue does. `sound`
    is "" for none, one of ours, "system", or the path of a file. `volume` is in percent.
    `repeat_s`: every so many seconds until somebody has taken it, 0 for once; for at most
    `repeat_min` minutes, and `louder` each time. `speak`: the title is read out. `breaks_quiet`:
    it rings in quiet, too.
    """

    kind: str = ""
    library_id: str = ""
    notify: bool | None = None
    sound: str | None = None
    volume: int | None = None
    repeat_s: int | None = None
    repeat_min: int | None = None
    louder: bool | None = None
    speak: bool | None = None
    breaks_quiet: bool | None = None

    @property
    def key(self) -> tuple[str, str]:
        """Which alerts it is for."""
        return (self.kind, self.library_id)

    @property
    def says_nothing(self) -> bool:
        """Whether all is as without it."""
        return self == Rule(kind=self.kind, library_id=self.library_id)


class AlertRules(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """A profile's rules, its quiet hours, and whether the system's own quiet counts, too."""

    rules: tuple[Rule, ...] = ()
    hours: tuple[QuietHours, ...] = ()
    respects_system: bool = True

    def rule(self, kind: str = "", library_id: str = "") -> Rule:
        """The rule for exactly these alerts; one that says nothing when there is none."""
        found = (each for each in reversed(self.rules) if each.key == (kind, library_id))
        return next(found, Rule(kind=kind, library_id=library_id))

    def with_rule(self, rule: Rule) -> AlertRules:
        """With this rule in place of the one for the same alerts; one that says nothing goes."""
        rest = tuple(each for each in self.rules if each.key != rule.key)
        rules = rest if rule.says_nothing else (*rest, rule)
        return msgspec.structs.replace(self, rules=rules)


def wrong_with(rules: AlertRules) -> str:
    """What is wrong with rules, in a sentence for people; "" when they are sound.

    Whether a file is a sound is not looked at: that takes a player.
    """
    if len(rules.rules) > MOST_RULES:
        return translate("rules", "There may be {most} rules at most; these are {count}.").format(
            most=MOST_RULES, count=len(rules.rules)
        )
    twice = _twice(each.key for each in rules.rules)
    if twice is not None:
        if not twice[0]:
            return translate("rules", "There are two rules for the same alerts (all kinds).")
        return translate("rules", "There are two rules for the same alerts ({kind}).").format(
            kind=twice[0]
        )
    for hours in rules.hours:
        if not is_sound(hours):
            return translate(
                "rules", "Quiet hours begin and end between 0:00 and 23:59, on days of the week."
            )
        if not hours.days:
            return translate("rules", "Quiet hours need at least one day of the week.")
    return next((why for each in rules.rules if (why := _wrong_with(each))), "")


def _wrong_with(rule: Rule) -> str:
    if rule.volume is not None and not 0 <= rule.volume <= MOST_VOLUME:
        return translate("rules", "A volume is between 0 and {most} percent, not {volume}.").format(
            most=MOST_VOLUME, volume=rule.volume
        )
    if rule.repeat_s and not LEAST_REPEAT_S <= rule.repeat_s <= MOST_REPEAT_S:
        return translate(
            "rules", "A sound is repeated every {least} to {most} seconds, not every {seconds}."
        ).format(least=LEAST_REPEAT_S, most=MOST_REPEAT_S, seconds=rule.repeat_s)
    if rule.repeat_s is not None and rule.repeat_s < 0:
        return translate("rules", "A sound cannot be repeated after less than no time.")
    if rule.repeat_min is not None and not 1 <= rule.repeat_min <= MOST_REPEAT_MIN:
        return translate(
            "rules", "A sound is repeated for 1 to {most} minutes, not {minutes}."
        ).format(most=MOST_REPEAT_MIN, minutes=rule.repeat_min)
    return ""


def _twice(keys: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    seen: set[tuple[str, str]] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None
