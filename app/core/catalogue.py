"""The event catalogue: what is said of each event, how loudly, and what can be done about it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from app.contract import events, tongue
from app.core import templates
from app.core.ports import Action, Sound, Urgency
from app.shipped import resource

BOOKING_FIELDS = frozenset(
    {"name", "seat", "when", "money", "reason", "code", "phone", "library", "status", "note"}
)
"""What a template of an event of bookings may name."""

CONTEXT = "events"
"""What translations of our own entries are found under."""

_BLOCK = re.compile(r"^\s*\[\[\s*event\s*\]\]")
_AT_LINE = re.compile(r"\s*\(at line (\d+), column \d+\)")
_PLAIN_FIELDS = 4


class Tone(StrEnum):
    """The colour of an icon, which says the same as the words."""

    ACCENT = "accent"
    GOOD = "good"
    WARN = "warn"
    BAD = "bad"
    MUTED = "muted"


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is said of one event; see resources/events.toml, which describes each field."""

    name: str
    types: tuple[str, ...] = ()
    kind: str = ""
    title: str = ""
    titles: dict[str, str] = {}
    body: str = ""
    many: tuple[str, str] = ("", "")
    icon: str = "bell"
    tone: Tone = Tone.MUTED
    sound: Sound | None = Sound.NOTICE
    urgency: Urgency = Urgency.NORMAL
    actions: tuple[Action, ...] = (Action.OPEN, Action.GOT_IT)
    rings: bool = True

    def texts(self) -> list[str]:
        """All that it says, as it stands in its file."""
        told = (self.kind, self.title, *self.titles.values(), self.body, *self.many)
        return [text for text in told if text]

    def translated(self) -> Entry:
        """What it says in the language that is spoken."""

        def said(text: str) -> str:
            return tongue.translate(CONTEXT, text) if text else ""

        one, more = self.many
        return msgspec.structs.replace(
            self,
            kind=said(self.kind),
            title=said(self.title),
            titles={status: said(title) for status, title in self.titles.items()},
            body=said(self.body),
            many=(said(one), said(more)),
        )

    def counted(self, count: int) -> str:
        """So many of them, in words."""
        one, more = self.many
        if count == 1 and one:
            return one.format(count=count)
        return more.format(count=count) if more else f"{count} × {self.kind or self.name}"


class Mistake(NamedTuple):
    """An entry of a file that cannot be used, at which line, and why."""

    file: str
    line: int
    why: str

    def words(self) -> str:
        """As a sentence."""
        return tongue.translate(
            "catalogue", "{file}, line {line}: {why}. The rest of it is used."
        ).format(file=self.file, line=self.line, why=self.why.rstrip("."))


class Catalogue:
    """The entries by the names of their events; `mistakes` are those of a person's own file."""

    def __init__(self, entries: Mapping[str, Entry], mistakes: Iterable[Mistake] = ()) -> None:
        self.entries = dict(entries)
        self.mistakes = tuple(mistakes)
        self._by_type = {
            kind.casefold(): entry.name for entry in entries.values() for kind in entry.types
        }

    def of(self, event: str) -> Entry:
        """The entry of an event; a plain one when nobody described it."""
        return self.entries.get(event) or _plain(event)

    def describes(self, event: str) -> bool:
        """Whether there is an entry for an event."""
        return event in self.entries

    def event_of(self, event: str, payload: Mapping[str, Any]) -> str:
        """The event that a notification is about, by the type that it says."""
        said = payload.get("type")
        if event not in _NOTIFICATIONS or not isinstance(said, str):
            return event
        known = self._by_type.get(said.strip().casefold())
        return known or (said if said in self.entries else event)


_NOTIFICATIONS = frozenset({events.NOTIFICATION, events.GLOBAL_NOTIFICATION})


def ours() -> Catalogue:
    """The catalogue that comes with the program, in the language that is spoken."""
    return _ours(tongue.language())


@cache
def _ours(_language: str) -> Catalogue:
    return Catalogue({name: entry.translated() for name, entry in as_written().items()})


@cache
def as_written() -> Mapping[str, Entry]:
    """The entries that come with the program, as they stand in their file."""
    path = resource("events.toml")
    entries, mistakes = read(path.read_text(encoding="utf-8"), path.name, {})
    assert not mistakes  # noqa: S101 - a test reads it
    return entries


