"""Says what was done just now, and takes it back, or leads on, for as long as that is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QEnterEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from app.ui.words import breakable

translate = QCoreApplication.translate

SHOWN_MS = 12_000
_WIDEST = 460
_UP = 44
"""Above the line that the page of seats has at its lower edge."""


class _Said(NamedTuple):
    name: int
    words: str
    take_back: Callable[[], object] | None
    press: str
    step_of: str

    @property
    def is_reversible(self) -> bool:
        return self.take_back is not None and not self.press


class UndoBar(QFrame):
    """Floats at the lower edge of its parent; Ctrl+Z takes back what it says.

    What was done shortly before comes back when the last of it was taken back: pressed again, the
    key takes that back, too. What cannot be taken back is not passed over: the key then says so,
    and does nothing to what was done before.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("undo")
        self._around = parent
        self._said: list[_Said] = []
        self._offered = 0
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.button = QPushButton(translate("undo", "Undo"))
        self.button.setAccessibleName(translate("undo", "Undo"))
        self.button.setProperty("look", "link")
        self.button.clicked.connect(self._press)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 10, 8)
        row.setSpacing(14)
        row.addWidget(self.told)
        row.addWidget(self.button)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(SHOWN_MS)
        self._end.timeout.connect(self._over)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), parent).activated.connect(self._undo)
        parent.installEventFilter(self)
        self.hide()

    def offer(
        self,
        words: str,
        take_back: Callable[[], object] | None,
        press: str = "",
        step_of: str = "",
    ) -> int:
        """Say `words`; `take_back` is what undoes it, None when nothing does.

        With `press` the button says that, and does not undo. `step_of` names the booking whose
        check-in or check-out it was.

        Returns:
            What names these words for `withdraw`.
        """
        self._offered += 1
        self._said.append(_Said(self._offered, words, take_back, press, step_of))
        self._tell()
        return self._offered

    def withdraw(self, offered: int) -> None:
        """Say that no more."""
        self._said = [each for each in self._said if each.name != offered]
        self._tell()

    def say(self, offered: int, words: str) -> None:
        """Say it in these words from now on."""
        for place, each in enumerate(self._said):
            if each.name == offered and each.words != words:
                self._said[place] = each._replace(words=words)
                self._tell()

    def withdraw_step(self, booking_id: str) -> None:
        """The booking's last step was taken back in another way: said, if the step still is."""
        taken = [each for each in self._said if each.step_of == booking_id]
        self._said = [each for each in self._said if each.step_of != booking_id]
        self._tell()
        if taken:
            self.hint(translate("undo", "Taken back – {what}").format(what=taken[-1].words))

    def says(self, offered: int) -> bool:
        """Whether that is still said, or comes back when what was done after it is taken back."""
        return any(each.name == offered for each in self._said)

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Stay while somebody points at it."""
        super().enterEvent(event)
        self._end.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Go a while later."""
        super().leaveEvent(event)
        self._end.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keep its place when the page has another size."""
        if event.type() is QEvent.Type.Resize and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        """Say what was done last; nothing when there is nothing."""
        if not self._said:
            self._over()
            return
        said = self._said[-1]
        self._write(said.words)
        undo = translate("undo", "Undo")
        self.button.setText(said.press or undo)
        self.button.setAccessibleName(said.press or undo)
        self.button.setToolTip(
            translate("undo", "{what} (Ctrl+Z)").format(what=undo) if not said.press else ""
        )
        self.button.setVisible(said.take_back is not None)
        self.show()
        self._place()
        self._end.start()

    def _over(self) -> None:
        self._said.clear()
        self._end.stop()
        self.hide()

    def _undo(self) -> None:
        if not self._said:
            self.hint(translate("undo", "Nothing was done just now that this key takes back"))
            return
        said = self._said[-1]
        if said.is_reversible:
            self._press()
            return
        words = translate("undo", "{what} – there is no way back by a key").format(what=said.words)
        self._explain(words, keeps_button=said.take_back is not None)

    def hint(self, told: str) -> None:
        """Say why nothing was done, whole: no button, which would be that of something else.

        What was said before can still be taken back by the key.
        """
        self._explain(told, keeps_button=False)

    def _explain(self, told: str, *, keeps_button: bool) -> None:
        self.button.setVisible(keeps_button)
        self.show()
        self._write(told, whole=True)
        self._place()
        self._end.start()

    def _write(self, words: str, *, whole: bool = False) -> None:
        """Say `words`; what is too long is cut amid, or goes on in the next line if `whole`."""
        metrics = self.told.fontMetrics()
        wraps = whole and metrics.horizontalAdvance(words) > _WIDEST
        cut = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, _WIDEST)
        self.told.setText(breakable(words) if wraps else cut)
        self.told.setWordWrap(wraps)
        # A label that wraps would choose its own width, and keep the height of another.
        self.told.setMinimumSize(
            *((_WIDEST, self.told.heightForWidth(_WIDEST)) if wraps else (0, 0))
        )
        self.told.setToolTip(words if cut != words and not wraps else "")
        self.setAccessibleName(words)

    def _press(self) -> None:
        if not self._said:
            return
        said = self._said.pop()
        if self._said and not self._said[-1].is_reversible:
            # What was done before that one is not taken back without it.
            self._said.clear()
        self._tell()
        if said.take_back is not None:
            said.take_back()

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        # Rather to the left: the pane of a booking and its buttons stand at the right.
        self.move((around.width() - self.width()) // 3, around.height() - self.height() - _UP)
        self.raise_()
