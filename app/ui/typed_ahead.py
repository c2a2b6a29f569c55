"""What is typed while a question opens goes into it, and does nothing to what lies below."""

from __future__ import annotations

import string
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QWidget

LONGEST_MS = 3000
"""A question that nobody lets become active is waited for no longer."""

_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
_ELSE = {" ": "Space", "+": "+", "-": "-", ".": ".", ",": ",", "@": "@", "'": "'"}

_KEYS = {"\b": Qt.Key.Key_Backspace, "\t": Qt.Key.Key_Tab}
# Of all others, Qt's code is that of the upper-case letter.


class TypedAhead:
    """Between the moment in which a dialog is opened and that in which it gets the keys.

    Until then the desktop gives keys to the window below, which Qt lets hear none but shortcuts: a
    letter of a name would check somebody out. Only what a keyboard of Latin letters has is caught.
    """

    def __init__(self, dialog: QDialog) -> None:
        self._dialog = dialog
        below = dialog.parentWidget()
        self._window = below.window() if below is not None else dialog
        self._hushed = [each for each in self._window.findChildren(QShortcut) if each.isEnabled()]
        for each in self._hushed:
            each.setEnabled(False)
        self._own = [
            *(self._hear(letter.upper(), letter, _NONE) for letter in string.ascii_lowercase),
            *(self._hear(f"Shift+{letter}", letter, _SHIFT) for letter in string.ascii_uppercase),
            *(self._hear(digit, digit, _NONE) for digit in string.digits),
            *(self._hear(name, text, _NONE) for text, name in _ELSE.items()),
            self._hear("Backspace", "\b", _NONE),
            self._hear("Tab", "\t", _NONE),
        ]
        self._over = QTimer(dialog)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.end)
        self._over.start(LONGEST_MS)

    def end(self) -> None:
        """The dialog hears for itself now, or is gone; fine when it was over before."""
        self._over.stop()
        own, self._own = self._own, []
        hushed, self._hushed = self._hushed, []
        for each in own:
            each.setEnabled(False)
            each.deleteLater()
        for each in hushed:
            each.setEnabled(True)

    def _hear(self, keys: str, text: str, modifiers: Qt.KeyboardModifier) -> QShortcut:
        shortcut = QShortcut(QKeySequence(keys), self._window)
        # The only one that asks where the focus is, and not what a question stands above.
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(partial(self._type, _KEYS.get(text, text), text, modifiers))
        return shortcut

    def _type(self, key: Qt.Key | str, text: str, modifiers: Qt.KeyboardModifier) -> None:
        code = key if isinstance(key, Qt.Key) else ord(key.upper())
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            inner: QWidget | None = self._dialog.focusWidget()
            target = inner if inner is not None else self._dialog
            QApplication.sendEvent(target, QKeyEvent(kind, code, modifiers, text))