def with_own(path: Path) -> Catalogue:
    """Our catalogue with what a person's own file adds and replaces; fine when there is none."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ours()
    except (OSError, UnicodeDecodeError) as error:
        why = tongue.translate("catalogue", "it cannot be read ({error})").format(error=error)
        return Catalogue(ours().entries, [Mistake(path.name, 1, why)])
    entries, mistakes = read(text, path.name, ours().entries)
    return Catalogue(ours().entries | entries, mistakes)


def read(text: str, file: str, base: Mapping[str, Entry]) -> tuple[dict[str, Entry], list[Mistake]]:
    """The entries of a file, each upon that of `base` with its name; and what cannot be used."""
    entries: dict[str, Entry] = {}
    mistakes: list[Mistake] = []
    for first, block in _blocks(text):
        try:
            entry = _entry(block, {**base, **entries})
        except _Wrong as wrong:
            mistakes.append(Mistake(file, first + wrong.line, wrong.why))
        else:
            if entry is not None:
                entries[entry.name] = entry
    return entries, mistakes


class _Wrong(Exception):
    """What is wrong, and in which line of its block, counted from 0."""

    def __init__(self, why: str, line: int = 0) -> None:
        super().__init__(why)
        self.why, self.line = why, line


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The blocks of a file, each with the number of its first line."""
    block: list[str] = []
    first = 1
    for number, line in enumerate(text.splitlines(), start=1):
        if _BLOCK.match(line) and block:
            yield first, "\n".join(block)
            block, first = [], number
        block.append(line)
    if block:
        yield first, "\n".join(block)


def _entry(block: str, base: Mapping[str, Entry]) -> Entry | None:
    try:
        told = tomllib.loads(block)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) - 1 if found else block.count("\n")
        raise _Wrong(_AT_LINE.sub("", str(error)).rstrip("."), line) from error
    if not told:
        return None
    found_events = told.pop("event", [{}])
    if told:
        stray = next(iter(told))
        why = tongue.translate("catalogue", "{name!r} belongs to no [[event]]")
        raise _Wrong(why.format(name=stray), _line(block, stray))
    return _checked(block, found_events[0], base)


def _checked(block: str, fields: dict[str, Any], base: Mapping[str, Entry]) -> Entry:
    name = fields.get("name")
    if not isinstance(name, str) or not name.strip():
        raise _Wrong(tongue.translate("catalogue", "an event has no name"))
    known = base.get(name)
    plain = {"title": _spoken(name), "kind": _spoken(name)}
    before = msgspec.to_builtins(known) if known is not None else plain
    if fields.get("sound") == "":
        fields["sound"] = None
    try:
        entry = msgspec.convert({**before, **fields}, Entry)
    except msgspec.ValidationError as error:
        raise _Wrong(*_told(block, str(error))) from error
    for field, template in (("title", entry.title), ("body", entry.body)):
        _check_template(block, name, field, template)
    for template in entry.titles.values():
        _check_template(block, name, "titles", template)
    for template in entry.many:
        _check_count(block, template)
    if not resource("icons", f"{entry.icon}.svg").is_file():
        why = tongue.translate("catalogue", "there is no icon {icon!r}")
        raise _Wrong(why.format(icon=entry.icon), _line(block, "icon"))
    return entry


def _check_template(block: str, name: str, field: str, template: str) -> None:
    try:
        named = {each for found in templates.fields(template) for each in found.names}
    except templates.NotATemplate as error:
        raise _Wrong(str(error), _line(block, field)) from error
    unknown = named - BOOKING_FIELDS
    if name in events.BOOKING_EVENTS and unknown:
        why = tongue.translate("catalogue", "a booking has no field {name!r}; it has {fields}")
        known = ", ".join(sorted(BOOKING_FIELDS))
        raise _Wrong(why.format(name=min(unknown), fields=known), _line(block, field))


def _check_count(block: str, template: str) -> None:
    try:
        template.format(count=2)
    except (KeyError, IndexError, ValueError) as error:
        why = tongue.translate("catalogue", "{template!r} may have the field {{count}} alone")
        raise _Wrong(why.format(template=template), _line(block, "many")) from error


def _told(block: str, error: str) -> tuple[str, int]:
    """What msgspec says, in the words of a file, and the line that it is about."""
    why, _, path = error.partition(" - at `$.")
    field = path.rstrip("`").partition("[")[0].partition(".")[0]
    unknown = re.search(r"unknown field `(\w+)`", why)
    if unknown:
        told = tongue.translate("catalogue", "there is no field {name!r}")
        return told.format(name=unknown[1]), _line(block, unknown[1])
    return f"{field}: {why[:1].lower()}{why[1:]}" if field else why, _line(block, field)


def _line(block: str, field: str) -> int:
    """The line of a block that sets a field; its first when none does."""
    for number, line in enumerate(block.splitlines()):
        if field and re.match(rf"\s*[\"']?{re.escape(field)}[\"']?\s*=", line):
            return number
    return 0


def _plain(event: str) -> Entry:
    """What is said of an event that nobody described: its name, and softly."""
    spoken = _spoken(event)
    return Entry(name=event, kind=spoken, title=spoken, sound=None, urgency=Urgency.LOW)


def _spoken(event: str) -> str:
    words = " ".join(re.split(r"[\s:._\-/]+", event)).strip() or event
    return words[:1].upper() + words[1:]
