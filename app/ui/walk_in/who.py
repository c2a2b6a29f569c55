"""Who is at the desk: a name and a phone; known students are found as one types."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QStringListModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QLineEdit, QListView

from app.contract.limits import PHONE_LIMIT
from app.core.students import Student
from app.ui.forms import TextField
from app.ui.leading import Leading
from app.ui.sheet import dress_popup

translate = QCoreApplication.translate

_LONGEST = 120
_HITS_WIDTH = 360
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class Who(Leading):
    """`changed` when name or phone is another; `recognised(Student)` when a known one is taken.

    `find` answers the known students for a typed text.
    """

    changed = Signal()
    recognised = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[Student]]) -> None:
        super().__init__()
        self._find = find
        self._found: Sequence[Student] = ()
        self.name = TextField(
            translate("walk-in", "Name"), hint=translate("walk-in", "Name, or phone to find one")
        )
        self.phone = TextField(
            translate("walk-in", "Phone"), hint=translate("walk-in", "Not needed")
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.name, 3)
        row.addWidget(self.phone, 2)
        self.hits = QListView()
        self.hits.setProperty("look", "hits")
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setPopup(self.hits)
        self._completer.activated.connect(self._take)
        self.hits.installEventFilter(self)
        # Not through the field's own completer: that would write the line of the list into it.
        self._completer.setWidget(self.name.line)
        for field in (self.name, self.phone):
            field.line.setMaxLength(_LONGEST)
            field.line.textEdited.connect(self._typed)
        self.name.line.editingFinished.connect(self._carry_over)
        self.fields = (self.name, self.phone)
        self.lead = self.name.line

    def student(self) -> tuple[str, str]:
        """Name and phone as they are written; digits alone are a phone in either field."""
        name, phone = self.name.text(), self.phone.text()
        if not phone and is_phone(name):
            return "", name
        return name, phone

    def wrong(self) -> tuple[TextField, str] | None:
        """The field that cannot stay as it is, and why."""
        name, phone = self.student()
        if len(phone) > PHONE_LIMIT:
            field = self.phone if self.phone.text() else self.name
            return field, translate(
                "walk-in",
                "A phone number has {most} characters at most. Write the rest into the note.",
            ).format(most=PHONE_LIMIT)
        if not name:
            return self.name, translate("walk-in", "Write the student’s name.")
        return None

    def tell(self, name: str, phone: str) -> None:
        """Write a student into the fields."""
        self.name.line.setText(name)
        self.phone.line.setText(phone)
        self.name.right()
        self.changed.emit()

    def _carry_over(self) -> None:
        """A number that was typed where somebody is looked for is the phone of somebody new."""
        name, phone = self.student()
        if not name and phone and not self.phone.text():
            self.tell("", phone)

    def _typed(self, text: str) -> None:
        line = self.sender()
        self.changed.emit()
        self._found = self._find(text) if len(text.strip()) > 1 else ()
        if not self._found or not isinstance(line, QLineEdit):
            self.hits.hide()
            return
        new = translate("walk-in", "Somebody new: {typed}").format(typed=text.strip())
        self._model.setStringList([*(_line(student) for student in self._found), new])
        dress_popup(self.hits, self)
        self._completer.setWidget(line)
        # Wide enough for a name and a number, however narrow the field.
        self._completer.complete(QRect(0, 0, max(line.width(), _HITS_WIDTH), line.height()))
        # Enter takes the first: whoever types a few letters means somebody who is known.
        self.hits.setCurrentIndex(self._model.index(0))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Tab goes on with what is typed; Qt would take what the list has marked."""
        if watched is self.hits and isinstance(event, QKeyEvent) and event.key() in _TABS:
            self.hits.setCurrentIndex(QModelIndex())
        return super().eventFilter(watched, event)

    def _take(self, line: str) -> None:
        student = next((each for each in self._found if _line(each) == line), None)
        if student is not None:
            self.tell(student.name, student.phone)
            self.recognised.emit(student)


def is_phone(typed: str) -> bool:
    """Whether a text is a number and not a name."""
    digits = [letter for letter in typed if letter.isdecimal()]
    return len(digits) > 3 and not any(letter.isalpha() for letter in typed)  # noqa: PLR2004 - shorter ones may be a seat


def _line(student: Student) -> str:
    if not student.phone:
        return student.name
    return translate("walk-in", "{name}  ·  {phone}").format(name=student.name, phone=student.phone)
