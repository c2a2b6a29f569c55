"""A program on Qt's loop that says each time it hears that a tray came or went."""

from __future__ import annotations

import sys

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from app.native.trays import watch_trays
from tests.native.dialogue import say


def main() -> None:
    """Say whether anything tells, then what is heard, until standard input ends."""
    application = QCoreApplication(sys.argv)
    undo = watch_trays(lambda: say(heard=True))
    say(told=undo is not None)
    ended = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
    ended.activated.connect(application.quit)
    application.exec()
    if undo is not None:
        undo()


if __name__ == "__main__":
    main()
