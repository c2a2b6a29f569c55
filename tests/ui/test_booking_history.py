"""The history beside a booking: in words, asked once a booking is looked at, borne without."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.contract.errors import NotFound, Unreachable
from app.contract.history import FieldChange, HistoryEntry
from app.contract.lifecycle import Status
from app.ui.bookings.history import History
from app.ui.bookings.past import lines
from app.ui.words import day_time
from tests.ui.bookings import a_booking
from tests.ui.stage import Stage, until

AT = datetime(2026, 3, 10, 8, 30, tzinfo=UTC)


def entry(action: str, *changes: tuple[str, Any, Any], **fields: Any) -> HistoryEntry:
    usual: dict[str, Any] = {"at": AT, "by_name": "Meera Iyer", "by_role": "owner"}
    told = tuple(FieldChange(field=name, before=was, after=now) for name, was, now in changes)
    return HistoryEntry(action=action, changes=told, **(usual | fields))


def today(hour: int) -> str:
    return day_time(AT.replace(hour=hour, minute=0), UTC, AT)


def words(*entries: HistoryEntry) -> list[str]:
    return [line.words for line in lines(entries, a_booking(1), UTC, AT)]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (entry("booking:created"), "Booked online"),
        (entry("booking:checkin", ("status", "confirmed", "checked_in")), "Arrived"),
        (entry("booking:checkout", ("status", "checked_in", "completed")), "Left"),
        (entry("booking:updated", ("status", "pending", "confirmed")), "Confirmed"),
        (entry("booking:updated", ("status", "checked_in", "confirmed")), "Check-in taken back"),
        (
            entry("booking:updated", ("status", "checked_in", "no_show")),
            "Check-in taken back: Did not arrive",
        ),
        (
            entry(
                "booking:updated",
                ("status", "checked_in", "confirmed"),
                ("heldUntil", "2026-03-10T09:00:05Z", "2026-03-10T09:00:41Z"),
            ),
            "Check-in taken back",
        ),
        (entry("booking:updated", ("status", "completed", "checked_in")), "Check-out taken back"),
        (entry("booking:updated", ("status", "confirmed", "no_show")), "Did not arrive"),
        (
            entry(
                "booking:cancelled",
                ("cancelReason", None, "Exam moved "),
                ("cancelledBy", None, "owner"),
                ("status", "confirmed", "cancelled"),
            ),
            "Cancelled: Exam moved",
        ),
        (
            entry("booking:updated", ("seatId", "s1", "s2"), ("seatLabel", "A-01", "A-02")),
            "Seat: A-01 → A-02",
        ),
        (
            entry(
                "booking:updated",
                ("endsAt", "2026-03-10T10:00:00Z", "2026-03-10T12:00:00Z"),
                ("totalMinor", 8000, 12000),
            ),
            "Until: <10> → <12>\nPrice: ₹80.00 → ₹120.00",
        ),
        (
            entry(
                "booking:updated",
                ("paidMinor", 0, 4000),
                ("paymentStatus", "unpaid", "partial"),
            ),
            "Paid: ₹0.00 → ₹40.00",
        ),
        (
            entry("booking:updated", ("paymentStatus", "unpaid", "exempt")),
            "Payment: Unpaid → Free",
        ),
        (entry("booking:updated", ("note", "", "quiet")), "Note: quiet"),
        (entry("booking:updated", ("note", "quiet", "")), "Note: quiet → none"),
        (
            entry("booking:updated", ("heldUntil", None, "2026-03-10T09:00:00Z")),
            "Held until: <9>",
        ),
        # An older hub kept the names of the fields alone.
        (entry("booking:updated", ("note", None, None), ("seatId", None, None)), "Changed: Note"),
        # A field that no desk of this version knows is nothing to be told, and breaks nothing.
        (entry("booking:updated", ("mood", "good", "better")), None),
        (entry("booking:updated", ("endsAt", "2026-03-10T10:00:00Z", "noon")),
         "Until: <10> → noon"),
    ],
)  # fmt: skip
def test_each_thing_done_has_its_words(told: HistoryEntry, expected: str | None) -> None:
    # The hours as the person's locale writes them, which is another while tests are gathered.
    for hour in (9, 10, 12):
        expected = expected and expected.replace(f"<{hour}>", today(hour))
    assert words(told) == ([expected] if expected is not None else [])


def test_by_whom_and_when_it_was_done_not_when_it_reached_the_hub() -> None:
    earlier = AT - timedelta(hours=1)
    told = lines(
        [
            entry("booking:checkin", ("status", "confirmed", "checked_in"), done_at=earlier),
            entry("booking:updated", ("status", "x", "no_show"), by_name="The hub", by_role="hub"),
            entry("booking:created", by_name="", by_role="staff"),
            entry("booking:created", by_name="", by_role=""),
        ],
        a_booking(1),
        UTC,
        AT,
    )
    assert [line.who for line in told] == ["Meera Iyer", "by itself", "the library", ""]
    assert [line.at for line in told] == [earlier, AT, AT, AT]


PAST = (
    entry("booking:created", by_name="Asha Verma", by_role="student"),
    entry("booking:updated", ("seatLabel", "A-01", "A-02")),
)


async def looked_at(stage: Stage) -> History:
    await stage.arrive(a_booking(1), a_booking(2), rings=False)
    await stage.settled(2)
    stage.window.open_booking("b-1")
    await until(stage.window.bookings.detail.isVisible, "the detail")
    return stage.window.bookings.detail.history


def asked(stage: Stage) -> list[str]:
    return [call[1] for call in stage.desk.calls if call[0] == "history"]


async def test_the_row_tells_at_once_and_the_hub_when_it_has_answered(stage: Stage) -> None:
    stage.desk.past = PAST
    history = await looked_at(stage)
    assert history.words() == ["Booked"]
    await until(lambda: history.words() == ["Booked online", "Seat: A-01 → A-02"], "the history")
    assert history.people() == ["Asha Verma", "Meera Iyer"]


async def test_what_changes_while_it_is_looked_at_is_asked_anew(stage: Stage) -> None:
    stage.desk.past = PAST[:1]
    history = await looked_at(stage)
    await until(lambda: history.words() == ["Booked online"], "the history")
    stage.desk.past = PAST
    await stage.arrive(a_booking(1, version=2, seat_label="A-02"))
    await until(lambda: len(history.words()) == 2, "the new line")
    assert asked(stage) == ["b-1", "b-1"]


async def test_who_goes_through_the_list_asks_for_nothing_that_is_passed(stage: Stage) -> None:
    stage.desk.past = PAST
    await stage.arrive(*[a_booking(number) for number in range(6)], rings=False)
    await stage.settled(6)
    table = stage.window.bookings.table
    for place in range(6):
        table.choose(place)
    history = stage.window.bookings.detail.history
    await until(lambda: len(history.words()) == 2, "the history")
    assert asked(stage) == ["b-0"]


async def test_offline_the_row_tells_what_it_knows_and_what_is_missing_is_said(
    stage: Stage,
) -> None:
    stage.desk.refuses = Unreachable("nobody answers")
    history = await looked_at(stage)
    await until(lambda: not history.why.isHidden(), "the word")
    assert "when the server can be reached again" in history.why.text()
    assert history.words() == ["Booked"]
    assert "failure" not in stage.window.banners.names()


async def test_what_could_not_be_asked_is_asked_when_the_server_is_there_again(
    stage: Stage,
) -> None:
    stage.desk.refuses = Unreachable("nobody answers")
    history = await looked_at(stage)
    await until(lambda: not history.why.isHidden(), "the word")
    stage.desk.refuses, stage.desk.past = None, PAST
    await stage.tell(lambda desk: desk.change_status(waiting=1))
    await until(lambda: len(history.words()) == 2, "the history")
    assert history.why.isHidden()


async def test_a_server_without_histories_is_no_failure(stage: Stage) -> None:
    stage.desk.refuses = NotFound("no such page")
    history = await looked_at(stage)
    await until(lambda: asked(stage) == ["b-1"], "the question")
    await stage.window.tasks.idle()
    assert history.words() == ["Booked"]
    assert history.why.isHidden()


async def test_what_was_asked_of_another_booking_is_not_shown(stage: Stage) -> None:
    stage.desk.past, stage.desk.past_held = PAST, "b-1"
    history = await looked_at(stage)
    await until(lambda: asked(stage) == ["b-1"], "the question")
    stage.window.open_booking("b-2")
    await until(lambda: len(history.words()) == 2, "the history of the other")
    stage.desk.past = PAST[:1]
    stage.desk.past_held = ""
    await stage.window.tasks.idle()
    assert len(history.words()) == 2


async def test_a_booking_that_is_over_says_so_behind_its_history(stage: Stage) -> None:
    stage.desk.past = PAST[:1]
    hour = timedelta(hours=1)
    now = datetime.now(UTC)
    await stage.arrive(
        a_booking(1, status=Status.CONFIRMED, starts_at=now - 3 * hour, ends_at=now - hour),
        rings=False,
    )
    await stage.settled(1)
    stage.window.open_booking("b-1")
    history = stage.window.bookings.detail.history
    await until(
        lambda: history.words() == ["Booked online", "Over, and nobody was checked in"],
        "the history",
    )
