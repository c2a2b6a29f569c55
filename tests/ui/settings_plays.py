"""What happens in scenes about the page of settings."""

from __future__ import annotations

import msgspec

from app.core.changes import AlertKind
from app.core.quiet_hours import QuietHours
from app.core.rules import AlertRules, Rule
from tests.ui.desks import LIBRARY
from tests.ui.plays import LONG_NAME
from tests.ui.stage import Stage, until

RULES = AlertRules(
    rules=(
        Rule(kind=AlertKind.CREATED, repeat_s=30, louder=True, breaks_quiet=True, volume=80),
        Rule(kind=AlertKind.CANCELLED, sound="/home/meera/Music/A temple bell at dawn.mp3"),
        Rule(kind="payment:received", speak=True),
        Rule(kind="points:added", notify=False, sound=""),
    ),
    hours=(
        QuietHours(),
        QuietHours(days=frozenset({5, 6}), begins=14 * 60, ends=15 * 60 + 30),
    ),
)


async def alerts(stage: Stage) -> None:
    """How alerts ring without a rule."""
    stage.window.sidebar.button("settings").click()


async def ruled(stage: Stage) -> None:
    """Several libraries, one kind with much to say."""
    other = msgspec.structs.replace(LIBRARY, id="lib-2", name=LONG_NAME)
    await stage.tell(lambda desk: desk.change_status(rules=RULES, libraries=(LIBRARY, other)))
    await until(lambda: stage.bridge.status and stage.bridge.status.rules.rules, "the rules")
    stage.window.sidebar.button("settings").click()
    stage.window.settings.alerts.list.setCurrentRow(1)


async def quiet(stage: Stage) -> None:
    """The hours in which nothing rings."""
    await ruled(stage)
    stage.window.settings.section("quiet")


async def no_hours(stage: Stage) -> None:
    """It rings at all hours."""
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("quiet")
