"""What alerts say: titles and bodies in plain words, all of them in this one room."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.contract.lifecycle import Status
from app.contract.models import Booking, Library
from app.contract.pricing import minor_digits
from app.core.changes import Alert, AlertKind

NAME_LIMIT = 80
REASON_LIMIT = 160
LINES_TOLD = 3
SPOKEN_ID = 8

TITLES = {
    AlertKind.CREATED: "New booking: {name}",
    AlertKind.CANCELLED: "Cancelled: {name}",
    AlertKind.CHECKIN: "Arrived: {name}",
    AlertKind.CHECKOUT: "Left: {name}",
    AlertKind.UPDATED: "Changed: {name}",
}
ENDED_TITLES = {
    Status.DECLINED: "Declined: {name}",
    Status.EXPIRED: "Expired: {name}",
}
SUMMARY_TITLE = "While you were away: {counts}"
COUNTED = {
    AlertKind.CREATED: ("1 booking", "{count} bookings"),
    AlertKind.CANCELLED: ("1 cancellation", "{count} cancellations"),
    AlertKind.CHECKIN: ("1 arrival", "{count} arrivals"),
    AlertKind.CHECKOUT: ("1 departure", "{count} departures"),
    AlertKind.UPDATED: ("1 change", "{count} changes"),
}
NOBODY = "A student"
SAMPLE = "sample library"
NO_SEAT = "No seat"
NO_DETAILS = "The server told no details"
SEAT = "Seat {label}"
MORE = "and {count} more"
YESTERDAY, TODAY, TOMORROW = "yesterday", "today", "tomorrow"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SYMBOLS = {"INR": "₹", "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "KRW": "₩"}
LAKH_CURRENCIES = frozenset({"INR", "PKR", "BDT", "LKR", "NPR"})

# These turn the direction of what follows them, in a toast also of what is not the name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def title(kind: AlertKind, booking: Booking) -> str:
    """The first line of an alert about `booking`; holds the student's name, never empty."""
    template = TITLES[kind]
    if kind is AlertKind.CANCELLED:
        template = next((t for s, t in ENDED_TITLES.items() if s == booking.status), template)
    return template.format(name=shown_name(booking.student_name))


def body(
    kind: AlertKind, booking: Booking, library: Library, now: datetime, *, several: bool = False
) -> str:
    """The rest: seat, when (in the library's zone, seen from `now`), money or reason.

    With `several` libraries, whose it is. Of a sample library it says that it is one: nobody
    really booked that.
    """
    parts = [seat] if (seat := seat_of(booking)) else []
    if booking.starts_at is not None:
        parts.append(_span(booking.starts_at, booking.ends_at, zone(library.timezone), now))
    if kind is AlertKind.CANCELLED:
        reason = _clean(booking.cancel_reason or "", REASON_LIMIT)
        parts += [reason] if reason else []
    elif kind is AlertKind.CREATED and booking.currency:
        parts.append(money(booking.total_minor, booking.currency))
    return " · ".join([" · ".join(parts) or NO_DETAILS, *_whose(library, several=several)])


def summary_title(kinds: Sequence[str]) -> str:
    """The kinds of many alerts, counted: "While you were away: 6 bookings, 2 cancellations"."""
    told = []
    for kind, (one, many) in COUNTED.items():
        count = sum(1 for each in kinds if each == kind)
        if count:
            told.append(one if count == 1 else many.format(count=count))
    return SUMMARY_TITLE.format(counts=", ".join(told))


def summary_body(
    first: Sequence[tuple[AlertKind, Booking]],
    total: int,
    library: Library,
    now: datetime,
    *,
    several: bool = False,
) -> str:
    """A line for each of the first, who, where and when, and how many more of `total`."""
    lines = []
    for kind, booking in first[:LINES_TOLD]:
        # That it was booked needs no word: most were, and the title counts the others.
        who = (
            shown_name(booking.student_name) if kind is AlertKind.CREATED else title(kind, booking)
        )
        parts = [who, *([seat] if (seat := seat_of(booking)) else [])]
        if booking.starts_at is not None:
            parts.append(_span(booking.starts_at, booking.ends_at, zone(library.timezone), now))
        lines.append(" · ".join(parts))
    if total > len(lines):
        lines.append(MORE.format(count=total - len(lines)))
    return "\n".join([*lines, *_whose(library, several=several)])


