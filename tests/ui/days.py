"""A day at a library, made up for tests and pictures: at noon of the stage's clock."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from app.contract.models import Booking, Library, Seat
from app.core.batch import Batch, Origin
from app.ui.today.visits import MOST, Visits
from tests.ui.bookings import NAMES, a_booking
from tests.ui.desks import LIBRARY
from tests.ui.stage import Stage, until

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
RULED = msgspec.structs.replace(LIBRARY, no_show_after_minutes=20)


def next_noon(zone: str = LIBRARY.timezone) -> datetime:
    """The noon to come in the library's zone: no test of a day may depend on the hour it runs."""
    local = datetime.now(ZoneInfo(zone))
    noon = local.replace(hour=12, minute=0, second=0, microsecond=0)
    return (noon if noon > local else noon + timedelta(days=1)).astimezone(UTC)


def seats(count: int, library_id: str = LIBRARY.id) -> tuple[Seat, ...]:
    """So many seats, of which every eleventh is closed."""
    return tuple(
        Seat(
            id=f"seat-{number}",
            library_id=library_id,
            label=f"A-{number}",
            ordinal=number,
            available=number % 11 != 0,
        )
        for number in range(1, count + 1)
    )


async def at_noon(
    stage: Stage,
    *bookings: Booking,
    libraries: Sequence[Library] = (RULED,),
    places: Sequence[Seat] = (),
) -> datetime:
    """Bring the window to noon on its page of today, with these bookings; the noon."""
    noon = next_noon()
    stage.ahead = noon - datetime.now(UTC)
    stage.window.pages.show_page("today")
    batch = Batch(origin=Origin.ANSWER, libraries=tuple(libraries), seats=tuple(places))
    await stage.tell(lambda desk: desk.store.apply(batch))
    await stage.tell(lambda desk: desk.change_status(libraries=tuple(libraries)))
    await stage.arrive(*bookings, rings=False)
    return noon


def visit(number: int, starts_at: datetime, hours: float = 2, **fields: Any) -> Booking:
    """A booking of a seat of its own."""
    usual: dict[str, Any] = {
        "seat_id": f"seat-{number}",
        "seat_label": f"A-{number}",
        "starts_at": starts_at,
        "ends_at": starts_at + hours * HOUR,
        "payment_status": "paid",
        "student_name": NAMES[number % len(NAMES)],
    }
    return a_booking(number, **(usual | fields))


def busy_day(noon: datetime, library_id: str = LIBRARY.id) -> list[Booking]:
    """A full house at noon, and the same weekday a week before it."""
    chance = random.Random(7)  # noqa: S311 - the same day each time
    here: dict[str, Any] = {"library_id": library_id}
    made = [
        visit(1, noon - 12 * MINUTE, 2, payment_status="unpaid", total_minor=10_000, **here),
        visit(2, noon - 4 * MINUTE, 3, **here),
        visit(3, noon - 95 * MINUTE, 9, kind="day", held_until=noon + 70 * MINUTE, **here),
        visit(4, noon + 10 * MINUTE, 1, status="pending", **here),
        visit(5, noon + 25 * MINUTE, 2, **here),
        visit(6, noon + HOUR, 4, payment_status="partial", paid_minor=5_000, **here),
        visit(7, noon + 2.5 * HOUR, 2, **here),
        visit(8, noon + 6 * HOUR, 3, **here),
        visit(9, noon - 3 * HOUR, 2.75, status="checked_in", **here),
        visit(10, noon - 2 * HOUR, 2 + 1 / 6, status="checked_in", **here),
        visit(12, noon - 2 * HOUR, 2 + 5 / 12, status="checked_in", **here),
    ]
    made += [
        visit(
            13 + place,
            noon - chance.randrange(1, 5) * HOUR,
            chance.choice((5, 6, 7, 8)),
            status="checked_in",
            **here,
        )
        for place in range(12)
    ]
    made += [
        visit(
            200 + place,
            noon - timedelta(days=7) + chance.randrange(-4, 7) * HOUR,
            chance.choice((2, 3, 4)),
            status="completed",
            **here,
        )
        for place in range(40)
    ]
    made += [
        visit(
            300 + place,
            noon - chance.randrange(2, 5) * HOUR,
            1.5,
            status="completed",
            **here,
        )
        for place in range(9)
    ]
    return made


async def shown(stage: Stage, late: int, due: int) -> None:
    """Wait until the page shows so many, each in its line."""
    day = stage.window.today
    await until(
        lambda: (len(day.day.late), len(day.day.due)) == (late, due), f"{late} late, {due} due"
    )
    for visits, count in ((day.arrivals, late + due), (day.departures, len(day.day.here))):
        await until(partial(_has, visits, min(count, MOST)), "the lines")


def _has(visits: Visits, count: int) -> bool:
    return len(visits.lines) == count
