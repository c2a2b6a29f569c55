"""Links that this program opens, `studyspot://booking/ID`, and who opens them on this computer."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from app.contract.tongue import translate
from app.core.ports import Switch, SwitchFailed
from app.native.launch import exec_line, launch_command

SCHEME = "studyspot"
_KIND = f"x-scheme-handler/{SCHEME}"
_BOOKING = re.compile(rf"{SCHEME}:/*booking/([A-Za-z0-9_.~-]{{1,128}})/?", re.IGNORECASE)


def booking_of(link: str) -> str | None:
    """The booking that a link names; None for a link that is not ours, or names none."""
    found = _BOOKING.fullmatch(link.strip())
    return found[1] if found is not None else None


class XdgLinks:
    """The Switch port on desktops of freedesktop.org: a desktop entry, chosen for our links."""

    def __init__(self, profile: Path | None) -> None:
        """Prepare; `profile` is the folder of a profile that is not the usual one."""
        from app.native import entries  # noqa: PLC0415 - one system

        self._entries = entries
        self._exec = exec_line([*launch_command(profile, "--open"), "%u"])
        self._own = entries.data_home() / "applications" / entries.ENTRY

    def is_on(self) -> bool:
        """Whether our links come here."""
        return self._entries.default_of(_KIND) == self._entries.ENTRY

    def turn(self, *, on: bool) -> None:
        """Have it so from now on.

        Raises:
            SwitchFailed: says why not.
        """
        fields = {
            "Exec": self._exec,
            "Categories": "Office;",
            "MimeType": f"{_KIND};",
            "StartupWMClass": self._entries.ENTRY.removesuffix(".desktop"),
        }
        try:
            if on:
                self._entries.write_entry(self._own, fields)
            self._entries.set_default(_KIND, self._entries.ENTRY if on else None)
        except OSError as error:
            words = translate("links", "Which program opens links cannot be changed ({why}).")
            raise SwitchFailed(words.format(why=error.strerror or error)) from error


class NoLinks:
    """The Switch port on macOS, where the bundle itself says what it opens."""

    def is_on(self) -> bool:
        """Whether it is a bundle."""
        return bool(getattr(sys, "frozen", False))

    def turn(self, *, on: bool) -> None:
        """Nothing to be changed here.

        Raises:
            SwitchFailed: always, unless it is so already.
        """
        if on is not self.is_on():
            raise SwitchFailed(
                translate(
                    "links", "macOS opens these links with the installed program, and only so."
                )
            )


if sys.platform == "win32":
    import winreg

    _CLASS = rf"Software\Classes\{SCHEME}"

    class WindowsLinks:
        """The Switch port on Windows: a class of the person's registry."""

        def __init__(self, profile: Path | None) -> None:
            """Prepare; `profile` is the folder of a profile that is not the usual one."""
            command = launch_command(profile, "--open")
            self._command = f'{subprocess.list2cmdline(command)} "%1"'

        def is_on(self) -> bool:
            """Whether our links come here."""
            try:
                told = winreg.QueryValue(winreg.HKEY_CURRENT_USER, rf"{_CLASS}\shell\open\command")
            except OSError:
                return False
            return told == self._command

        def turn(self, *, on: bool) -> None:
            """Have it so from now on.

            Raises:
                SwitchFailed: says why not.
            """
            user = winreg.HKEY_CURRENT_USER
            try:
                if not on:
                    for below in (r"\shell\open\command", r"\shell\open", r"\shell", ""):
                        winreg.DeleteKey(user, _CLASS + below)
                    return
                winreg.SetValue(user, _CLASS, winreg.REG_SZ, "URL:StudySpot")
                with winreg.OpenKey(user, _CLASS, 0, winreg.KEY_SET_VALUE) as key:
                    winreg.SetValueEx(key, "URL Protocol", 0, winreg.REG_SZ, "")
                winreg.SetValue(user, rf"{_CLASS}\shell\open\command", winreg.REG_SZ, self._command)
            except FileNotFoundError:
                return
            except OSError as error:
                words = translate("links", "The registry cannot be changed ({why}).")
                raise SwitchFailed(words.format(why=error)) from error


def system_links(profile: Path | None) -> Switch:
    """The one of the system this runs on; `profile` as of the classes."""
    if sys.platform == "win32":
        return WindowsLinks(profile)
    if sys.platform == "darwin":
        return NoLinks()
    return XdgLinks(profile)
