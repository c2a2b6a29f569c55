"""The table of bookings that a spreadsheet gets: the columns on the screen, and a few beside."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, tzinfo

import msgspec
from PySide6.QtCore import QCoreApplication

from app.contract.lifecycle import ENDED_UNUSED, Status, amounts_to
from app.contract.models import Booking, Library
from app.core.day import span_of
from app.core.filters import BookingFilter
from app.core.orders import Order
from app.core.reader import Reader
from app.core.spreadsheet import safe
from app.core.wording import seat_name
from app.ui.bookings.columns import Column, column_word
from app.ui.words import amount, kind_word, locale, payment_word, source_word, status_word, zone_of

translate = QCoreApplication.translate

_AT_ONCE = 500


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which bookings, as of `now`, with which of the columns on the screen.

    Those of each filter follow in its own order. `day` is the local day that is shown.
    """

    filters: tuple[BookingFilter, ...]
    day: date
    columns: tuple[Column, ...]
    libraries: tuple[Library, ...]
    now: datetime


def of_day(libraries: Sequence[Library], moment: datetime, now: datetime) -> Wanted:
    """All bookings of the day of `moment` but those that were given up, with every column.

    They come by library, there by their start, and of the same start by their seat. Each
    library has its day by its own clock.
    """
    return Wanted(
        filters=tuple(_of_day(library, moment) for library in libraries),
        day=_local_day(next(iter(libraries), None), moment),
        columns=tuple(Column),
        libraries=tuple(libraries),
        now=now,
    )


def _of_day(library: Library, moment: datetime) -> BookingFilter:
    span = span_of(_local_day(library, moment), zone_of(library))
    return BookingFilter(
        library_id=library.id,
        statuses=frozenset(status.value for status in Status if status not in ENDED_UNUSED),
        ends_after=span.since,
        starts_before=span.until,
        order=Order.ROSTER,
    )


def _local_day(library: Library | None, moment: datetime) -> date:
    return moment.astimezone(zone_of(library)).date()


def delimiter() -> str:
    """What spreadsheets of the person's country expect between cells."""
    return ";" if locale().decimalPoint() == "," else ","


def rows(
    reader: Reader, wanted: Wanted, progress: Callable[[int, int], None]
) -> Iterator[Sequence[str]]:
    """The head and a row for each booking; `progress` is told how many of how many are done.

    Raises:
        sqlite3.Error: when the copy cannot be read.
    """
    known = {each.id: each for each in wanted.libraries}
    fields = _fields(wanted.columns, several=len(known) > 1)
    yield list(fields)
    rowids = found(reader, wanted)
    for start in range(0, len(rowids), _AT_ONCE):
        for row in reader.page(rowids[start : start + _AT_ONCE]):
            library = known.get(row.booking.library_id)
            told = _Told(row.booking, library, zone_of(library), wanted.now)
            yield [field(told) for field in fields.values()]
        progress(min(start + _AT_ONCE, len(rowids)), len(rowids))


def found(reader: Reader, wanted: Wanted) -> array[int]:
    """The rowids of the bookings, in their order."""
    rowids = array("q")
    for each in wanted.filters:
        rowids.extend(reader.rows(msgspec.structs.replace(each, at=wanted.now)))
    return rowids


class _Told(msgspec.Struct, frozen=True):
    booking: Booking
    library: Library | None
    zone: tzinfo
    now: datetime


_Field = Callable[[_Told], str]


def _fields(columns: Sequence[Column], *, several: bool) -> Mapping[str, _Field]:
    """What each column of the file holds, by its name."""
    fields: dict[str, _Field] = {translate("export", "Code"): lambda it: safe(it.booking.code)}
    for column in columns:
        fields |= _of_column(column)
    fields |= {
        translate("export", "Booked by"): lambda it: source_word(it.booking.source),
        translate("export", "Note"): lambda it: safe(it.booking.note),
    }
    if several:
        fields |= {
            translate("export", "Library"): lambda it: safe(it.library.name if it.library else ""),
            translate("export", "Time zone"): lambda it: it.library.timezone if it.library else "",
        }
    return fields


def _of_column(column: Column) -> dict[str, _Field]:
    name = column_word(column)
    fields: dict[Column, dict[str, _Field]] = {
        Column.STUDENT: {
            name: lambda it: safe(it.booking.student_name),
            translate("export", "Phone"): lambda it: safe(it.booking.student_phone),
        },
        Column.SEAT: {name: lambda it: safe(seat_name(it.booking))},
        # In a column of its own, with the zone, where there are several.
        Column.LIBRARY: {},
        Column.FROM: {name: lambda it: _moment(it.booking.starts_at, it.zone)},
        Column.TO: {name: lambda it: _moment(it.booking.ends_at, it.zone)},
        Column.KIND: {name: lambda it: safe(kind_word(it.booking.kind))},
        Column.STATUS: {name: lambda it: safe(status_word(_state(it)))},
        Column.PAYMENT: {name: lambda it: safe(payment_word(it.booking.payment_status))},
        Column.AMOUNT: {
            name: lambda it: amount(it.booking.total_minor, it.booking.currency),
            translate("export", "Paid"): _paid,
            translate("export", "Currency"): lambda it: safe(it.booking.currency),
        },
        Column.BOOKED: {name: lambda it: _moment(it.booking.created_at, it.zone)},
    }
    return fields[column]


def _state(told: _Told) -> str:
    return amounts_to(told.booking.status, told.booking.ends_at, told.now)


def _paid(told: _Told) -> str:
    paid = told.booking.paid_minor
    return "" if paid is None else amount(paid, told.booking.currency)


def _moment(at: datetime | None, zone: tzinfo) -> str:
    """As spreadsheets of every country take it for a date and a time."""
    return "" if at is None else f"{at.astimezone(zone):%Y-%m-%d %H:%M}"
