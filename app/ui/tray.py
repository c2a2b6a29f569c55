"""The tray icon: state and unread count, the last alerts, quiet, quit."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from app.ui.phases import phase_of, phase_word
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

    `open_window`, `open_booking(id)`, `quiet_wanted(bool)` and `quit_wanted` are what the
    person asks for; `present_changed(bool)` tells that the desktop's tray came or went.
    """

    open_window = Signal()
    open_booking = Signal(str)
    quiet_wanted = Signal(bool)
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
        self._quiet_end = QTimer(self)
        self._quiet_end.setSingleShot(True)
        self._quiet_end.timeout.connect(self._show_state)

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

        for timer in (self._look, self._quiet_end):
            timer.setTimerType(Qt.TimerType.VeryCoarseTimer)

    def close(self) -> None:
        """Take the icon away."""
        if self._unwatch is not None:
            self._unwatch()
            self._unwatch = None
        self._look.stop()
        self._quiet_end.stop()
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
        self.quiet = self._menu.addAction("")
        self.quiet.triggered.connect(self._toggle_quiet)
        self._menu.addSeparator()
        leave = self._menu.addAction(translate("tray", "Quit"))
        leave.triggered.connect(self.quit_wanted)

    def _show_state(self) -> None:
        status, quiet = self._status, self._is_quiet()
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
        told = tooltip(phase_word(phase), unread, quiet=quiet)
        if blind_since is not None:
            # Words that only an outage needs, and that the start does not wait for.
            from app.ui.blind_words import not_receiving  # noqa: PLC0415 - see above

            told = tooltip(not_receiving(blind_since, self._now()), unread, quiet=quiet)
        if told != self.icon.toolTip():
            self.icon.setToolTip(told)
        self.quiet.setText(
            translate("tray", "End quiet") if quiet else translate("tray", "Quiet for an hour")
        )
        self.quiet.setEnabled(status is not None and status.user is not None)
        if quiet and status is not None and status.quiet_until is not None:
            left = (status.quiet_until - self._now()).total_seconds()
            self._quiet_end.start(max(1000, min(2**31 - 1, round(left * 1000) + 1000)))
        else:
            self._quiet_end.stop()

    def _is_quiet(self) -> bool:
        until = self._status.quiet_until if self._status is not None else None
        return until is not None and until > self._now()

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

    def _toggle_quiet(self) -> None:
        self.quiet_wanted.emit(not self._is_quiet())


def tooltip(state: str, unread: int, *, quiet: bool) -> str:
    """What the icon says of itself, e.g. "StudySpot Desk · Live · 3 unread"."""
    parts = [translate("tray", "StudySpot Desk"), state]
    if quiet:
        parts.append(translate("tray", "Quiet"))
    if unread:
        parts.append(translate("tray", "%n unread", "", unread))
    return " · ".join(parts)
