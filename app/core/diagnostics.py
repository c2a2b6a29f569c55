"""What helps to find a fault, as a zip file: no secret, no name, no phone number is in it."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from app import __version__
from app.contract.errors import NotWritten
from app.contract.tongue import translate
from app.core.findings import Findings
from app.core.profile import Profile
from app.core.settings import Settings

LINES = 300
"""So many of the newest lines of the ledger are taken."""

_LEAST = 3
"""What is shorter is no name that could be told from another word."""

_COUNTS = (
    "bookings",
    "ledger",
    "outbox",
    "refusals",
    "libraries",
    "seats",
    "pricing",
    "set_aside",
)
_LEDGER = (
    "SELECT kind, state, why, at, received_at, shown_at, sounded_at, clicked_at, acknowledged_at,"
    " taken_by IS NOT NULL AS taken_elsewhere, rings FROM ledger ORDER BY row DESC LIMIT ?"
)


def save(
    path: Path,
    profile: Profile,
    findings: Findings,
    log: Sequence[str],
    now: datetime,
    about: Mapping[str, Any] | None = None,
) -> None:
    """Write everything that helps into a new zip file at `path`.

    Args:
        path: an existing file is replaced.
        profile: whose desk it is; nothing in it is changed.
        findings: what the check-up found.
        log: the last lines of the log.
        now: the moment that it is of.
        about: what else is known of this computer.

    Raises:
        NotWritten: says why.
    """
    settings = _settings(profile)
    hide = Hiding(profile, settings, _names(profile))
    files = {
        "about.json": {
            "version": __version__,
            "python": sys.version,
            "system": platform.platform(),
            "frozen": bool(getattr(sys, "frozen", False)),
            "at": now.isoformat(),
            **(about or {}),
        },
        "findings.json": findings,
        "settings.json": _kept_settings(settings),
        "copy.json": _copy(profile),
    }
    part = path.with_name(f"{path.name}.part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in files.items():
                told = msgspec.json.format(msgspec.json.encode(content)).decode()
                archive.writestr(name, hide.within(told))
            archive.writestr("log.txt", hide.within("\n".join(log)))
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        words = translate("diagnostics", "{path} cannot be written ({why}). Choose another folder.")
        raise NotWritten(words.format(path=path, why=error.strerror or error)) from error


class Hiding:
    """Takes names and places out of a text that was made for something else."""

    def __init__(self, profile: Profile, settings: Settings | None, names: Iterable[str]) -> None:
        known: dict[str, str] = {}
        if settings is not None:
            host = urlsplit(settings.server).netloc
            known |= {settings.server: "<server>", host: "<server>", settings.email: "<e-mail>"}
            if settings.user is not None:
                known |= {settings.user.name: "<user>", settings.user.email: "<e-mail>"}
            known |= {settings.own_library: "<e-mail>", settings.profile_id: "<profile>"}
        known |= dict.fromkeys(names, "<name>")
        known |= {str(profile.folder): "<profile folder>", str(Path.home()): "~"}
        login = os.environ.get("USER") or os.environ.get("USERNAME") or ""
        known[login] = "<login>" if login not in {"root", "user"} else login
        # The longest first: a folder holds the name of its owner.
        self._known = sorted(
            ((what, then) for what, then in known.items() if len(what) >= _LEAST),
            key=lambda pair: -len(pair[0]),
        )

    def within(self, text: str) -> str:
        """The text without them, also where JSON has escaped them."""
        for what, then in self._known:
            text = text.replace(what, then)
            escaped = msgspec.json.encode(what).decode()[1:-1]
            text = text.replace(escaped, then)
        return text


def _settings(profile: Profile) -> Settings | None:
    try:
        return msgspec.json.decode(profile.settings.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError):
        return None


def _kept_settings(settings: Settings | None) -> dict[str, Any]:
    if settings is None:
        return {"readable": False}
    return {
        "signedIn": settings.user is not None,
        "role": settings.user.role if settings.user is not None else "",
        "secure": settings.server.startswith("https:"),
        "embedded": settings.embedded,
        "blind": settings.blind,
        "notices": settings.notices,
        "alerts": settings.alerts,
    }


def _names(profile: Profile) -> list[str]:
    """The names of libraries, which findings and the log may tell."""
    found = _asked(profile, "SELECT json_extract(CAST(data AS TEXT), '$.name') FROM libraries")
    return [name for (name,) in found if name]


def _copy(profile: Profile) -> dict[str, Any]:
    """How much there is of everything, how the streams stand, and the times of the last alerts."""
    counts = {name: _asked(profile, f"SELECT count(*) FROM {name}") for name in _COUNTS}  # noqa: S608 - constants
    ledger = _asked(profile, _LEDGER, LINES)
    names = (
        "kind", "state", "why", "at", "receivedAt", "shownAt", "soundedAt", "clickedAt",
        "acknowledgedAt", "takenElsewhere", "rings",
    )  # fmt: skip
    return {
        "counts": {name: found[0][0] for name, found in counts.items() if found},
        "streams": [
            {"position": position, "inStepAt": in_step}
            for position, in_step in _asked(profile, "SELECT position, in_step_at FROM cursors")
        ],
        "alerts": [dict(zip(names, line, strict=True)) for line in ledger],
    }


def _asked(profile: Profile, query: str, *values: object) -> list[tuple[Any, ...]]:
    """What the copy answers; nothing when it is not there or cannot be read."""
    if not profile.store.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{profile.store.as_uri()}?mode=ro", uri=True)) as copy:
            return copy.execute(query, values).fetchall()
    except sqlite3.Error:
        return []
