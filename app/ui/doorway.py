"""Which of two the window shows: the pages, or the welcome and the sign-in before them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.status import DeskStatus, LinkState
from app.ui.banners import Banners
from app.ui.first_run import FirstRun

translate = QCoreApplication.translate


class Doorway(QStackedWidget):
    """Follows the status; `banners` say within that the sign-in has ended.

    `has_rows` tells whether there are bookings to be seen, `focus` takes the focus when the pages
    are shown.
    """

    def __init__(
        self,
        inside: QWidget,
        first_run: FirstRun,
        banners: Banners,
        *,
        has_rows: Callable[[], bool],
        focus: Callable[[], None],
    ) -> None:
        super().__init__()
        self._inside, self._first_run, self._banners = inside, first_run, banners
        self._has_rows, self._focus = has_rows, focus
        self._status: DeskStatus | None = None
        self._looking_around = False
        self.addWidget(inside)
        self.addWidget(first_run)
        first_run.back.connect(self._look_around)

    @property
    def is_inside(self) -> bool:
        """Whether the pages are shown."""
        return self.currentWidget() is self._inside

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self._status = status
        if status.link.state is not LinkState.SIGNED_OUT:
            self._looking_around = False
            self._banners.withdraw("signed out")
            self.show_inside()
        elif not status.server:
            self._show_welcome(status)
        elif status.user is not None or self._looking_around:
            self._banners.tell(
                "signed out",
                "bad",
                status.link.reason
                or translate("window", "Your sign-in has ended, so nothing new arrives."),
                press=(translate("window", "Sign in…"), self.show_sign_in),
            )
        elif self.is_inside:
            self.show_sign_in()

    def show_inside(self) -> None:
        """Show the pages."""
        if not self.is_inside:
            self.setCurrentWidget(self._inside)
            # Not to whatever control Qt finds next.
            self._focus()

    def show_sign_in(self) -> None:
        """Show where one signs in, with what is known of the last time."""
        status = self._status
        if status is None:
            return
        if status.user is None and not status.link.reason:
            self._first_run.signed_out(
                status.server, status.email, status.own_library, embedded=status.embedded
            )
        else:
            self._first_run.sign_in_again(
                status.server,
                status.user.email if status.user is not None else status.email,
                status.own_library,
                status.link.reason,
                embedded=status.embedded,
                # What an own sign-out removed may still be in sight for a moment.
                rows=status.user is not None and self._has_rows(),
            )
        self._show_first_run()

    def _show_welcome(self, status: DeskStatus) -> None:
        if self.is_inside:
            self._first_run.welcome(status.own_library)
            self._show_first_run()

    def _show_first_run(self) -> None:
        self.setCurrentWidget(self._first_run)
        self._first_run.focus_first()

    def _look_around(self) -> None:
        self._looking_around = True
        self.show_inside()
        if self._status is not None:
            self.take_status(self._status)
