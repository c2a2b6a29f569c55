"""Chooses the moment that the page of seats shows: now, or any other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, tzinfo

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QToolButton, QWidget

from app.ui.moment import MomentEdit
from app.ui.theme import Theme

translate = QCoreApplication.translate


class MomentBar(QWidget):
    """`changed` when another moment is chosen; `moment` is None while it is now."""

    changed = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self._zone: tzinfo = UTC
        self.moment: datetime | None = None
        self.present = QPushButton(translate("seats", "Now"))
        self.present.setProperty("look", "chip")
        self.present.setCheckable(True)
        self.present.setAccessibleName(translate("seats", "Show the seats as they are now"))
        self.present.setToolTip(translate("seats", "Show the seats as they are now (Alt+N)"))
        # As in the sidebar, at once.
        QShortcut(QKeySequence("Alt+N"), self.present).activated.connect(self.present.click)
        self.present.clicked.connect(lambda: self.show_moment(None))
        self.back = self._step("arrow-left", translate("seats", "A day before"), -1)
        self.on = self._step("chevron-right", translate("seats", "A day later"), 1)
        for button, icon in ((self.back, "arrow-left"), (self.on, "chevron-right")):
            theme.dress(button, icon)
        self.edit = MomentEdit(translate("seats", "Show the seats at"), UTC)
        self.edit.setMinimumWidth(170)
        self.edit.dateTimeChanged.connect(self._edited)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        for widget in (self.present, self.back, self.edit, self.on):
            row.addWidget(widget)
        self.tell_zone(UTC)

    def tell_zone(self, zone: tzinfo) -> None:
        """Show and take moments by another clock."""
        self._zone = zone
        self.edit.use_zone(zone)
        self._show()

    def show_moment(self, moment: datetime | None) -> None:
        """Choose a moment; None is now."""
        self.moment = moment
        self._show()
        self.changed.emit()

    def tick(self) -> None:
        """Follow the clock, while it is now."""
        if self.moment is None:
            self._show()

    def _show(self) -> None:
        self.edit.blockSignals(True)
        self.edit.show_moment(self.moment or self._now())
        self.edit.blockSignals(False)
        self.present.setChecked(self.moment is None)

    def _edited(self) -> None:
        self.moment = self.edit.moment()
        self.present.setChecked(False)
        self.changed.emit()

    def _step(self, icon: str, words: str, days: int) -> QToolButton:
        button = QToolButton()
        button.setProperty("look", "icon")
        button.setProperty("iconName", icon)
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.clicked.connect(lambda: self._go(days))
        return button

    def _go(self, days: int) -> None:
        # The same time of the library's clock, also over a change of that clock.
        local = (self.moment or self._now()).astimezone(self._zone)
        there = (local.replace(tzinfo=None) + timedelta(days=days)).replace(tzinfo=self._zone)
        self.show_moment(there.astimezone(UTC))
