"""What is arranged on this computer: starting by itself, links, and what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import InvalidInput
from app.core.ports import Switch, SwitchFailed
from app.core.settings import BlindRules, NoticeBounds
from app.core.status import DeskStatus
from app.ui.language import KEY, LANGUAGES, chosen, language_of
from app.ui.leading import Leading
from app.ui.parts import Parts
from app.ui.settings.cards import card, plain_label
from app.ui.words import short_span

if TYPE_CHECKING:
    from collections.abc import Coroutine

translate = QCoreApplication.translate

_AFTER = (60, 120, 300, 600, 1800)
_REPEAT = (0, 600, 1800, 3600)
_NUMBER_WIDTH = 90


class ComputerSettings(Leading):
    """What is chosen holds at once; what cannot be is said, and stays as it was."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._notices, self._blind = NoticeBounds(), BlindRules()
        self.autostart = _check(
            translate("computer", "Start by itself when I sign in to this computer")
        )
        self.links = _check(translate("computer", "Open studyspot:// links with this desk"))
        self.switched = plain_label(look="wrong")
        self.switched.hide()
        self.count, self.days = _number(), _number()
        self.kept = plain_label(look="wrong")
        self.kept.hide()
        self.after, self.repeat, self.language = QComboBox(), QComboBox(), QComboBox()
        for seconds in _AFTER:
            self.after.addItem(short_span(seconds), float(seconds))
        for seconds in _REPEAT:
            self.repeat.addItem(_again(seconds), float(seconds))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._start_card())
        column.addWidget(self._language_card())
        column.addWidget(self._kept_card())
        column.addWidget(self._blind_card())
        column.addStretch()
        self.lead = self.autostart
        self._connect()

    def take_status(self, status: DeskStatus) -> None:
        """Follow what is kept."""
        self._notices, self._blind = status.notices, status.blind
        self._tell_kept()
        blockers = [QSignalBlocker(each) for each in (self.after, self.repeat)]
        _choose(self.after, status.blind.after_s, short_span)
        _choose(self.repeat, status.blind.repeat_s, lambda s: _again(round(s)))
        del blockers

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask the system how it stands: somebody may have switched it there."""
        super().showEvent(event)
        self._tell_switches()

    # How it is made.

    def _start_card(self) -> QFrame:
        hint = plain_label(look="muted")
        hint.setText(
            translate(
                "computer",
                "It starts in the tray, without a window, and tells of bookings from the first "
                "minute.",
            )
        )
        return _titled(
            translate("computer", "Start"), self.autostart, hint, self.links, self.switched
        )

    def _language_card(self) -> QFrame:
        self.language.setAccessibleName(translate("computer", "Language"))
        own = LANGUAGES[language_of(QLocale.system())]
        self.language.addItem(
            translate("computer", "As this computer: {language}").format(language=own), ""
        )
        for code, name in LANGUAGES.items():
            self.language.addItem(name, code)
        self.language.setCurrentIndex(self.language.findData(chosen(self._parts.memory)))
        row = QHBoxLayout()
        row.addWidget(self.language)
        row.addStretch()
        self.speaks_later = plain_label(look="muted")
        self.speaks_later.hide()
        return _titled(translate("computer", "Language"), row, self.speaks_later)

    def _choose_language(self) -> None:
        self._parts.memory.set(KEY, str(self.language.currentData()))
        self.speaks_later.setText(
            translate("computer", "It speaks so from its next start: quit it and start it again.")
        )
        self.speaks_later.show()

    def _kept_card(self) -> QFrame:
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, part in (
            (translate("computer", "At most"), self.count),
            (translate("computer", "notices, none longer than"), self.days),
            (translate("computer", "days."), None),
        ):
            label = plain_label(look="plain")
            label.setWordWrap(False)
            label.setText(words)
            row.addWidget(label)
            if part is not None:
                label.setBuddy(part)
                row.addWidget(part)
        row.addStretch()
        self.count.setAccessibleName(translate("computer", "How many notices are kept"))
        self.days.setAccessibleName(translate("computer", "For how many days they are kept"))
        return _titled(translate("computer", "Notices that are kept"), row, self.kept)

    def _blind_card(self) -> QFrame:
        hint = plain_label(look="muted")
        hint.setText(
            translate(
                "computer",
                "When nothing has been received for so long, a notification says so: bookings may "
                "be made that nobody is told of here.",
            )
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        for words, part in (
            (translate("computer", "Say it after"), self.after),
            (translate("computer", "and"), self.repeat),
        ):
            label = plain_label(look="plain")
            label.setWordWrap(False)
            label.setText(words)
            row.addWidget(label)
            row.addWidget(part)
        row.addStretch()
        self.after.setAccessibleName(
            translate("computer", "After how long it is said that nothing arrives")
        )
        self.repeat.setAccessibleName(translate("computer", "How often it is said again"))
        return _titled(translate("computer", "When nothing arrives"), hint, row)

    def _connect(self) -> None:
        outlets = self._parts.outlets
        if outlets is not None:
            autostart, links = outlets.autostart, outlets.links
            self.autostart.toggled.connect(lambda on: self._switch(autostart, on))
            self.links.toggled.connect(lambda on: self._switch(links, on))
        self.language.activated.connect(self._choose_language)
        for line in (self.count, self.days):
            line.editingFinished.connect(self._bound)
        for combo in (self.after, self.repeat):
            combo.activated.connect(self._look_out)

    # What is chosen.

    def _tell_switches(self) -> None:
        outlets = self._parts.outlets
        if outlets is None:
            return
        for box, switch in ((self.autostart, outlets.autostart), (self.links, outlets.links)):
            blocker = QSignalBlocker(box)
            box.setChecked(switch.is_on())
            del blocker

    def _switch(self, switch: Switch, on: bool) -> None:
        try:
            switch.turn(on=on)
            why = ""
        except SwitchFailed as failure:
            why = str(failure)
        self.switched.setText(why)
        self.switched.setVisible(bool(why))
        self._tell_switches()

    def _tell_kept(self) -> None:
        for line, value in ((self.count, self._notices.count), (self.days, self._notices.days)):
            if not line.hasFocus():
                line.setText(str(value))

    def _bound(self) -> None:
        typed = [line.text().strip() for line in (self.count, self.days)]
        if not all(each.isdecimal() for each in typed):
            self._say(translate("computer", "Write whole numbers, such as 5000 and 90."))
            return
        bounds = NoticeBounds(count=int(typed[0]), days=int(typed[1]))
        if bounds != self._notices:
            self._keep(lambda desk: desk.preferences.set_notices(bounds))
        else:
            self._say("")

    def _look_out(self) -> None:
        blind = msgspec.structs.replace(
            self._blind,
            after_s=float(self.after.currentData()),
            repeat_s=float(self.repeat.currentData()),
        )
        self._keep(lambda desk: desk.preferences.set_blind(blind))

    def _keep(self, choose: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
        self._parts.tasks.start(self._kept(choose), "keep what was chosen")

    async def _kept(self, choose: Callable[[Any], Coroutine[Any, Any, None]]) -> None:
        try:
            await self._parts.bridge.call(choose)
        except InvalidInput as error:
            self._say(error.message)
            return
        self._say("")

    def _say(self, why: str) -> None:
        self.kept.setText(why)
        self.kept.setVisible(bool(why))


def _again(seconds: int) -> str:
    if not seconds:
        return translate("computer", "not again")
    return translate("computer", "again every {span}").format(span=short_span(seconds))


def _choose(combo: QComboBox, value: float, words: Callable[[float], str]) -> None:
    if combo.findData(value) < 0:
        combo.addItem(words(value), value)
    combo.setCurrentIndex(combo.findData(value))


def _check(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words)
    return box


def _number() -> QLineEdit:
    line = QLineEdit()
    line.setMaximumWidth(_NUMBER_WIDTH)
    line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
    return line


def _titled(words: str, *parts: QWidget | QLayout) -> QFrame:
    title = QLabel(words)
    title.setProperty("look", "heading")
    return card(title, *parts)
