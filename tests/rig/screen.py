"""The screen of a rig, asked and painted through Xlib itself: no program for it is wanted."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager

_CARDINAL = 6


def paint_background(display: str, colour: int) -> None:
    """Fill the root window with a colour, 0xRRGGBB.

    Raises:
        OSError: the X server does not answer, or Xlib is not there.
    """
    with _opened(display) as (xlib, screen, root):
        xlib.XSetWindowBackground(screen, root, ctypes.c_ulong(colour))
        xlib.XClearWindow(screen, root)


def panel_height(display: str) -> int:
    """How many pixels at the top the window manager keeps for a panel.

    Raises:
        OSError: the X server does not answer, or Xlib is not there.
    """
    kind, form = ctypes.c_ulong(), ctypes.c_int()
    count, left = ctypes.c_ulong(), ctypes.c_ulong()
    values = ctypes.POINTER(ctypes.c_ulong)()
    with _opened(display) as (xlib, screen, root):
        xlib.XInternAtom.restype = ctypes.c_ulong
        area = ctypes.c_ulong(xlib.XInternAtom(screen, b"_NET_WORKAREA", 0))
        asked = (ctypes.c_long(0), ctypes.c_long(4), 0, ctypes.c_ulong(_CARDINAL))
        told = (kind, form, count, left, values)
        xlib.XGetWindowProperty(screen, root, area, *asked, *map(ctypes.byref, told))
        top = int(values[1]) if count.value > 1 else 0
        xlib.XFree(values)
    return top


@contextmanager
def _opened(display: str) -> Iterator[tuple[ctypes.CDLL, ctypes.c_void_p, ctypes.c_ulong]]:
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    xlib.XDefaultRootWindow.restype = ctypes.c_ulong
    address = xlib.XOpenDisplay(display.encode())
    if not address:
        raise OSError(f"the X server does not answer on {display}")
    screen = ctypes.c_void_p(address)
    try:
        yield xlib, screen, ctypes.c_ulong(xlib.XDefaultRootWindow(screen))
    finally:
        xlib.XCloseDisplay(screen)
