"""What is asked before a sign-out: what ends with it, and what stays."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.core.status import DeskStatus
from app.ui.dialogs import Question

translate = QCoreApplication.translate


def sign_out_question(parent: QWidget, status: DeskStatus | None) -> Question:
    """The question, not opened yet; `accepted` is the sign-out."""
    return Question(
        parent,
        translate("window", "Sign out?"),
        sign_out_words(status),
        translate("window", "Stay signed in"),
        translate("window", "Sign out"),
    )


def sign_out_words(status: DeskStatus | None) -> str:
    """What a sign-out does, which depends on where the bookings are kept."""
    paragraphs = [
        translate(
            "window", "No bookings will ring on this computer until somebody signs in again."
        ),
        _what_stays(status),
    ]
    if status is not None and status.waiting:
        paragraphs.append(
            translate(
                "window", "What was done here and is not sent yet ({count}) is given up."
            ).format(count=status.waiting)
        )
    return "\n\n".join(paragraphs)


def _what_stays(status: DeskStatus | None) -> str:
    if status is None or not status.embedded:
        return translate(
            "window",
            "The copy of the bookings kept here is removed; the server keeps everything.",
        )
    if any(library.demo for library in status.libraries):
        return translate(
            "window",
            "The sample library ends, too. To see a sample again, begin one anew.",
        )
    return translate(
        "window",
        "The hub on this computer stops until then, so nobody can reach your library or book. "
        "Its bookings, seats and prices stay on this computer.",
    )
