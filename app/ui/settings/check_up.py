"""The check-up: a verdict for each part of the desk with its mend, and a test that is seen."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import StudySpotError
from app.core.changes import AlertKind
from app.core.findings import Finding, Findings, Verdict
from app.core.manners import Manners
from app.core.ports import Action, SoundFailed, Toast, ToastFailed
from app.core.rules import AlertRules
from app.core.status import DeskStatus
from app.ui.alert_toasts import TEST_ID, buttons
from app.ui.glyph import Glyph
from app.ui.leading import Leading
from app.ui.link_words import phase_tone, pill_text
from app.ui.parts import Parts
from app.ui.phases import phase_of
from app.ui.settings.cards import card, plain_label
from app.ui.settings.check_up_words import (
    latency_words,
    part_words,
    verdict_word,
    verdict_words,
)
from app.ui.words import number

translate = QCoreApplication.translate

WAITED_S = 60.0
"""So long a test alert may go unseen before that is said."""

_TICK_MS = 1000
_DAY = timedelta(days=1)
_ICONS = {
    Verdict.OK: ("check", "good"),
    Verdict.WARN: ("warning", "warn"),
    Verdict.FAIL: ("warning", "bad"),
}


class CheckUp(Leading):
    """Looked at when it is first shown, and again when somebody asks."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._status: DeskStatus | None = None
        self._findings: Findings | None = None
        self._sent_at: float | None = None
        self._undo: Callable[[], None] | None = None
        self.again = _button(translate("check-up", "Check again"))
        self.again.setProperty("look", "primary")
        self.test = _button(translate("check-up", "Send a test alert"))
        self.save = _button(translate("check-up", "Save diagnostics…"))
        self.told, self.tested, self.link = (plain_label() for _ in range(3))
        self.took = plain_label()
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnStretch(2, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(_TICK_MS)
        self._tick.timeout.connect(self._tell_now)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._now_card())
        column.addWidget(self._parts_card())
        column.addStretch()
        self.lead = self.again
        self._tell_test("")
        self.again.clicked.connect(self.look)
        self.test.clicked.connect(self._send)
        self.save.clicked.connect(self._ask_file)

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        self._status = status
        self._tell_now()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Look for the first time; what goes on is told each second while it is shown."""
        super().showEvent(event)
        self._tick.start()
        self._tell_now()
        if self._findings is None and self.again.isEnabled():
            self.look()

    def hideEvent(self, event: object) -> None:  # noqa: N802 - Qt's name
        """Nobody looks."""
        self._tick.stop()
        super().hideEvent(event)  # type: ignore[arg-type]  # Qt's own type

    def look(self) -> None:
        """Check every part."""
        if self._parts.outlets is not None:
            self.again.setEnabled(False)
            self.save.setEnabled(False)
            self.told.setText(translate("check-up", "Looking at every part…"))
            self._parts.tasks.start(self._looked(), "check every part")

    # How it is made.

    def _now_card(self) -> QFrame:
        title = QLabel(translate("check-up", "How it goes now"))
        title.setProperty("look", "heading")
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(self.test)
        return card(head, self.link, self.took, self.tested)

    def _parts_card(self) -> QFrame:
        title = QLabel(translate("check-up", "Each part"))
        title.setProperty("look", "heading")
        self.told.setProperty("look", "muted")
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(title, 1)
        head.addWidget(self.save)
        head.addWidget(self.again)
        body = QWidget()
        body.setProperty("look", "clear")
        body.setLayout(self._grid)
        return card(head, self.told, body)

    # What is told.

    def _tell_now(self) -> None:
        status, now = self._status, self._parts.now()
        heard = self._parts.bridge.last_heard
        self.link.setText(
            translate("check-up", "Connection: {state}").format(state=pill_text(status, heard, now))
        )
        bad = phase_tone(phase_of(status, heard, now)) == "bad"
        self.link.setProperty("look", "wrong" if bad else "plain")
        if self.isVisible() and self.took.text() == "":
            self._tell_latencies()
        if self._sent_at is not None and time.monotonic() - self._sent_at > WAITED_S:
            self._end_test()
            self._tell_test(
                translate(
                    "check-up",
                    "Nobody pressed “Got it” on the test alert. If it was not to be seen, look at "
                    "“Notifications” and “Do not disturb” below.",
                )
            )

    def _tell_latencies(self) -> None:
        reader = self._parts.reader_factory()
        try:
            took = reader.latencies(self._parts.now() - _DAY)
        finally:
            reader.close()
        self.took.setText(latency_words(took))

    async def _looked(self) -> None:
        outlets = self._parts.outlets
        if outlets is None:
            return
        try:
            findings = await outlets.check_up()
        except StudySpotError as error:
            self.told.setText(error.message)
        else:
            self._findings = findings
            self.told.setText(verdict_words(findings.verdict))
            self._tell_parts(findings.parts)
        finally:
            self.again.setEnabled(True)
            self.save.setEnabled(self._findings is not None)
        self._tell_latencies()

    def _tell_parts(self, parts: tuple[Finding, ...]) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for place, each in enumerate(parts):
            icon, tone = _ICONS[each.verdict]
            name = plain_label(part_words(each.part))
            name.setProperty("look", "heading")
            words = plain_label("\n".join(part for part in (each.what, each.mend) if part))
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            words.setAccessibleName(f"{name.text()}: {verdict_word(each.verdict)}. {words.text()}")
            self._grid.addWidget(Glyph(self._parts.theme, icon, 18, tone), place, 0, top)
            self._grid.addWidget(name, place, 1, top)
            self._grid.addWidget(words, place, 2, top)

    # A test that somebody sees.

    def _send(self) -> None:
        self.test.setEnabled(False)
        self._parts.tasks.start(self._sent(), "send a test alert")

    async def _sent(self) -> None:
        outlets = self._parts.outlets
        if outlets is None:
            return
        toast = Toast(
            alert_id=TEST_ID,
            title=translate("check-up", "A test alert"),
            body=translate("check-up", "Press “Got it” to say that you see it."),
            actions=buttons([Action.GOT_IT]),
        )
        self._undo = outlets.notifier.on_action(self._pressed)
        self._sent_at = time.monotonic()
        self._tell_test(translate("check-up", "Sent. Press “Got it” on it."))
        try:
            await outlets.notifier.show(toast)
        except ToastFailed as why:
            self._end_test()
            self._tell_test(str(why))
            return
        rules = self._status.rules if self._status is not None else AlertRules()
        manner = Manners(rules, self._parts.catalogue).of(AlertKind.CREATED)
        try:
            if manner.sound and manner.volume:
                await outlets.player.play(manner.sound, manner.volume / 100)
        except SoundFailed as why:
            told = f"{self.tested.text()} {why}"
            self._tell_test(told)

    def _pressed(self, alert_id: str, _action: Action) -> None:
        if alert_id != TEST_ID or self._sent_at is None:
            return
        took = time.monotonic() - self._sent_at
        self._end_test()
        self._tell_test(
            translate("check-up", "The test alert was seen, {seconds} s after it was sent.").format(
                seconds=number(max(1, round(took)))
            )
        )

    def _tell_test(self, words: str) -> None:
        self.tested.setText(words)
        self.tested.setVisible(bool(words))

    def _end_test(self) -> None:
        self._sent_at = None
        self.test.setEnabled(True)
        if self._undo is not None:
            self._undo()
            self._undo = None

    # Diagnostics.

    def _ask_file(self) -> None:
        places = QStandardPaths.StandardLocation.DocumentsLocation
        dialog = QFileDialog(self, translate("check-up", "Save diagnostics"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(translate("check-up", "Archives (*.zip)"))
        dialog.setDefaultSuffix("zip")
        dialog.setDirectory(QStandardPaths.writableLocation(places))
        dialog.selectFile(f"studyspot-desk {self._parts.now().date().isoformat()}.zip")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, name: str) -> None:
        """Write diagnostics into this file."""
        self._parts.tasks.start(self._saved(Path(name)), "save diagnostics")

    async def _saved(self, path: Path) -> None:
        outlets, findings = self._parts.outlets, self._findings
        if outlets is None or findings is None:
            return
        await outlets.save(path, findings)
        self.told.setText(
            translate(
                "check-up",
                "Saved as {name}: without names, phone numbers and passwords, to be sent to "
                "whoever helps.",
            ).format(name=path.name)
        )


def _button(words: str) -> QPushButton:
    made = QPushButton(words)
    made.setAccessibleName(words)
    return made
