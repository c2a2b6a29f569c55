"""One seat in detail: how it stands, who comes when, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.contract.lifecycle import HOLDING
from app.contract.models import Booking
from app.core.changes import BookingRow
from app.core.seat_states import SeatState
from app.ui.glyph import ElidedLabel
from app.ui.seats.told import held_words, span_words
from app.ui.theme import Theme
from app.ui.words import clock_time, pending_word, status_word, student_word

translate = QCoreApplication.translate

WIDTH = 290


class SeatPanel(QFrame):
    """Its buttons are `book`, `name`, `close_seat` and `open_seat`; `row` is whom it names.

    `booking_wanted(id)` asks for a booking, `move_wanted(id)` for another seat for one that
    holds a closed seat; `closed` is pressed for the panel itself.
    """

    closed = Signal()
    booking_wanted = Signal(str)
    move_wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("look", "card")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("seats", "Seat"))
        self.state: SeatState | None = None
        self.row: BookingRow | None = None
        self.title = ElidedLabel()
        self.title.setProperty("look", "title")
        self.room = QLabel()
        self.room.setProperty("look", "small")
        self.room.setTextFormat(Qt.TextFormat.PlainText)
        self.who = ElidedLabel()
        self.who.setProperty("look", "heading")
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setProperty("look", "muted")
        self.heading = QLabel()
        self.heading.setProperty("look", "heading")
        self.buttons: list[QPushButton] = []
        self.book = self._button(translate("seats", "Book this seat…"), "primary")
        self.name = self._button(translate("seats", "Name…"))
        self.close_seat = self._button(translate("seats", "Close it…"))
        self.open_seat = self._button(translate("seats", "Open it again"))
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 12)
        column.setSpacing(5)
        column.addLayout(self._head(theme))
        column.addWidget(self.who)
        column.addWidget(self.told)
        column.addWidget(self.heading)
        column.addWidget(self._area(), 1)
        column.addWidget(self.book)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.name, self.close_seat, self.open_seat):
            row.addWidget(button)
        column.addLayout(row)
        self.tell_none()

    def _head(self, theme: Theme) -> QHBoxLayout:
        self._close = close = QToolButton()
        close.setProperty("look", "icon")
        close.setAccessibleName(translate("seats", "Close the seat’s panel"))
        close.setToolTip(translate("seats", "Close (Esc)"))
        theme.dress(close, "close")
        close.clicked.connect(self.closed)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.title)
        names.addWidget(self.room)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _area(self) -> QScrollArea:
        body = QWidget()
        body.setProperty("look", "surface")
        self._lines = QVBoxLayout(body)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._lines.addStretch()
        area = QScrollArea()
        area.setProperty("look", "surface")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        return area

    def tell(
        self,
        state: SeatState,
        day: Sequence[BookingRow],
        later: Sequence[Booking],
        zone: tzinfo = UTC,
        now: datetime | None = None,
        *,
        owner: bool,
        book_at: datetime | None = None,
        chosen: BookingRow | None = None,
    ) -> None:
        """Show a seat: `day` are its bookings of the day shown, `later` all that hold it still.

        Of a closed seat those are listed that want another one. `book_at` is the time that was
        pointed at on it, `chosen` the booking of it that is looked at, else its holder is.
        """
        moment = now or datetime.now(UTC)
        self.state = state
        seat = state.seat
        self.title.tell(translate("seats", "Seat {label}").format(label=seat.label))
        self.room.setText(seat.room)
        self.room.setVisible(bool(seat.room))
        self._close.show()
        self.row = row = chosen or state.row
        self.who.tell(student_word(row.booking.student_name) if row is not None else "")
        self.who.setVisible(row is not None)
        other = row is not None and (state.row is None or row.booking.id != state.row.booking.id)
        words = held_words(state, zone, moment)
        if row is not None and other:
            line = _line(row.booking, zone, moment)
            words = f"{pending_word(row.pending)} · {line}" if row.pending else line
        self.told.setText(words[:1].upper() + words[1:])
        if seat.available:
            self.heading.setText(translate("seats", "This day"))
            self._list([row.booking for row in day], zone, moment, moves=False)
        else:
            self.heading.setText(translate("seats", "Still booked here"))
            self._list(list(later), zone, moment, moves=True)
        self.book.setVisible(seat.available)
        self.book.setText(
            translate("seats", "Book from {time}…").format(time=clock_time(book_at, zone))
            if book_at is not None
            else translate("seats", "Book this seat…")
        )
        self.name.setVisible(owner)
        self.close_seat.setVisible(seat.available)
        self.open_seat.setVisible(not seat.available)

    def tell_none(self) -> None:
        """Show that no seat is chosen."""
        self.state = self.row = None
        self.title.tell(translate("seats", "No seat chosen"))
        self.told.setText(
            translate("seats", "Click a seat, or go there with the arrows, to see who comes when.")
        )
        self._list([], UTC, datetime.now(UTC), moves=False)
        for part in (self.room, self.who, self._close, self.book, self.name):
            part.hide()
        for part in (self.close_seat, self.open_seat):
            part.hide()

    def _list(
        self, bookings: Sequence[Booking], zone: tzinfo, now: datetime, *, moves: bool
    ) -> None:
        focus = next((place for place, each in enumerate(self.buttons) if each.hasFocus()), None)
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for booking in bookings:
            button = QPushButton(self)
            button.setProperty("look", "entry")
            # Two lines high, also where there are many: then they scroll.
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            button.setText(f"{student_word(booking.student_name)}\n{_line(booking, zone, now)}")
            button.setAccessibleName(button.text().replace("\n", ", "))
            button.setToolTip(
                translate("seats", "Find another seat") if moves else translate("seats", "Open")
            )
            wanted = self.move_wanted if moves else self.booking_wanted
            button.clicked.connect(lambda _=False, key=booking.id, wanted=wanted: wanted.emit(key))
            self.buttons.append(button)
            self._lines.insertWidget(self._lines.count() - 1, button)
        if focus is not None and self.buttons:
            self.buttons[min(focus, len(self.buttons) - 1)].setFocus()
        self.heading.setVisible(bool(self.buttons))

    def _button(self, words: str, look: str = "") -> QPushButton:
        button = QPushButton(words, self)
        button.setAccessibleName(words.removesuffix("…"))
        button.setProperty("look", look)
        return button


def _line(booking: Booking, zone: tzinfo, now: datetime) -> str:
    span = span_words(booking, zone, now)
    # That it is confirmed needs no word.
    told = (
        "" if booking.status in HOLDING - {"checked_in", "pending"} else status_word(booking.status)
    )
    return f"{span} · {told}" if told else span
