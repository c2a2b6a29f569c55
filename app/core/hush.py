"""Decides which alerts are kept silent: by a person's wish, quiet hours, the system or a rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from app.core.catalogue import Catalogue
from app.core.manners import Manners
from app.core.ports import Clock
from app.core.quiet import Quiet
from app.core.quiet_hours import next_begin, quiet_until
from app.core.rules import AlertRules
from app.core.silence import FOREVER, Hushed, Silence

Silencing = Callable[[str, str], Silence | None]
"""Why an alert of this kind and library is kept silent; None when it rings."""


class Hush:
    """What holds now; `system` says whether the computer itself asks for quiet.

    A person's wish comes first: `wished` is a quiet of theirs, `loud_until` says until when quiet
    hours do not count because somebody has ended them.
    """

    def __init__(self, clock: Clock, catalogue: Catalogue) -> None:
        self._clock, self._catalogue = clock, catalogue
        self._manners = Manners(AlertRules(), catalogue)
        self.wished = Quiet.none(clock)
        self.loud_until: datetime | None = None
        self.system = False

    @property
    def rules(self) -> AlertRules:
        """The rules that hold."""
        return self._manners.rules

    @rules.setter
    def rules(self, rules: AlertRules) -> None:
        if rules != self._manners.rules:
            self._manners = Manners(rules, self._catalogue)

    @property
    def hushed(self) -> Hushed | None:
        """Why alerts are silent now; None when they ring."""
        wished = self.wished.until
        if wished is not None:
            return Hushed(Silence.QUIET, None if wished >= FOREVER else wished)
        now = self._clock.now()
        hours = quiet_until(self.rules.hours, now)
        if hours is not None and (self.loud_until is None or now >= self.loud_until):
            return Hushed(Silence.HOURS, hours)
        if self.system and self.rules.respects_system:
            return Hushed(Silence.SYSTEM)
        return None

    @property
    def turns_at(self) -> datetime | None:
        """When `hushed` may next be different, as far as the clock decides it."""
        now = self._clock.now()
        hours = (quiet_until(self.rules.hours, now), next_begin(self.rules.hours, now))
        turns = (self.wished.until, self.loud_until, *hours)
        return min((each for each in turns if each is not None and each > now), default=None)

    def wish(self, until: datetime | None) -> None:
        """Be quiet until then; None lets alerts ring again, also in the hours that hold now."""
        now = self._clock.now()
        self.wished = Quiet(self._clock, now, until) if until else Quiet.none(self._clock)
        self.loud_until = None if until else quiet_until(self.rules.hours, now)

    def decide(self) -> Silencing:
        """What holds now, for all alerts of one transaction."""
        hushed, manners = self.hushed, self._manners

        def silence(kind: str, library_id: str) -> Silence | None:
            manner = manners.of(kind, library_id)
            if manner.is_silent:
                return Silence.RULE
            return hushed.by if hushed is not None and not manner.breaks_quiet else None

        return silence
