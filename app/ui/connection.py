"""The connection in the window: a pill that is always there, and what stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from app.core.status import DeskStatus
from app.ui.glyph import Dot
from app.ui.link_words import (
    longest_pill_text,
    phase_tone,
    pill_text,
    seconds_to_retry,
    since_words,
)
from app.ui.phases import Phase, phase_of, phase_word
from app.ui.popover import Popover
from app.ui.theme import Theme
from app.ui.words import foreign_zones, short_span

translate = QCoreApplication.translate

_TICK_MS = 1000
_POPOVER_WIDTH = 340


class ConnectionPill(QPushButton):
    """Says how the connection stands; pressing it opens the details.

    It counts seconds only while it can be seen.
    """

    def __init__(
        self,
        theme: Theme,
        last_heard: Callable[[], datetime | None],
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        self._last_heard, self._now = last_heard, now
        self._status: DeskStatus | None = None
        self._brief = False
        self.setProperty("look", "pill")
        self._dot = Dot(theme)
        self._text = QLabel()
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 12, 0)
        row.setSpacing(7)
        row.addWidget(self._dot)
        row.addWidget(self._text)
        self._text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._dot.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.popover = ConnectionPopover(self, last_heard, now)
        self.clicked.connect(self._open)
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.CoarseTimer)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self.refresh)
        self.refresh()

    def text_shown(self) -> str:
        """What the pill says."""
        return self._text.text()

    def ticking(self) -> bool:
        """Whether it counts seconds."""
        return self._tick.isActive()

    def take_status(self, status: DeskStatus) -> None:
        """Tell `status`."""
        self._status = status
        self.refresh()

    def be_brief(self, *, wanted: bool) -> None:
        """Say less where there is little room; the details say the rest."""
        if wanted != self._brief:
            self._brief = wanted
            self.refresh()

    def refresh(self) -> None:
        """Tell it anew, with the time that has passed."""
        now, heard = self._now(), self._last_heard()
        told = pill_text(self._status, heard, now, brief=self._brief)
        if told != self._text.text():
            self._text.setText(told)
            self.setAccessibleName(
                translate("connection", "Connection: {state}").format(state=told)
            )
            # Nothing beside it moves while the connection comes and goes.
            usual = self._text.fontMetrics().horizontalAdvance(longest_pill_text())
            self.setFixedWidth(max(usual, self._text.sizeHint().width()) + 10 + 12 + 7 + 12 + 8)
        self._dot.tell(phase_tone(phase_of(self._status, heard, now)))
        if self.popover.isVisible():
            self.popover.tell(self._status)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Count from the moment it is seen."""
        self.refresh()
        self._tick.start()
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Nothing moves while it cannot be seen."""
        self._tick.stop()
        super().hideEvent(event)

    def _open(self) -> None:
        self.popover.tell(self._status)
        self.popover.open_below(self)


class ConnectionPopover(Popover):
    """Server, since when, last heard, and why, if it is not live."""

    sign_in_wanted = Signal()

    def __init__(
        self,
        parent: ConnectionPill,
        last_heard: Callable[[], datetime | None],
        now: Callable[[], datetime],
    ) -> None:
        super().__init__(parent)
        self._last_heard, self._now = last_heard, now
        self.setAccessibleName(translate("connection", "Connection details"))
        self.setFixedWidth(_POPOVER_WIDTH)
        self._title = QLabel()
        self._title.setProperty("look", "heading")
        self._reason = QLabel()
        self._reason.setWordWrap(True)
        self._reason.setTextFormat(Qt.TextFormat.PlainText)
        self._basic = QLabel(
            translate("connection", "Basic server: alerts come from comparing lists.")
        )
        self._basic.setWordWrap(True)
        self._basic.setProperty("look", "muted")
        self._lines = QGridLayout()
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(6)
        self._lines.setColumnStretch(1, 1)
        self._values = {
            "server": self._line(0, translate("connection", "Server")),
            "since": self._line(1, translate("connection", "Since")),
            "heard": self._line(2, translate("connection", "Last heard")),
            "retry": self._line(3, translate("connection", "Next attempt")),
            "waiting": self._line(4, translate("connection", "Waiting to be sent")),
        }
        self.sign_in = QPushButton(translate("connection", "Sign in…"))
        self.sign_in.setAccessibleName(self.sign_in.text())
        self.sign_in.clicked.connect(self._sign_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        column.addWidget(self._title)
        column.addWidget(self._reason)
        column.addLayout(self._lines)
        column.addWidget(self._basic)
        column.addWidget(self.sign_in)

    def tell(self, status: DeskStatus | None) -> None:
        """Show what is known now."""
        now, heard = self._now(), self._last_heard()
        phase = phase_of(status, heard, now)
        self._title.setText(_headline(phase))
        self._reason.setText(status.link.reason if status is not None else "")
        self._reason.setVisible(bool(self._reason.text()))
        values = dict.fromkeys(self._values, "")
        if status is not None:
            here = translate("connection", "On this computer")
            values["server"] = here if status.embedded else status.server
            values["since"] = since_words(status.link.since, now)
            if foreign_zones(status.libraries, now):
                values["since"] = translate("connection", "{time} by this computer’s clock").format(
                    time=values["since"]
                )
            if heard is not None:
                values["heard"] = translate("connection", "{span} ago").format(
                    span=short_span((now - heard).total_seconds())
                )
            if (left := seconds_to_retry(status, now)) > 0:
                values["retry"] = translate("connection", "in {span}").format(span=short_span(left))
            if status.waiting:
                values["waiting"] = translate(
                    "words", "%n changes wait to be sent", "", status.waiting
                )
        for name, (label, value) in self._values.items():
            value.setText(values[name])
            label.setVisible(bool(values[name]))
            value.setVisible(bool(values[name]))
        self._basic.setVisible(status is not None and status.basic)
        self.sign_in.setVisible(phase is Phase.SIGNED_OUT)
        if (layout := self.layout()) is not None:
            # A window does not ask wrapped words for the height that they need.
            layout.activate()
            self.setFixedHeight(layout.totalHeightForWidth(_POPOVER_WIDTH))

    def words(self) -> str:
        """Everything the popover says, line by line."""
        told = [self._title.text(), self._reason.text()]
        told += [value.text() for _, value in self._values.values()]
        if not self._basic.isHidden():
            told.append(self._basic.text())
        return "\n".join(line for line in told if line)

    def _line(self, row: int, label: str) -> tuple[QLabel, QLabel]:
        name, value = QLabel(label), QLabel()
        name.setProperty("look", "muted")
        value.setTextFormat(Qt.TextFormat.PlainText)
        value.setWordWrap(True)
        self._lines.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
        self._lines.addWidget(value, row, 1)
        return name, value

    def _sign_in(self) -> None:
        self.close()
        self.sign_in_wanted.emit()


def _headline(phase: Phase) -> str:
    return {
        Phase.STARTING: translate("connection", "The desk is starting"),
        Phase.LIVE: translate("connection", "Connected; bookings arrive at once"),
        Phase.POLLING: translate("connection", "Connected the slow way; bookings take longer"),
        Phase.ASKING: translate("connection", "No live connection; bookings take some seconds"),
        Phase.CONNECTING: translate("connection", "Connecting to the server"),
        Phase.RECONNECTING: translate("connection", "The connection was lost; trying again"),
        Phase.OFFLINE: translate("connection", "The server cannot be reached; still trying"),
        Phase.SIGNED_OUT: translate("connection", "You are signed out"),
    }.get(phase, phase_word(phase))
