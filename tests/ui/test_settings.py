"""The page of settings: rules for each kind, sounds of one's own, quiet hours; by keys, too."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.contract.errors import CheckFailed
from app.core.changes import AlertKind, Moment
from app.core.findings import Findings, Verdict
from app.core.ports import Action, Sound
from app.core.quiet_hours import QuietHours
from app.core.rules import AlertRules, Rule
from app.core.settings import BlindRules, NoticeBounds
from app.ui.settings.alerts import AlertSettings
from app.ui.settings.check_up import CheckUp
from app.ui.settings.computer import ComputerSettings
from app.ui.settings.hours import QuietSettings
from app.ui.settings.kind_cell import HOW
from app.ui.settings.rule_card import A_FILE
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY
from tests.ui.settings_plays import FINDINGS
from tests.ui.stage import Stage, until

CREATED = AlertKind.CREATED.value


async def alerts(stage: Stage, kind: str = CREATED) -> AlertSettings:
    stage.window.sidebar.button("settings").click()
    page = stage.window.settings.alerts
    place = next(place for place, each in enumerate(page.kinds) if kind in each.events)
    page.list.setCurrentRow(place)
    return page


async def quiet(stage: Stage) -> QuietSettings:
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("quiet")
    return stage.window.settings.quiet


def kept(stage: Stage) -> AlertRules:
    return stage.desk.status.rules


async def keeps(stage: Stage, rules: AlertRules) -> None:
    await until(lambda: kept(stage) == rules, f"{rules}, not {kept(stage)}")


def line(page: AlertSettings) -> str:
    return str(page.list.currentItem().data(HOW))


async def test_each_kind_says_how_it_rings(stage: Stage) -> None:
    page = await alerts(stage)
    assert line(page) == "Chime for bookings"
    told = {page.list.item(place).text(): place for place in range(page.list.count())}
    assert {"All alerts", "Cancellations", "Payments", "Points", "The desk itself"} <= told.keys()
    # The chatter of the line is none that anybody is told of.
    assert "Chatter" not in told
    page.list.setCurrentRow(told["Departures"])
    assert line(page) == "Silent"
    assert not page.card.notify.isChecked()


async def test_what_is_chosen_holds_at_once_and_can_be_taken_back(stage: Stage) -> None:
    page = await alerts(stage)
    assert page.card.reset.isHidden()
    page.card.volume.setValue(40)
    page.card.repeat.setCurrentIndex(page.card.repeat.findData(30))
    page.card.repeat.activated.emit(page.card.repeat.currentIndex())
    page.card.louder.click()
    page.card.breaks.click()
    await keeps(
        stage,
        AlertRules(
            rules=(Rule(kind=CREATED, volume=40, repeat_s=30, louder=True, breaks_quiet=True),)
        ),
    )
    assert line(page) == "Chime for bookings · 40 % · again every 30 s · in quiet, too"
    page.card.reset.click()
    await keeps(stage, AlertRules())
    assert line(page) == "Chime for bookings"
    assert page.card.volume.value() == 100


async def test_a_rule_for_all_alerts_leaves_each_its_sound(stage: Stage) -> None:
    page = await alerts(stage, "")
    assert line(page) == "Each with its own sound"
    page.card.volume.setValue(60)
    await keeps(stage, AlertRules(rules=(Rule(volume=60),)))
    page = await alerts(stage, AlertKind.CANCELLED)
    assert line(page) == "Chime for cancellations · 60 %"


async def test_a_library_has_rules_of_its_own(stage: Stage) -> None:
    other = msgspec.structs.replace(LIBRARY, id="lib-2", name="Annexe")
    await stage.tell(lambda desk: desk.change_status(libraries=(LIBRARY, other)))
    page = await alerts(stage)
    await until(page.where.isVisible, "the choice")
    page.where.setCurrentIndex(page.where.findData("lib-2"))
    page.where.activated.emit(page.where.currentIndex())
    page.card.notify.click()
    await keeps(stage, AlertRules(rules=(Rule(kind=CREATED, library_id="lib-2", notify=False),)))
    assert line(page).startswith("Not shown")
    page.where.setCurrentIndex(0)
    page.where.activated.emit(0)
    assert line(page) == "Chime for bookings"


async def test_a_sound_of_one_s_own_is_taken_if_it_is_one(stage: Stage) -> None:
    page = await alerts(stage)
    stage.player.unknown.add("/home/meera/letter.mp3")
    page.take_file("/home/meera/letter.mp3")
    await until(lambda: not page.card._told.isHidden(), "why not")  # noqa: SLF001 - what is read
    assert kept(stage) == AlertRules()
    page.take_file("/home/meera/bell.mp3")
    await keeps(stage, AlertRules(rules=(Rule(kind=CREATED, sound="/home/meera/bell.mp3"),)))
    assert line(page) == "bell.mp3"
    assert page.card.sound.currentText() == "bell.mp3"
    # To choose a file is not to have chosen one.
    page.card.sound.setCurrentIndex(page.card.sound.findData(A_FILE))
    assert page.card.sound.currentData() == A_FILE


async def test_it_is_heard_as_it_will_ring(stage: Stage) -> None:
    page = await alerts(stage)
    page.card.volume.setValue(30)
    page.card.speak.click()
    page.card.preview.click()
    await until(lambda: stage.speaker.said, "the voice")
    assert stage.player.played == [Sound.BOOKING.value]
    assert stage.player.volumes == [0.3]
    stage.player.fails = "No speaker was found."
    page.card.preview.click()
    await until(lambda: page.card._told.text() == "No speaker was found.", "why not")  # noqa: SLF001 - as above


async def test_what_another_window_has_chosen_is_shown(stage: Stage) -> None:
    page = await alerts(stage)
    rules = AlertRules(rules=(Rule(kind=CREATED, repeat_s=45, sound="/x/odd.wav"),))
    await stage.tell(lambda desk: desk.change_status(rules=rules))
    await until(lambda: line(page) == "odd.wav · again every 45 s", "the rule")
    # Also what only a file of settings can say.
    assert page.card.repeat.currentData() == 45


async def test_quiet_hours_are_added_changed_and_removed(stage: Stage) -> None:
    page = await quiet(stage)
    page.add.click()
    await keeps(stage, AlertRules(hours=(QuietHours(),)))
    (row,) = page.rows
    for day in (5, 6):
        row.days[day].click()
    row.ends.setTime(QTime(8, 30))
    row.ends.editingFinished.emit()
    week = frozenset(range(5))
    await keeps(stage, AlertRules(hours=(QuietHours(days=week, ends=8 * 60 + 30),)))
    # Hours of no day are none.
    for day in range(5):
        row.days[day].click()
    assert sum(button.isChecked() for button in row.days) == 1
    row.remove.click()
    await keeps(stage, AlertRules())
    assert not page.rows


async def test_what_rings_in_quiet_is_said_beside_the_hours(stage: Stage) -> None:
    page = await quiet(stage)
    assert "Nothing rings in quiet" in page._breaking.text()  # noqa: SLF001 - what is read
    await stage.tell(
        lambda desk: desk.change_status(
            rules=AlertRules(rules=(Rule(kind=CREATED, breaks_quiet=True),))
        )
    )
    await until(lambda: "New bookings" in page._breaking.text(), "the kind")  # noqa: SLF001 - as above
    page.system.click()
    await until(lambda: not kept(stage).respects_system, "the choice")


@pytest.mark.parametrize("role", ["owner", "staff"])
async def test_the_page_is_there_for_everybody_by_its_key(stage: Stage, role: str) -> None:
    user = stage.desk.status.user
    assert user is not None
    told = msgspec.structs.replace(user, role=role)
    await stage.tell(lambda desk: desk.change_status(user=told))
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window")
    QTest.keySequence(stage.window, "Ctrl+,")
    page = stage.window.settings.alerts
    await until(page.list.hasFocus, "the list of kinds")
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.kind.events == (CREATED,)


async def computer(stage: Stage) -> ComputerSettings:
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("computer")
    page = stage.window.settings.computer
    await until(page.isVisible, "the section")
    return page


async def test_starting_by_itself_and_links_are_as_the_system_says(stage: Stage) -> None:
    stage.links.on = True
    page = await computer(stage)
    assert not page.autostart.isChecked()
    assert page.links.isChecked()
    page.autostart.click()
    assert stage.autostart.on
    page.links.click()
    assert not stage.links.on
    stage.autostart.fails = "The registry cannot be changed."
    page.autostart.click()
    assert page.switched.text() == "The registry cannot be changed."
    # It is shown as it stands, not as it was wished.
    assert page.autostart.isChecked()


async def test_how_much_is_kept_is_chosen_and_what_cannot_be_is_said(stage: Stage) -> None:
    page = await computer(stage)
    assert (page.count.text(), page.days.text()) == ("5000", "90")
    page.count.setText("200")
    page.count.editingFinished.emit()
    await until(lambda: stage.desk.status.notices == NoticeBounds(count=200, days=90), "it")
    page.count.setText("many")
    page.count.editingFinished.emit()
    assert "whole numbers" in page.kept.text()
    page.count.setText("3")
    page.count.editingFinished.emit()
    await until(lambda: "Between 100" in page.kept.text(), "why not")
    page.after.setCurrentIndex(page.after.findData(300.0))
    page.after.activated.emit(page.after.currentIndex())
    wanted = BlindRules(after_s=300.0, repeat_s=1800.0)
    await until(lambda: stage.desk.status.blind == wanted, "the other")


async def check_up(stage: Stage) -> CheckUp:
    stage.findings = FINDINGS
    stage.window.sidebar.button("settings").click()
    stage.window.settings.section("check-up")
    page = stage.window.settings.check_up
    await until(page.again.isEnabled, "the findings")
    return page


def said(page: CheckUp) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


async def test_each_part_is_told_with_its_mend_and_looked_at_again(stage: Stage) -> None:
    page = await check_up(stage)
    assert page.told.text() == "Something does not work; the mend stands beside it."
    assert "but it is muted" in said(page)
    assert "Turn it up" in said(page)
    stage.findings = Findings(verdict=Verdict.OK, parts=FINDINGS.parts[:1])
    page.again.click()
    assert not page.again.isEnabled()
    await until(lambda: page.told.text() == "Everything is well.", "the second look")
    assert "muted" not in said(page)


async def test_a_check_up_without_a_result_says_so(stage: Stage) -> None:
    stage.check_fails = CheckFailed("The check-up took too long.")
    page = await check_up(stage)
    assert page.told.text() == "The check-up took too long."
    assert not page.save.isEnabled()


async def test_a_test_alert_is_seen_or_not(stage: Stage) -> None:
    page = await check_up(stage)
    page.test.click()
    await until(lambda: stage.notifier.toasts, "the toast")
    (toast,) = stage.notifier.toasts
    await until(lambda: stage.player.played == [Sound.BOOKING.value], "the chime")
    # Another toast that is pressed meanwhile is not the one.
    stage.notifier.press(msgspec.structs.replace(toast, alert_id="another"), Action.GOT_IT)
    assert "Press" in page.tested.text()
    stage.notifier.press(toast, Action.GOT_IT)
    assert page.tested.text() == "The test alert was seen, 1 s after it was sent."
    assert page.test.isEnabled()
    assert not stage.notifier.listened_to()
    stage.notifier.fails = "This desktop has no notification service that answers."
    page.test.click()
    await until(lambda: "no notification service" in page.tested.text(), "why not")
    stage.notifier.fails = ""
    stage.player.fails = "No speaker was found."
    page.test.click()
    await until(lambda: "No speaker" in page.tested.text(), "that nothing was heard")


async def test_diagnostics_are_saved_where_they_are_wanted(stage: Stage, tmp_path: Path) -> None:
    page = await check_up(stage)
    page.save_to(str(tmp_path / "for Ravi.zip"))
    await until(lambda: stage.saved, "the file")
    assert stage.saved == [(tmp_path / "for Ravi.zip", FINDINGS)]
    assert "for Ravi.zip" in page.told.text()


async def test_how_long_alerts_took_is_told(stage: Stage) -> None:
    await stage.arrive(a_booking(1))
    await stage.tell(
        lambda desk: desk.store.notices.mark(desk.store.notices.recent(1)[0].alert.id, Moment.SHOWN)
    )
    page = await check_up(stage)
    await until(lambda: page.took.text().startswith("Alerts of the last day: 1"), "the figures")
