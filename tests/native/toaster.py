"""A program with a tray icon and the product's notifier on Qt's loop: shows as it is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import qasync
from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from app.core.ports import Action, Notifier, Toast, Urgency
from app.native.earlier_toasts import EarlierToasts
from app.native.notifier import system_notifier
from app.native.presses import Listener, Presses
from tests.native.dialogue import say, serve


class Own:
    """The last way, in place of the window's own toast: tells that it was asked."""

    name = "our own toast"

    def __init__(self) -> None:
        self._presses = Presses()

    def on_action(self, listener: Listener) -> Callable[[], None]:
        return self._presses.subscribe(listener)

    async def show(self, toast: Toast) -> None:
        say(own=toast.alert_id)

    async def withdraw(self, alert_id: str) -> None:
        say(own_withdrawn=alert_id)

    async def close(self) -> None:
        say(own_closed=True)


async def main(tray: QSystemTrayIcon, own: Notifier | None, kept: Path | None) -> None:
    """Serve one notifier, which keeps in the file `kept` what is on the screen."""
    notifier = system_notifier(lambda: tray, own, EarlierToasts(kept) if kept else None)
    notifier.on_action(lambda alert_id, action: say(pressed=alert_id, action=action))
    ticks = [0]
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.__setitem__(0, ticks[0] + 1))
    timer.start(20)

    async def handle(question: dict[str, Any]) -> dict[str, Any]:
        before = ticks[0]
        match question["do"]:
            case "warm":
                await notifier.warm()
            case "show":
                actions = question.get("actions", [])
                await notifier.show(
                    Toast(
                        alert_id=question["id"],
                        title=question["title"],
                        body=question.get("body", ""),
                        actions=tuple((Action(key), label) for key, label in actions),
                        urgency=Urgency(question.get("urgency", "normal")),
                    )
                )
            case "withdraw":
                await notifier.withdraw(question["id"])
        return {
            "way": notifier.name,
            "failures": notifier.failures,
            "ticks": ticks[0] - before,
        }

    await serve(handle)
    await notifier.close()


if __name__ == "__main__":
    application = QApplication(sys.argv)
    application.setQuitOnLastWindowClosed(False)
    picture = QPixmap(22, 22)
    picture.fill(QColor("seagreen"))
    icon = QSystemTrayIcon(QIcon(picture))
    icon.show()
    files = [Path(each) for each in sys.argv[1:] if not each.startswith("-")]
    qasync.run(main(icon, None if "--no-own" in sys.argv else Own(), next(iter(files), None)))
