"""The keys of what can be done about a booking, heard while something is worked on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QWidget

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


def press(button: QAbstractButton) -> None:
    """Press a button as a pointer would."""
    if isinstance(button, QPushButton) and button.menu() is not None:
        button.showMenu()
    elif button.isEnabled():
        button.click()


def hear_enter(parent: QWidget, work: Callable[[], object]) -> None:
    """Do `work` with Enter in `parent`; on a button of it, Enter presses that."""

    def entered() -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QAbstractButton):
            press(focus)
        else:
            work()

    for keys in ("Return", "Enter"):
        hear(parent, keys, entered)


def hear_actions(parent: QWidget, press: Callable[[Action], object]) -> None:
    """Hear the key of each action."""
    for action, keys in KEYS.items():
        hear(parent, keys, partial(press, action))
