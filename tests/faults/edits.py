"""What goes wrong with single events on their way down: remade, repeated, reordered, dropped."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

EVENT = '42["'
BOOKING = '42["booking:'
ADMITTED = "40"
"""The Socket.IO packet that says that the sign-in was taken."""


class Followed:
    """The next booking's event passes, and these texts behind it, once; `before` puts them first.

    `done` says that it has happened.
    """

    def __init__(self, *texts: str, before: bool = False) -> None:
        self.done = False
        self._texts = list(texts)
        self._before = before

    async def __call__(self, text: str) -> list[str]:
        if self.done or not text.startswith(BOOKING):
            return [text]
        self.done = True
        return [*self._texts, text] if self._before else [text, *self._texts]


class Reordered:
    """Waits until as many bookings' events came as `order` names, then passes them so.

    `order` has their numbers from 0 on; one may be there twice or be left out.
    """

    def __init__(self, order: Sequence[int]) -> None:
        self.done = False
        self._order = order
        self._waiting: list[str] = []

    async def __call__(self, text: str) -> list[str]:
        if self.done or not text.startswith(BOOKING):
            return [text]
        self._waiting.append(text)
        if len(self._waiting) <= max(self._order):
            return []
        self.done = True
        return [self._waiting[number] for number in self._order]


class Dropped:
    """The next booking's event does not arrive; `done` says that it has happened."""

    def __init__(self) -> None:
        self.done = False

    async def __call__(self, text: str) -> list[str]:
        if self.done or not text.startswith(BOOKING):
            return [text]
        self.done = True
        return []


async def recovering(text: str) -> list[str]:
    """As a Node server with connection-state recovery: one more argument, and a private id."""
    if text.startswith(EVENT):
        return [f'{text[:-1]},"kd93kf-offset-7"]']
    if text.startswith(ADMITTED + "{"):
        return [f'{text[:-1]},"pid":"private-id"}}']
    return [text]


async def admitted_late(text: str) -> list[str]:
    """The check of the sign-in takes five seconds."""
    if text.startswith(ADMITTED):
        await asyncio.sleep(5)
    return [text]
