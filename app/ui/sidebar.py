"""The left side of the window: the pages, and who is signed in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
)

from app.contract.models import Role, User
from app.ui.glyph import ElidedLabel, Glyph, Portrait
from app.ui.theme import Theme
from app.ui.words import number

translate = QCoreApplication.translate

WIDTH = 196


class NavButton(QPushButton):
    """A page's entry, with a count when there is something new on it."""

    def __init__(self, theme: Theme, icon: str, words: str) -> None:
        super().__init__(words)
        self._words = words
        self.setProperty("look", "nav")
        self.setCheckable(True)
        self.setAccessibleName(words)
        theme.dress(self, icon)
        self._count = QLabel()
        self._count.setProperty("look", "count")
        self._count.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._count.hide()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 8, 0)
        row.addStretch()
        row.addWidget(self._count)

    def tell_count(self, count: int) -> None:
        """Show `count`; nothing for 0."""
        self._count.setText(number(count))
        self._count.setVisible(count > 0)
        told = translate("sidebar", "{page}, %n unread", "", count).format(page=self._words)
        self.setAccessibleName(told if count else self._words)

    def count_shown(self) -> str:
        """The count as shown."""
        return "" if self._count.isHidden() else self._count.text()


class Sidebar(QFrame):
    """`page_chosen(name)` and what the account's menu offers."""

    page_chosen = Signal(str)
    sign_out_wanted = Signal()
    about_wanted = Signal()
    keys_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setFixedWidth(WIDTH)
        self._theme = theme
        self._group = QButtonGroup(self)
        self._buttons: dict[str, NavButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 14, 10, 10)
        column.setSpacing(3)
        name = QLabel(translate("sidebar", "StudySpot Desk"))
        name.setProperty("look", "heading")
        head = QHBoxLayout()
        head.setContentsMargins(6, 0, 0, 14)
        head.setSpacing(10)
        head.addWidget(Glyph(theme, "studyspot-desk", 26))
        head.addWidget(name, 1)
        column.addLayout(head)
        self._pages = QVBoxLayout()
        self._pages.setSpacing(3)
        column.addLayout(self._pages)
        column.addStretch()
        self._below = QVBoxLayout()
        self._below.setSpacing(3)
        column.addLayout(self._below)
        column.addWidget(self._account())

    def add_page(self, name: str, icon: str, words: str, keys: str = "") -> None:
        """Add a page's entry; its shortcut is Ctrl and its number unless `keys` says another.

        One with keys of its own stands at the bottom.
        """
        button = NavButton(self._theme, icon, words)
        # Not the button's own shortcut: that presses it a moment later, after keys that follow.
        key = QShortcut(QKeySequence(keys or f"Ctrl+{len(self._buttons) + 1}"), button)
        key.activated.connect(button.click)
        button.clicked.connect(lambda: self.page_chosen.emit(name))
        self._group.addButton(button)
        (self._below if keys else self._pages).addWidget(button)
        self._buttons[name] = button

    def show_page(self, name: str) -> None:
        """Mark the page that is shown."""
        self._buttons[name].setChecked(True)

    def offer_page(self, name: str, offered: bool) -> None:
        """Have a page's entry, or not."""
        self._buttons[name].setVisible(offered)

    def tell_count(self, name: str, count: int) -> None:
        """Show how much is new on a page."""
        self._buttons[name].tell_count(count)

    def button(self, name: str) -> NavButton:
        """A page's entry."""
        return self._buttons[name]

    def tell_user(self, user: User | None) -> None:
        """Show who is signed in."""
        self.account.setVisible(user is not None)
        if user is None:
            return
        told = user.name.strip() or user.email
        self._portrait.tell(told)
        self._name.tell(told)
        roles: dict[str, str] = {
            Role.OWNER: translate("sidebar", "Owner"),
            Role.STAFF: translate("sidebar", "Staff"),
            Role.STUDENT: translate("sidebar", "Student"),
        }
        self._role.setText(roles.get(user.role, user.role.capitalize()))
        self._who.setText(translate("sidebar", "Signed in as {email}").format(email=user.email))
        self.account.setAccessibleName(translate("sidebar", "Account: {name}").format(name=told))

    def _account(self) -> QPushButton:
        self.account = QPushButton()
        self.account.setProperty("look", "nav")
        self.account.setFixedHeight(max(46, 2 * self.fontMetrics().height() + 20))
        self._portrait = Portrait(self._theme, 30)
        self._name, self._role = ElidedLabel(), QLabel()
        self._role.setProperty("look", "small")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._role)
        row = QHBoxLayout(self.account)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(9)
        row.addWidget(self._portrait)
        row.addLayout(names, 1)
        for part in (self._portrait, self._name, self._role):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        menu = QMenu(self.account)
        self._who = menu.addAction("")
        self._who.setEnabled(False)
        menu.addSeparator()
        self.about = menu.addAction(translate("sidebar", "About StudySpot Desk"))
        self.about.triggered.connect(self.about_wanted)
        self.keys = menu.addAction(translate("sidebar", "Keys"))
        self.keys.setShortcut("F1")
        self.keys.triggered.connect(self.keys_wanted)
        self.sign_out = menu.addAction(translate("sidebar", "Sign out…"))
        self.sign_out.triggered.connect(self.sign_out_wanted)
        menu.addSeparator()
        leave = menu.addAction(translate("sidebar", "Quit StudySpot Desk"))
        leave.setShortcut("Ctrl+Q")
        leave.triggered.connect(self.quit_wanted)
        self.account.setMenu(menu)
        self.account.hide()
        return self.account

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Its width does not change."""
        return QSize(WIDTH, super().sizeHint().height())
