"""What stands on a printed sheet of bookings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo

from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import ENDED_UNUSED, amounts_to
from app.contract.models import Booking, Library, PaymentStatus
from app.contract.payments import NOTHING_OWED
from app.core.changes import BookingRow
from app.core.wording import seat_name
from app.ui.export.sheet import Column, Sheet
from app.ui.export.table import Wanted
from app.ui.words import (
    clock_time,
    dated,
    end_on_its_day,
    money,
    number,
    payment_word,
    status_word,
    student_word,
    whole_date,
    zone_of,
)

translate = QCoreApplication.translate

MOST = 1_000
"""So many bookings are printed at most: more is a table's work."""


def day_sheet(title: str, rows: Sequence[BookingRow], count: int, wanted: Wanted) -> Sheet:
    """A sheet of `rows`, the first of `count` bookings that were wanted."""
    libraries, now = wanted.libraries, wanted.now
    known = {each.id: each for each in libraries}
    shown = [each for each in libraries if any(row.booking.library_id == each.id for row in rows)]
    zone = zone_of(next(iter(shown or libraries), None))
    names = ", ".join(each.name for each in (shown or libraries))
    date, today = whole_date(wanted.day), whole_date(now.astimezone(zone).date())
    several = len(shown) > 1
    return Sheet(
        title=title,
        below=translate("sheet", "{library} · {date}").format(library=names, date=date),
        columns=_columns(several=several),
        rows=tuple(_cells(row.booking, known, wanted, several=several) for row in rows),
        end=_end(rows, count),
        footer=translate("sheet", "Printed {time}").format(time=f"{today}, {clock_time(now, zone)}")
        + (translate("sheet", " · sample library") if any(each.demo for each in shown) else ""),
    )


def _columns(*, several: bool) -> tuple[Column, ...]:
    columns = [
        Column(translate("sheet", "From"), 3.7),
        Column(translate("sheet", "To"), 2.6),
        Column(translate("sheet", "Seat"), 1.6),
        Column(translate("sheet", "Student"), 4.6),
        Column(translate("sheet", "Phone"), 3.9),
        Column(translate("sheet", "Status"), 2.3),
        Column(translate("sheet", "To pay"), 2.3, far=True),
    ]
    if several:
        columns.insert(3, Column(translate("sheet", "Library"), 3.0))
    return tuple(columns)


def _cells(
    booking: Booking, known: dict[str, Library], wanted: Wanted, *, several: bool
) -> tuple[str, ...]:
    now = wanted.now
    library = known.get(booking.library_id)
    zone = zone_of(library)
    starts, ends = booking.starts_at, booking.ends_at
    on_it = starts is not None and starts.astimezone(zone).date() == wanted.day
    begins = ""
    if starts is not None:
        begins = clock_time(starts, zone) if on_it else _dated(starts, zone, wanted.day)
    finishes = ""
    if ends is not None:
        finishes = end_on_its_day(starts, ends, zone) or _dated(ends, zone, wanted.day)
    cells = [
        begins,
        finishes,
        seat_name(booking),
        student_word(booking.student_name),
        booking.student_phone,
        status_word(amounts_to(booking.status, ends, now)),
        _owed(booking),
    ]
    if several:
        cells.insert(3, library.name if library is not None else "")
    return tuple(cells)


def _dated(at: datetime, zone: tzinfo, of_sheet: date) -> str:
    """A moment of another day; paper is read on other days, so none is "today" on it."""
    return translate("words", "{day}, {time}").format(
        day=dated(at.astimezone(zone).date(), of_sheet), time=clock_time(at, zone)
    )


def _owed(booking: Booking) -> str:
    rest = _rest(booking)
    if rest:
        return money(rest, booking.currency)
    return payment_word(booking.payment_status) if booking.status not in ENDED_UNUSED else ""


def _rest(booking: Booking) -> int:
    """What is still to be paid, in minor units."""
    if booking.status in ENDED_UNUSED or booking.payment_status in NOTHING_OWED:
        return 0
    if booking.payment_status == PaymentStatus.PAID:
        return 0
    return max(0, booking.total_minor - (booking.paid_minor or 0))


def _end(rows: Sequence[BookingRow], count: int) -> str:
    owed: dict[str, int] = {}
    for row in rows:
        booking = row.booking
        owed[booking.currency] = owed.get(booking.currency, 0) + _rest(booking)
    parts = [translate("words", "%n bookings", "", len(rows))]
    if count > len(rows):
        parts = [
            translate("sheet", "The first {shown} of {count} bookings").format(
                shown=number(len(rows)), count=number(count)
            )
        ]
    told = [money(rest, currency) for currency, rest in sorted(owed.items()) if rest]
    if told:
        parts.append(translate("sheet", "{amount} still to pay").format(amount=" + ".join(told)))
    return " · ".join(parts)
