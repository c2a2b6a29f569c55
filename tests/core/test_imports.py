"""What the window's process may import before the core's thread runs stays light."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("httpx", "socketio", "engineio", "aiohttp", "truststore", "ssl", "PySide6", "qasync")
LIGHT = (
    "core.ports",
    "core.status",
    "core.changes",
    "core.reader",
    "core.profile",
    "core.settings",
    "core.alerts",
    "core.wording",
    "shipped",
)


@pytest.mark.parametrize("module", LIGHT)
def test_a_light_room_pulls_in_nothing_heavy(module: str) -> None:
    program = f"import sys, app.{module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []
