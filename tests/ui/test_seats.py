"""The page of seats: the map, the day by seat, what is carried, and what an owner arranges."""

from __future__ import annotations

import msgspec
import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.errors import Conflict, StaleVersion
from app.contract.models import BookingEdit, Role, Seat
from app.contract.requests import SeatEdit, SeatPlace, SeatRequest, SeatSight
from app.contract.wire import builtins
from app.core.batch import Batch, Origin
from app.core.commands import Action
from app.core.seat_states import Held
from app.ui.acts.move import MoveDialog
from app.ui.acts.note import NoteDialog
from app.ui.seats.dialogs import AddDialog, CloseDialog, NameDialog
from app.ui.seats.model import Place
from app.ui.seats.told import until_word
from app.ui.walk_in.dialog import WalkInDialog
from app.ui.words import zone_of
from tests.ui.conftest import StageMaker
from tests.ui.days import HOUR, MINUTE, RULED, at_noon, next_noon, seats, visit
from tests.ui.desks import LIBRARY, OWNER
from tests.ui.lists import chosen
from tests.ui.seat_hands import (
    CONTROL,
    SHIFT,
    at_seats,
    click_seat,
    drag_bar,
    drag_seat,
    edits,
    held,
    hours,
    keys,
    told,
)
from tests.ui.seat_plays import carry
from tests.ui.stage import Stage, until

OTHER = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe")


async def test_the_map_tells_each_seat_as_it_is_now(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(
        stage,
        visit(1, noon - HOUR, status="checked_in"),
        visit(2, noon - 10 * MINUTE, 1),
        visit(3, noon, 1, status="pending"),
        visit(4, noon + HOUR),
        visit(5, noon - 3 * HOUR, 2, status="checked_in"),
    )
    states = [held(page, number) for number in (1, 2, 3, 4, 5, 6, 11)]
    assert states == [
        Held.HERE, Held.EXPECTED, Held.ASKED, Held.FREE, Held.HERE, Held.FREE, Held.CLOSED,
    ]  # fmt: skip
    assert told(page, 1) == "Seat A-1, Rohan Kulkarni, here, until 1:00\u202fpm"
    assert told(page, 4) == "Seat A-4, free until 1:00\u202fpm"
    assert told(page, 5).endswith("here, the time is over")
    assert told(page, 11) == "Seat A-11, closed"


async def test_news_and_the_clock_move_it(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(4, noon + 30 * MINUTE))
    await stage.arrive(visit(6, noon - MINUTE))
    await until(lambda: held(page, 6) is Held.EXPECTED, "the booking")
    stage.ahead += 31 * MINUTE
    page.tick()
    assert held(page, 4) is Held.EXPECTED


async def test_a_key_is_for_whom_the_panel_names(stage: Stage) -> None:
    noon = next_noon()
    here = visit(6, noon - HOUR, 2, status="checked_in", student_name="Asha Verma")
    later = visit(7, noon + 2 * HOUR, seat_id="seat-6", student_name="Kiran Patil")
    page = await at_seats(stage, here, later)
    line = page.timeline
    box = line.bar("b-7").center().toPoint()
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=box)
    assert page.panel.who.whole() == "Kiran Patil"
    # The seat is chosen already; a click on it asks who is there.
    click_seat(page, 6)
    assert page.panel.who.whole() == "Asha Verma"
    QTest.keyClick(page.map, Qt.Key.Key_O)
    await until(lambda: ("check_out", "b-6", "") in stage.desk.calls, "the check-out")
    # Where nobody is named, nobody is meant.
    page.close_panel()
    QTest.keyClick(page.map, Qt.Key.Key_T)
    assert page.findChild(NoteDialog) is None


async def test_who_is_there_lies_above_who_has_left(stage: Stage) -> None:
    noon = next_noon()
    left = visit(6, noon - HOUR, 3, status="completed", student_name="Bold")
    here = visit(7, noon - 90 * MINUTE, 1, status="checked_in", seat_id="seat-6")
    page = await at_seats(stage, left, here)
    line = page.timeline
    both = line.bar("b-7").intersected(line.bar("b-6")).center().toPoint()
    QTest.mouseClick(line.viewport(), Qt.MouseButton.LeftButton, pos=both)
    assert line.booking_id == "b-7"


