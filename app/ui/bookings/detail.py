"""One booking in detail, with what can be done about it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, tzinfo

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.contract.lifecycle import amounts_to, is_over, is_time_to_check_in
from app.contract.models import Booking, PaymentStatus
from app.core.catalogue import Catalogue
from app.core.changes import BookingRow
from app.core.commands import Action
from app.core.wording import seat_name
from app.ui.bookings.actions import Actions
from app.ui.bookings.columns import amount_word
from app.ui.bookings.history import History
from app.ui.bookings.rang import Rang
from app.ui.glyph import ElidedLabel, Glyph, Portrait, StatusPill
from app.ui.theme import Theme
from app.ui.words import (
    duration,
    end_time,
    kind_word,
    money,
    payment_word,
    pending_word,
    source_word,
    student_word,
    when_words,
)

translate = QCoreApplication.translate

WIDTH = 320
_COPIED_MS = 1500


class Detail(QFrame):
    """The pane at the right; `closed` is pressed here, all else in `buttons`."""

    closed = Signal()

    def __init__(self, theme: Theme, now: Callable[[], datetime], catalogue: Catalogue) -> None:
        super().__init__()
        self.setObjectName("detail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(translate("detail", "Booking"))
        self._theme, self._now = theme, now
        self._row: BookingRow | None = None
        self._zone: tzinfo = UTC
        self._stood = (False, False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        body = QWidget()
        body.setProperty("look", "surface")
        self._body = QVBoxLayout(body)
        self._body.setContentsMargins(20, 6, 20, 16)
        self._body.setSpacing(14)
        self._body.addWidget(self._when())
        self._body.addLayout(self._facts())
        self._body.addWidget(self._rule())
        self.history = History(theme)
        self._body.addWidget(self.history)
        self.rang = Rang(catalogue)
        self._body.addWidget(self.rang)
        self._body.addStretch()
        area = QScrollArea()
        area.setProperty("look", "surface")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        column.addWidget(area, 1)
        self.buttons = Actions(now)
        column.addWidget(self.buttons)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.timeout.connect(self._copy_again)

    @property
    def row(self) -> BookingRow | None:
        """The booking shown."""
        return self._row

    def tell(self, row: BookingRow, zone: tzinfo, library: str = "", moving_to: str = "") -> None:
        """Show `row`, its times in `zone`; `library` names whose it is where there are several.

        `moving_to` is the label of the seat that it is to have when that is sent.
        """
        self._row, self._zone = row, zone
        booking, now = row.booking, self._now()
        name = student_word(booking.student_name)
        self.name.tell(name)
        self._portrait.tell(booking.student_name)
        self._code.setText(booking.code)
        self.phone.setText(booking.student_phone)
        self._phone_line.setVisible(bool(booking.student_phone))
        self._stood = self._stands(row, now)
        self.pill.tell(amounts_to(booking.status, booking.ends_at, now))
        self.pending.setText(_pending_words(row, zone, moving_to, now))
        seat = (
            translate("detail", "Seat {label}").format(label=label)
            if (label := seat_name(booking))
            else translate("detail", "No seat named")
        )
        self.seat.tell(
            translate("detail", "{seat} · {library}").format(seat=seat, library=library)
            if library
            else seat
        )
        self._span.setText(when_words(booking, zone, now))
        self._long.setText(self._long_words(row))
        self._fact("money", amount_word(booking), _money_words(row))
        self._fact("library", source_word(booking.source), kind_word(booking.kind))
        self._fact("note", row.awaited.note.strip(), _unsent_words(row))
        self.buttons.tell(row)

    def is_stale(self) -> bool:
        """Whether the clock made it another: what may be done changes once it is due, or over."""
        row = self._row
        if row is None or self.isHidden():
            return False
        return self._stands(row, self._now()) != self._stood

    @staticmethod
    def _stands(row: BookingRow, now: datetime) -> tuple[bool, bool]:
        """Whether it is over, and whether a student who comes now comes for it."""
        starts_at, ends_at = row.booking.starts_at, row.booking.ends_at
        return is_over(ends_at, now), is_time_to_check_in(starts_at, ends_at, now)

    def _head(self) -> QVBoxLayout:
        self._portrait = Portrait(self._theme, 40)
        self.name = ElidedLabel()
        self.name.setProperty("look", "title")
        self._code = QLabel()
        self._code.setProperty("look", "small")
        self._code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton()
        close.setProperty("look", "icon")
        close.setAccessibleName(translate("detail", "Close the booking"))
        close.setToolTip(translate("detail", "Close (Esc)"))
        self._theme.dress(close, "close")
        close.clicked.connect(self.closed)
        names = QVBoxLayout()
        names.setSpacing(1)
        names.addWidget(self.name)
        names.addWidget(self._code)
        top = QHBoxLayout()
        top.setContentsMargins(20, 18, 10, 6)
        top.setSpacing(12)
        top.addWidget(self._portrait)
        top.addLayout(names, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self.pill = StatusPill(self._theme)
        self.pending = QLabel()
        self.pending.setProperty("look", "muted")
        states = QHBoxLayout()
        states.setContentsMargins(20, 2, 20, 8)
        states.setSpacing(10)
        states.addWidget(self.pill)
        states.addWidget(self.pending)
        states.addStretch()
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addLayout(top)
        head.addLayout(states)
        return head

    def _when(self) -> QFrame:
        box = QFrame()
        box.setProperty("look", "inset")
        self.seat = ElidedLabel()
        self.seat.setProperty("look", "heading")
        self._span = QLabel()
        self._span.setWordWrap(True)
        self._long = QLabel()
        self._long.setProperty("look", "muted")
        lines = QGridLayout(box)
        lines.setContentsMargins(12, 11, 12, 11)
        lines.setHorizontalSpacing(10)
        lines.setVerticalSpacing(5)
        lines.setColumnStretch(1, 1)
        lines.addWidget(Glyph(self._theme, "seat"), 0, 0)
        lines.addWidget(self.seat, 0, 1)
        lines.addWidget(Glyph(self._theme, "clock"), 1, 0, Qt.AlignmentFlag.AlignTop)
        lines.addWidget(self._span, 1, 1)
        lines.addWidget(self._long, 2, 1)
        return box

    def _facts(self) -> QGridLayout:
        self._facts_shown: dict[str, tuple[QWidget, QLabel, QLabel]] = {}
        lines = QGridLayout()
        lines.setContentsMargins(12, 0, 0, 0)
        lines.setHorizontalSpacing(10)
        lines.setVerticalSpacing(9)
        lines.setColumnStretch(1, 1)
        self.phone = QLabel()
        self.phone.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = QToolButton()
        self.copy.setProperty("look", "icon")
        self.copy.setAccessibleName(translate("detail", "Copy the phone number"))
        self.copy.setToolTip(self.copy.accessibleName())
        self._theme.dress(self.copy, "copy")
        self.copy.clicked.connect(self._copy_phone)
        self._phone_line = QWidget()
        row = QHBoxLayout(self._phone_line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(Glyph(self._theme, "phone"))
        row.addWidget(self.phone, 1)
        row.addWidget(self.copy)
        lines.addWidget(self._phone_line, 0, 0, 1, 3)
        for place, icon in enumerate(("money", "library", "note"), start=1):
            glyph, main, aside = Glyph(self._theme, icon), QLabel(), QLabel()
            main.setTextFormat(Qt.TextFormat.PlainText)
            main.setWordWrap(True)
            aside.setProperty("look", "muted")
            lines.addWidget(glyph, place, 0, Qt.AlignmentFlag.AlignTop)
            lines.addWidget(aside, place, 2, Qt.AlignmentFlag.AlignRight)
            lines.addWidget(main, place, 1, 1, 2 if icon == "note" else 1)
            self._facts_shown[icon] = (glyph, main, aside)
        return lines

    def _rule(self) -> QFrame:
        rule = QFrame()
        rule.setProperty("look", "rule")
        return rule

    def _fact(self, which: str, main: str, aside: str) -> None:
        glyph, label, beside = self._facts_shown[which]
        label.setText(main)
        beside.setText(aside)
        glyph.setVisible(bool(main or aside))
        label.setVisible(bool(main))
        beside.setVisible(bool(aside))

    def _long_words(self, row: BookingRow) -> str:
        booking = row.booking
        if booking.starts_at is None or booking.ends_at is None:
            return ""
        return duration(booking.starts_at, booking.ends_at)

    def _copy_phone(self) -> None:
        QGuiApplication.clipboard().setText(self.phone.text())
        self._theme.dress(self.copy, "check", "good")
        self._copied.start(_COPIED_MS)

    def _copy_again(self) -> None:
        self._theme.dress(self.copy, "copy")


def _pending_words(row: BookingRow, zone: tzinfo, moving_to: str, now: datetime) -> str:
    """What waits to be sent, and where that leads."""
    if not row.pending:
        return ""
    booking, ends_at = row.booking, row.awaited.ends_at
    if row.pending == Action.MOVE and moving_to:
        return translate("detail", "Moving to seat {seat}…").format(seat=moving_to)
    if row.pending == Action.EXTEND and booking.starts_at and ends_at:
        end = end_time(booking.starts_at, ends_at, zone, now)
        return translate("detail", "Changing the end to {time}…").format(time=end)
    return pending_word(row.pending)


def _money_words(row: BookingRow) -> str:
    words, told = _paid_words(row.awaited), _paid_words(row.booking)
    if words == told:
        return told
    return translate("detail", "{words}, waits to be sent").format(words=words)


def _unsent_words(row: BookingRow) -> str:
    sent = row.awaited.note == row.booking.note
    return "" if sent else translate("detail", "Waits to be sent")


def _paid_words(booking: Booking) -> str:
    """Where the money stands; of a part, how much was paid."""
    if booking.payment_status == PaymentStatus.PARTIAL and booking.paid_minor:
        paid = money(booking.paid_minor, booking.currency)
        return translate("detail", "{amount} paid").format(amount=paid)
    return payment_word(booking.payment_status)
