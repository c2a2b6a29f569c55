"""Toasts of our own, for desktops that show none: frameless, stacked, gone by themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QGuiApplication,
    QMouseEvent,
    QPainterPath,
    QRegion,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.ports import Action, Toast, ToastFailed
from app.ui.glyph import Glyph
from app.ui.sheet import TOAST_CORNER, sheet
from app.ui.theme import Theme

translate = QCoreApplication.translate

STAYS_MS = 8_000
MOST = 4
_WIDTH = 360
_MARGIN = 16
_GAP = 10


class ToastCard(QWidget):
    """One toast. `pressed(action)` closes it; `gone` is told when it is no more."""

    pressed = Signal(str)
    gone = Signal()

    def __init__(self, toast: Toast, theme: Theme) -> None:
        flags = (
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.BypassWindowManagerHint
        )
        super().__init__(None, flags)
        theme.ready()
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(toast.title)
        self.setAccessibleDescription(toast.body)
        self.setFixedWidth(_WIDTH)
        self.toast = toast
        self._theme = theme
        self._build(theme)
        self.setStyleSheet(sheet(theme.tokens, self.font().pointSizeF()))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.go)
        self._timer.start()

    def going(self) -> bool:
        """Whether it will go by itself."""
        return self._timer.isActive()

    def fit(self) -> None:
        """Be exactly as high as the words need."""
        layout = self.layout()
        if layout is not None:
            self.ensurePolished()
            self.setFixedHeight(layout.totalHeightForWidth(_WIDTH))

    def go(self) -> None:
        """Close it."""
        self._timer.stop()
        self.hide()
        self.gone.emit()
        self.close()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """It waits while the pointer is on it."""
        self._timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """It goes some time after the pointer has left."""
        self._timer.start()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Cut the corners off: without a compositor, transparent ones would be black."""
        super().resizeEvent(event)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), TOAST_CORNER, TOAST_CORNER)
        self.setMask(QRegion(outline.toFillPolygon().toPolygon()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A click on the toast itself opens what it speaks of."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._press(Action.DEFAULT)

    def _build(self, theme: Theme) -> None:
        box = QFrame()
        box.setObjectName("toast")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        title = QLabel(self.toast.title)
        title.setProperty("look", "heading")
        body = QLabel(self.toast.body)
        body.setProperty("look", "muted")
        for label in (title, body):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setAccessibleName(translate("toast", "Dismiss"))
        theme.dress(close, "close")
        close.clicked.connect(self.go)
        words = QVBoxLayout()
        words.setSpacing(3)
        words.addWidget(title)
        words.addWidget(body)
        words.addLayout(self._buttons())
        row = QHBoxLayout(box)
        row.setContentsMargins(14, 12, 8, 12)
        row.setSpacing(12)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(Glyph(theme, "studyspot-desk", 32), 0, top)
        row.addLayout(words, 1)
        row.addWidget(close, 0, top)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(0, 7, 0, 0)
        row.setSpacing(8)
        for action, words in self.toast.actions:
            button = QPushButton(words)
            button.setAccessibleName(words)
            button.clicked.connect(lambda _=False, action=action: self._press(action))
            row.addWidget(button)
        row.addStretch()
        return row

    def _press(self, action: Action) -> None:
        self.pressed.emit(action.value)
        self.go()


class ToastStack:
    """A `Notifier` that shows our own toasts at the top right of the screen."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._cards: list[ToastCard] = []
        self._listeners: list[Callable[[str, Action], None]] = []

    @property
    def name(self) -> str:
        """Which way is in use, in words for the doctor."""
        return translate("toast", "toasts of StudySpot Desk itself")

    def on_action(self, listener: Callable[[str, Action], None]) -> Callable[[], None]:
        """Call `listener(alert_id, action)` at each press; returns the undo."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    async def show(self, toast: Toast) -> None:
        """Show it on top of the stack; the oldest goes when there are too many.

        Raises:
            ToastFailed: when there is no screen.
        """
        if not QGuiApplication.screens():
            raise ToastFailed("there is no screen to show it on")
        await self.withdraw(toast.alert_id)
        while len(self._cards) >= MOST:
            self._cards[-1].go()
        card = ToastCard(toast, self._theme)
        card.pressed.connect(lambda action: self._pressed(toast.alert_id, Action(action)))
        card.gone.connect(lambda: self._forget(card))
        self._cards.insert(0, card)
        self._place()
        card.show()

    async def withdraw(self, alert_id: str) -> None:
        """Take a shown toast away; fine when it is gone."""
        for card in [card for card in self._cards if card.toast.alert_id == alert_id]:
            card.go()

    async def close(self) -> None:
        """Take all away."""
        for card in list(self._cards):
            card.go()
        await asyncio.sleep(0)

    def cards(self) -> list[ToastCard]:
        """The toasts shown, newest first."""
        return list(self._cards)

    def _pressed(self, alert_id: str, action: Action) -> None:
        for listener in list(self._listeners):
            listener(alert_id, action)

    def _forget(self, card: ToastCard) -> None:
        if card in self._cards:
            self._cards.remove(card)
            self._place()

    def _place(self) -> None:
        if not QGuiApplication.screens():
            return
        area = QGuiApplication.primaryScreen().availableGeometry()
        y = area.top() + _MARGIN
        for card in self._cards:
            card.fit()
            card.move(area.right() - _WIDTH - _MARGIN, y)
            y += card.height() + _GAP