async def test_what_is_carried_out_of_the_day_stays_where_it_was(stage: Stage) -> None:
    page = await at_seats(stage, visit(6, next_noon() + HOUR, 4))
    drag_bar(page, "b-6", hours(page, 2), -page.timeline.bar("b-6").toRect().top())
    assert await edits(stage, page) == []
    assert not page.timeline.carrying


async def test_now_is_another_day_after_midnight(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(4, noon + 23 * HOUR, 3), visit(5, noon, 2))
    assert held(page, 4) is Held.FREE
    stage.ahead += 24 * HOUR
    page.tick()
    assert (held(page, 4), held(page, 5)) == (Held.EXPECTED, Held.FREE)
    assert list(page.timeline.bars) == ["seat-4"]


async def test_another_moment_shows_the_seats_as_they_will_be(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon, status="checked_in"), visit(2, noon + 25 * HOUR))
    moments = page.head.moments
    moments.on.click()
    assert not moments.present.isChecked()
    assert held(page, 1) is Held.FREE
    moments.show_moment(noon + 26 * HOUR)
    assert held(page, 2) is Held.EXPECTED
    assert "seat-2" in page.timeline.bars
    moments.present.click()
    assert held(page, 1) is Held.HERE


async def test_a_moment_is_pointed_at_above_the_day(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4))
    right = page.timeline.bar("b-6").right()
    spot = QPoint(int(right) - hours(page, 1), 8)
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert page.head.moments.moment == noon + 4 * HOUR
    assert held(page, 6) is Held.EXPECTED


async def test_a_booking_is_carried_to_a_free_seat_and_back(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon - HOUR, status="checked_in"))
    drag_seat(page, 1, 3, drop=False)
    assert "→ Seat A-3" in page.split.told.whole()
    assert "The price stays" in page.split.told.whole()
    QTest.mouseRelease(page.map.viewport(), Qt.MouseButton.LeftButton)
    move = (Action.MOVE, BookingEdit(version=1, seat_id="seat-3"))
    await until(lambda: ("edit", "b-1", move) in stage.desk.calls, "the move")
    await until(page.undo_bar.isVisible, "the way back")
    page.undo_bar.button.click()
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")
    await until(lambda: not page.timeline.bars["seat-1"][0].pending, "the row to wait no more")


async def test_what_would_clash_is_said_before_it_is_let_go_and_not_done(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(
        stage,
        visit(1, noon - HOUR, 3, status="checked_in"),
        visit(2, noon + HOUR, 1, student_name="Asha Verma"),
    )
    drag_seat(page, 1, 2, drop=False)
    assert "taken: \u2068Asha Verma\u2069" in page.split.told.whole()
    assert page.split.told.property("look") == "wrong"
    QTest.mouseRelease(page.map.viewport(), Qt.MouseButton.LeftButton)
    drag_seat(page, 1, 11, drop=False)
    assert "closed" in page.split.told.whole()
    QTest.mouseRelease(page.map.viewport(), Qt.MouseButton.LeftButton)
    # To where it is, or with nobody on it, is no move either.
    drag_seat(page, 1, 1)
    drag_seat(page, 5, 6)
    assert "Drag a booking" in page.split.told.whole()
    assert await edits(stage, page) == []


async def test_escape_lets_go(stage: Stage) -> None:
    page = await at_seats(stage, visit(1, next_noon() - HOUR, status="checked_in"))
    drag_seat(page, 1, 3, drop=False)
    QTest.keyClick(page.map, Qt.Key.Key_Escape)
    QTest.mouseRelease(page.map.viewport(), Qt.MouseButton.LeftButton)
    assert await edits(stage, page) == []


async def test_an_end_is_drawn_along_the_hours_with_what_it_costs_then(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4, total_minor=20_000))
    drag_bar(page, "b-6", hours(page, 1), by_end=True)
    end = (Action.EXTEND, BookingEdit(version=1, ends_at=noon + 6 * HOUR))
    await until(lambda: ("edit", "b-6", end) in stage.desk.calls, "the end")


