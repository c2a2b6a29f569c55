"""Tab comes by everything on a page and in the question of a walk-in, and goes on from there."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.walk_in.dialog import WalkInDialog
from app.ui.walk_in.paid import Way
from tests.ui.days import at_noon, busy_day, next_noon, seats, shown
from tests.ui.desks import OWNER
from tests.ui.stage import Stage, until

TABS = 120


def stops(root: QWidget) -> set[QWidget]:
    """What can be worked with by keys, as anybody sees it."""
    return {
        each
        for each in root.findChildren(QWidget)
        if each.isVisible()
        and each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        # A row of options, and Qt's line within a field of numbers or times.
        and each.focusProxy() is None
    }


def gone_round(*, back: bool) -> list[QWidget]:
    """What Tab comes by until it is again where it began."""
    met = list[QWidget]()
    for _ in range(TABS):
        focus = QApplication.focusWidget()
        assert focus is not None
        if met and focus is met[0]:
            return met
        met.append(focus)
        shift = Qt.KeyboardModifier.ShiftModifier if back else Qt.KeyboardModifier.NoModifier
        QTest.keyClick(focus, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab, shift)
    raise AssertionError(f"it goes on and on: {[each.accessibleName() for each in met[-8:]]}")


def names(widgets: set[QWidget]) -> list[str]:
    return sorted(f"{type(each).__name__} {each.accessibleName()!r}" for each in widgets)


async def awake(stage: Stage) -> None:
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")


@pytest.mark.parametrize("back", [False, True], ids=["Tab", "Shift+Tab"])
@pytest.mark.parametrize("page", ["today", "bookings", "seats", "notices", "library"])
async def test_tab_comes_by_everything_on_a_page(stage: Stage, page: str, back: bool) -> None:
    await at_noon(stage, *busy_day(next_noon()), places=seats(44))
    await stage.tell(lambda desk: desk.change_status(user=OWNER))
    await shown(stage, 3, 5)
    await awake(stage)
    stage.window.pages.go_to(page)
    met = gone_round(back=back)
    assert names(stops(stage.window) - set(met)) == []
    assert stage.window not in met


@pytest.mark.parametrize("back", [False, True], ids=["Tab", "Shift+Tab"])
@pytest.mark.parametrize("way", list(Way))
async def test_tab_comes_by_every_field_of_a_walk_in(stage: Stage, way: Way, back: bool) -> None:
    await at_noon(stage, places=seats(6))
    await awake(stage)
    QTest.keyClick(stage.window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    await until(dialog.isActiveWindow, "the dialog in front")
    dialog.paid.way.choose(way)
    dialog.who.setFocus()
    met = gone_round(back=back)
    assert names(stops(dialog) - set(met)) == []
    assert dialog.note in met
    assert dialog.on in met
