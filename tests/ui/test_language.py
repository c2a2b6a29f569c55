"""The window speaks English and Hindi, wholly: its texts, its counts, its alerts, its numbers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.core import wording
from app.core.catalogue import ours
from app.ui import language, words
from app.ui.memory import JsonMemory
from tests import translations
from tests.ui.conftest import StageMaker
from tests.ui.days import at_noon, busy_day, next_noon, seats, shown
from tests.ui.desks import OWNER
from tests.ui.stage import until

SAME = frozenset({"StudySpot Desk", "PDF", "CSV", "English", "–"})
"""What is written so in every language."""


@pytest.fixture
def hindi(qapp: QApplication) -> Iterator[None]:
    """The application speaks Hindi during a test."""
    language.fall_silent(qapp)
    language.speak(qapp, "hi")
    yield
    language.fall_silent(qapp)
    language.speak(qapp, "en")


@pytest.mark.parametrize("code", translations.languages())
def test_every_text_of_the_program_is_translated(code: str, tmp_path: Path) -> None:
    kept = translations.FOLDER / f"{code}.ts"
    assert kept.read_text(encoding="utf-8") == translations.update(code)
    assert translations.faults(kept) == []
    translations.release(code, tmp_path / "made.qm")
    made = (tmp_path / "made.qm").read_bytes()
    assert (translations.FOLDER / f"{code}.qm").read_bytes() == made
    if code not in translations.PLURALS_ONLY:
        spoken = (translations.FOLDER / f"{code}.json").read_text(encoding="utf-8")
        assert spoken == translations.plain(code)


def test_a_text_that_lacks_something_is_named(tmp_path: Path) -> None:
    path = tmp_path / "xx.ts"
    path.write_text(
        """<TS version="2.1" language="xx"><context><name>a</name>
        <message><source>{who} left</source><translation>{whom} left</translation></message>
        <message><source>Keep</source><translation type="unfinished"></translation></message>
        <message numerus="yes"><source>%n days</source><translation>
        <numerusform>one day</numerusform><numerusform>days</numerusform></translation></message>
        </context></TS>""",
        encoding="utf-8",
    )
    assert translations.faults(path) == [
        "xx.ts, a: '{who} left' has other fields than '{whom} left'",
        "xx.ts, a: 'Keep' is not translated",
        "xx.ts, a: '%n days' has other fields than 'days'",
    ]


def said(root: QWidget) -> set[str]:
    """All that a window shows in words."""
    told = [label.text() for label in root.findChildren(QLabel) if label.isVisible()]
    told += [button.text() for button in root.findChildren(QPushButton) if button.isVisible()]
    told += [each.accessibleName() for each in root.findChildren(QWidget) if each.isVisible()]
    return {each.strip() for each in told if each.strip()} - SAME


@pytest.mark.usefixtures("hindi")
@pytest.mark.parametrize(
    "page", ["today", "bookings", "seats", "notices", "library", "settings"], ids=str
)
async def test_no_page_says_anything_in_another_language(make_stage: StageMaker, page: str) -> None:
    stage = await make_stage()
    await at_noon(stage, *busy_day(next_noon()), places=seats(44))
    await stage.tell(lambda desk: desk.change_status(user=OWNER))
    await shown(stage, 3, 5)
    stage.window.pages.go_to(page)
    await until(lambda: "आज" in said(stage.window), "the names of the pages")
    english = {text.source for text in translations.texts() if "{" not in text.source}
    assert said(stage.window) & english == set()


@pytest.mark.usefixtures("hindi")
def test_alerts_are_told_in_it_and_counts_have_their_form(qapp: QApplication) -> None:
    assert qapp is not None
    assert ours().of("booking:created").title == "नई बुकिंग: {name}"
    assert wording.summary_title(["booking:created"] * 2) == "आपकी गैरमौजूदगी में: 2 बुकिंग"
    assert words.translate("words", "%n notices deleted", "", 1) == "1 सूचना हटाई गई"
    assert words.translate("words", "%n notices deleted", "", 3) == "3 सूचनाएँ हटाई गईं"


def test_what_nobody_translated_is_told_as_it_is(qapp: QApplication) -> None:
    language.fall_silent(qapp)
    assert ours().of("booking:created").title == "New booking: {name}"
    language.speak(qapp, "en")
    assert words.translate("words", "no such text") == "no such text"


@pytest.mark.parametrize(
    ("locale", "spoken"), [("hi_IN", "hi"), ("en_IN", "en"), ("fr_FR", "en"), ("C", "en")]
)
def test_the_systems_language_is_spoken_where_there_is_one(locale: str, spoken: str) -> None:
    assert language.language_of(QLocale(locale)) == spoken


async def test_another_language_is_chosen_for_the_next_start(make_stage: StageMaker) -> None:
    stage = await make_stage()
    memory = JsonMemory(stage.folder / "ui.json")
    assert language.chosen(memory) == ""
    stage.window.pages.go_to("settings")
    computer = stage.window.settings.computer
    hindi = computer.language.findData("hi")
    assert computer.language.itemText(hindi) == "हिन्दी"
    computer.language.setCurrentIndex(hindi)
    computer.language.activated.emit(hindi)
    assert "next start" in computer.speaks_later.text()
    assert language.chosen(JsonMemory(stage.folder / "ui.json")) == "hi"
    # What somebody else wrote there is no language.
    memory.set(language.KEY, "klingon")
    assert language.chosen(memory) == ""
