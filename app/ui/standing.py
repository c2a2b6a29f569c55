"""What the desk's own state puts across the top of the window, for as long as it is so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.status import DeskStatus, LinkState
from app.ui.banners import Banners
from app.ui.blind_words import not_receiving

translate = QCoreApplication.translate


class Standing:
    """Follows the status; `retry` is what "Try now" does.

    Troubles go to `welcome` as well: some are why the desk begins there.
    """

    def __init__(
        self,
        banners: Banners,
        welcome: Banners,
        retry: Callable[[], None],
        now: Callable[[], datetime],
    ) -> None:
        self._banners, self._welcome = banners, welcome
        self._retry, self._now = retry, now
        self._troubles: set[str] = set()

    def take_status(self, status: DeskStatus) -> None:
        """Say what stands, and take away what does not any more."""
        self._tell_blind(status)
        self._tell_troubles(status)
        self._tell_sample(status)

    def _tell_blind(self, status: DeskStatus) -> None:
        if status.blind_since is None or status.link.state is LinkState.SIGNED_OUT:
            self._banners.withdraw("blind")
            return
        words = translate(
            "window",
            "{what}. The desk goes on trying; what you see here is its last true copy.",
        ).format(what=not_receiving(status.blind_since, self._now()))
        press = (translate("window", "Try now"), self._retry)
        self._banners.tell("blind", "bad", words, press=press)

    def _tell_troubles(self, status: DeskStatus) -> None:
        for banners in (self._banners, self._welcome):
            for gone in self._troubles - set(status.troubles):
                banners.withdraw(f"desk {gone}")
            for trouble in status.troubles:
                tone = "warn" if status.begun else "bad"
                banners.tell(f"desk {trouble}", tone, trouble)
        self._troubles = set(status.troubles)

    def _tell_sample(self, status: DeskStatus) -> None:
        sample = any(library.demo for library in status.libraries)
        words = translate(
            "window",
            "Sample library: nobody really booked these. "
            "To begin with your own, sign out in the account’s menu.",
        )
        self._banners.tell("sample", "info", words if sample else "")
