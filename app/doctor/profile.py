"""Checks of one profile: its keyring, sign-in, server, clock, events, alerts and disk."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from app.contract.errors import ProfileInUse, StudySpotError
from app.contract.tongue import translate
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
            mend=translate("doctor", "Unlock or start the keyring, then run this again."),
        )
    what = translate("doctor", "The keyring works ({name}).").format(name=name)
    return Finding(part="keyring", verdict=Verdict.OK, what=what)


async def sign_in(settings: Settings | None, vault: Vault) -> Finding:
    """Whether somebody is signed in."""
    if settings is None or not settings.server:
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what=translate("doctor", "Nobody has signed in on this profile yet."),
            mend=translate("doctor", "Start StudySpot Desk, or use “studyspot-desk sign-in”."),
        )
    kept = await vault.read(settings.token_name)
    if kept is None and vault.trouble:
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what=translate(
                "doctor", "The sign-in lies in the keyring, which does not work just now."
            ),
            mend=translate("doctor", "Mend the keyring first."),
        )
    if kept is None:
        words = (
            translate("doctor", "The sign-in of {email} has ended.")
            if settings.email
            else translate("doctor", "The sign-in of this profile has ended.")
        )
        return Finding(
            part="sign-in",
            verdict=Verdict.WARN,
            what=words.format(email=settings.email),
            mend=translate(
                "doctor", "Sign in again in the window, or with “studyspot-desk sign-in”."
            ),
        )
    who = settings.user.name if settings.user is not None else settings.email
    words = translate("doctor", "{who} is signed in at {server}.")
    what = words.format(who=who, server=settings.server)
    return Finding(part="sign-in", verdict=Verdict.OK, what=what)


async def server(profile: Profile, settings: Settings | None) -> Finding | list[Finding]:
    """Whether the server answers, whether a live connection can be had, and how its clock goes."""
    if settings is None or not settings.server:
        return Finding(
            part="server",
            verdict=Verdict.WARN,
            what=translate("doctor", "No server is chosen on this profile yet."),
            mend=translate("doctor", "Start StudySpot Desk and choose one."),
        )
    if settings.embedded is not None and not _desk_runs(profile):
        return Finding(
            part="server",
            verdict=Verdict.OK,
            what=translate(
                "doctor",
                "The hub on this computer starts and ends with the desk, which is not running.",
            ),
        )
    from app.core.api import Api  # noqa: PLC0415 - loads the HTTP client
    from app.core.basic import lacks_page  # noqa: PLC0415 - as above
    from app.core.clock import SystemClock  # noqa: PLC0415 - as above
    from app.core.connection import websocket_works  # noqa: PLC0415 - as above
    from app.ui.error_words import title_word  # noqa: PLC0415 - loads Qt

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
                what=translate(
                    "doctor",
                    "{server} answers; a basic server: alerts come from comparing lists.",
                ).format(server=settings.server),
            )
        what = translate("doctor", "{title}.").format(title=title_word(error.title))
        return Finding(part="server", verdict=Verdict.FAIL, what=what, mend=error.message)
    except TimeoutError:
        return Finding(
            part="server",
            verdict=Verdict.FAIL,
            what=translate("doctor", "{server} does not answer.").format(server=settings.server),
            mend=translate("doctor", "Check that it is running and that you are online."),
        )
    finally:
        await api.close()
    sockets = health.get("socket")
    clients = sockets.get("clients") if isinstance(sockets, dict) else None
    words = (
        translate("doctor", "{server} answers ({version}; live connections: {clients}).")
        if clients is not None
        else translate("doctor", "{server} answers ({version}).")
    )
    version = health.get("version", translate("doctor", "unknown version"))
    what = words.format(server=settings.server, version=version, clients=clients)
    answers = Finding(part="server", verdict=Verdict.OK, what=what)
    live = _live(await websocket_works(settings.server))
    return [answers, live, _clock(health.get("time"), asked, datetime.now(UTC))]


def _live(works: bool) -> Finding:
    if works:
        what = translate("doctor", "A live connection can be had.")
        return Finding(part="live connection", verdict=Verdict.OK, what=what)
    return Finding(
        part="live connection",
        verdict=Verdict.WARN,
        what=translate(
            "doctor",
            "Something on the way does not let websockets through; alerts come by polling.",
        ),
        mend=translate(
            "doctor", "Ask whoever keeps the network to allow websockets to the server."
        ),
    )


def _clock(told: object, asked: datetime, answered: datetime) -> Finding:
    """How far this computer's clock is from the server's."""
    try:
        time = datetime.fromisoformat(told) if isinstance(told, str) else None
    except ValueError:
        time = None
    if time is None or time.tzinfo is None:
        what = translate("doctor", "The server does not tell its time.")
        return Finding(part="clock", verdict=Verdict.OK, what=what)
    # It was told at some moment in between.
    apart = (answered - time) - (answered - asked) / 2
    seconds = apart.total_seconds()
    if abs(apart) <= _CLOCKS_APART:
        words = translate("doctor", "This computer’s clock and the server’s are {seconds} s apart.")
        what = words.format(seconds=f"{abs(seconds):.1f}")
        return Finding(part="clock", verdict=Verdict.OK, what=what)
    words = (
        translate("doctor", "This computer’s clock is {seconds} s ahead of the server’s.")
        if seconds > 0
        else translate("doctor", "This computer’s clock is {seconds} s behind the server’s.")
    )
    return Finding(
        part="clock",
        verdict=Verdict.WARN,
        what=words.format(seconds=f"{abs(seconds):,.0f}"),
        mend=translate(
            "doctor", "Let the system set its clock by itself; who is late or due is told by it."
        ),
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
        what = translate("doctor", "No alert was told in the last day.")
        return Finding(part="alerts", verdict=Verdict.OK, what=what)
    what = translate(
        "doctor",
        "In the last day {count} alerts were received {received} ms after they happened "
        "(99 in 100 within {received_most} ms) and shown {shown} ms after it "
        "(within {shown_most} ms).",
    ).format(
        count=took.count,
        received=f"{took.received_p50_ms:,.0f}",
        received_most=f"{took.received_p99_ms:,.0f}",
        shown=f"{took.shown_p50_ms:,.0f}",
        shown_most=f"{took.shown_p99_ms:,.0f}",
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
            mend=translate("doctor", "Mend it in {file}.").format(file=profile.events),
        )
    words = (
        translate("doctor", "{count} kinds of events are described, with those of {file}.")
        if profile.events.exists()
        else translate("doctor", "{count} kinds of events are described.")
    )
    what = words.format(count=len(catalogue.entries), file=profile.events)
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
            what=translate(
                "doctor", "The profile cannot be in {folder}: {file} is a file, no folder."
            ).format(folder=profile.folder, file=existing),
            mend=translate("doctor", "Choose another folder with --profile."),
        )
    free = shutil.disk_usage(existing).free
    room = {"free": f"{free // _MIB:,}", "folder": profile.folder}
    if not os.access(existing, os.W_OK) or free < _FULL:
        return Finding(
            part="disk",
            verdict=Verdict.FAIL,
            what=translate(
                "doctor", "The profile cannot be written ({free} MiB free in {folder})."
            ).format(**room),
            mend=translate("doctor", "Make room, or check that you may write there."),
        )
    if damaged:
        return Finding(
            part="disk",
            verdict=Verdict.WARN,
            what=damaged,
            mend=translate("doctor", "Sign in again; they are set aside and made anew."),
        )
    if free < _TIGHT:
        words = translate("doctor", "There is little room: {free} MiB free in {folder}.")
        return Finding(
            part="disk",
            verdict=Verdict.WARN,
            what=words.format(**room),
            mend=translate("doctor", "Make room."),
        )
    words = translate("doctor", "There is room: {free} MiB free in {folder}.")
    return Finding(part="disk", verdict=Verdict.OK, what=words.format(**room))


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
        words = translate("doctor", "The settings in {file} cannot be read.")
        return None, words.format(file=profile.settings)


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
