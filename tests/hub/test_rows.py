"""What must always hold of the rows: seats, migrations, codes, text, passwords."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.contract.errors import InvalidInput, SeatTaken
from app.contract.interval import overlaps
from app.contract.lifecycle import Status, held_since, holds_seat
from app.contract.models import PaymentStatus
from app.contract.payments import NOTHING_OWED, status_of
from app.hub import checks, codes, schema
from app.hub.booking_rows import as_booking
from app.hub.database import Database
from app.hub.migrate import REVISIONS
from app.hub.passwords import Passwords
from app.hub.work import Look, Work
from tests.hub.story import Story

steps = st.one_of(
    st.tuples(st.just("book"), st.integers(0, 2), st.integers(0, 20), st.integers(1, 6)),
    st.tuples(st.just("move"), st.integers(0, 9), st.integers(0, 2), st.integers(0, 20)),
    st.tuples(
        st.just("become"),
        st.integers(0, 9),
        st.sampled_from(["cancelled", "checked_in", "completed", "no_show", "confirmed"]),
    ),
    st.tuples(st.just("wait"), st.integers(1, 90)),
    st.tuples(st.just("rule"), st.none() | st.integers(5, 60)),
    st.tuples(st.just("release")),
)
# At the counter, of one booking that is there from the beginning.
payments = st.one_of(
    st.tuples(st.just("stretch"), st.just(0), st.integers(1, 10)),
    st.tuples(st.just("pay"), st.just(0), st.sampled_from([0, 2500, 5000, 10_000, 20_000])),
    st.tuples(st.just("say"), st.just(0), st.sampled_from(list(PaymentStatus))),
    st.tuples(st.just("hold"), st.just(0), st.integers(-5, 320)),
    st.tuples(st.just("wait"), st.integers(1, 20)),
)


def check_rows(look: Look) -> None:
    """A seat is held exactly by the bookings whose state says so, and never by two at once."""
    rows = [as_booking(row) for row in look.conn.execute(select(schema.bookings))]
    held = {row.booking_id: row for row in look.conn.execute(select(schema.occupancy))}
    assert set(held) == {row.id for row in rows if holds_seat(row.status)}
    for row in rows:
        if row.id in held:
            span = held[row.id]
            assert (span.seat_id, span.ends_at) == (row.seat_id, row.ends_at)
            # Who came early sits there already, unless somebody else had the seat then.
            since = held_since(row.status, row.starts_at, row.checked_in_at)
            assert since is not None
            assert since <= span.starts_at <= row.starts_at
    spans = list(held.values())
    for number, one in enumerate(spans):
        for other in spans[number + 1 :]:
            if one.seat_id == other.seat_id:
                assert not overlaps(one.starts_at, one.ends_at, other.starts_at, other.ends_at)


def check_money(look: Look) -> None:
    """What was paid is never negative, and its word fits it unless somebody decided the word."""
    for row in (as_booking(row) for row in look.conn.execute(select(schema.bookings))):
        assert row.paid_minor is not None
        assert row.paid_minor >= 0
        if row.payment_status in NOTHING_OWED:
            assert row.paid_minor == 0
        elif (row.payment_status, row.paid_minor) != (PaymentStatus.PARTIAL, 0):
            assert row.payment_status == status_of(row.paid_minor, row.total_minor)


def check_holds(look: Look) -> None:
    """Nobody is held a seat for longer than it is theirs."""
    for row in (as_booking(row) for row in look.conn.execute(select(schema.bookings))):
        if row.status == Status.CONFIRMED and row.held_until is not None:
            assert row.ends_at is not None
            assert row.held_until <= row.ends_at


@settings(max_examples=25, deadline=None)
@given(st.lists(steps, max_size=25))
def test_whatever_is_done_a_seat_is_held_once_and_by_whom_it_should(
    told: list[tuple[Any, ...]],
) -> None:
    live_through(told, check_rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(payments, min_size=3, max_size=25))
def test_whatever_is_paid_and_moved_money_and_holds_fit_the_booking(
    told: list[tuple[Any, ...]],
) -> None:
    live_through([("rule", 15), ("book", 0, 1, 4), *told], check_rows, check_money, check_holds)


def live_through(told: list[tuple[Any, ...]], *looks: Callable[[Look], None]) -> None:
    """Tell a story in a database of its own, and look at its rows after each step."""

    async def run() -> None:
        with tempfile.TemporaryDirectory() as folder:
            database = Database(Path(folder) / "hub.sqlite3", clock=lambda: story.now)
            story = Story(database)
            await database.open()
            try:
                await database.write(story.begin)
                for step in told:
                    await story.do(step)
                    for check in looks:
                        await database.read(check)
            finally:
                await database.close()

    asyncio.run(run())


async def test_pending_bookings_lapse_at_their_end(tmp_path: Path) -> None:
    database = Database(tmp_path / "hub.sqlite3", clock=lambda: story.now)
    story = Story(database)
    await database.open()
    await database.write(story.begin)
    await story.do(("book", 0, 1, 2))

    def back_to_pending(work: Work) -> None:
        work.conn.execute(schema.bookings.update().values(status="pending"))

    await database.write(back_to_pending)
    assert await database.write(story.service.lapse) == 0
    story.now += timedelta(hours=2)
    assert await database.write(story.service.lapse) == 1
    assert await database.write(story.service.lapse) == 0
    await database.read(check_rows)
    await database.close()


async def test_the_migrations_make_the_tables_that_the_hub_uses(tmp_path: Path) -> None:
    database = Database(tmp_path / "hub.sqlite3")
    await database.open()

    def differences(look: Look) -> list[Any]:
        context = MigrationContext.configure(look.conn, opts={"compare_type": False})
        found: list[Any] = compare_metadata(context, schema.metadata)
        return found

    assert await database.read(differences) == []
    await database.close()


def test_the_known_revisions_are_those_that_there_are() -> None:
    folder = Path(schema.__file__).parent / "migrations"
    scripts = list(ScriptDirectory(str(folder)).walk_revisions())
    assert tuple(script.revision for script in reversed(scripts)) == REVISIONS


async def test_the_guard_refuses_to_move_a_held_span_onto_another(tmp_path: Path) -> None:
    database = Database(tmp_path / "hub.sqlite3", clock=lambda: story.now)
    story = Story(database)
    await database.open()
    await database.write(story.begin)
    await story.do(("book", 0, 1, 2))
    await story.do(("book", 1, 1, 2))

    def move_by_hand(work: Work) -> None:
        work.conn.execute(schema.occupancy.update().values(seat_id=story.seats[0]))

    with pytest.raises(SeatTaken):
        await database.write(move_by_hand)
    await database.read(check_rows)
    await database.close()


@given(st.integers(0, 10**8), st.integers(0, 10**8))
def test_two_bookings_never_get_one_code(first: int, second: int) -> None:
    assert (codes.code(first) == codes.code(second)) == (first == second)
    assert set(codes.code(first)) <= set(codes.LETTERS)


@pytest.mark.parametrize("parts", [2, 3, 5, 6, 10, 15, 30])
def test_codes_a_round_number_apart_differ_too(parts: int) -> None:
    of_one_length = len(codes.LETTERS) ** codes.SHORTEST
    assert codes.code(0) != codes.code(of_one_length // parts)
    assert codes.code(of_one_length) != codes.code(of_one_length * 31 // parts + of_one_length)


def test_codes_are_short_for_the_first_millions() -> None:
    most = len(codes.LETTERS) ** codes.SHORTEST
    assert {len(codes.code(number)) for number in (0, 1, most - 1)} == {codes.SHORTEST}
    assert len(codes.code(most)) == codes.SHORTEST + 1
    assert len({codes.code(number) for number in range(20_000)}) == 20_000


@given(st.text(max_size=50), st.booleans())
def test_cleaned_text_stays_clean_and_can_be_stored(value: str, lines: bool) -> None:
    try:
        clean = checks.text("note", value, 50, lines=lines)
    except InvalidInput:
        return
    assert checks.text("note", clean, 50, lines=lines) == clean
    assert clean.encode().decode() == clean
    assert not {char for char in clean if ord(char) < 32} - ({"\n", "\t"} if lines else set())


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.isprintable()))
def test_ordinary_text_stays_as_it_is(value: str) -> None:
    turning = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    if not turning & set(value):
        assert checks.text("name", value, 30) == value.strip()


async def test_a_password_fits_its_own_hash_only() -> None:
    passwords = Passwords()
    kept = await passwords.hash("right horse")
    assert "right horse" not in kept
    assert await passwords.fits("right horse", kept)
    assert not await passwords.fits("wrong horse", kept)
    assert not await passwords.fits("right horse", None)
    assert not await passwords.fits("!", "!")
    assert not passwords.is_dated(kept)
