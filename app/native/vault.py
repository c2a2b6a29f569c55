"""Secrets in the operating system's keyring, with memory behind it when that does not work."""

from __future__ import annotations

import contextlib
import logging
import sys
import threading
from typing import TYPE_CHECKING

from app.contract.tongue import translate
from app.native.worker import Stuck, Worker

if TYPE_CHECKING:
    from collections.abc import Callable

    from keyring.backend import KeyringBackend

logger = logging.getLogger(__name__)

SERVICE = "studyspot-desk"

LIMIT = 5.0
"""Seconds; a locked collection waits for a person, and that may be for ever."""

WINDOWS_LIMIT = 1280
"""Characters that Windows' credential store holds (2,560 bytes of UTF-16)."""

_LINUX_BACKEND = "keyring.backends.SecretService"
_DEFAULT = "/org/freedesktop/secrets/aliases/default"


class _Refused(Exception):
    """The keyring cannot be used; the message is a sentence for people."""


class KeyringVault:
    """The Vault port on the system's keyring.

    What could not be kept waits in memory and goes into the keyring as soon as that works,
    also when a call that was given up as too slow comes back after all.
    """

    def __init__(self, service: str = SERVICE, limit: float = LIMIT) -> None:
        self._service = service
        self._limit = limit
        self._worker = Worker("keyring")
        self._spare = Worker("keyring")
        self._lock = threading.Lock()
        self._pending: dict[str, str | None] = {}
        self._trouble: str | None = None
        self._keyring: KeyringBackend | None = None

    @property
    def trouble(self) -> str | None:
        """Why secrets will not outlive the process; None while the keyring works."""
        if not self._worker.stuck:
            return self._trouble
        return translate(
            "vault",
            "The keyring does not answer: it is locked, or its password dialog waits on the "
            "screen. Unlock it to keep the sign-in.",
        )

    async def read(self, name: str, *, ask: bool = True) -> str | None:
        """The secret kept under `name`, or None.

        Unless it may `ask`, a locked keyring stays so, and no dialog comes up for it.
        """
        with self._lock:
            if name in self._pending:
                return self._pending[name]
        found: list[str | None] = [None]

        def get(keyring: KeyringBackend) -> None:
            if not ask and _would_ask(keyring):
                raise _Refused(_locked())
            found[0] = keyring.get_password(self._service, name)

        await self._use(get, ask=ask)
        return found[0]

    async def write(self, name: str, secret: str) -> None:
        """Keep `secret` under `name`."""
        with self._lock:
            self._pending[name] = secret
        await self._use()

    async def forget(self, name: str) -> None:
        """Drop what is kept under `name`; fine when nothing is."""
        with self._lock:
            self._pending[name] = None
        await self._use()

    async def describe(self) -> str:
        """The name of the keyring in use, for the doctor; `trouble` tells if it works."""
        names = [""]

        def look(keyring: KeyringBackend) -> None:
            # Opens the collection, so that a locked one shows.
            keyring.get_password(self._service, "")
            names[0] = str(keyring.name)

        await self._use(look)
        return names[0]

    async def _use(
        self, call: Callable[[KeyringBackend], None] | None = None, *, ask: bool = True
    ) -> None:
        """Do `call`, and what is pending, on the keyring; trouble instead of an exception."""
        # A call that waits for its dialog waits on when the keyring is unlocked somewhere else.
        spare = self._worker.stuck and not ask
        worker = self._spare if spare else self._worker
        answered = False

        def work() -> None:
            nonlocal answered
            trouble = self._attempt(call)
            # What comes back when it has long been given up says nothing of now.
            if spare or worker is self._worker:
                self._trouble, answered = trouble, trouble is None

        with contextlib.suppress(Stuck):  # `trouble` tells, for as long as it lasts
            await worker.run(work, self._limit)
        if spare and answered:
            self._worker, self._spare = worker, Worker("keyring")

    def _attempt(self, call: Callable[[KeyringBackend], None] | None) -> str | None:
        try:
            keyring = self._find()
            if call is not None:
                call(keyring)
            self._settle(keyring)
        except _Refused as refused:
            return str(refused)
        except Exception as error:  # noqa: BLE001 - the boundary to whatever keyring is here:
            # any of its errors means memory, and the reason is told.
            logger.info("the keyring failed: %s: %s", type(error).__name__, error)
            return _sentence(error)
        return None

    def _find(self) -> KeyringBackend:
        """The keyring to use; looked for anew while there is none, since one may come late.

        Raises:
            _Refused: this system offers none that is safe.
        """
        import keyring  # noqa: PLC0415 - costs start-up time, and belongs on this thread
        from keyring.backend import get_all_keyring  # noqa: PLC0415 - as above
        from keyring.backends import fail, null  # noqa: PLC0415 - as above

        if self._keyring is None:
            with contextlib.suppress(KeyError):  # nothing was found out before
                get_all_keyring.reset()
            # Files in plain text are taken only when the person has configured them.
            keyring.core.init_backend(limit=keyring.core.recommended)
            found = keyring.get_keyring()
            if isinstance(found, fail.Keyring | null.Keyring):
                raise _Refused(
                    translate(
                        "vault",
                        "This system offers no keyring. Install or start one, for example "
                        "gnome-keyring or KWallet, to keep the sign-in.",
                    )
                )
            self._keyring = found
        return self._keyring

    def _settle(self, keyring: KeyringBackend) -> None:
        """Put what waits in memory into the keyring."""
        from keyring.errors import PasswordDeleteError  # noqa: PLC0415 - costs start-up time

        with self._lock:
            pending = dict(self._pending)
        for name, secret in pending.items():
            if secret is None:
                with contextlib.suppress(PasswordDeleteError):  # nothing was kept
                    keyring.delete_password(self._service, name)
            else:
                _check_length(secret)
                keyring.set_password(self._service, name, secret)
            with self._lock:
                # Unless it was written anew meanwhile.
                if self._pending.get(name, secret) == secret:
                    self._pending.pop(name, None)


def _would_ask(keyring: KeyringBackend) -> bool:
    """Whether a look into the keyring would bring its password dialog up."""
    parts = getattr(keyring, "backends", [keyring])
    if not any(type(part).__module__ == _LINUX_BACKEND for part in parts):
        return False
    import secretstorage  # noqa: PLC0415 - of Linux alone, and on this thread

    with contextlib.closing(secretstorage.dbus_init()) as bus:
        try:
            return bool(secretstorage.Collection(bus, _DEFAULT).is_locked())
        except secretstorage.ItemNotFoundException:
            # To look into one that is not there yet would ask for a password for a new one.
            return True


def _check_length(secret: str) -> None:
    if sys.platform == "win32" and len(secret.encode("utf-16-le")) > 2 * WINDOWS_LIMIT:
        words = translate(
            "vault",
            "The sign-in is longer than the {most} characters that Windows' credential store "
            "holds. Ask whoever runs the server for shorter tokens.",
        )
        raise _Refused(words.format(most=WINDOWS_LIMIT))


def _sentence(error: Exception) -> str:
    from keyring.errors import KeyringLocked  # noqa: PLC0415 - costs start-up time

    # Not every backend names a dismissed dialog alike.
    if isinstance(error, KeyringLocked) or "locked" in type(error).__name__.lower():
        return _locked()
    reason = str(error).strip().rstrip(".") or type(error).__name__
    words = translate("vault", "The keyring refused: {why}. Check that it runs and is unlocked.")
    return words.format(why=reason)


def _locked() -> str:
    return translate("vault", "The keyring is locked. Unlock it to keep the sign-in.")
