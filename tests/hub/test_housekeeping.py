"""What the hub drops and lets lapse by itself, and when it does not believe the clock."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Table, func, select

from app.contract.errors import Unauthenticated
from app.contract.requests import LibraryRequest
from app.hub import idempotency, schema, sessions
from app.hub.database import Database
from app.hub.housekeeping import (
    KEEP_ANSWERS_FOR,
    KEEP_EVENTS_FOR,
    LAPSE_STEADY_SECONDS,
    TIDY_STEADY_SECONDS,
    Housekeeper,
)
from app.hub.tokens import Tokens
from app.hub.work import Look, Work
from tests.hub.story import Story

ASKED = LibraryRequest(name="what was asked", seats=1)
YEAR = timedelta(days=365)


class House:
    """A library with one booking that waits for a confirmation, and who keeps house there."""

    def __init__(self, database: Database, story: Story) -> None:
        self.database = database
        self.story = story
        self.uptime = 5000.0
        self.keeper = Housekeeper(database, story.service)

    async def pass_by(self, seconds: float) -> None:
        """Let time pass, as the clock and the uptime both tell; then a round."""
        self.uptime += seconds
        self.story.now += timedelta(seconds=seconds)
        await self.keeper.round(self.uptime)

    async def set_clock(self, ahead: timedelta) -> None:
        """Set the clock; then a round."""
        self.story.now += ahead
        await self.pass_by(1)

    async def restart(self, ahead: timedelta) -> None:
        """Keep house anew, in a hub that was away for so long or whose clock was set."""
        self.keeper = Housekeeper(self.database, self.story.service)
        self.story.now += ahead
        self.uptime = 0.0
        await self.keeper.round(self.uptime)

    async def events(self) -> int:
        """How many events are kept."""
        return await self.database.read(lambda look: counted(look, schema.stream_events))

    async def answers(self) -> int:
        """How many answers are kept."""
        return await self.database.read(lambda look: counted(look, schema.idempotency))

    async def tokens(self) -> int:
        """How many refresh tokens are kept."""
        return await self.database.read(lambda look: counted(look, schema.refresh_tokens))

    async def status(self) -> str:
        """What has become of the booking."""
        query = select(schema.bookings.c.status)
        return await self.database.read(lambda look: look.conn.execute(query).scalar_one())


def counted(look: Look, table: Table) -> int:
    """How many rows there are."""
    return look.conn.execute(select(func.count()).select_from(table)).scalar_one()


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    database = Database(tmp_path / "hub.sqlite3", clock=lambda: story.now)
    story = Story(database)
    await database.open()
    await database.write(story.begin)

    def book(work: Work) -> None:
        work.by, work.cause = story.owner, "the key"
        story.book(work, 0, 1, 2)
        idempotency.once(work, "what", ASKED, 201, lambda: ASKED)
        work.conn.execute(schema.bookings.update().values(status="pending"))

    await database.write(book)
    yield House(database, story)
    await database.close()


async def test_what_is_old_enough_goes(house: House) -> None:
    await house.pass_by(0)
    assert await house.events() > 0
    assert await house.answers() == 1
    await house.pass_by((KEEP_EVENTS_FOR - timedelta(days=1)).total_seconds())
    assert await house.events() > 0
    assert await house.answers() == 1
    assert await house.status() == "expired"
    await house.pass_by(timedelta(days=2).total_seconds())
    assert await house.answers() == 0
    # Of the booking's end only.
    assert await house.events() == 1


async def test_a_desk_that_was_off_for_weeks_is_told_that_its_person_was_let_go(
    house: House,
) -> None:
    tokens = Tokens("s" * 32)

    def ended(reason: str) -> Callable[[Work], str]:
        def begin(work: Work) -> str:
            held = sessions.begin(work, tokens, house.story.owner)
            sessions.end_all_of(work, house.story.owner.user_id, reason)
            return held.refresh_token or ""

        return begin

    async def told(refresh_token: str) -> object:
        with pytest.raises(Unauthenticated) as refusal:
            await house.database.write(
                lambda work: sessions.refresh(work, tokens, refresh_token, None)
            )
        return refusal.value.details

    gone = await house.database.write(ended("signed out"))
    let_go = await house.database.write(ended(sessions.DISMISSED))
    await house.pass_by(timedelta(days=30).total_seconds())
    await house.pass_by(TIDY_STEADY_SECONDS)
    assert (await told(gone), await told(let_go)) == ({}, {"dismissed": True})
    assert await house.tokens() == 1
    await house.pass_by(timedelta(days=60).total_seconds())
    await house.pass_by(TIDY_STEADY_SECONDS)
    assert await house.tokens() == 0


async def test_a_clock_far_ahead_for_some_minutes_costs_nothing(house: House) -> None:
    events = await house.events()
    await house.pass_by(0)
    await house.set_clock(YEAR)
    await house.pass_by(LAPSE_STEADY_SECONDS - 2)
    await house.set_clock(-YEAR)
    await house.pass_by(60)
    assert await house.events() == events
    assert await house.answers() == 1
    assert await house.status() == "pending"


async def test_a_hub_that_starts_with_a_clock_far_ahead_costs_nothing(house: House) -> None:
    events = await house.events()
    await house.restart(YEAR)
    await house.pass_by(60)
    await house.set_clock(-YEAR)
    await house.pass_by(60)
    assert await house.events() == events
    assert await house.answers() == 1
    assert await house.status() == "pending"


async def test_a_clock_a_day_ahead_for_some_minutes_lets_nothing_lapse(house: House) -> None:
    await house.pass_by(0)
    await house.set_clock(timedelta(days=1))
    await house.pass_by(60)
    assert await house.status() == "pending"


async def test_a_clock_that_stays_where_it_was_set_is_believed(house: House) -> None:
    await house.pass_by(0)
    await house.set_clock(YEAR)
    await house.pass_by(LAPSE_STEADY_SECONDS)
    assert await house.status() == "expired"
    assert await house.answers() == 1
    await house.pass_by(TIDY_STEADY_SECONDS)
    assert await house.answers() == 0


async def test_a_hub_that_was_away_for_long_waits_with_what_cannot_be_taken_back(
    house: House,
) -> None:
    await house.restart(KEEP_ANSWERS_FOR + timedelta(days=1))
    assert await house.status() == "pending"
    await house.pass_by(LAPSE_STEADY_SECONDS)
    assert await house.status() == "expired"
    assert await house.answers() == 1
    await house.pass_by(TIDY_STEADY_SECONDS)
    assert await house.answers() == 0


async def test_a_hub_that_was_away_for_a_night_does_not_wait(house: House) -> None:
    await house.restart(timedelta(hours=14))
    assert await house.status() == "expired"


async def test_a_computer_that_sleeps_each_night_tidies_all_the_same(house: House) -> None:
    for _ in range(KEEP_ANSWERS_FOR.days + 2):
        await house.set_clock(timedelta(hours=14))
        await house.pass_by(timedelta(hours=10).total_seconds())
    assert await house.answers() == 0
