"""Who we are to the desktop: the name, the icon and the id that notifications carry."""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

from app.shipped import resource

NAME = "StudySpot Desk"
DESKTOP_ENTRY = "studyspot-desk"
WINDOWS_ID = "StudySpot.Desk"
MACOS_ID = "desk.studyspot.StudySpotDesk"


def icon_file() -> Path | None:
    """The icon's file, or None in an installation without one."""
    path = resource("icons", f"{DESKTOP_ENTRY}.svg")
    return path if path.is_file() else None


def claim_identity() -> None:
    """Tell Windows which program this is, before the first window; nothing elsewhere.

    Otherwise its toasts and its button in the taskbar would be those of Python.
    """
    if sys.platform == "win32":
        ctypes.windll.shell32.SetCurrentProcessExplicitAppUserModelID(WINDOWS_ID)
