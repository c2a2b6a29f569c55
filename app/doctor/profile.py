"""Checks of one profile: its keyring, sign-in, server, clock, events, alerts and disk."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.contract.errors import ProfileInUse, StudySpotError
from app.core.findings import Finding, Verdict
from app.core.ports import Vault
from app.core.profile import Profile
from app.core.settings import ProfileLock, Settings

_MIB = 1024 * 1024
_TIGHT = 200 * _MIB
_FULL = 20 * _MIB
_SERVER_LIMIT = 8.0
_CLOCKS_APART = timedelta(seconds=30)
_DAY = timedelta(days=1)


async def keyring(vault: Vault) -> Finding:
    """Whether secrets outlive the program."""
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


async def sign_in(settings: Settings | None, vault: Vault) -> Finding:
    """Whether somebody is signed in."""
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


async def server(profile: Profile, settings: Settings | None) -> Finding | list[Finding]:
    """Whether the server answers, whether a live connection can be had, and how its clock goes."""
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
    asked = datetime.now(UTC)
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
    clients = sockets.get("clients") if isinstance(sockets, dict) else None
    told = f"; live connections: {clients}" if clients is not None else ""
    version = health.get("version", "unknown version")
    answers = Finding(
        part="server", verdict=Verdict.OK, what=f"{settings.server} answers ({version}{told})."
    )
    live = _live(await websocket_works(settings.server))
    return [answers, live, _clock(health.get("time"), asked, datetime.now(UTC))]


def _live(works: bool) -> Finding:
    if works:
        what = "A live connection can be had."
        return Finding(part="live connection", verdict=Verdict.OK, what=what)
    return Finding(
        part="live connection",
        verdict=Verdict.WARN,
        what="Something on the way does not let websockets through; alerts come by polling.",
        mend="Ask whoever keeps the network to allow websockets to the server.",
    )


def _clock(told: object, asked: datetime, answered: datetime) -> Finding:
    """How far this computer's clock is from the server's."""
    try:
        time = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        what = "The server does not tell its time."
        return Finding(part="clock", verdict=Verdict.OK, what=what)
    # It was told at some moment in between.
    apart = (answered - time) - (answered - asked) / 2
    seconds = apart.total_seconds()
    if abs(apart) <= _CLOCKS_APART:
        what = f"This computer’s clock and the server’s are {abs(seconds):.1f} s apart."
        return Finding(part="clock", verdict=Verdict.OK, what=what)
    way = "ahead of" if seconds > 0 else "behind"
    return Finding(
        part="clock",
        verdict=Verdict.WARN,
        what=f"This computer’s clock is {abs(seconds):,.0f} s {way} the server’s.",
        mend="Let the system set its clock by itself; who is late or due is told by it.",
    )


async def alerts(profile: Profile) -> Finding:
    """How long alerts took in the last day."""
    from app.core.reader import Reader  # noqa: PLC0415 - opens files

    reader = Reader(profile.store)
    try:
        took = reader.latencies(datetime.now(UTC) - _DAY)
    finally:
        reader.close()
    if not took.count:
        return Finding(part="alerts", verdict=Verdict.OK, what="No alert was told in the last day.")
    what = (
        f"In the last day {took.count} alerts were received {took.received_p50_ms:,.0f} ms after "
        f"they happened (99 in 100 within {took.received_p99_ms:,.0f} ms) and shown "
        f"{took.shown_p50_ms:,.0f} ms after it (within {took.shown_p99_ms:,.0f} ms)."
    )
    return Finding(part="alerts", verdict=Verdict.OK, what=what)


async def events(profile: Profile) -> Finding:
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


async def disk(profile: Profile, damaged: str) -> Finding:
    """Whether there is room for the profile, and its settings are whole."""
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


def settings_of(profile: Profile) -> tuple[Settings | None, str]:
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
