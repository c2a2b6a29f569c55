"""Seats are given up by the library's own rule, by a clock that can be believed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from app.contract.errors import SeatTaken
from app.contract.lifecycle import released_at
from app.contract.models import Booking, BookingEdit, BookingKind, BookingRequest
from app.hub import history, schema
from app.hub.booking_rows import find
from app.hub.bookings import BATCH
from app.hub.database import Database
from app.hub.housekeeping import RELEASE_STEADY_SECONDS, ROUND_SECONDS, Housekeeper
from app.hub.seats import add
from app.hub.work import Emission, Work
from tests.hub.story import Story

RULE = 15
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


class Desk:
    """A library with a rule of fifteen minutes, its clock, and who keeps house there.

    `moments` are what the clock tells next, before it tells the story's own time again.
    """

    def __init__(self, database: Database, story: Story, moments: list[datetime]) -> None:
        self.database = database
        self.story = story
        self.moments = moments
        self.uptime = 5000.0
        self.keeper = Housekeeper(database, story.service)
        self.sent: list[Emission] = []
        database.subscribe(self.sent.extend)

    async def rounds(self, until: datetime) -> None:
        """Keep house in rounds, as time goes by, up to the last round before then."""
        step = timedelta(seconds=ROUND_SECONDS)
        while self.story.now + step <= until:
            self.story.now += step
            self.uptime += ROUND_SECONDS
            await self.keeper.round(self.uptime)

    async def believed(self) -> None:
        """Let the clock go on for long enough that it is believed."""
        await self.rounds(self.story.now + timedelta(seconds=RELEASE_STEADY_SECONDS + 60))

    async def book(self, minutes: float, **more: Any) -> str:
        """A booking of an hour that begins in so many minutes; its id."""
        starts = self.story.now + timedelta(minutes=minutes)
        fields: dict[str, Any] = {"ends_at": starts + HOUR, "student_name": "Asha"} | more
        seat = self.story.seats[fields.pop("seat", 0)]

        def make(work: Work) -> str:
            work.by = self.story.owner
            asked = BookingRequest(
                library_id=self.story.library_id, seat_id=seat, starts_at=starts, **fields
            )
            return self.story.service.create(work, asked).id

        return await self.database.write(make)

    async def edit(self, booking_id: str, **fields: Any) -> Booking:
        """The booking after an edit at the desk."""

        def make(work: Work) -> Booking:
            work.by = self.story.owner
            version = find(work, booking_id).version
            return self.story.service.edit(work, booking_id, BookingEdit(version=version, **fields))

        return await self.database.write(make)

    async def rule(self, minutes: int | None) -> None:
        """Give the library another rule."""
        change = schema.libraries.update().values(no_show_after_minutes=minutes)
        await self.database.write(lambda work: work.conn.execute(change))

    async def status(self, booking_id: str) -> str:
        """What has become of the booking."""
        query = select(schema.bookings.c.status).where(schema.bookings.c.id == booking_id)
        return await self.database.read(lambda look: look.conn.execute(query).scalar_one())


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    moments: list[datetime] = []
    database = Database(
        tmp_path / "hub.sqlite3", clock=lambda: moments.pop(0) if moments else story.now
    )
    story = Story(database)
    await database.open()
    await database.write(story.begin)
    made = Desk(database, story, moments)
    await made.rule(RULE)
    yield made
    await database.close()


@pytest.mark.parametrize("kind", ["hour", "day"])
@pytest.mark.parametrize("seconds", [0, 1, 29, 30, 59])
async def test_a_seat_is_given_up_within_a_minute_of_its_time(
    desk: Desk, kind: str, seconds: int
) -> None:
    await desk.believed()
    booking = await desk.book(seconds / 60, kind=BookingKind(kind))
    due = desk.story.now + timedelta(seconds=seconds) + RULE * MINUTE
    await desk.rounds(due - timedelta(microseconds=1))
    assert await desk.status(booking) == "confirmed"
    await desk.rounds(due + MINUTE)
    assert await desk.status(booking) == "no_show"


async def test_it_is_told_as_the_hub_s_doing_and_the_seat_is_free(desk: Desk) -> None:
    await desk.believed()
    booking = await desk.book(0)
    await desk.rounds(desk.story.now + (RULE + 1) * MINUTE)
    last = desk.sent[-1]
    assert last.event == "booking:updated"
    assert (last.payload["id"], last.payload["status"]) == (booking, "no_show")

    def told(work: Work) -> Any:
        work.by = desk.story.owner
        entry = history.of_booking(work, booking)[-1]
        (change,) = entry.changes
        return entry.by_name, entry.by_role, (change.field, change.before, change.after)

    expected = ("The hub", "hub", ("status", "confirmed", "no_show"))
    assert await desk.database.write(told) == expected
    await desk.book(1)


async def test_who_comes_after_all_gets_the_seat_again_or_hears_who_has_it(desk: Desk) -> None:
    await desk.believed()
    first, second = await desk.book(0), await desk.book(0, seat=1)
    await desk.rounds(desk.story.now + (RULE + 1) * MINUTE)
    await desk.book(1, student_name="Bina Das")

    def come(booking: str) -> Any:
        def step(work: Work) -> str:
            work.by = desk.story.owner
            return desk.story.service.check_in(work, booking).status

        return step

    with pytest.raises(SeatTaken, match=r"by booking \w+ \(Bina Das\)"):
        await desk.database.write(come(first))
    assert await desk.status(first) == "no_show"
    assert await desk.database.write(come(second)) == "checked_in"


async def test_a_check_in_that_is_taken_back_leads_to_what_was_before(desk: Desk) -> None:
    await desk.believed()
    booking = await desk.book(0)
    await desk.edit(booking, status="no_show")
    for _ in range(2):
        await desk.edit(booking, status="checked_in")
        back = await desk.edit(booking, status="confirmed")
        assert (back.status, back.checked_in_at, back.held_until) == ("no_show", None, None)
    # Nobody holds its seat for it.
    await desk.book(1)
    # Of another, that was confirmed, also after a check-out that was taken back.
    other = await desk.book(0, seat=1)
    for status in ("checked_in", "completed", "checked_in"):
        await desk.edit(other, status=status)
    assert (await desk.edit(other, status="confirmed")).status == "confirmed"


async def test_what_waits_for_nobody_is_left_alone(desk: Desk) -> None:
    await desk.believed()
    month = await desk.book(0, kind=BookingKind.MONTH, ends_at=None)
    here, left = await desk.book(0, seat=1), await desk.book(0, seat=2)
    await desk.edit(here, status="checked_in")
    await desk.edit(left, status="checked_in")
    await desk.edit(left, status="completed")
    await desk.rounds(desk.story.now + HOUR)
    assert await desk.status(month) == "confirmed"
    assert await desk.status(here) == "checked_in"
    assert await desk.status(left) == "completed"


async def test_without_a_rule_nothing_is_given_up(desk: Desk) -> None:
    await desk.rule(None)
    await desk.believed()
    booking = await desk.book(0)
    await desk.rounds(desk.story.now + 3 * HOUR)
    assert await desk.status(booking) == "confirmed"


async def test_a_hold_lasts_as_long_as_was_said(desk: Desk) -> None:
    await desk.believed()
    booking = await desk.book(0)
    until = desk.story.now + 40 * MINUTE
    assert (await desk.edit(booking, held_until=until)).held_until == until
    await desk.rounds(until - timedelta(microseconds=1))
    assert await desk.status(booking) == "confirmed"
    await desk.rounds(until + MINUTE)
    assert await desk.status(booking) == "no_show"


@pytest.mark.parametrize("jump", [-59, -2, 2, 14, 16, 59, 24 * 60])
async def test_a_clock_that_jumps_gives_up_no_seat(desk: Desk, jump: int) -> None:
    await desk.believed()
    booking = await desk.book(4, ends_at=desk.story.now + 48 * HOUR, kind=BookingKind.DAY)
    real = desk.story.now
    desk.story.now += jump * MINUTE
    await desk.rounds(desk.story.now + 9 * MINUTE)
    assert await desk.status(booking) == "confirmed"
    # Set right again, it has to prove itself once more.
    desk.story.now = real + 9 * MINUTE
    await desk.rounds(real + 18 * MINUTE)
    assert await desk.status(booking) == "confirmed"
    await desk.rounds(real + 31 * MINUTE)
    assert await desk.status(booking) == "no_show"


async def test_a_clock_that_jumps_amid_a_round_gives_up_no_seat(desk: Desk) -> None:
    await desk.believed()
    booking = await desk.book(0)
    # Looked at, the clock is right; in the transactions after that it is an hour ahead.
    desk.moments += [desk.story.now, *[desk.story.now + HOUR] * 2]
    desk.uptime += 1
    await desk.keeper.round(desk.uptime)
    assert desk.moments == []
    assert await desk.status(booking) == "confirmed"


async def test_after_a_start_desks_tell_first_who_has_come(desk: Desk) -> None:
    booking = await desk.book(0, ends_at=desk.story.now + 3 * HOUR)
    desk.story.now += HOUR
    desk.keeper = Housekeeper(desk.database, desk.story.service)
    desk.uptime = 0.0
    await desk.rounds(desk.story.now + timedelta(seconds=RELEASE_STEADY_SECONDS))
    assert await desk.status(booking) == "confirmed"
    await desk.rounds(desk.story.now + MINUTE)
    assert await desk.status(booking) == "no_show"


async def test_however_many_stay_away_one_round_is_enough(desk: Desk) -> None:
    await desk.believed()
    count = BATCH + 20

    def more(work: Work) -> None:
        work.by = desk.story.owner
        made = add(work, desk.story.library_id, count)
        desk.story.seats += [seat.id for seat in made]

    await desk.database.write(more)
    made = [await desk.book(0, seat=3 + number) for number in range(count)]
    await desk.rounds(desk.story.now + RULE * MINUTE)
    assert {await desk.status(booking) for booking in made} == {"no_show"}


@pytest.mark.parametrize(("ago", "held"), [(5, RULE), (50, 10), (0, None), (-3, None)])
async def test_who_is_booked_in_after_the_start_has_the_rule_s_time_from_then(
    desk: Desk, ago: int, held: int | None
) -> None:
    await desk.believed()
    booking = await desk.book(-ago)
    now = desk.story.now
    told = await desk.database.write(lambda work: _found(work, desk.story, booking))
    assert told.held_until == (None if held is None else now + held * MINUTE)
    due = released_at(told.status, told.kind, told.starts_at, told.held_until, RULE)
    assert due is not None
    assert due >= min(now + RULE * MINUTE, told.ends_at or now)


async def test_a_slip_taken_back_or_a_late_word_gives_time_anew(desk: Desk) -> None:
    await desk.believed()
    booking, late = await desk.book(0), await desk.book(0, seat=1)
    await desk.edit(booking, status="checked_in")
    pending = schema.bookings.update().where(schema.bookings.c.id == late)
    await desk.database.write(lambda work: work.conn.execute(pending.values(status="pending")))
    await desk.rounds(desk.story.now + 40 * MINUTE)
    for each in (booking, late):
        back = await desk.edit(each, status="confirmed")
        assert back.held_until == desk.story.now + RULE * MINUTE
    await desk.rounds(desk.story.now + 14 * MINUTE)
    assert await desk.status(booking) == "confirmed"
    await desk.rounds(desk.story.now + 2 * MINUTE)
    assert await desk.status(booking) == "no_show"
    assert await desk.status(late) == "no_show"


async def test_a_hold_is_for_the_time_for_which_it_was_given(desk: Desk) -> None:
    booking = await desk.book(0)
    now = desk.story.now
    held = await desk.edit(booking, held_until=now + 50 * MINUTE)
    same = await desk.edit(booking, note="on the way")
    assert same.held_until == held.held_until
    shorter = await desk.edit(booking, ends_at=now + 30 * MINUTE)
    assert shorter.held_until == now + 30 * MINUTE
    later = await desk.edit(booking, starts_at=now + 10 * MINUTE)
    assert later.held_until is None
    both = await desk.edit(
        booking, starts_at=now + 20 * MINUTE, ends_at=now + HOUR, held_until=now + HOUR
    )
    assert both.held_until == now + HOUR
    assert (await desk.edit(booking, held_until=None)).held_until is None
    earlier = await desk.edit(booking, starts_at=now - 10 * MINUTE)
    assert earlier.held_until == now + RULE * MINUTE


def _found(work: Work, story: Story, booking_id: str) -> Booking:
    work.by = story.owner
    return find(work, booking_id)
