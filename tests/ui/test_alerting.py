"""Toasts and chimes for what happened."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest

from app.contract.errors import StudySpotError, WrongState
from app.contract.lifecycle import Status
from app.contract.models import BookingEdit
from app.core.batch import Batch, Origin, Taken
from app.core.changes import Blindness, BookingRow, Moment
from app.core.commands import Action as Command
from app.core.ports import Action, Sound, Toast, Urgency
from app.ui.alert_toasts import NAMED
from app.ui.alerting import Alerting
from app.ui.bursts import ONE_BY_ONE
from tests.ui.alert_scene import Scene
from tests.ui.bookings import a_booking
from tests.ui.people import DeafNotifier, SilentPlayer
from tests.ui.stage import until


async def test_a_booking_is_shown_sounded_and_both_are_written_down(scene: Scene) -> None:
    await scene.happen(1, student_name="Asha Verma", seat_label="A-12")
    await until(lambda: scene.marks(Moment.SOUNDED) == 1, "the chime's mark")
    await until(lambda: scene.marks(Moment.SHOWN) == 1, "the toast's mark")
    (toast,) = scene.notifier.toasts
    assert "Asha Verma" in toast.title
    assert "A-12" in toast.body
    assert toast.actions[0] == (Action.OPEN, "Open")
    assert scene.player.played == [Sound.BOOKING]


@pytest.mark.parametrize("action", [Action.OPEN, Action.DEFAULT])
async def test_opening_raises_the_booking_and_acknowledges_it(scene: Scene, action: Action) -> None:
    await scene.happen(1)
    await until(lambda: scene.notifier.toasts, "the toast")
    scene.notifier.press(scene.notifier.toasts[0], action)
    assert scene.asked == ["b-1"]
    await until(lambda: ("seen", ("b-1",)) in scene.desk.calls, "the acknowledgement")
    assert scene.marks(Moment.CLICKED) == 1
    await until(lambda: not scene.notifier.toasts, "the toast's end")


async def test_checking_in_from_the_toast(scene: Scene) -> None:
    await scene.happen(1)
    await until(lambda: scene.notifier.toasts, "the toast")
    (toast,) = scene.notifier.toasts
    assert (Action.CHECK_IN, "Check in") in toast.actions
    scene.notifier.press(toast, Action.CHECK_IN)
    await until(lambda: ("seen", ("b-1",)) in scene.desk.calls, "the acknowledgement")
    assert ("check_in", "b-1", "") in scene.desk.calls
    assert scene.asked == []
    await until(lambda: not scene.notifier.toasts, "the toast's end")


@pytest.mark.parametrize(
    ("minutes", "status", "pending", "offered"),
    [
        (-90, Status.CONFIRMED, None, (Action.CHECK_IN,)),
        (29, Status.CONFIRMED, None, (Action.CHECK_IN,)),
        (31, Status.CONFIRMED, None, ()),
        (-130, Status.CONFIRMED, None, ()),
        (0, Status.PENDING, None, (Action.CONFIRM, Action.DECLINE)),
        (600, Status.PENDING, None, (Action.CONFIRM, Action.DECLINE)),
        (-130, Status.PENDING, None, ()),
        (0, Status.PENDING, "confirm", ()),
        (0, Status.CANCELLED, None, ()),
        (0, Status.CONFIRMED, "check_in", ()),
    ],
)
async def test_what_can_be_done_is_offered_when_it_is_time(
    scene: Scene, minutes: int, status: Status, pending: str | None, offered: tuple[Action, ...]
) -> None:
    starts = datetime.now(UTC) + timedelta(minutes=minutes)
    booking = a_booking(1, status=status, starts_at=starts, ends_at=starts + timedelta(hours=2))
    row = BookingRow(booking=booking, pending=pending)
    assert scene.alerting.offered(row) == offered


async def test_a_request_is_confirmed_from_the_toast(scene: Scene) -> None:
    await scene.happen(1, status=Status.PENDING, version=3)
    await until(lambda: scene.notifier.toasts, "the toast")
    (toast,) = scene.notifier.toasts
    assert toast.actions == (
        (Action.OPEN, "Open"),
        (Action.CONFIRM, "Confirm"),
        (Action.DECLINE, "Decline…"),
        (Action.GOT_IT, "Got it"),
    )
    scene.notifier.press(toast, Action.CONFIRM)
    edit = BookingEdit(version=3, status=Status.CONFIRMED)
    call = ("edit", "b-1", (Command.CONFIRM, edit))
    await until(lambda: call in scene.desk.calls, "the confirmation")
    await until(lambda: scene.unread() == 0, "the acknowledgement")
    assert [each[0] for each in scene.desk.calls].count("edit") == 1
    assert scene.asked == []


async def test_declining_from_the_toast_asks_in_the_window_first(scene: Scene) -> None:
    await scene.happen(1, status=Status.PENDING)
    await until(lambda: scene.notifier.toasts, "the toast")
    scene.notifier.press(scene.notifier.toasts[0], Action.DECLINE)
    await until(lambda: scene.unread() == 0, "the acknowledgement")
    assert scene.asked == ["decline b-1"]
    assert not [call for call in scene.desk.calls if call[0] == "edit"]


def shown(scene: Scene, button: str) -> bool:
    return any(label == button for toast in scene.notifier.toasts for _, label in toast.actions)


async def test_the_toast_of_a_request_goes_when_it_is_answered(scene: Scene) -> None:
    await scene.happen(1, status=Status.PENDING)
    await until(lambda: shown(scene, "Confirm"), "the toast")
    await scene.happen(1, status=Status.CONFIRMED, version=2)
    await until(lambda: not shown(scene, "Confirm"), "the withdrawal")


async def test_up_to_three_are_told_one_by_one(scene: Scene) -> None:
    await scene.happen(*range(ONE_BY_ONE))
    await until(lambda: len(scene.notifier.toasts) == ONE_BY_ONE, "the toasts")


async def test_a_burst_is_one_toast_and_one_chime_and_every_alert_is_marked(
    scene: Scene,
) -> None:
    await scene.happen(*range(12))
    await until(lambda: scene.marks(Moment.SHOWN) == 12, "the marks")
    await until(lambda: scene.marks(Moment.SOUNDED) == 12, "the marks")
    (toast,) = scene.notifier.toasts
    assert toast.title == "12 new bookings"
    assert scene.player.played == [Sound.BOOKING]
    scene.notifier.press(toast, Action.OPEN)
    assert scene.asked == ["the list"]
    await until(lambda: scene.marks(Moment.CLICKED) == 12, "the marks")
    assert not [call for call in scene.desk.calls if call[0] == "seen"]


async def test_what_follows_the_first_is_one_toast_that_grows_and_one_chime(scene: Scene) -> None:
    for number in range(ONE_BY_ONE):
        await scene.happen(number)
        # Each in a delivery of its own, and on the screen before the next one comes.
        await until(lambda: len(scene.notifier.toasts) == number + 1, "its toast")  # noqa: B023 - awaited
    singles = list(scene.notifier.toasts)
    for number in range(ONE_BY_ONE, 9):
        await scene.happen(number)
        await until(lambda: scene.unread() == number + 1, "the delivery")  # noqa: B023 - awaited
    await until(lambda: scene.marks(Moment.SHOWN) == 9, "all marks")
    assert [toast.title for toast in scene.notifier.toasts] == [
        *(toast.title for toast in singles),
        "6 new bookings",
    ]
    # More of it takes the place of what stood there.
    await scene.happen(9)
    await until(lambda: scene.marks(Moment.SHOWN) == 10, "its mark")
    assert [toast.title for toast in scene.notifier.toasts[ONE_BY_ONE:]] == ["7 new bookings"]
    assert scene.player.played == [Sound.BOOKING]


async def test_twelve_within_two_seconds_are_four_toasts(scene: Scene) -> None:
    for number in range(12):
        await scene.happen(number)
        await until(lambda: scene.unread() == number + 1, "the delivery")  # noqa: B023 - awaited
    await until(lambda: scene.marks(Moment.SHOWN) == 12, "all marks")
    assert len(scene.notifier.toasts) == ONE_BY_ONE + 1
    assert scene.notifier.toasts[-1].title == "9 new bookings"
    assert scene.player.played == [Sound.BOOKING]


async def test_a_toast_that_was_opened_does_not_come_again_with_what_it_told(
    scene: Scene,
) -> None:
    await scene.happen(*range(5))
    await until(lambda: scene.marks(Moment.SHOWN) == 5, "the marks")
    scene.notifier.press(scene.notifier.toasts[0], Action.OPEN)
    await scene.happen(5, 6)
    await until(lambda: scene.marks(Moment.SHOWN) == 7, "the marks")
    assert scene.notifier.toasts[-1].title == "2 new bookings"


async def test_a_cancellation_amid_a_burst_is_heard(scene: Scene) -> None:
    await scene.happen(1)
    await scene.happen(2)
    await scene.happen(1, version=2, status=Status.CANCELLED)
    await until(lambda: scene.marks(Moment.SHOWN) == 3, "the marks")
    assert scene.player.played == [Sound.BOOKING, Sound.CANCELLATION]


async def test_a_burst_of_different_kinds_counts_each(scene: Scene) -> None:
    async def both(_: object) -> None:
        scene.desk.arrive(*[a_booking(number) for number in range(5)])
        changed = [a_booking(n, version=2, status=Status.CANCELLED) for n in range(2)]
        scene.desk.arrive(*changed)

    await scene.bridge.call(both)
    await until(lambda: scene.marks(Moment.SHOWN) == 7, "the marks")
    (toast,) = scene.notifier.toasts
    assert toast.title == "5 new bookings and 2 cancellations"


async def test_a_burst_names_the_first_and_counts_the_rest(scene: Scene) -> None:
    await scene.happen(*range(NAMED + 2), seat_label="A-7")
    await until(lambda: scene.notifier.toasts, "the toast")
    *lines, more = scene.notifier.toasts[0].body.splitlines()
    assert len(lines) == NAMED
    assert all("Seat A-7" in line for line in lines)
    assert more == "and 2 more"


async def test_a_toast_goes_when_its_booking_was_looked_at(scene: Scene) -> None:
    await scene.happen(1)
    await scene.happen(2)
    await until(lambda: len(scene.notifier.toasts) == 2, "the toasts")
    await scene.alerting.idle()
    await scene.bridge.call(lambda desk: desk.notices.seen(["b-1"]))
    await until(lambda: len(scene.notifier.toasts) == 1, "the first to go")
    assert "b-2" in scene.notifier.toasts[0].alert_id


async def test_a_toast_goes_when_somebody_at_another_desk_has_read_it(scene: Scene) -> None:
    await scene.happen(1)
    await until(lambda: len(scene.notifier.toasts) == 1, "the toast")
    await scene.alerting.idle()
    (toast,) = scene.notifier.toasts
    taken = Taken((toast.alert_id,), "Sam Staff", datetime.now(UTC))
    await scene.hear(Batch(origin=Origin.LIVE, taken=(taken,)))
    await until(lambda: not scene.notifier.toasts, "the toast to go")


async def test_a_toast_goes_when_the_student_is_there_already(scene: Scene) -> None:
    await scene.happen(1)
    await until(lambda: scene.notifier.toasts, "the toast")
    (offered,) = scene.notifier.toasts
    assert (Action.CHECK_IN, "Check in") in offered.actions
    await scene.alerting.idle()
    await scene.happen(1, version=2, status=Status.CHECKED_IN)
    await until(lambda: offered not in scene.notifier.toasts, "the toast to go")
    await until(lambda: [t.title.split(":")[0] for t in scene.notifier.toasts] == ["Arrived"], "it")


async def test_a_toast_that_cannot_be_shown_is_a_trouble_and_not_marked(scene: Scene) -> None:
    scene.notifier.fails = "no notification service answers"
    await scene.happen(1)
    await until(lambda: "notifications" in scene.troubles, "the trouble")
    assert "no notification service answers" in scene.troubles["notifications"]
    await scene.alerting.idle()
    assert scene.marks(Moment.SHOWN) == 0
    assert scene.marks(Moment.SOUNDED) == 1
    scene.notifier.fails = ""
    await scene.happen(2)
    await until(lambda: scene.troubles["notifications"] == "", "the trouble to go")


async def test_without_sound_it_beeps_and_says_so(scene: Scene) -> None:
    scene.player.fails = "no loudspeaker"
    await scene.happen(1)
    await until(lambda: scene.beeps == 1, "the beep")
    assert "no loudspeaker" in scene.troubles["sound"]
    await scene.alerting.idle()
    assert scene.marks(Moment.SOUNDED) == 0


async def test_a_failed_check_in_is_told(scene: Scene) -> None:
    await scene.happen(1)
    await until(lambda: scene.notifier.toasts, "the toast")
    await scene.alerting.idle()
    scene.desk.refuses = StudySpotError("The disk is full. Make room on it.")
    scene.notifier.press(scene.notifier.toasts[0], Action.CHECK_IN)
    await until(lambda: scene.failures, "the failure")
    assert scene.failures[0].message == "The disk is full. Make room on it."


async def test_toasts_of_a_run_before_are_understood_and_go_when_they_were_read(
    scene: Scene,
) -> None:
    await scene.happen(1)
    await scene.happen(2)
    await until(lambda: len(scene.notifier.toasts) == 2, "the toasts")
    await scene.alerting.idle()
    left = list(scene.notifier.toasts)
    await scene.bridge.call(lambda desk: desk.notices.seen(["b-1"]))
    records = await scene.bridge.call(lambda desk: desk.notices.recent(10))
    notifier, asked = DeafNotifier(), list[str]()
    notifier.toasts = left
    later = Alerting(
        scene.bridge, notifier, SilentPlayer(), None, lambda _: None, scene.failures.append
    )
    later.pressing.open_booking.connect(asked.append)
    later.recall(records)
    await until(lambda: len(notifier.toasts) == 1, "what was read to go")
    (toast,) = notifier.toasts
    notifier.press(toast, Action.OPEN)
    await later.idle()
    assert asked == ["b-2"]
    await until(lambda: ("seen", ("b-2",)) in scene.desk.calls, "the acknowledgement")
    await later.close()


async def test_a_press_on_a_toast_that_nobody_remembers_opens_the_list(scene: Scene) -> None:
    await scene.happen(1)
    await until(lambda: scene.notifier.toasts, "the toast")
    scene.notifier.press(Toast(alert_id="of yesterday", title="", body=""), Action.OPEN)
    assert scene.asked == ["the list"]


LOST = Blindness(since=datetime(2026, 3, 10, 8, 35, tzinfo=UTC), reason="Nothing answers there.")


async def test_that_nothing_arrives_is_shown_and_sounded(scene: Scene) -> None:
    await scene.see(LOST)
    await until(lambda: scene.player.played, "the chime")
    (toast,) = scene.notifier.toasts
    assert toast.title.startswith("Not receiving bookings since ")
    assert toast.body == "Nothing answers there."
    assert toast.urgency is Urgency.CRITICAL
    assert scene.player.played == [Sound.NOTICE]
    scene.notifier.press(toast, Action.OPEN)
    assert scene.asked == ["the list"]


async def test_said_again_it_takes_its_own_place(scene: Scene) -> None:
    await scene.see(LOST)
    await until(lambda: scene.notifier.toasts, "the toast")
    first = scene.notifier.toasts[0]
    await scene.see(msgspec.structs.replace(LOST, again=True))
    await until(
        lambda: scene.notifier.toasts and all(each is not first for each in scene.notifier.toasts),
        "the toast in its place",
    )
    await scene.alerting.idle()
    assert len(scene.notifier.toasts) == 1


async def test_in_quiet_that_nothing_arrives_is_shown_without_a_sound(scene: Scene) -> None:
    await scene.bridge.call(lambda desk: desk.quiet.keep(datetime.now(UTC) + timedelta(hours=1)))
    await until(lambda: scene.bridge.status and scene.bridge.status.hushed, "quiet")
    await scene.see(LOST)
    await until(lambda: scene.notifier.toasts, "the toast")
    await scene.alerting.idle()
    assert scene.player.played == []


async def test_its_end_is_one_toast_with_what_was_missed(scene: Scene) -> None:
    await scene.see(LOST)
    # What was missed is told a moment before the end, perhaps in a delivery of its own.
    await scene.happen(1, student_name="Asha Verma")
    over = msgspec.structs.replace(LOST, over_at=LOST.since + timedelta(minutes=9))
    await scene.see(over, 2)
    await until(lambda: scene.marks(Moment.SHOWN) == 2, "both marks")
    # The one that nothing arrives is gone.
    (back,) = scene.notifier.toasts
    assert back.title == "Receiving bookings again"
    first, *lines = back.body.split("\n")
    assert first.startswith("Nothing arrived from ")
    assert "Asha Verma" in lines[0]
    assert len(lines) == 2
    await until(lambda: scene.marks(Moment.SOUNDED) == 2, "the chime's marks")
    assert scene.player.played == [Sound.NOTICE, Sound.BOOKING]


async def test_what_arrives_while_another_stream_is_still_blind_is_not_kept(scene: Scene) -> None:
    await scene.see(LOST)
    await scene.happen(1, student_name="Asha Verma")
    await until(lambda: len(scene.notifier.toasts) == 2, "the booking's own toast")
    assert "Asha Verma" in scene.notifier.toasts[1].title
    await until(lambda: scene.marks(Moment.SHOWN) == 1, "its mark")


async def test_its_end_with_nothing_missed_says_so_much(scene: Scene) -> None:
    await scene.see(LOST)
    await scene.see(msgspec.structs.replace(LOST, over_at=LOST.since + timedelta(minutes=9)))
    await until(lambda: len(scene.player.played) == 2, "both chimes")
    (back,) = scene.notifier.toasts
    assert "all of it is fetched now" in back.body
    assert "\n" not in back.body


async def test_two_that_were_held_back_name_both_and_no_more(scene: Scene) -> None:
    await scene.happen(*range(1, ONE_BY_ONE + 1))
    await until(lambda: len(scene.notifier.toasts) == ONE_BY_ONE, "the single toasts")
    await scene.happen(ONE_BY_ONE + 1, ONE_BY_ONE + 2)
    await until(lambda: len(scene.notifier.toasts) == ONE_BY_ONE + 1, "the toast of the burst")
    assert len(scene.notifier.toasts[-1].body.split("\n")) == 2
    assert "more" not in scene.notifier.toasts[-1].body


async def test_one_that_was_held_back_is_told_as_itself(scene: Scene) -> None:
    await scene.happen(*range(1, ONE_BY_ONE + 1))
    await until(lambda: len(scene.notifier.toasts) == ONE_BY_ONE, "the single toasts")
    await scene.happen(9, student_name="Zoya Khan")
    await until(lambda: len(scene.notifier.toasts) == ONE_BY_ONE + 1, "its toast")
    assert scene.notifier.toasts[-1].title == "New booking: Zoya Khan"
    scene.notifier.press(scene.notifier.toasts[-1], Action.OPEN)
    assert scene.asked == ["b-9"]


def for_later() -> dict[str, object]:
    """The times of a booking whose toast offers no check-in, and stays when there is one."""
    starts = datetime.now(UTC) + timedelta(hours=3)
    return {"starts_at": starts, "ends_at": starts + timedelta(hours=2)}


async def refuse(scene: Scene) -> None:
    """A check-in that was given offline comes back."""

    async def both(_: object) -> None:
        await scene.desk.check_in("b-1")
        scene.desk.answer(refusal=WrongState("It was cancelled meanwhile."))

    await scene.bridge.call(both)


async def test_a_refusal_is_told_where_nobody_looks_until_it_was_seen(scene: Scene) -> None:
    await scene.happen(1, student_name="Ananya Rao", seat_label="A-12", **for_later())
    await until(lambda: scene.marks(Moment.SOUNDED) == 1, "the booking")
    await refuse(scene)
    await until(lambda: len(scene.notifier.toasts) == 2, "the refusal")
    toast = scene.notifier.toasts[-1]
    assert toast.title == "Check-in of Ananya Rao, A-12, was refused"
    assert toast.body == "It was cancelled meanwhile."
    await until(lambda: scene.player.played == [Sound.BOOKING, Sound.NOTICE], "the chime")
    scene.notifier.press(toast, Action.OPEN)
    assert scene.asked == ["b-1"]
    await scene.bridge.call(lambda desk: desk.notices.seen(["b-1"]))
    await scene.alerting.idle()
    assert toast in scene.notifier.toasts
    await scene.bridge.call(lambda desk: desk.refusal_seen("key-1"))
    await until(lambda: toast not in scene.notifier.toasts, "it to go")


async def test_a_refusal_is_no_toast_where_somebody_looks(scene: Scene) -> None:
    scene.looked_at = True
    await scene.happen(1, **for_later())
    await refuse(scene)
    await until(lambda: scene.bridge.status and scene.bridge.status.refusals, "the refusal")
    await scene.alerting.idle()
    assert [toast.title for toast in scene.notifier.toasts] == ["New booking: Rohan Kulkarni"]
