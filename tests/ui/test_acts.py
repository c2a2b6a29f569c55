"""What is done about a booking: asked first, clashes told before, by keyboard, and taken back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from app.contract.errors import StaleVersion
from app.contract.models import BookingEdit, PaymentStatus, Seat
from app.core.batch import Batch, Origin
from app.core.commands import STEPS, Action, Edit, Sight
from app.ui.acts.cancel import CancelDialog
from app.ui.acts.extend import ExtendDialog
from app.ui.acts.move import MoveDialog
from app.ui.acts.note import LONGEST, NoteDialog
from app.ui.acts.payment import How, PaymentDialog
from app.ui.bookings.actions import Actions
from app.ui.bookings.columns import Column, cells
from app.ui.dialogs import Question
from app.ui.words import amount, read_amount, when_words, zone_of
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY
from tests.ui.lists import column
from tests.ui.stage import Stage, point_at, until

T = TypeVar("T", bound=QWidget)
HOUR = timedelta(hours=1)
NOW = datetime.now(UTC).replace(second=0, microsecond=0)


async def opened(stage: Stage, *others: Any, **fields: Any) -> Actions:
    """The buttons of booking b-1, which is looked at."""
    await stage.arrive(a_booking(1, **fields), *others, rings=False)
    await stage.settled(1 + len(others))
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    return stage.window.bookings.detail.buttons


def shown(buttons: Actions) -> set[Action]:
    return {action for action, button in buttons.buttons.items() if button.isVisible()}


def edits(stage: Stage) -> list[tuple[Action, BookingEdit]]:
    return [call[2] for call in stage.desk.calls if call[0] == "edit"]


async def waiting(stage: Stage, count: int) -> None:
    """So many bookings show that something about them waits to be sent."""
    model = stage.window.bookings.model
    places = range(model.rowCount())
    await until(
        lambda: sum(1 for row in model.rows_at(places) if row.pending) == count, "the commands"
    )


def taken_back(stage: Stage) -> list[str]:
    return [call[1] for call in stage.desk.calls if call[0] == "take_back"]


def dialog(stage: Stage, kind: type[T]) -> T:
    found = stage.window.findChild(kind)
    assert isinstance(found, kind)
    return found


ALWAYS = {Action.NOTE, Action.PAY}


@pytest.mark.parametrize(
    ("status", "starts", "ends", "offered"),
    [
        (
            "pending", 1, 3,
            {Action.CONFIRM, Action.DECLINE, Action.EXTEND, Action.MOVE, Action.CANCEL},
        ),
        ("confirmed", 1, 3, {Action.CHECK_IN, Action.EXTEND, Action.MOVE, Action.CANCEL}),
        (
            "confirmed", -1, 3,
            {Action.CHECK_IN, Action.NO_SHOW, Action.EXTEND, Action.MOVE, Action.CANCEL},
        ),
        ("confirmed", -3, -1, {Action.NO_SHOW, Action.CANCEL}),
        ("checked_in", -1, 3, {Action.CHECK_OUT, Action.UNDO, Action.EXTEND, Action.MOVE}),
        ("checked_in", -3, -1, {Action.CHECK_OUT, Action.UNDO, Action.EXTEND}),
        ("completed", -1, 3, {Action.UNDO}),
        ("no_show", -1, 3, {Action.CHECK_IN}),
    ],
)  # fmt: skip
async def test_what_is_offered_is_what_may_be_done(
    stage: Stage, status: str, starts: int, ends: int, offered: set[Action]
) -> None:
    buttons = await opened(
        stage, status=status, starts_at=NOW + starts * HOUR, ends_at=NOW + ends * HOUR
    )
    assert shown(buttons) == offered | ALWAYS


async def test_of_what_was_never_used_nothing_is_to_be_paid(stage: Stage) -> None:
    buttons = await opened(stage, status="cancelled")
    assert shown(buttons) == {Action.NOTE}


class _Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


async def test_no_button_is_a_window_of_its_own(stage: Stage, qapp: QApplication) -> None:
    windows = _Windows()
    qapp.installEventFilter(windows)
    await opened(stage)
    qapp.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize(
    ("key", "status", "command"),
    [
        (Qt.Key.Key_I, "confirmed", "check_in"),
        (Qt.Key.Key_O, "checked_in", "check_out"),
        (Qt.Key.Key_U, "checked_in", "undo"),
    ],
)
async def test_a_key_in_the_list_does_it(
    stage: Stage, key: Qt.Key, status: str, command: str
) -> None:
    await opened(stage, status=status, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    table = stage.window.bookings.table
    QTest.keyClick(table, key)
    await until(lambda: [c[1] for c in stage.desk.calls if c[0] == command] == ["b-1"], command)


async def test_a_key_of_what_is_not_offered_does_nothing(stage: Stage) -> None:
    await opened(stage, status="completed", starts_at=NOW - 2 * HOUR, ends_at=NOW - HOUR)
    for key in (Qt.Key.Key_I, Qt.Key.Key_O, Qt.Key.Key_N, Qt.Key.Key_C, Qt.Key.Key_Delete):
        QTest.keyClick(stage.window.bookings.table, key)
    assert {call[0] for call in stage.desk.calls} <= {"seen"}


async def test_a_check_in_is_said_and_taken_back_by_key(stage: Stage) -> None:
    await opened(stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await until(page.undo_bar.isVisible, "the words")
    assert page.undo_bar.told.text() == "Check-in: Rohan Kulkarni, A-2"
    await until(lambda: page.detail.row and page.detail.row.pending, "the command")
    await stage.tell(
        lambda desk: desk.answer(
            a_booking(1, version=2, status="checked_in", starts_at=NOW - HOUR, ends_at=NOW + HOUR)
        )
    )
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: stage.desk.calls[-1] == ("take_back", "key-1"), "the way back")
    await until(lambda: page.detail.row and page.detail.row.pending == "undo", "the command")
    assert page.undo_bar.isHidden()


async def test_a_note_is_kept_and_taken_back(stage: Stage) -> None:
    await opened(stage, note="Before")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_T)
    note = dialog(stage, NoteDialog)
    assert note.text.toPlainText() == "Before"
    note.text.setPlainText("x" * (LONGEST + 1))
    assert not note.on.isEnabled()
    assert note.told.text() == "1 characters too many."
    note.text.setPlainText(" After\n")
    note.on.click()
    await until(lambda: page.detail.row and page.detail.row.pending, "the command")
    assert edits(stage) == [(Action.NOTE, BookingEdit(version=1, note="After"))]
    await stage.tell(lambda desk: desk.answer(a_booking(1, version=2, note="After")))
    await until(lambda: page.detail.row and page.detail.row.booking.version == 2, "the answer")
    page.undo_bar.button.click()
    await until(lambda: page.detail.row and page.detail.row.pending == "note", "the way back")
    await stage.tell(lambda desk: desk.answer(a_booking(1, version=3, note="Before")))
    await until(lambda: page.detail.row and page.detail.row.booking.note == "Before", "the note")


async def test_what_another_desk_did_since_is_not_undone(stage: Stage) -> None:
    await opened(stage, note="Before")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_T)
    note = dialog(stage, NoteDialog)
    note.text.setPlainText("Mine")
    note.on.click()
    await until(lambda: page.detail.row and page.detail.row.pending, "the command")
    await stage.tell(lambda desk: desk.answer(a_booking(1, version=2, note="Mine")))
    await stage.arrive(a_booking(1, version=3, note="Theirs"))
    await until(lambda: page.detail.row and page.detail.row.booking.version == 3, "their note")
    page.undo_bar.button.click()
    await until(lambda: "failure" in stage.window.banners.names(), "the words")
    assert "Somebody has changed the booking of" in stage.window.banners.text("failure")


async def test_a_note_that_another_desk_writes_meanwhile_is_told_and_not_overlooked(
    stage: Stage,
) -> None:
    await opened(stage, note="Before")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_T)
    note = dialog(stage, NoteDialog)
    note.text.setPlainText("Mine")
    await stage.arrive(a_booking(1, version=2, note="Before", student_phone="98450 1"))
    await until(lambda: note.booking.version == 2, "what changed")
    # A phone is no note.
    assert note.standing.isHidden()
    await stage.arrive(a_booking(1, version=3, note="Theirs"))
    await until(note.standing.isVisible, "the words")
    assert note.standing.text() == "By now it says: Theirs"
    assert note.text.toPlainText() == "Mine"
    note.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.NOTE, BookingEdit(version=3, note="Mine"))]


async def test_what_waits_is_taken_back_by_the_key_that_says_so(stage: Stage) -> None:
    await opened(stage, status="checked_in")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_O)
    await until(lambda: page.detail.row and page.detail.row.pending == "check_out", "the command")
    button = page.detail.buttons.buttons[Action.UNDO]
    await until(lambda: button.text() == "Take back what waits", "the button")
    QTest.keyClick(page.table, Qt.Key.Key_U)
    await until(lambda: ("undo", "b-1", "") in stage.desk.calls, "the way back")


@pytest.mark.parametrize(
    ("left", "title", "way"),
    [
        (HOUR, "Asha Verma sits on seat A-1", "Another seat…"),
        (-HOUR / 4, "Asha Verma is still on seat A-1", "Check in"),
    ],
    ids=["their time", "over time"],
)
async def test_before_a_check_in_it_is_told_who_sits_there(
    stage: Stage, left: timedelta, title: str, way: str
) -> None:
    seat = {"seat_id": "seat-1", "seat_label": "A-1"}
    there = a_booking(
        1,
        student_name="Asha Verma",
        status="checked_in",
        starts_at=NOW - 2 * HOUR,
        ends_at=NOW + left,
        **seat,
    )
    next_start = max(NOW - timedelta(minutes=5), NOW + left)
    coming = a_booking(2, starts_at=next_start, ends_at=next_start + 2 * HOUR, **seat)
    await stage.arrive(there, coming, rings=False)
    await stage.settled(2)
    stage.window.open_booking("b-2")
    page = stage.window.bookings
    await until(page.detail.isVisible, "the detail")
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await until(lambda: stage.window.findChild(Question) is not None, "the question")
    question = dialog(stage, Question)
    assert question.windowTitle() == title
    assert question.on.text() == way
    question.on.click()
    if left > timedelta():
        await until(lambda: stage.window.findChild(MoveDialog) is not None, "the other seats")
        dialog(stage, MoveDialog).reject()
    else:
        await until(lambda: ("check_in", "b-2", "") in stage.desk.calls, "the check-in")


async def test_a_question_about_a_step_goes_when_another_desk_was_faster(stage: Stage) -> None:
    at = {"starts_at": NOW + 24 * HOUR, "ends_at": NOW + 26 * HOUR}
    await opened(stage, **at)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await until(lambda: stage.window.findChild(Question) is not None, "the question")
    # A note is no reason to ask anew.
    await stage.arrive(a_booking(1, version=2, note="Window seat", **at), rings=False)
    await until(lambda: page.detail.row and page.detail.row.booking.version == 2, "the note")
    assert dialog(stage, Question).isVisible()
    await stage.arrive(a_booking(1, version=3, status="cancelled", **at), rings=False)
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    assert page.undo_bar.told.text().endswith(": Cancelled")
    assert [call for call in stage.desk.calls if call[0] == "check_in"] == []


async def test_a_key_that_does_nothing_says_why(stage: Stage) -> None:
    await opened(stage, status="checked_in", student_name="Asha Verma")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await until(page.undo_bar.isVisible, "the words")
    assert page.undo_bar.told.text() == "“Check in” is not possible now – Asha Verma: Here"
    assert page.undo_bar.button.isHidden()
    assert [call for call in stage.desk.calls if call[0] == "check_in"] == []


async def test_a_check_in_on_its_way_is_told_as_taken_back(stage: Stage) -> None:
    await opened(stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await waiting(stage, 1)
    await until(lambda: column(page.model, Column.STATUS) == ["Checking in…"], "the check-in")
    QTest.keyClick(page.table, Qt.Key.Key_U)
    await until(lambda: column(page.model, Column.STATUS) == ["Taking back…"], "the way back")
    assert page.undo_bar.told.text() == "Taken back – Check-in: Rohan Kulkarni, A-2"
    assert page.undo_bar.button.isHidden()


async def test_a_key_that_has_to_wait_says_so_and_offers_no_other_way_back(stage: Stage) -> None:
    await opened(stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    page = stage.window.bookings
    bar = page.undo_bar
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await waiting(stage, 1)
    await until(lambda: page.detail.row and page.detail.row.pending, "the command")
    assert bar.button.isVisible()
    point_at(bar)
    QTest.keyClick(page.table, Qt.Key.Key_O)
    wait = "“Check out” has to wait until what was done before has been sent"
    assert (bar.told.text(), bar.button.isHidden()) == (wait, True)
    QTest.keyClick(page.table, Qt.Key.Key_C)
    assert bar.told.text() == "“Confirm” is not possible now – Rohan Kulkarni: Checking in…"
    # What was done is taken back all the same.
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: taken_back(stage) == ["key-1"], "the way back")


async def test_a_long_hint_is_told_whole(stage: Stage) -> None:
    await opened(stage, status="pending", student_name="Asha Venkatasubramanian Iyer Rao Verma")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_U)
    told, bar = page.undo_bar.told, page.undo_bar
    assert "what is not sent” is not possible now – Asha Venkata" in told.text().replace(
        "\u200b", ""
    )
    assert "…" not in told.text()
    # All of its lines are seen, on the page and in the bar.
    assert told.height() >= told.heightForWidth(told.width()) > told.fontMetrics().height() * 1.5
    assert bar.rect().contains(told.geometry())
    assert stage.window.pages.rect().contains(bar.geometry())


async def test_what_is_refused_is_no_more_said_and_what_was_typed_is_kept(stage: Stage) -> None:
    await opened(stage, note="Before")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_T)
    note = dialog(stage, NoteDialog)
    note.text.setPlainText("Mine, and long")
    note.on.click()
    await until(page.undo_bar.isVisible, "the words")
    point_at(page.undo_bar)
    await until(lambda: page.detail.row and page.detail.row.pending, "the command")
    await stage.arrive(a_booking(1, version=2, note="Theirs"))
    await stage.tell(lambda desk: desk.answer(refusal=StaleVersion("Somebody changed it.")))
    await until(lambda: "refusal key-1" in stage.window.banners.names(), "the banner")
    await until(page.undo_bar.isHidden, "the words to go")
    await until(lambda: stage.window.findChild(NoteDialog) is None, "the dialog to go")
    banner = stage.window.banners.banner("refusal key-1")
    assert banner is not None
    assert banner.button is not None
    banner.button.click()
    await until(lambda: stage.window.findChild(NoteDialog) is not None, "the dialog")
    again = dialog(stage, NoteDialog)
    assert again.text.toPlainText() == "Mine, and long"
    assert again.standing.text() == "By now it says: Theirs"
    # Who thinks better of it has lost nothing.
    again.back.click()
    await until(lambda: stage.window.findChild(NoteDialog) is None, "the dialog to go")
    await stage.window.tasks.idle()
    assert "refusal key-1" in stage.window.banners.names()
    banner.button.click()
    await until(lambda: stage.window.findChild(NoteDialog) is not None, "the dialog")
    dialog(stage, NoteDialog).on.click()
    await until(lambda: len(edits(stage)) == 2, "the edit")
    assert edits(stage)[1] == (Action.NOTE, BookingEdit(version=2, note="Mine, and long"))
    await until(lambda: "refusal key-1" not in stage.window.banners.names(), "the banner to go")


@pytest.mark.parametrize(
    ("purpose", "wanted", "shown"),
    [
        (Action.PAY, {"paid_minor": 2_500}, "25.00"),
        (Action.PAY, {"payment_status": PaymentStatus.EXEMPT}, How.EXEMPT),
        (Action.EXTEND, {"ends_at": NOW + 5 * HOUR}, NOW + 5 * HOUR),
    ],
)
async def test_a_refused_question_is_asked_again_as_it_was_answered(
    stage: Stage, purpose: Action, wanted: dict[str, Any], shown: object
) -> None:
    await opened(stage, starts_at=NOW, ends_at=NOW + 2 * HOUR, total_minor=10_000)
    edit = Edit(booking_id="b-1", purpose=purpose, edit=BookingEdit(version=1, **wanted))
    await stage.tell(lambda desk: desk.refuse(edit, StaleVersion("Somebody changed it.")))
    await until(lambda: "refusal key-1" in stage.window.banners.names(), "the banner")
    banner = stage.window.banners.banner("refusal key-1")
    assert banner is not None
    assert banner.button is not None
    banner.button.click()
    if purpose is Action.EXTEND:
        await until(lambda: stage.window.findChild(ExtendDialog) is not None, "the dialog")
        assert dialog(stage, ExtendDialog).end.moment() == shown
        return
    await until(lambda: stage.window.findChild(PaymentDialog) is not None, "the dialog")
    pay = dialog(stage, PaymentDialog)
    assert shown in {pay.amount.text(), pay.how.value()}


async def test_keys_of_several_do_it_for_all_of_them(stage: Stage) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR, "status": "checked_in"}
    await stage.arrive(a_booking(1, **at), a_booking(2, **at), rings=False)
    await stage.settled(2)
    stage.window.bookings.table.selectAll()
    await until(stage.window.bookings.several.isVisible, "the chosen ones")
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_O)
    await until(lambda: len([c for c in stage.desk.calls if c[0] == "check_out"]) == 2, "both")
    bar = stage.window.bookings.undo_bar
    assert bar.told.text() == "Check-out: 2 students"
    point_at(bar)
    # One of them is refused; the way back is that of the other.
    await waiting(stage, 2)
    await stage.tell(lambda desk: desk.answer(refusal=StaleVersion("Somebody changed it.")))
    await until(lambda: "refusal key-1" in stage.window.banners.names(), "the banner")
    assert bar.isVisible()
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: taken_back(stage) == ["key-2"], "the way back")


async def test_what_was_done_before_is_taken_back_after_it(stage: Stage) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
    await stage.arrive(a_booking(1, **at), a_booking(2, **at), rings=False)
    await stage.settled(2)
    page = stage.window.bookings
    for place, count in ((0, 1), (1, 2)):
        page.table.choose(place)
        QTest.keyClick(page.table, Qt.Key.Key_I)
        await waiting(stage, count)
    point_at(page.undo_bar)
    assert page.undo_bar.told.text() == "Check-in: Rohan Kulkarni, A-2"
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: taken_back(stage) == ["key-2"], "the last one")
    assert page.undo_bar.told.text().startswith("Check-in: ")
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: taken_back(stage) == ["key-2", "key-1"], "the one before")
    assert page.undo_bar.isHidden()


async def test_several_are_cancelled_with_a_reason(stage: Stage) -> None:
    await stage.arrive(a_booking(1), a_booking(2), a_booking(3, status="cancelled"), rings=False)
    await stage.settled(3)
    page = stage.window.bookings
    page.table.selectAll()
    await until(page.several.isVisible, "the chosen ones")
    # What was given up already costs nothing.
    assert page.several.words.text() == "Together ₹200.00"
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    await until(lambda: stage.window.findChild(CancelDialog) is not None, "the question")
    question = dialog(stage, CancelDialog)
    question.reason.setText("closed for a holiday")
    question.on.click()
    await until(lambda: len([c for c in stage.desk.calls if c[0] == "cancel"]) == 2, "both")
    assert {call for call in stage.desk.calls if call[0] == "cancel"} == {
        ("cancel", "b-1", "closed for a holiday"),
        ("cancel", "b-2", "closed for a holiday"),
    }


@pytest.mark.parametrize(
    ("key", "action", "words"),
    [
        (Qt.Key.Key_C, Action.CONFIRM, "Confirmed: 2 requests"),
        (Qt.Key.Key_D, Action.DECLINE, "Declined: 2 requests"),
        (Qt.Key.Key_N, Action.NO_SHOW, "Did not arrive: 2 students"),
    ],
)
async def test_several_are_answered_or_given_up_together(
    stage: Stage, key: Qt.Key, action: Action, words: str
) -> None:
    status = "confirmed" if action is Action.NO_SHOW else "pending"
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
    two = [a_booking(number, status=status, **at) for number in (1, 2)]
    await stage.arrive(*two, a_booking(3, status="checked_in", **at), rings=False)
    await stage.settled(3)
    page = stage.window.bookings
    page.table.selectAll()
    await until(page.several.isVisible, "the chosen ones")
    QTest.keyClick(page.table, key)
    if action is not Action.CONFIRM:
        await until(lambda: stage.window.findChild(Question) is not None, "the question")
        assert edits(stage) == []
        dialog(stage, Question).on.click()
    await until(lambda: len(edits(stage)) == 2, "both")
    edit = BookingEdit(version=1, status=STEPS[action].value)
    assert edits(stage) == [(action, edit)] * 2
    bar = page.undo_bar
    await until(bar.isVisible, "the words")
    assert (bar.told.text(), bar.button.isVisible()) == (words, False)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("confirmed", "None of these is due now: check them in one by one"),
        ("completed", "“Check in” is not possible with several, or with none of these"),
    ],
)
async def test_a_key_that_does_nothing_for_several_says_why(
    stage: Stage, status: str, words: str
) -> None:
    at = {"starts_at": NOW + 24 * HOUR, "ends_at": NOW + 26 * HOUR, "status": status}
    await stage.arrive(a_booking(1, **at), a_booking(2, **at), rings=False)
    await stage.settled(2)
    page = stage.window.bookings
    page.table.selectAll()
    await until(page.several.isVisible, "the chosen ones")
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await until(page.undo_bar.isVisible, "the words")
    assert page.undo_bar.told.text() == words


async def test_what_has_no_way_back_is_not_passed_over(stage: Stage) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
    await stage.arrive(a_booking(1, **at), a_booking(2, status="pending", **at), rings=False)
    await stage.settled(2)
    page = stage.window.bookings
    stage.window.open_booking("b-1")
    await until(page.detail.isVisible, "the detail")
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await waiting(stage, 1)
    point_at(page.undo_bar)
    stage.window.open_booking("b-2")
    QTest.keyClick(page.table, Qt.Key.Key_C)
    await waiting(stage, 2)
    for _ in range(2):
        QTest.keySequence(stage.window, "Ctrl+Z")
        assert "Confirmed: Priya Nair" in page.undo_bar.told.text()
        assert "no way back" in page.undo_bar.told.text()
    assert taken_back(stage) == []


async def test_a_step_that_was_taken_back_by_its_key_is_not_offered_once_more(
    stage: Stage,
) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
    await opened(stage, **at)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_I)
    await waiting(stage, 1)
    point_at(page.undo_bar)
    await stage.tell(lambda desk: desk.answer(a_booking(1, status="checked_in", version=2, **at)))
    await waiting(stage, 0)
    assert page.undo_bar.isVisible()
    await until(page.detail.buttons.buttons[Action.UNDO].isVisible, "the answer")
    QTest.keyClick(page.table, Qt.Key.Key_U)
    await until(lambda: ("undo", "b-1", "") in stage.desk.calls, "the undo")
    assert page.undo_bar.told.text() == "Taken back – Check-in: Rohan Kulkarni, A-2"
    assert page.undo_bar.button.isHidden()
    QTest.keySequence(stage.window, "Ctrl+Z")
    assert taken_back(stage) == []


async def test_a_payment_that_waits_is_shown_and_stands_in_nobodys_way(stage: Stage) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR}
    buttons = await opened(stage, status="checked_in", total_minor=20_000, **at)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_P)
    dialog(stage, PaymentDialog).on.click()
    await waiting(stage, 1)
    await until(lambda: stage.window.findChild(PaymentDialog) is None, "the dialog to go")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")
    (row,) = page.model.rows_at(range(1))
    assert cells(row, UTC, NOW)[Column.PAYMENT] == "Paid…"
    assert "Paid, waits to be sent" in [each.text() for each in page.detail.findChildren(QLabel)]
    QTest.keyClick(page.table, Qt.Key.Key_P)
    await until(lambda: stage.window.findChild(PaymentDialog) is not None, "the dialog")
    assert "₹200.00 was paid before" in dialog(stage, PaymentDialog).told.text()
    dialog(stage, PaymentDialog).reject()
    await until(lambda: stage.window.findChild(PaymentDialog) is None, "the dialog to go")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window in front")
    assert buttons.check_out_button.isEnabled()
    QTest.keyClick(page.table, Qt.Key.Key_O)
    await until(lambda: ("check_out", "b-1", "") in stage.desk.calls, "the check-out")


async def test_a_question_follows_what_others_do_meanwhile(stage: Stage) -> None:
    ends = NOW + HOUR
    buttons = await opened(stage, starts_at=NOW - HOUR, ends_at=ends, seat_id="s-1")
    buttons.buttons[Action.EXTEND].click()
    extend = dialog(stage, ExtendDialog)
    asked_for, before = ends + 3 * HOUR, extend.what.text()
    extend.end.show_moment(asked_for)
    assert extend.on.isEnabled()
    longer = a_booking(
        1, version=2, starts_at=NOW - HOUR, ends_at=ends + HOUR, seat_id="s-1", status="checked_in"
    )
    await stage.arrive(longer, rings=False)
    await until(lambda: extend.what.text() != before, "the other end")
    # The end that was typed stays, and so does what may be done.
    assert extend.end.moment() == asked_for
    assert extend.on.isEnabled()
    taken = a_booking(2, starts_at=ends + 2 * HOUR, ends_at=ends + 4 * HOUR, seat_id="s-1")
    await stage.arrive(taken, rings=False)
    await until(lambda: "has this seat from" in extend.told.text(), "the clash")
    assert not extend.on.isEnabled()
    extend.quick[0].click()
    assert extend.end.moment() == ends + HOUR + timedelta(minutes=30)
    extend.on.click()
    await until(lambda: edits(stage), "the edit")
    told = stage.window.bookings.undo_bar
    await until(told.isVisible, "the words")
    then = a_booking(1, starts_at=NOW - HOUR, ends_at=ends + HOUR + timedelta(minutes=30))
    when = when_words(then, zone_of(LIBRARY), NOW)
    assert told.accessibleName() == f"Another end: Rohan Kulkarni, A-2 · {when}"
    edit = BookingEdit(version=2, ends_at=ends + HOUR + timedelta(minutes=30))
    assert edits(stage) == [(Action.EXTEND, edit)]


@pytest.mark.parametrize(
    ("action", "kind"), [(Action.EXTEND, ExtendDialog), (Action.MOVE, MoveDialog)]
)
async def test_where_a_booking_was_cancelled_nothing_is_asked_of_its_seat(
    stage: Stage, action: Action, kind: type[Question]
) -> None:
    at = {"starts_at": NOW - HOUR, "ends_at": NOW + HOUR, "seat_id": "s-1"}
    buttons = await opened(stage, **at)
    buttons.buttons[action].click()
    assert dialog(stage, kind).isVisible()
    await stage.arrive(a_booking(1, version=2, status="cancelled", **at), rings=False)
    await until(lambda: stage.window.findChild(kind) is None, "the question to go")
    assert stage.window.bookings.undo_bar.told.text().endswith(": Cancelled")
    assert not edits(stage)


async def test_no_money_is_taken_for_what_was_cancelled_meanwhile(stage: Stage) -> None:
    buttons = await opened(stage, total_minor=15_000)
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    assert pay.on.isEnabled()
    await stage.arrive(a_booking(1, version=2, total_minor=15_000, status="cancelled"))
    await until(lambda: not pay.on.isEnabled(), "the way on to be closed")
    assert "Somebody else has changed this meanwhile" in pay.told.text()
    assert "Cancelled: nothing is taken" in pay.told.text()
    QTest.keyClick(pay.amount, Qt.Key.Key_Return)
    assert not edits(stage)
    # What was in the drawer before can still be written down.
    pay.how.choose(How.IN_ALL)
    assert pay.on.isEnabled()


async def test_of_several_that_are_cancelled_it_is_told_what_was_paid(stage: Stage) -> None:
    paid = {"total_minor": 10_000, "paid_minor": 10_000, "payment_status": "paid"}
    await stage.arrive(a_booking(1), a_booking(2, **paid), a_booking(3), rings=False)
    await stage.settled(3)
    page = stage.window.bookings
    page.table.selectAll()
    await until(page.several.isVisible, "the chosen ones")
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    await until(lambda: stage.window.findChild(CancelDialog) is not None, "the question")
    question = dialog(stage, CancelDialog)
    assert "A-3 · ₹100.00 was paid" in question.what.text()
    assert "given back" in question.what.text()
    assert "cannot be cancelled any more" not in question.what.text()
    await stage.arrive(a_booking(1, version=2, status="checked_in"), rings=False)
    await until(lambda: "changed these meanwhile" in question.what.text(), "the words")
    assert "cannot be cancelled any more and stay" in question.what.text()
    question.on.click()
    await until(lambda: len([c for c in stage.desk.calls if c[0] == "cancel"]) == 2, "both")
    assert {call[1] for call in stage.desk.calls if call[0] == "cancel"} == {"b-2", "b-3"}
    assert page.undo_bar.told.text() == "Cancelled: 2 bookings"
    await stage.tell(lambda desk: desk.answer(refusal=StaleVersion("Somebody changed it.")))
    await until(lambda: page.undo_bar.told.text().endswith("1 of them was refused"), "the rest")


async def test_a_note_that_stays_as_it_was_is_not_sent(stage: Stage) -> None:
    buttons = await opened(stage, note="Same")
    buttons.buttons[Action.NOTE].click()
    dialog(stage, NoteDialog).on.click()
    await until(lambda: stage.window.findChild(NoteDialog) is None, "the dialog to go")
    assert edits(stage) == []
    assert stage.window.bookings.undo_bar.isHidden()


async def test_money_that_is_taken_now_is_added_to_what_was_paid(stage: Stage) -> None:
    buttons = await opened(stage, total_minor=10_000, paid_minor=2_500, payment_status="partial")
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    assert pay.amount.text() == "75.00"
    assert pay.told.text() == "₹25.00 was paid before. Then it is paid."
    for typed, words in (
        ("75.01", "That is more than is owed: ₹75.00."),
        ("ten", "Write an amount such as 100.00."),
        ("1.234", "Write an amount such as 100.00."),
    ):
        pay.amount.setText(typed)
        pay.amount.textEdited.emit(typed)
        assert (pay.told.text(), pay.on.isEnabled()) == (words, False)
    pay.amount.setText("₹35.50")
    pay.amount.textEdited.emit("₹35.50")
    assert pay.told.text() == "₹25.00 was paid before. ₹39.50 is still to be paid."
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.PAY, BookingEdit(version=1, paid_minor=6_050))]
    stage.window.bookings.undo_bar.button.click()
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")


async def test_what_was_paid_in_all_can_be_put_right(stage: Stage) -> None:
    buttons = await opened(stage, total_minor=10_000, paid_minor=10_000, payment_status="paid")
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    # Nothing is owed, so nothing is taken now.
    assert pay.how.value() is How.IN_ALL
    pay.amount.setText("120")
    pay.amount.textEdited.emit("120")
    assert pay.told.text() == "That is more than it costs."
    pay.amount.setText("90")
    pay.amount.textEdited.emit("90")
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.PAY, BookingEdit(version=1, paid_minor=9_000))]


async def test_what_is_taken_at_two_desks_is_added_up(stage: Stage) -> None:
    buttons = await opened(stage, total_minor=10_000)
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    pay.amount.setText("40")
    pay.amount.textEdited.emit("40")
    paid = a_booking(1, version=2, total_minor=10_000, paid_minor=6_000, payment_status="partial")
    await stage.arrive(paid)
    await until(lambda: "₹60.00 was paid before" in pay.told.text(), "what the other one took")
    # What was typed is what was taken.
    assert pay.amount.text() == "40"
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.PAY, BookingEdit(version=2, paid_minor=10_000))]


async def test_money_in_hand_is_not_dropped_because_another_desk_was_paid(stage: Stage) -> None:
    buttons = await opened(stage, total_minor=10_000)
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    assert pay.amount.text() == "100.00"
    paid = a_booking(1, version=2, total_minor=10_000, paid_minor=10_000, payment_status="paid")
    await stage.arrive(paid)
    await until(lambda: not pay.on.isEnabled(), "the way on to be closed")
    # What somebody holds in their hand stays where it was written, and why it cannot be is said.
    assert pay.amount.text() == "100.00"
    assert "Somebody else has changed this meanwhile" in pay.told.text()
    assert "It is paid already" in pay.told.text()
    QTest.keyClick(pay.amount, Qt.Key.Key_Return)
    assert not edits(stage)
    assert pay.isVisible()


async def test_a_seat_that_is_taken_meanwhile_is_not_exchanged_for_another(stage: Stage) -> None:
    seats = tuple(
        Seat(id=f"seat-{at}", library_id=LIBRARY.id, label=f"A-{at}", ordinal=at)
        for at in range(1, 5)
    )
    await opened(stage, starts_at=NOW + HOUR, ends_at=NOW + 3 * HOUR, seat_id="seat-1")
    await stage.tell(lambda desk: desk.store.apply(Batch(origin=Origin.ANSWER, seats=seats)))
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_S)
    move = dialog(stage, MoveDialog)
    move.seats.choose("seat-3")
    taken = a_booking(9, seat_id="seat-3", starts_at=NOW + HOUR, ends_at=NOW + 3 * HOUR)
    await stage.arrive(taken)
    await until(lambda: move.told.text() != "", "the words")
    assert move.told.text() == "Seat A-3 cannot be had any more. Choose another."
    assert not move.on.isEnabled()
    QTest.keyClick(move.seats.search, Qt.Key.Key_Return)
    assert move.isVisible()
    QTest.keyClick(move.seats.search, Qt.Key.Key_Down)
    assert move.told.isHidden()
    move.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage)[0][1].seat_id == "seat-4"


async def test_what_has_arrived_meanwhile_is_not_cancelled(stage: Stage) -> None:
    await opened(stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_Delete)
    question = dialog(stage, CancelDialog)
    here = a_booking(1, version=2, status="checked_in", starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    await stage.arrive(here)
    await until(lambda: not question.on.isEnabled(), "the way on to be closed")
    assert "it cannot be cancelled" in question.what.text()


async def test_a_refused_payment_is_taken_on_top_of_what_is_there_by_now(stage: Stage) -> None:
    await opened(stage, total_minor=10_000)
    seen = Sight.of(a_booking(1, total_minor=10_000, paid_minor=0))
    edit = BookingEdit(version=1, paid_minor=4_000)
    mine = Edit(booking_id="b-1", purpose=Action.PAY, edit=edit, seen=seen)
    paid = a_booking(1, version=2, total_minor=10_000, paid_minor=6_000, payment_status="partial")
    await stage.arrive(paid)
    await stage.tell(lambda desk: desk.refuse(mine, StaleVersion("Somebody changed it.")))
    await until(lambda: "refusal key-1" in stage.window.banners.names(), "the banner")
    banner = stage.window.banners.banner("refusal key-1")
    assert banner is not None
    assert banner.button is not None
    banner.button.click()
    await until(lambda: stage.window.findChild(PaymentDialog) is not None, "the dialog")
    pay = dialog(stage, PaymentDialog)
    assert (pay.how.value(), pay.amount.text()) == (How.TAKEN, "40.00")
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.PAY, BookingEdit(version=2, paid_minor=10_000))]


async def test_of_a_cancelled_booking_what_was_paid_can_be_given_back(stage: Stage) -> None:
    buttons = await opened(
        stage, total_minor=10_000, paid_minor=5_000, payment_status="partial", status="cancelled"
    )
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    assert pay.how.value() is How.REFUNDED
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    back = BookingEdit(version=1, payment_status=PaymentStatus.REFUNDED)
    assert edits(stage) == [(Action.PAY, back)]


async def test_a_cancellation_is_not_passed_over_by_ctrl_z(stage: Stage) -> None:
    await opened(stage, total_minor=10_000, paid_minor=5_000, payment_status="partial")
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    question = dialog(stage, CancelDialog)
    assert "₹50.00 was paid" in question.what.text()
    question.on.click()
    await until(page.undo_bar.isVisible, "the words")
    assert page.undo_bar.told.text() == "Cancelled: Rohan Kulkarni, A-2"
    await until(lambda: stage.window.findChild(CancelDialog) is None, "the dialog to go")
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window")
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: "no way back" in page.undo_bar.told.text(), "why not")
    await until(lambda: any(call[0] == "cancel" for call in stage.desk.calls), "the command")
    assert not taken_back(stage)


async def test_what_others_do_to_a_booking_is_told_before_it_is_cancelled(stage: Stage) -> None:
    await opened(stage)
    page = stage.window.bookings
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    question = dialog(stage, CancelDialog)
    await stage.arrive(a_booking(1, version=2, note="Paid cash, is on her way"))
    await until(lambda: "changed this meanwhile" in question.what.text(), "the words")
    assert "Paid cash, is on her way" in question.what.text()
    question.on.click()
    await until(lambda: page.detail.row and page.detail.row.pending == "cancel", "the command")
    told: list[object] = []
    await stage.tell(lambda desk: told.append(desk.store.next_command()))
    (command,) = told
    assert command.what.version == 2  # type: ignore[attr-defined]


async def test_ctrl_z_says_when_there_is_nothing_to_take_back(stage: Stage) -> None:
    await opened(stage)
    QTest.keySequence(stage.window, "Ctrl+Z")
    bar = stage.window.pages.undo_bar
    await until(bar.isVisible, "the words")
    assert bar.told.text() == "Nothing was done just now that this key takes back"
    assert bar.button.isHidden()


async def test_what_is_not_paid_is_said_when_a_student_leaves(stage: Stage) -> None:
    await opened(
        stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR, status="checked_in", total_minor=10_000,
        paid_minor=2_500, payment_status="partial",
    )  # fmt: skip
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_O)
    bar = stage.window.pages.undo_bar
    await until(bar.isVisible, "the words")
    assert bar.told.text() == "Check-out: Rohan Kulkarni, A-2 · ₹75.00 is not paid"


async def test_what_is_free_of_charge_needs_no_amount(stage: Stage) -> None:
    buttons = await opened(stage)
    buttons.buttons[Action.PAY].click()
    pay = dialog(stage, PaymentDialog)
    pay.how.buttons[How.EXEMPT].click()
    assert not pay.amount.isEnabled()
    pay.on.click()
    await until(lambda: edits(stage), "the edit")
    free = BookingEdit(version=1, payment_status=PaymentStatus.EXEMPT)
    assert edits(stage) == [(Action.PAY, free)]


async def test_another_end_says_until_when_the_seat_is_free_and_what_it_costs(
    stage: Stage,
) -> None:
    next_one = a_booking(
        2,
        seat_id="seat-2",
        student_name="Priya Nair",
        starts_at=NOW + 3 * HOUR,
        ends_at=NOW + 5 * HOUR,
    )
    buttons = await opened(
        stage, next_one, starts_at=NOW, ends_at=NOW + 2 * HOUR, total_minor=10_000
    )
    buttons.buttons[Action.EXTEND].click()
    extend = dialog(stage, ExtendDialog)
    assert "The seat is free until" in extend.told.text()
    assert "₹100.00 becomes ₹150.00: ₹50.00 more." in extend.told.text()
    two_more = extend.quick[2]
    two_more.click()
    assert extend.told.text().startswith("Priya Nair has this seat from")
    assert not extend.on.isEnabled()
    as_long_as_free = extend.quick[3]
    as_long_as_free.click()
    extend.on.click()
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.EXTEND, BookingEdit(version=1, ends_at=NOW + 3 * HOUR))]
    stage.window.bookings.undo_bar.button.click()
    await until(lambda: ("take_back", "key-1") in stage.desk.calls, "the way back")


async def test_another_end_may_be_an_earlier_one_but_none_that_is_over(stage: Stage) -> None:
    buttons = await opened(
        stage, status="checked_in", starts_at=NOW - 2 * HOUR, ends_at=NOW + 2 * HOUR
    )
    buttons.buttons[Action.EXTEND].click()
    extend = dialog(stage, ExtendDialog)
    extend.end.setDateTime(extend.end.dateTime().addSecs(-2 * 3600))
    assert extend.on.isEnabled()
    extend.end.setDateTime(extend.end.dateTime().addSecs(-2 * 3600))
    assert extend.told.text() == "That time is over already."
    assert not extend.on.isEnabled()


async def test_a_seat_that_is_free_is_offered_and_others_say_why_not(stage: Stage) -> None:
    seats = tuple(
        Seat(
            id=f"seat-{number}",
            library_id=LIBRARY.id,
            label=f"A-{number}",
            ordinal=number,
            available=number != 4,
            closed_reason="lamp broken" if number == 4 else "",
        )
        for number in range(2, 6)
    )
    await until(lambda: stage.bridge.status, "the desk")
    await stage.tell(lambda desk: desk.store.apply(Batch(origin=Origin.ANSWER, seats=seats)))
    taken = a_booking(
        3, seat_id="seat-3", student_name="Priya Nair", starts_at=NOW, ends_at=NOW + HOUR
    )
    await opened(stage, taken, starts_at=NOW, ends_at=NOW + 2 * HOUR)
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_S)
    move = dialog(stage, MoveDialog)
    rows = [move.seats.list.item(row).text() for row in range(move.seats.list.count())]
    assert rows[0] == "A-5   free"
    assert rows[1].startswith("A-3   \u2068Priya Nair\u2069 until ")
    assert rows[2] == "A-4   closed: lamp broken"
    QTest.keyClicks(move.seats.search, "a3")
    assert not move.on.isEnabled()
    move.seats.search.clear()
    QTest.keyClick(move.seats.search, Qt.Key.Key_Down)
    QTest.keyClick(move.seats.search, Qt.Key.Key_Return)
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.MOVE, BookingEdit(version=1, seat_id="seat-5"))]
    told = stage.window.bookings.undo_bar.told.text()
    assert told == "Another seat: Rohan Kulkarni, A-5"


async def test_confirming_is_one_press_and_declining_asks_first(stage: Stage) -> None:
    buttons = await opened(stage, status="pending", starts_at=NOW + HOUR, ends_at=NOW + 3 * HOUR)
    buttons.buttons[Action.DECLINE].click()
    question = dialog(stage, Question)
    question.back.click()
    await until(lambda: stage.window.findChild(Question) is None, "the question to go")
    assert edits(stage) == []
    # Qt's offscreen platform does not do that by itself when a dialog goes.
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window to be active")
    QTest.keyClick(stage.window.bookings.table, Qt.Key.Key_C)
    await until(lambda: edits(stage), "the edit")
    assert edits(stage) == [(Action.CONFIRM, BookingEdit(version=1, status="confirmed"))]
    bar = stage.window.bookings.undo_bar
    assert (bar.told.text(), bar.button.isVisible()) == ("Confirmed: Rohan Kulkarni, A-2", False)


async def test_money_can_be_taken_while_the_check_in_waits(stage: Stage) -> None:
    buttons = await opened(stage, starts_at=NOW - HOUR, ends_at=NOW + HOUR)
    buttons.check_in_button.click()
    await until(lambda: buttons.check_in_button.text() == "Checking in…", "the mark")
    assert buttons.buttons[Action.PAY].isEnabled()
    assert not buttons.buttons[Action.MOVE].isEnabled()


@pytest.mark.parametrize(
    ("typed", "places", "minor"),
    [
        ("12", 2, 1200), ("12.5", 2, 1250), ("12,50", 2, 1250), ("1,200", 2, 120_000),
        ("1,20,000.50", 2, 12_000_050), ("₹ 12", 2, 1200), (".5", 2, 50), ("12.", 2, 1200),
        ("१२", 2, 1200), ("12", 0, 12), ("1.250", 3, 1250),
        ("", 2, None), ("x", 2, None), ("1.234", 2, None), ("1.2.3", 2, None), ("-1", 2, None),
        ("1e3", 2, None),
    ],
)  # fmt: skip
def test_amounts_are_read_as_people_write_them(typed: str, places: int, minor: int | None) -> None:
    assert read_amount(typed, places) == minor


@pytest.mark.parametrize("minor", [0, 5, 1250, 12_000_050])
@pytest.mark.parametrize("currency", ["INR", "JPY", "KWD"])
def test_an_amount_is_read_back_as_it_was_written(minor: int, currency: str) -> None:
    places = {"INR": 2, "JPY": 0, "KWD": 3}[currency]
    assert read_amount(amount(minor, currency), places) == minor
