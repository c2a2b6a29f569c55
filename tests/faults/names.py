"""An event loop whose name lookups a test owns: one name that leads where it says, or nowhere."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable
from typing import Any

NAME = "desk.library.example"
"""A name that no resolver of the world knows (RFC 2606)."""


class Names(asyncio.SelectorEventLoop):
    """Answers for NAME by itself; everything that the core asks goes through its loop.

    `address`: where the name leads; None when it is not found. `asked` counts the lookups.
    """

    def __init__(self) -> None:
        super().__init__()
        self.address: str | None = "127.0.0.1"
        self.asked = 0

    async def getaddrinfo(self, host: Any, port: Any, **options: Any) -> Any:
        """As the loop's own, but for NAME."""
        if host in {NAME, NAME.encode()}:
            self.asked += 1
            if self.address is None:
                raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
            host = self.address
        return await super().getaddrinfo(host, port, **options)


def run_with_names(test: Callable[[Names], Awaitable[None]]) -> None:
    """Run a test on such a loop."""
    names = Names()

    async def run() -> None:
        await test(names)

    with asyncio.Runner(loop_factory=lambda: names) as runner:
        runner.run(run())
