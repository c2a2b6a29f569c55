"""The page of a library: what it is called, its rules, and who works there; for owners."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.contract.errors import StudySpotError
from app.contract.models import Library, User
from app.contract.requests import LibraryEdit, LibraryRequest, StaffRequest
from app.core.changes import Changes
from app.core.status import DeskStatus
from app.ui.forms import TextField
from app.ui.leading import Leading
from app.ui.library.dialogs import DismissDialog, HireDialog, OpenDialog
from app.ui.library.staff import Staff
from app.ui.parts import Parts
from app.ui.today.rule import RuleDialog
from app.ui.today.told import rule_words
from app.ui.usual_fields import all_right, blamed, text_wrong, zone_field, zone_wrong

if TYPE_CHECKING:
    from app.core.administration import Administration

translate = QCoreApplication.translate

T = TypeVar("T")
_WIDE = 760


class LibraryPage(Leading):
    """Asks the hub through the bridge each time it is shown; nothing of it waits in the outbox."""

    unreadable = Signal(str)

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._status: DeskStatus | None = None
        self._chosen = ""
        self._shown: Library | None = None
        self._asked = 0
        self.setProperty("look", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.staff = Staff(parts.theme)
        self._build()
        self._connect()

    @property
    def library(self) -> Library | None:
        """The library that is arranged."""
        libraries = self._status.libraries if self._status is not None else ()
        chosen = self._chosen or str(self.which.currentData() or "")
        return next((each for each in libraries if each.id == chosen), next(iter(libraries), None))

    def take_status(self, status: DeskStatus) -> None:
        """Follow the desk's status."""
        before, self._status = self._status, status
        if before is None or before.libraries != status.libraries:
            self._look()

    def show_library(self, library_id: str) -> None:
        """Arrange a library; "" is the first, with a choice of the others."""
        self._chosen = library_id
        self._look()

    def take(self, changes: Sequence[Changes]) -> None:
        """What it shows comes with the status, and from the hub."""

    def remember(self) -> None:
        """Nothing of it has to be the same tomorrow."""

    def close_page(self) -> None:
        """It holds nothing."""

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Ask who works here."""
        super().showEvent(event)
        self._look()
        self._ask_staff()

    # How it is made.

    def _build(self) -> None:
        title = QLabel(translate("library", "Library"))
        title.setProperty("look", "title")
        self.which = QComboBox()
        self.which.setAccessibleName(translate("library", "Library"))
        self.which.hide()
        self.open_another = QPushButton(translate("library", "Open another library…"))
        self.open_another.setAccessibleName(translate("library", "Open another library"))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title)
        head.addWidget(self.which)
        head.addStretch()
        head.addWidget(self.open_another)
        inner = QWidget()
        inner.setProperty("look", "clear")
        inner.setMaximumWidth(_WIDE)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self._form())
        column.addWidget(self._rule())
        column.addWidget(self.staff)
        column.addStretch()
        body = QWidget()
        body.setProperty("look", "clear")
        row = QHBoxLayout(body)
        row.setContentsMargins(24, 16, 24, 16)
        row.addWidget(inner, 1)
        row.addStretch()
        area = QScrollArea()
        area.setProperty("look", "clear")
        area.setWidgetResizable(True)
        area.setAccessibleName(title.text())
        area.setWidget(body)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)
        # No field and no button: whoever comes here by a key changes nothing by the next one.
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lead = area
        self.setTabOrder(area, self.name.line)

    def _form(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        self.name = TextField(translate("library", "Name"))
        self.zone = zone_field()
        self.confirm = QCheckBox(translate("library", "Bookings are confirmed at once"))
        self.confirm.setAccessibleName(self.confirm.text())
        self.confirm.setToolTip(
            translate("library", "Otherwise each waits until somebody at the desk confirms it")
        )
        self.save = QPushButton(translate("library", "Save"))
        self.save.setAccessibleName(translate("library", "Save name, zone and confirming"))
        self.save.setProperty("look", "primary")
        self.told = QLabel()
        self.told.setProperty("look", "wrong")
        self.told.setWordWrap(True)
        self.told.hide()
        row = QHBoxLayout()
        row.addWidget(self.confirm, 1)
        row.addWidget(self.save)
        column = QVBoxLayout(card)
        column.setContentsMargins(20, 14, 20, 14)
        column.setSpacing(10)
        for part in (self.name, self.zone):
            column.addWidget(part)
        column.addLayout(row)
        column.addWidget(self.told)
        return card

    def _rule(self) -> QFrame:
        card = QFrame()
        card.setProperty("look", "card")
        self.rule = QLabel()
        self.rule.setWordWrap(True)
        self.change_rule = QPushButton(translate("library", "Change…"))
        self.change_rule.setAccessibleName(translate("library", "Change when a seat is given up"))
        row = QHBoxLayout(card)
        row.setContentsMargins(20, 12, 14, 12)
        row.addWidget(self.rule, 1)
        row.addWidget(self.change_rule)
        return card

    def _connect(self) -> None:
        self.which.activated.connect(self._look_at_another)
        self.open_another.clicked.connect(self._ask_open)
        self.name.line.textChanged.connect(self._tell_save)
        self.zone.combo.currentTextChanged.connect(self._tell_save)
        self.confirm.toggled.connect(self._tell_save)
        self.save.clicked.connect(self._save)
        self.change_rule.clicked.connect(self._ask_rule)
        self.staff.hire.clicked.connect(self._ask_hire)
        self.staff.dismissed.connect(self._ask_dismiss)

    # What it shows.

    def _look_at_another(self) -> None:
        self._look()
        self._ask_staff()

    def _look(self) -> None:
        libraries = self._status.libraries if self._status is not None else ()
        known = [self.which.itemData(place) for place in range(self.which.count())]
        if known != [each.id for each in libraries]:
            kept = self.which.currentData()
            self.which.clear()
            for each in libraries:
                self.which.addItem(each.name, each.id)
            self.which.setCurrentIndex(max(0, self.which.findData(kept)))
        self.which.setVisible(len(libraries) > 1 and not self._chosen)
        library = self.library
        if library is None:
            return
        before, self._shown = self._shown, library
        another = before is None or before.id != library.id
        # What somebody is typing stays, whatever others change meanwhile.
        if before is None or another or not self._edit_of(before):
            self.name.line.setText(library.name)
            place = self.zone.combo.findData(library.timezone)
            self.zone.combo.setCurrentIndex(place)
            self.confirm.setChecked(library.auto_confirm)
            self.told.hide()
        self.rule.setText(rule_words(library.no_show_after_minutes))
        self._tell_save()

    def _edit_of(self, library: Library) -> dict[str, Any]:
        """What the form says otherwise than the library is."""
        told = {
            "name": self.name.text(),
            "timezone": self.zone.value(),
            "auto_confirm": self.confirm.isChecked(),
        }
        return {name: it for name, it in told.items() if it != getattr(library, name)}

    def _tell_save(self) -> None:
        self.save.setEnabled(self._shown is not None and bool(self._edit_of(self._shown)))

    # What is asked of the hub.

    def _ask_staff(self) -> None:
        library = self.library
        if library is not None and self.isVisible():
            self._asked += 1
            self._parts.tasks.start(self._list_staff(library.id, self._asked), "list the staff")

    async def _list_staff(self, library_id: str, asked: int) -> None:
        people: tuple[User, ...] = ()
        words = ""
        try:
            people = await self._call(lambda ours: ours.staff(library_id))
        except StudySpotError as error:
            words = error.message
        if asked == self._asked:
            self.staff.tell(people, words)

    def _save(self) -> None:
        library = self._shown
        wrong = {
            self.name: text_wrong(self.name.text()),
            self.zone: zone_wrong(self.zone.value()),
        }
        if library is None or not all_right(wrong):
            return
        edit = LibraryEdit(version=library.version, **self._edit_of(library))
        self.save.setEnabled(False)
        self._parts.tasks.start(self._saved(library.id, edit), "save the library")

    async def _saved(self, library_id: str, edit: LibraryEdit) -> None:
        try:
            await self._call(lambda ours: ours.edit_library(library_id, edit))
        except StudySpotError as error:
            if not blamed({"name": self.name, "timezone": self.zone}, error):
                self.told.setText(error.message)
                self.told.show()
            self._tell_save()
        else:
            self.told.hide()

    def _ask_rule(self) -> None:
        library = self._shown
        if library is None:
            return
        now = self._parts.now()
        reader = self._parts.reader_factory()
        try:
            holding = [row.booking for row in reader.holding(library.id, now)]
        except sqlite3.Error:
            # Who would be given up is not known then; the rule can be made all the same.
            holding = []
        finally:
            reader.close()
        dialog = RuleDialog(self, library, holding, now)

        def decided(minutes: int | None) -> None:
            if minutes != library.no_show_after_minutes:
                edit = LibraryEdit(version=library.version, no_show_after_minutes=minutes)
                asked = self._call(lambda ours: ours.edit_library(library.id, edit))
                self._parts.tasks.start(asked, "change the rule")

        dialog.decided.connect(decided)
        dialog.open()

    def _ask_hire(self) -> None:
        library = self.library
        if library is not None:
            HireDialog(
                self,
                self._parts.theme,
                self._parts.tasks,
                lambda person: self._hired(library.id, person),
            ).open()

    async def _hired(self, library_id: str, person: StaffRequest) -> None:
        await self._call(lambda ours: ours.hire(library_id, person))
        self._ask_staff()

    def _ask_dismiss(self, person: User) -> None:
        library = self.library
        if library is not None:
            dialog = DismissDialog(self, person)
            dialog.accepted.connect(
                lambda: self._parts.tasks.start(
                    self._dismissed(library.id, person), "let a person go"
                )
            )
            dialog.open()

    async def _dismissed(self, library_id: str, person: User) -> None:
        await self._call(lambda ours: ours.dismiss(library_id, person.id))
        self._ask_staff()

    def _ask_open(self) -> None:
        shown = self._shown
        zone, currency = (shown.timezone, shown.currency) if shown is not None else ("", "")
        OpenDialog(self, self._parts.tasks, zone, currency, self._opened).open()

    def _opened(self, wanted: LibraryRequest) -> Coroutine[Any, Any, object]:
        return self._call(lambda ours: ours.add_library(wanted))

    def _call(
        self, ask: Callable[[Administration], Coroutine[Any, Any, T]]
    ) -> Coroutine[Any, Any, T]:
        return self._parts.bridge.call(lambda desk: ask(desk.administration))
