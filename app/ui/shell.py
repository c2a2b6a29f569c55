"""Wires bridge, tray, alerts and window to each other, and takes them down in order."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.contract.errors import StudySpotError
from app.core import diagnostics, writing
from app.core.catalogue import with_own
from app.core.changes import Alert, BookingRow, Changes, Update
from app.core.check_up import check_up
from app.core.commands import Action
from app.core.findings import Findings
from app.core.link_state import CONNECTED
from app.core.ports import Toast, ToastFailed
from app.core.profile import Profile, default_folder
from app.core.reader import Reader
from app.core.recent_log import RecentLog
from app.core.status import DeskStatus, LinkState
from app.core.wording import terminal_line, zone_name
from app.native.autostart import system_autostart
from app.native.badge import system_badge
from app.native.earlier_toasts import EarlierToasts
from app.native.instance import RAISE
from app.native.lines import Lines
from app.native.links import system_links
from app.native.notifier import system_notifier
from app.native.player import ChimePlayer
from app.native.speaker import SystemSpeaker
from app.native.vault import KeyringVault
from app.ui import words
from app.ui.alerting import Alerting
from app.ui.bridge import Bridge
from app.ui.linking import Linking
from app.ui.memory import JsonMemory
from app.ui.outlets import Outlets
from app.ui.quiet import be_quiet
from app.ui.quiet_wishes import QuietWish
from app.ui.quitting import quit_or_ask
from app.ui.tasks import Tasks
from app.ui.theme import Theme
from app.ui.toast import ToastStack
from app.ui.tray import ALERTS_SHOWN, Tray

if TYPE_CHECKING:
    from app.core.desk import Desk
    from app.ui.window import MainWindow

translate = QCoreApplication.translate

RESUMED = 200
"""So many of the newest notices are looked through for what still has to ring."""

_TOLD_HIDDEN = "told_hidden"


class Shell(QObject):
    """One running desk: everything but the process around it.

    The window is made when somebody first wants to see it.
    """

    def __init__(
        self, application: QApplication, profile: Profile, tray: Tray, *, print_alerts: bool = False
    ) -> None:
        super().__init__()
        writing.write_by(words.BY_LOCALE)
        self._profile = profile
        self._lines = Lines(sys.stdout) if print_alerts else None
        self.tray = tray
        self.bridge = Bridge(self._make_desk)
        self.theme = Theme(application)
        self._memory = JsonMemory(profile.window)
        self._reader = Reader(profile.store)
        self._earlier = EarlierToasts(profile.toasts)
        self._notifier = system_notifier(lambda: tray.icon, ToastStack(self.theme), self._earlier)
        self._player, self._speaker = ChimePlayer(), SystemSpeaker()
        self._tasks = Tasks(self._report)
        self._badge = system_badge(application.setBadgeNumber)
        self._log = RecentLog()
        self._log.install()
        self._catalogue = with_own(profile.events)
        self.alerting = Alerting(
            self.bridge,
            self._notifier,
            self._player,
            self._speaker,
            self._row_of,
            self._report,
            catalogue=self._catalogue,
        )
        self.window: MainWindow | None = None
        self._linking = Linking(
            self.bridge, self._row_of, self._open_booking, self._tell_link, self
        )
        self._troubles: dict[str, str] = {}
        self._leave = asyncio.Event()
        self._first_status = asyncio.Event()
        self._listing = False
        self._sample_wanted = False
        self._connect()

    async def live(self, *, sample: bool = False) -> None:
        """Run until `quit`; then end everything, within 3 s."""
        self._sample_wanted = sample
        self.bridge.start()
        self._tasks.start(self._notifier.warm(), "make notifications ready")
        self._tasks.start(self._list_alerts(), "list the last alerts")
        self._tasks.start(self._resume_ringing(), "go on ringing")
        await self._leave.wait()
        await self._end()

    def quit(self) -> None:
        """Let `live` come to its end."""
        self._leave.set()

    def open_window(self) -> None:
        """Bring the window to the front."""
        self._the_window().show_up()

    def wish(self, wish: str) -> None:
        """Do what a later start on this profile has handed over: a link, or to be seen."""
        self.open_window()
        if wish != RAISE:
            self._linking.open(wish)

    def open_unless_in_tray(self) -> None:
        """Bring the window to the front if there is no icon to open it with."""
        if not self.tray.present:
            self.open_window()

    # How the parts hear of each other.

    def _connect(self) -> None:
        self.tray.hear_from(lambda: self.bridge.last_heard)
        self.bridge.delivered.connect(self._take)
        self.bridge.broken.connect(self._broken)
        self.tray.open_window.connect(self.open_window)
        self.tray.open_booking.connect(self._open_booking)
        self.tray.quiet_wanted.connect(self._be_quiet)
        self.tray.got_it.connect(self._got_it)
        self.alerting.ringing.going_on.connect(self._going_on)
        self.tray.quit_wanted.connect(self._ask_to_quit)
        self.tray.present_changed.connect(lambda present: self._tray_changed(present=present))
        self.alerting.pressing.open_booking.connect(self._open_booking)
        self.alerting.pressing.decline_wanted.connect(
            lambda booking_id: self._the_window().open_booking(booking_id, Action.DECLINE)
        )
        self.alerting.pressing.checked_in.connect(self._checked_in)
        self.alerting.pressing.open_list.connect(lambda: self._the_window().open_list())
        self.alerting.trouble.connect(self._tell_trouble)

    def _ask_to_quit(self) -> None:
        def window() -> MainWindow:
            self.open_window()
            return self._the_window()

        quit_or_ask(self.bridge.status, window, self.quit)

    def _make_desk(self) -> Desk:
        # Runs in the core's thread, the only one that imports what speaks to the network.
        from app.core.desk import Desk  # noqa: PLC0415 - see above
        from app.native.focus import system_focus  # noqa: PLC0415 - see above
        from app.native.wake import system_wake  # noqa: PLC0415 - see above

        return Desk(self._profile, KeyringVault(), wake=system_wake(), focus=system_focus())

    def _the_window(self) -> MainWindow:
        if self.window is None:
            # Pages cost more to import than a hidden desk should pay for.
            from app.ui.window import MainWindow  # noqa: PLC0415 - see above

            self.window = MainWindow(
                self.bridge,
                lambda: Reader(self._profile.store, catalogue=self._catalogue),
                self._memory,
                self.theme,
                has_tray=self.tray.look,
                catalogue=self._catalogue,
                outlets=Outlets(
                    self._player,
                    self._speaker,
                    self._notifier,
                    self._check_up,
                    self._save,
                    system_autostart(self._own_folder),
                    system_links(self._own_folder),
                ),
            )
            self.window.hidden_to_tray.connect(self._hidden)
            self.window.quit_wanted.connect(self.quit)
            for name, words in self._troubles.items():
                self.window.tell_trouble(name, words)
            self.window.tell_going_on(len(self.alerting.ringing.going), self._got_it)
        return self.window

    async def _check_up(self) -> Findings:
        return await check_up(self._profile)

    async def _save(self, path: Path, findings: Findings) -> None:
        """Write diagnostics; what is asked of Qt is asked here."""
        screens = [each.size().toTuple() for each in QApplication.screens()]
        about = {
            "qt": qVersion(),
            "platform": QGuiApplication.platformName(),
            "screens": screens,
            "ratio": [each.devicePixelRatio() for each in QApplication.screens()],
            "locale": QLocale().name(),
            "tray": self.tray.present,
            "notifications": self._notifier.name,
        }
        lines, now = self._log.lines(), datetime.now(UTC)
        await asyncio.to_thread(diagnostics.save, path, self._profile, findings, lines, now, about)

    def _take(self, batch: list[Update]) -> None:
        changes = [update for update in batch if isinstance(update, Changes)]
        alerts = [alert for update in changes for alert in update.alerts]
        for update in batch:
            if isinstance(update, DeskStatus):
                self.tray.take_status(update)
                # In the taskbar or the dock, where the system has a place for it.
                self._tasks.start(self._badge.show(update.unread), "show the count at the icon")
                self._first_status.set()
                self._think_of_sample(update)
        if self._lines is not None:
            self._print(self._lines, alerts)
        if (alerts or any(update.reloaded for update in changes)) and not self._listing:
            self._listing = True
            self._tasks.start(self._list_alerts(), "list the last alerts")

    def _print(self, lines: Lines, alerts: Iterable[Alert]) -> None:
        """A line for each."""
        status = self.bridge.status
        libraries = status.libraries if status else ()
        for alert in alerts:
            lines.put(terminal_line(alert, zone_name(libraries, alert.library_id)))

    async def _list_alerts(self) -> None:
        await self._first_status.wait()
        self._listing = False
        self.tray.take_alerts(
            await self.bridge.call(lambda desk: desk.notices.recent(ALERTS_SHOWN))
        )

    def _think_of_sample(self, status: DeskStatus) -> None:
        """Begin the sample, or begin it anew: its sign-in may be gone, and has no password."""
        signed_out = status.link.state is LinkState.SIGNED_OUT
        if not self._sample_wanted or (not signed_out and status.link.state not in CONNECTED):
            return
        self._sample_wanted = False
        mine = status.user is not None and not any(each.demo for each in status.libraries)
        if signed_out and not mine:
            self._tasks.start(self.bridge.call(lambda desk: desk.use_sample()), "use the sample")

    def _row_of(self, booking_id: str) -> BookingRow | None:
        found = self._reader.row(booking_id)
        return found[1] if found else None

    def _checked_in(self, booking_id: str, command: str) -> None:
        """Somebody was let in from a notification; the window says so, and takes it back."""
        if self.window is not None:
            self.window.tell_checked_in(booking_id, command)

    def _open_booking(self, booking_id: str) -> None:
        self._the_window().open_booking(booking_id)

    def _tell_link(self, words: str) -> None:
        self._tell_trouble("link", words)

    @property
    def _own_folder(self) -> Path | None:
        """The profile's folder if it is not the usual one."""
        usual = Profile(default_folder()).folder
        return None if self._profile.folder == usual else self._profile.folder

    def _be_quiet(self, wish: QuietWish) -> None:
        self._tasks.start(be_quiet(self.bridge, datetime.now(UTC), wish), "quiet")

    def _got_it(self) -> None:
        """Somebody has taken all that goes on ringing."""
        going = [alert.id for alert in self.alerting.ringing.going]
        self._tasks.start(self.bridge.call(lambda desk: desk.notices.read(going)), "stop ringing")

    def _going_on(self, count: int) -> None:
        self.tray.tell_going_on(count)
        if self.window is not None:
            self.window.tell_going_on(count, self._got_it)

    async def _resume_ringing(self) -> None:
        """What rang before the last end, and is repeated until somebody takes it, goes on."""
        await self._first_status.wait()
        records = await self.bridge.call(lambda desk: desk.notices.recent(RESUMED))
        left = self._earlier.alerts()
        self.alerting.recall(record for record in records if record.alert.id in left)
        now = datetime.now(UTC)
        self.alerting.ringing.resume(
            records, lambda record: (now - record.alert.received_at).total_seconds()
        )

    def _tray_changed(self, *, present: bool) -> None:
        window = self._the_window() if not present else self.window
        if window is not None:
            window.tell_tray(present=present)
            if not present:
                window.show()

    def _hidden(self) -> None:
        status = self.bridge.status
        signed_in = status is not None and status.link.state is not LinkState.SIGNED_OUT
        # Signed out, nothing goes on ringing; then it is told another time.
        if signed_in and not self._memory.get(_TOLD_HIDDEN):
            self._memory.set(_TOLD_HIDDEN, True)
            self._tasks.start(self._tell_hidden(), "say that the desk goes on")

    async def _tell_hidden(self) -> None:
        toast = Toast(
            alert_id="hidden-to-tray",
            title=translate("shell", "StudySpot Desk keeps running"),
            body=translate(
                "shell",
                "New bookings go on ringing. Click the icon in the tray to open the window "
                "again; Quit is in the icon’s menu.",
            ),
        )
        try:
            await self._notifier.show(toast)
        except ToastFailed as failure:
            self._tell_trouble("toasts", str(failure))

    def _tell_trouble(self, name: str, words: str) -> None:
        self._troubles[name] = words
        if self.window is not None:
            self.window.tell_trouble(name, words)

    def _report(self, error: StudySpotError) -> None:
        self._the_window().report(error)

    def _broken(self, error: StudySpotError) -> None:
        window = self._the_window()
        window.show_up()
        window.tell_broken(error)

    async def _end(self) -> None:
        # What the desk tells while it ends would meet a tray that is gone.
        self.bridge.delivered.disconnect(self._take)
        self._linking.close()
        await self._tasks.close()
        await self.alerting.close()
        if self.window is not None:
            await self.window.close_down()
        self.tray.close()
        heard = (self._player.close(), self._speaker.close())
        shown = (self._notifier.close(), self._badge.close())
        await asyncio.gather(self.bridge.stop(), *shown, *heard)
        self._reader.close()
        if self._lines is not None:
            await self._lines.close()
