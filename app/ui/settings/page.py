"""The page of settings: one section at a time, by the words above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.status import DeskStatus
from app.ui.leading import Leading
from app.ui.options import Options
from app.ui.parts import Parts
from app.ui.settings.alerts import AlertSettings
from app.ui.settings.check_up import CheckUp
from app.ui.settings.computer import ComputerSettings
from app.ui.settings.hours import QuietSettings
from app.ui.settings.keeper import RulesKeeper

translate = QCoreApplication.translate

_WIDE = 980


class SettingsPage(Leading):
    """`section(name)` shows one of them: alerts, quiet, computer, check-up."""

    unreadable = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._keeper = RulesKeeper(parts, self)
        self.alerts = AlertSettings(parts, self._keeper)
        self.quiet = QuietSettings(parts, self._keeper)
        self.check_up = CheckUp(parts)
        self.computer = ComputerSettings(parts)
        self._sections: dict[str, AlertSettings | QuietSettings | ComputerSettings | CheckUp] = {
            "alerts": self.alerts,
            "quiet": self.quiet,
            "computer": self.computer,
            "check-up": self.check_up,
        }
        self.options: Options[str] = Options(
            translate("settings", "Section of the settings"),
            (
                ("alerts", translate("settings", "Alerts")),
                ("quiet", translate("settings", "Quiet hours")),
                ("computer", translate("settings", "This computer")),
                ("check-up", translate("settings", "Check-up")),
            ),
        )
        self._stack = QStackedWidget()
        for part in self._sections.values():
            self._stack.addWidget(_scrolled(part))
        title = QLabel(translate("settings", "Settings"))
        title.setProperty("look", "title")
        head = QHBoxLayout()
        head.setContentsMargins(24, 16, 24, 0)
        head.setSpacing(16)
        head.addWidget(title)
        head.addWidget(self.options)
        head.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self.options.changed.connect(lambda: self.section(self.options.value()))
        self.lead = self.alerts.list

    def section(self, name: str) -> None:
        """Show a section."""
        self.options.choose(name)
        self._stack.setCurrentIndex(list(self._sections).index(name))
        self.lead = self._sections[name].lead

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self._keeper.take_status(status)
        self.alerts.take_status(status)
        self.check_up.take_status(status)
        self.computer.take_status(status)

    def show_library(self, library_id: str) -> None:
        """Settings are of this computer, whatever library is looked at."""

    def take(self, changes: Sequence[Changes]) -> None:
        """What it shows comes with the status."""

    def remember(self) -> None:
        """Nothing of it has to be the same tomorrow."""

    def close_page(self) -> None:
        """It holds nothing."""


def _scrolled(part: QWidget) -> QScrollArea:
    body = QWidget()
    body.setProperty("look", "clear")
    part.setMaximumWidth(_WIDE)
    row = QHBoxLayout(body)
    row.setContentsMargins(24, 0, 24, 16)
    row.addWidget(part, 1)
    row.addStretch()
    area = QScrollArea()
    area.setProperty("look", "clear")
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(body)
    return area
