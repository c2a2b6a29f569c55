"""The model under readings of the copy and deliveries that cross, in every order."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.contract.models import Booking
from app.core.batch import Batch, Cursor, Origin, Told
from app.core.changes import Changes
from app.core.clock import SystemClock
from app.core.filters import BookingFilter
from app.core.orders import Order
from app.core.reader import Counts, Reader
from app.core.store import Store
from app.ui.bookings.lookup import BEGINNING, Lookup
from app.ui.bookings.model import BookingModel
from tests.ui.bookings import a_booking
from tests.ui.desks import STREAM
from tests.ui.stage import until


class Crossing:
    """A copy that changes, and a model that hears of it when the test says so."""

    def __init__(self, path: Path) -> None:
        self.store = Store(path, SystemClock())
        self.store.apply(Batch(origin=Origin.SNAPSHOT, cursor=Cursor(STREAM, "e", 0)))
        self.reader = Reader(path)
        self.model = BookingModel(self.reader, lookup := Lookup(lambda: Reader(path)))
        self.lookup = lookup
        self.counts: dict[str, int] = {}
        self.model.counted.connect(self._take_counts)
        self.undelivered: list[Changes] = []
        self._position = 0

    def change(self, booking: Booking) -> None:
        self._position += 1
        batch = Batch(
            origin=Origin.LIVE,
            bookings=(Told(booking=booking, at=booking.updated_at or booking.created_at),),  # type: ignore[arg-type]
            cursor=Cursor(STREAM, "e", self._position),
        )
        self.undelivered.append(self.store.apply(batch))

    def deliver(self, count: int = 1) -> None:
        """The next of what was committed reaches the window."""
        taken, self.undelivered[:] = self.undelivered[:count], self.undelivered[count:]
        if taken:
            self.model.take(taken)

    async def read(self) -> None:
        self.model.refresh()
        await self.settle()

    async def settle(self) -> None:
        await until(lambda: self.model.settled, "the answer")

    def _take_counts(self, counts: Counts) -> None:
        self.counts = {state: count for state, count in counts.by_status.items() if count}

    def close(self) -> None:
        self.lookup.close()
        self.store.close()


@pytest.fixture
async def crossing(tmp_path: Path) -> AsyncIterator[Crossing]:
    made = Crossing(tmp_path / "desk.sqlite3")
    made.model.show_only(BookingFilter())
    await made.settle()
    yield made
    made.close()


async def test_what_an_answer_contains_is_not_counted_once_more(crossing: Crossing) -> None:
    crossing.change(a_booking(1))
    crossing.change(a_booking(2))
    crossing.change(a_booking(1, version=2, status="cancelled"))
    await crossing.read()
    assert crossing.counts == {"confirmed": 1, "cancelled": 1}
    crossing.deliver(2)
    crossing.deliver()
    await crossing.settle()
    assert crossing.counts == {"confirmed": 1, "cancelled": 1}
    crossing.change(a_booking(2, version=2, status="cancelled"))
    crossing.deliver()
    assert crossing.counts == {"cancelled": 2}


@pytest.mark.parametrize("seed", range(12))
async def test_list_and_counts_are_right_however_readings_and_deliveries_cross(
    crossing: Crossing, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - no secret
    rows: dict[int, Booking] = {}
    for _ in range(40):
        number = chance.randrange(8)
        held = rows.get(number)
        version = held.version + 1 if held else 1
        status = chance.choice(["confirmed", "cancelled", "checked_in"])
        rows[number] = a_booking(number, version=version, status=status)
        crossing.change(rows[number])
        match chance.randrange(4):
            case 0:
                await crossing.read()
            case 1:
                crossing.model.refresh()
            case _:
                crossing.deliver(chance.randrange(4))
    crossing.deliver(len(crossing.undelivered))
    await crossing.settle()
    assert crossing.counts == dict(Counter(row.status for row in rows.values()))
    shown = [crossing.model.row_at(place) for place in range(crossing.model.rowCount())]
    assert [row and row.booking for row in shown] == [
        rows[number] for number in sorted(rows, reverse=True)
    ]


ORDERS = [(order, backwards) for order in Order for backwards in (False, True)]


@pytest.mark.parametrize(("order", "backwards"), ORDERS)
async def test_every_order_is_kept_however_readings_and_deliveries_cross(
    crossing: Crossing, order: Order, backwards: bool
) -> None:
    chance = random.Random(f"{order} {backwards}")  # noqa: S311 - no secret
    wanted = BookingFilter(
        order=order,
        backwards=backwards,
        payments=frozenset({"paid", "owes"}),
        libraries=("lib-2", "lib-1"),
    )
    crossing.model.show_only(wanted)
    await crossing.settle()
    rows: dict[int, Booking] = {}
    for _ in range(60):
        number = chance.randrange(12)
        held = rows.get(number)
        now = datetime.now(UTC).replace(microsecond=0)
        rows[number] = a_booking(
            number,
            version=held.version + 1 if held else 1,
            status=chance.choice(["pending", "confirmed", "checked_in", "fulfilled"]),
            payment_status=chance.choice(["paid", "owes", "unpaid"]),
            kind=chance.choice(["hour", "month"]),
            library_id=chance.choice(["lib-1", "lib-2", "lib-3", "lib-4"]),
            student_name=chance.choice(["Asha", "Özan", "zoya", ""]),
            seat_label=chance.choice(["A-2", "A-10", "B-1"]),
            starts_at=chance.choice([None, now, now + timedelta(hours=1)]),
            ends_at=chance.choice([None, now + timedelta(hours=2), now + timedelta(hours=3)]),
            total_minor=chance.randrange(3),
        )
        crossing.change(rows[number])
        match chance.randrange(6):
            case 0:
                await crossing.read()
            case 1:
                crossing.model.refresh()
            case _:
                crossing.deliver(chance.randrange(4))
    crossing.deliver(len(crossing.undelivered))
    await crossing.settle()
    shown = [crossing.model.row_at(place) for place in range(crossing.model.rowCount())]
    read = crossing.reader.page(crossing.reader.rows(wanted))
    assert shown == read
    assert {row.booking.id for row in read} == {
        row.id for row in rows.values() if row.payment_status != "unpaid"
    }


async def test_a_row_moves_to_where_it_belongs_and_no_other_does(crossing: Crossing) -> None:
    for number in range(6):
        crossing.change(a_booking(number, student_name=f"Student {number}"))
    crossing.deliver(6)
    crossing.model.show_only(BookingFilter(order=Order.STUDENT))
    await crossing.settle()
    told = list[str]()
    crossing.model.rowsMoved.connect(lambda *_: told.append("moved"))
    crossing.model.reloading.connect(lambda: told.append("read anew"))
    for number, name in ((0, "Student 4a"), (5, "Student 0"), (2, "Student 2a")):
        crossing.change(a_booking(number, student_name=name, version=2))
        crossing.deliver()
    shown = [crossing.model.row_at(place) for place in range(6)]
    assert [row and row.booking.student_name for row in shown] == [
        "Student 0", "Student 1", "Student 2a", "Student 3", "Student 4", "Student 4a",
    ]  # fmt: skip
    assert told == ["moved", "moved"]


async def test_a_long_list_shows_its_beginning_before_the_whole(crossing: Crossing) -> None:
    made = [a_booking(number) for number in range(BEGINNING * 3)]
    for first in range(0, len(made), 100):
        for booking in made[first : first + 100]:
            crossing.change(booking)
    crossing.undelivered.clear()
    lengths = list[tuple[int, bool]]()
    crossing.model.loaded.connect(
        lambda: lengths.append((crossing.model.rowCount(), crossing.model.settled))
    )
    crossing.model.show_only(BookingFilter(order=Order.STUDENT))
    await crossing.settle()
    assert lengths == [(BEGINNING, False), (len(made), True)]
