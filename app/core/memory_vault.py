"""A vault that forgets: for a sign-in that is meant for one run only."""

from __future__ import annotations


class MemoryVault:
    """The Vault port without a keyring; nothing outlives the process, as was asked for."""

    trouble: str | None = None

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    async def read(self, name: str, *, ask: bool = True) -> str | None:  # noqa: ARG002 - the port's
        """The secret kept under `name`, or None."""
        return self._secrets.get(name)

    async def write(self, name: str, secret: str) -> None:
        """Keep `secret` under `name`."""
        self._secrets[name] = secret

    async def forget(self, name: str) -> None:
        """Drop what is kept under `name`; fine when nothing is."""
        self._secrets.pop(name, None)
