"""How one kind of alert rings: shown, sounded, how loud, how often, read out, in quiet or not."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
)

from app.core.manners import Manner
from app.core.ports import SYSTEM_SOUND, Sound
from app.ui.settings.kinds import Kind, sound_words
from app.ui.theme import Theme
from app.ui.words import number, short_span

translate = QCoreApplication.translate

A_FILE = "a file"
"""What is chosen to choose a file."""

_REPEATS = (0, 10, 30, 60, 300)
_MINUTES = (5, 15, 30, 60, 240)
_STEP = 5


class RuleCard(QFrame):
    """`chosen(name, value)` when a person changes a field of a `Rule`.

    `file_wanted` asks for a sound of one's own, `preview_wanted` to hear it now, `reset_wanted` to
    have the kind as it was without a rule.
    """

    chosen = Signal(str, object)
    file_wanted = Signal()
    preview_wanted = Signal()
    reset_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self._sound = ""
        self._build(theme)
        self._connect()

    def tell(self, kind: Kind, manner: Manner, *, ruled: bool) -> None:
        """Show how a kind rings, and whether that is by a rule of its own."""
        self._title.setText(kind.words)
        parts = (self.notify, self.sound, self.volume, self.repeat, self.minutes)
        blockers = [QSignalBlocker(part) for part in (*parts, self.louder, self.speak, self.breaks)]
        self.notify.setChecked(manner.notify)
        self._tell_sound(manner.sound)
        self.volume.setValue(manner.volume)
        self._tell_volume(manner.volume)
        _choose(self.repeat, manner.repeat_s, _every)
        _choose(self.minutes, manner.repeat_min, _most)
        self.louder.setChecked(manner.louder)
        self.speak.setChecked(manner.speak)
        self.breaks.setChecked(manner.breaks_quiet)
        del blockers
        heard = bool(manner.sound)
        repeats = heard and manner.repeat_s > 0
        self.volume.setEnabled(heard)
        self.preview.setEnabled(heard or manner.speak)
        self.repeat.setEnabled(heard)
        self.minutes.setEnabled(repeats)
        self.louder.setEnabled(repeats)
        self.reset.setVisible(ruled)

    def wrong(self, why: str) -> None:
        """Say what is wrong with a sound that was chosen; "" when nothing is."""
        self._told.setText(why)
        self._told.setVisible(bool(why))

    def _build(self, theme: Theme) -> None:
        self._title = QLabel()
        self._title.setProperty("look", "heading")
        self._title.setWordWrap(True)
        self.notify = _check(translate("alerts", "Show a notification"))
        self.sound, self.repeat, self.minutes = QComboBox(), QComboBox(), QComboBox()
        for combo, name in (
            (self.sound, translate("alerts", "Sound")),
            (self.repeat, translate("alerts", "Ring again")),
            (self.minutes, translate("alerts", "For at most")),
        ):
            combo.setAccessibleName(name)
            combo.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            combo.setMinimumContentsLength(16)
        for seconds in _REPEATS:
            self.repeat.addItem(_every(seconds), seconds)
        for minutes in _MINUTES:
            self.minutes.addItem(_most(minutes), minutes)
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setSingleStep(_STEP)
        self.volume.setPageStep(2 * _STEP)
        self.volume.setAccessibleName(translate("alerts", "Volume"))
        self._percent = QLabel()
        self._percent.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %") + 4)
        self.preview = QPushButton(translate("alerts", "Hear it"))
        self.preview.setAccessibleName(translate("alerts", "Hear how this kind rings"))
        theme.dress(self.preview, "play")
        self.louder = _check(translate("alerts", "Louder each time"))
        self.speak = _check(translate("alerts", "Read it out"))
        self.breaks = _check(translate("alerts", "Ring in quiet, too"))
        self.reset = QPushButton(translate("alerts", "Back to the usual"))
        self.reset.setProperty("look", "link")
        self.reset.setAccessibleName(translate("alerts", "Drop the rule for this kind"))
        self._told = QLabel()
        self._told.setProperty("look", "wrong")
        self._told.setWordWrap(True)
        self._told.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.reset)
        column.addLayout(head)
        column.addWidget(self.notify)
        column.addLayout(self._grid())
        column.addWidget(self._told)
        for check in (self.louder, self.speak, self.breaks):
            column.addWidget(check)
        column.addStretch()

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        loud = QHBoxLayout()
        loud.setSpacing(10)
        loud.addWidget(self.volume, 1)
        loud.addWidget(self._percent)
        for place, (words, part) in enumerate(
            (
                (translate("alerts", "Sound"), self.sound),
                (translate("alerts", "Volume"), self.volume),
                (translate("alerts", "Ring again"), self.repeat),
                (translate("alerts", "For at most"), self.minutes),
            )
        ):
            label = QLabel(words)
            label.setProperty("look", "muted")
            label.setBuddy(part)
            grid.addWidget(label, place, 0)
            if part is self.volume:
                grid.addLayout(loud, place, 1, 1, 2)
            elif part is self.sound:
                grid.addWidget(part, place, 1)
                grid.addWidget(self.preview, place, 2)
            else:
                grid.addWidget(part, place, 1, 1, 2)
        return grid

    def _connect(self) -> None:
        self.notify.toggled.connect(lambda on: self.chosen.emit("notify", on))
        self.louder.toggled.connect(lambda on: self.chosen.emit("louder", on))
        self.speak.toggled.connect(lambda on: self.chosen.emit("speak", on))
        self.breaks.toggled.connect(lambda on: self.chosen.emit("breaks_quiet", on))
        self.volume.valueChanged.connect(self._tell_volume)
        self.volume.valueChanged.connect(lambda value: self.chosen.emit("volume", value))
        self.repeat.activated.connect(lambda: self._emit("repeat_s", self.repeat))
        self.minutes.activated.connect(lambda: self._emit("repeat_min", self.minutes))
        self.sound.activated.connect(self._sound_chosen)
        self.preview.clicked.connect(self.preview_wanted)
        self.reset.clicked.connect(self.reset_wanted)

    def _emit(self, name: str, combo: QComboBox) -> None:
        self.chosen.emit(name, combo.currentData())

    def _sound_chosen(self) -> None:
        sound = self.sound.currentData()
        if sound == A_FILE:
            # It is not chosen before a file is.
            self._tell_sound(self._sound)
            self.file_wanted.emit()
        else:
            self.chosen.emit("sound", sound)

    def _tell_sound(self, sound: str) -> None:
        self._sound = sound
        offered = [*(each.value for each in Sound), SYSTEM_SOUND, ""]
        if sound not in offered:
            offered.insert(0, sound)
        self.sound.clear()
        for each in offered:
            self.sound.addItem(sound_words(each), each)
        self.sound.addItem(translate("alerts", "A file of my own…"), A_FILE)
        self.sound.setCurrentIndex(self.sound.findData(sound))
        self.sound.setToolTip(sound if sound not in {*Sound, SYSTEM_SOUND} else "")

    def _tell_volume(self, volume: int) -> None:
        told = translate("alerts", "{percent} %").format(percent=number(volume))
        self._percent.setText(told)


def _every(seconds: int) -> str:
    if not seconds:
        return translate("alerts", "No, once is enough")
    span = short_span(seconds)
    return translate("alerts", "Every {span}, until somebody takes it").format(span=span)


def _most(minutes: int) -> str:
    return short_span(minutes * 60)


def _choose(combo: QComboBox, value: int, words: Any) -> None:
    """Choose a value, also one that somebody has written into the file of settings."""
    if combo.findData(value) < 0:
        combo.addItem(words(value), value)
    combo.setCurrentIndex(combo.findData(value))


def _check(words: str) -> QCheckBox:
    box = QCheckBox(words)
    box.setAccessibleName(words)
    return box
