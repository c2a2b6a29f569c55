"""The page of notices: what rang, by day, read, opened, searched, deleted and brought back."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.contract.models import Booking
from app.core.batch import Batch, Heard, Origin
from app.core.catalogue import ours
from app.core.changes import Alert, AlertKind, AlertRecord
from app.core.notice_rows import NoticeIndex
from app.core.rows import micros
from app.ui.notices.model import NoticeModel
from app.ui.notices.page import NoticesPage
from app.ui.notices.told import way
from app.ui.words import breakable
from tests.ui.bookings import a_booking
from tests.ui.desks import LIBRARY
from tests.ui.stage import Stage, until

KOLKATA = ZoneInfo(LIBRARY.timezone)


async def rung(stage: Stage, *bookings: Booking) -> NoticesPage:
    """The page, after these were booked and rang."""
    for booking in bookings:
        await stage.arrive(booking)
    stage.window.pages.go_to("notices")
    page = stage.window.notices
    # Qt's offscreen platform does not do that by itself.
    stage.window.activateWindow()
    await until(stage.window.isActiveWindow, "the window to be active")
    page.setFocus()
    await until(lambda: len(titles(page)) == len(bookings), "the notices")
    return page


def titles(page: NoticesPage) -> list[str]:
    """The titles of the notices, from the top."""
    records = [page.model.record(row) for row in range(page.model.rowCount())]
    return [record.alert.title for record in records if record is not None]


def lines(page: NoticesPage) -> list[str]:
    """What stands in the list, days and notices."""
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def choose(page: NoticesPage, row: int) -> None:
    page.list.setCurrentIndex(page.model.index(row))


def calls(stage: Stage, name: str) -> list[tuple[object, ...]]:
    return [call[1:] for call in stage.desk.calls if call[0] == name]


NAMES = ("Asha Verma", "Rohan Kulkarni", "Zoë Khan")


def three() -> list[Booking]:
    return [a_booking(number, student_name=name) for number, name in enumerate(NAMES, start=1)]


async def test_the_newest_stand_on_top_below_their_day(stage: Stage) -> None:
    page = await rung(stage, *three())
    assert lines(page) == ["Today", *(f"New booking: {name}" for name in reversed(NAMES))]
    assert page.head.unread.text() == "3 unread"
    button = stage.window.sidebar.button("notices")
    await until(lambda: button.count_shown() == "3", "the count")
    told = page.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("Unread. New booking: Zoë Khan. Seat A-4")
    stage.ahead = timedelta(days=1)
    page.tick()
    assert lines(page)[0] == "Yesterday"


async def test_kinds_and_words_narrow_it(stage: Stage) -> None:
    page = await rung(stage, *three())
    await stage.arrive(a_booking(1, version=2, status="cancelled", student_name=NAMES[0]))
    await until(lambda: len(titles(page)) == 4, "the cancellation")
    chip = page.head.chip("Cancellations")
    assert chip.text() == "Cancellations  1"
    chip.click()
    assert titles(page) == ["Cancelled: Asha Verma"]
    page.head.chip("").click()
    QTest.keyClicks(page.head.search, "zoe")
    assert titles(page) == ["New booking: Zoë Khan"]
    QTest.keyClicks(page.head.search, "x")
    assert page.empty.isVisible()
    page.empty.button.click()
    assert len(titles(page)) == 4
    choose(page, 1)
    QTest.keyClick(page.list, Qt.Key.Key_R)
    await until(lambda: page.head.unread.text() == "3 unread", "it to be read")
    page.head.chip("unread").click()
    assert len(titles(page)) == 3


async def test_enter_opens_what_it_speaks_of_and_reads_it(stage: Stage) -> None:
    page = await rung(stage, *three())
    choose(page, 3)
    assert page.panel.title.text() == "New booking: Asha Verma"
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    bookings = stage.window.bookings
    await until(lambda: bookings.detail.row and bookings.detail.row.booking.id == "b-1", "it")
    assert bookings.isVisible()
    await until(lambda: stage.bridge.status and stage.bridge.status.unread == 2, "it to be read")
    await until(lambda: calls(stage, "read") == [(("b-1:created:1",),)], "the desk to know")


async def test_what_is_deleted_can_be_brought_back(stage: Stage) -> None:
    page = await rung(stage, *three())
    choose(page, 1)
    QTest.keyClick(page.list, Qt.Key.Key_Delete)
    await until(lambda: len(titles(page)) == 2, "it to go")
    # The next one is looked at, so that many go by one key.
    assert page.panel.title.text() == f"New booking: {NAMES[1]}"
    assert stage.window.pages.undo_bar.told.text() == "1 notice deleted"
    await until(lambda: stage.bridge.status and stage.bridge.status.unread == 2, "the count")
    QTest.keySequence(stage.window, "Ctrl+Z")
    await until(lambda: len(titles(page)) == 3, "it to come back")
    await until(lambda: stage.bridge.status and stage.bridge.status.unread == 3, "the count")
    page.list.selectAll()
    assert page.panel.title.text() == "3 notices"
    assert page.panel.words.text() == "3 unread"
    page.panel.remove.click()
    await until(page.empty.isVisible, "all to go")
    assert page.empty.title.text() == "Nothing has rung yet"
    assert page.panel.isHidden()


async def test_events_of_every_kind_are_told_and_narrowed(stage: Stage) -> None:
    page = await rung(stage, a_booking(1))
    described = [entry for entry in ours().entries.values() if entry.rings and entry.types]
    news = [
        Heard(id=f"n{place}", event=entry.name, payload={"message": "hello"}, at=datetime.now(UTC))
        for place, entry in enumerate(described)
    ]
    news.append(Heard(id="x", event="locker:opened", payload={"locker": 7}, at=datetime.now(UTC)))
    await stage.tell(lambda desk: desk.told(Batch(origin=Origin.LIVE, heard=tuple(news))))
    await until(lambda: len(titles(page)) == len(news) + 1, "the notices")
    assert titles(page)[0] == "Locker opened"
    # Both kinds of payments are of one kind; kinds without room stand in a menu.
    page.head.choose("Payments")
    assert titles(page) == ["Payment approved", "Payment received"]
    stage.window.resize(900, 600)
    chips = [each for each in page.head.findChildren(QPushButton) if each.isVisible()]
    assert all(page.head.rect().contains(each.geometry().center()) for each in chips)
    assert stage.window.width() == 900
    page.head.choose("Locker opened")
    assert page.head.chip("Locker opened").isVisible()
    choose(page, 1)
    assert page.panel.words.text() == "locker: 7"
    # It speaks of no booking.
    assert page.panel.open.isHidden()
    QTest.keyClick(page.list, Qt.Key.Key_Return)
    await until(lambda: calls(stage, "read"), "it to be read")
    assert page.isVisible()


async def test_all_are_read_at_once(stage: Stage) -> None:
    page = await rung(stage, *three())
    page.head.read_all.click()
    await until(page.head.unread.isHidden, "all to be read")
    assert stage.window.sidebar.button("notices").count_shown() == ""
    assert page.head.read_all.isHidden()
    assert len(titles(page)) == 3


async def test_what_arrives_moves_neither_the_choice_nor_the_place(stage: Stage) -> None:
    many = [a_booking(number) for number in range(60)]
    page = await rung(stage, *many)
    choose(page, 40)
    before = page.panel.title.text()
    top = page.list.indexAt(page.list.viewport().rect().topLeft()).data()
    await stage.arrive(a_booking(99, student_name="Newest"))
    await until(lambda: len(titles(page)) == 61, "the newest")
    assert (page.panel.title.text(), page.chosen()[0].alert.title) == (before, before)
    assert page.list.indexAt(page.list.viewport().rect().topLeft()).data() == top


async def test_what_quiet_kept_silent_says_why(stage: Stage) -> None:
    await stage.tell(lambda desk: desk.store.quiet(datetime.now(UTC) + timedelta(hours=1)))
    page = await rung(stage, a_booking(1))
    choose(page, 1)
    assert ("Told", "Silent: quiet was on") in page.panel.told_way()


async def test_nothing_has_rung_is_said_in_words(stage: Stage) -> None:
    page = await rung(stage)
    assert page.empty.isVisible()
    assert page.empty.title.text() == "Nothing has rung yet"
    assert not page.empty.button.isVisible()


async def test_another_library_has_notices_of_its_own(stage: Stage) -> None:
    page = await rung(stage, *three())
    stage.window.topbar.show_library("elsewhere")
    assert page.empty.isVisible()
    assert page.head.unread.isHidden()
    stage.window.topbar.show_library(LIBRARY.id)
    assert len(titles(page)) == 3


async def test_it_fits_a_small_window_and_its_keys_are_heard(stage: Stage) -> None:
    stage.window.resize(880, 560)
    page = await rung(stage, *three())
    choose(page, 1)
    assert stage.window.width() == 880
    QTest.keySequence(stage.window, "Ctrl+F")
    assert QApplication.focusWidget() is page.head.search
    named = [each for each in page.findChildren(QWidget) if each.focusPolicy() and each.isVisible()]
    assert [each for each in named if not each.accessibleName() and each.focusProxy() is None] == []
    QTest.keyClick(page.list, Qt.Key.Key_Escape)
    assert page.panel.isHidden()


def test_how_long_each_station_took_is_told() -> None:
    at = datetime(2026, 3, 10, 8, 33, 7, 120_000, tzinfo=UTC)

    def after(**span: float) -> datetime:
        return at + timedelta(**span)

    alert = Alert(
        id="b:created:1",
        kind=AlertKind.CREATED,
        library_id="lib",
        title="New booking",
        body="",
        at=at,
        received_at=after(milliseconds=31),
        summary=False,
    )
    record = AlertRecord(
        alert=alert,
        shown_at=after(milliseconds=44),
        sounded_at=after(milliseconds=52),
        clicked_at=after(seconds=9),
    )
    told = dict(way(record, KOLKATA, at))
    assert told["Happened"].startswith("Today, 2:03:07.120")
    assert told["Received"] == "31 ms later"
    assert told["Shown"] == "44 ms later"
    assert told["Sounded"] == "52 ms later"
    assert told["Opened"] == "9 s later"
    assert "Read" not in told
    ahead = AlertRecord(alert=alert, shown_at=after(seconds=-2))
    assert dict(way(ahead, KOLKATA, at))["Shown"] == "before that, by this computer’s clock"


def test_a_word_that_is_too_long_may_be_broken() -> None:
    told = breakable("Wolfeschlegelsteinhausenbergerdorff the Younger")
    assert told.replace("\u200b", "") == "Wolfeschlegelsteinhausenbergerdorff the Younger"
    assert max(map(len, re.split("[ \u200b]", told))) <= 18


def _index(rows: Sequence[int]) -> NoticeIndex:
    """Notices of which each is eight hours older than the next."""
    newest = datetime(2026, 3, 10, 12, tzinfo=UTC)
    received = [micros(newest + timedelta(hours=8 * row)) for row in rows]
    return NoticeIndex(array("q", rows), array("q", received))


@settings(max_examples=80, deadline=None)
@given(steps=st.lists(st.sets(st.integers(1, 30)), max_size=6))
def test_whatever_comes_and_goes_the_rows_are_those_of_a_new_list(steps: list[set[int]]) -> None:
    now = datetime(2026, 3, 30, tzinfo=UTC)
    followed = NoticeModel(lambda _: [])
    tester = QAbstractItemModelTester(followed, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept: dict[int, QPersistentModelIndex] = {}
    for step in steps:
        rows = sorted(step, reverse=True)
        followed.show(_index(rows), KOLKATA, now)
        anew = NoticeModel(lambda _: [])
        anew.show(_index(rows), KOLKATA, now)
        keys = list(followed.keys)
        assert keys == list(anew.keys)
        assert [key for key in keys if key > 0] == rows
        # Whoever is chosen stays chosen.
        for rowid, place in list(kept.items()):
            assert place.isValid() is (rowid in step)
            if rowid in step:
                assert keys[place.row()] == rowid
        kept = {
            key: QPersistentModelIndex(followed.index(row))
            for row, key in enumerate(keys)
            if key > 0
        }
    del tester


@pytest.mark.parametrize("zone", ["Asia/Kolkata", "America/New_York", "Pacific/Apia"])
def test_days_are_those_of_the_library(zone: str) -> None:
    local = ZoneInfo(zone)
    model = NoticeModel(lambda _: [])
    # Through the hour that a clock has twice, and the one it leaves out.
    moments = [datetime(2026, 3, 5, tzinfo=UTC) + timedelta(hours=5 * step) for step in range(60)]
    moments.reverse()
    rows = range(len(moments), 0, -1)
    model.show(NoticeIndex(array("q", rows), array("q", map(micros, moments))), local, moments[0])
    day = None
    found = iter(moments)
    for key in model.keys:
        if key < 0:
            day = -key
        else:
            assert next(found).astimezone(local).date().toordinal() == day
