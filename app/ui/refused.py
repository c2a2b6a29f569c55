"""What came back: a line across the window for each refusal, until somebody has seen it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication

from app.core.changes import BookingRow
from app.core.commands import Edit, Refusal, WalkIn
from app.ui.acts.offered import ASKED
from app.ui.banners import Banners
from app.ui.bridge import Bridge
from app.ui.refusal_words import booking_to_show, refusal_title
from app.ui.tasks import Tasks

translate = QCoreApplication.translate


MOST = 3
"""So many are told at a time: after a day offline they would fill the window."""


class Refused:
    """Keeps the banners of refusals in step with the desk's, over restarts too."""

    def __init__(
        self,
        banners: Banners,
        bridge: Bridge,
        tasks: Tasks,
        row_of: Callable[[str], BookingRow | None],
        open_booking: Callable[[str], None],
        try_again: Callable[[WalkIn | Edit, Callable[[], None]], None],
    ) -> None:
        self._banners, self._bridge, self._tasks = banners, bridge, tasks
        self._row_of, self._open_booking, self._try_again = row_of, open_booking, try_again
        self._shown: set[str] = set()

    def take(self, refusals: Sequence[Refusal]) -> None:
        """Show the newest of these, and take away what somebody has seen."""
        newest = refusals[-MOST:]
        told = {refusal.key for refusal in newest}
        for gone in self._shown - told:
            self._banners.withdraw(f"refusal {gone}")
        for refusal in newest:
            if refusal.key not in self._shown:
                self._tell(refusal)
        self._shown = told
        more = len(refusals) - len(newest)
        words = translate(
            "words", "%n more things were refused before; dismiss these to see them.", "", more
        )
        self._banners.tell("refusals", "bad", words if more else "")

    def _tell(self, refusal: Refusal) -> None:
        press, row, wanted = None, None, refusal.wanted
        booking_id = booking_to_show(refusal)
        if booking_id is not None:
            row = self._row_of(booking_id)
            press = (
                translate("window", "Show booking"),
                lambda: self._open_booking(booking_id),
            )
        if isinstance(wanted, WalkIn) or (isinstance(wanted, Edit) and wanted.purpose in ASKED):
            again = wanted
            press = (translate("window", "Try again…"), lambda: self._again(refusal.key, again))
        self._banners.tell(
            f"refusal {refusal.key}",
            "bad",
            translate("window", "{title}: {message}").format(
                title=refusal_title(refusal, row), message=refusal.message
            ),
            press=press,
            dismissible=True,
            dismissed=lambda: self._seen(refusal.key),
        )

    def _again(self, key: str, wanted: WalkIn | Edit) -> None:
        # Who thinks better of it and leaves the question has lost nothing: it is still told.
        self._try_again(wanted, lambda: self._seen(key))

    def _seen(self, key: str) -> None:
        self._tasks.start(self._bridge.call(lambda desk: desk.refusal_seen(key)), "refusal seen")
