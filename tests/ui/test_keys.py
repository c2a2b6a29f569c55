"""The keys that can be looked up are those that are heard."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from app.contract.models import Role
from app.ui.acts.offered import KEYS
from app.ui.keys import Keys, action_words, sections
from tests.ui.desks import OWNER
from tests.ui.stage import Stage, until

# Map and day hear these themselves, together with what Qt's own views hear.
_OF_VIEWS = {"Ctrl+Left", "Ctrl+Right", "Shift+Left"}


def heard(stage: Stage) -> set[str]:
    """All keys that something in the window listens to."""
    window = stage.window
    found = [each.key() for each in window.findChildren(QShortcut)]
    found += [each.shortcut() for each in window.findChildren(QAbstractButton)]
    found += [each.shortcut() for each in window.findChildren(QAction)]
    return {sequence.toString() for sequence in found} - {""}


async def test_every_key_that_is_told_is_heard_and_every_action_has_one(stage: Stage) -> None:
    pages = stage.window.pages.keys(arranges=True)
    for name in stage.window.pages.words():
        stage.window.pages.show_page(name)
    told = {key for _, keys in sections(pages) for key, _ in keys}
    assert told - heard(stage) - _OF_VIEWS == set()
    assert set(action_words()) == set(KEYS)


async def test_a_key_that_is_held_down_acts_once(stage: Stage) -> None:
    for name in stage.window.pages.words():
        stage.window.pages.show_page(name)
    keys = set(KEYS.values())
    acting = [
        each for each in stage.window.findChildren(QShortcut) if each.key().toString() in keys
    ]
    # On the pages of today (two lists), of bookings and of seats; Del in the notices.
    assert len(acting) == 4 * len(keys) + 1
    assert not [each.key().toString() for each in acting if each.autoRepeat()]


async def test_staff_are_shown_no_keys_of_what_they_may_not_do(stage: Stage) -> None:
    staff = msgspec.structs.replace(OWNER, role=Role.STAFF)
    await stage.tell(lambda desk: desk.change_status(user=staff))
    await until(lambda: not stage.window.sidebar.button("library").isVisible(), "the role")
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    dialog = stage.window.findChild(Keys)
    assert isinstance(dialog, Keys)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "Seats" in words
    assert "Library" not in words
    assert "arranging" not in words


async def test_f1_shows_them(stage: Stage) -> None:
    QTest.keyClick(stage.window, Qt.Key.Key_F1)
    dialog = stage.window.findChild(Keys)
    assert isinstance(dialog, Keys)
    words = [label.text() for label in dialog.findChildren(QLabel)]
    assert "Check in" in words
    assert QKeySequence("Ctrl+N").toString(QKeySequence.SequenceFormat.NativeText) in words
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
