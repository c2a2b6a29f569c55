"""Map above, day and seat below, as high as somebody drew them; what is carried is told last."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from app.ui.bookings.empty import EmptyState
from app.ui.glyph import ElidedLabel
from app.ui.parts import Parts
from app.ui.seats.map import SeatMap
from app.ui.seats.panel import SeatPanel
from app.ui.seats.timeline import Timeline
from app.ui.sheet import restyle

translate = QCoreApplication.translate

_KEY = "seats.split"
_HANDLE = 10


class Split(QWidget):
    """All parts below the head, or that there are no seats yet."""

    def __init__(self, parts: Parts, map_: SeatMap, timeline: Timeline, panel: SeatPanel) -> None:
        super().__init__()
        self._memory = parts.memory
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setProperty("look", "clear")
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(_HANDLE)
        lower = QWidget()
        row = QHBoxLayout(lower)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_HANDLE)
        row.addWidget(_card(timeline), 1)
        row.addWidget(panel)
        self.splitter.addWidget(_card(map_))
        self.splitter.addWidget(lower)
        kept = self._memory.get(_KEY)
        drawn = isinstance(kept, list) and len(kept) == self.splitter.count()
        self.splitter.setSizes(kept if drawn and isinstance(kept, list) else [1000, 1000])
        self.empty = EmptyState(parts.theme)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.splitter)
        self._stack.addWidget(self.empty)
        self.told = ElidedLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 10)
        column.setSpacing(6)
        column.addLayout(self._stack, 1)
        column.addWidget(self.told)
        self.tell("", wrong=False, arranging=False)
        self.tell_seats(some=True, owner=False)

    def tell(self, words: str, *, wrong: bool, arranging: bool) -> None:
        """Say what is carried where; "" says what can be."""
        hint = (
            translate("seats", "Drag seats to where they stand; Ctrl and an arrow move one.")
            if arranging
            else translate(
                "seats",
                "Drag a booking to another seat, or its end to another time. In the day by seat, "
                "Shift and the arrows carry it, Ctrl its end; Enter lets it go there, Esc not.",
            )
        )
        self.told.tell(words or hint)
        restyle(self.told, "look", "wrong" if wrong else ("heading" if words else "small"))

    def tell_seats(self, *, some: bool, owner: bool) -> None:
        """Show the seats, or that there are none and what an owner does about it."""
        self.empty.tell(
            "seats",
            translate("seats", "No seats yet"),
            translate("seats", "As soon as the library has seats, they can be booked.")
            if owner
            else translate("seats", "The owner of the library adds them."),
            translate("seats", "Add seats…") if owner else "",
        )
        self._stack.setCurrentWidget(self.splitter if some else self.empty)
        self.told.setVisible(some)

    def remember(self) -> None:
        """Keep how high the parts are."""
        self._memory.set(_KEY, self.splitter.sizes())


def _card(part: QWidget) -> QFrame:
    card = QFrame()
    card.setProperty("look", "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(8, 8, 8, 8)
    column.addWidget(part)
    return card
