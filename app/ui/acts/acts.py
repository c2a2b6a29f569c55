"""Does what is asked for a booking, with a question first where one is needed, and a way back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import timedelta, tzinfo
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from msgspec import UNSET
from PySide6.QtCore import QCoreApplication, QElapsedTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.contract.lifecycle import holds_seat
from app.contract.models import Booking, BookingEdit
from app.core.changes import BookingRow
from app.core.commands import EDITS, STEPS, Action, Edit
from app.core.edits import edited
from app.core.reader import Reader
from app.core.undoing import can_be_taken_back
from app.core.wording import seat_name
from app.ui.acts.cancel import CancelDialog
from app.ui.acts.done_words import done_words, owed_words, told_of
from app.ui.acts.extend import ExtendDialog
from app.ui.acts.giving import Giving
from app.ui.acts.holders import seating_of, seats_of, zone_for
from app.ui.acts.move import MoveDialog
from app.ui.acts.not_offered import not_offered
from app.ui.acts.note import NoteDialog
from app.ui.acts.offered import ASKED, is_held_up, offered
from app.ui.acts.payment import PaymentDialog
from app.ui.acts.questions import (
    ask_decline,
    ask_decline_all,
    ask_no_show,
    ask_no_show_all,
    cancel_all_question,
    cancel_question,
)
from app.ui.acts.step_questions import StepQuestions
from app.ui.acts.undo_bar import UndoBar
from app.ui.dialogs import Question
from app.ui.parts import Parts
from app.ui.words import when_words

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

HOLD = timedelta(minutes=10)

Following = ExtendDialog | MoveDialog | PaymentDialog | NoteDialog | CancelDialog
"""The questions that tell what others do while they are open."""


class Again(NamedTuple):
    """What was wanted the last time and refused, and what is called when it is decided again."""

    what: Edit
    decided: Callable[[], None]


class Acts:
    """For one page: `parent` gets the dialogs, `bar` tells what was done.

    `failed` is called when a command did not even get into the outbox.
    """

    def __init__(
        self,
        parent: QWidget,
        parts: Parts,
        reader: Reader,
        bar: UndoBar,
        failed: Callable[[], None],
    ) -> None:
        self._parent, self._reader, self._now, self._bar = parent, reader, parts.now, bar
        self.giving = Giving(parts, bar, failed)
        self._pressed: tuple[Action | None, str] = (None, "")
        self._since = QElapsedTimer()
        self._asking: Following | None = None
        self._steps = StepQuestions(parent, reader, bar, self)

    def ask(
        self, action: Action, row: BookingRow, zone: tzinfo, again: Again | None = None
    ) -> None:
        """Open the question of an action that needs one, or do it.

        `again` is what was wanted the last time, for one of `offered.ASKED`.
        """
        if action in ASKED:
            self._ask_for(action, row, zone, again)
        elif action in STEPS or action is Action.UNDO:
            self._step(action, row, zone)
        else:
            raise ValueError(f"nothing is asked for {action}")

    def _step(self, action: Action, row: BookingRow, zone: tzinfo) -> None:
        booking, now = row.booking, self._now()
        match action:
            case Action.CHECK_IN:
                self._steps.check_in(row, zone, now)
            case Action.CHECK_OUT:
                self.check_out(row)
            case Action.UNDO:
                self.undo(booking.id)
            case Action.DECLINE:
                then = partial(self._become, row, action)
                self._steps.follow_for(row, ask_decline(self._parent, booking, then))
            case Action.NO_SHOW:
                then = partial(self._become, row, action)
                self._steps.follow_for(row, ask_no_show(self._parent, booking, then))
            case Action.CANCEL:
                self._ask_cancel(cancel_question(self._parent, booking, zone, now))
            case _:
                self._become(row, action)

    def _ask_for(self, action: Action, row: BookingRow, zone: tzinfo, again: Again | None) -> None:
        wanted = again.what.edit if again is not None else None
        dialog: Question | None
        match action:
            case Action.EXTEND:
                dialog = self._ask_end(row, zone, wanted)
            case Action.MOVE:
                dialog = self._ask_seat(row, zone, wanted)
            case Action.PAY:
                dialog = self._ask_payment(row, again.what if again is not None else None)
            case _:
                dialog = self._ask_note(row, wanted)
        if again is not None and dialog is not None:
            dialog.accepted.connect(again.decided)

    def press(self, action: Action, row: BookingRow, zone: tzinfo) -> None:
        """Do what an action's key says, or ask for what it needs to know, if it is offered."""
        before, twice = self._pressed[1], self._is_twice(action, row)
        if twice and before != row.booking.id:
            # The second half of a double press, by which the next line moved up.
            return
        if not is_held_up(row, action) and action in offered(row, self._now()):
            self.ask(action, row, zone)
        elif not twice:
            self.tell_not_offered(action, [row])

    def tell_not_offered(self, action: Action, rows: Sequence[BookingRow]) -> None:
        """Say why a key that was pressed did nothing."""
        if words := not_offered(action, rows, self._now()):
            self._bar.hint(words)

    def _is_twice(self, action: Action, row: BookingRow) -> bool:
        """Whether it is the second half of a double press."""
        before, self._pressed = self._pressed, (action, row.booking.id)
        late = self._since.isValid() and self._since.elapsed() > QApplication.doubleClickInterval()
        fresh = not self._since.isValid() or late
        self._since.restart()
        return not fresh and before[0] is action

    def check_in(self, row: BookingRow) -> None:
        """The student has arrived."""
        key, words = row.booking.id, translate("acts", "Check-in: {student}")
        told = told_of(words, row.booking, seat_name(row.booking))
        self.giving.give_one(
            lambda desk: desk.check_in(key), "check in", told, back=True, step_of=key
        )

    def checked_in(self, row: BookingRow, command: str) -> None:
        """The student was let in from a notification, by that command."""
        words = translate("acts", "Check-in: {student}")
        told = told_of(words, row.booking, seat_name(row.booking))
        self.giving.given(command, told, step_of=row.booking.id)

    def check_out(self, row: BookingRow) -> None:
        """The student has left."""
        key, words = row.booking.id, translate("acts", "Check-out: {student}")
        told = told_of(words, row.booking, seat_name(row.booking))
        if owed := owed_words(row.awaited):
            told = f"{told} · {owed}"
        self.giving.give_one(
            lambda desk: desk.check_out(key), "check out", told, back=True, step_of=key
        )

    def undo(self, booking_id: str) -> None:
        """The check-in or check-out was a slip."""
        self.giving.undo(booking_id)

    def several(self, action: Action, rows: Sequence[BookingRow]) -> None:
        """Take a step with several; what gives their seats away is asked about first."""
        bookings = [row.booking for row in rows]
        match action:
            case Action.CANCEL:
                self._ask_cancel(cancel_all_question(self._parent, bookings))
            case Action.DECLINE:
                ask_decline_all(self._parent, bookings, lambda: self._step_all(action, bookings))
            case Action.NO_SHOW:
                ask_no_show_all(self._parent, bookings, lambda: self._step_all(action, bookings))
            case _:
                self._step_all(action, bookings)

    def _step_all(self, action: Action, bookings: Sequence[Booking]) -> None:
        async def step(desk: Desk, booking: Booking) -> str:
            if action is Action.CHECK_IN:
                return await desk.check_in(booking.id)
            if action is Action.CHECK_OUT:
                return await desk.check_out(booking.id)
            return await desk.edit(booking.id, action, _to(action, booking), booking)

        async def step_all(desk: Desk) -> list[str]:
            return [await step(desk, booking) for booking in bookings]

        words = {
            Action.CONFIRM: translate("several", "Confirmed: %n requests", "", len(bookings)),
            Action.DECLINE: translate("several", "Declined: %n requests", "", len(bookings)),
            Action.NO_SHOW: translate("several", "Did not arrive: %n students", "", len(bookings)),
            Action.CHECK_IN: translate("several", "Check-in: %n students", "", len(bookings)),
            Action.CHECK_OUT: translate("several", "Check-out: %n students", "", len(bookings)),
        }[action]
        # From a state that was left by an edit no way leads back.
        self.giving.give(step_all, action.value, words, back=action not in EDITS)

    def _cancel(self, bookings: Sequence[Booking], reason: str) -> None:
        """Cancel bookings as they were looked at; there is no way back from that."""

        async def cancel(desk: Desk) -> list[str]:
            return [await desk.cancel(each.id, reason, each) for each in bookings]

        if len(bookings) == 1:
            words = translate("acts", "Cancelled: {student}")
            told = told_of(words, bookings[0], seat_name(bookings[0]))
        else:
            told = translate("several", "Cancelled: %n bookings", "", len(bookings))
        self.giving.give(cancel, "cancel", told, back=False)

    def _ask_cancel(self, dialog: CancelDialog) -> None:
        dialog.decided.connect(lambda reason: self._cancel(dialog.to_cancel(), reason))
        self._open(dialog)

    def edit(self, row: BookingRow, purpose: Action, edit: BookingEdit) -> None:
        """Change fields of a booking, with a way back where the lifecycle has one."""
        booking = row.booking
        back = can_be_taken_back(booking, edit)
        if back and all(getattr(row.awaited, name) == then for name, then in edited(edit)):
            return
        self.giving.give_one(
            lambda desk: desk.edit(booking.id, purpose, edit, booking),
            purpose.value,
            self._edited_words(booking, purpose, edit),
            back=back,
        )

    def _edited_words(self, booking: Booking, purpose: Action, edit: BookingEdit) -> str:
        """What was asked for, and where it leads."""
        told = told_of(done_words(purpose, edit), booking, self._label(booking, edit))
        then = msgspec.structs.replace(booking, **dict(edited(edit)))
        if (then.starts_at, then.ends_at) == (booking.starts_at, booking.ends_at):
            return told
        zone = zone_for(self._reader, booking.library_id)
        return f"{told} · {when_words(then, zone, self._now())}"

    def _label(self, booking: Booking, edit: BookingEdit) -> str:
        """The name of the seat that the edit leads to."""
        if edit.seat_id is UNSET:
            return seat_name(booking)
        seats = seats_of(self._reader, booking.library_id)
        return next((each.label for each in seats if each.id == edit.seat_id), "")

    def _become(self, row: BookingRow, action: Action) -> None:
        self.edit(row, action, _to(action, row.booking))

    def see(self, booking_ids: Sequence[str] | None) -> None:
        """These bookings have been looked at; all of them if None."""
        self.giving.do(lambda desk: desk.notices.seen(booking_ids), "seen")

    def _ask_note(self, row: BookingRow, wanted: BookingEdit | None) -> Question:
        note = NoteDialog(self._parent, row, wanted)
        note.decided.connect(
            lambda text: self.edit(
                note.row, Action.NOTE, BookingEdit(version=note.booking.version, note=text)
            )
        )
        self._open(note)
        return note

    def _ask_payment(self, row: BookingRow, again: Edit | None) -> Question:
        payment = PaymentDialog(self._parent, row, again)
        payment.decided.connect(lambda edit: self.edit(payment.row, Action.PAY, edit))
        self._open(payment)
        return payment

    def _ask_end(
        self, row: BookingRow, zone: tzinfo, wanted: BookingEdit | None
    ) -> Question | None:
        booking = row.booking
        if booking.starts_at is None or booking.ends_at is None:
            return None
        seating = seating_of(self._reader, booking.library_id, self._now())
        dialog = ExtendDialog(self._parent, booking, seating, zone, self._now(), wanted)
        dialog.decided.connect(
            lambda end: self.edit(
                msgspec.structs.replace(row, booking=dialog.booking),
                Action.EXTEND,
                BookingEdit(version=dialog.booking.version, ends_at=end),
            )
        )
        self._open(dialog)
        return dialog

    def _ask_seat(self, row: BookingRow, zone: tzinfo, wanted: BookingEdit | None) -> Question:
        booking = row.booking
        seats = seats_of(self._reader, booking.library_id)
        seating = seating_of(self._reader, booking.library_id, self._now())
        dialog = MoveDialog(self._parent, booking, seats, seating, zone, self._now())
        if wanted is not None and wanted.seat_id is not UNSET:
            dialog.seats.choose(wanted.seat_id)
        dialog.decided.connect(
            lambda seat: self.edit(
                msgspec.structs.replace(row, booking=dialog.booking),
                Action.MOVE,
                BookingEdit(version=dialog.booking.version, seat_id=seat),
            )
        )
        self._open(dialog)
        return dialog

    def _open(self, dialog: Following) -> None:
        self._asking = dialog
        dialog.finished.connect(self._answered)
        dialog.open()

    def _answered(self) -> None:
        self._asking = None

    def follow(self) -> None:
        """Something changed: what others did meanwhile is told before it is decided."""
        self._steps.follow()
        dialog = self._asking
        if dialog is None:
            return
        if isinstance(dialog, CancelDialog):
            rows = [self._row(each.id) for each in dialog.bookings]
            dialog.follow([each.booking for each in rows if each is not None])
            return
        # What is gone stays as it was asked: the hub says why it cannot be.
        if (row := self._row(dialog.booking.id)) is None:
            return
        now = self._now()
        if isinstance(dialog, PaymentDialog | NoteDialog):
            dialog.follow(row)
            return
        booking = row.booking
        if not holds_seat(booking.status):
            # There is no seat to move and no end to change any more.
            dialog.reject()
            self._steps.tell_changed(booking)
            return
        seating = seating_of(self._reader, booking.library_id, now)
        if isinstance(dialog, ExtendDialog):
            dialog.follow(booking, seating, now)
        else:
            dialog.follow(booking, seats_of(self._reader, booking.library_id), seating, now)

    def _row(self, booking_id: str) -> BookingRow | None:
        try:
            found = self._reader.row(booking_id)
        except (sqlite3.Error, msgspec.MsgspecError):
            # That it cannot be read the page says.
            return None
        return found[1] if found is not None else None


def _to(action: Action, booking: Booking) -> BookingEdit:
    """The step of a booking as it was looked at."""
    return BookingEdit(version=booking.version, status=STEPS[action].value)
