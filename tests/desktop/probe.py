"""The product with an observer inside: answers questions about its window on standard input.

`python -m tests.desktop.probe --profile DIR [--hidden] [--sample]`. Each line in is a
question as JSON, `{"ask": NAME, …}`; each line out is its answer. Times are seconds of the
monotonic clock, which all processes of a machine share.
"""

from __future__ import annotations

import argparse
import gc
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.core.profile import Profile
from app.desktop import run
from app.ui.bookings.model import BookingModel
from app.ui.shell import Shell


class Probe(QObject):
    """Looks into one running desk; every answer is made in the UI thread."""

    _asked = Signal(str)

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell = shell
        self._painted: dict[str, float] = {}
        self._beat = QTimer(self)
        self._beat.setTimerType(Qt.TimerType.PreciseTimer)
        self._beat.setInterval(1)
        self._beat.timeout.connect(self._beaten)
        self._last_beat = 0.0
        self._longest = 0.0
        self._collected_in: set[str] = set()
        gc.callbacks.append(self._note_collection)
        self._asked.connect(self._answer, Qt.ConnectionType.QueuedConnection)
        self._answers: dict[str, Callable[[dict[str, Any]], Any]] = {
            "rows": self._rows,
            "count": lambda _: self._model().rowCount(),
            "chosen": lambda _: self._chosen(),
            "window": lambda _: self._window(),
            "status": lambda _: self._status(),
            "banners": lambda _: self._banners(),
            "press": self._press,
            "quiet": lambda _: self._quiet(),
            "close window": lambda _: self._the_window().close(),
            "open window": lambda _: self._shell.open_window(),
            "watch painting": lambda _: self._watch_painting(),
            "painted": lambda _: self._painted,
            "beat": lambda _: self._begin_beat(),
            "longest stall": lambda _: self._longest,
            "block": lambda question: time.sleep(question["seconds"]),
            "collected in": lambda _: sorted(self._collected_in),
            "page": self._page,
            "seat": self._seat,
            "focus": lambda _: self._focus(),
        }
        threading.Thread(target=self._listen, name="probe", daemon=True).start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Note which booking stands on top at the end of each painting."""
        if event.type() is QEvent.Type.Paint:
            QTimer.singleShot(0, self._note_top)
        return super().eventFilter(watched, event)

    def _listen(self) -> None:
        for line in sys.stdin:
            self._asked.emit(line)

    def _answer(self, line: str) -> None:
        question = json.loads(line)
        answer = self._answers[question["ask"]](question)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()

    def _the_window(self) -> Any:
        assert self._shell.window is not None, "there is no window yet"
        return self._shell.window

    def _model(self) -> BookingModel:
        model: BookingModel = self._the_window().bookings.model
        return model

    def _rows(self, question: dict[str, Any]) -> list[list[str]]:
        model = self._model()
        many = min(model.rowCount(), question.get("most", 20))
        return [
            [str(model.index(row, column).data() or "") for column in range(model.columnCount())]
            for row in range(many)
        ]

    def _chosen(self) -> str | None:
        page = self._the_window().bookings
        row = page.detail.row if page.detail.isVisible() else None
        return row.booking.id if row is not None else None

    def _window(self) -> dict[str, Any]:
        window = self._shell.window
        if window is None:
            return {"visible": False, "active": False, "gone": True, "minimised": False}
        return {
            "visible": window.isVisible(),
            # Qt learns a moment later that a hidden window has lost the focus.
            "gone": not window.isVisible() and QGuiApplication.focusWindow() is None,
            "active": window.isActiveWindow(),
            "minimised": window.isMinimized(),
            "title": window.windowTitle(),
        }

    def _banners(self) -> dict[str, str]:
        banners = self._the_window().banners
        return {name: banners.text(name) for name in banners.names()}

    def _quiet(self) -> str | None:
        """Why alerts are silent, as the window says it."""
        status = self._shell.bridge.status
        silent = status is not None and status.hushed is not None
        return self._the_window().topbar.quiet.text() if silent else None

    def _press(self, question: dict[str, Any]) -> bool:
        """Press the button in sight that says `button`; whether there is one."""
        buttons = [each for each in QApplication.allWidgets() if isinstance(each, QAbstractButton)]
        wanted = [each for each in buttons if each.text() == question["button"]]
        found = next((each for each in wanted if each.isVisible()), None)
        if found is not None:
            found.click()
        return found is not None

    def _page(self, question: dict[str, Any]) -> bool:
        """Whether a page is seen; it is shown if it should be."""
        pages = self._the_window().pages
        if question.get("show"):
            pages.go_to(question["page"])
        return bool(getattr(pages, question["page"]).isVisible())

    def _seat(self, question: dict[str, Any]) -> list[int] | None:
        """Where the middle of a seat's cell is on the screen; None while it is not drawn."""
        view = self._the_window().seats.map
        states = [view.seats.state_of(seat_id) for seat_id in view.seats.seat_ids]
        found = [each.seat.id for each in states if each and each.seat.label == question["label"]]
        if not found or not view.isVisible():
            return None
        middle = view.visualRect(view.seats.cell(found[0])).center()
        place = view.viewport().mapToGlobal(middle)
        return [place.x(), place.y()]

    def _focus(self) -> str:
        """What a screen reader says of what has the focus."""
        widget = QApplication.focusWidget()
        if widget is None:
            return ""
        return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)

    def _status(self) -> dict[str, Any]:
        status = self._shell.bridge.status
        if status is None:
            return {"state": "", "unread": 0, "troubles": [], "tooltip": ""}
        return {
            "state": status.link.state.value,
            "reason": status.link.reason,
            "since": status.link.since.isoformat(),
            "unread": status.unread,
            "user": status.user.email if status.user else None,
            "troubles": list(status.troubles),
            "tooltip": self._shell.tray.icon.toolTip(),
        }

    def _watch_painting(self) -> None:
        self._the_window().bookings.table.viewport().installEventFilter(self)

    def _note_top(self) -> None:
        # Runs after the painting that asked for it, so what stands there has been drawn.
        row = self._model().row_at(0) if self._model().rowCount() else None
        if row is not None:
            self._painted.setdefault(row.booking.id, time.monotonic())

    def _note_collection(self, _phase: str, _info: dict[str, int]) -> None:
        self._collected_in.add(threading.current_thread().name)

    def _begin_beat(self) -> None:
        self._longest = 0.0
        self._last_beat = time.monotonic()
        self._beat.start()

    def _beaten(self) -> None:
        now = time.monotonic()
        # The timer itself takes its millisecond; what is over it, the thread did not answer.
        self._longest = max(self._longest, now - self._last_beat - 0.001)
        self._last_beat = now


def main() -> int:
    """Run the desk with the probe in it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--profile", type=Path, required=True)
    parser.add_argument("--hidden", action="store_true")
    parser.add_argument("--sample", action="store_true")
    chosen = parser.parse_args()
    probes: list[Probe] = []
    return run(
        Profile(chosen.profile),
        hidden=chosen.hidden,
        sample=chosen.sample,
        on_shell=lambda shell: probes.append(Probe(shell)),
    )


if __name__ == "__main__":
    sys.exit(main())
