"""Checks each part of a desk, from the tray to the disk, and says what mends it."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

import msgspec

from app.contract.tongue import translate
from app.core.findings import Finding, Verdict, together
from app.core.ports import Vault
from app.core.profile import Profile
from app.doctor import desktop
from app.doctor import profile as own
from app.native.display import display_answers

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication


async def doctor(profile: Profile, vault: Vault, *, as_json: bool, language: str = "en") -> int:
    """Check every part and print a verdict for each.

    Args:
        profile: the profile to look at; nothing in it is changed.
        vault: where its sign-in would be.
        as_json: print one JSON object instead of lines for people.
        language: what it is said in, a code of ISO 639.

    Returns:
        The exit code: 0 when nothing failed, else 1.
    """
    speaking = _speak(language)
    found = together(tuple(await examine(profile, vault)))
    del speaking
    if as_json:
        # In UTF-8 whatever a pipe is thought to want: JSON is.
        sys.stdout.buffer.write(msgspec.json.encode(found) + b"\n")
    else:
        width = max(len(finding.part) for finding in found.parts)
        for finding in found.parts:
            print(f"{finding.verdict:<4}  {finding.part:<{width}}  {finding.what}")
            if finding.mend:
                print(f"{'':{width + 8}}{finding.mend}")
    return 1 if found.verdict is Verdict.FAIL else 0


async def examine(profile: Profile, vault: Vault) -> list[Finding]:
    """The finding of every part, in the order in which they matter at a desk."""
    settings, damaged = own.settings_of(profile)
    checks: dict[str, Callable[[], Awaitable[Finding | list[Finding]]]] = {
        "tray": desktop.tray,
        "notifications": desktop.notifications,
        "do not disturb": desktop.focus,
        "sound": desktop.sound,
        "voice": desktop.voice,
        "keyring": lambda: own.keyring(vault),
        "sign-in": lambda: own.sign_in(settings, vault),
        "server": lambda: own.server(profile, settings),
        "wake": desktop.wake,
        "events": lambda: own.events(profile),
        "alerts": lambda: own.alerts(profile),
        "disk": lambda: own.disk(profile, damaged),
    }
    findings: list[Finding] = []
    for part, check in checks.items():
        try:
            found = await check()
        except Exception as error:  # noqa: BLE001 - one part that fails in a way nobody
            # thought of must not keep the others from being told.
            words = translate("doctor", "The check itself failed: {why}")
            found = Finding(
                part=part,
                verdict=Verdict.FAIL,
                what=words.format(why=f"{type(error).__name__}: {error}"),
                mend=translate("doctor", "Please report this."),
            )
        findings += [found] if isinstance(found, Finding) else found
    return findings


def _speak(language: str) -> QCoreApplication | None:
    """Speak a language for as long as what is returned is kept; English needs nothing for it."""
    if language == "en":
        return None
    from app.ui.language import speak  # noqa: PLC0415 - only for another language

    application = _application()
    speak(application, language)
    return application


def _application() -> QCoreApplication:
    """Qt's; one for windows where they can open: the check of the tray wants it, and takes it."""
    if display_answers():
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - wants a display

        return QApplication(["studyspot-desk"])
    from PySide6.QtCore import QCoreApplication  # noqa: PLC0415 - only for another language

    return QCoreApplication(["studyspot-desk"])
