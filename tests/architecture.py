"""Writes and checks the table of modules in ARCHITECTURE.md; `python -m tests.architecture`."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
BEGIN = "<!-- modules: written by `make architecture` -->"
END = "<!-- end of modules -->"


def first_line(module: Path) -> str:
    """The first line of a module's docstring.

    Raises:
        ValueError: when the module has none.
    """
    told = ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    if not told:
        raise ValueError(f"{module} does not open with a line that says what lives there")
    return told.splitlines()[0]


def table() -> str:
    """The table of all modules below app/, in Markdown."""
    modules = [
        path
        for path in sorted((ROOT / "app").rglob("*.py"))
        if "versions" not in path.parts and (path.name != "__init__.py" or path.parent.name)
    ]
    rows = [f"| `{path.relative_to(ROOT).as_posix()}` | {first_line(path)} |" for path in modules]
    return "\n".join(["| module | what lives there |", "|---|---|", *rows])


def page() -> str:
    """ARCHITECTURE.md as it should be."""
    return between(PAGE.read_text(encoding="utf-8"), BEGIN, END, table())


def between(text: str, begin: str, end: str, content: str) -> str:
    """The text with the content between its two marks."""
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{content}\n{end}{tail}"


def main(arguments: list[str]) -> int:
    """Write the table, or say that it is not current."""
    if "--write" in arguments:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") != page():
        print("ARCHITECTURE.md is not current: run `make architecture`.")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
