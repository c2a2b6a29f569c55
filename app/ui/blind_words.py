"""What is said when nothing arrives, and when bookings arrive again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.core.changes import Alert, Blindness
from app.core.ports import Action, Toast, Urgency
from app.ui.alert_toasts import alert_line
from app.ui.link_words import since_words

translate = QCoreApplication.translate

LOST, BACK = "not-receiving", "receiving-again"
"""The ids of the two toasts."""


def not_receiving(since: datetime, now: datetime) -> str:
    """The one line that tray, window and toast all say."""
    return translate("blind", "Not receiving bookings since {time}").format(
        time=since_words(since, now)
    )


def lost_toast(blindness: Blindness, now: datetime) -> Toast:
    """While it lasts."""
    return Toast(
        alert_id=LOST,
        title=not_receiving(blindness.since, now),
        body=blindness.reason
        or translate("blind", "The desk goes on trying. Check that this computer is online."),
        actions=((Action.OPEN, translate("blind", "Open")),),
        urgency=Urgency.CRITICAL,
    )


def back_toast(blindness: Blindness, missed: Sequence[Alert], now: datetime) -> Toast:
    """When it is over, with the alerts of what came meanwhile."""
    lines = [
        translate(
            "blind", "Nothing arrived from {start} to {end}; all of it is fetched now."
        ).format(
            start=since_words(blindness.since, now),
            end=since_words(blindness.over_at or now, now),
        )
    ]
    lines += [
        f"{alert.title}\n{alert.body}" if alert.summary else alert_line(alert) for alert in missed
    ]
    return Toast(
        alert_id=BACK,
        title=translate("blind", "Receiving bookings again"),
        body="\n".join(lines),
        actions=((Action.OPEN, translate("blind", "Open")),),
    )
