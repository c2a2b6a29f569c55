"""What alerts say: titles and bodies in plain words, all of them in this one room."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.contract.models import Booking, Library
from app.contract.tongue import translate
from app.core import templates
from app.core.catalogue import Catalogue, ours
from app.core.changes import Alert, AlertKind
from app.core.templates import Field
from app.core.writing import clock, money, span

NAME_LIMIT = 80
REASON_LIMIT = 160
LINES_TOLD = 3
SPOKEN_ID = 8
PLAINLY = 4
"""So many fields are told of an event that nobody described."""

_NEVER = datetime(2000, 1, 1, tzinfo=UTC)

# These turn the direction of what follows them, in a toast also of what is not the name.
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def title(kind: str, booking: Booking, catalogue: Catalogue | None = None) -> str:
    """The first line of an alert about `booking`, never empty."""
    entry = (catalogue or ours()).of(kind)
    template = entry.titles.get(booking.status) or entry.title
    values = partial(_of_booking, booking, Library(id="", name=""), _NEVER)
    return templates.title(template, values) or entry.kind or kind


def body(
    kind: str,
    booking: Booking,
    library: Library,
    now: datetime,
    *,
    several: bool = False,
    catalogue: Catalogue | None = None,
) -> str:
    """The rest: seat, when (in the library's zone, seen from `now`), money or reason.

    With `several` libraries, whose it is. Of a sample library it says that it is one: nobody
    really booked that.
    """
    entry = (catalogue or ours()).of(kind)
    told = templates.lines(entry.body, partial(_of_booking, booking, library, now))
    if not told:
        told = translate("wording", "The server told no details")
    return " · ".join([told, *_whose(library, several=several)])


def line(
    kind: str, booking: Booking, library: Library, now: datetime, catalogue: Catalogue | None = None
) -> str:
    """A booking among others that are told together: who, where and when."""
    # That it was booked needs no word: most were, and the title counts the others.
    created = kind == AlertKind.CREATED
    who = shown_name(booking.student_name) if created else title(kind, booking, catalogue)
    rest = templates.lines("{seat} · {when}", partial(_of_booking, booking, library, now))
    return f"{who} · {rest}" if rest else who


def event_title(
    kind: str, payload: dict[str, Any], library: Library, now: datetime, catalogue: Catalogue
) -> str:
    """The first line of an alert about an event with this payload, never empty."""
    entry = catalogue.of(kind)
    told = templates.title(entry.title, partial(_of_payload, payload, library, now))
    return told or _text(payload.get("title"), NAME_LIMIT) or entry.kind or kind


def event_body(
    kind: str,
    payload: dict[str, Any],
    library: Library,
    now: datetime,
    catalogue: Catalogue,
    *,
    several: bool = False,
) -> str:
    """The rest: what its template says, or of an event that nobody described what came with it."""
    entry = catalogue.of(kind)
    if catalogue.describes(kind):
        told = templates.lines(entry.body, partial(_of_payload, payload, library, now))
    else:
        told = _plainly(payload)
    return " · ".join(part for part in (told, *_whose(library, several=several)) if part)


def summary_title(kinds: Sequence[str], catalogue: Catalogue | None = None) -> str:
    """The kinds of many alerts, counted: "While you were away: 6 bookings, 2 cancellations"."""
    known = catalogue or ours()
    counts = Counter(kinds)
    order = [*known.entries, *sorted(counts)]
    told = [known.of(kind).counted(counts[kind]) for kind in dict.fromkeys(order) if counts[kind]]
    away = translate("wording", "While you were away: {counts}")
    return away.format(counts=", ".join(told))


def summary_body(
    first: Sequence[str], total: int, library: Library, *, several: bool = False
) -> str:
    """The lines of the first, and how many more of `total`."""
    lines = list(first[:LINES_TOLD])
    if total > len(lines):
        more = translate("wording", "and {count} more")
        lines.append(more.format(count=total - len(lines)))
    return "\n".join([*lines, *_whose(library, several=several)])


def terminal_line(alert: Alert, timezone: str) -> str:
    """One alert as one line of a terminal, its hour by the clock of its library, which is named."""
    at = alert.at.astimezone(zone(timezone))
    return f"{at:%H:%M:%S %Z}  {alert.title} — {alert.body.replace(chr(10), '; ')}"


def shown_name(name: str) -> str:
    """A student's name on one line, cut to NAME_LIMIT characters, never empty."""
    line = _clean(name, NAME_LIMIT)
    visible = any(unicodedata.category(letter)[0] not in "CZ" for letter in line)
    return line if visible else translate("wording", "A student")


def seat_of(booking: Booking) -> str:
    """The seat in words, also when there is none; "" when it has one without a name."""
    name = seat_name(booking)
    if name:
        return translate("wording", "Seat {label}").format(label=name)
    return "" if booking.seat_id else translate("wording", "No seat")


def seat_name(booking: Booking) -> str:
    """The seat's label, else its id if people could speak of it so; "" when neither is there.

    A basic backend may tell the number of a seat as its id, and nothing else of it.
    """
    label = _clean(booking.seat_label, NAME_LIMIT)
    if label or booking.seat_id is None or len(booking.seat_id) > SPOKEN_ID:
        return label
    return _clean(booking.seat_id, NAME_LIMIT)


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


def _of_booking(booking: Booking, library: Library, now: datetime, field: Field) -> str:
    """What a field of a template says of a booking."""
    (name,) = field.names
    written: dict[str, Callable[[], str]] = {
        "name": lambda: shown_name(booking.student_name),
        "seat": lambda: seat_of(booking),
        "when": lambda: _when(booking, library, now),
        "money": lambda: money(booking.total_minor, booking.currency) if booking.currency else "",
        "reason": lambda: _clean(booking.cancel_reason or "", REASON_LIMIT),
        "library": lambda: _clean(library.name, NAME_LIMIT),
        "phone": lambda: _clean(booking.student_phone, NAME_LIMIT),
        "code": lambda: _clean(booking.code, NAME_LIMIT),
        "status": lambda: _clean(booking.status, NAME_LIMIT),
        "note": lambda: _clean(booking.note, REASON_LIMIT),
    }
    return written[name]()


def _when(booking: Booking, library: Library, now: datetime) -> str:
    if booking.starts_at is None:
        return ""
    return _span(booking.starts_at, booking.ends_at, zone(library.timezone), now)


def _of_payload(payload: dict[str, Any], library: Library, now: datetime, field: Field) -> str:
    """What a field of a template says of what came with an event; "" when it came without."""
    for name in field.names:
        value: Any = payload
        for step in name.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if name == "library" and value is None:
            value = library.name
        told = _written(value, field.spec, payload, library, now)
        if told:
            return told
    return ""


def _written(
    value: object, spec: str, payload: dict[str, Any], library: Library, now: datetime
) -> str:
    if spec == "name":
        return _clean(value, NAME_LIMIT) if isinstance(value, str) else ""
    if spec == "money":
        currency = payload.get("currency") or library.currency
        whole = isinstance(value, int) and not isinstance(value, bool)
        return money(value, str(currency)) if isinstance(value, int) and whole else ""
    if spec == "when":
        at = _moment(value)
        return "" if at is None else _span(at, None, zone(library.timezone), now)
    return _text(value, REASON_LIMIT)


def _moment(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at if at is None or at.tzinfo is not None else at.replace(tzinfo=UTC)


def _text(value: object, limit: int) -> str:
    if isinstance(value, str):
        return _clean(value, limit)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _plainly(payload: dict[str, Any]) -> str:
    """What an event came with that nobody described: the first of it, as it is."""
    told = [(name, _text(value, NAME_LIMIT)) for name, value in payload.items()]
    known = [f"{_clean(name, SPOKEN_ID * 4)}: {value}" for name, value in told if value]
    return " · ".join(known[:PLAINLY])


def _whose(library: Library, *, several: bool) -> list[str]:
    name = _clean(library.name, NAME_LIMIT) if several else ""
    return [
        *([name] if name else []),
        *([translate("wording", "sample library")] if library.demo else []),
    ]


def _span(starts_at: datetime, ends_at: datetime | None, local: ZoneInfo, now: datetime) -> str:
    today = now.astimezone(local).date()
    start = starts_at.astimezone(local)
    day = _day(start.date(), today)
    if ends_at is None:
        return f"{day} {clock(start)}"
    end = ends_at.astimezone(local)
    at_midnight = end == datetime(end.year, end.month, end.day, tzinfo=local)
    if end.date() == start.date() or (
        at_midnight and end.date() - timedelta(days=1) == start.date()
    ):
        return f"{day} {span(start, end)}"
    return f"{day} {clock(start)} – {_day(end.date(), today)} {clock(end)}"


def _day(day: date, today: date) -> str:
    near = {
        -1: translate("wording", "yesterday"),
        0: translate("wording", "today"),
        1: translate("wording", "tomorrow"),
    }.get((day - today).days)
    if near:
        return near
    weekday, month = _weekdays()[day.weekday()], _months()[day.month - 1]
    told = f"{weekday} {day.day} {month}"
    return told if day.year == today.year else f"{told} {day.year}"


def _weekdays() -> tuple[str, ...]:
    return (
        translate("wording", "Mon"),
        translate("wording", "Tue"),
        translate("wording", "Wed"),
        translate("wording", "Thu"),
        translate("wording", "Fri"),
        translate("wording", "Sat"),
        translate("wording", "Sun"),
    )


def _months() -> tuple[str, ...]:
    return (
        translate("wording", "Jan"),
        translate("wording", "Feb"),
        translate("wording", "Mar"),
        translate("wording", "Apr"),
        translate("wording", "May"),
        translate("wording", "Jun"),
        translate("wording", "Jul"),
        translate("wording", "Aug"),
        translate("wording", "Sep"),
        translate("wording", "Oct"),
        translate("wording", "Nov"),
        translate("wording", "Dec"),
    )


def _clean(text: str, limit: int) -> str:
    kept = "".join(
        " " if unicodedata.category(letter) in {"Cc", "Zl", "Zp", "Cs"} else letter
        for letter in text
        if letter not in _TURNING
    )
    line = " ".join(kept.split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
