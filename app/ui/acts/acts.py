"""Does what is asked for a booking, with a question first where one is needed, and a way back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from app.contract.errors import StudySpotError
from app.contract.lifecycle import Status
from app.contract.models import Booking, BookingEdit, PaymentStatus, Seat
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.own import edited
from app.core.reader import Reader
from app.core.seating import Seating
from app.core.wording import seat_name
from app.ui.acts.extend import ExtendDialog
from app.ui.acts.move import MoveDialog
from app.ui.acts.note import NoteDialog
from app.ui.acts.offered import WHILE_WAITING, is_due, offered
from app.ui.acts.payment import PaymentDialog
from app.ui.acts.undo_bar import UndoBar
from app.ui.parts import Parts
from app.ui.words import student_word

if TYPE_CHECKING:
    from app.core.desk import Desk

translate = QCoreApplication.translate

Command = Callable[["Desk"], Coroutine[Any, Any, None]]
HOLD = timedelta(minutes=10)


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
        self._parent, self._reader, self._bar, self._failed = parent, reader, bar, failed
        self._bridge, self._tasks, self._now = parts.bridge, parts.tasks, parts.now

    def ask(self, action: Action, row: BookingRow, zone: tzinfo) -> None:
        """Open the question of an action that needs one, or do it."""
        booking = row.booking
        match action:
            case Action.CONFIRM:
                self.edit(row, action, BookingEdit(version=booking.version, status=_CONFIRMED))
            case Action.DECLINE:
                self.edit(row, action, BookingEdit(version=booking.version, status=_DECLINED))
            case Action.NO_SHOW:
                self.edit(row, action, BookingEdit(version=booking.version, status=_NO_SHOW))
            case Action.EXTEND:
                self._ask_end(row, zone)
            case Action.MOVE:
                self._ask_seat(row, zone)
            case Action.PAY:
                payment = PaymentDialog(self._parent, booking)
                payment.decided.connect(lambda edit: self.edit(row, Action.PAY, edit))
                payment.open()
            case Action.NOTE:
                note = NoteDialog(self._parent, booking)
                note.decided.connect(
                    lambda text: self.edit(
                        row, Action.NOTE, BookingEdit(version=booking.version, note=text)
                    )
                )
                note.open()
            case _:
                raise ValueError(f"nothing is asked for {action}")

    def press(self, action: Action, row: BookingRow, zone: tzinfo) -> bool:
        """Do what an action's key says, or ask for what it needs to know.

        False when it is to be asked where the whole booking is seen: what cannot be taken back,
        and a student who comes days before.
        """
        now = self._now()
        if row.pending is not None and action not in WHILE_WAITING:
            return True
        if action not in offered(row, now):
            return False
        match action:
            case Action.CHECK_IN if is_due(row, now):
                self.check_in(row)
            case Action.CHECK_OUT:
                self.check_out(row)
            case Action.UNDO:
                self.undo(row.booking.id)
            case Action.CHECK_IN | Action.CANCEL | Action.DECLINE:
                return False
            case _:
                self.ask(action, row, zone)
        return True

    def check_in(self, row: BookingRow) -> None:
        """The student has arrived."""
        key = row.booking.id
        self._do(lambda desk: desk.check_in(key), "check in")
        words = translate("acts", "Check-in: {student}")
        self._tell(words, row.booking, lambda: self.undo(key))

    def check_out(self, row: BookingRow) -> None:
        """The student has left."""
        key = row.booking.id
        self._do(lambda desk: desk.check_out(key), "check out")
        words = translate("acts", "Check-out: {student}")
        self._tell(words, row.booking, lambda: self.undo(key))

    def undo(self, booking_id: str) -> None:
        """The check-in or check-out was a slip."""
        self._do(lambda desk: desk.undo(booking_id), "undo")

    def cancel(self, booking_ids: Sequence[str], reason: str = "") -> None:
        """Cancel bookings; there is no way back from that."""

        async def cancel(desk: Desk) -> None:
            for booking_id in booking_ids:
                await desk.cancel(booking_id, reason)

        self._do(cancel, "cancel")

    def all(self, booking_ids: Sequence[str], *, arrive: bool) -> None:
        """Check several in, or out."""

        async def step(desk: Desk) -> None:
            for booking_id in booking_ids:
                await (desk.check_in(booking_id) if arrive else desk.check_out(booking_id))

        self._do(step, "check in" if arrive else "check out")

    def edit(self, row: BookingRow, purpose: Action, edit: BookingEdit) -> None:
        """Change fields of a booking, with a way back where the lifecycle has one."""
        booking = row.booking
        before = _before(booking, edit)
        if before is not None and all(
            getattr(booking, name) == then for name, then in edited(edit)
        ):
            return
        self._send(booking.id, purpose, edit)
        take_back = None
        if before is not None:
            back = before

            def take_back() -> None:
                # By then the row has another version, or still waits for it.
                found = self._row(booking.id)
                version = found.booking.version if found is not None else booking.version
                self._send(booking.id, purpose, msgspec.structs.replace(back, version=version))

        self._tell(_done_words(purpose), booking, take_back)

    def see(self, booking_ids: Sequence[str] | None) -> None:
        """These bookings have been looked at; all of them if None."""
        self._tasks.start(self._bridge.call(lambda desk: desk.seen(booking_ids)), "seen")

    def seats(self, library_id: str) -> Sequence[Seat]:
        """The seats of a library as the copy has them; none when it cannot be read."""
        try:
            return self._reader.seats(library_id)
        except (sqlite3.Error, msgspec.MsgspecError):
            return ()

    def seating(self, library_id: str) -> Seating:
        """Who holds which seat, as the copy has it; nobody when it cannot be read."""
        now = self._now()
        try:
            rows = self._reader.holding(library_id, now)
        except sqlite3.Error:
            rows = []
        return Seating((row.booking for row in rows), now)

    def _ask_end(self, row: BookingRow, zone: tzinfo) -> None:
        booking = row.booking
        seating = self.seating(booking.library_id)
        dialog = ExtendDialog(self._parent, booking, seating, zone, self._now())
        dialog.decided.connect(
            lambda end: self.edit(
                row, Action.EXTEND, BookingEdit(version=booking.version, ends_at=end)
            )
        )
        dialog.open()

    def _ask_seat(self, row: BookingRow, zone: tzinfo) -> None:
        booking = row.booking
        seats, seating = self.seats(booking.library_id), self.seating(booking.library_id)
        dialog = MoveDialog(self._parent, booking, seats, seating, zone, self._now())
        dialog.decided.connect(
            lambda seat: self.edit(
                row, Action.MOVE, BookingEdit(version=booking.version, seat_id=seat)
            )
        )
        dialog.open()

    def _row(self, booking_id: str) -> BookingRow | None:
        try:
            found = self._reader.row(booking_id)
        except sqlite3.Error:
            return None
        return found[1] if found is not None else None

    def _send(self, booking_id: str, purpose: Action, edit: BookingEdit) -> None:
        self._do(lambda desk: desk.edit(booking_id, purpose, edit), purpose.value)

    def _tell(
        self, words: str, booking: Booking, take_back: Callable[[], None] | None = None
    ) -> None:
        who = student_word(booking.student_name)
        seat = seat_name(booking)
        self._bar.offer(words.format(student=f"{who}, {seat}" if seat else who), take_back)

    def _do(self, command: Command, what: str) -> None:
        self._tasks.start(self._told(self._bridge.call(command)), what)

    async def _told(self, command: Coroutine[Any, Any, None]) -> None:
        try:
            await command
        except StudySpotError:
            self._bar.hide()
            self._failed()
            raise


_CONFIRMED, _DECLINED, _NO_SHOW = (
    each.value for each in (Status.CONFIRMED, Status.DECLINED, Status.NO_SHOW)
)


def _before(booking: Booking, edit: BookingEdit) -> BookingEdit | None:
    """The edit that takes this one back; None when there is none."""
    fields = dict(edited(edit))
    if "status" in fields:
        return None
    if fields.keys() & {"paid_minor", "payment_status"}:
        if booking.paid_minor is not None and booking.payment_status not in _DECIDED:
            return BookingEdit(version=0, paid_minor=booking.paid_minor)
        if booking.payment_status not in set(PaymentStatus):
            return None
        return BookingEdit(version=0, payment_status=PaymentStatus(booking.payment_status))
    held = {name: getattr(booking, name) for name in fields}
    # A seat that was not held goes back to that; nothing else can be taken away again.
    if any(value is None for name, value in held.items() if name != "held_until"):
        return None
    return BookingEdit(version=0, **held)


_DECIDED = frozenset({PaymentStatus.REFUNDED, PaymentStatus.EXEMPT})


def _done_words(purpose: Action) -> str:
    """What was asked for; whether the hub agrees, the row tells."""
    return {
        Action.CONFIRM: translate("acts", "Confirmed: {student}"),
        Action.DECLINE: translate("acts", "Declined: {student}"),
        Action.NO_SHOW: translate("acts", "Did not arrive: {student}"),
        Action.EXTEND: translate("acts", "Another end: {student}"),
        Action.MOVE: translate("acts", "Another seat: {student}"),
        Action.PAY: translate("acts", "Payment: {student}"),
        Action.NOTE: translate("acts", "Note: {student}"),
        Action.HOLD: translate("acts", "Held longer: {student}"),
    }[purpose]
