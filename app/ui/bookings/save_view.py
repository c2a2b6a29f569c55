"""Asks for the name that a view is saved under."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from app.ui.bookings.views import NAME_LIMIT
from app.ui.dialogs import Question
from app.ui.forms import TextField

translate = QCoreApplication.translate


class SaveView(Question):
    """Opened with `open()`; `named` carries what was typed. `taken` are the usual views' names."""

    named = Signal(str)

    def __init__(self, parent: QWidget, taken: list[str]) -> None:
        super().__init__(
            parent,
            translate("views", "Save this view"),
            translate("views", "It is kept on this computer, under “Views”."),
            translate("views", "Do not save"),
            translate("views", "Save"),
            harmless=True,
            default_on=True,
        )
        self._taken = {name.casefold() for name in taken}
        self.name = TextField(
            translate("views", "Name"), translate("views", "For example: Monthly passes")
        )
        self.name.line.setMaxLength(NAME_LIMIT)
        self.body.addWidget(self.name)
        self.name.line.setFocus()

    def accept(self) -> None:
        """Close only with a name that can be used."""
        name = " ".join(self.name.text().split())
        if not name:
            self.name.wrong(translate("views", "A view needs a name."))
        elif name.casefold() in self._taken:
            self.name.wrong(translate("views", "Every desk has a view of this name. Take another."))
        else:
            self.named.emit(name)
            super().accept()
