"""What is carried on the page of seats stays within what is shown, or says where it goes."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QSize, Qt, QTimer
from PySide6.QtTest import QTest

from app.contract.models import BookingEdit
from app.core.commands import Action
from app.core.link_state import LinkState
from tests.ui.conftest import StageMaker
from tests.ui.days import HOUR, next_noon, seats, visit
from tests.ui.seat_hands import (
    CONTROL,
    SHIFT,
    at_seats,
    drag,
    drag_bar,
    edits,
    hours,
    keys,
)
from tests.ui.stage import Stage, until


@pytest.mark.parametrize("by_end", [False, True], ids=["bar", "end"])
@pytest.mark.parametrize("side", [-1, 1], ids=["left", "right"])
async def test_a_bar_beyond_the_side_of_the_day_is_held_nowhere(
    stage: Stage, side: int, by_end: bool
) -> None:
    page = await at_seats(stage, visit(6, next_noon() + HOUR, 4))
    line, box = page.timeline, page.timeline.bar("b-6")
    start = QPoint(int(box.right() - 2 if by_end else box.center().x()), int(box.center().y()))
    beyond = QPoint(line.viewport().width() + 40 if side > 0 else -40, start.y())
    drag(line.viewport(), start, beyond, drop=False)
    assert "→" not in page.split.told.whole()
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=beyond)
    assert await edits(stage, page) == []


async def test_an_end_at_the_edge_of_the_day_is_the_end_of_the_day(make_stage: StageMaker) -> None:
    # So narrow that a slip of the hand is a quarter of an hour.
    stage = await make_stage(size=QSize(880, 560))
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon + 2 * HOUR, 4))
    line, box = page.timeline, page.timeline.bar("b-1")
    start = QPoint(int(box.right()) - 5, int(box.center().y()))
    edge = int(box.right() + box.width() * 6 / 4) - 1
    drag(line.viewport(), start, QPoint(edge, start.y()))
    end = (Action.EXTEND, BookingEdit(version=1, ends_at=noon + 12 * HOUR))
    await until(lambda: ("edit", "b-1", end) in stage.desk.calls, "the end")


async def test_keys_that_leave_the_day_name_the_other_one(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + 9 * HOUR, 1, student_name="Asha Verma"))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    keys(page, Qt.Key.Key_Right, 4, SHIFT)
    assert "Seat A-6, 10:00 pm – 11:00 pm" in page.split.told.whole()
    keys(page, Qt.Key.Key_Right, 8, CONTROL)
    assert "Seat A-6, 10:00 pm – Tomorrow, 1:00 am" in page.split.told.whole()
    keys(page, Qt.Key.Key_Right, 12, SHIFT)
    there = "Tomorrow, 1:00\u202fam – 4:00\u202fam"
    assert f"Seat A-6, {there}".replace("\u202f", " ") in page.split.told.whole()
    # And so it is heard.
    assert there in page.timeline.accessibleDescription()
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    edit = BookingEdit(version=1, starts_at=noon + 13 * HOUR, ends_at=noon + 16 * HOUR)
    await until(lambda: ("edit", "b-6", (Action.MOVE, edit)) in stage.desk.calls, "the move")
    assert page.undo_bar.accessibleName() == f"Another time: Asha Verma, A-6 · {there}"
    assert "→" not in page.timeline.accessibleDescription()


async def test_on_the_page_of_another_day_today_is_the_one_that_is_named(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + 13 * HOUR, 1))
    page.head.moments.show_moment(noon + 24 * HOUR)
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    keys(page, Qt.Key.Key_Right, 1, SHIFT)
    assert "Seat A-6, 1:15 am – 2:15 am" in page.split.told.whole()
    keys(page, Qt.Key.Key_Left, 9, SHIFT)
    assert "Seat A-6, Today, 11:00 pm – 12:00 am" in page.split.told.whole()


async def test_a_day_s_end_is_not_stretched_however_it_was_taken_up(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon - 3 * HOUR, 15, kind="day"))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    keys(page, Qt.Key.Key_Up, 1, SHIFT)
    keys(page, Qt.Key.Key_Right, 1, CONTROL)
    keys(page, Qt.Key.Key_Down, 1, SHIFT)
    assert "9:00 am – 12:00 am" in page.split.told.whole()
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    assert await edits(stage, page) == []


async def test_what_waits_for_the_server_says_so(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4, student_name="Asha Verma"))
    link = msgspec.structs.replace(stage.desk.status.link, state=LinkState.OFFLINE)
    await stage.tell(lambda desk: desk.change_status(link=link))
    await until(lambda: page.status is not None and page.status.link == link, "the outage")
    page.timeline.choose("seat-6", "b-6")
    drag_bar(page, "b-6", 0, 30)
    drag_bar(page, "b-6", hours(page, 1), 30)
    await until(lambda: bool(page.timeline.bars["seat-6"][0].pending), "the row to wait")
    assert page.undo_bar.accessibleName() == (
        "Another seat: Asha Verma, A-7 · is sent when the server is back"
    )
    page.map.choose("seat-6")
    assert "Moving…" in page.panel.told.text()


async def test_outside_of_the_map_nothing_is_let_go(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon - HOUR, status="checked_in"), places=seats(200))
    view = page.map
    hidden = QPoint(
        view.visualRect(view.seats.cell("seat-3")).center().x(), view.viewport().height() + 90
    )
    assert view.seats.state(view.indexAt(hidden)) is not None
    start = view.visualRect(view.seats.cell("seat-1")).center()
    drag(view.viewport(), start, hidden, drop=False)
    assert "→" not in page.split.told.whole()
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=hidden)
    assert await edits(stage, page) == []
    page.head.arrange.click()
    drag(view.viewport(), view.visualRect(view.seats.cell("seat-1")).center(), hidden)
    await edits(stage, page)
    assert [call for call in stage.desk.calls if call[0] == "place_seats"] == []


async def test_the_map_scrolls_to_what_is_carried_to_its_edge(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon - HOUR, status="checked_in"), places=seats(200))
    view, bar = page.map, page.map.verticalScrollBar()
    start = view.visualRect(view.seats.cell("seat-1")).center()
    edge = QPoint(start.x(), view.viewport().height() - 6)
    # The hand does not move any more, and yet the map comes to its end.
    drag(view.viewport(), start, edge, drop=False)
    await until(lambda: bar.value() == bar.maximum(), "the map's end")
    await until(lambda: "→ Seat A-191," in page.split.told.whole(), "the words")
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    move = (Action.MOVE, BookingEdit(version=1, seat_id="seat-191"))
    await until(lambda: ("edit", "b-1", move) in stage.desk.calls, "the move")


async def test_the_day_scrolls_to_what_is_carried_to_its_edge(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon - HOUR, status="checked_in"), places=seats(60))
    line, bar = page.timeline, page.timeline.verticalScrollBar()
    start = line.bar("b-1").center().toPoint()
    edge = QPoint(start.x(), line.viewport().height() - 6)
    drag(line.viewport(), start, edge, drop=False)
    await until(lambda: bar.value() == bar.maximum(), "the last seat")
    await until(lambda: "→ Seat A-60," in page.split.told.whole(), "the words")
    QTest.keyClick(line, Qt.Key.Key_Escape)
    # Let go of, nothing scrolls any more.
    assert not [each for each in line.findChildren(QTimer) if each.isActive()]
    QTest.mouseRelease(line.viewport(), Qt.MouseButton.LeftButton, pos=edge)
    assert await edits(stage, page) == []
