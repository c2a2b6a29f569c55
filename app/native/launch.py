"""How this program is started again: by the system at the sign-in, or for a link."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path


def launch_command(profile: Path | None, *arguments: str) -> list[str]:
    """The program with its arguments, each as it is.

    Args:
        profile: the folder of a profile that is not the usual one, or None.
        arguments: what else it is told.
    """
    told = [*(("--profile", str(profile)) if profile is not None else ()), *arguments]
    if getattr(sys, "frozen", False):
        return [sys.executable, *told]
    # Of an installation, the script beside its Python; of a checkout, the package itself.
    for name in ("studyspot-desk", "studyspot-desk.exe"):
        script = Path(sys.executable).with_name(name)
        if script.is_file():
            return [str(script), *told]
    return [sys.executable, "-m", "app", *told]


def exec_line(command: Sequence[str]) -> str:
    """A command as a desktop entry's Exec has it.

    See https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html;
    "%u" alone is the link that the program is started for.
    """
    return " ".join(each if each == "%u" else _quoted(each) for each in command)


def _quoted(argument: str) -> str:
    told = argument.replace("%", "%%")
    if told and all(letter.isalnum() or letter in "-_./:=+@,%" for letter in told):
        return told
    for letter in '\\"`$':
        told = told.replace(letter, f"\\{letter}")
    # The entry's file takes backslashes once more.
    return '"{}"'.format(told.replace("\\", "\\\\"))
