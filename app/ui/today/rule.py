"""Asks an owner when the seat of somebody who does not come is given up."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from app.contract.lifecycle import is_over, released_at
from app.contract.models import Booking, Library
from app.ui.acts.questions import named
from app.ui.dialogs import Question
from app.ui.options import Options
from app.ui.words import number

translate = QCoreApplication.translate

_NEVER = 0
_MINUTES = (_NEVER, 10, 15, 20, 30, 60)


class RuleDialog(Question):
    """Opened with `open()`; `decided` carries the minutes, or None for never.

    `holding` are the bookings that hold a seat: whose is given up at once is said before.
    """

    decided = Signal(object)

    def __init__(
        self, parent: QWidget, library: Library, holding: Sequence[Booking], now: datetime
    ) -> None:
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
        stands = library.no_show_after_minutes or _NEVER
        offered = sorted({*_MINUTES, stands})
        self.after = Options(
            translate("rule", "Given up"), [(minutes, _words(minutes)) for minutes in offered]
        )
        self.after.choose(stands)
        self.body.addWidget(self.after)
        self._holding, self._now = tuple(holding), now
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        self.told.setProperty("tone", "warn")
        self.body.addWidget(self.told)
        self.after.changed.connect(self._tell)
        self._tell()
        where = QLabel(library.name)
        where.setProperty("look", "muted")
        self.body.addWidget(where)
        self.accepted.connect(lambda: self.decided.emit(self.after.value() or None))
        self.after.setFocus()

    def _tell(self) -> None:
        """Whose seat the rule gives up as soon as it holds."""
        minutes = self.after.value() or None
        gone = [each for each in self._holding if _is_over(each, minutes, self._now)]
        # The hub gives up none in the ten minutes after its own start.
        words = translate("rule", "Given up within minutes, because nobody has come:\n{names}")
        self.told.setText(words.format(names=named(gone)) if gone else "")
        self.told.setVisible(bool(gone))
        self.adjustSize()


def _is_over(booking: Booking, minutes: int | None, now: datetime) -> bool:
    at = released_at(booking.status, booking.kind, booking.starts_at, booking.held_until, minutes)
    return at is not None and at <= now and not is_over(booking.ends_at, now)


def _words(minutes: int) -> str:
    if minutes == _NEVER:
        return translate("rule", "Never")
    return translate("rule", "{minutes} min").format(minutes=number(minutes))
