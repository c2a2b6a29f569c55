"""The profile taken and its copy opened; tried again by itself for as long as that cannot be."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from app.contract.errors import ProfileInUse, SettingsFailed, StoreFailed, StudySpotError
from app.contract.tongue import translate
from app.core.catalogue import ours, with_own
from app.core.ports import Clock
from app.core.profile import Profile
from app.core.settings import ProfileLock
from app.core.store import Store

AGAIN_S = 5.0


class Premises:
    """One profile's lock and store, held from `take` until `close`.

    `claimed` is called once the profile is ours, `opened` with the store, and `waiting` with
    what keeps it from being opened, each time that is tried in vain.
    """

    def __init__(
        self,
        profile: Profile,
        clock: Clock,
        *,
        claimed: Callable[[], None],
        opened: Callable[[Store], None],
        waiting: Callable[[StudySpotError], None],
    ) -> None:
        self._profile, self._clock = profile, clock
        self._claimed, self._told, self._waiting = claimed, opened, waiting
        self._lock = ProfileLock(profile)
        self.catalogue = ours()
        self._store: Store | None = None
        self._reason: StudySpotError = StoreFailed(
            translate("premises", "The desk is not started.")
        )
        self._trying: asyncio.Task[None] | None = None

    @property
    def opened(self) -> bool:
        """Whether the store is open."""
        return self._store is not None

    @property
    def store(self) -> Store:
        """The open store.

        Raises:
            StudySpotError: why it is not open.
        """
        if self._store is None:
            raise self._reason
        return self._store

    def take(self, *, patient: bool) -> None:
        """Take the profile and open its copy.

        A copy that cannot be opened or made, on a full disk, is tried again later; if
        `patient`, so is a profile that another process works on, or whose folder cannot be used.

        Raises:
            ProfileInUse: when another process works on this profile; not if `patient`.
            SettingsFailed: when the folder cannot be used; not if `patient`.
        """
        try:
            self._attempt()
        except (ProfileInUse, SettingsFailed, StoreFailed) as error:
            if not patient and not isinstance(error, StoreFailed):
                raise
            self._wait_for(error)
            self._trying = asyncio.create_task(self._try_again(), name="open the copy")

    async def rest(self) -> None:
        """Give up trying; nothing is opened any more."""
        if self._trying is not None:
            self._trying.cancel()
            await asyncio.gather(self._trying, return_exceptions=True)
            self._trying = None

    def close(self) -> None:
        """Close the store and let go of the profile."""
        if self._store is not None:
            self._store.close()
            self._store = None
        self._lock.release()

    def _attempt(self) -> None:
        if not self._lock.held:
            self._lock.acquire()
            try:
                self._claimed()
            except BaseException:
                self._lock.release()
                raise
        self.catalogue = with_own(self._profile.events)
        self._store = Store(self._profile.store, self._clock, self.catalogue)
        try:
            self._told(self._store)
        except StudySpotError:
            self._store.close()
            self._store = None
            raise

    async def _try_again(self) -> None:
        while self._store is None:
            await self._clock.sleep(AGAIN_S)
            try:
                self._attempt()
            except StudySpotError as error:
                self._wait_for(error)

    def _wait_for(self, error: StudySpotError) -> None:
        if isinstance(error, ProfileInUse):
            told = translate("premises", "{trouble} This one begins by itself when that has ended.")
            error = ProfileInUse(told.format(trouble=error.message))
        self._reason = error
        self._waiting(error)
