"""What is kept in a profile's folder: the settings, and the lock of whoever works there."""

from __future__ import annotations

import contextlib
import os
import secrets
import sys
from datetime import datetime
from pathlib import Path
from typing import IO

import msgspec

from app.contract.errors import ProfileInUse, SettingsFailed
from app.contract.models import User
from app.contract.tongue import translate
from app.core.profile import Profile
from app.core.rules import AlertRules

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


KEEP_ASIDE = 3


class Embedded(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """The hub on this computer: the port it had last (0: any), and whether it is the sample."""

    port: int = 0
    demo: bool = False


class BlindRules(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """After how many seconds without news it is said, and every how many it is said again.

    With 0 for `repeat_s` it is said once; else at most once a minute.
    """

    after_s: float = 120.0
    repeat_s: float = 1800.0


class NoticeBounds(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """So many notices are kept, at least a hundred, and none longer than so many days."""

    count: int = 5_000
    days: int = 90


class Settings(msgspec.Struct, frozen=True, kw_only=True, rename="camel"):
    """What a profile remembers. `profile_id` is random; `user` is kept for starts offline.

    `server` stays after the sign-in has ended, so that signing in again needs no address.
    `own_library` is the owner's e-mail of the library created on this computer, which stays
    there while the desk is signed in elsewhere. `blind` says when it is told that nothing
    arrives, `notices` how many of them are kept, `alerts` how each kind rings.
    """

    profile_id: str
    server: str = ""
    email: str = ""
    user: User | None = None
    embedded: Embedded | None = None
    own_library: str = ""
    blind: BlindRules = BlindRules()
    notices: NoticeBounds = NoticeBounds()
    alerts: AlertRules = AlertRules()

    @property
    def place(self) -> str:
        """The server's name for what is its alone; the hub on this computer moves its port."""
        if self.embedded is None:
            return self.server
        return "sample" if self.embedded.demo else "here"

    @property
    def token_name(self) -> str:
        """The name of the secret in the vault; no other server is ever sent what it keeps."""
        return f"refresh-token:{self.profile_id}:{self.place}"


def load(profile: Profile, now: datetime) -> tuple[Settings, str | None]:
    """The profile's settings, fresh ones for a new profile.

    Damaged or missing ones are replaced by the copy beside them, which `save` writes as well.

    Returns:
        The settings and, when the file could not be used, the sentence that says so.

    Raises:
        SettingsFailed: when the file is there but cannot be read, or a new one not be written.
    """
    try:
        return msgspec.json.decode(profile.settings.read_bytes(), type=Settings), None
    except FileNotFoundError:
        if not profile.settings_copy.exists():
            return _fresh(profile), None
        return _replaced(profile, translate("settings", "The settings were gone."))
    except IsADirectoryError:
        why = translate("settings", "The settings were a folder, so they were set aside as {name}.")
        return _set_aside(profile, now, why)
    except OSError as error:
        raise SettingsFailed(
            translate(
                "settings",
                "The settings in {file} cannot be read ({error}). Check that you may read this "
                "file.",
            ).format(file=profile.settings, error=error.strerror)
        ) from error
    except (msgspec.MsgspecError, UnicodeDecodeError):
        why = translate("settings", "The settings were damaged, so they were set aside as {name}.")
        return _set_aside(profile, now, why)


_BINARY = getattr(os, "O_BINARY", 0)


def save(profile: Profile, settings: Settings) -> None:
    """Write the settings so that a crash leaves the old or the new ones, never half.

    Raises:
        SettingsFailed: when the folder cannot be written or the disk is full.
    """
    content = msgspec.json.format(msgspec.json.encode(settings)) + b"\n"
    try:
        make_folder(profile)
        _write_whole(profile.settings, content)
    except OSError as error:
        raise _unwritable(profile, error) from error
    # The settings are safe by now; without the new copy the old one is still better than none.
    with contextlib.suppress(OSError):
        _write_whole(profile.settings_copy, content)


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_suffix(".part")
    try:
        # For its owner alone: it names who works here.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | _BINARY, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise


def make_folder(profile: Profile) -> None:
    """Make the profile's folder, readable by its owner only.

    Raises:
        OSError: when it cannot be made.
    """
    profile.folder.mkdir(mode=0o700, parents=True, exist_ok=True)


class ProfileLock:
    """Holds a profile for one process; the operating system drops it when that ends."""

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._file: IO[bytes] | None = None

    @property
    def held(self) -> bool:
        """Whether it is ours."""
        return self._file is not None

    def acquire(self) -> None:
        """Take the lock, at once or not at all.

        Raises:
            ProfileInUse: when another process, or another desk of this one, has it.
            SettingsFailed: when the folder cannot be written.
        """
        try:
            make_folder(self._profile)
            file = self._profile.lock.open("ab")
        except OSError as error:
            raise _unwritable(self._profile, error) from error
        try:
            if sys.platform == "win32":
                file.seek(0)
                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            file.close()
            raise ProfileInUse(
                translate(
                    "settings",
                    "Another StudySpot Desk works in {folder}, in a window or as “watch” in a "
                    "terminal. Use that one, or end it first, or choose another folder with "
                    "--profile.",
                ).format(folder=self._profile.folder)
            ) from error
        self._file = file

    def release(self) -> None:
        """Let go of the profile; fine when it is not held."""
        if self._file is None:
            return
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._file.seek(0)
                msvcrt.locking(self._file.fileno(), msvcrt.LK_UNLCK, 1)
        self._file.close()
        self._file = None


def _set_aside(profile: Profile, now: datetime, why: str) -> tuple[Settings, str]:
    """Other settings, and the words that say so, which `why` begins; the newest old are kept."""
    aside = profile.settings.with_name(f"settings.damaged-{now:%Y%m%d-%H%M%S-%f}.json")
    try:
        profile.settings.replace(aside)
        found = sorted(profile.folder.glob("settings.damaged-*.json"))
        for old in found[:-KEEP_ASIDE]:
            if old.is_file():
                old.unlink()
    except OSError as error:
        raise _unwritable(profile, error) from error
    return _replaced(profile, why.format(name=aside.name))


def _replaced(profile: Profile, what: str) -> tuple[Settings, str]:
    """The settings of the copy, else fresh ones; `what` became of those before begins the words."""
    try:
        settings = msgspec.json.decode(profile.settings_copy.read_bytes(), type=Settings)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        words = [what, translate("settings", "Please sign in again.")]
        if profile.hub.is_dir():
            words.append(
                translate(
                    "settings",
                    "If your library is on this computer, choose “Use this computer” and give the "
                    "e-mail and password that you created it with.",
                )
            )
        return _fresh(profile), " ".join(words)
    save(profile, settings)
    goes_on = translate("settings", "The desk goes on with the copy that is kept beside them.")
    return settings, f"{what} {goes_on}"


def _fresh(profile: Profile) -> Settings:
    settings = Settings(profile_id=secrets.token_hex(8))
    # Written at once: a token must never lie in the keyring under a name nobody remembers.
    save(profile, settings)
    return settings


def _unwritable(profile: Profile, error: OSError) -> SettingsFailed:
    return SettingsFailed(
        translate(
            "settings",
            "The folder {folder} cannot be written ({error}). Check that the disk has room and "
            "that you may write there, or choose another folder with --profile.",
        ).format(folder=profile.folder, error=error.strerror or error)
    )
