"""Tells a person what happened: a toast and a chime for each alert, one for a burst."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.contract.errors import StudySpotError
from app.contract.lifecycle import Status, is_over, is_time_to_check_in
from app.core.catalogue import Catalogue, ours
from app.core.changes import Alert, AlertRecord, Blindness, BookingRow, Changes, Moment, Update
from app.core.commands import Refusal
from app.core.ports import Action, Notifier, Player, Speaker, Toast, ToastFailed, Urgency
from app.core.status import DeskStatus
from app.ui.alert_toasts import BURST_ID, TEST_ID, alert_toast, burst_toast
from app.ui.blind_words import LOST, back_toast, lost_toast
from app.ui.bridge import Bridge
from app.ui.bursts import Burst
from app.ui.calling import call_number
from app.ui.pressing import Pressing, Told
from app.ui.refusal_words import booking_to_show, refusal_toast, toast_id
from app.ui.ringing import Ringing, spoken
from app.ui.tasks import Tasks

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

OVER_S = 0.5
"""After blindness, what was missed is told just before its end, and both are told as one."""

_REMEMBERED = 200
_OFFERED = frozenset({Action.CHECK_IN, Action.CONFIRM, Action.DECLINE})


class Alerting(QObject):
    """Follows `Changes.alerts`; marks in the ledger what was shown, sounded, clicked.

    Refusals are told while nobody looks: `looked_at` says whether somebody does, because
    the window tells them, too.

    `pressing` asks for what is pressed on toasts, `ringing` is what is heard of them; `call`
    opens a telephone number. `trouble(name, words)` says that toasts or chimes fail, with ""
    when they work again.
    """

    trouble = Signal(str, str)

    def __init__(
        self,
        bridge: Bridge,
        notifier: Notifier,
        player: Player,
        speaker: Speaker | None,
        row_of: Callable[[str], BookingRow | None],
        failed: Callable[[StudySpotError], None],
        parent: QObject | None = None,
        *,
        catalogue: Catalogue | None = None,
        beep: Callable[[], None] = QApplication.beep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        looked_at: Callable[[], bool] = lambda: QApplication.activeWindow() is not None,
        call: Callable[[str], bool] = call_number,
    ) -> None:
        super().__init__(parent)
        self._bridge, self._notifier = bridge, notifier
        self._row_of, self._now = row_of, now
        self._looked_at, self._catalogue = looked_at, catalogue or ours()
        self._tasks = Tasks(failed)
        self.ringing = Ringing(
            player, speaker, self._catalogue, self._tasks, self._mark, self, beep=beep
        )
        self.ringing.trouble.connect(self.trouble)
        self.pressing = Pressing(bridge, self._tasks, row_of, self._mark, call, self)
        self.pressing.trouble.connect(self.trouble)
        self._told: OrderedDict[str, Told] = OrderedDict()
        self._refused: set[str] = set()
        self._burst = Burst(time.monotonic())
        self._replacing = asyncio.Lock()
        self._held: list[Alert] = []
        self._blind = False
        self._over, self._gather = QTimer(self), QTimer(self)
        for timer, due in ((self._over, self._release), (self._gather, self._tell_gathered)):
            timer.setSingleShot(True)
            timer.timeout.connect(due)
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
        read = {each for update in changes for each in update.read}
        self._withdraw_read(read)
        self.ringing.taken(read)
        alerts = [alert for update in changes for alert in update.alerts]
        for update in batch:
            if isinstance(update, Blindness):
                alerts = self._see(update, alerts)
            elif isinstance(update, Refusal):
                self._refuse(update)
            elif isinstance(update, DeskStatus):
                self._withdraw_seen(update)
                self.ringing.take_status(update)
        if alerts and self._blind:
            self._held.extend(alerts)
            if not self._over.isActive():
                self._over.start(round(OVER_S * 1000))
        elif alerts:
            self._arrive(alerts, rows)

    def _see(self, blindness: Blindness, alerts: list[Alert]) -> list[Alert]:
        """Tell that nothing arrives, or its end; the alerts that this does not tell of."""
        self._blind = blindness.over_at is None
        now = self._now()
        if self._blind:
            toast = lost_toast(blindness, now)
            self._tasks.start(self._replace(toast, ()), "say that nothing arrives")
            self.ringing.ring_desk()
            return alerts
        missed, self._held = (*self._held, *alerts), []
        self._over.stop()
        self._tasks.start(self._notifier.withdraw(LOST), "take a toast away")
        toast = back_toast(blindness, missed, now)
        self._put(toast, missed, _only_booking(missed))
        self._tasks.start(self._show(toast, missed), "say that bookings arrive again")
        if missed:
            self.ringing.ring(missed, toast.title, set())
        else:
            self.ringing.ring_desk()
        return []

    def _refuse(self, refusal: Refusal) -> None:
        if self._looked_at():
            return
        booking_id = booking_to_show(refusal)
        toast = refusal_toast(refusal, self._row_of(booking_id) if booking_id else None)
        self._refused.add(toast.alert_id)
        self._put(toast, (), booking_id)
        self._tasks.start(self._show(toast, ()), "say what was refused")
        self.ringing.ring_desk()

    def _withdraw_seen(self, status: DeskStatus) -> None:
        """The toast of a refusal goes when the refusal was seen in the window."""
        for gone in self._refused - {toast_id(refusal) for refusal in status.refusals}:
            self._refused.discard(gone)
            self._told.pop(gone, None)
            self._tasks.start(self._notifier.withdraw(gone), "take a toast away")

    def _withdraw(self, rows: dict[str, BookingRow]) -> None:
        """A toast goes when its booking was looked at, or what it offers cannot be done."""
        if not rows:
            return
        for shown, told in list(self._told.items()):
            row = rows.get(told.booking_id or "")
            # A refusal has no alert, and stays until it was seen itself.
            if row is None or not told.alerts:
                continue
            if not row.unseen or not set(told.offers) <= set(self.offered(row)):
                del self._told[shown]
                self._tasks.start(self._notifier.withdraw(shown), "take a toast away")

    def _withdraw_read(self, read: set[str]) -> None:
        """A toast goes when all that it tells has been read, here or at another desk."""
        for shown, told in list(self._told.items()):
            if told.alerts and read and read.issuperset(alert.id for alert in told.alerts):
                del self._told[shown]
                self._tasks.start(self._notifier.withdraw(shown), "take a toast away")

    async def idle(self) -> None:
        """Wait until everything under way is told and marked."""
        await self._tasks.idle()

    async def close(self) -> None:
        """Stop telling; what is held back stays unshown in the ledger and is told next time."""
        self._over.stop()
        self._gather.stop()
        self.ringing.stop()
        self._unsubscribe()
        self._bridge.delivered.disconnect(self.take)
        await self._tasks.close()
        if self._blind:
            # It would stay on the screen, and nobody could say when it is over.
            await self._notifier.withdraw(LOST)

    # One by one, or all at once.

    def _arrive(self, alerts: list[Alert], rows: dict[str, BookingRow]) -> None:
        now = time.monotonic()
        if self._burst.is_over(now):
            self._burst = Burst(now)
        if self._burst.take(alerts, now):
            for alert in alerts:
                self._tell(alert, rows)
        else:
            self._tell_gathered()

    def _release(self) -> None:
        alerts, self._held = self._held, []
        if alerts:
            self._arrive(alerts, {})

    def _tell_gathered(self) -> None:
        """Tell what was gathered, in place of what its toast told before, when it is due."""
        wait = self._burst.wait(time.monotonic())
        if wait is None:
            return
        if wait > 0:
            self._gather.start(max(1, round(wait * 1000)))
            return
        gathered, fresh = self._burst.tell()
        alerts = self._shown_of(gathered)
        words = fresh[0].title
        if alerts:
            toast = burst_toast(alerts, self._catalogue, self._urgency(alerts))
            words = toast.title
            self._put(toast, alerts, _only_booking(alerts))
            self._tasks.start(self._replace(toast, self._shown_of(fresh)), "show a toast")
        self.ringing.ring(fresh, words, self._burst.sounds)

    def _tell(self, alert: Alert, rows: dict[str, BookingRow]) -> None:
        if self.ringing.manner(alert).notify:
            row = None
            if alert.booking_id is not None:
                row = rows.get(alert.booking_id) or self._row_of(alert.booking_id)
            actions = self._catalogue.of(alert.kind).actions
            offers = self.offered(row, actions) if row is not None else ()
            opens = [Action.OPEN] if Action.OPEN in actions else []
            shown = [*opens, *offers, *self._always(row, actions)]
            toast = alert_toast(alert, shown, self._urgency((alert,)))
            self._put(toast, (alert,), alert.booking_id, offers)
            self._tasks.start(self._show(toast, (alert,)), "show a toast")
        self.ringing.ring((alert,), spoken(alert), self._burst.sounds)

    def _shown_of(self, alerts: tuple[Alert, ...]) -> tuple[Alert, ...]:
        """Those that are shown and not only heard."""
        return tuple(alert for alert in alerts if self.ringing.manner(alert).notify)

    def _urgency(self, alerts: Sequence[Alert]) -> Urgency:
        """How much a toast for these asks for: what is repeated until it is taken must stay."""
        if any(self.ringing.manner(alert).repeat_s for alert in alerts):
            return Urgency.CRITICAL
        return self._catalogue.of(alerts[0].kind).urgency if len(alerts) == 1 else Urgency.NORMAL

    def _put(
        self,
        toast: Toast,
        alerts: tuple[Alert, ...],
        booking_id: str | None = None,
        offers: tuple[Action, ...] = (),
    ) -> None:
        """Remember what a toast stands for, to understand what is pressed on it."""
        self._told[toast.alert_id] = Told(alerts, booking_id, offers)
        while len(self._told) > _REMEMBERED:
            self._told.popitem(last=False)

    def offered(self, row: BookingRow, wanted: Container[Action] = _OFFERED) -> tuple[Action, ...]:
        """What can be done from the toast: a request answered, a student who is due let in.

        Of that, what is `wanted`.
        """
        return tuple(action for action in self._allowed(row) if action in wanted)

    def _allowed(self, row: BookingRow) -> tuple[Action, ...]:
        booking, now = row.booking, self._now()
        if row.is_held_up or is_over(booking.ends_at, now):
            return ()
        if booking.status == Status.PENDING:
            return (Action.CONFIRM, Action.DECLINE)
        due = is_time_to_check_in(booking.starts_at, booking.ends_at, now)
        return (Action.CHECK_IN,) if due and booking.status == Status.CONFIRMED else ()

    @staticmethod
    def _always(row: BookingRow | None, wanted: Container[Action]) -> tuple[Action, ...]:
        """What a toast offers whatever state its booking is in; of that, what is `wanted`."""
        phone = row is not None and row.booking.student_phone
        can = (Action.GOT_IT, Action.CALL) if phone else (Action.GOT_IT,)
        return tuple(action for action in can if action in wanted)

    async def _replace(self, toast: Toast, alerts: tuple[Alert, ...]) -> None:
        # Not every service replaces a toast by its id, and two must not overtake each other.
        async with self._replacing:
            await self._notifier.withdraw(toast.alert_id)
            await self._show(toast, alerts)

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

    async def _mark(self, alerts: Sequence[Alert], moment: Moment) -> None:
        if not alerts:
            return

        async def mark(desk: Desk) -> None:
            for alert in alerts:
                await desk.notices.mark(alert.id, moment)

        await self._bridge.call(mark)

    # What is pressed.

    def recall(self, records: Iterable[AlertRecord]) -> None:
        """Toasts of a run before still stand for these; those that somebody has read go."""
        for record in records:
            alert = record.alert
            if record.acknowledged_at is not None or record.clicked_at is not None:
                self._tasks.start(self._notifier.withdraw(alert.id), "take a toast away")
            elif alert.id not in self._told:
                self._told[alert.id] = Told((alert,), alert.booking_id)

    def _pressed(self, alert_id: str, action: Action) -> None:
        if alert_id == TEST_ID:
            # Whoever sent it listens, too.
            return
        told = self._told.get(alert_id)
        if told is not None and alert_id.startswith(BURST_ID):
            self._burst.forget()
        self.pressing.press(told, action)


def _only_booking(alerts: Sequence[Alert]) -> str | None:
    """The one booking that these speak of, if it is one."""
    return alerts[0].booking_id if len(alerts) == 1 else None
