"""Narrowing, sorting, views, columns, and several bookings chosen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.commands import Action
from app.core.orders import Order
from app.ui.bookings.columns import USUAL, Column
from app.ui.bookings.groups import Group
from app.ui.bookings.narrowing import Days, Narrowing, Which, bounds, span
from app.ui.bookings.narrowing_words import parts
from app.ui.bookings.save_view import SaveView
from app.ui.bookings.views import OwnViews, View, usual_views
from app.ui.memory import JsonMemory
from tests.ui.bookings import a_booking
from tests.ui.conftest import StageMaker
from tests.ui.desks import LIBRARY
from tests.ui.lists import chosen, column, ids, students
from tests.ui.stage import Stage, until

WEDNESDAY = date(2026, 5, 27)


@pytest.mark.parametrize(
    ("days", "first_weekday", "first", "last"),
    [
        (Days.YESTERDAY, 0, date(2026, 5, 26), date(2026, 5, 26)),
        (Days.TODAY, 0, WEDNESDAY, WEDNESDAY),
        (Days.TOMORROW, 0, date(2026, 5, 28), date(2026, 5, 28)),
        (Days.THIS_WEEK, 0, date(2026, 5, 25), date(2026, 5, 31)),
        (Days.THIS_WEEK, 6, date(2026, 5, 24), date(2026, 5, 30)),
        (Days.NEXT_WEEK, 0, date(2026, 6, 1), date(2026, 6, 7)),
        (Days.THIS_MONTH, 0, date(2026, 5, 1), date(2026, 5, 31)),
        (Days.LAST_MONTH, 0, date(2026, 4, 1), date(2026, 4, 30)),
    ],
)
def test_days_by_their_names(days: Days, first_weekday: int, first: date, last: date) -> None:
    assert span(Narrowing(days=days), WEDNESDAY, first_weekday) == (first, last)


@given(st.dates(date(2000, 1, 3), date(2099, 1, 1)), st.integers(0, 6), st.sampled_from(Days))
def test_days_by_their_names_are_whole_weeks_and_months(
    today: date, first_weekday: int, days: Days
) -> None:
    meant = span(Narrowing(days=days), today, first_weekday)
    assert meant is not None
    first, last = meant
    assert first <= last
    match days:
        case Days.THIS_WEEK | Days.NEXT_WEEK:
            assert (last - first).days == 6
            assert first.weekday() == first_weekday
            assert (first <= today <= last) is (days is Days.THIS_WEEK)
        case Days.THIS_MONTH | Days.LAST_MONTH:
            assert first.day == 1
            assert (last + timedelta(days=1)).day == 1
            assert (last - first).days < 31
        case _:
            assert first == last


def test_dates_the_wrong_way_round_are_the_same_days() -> None:
    first, last = date(2026, 5, 1), date(2026, 5, 9)
    for narrowing in (
        Narrowing(days=Days.DATES, first=first, last=last),
        Narrowing(days=Days.DATES, first=last, last=first),
    ):
        assert span(narrowing, WEDNESDAY) == (first, last)


def test_days_are_those_of_the_librarys_calendar() -> None:
    # At this moment it is the 28th in India, and a day lasts 23 hours in Berlin in March.
    now = datetime(2026, 5, 27, 20, tzinfo=UTC)
    india, berlin = ZoneInfo("Asia/Kolkata"), ZoneInfo("Europe/Berlin")
    today = Narrowing(days=Days.TODAY, which=Which.STARTS)
    begins = datetime(2026, 5, 27, 18, 30, tzinfo=UTC)
    assert bounds(today, india, now) == {
        "starts_from": begins,
        "starts_before": begins + timedelta(days=1),
    }
    spring = Narrowing(
        days=Days.DATES, which=Which.ENDS, first=date(2026, 3, 29), last=date(2026, 3, 29)
    )
    begins = datetime(2026, 3, 28, 23, tzinfo=UTC)
    assert bounds(spring, berlin, now) == {
        "ends_after": begins,
        "ends_until": begins + timedelta(hours=23),
    }


def test_each_limit_is_told_and_can_be_taken_away() -> None:
    narrowing = Narrowing(
        statuses=frozenset({"checked_in", "pending"}),
        payments=frozenset({"partial", "unpaid"}),
        kinds=frozenset({"month"}),
        seats=frozenset({"A-10", "A-2"}),
        days=Days.TODAY,
        which=Which.ENDS,
    )
    told = parts(narrowing)
    assert [words for words, _ in told] == [
        "Waiting, Here", "Unpaid, Part paid", "By the month", "Seat A-2, A-10", "Ends: Today",
    ]  # fmt: skip
    for place, (_, without) in enumerate(told):
        assert [words for words, _ in parts(without)] == [
            words for other, (words, _) in enumerate(told) if other != place
        ]


def test_own_views_are_kept_and_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "ui.json"
    passes = View(name="Passes", narrowing=Narrowing(kinds=frozenset({"month"})), backwards=True)
    own = OwnViews(JsonMemory(path))
    own.save(View(name="passes"))
    own.save(passes)
    own.save(View(name="Another", narrowing=Narrowing(days=Days.DATES, first=WEDNESDAY)))
    again = OwnViews(JsonMemory(path))
    assert [view.name for view in again.all()] == ["Another", "Passes"]
    assert again.all()[1] == passes
    again.forget("Another")
    assert OwnViews(JsonMemory(path)).all() == [passes]


def test_damaged_views_are_begun_anew(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    memory = JsonMemory(tmp_path / "ui.json")
    memory.set("views", '[{"name": 5}]')
    assert OwnViews(memory).all() == []
    assert "saved views cannot be read" in caplog.text


async def test_a_column_sorts_and_sorts_the_other_way_round(stage: Stage) -> None:
    names = ["Zoya", "Asha", "Émile", "Bela"]
    await stage.arrive(
        *[
            a_booking(n, student_name=name, total_minor=100 * n, seat_label=f"A-{12 - n}")
            for n, name in enumerate(names)
        ],
        rings=False,
    )
    await stage.settled(4)
    page = stage.window.bookings
    header = page.table.horizontalHeader()

    async def press(pressed: Column) -> None:
        where = header.sectionViewportPosition(pressed) + 20
        point = header.viewport().rect().center()
        point.setX(where)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=point)
        await until(lambda: page.model.settled, "the order")

    await press(Column.STUDENT)
    assert students(stage) == ["Asha", "Bela", "Émile", "Zoya"]
    assert page.model.headerData(Column.STUDENT, Qt.Orientation.Horizontal) == "Student ↑"
    await press(Column.STUDENT)
    assert students(stage) == ["Zoya", "Émile", "Bela", "Asha"]
    await press(Column.AMOUNT)
    assert students(stage) == ["Bela", "Émile", "Asha", "Zoya"]
    assert page.model.headerData(Column.AMOUNT, Qt.Orientation.Horizontal) == "Amount ↓"
    await press(Column.SEAT)
    assert column(page.model, Column.SEAT) == ["A-9", "A-10", "A-11", "A-12"]


async def test_a_change_moves_its_row_and_neither_selection_nor_scroll_place(stage: Stage) -> None:
    await stage.arrive(
        *[a_booking(n, student_name=f"Student {n:02}") for n in range(60)], rings=False
    )
    await stage.settled(60)
    page = stage.window.bookings
    page.look.turn(Order.STUDENT, backwards=False)
    await until(lambda: page.model.settled, "the order")
    page.table.choose(30)
    page.table.scrollTo(page.model.index(25, 0), page.table.ScrollHint.PositionAtTop)
    top = page.model.rowid_at(page.table.rowAt(0))
    read_anew = list[int]()
    page.model.reloading.connect(lambda: read_anew.append(1))
    above, below, here = "Student 00", "Student 59a", "Student 01a"
    for number, name, version in ((1, below, 2), (59, above, 2), (30, here, 2), (30, below, 3)):
        await stage.arrive(a_booking(number, student_name=name, version=version))
        assert page.model.rowid_at(page.table.rowAt(0)) == top
        assert chosen(stage) == "b-30"
        assert page.detail.isVisible()
    assert sorted(students(stage)) == students(stage)
    assert not read_anew


async def test_a_view_is_chosen_and_a_change_by_hand_has_no_name(stage: Stage) -> None:
    now = datetime.now(UTC)
    await stage.arrive(
        a_booking(1, payment_status="paid"),
        a_booking(2, payment_status="partial"),
        a_booking(3, payment_status="unpaid", status="cancelled"),
        a_booking(4, payment_status="unpaid", ends_at=now + timedelta(hours=3)),
        rings=False,
    )
    await stage.settled(4)
    page = stage.window.bookings
    page.above.views_menu.fill()
    (unpaid,) = [act for act in page.above.views_menu.actions() if act.text() == "Unpaid"]
    unpaid.trigger()
    await stage.settled(2)
    assert ids(stage) == ["b-4", "b-2"]
    assert page.head.title.text() == "Unpaid"
    told = [tag.text() for tag in page.above.tags.buttons]
    assert told == ["Waiting, Confirmed, Here, Done", "Unpaid, Part paid"]
    page.above.tags.buttons[0].click()
    await stage.settled(3)
    assert page.head.title.text() == "Bookings"
    assert page.group is Group.ALL
    page.above.tags.buttons[0].click()
    await stage.settled(4)
    assert page.above.tags.isHidden()


async def test_a_view_is_saved_under_a_name_that_is_free(stage: Stage) -> None:
    await stage.arrive(a_booking(1, kind="month"), a_booking(2, kind="hour"), rings=False)
    await stage.settled(2)
    page = stage.window.bookings
    page.head.filter.click()
    page.above.panel.options["kinds"]["month"].click()
    page.above.panel.close()
    await stage.settled(1)
    page.above.views_menu.save_wanted.emit()
    dialog = stage.window.findChild(SaveView)
    assert isinstance(dialog, SaveView)
    for typed, why in (("  ", "A view needs a name."), ("unpaid", "Every desk has a view")):
        dialog.name.line.setText(typed)
        dialog.on.click()
        assert why in dialog.name.why()
    dialog.name.line.setText(" My  passes ")
    dialog.on.click()
    assert page.head.title.text() == "My passes"
    page.look.clear()
    await stage.settled(2)
    page.above.views_menu.fill()
    (mine,) = [act for act in page.above.views_menu.actions() if act.text() == "My passes"]
    mine.trigger()
    await stage.settled(1)


async def test_the_panel_narrows_as_one_presses(stage: Stage) -> None:
    soon = datetime.now(UTC) + timedelta(days=40)
    await stage.arrive(
        a_booking(1, kind="day", seat_label="A-2"),
        a_booking(2, kind="day", seat_label="B-7", payment_status="paid"),
        a_booking(3, kind="hour", starts_at=soon, ends_at=soon + timedelta(hours=1)),
        rings=False,
    )
    await stage.settled(3)
    page = stage.window.bookings
    QTest.keySequence(stage.window, "Ctrl+F")
    await until(page.above.panel.isVisible, "the panel")
    panel = page.above.panel
    panel.options["kinds"]["day"].click()
    await stage.settled(2)
    QTest.keyClicks(panel.seats, "a-02, C-1")
    await stage.settled(1)
    assert ids(stage) == ["b-1"]
    panel.clear.click()
    await stage.settled(3)
    assert panel.seats.text() == ""
    panel.days.setCurrentIndex(panel.days.findData(Days.TODAY))
    await stage.settled(2)
    assert not panel.first.isVisible()
    panel.days.setCurrentIndex(panel.days.findData(Days.DATES))
    assert panel.first.isVisible()
    panel.last.setDate(panel.last.date().addDays(60))
    await stage.settled(3)
    panel.first.setDate(panel.first.date().addDays(30))
    await stage.settled(1)
    panel.options["statuses"]["cancelled"].click()
    await stage.settled(0)
    assert page.empty.words.text() == "No booking fits this filter."
    panel.close()


async def test_the_panel_goes_by_key_and_keeps_other_keys_from_the_list(stage: Stage) -> None:
    at = {"starts_at": datetime.now(UTC), "ends_at": datetime.now(UTC) + timedelta(hours=1)}
    await stage.arrive(a_booking(1, **at), rings=False)
    await stage.settled(1)
    page, panel = stage.window.bookings, stage.window.bookings.above.panel
    page.table.choose(0)
    QTest.keySequence(stage.window, "Ctrl+F")
    await until(panel.isVisible, "the panel")
    first = QApplication.focusWidget()
    assert first is panel.options["statuses"]["pending"]
    # As a part of the window it is heard by who does not see it.
    assert not panel.isWindow()
    QTest.keyClick(first, Qt.Key.Key_I)
    QTest.keyClick(first, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    last = QApplication.focusWidget()
    assert last is not None
    assert panel.isAncestorOf(last)
    QTest.keyClick(last, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is first
    QTest.keyClick(first, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert QApplication.focusWidget() is page.head.filter
    assert not [call for call in stage.desk.calls if call[0] == "check_in"]
    assert page.detail.isVisible()


@pytest.mark.parametrize("away", ["a press elsewhere", "another focus", "its button", "Done"])
async def test_the_panel_goes_when_one_turns_away(stage: Stage, away: str) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    page, panel = stage.window.bookings, stage.window.bookings.above.panel
    page.head.filter.click()
    assert panel.isVisible()
    within = panel.mapTo(stage.window, QPoint(4, 4))
    QTest.mouseClick(stage.window.windowHandle(), Qt.MouseButton.LeftButton, pos=within)
    assert panel.isVisible()
    match away:
        case "a press elsewhere":
            where = page.table.viewport().mapTo(stage.window, QPoint(20, 20))
            QTest.mouseClick(stage.window.windowHandle(), Qt.MouseButton.LeftButton, pos=where)
        case "another focus":
            stage.window.topbar.focus_search()
        case "its button":
            button = page.head.filter.mapTo(stage.window, page.head.filter.rect().center())
            QTest.mouseClick(stage.window.windowHandle(), Qt.MouseButton.LeftButton, pos=button)
        case _:
            panel.done.click()
    assert panel.isHidden()


@pytest.mark.parametrize("size", [QSize(880, 560), QSize(1280, 800)])
async def test_the_panel_lies_in_the_window(stage: Stage, size: QSize) -> None:
    stage.window.resize(size)
    panel = stage.window.bookings.above.panel
    stage.window.bookings.head.filter.click()
    panel.days.setCurrentIndex(panel.days.findData(Days.DATES))
    assert stage.window.rect().contains(panel.geometry())


async def test_libraries_follow_each_other_by_their_names(stage: Stage) -> None:
    annexe = msgspec.structs.replace(LIBRARY, id="lib-2", name="annexe")
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, annexe)))
    await stage.arrive(
        *(a_booking(number, library_id=("lib-2", LIBRARY.id)[number % 2]) for number in range(5)),
        rings=False,
    )
    await stage.settled(5)
    page = stage.window.bookings

    def shown() -> list[str]:
        rows = page.model.rows_at(range(5))
        return [row.booking.id for row in rows]

    def choice() -> QAction:
        page.above.list_menu.fill()
        return next(act for act in page.above.list_menu.actions() if act.text() == "Library")

    choice().trigger()
    await until(lambda: page.model.settled, "the order")
    assert shown() == ["b-4", "b-2", "b-0", "b-3", "b-1"]
    assert page.model.headerData(Column.LIBRARY, Qt.Orientation.Horizontal) == "Library ↑"
    assert choice().isChecked()
    page.table.sort_wanted.emit(Column.LIBRARY)
    await until(lambda: page.model.settled, "the order")
    assert shown() == ["b-1", "b-3", "b-0", "b-2", "b-4"]
    # Under another name it stands elsewhere.
    zenith = msgspec.structs.replace(annexe, name="Zenith")
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, zenith)))
    await until(lambda: page.model.settled and shown()[0] == "b-0", "the other order")
    assert shown() == ["b-0", "b-2", "b-4", "b-1", "b-3"]


async def test_order_and_filter_are_kept_over_a_restart(make_stage: StageMaker) -> None:
    stage = await make_stage()
    await stage.arrive(
        a_booking(1, student_name="Zoya"),
        a_booking(2, student_name="Asha"),
        a_booking(3, status="cancelled"),
        rings=False,
    )
    await stage.settled(3)
    stage.window.bookings.show_group(Group.UPCOMING)
    stage.window.bookings.table.sort_wanted.emit(Column.STUDENT)
    stage.window.topbar.search.setText("asha")
    await stage.settled(1)
    await stage.down()
    another_day = await make_stage()
    await another_day.arrive(
        a_booking(1, student_name="Zoya"),
        a_booking(2, student_name="Asha"),
        a_booking(3, status="cancelled"),
        rings=False,
    )
    await another_day.settled(2)
    page = another_day.window.bookings
    assert students(another_day) == ["Asha", "Zoya"]
    assert page.head.chips[Group.UPCOMING].isChecked()
    assert page.model.headerData(Column.STUDENT, Qt.Orientation.Horizontal) == "Student ↑"
    assert another_day.window.topbar.search.text() == page.look.text == ""


async def test_a_filter_that_cannot_be_read_shows_everything(
    make_stage: StageMaker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    JsonMemory(tmp_path / "ui.json").set("view", '{"name": "", "order": "by-mood"}')
    stage = await make_stage()
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    assert "filter of the last day cannot be read" in caplog.text


async def test_letters_choose_a_view_by_the_beginning_of_its_name(stage: Stage) -> None:
    page = stage.window.bookings
    menu = page.above.views_menu
    for name in ("Evening", "Unpaid months", "Unruly & loud"):
        page.look.narrow(Narrowing(kinds=frozenset({"month"})))
        menu.save_wanted.emit()
        question = next(each for each in stage.window.findChildren(SaveView) if each.isVisible())
        question.named.emit(name)
        question.done(0)
    QTest.keyClick(stage.window, Qt.Key.Key_V, Qt.KeyboardModifier.AltModifier)
    await until(menu.isVisible, "the menu")

    def active() -> str:
        return menu.activeAction().text()

    QTest.keyClicks(menu, "ev")
    assert active() == "Evening"
    QTest.keyClicks(menu, "x")
    assert active() == "Evening"
    for name in ("Unpaid", "Unpaid months", "Unruly && loud", "Unpaid"):
        QTest.keyClicks(menu, "u")
        assert active() == name
    QTest.keyClicks(menu, "nr")
    assert active() == "Unruly && loud"
    QTest.keyClicks(menu, "x")
    QTest.keyClicks(menu, "Unpaid m")
    assert active() == "Unpaid months"
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert page.look.view.name == "Unpaid months"


async def test_whose_a_booking_is_is_told_where_there_are_several_libraries(stage: Stage) -> None:
    annexe = msgspec.structs.replace(LIBRARY, id="lib-2", name="Annexe")
    await stage.arrive(a_booking(1), a_booking(2, library_id="lib-2"), rings=False)
    await stage.settled(2)
    page, topbar = stage.window.bookings, stage.window.topbar
    assert page.table.isColumnHidden(Column.LIBRARY)
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, annexe)))
    await until(lambda: not page.table.isColumnHidden(Column.LIBRARY), "the column")
    told = [page.model.index(row, Column.LIBRARY).data() for row in range(2)]
    assert told == ["Annexe", LIBRARY.name]
    page.table.choose(0)
    assert page.detail.seat.text() == "Seat A-3 · Annexe"
    topbar.show_library("lib-2")
    await stage.settled(1)
    assert page.table.isColumnHidden(Column.LIBRARY)
    # Sorted by it, nothing would be told that the choice of a library does not tell.
    page.table.sort_wanted.emit(Column.LIBRARY)
    assert page.look.view.order is Order.BOOKED
    # Who asks for a booking of another library sees that one's.
    stage.window.open_booking("b-1")
    await until(lambda: page.detail.row and page.detail.row.booking.id == "b-1", "the booking")
    assert (topbar.library, page.look.library) == (LIBRARY.id, LIBRARY.id)
    # Of the same library, what was looked for is given up, and nothing else.
    page.search("nobody")
    await stage.settled(0)
    stage.window.open_booking("b-1")
    await until(lambda: page.detail.isVisible() and page.table.chosen() == 1, "the booking")
    assert (topbar.library, page.look.library) == (LIBRARY.id, LIBRARY.id)


async def test_today_is_another_day_after_midnight(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    page = stage.window.bookings
    page.look.narrow(Narrowing(days=Days.TODAY, which=Which.STARTS))
    await stage.settled(1)
    stage.ahead = timedelta(days=1, hours=1)
    page.hide()
    page.show()
    await stage.settled(0)


async def test_columns_are_chosen_and_kept(make_stage: StageMaker) -> None:
    stage = await make_stage()
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    page = stage.window.bookings
    assert page.table.columns == USUAL
    for name in ("Kind", "Seat"):
        page.above.list_menu.fill()
        actions = page.above.list_menu.actions()
        (choice,) = [act for act in actions if act.text() == name and act.actionGroup() is None]
        choice.trigger()
    assert Column.KIND in page.table.columns
    assert page.table.isColumnHidden(Column.SEAT)
    assert not page.table.isColumnHidden(Column.KIND)
    shown = page.table.columns
    await stage.down()
    another_day = await make_stage()
    assert another_day.window.bookings.table.columns == shown


async def test_several_are_chosen_by_keyboard_and_checked_in_together(stage: Stage) -> None:
    await stage.arrive(
        a_booking(1),
        a_booking(2, status="cancelled"),
        a_booking(3, total_minor=25_000),
        a_booking(4),
        rings=False,
    )
    await stage.settled(4)
    page = stage.window.bookings
    page.table.choose(0)
    assert page.detail.isVisible()
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert not page.detail.isVisible()
    assert page.several.title.text() == "3 bookings"
    assert page.several.words.text() == "Together ₹350.00"
    assert page.several.buttons[Action.CHECK_IN].text() == "Check in 2"
    assert not page.several.buttons[Action.CHECK_OUT].isVisible()
    page.several.buttons[Action.CHECK_IN].click()
    await until(
        lambda: [call[1] for call in stage.desk.calls if call[0] == "check_in"] == ["b-4", "b-3"],
        "the commands",
    )
    await until(page.several.buttons[Action.CHECK_IN].isHidden, "the commands in the list")
    await stage.tell(lambda desk: desk.answer(a_booking(4, status="checked_in", version=2)))
    await until(page.several.buttons[Action.CHECK_OUT].isVisible, "the answer")
    assert page.several.buttons[Action.CHECK_OUT].text() == "Check out 1"
    QTest.keyClick(page.table, Qt.Key.Key_Escape)
    await until(page.several.isHidden, "none chosen")
    assert page.table.chosen() == 0


async def test_several_chosen_stay_chosen_when_the_list_is_read_anew(stage: Stage) -> None:
    await stage.arrive(*[a_booking(n) for n in range(30)], rings=False)
    await stage.settled(30)
    page = stage.window.bookings
    page.table.choose(3)
    QTest.keyClick(page.table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    before = {page.model.rowid_at(place) for place in page.table.places()}
    assert len(before) == 2
    page.look.turn(Order.STUDENT, backwards=True)
    await until(lambda: page.model.settled, "the order")
    assert {page.model.rowid_at(place) for place in page.table.places()} == before
    assert page.several.isVisible()


async def test_of_too_many_only_the_number_is_told(stage: Stage) -> None:
    await stage.tell(lambda desk: desk.arrive(*[a_booking(n) for n in range(260)], rings=False))
    await stage.settled(260)
    page = stage.window.bookings
    page.table.setFocus()
    page.table.selectAll()
    assert page.several.title.text() == "260 bookings"
    assert page.several.words.text().startswith("Choose up to 200")
    assert not page.several.buttons[Action.CANCEL].isVisible()


def test_the_usual_views_have_names_of_their_own() -> None:
    views = usual_views()
    assert len({view.name for view in views}) == len(views) == 3
    assert all(msgspec.structs.replace(view, name="") != View(name="") for view in views)
