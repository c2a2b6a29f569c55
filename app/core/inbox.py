"""Takes what comes over a connection before it is known who follows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Inbox:
    """Keeps events in their order until `lead_to`, then hands each on at once."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, tuple[Any, ...]]] = []
        self._take: Callable[[str, tuple[Any, ...]], None] | None = None

    def put(self, name: str, arguments: tuple[Any, ...]) -> None:
        """An event as it came."""
        if self._take is None:
            self._waiting.append((name, arguments))
        else:
            self._take(name, arguments)

    def lead_to(self, take: Callable[[str, tuple[Any, ...]], None]) -> None:
        """Hand over to `take` what came, and what comes."""
        self._take = take
        for name, arguments in self._waiting:
            take(name, arguments)
        self._waiting.clear()