async def test_a_bar_is_carried_to_another_seat_and_another_hour(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4), visit(7, noon - HOUR, 3))
    drag_bar(page, "b-6", 0, 30)
    assert await edits(stage, page) == []
    drag_bar(page, "b-6", hours(page, 2), 30)
    edit = BookingEdit(
        version=1, seat_id="seat-7", starts_at=noon + 3 * HOUR, ends_at=noon + 7 * HOUR
    )
    await until(lambda: ("edit", "b-6", (Action.MOVE, edit)) in stage.desk.calls, "the move")
    # One that has begun keeps its time, however far it is carried to the side.
    drag_bar(page, "b-7", hours(page, 2), -60)
    edit = BookingEdit(version=1, seat_id="seat-5")
    await until(lambda: ("edit", "b-7", (Action.MOVE, edit)) in stage.desk.calls, "the move")


async def test_what_waits_to_be_sent_is_not_carried(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4))
    drag_bar(page, "b-6", 0, 30)
    await until(lambda: len(stage.desk.calls) and stage.desk.calls[-1][0] == "edit", "the move")
    await until(lambda: page.timeline.bars["seat-6"][0].pending, "the row to wait")
    before = await edits(stage, page)
    drag_bar(page, "b-6", 0, 60)
    assert await edits(stage, page) == before


async def test_what_waits_is_not_carried_on_the_map_either(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(
        stage,
        visit(1, noon - HOUR, 3, status="checked_in"),
        visit(5, noon - 3 * HOUR, 2, status="checked_in"),
    )
    drag_seat(page, 1, 3)
    await until(lambda: bool(page.timeline.bars["seat-1"][0].pending), "the row to wait")
    before = await edits(stage, page)
    drag_seat(page, 1, 4)
    # One whose time is over has no seat to be moved from.
    drag_seat(page, 5, 6)
    assert await edits(stage, page) == before


async def test_what_somebody_else_did_meanwhile_counts_when_it_is_let_go(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(1, noon - HOUR, status="checked_in"))
    drag_seat(page, 1, 3, drop=False)
    assert "The price stays" in page.split.told.whole()
    await stage.arrive(visit(3, noon - MINUTE, student_name="Asha Verma"))
    await until(lambda: held(page, 3) is Held.EXPECTED, "the booking")
    assert "taken: \u2068Asha Verma\u2069" in page.split.told.whole()
    assert page.split.told.property("look") == "wrong"
    there = page.map.visualRect(page.map.seats.cell("seat-3")).center()
    QTest.mouseRelease(page.map.viewport(), Qt.MouseButton.LeftButton, pos=there)
    assert await edits(stage, page) == []
    # The seat that it stands on is looked at still.
    assert page.map.seat_id == "seat-1"
    box = page.timeline.bar("b-1")
    grip = QPoint(int(box.center().x()), int(box.center().y()))
    line = page.timeline.viewport()
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=grip)
    for down in (60, 90):
        carry(line, grip + QPoint(0, down))
    assert "→ Seat A-4" in page.split.told.whole()
    closed = msgspec.structs.replace(seats(44)[3], available=False)
    await stage.tell(lambda desk: desk.told(Batch(origin=Origin.ANSWER, seats=(closed,))))
    await until(lambda: "this seat is closed" in page.split.told.whole(), "the words")
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=grip + QPoint(0, 90))
    assert await edits(stage, page) == []


