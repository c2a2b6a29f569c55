"""The rules as a person sees them: what was chosen here holds at once, and is then kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.contract.errors import StudySpotError
from app.core.rules import AlertRules
from app.core.status import DeskStatus
from app.ui.parts import Parts


class RulesKeeper(QObject):
    """`changed` when they are others. Use `choose` for what a person wants."""

    changed = Signal()

    def __init__(self, parts: Parts, parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts
        self._told = AlertRules()
        self._asked = 0
        self.rules = AlertRules()

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk; what it tells of an earlier choice would undo the next one."""
        self._told = status.rules
        if not self._asked:
            self._take(status.rules)

    def choose(self, rules: AlertRules) -> None:
        """Have these from now on."""
        self._take(rules)
        self._asked += 1
        self._parts.tasks.start(self._kept(rules), "keep the rules for alerts")

    async def _kept(self, rules: AlertRules) -> None:
        try:
            await self._parts.bridge.call(lambda desk: desk.preferences.set_alerts(rules))
        except StudySpotError:
            # Not kept, so it is as it was; whoever started this tells why.
            self._asked -= 1
            self._take(self._told)
            raise
        self._asked -= 1

    def _take(self, rules: AlertRules) -> None:
        if rules != self.rules:
            self.rules = rules
            self.changed.emit()
