"""The baseline: the smallest PySide6 program with a tray icon, and nothing else."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon


def main() -> int:
    """Show a tray icon until told to end."""
    # As the desk does: Qt reports a desktop without portals as if something were wrong.
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.theme.gnome=false")
    application = QApplication(sys.argv)
    application.setQuitOnLastWindowClosed(False)
    pixmap = QPixmap(22, 22)
    pixmap.fill(QColor("teal"))
    menu = QMenu()
    menu.addAction("Quit", application.quit)
    tray = QSystemTrayIcon(QIcon(pixmap))
    tray.setContextMenu(menu)
    tray.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