async def test_a_booking_is_carried_by_keys_to_another_hour_and_seat(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4, total_minor=20_000))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    keys(page, Qt.Key.Key_Right, 3, SHIFT)
    keys(page, Qt.Key.Key_Left, 1, SHIFT)
    keys(page, Qt.Key.Key_Down, 1, SHIFT)
    assert "→ Seat A-7, 1:30 pm – 5:30 pm" in page.split.told.whole()
    keys(page, Qt.Key.Key_Right, 2, CONTROL)
    assert "1:30 pm – 6:00 pm" in page.split.told.whole()
    assert await edits(stage, page) == []
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    edit = BookingEdit(
        version=1,
        seat_id="seat-7",
        starts_at=noon + HOUR + 30 * MINUTE,
        ends_at=noon + 6 * HOUR,
    )
    await until(lambda: ("edit", "b-6", (Action.MOVE, edit)) in stage.desk.calls, "the move")
    await until(lambda: bool(page.timeline.bars["seat-6"][0].pending), "the row to wait")
    before = await edits(stage, page)
    keys(page, Qt.Key.Key_Right, 1, SHIFT)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    assert await edits(stage, page) == before


async def test_what_was_carried_is_carried_on_from_where_it_is(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    moved = visit(6, noon + HOUR, 4, seat_id="seat-8", seat_label="A-8", version=2)
    await stage.arrive(moved, rings=False)
    await until(lambda: bool(page.timeline.bars.get("seat-8")), "the move")
    # The row, the map and the pane look at it where it is by now.
    assert (page.timeline.seat_id, page.map.seat_id) == ("seat-8", "seat-8")
    assert "A-8" in page.panel.title.whole()
    keys(page, Qt.Key.Key_Down, 1, SHIFT)
    assert "→ Seat A-9" in page.split.told.whole()


async def test_what_was_done_does_not_cover_what_is_carried(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4))
    page.undo_bar.offer("Another seat: Asha Verma, A-6", None)
    told = page.split.told
    line = QRect(told.mapTo(stage.window, QPoint()), told.size())
    bar = page.undo_bar
    assert not line.intersects(QRect(bar.mapTo(stage.window, QPoint()), bar.size()))


@pytest.mark.parametrize("way", ["escape", "arrow", "focus"])
async def test_what_keys_carry_is_let_go_without_a_change(stage: Stage, way: str) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4), visit(7, noon - HOUR, 3))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    keys(page, Qt.Key.Key_Right, 1, SHIFT)
    assert "→ Seat A-6" in page.split.told.whole()
    if way == "escape":
        QTest.keyClick(page.timeline, Qt.Key.Key_Escape)
    elif way == "arrow":
        QTest.keyClick(page.timeline, Qt.Key.Key_Down)
    else:
        page.map.setFocus()
    assert "→" not in page.split.told.whole()
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    assert await edits(stage, page) == []


async def test_keys_do_not_carry_what_cannot_go_there(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon - HOUR, 3), visit(7, noon, 2))
    page.timeline.setFocus()
    page.timeline.choose("seat-6", "b-6")
    # It has begun, so it stays where it is along the hours.
    keys(page, Qt.Key.Key_Right, 2, SHIFT)
    assert "11:00 am – 2:00 pm" in page.split.told.whole()
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    keys(page, Qt.Key.Key_Down, 1, SHIFT)
    assert "taken" in page.split.told.whole()
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    assert await edits(stage, page) == []


async def test_what_waits_is_seen_on_the_map_and_beside_it(stage: Stage) -> None:
    page = await at_seats(stage, visit(1, next_noon() - HOUR, status="checked_in"))
    page.map.choose("seat-1")
    drag_seat(page, 1, 3)
    await until(lambda: "moving…" in told(page, 1).casefold(), "the words")
    assert "Moving…" in page.panel.told.text()


