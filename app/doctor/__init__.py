"""Checks each part of a desk, from the tray to the disk, and says what mends it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import msgspec

from app.core.findings import Finding, Verdict, together
from app.core.ports import Vault
from app.core.profile import Profile
from app.doctor import desktop
from app.doctor import profile as own


async def doctor(profile: Profile, vault: Vault, *, as_json: bool) -> int:
    """Check every part and print a verdict for each.

    Args:
        profile: the profile to look at; nothing in it is changed.
        vault: where its sign-in would be.
        as_json: print one JSON object instead of lines for people.

    Returns:
        The exit code: 0 when nothing failed, else 1.
    """
    found = together(tuple(await examine(profile, vault)))
    if as_json:
        print(msgspec.json.encode(found).decode())
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
            what = f"The check itself failed: {type(error).__name__}: {error}"
            found = Finding(part=part, verdict=Verdict.FAIL, what=what, mend="Please report this.")
        findings += [found] if isinstance(found, Finding) else found
    return findings
