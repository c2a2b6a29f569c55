"""Starting with the person's session: an entry of XDG, the registry's Run key, a LaunchAgent."""

from __future__ import annotations

import plistlib
import subprocess
import sys
from pathlib import Path

from app.contract.tongue import translate
from app.core.ports import Switch, SwitchFailed
from app.native.identity import MACOS_ID, NAME
from app.native.launch import exec_line, launch_command


class XdgAutostart:
    """The Switch port on desktops of freedesktop.org."""

    def __init__(self, profile: Path | None) -> None:
        """Prepare; `profile` is the folder of a profile that is not the usual one."""
        from app.native import entries  # noqa: PLC0415 - one system

        self._entries = entries
        self._exec = exec_line(launch_command(profile, "--hidden"))
        self._own = entries.config_home() / "autostart" / entries.ENTRY

    def is_on(self) -> bool:
        """Whether the desktop starts it: the person's entry counts before the computer's."""
        entry = self._entries.read_entry(self._own) or self._of_computer()
        return entry is not None and not (
            entry.get("Hidden") == "true" or entry.get("X-GNOME-Autostart-enabled") == "false"
        )

    def turn(self, *, on: bool) -> None:
        """Have it so from now on.

        Raises:
            SwitchFailed: says why not.
        """
        fields = {"Exec": self._exec, "X-GNOME-Autostart-enabled": "true"}
        try:
            if on:
                self._entries.write_entry(self._own, fields)
            elif self._of_computer() is not None:
                # Only an entry of one's own hides what is there for everybody.
                self._entries.write_entry(self._own, {**fields, "Hidden": "true"})
            else:
                self._own.unlink(missing_ok=True)
        except OSError as error:
            raise _unchanged(self._own, error) from error

    def _of_computer(self) -> dict[str, str] | None:
        found = (
            self._entries.read_entry(folder / "autostart" / self._entries.ENTRY)
            for folder in self._entries.config_dirs()
        )
        return next((entry for entry in found if entry is not None), None)


class LaunchAgent:
    """The Switch port on macOS; launchd reads it at the next sign-in."""

    def __init__(self, profile: Path | None, folder: Path | None = None) -> None:
        """Prepare; `folder` is that of the person's agents."""
        agents = folder or Path.home() / "Library" / "LaunchAgents"
        self._command = launch_command(profile, "--hidden")
        self._path = agents / f"{MACOS_ID}.plist"

    def is_on(self) -> bool:
        """Whether there is an agent that starts it."""
        try:
            agent = plistlib.loads(self._path.read_bytes())
        except (OSError, plistlib.InvalidFileException, ValueError):
            return False
        return isinstance(agent, dict) and bool(agent.get("RunAtLoad"))

    def turn(self, *, on: bool) -> None:
        """Have it so from now on.

        Raises:
            SwitchFailed: says why not.
        """
        agent = {
            "Label": MACOS_ID,
            "ProgramArguments": self._command,
            "RunAtLoad": True,
            "ProcessType": "Interactive",
        }
        try:
            if on:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._path.write_bytes(plistlib.dumps(agent))
            else:
                self._path.unlink(missing_ok=True)
        except OSError as error:
            raise _unchanged(self._path, error) from error


if sys.platform == "win32":
    import winreg

    _RUN = r"Software\Microsoft\Windows\CurrentVersion\Run"
    _APPROVED = r"Software\Microsoft\Windows\CurrentVersion\Explorer\StartupApproved\Run"

    class RunKey:
        """The Switch port on Windows."""

        def __init__(self, profile: Path | None) -> None:
            """Prepare; `profile` is the folder of a profile that is not the usual one."""
            self._command = subprocess.list2cmdline(launch_command(profile, "--hidden"))

        def is_on(self) -> bool:
            """Whether Windows starts it; the task manager may have switched it off."""
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _RUN) as key:
                    winreg.QueryValueEx(key, NAME)
            except OSError:
                return False
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _APPROVED) as key:
                    approved, _ = winreg.QueryValueEx(key, NAME)
            except OSError:
                return True
            # An odd first byte stands for "disabled".
            return not (isinstance(approved, bytes) and approved and approved[0] % 2)

        def turn(self, *, on: bool) -> None:
            """Have it so from now on.

            Raises:
                SwitchFailed: says why not.
            """
            access = winreg.KEY_SET_VALUE
            try:
                with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, _RUN, 0, access) as key:
                    if on:
                        winreg.SetValueEx(key, NAME, 0, winreg.REG_SZ, self._command)
                    else:
                        winreg.DeleteValue(key, NAME)
                with winreg.CreateKeyEx(winreg.HKEY_CURRENT_USER, _APPROVED, 0, access) as key:
                    winreg.DeleteValue(key, NAME)
            except FileNotFoundError:
                return
            except OSError as error:
                words = translate("autostart", "The registry cannot be changed ({why}).")
                raise SwitchFailed(words.format(why=error)) from error


def _unchanged(path: Path, error: OSError) -> SwitchFailed:
    words = translate("autostart", "{path} cannot be changed ({why}).")
    return SwitchFailed(words.format(path=path, why=error.strerror or error))


def system_autostart(profile: Path | None) -> Switch:
    """The one of the system this runs on; `profile` as of the classes."""
    if sys.platform == "win32":
        return RunKey(profile)
    if sys.platform == "darwin":
        return LaunchAgent(profile)
    return XdgAutostart(profile)
