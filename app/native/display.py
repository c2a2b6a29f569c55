"""Whether there is a screen that a window could open on, asked before Qt, which would abort."""

from __future__ import annotations

import ctypes
import os
import sys
from pathlib import Path

# Qt's platforms that want a server; others ("offscreen", "vnc") draw without one.
_SERVED = ("xcb", "wayland")


def display_answers() -> bool:
    """Whether Qt could open a window; without one, making its application ends the program."""
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if sys.platform != "linux" or (platform and not platform.startswith(_SERVED)):
        return True
    wayland = os.environ.get("WAYLAND_DISPLAY")
    if wayland and Path(os.environ.get("XDG_RUNTIME_DIR", "/"), wayland).is_socket():
        return True
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    try:
        return bool(xcb.xcb_connection_has_error(connection) == 0)
    finally:
        xcb.xcb_disconnect(connection)
