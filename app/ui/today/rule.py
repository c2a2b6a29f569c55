"""Asks an owner when the seat of somebody who does not come is given up."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.contract.models import Library
from app.ui.dialogs import Question
from app.ui.options import Options
from app.ui.words import number

translate = QCoreApplication.translate

_NEVER = 0
_MINUTES = (_NEVER, 10, 15, 20, 30, 60)


class RuleDialog(Question):
    """Opened with `open()`; `decided` carries the minutes, or None for never."""

    decided = Signal(object)

    def __init__(self, parent: QWidget, library: Library) -> None:
        super().__init__(
            parent,
            translate("rule", "When is a late student’s seat given up?"),
            translate(
                "rule",
                "This long after its start, a confirmed booking to which nobody has come becomes "
                "“Did not arrive”, and the seat is free for others. Passes for a month are never "
                "given up, and a seat can be held ten minutes longer on this page.",
            ),
            translate("rule", "Leave it"),
            translate("rule", "Save the rule"),
            harmless=True,
            default_on=True,
        )
        now = library.no_show_after_minutes or _NEVER
        offered = sorted({*_MINUTES, now})
        self.after = Options(
            translate("rule", "Given up"), [(minutes, _words(minutes)) for minutes in offered]
        )
        self.after.choose(now)
        self.body.addWidget(self.after)
        where = QLabel(library.name)
        where.setProperty("look", "muted")
        self.body.addWidget(where)
        self.accepted.connect(lambda: self.decided.emit(self.after.value() or None))
        self.after.setFocus()


def _words(minutes: int) -> str:
    if minutes == _NEVER:
        return translate("rule", "Never")
    return translate("rule", "{minutes} min").format(minutes=number(minutes))
