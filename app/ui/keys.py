"""All keys of the window in one place, to be looked up with F1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.commands import Action
from app.ui.acts.offered import KEYS

translate = QCoreApplication.translate

Section = tuple[str, Sequence[tuple[str, str]]]


def action_words() -> Mapping[Action, str]:
    """What the key of each action on a booking does."""
    return {
        Action.CONFIRM: translate("keys", "Confirm"),
        Action.DECLINE: translate("keys", "Decline"),
        Action.CHECK_IN: translate("keys", "Check in"),
        Action.CHECK_OUT: translate("keys", "Check out"),
        Action.UNDO: translate("keys", "Take back a check-in or -out, or what is not sent"),
        Action.NO_SHOW: translate("keys", "Did not arrive"),
        Action.HOLD: translate("keys", "Hold a late student’s seat ten minutes longer"),
        Action.EXTEND: translate("keys", "Another end"),
        Action.MOVE: translate("keys", "Another seat"),
        Action.PAY: translate("keys", "Payment"),
        Action.NOTE: translate("keys", "Note"),
        Action.CANCEL: translate("keys", "Cancel the booking"),
    }


def sections(pages: Sequence[tuple[str, str]], *, arranges: bool = True) -> list[Section]:
    """All keys by where they are heard; `pages` are the keys and the names of the pages.

    Whoever `arranges` seats moves them by keys, too.
    """
    words = action_words()
    arranging = ("Ctrl+Left", translate("keys", "Move a seat, while arranging; also the others"))
    return [
        (
            translate("keys", "Everywhere"),
            [
                *pages,
                ("Ctrl+K", translate("keys", "Search")),
                ("Ctrl+N", translate("keys", "New booking at the desk")),
                ("Ctrl+Z", translate("keys", "Take back what was done just now")),
                ("Ctrl+E", translate("keys", "Table of what is shown")),
                ("Ctrl+P", translate("keys", "Sheet to print")),
                ("F1", translate("keys", "These keys")),
                ("Ctrl+Q", translate("keys", "Quit")),
            ],
        ),
        (
            translate("keys", "On a booking, on every page"),
            [(keys, words[action]) for action, keys in KEYS.items()],
        ),
        (
            translate("keys", "In the list of bookings"),
            [
                ("Ctrl+F", translate("keys", "Filter")),
                ("Alt+V", translate("keys", "Views")),
                ("Alt+C", translate("keys", "Order and columns")),
                ("Esc", translate("keys", "Close the booking")),
            ],
        ),
        (
            translate("keys", "In the notices"),
            [
                ("Return", translate("keys", "Open the booking")),
                ("R", translate("keys", "Mark as read")),
                ("Del", translate("keys", "Delete")),
                ("Ctrl+F", translate("keys", "Search the notices")),
            ],
        ),
        (
            translate("keys", "On the page of seats"),
            [
                ("Alt+N", translate("keys", "Show now")),
                ("Return", translate("keys", "Open the booking, or book the seat")),
                *((arranging,) if arranges else ()),
                ("Shift+Left", translate("keys", "Carry the booking, in the day by seat")),
                ("Ctrl+Right", translate("keys", "Its end a quarter of an hour later")),
                ("Return", translate("keys", "Let it go there")),
                ("Esc", translate("keys", "Let go of what is carried")),
            ],
        ),
    ]


class Keys(QDialog):
    """Opened with `open()`."""

    def __init__(
        self, parent: QWidget, pages: Sequence[tuple[str, str]], *, arranges: bool
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        title = translate("keys", "Keys")
        self.setWindowTitle(title)
        heading = QLabel(title)
        heading.setProperty("look", "title")
        columns = QHBoxLayout()
        columns.setSpacing(34)
        everywhere, booking, *rest = sections(pages, arranges=arranges)
        for shown in ([everywhere], [booking], rest):
            column = QVBoxLayout()
            column.setSpacing(6)
            for name, keys in shown:
                column.addWidget(_heading(name))
                column.addLayout(_grid(keys))
                column.addSpacing(10)
            column.addStretch()
            columns.addLayout(column)
        close = QPushButton(translate("keys", "Close"))
        close.setAccessibleName(close.text())
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch()
        row.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 18)
        whole.setSpacing(12)
        whole.addWidget(heading)
        whole.addLayout(columns)
        whole.addLayout(row)


def _heading(name: str) -> QLabel:
    label = QLabel(name)
    label.setProperty("look", "heading")
    return label


def _grid(keys: Sequence[tuple[str, str]]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(14)
    grid.setVerticalSpacing(5)
    for place, (key, words) in enumerate(keys):
        shown = QLabel(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
        shown.setProperty("look", "key")
        what = QLabel(words)
        # As one thing for those who hear it.
        what.setAccessibleName(f"{shown.text()}: {words}")
        grid.addWidget(shown, place, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(what, place, 1)
    grid.setColumnStretch(1, 1)
    return grid
