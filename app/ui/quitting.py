"""What is asked before the program ends while something that was done here is not sent."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.status import DeskStatus
from app.ui.dialogs import Question

translate = QCoreApplication.translate


class QuitQuestion(Question):
    """Opened with `open()`; `accepted` is the end."""

    def __init__(self, parent: QWidget, waiting: int) -> None:
        super().__init__(
            parent,
            translate("window", "Quit StudySpot Desk?"),
            translate(
                "window",
                "%n things that were done here are not sent yet. They are kept on this computer "
                "and sent when StudySpot Desk runs again; until then nobody else sees them, and "
                "no booking rings.",
                "",
                waiting,
            ),
            translate("window", "Stay"),
            translate("window", "Quit"),
        )


def quit_or_ask(
    status: DeskStatus | None, window: Callable[[], QWidget], leave: Callable[[], None]
) -> None:
    """End with `leave`; ask before, once and in the `window`, when something is not sent."""
    if status is None or not status.waiting:
        leave()
    elif (asking := window()).findChild(QuitQuestion) is None:
        question = QuitQuestion(asking, status.waiting)
        question.accepted.connect(leave)
        question.open()
