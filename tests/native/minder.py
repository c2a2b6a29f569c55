"""A program that follows the desktop's "do not disturb": tells each change."""

from __future__ import annotations

import asyncio
import itertools
from typing import Any

from app.native.focus_linux import DesktopFocus
from tests.native.dialogue import say, serve


async def main() -> None:
    """Serve what the desktop says of it."""
    focus = DesktopFocus()
    turns = itertools.count(1)
    focus.subscribe(lambda: say(turn=next(turns), on=focus.is_on))

    async def handle(question: dict[str, Any]) -> dict[str, Any]:
        match question["do"]:
            case "open":
                await focus.open()
            case "close":
                await focus.close()
        return {"is_on": focus.is_on, "name": focus.name}

    await serve(handle)
    await focus.close()


if __name__ == "__main__":
    asyncio.run(main())
