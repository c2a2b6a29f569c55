"""Runs one command on a desktop of its own: python -m tests.rig [options] -- COMMAND ..."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from types import FrameType

from tests.rig.session import DesktopSession, Part, RigUnavailable

_POLITE = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
_LOOK = 0.2
"""Seconds between looks for a signal that came while the command was waited for."""

_PATIENCE = 5
"""Seconds that a command has to end by itself once it was told to."""


def main() -> int:
    """Bring the desktop up, run the command, take the desktop down; the command's exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.rig", description="A real desktop without a screen, for one command."
    )
    parser.add_argument("--size", default="1280x800", help="of the screen (%(default)s)")
    parser.add_argument("--light", action="store_true", help="light panel and background")
    for part in Part:
        parser.add_argument(f"--no-{part}", action="store_true")
    parser.add_argument("command", nargs="+", metavar="COMMAND")
    chosen = parser.parse_args()
    without = frozenset(part for part in Part if getattr(chosen, f"no_{part}"))

    # So that a polite end from outside also takes the desktop down.
    for number in _POLITE:
        signal.signal(number, _leave)
    try:
        with DesktopSession(size=chosen.size, without=without, dark=not chosen.light) as session:
            return _run(chosen.command, session.env)
    except RigUnavailable as error:
        print(error, file=sys.stderr)
        return 2
    except FileNotFoundError as error:
        print(f"There is no such command: {error.filename}", file=sys.stderr)
        return 127


def _run(command: list[str], env: dict[str, str]) -> int:
    """Run the command to its end; a signal to this program becomes one to the command."""
    told: list[int] = []
    # From here on a signal raises nothing: it could come before the command has a name.
    for number in _POLITE:
        signal.signal(number, lambda number, _: told.append(number))
    process = subprocess.Popen(command, env=env)
    while True:
        if told:
            process.send_signal(told[0])
        try:
            code = process.wait(_LOOK if not told else _PATIENCE)
        except subprocess.TimeoutExpired:
            if told:
                process.kill()
            continue
        return 128 + told[0] if told else code


def _leave(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
