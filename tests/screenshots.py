"""`make screenshots`: the pictures of README, and every scene of the window for the eye.

README's go to resources/screenshots; all scenes, light and dark and in two sizes, to
.run/screenshots.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.rig.notices import NotificationWatch
from tests.rig.session import DesktopSession, RigUnavailable

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "resources" / "screenshots"
ALL = ROOT / ".run" / "screenshots"
SIZES = ("1280x800", "1920x1080")
SCHEMES = ("light", "dark")

IN_README = ("today", "detail", "seats-chosen")

FADED_IN_S = 1.0
FIRST_ALERT_S = 120.0


def scenes(session: DesktopSession) -> None:
    """Draw every scene in every scheme and size."""
    for size in SIZES:
        for scheme in SCHEMES:
            command = [sys.executable, "-m", "tests.ui.scenes", "--out", str(ALL)]
            done = session.popen(*command, "--scheme", scheme, "--size", size, cwd=ROOT).wait()
            if done:
                raise SystemExit(f"the scenes failed with {done}")
    for name in IN_README:
        for scheme in SCHEMES:
            shutil.copy(ALL / f"{name}-{scheme}-{SIZES[0]}.png", README / f"{name}-{scheme}.png")


def desktop() -> None:
    """The whole desktop with the sample library: window, tray and a native notification."""
    with (
        DesktopSession() as session,
        tempfile.TemporaryDirectory() as profile,
        NotificationWatch(session.address) as notices,
    ):
        command = [sys.executable, "-m", "app", "--profile", profile, "--sample"]
        product = session.popen(*command, cwd=ROOT, stdin=subprocess.DEVNULL)
        try:
            notices.wait_for("New booking", limit=FIRST_ALERT_S)
            time.sleep(FADED_IN_S)
            print(session.screenshot(README / "desktop.png"))
        finally:
            product.terminate()
            product.wait(10)


def main() -> int:
    """Write all pictures."""
    README.mkdir(parents=True, exist_ok=True)
    try:
        desktop()
        with DesktopSession(size="1920x1080") as session:
            scenes(session)
    except RigUnavailable as error:
        print(error, file=sys.stderr)
        return 1
    print(f"Every scene: {ALL}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
