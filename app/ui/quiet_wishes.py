"""What can be wished of quiet, as the tray's menu and the window's both offer it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMenu

translate = QCoreApplication.translate


class QuietWish(StrEnum):
    """For how long; END lets alerts ring again."""

    HOUR = "hour"
    TOMORROW = "tomorrow"
    GOOD = "good"
    END = "end"


def wish_words(wish: QuietWish) -> str:
    """What an entry of a menu says."""
    return {
        QuietWish.HOUR: translate("quiet", "Quiet for an hour"),
        QuietWish.TOMORROW: translate("quiet", "Quiet until tomorrow morning"),
        QuietWish.GOOD: translate("quiet", "Quiet until I end it"),
        QuietWish.END: translate("quiet", "End quiet"),
    }[wish]


def add_wishes(menu: QMenu, wished: Callable[[QuietWish], None]) -> dict[QuietWish, QAction]:
    """Put all of them into a menu."""
    made = {}
    for wish in QuietWish:
        made[wish] = menu.addAction(wish_words(wish))
        made[wish].triggered.connect(lambda _=False, wish=wish: wished(wish))
    return made
