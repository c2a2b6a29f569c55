"""A program with a player: plays as it is told."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from app.native.player import ChimePlayer
from tests.native.dialogue import serve

COSTS = {"files": "fd", "threads": "task"}


def costs() -> dict[str, Any]:
    """Open files and threads of this process."""
    own = Path("/proc/self")
    return {name: len(list((own / part).iterdir())) for name, part in COSTS.items()}


async def main(limit: float, folder: str) -> None:
    """Serve one player."""
    player = ChimePlayer(Path(folder) if folder else None, limit=limit)

    async def handle(question: dict[str, Any]) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        match question["do"]:
            case "play":
                times = question.get("times", 1)
                volume = question.get("volume", 1.0)
                sound = question["sound"]
                await asyncio.gather(*(player.play(sound, volume) for _ in range(times)))
            case "check":
                await player.check(question["sound"])
            case "describe":
                answer["way"] = await player.describe()
            case "close":
                await player.close()
            case "costs":
                answer = costs()
        return answer

    await serve(handle)
    await player.close()


if __name__ == "__main__":
    arguments = [*sys.argv[1:], "8", ""][:2] if len(sys.argv) < 3 else sys.argv[1:3]
    asyncio.run(main(float(arguments[0]), arguments[1]))
