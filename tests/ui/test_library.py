"""The page of a library: name, zone, rules, staff, another library; and who sees it."""

from __future__ import annotations

import msgspec
from PySide6.QtWidgets import QComboBox

from app.contract.errors import Conflict, InvalidInput, StaleVersion, Unreachable
from app.contract.models import Role
from app.contract.requests import LibraryEdit, LibraryRequest, StaffRequest
from app.ui.library.dialogs import DismissDialog, HireDialog, OpenDialog, made_up_password
from app.ui.library.page import LibraryPage
from app.ui.today.rule import RuleDialog
from tests.ui.desks import LIBRARY, OWNER, PlainDesk
from tests.ui.stage import Stage, until

OTHER = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe")
STAFF = msgspec.structs.replace(
    OWNER, id="user-2", name="Ravi Rao", email="ravi@lotus.example", role=Role.STAFF
)


async def at_library(stage: Stage, people: int = 1) -> LibraryPage:
    """The page, once the hub has told who works there."""
    stage.window.sidebar.button("library").click()
    page = stage.window.library
    await until(lambda: len(page.staff.people) == people, f"{people} people")
    return page


async def test_a_library_is_named_anew_with_another_zone(stage: Stage) -> None:
    page = await at_library(stage)
    assert page.name.text() == "Lotus Reading Room"
    assert not page.save.isEnabled()
    page.name.line.setText("Lotus Hall")
    page.zone.combo.setCurrentIndex(page.zone.combo.findData("Europe/Berlin"))
    page.confirm.click()
    page.save.click()
    edit = LibraryEdit(version=1, name="Lotus Hall", timezone="Europe/Berlin", auto_confirm=False)
    await until(lambda: ("edit_library", LIBRARY.id, edit) in stage.desk.calls, "the edit")
    await until(lambda: not page.save.isEnabled(), "the page to be in step")
    assert page.name.text() == "Lotus Hall"


async def test_what_is_typed_stays_when_somebody_else_changes_the_library(stage: Stage) -> None:
    page = await at_library(stage)
    page.name.line.setText("Half a na")
    changed = msgspec.structs.replace(LIBRARY, no_show_after_minutes=20, version=2)
    await stage.tell(lambda desk: desk.change_status(libraries=(changed,)))
    await until(lambda: "20 min" in page.rule.text(), "the rule")
    assert page.name.text() == "Half a na"
    stage.desk.refuses = StaleVersion("Somebody changed the library meanwhile. Try again.")
    page.save.click()
    await until(page.told.isVisible, "the words")
    assert page.name.text() == "Half a na"
    assert page.save.isEnabled()


async def test_what_cannot_be_is_said_beside_its_field(stage: Stage) -> None:
    page = await at_library(stage)
    page.name.line.setText("")
    page.save.click()
    assert page.name.why() == "This is needed."
    page.name.line.setText("x")
    stage.desk.refuses = InvalidInput("That name is odd.", details={"field": "name"})
    page.save.click()
    await until(lambda: page.name.why() == "That name is odd.", "the words")


async def test_the_rule_is_set_here_as_well(stage: Stage) -> None:
    page = await at_library(stage)
    page.change_rule.click()
    dialog = page.findChild(RuleDialog)
    assert isinstance(dialog, RuleDialog)
    dialog.after.choose(30)
    dialog.on.click()
    await until(lambda: "30 min" in page.rule.text(), "the rule")


