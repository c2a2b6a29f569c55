"""The button that writes what a page shows into a file."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.ui.export.exports import Exports
from app.ui.theme import Theme

translate = QCoreApplication.translate

_TABLE, _SHEET = "Ctrl+E", "Ctrl+P"


class ExportButton(QPushButton):
    """A menu of two: a table, and a sheet to print; `serve` says whose."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "quiet")
        words = translate("export", "Export and print")
        self.setAccessibleName(words)
        self.setToolTip(
            translate("export", "{what} ({keys})").format(what=words, keys=f"{_TABLE}, {_SHEET}")
        )
        theme.dress(self, "export")
        menu = QMenu(self)
        self.table = menu.addAction(translate("export", "Table for a spreadsheet (CSV)…"))
        self.sheet = menu.addAction(translate("export", "Sheet to print (PDF)…"))
        self.setMenu(menu)

    def serve(self, page: QWidget, exports: Exports) -> None:
        """Write for this page, also by its keys."""
        for action, keys, work in (
            (self.table, _TABLE, exports.ask_table),
            (self.sheet, _SHEET, exports.ask_sheet),
        ):
            # Told by the menu, pressed anywhere on the page.
            action.setText(f"{action.text()}\t{keys}")
            action.triggered.connect(lambda _=False, work=work: work())
            key = QShortcut(QKeySequence(keys), page)
            # Of the page that is seen: those of hidden ones are not heard.
            key.setContext(Qt.ShortcutContext.WindowShortcut)
            key.activated.connect(work)
