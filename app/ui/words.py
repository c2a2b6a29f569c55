"""Numbers, money, times and states in the words of the person's language and country."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTime
from PySide6.QtGui import QGuiApplication

from app.contract.currencies import minor_digits
from app.contract.lifecycle import Status
from app.contract.models import Booking, BookingKind, Library, PaymentStatus, Source
from app.core.writing import Writing

translate = QCoreApplication.translate

# Of currencies that are not the person's own. Others are told by their ISO code.
_SYMBOLS = {
    "INR": "₹", "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "KRW": "₩", "VND": "₫",
    "BDT": "৳", "NGN": "₦", "PHP": "₱", "ILS": "₪", "UAH": "₴", "TRY": "₺", "KZT": "₸",
}  # fmt: skip

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400
_JUST_NOW_S = 45
_BREAK, _LONG_WORD = "\u200b", 18


def locale() -> QLocale:
    """The person's locale; plain English where the system names none."""
    mine = QLocale()
    if mine.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return mine


def zone_of(library: Library | None) -> tzinfo:
    """The zone a library's times are told in; UTC when its name is unknown here."""
    try:
        return ZoneInfo(library.timezone) if library is not None else UTC
    except (KeyError, ValueError, OSError):
        return UTC


def number(count: int) -> str:
    """A count with the locale's grouping, e.g. 1,20,000 in India."""
    return locale().toString(count)


def money(minor: int, currency: str) -> str:
    """An amount of minor units, e.g. ₹1,20,000.00; integer arithmetic only."""
    speaking = locale()
    whole, part = divmod(abs(minor), 10 ** minor_digits(currency))
    amount = speaking.toString(whole)
    if places := minor_digits(currency):
        amount += speaking.decimalPoint() + _digits(f"{part:0{places}}", speaking)
    if not currency:
        return amount
    sample = speaking.toCurrencyString(0, symbol(currency))
    zero = speaking.zeroDigit()
    told = sample[: sample.index(zero)] + amount + sample[sample.rindex(zero) + len(zero) :]
    return speaking.negativeSign() + told if minor < 0 else told


def amount(minor: int, currency: str) -> str:
    """An amount as a field holds it: the person's decimal point, no grouping, no symbol."""
    whole, part = divmod(minor, 10 ** minor_digits(currency))
    places = minor_digits(currency)
    return f"{whole}{locale().decimalPoint()}{part:0{places}}" if places else str(whole)


def read_amount(typed: str, places: int) -> int | None:
    """Minor units of a typed amount; None when it is none, or has more decimal places.

    Either point is taken, with or without grouping, a symbol or spaces.
    """
    plain = "".join(
        str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
        for letter in typed
        if not letter.isspace() and unicodedata.category(letter) != "Sc"
    )
    point = locale().decimalPoint()
    group = "." if point == "," else ","
    # Where it can be no group, as in 12,50 of a person who writes 12.50, it is the point.
    if point not in plain and 0 < len(plain.rpartition(group)[2]) <= places:
        plain = plain.replace(group, point) if plain.count(group) == 1 else plain
    whole, _, part = plain.replace(group, "").partition(point)
    if not (whole + part).isascii() or not (whole or part) or len(part) > places:
        return None
    if not (whole or "0").isdecimal() or not (part or "0").isdecimal():
        return None
    return int(f"{whole or 0}{part.ljust(places, '0')}")


def symbol(currency: str) -> str:
    """The sign of a currency as the person writes it, or its ISO code and a space."""
    speaking = locale()
    own = speaking.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
    if own == currency:
        return speaking.currencySymbol()
    return _SYMBOLS.get(currency, currency + "\u00a0")


def _digits(plain: str, speaking: QLocale) -> str:
    zero = speaking.zeroDigit()
    return plain if zero == "0" else "".join(chr(ord(zero) + int(digit)) for digit in plain)


def clock_time(at: datetime, zone: tzinfo | None) -> str:
    """The time of day in `zone`, in 12 or 24 hours as the locale has it; None is here."""
    local = at.astimezone(zone)
    return locale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)