def terminal_line(alert: Alert, timezone: str) -> str:
    """One alert as one line of a terminal, its hour by the clock of its library, which is named."""
    at = alert.at.astimezone(zone(timezone))
    return f"{at:%H:%M:%S %Z}  {alert.title} — {alert.body.replace(chr(10), '; ')}"


def shown_name(name: str) -> str:
    """A student's name on one line, cut to NAME_LIMIT characters, never empty."""
    line = _clean(name, NAME_LIMIT)
    visible = any(unicodedata.category(letter)[0] not in "CZ" for letter in line)
    return line if visible else NOBODY


def seat_of(booking: Booking) -> str:
    """The seat in words, also when there is none; "" when it has one without a name."""
    name = seat_name(booking)
    if name:
        return SEAT.format(label=name)
    return "" if booking.seat_id else NO_SEAT


def seat_name(booking: Booking) -> str:
    """The seat's label, else its id if people could speak of it so; "" when neither is there.

    A basic backend may tell the number of a seat as its id, and nothing else of it.
    """
    label = _clean(booking.seat_label, NAME_LIMIT)
    if label or booking.seat_id is None or len(booking.seat_id) > SPOKEN_ID:
        return label
    return _clean(booking.seat_id, NAME_LIMIT)


def money(minor: int, currency: str) -> str:
    """An amount in minor units as people read it: ₹1,20,000.00, KWD 1.250."""
    digits = minor_digits(currency)
    whole, part = divmod(abs(minor), 10**digits)
    grouped = _lakhs(whole) if currency in LAKH_CURRENCIES else f"{whole:,}"
    fraction = f".{part:0{digits}d}" if digits else ""
    sign = "-" if minor < 0 else ""
    symbol = SYMBOLS.get(currency, f"{currency} ")
    return f"{sign}{symbol}{grouped}{fraction}"


def zone_name(libraries: Iterable[Library], library_id: str) -> str:
    """The name of a library's zone; "UTC" for a library that is not known."""
    return next((each.timezone for each in libraries if each.id == library_id), "UTC")


def zone(timezone: str) -> ZoneInfo:
    """The IANA zone of that name; UTC when there is no such zone."""
    try:
        return ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        # A wrong name may also be a forbidden key or, on some systems, a folder.
        return ZoneInfo("UTC")


def _whose(library: Library, *, several: bool) -> list[str]:
    name = _clean(library.name, NAME_LIMIT) if several else ""
    return [*([name] if name else []), *([SAMPLE] if library.demo else [])]


def _span(starts_at: datetime, ends_at: datetime | None, local: ZoneInfo, now: datetime) -> str:
    today = now.astimezone(local).date()
    start = starts_at.astimezone(local)
    told = f"{_day(start.date(), today)} {start:%H:%M}"
    if ends_at is None:
        return told
    end = ends_at.astimezone(local)
    if end.date() == start.date():
        return f"{told}–{end:%H:%M}"
    if end == datetime(end.year, end.month, end.day, tzinfo=local) and (
        end.date() - timedelta(days=1) == start.date()
    ):
        return f"{told}–24:00"
    return f"{told} – {_day(end.date(), today)} {end:%H:%M}"


def _day(day: date, today: date) -> str:
    near = {-1: YESTERDAY, 0: TODAY, 1: TOMORROW}.get((day - today).days)
    if near:
        return near
    told = f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"
    return told if day.year == today.year else f"{told} {day.year}"


def _lakhs(whole: int) -> str:
    digits = str(whole)
    head, tail = digits[:-3], digits[-3:]
    groups: list[str] = []
    while head:
        groups.insert(0, head[-2:])
        head = head[:-2]
    return ",".join([*groups, tail])


def _clean(text: str, limit: int) -> str:
    kept = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"} else letter
        for letter in text
        if letter not in _TURNING
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
