"""The first minute, and signing in again."""

from __future__ import annotations

import sys
from datetime import UTC, datetime

import msgspec
import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from app.contract.errors import HubFailed, InvalidInput, Unauthenticated, Unreachable
from app.core.status import DeskStatus, LinkState, LinkStatus
from app.ui.first_run import FirstRun
from tests.ui.conftest import StageMaker
from tests.ui.stage import Stage, until


def signed_out(server: str = "", reason: str = "", *, embedded: bool = False) -> DeskStatus:
    link = LinkStatus(state=LinkState.SIGNED_OUT, since=datetime.now(UTC), reason=reason)
    return DeskStatus(link=link, server=server, embedded=embedded)


@pytest.fixture
async def new(make_stage: StageMaker) -> Stage:
    """A window on a desk that has never been used."""
    return await make_stage(signed_out())


def _fill_local(first: FirstRun) -> None:
    first.choose_local()
    first.local.name.line.setText("Meera Iyer")
    first.local.email.line.setText("meera@lotus.example")
    first.local.password.line.setText("a long password")
    first.local.library.line.setText("Lotus Reading Room")
    first.local.seats.line.setText("24")


def _fill_server(first: FirstRun) -> None:
    first.choose_server()
    first.server.address.line.setText("https://desk.lotus.example")
    first.server.email.line.setText("meera@lotus.example")
    first.server.password.line.setText("secret")


async def test_it_offers_two_ways_and_a_look_around(new: Stage) -> None:
    first = new.window.first_run
    assert first.isVisible()
    assert first.use_local.isVisible()
    assert first.use_server.isVisible()
    assert first.sample.isVisible()
    assert not first.back_button.isVisible()


async def test_use_this_computer_creates_the_library_and_shows_the_bookings(new: Stage) -> None:
    first = new.window.first_run
    _fill_local(first)
    first.local.zone.combo.setCurrentText("Asia/Kolkata")
    first.go.click()
    await until(new.window.bookings.isVisible, "the bookings")
    name, wanted = new.desk.calls[0]
    assert name == "use_this_computer"
    assert (wanted.name, wanted.library, wanted.seats) == ("Meera Iyer", "Lotus Reading Room", 24)
    assert (wanted.currency, wanted.timezone) == ("INR", "Asia/Kolkata")
    await new.window.tasks.idle()
    assert first.local.password.text() == ""


async def test_connecting_to_a_server(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    first.go.click()
    await until(new.window.bookings.isVisible, "the bookings")
    assert new.desk.calls == [
        ("sign_in", "https://desk.lotus.example", "meera@lotus.example", "secret")
    ]


async def test_the_sample_library(new: Stage) -> None:
    new.window.first_run.sample.click()
    await until(new.window.topbar.sample.isVisible, "the badge")
    assert new.desk.calls == [("use_sample",)]


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        ("name", "", "This is needed."),
        ("email", "", "This is needed."),
        ("email", "meera", "no e-mail"),
        ("email", "meera at home@x", "no e-mail"),
        ("password", "", "This is needed."),
        ("password", "1234567", "at least 8"),
        ("library", "  ", "This is needed."),
        ("seats", "0", "From 1 to 2000."),
        ("seats", "many", "From 1 to 2000."),
        ("seats", "", "From 1 to 2000."),
    ],
)
async def test_what_is_wrong_is_said_beside_the_field(
    new: Stage, field: str, typed: str, why: str
) -> None:
    first = new.window.first_run
    _fill_local(first)
    entry = getattr(first.local, field)
    entry.line.setText(typed)
    first.go.click()
    assert why in entry.why()
    assert entry.entry.accessibleDescription() == entry.why()
    assert not first.busy
    await new.window.tasks.idle()
    assert new.desk.calls == []
    entry.line.textEdited.emit("x")
    assert entry.why() == ""


