"""Templates of the event catalogue: words with fields, of which what is not known is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from string import Formatter
from typing import NamedTuple

from app.contract.tongue import translate

Values = Callable[["Field"], str]
"""What a field says; "" when that is not known."""

SPECS = frozenset({"", "name", "money", "when"})
"""How a field may be written: as it is, as a person's name, an amount, or a time."""

_PARTS = " · "


class Field(NamedTuple):
    """A field: the names it may come by, the best first, and how it is written."""

    names: tuple[str, ...]
    spec: str


class NotATemplate(ValueError):
    """A text with braces that make no field; the message says why."""


def fields(template: str) -> list[Field]:
    """The fields of a template.

    Raises:
        NotATemplate: when it is none.
    """
    return [field for _, field in _pieces(template) if field is not None]


def lines(template: str, values: Values) -> str:
    """A body: of its parts, between dots, those go of whose fields nothing is known."""
    told = []
    for line in template.splitlines():
        parts = [_part(part, values) for part in line.split(_PARTS)]
        told.append(_PARTS.join(part for part in parts if part))
    return "\n".join(line for line in told if line)


def title(template: str, values: Values) -> str:
    """A first line; without what would lead to a field that is not known."""
    told = "".join(words + (values(field) if field else "") for words, field in _pieces(template))
    return " ".join(told.split()).strip(" :·-–—")


def _part(part: str, values: Values) -> str:
    pieces = [(words, None if field is None else values(field)) for words, field in _pieces(part)]
    known = [value for _, value in pieces if value is not None]
    if known and not any(known):
        return ""
    return "".join(words + (value or "") for words, value in pieces).strip()


def _pieces(template: str) -> Iterator[tuple[str, Field | None]]:
    try:
        parsed = list(Formatter().parse(template))
    except ValueError as error:
        why = translate("templates", "{template!r} has braces that do not fit: {error}")
        raise NotATemplate(why.format(template=template, error=error)) from error
    for words, name, spec, conversion in parsed:
        if name is None:
            yield words, None
            continue
        names = tuple(each.strip() for each in name.split("|"))
        if not all(names) or conversion:
            why = translate("templates", "{template!r} has a field without a name")
            raise NotATemplate(why.format(template=template))
        if (spec or "") not in SPECS:
            known = ", ".join(sorted(each for each in SPECS if each))
            why = translate(
                "templates", "{template!r} asks for {spec!r}; a field is written as {known}"
            )
            raise NotATemplate(why.format(template=template, spec=spec, known=known))
        yield words, Field(names, spec or "")
