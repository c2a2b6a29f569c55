"""Who works for a library: asked of the hub when it is looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.contract.models import Role, User
from app.ui.glyph import ElidedLabel, Portrait
from app.ui.theme import Theme

translate = QCoreApplication.translate


class Person(QFrame):
    """One of them; `dismiss` is there for staff."""

    def __init__(self, theme: Theme, person: User, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("look", "visit")
        self.person = person
        portrait = Portrait(theme, 32)
        portrait.tell(person.name or person.email)
        name, email = ElidedLabel(person.name or person.email), ElidedLabel(person.email)
        name.setProperty("look", "heading")
        email.setProperty("look", "small")
        owns = person.role == Role.OWNER
        role = QLabel(translate("staff", "Owner") if owns else translate("staff", "Staff"))
        role.setProperty("look", "muted")
        self.dismiss = QPushButton(translate("staff", "Let go…"), self)
        self.dismiss.setProperty("look", "danger")
        self.dismiss.setAccessibleName(
            translate("staff", "Let {name} go").format(name=person.name or person.email)
        )
        self.dismiss.setVisible(not owns)
        self.setAccessibleName(f"{name.whole()}, {email.whole()}, {role.text()}")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(name)
        names.addWidget(email)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 7, 14, 7)
        row.setSpacing(12)
        row.addWidget(portrait)
        row.addLayout(names, 1)
        row.addWidget(role)
        row.addWidget(self.dismiss)


class Staff(QFrame):
    """`hire` is its button; `dismissed(User)` is pressed on one of them."""

    dismissed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("look", "card")
        self.people: list[Person] = []
        title = QLabel(translate("staff", "Who works here"))
        title.setProperty("look", "heading")
        self.hire = QPushButton(translate("staff", "Add a person…"))
        self.hire.setAccessibleName(translate("staff", "Add a person to the staff"))
        head = QHBoxLayout()
        head.setContentsMargins(20, 10, 14, 10)
        head.addWidget(title)
        head.addStretch()
        head.addWidget(self.hire)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setProperty("look", "muted")
        self.told.setContentsMargins(20, 4, 20, 14)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        self._column.addWidget(self.told)
        self.tell([], translate("staff", "Asking the hub…"))

    def tell(self, people: Sequence[User], words: str = "") -> None:
        """Show them, or say why not."""
        self.told.setText(words)
        self.told.setVisible(bool(words))
        for person in self.people:
            person.hide()
            person.deleteLater()
        self.people = [Person(self._theme, person, self) for person in people]
        for person in self.people:
            self._column.addWidget(person)
            who = person.person
            person.dismiss.clicked.connect(lambda _=False, who=who: self.dismissed.emit(who))
