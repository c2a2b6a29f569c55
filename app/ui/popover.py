"""A card that opens above its window, below a button, and goes when one turns away from it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QMouseEvent, QShowEvent
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
        self._watching = False
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
        if not self._watching:
            self._watching = True
            application = _application()
            application.installEventFilter(self)
            application.focusChanged.connect(self._focus_changed)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Give the focus back to the button, if it is lost by this."""
        application = _application()
        if self._watching:
            self._watching = False
            application.removeEventFilter(self)
            application.focusChanged.disconnect(self._focus_changed)
        had_focus = self._is_inside(application.focusWidget())
        super().hideEvent(event)
        if had_focus and self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press elsewhere closes it; on its button, that does."""
        pressed = event.type() is QEvent.Type.MouseButtonPress and isinstance(watched, QWidget)
        if pressed and not (self._is_inside(watched) or self._is_at_opener(event)):
            self.close()
        return super().eventFilter(watched, event)

    def _is_at_opener(self, event: QEvent) -> bool:
        if self._opener is None or not isinstance(event, QMouseEvent):
            return False
        where = self._opener.mapFromGlobal(event.globalPosition().toPoint())
        return self._opener.rect().contains(where)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and not self._is_inside(new) and new is not self._opener:
            self.close()

    def _is_inside(self, thing: QObject | None) -> bool:
        """Whether it is a part of this, or of a window that a part of this has opened."""
        while thing is not None and thing is not self:
            thing = thing.parent()
        return thing is self

    def _stops(self) -> list[QWidget]:
        """What Tab stops at, in its order."""
        found = list[QWidget]()
        widget = self.nextInFocusChain()
        while widget is not None and widget is not self:
            takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
            own = self.isAncestorOf(widget) and widget.isVisibleTo(self)
            if takes and own and widget.focusProxy() is None:
                found.append(widget)
            widget = widget.nextInFocusChain()
        return found

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
