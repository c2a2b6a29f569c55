"""A desktop without a tray: said once in the window, and closing it leaves a way back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.ui.banners import Banners
from app.ui.dialogs import Question

translate = QCoreApplication.translate


class NoTray:
    """Speaks for a window that has no icon to be opened with; `leave` quits the program."""

    def __init__(self, window: QWidget, banners: Banners, leave: Callable[[], None]) -> None:
        self._window, self._banners, self._leave = window, banners, leave
        self._said = False
        self._asked: Question | None = None

    def tell(self, *, present: bool) -> None:
        """Say that there is no tray, once until one has come and gone; or take it back."""
        if present:
            self._said = False
            self._banners.withdraw("tray")
            return
        if self._said:
            return
        self._said = True
        words = translate(
            "window",
            "This desktop shows no tray icons, so keep this window open or minimised: bookings "
            "ring either way. Where a tray can be switched on (on GNOME: the extension "
            "“AppIndicator”), the icon appears there by itself.",
        )
        self._banners.tell("tray", "info", words, dismissible=True)

    def ask(self) -> None:
        """Ask what closing shall mean: hidden, nobody would find the program again."""
        if self._asked is not None:
            return
        self._asked = question = Question(
            self._window,
            translate("window", "Minimise the window?"),
            translate(
                "window",
                "This desktop shows no tray icons, so nothing would be left to open a closed "
                "window with. Minimised, StudySpot Desk goes on ringing. Should you not find "
                "it again, start StudySpot Desk once more, and this window comes back.",
            ),
            translate("window", "Leave it open"),
            translate("window", "Minimise"),
            harmless=True,
        )
        leave = question.add_way(translate("window", "Quit"))
        leave.clicked.connect(question.reject)
        leave.clicked.connect(self._leave)
        question.accepted.connect(self._window.showMinimized)
        question.finished.connect(self._answered)
        question.open()

    def _answered(self) -> None:
        self._asked = None
