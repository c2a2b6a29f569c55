"""The page of today: its numbers, its two lists, its picture, the rule, and its keys."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.models import BookingEdit, Role
from app.contract.requests import LibraryEdit
from app.core.commands import Action
from app.ui.acts.cancel import CancelDialog
from app.ui.acts.extend import ExtendDialog
from app.ui.bookings.groups import Group
from app.ui.dialogs import Question
from app.ui.glyph import ElidedLabel
from app.ui.today.line import Line
from app.ui.today.rule import RuleDialog
from app.ui.today.tiles import Number
from app.ui.today.visits import MOST, Visits
from app.ui.words import dated, whole_date, zone_of
from tests.ui.conftest import StageMaker
from tests.ui.days import HOUR, MINUTE, RULED, at_noon, busy_day, next_noon, seats, shown, visit
from tests.ui.desks import LIBRARY, OWNER
from tests.ui.lists import chosen, ids
from tests.ui.stage import Stage, until

OTHER = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe")


def names(visits: Visits) -> list[str]:
    return [line.visit.booking.id for line in visits.lines if line.visit is not None]


def figure(stage: Stage, which: Number) -> tuple[str, str]:
    tile = stage.window.today.tiles.tiles[which]
    return tile.figure.whole(), tile.below.whole()


def line_of(stage: Stage, booking_id: str) -> Line:
    today = stage.window.today
    lines = [*today.arrivals.lines, *today.departures.lines]
    return next(each for each in lines if each.visit and each.visit.booking.id == booking_id)


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def press(widget: QWidget, key: Qt.Key) -> None:
    widget.setFocus()
    QTest.keyClick(widget, key)


async def busy(stage: Stage) -> None:
    await at_noon(stage, *busy_day(next_noon()), places=seats(44))
    await shown(stage, 3, 5)


async def test_the_numbers_of_a_busy_noon(stage: Stage) -> None:
    await busy(stage)
    assert figure(stage, Number.LATE) == ("3", "up to 1 h 35 min")
    assert figure(stage, Number.DUE) == ("5", "1 to answer")
    assert figure(stage, Number.HERE) == ("15", "of 40 seats")
    assert figure(stage, Number.LEAVING) == ("3", "1 over time")
    assert figure(stage, Number.MONEY)[1] == "₹150.00 still owed"
    assert names(stage.window.today.arrivals) == [
        f"b-{number}" for number in (3, 1, 2, 4, 5, 6, 7, 8)
    ]
    assert names(stage.window.today.departures)[:3] == ["b-9", "b-10", "b-12"]
    tile = stage.window.today.tiles.tiles[Number.LATE]
    assert tile.accessibleName() == "Late: 3, up to 1 h 35 min"


async def test_a_day_on_which_nothing_is_booked_says_so(stage: Stage) -> None:
    await at_noon(stage, places=seats(44))
    today = stage.window.today
    await until(lambda: figure(stage, Number.FREE) == ("40", "40 in 2 hours"), "the seats")
    assert today.arrivals.nothing.isVisible()
    assert figure(stage, Number.LATE) == ("0", "nobody")
    assert figure(stage, Number.DUE) == ("0", "no more today")
    assert figure(stage, Number.MONEY) == ("–", "nothing is owed")
    assert today.picture.accessibleDescription() == "No seat is held today."


async def test_news_moves_numbers_and_lists(stage: Stage) -> None:
    await busy(stage)
    noon = next_noon()
    tile = stage.window.today.tiles.tiles[Number.HERE]
    assert not tile.property("moved")
    came = visit(1, noon - 12 * MINUTE, 2, status="checked_in", version=2)
    await stage.arrive(came)
    await shown(stage, 2, 5)
    assert figure(stage, Number.HERE)[0] == "16"
    assert tile.property("moved")
    await until(lambda: not tile.property("moved"), "the number to stand still")
    assert "b-1" in names(stage.window.today.departures)


async def test_keys_do_what_the_line_offers(stage: Stage) -> None:
    await busy(stage)
    press(line_of(stage, "b-1"), Qt.Key.Key_I)
    await until(lambda: ("check_in", "b-1", "") in stage.desk.calls, "the check-in")
    await until(lambda: not line_of(stage, "b-1").act.isEnabled(), "the line to wait")
    assert "Checking in" in line_of(stage, "b-1").state.text()
    press(line_of(stage, "b-9"), Qt.Key.Key_O)
    await until(lambda: ("check_out", "b-9", "") in stage.desk.calls, "the check-out")
    press(line_of(stage, "b-4"), Qt.Key.Key_C)
    confirm = (Action.CONFIRM, BookingEdit(version=1, status="confirmed"))
    await until(lambda: ("edit", "b-4", confirm) in stage.desk.calls, "the answer")
    press(line_of(stage, "b-2"), Qt.Key.Key_N)
    question = stage.window.today.findChild(Question)
    assert isinstance(question, Question)
    question.on.click()
    lost = (Action.NO_SHOW, BookingEdit(version=1, status="no_show"))
    await until(lambda: ("edit", "b-2", lost) in stage.desk.calls, "the no-show")


async def test_a_slip_of_the_key_marks_nobody_as_not_arrived(stage: Stage) -> None:
    await busy(stage)
    press(line_of(stage, "b-2"), Qt.Key.Key_N)
    question = stage.window.today.findChild(Question)
    assert isinstance(question, Question)
    assert "did not arrive?" in question.windowTitle()
    # Enter takes the way back.
    question.activateWindow()
    await until(question.isActiveWindow, "the question to be active")
    QTest.keyClick(question, Qt.Key.Key_Return)
    await until(lambda: stage.window.today.findChild(Question) is None, "the question to go")
    assert not [call for call in stage.desk.calls if call[0] == "edit"]


async def test_a_double_press_is_one_press_though_the_next_line_moves_up(stage: Stage) -> None:
    await busy(stage)
    press(line_of(stage, "b-1"), Qt.Key.Key_I)
    press(line_of(stage, "b-2"), Qt.Key.Key_I)
    await until(lambda: ("check_in", "b-1", "") in stage.desk.calls, "the check-in")
    await stage.window.tasks.idle()
    assert ("check_in", "b-2", "") not in stage.desk.calls
    QApplication.setDoubleClickInterval(0)
    try:
        press(line_of(stage, "b-9"), Qt.Key.Key_O)
        press(line_of(stage, "b-2"), Qt.Key.Key_I)
        await until(lambda: ("check_in", "b-2", "") in stage.desk.calls, "the check-in")
    finally:
        QApplication.setDoubleClickInterval(400)
    assert [call[1] for call in stage.desk.calls if call[0] == "check_in"] == ["b-1", "b-2"]


async def test_a_late_student_s_seat_is_held_ten_minutes_longer_and_that_is_taken_back(
    stage: Stage,
) -> None:
    await busy(stage)
    line = line_of(stage, "b-1")
    assert line.release.text().startswith("Given up\nin 7:")
    press(line, Qt.Key.Key_H)
    start = next_noon() - 12 * MINUTE
    held = (Action.HOLD, BookingEdit(version=1, held_until=start + 30 * MINUTE))
    await until(lambda: ("edit", "b-1", held) in stage.desk.calls, "the edit")
    bar = stage.window.today.undo_bar
    await until(bar.isVisible, "the words")
    bar.button.click()
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")
    # A seat that nobody gives up is not held either.
    calls = len(stage.desk.calls)
    press(line_of(stage, "b-5"), Qt.Key.Key_H)
    assert len(stage.desk.calls) == calls


async def test_who_has_a_pass_and_is_not_here_is_counted_and_found(stage: Stage) -> None:
    noon = next_noon()
    await at_noon(
        stage,
        visit(1, noon - 50 * HOUR, 24 * 30, kind="month"),
        visit(2, noon - 50 * HOUR, 24 * 30, kind="month", status="checked_in"),
        visit(3, noon + HOUR),
    )
    await shown(stage, 0, 1)
    arrivals = stage.window.today.arrivals
    assert arrivals.others.text() == "1 with a month’s pass may come"
    arrivals.others.click()
    await until(lambda: ids(stage) == ["b-1"], "the list")


async def test_libraries_of_two_clocks_are_told_apart(stage: Stage) -> None:
    noon = next_noon()
    far = msgspec.structs.replace(
        RULED, id="lib-2", name="Annexe", timezone="America/New_York", currency="USD"
    )
    await at_noon(
        stage,
        visit(1, noon + 12 * MINUTE, library_id=far.id, total_minor=500, currency="USD"),
        visit(2, noon + HOUR),
        libraries=(RULED, far),
    )
    await shown(stage, 0, 2)
    page = stage.window.today
    assert page.tiles.tiles[Number.DUE].below.whole() in {"next in 12 min", "next in 11 min"}
    assert page.arrivals.lines[0].about.whole().startswith("A-1, Annexe")
    assert "clocks differ" in page.picture.accessibleDescription()
    stage.window.topbar.show_library(far.id)
    assert "clocks differ" not in page.picture.accessibleDescription()


async def test_libraries_at_two_dates_are_told_with_both(stage: Stage) -> None:
    far = msgspec.structs.replace(RULED, id="lib-2", name="Annexe", timezone="Pacific/Honolulu")
    noon = await at_noon(stage, visit(1, next_noon() + HOUR), libraries=(RULED, far))
    await shown(stage, 0, 1)
    today = stage.window.today
    here, there = (noon.astimezone(zone_of(each)).date() for each in (RULED, far))
    assert there < here
    told = today.date.text()
    assert told.startswith(f"{dated(there, there)} / {dated(here, there)} · ")
    stage.window.topbar.show_library(far.id)
    assert today.date.text().startswith(whole_date(there))


@pytest.mark.parametrize("size", [QSize(1280, 800), QSize(1920, 1080)])
async def test_money_is_told_whole_in_two_currencies_and_beside_two_buttons(
    make_stage: StageMaker, size: QSize
) -> None:
    stage = await make_stage(None, size)
    noon = next_noon()
    far = msgspec.structs.replace(
        RULED, id="lib-2", name="Lotus Annexe at the Old Post Office", currency="EUR"
    )
    owed: dict[str, Any] = {"payment_status": "partial", "paid_minor": 1_065_000}
    await at_noon(
        stage,
        visit(1, noon - 12 * MINUTE, total_minor=4_130_000, **owed),
        visit(
            2, noon - 12 * MINUTE, library_id=far.id, currency="EUR", total_minor=5_999_900, **owed
        ),
        libraries=(RULED, far),
    )
    await shown(stage, 2, 0)
    today = stage.window.today

    def is_whole(label: ElidedLabel) -> bool:
        """Whether all of it is told, and there is room for all its lines."""
        lines = label.text().split("\n")
        high = label.height() >= len(lines) * label.fontMetrics().height()
        return high and " ".join(lines) == label.whole()

    tile = today.tiles.tiles[Number.MONEY]
    assert tile.below.whole() == "€49,349.00 + ₹30,650.00 still owed"
    await until(lambda: is_whole(tile.below) and is_whole(tile.figure), "the sums")
    assert all(line.hold.isVisible() for line in today.arrivals.lines)

    def to_pay() -> list[str]:
        rows = [row for line in today.arrivals.lines for row in line.about.text().split("\n")]
        return [row for row in rows if "to pay" in row and "…" not in row]

    await until(lambda: len(to_pay()) == 2, "what is to be paid")


async def test_a_seat_is_not_held_beyond_its_booking(stage: Stage) -> None:
    noon = next_noon()
    await at_noon(stage, visit(1, noon - 18 * MINUTE, 0.4))
    await shown(stage, 1, 0)
    line_of(stage, "b-1").hold.click()
    held = (Action.HOLD, BookingEdit(version=1, held_until=noon + 6 * MINUTE))
    await until(lambda: ("edit", "b-1", held) in stage.desk.calls, "the edit")


async def test_the_seconds_are_counted_down_to_the_end(stage: Stage) -> None:
    noon = next_noon()
    await at_noon(
        stage, visit(1, noon - 19 * MINUTE), visit(2, noon - HOUR, held_until=noon + 90 * MINUTE)
    )
    await shown(stage, 2, 0)
    line = line_of(stage, "b-1")
    assert line.release.text().startswith("Given up\nin 0:5")
    assert line_of(stage, "b-2").release.text() == "Given up\nat 1:30\u202fpm"
    stage.ahead += timedelta(seconds=61)
    stage.window.today.tick()
    assert line.release.text() == "To be\ngiven up"
    assert "first ten minutes after its own start" in line.release.toolTip()


async def test_a_line_that_is_worked_on_stays_while_others_come_and_go(stage: Stage) -> None:
    await busy(stage)
    noon = next_noon()
    line = line_of(stage, "b-5")
    line.setFocus()
    await stage.arrive(visit(30, noon + 15 * MINUTE))
    await shown(stage, 3, 6)
    assert focused() is line
    assert names(stage.window.today.arrivals).index("b-5") == 5
    # It goes itself: the one in its place is next.
    await stage.arrive(visit(5, noon + 25 * MINUTE, status="cancelled", version=2))
    await shown(stage, 3, 5)
    assert focused() is line_of(stage, "b-6")


async def test_arrows_go_from_line_to_line_and_enter_opens_the_booking(stage: Stage) -> None:
    await busy(stage)
    first = line_of(stage, "b-3")
    press(first, Qt.Key.Key_Up)
    assert focused() is first
    press(first, Qt.Key.Key_Down)
    assert focused() is line_of(stage, "b-1")
    # Also from a button of the line.
    line_of(stage, "b-1").act.setFocus()
    QTest.keyClick(line_of(stage, "b-1").act, Qt.Key.Key_Down)
    assert focused() is line_of(stage, "b-2")
    QTest.keyClick(line_of(stage, "b-2"), Qt.Key.Key_Return)
    bookings = stage.window.bookings
    await until(lambda: bookings.isVisible() and chosen(stage) == "b-2", "the booking")


async def test_what_needs_a_question_is_asked_where_one_is(stage: Stage) -> None:
    await busy(stage)
    press(line_of(stage, "b-9"), Qt.Key.Key_E)
    dialog = stage.window.today.findChild(ExtendDialog)
    assert isinstance(dialog, ExtendDialog)
    dialog.reject()
    press(line_of(stage, "b-5"), Qt.Key.Key_Delete)
    await until(lambda: stage.window.findChild(CancelDialog) is not None, "the question")
    question = stage.window.findChild(CancelDialog)
    assert isinstance(question, CancelDialog)
    question.reason.setText("asked by phone")
    question.accept()
    wanted = ("cancel", "b-5", "asked by phone")
    await until(lambda: wanted in stage.desk.calls, "the cancellation")
    assert stage.window.today.isVisible()


async def test_enter_presses_the_button_that_has_the_focus(stage: Stage) -> None:
    await busy(stage)
    press(line_of(stage, "b-3").act, Qt.Key.Key_Return)
    await until(lambda: ("check_in", "b-3", "") in stage.desk.calls, "the check-in")
    assert stage.window.today.isVisible()
    press(stage.window.today.tiles.tiles[Number.LATE], Qt.Key.Key_Return)
    assert focused() in stage.window.today.arrivals.lines


def tabbed(stage: Stage) -> list[QWidget]:
    """What Tab comes by, from where the focus is, within who arrives."""
    arrivals, stops = stage.window.today.arrivals, list[QWidget]()
    while (stop := focused()) is not None and arrivals.isAncestorOf(stop):
        assert stop not in stops
        stops.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    return stops


async def test_tab_comes_to_one_line_with_its_buttons_and_then_to_the_next_list(
    stage: Stage,
) -> None:
    await busy(stage)
    today = stage.window.today
    lines = today.arrivals.lines
    assert len(lines) > 2
    lines[0].setFocus()
    assert tabbed(stage) == [lines[0], lines[0].hold, lines[0].act]
    # After who comes, who goes.
    stop = focused()
    assert stop is not None
    assert today.departures.isAncestorOf(stop)
    # It is left and come back to where it was worked on.
    lines[0].setFocus()
    press(lines[0], Qt.Key.Key_Down)
    press(lines[1], Qt.Key.Key_Down)
    last = tabbed(stage)[-1]
    assert lines[2].isAncestorOf(last)
    after = focused()
    assert after is not None
    QTest.keyClick(after, Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert focused() is last


async def test_tab_comes_to_another_line_when_the_one_worked_on_has_gone(stage: Stage) -> None:
    await busy(stage)
    today = stage.window.today
    first = today.arrivals.lines[0]
    first.setFocus()
    today.tiles.tiles[Number.MONEY].setFocus()
    assert first.visit is not None
    gone = msgspec.structs.replace(first.visit.booking, status="cancelled", version=9)
    await stage.arrive(gone, rings=False)
    await until(lambda: first not in today.arrivals.lines, "the line to go")
    press(today.change_rule, Qt.Key.Key_Tab)
    assert focused() is today.arrivals.lines[0]


@pytest.mark.parametrize(
    ("which", "group"),
    [(Number.HERE, Group.HERE), (Number.MONEY, None)],
    ids=str,
)
async def test_a_number_shows_what_is_behind_it(
    stage: Stage, which: Number, group: Group | None
) -> None:
    await busy(stage)
    stage.window.today.tiles.tiles[which].click()
    bookings = stage.window.bookings
    assert bookings.isVisible()
    assert bookings.group is group
    # By the clock of the window, which stands at noon.
    here = {each.booking.id for each in stage.window.today.day.here}
    wanted = {"b-1", "b-6"} if which is Number.MONEY else here
    await until(lambda: set(ids(stage)) == wanted, "the list")


async def test_numbers_go_to_the_lines_they_count(stage: Stage) -> None:
    await busy(stage)
    tiles = stage.window.today.tiles.tiles
    tiles[Number.LATE].click()
    assert focused() is line_of(stage, "b-3")
    tiles[Number.DUE].click()
    assert focused() is line_of(stage, "b-4")
    tiles[Number.LEAVING].click()
    assert focused() is line_of(stage, "b-9")


async def test_whose_seat_a_rule_gives_up_at_once_is_said_before(stage: Stage) -> None:
    noon = next_noon()
    late = visit(1, noon - 20 * MINUTE, student_name="Daily Dan")
    later = visit(2, noon - 8 * MINUTE, student_name="Cleo")
    monthly = visit(3, noon - 40 * MINUTE, student_name="Mona", kind="month")
    here = visit(4, noon - 40 * MINUTE, student_name="Omar", status="checked_in")
    await at_noon(stage, late, later, monthly, here, libraries=(LIBRARY,))
    stage.window.today.change_rule.click()
    dialog = stage.window.findChild(RuleDialog)
    assert isinstance(dialog, RuleDialog)
    assert dialog.told.isHidden()
    dialog.after.choose(15)
    assert "Daily Dan" in dialog.told.text()
    assert "Cleo" not in dialog.told.text()
    assert "Mona" not in dialog.told.text()
    assert "Omar" not in dialog.told.text()
    dialog.after.choose(60)
    assert dialog.told.isHidden()


async def test_the_owner_sets_the_rule_and_staff_only_read_it(stage: Stage) -> None:
    await at_noon(stage, libraries=(LIBRARY,))
    today = stage.window.today
    assert today.rule.text() == "No seat is given up by itself."
    today.change_rule.click()
    dialog = stage.window.findChild(RuleDialog)
    assert isinstance(dialog, RuleDialog)
    assert dialog.after.value() == 0
    dialog.after.choose(15)
    dialog.on.click()
    edit = LibraryEdit(version=1, no_show_after_minutes=15)
    await until(lambda: ("edit_library", LIBRARY.id, edit) in stage.desk.calls, "the edit")
    await until(lambda: "15 min" in today.rule.text(), "the rule")
    staff = msgspec.structs.replace(OWNER, role=Role.STAFF)
    await stage.tell(lambda desk: desk.change_status(user=staff))
    await until(today.change_rule.isHidden, "the button to go")
    assert "15 min" in today.rule.text()


async def test_a_rule_that_is_none_of_the_usual_stays_unless_another_is_chosen(
    stage: Stage,
) -> None:
    odd = msgspec.structs.replace(LIBRARY, no_show_after_minutes=25)
    await at_noon(stage, libraries=(odd,))
    stage.window.today.change_rule.click()
    dialog = stage.window.findChild(RuleDialog)
    assert isinstance(dialog, RuleDialog)
    assert dialog.after.value() == 25
    dialog.on.click()
    await until(lambda: stage.window.findChild(RuleDialog) is None, "the dialog to go")
    assert not [call for call in stage.desk.calls if call[0] == "edit_library"]


async def test_all_libraries_are_one_day_and_each_is_one_of_its_own(stage: Stage) -> None:
    noon = next_noon()
    far: dict[str, Any] = {"library_id": OTHER.id, "seat_id": "x", "seat_label": "Z-1"}
    await at_noon(
        stage,
        visit(1, noon + HOUR),
        visit(2, noon + 30 * MINUTE, **far),
        libraries=(RULED, OTHER),
        places=(
            *seats(10),
            *(
                msgspec.structs.replace(each, id=f"o-{each.id}", library_id=OTHER.id)
                for each in seats(3)
            ),
        ),
    )
    await shown(stage, 0, 2)
    today = stage.window.today
    assert names(today.arrivals) == ["b-2", "b-1"]
    assert "Lotus Annexe" in line_of(stage, "b-2").about.whole()
    assert today.change_rule.isHidden()
    assert today.rule.text() == ""
    assert figure(stage, Number.FREE)[0] == "13"
    stage.window.topbar.show_library(OTHER.id)
    await shown(stage, 0, 1)
    assert names(today.arrivals) == ["b-2"]
    assert "Lotus Annexe" not in line_of(stage, "b-2").about.whole()
    assert figure(stage, Number.FREE)[0] == "3"


async def test_midnight_makes_it_another_day(stage: Stage) -> None:
    noon = next_noon()
    await at_noon(stage, visit(1, noon + 6 * HOUR), visit(2, noon + 21 * HOUR))
    await shown(stage, 0, 1)
    date = stage.window.today.date.text()
    stage.ahead += 13 * HOUR
    stage.window.today.tick()
    assert names(stage.window.today.arrivals) == ["b-2"]
    assert stage.window.today.date.text() != date


async def test_what_happens_while_it_is_not_seen_is_there_when_it_is(stage: Stage) -> None:
    noon = next_noon()
    await at_noon(stage, visit(1, noon + HOUR))
    await shown(stage, 0, 1)
    stage.window.pages.show_page("bookings")
    await stage.arrive(visit(2, noon + 2 * HOUR))
    stage.window.pages.show_page("today")
    assert names(stage.window.today.arrivals) == ["b-1", "b-2"]


async def test_of_very_many_the_next_are_shown_and_the_rest_is_in_the_list(stage: Stage) -> None:
    noon = next_noon()
    made = [visit(number, noon + number * MINUTE, 1) for number in range(1, MOST + 5)]
    await at_noon(stage, *made)
    await shown(stage, 0, MOST + 4)
    arrivals = stage.window.today.arrivals
    assert len(arrivals.lines) == MOST
    assert arrivals.more.text() == "4 more in the bookings"
    arrivals.more.click()
    assert stage.window.bookings.isVisible()
    assert stage.window.bookings.look.view.name == "Arriving today"


async def test_the_desk_begins_with_the_page_it_ended_with(
    make_stage: StageMaker,
) -> None:
    stage = await make_stage()
    assert stage.window.bookings.isVisible()
    stage.window.sidebar.button("today").click()
    assert stage.window.today.isVisible()
    await stage.down()
    again = await make_stage()
    assert again.window.today.isVisible()
    assert again.window.sidebar.button("today").isChecked()


async def test_who_types_a_search_sees_what_is_found(stage: Stage) -> None:
    await busy(stage)
    stage.window.topbar.search.setText("SS-4001")
    assert stage.window.bookings.isVisible()
    await until(lambda: ids(stage) == ["b-1"], "the booking")


async def test_a_copy_that_cannot_be_read_is_told(stage: Stage) -> None:
    await busy(stage)
    await stage.tell(lambda desk: desk.damage())
    stage.window.pages.show_page("bookings")
    stage.window.pages.show_page("today")
    await until(lambda: "unreadable" in stage.window.banners.names(), "the banner")
    # What was shown stays.
    assert len(stage.window.today.arrivals.lines) == 8
    await stage.tell(lambda desk: desk.mend())


async def test_every_control_says_what_it_is(stage: Stage) -> None:
    await busy(stage)
    line = line_of(stage, "b-1")
    told = line.accessibleName()
    for part in ("Rohan Kulkarni", "Seat A-1", "₹100.00 to pay", "12 min late", "Given up in"):
        assert part in told
    assert line.hold.accessibleName() == "Hold the seat ten minutes longer"
    assert line.act.accessibleDescription() == "Rohan Kulkarni"
    assert stage.window.today.picture.accessibleDescription().startswith(
        "Most seats are held at 12:00"
    )


async def test_in_a_small_window_the_lists_stand_below_each_other(make_stage: StageMaker) -> None:
    stage = await make_stage(size=QSize(880, 560))
    await busy(stage)
    today = stage.window.today
    assert not today.chart.isVisible()
    assert today.arrivals.y() < today.departures.y()
    assert today.arrivals.x() == today.departures.x()
    stage.window.resize(1280, 800)
    await until(today.chart.isVisible, "the picture")
    assert today.arrivals.y() == today.departures.y()
