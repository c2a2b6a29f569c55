"""What stands above the list: its name, what is new, and the groups with their counts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.core.reader import Counts
from app.ui.bookings.groups import Group, count_of, group_word
from app.ui.export.button import ExportButton
from app.ui.theme import Theme
from app.ui.words import number

translate = QCoreApplication.translate

_MARGIN, _CHIP_GAP = 16, 3
_CHIP_PAD = 2 * 13 + _CHIP_GAP


class Head(QWidget):
    """`group_chosen(Group)` is pressed here; so are `seen_all`, `views`, `filter`, `columns`."""

    group_chosen = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        # Its words follow its width; the width must not follow the words.
        self.setMinimumWidth(1)
        self._counts: Counts | None = None
        self._zoned = False
        self._limits = 0
        self._name = translate("bookings", "Bookings")
        self._buttons = QButtonGroup(self)
        self.chips: dict[Group, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top(theme))
        column.addLayout(self._groups())

    def show_view(self, name: str, group: Group | None, limits: int) -> None:
        """Tell what is looked at: its name, if it has one, the group, and how many limits hold."""
        self._name = name or translate("bookings", "Bookings")
        # Other states than a group's mark no group.
        self._buttons.setExclusive(False)
        for each, chip in self.chips.items():
            chip.setChecked(each is group)
        self._buttons.setExclusive(True)
        self._limits = limits
        self._fit()

    def tell_counts(self, counts: Counts) -> None:
        """Show how many bookings each group has."""
        if counts != self._counts:
            self._counts = counts
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Say less where there is little room, as beside a booking in a small window."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        told = {group: self._chip_words(group) for group in self.chips}
        metrics = self.fontMetrics()
        needed = sum(metrics.horizontalAdvance(words) + _CHIP_PAD for words in told.values())
        buttons = {
            self.views: translate("bookings", "Views"),
            self.filter: translate("bookings", "Filter"),
        }
        if self._limits:
            buttons[self.filter] = translate("bookings", "Filter ({count})").format(
                count=number(self._limits)
            )
        roomy = needed + _MARGIN <= self.width()
        for button, words in buttons.items():
            button.setAccessibleName(words)
        buttons[self.seen_all] = self.seen_all.accessibleName()
        for group, chip in self.chips.items():
            chip.setText(told[group] if roomy else group_word(group))
            chip.setAccessibleName(told[group])
            chip.setToolTip("" if roomy else told[group])
        title = self.title.fontMetrics()
        self.title.setText(
            title.elidedText(self._name, Qt.TextElideMode.ElideRight, max(140, self.width() // 3))
        )
        # As much as there is room for: first the zone gives way, then the buttons' words.
        for zoned, worded in ((True, True), (False, True), (False, False)):
            self.zones.setVisible(self._zoned and zoned)
            for button, words in buttons.items():
                button.setText(words if worded else "")
                button.updateGeometry()
            self.seen_all.setToolTip("" if worded else self.seen_all.accessibleName())
            self._row.invalidate()
            if self._row.sizeHint().width() <= self.width():
                break

    def _chip_words(self, group: Group) -> str:
        if self._counts is None:
            return group_word(group)
        return translate("bookings", "{group}  {count}").format(
            group=group_word(group), count=number(count_of(group, self._counts))
        )

    def tell_unread(self, unread: int) -> None:
        """Show how many alerts nobody has looked at."""
        # Of alerts and not of bookings: one booking may have rung more than once.
        words = translate("words", "%n unread alerts", "", unread)
        if words == self.unread.text():
            return
        self.unread.setText(words)
        self.unread.setVisible(unread > 0)
        self.seen_all.setVisible(unread > 0)
        self._fit()

    def tell_zones(self, zones: Sequence[str]) -> None:
        """Say in which zones the times are told, if they are not this computer's."""
        told = ", ".join(zone.replace("_", " ") for zone in zones)
        words = translate("bookings", "Times in {zones}").format(zones=told)
        if words == self.zones.text():
            return
        self.zones.setText(words)
        self._zoned = bool(zones)
        self._fit()

    def _top(self, theme: Theme) -> QHBoxLayout:
        self.title = QLabel()
        # A view's name is what somebody typed.
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setProperty("look", "title")
        self.unread = QLabel()
        self.unread.setProperty("look", "count")
        self.unread.hide()
        self.seen_all = QPushButton(translate("bookings", "Mark all as seen"))
        self.seen_all.setAccessibleName(self.seen_all.text())
        self.seen_all.setProperty("look", "quiet")
        theme.dress(self.seen_all, "check-all")
        # The list does not move when the button comes and goes.
        policy = self.seen_all.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.seen_all.setSizePolicy(policy)
        self.seen_all.hide()
        self.zones = QLabel()
        self.zones.setProperty("look", "muted")
        self.zones.setToolTip(
            translate("bookings", "The library’s own clock; this computer’s shows another time")
        )
        self.zones.hide()
        row = self._row = QHBoxLayout()
        row.setContentsMargins(24, 16, 16, 4)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.unread)
        row.addWidget(self.zones)
        row.addStretch()
        row.addWidget(self.seen_all)
        self.views, self.filter, self.columns = QPushButton(), QPushButton(), QPushButton()
        for button, icon, keys, words in (
            (self.views, "view", "Alt+V", translate("bookings", "Views")),
            (self.filter, "filter", "Ctrl+F", translate("bookings", "Filter")),
            (self.columns, "columns", "Alt+C", translate("bookings", "Order and columns")),
        ):
            button.setProperty("look", "quiet")
            button.setAccessibleName(words)
            button.setToolTip(
                translate("bookings", "{what} ({keys})").format(what=words, keys=keys)
            )
            theme.dress(button, icon)
            # Not the button's own, which goes with each change of its words.
            QShortcut(QKeySequence(keys), self).activated.connect(button.click)
            row.addWidget(button)
        self.export = ExportButton(theme)
        row.addWidget(self.export)
        return row

    def _groups(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(_MARGIN, 4, 0, 10)
        row.setSpacing(_CHIP_GAP)
        for group in Group:
            chip = QPushButton(group_word(group))
            chip.setAccessibleName(group_word(group))
            chip.setProperty("look", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, group=group: self.group_chosen.emit(group))
            self._buttons.addButton(chip)
            self.chips[group] = chip
            row.addWidget(chip)
        self.chips[Group.ALL].setChecked(True)
        row.addStretch()
        return row
