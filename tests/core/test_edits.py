"""Edits of bookings: each reaches the hub once, in order, and one builds on the other."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.errors import InvalidInput, SignedOut, StaleVersion, WrongState
from app.contract.models import Booking, BookingEdit, BookingRequest, PaymentStatus
from app.contract.wire import builtins
from app.core.commands import LOCAL, Action, Command, Edit, Sight, Undo, WalkIn
from app.core.status import LinkState
from app.core.store import Store
from app.core.taking_back import by_mistake
from app.core.undoing import sent_anew
from tests.core.desks import Told, started
from tests.core.made import NOON, a_booking, live, told, until
from tests.hub.people import Library, Person
from tests.hub.process import PASSWORD, HubProcess

FIELDS: dict[str, tuple[Any, Any]] = {
    "note": ("mine", "theirs"),
    "student_name": ("Mine", "Theirs"),
    "student_phone": ("1", "2"),
    "seat_id": ("s1", "s2"),
    "ends_at": (NOON + timedelta(hours=3), NOON + timedelta(hours=4)),
    "paid_minor": (100, 200),
    "status": ("no_show", "cancelled"),
    "held_until": (NOON + timedelta(minutes=10), NOON + timedelta(minutes=20)),
}
"""What two people may write into the same field."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HubProcess]:
    process = HubProcess(tmp_path_factory.mktemp("edits-hub") / "data", heads_seconds=0.5)
    process.start()
    yield process
    process.stop()


async def at_the_desk(desk: Told, hub: HubProcess, library: Library) -> None:
    await desk.desk.sign_in(hub.url, library.owner.sign_in["user"]["email"], PASSWORD)
    await desk.becomes(LinkState.LIVE)


def at_hub(library: Library, key: str) -> dict[str, Any]:
    data: dict[str, Any] = library.owner.get(f"/api/bookings/{key}").json()["data"]
    return data


def all_at_hub(library: Library) -> list[dict[str, Any]]:
    page = library.owner.get("/api/bookings", libraryId=library.id).json()["data"]
    items: list[dict[str, Any]] = page["items"]
    return items


def walk_in(library: Library, **more: Any) -> BookingRequest:
    now = datetime.now(UTC).replace(microsecond=0)
    return BookingRequest(
        library_id=library.id,
        seat_id=library.seats[0],
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        student_name="Zoya Khan",
        **more,
    )


async def test_what_is_done_at_the_counter_reaches_the_hub(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=1)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)

        async def edit(purpose: Action, **fields: Any) -> dict[str, Any]:
            await desk.desk.edit(key, purpose, BookingEdit(version=desk.row(key).version, **fields))
            assert desk.pending(key) == purpose
            await until(lambda: desk.pending(key) is None)
            return at_hub(library, key)

        total = at_hub(library, key)["totalMinor"]
        ends = desk.row(key).ends_at
        assert ends is not None
        longer = await edit(Action.EXTEND, ends_at=ends + timedelta(hours=1))
        assert datetime.fromisoformat(longer["endsAt"]) == ends + timedelta(hours=1)
        assert longer["totalMinor"] > total
        moved = await edit(Action.MOVE, seat_id=library.seats[4])
        assert moved["seatId"] == library.seats[4]
        paid = await edit(Action.PAY, paid_minor=total)
        assert (paid["paidMinor"], paid["paymentStatus"]) == (total, "partial")
        noted = await edit(Action.NOTE, note="Window, please")
        assert noted["note"] == "Window, please"
        gone = await edit(Action.NO_SHOW, status="no_show")
        assert gone["status"] == "no_show"
        assert desk.refusals == []
        assert desk.alerts == []
        history = await desk.desk.history(key)
        assert [change.field for entry in history for change in entry.changes][-1] == "status"


async def test_edits_that_wait_build_on_each_other(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=2)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        seen = desk.row(key).version
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.check_in(key)
        await desk.desk.edit(key, Action.PAY, BookingEdit(version=seen, paid_minor=100))
        await desk.desk.edit(key, Action.NOTE, BookingEdit(version=seen, note="Late"))
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["status"], shown["paidMinor"], shown["note"]) == ("checked_in", 100, "Late")
        assert desk.refusals == []


async def changed_elsewhere(desk: Told, library: Library, key: str, **fields: Any) -> Booking:
    """Somebody else changes a booking, and this desk hears of it; the row as it was before."""
    before = desk.row(key)
    answer = library.owner.put(f"/api/bookings/{key}", {"version": before.version, **fields})
    assert answer.status_code == 200
    await until(lambda: desk.row(key).version > before.version)
    return before


