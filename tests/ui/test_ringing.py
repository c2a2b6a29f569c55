"""How alerts are heard by the rules: which sound, how loud, how often, read out; and taken."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.core.changes import AlertKind, Moment
from app.core.ports import Action, Urgency
from app.core.rules import AlertRules, Rule
from app.ui.calling import call_link
from app.ui.ringing import LOUDER
from tests.ui.alert_scene import Scene
from tests.ui.stage import until

CREATED = AlertKind.CREATED.value


async def rule(scene: Scene, *rules: Rule) -> None:
    made = AlertRules(rules=rules)
    await scene.bridge.call(lambda desk: desk.preferences.set_alerts(made))
    await until(lambda: scene.bridge.status and scene.bridge.status.rules == made, "the rules")


def going(scene: Scene) -> list[str]:
    return [alert.booking_id or "" for alert in scene.alerting.ringing.going]


async def test_the_sound_and_its_volume_are_those_of_the_rule(scene: Scene) -> None:
    await rule(scene, Rule(kind=CREATED, sound="/bell.wav", volume=40))
    await scene.happen(1)
    await until(lambda: scene.player.played, "the sound")
    assert scene.player.played == ["/bell.wav"]
    assert scene.player.volumes == [0.4]


async def test_what_is_only_heard_has_no_toast_and_what_is_only_shown_no_sound(
    scene: Scene,
) -> None:
    await rule(scene, Rule(kind=CREATED, notify=False))
    await scene.happen(1)
    await until(lambda: scene.marks(Moment.SOUNDED) == 1, "the sound")
    assert not scene.notifier.toasts
    await rule(scene, Rule(kind=CREATED, sound=""))
    await scene.happen(2)
    await until(lambda: scene.marks(Moment.SHOWN) == 1, "the toast")
    await scene.alerting.idle()
    assert len(scene.player.played) == 1


async def test_a_file_that_is_no_sound_is_said_and_our_own_is_heard(scene: Scene) -> None:
    scene.player.unknown.add("/gone.mp3")
    await rule(scene, Rule(kind=CREATED, sound="/gone.mp3", volume=50))
    await scene.happen(1)
    await until(lambda: scene.player.played, "a sound")
    assert scene.player.played == ["notice"]
    assert scene.player.volumes == [0.5]
    assert "/gone.mp3 is no sound" in scene.troubles["sound file"]
    assert scene.beeps == 0
    # Mended, it is not said any more.
    await rule(scene, Rule(kind=CREATED, sound="booking"))
    await scene.happen(2)
    await until(lambda: not scene.troubles["sound file"], "the end of the trouble")


async def test_an_alert_is_read_out_if_so_wished(scene: Scene) -> None:
    await rule(scene, Rule(kind=CREATED, speak=True))
    await scene.happen(1, student_name="Asha Verma", seat_label="A-12")
    await until(lambda: scene.speaker.said, "the voice")
    assert scene.speaker.said == ["New booking: Asha Verma. Seat A-12"]
    scene.speaker.fails = "This computer has no voice."
    await scene.happen(2)
    await until(lambda: scene.troubles.get("speech"), "what is wrong")
    assert "has no voice" in scene.troubles["speech"]


async def test_it_rings_again_and_louder_until_somebody_takes_it(scene: Scene) -> None:
    counts: list[int] = []
    scene.alerting.ringing.going_on.connect(counts.append)
    # Rules for people begin at five seconds; nobody has to wait for those here.
    scene.desk.change_status(
        rules=AlertRules(rules=(Rule(kind=CREATED, repeat_s=1, louder=True, volume=60),))
    )
    await until(lambda: scene.bridge.status and scene.bridge.status.rules.rules, "the rules")
    await scene.happen(1)
    await until(lambda: len(scene.player.played) == 3, "two more times")
    assert scene.player.volumes == [0.6, (60 + LOUDER) / 100, (60 + 2 * LOUDER) / 100]
    (toast,) = scene.notifier.toasts
    # It stays on the screen until it is taken.
    assert toast.urgency is Urgency.CRITICAL
    scene.notifier.press(toast, Action.GOT_IT)
    await until(lambda: counts == [1, 0], "the end")
    assert not going(scene)
    assert scene.unread() == 0
    assert scene.asked == []


async def test_what_another_desk_has_taken_or_quiet_silences_rings_no_more(scene: Scene) -> None:
    await rule(scene, Rule(kind=CREATED, repeat_s=5))
    await scene.happen(1)
    await scene.happen(2)
    await until(lambda: len(going(scene)) == 2, "both")
    await scene.bridge.call(lambda desk: desk.notices.seen(["b-1"]))
    await until(lambda: going(scene) == ["b-2"], "one of them")
    await scene.bridge.call(lambda desk: desk.quiet.keep(datetime.now(UTC) + timedelta(hours=1)))
    await until(lambda: going(scene) == [], "quiet")


async def test_a_kind_that_breaks_quiet_goes_on_in_it_and_a_rule_that_is_taken_back_ends_it(
    scene: Scene,
) -> None:
    await rule(scene, Rule(kind=CREATED, repeat_s=5, breaks_quiet=True))
    await scene.bridge.call(lambda desk: desk.quiet.keep(datetime.now(UTC) + timedelta(hours=1)))
    await scene.happen(1)
    await until(lambda: going(scene) == ["b-1"], "the alert")
    await until(lambda: len(scene.notifier.toasts) == 1, "the toast")
    await rule(scene)
    await until(lambda: going(scene) == [], "the rule")


async def test_after_a_restart_it_goes_on_as_long_as_it_would_have(scene: Scene) -> None:
    await rule(scene, Rule(kind=CREATED, repeat_s=5, repeat_min=10))
    await scene.happen(1)
    await scene.happen(2)
    await until(lambda: len(going(scene)) == 2, "both")
    ringing = scene.alerting.ringing
    records = await scene.bridge.call(lambda desk: desk.notices.recent(10))
    ages = {"b-1": 30.0, "b-2": 601.0}
    ringing.stop()
    ringing.resume(records, lambda record: ages[record.alert.booking_id or ""])
    assert going(scene) == ["b-1"]


async def test_got_it_is_offered_for_many_in_one_and_takes_them_all(scene: Scene) -> None:
    await scene.happen(*range(8))
    await until(lambda: scene.notifier.toasts, "the toast")
    (toast,) = scene.notifier.toasts
    assert [label for _, label in toast.actions] == ["Open", "Got it"]
    scene.notifier.press(toast, Action.GOT_IT)
    await until(lambda: scene.unread() == 0, "all of them")
    await until(lambda: not scene.notifier.toasts, "the toast to go")


async def test_the_student_is_called_from_the_toast(scene: Scene) -> None:
    await scene.happen(1, student_phone="+91 98100 12345")
    await until(lambda: scene.notifier.toasts, "the toast")
    (toast,) = scene.notifier.toasts
    assert toast.actions[-1] == (Action.CALL, "Call")
    scene.notifier.press(toast, Action.CALL)
    await until(lambda: scene.unread() == 0, "it to be taken")
    assert scene.called == ["+91 98100 12345"]
    assert scene.asked == []


async def test_where_nothing_makes_calls_the_number_is_said(scene: Scene) -> None:
    scene.can_call = False
    await scene.happen(1, student_phone="+91 98100 12345")
    await until(lambda: scene.notifier.toasts, "the toast")
    scene.notifier.press(scene.notifier.toasts[0], Action.CALL)
    assert "+91 98100 12345" in scene.troubles["telephone"]
    assert scene.asked == ["b-1"]


async def test_without_a_number_there_is_nothing_to_call(scene: Scene) -> None:
    await scene.happen(1, student_phone="")
    await until(lambda: scene.notifier.toasts, "the toast")
    assert Action.CALL not in {action for action, _ in scene.notifier.toasts[0].actions}


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("+91 98100-12345", "tel:+919810012345"),
        ("(022) 4001 88", "tel:022400188"),
        ("ask at the desk", ""),
        ("", ""),
        ("+91 98100 12345; ext=1&x=<y>", "tel:+9198100123451"),
    ],
)
def test_a_number_becomes_a_link_whatever_is_written_around_it(written: str, link: str) -> None:
    assert call_link(written) == link
