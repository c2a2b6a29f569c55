"""One booking: opened, told in detail, checked in, cancelled."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLabel

from app.contract.errors import StoreFailed, WrongState
from app.contract.lifecycle import Status
from app.contract.models import BookingEdit, Seat
from app.core.batch import Batch, Origin
from app.core.changes import Moment
from app.core.commands import Action
from app.ui.acts.cancel import CancelDialog
from app.ui.bookings.actions import Actions
from app.ui.bookings.columns import Column
from app.ui.bookings.groups import Group
from app.ui.dialogs import Question
from tests.ui.bookings import a_booking
from tests.ui.conftest import StageMaker
from tests.ui.desks import LIBRARY, PlainDesk
from tests.ui.lists import chosen, column
from tests.ui.stage import Stage, until


async def test_open_booking_clears_what_hides_it(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(50)], rings=False)
    await stage.settled(50)
    stage.window.topbar.search.setText("no such thing")
    stage.window.bookings.show_group(Group.CANCELLED)
    await stage.settled(0)
    stage.window.open_booking("b-3")
    await until(lambda: chosen(stage) == "b-3", "the booking")
    assert stage.window.bookings.detail.isVisible()
    assert stage.window.topbar.search.text() == ""


async def test_open_booking_waits_for_one_that_is_still_on_its_way(stage: Stage) -> None:
    await stage.settled(0)
    stage.window.open_booking("b-77")
    await stage.settled(0)
    await stage.arrive(a_booking(77))
    await until(lambda: chosen(stage) == "b-77", "the booking")


async def test_declining_asks_as_soon_as_the_booking_is_there(stage: Stage) -> None:
    await stage.arrive(a_booking(1, status=Status.PENDING), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1", Action.DECLINE)
    await until(lambda: stage.window.findChild(Question) is not None, "the question")
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    assert commands(stage) == []
    question.on.click()
    await until(lambda: commands(stage) == ["edit"], "the answer")


async def test_the_detail_tells_the_whole_story(stage: Stage) -> None:
    at = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)
    await stage.arrive(
        a_booking(
            1,
            status=Status.CANCELLED,
            created_at=at,
            starts_at=at,
            ends_at=at + timedelta(hours=2, minutes=30),
            updated_at=at + timedelta(hours=1),
            cancelled_by="student-1",
            cancel_reason="Exam moved",
            note="Window seat",
        ),
        rings=False,
    )
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    assert detail.pill.text() == "Cancelled"
    assert detail.history.words() == ["Booked", "Cancelled by the student: Exam moved"]
    assert detail.buttons.check_in_button.isHidden()
    assert detail.buttons.buttons[Action.CANCEL].isHidden()


async def test_the_phone_number_can_be_copied(stage: Stage) -> None:
    await stage.arrive(a_booking(1, student_phone="+91 99999 00001"), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    stage.window.bookings.detail.copy.click()
    assert QGuiApplication.clipboard().text() == "+91 99999 00001"


async def test_a_check_in_is_pending_until_the_hub_has_answered(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    page.detail.buttons.check_in_button.click()
    await until(lambda: column(page.model, Column.STATUS) == ["Checking in…"], "the mark")
    assert not page.detail.buttons.check_in_button.isEnabled()
    assert not page.detail.buttons.buttons[Action.CANCEL].isEnabled()
    await stage.tell(lambda desk: desk.answer(a_booking(1, status=Status.CHECKED_IN, version=2)))
    await until(lambda: column(page.model, Column.STATUS) == ["Here"], "the answer")
    assert page.detail.buttons.check_in_button.isHidden()


async def test_a_move_and_another_end_that_wait_say_where_they_lead(stage: Stage) -> None:
    seats = Batch(origin=Origin.ANSWER, seats=(Seat(id="s7", library_id=LIBRARY.id, label="B-07"),))
    await stage.tell(lambda desk: desk.store.apply(seats))
    booking = a_booking(1)
    assert booking.ends_at is not None
    await stage.arrive(booking, rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")

    async def waits(purpose: Action, edit: BookingEdit, words: str) -> None:
        await stage.bridge.call(lambda desk: desk.edit("b-1", purpose, edit))
        await until(lambda: detail.pending.text().startswith(words), words)

    later = booking.ends_at + timedelta(minutes=30)
    await waits(Action.MOVE, BookingEdit(version=1, seat_id="s7"), "Moving to seat B-07…")
    await waits(Action.EXTEND, BookingEdit(version=1, ends_at=later), "Changing the end to ")
    # Neither is so before it is sent.
    assert "B-07" not in detail.seat.whole()


async def opened(stage: Stage, **fields: Any) -> Actions:
    """The buttons of one booking that is looked at."""
    await stage.arrive(a_booking(1, **fields), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    return stage.window.bookings.detail.buttons


def commands(stage: Stage) -> list[str]:
    return [call[0] for call in stage.desk.calls if call[0] not in {"seen", "mark", "history"}]


async def test_checking_in_days_before_asks_first(stage: Stage) -> None:
    starts = datetime.now(UTC) + timedelta(days=3)
    buttons = await opened(stage, starts_at=starts, ends_at=starts + timedelta(hours=2))
    buttons.check_in_button.click()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    question.back.click()
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    assert commands(stage) == []
    buttons.check_in_button.click()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    question.on.click()
    await until(lambda: commands(stage) == ["check_in"], "the check-in")


async def test_a_booking_comes_due_while_it_is_looked_at(stage: Stage) -> None:
    starts = datetime.now(UTC) + timedelta(days=3)
    buttons = await opened(stage, starts_at=starts, ends_at=starts + timedelta(hours=2))
    button = buttons.check_in_button
    assert (button.text(), button.property("look")) == ("Check in early…", "")
    stage.ahead = timedelta(days=3)
    stage.window.bookings.tick()
    assert (button.text(), button.property("look")) == ("Check in", "primary")


async def test_who_is_here_can_be_checked_out_and_the_slip_taken_back(stage: Stage) -> None:
    buttons = await opened(stage, status=Status.CHECKED_IN)
    assert buttons.check_in_button.isHidden()
    assert buttons.buttons[Action.UNDO].text() == "Undo check-in"
    buttons.check_out_button.click()
    await until(lambda: buttons.check_out_button.text() == "Checking out…", "the mark")
    # What waits can be taken back at once.
    assert buttons.buttons[Action.UNDO].text() == "Take back what waits"
    await stage.tell(lambda desk: desk.answer(a_booking(1, status=Status.COMPLETED, version=2)))
    await until(buttons.check_out_button.isHidden, "the answer")
    assert buttons.buttons[Action.UNDO].text() == "Undo check-out"
    buttons.buttons[Action.UNDO].click()
    await until(lambda: buttons.buttons[Action.UNDO].text() == "Taking back…", "the mark")
    assert commands(stage) == ["check_out", "undo"]


async def test_a_booking_that_is_over_is_not_opened_again(stage: Stage) -> None:
    over = datetime.now(UTC) - timedelta(hours=1)
    buttons = await opened(
        stage, status=Status.COMPLETED, starts_at=over - timedelta(hours=2), ends_at=over
    )
    assert buttons.buttons[Action.UNDO].isHidden()
    assert buttons.buttons[Action.CANCEL].isHidden()


async def test_a_refusal_takes_the_mark_back_and_says_why(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    page.detail.buttons.check_in_button.click()
    await until(lambda: column(page.model, Column.STATUS) == ["Checking in…"], "the mark")
    refusal = WrongState("It was cancelled meanwhile.")
    await stage.tell(lambda desk: desk.answer(refusal=refusal))
    banners = stage.window.banners
    await until(lambda: "refusal key-1" in banners.names(), "the banner")
    assert column(page.model, Column.STATUS) == ["Confirmed"]
    assert page.detail.buttons.check_in_button.isEnabled()
    assert banners.text("refusal key-1") == (
        "Check-in of Rohan Kulkarni, A-2, was refused: It was cancelled meanwhile."
    )


async def test_a_refusal_is_there_after_a_restart_until_somebody_takes_it_away(
    stage: Stage, make_stage: StageMaker
) -> None:
    await stage.arrive(a_booking(1), a_booking(2), rings=False)
    await stage.settled(2)
    for key in ("b-1", "b-2"):
        await stage.check_in(key)
        await stage.tell(lambda desk: desk.answer(refusal=WrongState("It was cancelled.")))
    await stage.down()
    again = await make_stage(stage.desk.status)
    banners = again.window.banners
    both = {"refusal key-1", "refusal key-2"}
    await until(lambda: both <= banners.names(), "both banners")
    banner = banners.banner("refusal key-1")
    assert banner is not None
    assert banner.close_button is not None
    banner.close_button.click()
    assert "refusal key-1" not in banners.names()
    await until(lambda: ("refusal_seen", "key-1") in again.desk.calls, "the word to the desk")
    await until(lambda: len(again.desk.status.refusals) == 1, "the status")
    assert "refusal key-2" in banners.names()


async def test_a_command_that_cannot_be_kept_can_be_pressed_again(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    stage.desk.refuses = StoreFailed("The disk is full. Make room on it.")
    detail.buttons.check_in_button.click()
    await until(lambda: "failure" in stage.window.banners.names(), "the banner")
    assert "The disk is full" in stage.window.banners.text("failure")
    assert detail.buttons.check_in_button.isEnabled()


async def test_cancelling_asks_why_first(stage: Stage) -> None:
    await stage.arrive(a_booking(1), rings=False)
    await stage.settled(1)
    stage.window.open_booking("b-1")
    detail = stage.window.bookings.detail
    await until(detail.isVisible, "the detail")
    detail.buttons.buttons[Action.CANCEL].click()
    dialog = stage.window.findChild(CancelDialog)
    assert isinstance(dialog, CancelDialog)
    dialog.back.click()
    await stage.window.tasks.idle()
    assert not [call for call in stage.desk.calls if call[0] == "cancel"]
    await until(lambda: stage.window.findChild(CancelDialog) is None, "the dialog to go")
    detail.buttons.buttons[Action.CANCEL].click()
    dialog = stage.window.findChild(CancelDialog)
    assert isinstance(dialog, CancelDialog)
    dialog.reason.setText("  asked   by phone ")
    dialog.on.click()
    await until(lambda: ("cancel", "b-1", "asked by phone") in stage.desk.calls, "the cancellation")


async def test_arrow_keys_walk_through_the_list(stage: Stage) -> None:
    await stage.arrive(*[a_booking(number) for number in range(4)], rings=False)
    await stage.settled(4)
    page = stage.window.bookings
    page.table.choose(0)
    QTest.keyClick(page.table, Qt.Key.Key_Down)
    assert chosen(stage) == "b-2"
    page.close_detail()
    assert page.detail.isHidden()
    assert page.table.place() == -1


async def test_a_booking_that_ends_while_it_is_looked_at_checks_nobody_in(stage: Stage) -> None:
    buttons = await opened(stage, ends_at=datetime.now(UTC) + timedelta(hours=2))
    detail = stage.window.bookings.detail
    assert buttons.check_in_button.isVisible()
    assert detail.pill.text() == "Confirmed"
    stage.ahead = timedelta(hours=3)
    # Pressed before the clock of the page has come round.
    buttons.check_in_button.click()
    assert buttons.check_in_button.isHidden()
    stage.ahead = timedelta()
    detail.tell(detail.row or pytest.fail("nothing is shown"), UTC)
    assert buttons.check_in_button.isVisible()
    stage.ahead = timedelta(hours=3)
    stage.window.bookings.tick()
    assert buttons.check_in_button.isHidden()
    assert buttons.buttons[Action.UNDO].isHidden()
    assert detail.pill.text() == "Did not arrive"
    assert detail.history.words() == ["Booked", "Over, and nobody was checked in"]
    assert commands(stage) == []
    buttons.buttons[Action.CANCEL].click()
    dialog = stage.window.findChild(CancelDialog)
    assert isinstance(dialog, CancelDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "It is over" in words
    assert "free for others" not in words
    dialog.back.click()


async def test_enter_in_a_question_changes_nothing(stage: Stage) -> None:
    starts = datetime.now(UTC) + timedelta(days=3)
    buttons = await opened(stage, starts_at=starts, ends_at=starts + timedelta(hours=2))
    buttons.check_in_button.click()
    question = stage.window.findChild(Question)
    assert isinstance(question, Question)
    ended: list[int] = []
    question.finished.connect(ended.append)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert ended == [QDialog.DialogCode.Rejected.value]
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    assert commands(stage) == []


async def test_when_it_was_told_stands_beside_a_booking(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2))
    await stage.settled(2)
    stage.window.open_booking("b-1")
    rang = stage.window.bookings.detail.rang
    await until(rang.isVisible, "what was told")
    (told,) = rang.words()
    assert told.startswith("New bookings: Today, ")
    assert "Received" in told
    assert "Not shown yet" in told

    def shown(desk: PlainDesk) -> None:
        alert = next(
            each.alert for each in desk.store.notices.recent(5) if each.alert.booking_id == "b-1"
        )
        desk.changed(desk.store.notices.mark(alert.id, Moment.SHOWN))

    await stage.tell(shown)
    await until(lambda: "Shown" in rang.words()[0], "the station")
    assert "later" in rang.words()[0]