async def test_what_two_change_at_once_goes_together_unless_it_is_the_same(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=3)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)

        async def edit(seen: Booking, purpose: Action, **fields: Any) -> None:
            wanted = BookingEdit(version=seen.version, **fields)
            await desk.desk.edit(key, purpose, wanted, seen)
            await until(lambda: desk.desk.status.waiting == 0)

        seen = await changed_elsewhere(desk, library, key, studentPhone="98450 99999")
        await edit(seen, Action.NOTE, note="Mine")
        assert desk.refusals == []
        shown = at_hub(library, key)
        assert (shown["note"], shown["studentPhone"]) == ("Mine", "98450 99999")
        seen = await changed_elsewhere(desk, library, key, note="Theirs")
        await edit(seen, Action.NOTE, note="Mine again")
        assert ["changed this booking" in each.message for each in desk.refusals] == [True]
        assert at_hub(library, key)["note"] == "Theirs"
        # Both took the money: it was paid once, and whoever was later looks at it again.
        seen = await changed_elsewhere(desk, library, key, paidMinor=100)
        await edit(seen, Action.PAY, paid_minor=100)
        assert len(desk.refusals) == 2


async def test_a_cancellation_is_of_the_booking_as_it_was_looked_at(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    noted, paid, both = (library.book(student, seat=5, hours=at)["id"] for at in (3, 6, 9))
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)

        async def cancel(key: str, seen: Booking) -> str:
            await desk.desk.cancel(key, "", seen)
            await until(lambda: desk.desk.status.waiting == 0)
            return str(at_hub(library, key)["status"])

        # What is not about whether and where they sit stands in nobody's way.
        seen = await changed_elsewhere(desk, library, noted, note="By the window")
        assert await cancel(noted, seen) == "cancelled"
        assert desk.refusals == []
        # That money was taken is looked at first.
        seen = await changed_elsewhere(desk, library, paid, paidMinor=100)
        assert await cancel(paid, seen) == "confirmed"
        assert ["changed this booking" in each.message for each in desk.refusals] == [True]
        # Who did just that has taken nothing from whoever was later.
        before = desk.row(both)
        assert library.owner.delete(f"/api/bookings/{both}").status_code == 200
        assert await cancel(both, before) == "cancelled"
        assert len(desk.refusals) == 1


async def test_a_cancellation_that_waits_behind_a_payment_of_ours_builds_on_it(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=4, hours=12)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        seen = desk.row(key)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.edit(key, Action.PAY, BookingEdit(version=seen.version, paid_minor=100))
        await desk.desk.cancel(key, "", seen)
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["status"], shown["paidMinor"]) == ("cancelled", 100)
        assert desk.refusals == []


async def test_what_was_done_is_taken_back_as_long_as_it_stands(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=0, note="Before")["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)

        async def done(purpose: Action, **fields: Any) -> str:
            edit = BookingEdit(version=desk.row(key).version, **fields)
            given = await desk.desk.edit(key, purpose, edit)
            await until(lambda: desk.desk.status.waiting == 0)
            return given

        noted = await done(Action.NOTE, note="Mine")
        await changed_elsewhere(desk, library, key, studentPhone="98450 99999")
        await desk.desk.take_back(noted)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["note"], shown["studentPhone"]) == ("Before", "98450 99999")
        for purpose, mine, theirs in (
            (Action.NOTE, {"note": "Mine"}, {"note": "Theirs"}),
            (Action.PAY, {"paid_minor": 100}, {"paymentStatus": "refunded"}),
        ):
            given = await done(purpose, **mine)
            await changed_elsewhere(desk, library, key, **theirs)
            with pytest.raises(WrongState, match="has changed the booking of"):
                await desk.desk.take_back(given)
        shown = at_hub(library, key)
        assert (shown["note"], shown["paymentStatus"]) == ("Theirs", "refunded")
        assert desk.refusals == []


async def test_what_was_refused_is_not_taken_back(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=1)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        seen = await changed_elsewhere(desk, library, key, paidMinor=100)
        edit = BookingEdit(version=seen.version, paid_minor=100)
        given = await desk.desk.edit(key, Action.PAY, edit, seen)
        await until(lambda: desk.refusals)
        with pytest.raises(WrongState, match="nothing to take back"):
            await desk.desk.take_back(given)
        assert at_hub(library, key)["paidMinor"] == 100


