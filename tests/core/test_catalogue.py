"""The event catalogue: its entries, a person's own, mistakes by line, and the words they make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.contract import events
from app.core import templates, wording
from app.core.catalogue import Catalogue, Mistake, Tone, ours, read, with_own
from app.core.ports import Action, Sound, Urgency
from app.core.templates import NotATemplate
from tests.core.made import LIBRARY, NOON

OWN = """
# What this library says.
[[event]]
name = "booking:created"
title = "{name} booked {seat}"
sound = ""

[[event]]
name = "order:ready"
kind = "Orders"
title = "Order {order.number} is ready"
body = "{order.items} · {table}"
icon = "check"
tone = "good"
urgency = "critical"
actions = ["open"]
many = ["1 order", "{count} orders"]
"""


def said(text: str) -> tuple[Catalogue, list[Mistake]]:
    entries, mistakes = read(text, "events.toml", ours().entries)
    return Catalogue({**ours().entries, **entries}, mistakes), mistakes


def told(
    event: str, payload: dict[str, Any], catalogue: Catalogue | None = None
) -> tuple[str, str]:
    known = catalogue or ours()
    kind = known.event_of(event, payload)
    return (
        wording.event_title(kind, payload, LIBRARY, NOON, known),
        wording.event_body(kind, payload, LIBRARY, NOON, known),
    )


def test_every_event_of_the_contract_has_an_entry() -> None:
    known = ours().entries
    assert known.keys() >= events.DURABLE_EVENTS
    for entry in known.values():
        assert entry.kind
        assert entry.counted(1)
        assert entry.counted(3) != entry.counted(1) or not entry.rings
    # A type leads to one event alone.
    types = [kind for entry in known.values() for kind in entry.types]
    assert len(types) == len(set(types))


def test_an_own_entry_replaces_fields_and_adds_events() -> None:
    catalogue, mistakes = said(OWN)
    assert mistakes == []
    created, order = catalogue.of("booking:created"), catalogue.of("order:ready")
    assert (created.title, created.sound, created.kind) == (
        "{name} booked {seat}",
        None,
        "New bookings",
    )
    assert (order.tone, order.urgency, order.actions) == (
        Tone.GOOD,
        Urgency.CRITICAL,
        (Action.OPEN,),
    )
    assert order.sound is Sound.NOTICE
    assert order.counted(2) == "2 orders"
    payload = {"order": {"number": 17, "items": "tea"}}
    assert told("order:ready", payload, catalogue) == ("Order 17 is ready", "tea")


@pytest.mark.parametrize(
    ("broken", "line", "why"),
    [
        ('title = "{nam}"', 5, "no field 'nam'"),
        ('title = "{name"', 5, "braces"),
        ('title = "{}"', 5, "without a name"),
        ('title = "{name:big}"', 5, "asks for 'big'"),
        ('titel = "x"', 5, "no field 'titel'"),
        ("rings = 3", 5, "rings"),
        ('icon = "nowhere"', 5, "no icon 'nowhere'"),
        ('sound = "gong"', 5, "sound"),
        ('urgency = "very"', 5, "urgency"),
        ('actions = ["dance"]', 5, "actions"),
        ('many = ["{n} things", "x"]', 5, "{count}"),
        ("title = ", 5, "value"),
        ('title = "x"\nrings = maybe', 6, "value"),
        ('titles = { declined = "{nobody}" }', 5, "no field 'nobody'"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_the_rest_works(
    broken: str, line: int, why: str
) -> None:
    text = f'\n\n[[event]]\nname = "booking:created"\n{broken}\n\n[[event]]\nname = "order:ready"\n'
    catalogue, mistakes = said(text)
    (mistake,) = mistakes
    assert (mistake.file, mistake.line) == ("events.toml", line)
    assert why in mistake.why
    assert mistake.words().startswith(f"events.toml, line {line}: ")
    assert catalogue.of("booking:created") == ours().of("booking:created")
    assert catalogue.describes("order:ready")


@pytest.mark.parametrize("text", ["[[event]]\ntitle = 'x'\n", "stray = 1\n", "[[event]\n"])
def test_what_belongs_to_no_event_is_told(text: str) -> None:
    _, mistakes = said(text)
    assert len(mistakes) == 1


def test_a_file_that_cannot_be_read_is_told_and_ours_hold(tmp_path: Path) -> None:
    path = tmp_path / "events.toml"
    assert with_own(path).mistakes == ()
    path.write_bytes(b"\xff\xfe\x00")
    catalogue = with_own(path)
    assert "cannot be read" in catalogue.mistakes[0].why
    assert catalogue.entries == ours().entries
    path.write_text(OWN, encoding="utf-8")
    assert with_own(path).describes("order:ready")


def test_an_event_that_nobody_described_is_told_plainly_and_softly() -> None:
    entry = ours().of("order:ready")
    assert (entry.rings, entry.sound, entry.urgency) == (True, None, Urgency.LOW)
    payload = {"id": 7, "who": "Asha\nVerma", "ok": True, "nested": {"a": 1}, "x": 1.5, "y": "z"}
    assert told("order:ready", payload) == (
        "Order ready",
        "id: 7 · who: Asha Verma · x: 1.5 · y: z",
    )
    assert told("::", {}) == ("::", "")


def test_a_notification_is_told_by_its_type_and_else_in_its_own_words() -> None:
    plain = {"title": "Holiday", "message": "Closed on Monday"}
    assert told("notification", plain) == ("Holiday", "Closed on Monday")
    assert told("notification", {}) == ("Messages to you", "")
    paid = {"type": "Payment_Received", "studentName": "Asha", "amountMinor": 12_050}
    assert told("notification", paid) == ("Payment received: Asha", "₹120.50")
    assert told("notification", {"type": "payment_received", "message": "₹5 by Asha"}) == (
        "Payment received",
        "₹5 by Asha",
    )
    assert told("notification", plain | {"type": "never heard of"}) == (
        "Holiday",
        "Closed on Monday",
    )
    assert told("notification", plain | {"type": 3})[0] == "Holiday"


def test_fields_are_written_as_they_say() -> None:
    text = '[[event]]\nname = "x"\ntitle = "{a.b|c:name}"\nbody = "{at:when} · {m:money} · {n}"\n'
    catalogue, _ = said(text)
    payload: dict[str, Any] = {
        "c": "Zoë",
        "at": "2026-03-10T08:30:00Z",
        "m": 500,
        "currency": "KWD",
        "n": 3,
    }
    assert told("x", payload, catalogue) == ("Zoë", "today 14:00 · KWD 0.500 · 3")
    payload |= {"a": {"b": "First"}, "at": "some day", "m": "5", "n": None}
    assert told("x", payload, catalogue) == ("First", "")
    # A name of another kind is none.
    assert told("x", {"c": 5}, catalogue)[0] == "X"


@given(
    st.dictionaries(
        st.text(max_size=12),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
            max_leaves=8,
        ),
        max_size=8,
    ),
    st.sampled_from([*sorted(ours().entries), "never:heard"]),
)
def test_whatever_comes_with_an_event_is_told_on_a_line(
    payload: dict[str, Any], event: str
) -> None:
    if event in events.BOOKING_EVENTS:
        return
    title, body = told(event, payload)
    assert title
    for line in (title, body):
        assert len(line.splitlines()) <= 1
        assert len(line) < 1000


@given(st.text())
def test_a_template_is_told_or_refused(text: str) -> None:
    try:
        found = templates.fields(text)
    except NotATemplate:
        return
    assert templates.title(text, lambda _: "x") is not None
    if not found:
        assert templates.lines("a · {b} · c", lambda _: "") == "a · c"


def test_parts_of_which_nothing_is_known_go() -> None:
    known = {"a": "A", "b": ""}

    def value(field: templates.Field) -> str:
        return known.get(field.names[0], "")

    assert templates.lines("{a} · {b} · at {b}, {a} · {c}", value) == "A · at , A"
    assert templates.lines("{a} · at {b}", value) == "A"
    assert templates.lines("{b}\n{a}", value) == "A"
    assert templates.title("New: {b}", value) == "New"
    assert templates.title("{a}: {b}", value) == "A"
    assert templates.lines("no field", value) == "no field"


def test_an_entry_says_how_many_even_when_nobody_said_how() -> None:
    entry = msgspec.structs.replace(ours().of("never:heard"), many=("", ""))
    assert entry.counted(2) == "2 × Never heard"
