"""What a person has chosen for this profile: how alerts ring, and what is kept of them."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from app.contract.errors import InvalidInput
from app.contract.tongue import translate
from app.core.rules import AlertRules, wrong_with
from app.core.settings import BlindRules, NoticeBounds, Settings

FEWEST_NOTICES, MOST_NOTICES, MOST_DAYS = 100, 100_000, 3_650
SOONEST_S = 30.0


class Preferences:
    """To be called on the desk's loop; `changed` applies what was chosen.

    Raises (all methods):
        InvalidInput: says which of it cannot be; nothing is changed then.
        StudySpotError: the profile is not ours yet, see `Desk.sign_in`.
    """

    def __init__(
        self,
        settings: Callable[[], Settings],
        remember: Callable[[Settings], None],
        changed: Callable[[], None],
    ) -> None:
        self._settings, self._remember, self._changed = settings, remember, changed

    async def set_alerts(self, rules: AlertRules) -> None:
        """Let alerts ring by these rules from now on."""
        why = wrong_with(rules)
        if why:
            raise InvalidInput(why)
        self._choose(alerts=rules)

    async def set_notices(self, bounds: NoticeBounds) -> None:
        """Keep so many notices, for so long."""
        if not FEWEST_NOTICES <= bounds.count <= MOST_NOTICES:
            raise InvalidInput(
                translate("preferences", "Between {fewest} and {most} notices can be kept.").format(
                    fewest=FEWEST_NOTICES, most=f"{MOST_NOTICES:,}"
                )
            )
        if not 1 <= bounds.days <= MOST_DAYS:
            raise InvalidInput(
                translate("preferences", "Notices can be kept for 1 to {most} days.").format(
                    most=f"{MOST_DAYS:,}"
                )
            )
        self._choose(notices=bounds)

    async def set_blind(self, rules: BlindRules) -> None:
        """Say after so long that nothing arrives, and so often."""
        if rules.after_s < SOONEST_S or rules.repeat_s < 0:
            told = translate("preferences", "It is said after {seconds} seconds at the earliest.")
            raise InvalidInput(told.format(seconds=f"{SOONEST_S:.0f}"))
        self._choose(blind=rules)

    def _choose(self, **chosen: object) -> None:
        self._remember(msgspec.structs.replace(self._settings(), **chosen))
        self._changed()
