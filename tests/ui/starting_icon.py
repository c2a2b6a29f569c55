"""Draws resources/icons/tray-starting.png anew: `python -m tests.ui.starting_icon`."""

from __future__ import annotations

import sys

from PySide6.QtGui import QGuiApplication

from app.shipped import resource
from app.ui.tray_drawing import tray_image
from app.ui.tray_icon import STARTING_SIZE, TrayState

if __name__ == "__main__":
    application = QGuiApplication(["-platform", "offscreen"])
    picture = tray_image(TrayState.RECONNECTING, 0, STARTING_SIZE)
    sys.exit(0 if picture.save(str(resource("icons", "tray-starting.png"))) else 1)
