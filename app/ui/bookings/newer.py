"""The button that says how many bookings came above what is looked at, and leads there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject
from PySide6.QtWidgets import QPushButton

from app.ui.bookings.table import BookingTable
from app.ui.theme import Theme

translate = QCoreApplication.translate

_BELOW = 10


class Newer(QPushButton):
    """Floats over the table's upper edge while there is something above."""

    def __init__(self, theme: Theme, table: BookingTable) -> None:
        super().__init__(table)
        self._table, self._above = table, 0
        self.setProperty("look", "primary")
        self.setAccessibleName(translate("bookings", "Newer bookings"))
        theme.dress(self, "arrow-up", "on_accent")
        self.hide()
        self.clicked.connect(table.scrollToTop)
        table.came_above.connect(self._count)
        table.at_top.connect(self._forget)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep its place when the table has another size."""
        if event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _count(self, count: int) -> None:
        self._above += count
        self.setText(translate("words", "%n new bookings", "", self._above))
        self.setAccessibleName(self.text())
        self.show()
        self._place()

    def _forget(self) -> None:
        self._above = 0
        self.hide()

    def _place(self) -> None:
        self.adjustSize()
        top = self._table.horizontalHeader().height() + _BELOW
        self.move((self._table.width() - self.width()) // 2, top)
        self.raise_()
