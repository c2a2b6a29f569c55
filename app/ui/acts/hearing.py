"""The keys of what can be done about a booking, heard while something is worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.core.commands import Action
from app.ui.acts.offered import KEYS


def hear(parent: QWidget, keys: str, work: Callable[[], object]) -> QShortcut:
    """Do `work` when these keys are pressed anywhere in `parent`; once, however long they are.

    A key that is held down would go on with the next student when the first has left the list.
    """
    key = QShortcut(QKeySequence(keys), parent)
    key.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    key.setAutoRepeat(False)
    key.activated.connect(work)
    return key


def hear_actions(parent: QWidget, press: Callable[[Action], object]) -> None:
    """Hear the key of each action."""
    for action, keys in KEYS.items():
        hear(parent, keys, partial(press, action))
