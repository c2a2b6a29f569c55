"""Where the focus begins within a widget."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


class Leading(QWidget):
    """Gives its focus to `lead`, one of those within it.

    Not by a focus proxy: Qt takes the whole for its proxy, so that Tab passes over everything
    that stands before it and never leaves a proxy that is hidden.
    """

    lead: QWidget

    def setFocus(  # noqa: N802 - Qt's name
        self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason
    ) -> None:
        """Begin at the lead."""
        self.lead.setFocus(reason)
