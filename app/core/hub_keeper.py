"""Keeps at most one embedded hub for a profile: its own library's, or the sample's."""

from __future__ import annotations

from collections.abc import Callable

from app.core.local_hub import Listening, LocalHub
from app.core.ports import Clock
from app.core.profile import Profile
from app.core.settings import Embedded


class HubKeeper:
    """Starts and ends the hub on this computer.

    `on_listening` is called at each of its starts; `on_trouble` when `trouble` is different.
    """

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        on_listening: Callable[[Listening], None],
        on_trouble: Callable[[], None],
    ) -> None:
        self.trouble: str | None = None
        self._profile = profile
        self._clock = clock
        self._on_listening = on_listening
        self._on_trouble = on_trouble
        self._hub: LocalHub | None = None

    async def eventually(self, embedded: Embedded) -> Listening:
        """Start it and wait until it listens, however long that takes."""
        await self.end()
        return await self._start(embedded).first_listening()

    async def now(self, embedded: Embedded) -> Listening:
        """The hub of this kind, started unless it runs already.

        Raises:
            HubFailed: when it does not start.
        """
        if self._hub is not None and self._hub.demo == embedded.demo:
            return await self._hub.first_attempt()
        await self.end()
        try:
            return await self._start(embedded).first_attempt()
        except BaseException:
            await self.end()
            raise

    async def end(self) -> None:
        """End it; fine when none runs."""
        hub, self._hub = self._hub, None
        if hub is not None:
            await hub.stop()
        self._told(None)

    def _start(self, embedded: Embedded) -> LocalHub:
        self._hub = LocalHub(
            self._profile.sample if embedded.demo else self._profile.hub,
            self._clock,
            demo=embedded.demo,
            port=embedded.port,
            on_listening=self._on_listening,
            on_trouble=self._told,
        )
        self._hub.start()
        return self._hub

    def _told(self, trouble: str | None) -> None:
        if trouble != self.trouble:
            self.trouble = trouble
            self._on_trouble()
