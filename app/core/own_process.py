"""This program, started once more beside itself: the hub on this computer, a check-up."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import app


async def start_own(arguments: Sequence[str]) -> asyncio.subprocess.Process:
    """Start it with these arguments, all of its streams as pipes.

    Raises:
        OSError: it cannot be started.
    """
    program = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "app"]
    environment = dict(os.environ)
    if len(program) > 1:
        # The child finds the package where this process found it.
        root = str(Path(app.__file__).parent.parent)
        known = environment.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join([root, known] if known else [root])
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return await asyncio.create_subprocess_exec(
        *program,
        *arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        creationflags=hidden,
        # A Ctrl+C in the terminal is for the desk, which then ends the other by itself.
        start_new_session=True,
    )
