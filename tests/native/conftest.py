"""Qt in this process draws nowhere; what needs a screen runs as a program on the rig."""

from __future__ import annotations

import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# The rig, and the library it asks the bus with, exist on Linux only.
collect_ignore = (
    []
    if sys.platform == "linux"
    else [
        "test_badge.py",
        "test_doctor.py",
        "test_focus.py",
        "test_notifier.py",
        "test_player.py",
        "test_trays.py",
        "test_vault.py",
        "test_wake.py",
    ]
)

if sys.platform == "linux":
    from tests.native.sleeper import bus, logind

    __all__ = ["bus", "logind"]
