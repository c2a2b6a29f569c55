"""Our own toasts."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton

from app.core.ports import Action, Toast
from app.ui.theme import Theme
from app.ui.toast import MOST, STAYS_MS, ToastStack


@pytest.fixture
async def stack(theme: Theme) -> AsyncIterator[ToastStack]:
    made = ToastStack(theme)
    yield made
    await made.close()


def _toast(number: int) -> Toast:
    return Toast(
        alert_id=f"a-{number}",
        title=f"New booking: Student {number}",
        body="Seat A-1 · today",
        actions=((Action.OPEN, "Open"), (Action.CHECK_IN, "Check in")),
    )


async def test_toasts_stack_at_the_top_right_newest_first(
    stack: ToastStack, qapp: QApplication
) -> None:
    for number in range(3):
        await stack.show(_toast(number))
    cards = stack.cards()
    assert [card.toast.alert_id for card in cards] == ["a-2", "a-1", "a-0"]
    screen = qapp.primaryScreen().availableGeometry()
    for upper, lower in itertools.pairwise(cards):
        assert upper.geometry().bottom() < lower.geometry().top()
    for card in cards:
        assert screen.contains(card.geometry())
        assert card.geometry().right() > screen.center().x()


async def test_they_do_not_take_the_focus(stack: ToastStack) -> None:
    await stack.show(_toast(1))
    (card,) = stack.cards()
    assert card.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
    assert card.windowFlags() & Qt.WindowType.WindowDoesNotAcceptFocus


async def test_a_button_tells_what_was_pressed_and_closes(stack: ToastStack) -> None:
    told: list[tuple[str, Action]] = []
    undo = stack.on_action(lambda alert_id, action: told.append((alert_id, action)))
    await stack.show(_toast(1))
    buttons = {b.text(): b for b in stack.cards()[0].findChildren(QPushButton)}
    buttons["Check in"].click()
    assert told == [("a-1", Action.CHECK_IN)]
    assert stack.cards() == []
    await stack.show(_toast(2))
    QTest.mouseClick(stack.cards()[0], Qt.MouseButton.LeftButton)
    assert told[1:] == [("a-2", Action.DEFAULT)]
    undo()
    await stack.show(_toast(3))
    QTest.mouseClick(stack.cards()[0], Qt.MouseButton.LeftButton)
    assert len(told) == 2


async def test_they_can_be_dismissed_and_withdrawn(stack: ToastStack) -> None:
    told: list[Action] = []
    stack.on_action(lambda _, action: told.append(action))
    for number in (1, 2):
        await stack.show(_toast(number))
    stack.cards()[0].findChildren(QToolButton)[0].click()
    assert [card.toast.alert_id for card in stack.cards()] == ["a-1"]
    await stack.withdraw("a-1")
    await stack.withdraw("a-1")
    assert stack.cards() == []
    assert told == []


async def test_the_oldest_makes_room(stack: ToastStack) -> None:
    for number in range(MOST + 2):
        await stack.show(_toast(number))
    assert len(stack.cards()) == MOST
    assert stack.cards()[-1].toast.alert_id == "a-2"


async def test_it_goes_by_itself_but_waits_under_the_pointer(stack: ToastStack) -> None:
    assert STAYS_MS == 8000
    await stack.show(_toast(1))
    (card,) = stack.cards()
    assert card.going()
    spot = QPointF(5, 5)
    QApplication.sendEvent(card, QEnterEvent(spot, spot, spot))
    assert not card.going()
    QApplication.sendEvent(card, QEvent(QEvent.Type.Leave))
    assert card.going()


async def test_corners_are_cut_off_and_nothing_shines_through(stack: ToastStack) -> None:
    await stack.show(_toast(1))
    (card,) = stack.cards()
    # What is transparent would be black where no compositor runs.
    assert not card.testAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    box, mask = card.rect(), card.mask()
    for corner in (box.topLeft(), box.topRight(), box.bottomLeft(), box.bottomRight()):
        assert not mask.contains(corner)
    assert mask.contains(box.center())
    for x in (box.left(), box.right()):
        assert mask.contains(QPoint(x, box.center().y()))
    assert mask.boundingRect() == box
