"""Tells a person what happened: a toast and a chime for each alert, one for a burst."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.contract.errors import StudySpotError
from app.contract.lifecycle import Status, is_time_to_check_in
from app.core.changes import Alert, AlertKind, Blindness, BookingRow, Changes, Moment, Update
from app.core.ports import Action, Notifier, Player, Sound, SoundFailed, Toast, ToastFailed
from app.ui.blind_words import LOST, back_toast, lost_toast
from app.ui.bridge import Bridge
from app.ui.tasks import Tasks
from app.ui.words import number

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

BURST = 3
"""So many alerts within a second are told one by one; more become one toast."""

BURST_S = 1.0

OVER_S = 0.5
"""After blindness, what was missed is told just before its end, and both are told as one."""

_REMEMBERED = 200


class _Told(msgspec.Struct, frozen=True):
    """What a toast on the screen stands for, and whether it offers to check in."""

    alerts: tuple[Alert, ...]
    offers_check_in: bool = False

    @property
    def booking_id(self) -> str | None:
        """The one booking it speaks of, if it is one."""
        return self.alerts[0].booking_id if len(self.alerts) == 1 else None


class Alerting(QObject):
    """Follows `Changes.alerts`; marks in the ledger what was shown, sounded, clicked.

    `open_booking(id)` and `open_list` ask for the window. `trouble(name, words)` says that
    toasts or chimes fail, with "" when they work again.
    """

    open_booking = Signal(str)
    open_list = Signal()
    trouble = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        notifier: Notifier,
        player: Player,
        row_of: Callable[[str], BookingRow | None],
        failed: Callable[[StudySpotError], None],
        parent: QObject | None = None,
        *,
        beep: Callable[[], None] = QApplication.beep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__(parent)
        self._bridge, self._notifier, self._player = bridge, notifier, player
        self._row_of, self._beep, self._now = row_of, beep, now
        self._tasks = Tasks(failed)
        self._told: OrderedDict[str, _Told] = OrderedDict()
        self._recent: deque[float] = deque()
        self._held: list[Alert] = []
        self._blind = False
        self._window = QTimer(self)
        self._window.setSingleShot(True)
        self._window.setTimerType(Qt.TimerType.CoarseTimer)
        self._window.timeout.connect(self._release)
        self._unsubscribe = notifier.on_action(self._pressed)
        bridge.delivered.connect(self.take)

    def take(self, batch: Sequence[Update]) -> None:
        """Tell of one delivery: its alerts, and whether anything arrives at all.

        Toasts that it makes untrue are taken away.
        """
        changes = [update for update in batch if isinstance(update, Changes)]
        rows = {
            change.after.booking.id: change.after
            for update in changes
            for change in update.bookings
        }
        self._withdraw(rows)
        alerts = [alert for update in changes for alert in update.alerts]
        for update in batch:
            if isinstance(update, Blindness):
                alerts = self._see(update, alerts)
        if alerts and self._blind:
            self._held.extend(alerts)
            if not self._window.isActive():
                self._window.start(round(OVER_S * 1000))
        elif alerts:
            self._arrive(alerts, rows)

    def _see(self, blindness: Blindness, alerts: list[Alert]) -> list[Alert]:
        """Tell that nothing arrives, or its end; the alerts that this does not tell of."""
        self._blind = blindness.over_at is None
        now = self._now()
        if self._blind:
            toast = lost_toast(blindness, now)
            self._tasks.start(self._show(toast, ()), "say that nothing arrives")
            self._chime(())
            return alerts
        missed, self._held = (*self._held, *alerts), []
        self._window.stop()
        self._tasks.start(self._notifier.withdraw(LOST), "take a toast away")
        self._put(back_toast(blindness, missed, now), missed)
        return []

    def _withdraw(self, rows: dict[str, BookingRow]) -> None:
        """A toast goes when its booking was looked at, or what it offers cannot be done."""
        if not rows:
            return
        for toast_id, told in list(self._told.items()):
            row = rows.get(told.booking_id or "")
            if row is None:
                continue
            if not row.unseen or (told.offers_check_in and not self.can_check_in(row)):
                del self._told[toast_id]
                self._tasks.start(self._notifier.withdraw(toast_id), "take a toast away")

    async def idle(self) -> None:
        """Wait until everything under way is told and marked."""
        await self._tasks.idle()

    async def close(self) -> None:
        """Stop telling; what is held back stays unshown in the ledger and is told next time."""
        self._window.stop()
        self._unsubscribe()
        self._bridge.delivered.disconnect(self.take)
        await self._tasks.close()

    # One by one, or all at once.

    def _arrive(self, alerts: list[Alert], rows: dict[str, BookingRow]) -> None:
        now = time.monotonic()
        while self._recent and now - self._recent[0] >= BURST_S:
            self._recent.popleft()
        if not self._held and len(self._recent) + len(alerts) <= BURST:
            for alert in alerts:
                self._recent.append(now)
                self._tell((alert,), rows)
            return
        self._held.extend(alerts)
        if not self._recent:
            self._release()
        elif not self._window.isActive():
            wait = self._recent[0] + BURST_S - now
            self._window.start(max(1, round(wait * 1000)))

    def _release(self) -> None:
        alerts, self._held = tuple(self._held), []
        if alerts:
            # What follows within the second belongs to the same burst.
            self._recent.extend([time.monotonic()] * BURST)
            self._tell(alerts, {})

    def _tell(self, alerts: tuple[Alert, ...], rows: dict[str, BookingRow]) -> None:
        toast = self._burst_toast(alerts) if len(alerts) > 1 else self._toast(alerts[0], rows)
        self._put(toast, alerts)

    def _put(self, toast: Toast, alerts: tuple[Alert, ...]) -> None:
        """Put a toast on the screen that stands for these alerts, with its chime."""
        offers = any(action is Action.CHECK_IN for action, _ in toast.actions)
        self._told[toast.alert_id] = _Told(alerts, offers)
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)
        self._tasks.start(self._show(toast, alerts), "show a toast")
        self._chime(alerts)

    def _chime(self, alerts: tuple[Alert, ...]) -> None:
        status = self._bridge.status
        # In quiet nothing that rings comes here but the desk's own state, which is shown.
        if alerts or status is None or status.quiet_until is None:
            self._tasks.start(self._sound(alerts), "play a chime")

    def _toast(self, alert: Alert, rows: dict[str, BookingRow]) -> Toast:
        actions = [(Action.OPEN, translate("alerting", "Open"))]
        row = None
        if alert.booking_id is not None:
            row = rows.get(alert.booking_id) or self._row_of(alert.booking_id)
        if row is not None and self.can_check_in(row):
            actions.append((Action.CHECK_IN, translate("alerting", "Check in")))
        return Toast(alert_id=alert.id, title=alert.title, body=alert.body, actions=tuple(actions))

    def _burst_toast(self, alerts: tuple[Alert, ...]) -> Toast:
        counted: dict[str, int] = {}
        for alert in alerts:
            counted[alert.kind] = counted.get(alert.kind, 0) + 1
        known = {
            AlertKind.CREATED: "%n new bookings",
            AlertKind.CANCELLED: "%n cancellations",
            AlertKind.CHECKIN: "%n arrivals",
        }
        parts = [
            translate("words", words, "", counted.pop(kind))
            for kind, words in known.items()
            if kind in counted
        ]
        if others := sum(counted.values()):
            parts.append(translate("words", "%n other changes", "", others))
        lines = [f"{alert.title} · {alert.body}" for alert in alerts[:BURST]]
        if (more := len(alerts) - BURST) > 0:
            lines.append(translate("alerting", "and {count} more").format(count=number(more)))
        return Toast(
            alert_id=f"burst:{alerts[0].id}",
            title=QLocale().createSeparatedList(parts),
            body="\n".join(lines),
            actions=((Action.OPEN, translate("alerting", "Open")),),
        )

    def can_check_in(self, row: BookingRow) -> bool:
        """Whether the student may be checked in from the toast: confirmed, and it is time."""
        booking = row.booking
        if booking.status != Status.CONFIRMED or row.pending:
            return False
        return is_time_to_check_in(booking.starts_at, booking.ends_at, self._now())

    async def _show(self, toast: Toast, alerts: tuple[Alert, ...]) -> None:
        try:
            await self._notifier.show(toast)
        except ToastFailed as why:
            words = translate(
                "alerting",
                "Notifications cannot be shown ({why}). New bookings still appear here and "
                "ring. Run 'studyspot-desk doctor' to see what is missing.",
            ).format(why=why)
            self.trouble.emit("notifications", words)
            return
        self.trouble.emit("notifications", "")
        await self._mark(alerts, Moment.SHOWN)

    async def _sound(self, alerts: tuple[Alert, ...]) -> None:
        try:
            await self._player.play(sound_of(alerts))
        except SoundFailed as why:
            self._beep()
            words = translate(
                "alerting",
                "Chimes cannot be played ({why}). Check that the computer has a loudspeaker "
                "and that it is not muted; until then the desk beeps.",
            ).format(why=why)
            self.trouble.emit("sound", words)
            return
        self.trouble.emit("sound", "")
        await self._mark(alerts, Moment.SOUNDED)

    async def _mark(self, alerts: tuple[Alert, ...], moment: Moment) -> None:
        if not alerts:
            return

        async def mark(desk: Desk) -> None:
            for alert in alerts:
                await desk.mark(alert.id, moment)

        await self._bridge.call(mark)

    # What is pressed.

    def _pressed(self, alert_id: str, action: Action) -> None:
        told = self._told.get(alert_id)
        if told is None:
            self.open_list.emit()
            return
        booking_id = told.booking_id
        if action is not Action.CHECK_IN:
            if booking_id is not None:
                self.open_booking.emit(booking_id)
            else:
                # The list shows them as new; that they were opened does not say they were seen.
                self.open_list.emit()
        self._tasks.start(self._follow(told, action), "follow a toast")

    async def _follow(self, told: _Told, action: Action) -> None:
        booking_id = told.booking_id
        await self._mark(told.alerts, Moment.CLICKED)
        if booking_id is None:
            return
        if action is Action.CHECK_IN:
            await self._bridge.call(lambda desk: desk.check_in(booking_id))
        await self._bridge.call(lambda desk: desk.seen([booking_id]))


def sound_of(alerts: Sequence[Alert]) -> Sound:
    """The chime for one alert or for a burst: a booking before all else."""
    kinds = {alert.kind for alert in alerts}
    if AlertKind.CREATED in kinds:
        return Sound.BOOKING
    return Sound.CANCELLATION if AlertKind.CANCELLED in kinds else Sound.NOTICE
