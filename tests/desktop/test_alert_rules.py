"""Alerts as their rules say, on a desktop: how loud, how often, taken here or at another desk."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.core.changes import AlertKind
from app.core.rules import AlertRules, Rule
from tests.desktop.conftest import sign_in
from tests.desktop.product import Product
from tests.hub.people import Library, Person
from tests.rig.notices import Notice, NotificationWatch
from tests.rig.pointer import Pointer
from tests.rig.session import DesktopSession
from tests.rig.sound import SoundRecorder, loudness, melody

pytestmark = pytest.mark.desktop

CREATED = AlertKind.CREATED.value
TONE = Path(__file__).parents[1] / "native" / "sounds" / "tone.ogg"
TONE_HZ = 660.0

Desks = Callable[..., Product]


@pytest.fixture
def desks(rig: DesktopSession, tmp_path: Path, library: Library) -> Iterator[Desks]:
    """Makes desks of the owner that ring by rules, live, each with its window open."""
    made: list[Product] = []

    def desk(*rules: Rule) -> Product:
        product = Product(rig, tmp_path / f"profile {len(made)}")
        made.append(product)
        sign_in(product, library)
        path = product.profile / "settings.json"
        kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        kept["alerts"] = msgspec.to_builtins(AlertRules(rules=rules))
        path.write_text(json.dumps(kept), encoding="utf-8")
        product.start()
        product.live()
        return product

    yield desk
    for each in made:
        each.stop()


def button(notice: Notice, label: str) -> str:
    """The key of a button by what it says."""
    (key,) = [key for key, said in notice.actions if said == label]
    return key


def test_a_sound_of_one_s_own_is_as_loud_as_its_rule_says(
    desks: Desks, library: Library, student: Person, recorder: SoundRecorder
) -> None:
    full = desks(Rule(kind=CREATED, sound=str(TONE)))
    library.book(student, hours=3)
    loud = recorder.wait_chime()
    assert melody(loud, [440, TONE_HZ, 880]) == [TONE_HZ]
    full.stop()
    desks(Rule(kind=CREATED, sound=str(TONE), volume=30))
    since = recorder.position
    library.book(student, hours=6, seat=1)
    soft = recorder.wait_chime(since)
    assert loudness(soft) / loudness(loud) == pytest.approx(0.3, abs=0.06)


def test_it_rings_again_and_louder_until_got_it_is_pressed(
    desks: Desks,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    recorder: SoundRecorder,
    pointer: Pointer,
) -> None:
    desk = desks(Rule(kind=CREATED, sound=str(TONE), volume=20, repeat_s=3, louder=True))
    library.book(student, hours=3)
    notice = notices.wait_for("Asha Verma")
    # It stays on the screen for as long.
    assert notice.hints["urgency"] == 2
    loud = []
    since = recorder.position
    for _ in range(3):
        heard = recorder.wait_chime(since)
        loud.append(loudness(heard))
        since = recorder.position
    assert loud[0] < loud[1] < loud[2]
    assert "1 alert rings until somebody takes it" in desk.ask("banners").values()
    pointer.press(notices, notice, button(notice, "Got it"))
    desk.until("status", lambda status: status["unread"] == 0)
    since = recorder.position
    recorder.wait_recorded(4, since)
    assert recorder.sounds(since) == []
    assert desk.ask("banners") == {}


def test_got_it_at_one_desk_silences_the_other_and_says_who(
    desks: Desks,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    pointer: Pointer,
) -> None:
    rule = Rule(kind=CREATED, sound=str(TONE), repeat_s=3)
    first, second = desks(rule), desks(rule)
    library.book(student, hours=3)
    notices.wait_for("Asha Verma", count=2)
    for desk in (first, second):
        desk.until("banners", lambda banners: len(banners) == 1)
    notice = notices.notices[0]
    pointer.press(notices, notice, button(notice, "Got it"))
    for desk in (first, second):
        desk.until("status", lambda status: status["unread"] == 0)
        desk.until("banners", lambda banners: banners == {})


def test_do_not_disturb_of_the_desktop_is_respected_and_shown(
    desks: Desks,
    library: Library,
    student: Person,
    notices: NotificationWatch,
    rig: DesktopSession,
) -> None:
    desk = desks(Rule(kind=AlertKind.CANCELLED, breaks_quiet=True))
    key = ["xfconf-query", "-c", "xfce4-notifyd", "-p", "/do-not-disturb"]
    subprocess.run([*key, "-n", "-t", "bool", "-s", "true"], env=rig.env, check=True)
    try:
        desk.until("quiet", lambda said: said == "Do not disturb is on")
        assert "Do not disturb is on" in desk.ask("status")["tooltip"]
        booking = library.book(student, hours=3)
        desk.until("status", lambda status: status["unread"] == 1)
        assert not notices.notices
        # What may ring all the same is handed to the desktop, which keeps it for itself.
        assert student.delete(f"/api/bookings/{booking['id']}").status_code == 200
        notices.wait_for("Cancelled")
    finally:
        subprocess.run([*key, "-r"], env=rig.env, check=False)
    desk.until("quiet", lambda said: said is None)
    library.book(student, hours=6, seat=1)
    notices.wait_for("New booking")
