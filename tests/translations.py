"""Brings the translations up to the program's texts: `make translations`.

The texts are the constant arguments of `translate`, those of the event catalogue, and the titles of
errors. They are read from the source by Python's own parser: Qt's lupdate drops each call whose
number is not a plain name. What is written are files as Qt Linguist reads them, and lrelease makes
of each what the program loads. Texts that nobody has translated yet are named, and the exit code
is 1.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import PySide6

from app.contract import errors
from app.core.catalogue import CONTEXT, as_written

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
HUB_ROOMS = ("contract", "hub")
"""What the hub speaks with."""

PLURALS_ONLY = frozenset({"en"})
"""The language of the source: all that it has to say besides is how one is told."""

_PASS_ON = frozenset({"tongue.py", "catalogue.py", "error_words.py"})
"""The modules that pass on what others say."""

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
_LETTER = re.compile(r"[^\W\d_]")
_FIELD = re.compile(r"\{[^{}]*\}|%n")


def languages() -> list[str]:
    """The languages that there are files for."""
    return sorted(path.stem for path in FOLDER.glob("*.ts"))


class Text(NamedTuple):
    """A text of the program; one that counts has a form for one and a form for more."""

    context: str
    source: str

    @property
    def counts(self) -> bool:
        """Whether it tells a number of its own."""
        return "%n" in self.source


def texts() -> list[Text]:
    """All that the program says, by its context, each once.

    Raises:
        ValueError: a call of `translate` without the text itself; it names the place.
    """
    found = [*_texts_of(ROOT / "app"), *_beside()]
    return sorted(dict.fromkeys(found), key=lambda text: text.context)


def update(language: str) -> str:
    """A language's file for what the program says now, with what is translated already."""
    known = _translated(FOLDER / f"{language}.ts")
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context: ET.Element | None = None
    for text in texts():
        if language in PLURALS_ONLY and not text.counts:
            continue
        if context is None or context.findtext("name") != text.context:
            context = ET.SubElement(root, "context")
            ET.SubElement(context, "name").text = text.context
        message = ET.SubElement(context, "message")
        ET.SubElement(message, "source").text = text.source
        translation = ET.SubElement(message, "translation")
        told = known.get(text, [])
        if not told or not all(told):
            translation.set("type", "unfinished")
        if not text.counts:
            translation.text = told[0] if told else ""
            continue
        message.set("numerus", "yes")
        for form in told or ["", ""]:
            ET.SubElement(translation, "numerusform").text = form
    ET.indent(root, " ")
    return _HEAD + ET.tostring(root, "unicode") + "\n"


def plain(language: str) -> str:
    """What the hub says in a language, for a program without Qt: JSON, by context and source."""
    known = _translated(FOLDER / f"{language}.ts")
    said: dict[str, dict[str, str | list[str]]] = {}
    for text in sorted(text for room in HUB_ROOMS for text in _texts_of(ROOT / "app" / room)):
        told = known.get(text, [])
        if told and all(told):
            said.setdefault(text.context, {})[text.source] = told if text.counts else told[0]
    return json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def release(language: str, into: Path) -> None:
    """Write what the program loads of a language.

    Raises:
        subprocess.CalledProcessError: Qt's tool failed.
    """
    source = FOLDER / f"{language}.ts"
    command = [*_tool("lrelease"), str(source), "-qm", str(into), "-silent"]
    subprocess.run(command, check=True)


def faults(path: Path) -> list[str]:
    """What is missing in a language's file, or does not fit its source."""
    return [
        f"{path.name}, {text.context}: {text.source!r} {why}"
        for text, told in _translated(path).items()
        for why in _wrong(text.source, told)
    ]


def _wrong(source: str, told: list[str]) -> Iterator[str]:
    if not told or not all(told):
        yield "is not translated"
        return
    fields = sorted(_FIELD.findall(source))
    for place, text in enumerate(told):
        # One may be told as a word.
        may_lack = {"%n"} if place == 0 and len(told) > 1 else set()
        found = sorted(_FIELD.findall(text))
        if found != fields and found != [each for each in fields if each not in may_lack]:
            yield f"has other fields than {text!r}"


def _translated(path: Path) -> dict[Text, list[str]]:
    """What a file has for each text: one translation, or the forms of one that counts."""
    root = ET.parse(path).getroot()  # noqa: S314 - our own file
    return {
        Text(context.findtext("name") or "", message.findtext("source") or ""): _told(message)
        for context in root.findall("context")
        for message in context.findall("message")
    }


def _told(message: ET.Element) -> list[str]:
    forms = [form.text or "" for form in message.findall("translation/numerusform")]
    return forms or [message.findtext("translation") or ""]


def _spoken(path: Path) -> Iterator[Text]:
    """The texts of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield from (Text(errors.CONTEXT, title) for title in _titles(node))
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", None)
        if name != "translate" or len(node.args) < 2:
            continue
        said = [each.value for each in node.args[:2] if isinstance(each, ast.Constant)]
        if len(said) == 2:
            yield Text(str(said[0]), str(said[1]))
        elif path.name not in _PASS_ON:
            raise ValueError(f"{path.relative_to(ROOT)}, line {node.lineno}: not a plain text")


def _texts_of(folder: Path) -> Iterator[Text]:
    """The texts of all modules below a folder."""
    for path in sorted(folder.rglob("*.py")):
        yield from _spoken(path)


def _beside() -> Iterator[Text]:
    """What is said that stands in no call."""
    for entry in as_written().values():
        # What consists of fields alone says nothing in any language.
        said = [text for text in entry.texts() if _LETTER.search(_FIELD.sub("", text))]
        yield from (Text(CONTEXT, text) for text in said)


def _titles(node: ast.ClassDef) -> Iterator[str]:
    """The title of a class of errors, as `code, title = "…", "…"` or alone."""
    for each in node.body:
        target = each.targets[0] if isinstance(each, ast.Assign) else getattr(each, "target", None)
        value = getattr(each, "value", None)
        names, values = [target], [value]
        if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
            names, values = list(target.elts), list(value.elts)
        for name, said in zip(names, values, strict=True):
            if getattr(name, "id", "") == "title" and isinstance(said, ast.Constant) and said.value:
                yield str(said.value)


def _tool(name: str) -> list[str]:
    """Qt's tool, which comes with PySide6."""
    return [str(Path(PySide6.__file__).with_name(name))]


def main() -> int:
    """Update all; say what is missing."""
    missing: list[str] = []
    for language in languages():
        path = FOLDER / f"{language}.ts"
        path.write_text(update(language), encoding="utf-8")
        release(language, FOLDER / f"{language}.qm")
        if language not in PLURALS_ONLY:
            (FOLDER / f"{language}.json").write_text(plain(language), encoding="utf-8")
        missing += faults(path)
    for fault in missing:
        print(fault)
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())