async def test_a_check_in_is_taken_back_unless_the_student_has_left_by_another_desk(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=4, hours=0.1)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        for then in ("confirmed", "completed"):
            given = await desk.desk.check_in(key)
            await until(lambda: desk.desk.status.waiting == 0)
            if then == "completed":
                library.owner.post(f"/api/bookings/{key}/check-out")
                await until(lambda: desk.row(key).status == "completed")
                with pytest.raises(WrongState, match="has changed the booking of"):
                    await desk.desk.take_back(given)
            else:
                await desk.desk.take_back(given)
                await until(lambda: desk.desk.status.waiting == 0)
            assert at_hub(library, key)["status"] == then


async def test_what_was_never_sent_is_taken_back_without_a_word(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=5, hours=0.1)["id"]
    version = at_hub(library, key)["version"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.edit(
            key, Action.NOTE, BookingEdit(version=desk.row(key).version, note="First")
        )
        given = await desk.desk.check_in(key)
        assert (desk.pending(key), desk.desk.status.waiting) == (Action.CHECK_IN, 2)
        await desk.desk.take_back(given)
        assert (desk.pending(key), desk.desk.status.waiting) == (Action.NOTE, 1)
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["status"], shown["note"]) == ("confirmed", "First")
        assert shown["version"] == version + 1


@pytest.mark.parametrize("sits", [True, False])
async def test_a_booking_by_mistake_is_taken_back_with_its_check_in_and_its_payment(
    tmp_path: Path, hub: HubProcess, library: Library, *, sits: bool
) -> None:
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        given = await desk.desk.walk_in(walk_in(library, paid_minor=5_000))
        if sits:
            await desk.desk.check_in(given)
        await until(lambda: desk.desk.status.waiting == 0)
        await desk.desk.take_back(given.removeprefix(LOCAL))
        await until(lambda: desk.desk.status.waiting == 0)
        (shown,) = all_at_hub(library)
        assert (shown["status"], shown["paidMinor"]) == ("cancelled", 0)
        assert shown["cancelReason"] == by_mistake()
        assert desk.refusals == []