def exact_time(at: datetime, zone: tzinfo) -> str:
    """The time of day to the millisecond, as the locale writes a time."""
    local = at.astimezone(zone)
    pattern = locale().timeFormat(QLocale.FormatType.ShortFormat).replace("mm", "mm:ss.zzz")
    moment = QTime(local.hour, local.minute, local.second, local.microsecond // 1000)
    return locale().toString(moment, pattern)


def breakable(text: str) -> str:
    """Text that may be broken within words that are too long for a line."""
    return " ".join(
        _BREAK.join(word[start : start + _LONG_WORD] for start in range(0, len(word), _LONG_WORD))
        for word in text.split(" ")
    )


def foreign_zones(libraries: Iterable[Library], now: datetime) -> list[str]:
    """The libraries' zones whose clocks show another time than this computer's, each once."""
    here = now.astimezone().utcoffset()
    return list(
        dict.fromkeys(
            library.timezone
            for library in libraries
            if now.astimezone(zone_of(library)).utcoffset() != here
        )
    )


def day(at: datetime, zone: tzinfo, now: datetime) -> str:
    """The day in `zone`: today, tomorrow, yesterday, or a date; the year if it is another."""
    local, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    near = {
        today: translate("words", "Today"),
        today + timedelta(days=1): translate("words", "Tomorrow"),
        today - timedelta(days=1): translate("words", "Yesterday"),
    }
    return near.get(local) or dated(local, today)


def dated(day_: date, beside: date) -> str:
    """A day by its date alone; with the year if it is another than that of `beside`."""
    same_year = day_.year == beside.year
    pattern = (
        translate("words", "ddd d MMM", "day of this year")
        if same_year
        else translate("words", "d MMM yyyy", "day of another year")
    )
    return locale().toString(_qdate(day_), pattern)


def short_date(day_: date) -> str:
    """A day in as few letters as there is room for in a cell."""
    return locale().toString(_qdate(day_), translate("words", "d MMM", "day in a cell"))


def whole_date(day_: date) -> str:
    """A day with its weekday, written out."""
    return locale().toString(_qdate(day_), QLocale.FormatType.LongFormat)


def _qdate(day_: date) -> QDate:
    return QDate(day_.year, day_.month, day_.day)


def day_time(at: datetime, zone: tzinfo, now: datetime) -> str:
    """Day and time, e.g. "Today, 14:00"."""
    return translate("words", "{day}, {time}").format(
        day=day(at, zone, now), time=clock_time(at, zone)
    )


def end_time(starts: datetime | None, ends: datetime, zone: tzinfo, now: datetime) -> str:
    """When it ends: the time alone on the day it starts, else day and time."""
    return end_on_its_day(starts, ends, zone) or day_time(ends, zone, now)


def end_on_its_day(starts: datetime | None, ends: datetime, zone: tzinfo) -> str:
    """The time at which it ends if that is on the day it starts; else "".

    The midnight that ends that day belongs to it, as in the words of an alert.
    """
    if starts is not None:
        first, last = starts.astimezone(zone), ends.astimezone(zone)
        if first.date() == last.date():
            return clock_time(ends, zone)
        midnight = first.date() + timedelta(days=1)
        if (last.date(), last.hour, last.minute) == (midnight, 0, 0):
            return end_of_day(ends, zone)
    return ""


def last_time(ends: datetime, zone: tzinfo, now: datetime) -> str:
    """Day and time of an end; a midnight belongs to the day that it ends."""
    last = ends.astimezone(zone)
    if (last.hour, last.minute) != (0, 0):
        return day_time(ends, zone, now)
    return translate("words", "{day}, {time}").format(
        day=day(ends - timedelta(minutes=1), zone, now), time=end_of_day(ends, zone)
    )


def end_of_day(ends: datetime, zone: tzinfo) -> str:
    """24:00, or 12:00 am where the clock has twelve hours."""
    twelve = "h" in locale().timeFormat(QLocale.FormatType.ShortFormat)
    zero = locale().zeroDigit()
    return clock_time(ends, zone) if twelve or zero != "0" else "24:00"


BY_LOCALE = Writing(
    money=money,
    clock=lambda at: clock_time(at, at.tzinfo),
    midnight=lambda at: end_of_day(at, at.tzinfo or UTC),
)
"""How alerts write amounts and hours beside a window: as its pages do."""


def when_words(booking: Booking, zone: tzinfo, now: datetime) -> str:
    """When a booking is, from its start to its end."""
    if booking.starts_at is None:
        return translate("words", "No time named")
    starts = day_time(booking.starts_at, zone, now)
    if booking.ends_at is None:
        return translate("words", "From {start}").format(start=starts)
    # Where it does not fit on one line, the end goes to the next as a whole.
    end = end_time(booking.starts_at, booking.ends_at, zone, now).replace(" ", "\xa0")
    return translate("words", "{start} – {end}").format(start=starts, end=end)


def duration(starts: datetime, ends: datetime) -> str:
    """How long: "45 min", "2 h 30 min" or "3 days"."""
    seconds = int(ends.timestamp() - starts.timestamp())
    if seconds >= 2 * _DAY:
        return translate("words", "%n days", "", round(seconds / _DAY))
    hours, minutes = divmod(max(0, seconds) // _MINUTE, 60)
    if not hours:
        return translate("words", "{minutes} min").format(minutes=number(minutes))
    if not minutes:
        return translate("words", "{hours} h").format(hours=number(hours))
    return translate("words", "{hours} h {minutes} min").format(
        hours=number(hours), minutes=number(minutes)
    )


def ago(at: datetime, zone: tzinfo, now: datetime) -> str:
    """How long ago, in minutes and hours; from another day on, when."""
    seconds = (now - at).total_seconds()
    if seconds < _JUST_NOW_S:
        return translate("words", "Just now")
    if seconds < _HOUR:
        return translate("words", "{minutes} min ago").format(
            minutes=number(max(1, round(seconds / _MINUTE)))
        )
    local, today = at.astimezone(zone).date(), now.astimezone(zone).date()
    if local == today:
        return translate("words", "{hours} h ago").format(hours=number(int(seconds // _HOUR)))
    if local == today - timedelta(days=1):
        return day_time(at, zone, now)
    return day(at, zone, now)


def short_span(seconds: float) -> str:
    """A small span as people say it beside a clock: "3 s", "5 min", "2 h"."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return translate("words", "{seconds} s").format(seconds=number(whole))
    if whole < _HOUR:
        return translate("words", "{minutes} min").format(minutes=number(whole // _MINUTE))
    return translate("words", "{hours} h").format(hours=number(whole // _HOUR))


def status_word(status: str) -> str:
    """A booking's status; a word the desk does not know is shown as it came."""
    known: dict[str, str] = {
        Status.PENDING: translate("words", "Waiting"),
        Status.CONFIRMED: translate("words", "Confirmed"),
        Status.CHECKED_IN: translate("words", "Here"),
        Status.COMPLETED: translate("words", "Done"),
        Status.DECLINED: translate("words", "Declined"),
        Status.CANCELLED: translate("words", "Cancelled"),
        Status.EXPIRED: translate("words", "Expired"),
        Status.NO_SHOW: translate("words", "Did not arrive"),
    }
    return known.get(status, status.replace("_", " ").capitalize())


def payment_word(payment: str) -> str:
    """Where the money of a booking stands."""
    known: dict[str, str] = {
        PaymentStatus.UNPAID: translate("words", "Unpaid"),
        PaymentStatus.PARTIAL: translate("words", "Part paid"),
        PaymentStatus.PAID: translate("words", "Paid"),
        PaymentStatus.REFUNDED: translate("words", "Refunded"),
        PaymentStatus.EXEMPT: translate("words", "Free"),
    }
    return known.get(payment, payment.replace("_", " ").capitalize())


def kind_word(kind: str) -> str:
    """The unit a seat is booked by."""
    known: dict[str, str] = {
        BookingKind.HOUR: translate("words", "By the hour"),
        BookingKind.DAY: translate("words", "By the day"),
        BookingKind.MONTH: translate("words", "By the month"),
    }
    return known.get(kind, kind.capitalize())


def source_word(source: str) -> str:
    """How the booking reached the library."""
    known: dict[str, str] = {
        Source.ONLINE: translate("words", "Booked online"),
        Source.WALK_IN: translate("words", "Walked in"),
        Source.PHONE: translate("words", "Booked by phone"),
    }
    return known.get(source, source.replace("_", " ").capitalize())


def pending_word(command: str) -> str:
    """A command of ours that the hub has not answered yet."""
    known: dict[str, str] = {
        "check_in": translate("words", "Checking in…"),
        "check_out": translate("words", "Checking out…"),
        "undo": translate("words", "Taking back…"),
        "cancel": translate("words", "Cancelling…"),
        "confirm": translate("words", "Confirming…"),
        "decline": translate("words", "Declining…"),
        "no_show": translate("words", "Marking…"),
        "extend": translate("words", "Changing the end…"),
        "move": translate("words", "Moving…"),
        "pay": translate("words", "Taking payment…"),
        "note": translate("words", "Writing the note…"),
        "hold": translate("words", "Holding the seat…"),
    }
    return known.get(command.replace("-", "_"), translate("words", "Being sent…"))


def hour_word(hour: int, minute: int = 0) -> str:
    """An hour of the day as short as the person's clock names it: 14:00, or 2 pm."""
    twelve = "h" in locale().timeFormat(QLocale.FormatType.ShortFormat)
    return locale().toString(QTime(hour, minute), "h ap" if twelve and not minute else "HH:mm")


def isolated(words: str) -> str:
    """Words that may run the other way, so that those around them keep their order."""
    return f"\u2068{words}\u2069"


def student_word(name: str) -> str:
    """A student's name; said when there is none."""
    return name.strip() or translate("words", "No name given")


def student_within(name: str) -> str:
    """A student's name as it stands in a sentence: written the other way, it turns nothing else."""
    word = student_word(name)
    turned = any(unicodedata.bidirectional(letter) in {"R", "AL"} for letter in word)
    along = turned == (QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    return word if along else isolated(word)
