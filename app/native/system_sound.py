"""Where the sound lies that this computer makes for notifications."""

from __future__ import annotations

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import winreg

    _CHOSEN = r"AppEvents\Schemes\Apps\.Default\Notification.Default\.Current"

    def system_sound() -> Path | None:
        """The file of the person's sound scheme; None when they have switched it off."""
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CHOSEN) as key:
                path = Path(os.path.expandvars(winreg.QueryValue(key, None)))
        except OSError:
            path = Path(os.environ.get("WINDIR", r"C:\Windows"), "Media", "Windows Notify.wav")
        return path if path.is_file() else None

else:
    # Of https://specifications.freedesktop.org/sound-naming-spec/latest/ what comes nearest first.
    _NAMES = ("message-new-instant", "message", "complete", "bell")
    _ENDS = ("oga", "ogg", "wav")
    _USUAL = "/usr/local/share:/usr/share"

    def system_sound() -> Path | None:
        """The file of the desktop's sound theme; None when none is installed, or on macOS.

        What macOS has is in a form that is not played here.
        """
        home = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
        data = [home, *(os.environ.get("XDG_DATA_DIRS") or _USUAL).split(":")]
        themes = [Path(each, "sounds", "freedesktop", "stereo") for each in data if each]
        candidates = (
            theme / f"{name}.{end}" for name in _NAMES for theme in themes for end in _ENDS
        )
        return next((each for each in candidates if each.is_file()), None)
