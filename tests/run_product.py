"""`make run`: starts the product with its sample library, on a virtual desktop if need be."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

from tests.rig.session import DesktopSession, RigUnavailable

ROOT = Path(__file__).resolve().parent.parent
PROFILE = ROOT / ".run" / "profile"
PICTURE = ROOT / ".run" / "screenshot.png"
COMMAND = [sys.executable, "-m", "app", "--profile", str(PROFILE), "--sample", "--print-alerts"]

SETTLED_S = 1.0
"""How long a toast takes to fade in before a picture shows it well."""


def main() -> int:
    """Start the tray application and stay until it is quit."""
    has_display = sys.platform != "linux" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_display:
        return subprocess.run(COMMAND, cwd=ROOT, check=False).returncode
    print("There is no display here: starting on a virtual desktop.", flush=True)
    signal.signal(signal.SIGTERM, _leave)
    try:
        with DesktopSession() as session:
            return _on(session)
    except RigUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Ended.", flush=True)
        return 0


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


def _on(session: DesktopSession) -> int:
    """Run it on this desktop: each alert a line, and a picture of the newest one."""
    program = session.popen(*COMMAND, cwd=ROOT, stdout=subprocess.PIPE)
    assert program.stdout is not None
    picture = _Picture(session)
    try:
        for line in program.stdout:
            print(line, end="", flush=True)
            picture.wanted()
        return program.wait()
    finally:
        picture.close()
        if program.poll() is None:
            program.terminate()
            program.wait(10)


class _Picture:
    """Takes the screen a moment after each alert, and says once where the picture lies."""

    def __init__(self, session: DesktopSession) -> None:
        self._session = session
        self._want = threading.Event()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._take, name="picture")
        self._thread.start()

    def wanted(self) -> None:
        """Ask for a picture; asked again meanwhile, there is still only one."""
        self._want.set()

    def close(self) -> None:
        """End the thread."""
        self._ended.set()
        self._want.set()
        self._thread.join()

    def _take(self) -> None:
        told = False
        while self._want.wait() and not self._ended.wait(SETTLED_S):
            self._want.clear()
            try:
                self._session.screenshot(PICTURE)
            except RuntimeError:
                # Ctrl+C also ends the program that takes pictures; the next alert tries again.
                continue
            if not told:
                print(f"Screenshot (renewed at each alert): {PICTURE}", flush=True)
                print(f"{time.strftime('%H:%M:%S %Z')} Running. Ctrl+C ends it.", flush=True)
                told = True


if __name__ == "__main__":
    sys.exit(main())
