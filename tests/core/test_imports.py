"""What the window's process may import before the core's thread runs stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("httpx", "socketio", "engineio", "aiohttp", "truststore", "ssl", "PySide6", "qasync")
LIGHT = (
    "ports",
    "status",
    "changes",
    "reader",
    "resources",
    "profile",
    "settings",
    "alerts",
    "wording",
)


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_room_pulls_in_nothing_heavy(module: str) -> None:
    program = (
        f"import sys, app.core.{module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
