"""What happens in scenes about the page of seats."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.models import Seat
from tests.ui.days import HOUR, RULED, at_noon, busy_day, next_noon, seats, visit
from tests.ui.desks import LIBRARY
from tests.ui.plays import LONG_NAME
from tests.ui.stage import Stage, until


async def shown(stage: Stage, bars: int) -> None:
    """Come to the page, and wait until so many seats have bookings."""
    stage.window.pages.show_page("seats")
    page = stage.window.seats
    await until(lambda: len(page.timeline.bars) == bars, f"bookings of {bars} seats")


async def busy(stage: Stage) -> None:
    """Noon of a full day."""
    noon = next_noon()
    await at_noon(stage, *busy_day(noon), places=seats(44))
    stage.window.pages.show_page("seats")
    await until(lambda: len(stage.window.seats.timeline.bars) > 20, "the day")


async def chosen(stage: Stage) -> None:
    """A seat in detail."""
    await busy(stage)
    stage.window.seats.map.choose("seat-6")


async def carried(stage: Stage) -> None:
    """A booking on its way to another seat that is taken."""
    await busy(stage)
    page = stage.window.seats
    view = page.map
    start, end = (view.visualRect(view.seats.cell(f"seat-{n}")).center() for n in (2, 14))
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    for step in (QPoint(20, 10), end - start):
        carry(view.viewport(), start + step)


def carry(widget: QWidget, at: QPoint) -> None:
    """Move the pointer with its button pressed, which QTest's own moving does not do."""
    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


async def stretched(stage: Stage) -> None:
    """The end of a booking on its way to later."""
    await busy(stage)
    timeline = stage.window.seats.timeline
    timeline.choose("seat-6", "b-6")
    box = timeline.bar("b-6")
    grip = QPoint(int(box.right()) - 2, int(box.center().y()))
    QTest.mousePress(timeline.viewport(), Qt.MouseButton.LeftButton, pos=grip)
    for step in (QPoint(15, 0), QPoint(74, 0)):
        carry(timeline.viewport(), grip + step)


async def arranging(stage: Stage) -> None:
    """An owner puts seats in their places: two rooms, an aisle."""
    noon = next_noon()
    placed = tuple(
        msgspec.structs.replace(
            seat,
            room="Hall" if place < 30 else "Quiet room",
            x=place % 10 + (place % 10 > 4) if place < 30 else None,
            y=place // 10 if place < 30 else None,
        )
        for place, seat in enumerate(seats(44))
    )
    await at_noon(stage, *busy_day(noon), places=placed)
    stage.window.pages.show_page("seats")
    await until(lambda: len(stage.window.seats.timeline.bars) > 20, "the day")
    stage.window.seats.head.arrange.click()
    stage.window.seats.map.choose("seat-13")


async def empty(stage: Stage) -> None:
    """A library without seats."""
    await at_noon(stage)
    stage.window.pages.show_page("seats")


async def many(stage: Stage) -> None:
    """Five hundred seats, long names, a seat closed though it is booked."""
    noon = next_noon()
    places = [
        Seat(
            id=f"seat-{number}",
            library_id=LIBRARY.id,
            label=f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[number // 20]}-{number % 20 + 1:02}",
            ordinal=number,
            available=number % 17 != 3,
            closed_reason="lamp broken" if number % 17 == 3 else "",
        )
        for number in range(500)
    ]
    made = [
        visit(
            number,
            noon - (number % 5) * HOUR,
            1.5 + number % 6,
            status="checked_in" if number % 3 else "confirmed",
            student_name=LONG_NAME if number % 7 == 0 else "محمد عبد الرحمن الأنصاري",
        )
        for number in range(0, 500, 2)
    ]
    await at_noon(stage, *made, libraries=(RULED,), places=places)
    stage.window.pages.show_page("seats")
    await until(lambda: len(stage.window.seats.timeline.bars) > 200, "the day")
    stage.window.seats.map.choose("seat-20")
