"""Puts the desk together: the tray first, then the core's thread, then the window."""

from __future__ import annotations

import gc
import os
import signal
import socket
import sys
from types import FrameType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from app.contract.errors import NoScreen
from app.native.display import display_answers
from app.native.identity import DESKTOP_ENTRY, NAME, claim_identity
from app.native.instance import RAISE, SingleInstance
from app.ui.language import chosen, speak
from app.ui.memory import JsonMemory
from app.ui.tray import Tray

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.core.profile import Profile
    from app.ui.shell import Shell

LATE_TRAY_MS = 15_000
"""How long a start without a window waits for the desktop's tray before it opens one."""

# Python hands the interpreter over every 5 ms by default. With a core that decodes pages in
# another thread, the window would wait for several of those in a row.
SWITCH_INTERVAL_S = 0.001

COLLECT_MS = 5_000

# Qt reports a desktop without portals, and fonts that know no script of a student's name, as if
# something were wrong; nothing here needs them.
QUIET_CATEGORIES = "qt.qpa.theme.gnome=false;qt.qpa.services=false;qt.text.font.db=false"


def run(
    profile: Profile,
    *,
    hidden: bool = False,
    sample: bool = False,
    print_alerts: bool = False,
    link: str = "",
    on_shell: Callable[[Shell], None] | None = None,
) -> int:
    """Run the tray application until it is quit.

    Args:
        profile: whose desk it is.
        hidden: start without a window.
        sample: sign a profile without a sign-in in to the sample library.
        print_alerts: also write each alert to standard output.
        link: open this, here or in the desk that runs already.
        on_shell: called with the parts once they are wired, for a program around it.

    Returns:
        0; a second start on one profile raises the first one's window and leaves with 0, too.

    Raises:
        NoScreen: when no window could open here.
        ProfileInUse: when a running desk on this profile does not answer.
    """
    if not display_answers():
        raise NoScreen(
            "Start it in a desktop session, or use “studyspot-desk watch” in a terminal."
        )
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    os.environ.setdefault("QT_LOGGING_RULES", QUIET_CATEGORIES)
    claim_identity()
    application = QApplication(sys.argv[:1])
    application.setApplicationName(DESKTOP_ENTRY)
    application.setApplicationDisplayName(NAME)
    application.setDesktopFileName(DESKTOP_ENTRY)
    application.setQuitOnLastWindowClosed(False)
    instance = SingleInstance(profile.folder)
    if not instance.claim(link or RAISE):
        return 0
    # Before anything is said: the tray's own words come first.
    speak(application, chosen(JsonMemory(profile.window)))
    tray = Tray()
    tray.show()
    # Everything from here on is imported with the icon on the screen.
    import asyncio  # noqa: PLC0415 - see above

    import qasync  # noqa: PLC0415 - see above

    from app.native.trays import watch_trays  # noqa: PLC0415 - see above
    from app.ui.shell import Shell  # noqa: PLC0415 - see above

    tray.listen(watch_trays)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        shell = Shell(application, profile, tray, print_alerts=print_alerts)
        signals, collector = _Signals(shell), _Collector()
        if on_shell is not None:
            on_shell(shell)
        undo = instance.on_wish(shell.wish)
        if link or not hidden:
            shell.wish(link or RAISE)
        elif not tray.present:
            QTimer.singleShot(LATE_TRAY_MS, shell.open_unless_in_tray)
        try:
            loop.run_until_complete(shell.live(sample=sample))
        finally:
            undo()
            instance.release()
            signals.close()
            collector.close()
    return 0


class _Collector(QObject):
    """Collects garbage in the UI thread only, and only now and then.

    Python collects in whichever thread allocates. In the core's thread that could destroy
    a Qt object that stands in a reference cycle, which Qt does not survive; and a full
    collection, which walks every module, stops the window for 20 to 60 ms.
    """

    def __init__(self) -> None:
        super().__init__()
        gc.collect()
        gc.freeze()
        gc.disable()
        self._thresholds = gc.get_threshold()
        self._timer = QTimer(self)
        self._timer.setInterval(COLLECT_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def close(self) -> None:
        """Give collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _collect(self) -> None:
        due = [
            generation
            for generation, (count, threshold) in enumerate(
                zip(gc.get_count(), self._thresholds, strict=True)
            )
            if count > threshold
        ]
        if due:
            gc.collect(due[-1])


class _Signals(QObject):
    """Lets SIGINT and SIGTERM end the desk politely, also while Qt waits in its own loop."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._reader, self._writer = socket.socketpair()
        for end in (self._reader, self._writer):
            end.setblocking(False)
        self._before = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        # Python runs the handler as soon as any of its code runs, and this makes some run.
        self._notifier.activated.connect(self._woken)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._leave)

    def close(self) -> None:
        """Take the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        self._reader.close()
        self._writer.close()

    def _woken(self) -> None:
        self._reader.recv(64)

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        self._shell.quit()
