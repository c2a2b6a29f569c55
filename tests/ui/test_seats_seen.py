"""What is to be seen on the page of seats: the focus, the night, the counts, who is where."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from app.ui.seats.page import SeatsPage
from app.ui.theme import Scheme
from tests.ui.days import HOUR, next_noon, visit
from tests.ui.seat_hands import at_seats
from tests.ui.stage import Stage, until
from tests.ui.test_theme import contrast


def frame(page: SeatsPage, part: QWidget) -> str:
    """The colour at the middle of a part's upper edge."""
    at = part.mapTo(page, QPoint(part.width() // 2, 0))
    return page.grab().toImage().pixelColor(at).name()


@pytest.mark.parametrize("scheme", [Scheme.DARK, Scheme.LIGHT])
async def test_where_the_keyboard_is_is_seen_on_map_and_day(stage: Stage, scheme: Scheme) -> None:
    page = await at_seats(stage, visit(1, next_noon() - HOUR, status="checked_in"))
    stage.theme.apply(scheme)
    parts: tuple[QWidget, ...] = (page.map, page.timeline)
    elsewhere = page.head.export
    for part in parts:
        elsewhere.setFocus()
        await until(elsewhere.hasFocus, "the focus")
        without = frame(page, part)
        for other in parts:
            other.setFocus()
            await until(other.hasFocus, "the focus")
            assert (contrast(frame(page, part), without) >= 3) is (other is part)
    stage.theme.apply(Scheme.LIGHT)
