"""What a desk imports, and what it keeps of that."""

from __future__ import annotations

import subprocess
import sys

DESK = """
import linecache, sys
if "plain" in sys.argv:
    from app.native.imports import keep_imports_plain
    keep_imports_plain()
import app.desktop, app.ui.window
from app.core.desk import Desk
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication(["desk", "-platform", "offscreen"])
label = QLabel("said")
assert label.text() == "said"
print(sum(name.endswith("/app/core/desk.py") for name in linecache.cache))
"""


def kept(*arguments: str) -> str:
    """How often the source of one module is kept in memory."""
    command = [sys.executable, "-c", DESK, *arguments]
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=True
    ).stdout.strip()


def test_the_source_of_what_is_imported_is_not_kept_in_memory() -> None:
    assert kept("plain") == "0"
    # When this fails, PySide6 has mended it, and the module that works around it can go.
    assert kept() == "1"
