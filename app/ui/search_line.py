"""A field to search in, from which the window's own keys are still heard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

_OURS = frozenset({Qt.Key.Key_E, Qt.Key.Key_K, Qt.Key.Key_P})
"""With Ctrl: on some systems a line takes these for moving about in it, or for deleting."""


class SearchLine(QLineEdit):
    """Lets the keys through by which the window writes tables and sheets, and searches."""

    def event(self, event: QEvent) -> bool:
        """Claim none of the window's keys."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
            and event.key() in _OURS
        ):
            event.ignore()
            return True
        return super().event(event)