async def test_a_time_zone_is_one_of_the_list(new: Stage) -> None:
    first = new.window.first_run
    _fill_local(first)
    first.local.zone.combo.setEditText("Mars/Olympus")
    first.go.click()
    assert first.local.zone.why() == "Choose one from the list."


@pytest.mark.parametrize("typed", ["kolkata", "asia/kolkata", "KOLKATA", "olkat"])
async def test_a_time_zone_is_found_by_any_part_of_its_name(new: Stage, typed: str) -> None:
    field = new.window.first_run.local.zone
    line = field.combo.lineEdit()
    assert line is not None
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, typed)
    completer = field.combo.completer()
    assert completer is not None
    hits = completer.completionModel()
    assert "Asia/Kolkata" in [hits.index(row, 0).data() for row in range(hits.rowCount())]
    field.hits.hide()
    QTest.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "Asia/Kolkata"
    assert field.value() == "Asia/Kolkata"


async def test_a_part_of_several_names_is_not_one_of_them(new: Stage) -> None:
    field = new.window.first_run.local.zone
    field.combo.setEditText("new york")
    assert field.value() == "America/New_York"
    field.combo.setEditText("america")
    assert field.value() == ""


@pytest.mark.parametrize("address", ["", "ftp://x.org", "two words"])
async def test_an_address_that_cannot_be_one(new: Stage, address: str) -> None:
    first = new.window.first_run
    _fill_server(first)
    first.server.address.line.setText(address)
    first.go.click()
    assert first.server.address.why()
    assert new.desk.calls == []


