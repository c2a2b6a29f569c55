"""Where this computer is, by whatever its system keeps it in."""

from __future__ import annotations

import os
import subprocess
import sys
from zoneinfo import ZoneInfo

import pytest
from tzlocal.windows_tz import win_tz


def told(**zone: str) -> str:
    """What a process says of its zone in an environment with this TZ, or with none."""
    others = {name: value for name, value in os.environ.items() if name != "TZ"}
    asked = "from app.core.here import local_zone; print(local_zone())"
    said = subprocess.run(
        [sys.executable, "-c", asked],
        env=others | zone,
        capture_output=True,
        text=True,
        check=True,
    )
    return said.stdout.strip()


@pytest.mark.parametrize("kept", ["Asia/Kolkata", ":Asia/Kolkata"])
def test_the_zone_of_the_environment_is_told_by_its_name(kept: str) -> None:
    assert told(TZ=kept) == "Asia/Kolkata"


def test_a_zone_that_is_none_is_passed_over() -> None:
    assert told(TZ="Nowhere/Land") == told() == ZoneInfo(told()).key


def test_windows_names_lead_to_zones_that_are_known_here() -> None:
    assert win_tz["W. Europe Standard Time"] == "Europe/Berlin"
    assert all(ZoneInfo(name).key == name for name in win_tz.values())