async def test_somebody_is_taken_on_and_let_go(stage: Stage) -> None:
    page = await at_library(stage)
    assert page.staff.people[0].dismiss.isHidden()
    page.staff.hire.click()
    dialog = page.findChild(HireDialog)
    assert isinstance(dialog, HireDialog)
    dialog.on.click()
    assert dialog.name.why() == "This is needed."
    dialog.name.line.setText("Ravi Rao")
    dialog.email.line.setText("ravi@lotus.example")
    password = dialog.password.text()
    assert len(password) >= 12
    stage.desk.refuses = Conflict("There is an account already.", details={"field": "email"})
    dialog.on.click()
    await until(lambda: "account already" in dialog.email.why(), "the refusal")
    # Nothing that was typed is lost, and it can be tried again.
    stage.desk.refuses = None
    dialog.email.line.setText("rao@lotus.example")
    dialog.on.click()
    person = StaffRequest(name="Ravi Rao", email="rao@lotus.example", password=password)
    await until(lambda: ("hire", LIBRARY.id, person) in stage.desk.calls, "the person")
    await until(lambda: len(page.staff.people) == 2, "the list")
    page.staff.people[1].dismiss.click()
    question = page.findChild(DismissDialog)
    assert isinstance(question, DismissDialog)
    question.on.click()
    await until(lambda: len(page.staff.people) == 1, "the list")
    assert ("dismiss", LIBRARY.id, "rao@lotus.example") in stage.desk.calls


async def test_a_dialog_that_was_closed_meanwhile_tells_its_failure_all_the_same(
    stage: Stage,
) -> None:
    page = await at_library(stage)
    page.staff.hire.click()
    dialog = page.findChild(HireDialog)
    assert isinstance(dialog, HireDialog)
    dialog.name.line.setText("Ravi Rao")
    dialog.email.line.setText("ravi@lotus.example")
    stage.desk.hold_sign_in = True
    dialog.on.click()
    await until(lambda: stage.desk.calls[-1][0] == "hire", "the question")
    dialog.back.click()
    stage.desk.refuses = Conflict("There is an account already.")
    stage.desk.hold_sign_in = False
    await until(lambda: "account already" in stage.window.banners.text("failure"), "the words")


async def test_a_hub_that_cannot_be_reached_is_said_and_asked_again(stage: Stage) -> None:
    stage.desk.refuses = Unreachable("Nothing answers at the hub. Check that it runs.")
    stage.window.sidebar.button("library").click()
    page = stage.window.library
    await until(lambda: page.staff.told.text().startswith("Nothing answers"), "the words")
    stage.desk.refuses = None
    stage.window.sidebar.button("today").click()
    await at_library(stage)
    assert page.staff.told.isHidden()


async def test_another_library_is_opened_and_chosen(stage: Stage) -> None:
    page = await at_library(stage)
    page.open_another.click()
    dialog = page.findChild(OpenDialog)
    assert isinstance(dialog, OpenDialog)
    dialog.name.line.setText("Annexe")
    dialog.seats.line.setText("12")
    dialog.currency.combo.setCurrentIndex(dialog.currency.combo.findData("EUR"))
    dialog.on.click()
    wanted = LibraryRequest(name="Annexe", seats=12, timezone="Asia/Kolkata", currency="EUR")
    await until(lambda: ("add_library", wanted) in stage.desk.calls, "the library")
    await until(page.which.isVisible, "the choice")
    assert [page.which.itemText(place) for place in range(2)] == [LIBRARY.name, "Annexe"]
    _choose(page.which, 1)
    await until(lambda: page.name.text() == "Annexe", "the other library")
    await until(lambda: stage.desk.calls[-1] == ("staff", "new-Annexe"), "its people")
    stage.window.topbar.show_library(LIBRARY.id)
    assert page.name.text() == LIBRARY.name
    assert page.which.isHidden()


def _choose(combo: QComboBox, place: int) -> None:
    combo.setCurrentIndex(place)
    combo.activated.emit(place)


async def test_staff_and_basic_servers_have_no_such_page(stage: Stage) -> None:
    await at_library(stage)

    def hired(desk: PlainDesk) -> None:
        desk.change_status(user=STAFF)

    await stage.tell(hired)
    entry = stage.window.sidebar.button("library")
    await until(entry.isHidden, "the entry to go")
    assert stage.window.today.isVisible()
    await stage.tell(lambda desk: desk.change_status(user=OWNER))
    await until(entry.isVisible, "the entry")
    await stage.tell(lambda desk: desk.change_status(basic=True))
    await until(entry.isHidden, "the entry to go")


def test_a_password_that_is_made_up_can_be_read_out_and_is_no_other() -> None:
    made = {made_up_password() for _ in range(200)}
    assert len(made) == 200
    assert all(not set(each) & set("ilo01") for each in made)
