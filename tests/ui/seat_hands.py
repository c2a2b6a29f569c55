"""Hands on the page of seats: what is pointed at, dragged, and carried by keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.contract.models import Booking
from app.core.seat_states import Held
from app.ui.seats.page import SeatsPage
from tests.ui.days import at_noon, seats
from tests.ui.seat_plays import carry
from tests.ui.stage import Stage, until

SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


async def at_seats(stage: Stage, *bookings: Booking, **given: Any) -> SeatsPage:
    """The page at noon, with forty-four seats unless others are given."""
    await at_noon(stage, *bookings, **({"places": seats(44)} | given))
    stage.window.pages.show_page("seats")
    page = stage.window.seats
    await until(lambda: bool(page.map.seats.seat_ids), "the seats")
    return page


def told(page: SeatsPage, number: int) -> str:
    """What the map tells of a seat to who hears it."""
    cell = page.map.seats.cell(f"seat-{number}")
    return (
        str(cell.data(Qt.ItemDataRole.AccessibleTextRole))
        .replace("\u2068", "")
        .replace("\u2069", "")
    )


def held(page: SeatsPage, number: int) -> Held:
    state = page.map.seats.state_of(f"seat-{number}")
    assert state is not None
    return state.held


def drag(widget: QWidget, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    """As a hand does it: press, move in two steps, let go."""
    QTest.mousePress(widget, Qt.MouseButton.LeftButton, pos=start)
    for at in (start + (end - start) / 2, end):
        carry(widget, at)
    if drop:
        QTest.mouseRelease(widget, Qt.MouseButton.LeftButton, pos=end)


def drag_seat(page: SeatsPage, start: int, end: int, *, drop: bool = True) -> None:
    view = page.map
    points = [view.visualRect(view.seats.cell(f"seat-{n}")).center() for n in (start, end)]
    drag(view.viewport(), *points, drop=drop)


def drag_bar(
    page: SeatsPage, booking_id: str, across: int, down: int = 0, *, by_end: bool = False
) -> None:
    line = page.timeline
    box = line.bar(booking_id)
    start = QPoint(int(box.right() - 2 if by_end else box.center().x()), int(box.center().y()))
    drag(line.viewport(), start, start + QPoint(across, down))


async def edits(stage: Stage, page: SeatsPage) -> list[object]:
    """What was asked of the desk until now, by whatever was carried."""
    marks = [call for call in stage.desk.calls if call[0] == "seen"]
    # Commands go the same way, one behind the other.
    page.acts.see([f"mark-{len(marks)}"])
    await until(lambda: len([c for c in stage.desk.calls if c[0] == "seen"]) > len(marks), "it")
    return [call for call in stage.desk.calls if call[0] == "edit"]


def hours(page: SeatsPage, count: float) -> int:
    """So many hours in pixels of the day."""
    wide = page.timeline.bar("b-6").width()
    return round(wide / 4 * count)


def click_seat(page: SeatsPage, number: int) -> None:
    place = page.map.visualRect(page.map.seats.cell(f"seat-{number}")).center()
    QTest.mouseClick(page.map.viewport(), Qt.MouseButton.LeftButton, pos=place)


def keys(page: SeatsPage, key: Qt.Key, times: int, held: Qt.KeyboardModifier) -> None:
    for _ in range(times):
        QTest.keyClick(page.timeline, key, held)
