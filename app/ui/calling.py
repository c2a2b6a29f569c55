"""Telephone numbers as links, for the program that makes calls on this computer."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_SPOKEN = frozenset("+*#0123456789")


def call_link(phone: str) -> str:
    """The `tel:` link of a number as somebody has written it; "" when there is no digit in it.

    See RFC 3966.
    """
    number = "".join(each for each in phone if each in _SPOKEN)
    return f"tel:{number}" if any(each.isdigit() for each in number) else ""


def call_number(phone: str) -> bool:
    """Have a number called; whether a program has taken that."""
    link = call_link(phone)
    return bool(link) and QDesktopServices.openUrl(QUrl(link))
