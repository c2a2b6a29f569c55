"""Fields of a form: a label above, what is wrong below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QListView,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.ui.sheet import dress_popup, restyle
from app.ui.theme import Theme

translate = QCoreApplication.translate


class Field(QWidget):
    """An input with its label and, when it is wrong, why."""

    def __init__(self, label: str, entry: QLineEdit | QComboBox) -> None:
        super().__init__()
        self.entry = entry
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        entry.setAccessibleName(label)
        name = QLabel(label)
        name.setBuddy(entry)
        self._wrong = QLabel()
        self._wrong.setProperty("look", "wrong")
        self._wrong.setWordWrap(True)
        self._wrong.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(name)
        column.addWidget(entry)
        column.addWidget(self._wrong)
        column.addStretch()
        if isinstance(entry, QLineEdit):
            entry.textEdited.connect(self.right)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Take the sheet's sizes into account, which an input has only once it is shown."""
        self.entry.updateGeometry()
        super().showEvent(event)

    def wrong(self, why: str) -> None:
        """Say what is wrong with it; "" when nothing is."""
        self._wrong.setText(why)
        self._wrong.setVisible(bool(why))
        self.entry.setAccessibleDescription(why)
        restyle(self.entry, "wrong", bool(why))

    def right(self) -> None:
        """Take back what was said."""
        if not self._wrong.isHidden():
            self.wrong("")

    def why(self) -> str:
        """What is said to be wrong."""
        return self._wrong.text()


class TextField(Field):
    """One line of text."""

    def __init__(self, label: str, hint: str = "", value: str = "") -> None:
        self.line = QLineEdit(value)
        super().__init__(label, self.line)
        self.line.setPlaceholderText(hint)

    def text(self) -> str:
        """What was typed, without spaces around it."""
        return self.line.text().strip()


class PasswordField(Field):
    """A password, hidden until the eye is pressed."""

    def __init__(self, label: str, theme: Theme, hint: str = "") -> None:
        self.line = QLineEdit()
        super().__init__(label, self.line)
        self._theme = theme
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setPlaceholderText(hint)
        self._eye = QAction(self.line)
        self.line.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self._eye.triggered.connect(self._toggle)
        theme.changed.connect(self._tell_eye)
        self._tell_eye()

    def text(self) -> str:
        """What was typed, as it is."""
        return self.line.text()

    def toggle(self) -> QAction:
        """The eye."""
        return self._eye

    def _toggle(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        self._tell_eye()

    def _tell_eye(self) -> None:
        hidden = self.line.echoMode() == QLineEdit.EchoMode.Password
        self._eye.setIcon(self._theme.icon("eye" if hidden else "eye-off"))
        told = (
            translate("forms", "Show the password")
            if hidden
            else translate("forms", "Hide the password")
        )
        self._eye.setText(told)
        self._eye.setToolTip(told)
        for button in self.line.findChildren(QToolButton):
            button.setAccessibleName(told)


class NumberField(Field):
    """A whole number."""

    def __init__(self, label: str, lowest: int, highest: int, value: int) -> None:
        self.line = QLineEdit(str(value))
        super().__init__(label, self.line)
        self._lowest, self._highest = lowest, highest
        self.line.setMaxLength(len(str(highest)))
        self.line.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)

    def value(self) -> int | None:
        """The number; None when what was typed is none, or out of bounds."""
        typed = self.line.text().strip()
        if not typed.isdecimal() or not self._lowest <= int(typed) <= self._highest:
            return None
        return int(typed)


class ChoiceField(Field):
    """One of a list; long lists can be typed into, and are found by any part of a name."""

    def __init__(
        self, label: str, choices: list[tuple[str, str]], value: str, *, typed: bool = False
    ) -> None:
        self.combo = QComboBox()
        super().__init__(label, self.combo)
        for words, code in choices:
            self.combo.addItem(words, code)
        self.combo.setMaxVisibleItems(12)
        self.combo.setMinimumContentsLength(8)
        self.combo.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        if typed:
            self.combo.setEditable(True)
            self.combo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            self._complete(label)
        self.combo.setCurrentIndex(max(0, self.combo.findData(value)))
        self.combo.currentTextChanged.connect(self.right)

    def value(self) -> str:
        """The code of what is chosen; "" when what was typed is not, or not only, one of them."""
        place = self._place()
        return str(self.combo.itemData(place)) if place >= 0 else ""

    def _complete(self, label: str) -> None:
        completer = QCompleter(self.combo.model(), self.combo)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setMaxVisibleItems(8)
        self.combo.setCompleter(completer)
        self.hits = QListView()
        completer.setPopup(self.hits)
        self.hits.setProperty("look", "hits")
        line = self.combo.lineEdit()
        if line is not None:
            line.setAccessibleName(label)
            line.textEdited.connect(self._dress_hits)
            line.editingFinished.connect(self._settle)

    def _dress_hits(self) -> None:
        dress_popup(self.hits, self)

    def _settle(self) -> None:
        """Write out what was meant, once the typing is over."""
        place = self._place()
        if place >= 0:
            self.combo.setCurrentIndex(place)
            self.combo.setEditText(self.combo.itemText(place))

    def _place(self) -> int:
        """Where what was typed stands in the list, by its whole name or as the only one; or -1."""
        typed = " ".join(self.combo.currentText().replace("_", " ").split())
        whole = self.combo.findText(typed, Qt.MatchFlag.MatchFixedString)
        if whole >= 0 or not typed:
            return whole
        names = [self.combo.itemText(place).casefold() for place in range(self.combo.count())]
        found = [place for place, name in enumerate(names) if typed.casefold() in name]
        return found[0] if len(found) == 1 else -1
