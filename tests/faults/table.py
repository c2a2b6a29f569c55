"""Writes and checks the table of faults in tests/README.md; `python -m tests.faults.table`."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.architecture import between
from tests.faults.rows import ROWS, Row

TESTS = Path(__file__).resolve().parent.parent
PAGE = TESTS / "README.md"
BEGIN = "<!-- faults: written by `make architecture` -->"
END = "<!-- end of faults -->"
_NAME = re.compile(r"test_fault_(\d\d)_\w+")


class Shown(NamedTuple):
    """A test of a fault: where it is, and the first sentence that it says of itself."""

    number: int
    name: str
    file: str
    sentence: str


class Incomplete(Exception):
    """Rows and tests do not fit each other; the message says which."""


def shown_in(folder: Path) -> list[Shown]:
    """The tests of faults in a folder, by number, then as they stand in their files.

    Raises:
        Incomplete: a test that does not say in a docstring what it shows.
    """
    found = []
    for path in sorted(folder.glob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            fits = _NAME.fullmatch(node.name)
            if fits is None:
                continue
            told = ast.get_docstring(node)
            if not told:
                raise Incomplete(f"{path.name}: {node.name} does not say what it shows.")
            found.append(Shown(int(fits[1]), node.name, path.name, told.splitlines()[0]))
    return sorted(found, key=lambda shown: shown.number)


def table(rows: Sequence[Row], tests: Iterable[Shown]) -> str:
    """The table in Markdown.

    Raises:
        Incomplete: a row without a test that waits for nothing, or a test without a row.
    """
    by_row: dict[int, list[Shown]] = {row.number: [] for row in rows}
    for test in tests:
        if test.number not in by_row:
            raise Incomplete(f"{test.file}: {test.name} belongs to no row.")
        by_row[test.number].append(test)
    lines = ["| # | fault | what must happen | shown by |", "|---|---|---|---|"]
    for row in rows:
        shown = [f"{each.sentence} `{each.file}::{each.name}`" for each in by_row[row.number]]
        if not shown and not row.waits_for:
            raise Incomplete(f"Row {row.number} ({row.fault}) has no test.")
        told = "<br>".join(shown) or f"waits for {row.waits_for}"
        lines.append(f"| {row.number} | {row.fault} | {row.must} | {told} |")
    return "\n".join(lines)


def main(arguments: list[str]) -> int:
    """Write the table, or say that it is not current."""
    text = PAGE.read_text(encoding="utf-8")
    try:
        current = between(text, BEGIN, END, table(ROWS, shown_in(TESTS / "faults")))
    except Incomplete as error:
        print(f"The table of faults is incomplete: {error}")
        return 1
    if "--write" in arguments:
        PAGE.write_text(current, encoding="utf-8")
        return 0
    if text != current:
        print("tests/README.md is not current: run `make architecture`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