async def test_a_wrong_password_is_said_beside_it(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    new.desk.refuses = Unauthenticated("E-mail or password is wrong. Check both and try again.")
    first.go.click()
    await until(first.server.password.why, "the words")
    assert "E-mail or password is wrong" in first.server.password.why()
    assert first.go.isEnabled()
    assert first.server.password.text() == "secret"


async def test_a_server_that_cannot_be_reached_is_said_in_words(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    new.desk.refuses = Unreachable("desk.lotus.example did not answer. Check the address.")
    first.go.click()
    await until(first.failure, "the failure")
    assert first.failure() == (
        "The server cannot be reached: desk.lotus.example did not answer. Check the address."
    )
    new.desk.refuses = None
    first.go.click()
    await until(new.window.bookings.isVisible, "the bookings")
    assert first.failure() == ""


async def test_a_field_that_the_hub_refuses_is_named(new: Stage) -> None:
    first = new.window.first_run
    _fill_local(first)
    new.desk.refuses = InvalidInput("This e-mail is taken.", details={"field": "email"})
    first.go.click()
    await until(first.local.email.why, "the words")
    assert first.local.email.why() == "This e-mail is taken."


async def test_a_hub_that_does_not_start_is_said(new: Stage) -> None:
    new.desk.refuses = HubFailed("The port is taken. Close the other program.")
    new.window.first_run.sample.click()
    await until(new.window.first_run.failure, "the failure")
    assert "The port is taken" in new.window.first_run.failure()


async def test_while_it_works_nothing_can_be_pressed_twice(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    new.desk.hold_sign_in = True
    first.go.click()
    await until(lambda: new.desk.calls, "the call")
    assert first.busy
    assert not first.go.isEnabled()
    assert not first.use_local.isEnabled()
    first.server.submitted.emit()
    new.desk.hold_sign_in = False
    await until(new.window.bookings.isVisible, "the bookings")
    assert len(new.desk.calls) == 1


async def test_enter_signs_in(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    first.server.password.line.returnPressed.emit()
    await until(new.window.bookings.isVisible, "the bookings")


async def test_a_password_can_be_looked_at(new: Stage) -> None:
    field = new.window.first_run.server.password
    assert field.line.echoMode() == QLineEdit.EchoMode.Password
    field.toggle().trigger()
    assert field.line.echoMode() == QLineEdit.EchoMode.Normal
    assert field.toggle().text() == "Hide the password"
    field.toggle().trigger()
    assert field.line.echoMode() == QLineEdit.EchoMode.Password


async def test_signing_in_again_knows_the_server_and_says_why(make_stage: StageMaker) -> None:
    stage = await make_stage(
        signed_out("https://desk.lotus.example", "The password was changed elsewhere.")
    )
    first = stage.window.first_run
    assert first.isVisible()
    assert first.server.isVisible()
    assert first.use_server.isChecked()
    assert first.server.address.text() == "https://desk.lotus.example"
    first.server.email.line.setText("meera@lotus.example")
    first.server.password.line.setText("secret")
    first.go.click()
    await until(stage.window.bookings.isVisible, "the bookings")


async def test_the_hub_of_this_computer_is_not_told_by_its_address(
    make_stage: StageMaker,
) -> None:
    stage = await make_stage(signed_out("http://127.0.0.1:49152", embedded=True))
    first = stage.window.first_run
    assert first.here.isVisible()
    assert not first.here.address.isVisible()
    first.here.email.line.setText("meera@lotus.example")
    first.here.password.line.setText("secret")
    first.go.click()
    await until(stage.window.bookings.isVisible, "the bookings")
    assert stage.desk.calls == [("sign_in_here", "meera@lotus.example", "secret")]


async def test_signed_out_of_this_computer_one_can_go_elsewhere(make_stage: StageMaker) -> None:
    stage = await make_stage(signed_out("http://127.0.0.1:49152", embedded=True))
    first = stage.window.first_run
    first.use_server.click()
    assert first.server.isVisible()
    assert first.server.address.text() == ""
    assert first.sample.isVisible()
    first.use_local.click()
    assert first.here.isVisible()
    assert first.local.isHidden()


async def test_a_library_made_here_is_found_again_from_elsewhere(make_stage: StageMaker) -> None:
    status = signed_out("https://desk.lotus.example")
    stage = await make_stage(msgspec.structs.replace(status, own_library="meera@lotus.example"))
    first = stage.window.first_run
    first.use_local.click()
    assert first.here.email.text() == "meera@lotus.example"


async def test_typing_begins_in_the_first_field(new: Stage) -> None:
    first = new.window.first_run
    assert first.focusWidget() is first.local.name.line
    first.use_server.click()
    assert first.focusWidget() is first.server.address.line


async def test_after_a_wrong_password_it_can_be_typed_over(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    first.server.password.line.setFocus()
    new.desk.refuses = Unauthenticated("E-mail or password is wrong. Check both and try again.")
    first.server.password.line.returnPressed.emit()
    await until(first.server.password.why, "the words")
    assert first.focusWidget() is first.server.password.line
    assert first.server.password.line.selectedText()


async def test_after_a_failure_the_focus_is_where_it_was(new: Stage) -> None:
    first = new.window.first_run
    _fill_server(first)
    first.server.address.line.setFocus()
    new.desk.refuses = Unreachable("desk.lotus.example did not answer. Check the address.")
    first.server.address.line.returnPressed.emit()
    await until(first.failure, "the failure")
    assert first.focusWidget() is first.server.address.line


@pytest.mark.skipif(sys.platform == "win32", reason="Windows always names a country")
@pytest.mark.parametrize(
    ("zone", "currency"), [("Asia/Kolkata", "INR"), ("Europe/Berlin", "EUR"), ("UTC", "INR")]
)
async def test_a_system_that_names_no_country_tells_its_currency_by_its_time_zone(
    make_stage: StageMaker, monkeypatch: pytest.MonkeyPatch, zone: str, currency: str
) -> None:
    QLocale.setDefault(QLocale.c())
    monkeypatch.setenv("TZ", zone)
    stage = await make_stage(signed_out())
    assert stage.window.first_run.local.currency.value() == currency


async def test_a_system_that_names_a_country_tells_its_currency(make_stage: StageMaker) -> None:
    QLocale.setDefault(QLocale("de_CH"))
    stage = await make_stage(signed_out())
    assert stage.window.first_run.local.currency.value() == "CHF"
