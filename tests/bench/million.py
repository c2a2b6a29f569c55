"""A desk with a million bookings: how long its window takes to open, search, sort and scroll."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from app.contract.events import library_stream
from app.contract.models import Booking, Library
from app.core.batch import Batch, Cursor, Origin, Told
from app.core.clock import SystemClock
from app.core.store import Store
from tests.bench.report import Row
from tests.rig.session import DesktopSession
from tests.ui.bookings import NAMES, a_booking
from tests.ui.days import seats
from tests.ui.desks import LIBRARY

ROOT = Path(__file__).resolve().parents[2]
SEATS = 500
YEARS = 5
IN_ANNEXE = 10
ANNEXE = Library(id="lib-2", name="Annexe", timezone=LIBRARY.timezone, currency="INR")
"""Each tenth booking is for another library, for the list to be sorted by that, too."""
_STUDENTS = 20_000
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def fill(path: Path, count: int) -> None:
    """A copy with so many bookings of some years, of students who come again and again."""
    dice = random.Random(11)  # noqa: S311 - the same bookings in each run
    now = datetime.now(UTC).replace(minute=0, second=0, microsecond=0)
    made = [_booking(dice, now, number, count) for number in range(count)]
    store = Store(path, SystemClock())
    # As a desk gets them at its first sign-in: stock, of which nothing rings.
    for library, rooms in ((LIBRARY, seats(SEATS)), (ANNEXE, ())):
        stream = library_stream(library.id)
        store.apply(
            Batch(
                origin=Origin.SNAPSHOT,
                cursor=Cursor(stream, "epoch", 1),
                library_id=library.id,
                libraries=(LIBRARY, ANNEXE),
                seats=rooms,
                bookings=tuple(
                    Told(booking=each, at=now, event="")
                    for each in made
                    if each.library_id == library.id
                ),
            )
        )
        store.settle(stream, datetime(2020, 1, 1, tzinfo=UTC))
    store.close()


def _booking(dice: random.Random, now: datetime, number: int, count: int) -> Booking:
    student = dice.randrange(_STUDENTS)
    first, last = NAMES[student % 20].split(" ")[0], NAMES[student // 20 % 20].split(" ")[-1]
    letters = _LETTERS[student // 400 % 26] + _LETTERS[student % 26].lower()
    age = timedelta(days=365 * YEARS) * (1 - number / count)
    starts = now - age + timedelta(hours=dice.randrange(-6, 30))
    ends = starts + timedelta(hours=dice.choice((1, 2, 3, 4)))
    seat = dice.randrange(1, SEATS + 1)
    over = ends < now
    return a_booking(
        number,
        library_id=(ANNEXE if number % IN_ANNEXE == 0 else LIBRARY).id,
        student_id=f"student-{student}",
        student_name=f"{first} {letters}. {last}",
        student_phone=f"+91 9{student:04d} {dice.randrange(10**5):05d}",
        seat_id=f"seat-{seat}",
        seat_label=f"A-{seat}",
        starts_at=starts,
        ends_at=ends,
        status=dice.choice(("completed",) * 8 + ("cancelled", "no_show")) if over else "confirmed",
        payment_status=dice.choice(("paid", "paid", "paid", "unpaid", "partial")),
        kind=dice.choice(("hour",) * 8 + ("day", "month")),
        total_minor=dice.randrange(1, 40) * 2_500,
        created_at=starts - timedelta(hours=dice.randrange(1, 90)),
    )


def measure(session: DesktopSession, folder: Path, count: int) -> list[Row]:
    """The window over so many bookings, beside the same window over none."""
    many, none = folder / "many", folder / "none"
    for place, bookings in ((many, count), (none, 0)):
        place.mkdir()
        # In a process of its own, which takes its memory with it.
        command = [sys.executable, "-m", "tests.bench.million", str(place / "desk.sqlite3")]
        subprocess.run([*command, str(bookings)], cwd=ROOT, check=True)
    full, empty = _watched(session, many), _watched(session, none)
    return [
        Row(
            f"{count:,} bookings: window made and shown to rows painted",
            full["open"],
            "ms",
            empty["open"],
            "no bookings",
            aim=200,
            of_ratio=False,
        ),
        Row(
            f"{count:,} bookings: a key in the search to hits painted, p95",
            full["search"],
            "ms",
            aim=16,
            must=50,
            of_ratio=False,
        ),
        Row(f"{count:,} bookings: another order to rows painted, median", full["sort"], "ms"),
        Row(f"{count:,} bookings: the slowest order", full["slowest sort"], "ms"),
        Row(
            f"{count:,} bookings: scrolled from end to end, slowest frame",
            full["scroll"],
            "ms",
            aim=16,
            of_ratio=False,
        ),
        Row(
            f"{count:,} bookings: memory (PSS) more than without",
            full["memory"] - empty["memory"],
            "MiB",
            against=f"without: {empty['memory']:.0f} MiB",
            aim=40,
            of_ratio=False,
        ),
        Row(
            f"map of {SEATS} seats at 50 changes a second, frame p99",
            full["map"],
            "ms",
            aim=16,
            of_ratio=False,
        ),
    ]


def _watched(session: DesktopSession, folder: Path) -> dict[str, Any]:
    process = session.popen(
        sys.executable, "-m", "tests.bench.window", str(folder), cwd=ROOT, stdout=subprocess.PIPE
    )
    told, _ = process.communicate()
    if process.returncode:
        raise SystemExit(f"the window's bench ended with {process.returncode}")
    answer: dict[str, Any] = json.loads(told)
    return answer


if __name__ == "__main__":
    fill(Path(sys.argv[1]), int(sys.argv[2]))
