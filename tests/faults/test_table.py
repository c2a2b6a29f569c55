"""The table of faults is written from the tests, and each way in which they do not fit is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.rows import ROWS, Row
from tests.faults.table import Incomplete, Shown, shown_in, table

ROW = Row(7, "a fault", "must be so")
WAITING = Row(8, "another", "must be so, too", "a database")
TEST = Shown(7, "test_fault_07_a", "test_a.py", "It is so.")


def test_every_row_is_there_once_and_only_two_wait() -> None:
    assert [row.number for row in ROWS] == list(range(1, 37))
    assert [row.number for row in ROWS if row.waits_for] == [28, 29]


def test_a_row_names_what_shows_it_or_what_it_waits_for() -> None:
    lines = table([ROW, WAITING], [TEST]).splitlines()
    assert lines[2] == "| 7 | a fault | must be so | It is so. `test_a.py::test_fault_07_a` |"
    assert lines[3] == "| 8 | another | must be so, too | waits for a database |"


def test_a_row_without_a_test_is_told() -> None:
    with pytest.raises(Incomplete, match=r"Row 7 \(a fault\) has no test"):
        table([ROW], [])


def test_a_test_without_a_row_is_told() -> None:
    with pytest.raises(Incomplete, match="belongs to no row"):
        table([WAITING], [TEST])


def test_tests_are_found_by_their_names_with_what_they_say(tmp_path: Path) -> None:
    (tmp_path / "test_b.py").write_text(
        'def test_fault_09_b() -> None:\n    """Nine."""\n\ndef test_other() -> None:\n    pass\n',
        encoding="utf-8",
    )
    (tmp_path / "test_c.py").write_text(
        'async def test_fault_02_c() -> None:\n    """Two.\n\n    And more.\n    """\n',
        encoding="utf-8",
    )
    assert shown_in(tmp_path) == [
        Shown(2, "test_fault_02_c", "test_c.py", "Two."),
        Shown(9, "test_fault_09_b", "test_b.py", "Nine."),
    ]


def test_a_test_that_says_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "test_d.py").write_text("def test_fault_01_d():\n    pass\n", encoding="utf-8")
    with pytest.raises(Incomplete, match="does not say what it shows"):
        shown_in(tmp_path)
