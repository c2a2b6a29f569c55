"""Tables as CSV files that any spreadsheet opens, and that none can be tricked by."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.core.whole_file import writing

FORMULAS = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What spreadsheets begin a formula with, also in full width."""

_BEGINS_WITHIN = re.compile(
    rf"([;,|\t\n\x0b\x0c][\s\"']*)(?=[{re.escape(''.join(sorted(FORMULAS)))}])"
)
_CONTROLS = "\t\r\n\x0b\x0c\x00"


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, whatever a student wrote as a name.

    A leading apostrophe says that it is text (OWASP, "CSV Injection"); what a spreadsheet would
    skip before a formula counts as its beginning, too.
    """
    plain = "".join(letter for letter in text if letter not in "\x00\r")
    begins = next((at for at, letter in enumerate(plain) if not _is_skipped(letter)), len(plain))
    # Where it splits at other signs than ours, a part of a text begins a cell.
    first, plain = plain[begins : begins + 1], _BEGINS_WITHIN.sub(r"\1'", plain)
    if first in FORMULAS or plain[:1] in _CONTROLS:
        return f"'{plain}" if plain else ""
    return plain


def _is_skipped(letter: str) -> bool:
    """Whether a spreadsheet may pass over it at the beginning of a cell."""
    return letter.isspace() or unicodedata.category(letter) in {"Cc", "Cf"}


def write(path: Path, rows: Iterable[Sequence[str]], *, delimiter: str = ",") -> None:
    """Write rows of cells, each made safe by whoever knows which of them are texts.

    The file is there in one piece or as it was before. It begins with a mark by which a
    spreadsheet knows its letters (UTF-8).

    Raises:
        NotWritten: the folder or the disk does not take it.
    """
    with writing(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", errors="replace", newline="")
        csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows(rows)
        # The block writes the file out, and closes it.
        text.flush()
        text.detach()
