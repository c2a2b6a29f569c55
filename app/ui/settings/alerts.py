"""How each kind of alert rings: the kinds, and the rule of the one that is looked at."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.contract.models import Library
from app.core.manners import Manner, Manners
from app.core.ports import NotASound, SoundFailed, SpeechFailed
from app.core.rules import Rule
from app.core.status import DeskStatus
from app.ui.leading import Leading
from app.ui.parts import Parts
from app.ui.settings.keeper import RulesKeeper
from app.ui.settings.kind_cell import HOW, KindCell
from app.ui.settings.kinds import Kind, kinds, manner_words
from app.ui.settings.rule_card import RuleCard

translate = QCoreApplication.translate

_LIST_WIDTH = 330


class AlertSettings(Leading):
    """What is chosen holds at once."""

    def __init__(self, parts: Parts, keeper: RulesKeeper) -> None:
        super().__init__()
        self._parts = parts
        self._keeper = keeper
        self._libraries: tuple[Library, ...] = ()
        self.kinds = kinds(parts.catalogue)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("alerts", "Kinds of alerts"))
        self.list.setItemDelegate(KindCell(parts.theme, self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in self.kinds:
            item = QListWidgetItem(parts.theme.icon(kind.icon, kind.tone), "")
            self.list.addItem(item)
        self.where = QComboBox()
        self.where.setAccessibleName(translate("alerts", "Library that the rules are for"))
        self.where.setMinimumContentsLength(8)
        self.where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self._where_label = QLabel(translate("alerts", "For"))
        self._where_label.setBuddy(self.where)
        self.card = RuleCard(parts.theme)
        side = QWidget()
        side.setProperty("look", "clear")
        side.setFixedWidth(_LIST_WIDTH)
        choose = QHBoxLayout()
        choose.addWidget(self._where_label)
        choose.addWidget(self.where, 1)
        left = QVBoxLayout(side)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(10)
        left.addLayout(choose)
        left.addWidget(self.list, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(side)
        row.addWidget(self.card, 1, Qt.AlignmentFlag.AlignTop)
        self.lead = self.list
        self.list.setCurrentRow(0)
        self._connect()
        self._tell_libraries(())
        self._tell()

    @property
    def kind(self) -> Kind:
        """The kind that is looked at."""
        return self.kinds[max(0, self.list.currentRow())]

    @property
    def library_id(self) -> str:
        """The library that is looked at; "" stands for all."""
        return str(self.where.currentData() or "")

    def take_status(self, status: DeskStatus) -> None:
        """Follow the libraries."""
        if status.libraries != self._libraries:
            self._tell_libraries(status.libraries)

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._look)
        self.where.activated.connect(self._look)
        self.card.chosen.connect(self._choose)
        self.card.file_wanted.connect(self._ask_file)
        self.card.preview_wanted.connect(self._preview)
        self.card.reset_wanted.connect(self._reset)
        self._keeper.changed.connect(self._tell)
        self._parts.theme.changed.connect(self._tint)

    def _tint(self) -> None:
        for place, kind in enumerate(self.kinds):
            self.list.item(place).setIcon(self._parts.theme.icon(kind.icon, kind.tone))

    def _tell_libraries(self, libraries: Sequence[Library]) -> None:
        kept = self.library_id
        self._libraries = tuple(libraries)
        self.where.clear()
        self.where.addItem(translate("alerts", "All libraries"), "")
        for each in libraries:
            self.where.addItem(each.name, each.id)
        self.where.setCurrentIndex(max(0, self.where.findData(kept)))
        several = len(libraries) > 1
        self.where.setVisible(several)
        self._where_label.setVisible(several)

    # What is shown.

    def _look(self) -> None:
        self.card.wrong("")
        self._tell()

    def _manner(self, kind: Kind) -> Manner:
        manners = Manners(self._keeper.rules, self._parts.catalogue)
        return manners.of(kind.events[0], self.library_id)

    def _tell(self) -> None:
        for place, kind in enumerate(self.kinds):
            item, words = self.list.item(place), self._line(kind)
            item.setText(kind.words)
            item.setData(HOW, words)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{kind.words}: {words}")
        kind = self.kind
        ruled = any(not self._rule(event).says_nothing for event in kind.events)
        self.card.tell(kind, self._manner(kind), ruled=ruled)

    def _line(self, kind: Kind) -> str:
        if kind.events == ("",) and self._rule("").sound is None:
            # Each has its own; what is said of all is the rest.
            return translate("alerts", "Each with its own sound")
        return manner_words(self._manner(kind))

    # What is chosen.

    def _rule(self, event: str) -> Rule:
        return self._keeper.rules.rule(event, self.library_id)

    def _choose(self, name: str, value: object) -> None:
        rules = self._keeper.rules
        for event in self.kind.events:
            rule = rules.rule(event, self.library_id)
            rules = rules.with_rule(msgspec.structs.replace(rule, **{name: value}))
        self.card.wrong("")
        self._keeper.choose(rules)

    def _reset(self) -> None:
        rules = self._keeper.rules
        for event in self.kind.events:
            rules = rules.with_rule(Rule(kind=event, library_id=self.library_id))
        self._keeper.choose(rules)

    def _ask_file(self) -> None:
        dialog = QFileDialog(self, translate("alerts", "Which sound?"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters(
            [
                translate("alerts", "Sounds (*.wav *.ogg *.oga *.mp3 *.flac)"),
                translate("alerts", "All files (*)"),
            ]
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, path: str) -> None:
        """Take a file as the sound of the kind that is looked at, if it is one."""
        self._parts.tasks.start(self._taken(path), "look at a sound")

    async def _taken(self, path: str) -> None:
        outlets = self._parts.outlets
        if outlets is None:
            return
        try:
            await outlets.player.check(path)
        except NotASound as why:
            self.card.wrong(str(why))
            return
        self._choose("sound", path)

    def _preview(self) -> None:
        self._parts.tasks.start(self._heard(self._manner(self.kind)), "hear how it rings")

    async def _heard(self, manner: Manner) -> None:
        """Let it be heard as it will ring; what cannot be is said beside it."""
        outlets = self._parts.outlets
        self.card.wrong("")
        if outlets is None:
            return
        try:
            if manner.sound and manner.volume:
                await outlets.player.play(manner.sound, manner.volume / 100)
            if manner.speak:
                await outlets.speaker.say(translate("alerts", "New booking: Asha. Seat A-12"))
        except (SoundFailed, SpeechFailed) as why:
            self.card.wrong(str(why))
