"""Checks tray, notifications, sound, keyring, sign-in, server, wake and disk, with the mends."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any

import msgspec

from app.contract.errors import ProfileInUse, StudySpotError
from app.core.ports import SoundFailed, ToastFailed, Vault
from app.core.profile import Profile
from app.core.settings import ProfileLock, Settings
from app.native.display import display_answers

_MIB = 1024 * 1024
_TIGHT = 200 * _MIB
_FULL = 20 * _MIB
_SERVER_LIMIT = 8.0
_SOUND_LIMIT = 5.0


class Verdict(StrEnum):
    """WARN still works, but less well than it could; FAIL does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """What was found of one part; `mend` says what to do and is empty when it is well."""

    part: str
    verdict: Verdict
    what: str
    mend: str = ""


async def doctor(profile: Profile, vault: Vault, *, as_json: bool) -> int:
    """Check every part and print a verdict for each.

    Args:
        profile: the profile to look at; nothing in it is changed.
        vault: where its sign-in would be.
        as_json: print one JSON object instead of lines for people.

    Returns:
        The exit code: 0 when nothing failed, else 1.
    """
    findings = await examine(profile, vault)
    worst = max(findings, key=lambda finding: list(Verdict).index(finding.verdict)).verdict
    if as_json:
        print(msgspec.json.encode({"verdict": worst, "parts": findings}).decode())
    else:
        width = max(len(finding.part) for finding in findings)
        for finding in findings:
            print(f"{finding.verdict:<4}  {finding.part:<{width}}  {finding.what}")
            if finding.mend:
                print(f"{'':{width + 8}}{finding.mend}")
    return 1 if worst is Verdict.FAIL else 0


async def examine(profile: Profile, vault: Vault) -> list[Finding]:
    """The finding of every part, in the order in which they matter at a desk."""
    settings, damaged = _settings(profile)
    checks: dict[str, Callable[[], Awaitable[Finding]]] = {
        "tray": _tray,
        "notifications": _notifications,
        "sound": _sound,
        "keyring": lambda: _keyring(vault),
        "sign-in": lambda: _sign_in(settings, vault),
        "server": lambda: _server(profile, settings),
        "wake": _wake,
        "events": lambda: _events(profile),
        "disk": lambda: _disk(profile, damaged),
    }
    findings = []
    for part, check in checks.items():
        try:
            findings.append(await check())
        except Exception as error:  # noqa: BLE001 - one part that fails in a way nobody
            # thought of must not keep the others from being told.
            what = f"The check itself failed: {type(error).__name__}: {error}"
            findings.append(
                Finding(part=part, verdict=Verdict.FAIL, what=what, mend="Please report this.")
            )
    return findings


async def _tray() -> Finding:
    if not display_answers():
        return Finding(
            part="tray",
            verdict=Verdict.FAIL,
            what="There is no screen here that a window could open on.",
            mend="Start it in a desktop session, or use “studyspot-desk watch” in a terminal.",
        )
    from PySide6.QtWidgets import QApplication, QSystemTrayIcon  # noqa: PLC0415 - wants a display

    # Kept until the question is answered.
    application = QApplication.instance() or QApplication(["studyspot-desk"])
    available = QSystemTrayIcon.isSystemTrayAvailable()
    del application
    if available:
        return Finding(part="tray", verdict=Verdict.OK, what="There is a tray.")
    return Finding(
        part="tray",
        verdict=Verdict.WARN,
        what="This desktop has no tray; the window stays open instead.",
        mend="Switch the tray on; on GNOME install the extension “AppIndicator”.",
    )


async def _notifications() -> Finding:
    if sys.platform == "linux":
        from app.native.notify_daemon import DaemonNotifier  # noqa: PLC0415 - one per system

        notifier = DaemonNotifier()
    else:
        from app.native.notify_centre import CentreNotifier  # noqa: PLC0415 - one per system

        notifier = CentreNotifier()
    try:
        await notifier.warm()
    except ToastFailed as failure:
        return Finding(
            part="notifications",
            verdict=Verdict.WARN,
            what=f"{failure} The desk shows alerts in small windows of its own instead.",
            mend="Start the desktop's notification service, or switch notifications on.",
        )
    finally:
        name = notifier.name
        able = sorted(getattr(notifier, "capabilities", ()))
        await notifier.close()
    if able and "actions" not in able:
        return Finding(
            part="notifications",
            verdict=Verdict.WARN,
            what=f"The {name} shows no buttons; it can: {', '.join(able)}.",
            mend="Open a booking from the tray's menu instead.",
        )
    suffix = f"; it can: {', '.join(able)}" if able else ""
    return Finding(part="notifications", verdict=Verdict.OK, what=f"The {name} answers{suffix}.")


async def _sound() -> Finding:
    from app.native.player import ChimePlayer  # noqa: PLC0415 - loads the sound library

    player = ChimePlayer(limit=_SOUND_LIMIT)
    try:
        way = await player.describe()
    except SoundFailed as failure:
        return Finding(
            part="sound",
            verdict=Verdict.FAIL,
            what=str(failure),
            mend="Until then the desk beeps, where the computer can.",
        )
    return Finding(part="sound", verdict=Verdict.OK, what=f"A speaker answers, through {way}.")


async def _keyring(vault: Vault) -> Finding:
    describe = getattr(vault, "describe", None)
    name = await describe() if describe is not None else "keyring"
    if vault.trouble:
        return Finding(
            part="keyring",
            verdict=Verdict.WARN,
            what=vault.trouble,
            mend="Unlock or start the keyring, then run this again.",
        )
    return Finding(part="keyring", verdict=Verdict.OK, what=f"The keyring works ({name}).")


