"""What happens in scenes about the page of settings."""

from __future__ import annotations

import msgspec

from app.core.changes import AlertKind
from app.core.findings import Finding, Findings, Verdict
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


FINDINGS = Findings(
    verdict=Verdict.FAIL,
    parts=(
        Finding(part="tray", verdict=Verdict.OK, what="There is a tray."),
        Finding(
            part="notifications",
            verdict=Verdict.OK,
            what="The notification service (Xfce Notify Daemon 0.7.3) answers; it can: actions, "
            "body, body-hyperlinks, body-markup, icon-static, x-canonical-private-icon-only.",
        ),
        Finding(part="do not disturb", verdict=Verdict.OK, what="“Do not disturb” is off."),
        Finding(
            part="sound",
            verdict=Verdict.WARN,
            what="A speaker answers, through PulseAudio, but it is muted.",
            mend="Turn it up in the system’s sound settings, or chimes will not be heard.",
        ),
        Finding(part="voice", verdict=Verdict.OK, what="Alerts can be read out, by spd-say."),
        Finding(part="keyring", verdict=Verdict.OK, what="The keyring works (SecretService)."),
        Finding(
            part="server",
            verdict=Verdict.FAIL,
            what="The server cannot be reached.",
            mend="Nothing answers at https://desk.lotus.example. Check the address and the port, "
            "and that the server is running.",
        ),
        Finding(part="disk", verdict=Verdict.OK, what="There is room: 79,359 MiB free."),
    ),
)


async def computer(stage: Stage) -> None:
    """What is arranged on this computer."""
    stage.autostart.on = True
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("computer")


async def check_up(stage: Stage) -> None:
    """What was found of each part."""
    stage.findings = FINDINGS
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("check-up")
    await until(stage.window.settings.check_up.save.isEnabled, "the findings")
