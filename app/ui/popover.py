"""A card that opens above its window, below a button, and goes when one turns away from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent, QWindow
from PySide6.QtWidgets import QApplication, QFrame, QWidget

_BELOW, _EDGE = 4, 8


class Popover(QFrame):
    """Goes with Esc, by a click elsewhere, and when the focus goes elsewhere; Tab stays in it.

    It is a part of the window and no window of its own: those that pop up are not told to who
    hears the screen, get the keys of the page below, and stand anywhere on some desktops.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._opener: QWidget | None = None
        self._watched: QWindow | None = None
        self.hide()

    def open_below(self, button: QWidget) -> None:
        """Open below a button of a window, with the ends of both in line, as far as there is room.

        Once more is to close it.
        """
        if self.isVisible():
            self.close()
            return
        window = button.window()
        self._opener = button
        self.setParent(window)
        self.adjustSize()
        self._place(button)
        self.show()
        self.raise_()
        first = next(iter(self._stops()), self)
        first.setFocus(Qt.FocusReason.PopupFocusReason)

    def fit(self) -> None:
        """Take the size that it needs by now, in its place."""
        self.adjustSize()
        if self._opener is not None and self.isVisible():
            self._place(self._opener)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Close with Esc; no other key goes on to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Let no press between its parts go on to what lies below."""
        event.accept()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, N802 - Qt's name
        """Tab goes around in it."""
        stops = self._stops()
        focus = self.focusWidget()
        if not stops:
            return True
        place = stops.index(focus) + (1 if next else -1) if focus in stops else 0
        reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
        stops[place % len(stops)].setFocus(reason)
        return True

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Notice from now on when one turns away."""
        handle = self.window().windowHandle()
        if self._watched is None and handle is not None:
            # Through the window: of the application every event there is would come this way.
            self._watched = handle
            handle.installEventFilter(self)
            _application().focusChanged.connect(self._focus_changed)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the focus back to the button, if it is lost by this."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
            _application().focusChanged.disconnect(self._focus_changed)
        had_focus = self._is_inside(_application().focusWidget())
        super().hideEvent(event)
        if had_focus and self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press elsewhere closes it; on its button, that does."""
        if event.type() is QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            at = event.globalPosition().toPoint()
            if not any(_is_at(part, at) for part in (self, self._opener)):
                self.close()
        return super().eventFilter(watched, event)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self._is_inside(new) and new is not self._opener:
            self.close()

    def _is_inside(self, thing: QObject | None) -> bool:
        """Whether it is a part of this, or of a window that a part of this has opened."""
        while thing is not None and thing is not self:
            thing = thing.parent()
        return thing is self

    def _stops(self) -> list[QWidget]:
        """What Tab stops at, in its order.

        Not by Qt's chain: `nextInFocusChain` makes PySide take each widget for a part of the one
        before it, and with that one the Python sides of all that follow are gone.
        """
        return [
            each
            for each in self.findChildren(QWidget)
            if each.focusPolicy() & Qt.FocusPolicy.TabFocus
            and each.isEnabled()
            and each.isVisibleTo(self)
            and each.focusProxy() is None
        ]

    def _place(self, button: QWidget) -> None:
        window = button.window()
        corner = button.mapTo(window, QPoint(button.width() - self.width(), button.height()))
        corner.setY(corner.y() + _BELOW)
        room = window.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        corner.setY(max(room.top(), min(corner.y(), room.bottom() - self.height())))
        self.move(corner)


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - there are widgets
    return application


def _is_at(part: QWidget | None, at: QPoint) -> bool:
    return part is not None and part.rect().contains(part.mapFromGlobal(at))
