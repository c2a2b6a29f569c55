"""The tray icon: state and unread count, the last alerts, quiet, quit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.phases import phase_of, phase_word
from app.ui.quiet_wishes import QuietWish, add_wishes
from app.ui.tray_icon import TrayState, starting_icon, tray_icon, tray_state

if TYPE_CHECKING:
    # For types only: the icon is shown before the records and what they stand on are imported.
    from collections.abc import Callable, Sequence

    from app.core.changes import AlertRecord
    from app.core.status import DeskStatus

ALERTS_SHOWN = 5
LOOK_MS = 5_000
"""A person who looks for a window that closed into a tray that is gone waits no longer."""

LOOK_TOLD_MS = 30_000
"""The same where the desktop tells of it by itself: each look costs some thirty wake-ups."""

_LONGEST_ENTRY = 60

translate = QCoreApplication.translate


class Tray(QObject):
    """Shows itself when the desktop has a tray, also one that comes later.

    `open_window`, `open_booking(id)`, `quiet_wanted(QuietWish)`, `got_it` and `quit_wanted` are
    what the person asks for; `present_changed(bool)` tells that the desktop's tray came or went.
    """

    open_window = Signal()
    open_booking = Signal(str)
    quiet_wanted = Signal(object)
    got_it = Signal()
    quit_wanted = Signal()
    present_changed = Signal(bool)

    def __init__(
        self,
        parent: QObject | None = None,
        *,
        available: Callable[[], bool] = QSystemTrayIcon.isSystemTrayAvailable,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._available, self._now = available, now
        self._last_heard: Callable[[], datetime | None] = lambda: None
        self._status: DeskStatus | None = None
        self._drawn: tuple[TrayState, int] | None = None
        self._icons: dict[tuple[TrayState, int], QIcon] = {}
        self._present = False
        self._menu = QMenu()
        self._alerts: list[QAction] = []
        self.icon = QSystemTrayIcon(self)
        self.icon.setContextMenu(self._menu)
        self.icon.activated.connect(self._activated)
        self._fill_menu()
        self._unwatch: Callable[[], None] | None = None
        self._look = QTimer(self)
        self._look.timeout.connect(self.look)

    @property
    def present(self) -> bool:
        """Whether the desktop has a tray that shows us."""
        return self._present

    @property
    def menu(self) -> QMenu:
        """The menu behind the icon."""
        return self._menu

    def hear_from(self, last_heard: Callable[[], datetime | None]) -> None:
        """Ask `last_heard` when the server was last heard from, to tell hiccup from outage."""
        self._last_heard = last_heard

    def listen(self, watch: Callable[[Callable[[], object]], Callable[[], None] | None]) -> None:
        """Have trays that come and go told by `watch(changed)`, which returns its undo, or None."""
        self._unwatch = watch(self.look)
        self.look()

    def show(self) -> None:
        """Show the icon, and keep looking for a tray, slowly."""
        self._show_state()
        self.look()
        # The namespace takes 13 ms to import, with the icon on the screen by now.
        from PySide6.QtCore import Qt  # noqa: PLC0415 - see above

        self._look.setTimerType(Qt.TimerType.VeryCoarseTimer)

    def close(self) -> None:
        """Take the icon away."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        self._look.stop()
        self.icon.hide()
        self._menu.close()
        self._menu.deleteLater()

    def look(self) -> bool:
        """Look whether the desktop has a tray; take one that has come."""
        present = self._available()
        if present != self._present:
            self._present = present
            # A tray that comes late, or comes back, takes an icon only when it is shown anew.
            self.icon.hide()
            if present:
                self.icon.show()
            self.present_changed.emit(present)
        # A register may stand before the tray behind it does: what is missing is looked for.
        told = self._unwatch is not None and present
        pace = LOOK_TOLD_MS if told else LOOK_MS
        if not self._look.isActive() or self._look.interval() != pace:
            self._look.start(pace)
        return present

    def take_status(self, status: DeskStatus) -> None:
        """Show `status`: icon, tooltip and the entry for quiet."""
        self._status = status
        self._show_state()

    def tell_going_on(self, count: int) -> None:
        """Offer to take the alerts that go on ringing."""
        self.got.setText(translate("tray", "Got it: stop ringing for %n alerts", "", count))
        self.got.setVisible(count > 0)

    def take_alerts(self, records: Sequence[AlertRecord]) -> None:
        """Put the newest alerts into the menu, newest first."""
        for action in self._alerts:
            self._menu.removeAction(action)
            action.deleteLater()
        self._alerts = []
        for record in records[:ALERTS_SHOWN]:
            # An ampersand would be taken for the mark of a shortcut.
            title = record.alert.title.replace("&", "&&")
            if len(title) > _LONGEST_ENTRY:
                title = title[: _LONGEST_ENTRY - 1] + "…"
            action = QAction(title, self._menu)
            action.setData(record.alert.booking_id)
            action.triggered.connect(self._open_alert)
            self._menu.insertAction(self._after_alerts, action)
            self._alerts.append(action)
        self._heading.setVisible(bool(self._alerts))
        self._after_alerts.setVisible(bool(self._alerts))

    def _fill_menu(self) -> None:
        opens = self._menu.addAction(translate("tray", "Open StudySpot Desk"))
        opens.triggered.connect(self.open_window)
        self._menu.setDefaultAction(opens)
        self._menu.addSeparator()
        self._heading = self._menu.addAction(translate("tray", "Last alerts"))
        self._heading.setEnabled(False)
        self._after_alerts = self._menu.addSeparator()
        self._heading.setVisible(False)
        self._after_alerts.setVisible(False)
        self.got = self._menu.addAction("")
        self.got.triggered.connect(self.got_it)
        self.got.setVisible(False)
        self.quiet_state = self._menu.addAction("")
        self.quiet_state.setEnabled(False)
        self.quiet = add_wishes(self._menu, self.quiet_wanted.emit)
        self._menu.addSeparator()
        leave = self._menu.addAction(translate("tray", "Quit"))
        leave.triggered.connect(self.quit_wanted)

    def _show_state(self) -> None:
        status = self._status
        hushed = status.hushed if status is not None else None
        quiet = hushed is not None
        unread = status.unread if status is not None else 0
        phase = phase_of(status, self._last_heard(), self._now())
        blind_since = status.blind_since if status is not None else None
        state = tray_state(phase, quiet=quiet, blind=blind_since is not None)
        drawn = (state, min(unread, 10))
        if status is None:
            self.icon.setIcon(starting_icon())
        elif drawn != self._drawn:
            self._drawn = drawn
            if drawn not in self._icons:
                self._icons[drawn] = tray_icon(state, unread)
            self.icon.setIcon(self._icons[drawn])
        silent = ""
        if hushed is not None:
            # Words that the start does not wait for; so are the others below.
            from app.ui.quiet import hushed_words  # noqa: PLC0415 - see above

            silent = hushed_words(hushed, self._now())
        told = tooltip(phase_word(phase), unread, silent)
        if blind_since is not None:
            from app.ui.blind_words import not_receiving  # noqa: PLC0415 - see above

            told = tooltip(not_receiving(blind_since, self._now()), unread, silent)
        if told != self.icon.toolTip():
            self.icon.setToolTip(told)
        self.quiet_state.setText(silent)
        self.quiet_state.setVisible(quiet)
        for wish, action in self.quiet.items():
            ends = wish is QuietWish.END
            # What the computer itself asks for cannot be ended here.
            endable = hushed is not None and hushed.by != "system"
            action.setVisible(endable if ends else not endable)
            action.setEnabled(status is not None and status.user is not None)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self.open_window.emit()

    def _open_alert(self) -> None:
        action = self.sender()
        if isinstance(action, QAction) and action.data():
            self.open_booking.emit(action.data())
        else:
            self.open_window.emit()


def tooltip(state: str, unread: int, silent: str) -> str:
    """What the icon says of itself, e.g. "StudySpot Desk · Live · 3 unread"."""
    parts = [translate("tray", "StudySpot Desk"), state]
    if silent:
        parts.append(silent)
    if unread:
        parts.append(translate("tray", "%n unread", "", unread))
    return " · ".join(parts)
