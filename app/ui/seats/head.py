"""What stands above the seats: the moment, how many are what, and what an owner arranges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.contract.models import Library
from app.core.seat_states import Held, SeatState
from app.ui.export.button import ExportButton
from app.ui.glyph import Swatch
from app.ui.seats.moment_bar import MomentBar
from app.ui.seats.told import TONES, held_word
from app.ui.theme import Theme
from app.ui.words import number

translate = QCoreApplication.translate

_WHICH_LEAST, _WHICH_MOST, _ARROW = 90, 240, 52


class Head(QWidget):
    """`library_chosen` when several are shown and another one is chosen here.

    `arrange` and `add` are pressed by owners.
    """

    library_chosen = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        # Its words follow its width; the width must not follow the words.
        self.setMinimumWidth(1)
        title = QLabel(translate("seats", "Seats"))
        title.setProperty("look", "title")
        self.moments = MomentBar(theme, now)
        self.which = QComboBox()
        self.which.setAccessibleName(translate("seats", "Library"))
        self.which.setMinimumWidth(_WHICH_LEAST)
        self.which.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.which.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.which.activated.connect(self.library_chosen)
        self.which.hide()
        self._key = QWidget()
        key = self._key_row = QHBoxLayout(self._key)
        key.setContentsMargins(0, 0, 0, 0)
        key.setSpacing(6)
        self._counts: dict[Held, QLabel] = {}
        for held in Held:
            self._counts[held] = QLabel()
            self._counts[held].setProperty("look", "small")
            key.addWidget(Swatch(theme, TONES[held], hollow=held is Held.FREE))
            key.addWidget(self._counts[held])
        self.arrange = QPushButton(self)
        self.arrange.setCheckable(True)
        self.add = QPushButton(self)
        self._words = {
            self.arrange: translate("seats", "Arrange"),
            self.add: translate("seats", "Add seats…"),
        }
        for button, icon in ((self.arrange, "arrange"), (self.add, "plus")):
            button.setProperty("look", "quiet")
            button.setAccessibleName(self._words[button].removesuffix("…"))
            theme.dress(button, icon)
            button.hide()
        self.arrange.setToolTip(
            translate("seats", "Drag seats to where they stand; Ctrl and an arrow move one")
        )
        self.add.setToolTip(translate("seats", "Add seats to this library"))
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 14, 16, 10)
        column.setSpacing(6)
        self._row = row = QHBoxLayout()
        row.setSpacing(12)
        self._below = QHBoxLayout()
        column.addLayout(row)
        column.addLayout(self._below)
        row.addWidget(title)
        row.addWidget(self.which, 1)
        row.addWidget(self.moments)
        row.addStretch()
        self._place = row.count()
        row.addWidget(self._key)
        row.addWidget(self.arrange)
        row.addWidget(self.add)
        self.export = ExportButton(theme)
        row.addWidget(self.export)

    @property
    def library(self) -> str:
        """The id of the library chosen here; "" when none is offered."""
        return str(self.which.currentData() or "")

    def tell(
        self, libraries: Sequence[Library], shown: Library | None, zone: tzinfo, *, owner: bool
    ) -> None:
        """Offer these libraries, of which one is shown; an owner may arrange it."""
        known = [self.which.itemData(place) for place in range(self.which.count())]
        if known != [each.id for each in libraries]:
            self.which.clear()
            for each in libraries:
                self.which.addItem(each.name, each.id)
            # As wide as its longest name, where there is room.
            names = [self.which.fontMetrics().horizontalAdvance(each.name) for each in libraries]
            self.which.setMaximumWidth(min(_WHICH_MOST, max(names, default=0) + _ARROW))
            if shown is not None:
                self.which.setCurrentIndex(max(0, self.which.findData(shown.id)))
        self.which.setVisible(len(libraries) > 1)
        self.moments.tell_zone(zone)
        self.arrange.setVisible(owner)
        self.add.setVisible(owner)
        if not owner:
            self.arrange.setChecked(False)
        self._fit()

    def tell_states(self, states: Iterable[SeatState]) -> None:
        """Say how many seats are what."""
        known = list(states)
        counts = Counter(state.held for state in known)
        # One that is closed and held all the same is both.
        counts[Held.CLOSED] = sum(not state.seat.available for state in known)
        for held, label in self._counts.items():
            label.setText(f"{held_word(held)} {number(counts[held])}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say less where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Buttons with words as far as there is room, and how many seats are what: else below."""
        margins = self._column.contentsMargins()
        room = self.width() - margins.left() - margins.right()
        for beside, worded in ((True, True), (True, False), (False, True), (False, False)):
            for button, words in self._words.items():
                button.setText(words if worded else "")
            self._put_key(beside=beside)
            # The layouts remember how wide it was with other words.
            self._key_row.invalidate()
            for part in (self._key, self.arrange, self.add):
                part.updateGeometry()
            self._row.invalidate()
            if self._row.sizeHint().width() <= room:
                return

    def _put_key(self, *, beside: bool) -> None:
        if (self._below.count() == 0) is beside:
            return
        if beside:
            self._below.removeWidget(self._key)
            self._below.takeAt(0)
            self._row.insertWidget(self._place, self._key)
        else:
            self._row.removeWidget(self._key)
            self._below.addWidget(self._key)
            self._below.addStretch()
