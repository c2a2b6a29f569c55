"""What is on the screen as a table and as a sheet to print."""

from __future__ import annotations

import csv
import math
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QDate, QLocale, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog

from app.contract.models import Booking
from app.core.changes import BookingRow
from app.ui.bookings.columns import Column
from app.ui.bookings.groups import Group
from app.ui.export.day_sheet import day_sheet
from app.ui.export.sheet import widths
from app.ui.export.table import of_day
from app.ui.words import clock_time, locale, whole_date, zone_of
from tests.ui.bookings import a_booking
from tests.ui.days import HOUR, MINUTE, RULED, at_noon, next_noon, seats, shown, visit
from tests.ui.desks import LIBRARY
from tests.ui.stage import Stage, until

OTHER = msgspec.structs.replace(LIBRARY, id="lib-2", name="Lotus Annexe", timezone="Europe/Berlin")


def table(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def files(folder: Path) -> list[str]:
    """The tables in a folder, also those half written."""
    return [path.name for path in folder.iterdir() if ".csv" in path.name]


def asked(stage: Stage, action: QAction) -> QFileDialog:
    """The dialog that an action of a page's menu opens."""
    action.trigger()
    dialogs = [each for each in stage.window.findChildren(QFileDialog) if each.isVisible()]
    return dialogs[0]


async def written(stage: Stage, action: QAction, path: Path) -> None:
    """Name the file, and wait until it is there."""
    dialog = asked(stage, action)
    dialog.fileSelected.emit(str(path))
    dialog.done(0)
    await until(path.exists, "the file")
    await stage.window.tasks.idle()


async def listed(stage: Stage, *bookings: Booking) -> None:
    await stage.arrive(*bookings, rings=False)
    await stage.settled(len(bookings))


async def test_the_table_has_what_the_list_shows_in_its_order(stage: Stage, tmp_path: Path) -> None:
    noon = next_noon()
    await listed(
        stage,
        a_booking(
            1, student_name='=HYPERLINK("x")', starts_at=noon, ends_at=noon + HOUR, note="+1"
        ),
        a_booking(2, student_name="Asha, Verma", total_minor=12_345_600, paid_minor=50),
        a_booking(3, status="cancelled"),
    )
    stage.window.bookings.show_group(Group.UPCOMING)
    await stage.settled(2)
    stage.window.bookings.table.show_columns([Column.STUDENT, Column.FROM, Column.AMOUNT])
    path = tmp_path / "bookings.csv"
    await written(stage, stage.window.bookings.head.export.table, path)
    rows = table(path)
    assert list(rows[0]) == [
        "Code", "Student", "Phone", "From", "Amount", "Paid", "Currency", "Booked by", "Note",
    ]  # fmt: skip
    assert [row["Code"] for row in rows] == ["SS-4002", "SS-4001"]
    assert rows[0]["Student"] == "Asha, Verma"
    assert (rows[0]["Amount"], rows[0]["Paid"]) == ("123456.00", "0.50")
    assert rows[1]["Student"] == '\'=HYPERLINK("x")'
    assert rows[1]["Note"] == "'+1"
    assert rows[1]["Phone"].startswith("'+91")
    assert rows[1]["From"].endswith(" 12:00")
    bar = stage.window.bookings.undo_bar
    assert bar.told.text() == "2 bookings written to bookings.csv"


async def test_of_several_libraries_each_row_names_its_own(stage: Stage, tmp_path: Path) -> None:
    noon = next_noon()
    await at_noon(
        stage,
        visit(1, noon),
        visit(2, noon, library_id=OTHER.id),
        libraries=(RULED, OTHER),
    )
    await shown(stage, 2, 0)
    path = tmp_path / "today.csv"
    await written(stage, stage.window.today.export.table, path)
    told = {
        row["Code"]: (row["Library"], row["Time zone"], row["From"][-5:]) for row in table(path)
    }
    berlin = noon.astimezone(ZoneInfo("Europe/Berlin"))
    assert told == {
        "SS-4001": ("Lotus Reading Room", "Asia/Kolkata", "12:00"),
        "SS-4002": ("Lotus Annexe", "Europe/Berlin", f"{berlin:%H:%M}"),
    }


async def test_each_library_has_its_day_by_its_own_clock(stage: Stage, tmp_path: Path) -> None:
    noon = next_noon()
    berlin = noon.astimezone(ZoneInfo("Europe/Berlin")).replace(hour=0, minute=0)
    await at_noon(
        stage,
        # It is tomorrow in Kolkata when these begin, and today in Berlin.
        visit(1, berlin + 23 * HOUR, library_id=OTHER.id),
        visit(2, berlin + 23 * HOUR),
        libraries=(RULED, OTHER),
    )
    await until(stage.window.today.isVisible, "the page")
    path = tmp_path / "today.csv"
    await written(stage, stage.window.today.export.table, path)
    assert [row["Code"] for row in table(path)] == ["SS-4001"]


async def test_where_a_comma_is_the_point_cells_are_parted_otherwise(
    stage: Stage, tmp_path: Path
) -> None:
    await listed(stage, a_booking(1, total_minor=12_345))
    QLocale.setDefault(QLocale("de_DE"))
    path = tmp_path / "bookings.csv"
    await written(stage, stage.window.bookings.head.export.table, path)
    assert table(path, ";")[0]["Amount"] == "123,45"


async def test_the_day_is_what_touches_it_but_for_what_was_given_up(
    stage: Stage, tmp_path: Path
) -> None:
    noon = next_noon()
    await at_noon(
        stage,
        visit(1, noon + HOUR),
        visit(2, noon - 30 * HOUR, 31, status="checked_in"),
        visit(3, noon, status="cancelled"),
        visit(4, noon + 20 * HOUR),
        visit(5, noon - 3 * HOUR, status="completed"),
    )
    await shown(stage, 0, 1)
    path = tmp_path / "today.csv"
    await written(stage, stage.window.today.export.table, path)
    assert [row["Code"] for row in table(path)] == ["SS-4002", "SS-4005", "SS-4001"]
    stage.window.pages.show_page("seats")
    stage.window.seats.head.moments.on.click()
    path = tmp_path / "tomorrow.csv"
    await written(stage, stage.window.seats.head.export.table, path)
    assert [row["Code"] for row in table(path)] == ["SS-4004"]
    dialog = asked(stage, stage.window.seats.head.export.sheet)
    (named,) = dialog.selectedFiles()
    tomorrow = (noon + 24 * HOUR).astimezone(zone_of(LIBRARY)).date()
    assert Path(named).name == f"Bookings of the day {tomorrow}.pdf"
    dialog.done(0)


def test_a_sheet_says_which_day_it_is_of_and_when_it_was_printed() -> None:
    noon = next_noon()
    zone = zone_of(LIBRARY)
    tomorrow = noon + 24 * HOUR
    wanted = of_day((LIBRARY,), tomorrow, noon)
    sheet = day_sheet("Day", [BookingRow(booking=visit(1, tomorrow))], 1, wanted)
    assert sheet.below == f"{LIBRARY.name} · {whole_date(tomorrow.astimezone(zone).date())}"
    today = whole_date(noon.astimezone(zone).date())
    assert sheet.footer == f"Printed {today}, {clock_time(noon, zone)}"
    assert sheet.rows[0][0] == clock_time(tomorrow, zone)


def test_a_sheet_tells_times_as_seen_from_its_own_day() -> None:
    noon, zone = next_noon(), zone_of(LIBRARY)
    # As it is printed now for a day to come, and for one that is over when it is read.
    for later in (0, 1, 20):
        day = noon + later * 24 * HOUR
        stays = visit(1, day - 24 * HOUR, 34)
        leaves = visit(2, day + 8 * HOUR, 10)
        rows = [BookingRow(booking=each) for each in (stays, leaves)]
        sheet = day_sheet("Day", rows, 2, of_day((LIBRARY,), day, noon))
        cells = [cell for row in sheet.rows for cell in row[:2]]
        assert cells == [
            f"{dated(day, -1)}, {clock_time(noon, zone)}",
            f"{dated(day, 0)}, {clock_time(noon + 10 * HOUR, zone)}",
            clock_time(noon + 8 * HOUR, zone),
            f"{dated(day, 1)}, {clock_time(noon + 18 * HOUR, zone)}",
        ]
        assert not any(word in " ".join(cells) for word in ("Today", "Tomorrow", "Yesterday"))
        assert sheet.below.endswith(whole_date(day.astimezone(zone).date()))


def dated(day: datetime, after: int) -> str:
    """The date of so many days after a day, as a sheet of that day writes it."""
    mine = day.astimezone(zone_of(LIBRARY)).date()
    other = mine + after * timedelta(days=1)
    pattern = "ddd d MMM" if other.year == mine.year else "d MMM yyyy"
    return locale().toString(QDate(other.year, other.month, other.day), pattern)


async def test_what_starts_together_on_a_day_comes_by_seat(stage: Stage, tmp_path: Path) -> None:
    noon = next_noon()
    await at_noon(
        stage,
        *(
            visit(number, noon + HOUR, seat_label=label)
            for number, label in enumerate(("A-10", "B-1", "A-2", "A-09"))
        ),
        visit(9, noon + HOUR / 2, seat_label="Z-9"),
    )
    await shown(stage, 0, 5)
    path = tmp_path / "today.csv"
    await written(stage, stage.window.today.export.table, path)
    assert [row["Seat"] for row in table(path)] == ["Z-9", "A-2", "A-09", "A-10", "B-1"]


async def test_a_sheet_is_printed_on_as_many_pages_as_it_needs(
    stage: Stage, tmp_path: Path
) -> None:
    noon = next_noon()
    many = [visit(number, noon + number * MINUTE, student_name="محمد") for number in range(1, 90)]
    await at_noon(stage, *many, places=seats(100))
    await shown(stage, 0, 89)
    path = tmp_path / "today.pdf"
    await written(stage, stage.window.today.export.sheet, path)
    content = path.read_bytes()
    assert content.startswith(b"%PDF-")
    # The page tree says how many pages there are.
    assert b"/Count 3" in content
    assert stage.window.today.undo_bar.told.text() == "89 bookings written to today.pdf"


@given(
    columns=st.lists(st.tuples(st.floats(0, 900), st.floats(0.5, 5)), min_size=1, max_size=8),
    room=st.floats(100, 2000),
)
def test_no_column_is_cut_while_another_has_more_than_it_needs(
    columns: list[tuple[float, float]], room: float
) -> None:
    needed, shares = [each[0] for each in columns], [each[1] for each in columns]
    given_to = widths(needed, shares, room)
    assert math.isclose(sum(given_to), room)
    cut = [place for place, wide in enumerate(given_to) if wide < needed[place] - 0.01]
    spare = [place for place, wide in enumerate(given_to) if wide > needed[place] + 0.01]
    assert not (cut and spare)


async def test_a_sheet_of_nothing_is_a_sheet_all_the_same(stage: Stage, tmp_path: Path) -> None:
    await at_noon(stage)
    path = tmp_path / "today.pdf"
    await written(stage, stage.window.today.export.sheet, path)
    assert b"/Count 1" in path.read_bytes()


async def test_a_folder_that_takes_nothing_is_told(stage: Stage, tmp_path: Path) -> None:
    await listed(stage, a_booking(1))
    export = stage.window.bookings.head.export
    for action in (export.table, export.sheet):
        dialog = asked(stage, action)
        dialog.fileSelected.emit(str(tmp_path / "gone" / "file"))
        dialog.done(0)
        await until(lambda: "failure" in stage.window.banners.names(), "the words")
        assert "could not be written" in stage.window.banners.text("failure")
        stage.window.banners.withdraw("failure")


@pytest.mark.parametrize("page", ["today", "bookings", "seats"])
@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_P])
async def test_a_key_asks_for_it_on_every_page(stage: Stage, page: str, key: Qt.Key) -> None:
    stage.window.sidebar.button(page).click()
    QTest.keyClick(stage.window, key, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = stage.window.findChildren(QFileDialog)
    suffix = {Qt.Key.Key_E: "csv", Qt.Key.Key_P: "pdf"}[key]
    assert dialog.defaultSuffix() == suffix
    dialog.done(0)


async def test_the_folder_is_kept_for_the_next_file(stage: Stage, tmp_path: Path) -> None:
    await listed(stage, a_booking(1))
    path = tmp_path / "bookings.csv"
    await written(stage, stage.window.bookings.head.export.table, path)
    assert stage.window.bookings.undo_bar.button.text() == "Open"
    dialog = asked(stage, stage.window.bookings.head.export.table)
    assert dialog.directory().absolutePath() == str(tmp_path)
    dialog.done(0)


async def test_a_long_table_can_be_stopped(stage: Stage, tmp_path: Path) -> None:
    for start in range(0, 24_000, 2_000):
        made = [a_booking(number) for number in range(start, start + 2_000)]
        await stage.arrive(*made, rings=False)
    await stage.settled(24_000)
    page = stage.window.bookings
    path = tmp_path / "bookings.csv"
    dialog = asked(stage, page.head.export.table)
    dialog.fileSelected.emit(str(path))
    dialog.done(0)
    await until(lambda: page.undo_bar.button.text() == "Stop", "the way to stop it")
    page.undo_bar.button.click()
    await until(lambda: page.undo_bar.told.text() == "Nothing was written.", "the end")
    assert files(tmp_path) == []
