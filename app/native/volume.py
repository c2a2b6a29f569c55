"""How loud the computer's speaker is set, where the system tells that."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from typing import NamedTuple

LIMIT_S = 3.0
_SINK = "@DEFAULT_SINK@"
_PERCENT = re.compile(r"(\d+)\s*%")


class Volume(NamedTuple):
    """In percent of its most, and whether it is muted."""

    percent: int
    muted: bool


async def speaker_volume() -> Volume | None:
    """The volume of the speaker that chimes are played on; None where the system does not tell."""
    if sys.platform == "darwin":
        told = await _answer("osascript", "-e", "get volume settings")
        loud = re.search(r"output volume:(\d+)", told)
        return Volume(int(loud[1]), "output muted:true" in told) if loud else None
    if sys.platform != "linux":
        return None
    loud = _PERCENT.search(await _answer("pactl", "get-sink-volume", _SINK))
    if loud is None:
        return None
    return Volume(int(loud[1]), "yes" in await _answer("pactl", "get-sink-mute", _SINK))


async def _answer(*command: str) -> str:
    """What a program writes; "" when it cannot be run, or takes too long."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            # The words that are looked for are English ones.
            env={**os.environ, "LC_ALL": "C"},
        )
    except OSError:
        return ""
    try:
        async with asyncio.timeout(LIMIT_S):
            told, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        return ""
    return told.decode("utf-8", "replace")
