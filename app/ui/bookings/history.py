"""The history beside a booking: what the row tells at once, and what the hub adds when asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from app.contract.errors import NotFound, StudySpotError
from app.contract.history import HistoryEntry
from app.contract.models import Booking
from app.core.commands import LOCAL
from app.ui.bookings.past import Line, lines, over_lines, own_lines
from app.ui.bridge import Bridge
from app.ui.glyph import Glyph
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.words import day, day_time

translate = QCoreApplication.translate

RESTS_MS = 200
"""A booking is looked at for so long before the hub is asked: who goes through a list asks for
none of those that are passed."""


class History(QWidget):
    """Lines of what was done, oldest first, each with when and by whom."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(7)
        self._grid.setColumnStretch(1, 1)
        self.why = QLabel()
        self.why.setProperty("look", "small")
        self.why.setWordWrap(True)
        self.why.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 0, 0, 0)
        column.setSpacing(7)
        column.addLayout(self._grid)
        column.addWidget(self.why)
        self._shown: tuple[tuple[Line, ...], tzinfo, str] | None = None

    def tell(self, told: Sequence[Line], zone: tzinfo, now: datetime, why: str = "") -> None:
        """Show these lines, their times in `zone`; `why` says what is missing."""
        shown = (tuple(told), zone, why)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        place = 0
        for line in told:
            words = _plain(line.words)
            when = _plain(_moment(line.at, zone, now))
            when.setProperty("look", "muted")
            self._grid.addWidget(Glyph(self._theme, line.icon), place, 0, top)
            self._grid.addWidget(words, place, 1, top)
            self._grid.addWidget(when, place, 2, top | Qt.AlignmentFlag.AlignRight)
            if line.who:
                who = _plain(line.who)
                who.setProperty("look", "small")
                self._grid.addWidget(who, place + 1, 1, 1, 2)
            place += 2
        self.why.setText(why)
        self.why.setVisible(bool(why))

    def words(self) -> list[str]:
        """What is shown, a text for each line."""
        return [line.words for line in self._shown[0]] if self._shown is not None else []

    def people(self) -> list[str]:
        """By whom each line is said to be done."""
        return [line.who for line in self._shown[0]] if self._shown is not None else []


class Past(QObject):
    """Keeps a `History` true to the booking that is looked at."""

    def __init__(
        self,
        history: History,
        bridge: Bridge,
        tasks: Tasks,
        now: Callable[[], datetime],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._history, self._bridge, self._tasks, self._now = history, bridge, tasks, now
        self._booking: Booking | None = None
        self._zone: tzinfo | None = None
        self._told: tuple[HistoryEntry, ...] = ()
        self._why = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(RESTS_MS)
        self._rest.timeout.connect(self._ask)

    def look_at(self, booking: Booking, zone: tzinfo) -> None:
        """This booking is looked at, or is another by now."""
        before = self._booking
        self._booking, self._zone = booking, zone
        if before is None or before.id != booking.id:
            self._told, self._why = (), ""
        if before is None or (before.id, before.version) != (booking.id, booking.version):
            self._rest.start()
        self._show()

    def reached(self) -> None:
        """The server can be reached again: what it could not be asked is asked now."""
        if self._booking is not None and self._why and not self._rest.isActive():
            self._why = ""
            self._rest.start()

    def stop(self) -> None:
        """No booking is looked at."""
        self._rest.stop()
        self._booking = None

    def _show(self) -> None:
        booking, zone = self._booking, self._zone
        if booking is None or zone is None:
            return
        now = self._now()
        told = lines(self._told, booking, zone, now) if self._told else own_lines(booking)
        self._history.tell([*told, *over_lines(booking, now)], zone, now, self._why)

    def _ask(self) -> None:
        booking = self._booking
        if booking is None or booking.id.startswith(LOCAL):
            # A walk-in that no hub has heard of yet has no history there.
            return
        self._tasks.start(self._fetch(booking), "ask for the history of a booking")

    async def _fetch(self, booking: Booking) -> None:
        why, told = "", self._told
        try:
            told = await self._bridge.call(lambda desk: desk.history(booking.id))
        except NotFound:
            # A server without histories; what the row itself tells is all there is.
            told = ()
        except StudySpotError:
            why = translate("detail", "Who did what is shown when the server can be reached again.")
        if self._booking is not None and self._booking.id == booking.id:
            self._told, self._why = told, why
            self._show()


def _plain(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _moment(at: datetime, zone: tzinfo, now: datetime) -> str:
    same_day = at.astimezone(zone).date() == now.astimezone(zone).date()
    words = day_time(at, zone, now)
    return words if same_day or (now - at).days < 2 else day(at, zone, now)  # noqa: PLR2004 - days that have a name