async def test_a_cell_says_the_day_of_an_end_that_is_not_on_this_one(stage: Stage) -> None:
    noon = next_noon()
    zone = zone_of(LIBRARY)
    page = await at_seats(
        stage,
        visit(1, noon - HOUR, 30 * 24, kind="month"),
        visit(2, noon - HOUR, 3),
        visit(3, noon - HOUR, 13),
        visit(4, noon + 23 * HOUR, 2),
    )
    states = [page.map.seats.state_of(f"seat-{number}") for number in (1, 2, 3)]
    words = [until_word(state, zone, noon) for state in states if state is not None]
    ends = (noon - HOUR + 30 * 24 * HOUR).astimezone(zone)
    assert words == [f"–{ends.day} {ends:%b}", "–2 pm", "–12:00\u202fam"]
    # Of tomorrow it is tomorrow's time that counts.
    page.head.moments.on.click()
    state = page.map.seats.state_of("seat-4")
    assert state is not None
    assert until_word(state, zone, page.map.seats.moment) == "–1 pm"


async def test_the_keyboard_reaches_every_seat_and_every_booking(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(
        stage, visit(1, noon - HOUR, status="checked_in"), visit(2, noon + HOUR, seat_id="seat-1")
    )
    page.map.setFocus()
    page.map.choose("seat-1")
    QTest.keyClick(page.map, Qt.Key.Key_Right)
    assert page.map.seat_id == "seat-2"
    QTest.keyClick(page.map, Qt.Key.Key_Left)
    assert page.panel.title.whole() == "Seat A-1"
    assert len(page.panel.buttons) == 2
    # S asks for another seat, as everywhere.
    QTest.keyClick(page.map, Qt.Key.Key_S)
    dialog = page.findChild(MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.reject()
    page.timeline.setFocus()
    QTest.keyClick(page.timeline, Qt.Key.Key_Right)
    assert page.timeline.booking_id == "b-2"
    assert "Seat A-1" in page.timeline.accessibleDescription()
    assert "Priya Nair" in page.timeline.accessibleDescription()
    QTest.keyClick(page.timeline, Qt.Key.Key_Down)
    assert (page.timeline.seat_id, page.map.seat_id) == ("seat-2", "seat-2")
    QTest.keyClick(page.timeline, Qt.Key.Key_Up)
    QTest.keyClick(page.timeline, Qt.Key.Key_Return)
    await until(lambda: chosen(stage) == "b-1", "the booking")


async def test_a_free_seat_is_booked_from_the_time_pointed_at(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(6, noon + HOUR, 4))
    box = page.timeline.bar("b-6")
    free = QPoint(int(box.right()) + hours(page, 1), int(box.center().y()))
    QTest.mouseClick(page.timeline.viewport(), Qt.MouseButton.LeftButton, pos=free)
    assert page.panel.book.text() == "Book from 6:00\u202fpm…"
    page.panel.book.click()
    await until(lambda: stage.window.findChild(WalkInDialog) is not None, "the dialog")
    dialog = stage.window.findChild(WalkInDialog)
    assert isinstance(dialog, WalkInDialog)
    assert (dialog.seats.seat_id(), dialog.when.starts_at()) == ("seat-6", noon + 6 * HOUR)
    dialog.reject()


async def test_a_seat_is_closed_with_those_affected_and_opened_again(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(
        stage, visit(6, noon + HOUR), visit(7, noon + 50 * HOUR, seat_id="seat-6")
    )
    page.map.choose("seat-6")
    page.panel.close_seat.click()
    dialog = page.findChild(CloseDialog)
    assert isinstance(dialog, CloseDialog)
    assert dialog.list.count() == 2
    dialog.reason.line.setText("broken lamp")
    # It is that seat that was asked about, whatever is looked at meanwhile.
    page.map.choose("seat-7")
    dialog.on.click()
    closed = SeatEdit(
        available=False,
        closed_reason="broken lamp",
        seen=SeatSight(available=True, closed_reason=""),
    )
    await until(lambda: ("edit_seat", "seat-6", closed) in stage.desk.calls, "the edit")
    await until(lambda: held(page, 6) is Held.CLOSED, "the seat to close")
    # Who holds it still is listed, and one press finds another seat.
    page.map.choose("seat-6")
    assert page.panel.heading.text() == "Still booked here"
    assert len(page.panel.buttons) == 2
    assert page.panel.book.isHidden()
    page.panel.open_seat.click()
    await until(lambda: held(page, 6) is Held.FREE, "the seat to open")
    page.panel.buttons[0].click()
    await until(lambda: chosen(stage) == "b-6", "the booking")


async def test_many_bookings_of_a_seat_are_each_as_high_as_their_words(stage: Stage) -> None:
    noon = next_noon()
    later = [visit(7 + n, noon + (24 * n + 50) * HOUR, seat_id="seat-6") for n in range(9)]
    closed = msgspec.structs.replace(seats(44)[5], available=False)
    places = tuple(closed if seat.id == closed.id else seat for seat in seats(44))
    page = await at_seats(stage, *later, places=places)
    page.map.choose("seat-6")
    await until(lambda: len(page.panel.buttons) == 9, "who holds it still")
    await until(page.panel.buttons[0].isVisible, "them to be seen")
    for button in page.panel.buttons:
        # And what is around them.
        assert button.height() >= 2 * button.fontMetrics().lineSpacing() + 12


async def test_from_a_closed_seat_a_booking_is_led_to_another(stage: Stage) -> None:
    noon = next_noon()
    page = await at_seats(stage, visit(11, noon + HOUR))
    page.map.choose("seat-11")
    page.panel.buttons[0].click()
    await until(lambda: stage.window.findChild(MoveDialog) is not None, "the question")
    dialog = stage.window.findChild(MoveDialog)
    assert isinstance(dialog, MoveDialog)
    dialog.reject()


async def test_an_owner_names_seats_and_adds_some(stage: Stage) -> None:
    page = await at_seats(stage)
    page.map.choose("seat-2")
    page.panel.name.click()
    name = page.findChild(NameDialog)
    assert isinstance(name, NameDialog)
    assert not name.on.isEnabled()
    name.label.line.setText("Window 1")
    name.room.line.setText("Hall")
    name.on.click()
    edit = SeatEdit(label="Window 1", room="Hall", seen=SeatSight(label="A-2", room=""))
    await until(lambda: ("edit_seat", "seat-2", edit) in stage.desk.calls, "the edit")
    await until(lambda: page.map.seats.heading(0) == "", "the rooms")
    assert page.map.seat_id == "seat-2"
    page.head.add.click()
    add = page.findChild(AddDialog)
    assert isinstance(add, AddDialog)
    add.count.line.setText("0")
    add.on.click()
    assert "from 1 to" in add.count.why()
    add.count.line.setText("3")
    add.on.click()
    wanted = SeatRequest(count=3)
    await until(lambda: ("add_seats", LIBRARY.id, wanted) in stage.desk.calls, "the seats")
    await until(lambda: "new-N-2" in page.map.seats.seat_ids, "the seats")


async def test_an_owner_arranges_by_hand_and_by_keys(stage: Stage) -> None:
    page = await at_seats(stage, visit(1, next_noon() - HOUR, status="checked_in"))
    page.head.arrange.click()
    assert "Drag seats" in page.split.told.whole()
    # What is carried is the seat, and who sits there goes with it.
    drag_seat(page, 1, 12)
    await until(lambda: any(call[0] == "place_seats" for call in stage.desk.calls), "the places")
    (places,) = [call[1] for call in stage.desk.calls if call[0] == "place_seats"]
    assert {(each.seat_id, each.x, each.y) for each in places} >= {
        ("seat-1", 1, 1), ("seat-12", 0, 0), ("seat-2", 1, 0),
    }  # fmt: skip
    model = page.map.seats
    await until(lambda: model.place(model.cell("seat-1")) == model.place(model.index(1, 1)), "it")
    page.map.choose("seat-44")
    before = model.place(model.cell("seat-44"))
    assert before is not None
    QTest.keyClick(page.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    first, then = (SeatSight(room="", x=before.x + n, y=before.y) for n in (0, 1))
    one = (SeatPlace(seat_id="seat-44", room="", x=before.x + 1, y=before.y, seen=first),)
    await until(lambda: ("place_seats", one) in stage.desk.calls, "the step")
    # A slip is taken back: the step, and then the seats that changed places, with all others
    # of a room that nobody had arranged before.
    bar = page.undo_bar
    await until(lambda: bar.told.text() == "Moved on the map: seat A-44", "the words")
    bar.button.click()
    stood = (SeatPlace(seat_id="seat-44", room="", x=before.x, y=before.y, seen=then),)
    await until(lambda: stage.desk.calls[-1] == ("place_seats", stood), "the way back")
    bar.button.click()
    nowhere = tuple(
        SeatPlace(seat_id=each.seat_id, seen=SeatSight(room="", x=each.x, y=each.y))
        for each in places
    )
    await until(lambda: stage.desk.calls[-1] == ("place_seats", nowhere), "the way back")
    page.head.arrange.click()
    assert await edits(stage, page) == []


async def test_what_another_owner_has_arranged_since_is_not_written_over(stage: Stage) -> None:
    page = await at_seats(stage)
    page.head.arrange.click()
    page.map.choose("seat-44")
    QTest.keyClick(page.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    bar = page.undo_bar
    await until(lambda: bar.told.text() == "Moved on the map: seat A-44", "the words")
    theirs = msgspec.structs.replace(seats(44)[43], x=7, y=7)
    await stage.tell(lambda desk: desk.told(Batch(origin=Origin.LIVE, seats=(theirs,))))

    def stands() -> int | None:
        state = page.map.seats.state_of("seat-44")
        return state.seat.x if state is not None else None

    await until(lambda: stands() == 7, "what they did")
    asked = [call for call in stage.desk.calls if call[0] == "place_seats"]
    bar.button.click()
    await until(lambda: "failure" in stage.window.banners.names(), "the words")
    assert "Somebody has changed the seats since" in stage.window.banners.text("failure")
    assert [call for call in stage.desk.calls if call[0] == "place_seats"] == asked


async def test_of_two_owners_the_second_is_told_and_may_do_it_again(stage: Stage) -> None:
    page = await at_seats(stage)
    page.head.arrange.click()
    stage.desk.refuses = StaleVersion("Somebody has arranged these seats meanwhile.")
    drag_seat(page, 2, 13)
    await until(lambda: "failure" in stage.window.banners.names(), "the words")
    assert "Somebody has arranged" in stage.window.banners.text("failure")
    assert not page.undo_bar.isVisible()
    # What the other one did, and then the same again: only the seats that changed places.
    stage.desk.refuses = None
    theirs = tuple(
        msgspec.structs.replace(seat, x=place % 10, y=place // 10 + (place == 0) * 7)
        for place, seat in enumerate(seats(44))
    )
    await stage.tell(lambda desk: desk.told(Batch(origin=Origin.LIVE, seats=theirs)))
    model = page.map.seats
    await until(lambda: model.place(model.cell("seat-1")) == Place("", 0, 7), "what they did")
    drag_seat(page, 2, 13)
    await until(page.undo_bar.isVisible, "the words")
    (places,) = [call[1] for call in stage.desk.calls if call[0] == "place_seats"][1:]
    assert set(places) == {
        SeatPlace(seat_id="seat-2", x=2, y=1, seen=SeatSight(room="", x=1, y=0)),
        SeatPlace(seat_id="seat-13", x=1, y=0, seen=SeatSight(room="", x=2, y=1)),
    }


async def test_a_name_that_somebody_changed_first_is_looked_at_and_given_again(
    stage: Stage,
) -> None:
    page = await at_seats(stage)
    theirs = msgspec.structs.replace(seats(2)[1], label="Window")
    page.map.choose("seat-2")
    page.panel.name.click()
    name = page.findChild(NameDialog)
    assert isinstance(name, NameDialog)
    name.label.line.setText("Door")
    stage.desk.refuses = StaleVersion("Somebody was first.", details={"current": builtins(theirs)})
    name.on.click()
    await until(lambda: "Somebody was first" in name.told.text(), "the words")
    assert name.label.text() == "Door"
    stage.desk.refuses = None
    name.on.click()
    edit = SeatEdit(label="Door", seen=SeatSight(label="Window"))
    await until(lambda: ("edit_seat", "seat-2", edit) in stage.desk.calls, "the edit")


async def test_what_the_hub_refuses_is_told(stage: Stage) -> None:
    page = await at_seats(stage)
    stage.desk.refuses = Conflict("There is already a seat A-1. Choose another label.")
    page.map.choose("seat-2")
    page.panel.name.click()
    name = page.findChild(NameDialog)
    assert isinstance(name, NameDialog)
    name.label.line.setText("A-1")
    name.on.click()
    await until(lambda: "already a seat A-1" in name.told.text(), "the words")
    # What was typed is still there, and is tried again.
    assert name.label.text() == "A-1"
    stage.desk.refuses = None
    name.label.line.setText("A-99")
    name.on.click()
    await until(lambda: told(page, 2).startswith("Seat A-99"), "the name")
    await until(lambda: page.findChild(NameDialog) is None, "the dialog to go")


async def test_staff_see_all_of_it_and_arrange_nothing(make_stage: StageMaker) -> None:
    stage = await make_stage()
    staff = msgspec.structs.replace(OWNER, role=Role.STAFF)
    await stage.tell(lambda desk: desk.change_status(user=staff))
    page = await at_seats(stage, visit(1, next_noon()))
    page.map.choose("seat-1")
    assert page.head.arrange.isHidden()
    assert page.head.add.isHidden()
    assert page.panel.name.isHidden()
    # A broken lamp is seen by who is there.
    assert page.panel.close_seat.isVisible()


async def test_a_library_without_seats_says_what_to_do(stage: Stage) -> None:
    await at_noon(stage)
    stage.window.pages.show_page("seats")
    page = stage.window.seats
    await until(page.split.empty.isVisible, "the words")
    page.split.empty.button.click()
    assert page.findChild(AddDialog) is not None


async def test_of_several_libraries_one_is_shown(stage: Stage) -> None:
    theirs = tuple(
        Seat(id=f"z-{n}", library_id=OTHER.id, label=f"Z-{n}", ordinal=n) for n in range(3)
    )
    page = await at_seats(stage, libraries=(RULED, OTHER), places=(*seats(12), *theirs))
    assert page.head.which.isVisible()
    assert len(page.map.seats.seat_ids) == 12
    # Beside the choice there is room for all else, or it is not shown.
    for width in (880, 1188, 1280):
        stage.window.resize(width, 740)
        QApplication.processEvents()
        shown = [each for each in page.head.findChildren(QWidget) if each.isVisible()]
        cut = [each for each in shown if each.width() < each.minimumSizeHint().width()]
        assert cut == []
    page.head.which.setCurrentIndex(1)
    page.head.which.activated.emit(1)
    assert page.map.seats.seat_ids == ["z-0", "z-1", "z-2"]
    stage.window.topbar.show_library(RULED.id)
    assert len(page.map.seats.seat_ids) == 12
    assert page.head.which.isHidden()


async def test_a_copy_that_cannot_be_read_is_told(stage: Stage) -> None:
    page = await at_seats(stage)
    await stage.tell(lambda desk: desk.damage())
    stage.window.pages.show_page("today")
    stage.window.banners.tell("unreadable", "bad", "")
    stage.window.pages.show_page("seats")
    await until(lambda: "unreadable" in stage.window.banners.names(), "the banner")
    assert len(page.map.seats.seat_ids) == 44
    await stage.tell(lambda desk: desk.mend())


@pytest.mark.parametrize("size", [QSize(880, 560), QSize(1280, 800), QSize(2560, 1440)], ids=str)
async def test_it_fits_any_window(make_stage: StageMaker, size: QSize) -> None:
    stage = await make_stage(size=size)
    page = await at_seats(stage, visit(1, next_noon()))
    assert page.width() <= size.width()
    assert page.map.columnWidth(0) >= 58
    page.map.choose("seat-44")
    assert (
        page.map.viewport().rect().intersects(page.map.visualRect(page.map.seats.cell("seat-44")))
    )
