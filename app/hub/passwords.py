"""Password hashes by argon2, away from the event loop, and a brake on guessing."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict, deque

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from app.contract.errors import TooMany
from app.contract.tongue import translate

# One hash takes 64 MiB; more at a time would let a burst of sign-ins eat the computer.
PARALLEL_HASHES = 2
UNUSABLE = "!"
"""Kept instead of a hash by an account that nobody signs in to."""


class Passwords:
    """Hashes and checks passwords."""

    def __init__(self) -> None:
        self._hasher = PasswordHasher()
        self._turn = asyncio.Semaphore(PARALLEL_HASHES)
        self._nobodys: str | None = None

    async def hash(self, password: str) -> str:
        """The hash to keep of a password."""
        async with self._turn:
            return await asyncio.to_thread(self._hasher.hash, password)

    async def fits(self, password: str, kept: str | None) -> bool:
        """Whether the password belongs to the kept hash.

        Without one the same work is done for nothing, so that the time taken does not tell
        whether an account exists.
        """
        async with self._turn:
            if kept is None or kept == UNUSABLE:
                if self._nobodys is None:
                    self._nobodys = await asyncio.to_thread(self._hasher.hash, "nobody")
                await asyncio.to_thread(self._verify, self._nobodys, password)
                return False
            return await asyncio.to_thread(self._verify, kept, password)

    def is_dated(self, kept: str) -> bool:
        """Whether the hash was made with weaker parameters than those in use."""
        return self._hasher.check_needs_rehash(kept)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


class Brake:
    """Counts attempts by name within a window of time, in memory and bounded.

    One counts as a failure from its beginning, until it is taken back.
    """

    def __init__(self, most: int, window_seconds: float, names: int = 10_000) -> None:
        self._most = most
        self._window = window_seconds
        self._names = names
        self._failures: OrderedDict[str, deque[float]] = OrderedDict()

    def check(self, name: str) -> None:
        """Pass when there is still an attempt left.

        Raises:
            TooMany: `details["retryAfter"]` says in how many seconds to try again.
        """
        times = self._recent(name)
        if times is not None and len(times) >= self._most:
            wait = max(1, round(times[0] + self._window - time.monotonic()))
            raise TooMany(
                translate("hub", "Too many failed sign-ins. Try again in {minutes} min.").format(
                    minutes=max(1, round(wait / 60))
                ),
                details={"retryAfter": wait},
            )

    def count(self, name: str) -> None:
        """Count an attempt that begins."""
        times = self._recent(name)
        if times is None:
            times = self._failures[name] = deque(maxlen=self._most)
        times.append(time.monotonic())
        self._failures.move_to_end(name)
        while len(self._failures) > self._names:
            self._failures.popitem(last=False)

    def take_back(self, name: str) -> None:
        """Count one attempt less: it was none, or no failure."""
        times = self._recent(name)
        if times is not None:
            times.pop()

    def clear(self, name: str) -> None:
        """Forget the failures, after a success."""
        self._failures.pop(name, None)

    def _recent(self, name: str) -> deque[float] | None:
        times = self._failures.get(name)
        if times is None:
            return None
        while times and times[0] <= time.monotonic() - self._window:
            times.popleft()
        if not times:
            del self._failures[name]
            return None
        return times
