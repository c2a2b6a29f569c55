"""The words of the check-up: its parts, its verdicts, and how long alerts took."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.core.findings import Verdict
from app.core.notice_rows import Latencies
from app.ui.words import number

translate = QCoreApplication.translate


def part_words(part: str) -> str:
    """What a part is called."""
    return {
        "tray": translate("check-up", "Tray"),
        "notifications": translate("check-up", "Notifications"),
        "do not disturb": translate("check-up", "Do not disturb"),
        "sound": translate("check-up", "Sound"),
        "voice": translate("check-up", "Voice"),
        "keyring": translate("check-up", "Keyring"),
        "sign-in": translate("check-up", "Sign-in"),
        "server": translate("check-up", "Server"),
        "live connection": translate("check-up", "Live connection"),
        "clock": translate("check-up", "Clock"),
        "wake": translate("check-up", "Sleep"),
        "events": translate("check-up", "Events"),
        "alerts": translate("check-up", "Alerts"),
        "disk": translate("check-up", "Disk"),
    }.get(part, part.capitalize())


def verdict_word(verdict: Verdict) -> str:
    """A verdict in a word."""
    return {
        Verdict.OK: translate("check-up", "well"),
        Verdict.WARN: translate("check-up", "could be better"),
        Verdict.FAIL: translate("check-up", "does not work"),
    }[verdict]


def verdict_words(verdict: Verdict) -> str:
    """The worst verdict as a sentence."""
    return {
        Verdict.OK: translate("check-up", "Everything is well."),
        Verdict.WARN: translate("check-up", "It works; some parts could be better."),
        Verdict.FAIL: translate("check-up", "Something does not work; the mend stands beside it."),
    }[verdict]


def latency_words(took: Latencies) -> str:
    """How long alerts took in the last day, in a sentence."""
    if not took.count:
        return translate("check-up", "No alert was told in the last day.")
    return translate(
        "check-up",
        "Alerts of the last day: {count}, half of them shown within {half} ms of the booking, "
        "99 in 100 within {most} ms.",
    ).format(
        count=number(took.count),
        half=number(round(took.shown_p50_ms)),
        most=number(round(took.shown_p99_ms)),
    )
