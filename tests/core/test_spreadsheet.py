"""Tables that a spreadsheet opens: nothing in them is a formula, nothing is half written."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract.errors import NotWritten
from app.core.spreadsheet import FORMULAS, safe, write


def read(path: Path, delimiter: str = ",") -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=delimiter))


@pytest.mark.parametrize(
    "tricky",
    [
        '=HYPERLINK("http://evil.example","Click")',
        "+91 98450 12345",
        "-2+3",
        "@SUM(A1:A9)",
        "\t=1+1",
        "  =1+1",
        "\r=1+1",
        "＝1+1",
        "\ufeff=1+1",
    ],
)
def test_what_begins_like_a_formula_is_text(tricky: str) -> None:
    assert safe(tricky)[0] == "'"
    # Nothing is lost: an apostrophe is all that is added, and what no cell can hold goes.
    assert safe(tricky).replace("'", "") == tricky.replace("\r", "").replace("'", "")


@pytest.mark.parametrize("plain", ["", "Asha Verma", "A-12", "3 = 2 + 1", "'quoted", "محمد"])
def test_everything_else_stays_as_it_is(plain: str) -> None:
    assert safe(plain) == plain


@given(st.text())
def test_no_cell_begins_a_formula(text: str) -> None:
    told = safe(text)
    assert told.lstrip()[:1] not in FORMULAS
    bare = text.replace("\x00", "").replace("\r", "")
    # Nothing is lost: an apostrophe is all that is added.
    assert told.replace("'", "") == bare.replace("'", "")


_CELLS = st.text(st.characters(exclude_characters="\x00\r", codec="utf-8"))


@given(rows=st.lists(st.lists(_CELLS, min_size=1), max_size=8))
def test_what_was_written_is_read_again(
    rows: list[list[str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("table") / "table.csv"
    told = [[safe(cell) or "-" for cell in row] for row in rows]
    write(path, told, delimiter=";")
    assert read(path, ";") == told


@given(text=st.text(st.sampled_from(["a", "=", "1", ";", "\t", ",", "|", "@", '"', "+"])))
def test_wherever_a_spreadsheet_splits_no_cell_begins_a_formula(
    text: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("table") / "table.csv"
    write(path, [[safe(text), safe(text)]])
    for delimiter in ";\t|,":
        for cell in read(path, delimiter)[0]:
            assert cell.lstrip()[:1] not in FORMULAS


def test_the_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write(path, [["before"]])

    def rows() -> Iterator[list[str]]:
        yield ["after"]
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        write(path, rows())
    assert read(path) == [["before"]]
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="Choose another folder"):
        write(tmp_path / "gone" / "table.csv", [["a"]])