async def test_a_booking_by_mistake_that_the_hub_never_heard_of_leaves_no_trace(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        given = await desk.desk.walk_in(walk_in(library))
        await desk.desk.check_in(given)
        await desk.desk.edit(given, Action.NOTE, BookingEdit(version=0, note="Near the door"))
        assert desk.desk.status.waiting == 3
        await desk.desk.take_back(given.removeprefix(LOCAL))
        assert (desk.desk.status.waiting, desk.kept) == (0, 0)
        with pytest.raises(WrongState, match="nothing to take back"):
            await desk.desk.take_back(given.removeprefix(LOCAL))
        await asyncio.to_thread(hub.start)
        await desk.becomes(LinkState.LIVE)
        assert all_at_hub(library) == []


async def test_a_booking_that_another_desk_went_on_with_is_not_taken_back(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        given = await desk.desk.walk_in(walk_in(library))
        await until(lambda: desk.desk.status.waiting == 0)
        (made,) = all_at_hub(library)
        library.owner.post(f"/api/bookings/{made['id']}/check-in")
        await until(lambda: desk.row(made["id"]).status == "checked_in")
        with pytest.raises(WrongState, match="has changed the booking of"):
            await desk.desk.take_back(given.removeprefix(LOCAL))
        assert at_hub(library, made["id"])["status"] == "checked_in"


async def test_what_waits_for_the_hub_is_taken_back_however_late(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=3, hours=0.1)["id"]
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        await desk.desk.check_in(key)
        await desk.desk.edit(
            key, Action.PAY, BookingEdit(version=desk.row(key).version, paid_minor=100)
        )
        # The last first, as they were given.
        await desk.desk.undo(key)
        assert (desk.pending(key), desk.desk.status.waiting) == (Action.CHECK_IN, 1)
        await desk.desk.undo(key)
        assert (desk.pending(key), desk.desk.status.waiting) == (None, 0)
        with pytest.raises(WrongState, match="nothing to take back"):
            await desk.desk.undo(key)
        await asyncio.to_thread(hub.start)
        await desk.becomes(LinkState.LIVE)
        shown = at_hub(library, key)
        assert (shown["status"], shown["version"]) == ("confirmed", 1)


async def test_payments_and_notes_stand_in_nobodys_way_and_are_shown_before_they_are_sent(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=4, hours=0.1)["id"]
    library.owner.post(f"/api/bookings/{key}/check-in")
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await until(lambda: desk.row(key).status == "checked_in")
        total, ends = desk.row(key).total_minor, desk.row(key).ends_at
        assert ends is not None
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)

        async def edit(purpose: Action, **fields: Any) -> None:
            await desk.desk.edit(key, purpose, BookingEdit(version=desk.row(key).version, **fields))

        await edit(Action.PAY, payment_status=PaymentStatus.EXEMPT)
        await edit(Action.PAY, paid_minor=total)
        await edit(Action.NOTE, note="Left a book")
        row = desk.found(key)
        assert (row.pending, row.is_held_up) == (Action.NOTE, False)
        assert (row.booking.payment_status, row.booking.note) == ("unpaid", "")
        assert (row.awaited.payment_status, row.awaited.note) == ("paid", "Left a book")
        await edit(Action.EXTEND, ends_at=ends + timedelta(minutes=30))
        await edit(Action.NOTE, note="Left two books")
        assert (desk.pending(key), desk.found(key).is_held_up) == (Action.EXTEND, True)
        await desk.desk.check_out(key)
        assert desk.pending(key) == Action.CHECK_OUT
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        shown = at_hub(library, key)
        assert (shown["status"], shown["note"]) == ("completed", "Left two books")
        assert shown["paidMinor"] == total
        assert desk.desk.status.refusals == ()
        await until(lambda: desk.pending(key) is None)
        assert desk.found(key).awaited == desk.found(key).booking


async def test_a_walk_in_can_be_edited_before_the_hub_knows_it(
    tmp_path: Path, hub: HubProcess, library: Library
) -> None:
    async with started(tmp_path) as desk:
        await at_the_desk(desk, hub, library)
        await asyncio.to_thread(hub.kill9)
        await desk.becomes(LinkState.OFFLINE)
        now = desk.desk.last_heard
        assert now is not None
        key = await desk.desk.walk_in(
            BookingRequest(
                library_id=library.id,
                seat_id=library.seats[5],
                starts_at=now,
                ends_at=now + timedelta(hours=2),
                student_name="Asha Verma",
            )
        )
        await desk.desk.edit(key, Action.NOTE, BookingEdit(version=0, note="Cash"))
        await asyncio.to_thread(hub.start)
        await until(lambda: desk.desk.status.waiting == 0)
        assert desk.refusals == []
        (made,) = library.owner.get("/api/bookings?q=Asha&status=confirmed").json()["data"]["items"]
        assert made["note"] == "Cash"


async def test_what_cannot_be_is_said_at_once(
    tmp_path: Path, hub: HubProcess, library: Library, student: Person
) -> None:
    key = library.book(student, seat=5)["id"]
    async with started(tmp_path) as desk:
        with pytest.raises(SignedOut, match="Nobody is signed in"):
            await desk.desk.history(key)
        await at_the_desk(desk, hub, library)
        with pytest.raises(WrongState, match="is confirmed, so it cannot be declined"):
            await desk.desk.edit(key, Action.DECLINE, BookingEdit(version=1, status="declined"))
        with pytest.raises(InvalidInput, match="cannot have been paid"):
            await desk.desk.edit(key, Action.PAY, BookingEdit(version=1, paid_minor=-1))
        assert desk.desk.status.waiting == 0


def waiting(store: Store) -> list[int]:
    versions = []
    while (command := store.next_command()) is not None:
        what = command.what
        assert isinstance(what, Edit | Undo)
        versions.append(what.as_edit.version)
        store.answered(command, None)
    return versions


@pytest.mark.parametrize(("heard", "then"), [(2, [2, 2]), (3, [1, 1]), (1, [1, 1])])
def test_only_our_own_step_carries_what_waits_along(
    store: Store, heard: int, then: list[int]
) -> None:
    store.apply(live(1, told(a_booking(version=1))))
    note = Edit(booking_id="b1", purpose=Action.NOTE, edit=BookingEdit(version=1, note="x"))
    for key, what in (
        ("k1", note),
        ("k2", note),
        ("k3", Undo(booking_id="b1", status="confirmed", version=1)),
    ):
        store.queue(Command(key=key, what=what))
    store.apply(live(2, told(a_booking(version=heard, note="x"), "booking:updated", "k1")))
    assert waiting(store) == then


def test_what_waits_for_a_walk_in_that_was_refused_goes_with_it(store: Store) -> None:
    walk_in = Command(
        key="w",
        what=WalkIn(
            request=BookingRequest(
                library_id="lib", seat_id="s12", starts_at=NOON, student_name="A"
            )
        ),
    )
    store.queue(walk_in)
    paid = Edit(booking_id="local:w", purpose=Action.PAY, edit=BookingEdit(version=0, paid_minor=1))
    store.queue(Command(key="p", what=paid))
    _, refusal = store.refused(walk_in, WrongState("No."))
    assert refusal is not None
    assert refusal.message == "No. With it, its payment went back."
    assert store.waiting() == 0


def versions(store: Store) -> list[tuple[str, int]]:
    """The edits that wait, with the version that each looked at."""
    found = []
    while (command := store.next_command()) is not None:
        assert isinstance(command.what, Edit)
        found.append((str(command.what.edit.note), command.what.edit.version))
        store.refused(command, WrongState("Looked at."))
    return found


def test_what_may_have_been_sent_is_taken_back_behind_it_whatever_it_builds_on(
    store: Store,
) -> None:
    seen = a_booking(note="Before")
    store.apply(live(1, told(seen)))
    edit = BookingEdit(version=1, note="Mine")
    command = Command(
        key="k1", what=Edit(booking_id="b1", purpose=Action.NOTE, edit=edit, seen=Sight.of(seen))
    )
    store.queue(command)
    store.attempting(command, NOON)
    store.take_back("k1")
    # Somebody else changes its phone first, so it is sent once more, upon that.
    current = a_booking(note="Before", student_phone="1", version=2)
    stale = StaleVersion("Meanwhile.", details={"current": builtins(current)})
    again = store.next_command()
    assert again is not None
    assert store.sent_anew(again, stale)
    assert not store.sent_anew(again, WrongState("No."))
    again = store.next_command()
    assert again is not None
    assert again.key == "k1"
    assert isinstance(again.what, Edit)
    assert again.what.edit == msgspec.structs.replace(edit, version=2)
    # The same answer once more is no news: it would be sent for ever.
    assert not store.sent_anew(again, stale)
    made = msgspec.structs.replace(current, note="Mine", version=3)
    store.apply(live(2, told(made, "booking:updated", "k1")))
    assert versions(store) == [("Before", 3)]


@pytest.mark.parametrize(
    ("edit", "goes_on"),
    [
        (BookingEdit(version=1, paid_minor=500), False),
        (BookingEdit(version=1, payment_status=PaymentStatus.PAID), False),
        (BookingEdit(version=1, paid_minor=0), True),
        (BookingEdit(version=1, payment_status=PaymentStatus.REFUNDED), True),
    ],
)
def test_money_for_what_was_cancelled_meanwhile_is_looked_at_again(
    edit: BookingEdit, *, goes_on: bool
) -> None:
    seen = a_booking(paid_minor=100, payment_status="partial", total_minor=500)
    current = msgspec.structs.replace(seen, version=2, status="cancelled")
    stale = StaleVersion("Meanwhile.", details={"current": builtins(current)})
    what = Edit(booking_id="b1", purpose=Action.PAY, edit=edit, seen=Sight.of(seen))
    assert (sent_anew(what, stale) is not None) is goes_on


@given(
    mine=st.sets(st.sampled_from(sorted(FIELDS)), min_size=1, max_size=3),
    theirs=st.sets(st.sampled_from(sorted(FIELDS))),
)
def test_of_two_edits_none_is_lost_and_what_both_touch_is_looked_at_again(
    mine: set[str], theirs: set[str]
) -> None:
    seen = a_booking(paid_minor=0, payment_status="unpaid")
    edit = BookingEdit(version=1, **{name: FIELDS[name][0] for name in mine})
    changed = {name: FIELDS[name][1] for name in theirs}
    current = msgspec.structs.replace(seen, version=2, **changed)
    stale = StaleVersion("Meanwhile.", details={"current": builtins(current)})
    what = Edit(booking_id="b1", purpose=Action.NOTE, edit=edit, seen=Sight.of(seen))
    anew = sent_anew(what, stale)
    if mine & theirs or ("paid_minor" in mine and "status" in theirs):
        # Nor is money taken for what was cancelled meanwhile.
        assert anew is None
    elif anew is not None:
        assert isinstance(anew, Edit)
        # Nothing of theirs is written over, and all of ours is asked for still.
        assert anew.edit == msgspec.structs.replace(edit, version=2)
    if not theirs:
        assert anew is not None
