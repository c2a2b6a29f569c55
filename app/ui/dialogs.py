"""Small dialogs of one look: a question, and what this program is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import __version__
from app.ui.glyph import Glyph
from app.ui.theme import Theme
from app.ui.typed_ahead import TypedAhead

translate = QCoreApplication.translate


class Question(QDialog):
    """A title, a sentence, a way back and a way on; opened with `open()`.

    What else it asks for goes into `body`. `accepted` is the way on, which looks
    dangerous unless `harmless`. Enter takes the way back, so that whoever presses it
    without reading has changed nothing; with `default_on`, where something is typed first,
    it takes the way on.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        back: str,
        on: str,
        *,
        harmless: bool = False,
        default_on: bool = False,
    ) -> None:
        super().__init__(parent)
        self._ahead: TypedAhead | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        heading = QLabel(title)
        # A title may hold a name, and a student may call themselves anything.
        heading.setTextFormat(Qt.TextFormat.PlainText)
        heading.setWordWrap(True)
        heading.setProperty("look", "title")
        self.what = QLabel(words)
        self.what.setTextFormat(Qt.TextFormat.PlainText)
        self.what.setWordWrap(True)
        self.what.setProperty("look", "muted")
        self.back = QPushButton(back)
        self.back.setAccessibleName(back)
        self.back.clicked.connect(self.reject)
        self.on = QPushButton(on)
        self.on.setAccessibleName(on)
        self.on.setProperty("look", "plain" if harmless else "danger")
        if not default_on:
            self.back.setProperty("look", "primary")
        for button in (self.back, self.on):
            button.setAutoDefault(False)
        default = self.on if default_on else self.back
        default.setDefault(True)
        default.setFocus()
        self.on.clicked.connect(self.accept)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        self._row = row = QHBoxLayout()
        row.addStretch()
        row.addWidget(self.back)
        row.addWidget(self.on)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(22, 20, 22, 18)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(self.what)
        column.addSpacing(6)
        column.addLayout(self.body)
        column.addSpacing(10)
        column.addLayout(row)

    def open(self) -> None:
        """Ask; what is typed from now on is for the answer."""
        super().open()
        if not self.isActiveWindow():
            self._ahead = TypedAhead(self)

    def event(self, event: QEvent) -> bool:
        """Hear for itself once it can."""
        over = {QEvent.Type.WindowActivate, QEvent.Type.Hide}
        if self._ahead is not None and event.type() in over:
            self._ahead.end()
            self._ahead = None
        done = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest and self.isVisible():
            self._grow()
        return done

    def _grow(self) -> None:
        """Take the room that words need which are said only now."""
        # Qt does not, for words that take more lines where there is less width.
        high = self._column.totalHeightForWidth(self.width())
        if high > self.height():
            self.resize(self.width(), high)

    def add_way(self, words: str) -> QPushButton:
        """A third way, apart from the two; what it does is up to the caller."""
        button = QPushButton(words)
        button.setAccessibleName(words)
        button.setProperty("look", "danger")
        button.setAutoDefault(False)
        self._row.insertWidget(0, button)
        return button


class About(QDialog):
    """Name, version and purpose."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("about", "About StudySpot Desk"))
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 30, 40, 24)
        column.setSpacing(6)
        name = QLabel(translate("about", "StudySpot Desk"))
        name.setProperty("look", "title")
        version = QLabel(translate("about", "Version {version}").format(version=__version__))
        version.setProperty("look", "muted")
        words = QLabel(translate("about", "The front desk of a study library.\nMIT licence."))
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        close = QPushButton(translate("about", "Close"))
        close.setAccessibleName(close.text())
        close.clicked.connect(self.accept)
        mark = Glyph(theme, "studyspot-desk", 72)
        for widget in (mark, name, version, words, close):
            column.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        column.insertSpacing(1, 8)
        column.insertSpacing(5, 14)
