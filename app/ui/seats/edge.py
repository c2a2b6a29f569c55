"""Scrolls a view for as long as something is carried near an edge of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtWidgets import QAbstractScrollArea

_EVERY_MS = 30
_NEAR, _STEP = 24, 16
"""Pixels: how near to an edge, on either side of it, and how far at once."""


class Edge:
    """`moved` is called whenever `view` was scrolled, for what lies below the pointer by then.

    `top` is the height of what stays where it is at the view's upper edge.
    """

    def __init__(
        self, view: QAbstractScrollArea, moved: Callable[[], object], *, top: int = 0
    ) -> None:
        self._view, self._moved, self._top = view, moved, top
        self._at = QPoint()
        self._timer = QTimer(view)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self._scroll)

    def near(self, at: QPoint) -> None:
        """Something is carried to `at`, in pixels of the viewport."""
        self._at = at
        if self._across() or self._down():
            if not self._timer.isActive():
                self._timer.start()
        else:
            self.rest()

    def rest(self) -> None:
        """Nothing is carried any more."""
        self._timer.stop()

    def _across(self) -> int:
        height = self._view.viewport().height()
        within = -_NEAR <= self._at.y() <= height + _NEAR
        return _towards(self._at.x(), 0, self._view.viewport().width()) if within else 0

    def _down(self) -> int:
        width = self._view.viewport().width()
        within = -_NEAR <= self._at.x() <= width + _NEAR
        height = self._view.viewport().height()
        return _towards(self._at.y(), self._top, height) if within else 0

    def _scroll(self) -> None:
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        before = (across.value(), down.value())
        across.setValue(across.value() + _STEP * self._across())
        down.setValue(down.value() + _STEP * self._down())
        if (across.value(), down.value()) != before:
            self._moved()


def _towards(at: int, first: int, last: int) -> int:
    """-1 near the first edge, 1 near the last one, else 0."""
    return (abs(at - last) <= _NEAR) - (abs(at - first) <= _NEAR)
