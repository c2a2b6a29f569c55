"""Which Debian packages of the virtual desktop are missing; prints them, one a line."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

LIST = Path(__file__).resolve().parents[2] / "installers" / "desktop-packages.txt"

PROGRAMS = (
    "Xvfb",
    "dbus-daemon",
    "xfwm4",
    "xfce4-panel",
    "gnome-keyring-daemon",
    "secret-tool",
    "pulseaudio",
    "pactl",
    "parec",
    "scrot",
    "xdotool",
)
"""What the rig starts by name; the notification daemon lies outside the search path."""


def wanted() -> list[str]:
    """The packages of installers/desktop-packages.txt."""
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return [name for line in lines for name in line.partition("#")[0].split()]


def missing() -> list[str]:
    """Those of them that dpkg does not know as installed."""
    shown = subprocess.run(
        ["dpkg-query", "-W", "-f", "${Package} ${Status}\n", *wanted()],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    there = {line.split()[0] for line in shown.splitlines() if line.endswith(" installed")}
    return [name for name in wanted() if name not in there]


def notification_daemon() -> Path | None:
    """Where the notification daemon lies, or None."""
    return next(iter(sorted(Path("/usr/lib").glob("*/xfce4/notifyd/xfce4-notifyd"))), None)


def accessibility_launcher() -> Path | None:
    """Where the program that starts the accessibility bus lies, or None."""
    places = (Path("/usr/libexec"), Path("/usr/lib/at-spi2-core"))
    found = (place / "at-spi-bus-launcher" for place in places)
    return next((path for path in found if path.exists()), None)


def lacking() -> str | None:
    """Why the rig cannot start here, in a sentence; None when it can."""
    if not sys.platform.startswith("linux"):
        return "The virtual desktop exists only on Linux."
    programs = [name for name in PROGRAMS if shutil.which(name) is None]
    if notification_daemon() is None:
        programs.append("xfce4-notifyd")
    if accessibility_launcher() is None:
        programs.append("at-spi2-core")
    if programs:
        return (
            f"The virtual desktop lacks {', '.join(programs)}. "
            "Install the packages named in installers/desktop-packages.txt."
        )
    return None


if __name__ == "__main__":
    print(*missing(), sep="\n")
