"""The toasts for alerts: one alert with what can be done about it, or many in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale

from app.core.catalogue import Catalogue
from app.core.changes import Alert, AlertKind
from app.core.ports import Action, Toast, Urgency
from app.ui.words import number

translate = QCoreApplication.translate

BURST_ID = "burst:"
"""How the id of a toast begins that stands for more than one alert."""

TEST_ID = "test alert"
"""The id of the toast by which a person tries whether toasts are to be seen."""

NAMED = 3
"""So many of a burst are named in its toast; the others are counted."""

LONGEST_LINE = 96
"""Characters; two lines of most toasts."""


MOST_BUTTONS = 4
"""Few notification services show more beside each other."""


def action_words(action: Action) -> str:
    """What a button says."""
    return {
        Action.OPEN: translate("alerting", "Open"),
        Action.CHECK_IN: translate("alerting", "Check in"),
        Action.CONFIRM: translate("alerting", "Confirm"),
        Action.DECLINE: translate("alerting", "Decline…"),
        Action.GOT_IT: translate("alerting", "Got it"),
        Action.CALL: translate("alerting", "Call"),
    }[action]


def buttons(actions: Iterable[Action]) -> tuple[tuple[Action, str], ...]:
    """What a toast offers, as many as fit."""
    return tuple((action, action_words(action)) for action in [*actions][:MOST_BUTTONS])


def alert_toast(
    alert: Alert, actions: Iterable[Action] = (Action.OPEN,), urgency: Urgency = Urgency.NORMAL
) -> Toast:
    """The toast for one alert, and what it offers."""
    return Toast(
        alert_id=alert.id,
        title=alert.title,
        body=alert.body,
        actions=buttons(actions),
        urgency=urgency,
    )


def alert_line(alert: Alert) -> str:
    """One alert among others, in not much more than a line however long its names are."""
    line = f"{alert.title} · {alert.body}"
    return line if len(line) <= LONGEST_LINE else f"{line[: LONGEST_LINE - 1].rstrip()}…"


_COUNTED: dict[str, Callable[[int], str]] = {
    AlertKind.CREATED: lambda count: translate("words", "%n new bookings", "", count),
    AlertKind.CANCELLED: lambda count: translate("words", "%n cancellations", "", count),
    AlertKind.CHECKIN: lambda count: translate("words", "%n arrivals", "", count),
}


def burst_toast(
    alerts: Sequence[Alert], catalogue: Catalogue, urgency: Urgency = Urgency.NORMAL
) -> Toast:
    """The toast for what was gathered; its id is the same for as long as the first alert is."""
    actions = (Action.OPEN, Action.GOT_IT)
    if len(alerts) == 1:
        only = alert_toast(alerts[0], actions, urgency)
        return msgspec.structs.replace(only, alert_id=BURST_ID + only.alert_id)
    counted: dict[str, int] = {}
    for alert in alerts:
        counted[alert.kind] = counted.get(alert.kind, 0) + 1
    parts = [words(counted.pop(kind)) for kind, words in _COUNTED.items() if kind in counted]
    parts += [catalogue.of(kind).counted(count) for kind, count in counted.items()]
    lines = [alert_line(alert) for alert in alerts[:NAMED]]
    if (more := len(alerts) - NAMED) > 0:
        lines.append(translate("alerting", "and {count} more").format(count=number(more)))
    return Toast(
        alert_id=BURST_ID + alerts[0].id,
        title=QLocale().createSeparatedList(parts),
        body="\n".join(lines),
        actions=buttons(actions),
        urgency=urgency,
    )