async def _sign_in(settings: Settings | None, vault: Vault) -> Finding:
    if settings is None or not settings.server:
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what="Nobody has signed in on this profile yet.",
            mend="Start StudySpot Desk, or use “studyspot-desk sign-in”.",
        )
    kept = await vault.read(settings.token_name)
    if kept is None and vault.trouble:
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what="The sign-in lies in the keyring, which does not work just now.",
            mend="Mend the keyring first.",
        )
    if kept is None:
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what=f"The sign-in of {settings.email or 'this profile'} has ended.",
            mend="Sign in again in the window, or with “studyspot-desk sign-in”.",
        )
    who = settings.user.name if settings.user is not None else settings.email
    return Finding(
        part="sign-in", verdict=Verdict.OK, what=f"{who} is signed in at {settings.server}."
    )


async def _server(profile: Profile, settings: Settings | None) -> Finding:
    if settings is None or not settings.server:
        return Finding(
            part="server",
            verdict=Verdict.WARN,
            what="No server is chosen on this profile yet.",
            mend="Start StudySpot Desk and choose one.",
        )
    if settings.embedded is not None and not _desk_runs(profile):
        return Finding(
            part="server",
            verdict=Verdict.OK,
            what="The hub on this computer starts and ends with the desk, which is not running.",
        )
    from app.core.api import Api  # noqa: PLC0415 - loads the HTTP client
    from app.core.basic import lacks_page  # noqa: PLC0415 - as above
    from app.core.clock import SystemClock  # noqa: PLC0415 - as above
    from app.core.connection import websocket_works  # noqa: PLC0415 - as above

    api = Api(settings.server, SystemClock())
    try:
        health = await api.request(
            "GET", "/api/health", dict[str, Any], token=None, limit_s=_SERVER_LIMIT
        )
    except StudySpotError as error:
        if lacks_page(error) and await websocket_works(settings.server):
            return Finding(
                part="server",
                verdict=Verdict.OK,
                what=f"{settings.server} answers; a basic server: alerts come from comparing "
                "lists.",
            )
        return Finding(
            part="server", verdict=Verdict.FAIL, what=f"{error.title}.", mend=error.message
        )
    except TimeoutError:
        return Finding(
            part="server",
            verdict=Verdict.FAIL,
            what=f"{settings.server} does not answer.",
            mend="Check that it is running and that you are online.",
        )
    finally:
        await api.close()
    sockets = health.get("socket")
    live = sockets.get("clients") if isinstance(sockets, dict) else None
    told = f"; live connections: {live}" if live is not None else ""
    version = health.get("version", "unknown version")
    return Finding(
        part="server", verdict=Verdict.OK, what=f"{settings.server} answers ({version}{told})."
    )


async def _wake() -> Finding:
    """Whether the system tells of the end of a sleep and of other networks."""
    from app.native.wake import system_wake  # noqa: PLC0415 - loads the bus library

    wake = system_wake()
    try:
        await wake.open()
        missing = wake.missing
    finally:
        await wake.close()
    if not missing:
        what = "The system tells when the computer wakes and when the network changes."
        return Finding(part="wake", verdict=Verdict.OK, what=what)
    return Finding(
        part="wake",
        verdict=Verdict.WARN,
        what=f"The system does not tell all: {'; '.join(missing)}.",
        mend="Nothing is lost; after a sleep the desk notices by its clock, seconds later.",
    )


async def _events(profile: Profile) -> Finding:
    """Whether all of the event catalogue can be used."""
    from app.core.catalogue import with_own  # noqa: PLC0415 - reads files

    catalogue = with_own(profile.events)
    if catalogue.mistakes:
        return Finding(
            part="events",
            verdict=Verdict.WARN,
            what=" ".join(mistake.words() for mistake in catalogue.mistakes),
            mend=f"Mend it in {profile.events}.",
        )
    own = f", with those of {profile.events}" if profile.events.exists() else ""
    what = f"{len(catalogue.entries)} kinds of events are described{own}."
    return Finding(part="events", verdict=Verdict.OK, what=what)


async def _disk(profile: Profile, damaged: str) -> Finding:
    existing = profile.folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir():
        return Finding(
            part="disk",
            verdict=Verdict.FAIL,
            what=f"The profile cannot be in {profile.folder}: {existing} is a file, no folder.",
            mend="Choose another folder with --profile.",
        )
    free = shutil.disk_usage(existing).free
    room = f"{free // _MIB:,} MiB free in {profile.folder}"
    if not os.access(existing, os.W_OK) or free < _FULL:
        return Finding(
            part="disk",
            verdict=Verdict.FAIL,
            what=f"The profile cannot be written ({room}).",
            mend="Make room, or check that you may write there.",
        )
    if damaged or free < _TIGHT:
        return Finding(
            part="disk",
            verdict=Verdict.WARN,
            what=damaged or f"There is little room: {room}.",
            mend="Sign in again; they are set aside and made anew." if damaged else "Make room.",
        )
    return Finding(part="disk", verdict=Verdict.OK, what=f"There is room: {room}.")


def _settings(profile: Profile) -> tuple[Settings | None, str]:
    """The profile's settings, and what is wrong with them; read without changing anything."""
    try:
        return msgspec.json.decode(profile.settings.read_bytes(), type=Settings), ""
    except FileNotFoundError:
        return None, ""
    except NotADirectoryError:
        # The folder cannot be used at all, which the check of the disk says.
        return None, ""
    except (OSError, msgspec.MsgspecError):
        return None, f"The settings in {profile.settings} cannot be read."


def _desk_runs(profile: Profile) -> bool:
    if not profile.folder.exists():
        return False
    lock = ProfileLock(profile)
    try:
        lock.acquire()
    except ProfileInUse:
        return True
    lock.release()
    return False
