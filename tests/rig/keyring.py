"""A look into the Secret Service keyring of a rig's desktop, and its lock."""

from __future__ import annotations

from tests.rig.bus import Bus
from tests.rig.session import KEYRING_PASSWORD, DesktopSession

_NAME = "org.freedesktop.secrets"
_PATH = "/org/freedesktop/secrets"
_SERVICE = "org.freedesktop.Secret.Service"


class Keyring:
    """What is kept, read with tools that are not the product's."""

    def __init__(self, session: DesktopSession) -> None:
        self._session = session

    def lookup(self, service: str, username: str) -> str | None:
        """The secret under these attributes, or None."""
        found = self._session.run("secret-tool", "lookup", "service", service, "username", username)
        return found.stdout if found.returncode == 0 else None

    def names(self, service: str) -> list[str]:
        """The usernames that this service keeps secrets for."""
        # The attributes go to standard error, the rest to standard output.
        shown = self._session.run("secret-tool", "search", "--all", "service", service)
        mark = "attribute.username = "
        lines = (shown.stdout + shown.stderr).splitlines()
        return sorted({line.removeprefix(mark) for line in lines if line.startswith(mark)})

    def lock(self) -> None:
        """Lock the default collection."""
        with Bus(self._session.address) as bus:
            bus.call(_NAME, _PATH, _SERVICE, "Lock", "ao", ([self._collection(bus)],))

    def unlock(self) -> None:
        """Open the default collection with the rig's password, without a dialog."""
        with Bus(self._session.address) as bus:
            _, opened = bus.call(_NAME, _PATH, _SERVICE, "OpenSession", "sv", ("plain", ("s", "")))
            secret = (opened, b"", KEYRING_PASSWORD.encode(), "text/plain")
            bus.call(
                _NAME,
                _PATH,
                "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface",
                "UnlockWithMasterPassword",
                "o(oayays)",
                (self._collection(bus), secret),
            )

    def locked(self) -> bool:
        """Whether the default collection is locked."""
        with Bus(self._session.address) as bus:
            return bool(
                bus.get(_NAME, self._collection(bus), "org.freedesktop.Secret.Collection", "Locked")
            )

    def _collection(self, bus: Bus) -> str:
        (path,) = bus.call(_NAME, _PATH, _SERVICE, "ReadAlias", "s", ("default",))
        return str(path)
